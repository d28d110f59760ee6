"""Shares with intervals. The unit of resampling is the article: sentences of one article are not independent.

An interval is given from `MIN_ARTICLES` articles on; below that it is null, with the reason in `note`. With one article an
outlet, nothing tells the outlet from the article.
"""

import numpy as np
import pandas as pd
from scipy import stats

MIN_ARTICLES = 5
RESAMPLES = 2000
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
