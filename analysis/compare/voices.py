"""Who gets to speak: how much, how prominently, with which verbs."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import VOICES, Tables, in_prose, labels

SIDES_LAST = ("both", "other", "unresolved")


def spoken(tables: Tables) -> pd.DataFrame:
    """The attributions that count as somebody speaking: speech and belief in running text; an intention does not."""
    rows = in_prose(tables["attributions"], tables["sentences"])
    return rows[rows["content_kind"].isin(["speech", "belief"])].reset_index(drop=True)


def word_shares(tables: Tables) -> pd.DataFrame:
    """Share of an article's words in each voice: article_id, article, voice, n_words, of, share (null where `of` is 0)."""
    voices = tables["voices"]
    articles = tables["articles"]["article_id"].tolist()
    index = pd.MultiIndex.from_product([articles, VOICES], names=["article_id", "voice"])
    counts = voices.groupby(["article_id", "voice"])["n_words"].sum().reindex(index, fill_value=0).reset_index()
    counts["of"] = counts.groupby("article_id")["n_words"].transform("sum")
    counts["share"] = (counts["n_words"] / counts["of"]).astype("float64").where(counts["of"] > 0)
    counts.insert(1, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts


def by_side(tables: Tables, codebook: Codebook) -> pd.DataFrame:
    """For each article and side of the source: who speaks how much and where first.

    article_id, article, source_side, attributions, n_words (in direct or indirect voice), direct_words, first_position (0 the
    first sentence, 1 the last; null where the side never speaks).
    """
    said = spoken(tables)
    order = [*codebook.side_ids, *SIDES_LAST]
    index = pd.MultiIndex.from_product(
        [tables["articles"]["article_id"].tolist(), order], names=["article_id", "source_side"]
    )
    keys = ["article_id", "source_side"]
    positions = said.merge(
        tables["sentences"][["article_id", "sentence_id", "position"]], on=["article_id", "sentence_id"]
    )
    words = tables["voices"].merge(
        said[["article_id", "attribution_id", "source_side"]], on=["article_id", "attribution_id"]
    )
    result = pd.DataFrame(index=index)
    result["attributions"] = said.groupby(keys).size().reindex(index, fill_value=0)
    result["n_words"] = words.groupby(keys)["n_words"].sum().reindex(index, fill_value=0)
    result["direct_words"] = (
        words[words["voice"] == "direct"].groupby(keys)["n_words"].sum().reindex(index, fill_value=0)
    )
    result["first_position"] = positions.groupby(keys)["position"].min().reindex(index)
    result = result.reset_index()
    result.insert(1, "article", result["article_id"].map(labels(tables["articles"])))
    return result


def cues(tables: Tables) -> pd.DataFrame:
    """How each side's words are introduced: source_side, cue_class, cue_stance, cue_lemma, n. Most frequent first."""
    said = spoken(tables).dropna(subset=["cue_lemma"])
    keys = ["source_side", "cue_class", "cue_stance", "cue_lemma"]
    counts = said.groupby(keys, dropna=False).size().rename("n").reset_index()
    return counts.sort_values(
        ["source_side", "n", "cue_class", "cue_lemma"], ascending=[True, False, True, True], ignore_index=True
    )


def quality(tables: Tables) -> pd.DataFrame:
    """For each article: attributions, anonymous, unresolved and relayed ones as k of n, and whom it relays.

    article_id, article, attributions, anonymous, unresolved, no_source, relayed, via.
    """
    said = spoken(tables)
    groups = said.groupby("article_id")
    articles = tables["articles"]["article_id"].tolist()
    columns = {
        "attributions": groups.size(),
        "anonymous": groups["source_kind"].agg(lambda kinds: int((kinds == "anonymous").sum())),
        "unresolved": groups["source_side"].agg(lambda sides: int((sides == "unresolved").sum())),
        "no_source": groups["source"].agg(lambda sources: int(sources.isna().sum())),
        "relayed": groups["via"].agg(lambda via: int(via.notna().sum())),
    }
    result = pd.DataFrame(columns).reindex(articles).fillna(0).astype("int64")
    result["via"] = groups["via"].agg(lambda via: ", ".join(sorted(set(via.dropna()))) or None).reindex(articles)
    result = result.reset_index(names="article_id")
    result.insert(1, "article", result["article_id"].map(labels(tables["articles"])))
    return result


def chains(tables: Tables) -> pd.DataFrame:
    """What came by way of another outlet: article_id, article, source, source_side, via, n."""
    said = spoken(tables).dropna(subset=["via"])
    keys = ["article_id", "source", "source_side", "via"]
    counts = said.groupby(keys, dropna=False).size().rename("n").reset_index()
    counts.insert(1, "article", counts["article_id"].map(labels(tables["articles"])))
    return counts.sort_values(["article_id", "n", "source"], ascending=[True, False, True], ignore_index=True)
