"""Shares with intervals. The unit of resampling is the article: sentences of one article are not independent.

An interval is given from `MIN_ARTICLES` articles on; below that it is null, with the reason in `note`. With one article an
outlet, nothing tells the outlet from the article.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

MIN_ARTICLES = 5
RESAMPLES = 2000
PERMUTATIONS = 4999
SEED = 20200927
INTERVAL = ["low", "high"]


def share(counts: pd.DataFrame, by: list[str], part: str = "k", whole: str = "n") -> pd.DataFrame:
    """Sum of `part` over sum of `whole` in each group.

    counts: one row an article and group with columns `article_id`, `by`, `part`, `whole` (rows with 0 of 0 count as articles).
    Returns by, k, n, n_articles, share, low, high (95 % bootstrap over articles, bias-corrected and accelerated; Efron 1987,
    JASA 82:171–185), note. share is null where n is 0.
    """
    rows = []
    for key, group in counts.groupby(by, sort=True, dropna=False):
        k, n = group[part].to_numpy(float), group[whole].to_numpy(float)
        estimate = float(k.sum() / n.sum()) if n.sum() else None
        low, high, note = interval(k, n)
        rows.append([*key, int(k.sum()), int(n.sum()), len(group), estimate, low, high, note])
    return pd.DataFrame(rows, columns=[*by, "k", "n", "n_articles", "share", *INTERVAL, "note"])


def interval(k: np.ndarray, n: np.ndarray) -> tuple[float | None, float | None, str]:
    """(low, high, note) for the share sum(k)/sum(n) over articles; nulls with the reason where there can be none."""
    if len(k) < MIN_ARTICLES:
        return None, None, f"{len(k)} article{'s' if len(k) != 1 else ''}: no interval (needs {MIN_ARTICLES})"
    if not n.sum():
        return None, None, "nothing to count"
    shares = np.divide(k, n, out=np.full(len(k), np.nan), where=n > 0)
    if np.nanmax(shares) == np.nanmin(shares):
        return None, None, "all articles alike: no interval can be resampled"
    result = stats.bootstrap(
        (k, n),
        _ratio,
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        method="BCa",
        rng=np.random.default_rng(SEED),
    )
    low, high = (float(v) for v in result.confidence_interval)
    if not np.isfinite([low, high]).all():
        return None, None, "the interval is undefined: too few articles hold anything to count"
    return low, high, ""


def _ratio(k: np.ndarray, n: np.ndarray, axis: int = -1) -> np.ndarray:
    total = n.sum(axis=axis)
    return np.divide(k.sum(axis=axis), total, out=np.full(np.shape(total), np.nan), where=total > 0)


@dataclass(frozen=True)
class Estimate:
    """A mean or difference of article means; `p` of no difference, null with the interval where `note` says why."""

    value: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    note: str = ""


def mean(values: np.ndarray) -> Estimate:
    """The mean over articles with its 95 % interval (bootstrap as above) and the p of 0 (sign flips; Good 2005, ch. 3)."""
    if not len(values):
        return Estimate(None, note="nothing to count")
    value = float(np.mean(values))
    if len(values) < MIN_ARTICLES:
        return Estimate(
            value, note=f"{len(values)} article{'s' * (len(values) != 1)}: no interval (needs {MIN_ARTICLES})"
        )
    if np.ptp(values) == 0:
        return Estimate(value, note="all articles alike: no interval can be resampled")
    low, high = _bootstrap((values,), np.mean)
    flips = stats.permutation_test(
        (values,), np.mean, permutation_type="samples", n_resamples=PERMUTATIONS, rng=np.random.default_rng(SEED)
    )
    return Estimate(value, low, high, float(flips.pvalue))


def difference(first: np.ndarray, second: np.ndarray) -> Estimate:
    """Mean of `second` less mean of `first`, two groups of articles, with its 95 % interval and permutation p."""
    if not len(first) or not len(second):
        return Estimate(None, note=f"{len(first)} and {len(second)} articles: needs {MIN_ARTICLES} in each group")
    value = float(np.mean(second) - np.mean(first))
    if min(len(first), len(second)) < MIN_ARTICLES:
        return Estimate(value, note=f"{len(first)} and {len(second)} articles: needs {MIN_ARTICLES} in each group")
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return Estimate(value, note="all articles of a group alike: no interval can be resampled")
    low, high = _bootstrap((first, second), _difference)
    shuffled = stats.permutation_test(
        (first, second), _difference, vectorized=True, n_resamples=PERMUTATIONS, rng=np.random.default_rng(SEED)
    )
    return Estimate(value, low, high, float(shuffled.pvalue))


def false_discovery(p: pd.Series) -> pd.Series:
    """q-values of the tests that were made (Benjamini and Hochberg 1995, JRSS B 57:289–300); null where none was."""
    made = p.dropna()
    q = pd.Series(
        stats.false_discovery_control(made.to_numpy(float)) if len(made) else [], index=made.index, dtype=float
    )
    return q.reindex(p.index)


def _difference(first: np.ndarray, second: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.mean(second, axis=axis) - np.mean(first, axis=axis)


def _bootstrap(samples: tuple[np.ndarray, ...], statistic: Callable[..., np.ndarray]) -> tuple[float, float]:
    result = stats.bootstrap(
        samples, statistic, n_resamples=RESAMPLES, method="BCa", vectorized=True, rng=np.random.default_rng(SEED)
    )
    low, high = (float(v) for v in result.confidence_interval)
    return low, high
