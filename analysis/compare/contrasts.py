"""The table `contrasts`: every pair of outlets within an episode, and each outlet against the mean of the rest.

A family is what one question asks at once: a measure in an episode and a voice, its items and sides, all pairs (or all outlets against
the rest). `q` is the false discovery rate within it, `q_all` over every test of the kind.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse, stats

from analysis.compare import families, uncertainty
from analysis.compare.counting import Counts, blocks, by_column, codes
from analysis.compare.estimates import Compared
from analysis.compare.matched import LEAST, matched
from analysis.compare.registry import KEYS
from analysis.compare.uncertainty import MIN_ARTICLES, Differences, Estimates, ratio
from analysis.compare.units import NO_OUTLET
from analysis.result_tables import RESULT_TABLES

REST = "(rest)"
ALONE = "no other outlet: nobody to compare it with"
POWER = 0.8
COLUMNS = RESULT_TABLES["contrasts"].names


class Pairs(NamedTuple):
    """Two places of one episode: `first` and `second` by code, -1 for the rest; one element a pair. `kind`: pairs, rest."""

    first: np.ndarray
    second: np.ndarray
    kind: np.ndarray


def pairs(places: pd.DataFrame, units: np.ndarray) -> Pairs:
    """Every pair of known outlets of an episode, and where there are three or more each against the rest; of outlets that have units
    enough there. `units`: how many each place has."""
    first, second, kind = [], [], []
    known = places[(places["outlet"] != NO_OUTLET).to_numpy() & (units >= MIN_ARTICLES)]
    for _, group in known.groupby(places.columns[-1]):
        codes = group.index.to_numpy()
        a, b = np.triu_indices(len(codes), 1)
        against = codes if len(codes) > 2 else codes[:0]
        first += [*codes[a], *[-1] * len(against)]
        second += [*codes[b], *against]
        kind += [*["pairs"] * len(a), *["rest"] * len(against)]
    return Pairs(np.array(first, int), np.array(second, int), np.array(kind, dtype=object))


def untested(c: Compared) -> pd.DataFrame:
    """What is compared with nobody, nothing but the reason: one row a pair of outlets of which one has too few units in the episode for any
    test, and one an outlet that has the episode to itself."""
    units, articles = (
        c.units,
        np.bincount(c.place[c.place >= 0], c.counts.units["n_articles"][c.place >= 0], len(c.units)),
    )
    rows = []
    for episode, group in c.places[c.places["outlet"] != NO_OUTLET].groupby("episode"):
        if len(group) == 1:
            rows.append([episode, c.copies, None, group["outlet"].iloc[0], ALONE])
        for a, b in combinations(group.index, 2):
            fewest = min((a, b), key=lambda place: units[place])
            if units[fewest] < MIN_ARTICLES:
                why = uncertainty.lacking(int(units[fewest]), copies=articles[fewest] > units[fewest])
                rows.append([episode, c.copies, *c.places.loc[[a, b], "outlet"], why])
    return pd.DataFrame(rows, columns=["episode", "copies", "first", "second", "note"])


def rests(e: Estimates, places: pd.DataFrame, which: Pairs) -> tuple[Estimates, Estimates]:
    """(cells, places): for each outlet the mean of the others of its episode, and its own estimate with a guarded variance."""
    rest = Estimates(*(np.full(e.value.shape, np.nan) for _ in e))
    own = Estimates(*(v.copy() for v in e))
    tested = places.loc[np.unique(which.second[which.first < 0])]
    for _, group in tested.groupby(places.columns[-1]):
        codes = group.index.to_numpy()
        part = Estimates(*(v[:, codes] for v in e))
        family = np.broadcast_to(np.arange(len(e.value))[:, None], part.value.shape)
        guarded = families.guarded(part, family)
        for i, code in enumerate(codes):
            others = families.average(Estimates(*(np.delete(v, i, axis=1) for v in part)))
            for to, values in zip(rest, others, strict=True):
                to[:, code] = values
            for to, values in zip(own, guarded, strict=True):
                to[:, code] = values[:, i]
    return rest, own


def differences(
    e: Estimates, places: pd.DataFrame, which: Pairs, covariance: np.ndarray | float = 0.0, interval: bool = True
) -> Differences:
    """(cells, pairs). `covariance`: (cells, pairs), of what the two share."""
    rest, own = rests(e, places, which)
    against = which.first < 0
    episode = pd.factorize(places[places.columns[-1]])[0]
    family = np.arange(len(e.value))[:, None] * (episode.max(initial=0) + 1) + episode
    e = families.floored(e, family)

    def side(codes: np.ndarray, single: Estimates, instead: Estimates) -> Estimates:
        return Estimates(*(np.where(against, i[:, codes], s[:, codes]) for s, i in zip(single, instead, strict=True)))

    return uncertainty.differences(
        side(np.where(against, which.second, which.first), e, rest), side(which.second, e, own), covariance, interval
    )


def shared(c: Compared, which: Pairs) -> np.ndarray | float:
    """(cells, pairs): the covariance of two outlets' estimates by the dispatches that both print; 0 where nobody shares any."""
    units, place = c.counts.units, c.place
    cluster = pd.factorize(units["episode"].astype("str") + "\n" + units["cluster"].astype("str"))[0]
    common = np.flatnonzero((np.bincount(cluster)[cluster] > 1) & (place >= 0))
    one, two, pair = _together(cluster[common], place[common], which, len(c.places))
    if not len(pair):
        return 0.0
    column = np.full(len(place), -1)
    column[common] = np.arange(len(common))
    denominator = c.counts.cells["denominator"].to_numpy(int)
    k = by_column(c.counts.part, column, (len(denominator), len(common))).tocsr()
    n = by_column(c.counts.whole, column, (int(denominator.max(initial=-1)) + 1, len(common))).tocsr()
    s, where = c.sums.sums, place[common]
    scale = np.sqrt(ratio(s.units, s.units - 1)) * ratio(np.ones_like(s.n), s.n)
    to_pair = sparse.csr_array((np.ones(len(pair)), (np.arange(len(pair)), pair)), (len(pair), len(which.first)))
    result = np.zeros((len(denominator), len(which.first)))
    for some in blocks(len(denominator), max(len(common), len(pair))):
        rest = k[some].toarray() - c.estimates.value[some][:, where] * n[denominator[some]].toarray()
        rest = np.nan_to_num(rest * scale[some][:, where])
        result[some] = (rest[:, one] * rest[:, two]) @ to_pair
    return result


