"""Whether distinctive words are found that are there, and none where there are none.

    python -m benchmarks.keyness [--gold DIR] [--corpora N]

Articles of the demonstration corpus, and with --gold those of two corpora there, are given outlets by chance, N times; no episodes. Then
nothing sets them apart: `listed` is how many of these corpora list a word at q <= .05, in halves, in outlets of 10 to 17 articles, and where
one half has lost three of four sentences by chance, for outlets write at different lengths. `found`: how often a word is listed that
is written into one in so many articles of one outlet and of the others. Prints a Markdown table (docs/comparing.md).
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotate import run
from analysis.codebook import Codebook, load
from analysis.compare import keyness, reuse
from analysis.compare.units import Tables
from analysis.corpus import read
from analysis.study import Study
from analysis.tables import select

CORPUS = Path(__file__).parents[1] / "corpus"
SEED = 20200927
WORD = "zzyzx"
SIZES = (10, 13, 17)  # articles of an outlet, in turn
GOLD = {
    "Karabakh 2020": ("slant/karabakh-2020-dev.jsonl", "nagorno-karabakh.yml"),
    "Ukraine 2022": ("outlets/ukraine-2022-dev.jsonl", "russia-ukraine.yml"),
}
KEPT = 0.25  # of the sentences of the half that is cut
PLANTED = ((0.6, 0.05), (0.6, 0.0), (0.4, 0.0))


def corpora(gold: Path | None) -> Iterator[tuple[str, Tables, Codebook]]:
    """(name, tables without episodes, codebook)."""
    study = Study.open(CORPUS / "known-truth")
    yield "known truth", study.tables, study.codebook
    for name, (path, book) in GOLD.items() if gold else ():
        codebook = load(CORPUS / "codebooks" / book)
        yield name, run.annotate(read(gold / path), codebook), codebook


def given(tables: Tables, outlet: np.ndarray) -> Tables:
    """The articles with these outlets; those with none are left out."""
    articles = tables["articles"].assign(outlet=outlet, outlet_basis="stated", episode="all")
    part = {**tables, "articles": articles.astype({"episode": "str", "outlet": "str"})}
    return select(part, articles.loc[pd.notna(outlet), "article_id"])


def dealt(rng: np.random.Generator, articles: int, sizes: tuple[int, ...]) -> np.ndarray:
    """An outlet for as many articles of each."""
    names = np.repeat([f"outlet {i}" for i in range(len(sizes))], sizes).astype(object)
    return rng.permutation(np.r_[names, np.full(articles - len(names), None, object)])


def written(rng: np.random.Generator, tables: Tables, own: float, others: float) -> Tables:
    """The articles with `WORD` at their end, in these parts of those of the first outlet and of the others."""
    chance = np.where(tables["articles"]["outlet"] == "outlet 0", own, others)
    has = rng.random(len(chance)) < chance
    texts = tables["articles"]["text"]
    places = pd.DataFrame({"article_id": tables["articles"]["article_id"], "start": texts.str.len() + 1})[has]
    places = places.assign(end=places["start"] + len(WORD))
    rows = {
        "voices": {"voice": "outlet", "n_words": 1},
        "sentences": {"sentence_id": 999, "position": 1.0, "kind": "prose"},
    }
    more = {
        name: pd.concat([tables[name], places.assign(**columns)], ignore_index=True) for name, columns in rows.items()
    }
    return {**tables, **more, "articles": tables["articles"].assign(text=texts.where(~has, texts + f" {WORD}"))}


def cut(rng: np.random.Generator, tables: Tables) -> Tables:
    """The articles of the first outlet with a part of their sentences."""
    ids = tables["articles"].loc[tables["articles"]["outlet"] == "outlet 0", "article_id"]
    sentences = tables["sentences"]
    kept = ~sentences["article_id"].isin(ids) | (rng.random(len(sentences)) < KEPT)
    return {**tables, "sentences": sentences[kept]}


def listed(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    found = keyness.keyness(tables, codebook)
    return found[found["q"] <= 0.05]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--corpora", type=int, default=200)
    asked = parser.parse_args()
    print("| | of corpora, % |\n| --- | --- |")
    for name, tables, codebook in corpora(asked.gold):
        rng = np.random.default_rng(SEED)
        marked = {name: reuse.mark(tables, codebook)[name] for name in ("articles", "voices", "sentences")}
        articles = len(marked["articles"])
        halves = (articles // 2, articles - articles // 2)
        layouts = {"halves": halves, "halves, one cut": halves}
        layouts |= {f"{n} outlets": tuple(np.resize(SIZES, n).tolist()) for n in (3, 4, 6)}
        for layout, sizes in layouts.items():
            if sum(sizes) > articles:
                continue
            some, found = 0, dict.fromkeys(PLANTED, 0)
            for _ in range(asked.corpora):
                drawn = given(marked, dealt(rng, articles, sizes))
                some += len(listed(cut(rng, drawn) if "cut" in layout else drawn, codebook)) > 0
                for planted in PLANTED if "outlets" in layout else ():
                    words = listed(written(rng, drawn, *planted), codebook)
                    found[planted] += bool((words["word"].eq(WORD) & words["outlet"].eq("outlet 0")).any())
            rates = [f"listed {100 * some / asked.corpora:.1f}"]
            if "outlets" in layout:
                rates += [
                    f"found {a:.0%} against {b:.0%}: {100 * n / asked.corpora:.0f}" for (a, b), n in found.items()
                ]
            print(f"| {name}, {layout} | {'; '.join(rates)} |", flush=True)


if __name__ == "__main__":
    main()
