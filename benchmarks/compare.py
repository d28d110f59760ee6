"""Processor time and memory of comparing outlets, by step, on a corpus of any size.

    python -m benchmarks.compare [--articles N] [--outlets N] [--episodes N] [--exchanges N] [--corpus DIR]

The corpus is drawn from the annotated articles of DIR (the demonstration corpus by default): each article anew with an outlet, an episode
and a day by chance, and with most of its words exchanged for others of their length, so that no two are copies unless they are meant to
be; one in ten is a copy of the one before. Prints the processor time of each step of `framing compare` and the most memory that was held
until its end, the corpus itself included; then the rows of each table.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import across, contrasts, estimates, index, keyness, placebo, result, reuse
from analysis.compare.units import Tables
from analysis.study import Study

CORPUS = Path(__file__).parents[1] / "corpus" / "known-truth"
SEED = 20200927
EXCHANGED = 0.75  # of the words
COPIED = 0.1  # of the articles
DAYS = 120  # of an episode
STEPS = (
    ("copies and events", reuse, "mark"),
    ("counts", estimates, "count"),
    ("estimates", estimates, "compared"),
    ("table of estimates", estimates, "rows"),
    ("contrasts", contrasts, "contrasts"),
    ("contrasts over episodes", across, "across"),
    ("placebo", placebo, "placebo"),
    ("index", index, "framing_index"),
    ("distinctive words", keyness, "keyness"),
    ("writing", result, "write"),
)


def drawn(tables: Tables, codebook: Codebook, number: int, outlets: int, episodes: int) -> Tables:
    """The tables of `number` articles drawn from those of a corpus."""
    rng = np.random.default_rng(SEED)
    source = rng.integers(0, len(tables["articles"]), number)
    copied = np.flatnonzero(rng.random(number) < COPIED)
    copied = copied[copied > 0]
    source[copied] = source[copied - 1]
    ids = np.array([f"a{i:06d}" for i in range(number)], dtype=object)
    made = {
        name: _repeated(table, tables["articles"]["article_id"], source, ids) if "article_id" in table else table
        for name, table in tables.items()
    }
    articles = made["articles"]
    texts = _texts(articles["text"].tolist(), rng)
    for i in copied:
        texts[i] = texts[i - 1]
    episode, day = rng.integers(0, episodes, number), rng.integers(0, DAYS, number)
    for to in (episode, day):
        to[copied] = to[copied - 1]
    weights = 1 / np.arange(2, outlets + 2)  # some write much, some little
    made["articles"] = articles.assign(
        text=texts,
        outlet=[f"Outlet {o:02d}" for o in rng.choice(outlets, number, p=weights / weights.sum())],
        outlet_basis="stated",
        episode=[f"episode {e}" for e in episode],
        date=pd.Timestamp("2031-01-01") + pd.to_timedelta(episode * 2 * DAYS + day, unit="D"),
        wire=pd.Series(None, articles.index, dtype="str"),
        cluster_id=pd.Series(None, articles.index, dtype="str"),
    )
    return made


def _repeated(table: pd.DataFrame, articles: pd.Series, source: np.ndarray, ids: np.ndarray) -> pd.DataFrame:
    """The rows of each source article under the id of each that is drawn from it."""
    places = table.groupby("article_id").indices
    none = np.array([], int)
    rows = [places.get(article, none) for article in articles]
    taken = [rows[s] for s in source]
    result = table.iloc[np.concatenate(taken)].reset_index(drop=True)
    return result.assign(article_id=np.repeat(ids, [len(t) for t in taken])).astype({"article_id": "str"})


def _texts(texts: list[str], rng: np.random.Generator) -> list[str]:
    """The texts with words exchanged for others of the same length: offsets stay."""
    by_length: dict[int, list[str]] = {}
    for word in dict.fromkeys(word for text in dict.fromkeys(texts) for word in text.split(" ")):
        if word.isalpha():
            by_length.setdefault(len(word), []).append(word)
    result = []
    for text in texts:
        words = text.split(" ")
        for at in np.flatnonzero(rng.random(len(words)) < EXCHANGED):
            if words[at].isalpha():
                others = by_length[len(words[at])]
                words[at] = others[rng.integers(len(others))]
        result.append(" ".join(words))
    return result


def peak() -> float:
    """The most memory that was held until now, GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


class Steps:
    """Processor time of the functions that `compare` is made of, and the most memory that was held until the last call ended."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.peaks: dict[str, float] = {}

    def time(self, name: str, module: ModuleType, function: str) -> None:
        """Put a function that is timed in its place."""
        made = getattr(module, function)

        def timed(*args: Any, **more: Any) -> Any:
            began = time.process_time()
            value = made(*args, **more)
            self.spent[name] = self.spent.get(name, 0) + time.process_time() - began
            self.peaks[name] = peak()
            return value

        setattr(module, function, timed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument("--episodes", type=int, default=5)
    parser.add_argument("--exchanges", type=int, default=0, help="of the placebo (default: none)")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args()
    study = Study.open(given.corpus)
    book = study.codebook
    tables = drawn(study.tables, book, given.articles, given.outlets, given.episodes)
    steps = Steps()
    for name, module, function in STEPS:
        steps.time(name, module, function)
    began = time.process_time()
    print(f"{'drawn':24}{began:8.1f} s {peak():8.1f} GB", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        found = result.compare(tables, book, given.exchanges)
        result.write(found, Path(folder))
    for name, spent in steps.spent.items():
        print(f"{name:24}{spent:8.1f} s {steps.peaks[name]:8.1f} GB")
    print(f"{'all':24}{time.process_time() - began:8.1f} s {peak():8.1f} GB")
    print(f"{given.articles} articles; " + ", ".join(f"{name} {len(table)}" for name, table in found.items()))


if __name__ == "__main__":
    main()
