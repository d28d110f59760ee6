"""From a value back to its sentences: the passages that a number counts.

A question is a mapping. `measure` is a measure of the registry or the name of a table; the other keys say which rows: those of `KEYS` for a
measure, any column for a table (and `kind`, that of the sentence), and for both `article`, `outlet`, `episode`, `month` and `copies`
(`without`: originals only). A key that is missing or null restricts nothing; an empty value asks for rows where the column is null, a list for
rows with any of its values. `hit` is `all` for the rows of the denominator, `unresolved` for those of it that are left open.
A row of `estimates` is such a question.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import measures  # noqa: F401 (declares them)
from analysis.compare.counting import ALL
from analysis.compare.registry import KEYS, MEASURES, Measure
from analysis.compare.units import Tables, originals, placed, with_kind

COLUMNS = ["article_id", "start", "end"]
PLACES = ("outlet", "episode", "month")
COMMON = {"measure", "article", "copies", "hit", *PLACES}
HITS = ("all", "unresolved")


class Passages:
    """The rows behind every number of a corpus. `tables`: as `estimates` was made of, copies marked (`reuse.mark`)."""

    def __init__(self, tables: Tables, codebook: Codebook) -> None:
        self.tables, self.codebook = tables, codebook
        self._places = placed(tables["articles"]).set_index("article_id")[list(PLACES)]
        self._originals = set(originals(tables["articles"])["article_id"])
        self._rows: dict[str, pd.DataFrame] = {}

    def behind(self, question: Mapping[str, Any]) -> pd.DataFrame:
        """article_id, start, end of the rows that a number counts (of a mean, the scores), in the order of the text; null where a
        measure has no places. Raises ValueError where there is no such measure, table or column."""
        return self.rows(question).reindex(columns=COLUMNS).sort_values(COLUMNS, ignore_index=True)

    def rows(self, question: Mapping[str, Any]) -> pd.DataFrame:
        """The same rows with every column that the measure or table has."""
        name, hit = question["measure"], question.get("hit")
        m = MEASURES.get(name)
        if hit is not None and (m is None or hit not in HITS):
            raise ValueError(f"{name}: no rows are called '{hit}'")
        rows = self._of(name)
        keys = {k: v for k, v in question.items() if k in (*KEYS, *PLACES)} if m else dict(question)
        keys = {k: v for k, v in keys.items() if k not in {"measure", "hit", "copies", "article"} and _given(v)}
        if keys.get("voice") == ALL:
            del keys["voice"]
        if m is not None:
            rows = _hits(rows, m, hit, keys)
        chosen = pd.Series(True, index=rows.index)
        for column, value in keys.items():
            if column not in rows:
                raise ValueError(f"{name}: there is no column '{column}'")
            chosen &= _equal(rows[column], value)
        if _given(question.get("article")):
            chosen &= _equal(rows["article_id"], question["article"])
        if question.get("copies") == "without":
            chosen &= rows["article_id"].isin(self._originals)
        return rows[chosen]

    def _of(self, name: str) -> pd.DataFrame:
        if name not in self._rows:
            if name in MEASURES:
                rows = MEASURES[name].rows(self.tables, self.codebook)
            elif name in self.tables and "start" in self.tables[name]:
                table = self.tables[name]
                by_sentence = name != "sentences" and "sentence_id" in table
                rows = with_kind(table, self.tables["sentences"]) if by_sentence else table
            else:
                raise ValueError(f"there is no measure or table of passages '{name}'")
            self._rows[name] = rows.join(self._places, on="article_id").reset_index(drop=True)
        return self._rows[name]


def behind(tables: Tables, codebook: Codebook, question: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of one question; see `Passages`."""
    return Passages(tables, codebook).behind(question)


def _given(value: Any) -> bool:
    return isinstance(value, list | tuple) or pd.notna(value)


def _equal(column: pd.Series, value: Any) -> pd.Series:
    if isinstance(value, list | tuple):
        return column.astype("str").isin([str(v) for v in value])
    if value == "":
        return column.isna()
    return column.astype("str") == str(value)


def _hits(rows: pd.DataFrame, m: Measure, hit: str | None, keys: dict[str, Any]) -> pd.DataFrame:
    """Those of a measure's rows that are hits, or the denominator that the keys' cell has; what tells cells of one denominator apart
    is taken from `keys` then."""
    resolved = rows["resolved"].astype(bool) if "resolved" in rows else pd.Series(True, index=rows.index)
    if hit is None:
        return rows[resolved & rows["hit"].astype(bool)] if "hit" in rows else rows[resolved]
    inside = {k: keys.pop(k) for k in m.of if k in keys}
    kept = resolved if hit == "all" else ~resolved
    if "group" in m.among and inside:
        cell = pd.Series(True, index=rows.index)
        for column, value in inside.items():
            cell &= _equal(rows[column], value)
        kept = kept & rows["group"].isin(rows.loc[cell, "group"])
    return rows[kept]
