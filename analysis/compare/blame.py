"""Who is shown doing what to whom, who accuses whom, and where the doer is left out. The bases are never added up."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import Tables, counted_events, doer_named, in_prose, labels
from analysis.schema import CONSTRUCTIONS

_PARTIES = ("both", "other", "unresolved")


def doers(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """Counted events whose doer is named, by the doer's side, in the outlet's own voice and in others'.

    article_id, article, agent_side, own, attributed. One row an article and side, also where both are 0.
    """
    events = counted_events(in_prose(tables["events"], tables["sentences"]))
    named = events[doer_named(events)]
    order = [*codebook.side_ids, *_PARTIES]
    index = pd.MultiIndex.from_product(
        [tables["articles"]["article_id"].tolist(), order], names=["article_id", "agent_side"]
    )
    own = named["voice"] == "outlet"
    keys = ["article_id", "agent_side"]
    result = pd.DataFrame(index=index)
    result["own"] = named[own].groupby(keys).size().reindex(index, fill_value=0)
    result["attributed"] = named[~own].groupby(keys).size().reindex(index, fill_value=0)
    result = result.reset_index()
    result.insert(1, "article", result["article_id"].map(labels(tables["articles"])))
    return result


def ties(tables: Tables, basis: str) -> pd.DataFrame:
    """Ties of one basis (event, accusation, acknowledged) by who blames and who is blamed: article_id, article, blamer_side
    (`outlet` for the outlet itself), blamed_side, n. Denied and negated ones are left out."""
    blame = in_prose(tables["blame"], tables["sentences"])
    blame = blame[(blame["basis"] == basis) & blame["modality"].isin(["asserted", "hedged"])]
    blamer = blame["blamer_side"].where(blame["blamer"] != "outlet", "outlet").fillna("unresolved")
    counts = (
        blame.assign(blamer_side=blamer)
        .groupby(["article_id", "blamer_side", "blamed_side"])
        .size()
        .rename("n")
        .reset_index()
    )
    counts.insert(1, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts


def matrix(tables: Tables, codebook: Codebook, basis: str = "accusation") -> pd.DataFrame:
    """`ties` as a matrix: a row for each article and blamer, a column for each side blamed; 0 where there is no tie."""
    counts = ties(tables, basis)
    order = [*codebook.side_ids, *_PARTIES]
    wide = counts.pivot_table(
        index=["article", "blamer_side"], columns="blamed_side", values="n", aggfunc="sum", fill_value=0
    )
    present = [side for side in order if side in wide.columns]
    return wide.reindex(columns=present).astype("int64").reset_index().rename_axis(columns=None)


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


def doer_by_victim(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """Whether the doer is named, by the victim's side: article_id, article, patient_side, named, n, share (null where n is 0).

    Counted events with a patient whose side is known. Only sides that occur in an article have a row.
    """
    events = counted_events(in_prose(tables["events"], tables["sentences"]))
    events = events.assign(named=doer_named(events))
    events = events[events["patient_side"].isin(codebook.side_ids)]
    counts = events.groupby(["article_id", "patient_side"])["named"].agg(named="sum", n="size").reset_index()
    counts["share"] = (counts["named"] / counts["n"]).where(counts["n"] > 0)
    counts.insert(1, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts
