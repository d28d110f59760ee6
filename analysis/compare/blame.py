"""Who is shown doing what to whom, who accuses whom, and where the doer is left out. The bases are never added up."""

import pandas as pd

from analysis.compare.units import Tables, counted_events, doer_named, in_prose
from analysis.schema import CONSTRUCTIONS


def ties(tables: Tables, basis: str) -> pd.DataFrame:
    """Ties of one basis (event, accusation, acknowledged) by who blames and who is blamed: article_id, blamer_side
    (`outlet` for the outlet itself), blamed_side, n. Denied and negated ones are left out."""
    blame = in_prose(tables["blame"], tables["sentences"])
    blame = blame[(blame["basis"] == basis) & blame["modality"].isin(["asserted", "hedged"])]
    blamer = blame["blamer_side"].where(blame["blamer"] != "outlet", "outlet").fillna("unresolved")
    ties = blame.assign(blamer_side=blamer).groupby(["article_id", "blamer_side", "blamed_side"])
    return ties.size().rename("n").reset_index()


def constructions(tables: Tables) -> pd.DataFrame:
    """Counted events by construction: construction, doer_named, doer_not_named, total; in the order of the data dictionary."""
    events = counted_events(in_prose(tables["events"], tables["sentences"]))
    named = doer_named(events)
    result = pd.DataFrame({"construction": CONSTRUCTIONS})
    result["doer_named"] = (
        result["construction"].map(events[named].groupby("construction").size()).fillna(0).astype("int64")
    )
    result["doer_not_named"] = (
        result["construction"].map(events[~named].groupby("construction").size()).fillna(0).astype("int64")
    )
    result["total"] = result["doer_named"] + result["doer_not_named"]
    return result[result["total"] > 0].reset_index(drop=True)
