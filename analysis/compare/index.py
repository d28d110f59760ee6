"""A framing index of each article: how far its words, doers, sufferers and tone lean to the one side or the other.

Four parts, each between -1 and 1, positive where they favour the codebook's first side: whose usage its undistanced words are; whose acts are
named (the other side's favour this one); who suffers, of acts against people and places; the tone towards the sides. A part is null where
the article has nothing for it, and counts as balanced in the index, which is their mean: little evidence is no lean. Nothing is learnt
from labels. Whose a sufferer is may be inferred from a place or an opponent, as in `blame.victims`; whose a doer is, never.
"""

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.compare import sentiment
from analysis.compare.units import Tables, counted_events, in_prose, placed
from analysis.result_tables import RESULT_TABLES

PARTS = ("usage", "doers", "victims", "tone")
COLUMNS = RESULT_TABLES["framing_index"].names
HARM = ("kill", "wound", "attack", "shell", "displace", "destroy", "blockade")
SHRINK = 3  # mentions without tone that each side is given


def framing_index(
    tables: Tables, codebook: Codebook, harm: tuple[str, ...] = HARM, bases: tuple[str, ...] | None = None
) -> pd.DataFrame:
    """One row an article: `COLUMNS`. The columns `own_` are those of the outlet's own voice alone. `harm`, `bases`: the classes of acts
    whose sufferers count, and how their side has to be known (null: anyhow)."""
    rows = _evidence(tables, harm, bases)
    result = placed(tables["articles"])[["article_id", "outlet"]]
    for prefix in ("", "own_"):
        chosen = {name: table[table["voice"] == "outlet"] if prefix else table for name, table in rows.items()}
        found = _parts(chosen, codebook, result["article_id"])
        result[f"{prefix}index"] = found[list(PARTS)].fillna(0).mean(axis=1).where(found["n_units"] > 0)
        result[[f"{prefix}{c}" for c in (*PARTS, "n_units")]] = found
    result["note"] = np.where(result["n_units"] == 0, "nothing that could lean", "")
    return result[COLUMNS]


def _evidence(tables: Tables, harm: tuple[str, ...], bases: tuple[str, ...] | None) -> dict[str, pd.DataFrame]:
    """article_id, voice, side (and score) of the rows behind each part."""
    terms = in_prose(tables["terms"], tables["sentences"])
    events = counted_events(in_prose(tables["events"], tables["sentences"]))
    tone = sentiment.towards_sides(tables)
    doers = events[(events["agent_basis"] == "said") & (events["construction"] != "cause")]
    victims = events[events["event_class"].isin(harm)]
    if bases is not None:
        victims = victims[victims["patient_basis"].isin(bases)]
    return {
        "usage": terms[~terms["distanced"]].rename(columns={"preferred_by": "side"}),
        "doers": doers.rename(columns={"agent_side": "side"}),
        "victims": victims.rename(columns={"patient_side": "side"}),
        "tone": tone.rename(columns={"target_side": "side"}),
    }


def _parts(rows: dict[str, pd.DataFrame], codebook: Codebook, articles: pd.Series) -> pd.DataFrame:
    """`PARTS` and n_units, a row an article in the order given."""
    result = pd.DataFrame(index=pd.Index(articles))
    units = np.zeros(len(articles), int)
    for name, table in rows.items():
        table = table[table["side"].isin(codebook.side_ids)]
        groups = table.groupby(["article_id", "side"])
        first, second = (_of(groups.size(), side, articles) for side in codebook.side_ids)
        if name == "tone":
            scores = [_of(groups["target_score"].sum(), side, articles) for side in codebook.side_ids]
            value = np.clip(scores[0] / (first + SHRINK) - scores[1] / (second + SHRINK), -1, 1)
        else:
            value = (first - second) / (first + second + 1) * (-1 if name == "doers" else 1)
        result[name] = np.where(first + second > 0, value, np.nan)
        units += (first + second).astype(int)
    return result.assign(n_units=units).reset_index(drop=True)


def _of(values: pd.Series, side: str, articles: pd.Series) -> np.ndarray:
    keys = pd.MultiIndex.from_product([articles, [side]])
    found: np.ndarray = values.reindex(keys).fillna(0).to_numpy(float)
    return found
