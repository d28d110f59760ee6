"""Where in an article each side first speaks."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import Tables
from analysis.compare.voices import spoken


def first_spoken(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """article_id, source_side, position (0 the first sentence, 1 the last) of the first statement of each side in each article that has
    one."""
    said = spoken(tables)
    said = said[said["source_side"].isin(codebook.side_ids)]
    placed = said.merge(
        tables["sentences"][["article_id", "sentence_id", "position"]], on=["article_id", "sentence_id"]
    )
    return placed.groupby(["article_id", "source_side"])["position"].min().reset_index()
