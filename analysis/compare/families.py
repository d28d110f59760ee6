"""What several estimates of one measure say together: their average, values drawn towards it, discoveries among many tests.

`family` holds a code for each estimate; those of one code are taken together.
"""

import numpy as np
from scipy import stats

from analysis.compare.uncertainty import LEVEL, Estimates, lent, ratio, total

SPREAD_DF = 4.0  # degrees of freedom that the family's spread brings where it takes the place of an outlet's own
FLOOR = 1 / 3  # of the family's spread, below which no outlet's is taken to be
MIN_OUTLETS = 4  # below that, the spread between outlets is not estimated, and nothing is shrunk


def average(e: Estimates) -> Estimates:
    """The mean of the estimates on the last axis, each outlet with one vote; of those that have an interval. NaN unless two have."""
    used = np.isfinite(e.low)
    count = used.sum(-1)

    def over(values: np.ndarray) -> np.ndarray:
        return ratio(np.where(used, values, 0).sum(-1), count)

    variance = over(e.variance) / np.maximum(count, 1)
    # A share's degrees of freedom follow those of its effective numbers, as `uncertainty.differences` takes them.
    spread = np.where(e.share == 1, ratio(np.ones_like(e.n_eff), e.n_eff), e.variance)
    each = np.where(used, spread, 0)
    df = ratio(each.sum(-1) ** 2, np.where(used, each**2 / e.df, 0).sum(-1))
    share = np.where(used, e.share, 0).max(-1)
    n_eff = np.where(share == 1, ratio(count**2, each.sum(-1)), over(e.n_eff) * count)
    ends = np.where(count > 1, over(e.value), np.nan)
    return Estimates(ends, variance, df, n_eff, ends, ends, over(e.centre), share)


def _within(e: Estimates, family: np.ndarray) -> np.ndarray:
    """The variance that the family's spread within outlets would give each mean."""
    df = np.where(np.isfinite(e.low), e.df, 0)
    return ratio(ratio(total(df * e.variance * e.n_eff, family), total(df, family)), e.n_eff)


def floored(e: Estimates, family: np.ndarray) -> Estimates:
    """The estimates with variances of means that are not below a part of what the family's spread within outlets would give: among many
    small outlets some are alike by chance, and skewed values are so where their mean is low."""
    floor = np.where(np.isfinite(e.low) & (e.share == 0), FLOOR * _within(e, family), np.nan)
    return e._replace(variance=np.fmax(e.variance, floor))


def guarded(e: Estimates, family: np.ndarray) -> Estimates:
    """The estimates with variances of means that are not below what the family's spread within outlets would give.

    For one outlet against the mean of many, which is known so much better that a spread small by chance would decide. The family's
    spread brings degrees of freedom with it, as in Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3:3.
    """
    used = np.isfinite(e.low) & (e.share == 0)
    variance = np.where(used, np.fmax(e.variance, _within(e, family)), e.variance)
    return e._replace(variance=variance, df=e.df + np.where(used, lent(np.where(used, e.df, 0), family, SPREAD_DF), 0))


def shrink(e: Estimates, family: np.ndarray, bounded: np.ndarray | bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(shrunk, low, high): each estimate drawn towards the mean of its family, the more the less is known of it.

    Empirical Bayes (Morris 1983, JASA 78:47–55, with his widening for the estimated spread); the spread between outlets by moments
    (DerSimonian and Laird 1986, Controlled Clinical Trials 7:177–188). NaN in a family of fewer than `MIN_OUTLETS` estimates with an
    interval. `bounded`: whether the value lies between 0 and 1.
    """
    used = np.isfinite(e.low) & (e.variance > 0)
    weight = np.where(used, ratio(np.ones_like(e.variance), e.variance), 0)
    count = total(used, family)
    all_weights = total(weight, family)
    fixed = ratio(total(weight * e.value, family), all_weights)
    q = total(weight * (e.value - fixed) ** 2, family)
    tau = np.maximum(
        np.nan_to_num(ratio(q - (count - 1), all_weights - ratio(total(weight**2, family), all_weights))), 0
    )
    weight = np.where(used, ratio(np.ones_like(e.variance), e.variance + tau), 0)
    centre = ratio(total(weight * e.value, family), total(weight, family))
    drawn = np.maximum(count - 3, 0) / np.maximum(count - 1, 1) * e.variance * weight
    value = e.value - drawn * (e.value - centre)
    spread = e.variance * (1 - drawn) + drawn**2 / np.maximum(total(weight, family), 1e-300)
    spread = spread + 2 / np.maximum(count - 3, 1) * (drawn * (e.value - centre)) ** 2
    half = stats.t.ppf((1 + LEVEL) / 2, np.maximum(e.df, 1)) * np.sqrt(spread)
    given = used & (count >= MIN_OUTLETS)
    found = [np.where(given, v, np.nan) for v in (value, value - half, value + half)]
    low, high = (np.where(bounded, np.clip(v, 0, 1), v) for v in found[1:])
    return found[0], low, high


def false_discovery(p: np.ndarray, family: np.ndarray) -> np.ndarray:
    """q-values of the tests made within each family (Benjamini and Hochberg 1995, JRSS B 57:289–300); NaN where none was made."""
    q = np.full(len(p), np.nan)
    made = np.flatnonzero(np.isfinite(p))
    if not len(made):
        return q
    order = made[np.lexsort((p[made], family[made]))]
    starts = np.r_[True, family[order][1:] != family[order][:-1]]
    size = np.diff(np.r_[np.flatnonzero(starts), len(order)])
    rank = np.arange(len(order)) - np.repeat(np.flatnonzero(starts), size) + 1
    raw = p[order] * np.repeat(size, size) / rank
    # the smallest from here to the family's end: families are told apart by a step larger than any value
    step = np.repeat(np.arange(len(size)), size) * 1e6
    q[order] = np.minimum.accumulate((raw + step)[::-1])[::-1] - step
    return np.minimum(q, 1)
