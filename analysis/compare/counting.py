"""Tables to counts of every measure in every unit, and counts to sums for any grouping of the units.

A unit is an article, or the articles of one outlet and episode that are copies of one dispatch: these count once, each for its part. A cell is
a measure with its voice, item and sides. Counts are made once; groupings (outlets, months, events, exchanged labels) are sums of arrays.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.codebook import Codebook
from analysis.compare import measures  # noqa: F401 (declares them)
from analysis.compare.registry import KEYS, MEASURES, Measure
from analysis.compare.uncertainty import Sums
from analysis.compare.units import Tables

ALL = "all"  # every voice together
ELEMENTS = 2**20  # of a dense array of cells that is held at once


class Part(NamedTuple):
    """Weights of units in cells (or denominators), sparse: one element a pair that occurs. `rows`: rows of the table behind it, or what they weigh (words)."""

    unit: np.ndarray
    code: np.ndarray
    weight: np.ndarray
    rows: np.ndarray
    articles: np.ndarray


class Counts(NamedTuple):
    """`units`: outlet, episode, month, cluster, story, n_articles, by code. `cells`: measure, `KEYS`, mean, denominator, by code. `whole`: n of the
    denominators; `part`: k of the cells, with `part_n` the n beside it; `open`: the unresolved rows of the denominators."""

    units: pd.DataFrame
    cells: pd.DataFrame
    whole: Part
    part: Part
    part_n: np.ndarray
    open: Part


class Grouped(NamedTuple):
    """Sums over the units of each place, (cells, places): `sums` of units, the rows and articles behind them, the unresolved."""

    sums: Sums
    k_rows: np.ndarray
    n_rows: np.ndarray
    articles: np.ndarray
    open: np.ndarray


def count(tables: Tables, codebook: Codebook, articles: pd.DataFrame, names: Collection[str] = MEASURES) -> Counts:
    """Counts of the measures named, by default of all. `articles`: article_id, outlet, episode, month, cluster (see `units.placed`); others
    are left out."""
    keys = ["outlet", "episode", "cluster"]
    unit, units = codes(articles, keys)
    units = units.assign(**articles.groupby(unit)[["month", "story"]].first(), n_articles=np.bincount(unit))
    unit_of = pd.Series(unit, index=articles["article_id"].to_numpy())
    copies = units["n_articles"].to_numpy(float)
    chosen = [m for m in MEASURES.values() if m.name in names]
    found = [_measured(m, m.rows(tables, codebook), unit_of, copies, codebook) for m in chosen]
    found = [f for f in found if len(f.cells)]
    denominators = np.cumsum([0, *(f.cells["denominator"].max() + 1 for f in found)]).tolist()
    cells = np.cumsum([0, *(len(f.cells) for f in found)]).tolist()
    none = pd.DataFrame(columns=["measure", *KEYS, "mean", "denominator"])
    numbered = [
        f.cells.assign(denominator=f.cells["denominator"] + d) for f, d in zip(found, denominators, strict=False)
    ]
    return Counts(
        units,
        pd.concat(numbered, ignore_index=True) if found else none,
        _joined([f.whole for f in found], denominators),
        _joined([f.part for f in found], cells),
        np.concatenate([f.part_n for f in found] or [np.zeros(0)]),
        _joined([f.open for f in found], denominators),
    )


def grouped(counts: Counts, place: np.ndarray, places: int) -> Grouped:
    """Sums by place. `place`: the place of each unit, -1 for none."""
    denominator = counts.cells["denominator"].to_numpy(int)
    shape = (int(denominator.max(initial=-1)) + 1, places)

    def total(part: Part, values: np.ndarray, rows: int) -> np.ndarray:
        where = place[part.unit]
        kept = where >= 0
        at = part.code[kept] * places + where[kept]
        sums: np.ndarray = np.bincount(at, values[kept], rows * places)
        return sums.reshape(rows, places)

    whole, part = counts.whole, counts.part
    ones = np.ones(len(whole.unit))
    wholes = [
        total(whole, v, shape[0])[denominator]
        for v in (ones, whole.weight, whole.weight**2, whole.rows, whole.articles)
    ]
    parts = [
        total(part, v, len(denominator)) for v in (part.weight, part.weight**2, part.weight * counts.part_n, part.rows)
    ]
    units, n, nn, n_rows, articles = wholes
    k, kk, kn, k_rows = parts
    unresolved = total(counts.open, counts.open.weight, shape[0])[denominator]
    return Grouped(Sums(units, k, n, kk, nn, kn), k_rows, n_rows, articles, unresolved)


def codes(frame: pd.DataFrame, columns: list[str]) -> tuple[np.ndarray, pd.DataFrame]:
    """(a code for each row, the combinations of the columns by code), in the order of the values; null is a value."""
    mixed = np.zeros(len(frame), np.int64)
    for column in columns:
        here, values = pd.factorize(frame[column], sort=True, use_na_sentinel=False)
        mixed = mixed * max(len(values), 1) + here
    _, first, code = np.unique(mixed, return_index=True, return_inverse=True)
    return code, frame[columns].iloc[first].reset_index(drop=True)


def by_column(part: Part, column: np.ndarray, shape: tuple[int, int]) -> sparse.csc_array:
    """(codes, columns): sums over the units of each column. `column`: that of each unit, -1 for none."""
    where = column[part.unit]
    kept = where >= 0
    return sparse.csc_array((part.weight[kept], (part.code[kept], where[kept])), shape=shape)


def blocks(rows: int, columns: int) -> Iterator[slice]:
    """Rows in a row, so many at once that they hold no more than `ELEMENTS` in all columns."""
    size = max(ELEMENTS // max(columns, 1), 1)
    return (slice(start, min(start + size, rows)) for start in range(0, rows, size))


def _joined(parts: list[Part], shifts: list[int]) -> Part:
    """One part of several, the codes of each behind those before."""
    if not parts:
        return Part(*(np.zeros(0, int) for _ in range(2)), *(np.zeros(0) for _ in range(3)))
    moved = [part._replace(code=part.code + shift) for part, shift in zip(parts, shifts, strict=False)]
    return Part(*(np.concatenate(v) for v in zip(*moved, strict=True)))


def _measured(m: Measure, rows: pd.DataFrame, unit_of: pd.Series, copies: np.ndarray, codebook: Codebook) -> Counts:
    """The counts of one measure, its codes from 0."""
    rows = rows.assign(unit=rows["article_id"].map(unit_of), article=pd.factorize(rows["article_id"])[0])
    rows["weight"] = 1.0 if m.mean or "n" not in rows else rows["n"].astype(float)
    for column in ("hit", "resolved"):
        rows[column] = rows[column].astype(bool) if column in rows else True
    if rows["voice"].notna().any():
        rows = pd.concat([rows, rows.assign(voice=ALL)], ignore_index=True)
    cells, rows["denominator"] = _cells(m, rows, codebook)
    # What only articles that are left out have is a cell nevertheless: the others have none of it.
    rows = rows.dropna(subset=["unit"]).astype({"unit": int})
    whole = _part(rows[rows["resolved"]], "denominator", m.mean, copies)
    unresolved = _part(rows[~rows["resolved"]], "denominator", m.mean, copies)
    hits = rows[rows["hit"] & rows["resolved"]]
    keys = ["voice", *m.among, *m.of]
    numbered = cells.reset_index(names="cell")[["cell", *keys]]
    hits = hits.drop(columns="denominator").merge(numbered, on=keys, how="inner")
    if m.mean:
        hits = hits.assign(weight=hits["value"].astype(float))
    part = _part(hits, "cell", m.mean, copies)
    size = int(cells["denominator"].max()) + 1 if len(cells) else 0
    at = pd.Series(whole.weight, index=whole.unit * size + whole.code)
    beside = at.reindex(part.unit * size + cells["denominator"].to_numpy(int)[part.code]).to_numpy(float)
    if m.mean:
        whole = whole._replace(weight=np.ones_like(whole.weight))
        beside = np.ones_like(beside)
    kept = cells.assign(measure=m.name, mean=m.mean).reindex(columns=["measure", *KEYS, "mean", "denominator"])
    return Counts(pd.DataFrame(), kept, whole, part, beside, unresolved)


def _cells(m: Measure, rows: pd.DataFrame, codebook: Codebook) -> tuple[pd.DataFrame, np.ndarray]:
    """(cells with `denominator`, the denominator of each row). A cell is there in every voice of a denominator, counted or not; both sides
    are there wherever one is."""
    among, of = list(m.among), list(m.of)
    code, denominators = codes(rows, ["voice", *among])
    denominators = denominators.reset_index(names="denominator")
    if not of:
        return denominators, code
    seen = rows.loc[rows["hit"] & rows["resolved"], [*among, *of]].drop_duplicates()
    if of == ["side"]:
        sides = pd.DataFrame({"side": list(codebook.side_ids)}, dtype="str")
        places = seen[among].drop_duplicates() if among else None
        both = sides if places is None else places.merge(sides, how="cross")
        seen = pd.concat([seen, both], ignore_index=True).drop_duplicates()
    seen = seen.sort_values([*among, *of])
    cells = denominators.merge(seen, on=among, how="inner") if among else denominators.merge(seen, how="cross")
    return cells.reset_index(drop=True), code


def _part(rows: pd.DataFrame, code: str, mean: bool, copies: np.ndarray) -> Part:
    """Weights by unit and code. A copy counts for its part of the unit; a mean is over articles, then over copies."""
    first = rows.groupby(["unit", code, "article"])["weight"].agg(["sum", "size"])
    if mean:
        first["sum"] = first["sum"] / first["size"]
    sums = first.groupby(level=[0, 1]).agg({"sum": ["sum", "size"], "size": "sum"})
    unit, codes = (sums.index.get_level_values(i).to_numpy(int) for i in (0, 1))
    weight, articles, number = (sums[c].to_numpy(float) for c in (("sum", "sum"), ("sum", "size"), ("size", "sum")))
    return Part(unit, codes, weight / (articles if mean else copies[unit]), number if mean else weight, articles)
