"""Processor time and memory of comparing outlets, by step, on a corpus of any size.

    python -m benchmarks.compare [--articles N] [--outlets N] [--episodes N] [--exchanges N] [--corpus DIR]

The corpus is drawn from the annotated articles of DIR (the demonstration corpus by default): each article anew with an outlet, an episode
and a day by chance, and with most of its words exchanged for others of their length, so that no two are copies unless they are meant to
be; one in ten is a copy of the one before. Prints a line a step, then the rows of each table and the most memory that was held.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

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
    began, found, total = time.process_time(), {}, 0.0

    def peak() -> float:
        """The most memory that was held until now."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20

    print(f"{'drawn':24}{began:8.1f} s {peak():8.1f} GB", flush=True)

    def step(name: str) -> None:
        nonlocal began, total
        spent = time.process_time() - began
        total += spent
        print(f"{name:24}{spent:8.1f} s {peak():8.1f} GB", flush=True)
        began = time.process_time()

    marked = reuse.mark(tables, book)
    step("copies and events")
    groupings = estimates.groupings(marked, book)
    step("counts and estimates")
    found["estimates"] = estimates.estimates(groupings)
    step("table of estimates")
    by_episode = [c for c in groupings if c.places.columns[-1] == "episode"]
    parts = [contrasts.contrasts(c) for c in by_episode]
    step("contrasts")
    parts += [across.across(c) for c in by_episode]
    step("contrasts over episodes")
    found["contrasts"] = pd.concat(parts, ignore_index=True)
    found["placebo"] = placebo.placebo(by_episode[0], given.exchanges)
    step("placebo")
    found["framing_index"] = index.framing_index(marked, book)
    step("index")
    found["keyness"] = keyness.keyness(marked, book)
    step("distinctive words")
    with tempfile.TemporaryDirectory() as folder:
        result.write({name: result.rounded(table) for name, table in found.items()}, Path(folder))
    step("writing")
    print(f"{'all':24}{total:8.1f} s {peak():8.1f} GB")
    print(f"{given.articles} articles; " + ", ".join(f"{name} {len(table)}" for name, table in found.items()))


if __name__ == "__main__":
    main()
