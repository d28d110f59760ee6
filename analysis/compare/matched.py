"""Two outlets compared within the same events: what they cover differs, and so do their numbers; here both tell of the same.

Within each event that both cover, what one has is set against what the other has; the differences are added with Mantel and Haenszel's
weights (1959, Journal of the National Cancer Institute 22:719–748; Greenland and Robins 1985, Biometrics 41:55–68, for differences of
shares). The p is that of exchanging the two outlets' labels within each event (Fisher's randomisation; Good 2005, Permutation, Parametric
and Bootstrap Tests of Hypotheses, 3rd ed., chapter 3): exact up to `EXACT` events, else by the normal law that the exchanges follow.
"""

from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from analysis.compare.counting import Counts, blocks, by_column
from analysis.compare.uncertainty import ratio

EXACT = 12
LEAST = 6  # with fewer events that differ, no exchange of labels is rarer than one in twenty


def matched(
    counts: Counts, place: np.ndarray, first: np.ndarray, second: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(difference, p, number of events), each (cells, pairs): second less first within events. `place`: the outlet of each unit as a
    code; `first`, `second`: codes of the pairs, -1 for none. p is NaN where the events are too few."""
    story, _ = pd.factorize(counts.units["episode"].astype("str") + "\n" + counts.units["story"].astype("str"))
    stories = int(story.max(initial=-1)) + 1
    column = np.where(place >= 0, place * stories + story, -1)
    at, index = np.unique(column[column >= 0], return_inverse=True)
    of_unit = np.full(len(place), -1)
    of_unit[column >= 0] = index
    denominator = counts.cells["denominator"].to_numpy(int)
    k = by_column(counts.part, of_unit, (len(denominator), len(at)))
    n = by_column(counts.whole, of_unit, (int(denominator.max(initial=-1)) + 1, len(at)))
    shape = (len(denominator), len(first))
    result = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape)
    columns = {p: np.flatnonzero(at // stories == p) for p in np.unique(at // stories)}
    for number, pair in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if pair[0] not in columns or pair[1] not in columns:
            continue
        told = [at[columns[p]] % stories for p in pair]
        _, in_first, in_second = np.intersect1d(told[0], told[1], assume_unique=True, return_indices=True)
        if not len(in_first):
            continue
        chosen = [columns[p][w] for p, w in zip(pair, (in_first, in_second), strict=True)]
        parts = [part[:, c].tocsr() for c in chosen for part in (k, n)]
        for some in blocks(shape[0], len(in_first)):
            rows = [part[r].toarray() for part, r in zip(parts, (some, denominator[some]) * 2, strict=True)]
            for to, values in zip(result, exchanged(*rows), strict=True):
                to[some, number] = values
    return result


def exchanged(
    k1: np.ndarray, n1: np.ndarray, k2: np.ndarray, n2: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(difference, p, number of events) of each row; arrays (rows, events) of k and n of the two outlets in each event."""
    both = (n1 > 0) & (n2 > 0)
    weight = np.where(both, np.nan_to_num(ratio(n1 * n2, n1 + n2)), 0)
    parts = np.where(both, weight * (np.nan_to_num(ratio(k2, n2)) - np.nan_to_num(ratio(k1, n1))), 0)
    total = parts.sum(axis=1)
    differ = (np.abs(parts) > 1e-12).sum(axis=1)
    if parts.shape[1] <= EXACT:
        signs = np.array(list(product((1, -1), repeat=max(parts.shape[1] - 1, 0))), float)
        signs = np.column_stack([np.ones(len(signs)), signs])
        p = (np.abs(parts @ signs.T) >= np.abs(total)[:, None] - 1e-9).mean(axis=1)
    else:
        p = 2 * stats.norm.sf(np.abs(total) * ratio(np.ones_like(total), np.sqrt((parts**2).sum(axis=1))))
    return ratio(total, weight.sum(axis=1)), np.where(differ >= LEAST, p, np.nan), both.sum(axis=1).astype(float)
