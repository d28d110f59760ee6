"""The units that measures are taken over: which rows count, how an article is called, which rows are wire copy."""

import pandas as pd

Tables = dict[str, pd.DataFrame]
PROSE = ("prose", "title", "subhead")
COUNTED_MODALITIES = ("asserted", "hedged")
NO_OUTLET = "(outlet unknown)"
NO_EPISODE = "(no episode)"
VOICES = ("outlet", "indirect", "direct", "scare")


def labels(articles: pd.DataFrame) -> pd.Series:
    """A name for each article (index article_id): its id and its outlet, with how the outlet is known where it isn't stated."""
    outlet = articles["outlet"].where(articles["outlet_basis"] != "inferred", articles["outlet"] + " (inferred)")
    names = articles["article_id"] + " · " + outlet.fillna("outlet unknown")
    return pd.Series(names.to_numpy(), index=articles["article_id"].to_numpy(), name="article", dtype="str")


def known_outlets(articles: pd.DataFrame) -> pd.DataFrame:
    """article_id, episode, outlet of the articles whose outlet and episode are known; an inferred outlet says so in its name."""
    known = articles.dropna(subset=["outlet", "episode"])[["article_id", "episode", "outlet", "outlet_basis"]]
    inferred = known["outlet_basis"] == "inferred"
    known = known.assign(outlet=known["outlet"].where(~inferred, known["outlet"] + " (inferred)"))
    return known.drop(columns="outlet_basis").reset_index(drop=True)


def placed(articles: pd.DataFrame) -> pd.DataFrame:
    """article_id, outlet, episode, month (null without a date), cluster (the article itself where it is nobody's copy) and
    story (the event it tells of, see `reuse.stories`), of all articles.

    An outlet or episode that is not known has a name that says so; an inferred outlet says so in its name.
    """
    outlet = articles["outlet"].where(articles["outlet_basis"] != "inferred", articles["outlet"] + " (inferred)")
    return pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "outlet": outlet.fillna(NO_OUTLET),
            "episode": articles["episode"].fillna(NO_EPISODE),
            "month": articles["date"].dt.strftime("%Y-%m").astype("str"),
            "cluster": articles["cluster_id"].fillna(articles["article_id"]),
            "story": articles["story"] if "story" in articles else articles["article_id"],
        }
    ).reset_index(drop=True)


def originals(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles that are nobody's copy as far as is known: no agency's, and of other clusters the one that came first, where one did."""
    own = articles[articles["wire"].isna()]
    alone = own["cluster_id"].isna()
    first = own.groupby("cluster_id")["date"].transform("min")
    earliest = ~alone & (own["date"] == first)
    only = earliest & (own[earliest].groupby("cluster_id")["article_id"].transform("size").reindex(own.index) == 1)
    return own[alone | only].reset_index(drop=True)


def spellings(outlets: pd.Series) -> dict[str, str]:
    """A note for each outlet that seems to have another name too: the same but for case, punctuation or an article."""
    names = pd.Series(sorted(outlets.dropna().unique()))
    plain = names.str.casefold().str.replace(r"^the\b|[\W_]+", "", regex=True)
    groups = names.groupby(plain).agg(list)
    return {
        name: "the same outlet as " + ", ".join(f"'{other}'" for other in group if other != name) + "?"
        for group in groups
        if len(group) > 1
        for name in group
    }


def with_kind(table: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with `kind` and `position` of the sentence each begins in."""
    return table.merge(
        sentences[["article_id", "sentence_id", "kind", "position"]], on=["article_id", "sentence_id"], how="left"
    )


def in_prose(table: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The rows that stand in running text or a headline: captions, boilerplate and doubled headlines are left out."""
    merged = with_kind(table, sentences)
    return merged[merged["kind"].isin(PROSE)].drop(columns=["kind", "position"]).reset_index(drop=True)


def counted_events(events: pd.DataFrame) -> pd.DataFrame:
    """Asserted and hedged events; the rest are kept in the table and not counted."""
    return events[events["modality"].isin(COUNTED_MODALITIES)]


def doer_named(events: pd.DataFrame) -> pd.Series:
    """Whether the doer is named: an agent in the text's own words, a pronoun or short name whose bearer is clear among them ("They killed
    two"), and neither a cause nor an instrument in its place."""
    return (
        events["agent"].notna()
        & events["agent_basis"].isin(["said", "coreference"])
        & ~events["construction"].isin(["cause", "instrument"])
    )
