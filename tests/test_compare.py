"""Estimates on tables small enough to count by hand."""

import pytest

from analysis import tables
from analysis.compare import measures as _measures  # noqa: F401 (declares them)
from analysis.compare import units
from analysis.compare.registry import MEASURES


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


def test_a_doer_taken_up_by_a_pronoun_is_not_left_out(study_tables):
    rows = [event("a", "south", basis="coreference"), event("a", "south", basis="opponent"), event("a", None)]
    assert units.doer_named(tables.frame("events", rows)).tolist() == [True, False, False]


def counted(name, made, book):
    """(article, voice, side) of the rows that a measure counts, and whether each is a hit."""
    rows = MEASURES[name].rows(made, book)
    return [tuple(row) for row in rows[["article_id", "voice", "side", *(["hit"] if "hit" in rows else [])]].to_numpy()]


def test_usage_is_of_undistanced_words_in_running_text(study_tables, small):
    assert sorted(counted("terms.usage", study_tables, small)) == [
        ("a", "indirect", "south"), ("a", "outlet", "neutral"), ("a", "outlet", "south"), ("b", "outlet", "neutral"),
    ]  # fmt: skip


def test_doers_leave_out_the_negated_the_inferred_and_causes(study_tables, small):
    assert sorted(counted("blame.doers", study_tables, small)) == [("a", "direct", "south"), ("a", "outlet", "south")]


def test_a_doer_that_is_not_named_is_counted_by_the_victim(study_tables, small):
    assert counted("blame.doer_left_out", study_tables, small) == [("a", "outlet", "north", True)]
