"""The truth beside each estimate, of a corpus whose truth is known, and whether what is planted in it was found.

The truth of an estimate is the same estimate on the tables that marks give (`marked`). `planted` goes through what `truth.yml` lists:
differences, which have to be listed and to point the right way, and equalities, which must not be.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import contrasts as comparing
from analysis.compare import estimates as estimating
from analysis.compare import marked
from analysis.compare.across import across
from analysis.compare.units import Tables
from analysis.result_tables import RESULT_TABLES
from analysis.tables import select

LISTED = 0.05
SAME = ["measure", "item", "episode", "outlet", "voice", "side", "source_side", "copies"]
COLUMNS = RESULT_TABLES["truth"].names
PLANTED = RESULT_TABLES["planted"].names
# The measures of `truth.yml` in the suite's words. Of acts and terms the outlet's own voice is meant.
NAMES = {
    "terms": ("terms.variant", "outlet"),
    "voices": ("voices.sources", None),
    "voices-kind": ("voices.kind", None),
    "doer-named": ("blame.doer_left_out", "outlet"),
    "victims": ("blame.victims", "outlet"),
    "doers": ("blame.doers", "outlet"),
    "facts": ("facts.stated", None),
}
BEFORE, AFTER = "before", "after"


def truth(estimates: pd.DataFrame, tables: Tables, codebook: Codebook, folder: Path) -> pd.DataFrame:
    """`COLUMNS`: every estimate by outlet and episode whose truth is known. k, n, value, low, high as in `estimates`; null where the suite
    counted nothing. `found`: whether the truth lies in the interval; null where there is none.

    `tables`: those that `estimates` was made of. Raises ProblemsError where `folder` holds no truth that can be read.
    """
    known = estimating.estimates(estimating.groupings(marked.marked(tables, codebook, folder), codebook, marked.MARKED))
    known = known[known["measure"].isin(marked.MARKED) & known["month"].isna()].rename(
        columns={"k": "truth_k", "n": "truth_n", "value": "truth"}
    )
    known = known.astype(dict.fromkeys(SAME, "object"))
    joined = known.loc[known["truth"].notna(), [*SAME, "truth_k", "truth_n", "truth"]].merge(
        estimates[estimates["month"].isna()].astype(dict.fromkeys(SAME, "object")), on=SAME, how="left"
    )
    inside = (joined["low"] <= joined["truth"]) & (joined["truth"] <= joined["high"])
    return joined.assign(found=inside.astype("boolean").where(joined["low"].notna()))[COLUMNS]


def planted(tables: Tables, codebook: Codebook, folder: Path) -> pd.DataFrame:
    """`PLANTED`: one row for each pair of outlets of each planted difference, equality and shift, with all copies and without.

    kind: difference, equality or shift. first, second: outlets, or `before` and `after` a window of the codebook within one outlet.
    truth, difference: second less first over all episodes, as marked and as estimated, with q in its family. `found`: a difference listed
    (q <= `LISTED`) in the right direction, an equality not listed.

    `tables`: with copies marked (`reuse.mark`). Raises ProblemsError where `folder` holds no truth that can be read.
    """
    known = marked.truth(folder)
    right = marked.marked(tables, codebook, folder)
    views: dict[tuple, list[pd.DataFrame]] = {}
    rows: list[dict[str, Any]] = []
    for entry in known["planted"]:
        view = (entry.get("until"), entry.get("window"), entry.get("outlet") if "window" in entry else None)
        if view not in views:
            views[view] = [_contrasts(_viewed(t, codebook, *view), codebook) for t in (tables, right)]
        rows += _rows(entry, *views[view])
    return pd.DataFrame(rows, columns=PLANTED).astype({"found": "boolean"})


def _viewed(tables: Tables, codebook: Codebook, until: str | None, window: str | None, outlet: str | None) -> Tables:
    """The articles until a day; or those of one outlet, as two outlets: before a window of the codebook and from its day on."""
    articles = tables["articles"]
    if until is not None:
        return select(tables, articles.loc[articles["date"] < pd.Timestamp(until) + pd.Timedelta(days=1), "article_id"])
    if window is None:
        return tables
    day = next(pd.Timestamp(w.date) for w in codebook.windows if w.id == window)
    part = select(tables, articles.loc[articles["outlet"] == outlet, "article_id"])
    when = pd.Series(np.where(part["articles"]["date"] < day, BEFORE, AFTER), dtype="str")
    return {**part, "articles": part["articles"].assign(outlet=when, episode=pd.Series(None, when.index, dtype="str"))}


def _contrasts(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """Of each grouping by episode the contrasts over all episodes; where there is but one episode, those within it."""
    found = [c for c in estimating.groupings(tables, codebook, marked.MARKED) if c.places.columns[-1] == "episode"]
    several = [across(c) for c in found]
    made = [many if len(many) else comparing.contrasts(one) for one, many in zip(found, several, strict=True)]
    return pd.concat(made, ignore_index=True)


def _rows(entry: Mapping[str, Any], found: pd.DataFrame, right: pd.DataFrame) -> Iterator[dict[str, Any]]:
    measure, voice = NAMES[entry["measure"]]
    what = {"measure": measure, "item": entry.get("item"), "voice": voice, "side": entry.get("side")}
    first, *others = entry.get("expected", (BEFORE, AFTER))
    for copies, second in product(("all", "without"), others):
        one, true = (_row(table, {**what, "copies": copies}, first, second) for table in (found, right))
        listed = one["q"] <= LISTED
        right_way = listed and one["difference"] * true["difference"] > 0
        yield {
            **{name: entry[name] for name in ("id", "kind", "comment")},
            **what,
            "copies": copies,
            "first": first,
            "second": second,
            "truth": true["difference"],
            **one[["difference", "low", "high", "p", "q"]],
            "found": not listed if entry["kind"] == "equality" else right_way,
        }


def _row(table: pd.DataFrame, what: Mapping[str, str | None], first: str, second: str) -> pd.Series:
    """The contrast of two outlets, second less first; nulls where there is none."""
    for column, value in what.items():
        table = table[table[column].isna() if value is None else table[column] == value]
    table = table[table["first"].isin((first, second)) & table["second"].isin((first, second))]
    if not len(table):
        return pd.Series(np.nan, index=table.columns)
    row = table.iloc[0].copy()
    if row["first"] != first:
        row[["difference", "low", "high"]] = -row[["difference", "high", "low"]].to_numpy(float)
    return row
