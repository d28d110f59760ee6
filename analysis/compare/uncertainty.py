"""Shares, means and differences with their intervals, from sums over units. All functions work on arrays, one element an estimate.

A unit is an article, or the articles of one outlet that are copies of one dispatch: sentences of one article are not independent, nor
are copies. An estimate has an interval from `MIN_ARTICLES` units on; `lacking` says why where it has none. With one article an
outlet, nothing tells the outlet from the article.
"""

from typing import NamedTuple, Self

import numpy as np
from scipy import stats

MIN_ARTICLES = 5
LEVEL = 0.95
# The other outlets of a family, which may not be alike, lend this part of their degrees of freedom to a share's design effect, and no
# more than so many.
LENT, PRIOR_DF = 1 / 5, 12.0


class Sums(NamedTuple):
    """What a ratio sum(k)/sum(n) and its variance need of the units: their number, sums, sums of squares and products.

    A mean is the ratio with k the unit's mean and n = 1. Units without anything to count (n = 0) are left out of `units`.
    """

    units: np.ndarray
    k: np.ndarray
    n: np.ndarray
    kk: np.ndarray
    nn: np.ndarray
    kn: np.ndarray

    @classmethod
    def of(cls, k: np.ndarray, n: np.ndarray) -> Self:
        """From units on the last axis."""
        total = [(n > 0).sum(-1), k.sum(-1), n.sum(-1), (k * k).sum(-1), (n * n).sum(-1), (k * n).sum(-1)]
        return cls(*(np.asarray(t, float) for t in total))


class Estimates(NamedTuple):
    """`value` with `low` and `high`; NaN where there is none. `n_eff` is the number of independent mentions that would be as precise.
    `variance`, `df` and `centre` (the value; a share's is drawn a little towards a half) are for differences; `share` is 1 for a share, 0 for a
    mean."""

    value: np.ndarray
    variance: np.ndarray
    df: np.ndarray
    n_eff: np.ndarray
    low: np.ndarray
    high: np.ndarray
    centre: np.ndarray
    share: np.ndarray


class Differences(NamedTuple):
    """second less first, the interval, and the p of the test that the interval inverts: p < .05 where it leaves 0 out."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray


def ratio(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a / b, NaN where b is not above 0."""
    a, b = np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float))
    return np.divide(a, b, out=np.full(a.shape, np.nan), where=b > 0)


def _squares(s: Sums, value: np.ndarray) -> np.ndarray:
    """Sum over units of (k - value n)², times m / (m - 1)."""
    rest = np.maximum(s.kk - 2 * value * s.kn + value**2 * s.nn, 0)
    return rest * ratio(s.units, s.units - 1)


def total(values: np.ndarray, family: np.ndarray) -> np.ndarray:
    """The sum within each family, for every element of it. NaN counts as nothing."""
    values = np.nan_to_num(np.asarray(values, float)).ravel()
    sums: np.ndarray = np.bincount(family.ravel(), values)
    return sums[family]


def enough(units: np.ndarray) -> np.ndarray:
    """Where there are units enough for an interval."""
    return np.asarray(units) >= MIN_ARTICLES


def means(s: Sums) -> Estimates:
    """Means (or ratios that no bound holds) with Student's interval; the variance of a ratio is linearised (Cochran 1977, Sampling
    Techniques, 3rd ed., section 6.3), over units."""
    value = ratio(s.k, s.n)
    variance = ratio(_squares(s, value), s.n**2)
    df = np.maximum(s.units - 1, 1)
    half = stats.t.ppf((1 + LEVEL) / 2, df) * np.sqrt(variance)
    given = enough(s.units) & (variance > 1e-18)
    low, high = np.where(given, value - half, np.nan), np.where(given, value + half, np.nan)
    return Estimates(value, variance, df, s.units, low, high, value, np.zeros(np.shape(value)))


def intraclass(s: Sums, family: np.ndarray) -> np.ndarray:
    """The correlation of two mentions of one unit, by moments over all estimates of a family (Fleiss, Levin and Paik 2003, Statistical
    Methods for Rates and Proportions, 3rd ed., section 15.2, pooled): between 0 and 1, for every element of the family."""
    value = ratio(s.k, s.n)
    binomial = np.where(s.units > 1, value * (1 - value), 0)
    excess = np.where(binomial > 0, _squares(s, value) - binomial * s.n, 0)
    return np.clip(np.nan_to_num(ratio(total(excess, family), total(binomial * (s.nn - s.n), family))), 0, 1)


def shares(s: Sums, family: np.ndarray, interval: bool = True) -> Estimates:
    """Shares sum(k)/sum(n) with an interval from a Beta distribution, defined at 0 and 1 too.

    The variance of the ratio, linearised over units, gives the effective number of mentions (Korn and Graubard 1998, Survey
    Methodology 24:193–201, with their correction for few units); Jeffreys' Beta on it gives the interval (Brown, Cai and DasGupta
    2001, Statistical Science 16:101–133, section 3.3; Franco et al. 2019, Journal of Survey Statistics and Methodology 7:334–364, on the two
    together). With few units the design effect is itself uncertain: it is averaged with that of the family, from the pooled
    intraclass correlation, by degrees of freedom, and never falls below that; an effect that was raised so is known better than by its own
    degrees of freedom. `family`: codes of the estimates that share it. Centre and variance are of Jeffreys' Beta too.
    """
    value = ratio(s.k, s.n)
    own_df = np.maximum(s.units - 1, 0)
    others = lent(own_df, family, PRIOR_DF)
    pooled = 1 + (ratio(s.nn, s.n) - 1) * intraclass(s, family)
    own = np.nan_to_num(ratio(_squares(s, value), s.n * value * (1 - value)))
    mixed = ratio(own_df * own + others * pooled, own_df + others)
    effect = np.fmax(np.fmax(mixed, pooled), 1)
    n_eff, df = s.n / effect, np.maximum(own_df + others, 1)
    raised = np.clip(effect / np.fmax(mixed, 1e-9), 1, 2)
    low, high = beta_interval(value, n_eff, df * raised**2) if interval else (value, value)
    low, high = (np.where(enough(s.units), v, np.nan) for v in (low, high))
    centre = (value * n_eff + 0.5) / (n_eff + 1)
    variance = centre * (1 - centre) / (n_eff + 1)
    return Estimates(value, variance, df, n_eff, low, high, centre, np.ones(np.shape(value)))


