"""Which words stand for the same thing, row beside row: a grid of things named by outlets or articles."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from analysis.compare.units import PROSE, with_kind
from analysis.present import charts, words
from analysis.present.charts import Word
from analysis.present.counts import Value, count
from analysis.present.results import Results

# How a word stands there, by voice: as the outlet's own wherever it is so at least once.
VOICES = {"own": ["outlet"], "reported": ["indirect"], "quoted": ["direct", "scare"]}
MOST = 4  # words of a cell


def word_grid(
    results: Results, caption: str, names: Sequence[str], episode: str | None = None, things: int = 8
) -> Markup:
    """The `things` that most of some outlets (or articles) name, and then most often. `names`: as `rows.articles` has them in `outlet`.
    `episode`: of one episode, by default of all. Empty where they name nothing."""
    places = results.rows.articles
    places = places[places["outlet"].isin(names) & ((places["episode"] == episode) | (episode is None))]
    terms = with_kind(results.study.terms, results.study.sentences)
    terms = terms[terms["kind"].isin(PROSE)].merge(places[["article_id", "outlet"]], on="article_id")
    if terms.empty:
        return Markup("")
    found = (
        terms.groupby("concept")["outlet"]
        .agg(["nunique", "size"])
        .sort_values(["nunique", "size"], ascending=False, kind="stable")
    )
    of = {name: results.rows.keys({"outlet": name, "episode": episode}, episode is not None) for name in names}
    lines = [
        (
            words.concept(results.study.codebook, str(concept)),
            [
                _cell(results, terms[(terms["concept"] == concept) & (terms["outlet"] == name)], of[name])
                for name in names
            ],
        )
        for concept in found.index[:things]
    ]
    return charts.grid(caption, [words.outlet(name) for name in names], lines)


def _cell(results: Results, terms: pd.DataFrame, keys: dict[str, Value]) -> list[Word]:
    cell = []
    for (concept, variant), group in terms.groupby(["concept", "variant"]):
        how = next(h for h, voices in VOICES.items() if group["voice"].isin(voices).any())
        number = int(group["voice"].isin(VOICES[how]).sum())
        mark = count(number, "terms", **keys, concept=concept, variant=variant, voice=VOICES[how], kind=list(PROSE))
        name = words.variant(results.study.codebook, f"{concept}/{variant}")
        cell.append((list(VOICES).index(how), -number, Word(name, mark, how)))
    cell.sort(key=lambda entry: (entry[:2], entry[2].name))
    shown = [word for _, _, word in cell[:MOST]]
    more = len(cell) - MOST
    return [*shown, Word(f"and {more} more", "", "more")] if more > 0 else shown
