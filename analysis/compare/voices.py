"""Who gets to speak: how much, how prominently, with which verbs."""

import pandas as pd

from analysis.compare.units import Tables, in_prose

SIDES_LAST = ("both", "other", "unresolved")


def spoken(tables: Tables) -> pd.DataFrame:
    """The attributions that count as somebody speaking: speech and belief in running text; an intention does not."""
    rows = in_prose(tables["attributions"], tables["sentences"])
    return rows[rows["content_kind"].isin(["speech", "belief"])].reset_index(drop=True)


def cues(tables: Tables) -> pd.DataFrame:
    """How each side's words are introduced: source_side, cue_class, cue_stance, cue_lemma, n. Most frequent first."""
    said = spoken(tables).dropna(subset=["cue_lemma"])
    keys = ["source_side", "cue_class", "cue_stance", "cue_lemma"]
    counts = said.groupby(keys, dropna=False).size().rename("n").reset_index()
    return counts.sort_values(
        ["source_side", "n", "cue_class", "cue_lemma"], ascending=[True, False, True, True], ignore_index=True
    )
