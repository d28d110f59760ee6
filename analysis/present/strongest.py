"""Which differences come first: the list of those that are no chance, the largest before the others.

A difference is listed where its false discovery rate within its question is 5 % or less (`placebo.LISTED`). It ranks by the end of its interval
that is nearer to nothing – how large it is at the least –, so that neither a large guess about few articles nor a sure trifle comes first.
Scores, which reach from −1 to 1, count half. Nothing is estimated here.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.contrasts import REST
from analysis.compare.placebo import LISTED
from analysis.compare.registry import KEYS, MEASURES
from analysis.present.results import Results

SAME = ["measure", *KEYS, "first", "second"]
# What a reader is told first: the outlet's own words and what it carries, not grammar, nothing that adds
# up several things, and nothing that counts words, which lead to no passages.
CHOSEN = (
    "terms.variant", "terms.usage", "voices.sources", "voices.kind", "voices.distancing", "blame.doers", "blame.doer_left_out", "blame.victims",
    "blame.ties", "tone.vader_adjusted", "tone.target", "facts.stated",
)  # fmt: skip
LEAST = 5  # of what an article has, for it to be compared with another by itself


class Finding(NamedTuple):
    """`contrast`: its row. `again`: in how many other episodes the same was found, and in how many it could be. `without`: whether it
    holds without copies; null where that can't be told."""

    contrast: dict[str, Any]
    again: tuple[int, int]
    without: bool | None


class Looked(NamedTuple):
    """How many differences were looked at, how many are listed, and how many chance alone would list at most (in 95 % of exchanges)."""

    at: int
    listed: int
    chance: int


def tested(results: Results) -> pd.DataFrame:
    """The rows of `contrasts` that were tested within an episode: each outlet against the rest or, of two outlets, against the other."""
    table = results.found["contrasts"]
    table = table[table["p"].notna() & table["episode"].isin(results.episodes)]
    rest = table["first"] == REST
    return table[rest] if rest.any() else table


def looked(results: Results) -> Looked | None:
    """What stands beside every list of differences; null where nothing could be tested."""
    rows = tested(results)
    placebo = results.found["placebo"]
    kind = "rest" if (rows["first"] == REST).any() else "pairs"
    placebo = placebo[(placebo["kind"] == kind) & placebo["measure"].isna()]
    if rows.empty or placebo.empty:
        return None
    row = placebo.iloc[0]
    return Looked(int((rows["copies"] == "all").sum()), int(row["listed"]), int(np.ceil(row["high"])))


def caution(results: Results) -> str:
    """What has to be said beside a list of differences where chance alone would list as many; else nothing."""
    counts = looked(results)
    chance = counts is not None and counts.listed <= counts.chance
    return " Chance alone would list as many in this corpus: take them as leads, not as findings." if chance else ""


def listed(rows: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Those of the tested differences that are no chance, the strongest first, with `least`. Equals stand in the order of the measures and,
    by place in the codebook, of the sides."""
    means = rows["measure"].map({m.name: m.mean for m in MEASURES.values()}).astype(bool)
    least = np.where(rows["low"] * rows["high"] > 0, np.minimum(rows["low"].abs(), rows["high"].abs()), 0)
    found = rows.assign(least=np.where(means, least / 2, least))
    found = found[(found["q"] <= LISTED) & (found["least"] > 0)]
    order = {side: place for place, side in enumerate(codebook.side_ids)}  # whatever is no side comes last
    places = {c: found[c].map(order) for c in ("side", "source_side")}
    measure = found["measure"].map(list(MEASURES).index)
    ordered = found.assign(**places, measure=measure).sort_values(
        ["least", *SAME], ascending=[False] + [True] * len(SAME), kind="stable"
    )
    return found.loc[ordered.index]


def findings(results: Results, most: int = 3) -> list[Finding]:
    """The strongest difference of each question, the strongest questions first. Empty where nothing is listed, or no more than chance
    alone would list."""
    counts = looked(results)
    if counts is None or counts.listed <= counts.chance:
        return []
    rows = tested(results)
    rows = rows[rows["measure"].isin(CHOSEN) & rows["voice"].fillna("outlet").eq("outlet")]
    rows = rows[rows["side"].isna() | rows["side"].isin(results.study.codebook.side_ids)]
    found = listed(rows[rows["copies"] == "all"], results.study.codebook)
    question = found["measure"].map({m.name: m.question for m in MEASURES.values()})
    best = found[~question.duplicated()].head(most)
    return [_finding(row, rows) for row in best.to_dict("records")]


def _finding(row: dict[str, Any], rows: pd.DataFrame) -> Finding:
    same = rows[_alike(rows, row)]
    others = same[(same["copies"] == "all") & (same["episode"] != row["episode"])]
    holds = (others["low"] * others["high"] > 0) & (np.sign(others["difference"]) == np.sign(row["difference"]))
    without = same[(same["copies"] == "without") & (same["episode"] == row["episode"])]
    kept = None if without.empty else bool((without["low"] * without["high"] > 0).iloc[0] and without["difference"].iloc[0] * row["difference"] > 0)  # fmt: skip
    return Finding(row, (int(holds.sum()), len(others)), kept)


def _alike(rows: pd.DataFrame, row: dict[str, Any]) -> pd.Series:
    result = pd.Series(True, index=rows.index)
    for column in SAME:
        result &= rows[column].isna() if pd.isna(row[column]) else rows[column] == row[column]
    return result


class Gap(NamedTuple):
    """Two articles of an episode and what sets them apart: two rows of the estimates, the larger value first."""

    more: dict[str, Any]
    less: dict[str, Any]


# Shares of articles that are compared one by one, in which voice. No scores: those of a few mentions are too often wrong.
OF_ARTICLES: dict[str, str | None] = {
    "terms.usage": "outlet",
    "voices.sources": None,
    "blame.doers": "outlet",
    "blame.victims": "outlet",
    "blame.doer_left_out": "outlet",
}


def gaps(results: Results, most: int = 3) -> list[Gap]:
    """Where articles are compared one by one: the two of an episode that are furthest apart, one gap a question. Only articles that have
    `LEAST` of what is counted. No test can be made, and none is implied."""
    found: list[Gap] = []
    for name, voice in OF_ARTICLES.items():
        table = results.rows.estimates(name)
        table = table if voice is None else table[table["voice"] == voice]
        table = table[(table["n"] >= LEAST) & table["side"].isin(results.study.codebook.side_ids)]
        for _, group in table.groupby(["episode", *KEYS], dropna=False):
            ordered = group.sort_values(["value", "number"], kind="stable")
            if ordered["value"].iloc[0] < ordered["value"].iloc[-1]:
                found.append(Gap(dict(ordered.iloc[-1]), dict(ordered.iloc[0])))
    found.sort(key=lambda gap: gap.less["value"] - gap.more["value"])
    best: dict[str, Gap] = {}
    for gap in found:
        best.setdefault(MEASURES[gap.more["measure"]].question, gap)
    return list(best.values())[:most]