def lent(own: np.ndarray, family: np.ndarray, most: float) -> np.ndarray:
    """Degrees of freedom from the rest of a family."""
    return np.minimum((total(own, family) - own) * LENT, most)


def beta_interval(value: np.ndarray, n_eff: np.ndarray, df: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Jeffreys' interval on an effective number of mentions that is known with so many degrees of freedom."""
    q = (1 + LEVEL) / 2
    size = n_eff * (stats.norm.ppf(q) / stats.t.ppf(q, df)) ** 2
    a, b = value * size + 0.5, (1 - value) * size + 0.5
    return np.where(value > 0, stats.beta.ppf(1 - q, a, b), 0), np.where(value < 1, stats.beta.ppf(q, a, b), 1)


def differences(
    first: Estimates, second: Estimates, covariance: np.ndarray | float = 0.0, interval: bool = True
) -> Differences:
    """Differences of estimates with the interval that belongs to the test.

    Means by Welch's test (1938, Biometrika 29:350–362). Shares by a score test and the interval that it inverts (Beal 1987, Biometrics
    43:941–950; section 4): the variance is that of shares whose mean is that of both centres, on effective numbers, so that rare things
    are not held for certain and outlets at 0 and 1 not for known exactly. Degrees of freedom after Satterthwaite (1946, Biometrics
    Bulletin 2:110–114). `covariance`: of the two, where they share units.
    """
    share = (first.share == 1) & (second.share == 1)
    a, b = (np.where(share, ratio(np.ones_like(e.n_eff), e.n_eff), e.variance) for e in (first, second))
    mid = (first.centre + second.centre) / 2
    both = (a + b) * np.where(share, mid * (1 - mid), 1)
    variance = np.maximum(both - 2 * covariance, 0.05 * both)
    df = ratio((a + b) ** 2, a**2 / first.df + b**2 / second.df)
    value = second.value - first.value
    given = np.isfinite(first.low) & np.isfinite(second.low) & (variance > 0)
    p = np.where(given, 2 * stats.t.sf(np.abs(ratio(value, np.sqrt(variance))), df), np.nan)
    if not interval:
        return Differences(value, np.full(df.shape, np.nan), np.full(df.shape, np.nan), p)
    # All differences d with (value - d)² <= t² variance(d), where a share's variance is variance + tilt d - flat d².
    t = np.where(given, stats.t.ppf((1 + LEVEL) / 2, df), np.nan) ** 2
    flat, tilt = np.where(share, (a + b) / 4, 0), np.where(share, (b - a) * (1 - 2 * mid) / 4, 0)
    middle = value + t * tilt
    half = np.sqrt(np.maximum(middle**2 - (1 + t * flat) * (value**2 - t * variance), 0))
    low, high = ((middle + sign * half) / (1 + t * flat) for sign in (-1, 1))
    low, high = (np.where(share, np.clip(v, -1, 1), v) for v in (low, high))
    return Differences(value, low, high, p)


def lacking(units: int, alike: bool = False, copies: bool = False) -> str:
    """Why an estimate has no interval; empty where it has one. `copies`: whether there are more articles, which are copies of these."""
    if units == 0:
        return "nothing to count"
    if units < MIN_ARTICLES:
        apart = " apart from copies" if copies else ""
        return f"{units} article{'s' * (units != 1)}{apart}: no interval (needs {MIN_ARTICLES})"
    return "all articles alike: no interval" if alike else ""


class Estimate(NamedTuple):
    """One mean or difference; `p` of no difference, null with the interval where `note` says why."""

    value: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    note: str = ""


def mean(values: np.ndarray) -> Estimate:
    """The mean over units with Student's interval and the p of 0."""
    e = means(Sums.of(values, np.ones_like(values)))
    zero, one = np.zeros(()), np.ones(())
    nothing = Estimates(zero, zero, one, one, zero, zero, zero, zero)
    return _one(differences(nothing, e), lacking(len(values), bool(len(values)) and np.ptp(values) == 0))


def difference(first: np.ndarray, second: np.ndarray) -> Estimate:
    """Mean of `second` less mean of `first`, two groups of units, by Welch's test."""
    if min(len(first), len(second)) < MIN_ARTICLES:
        note = f"{len(first)} and {len(second)} articles: needs {MIN_ARTICLES} in each group"
    else:
        note = "all articles of a group alike: no interval" if not (np.ptp(first) and np.ptp(second)) else ""
    one, two = (means(Sums.of(v, np.ones_like(v))) for v in (first, second))
    return _one(differences(one, two), note)


def _one(found: Differences, note: str) -> Estimate:
    value, low, high, p = (float(v) if np.isfinite(v) else None for v in found)
    return Estimate(value, low, high, p, note)
