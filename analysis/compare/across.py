"""Two outlets compared over all episodes together: within each, and the differences added up.

What an episode is about sets its numbers, so outlets are never compared with their episodes mixed. Each episode that both tell of counts
for both alike, by Mantel and Haenszel's weights (1959, Journal of the National Cancer Institute 22:719–748); the units of an outlet carry
the weight of their episode, and the test is that of `uncertainty.differences`. What sets episodes apart counts as spread, which makes
intervals wide rather than narrow.
"""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare import contrasts, uncertainty
from analysis.compare.contrasts import COLUMNS, Pairs
from analysis.compare.estimates import Compared, estimated
from analysis.compare.matched import matched
from analysis.compare.uncertainty import Estimates, Sums, ratio
from analysis.compare.units import NO_OUTLET

EVERY_EPISODE = "(all episodes)"


def across(c: Compared) -> pd.DataFrame:
    """The rows of `contrasts` whose episode is `EVERY_EPISODE`: the pairs of outlets that have two episodes in common or more."""
    outlets, common = _pairs(c.places)
    if not common:
        return pd.DataFrame(columns=COLUMNS)
    sums = [weighted(*(Sums(*(v[:, places] for v in c.sums.sums)) for places in episodes.T)) for episodes in common]
    columns = [one for pair in sums for one in pair]
    family = np.arange(len(c.counts.cells))[:, None] * len(sums) + np.repeat(np.arange(len(sums)), 2)
    both = estimated(c.counts, Sums(*(np.stack(v, axis=1) for v in zip(*columns, strict=True))), family=family)
    one, two = (Estimates(*(v[:, side::2] for v in both)) for side in (0, 1))
    found = uncertainty.differences(one, two, _shared(c, common))
    units = np.stack([np.minimum(a.units, b.units) for a, b in sums], axis=1)
    within = matched(c.counts, _by_outlet(c), *outlets.T)
    cell, pair = np.nonzero(units > 0)
    first, second = (np.unique(c.places["outlet"]).astype(object)[outlets[pair, side]] for side in (0, 1))
    names = {"episode": EVERY_EPISODE, "copies": c.copies, "first": first, "second": second}
    table = contrasts.keyed(c.counts, cell, names)
    for column, values in zip(("difference", "low", "high", "p"), found, strict=True):
        table[column] = values[cell, pair]
    for column, values in zip(("matched_difference", "matched_p", "n_events"), within, strict=True):
        table[column] = values[cell, pair]
    table["n_events"] = table["n_events"].astype("Int64")
    quotient = ratio(two.value[cell, pair], one.value[cell, pair])
    share = ~c.counts.cells["mean"].to_numpy(bool)[cell]
    table["log_ratio"] = np.where(share & (quotient > 0), np.log2(np.where(quotient > 0, quotient, 1)), np.nan)
    table["note"] = contrasts.notes(table, units[cell, pair], np.zeros(len(table), bool))
    return contrasts.discoveries(table, np.full(len(table), "pairs over episodes", object)).reindex(columns=COLUMNS)


def _pairs(places: pd.DataFrame) -> tuple[np.ndarray, list[np.ndarray]]:
    """(the codes of two outlets, (pairs, 2)), and of each pair the places of both by common episode, (episodes, 2)."""
    names = np.unique(places["outlet"])
    by = (
        places.reset_index(names="place")
        .pivot(index="episode", columns="outlet", values="place")
        .reindex(columns=names)
    )
    outlets, common = [], []
    for a, b in combinations(np.flatnonzero(names != NO_OUTLET), 2):
        told = by.iloc[:, [a, b]].dropna().to_numpy(int)
        if len(told) > 1:
            outlets.append((a, b))
            common.append(told)
    return np.array(outlets, int).reshape(-1, 2), common


def weights(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How much an episode counts, by the mentions that each outlet has there; 0 where one of the two has none."""
    return np.nan_to_num(ratio(first * second, np.where((first > 0) & (second > 0), first + second, 0)))


def weighted(first: Sums, second: Sums) -> tuple[Sums, Sums]:
    """The sums of two outlets, (cells, episodes), over their common episodes, (cells,). Weights leave the number of an outlet's mentions
    there as it is."""
    weight = weights(first.n, second.n)
    there = weight > 0
    result = []
    for s in (first, second):
        size = ratio(np.where(there, s.n, 0).sum(-1), weight.sum(-1))
        of = np.nan_to_num(ratio(weight, s.n) * size[..., None])
        k, n = ((of * v).sum(-1) for v in (s.k, s.n))
        kk, nn, kn = ((of**2 * v).sum(-1) for v in (s.kk, s.nn, s.kn))
        result.append(Sums(np.where(there, s.units, 0).sum(-1), k, n, kk, nn, kn))
    return result[0], result[1]


def _shared(c: Compared, common: list[np.ndarray]) -> np.ndarray | float:
    """(cells, pairs): the covariance by the dispatches that both print."""
    size = [len(episodes) for episodes in common]
    places = np.concatenate(common)
    each = contrasts.shared(c, Pairs(places[:, 0], places[:, 1], np.full(len(places), "pairs", object)))
    if np.ndim(each) == 0:
        return each
    n = c.sums.sums.n
    weight = np.concatenate([weights(*(n[:, places] for places in episodes.T)) for episodes in common], axis=1)
    start = np.r_[0, np.cumsum(size)[:-1]]
    whole = np.add.reduceat(weight, start, axis=1)
    return np.nan_to_num(ratio(np.add.reduceat(weight**2 * each, start, axis=1), whole**2))


def _by_outlet(c: Compared) -> np.ndarray:
    """The outlet of each unit as a code; -1 for none."""
    codes = np.unique(c.places["outlet"], return_inverse=True)[1]
    return np.where(c.place >= 0, codes[c.place], -1)
