"""From a value back to its sentences: the passages that a number counts.

A question is a mapping. `measure` is a measure of the registry or the name of a table; the other keys say which rows: those of `KEYS` for a
measure, any column for a table (and `kind`, that of the sentence), and for both `article`, `outlet`, `episode`, `month` and `copies`
(`without`: originals only). A key that is missing or null restricts nothing; an empty value asks for rows where the column is null, a list for
rows with any of its values. `hit` is `all` for the rows of the denominator, `unresolved` for those of it that are left open.
A row of `estimates` is such a question.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
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


class Rows:
    """The rows of a measure or a table, its columns as numbers: thousands of questions are asked of them."""

    def __init__(self, name: str, table: pd.DataFrame) -> None:
        self.name, self.table = name, table
        self._codes: dict[str, tuple[np.ndarray, dict[str, int]]] = {}

    def equal(self, column: str, value: Any) -> np.ndarray:
        """Which rows have the value, null where it is empty, any of them where it is a list. Raises ValueError where there is no such column."""
        if column not in self.table:
            raise ValueError(f"{self.name}: there is no column '{column}'")
        codes, numbers = self._numbered(column)
        if isinstance(value, list | tuple):
            wanted = [numbers[str(v)] for v in value if str(v) in numbers]
            return np.isin(codes, wanted)
        return codes == numbers.get(str(value), -2)

    def alike(self, column: str, rows: np.ndarray) -> np.ndarray:
        """Which rows have the value that any of these has."""
        codes, _ = self._numbered(column)
        return np.isin(codes, np.unique(codes[rows]))

    def true(self, column: str) -> np.ndarray:
        """Which rows have a column set; all where there is none."""
        return self.table[column].to_numpy(bool) if column in self.table else np.ones(len(self.table), bool)

    def _numbered(self, column: str) -> tuple[np.ndarray, dict[str, int]]:
        """A number for each row's value, -1 for null; the number of each value."""
        if column not in self._codes:
            found, values = pd.factorize(self.table[column].astype("str"))
            self._codes[column] = found, {str(v): i for i, v in enumerate(values)} | {"": -1}
        return self._codes[column]


class Passages:
    """The rows behind every number of a corpus. `tables`: as `estimates` was made of, copies marked (`reuse.mark`)."""

    def __init__(self, tables: Tables, codebook: Codebook) -> None:
        self.tables, self.codebook = tables, codebook
        articles = tables["articles"]
        self._places = placed(articles).set_index("article_id")[list(PLACES)]
        self._places["original"] = self._places.index.isin(originals(articles)["article_id"])
        order = articles.sort_values(["outlet", "date", "article_id"])["article_id"]
        self._places["order"] = pd.Series(range(len(order)), index=order.to_numpy())
        self._rows: dict[str, Rows] = {}

    def behind(self, question: Mapping[str, Any]) -> pd.DataFrame:
        """article_id, start, end of the rows that a number counts (of a mean, the scores), in the order of outlet, date and place;
        null where a measure has no places. Raises ValueError where there is no such measure, table or column."""
        return self.rows(question).reindex(columns=COLUMNS).reset_index(drop=True)

    def rows(self, question: Mapping[str, Any]) -> pd.DataFrame:
        """The same rows with every column that the measure or table has."""
        return self.of(question["measure"]).table.iloc[self.which(question)]

    def which(self, question: Mapping[str, Any]) -> np.ndarray:
        """The numbers of those rows among all of the measure or table."""
        name, hit = question["measure"], question.get("hit")
        m, rows = MEASURES.get(name), self.of(name)
        if hit is not None and (m is None or hit not in HITS):
            raise ValueError(f"{name}: no rows are called '{hit}'")
        keys = {k: v for k, v in question.items() if m is None or k in (*KEYS, *PLACES)}
        keys = {k: v for k, v in keys.items() if k not in {"measure", "hit", "copies", "article"} and _given(v)}
        if keys.get("voice") == ALL:
            del keys["voice"]
        chosen = np.ones(len(rows.table), bool) if m is None else _hits(rows, m, hit, keys)
        for column, value in keys.items():
            chosen = chosen & rows.equal(column, value)
        if _given(question.get("article")):
            chosen = chosen & rows.equal("article_id", question["article"])
        if question.get("copies") == "without":
            chosen = chosen & rows.true("original")
        return np.flatnonzero(chosen)

    def of(self, name: str) -> Rows:
        """The rows of a measure or a table, in order."""
        if name not in self._rows:
            if name in MEASURES:
                table = MEASURES[name].rows(self.tables, self.codebook)
            elif name in self.tables and "start" in self.tables[name]:
                by_sentence = name != "sentences" and "sentence_id" in self.tables[name]
                table = with_kind(self.tables[name], self.tables["sentences"]) if by_sentence else self.tables[name]
            else:
                raise ValueError(f"there is no measure or table of passages '{name}'")
            table = table.join(self._places, on="article_id")
            by = [column for column in ("order", "start", "end") if column in table]
            self._rows[name] = Rows(name, table.sort_values(by, ignore_index=True))
        return self._rows[name]


def behind(tables: Tables, codebook: Codebook, question: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of one question; see `Passages`."""
    return Passages(tables, codebook).behind(question)


def _given(value: Any) -> bool:
    return isinstance(value, list | tuple) or pd.notna(value)


def _hits(rows: Rows, m: Measure, hit: str | None, keys: dict[str, Any]) -> np.ndarray:
    """Those of a measure's rows that are hits, or the denominator that the keys' cell has; what tells cells of one denominator apart
    is taken from `keys` then."""
    resolved = rows.true("resolved")
    if hit is None:
        return resolved & rows.true("hit")
    inside = {k: keys.pop(k) for k in m.of if k in keys}
    kept = resolved if hit == "all" else ~resolved
    if "group" in m.among and inside:
        cell = np.logical_and.reduce([rows.equal(column, value) for column, value in inside.items()])
        kept = kept & rows.alike("group", cell)
    return kept
