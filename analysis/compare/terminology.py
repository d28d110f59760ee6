"""Which contested names each article uses, and in whose voice."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.uncertainty import share
from analysis.compare.units import VOICES, Tables, in_prose, known_outlets, labels, with_kind

OWNERS_LAST = ("neutral", "unresolved")


def by_voice(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """Counts of each variant: article, concept, variant, preferred_by, own, indirect, direct, scare, caption.

    Captions are counted apart and in no other column. Sorted by article, then by count.
    """
    terms = with_kind(tables["terms"], tables["sentences"])
    terms = terms[terms["kind"].isin(["prose", "title", "subhead", "caption"])]
    column = terms["voice"].where(terms["kind"] != "caption", "caption")
    keys = ["article_id", "concept", "variant", "preferred_by"]
    counts = terms.assign(column=column).groupby([*keys, "column"]).size().unstack("column", fill_value=0)
    counts = counts.reindex(columns=[*VOICES, "caption"], fill_value=0).rename(columns={"outlet": "own"}).reset_index()
    counts["total"] = counts[["own", *VOICES[1:], "caption"]].sum(axis=1)
    names = {(c.id, v.id): (c.name, v.name) for c in codebook.concepts for v in c.variants}
    pairs = list(zip(counts["concept"], counts["variant"], strict=True))
    counts["concept_name"] = pd.Series([names[p][0] for p in pairs], dtype="str")
    counts["variant_name"] = pd.Series([names[p][1] for p in pairs], dtype="str")
    counts.insert(0, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts.sort_values(
        ["article_id", "total", "concept", "variant"], ascending=[True, False, True, True], ignore_index=True
    )


def owners(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """Whose usage each article's wording in its own voice is: article_id, article, preferred_by, k, n, share.

    k of the n contested terms that the article writes in its own voice (distanced ones left out) are `preferred_by`'s usage.
    One row an article and owner, also where k is 0; share is null where n is 0.
    """
    own = own_terms(tables)
    order = [*codebook.side_ids, *OWNERS_LAST]
    articles = tables["articles"]["article_id"].tolist()
    index = pd.MultiIndex.from_product([articles, order], names=["article_id", "preferred_by"])
    counts = own.groupby(["article_id", "preferred_by"]).size().reindex(index, fill_value=0).rename("k").reset_index()
    counts["n"] = counts.groupby("article_id")["k"].transform("sum")
    counts["share"] = (counts["k"] / counts["n"]).where(counts["n"] > 0)
    counts.insert(1, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts


def owners_by_outlet(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """The same for each outlet within each episode, with an interval over its articles (see compare.uncertainty)."""
    counts = owners(tables, codebook).merge(known_outlets(tables["articles"]), on="article_id")
    return share(counts, ["episode", "outlet", "preferred_by"])


def own_terms(tables: Tables) -> pd.DataFrame:
    """The rows of `terms` in running text, in the outlet's own voice and not distanced."""
    terms = in_prose(tables["terms"], tables["sentences"])
    return terms[(terms["voice"] == "outlet") & ~terms["distanced"]]


def only_here(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """Within each episode: the variants that exactly one article writes in its own voice, in an episode of several articles.

    episode, article_id, article, concept, variant, variant_name, preferred_by, n (mentions).
    """
    own = (
        own_terms(tables)
        .merge(tables["articles"][["article_id", "episode"]], on="article_id")
        .dropna(subset=["episode"])
    )
    several = tables["articles"].groupby("episode")["article_id"].nunique()
    own = own[own["episode"].isin(several[several > 1].index)]
    keys = ["episode", "concept", "variant"]
    users = own.groupby(keys)["article_id"].transform("nunique")
    rows = own[users == 1].groupby([*keys, "article_id", "preferred_by"]).size().rename("n").reset_index()
    names = {(c.id, v.id): v.name for c in codebook.concepts for v in c.variants}
    rows["variant_name"] = pd.Series(
        [names[p] for p in zip(rows["concept"], rows["variant"], strict=True)], dtype="str"
    )
    rows.insert(2, "article", rows["article_id"].map(labels(tables["articles"])))
    return rows.sort_values(
        ["episode", "article_id", "n", "variant"], ascending=[True, True, False, True], ignore_index=True
    )