def _together(
    cluster: np.ndarray, place: np.ndarray, which: Pairs, places: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(a unit, a unit of the same cluster, the pair that their places are), of units with these clusters and places."""
    units = pd.DataFrame({"cluster": cluster, "place": place, "unit": np.arange(len(cluster))})
    both = units.merge(units, on="cluster", suffixes=("", "_other"))
    number = pd.Series(np.arange(len(which.first)), index=which.first * places + which.second)[which.first >= 0]
    pair = (both["place"] * places + both["place_other"]).map(number)
    kept = pair.notna()
    return tuple(v[kept].to_numpy(int) for v in (both["unit"], both["unit_other"], pair))


def contrasts(c: Compared) -> pd.DataFrame:
    """The rows of one grouping by episode."""
    which = pairs(c.places, c.units)
    if not len(which.first):
        return untested(c).reindex(columns=COLUMNS)
    found = differences(c.estimates, c.places, which, shared(c, which))
    rest, _ = rests(c.estimates, c.places, which)
    n = c.sums.sums.n
    against = which.first < 0
    episode = c.places["episode"].to_numpy(object)[which.second]
    here = np.zeros((len(n), len(which.first)), bool)
    for name in np.unique(episode.astype(str)):
        here[:, episode == name] = (n[:, (c.places["episode"] == name).to_numpy()] > 0).any(axis=1, keepdims=True)
    cell, pair = np.nonzero(here)
    first, second = which.first[pair], which.second[pair]
    value = c.estimates.value
    one = np.where(first < 0, rest.value[cell, second], value[cell, first])
    outlets = c.places["outlet"].to_numpy(object)
    names = {"episode": episode[pair], "copies": c.copies, "first": np.where(first < 0, REST, outlets[first])}
    table = keyed(c.counts, cell, {**names, "second": outlets[second]})
    for column, values in zip(("difference", "low", "high", "p"), found, strict=True):
        table[column] = values[cell, pair]
    within = matched(c.counts, c.place, np.where(against, -1, which.first), which.second)
    for column, values in zip(("matched_difference", "matched_p", "n_events"), within, strict=True):
        table[column] = values[cell, pair]
    share = ~c.counts.cells["mean"].to_numpy(bool)[cell]
    quotient = ratio(value[cell, second], one)
    table["log_ratio"] = np.where(share & (quotient > 0), np.log2(np.where(quotient > 0, quotient, 1)), np.nan)
    table["articles_needed"] = _needed(c, found, cell, pair, first, second)
    units = c.sums.sums.units
    fewest = np.where(first < 0, units[cell, second], np.minimum(units[cell, first], units[cell, second]))
    table["n_events"] = pd.array(np.where(against[pair], np.nan, table["n_events"])).astype("Int64")
    table["note"] = notes(table, fewest, against[pair])
    table = discoveries(table, which.kind[pair])
    return pd.concat([table, untested(c)], ignore_index=True).reindex(columns=COLUMNS)


def keyed(counts: Counts, cell: np.ndarray, names: Mapping[str, np.ndarray | str]) -> pd.DataFrame:
    """What a row of some cells is about. Each word is held once, however many rows have it."""
    table = counts.cells[["measure", *KEYS]].astype("object").iloc[cell].reset_index(drop=True)
    return table.assign(**{name: pd.Series(of, table.index, dtype="object") for name, of in names.items()})


def _needed(
    c: Compared, found: Differences, cell: np.ndarray, pair: np.ndarray, first: np.ndarray, second: np.ndarray
) -> pd.array:
    """Units that each of the two would need for a difference of this size to be found in four cases of five (p < .05)."""
    e, units = c.estimates, c.sums.sums.units
    spread = e.variance[cell, second] * units[cell, second]
    spread = spread + np.where(first < 0, 0, e.variance[cell, first] * units[cell, first])
    difference = found.value[cell, pair]
    wanted = spread * (stats.norm.ppf(0.975) + stats.norm.ppf(POWER)) ** 2 * ratio(np.ones(len(cell)), difference**2)
    given = np.isfinite(found.p[cell, pair]) & np.isfinite(wanted) & (wanted < 1e6)
    return pd.array(np.where(given, np.ceil(np.maximum(wanted, MIN_ARTICLES)), np.nan)).astype("Int64")


def notes(table: pd.DataFrame, fewest: np.ndarray, against: np.ndarray) -> pd.Series:
    """Why a row has no test, over all units or within events. `fewest`: units of the outlet that has fewer; `against`: whether it is set
    against the rest."""
    cases = {
        "units": np.minimum(fewest, MIN_ARTICLES),
        "untested": table["p"].isna(),
        "against": against,
        "apart": table["n_events"].fillna(0).to_numpy(int) == 0,
        "few": table["matched_p"].isna(),
    }
    code, found = codes(pd.DataFrame(cases, index=table.index), list(cases))
    texts = [_note(*map(int, case)) for case in found.itertuples(index=False)]
    return pd.Series(np.array(texts, object)[code], table.index, dtype="object")


def _note(units: int, untested: int, against: int, apart: int, few: int) -> str:
    rest = (
        "fewer than two of the others have enough articles" if against else "all articles of one outlet alike: no test"
    )
    within = "no event in common" if apart else f"too few events in common that differ (needs {LEAST})" if few else ""
    return "; ".join(
        filter(None, [(uncertainty.lacking(units) or rest) if untested else "", "" if against else within])
    )


def discoveries(table: pd.DataFrame, kind: np.ndarray) -> pd.DataFrame:
    """The table with the families of its tests and their false discovery rates. `kind`: what is compared, a word for each row."""
    asked = table[["measure", "episode", "voice", "copies"]].assign(kind=pd.Series(kind, table.index, dtype="object"))
    code, families_of = codes(asked, list(asked))
    named = families_of.astype("object").fillna("").agg(" · ".join, axis=1) if len(table) else pd.Series(dtype="object")
    p = table["p"].to_numpy(float)
    made = np.bincount(code, np.isfinite(p)) if len(table) else np.zeros(0)
    whole, _ = codes(asked, ["copies", "kind"])
    return table.assign(
        family=pd.Series(named.to_numpy(object)[code], table.index, dtype="object"),
        family_size=pd.array(made[code].astype(int), "Int64"),
        q=families.false_discovery(p, code),
        q_all=families.false_discovery(p, whole),
    )
