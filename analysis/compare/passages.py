"""From a value back to its sentences: the passages that a row of `estimates` counts."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import measures  # noqa: F401 (declares them)
from analysis.compare.counting import ALL
from analysis.compare.registry import KEYS, MEASURES
from analysis.compare.units import Tables, originals, placed

COLUMNS = ["article_id", "start", "end"]


def behind(tables: Tables, codebook: Codebook, estimate: Mapping[str, Any]) -> pd.DataFrame:
    """article_id, start, end of the k rows (of a mean, the n scores) that a row of `estimates` counts, in the order of the text.

    `tables`: as `estimates` was made of, copies marked (`reuse.mark`). Rows of a measure without places (the index) have none: null.
    """
    m = MEASURES[estimate["measure"]]
    rows = m.rows(tables, codebook)
    for column in ("hit", "resolved"):
        rows = rows[rows[column].astype(bool)] if column in rows else rows
    for key in KEYS:
        if pd.notna(estimate[key]) and not (key == "voice" and estimate[key] == ALL):
            rows = rows[rows[key] == estimate[key]]
    articles = tables["articles"] if estimate["copies"] == "all" else originals(tables["articles"])
    chosen = placed(articles)
    for column in ("outlet", "episode", "month"):
        if pd.notna(estimate[column]):
            chosen = chosen[chosen[column] == estimate[column]]
    rows = rows[rows["article_id"].isin(chosen["article_id"])].reindex(columns=COLUMNS)
    return rows.sort_values(COLUMNS, ignore_index=True)
