"""The two long tables, `estimates` and `contrasts`: every measure by outlet and episode, by outlet and month; every pair of outlets.

Null where there is nothing to say, with the reason in `note`. Columns and their meaning: docs/comparing.md.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import families, uncertainty
from analysis.compare.counting import Counts, Grouped, codes, count, grouped
from analysis.compare.registry import MEASURES
from analysis.compare.uncertainty import Estimates, Sums, ratio
from analysis.compare.units import Tables, originals, placed, spellings
from analysis.result_tables import RESULT_TABLES

COLUMNS = RESULT_TABLES["estimates"].names
NO_COPIES = "no copies known"


class Compared(NamedTuple):
    """What one grouping of a corpus holds: `places` (outlet with episode or month, by code), that of each unit, how many units
    each has; sums and estimates by (cell, place)."""

    counts: Counts
    places: pd.DataFrame
    place: np.ndarray
    units: np.ndarray
    sums: Grouped
    estimates: Estimates
    copies: str


def compared(counts: Counts, by: str, copies: str) -> Compared:
    """The estimates of every cell for each outlet and `by` (episode or month)."""
    units = counts.units
    known = units[by].notna().to_numpy()
    places = units.loc[known, ["outlet", by]].drop_duplicates().sort_values([by, "outlet"], ignore_index=True)
    index = pd.MultiIndex.from_frame(places)
    place = np.where(known, index.get_indexer(pd.MultiIndex.from_frame(units[["outlet", by]])), -1)
    sums = grouped(counts, place, len(places))
    there = np.bincount(place[place >= 0], minlength=len(places))
    return Compared(counts, places, place, there, sums, estimated(counts, sums.sums), copies)


def estimated(counts: Counts, sums: Sums, interval: bool = True, family: np.ndarray | None = None) -> Estimates:
    """(cells, places): shares and means. The places of a cell are a family, unless `family` says otherwise. Without `interval`, `low`
    and `high` only tell where there would be one."""
    mean = counts.cells["mean"].to_numpy(bool)
    shape = sums.k.shape
    result = Estimates(*(np.full(shape, np.nan) for _ in Estimates._fields))
    for chosen in (mean, ~mean):
        at = chosen[:, None] & (sums.n > 0)
        part = Sums(*(s[at] for s in sums))
        codes = np.broadcast_to(np.arange(shape[0])[:, None] if family is None else family, shape)[at]
        found = uncertainty.means(part) if chosen is mean else uncertainty.shares(part, codes, interval)
        for to, values in zip(result, found, strict=True):
            to[at] = values
    return result


def groupings(tables: Tables, codebook: Codebook, names: Collection[str] = MEASURES) -> Iterator[Compared]:
    """Every grouping: by episode and by month, with all copies and, where there are any, without. `names`: the measures wanted. Counts
    are large: who lets go of one grouping before the next is made holds those of one view at once."""
    for copies, articles in (("all", placed(tables["articles"])), ("without", placed(originals(tables["articles"])))):
        if copies == "all" or len(articles) < len(tables["articles"]):
            yield from _view(tables, codebook, articles, names, copies)


def _view(
    tables: Tables, codebook: Codebook, articles: pd.DataFrame, names: Collection[str], copies: str
) -> Iterator[Compared]:
    counts = count(tables, codebook, articles, names)
    return (compared(counts, by, copies) for by in ("episode", "month"))


def estimates(found: Iterable[Compared]) -> pd.DataFrame:
    """The table `estimates`."""
    return joined([rows(c) for c in found])


def joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The table of the `rows` of every grouping."""
    result = pd.concat(parts, ignore_index=True)
    if not (result["copies"] == "without").any():
        result["note"] = result["note"].where(result["note"] != "", NO_COPIES)
    return result[COLUMNS]


def rows(c: Compared) -> pd.DataFrame:
    """The rows of one grouping."""
    by = c.places.columns[-1]
    episodes = pd.factorize(c.places[by])[0]
    here = np.zeros((len(c.counts.cells), episodes.max(initial=-1) + 1))
    np.add.at(here.T, episodes, c.sums.sums.n.T)
    # Within an episode an outlet that has nothing of what the others have is told; over months only what there is.
    shown = (here[:, episodes] > 0) if by == "episode" else c.sums.sums.n > 0
    cell, place = np.nonzero(shown)
    e, s = Estimates(*(v[shown] for v in c.estimates)), Sums(*(v[shown] for v in c.sums.sums))
    family = cell * (episodes.max(initial=0) + 1) + episodes[place]
    mean = c.counts.cells["mean"].to_numpy(bool)[cell]
    shrunk = families.shrink(e, family, ~mean)
    table = c.counts.cells.astype("object").iloc[cell].reset_index(drop=True)
    table[["outlet", by]] = c.places[["outlet", by]].astype("object").iloc[place].reset_index(drop=True)
    unresolved = c.sums.open[shown]
    bounded = ~mean & (s.n + unresolved > 0)
    every = s.n + unresolved
    columns = {
        "copies": c.copies,
        "k": np.where(mean, np.nan, c.sums.k_rows[shown]),
        "n": c.sums.n_rows[shown],
        "n_articles": c.sums.articles[shown],
        "n_clusters": s.units,
        "n_eff": e.n_eff,
        "value": e.value,
        "low": e.low,
        "high": e.high,
        "shrunk": shrunk[0],
        "shrunk_low": shrunk[1],
        "shrunk_high": shrunk[2],
        "bound_low": np.where(bounded, ratio(s.k, every), np.nan),
        "bound_high": np.where(bounded, ratio(s.k + unresolved, every), np.nan),
    }
    table = table.assign(**columns)
    for column, values in (
        ("table", {m.name: m.table for m in MEASURES.values()}),
        ("accuracy", {m.name: m.doc for m in MEASURES.values()}),
    ):
        table[column] = pd.Series([values[name] for name in table["measure"]], table.index, dtype="object")
    alike = mean & ~np.isfinite(e.low)
    copies = c.sums.articles[shown] > s.units
    table["note"] = notes(s.units, alike, copies, table["outlet"], spellings(c.counts.units["outlet"]))
    for column in ("k", "n", "n_articles", "n_clusters"):
        table[column] = table[column].round().astype("Int64")
    return table.reindex(columns=COLUMNS)


def notes(
    units: np.ndarray, alike: np.ndarray, copies: np.ndarray, outlet: pd.Series, spelled: dict[str, str]
) -> pd.Series:
    """Why an estimate has no interval, and where its outlet seems to have two names."""
    cases = pd.DataFrame({"units": units, "alike": alike, "copies": copies, "outlet": outlet})
    code, found = codes(cases, list(cases))
    texts = [
        "; ".join(filter(None, [uncertainty.lacking(int(u), bool(a), bool(c)), spelled.get(o, "")]))
        for u, a, c, o in found.itertuples(index=False)
    ]
    return pd.Series(np.array(texts, object)[code], outlet.index, dtype="object")
