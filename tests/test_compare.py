"""Estimates on tables small enough to count by hand."""

import pandas as pd
import pytest

from analysis import tables
from analysis.compare import blame, terminology, uncertainty, units, voices


def article(article_id, outlet="P", basis="stated", wire=None, episode="spring"):
    return {
        "article_id": article_id, "outlet": outlet, "outlet_basis": basis, "text": "x", "n_words": 10, "wire": wire, "episode": episode, "parser": "p",
    }  # fmt: skip


def sentence(article_id, number, kind="prose", position=0.0):
    return {"article_id": article_id, "sentence_id": number, "start": 0, "end": 1, "position": position, "kind": kind}


def term(article_id, variant, owner, voice="outlet", number=0, distanced=False, concept="territory"):
    return {
        "article_id": article_id, "sentence_id": number, "start": 0, "end": 1, "surface": "x", "concept": concept, "variant": variant,
        "preferred_by": owner, "distanced": distanced, "voice": voice,
    }  # fmt: skip


def event(
    article_id, agent_side, voice="outlet", modality="asserted", construction="active", basis="said", patient_side=None
):
    return {
        "article_id": article_id, "event_id": "e", "sentence_id": 0, "start": 0, "end": 1, "predicate": "hit", "event_class": "attack",
        "agent": "x" if agent_side else None, "agent_side": agent_side, "agent_basis": basis if agent_side else None,
        "patient_side": patient_side, "construction": construction, "modality": modality, "voice": voice,
    }  # fmt: skip


@pytest.fixture
def study_tables():
    made = tables.empty()
    made["articles"] = tables.frame(
        "articles", [article("a"), article("b", None, "unknown"), article("c", "Q", "inferred", "W", None)]
    )
    made["sentences"] = tables.frame(
        "sentences", [sentence("a", 0), sentence("a", 1, "caption"), sentence("b", 0), sentence("c", 0)]
    )
    made["terms"] = tables.frame(
        "terms",
        [
            term("a", "occupied", "south"), term("a", "occupied", "south", "indirect"), term("a", "occupied", "south", number=1),
            term("a", "vale", "neutral"), term("a", "free", "north", distanced=True), term("b", "vale", "neutral"),
        ],
    )  # fmt: skip
    made["events"] = tables.frame(
        "events",
        [
            event("a", "south"), event("a", "south", "direct"), event("a", "north", modality="negated"),
            event("a", "north", construction="cause"), event("a", None, construction="unaccusative", patient_side="north"),
            event("a", "south", basis="opponent"),
        ],
    )  # fmt: skip
    return made


def test_an_inferred_or_unknown_outlet_is_never_shown_as_known(study_tables):
    assert units.labels(study_tables["articles"]).to_dict() == {
        "a": "a · P",
        "b": "b · outlet unknown",
        "c": "c · Q (inferred)",
    }


def test_terms_are_counted_by_voice_and_captions_apart(study_tables, small):
    row = terminology.by_voice(study_tables, small).set_index(["article_id", "variant"]).loc[("a", "occupied")]
    assert (row["own"], row["indirect"], row["direct"], row["caption"], row["total"]) == (1, 1, 0, 1, 3)


def test_owners_count_the_outlets_own_undistanced_words(study_tables, small):
    owners = terminology.owners(study_tables, small).set_index(["article_id", "preferred_by"])
    assert owners.loc[("a", "south"), ["k", "n", "share"]].tolist() == [1, 2, 0.5]
    assert owners.loc[("a", "north"), "k"] == 0
    assert pd.isna(owners.loc[("c", "south"), "share"])


def test_only_here_looks_within_one_episode(study_tables, small):
    rows = terminology.only_here(study_tables, small)
    assert rows[["article_id", "variant"]].to_numpy().tolist() == [["a", "occupied"]]


def test_doers_leave_out_the_negated_the_inferred_and_causes(study_tables, small):
    doers = blame.doers(study_tables, small).set_index(["article_id", "agent_side"])
    assert doers.loc[("a", "south"), ["own", "attributed"]].tolist() == [1, 1]
    assert doers.loc[("a", "north"), ["own", "attributed"]].tolist() == [0, 0]


def test_a_doer_that_is_not_named_is_counted_by_the_victim(study_tables, small):
    rows = blame.doer_by_victim(study_tables, small)
    assert rows[["patient_side", "named", "n"]].to_numpy().tolist() == [["north", 0, 1]]


def test_word_shares_of_an_article_without_voices_are_null(study_tables):
    assert voices.word_shares(study_tables)["share"].isna().all()


def test_share_groups_sum_over_articles():
    counts = pd.DataFrame(
        {"article_id": list("abcdef"), "outlet": ["P"] * 6, "k": [1, 2, 0, 3, 1, 4], "n": [4, 5, 3, 6, 2, 9]}
    )
    row = uncertainty.share(counts, ["outlet"]).iloc[0]
    assert (row["k"], row["n"], row["n_articles"]) == (11, 29, 6) and row["low"] < 11 / 29 < row["high"]
