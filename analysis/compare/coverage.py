"""Which facts of the checklist an article states; within an episode, which facts some state and others leave out."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import Tables, labels


def checklist(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """fact_id, fact (its name), one column an article label: the voice that states it, null where it is not stated.

    Only facts that at least one article states; in the order of the codebook.
    """
    facts = tables["facts"]
    names = labels(tables["articles"])
    wide = facts[facts["stated"]].pivot(index="fact_id", columns="article_id", values="voice")
    wide = wide.reindex(columns=names.index).rename(columns=names)
    order = [fact for fact in codebook.facts if fact.id in wide.index]
    wide = wide.reindex([fact.id for fact in order]).reset_index()
    wide.insert(1, "fact", pd.Series([fact.name for fact in order], dtype="str"))
    return wide.rename_axis(columns=None)


def stated_share(tables: Tables) -> pd.DataFrame:
    """article_id, article, stated, of: how many facts of the checklist each article states."""
    counts = tables["facts"].groupby("article_id")["stated"].agg(stated="sum", of="size").reset_index()
    counts = counts.set_index("article_id").reindex(tables["articles"]["article_id"]).reset_index()
    counts.insert(1, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts
