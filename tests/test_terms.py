"""Contested names in a text: longest first, spelling variants, no false friends, and whose usage a relational word is."""

from analysis.annotate.document.mentions import MentionMatcher
from analysis.annotate.terms import TermMatcher, owner
from analysis.schema import Event
from analysis.spans import Spans


def found(small, text):
    return [(text[m.start : m.end], m.variant.id) for m in TermMatcher(small)(text)]


def test_the_longest_match_wins(small):
    assert found(small, "in the occupied Green Vale, in Green Vale") == [
        ("occupied Green Vale", "occupied"),
        ("Green Vale", "vale"),
    ]


def test_false_friends_are_not_counted(small):
    assert found(small, "at the Green Vale Hotel; “Occupied” won a prize") == []


def test_mentions_name_actor_and_side_and_third_parties_have_none(small):
    matches = MentionMatcher(small)("Norlandish separatists met Dahl of Sudland and Ostland in Green Vale.")
    assert [(m.surface, m.actor, m.side, m.kind) for m in matches] == [
        ("Norlandish separatists", "valemen", "north", "group"),
        ("Dahl", "sudland", "south", "person"),
        ("Sudland", "sudland", "south", "name"),
        ("Ostland", "ostland", None, "name"),
        ("Green Vale", None, None, "contested"),
    ]


def relational(small, **sides):
    text = "the aggression"
    match = TermMatcher(small)(text)[0]
    events = [Event("e1", 0, 4, 14, "aggression", "attack", **sides)] if sides else []
    return owner(match, Spans(events), small)


def test_a_relational_word_is_the_usage_of_the_doers_opponent(small):
    assert relational(small, agent_side="north") == "south"
    assert relational(small, agent_side="south") == "north"


def test_a_relational_word_without_a_known_doer_is_unresolved(small):
    assert relational(small) == "unresolved"
    assert relational(small, agent_side="other") == "unresolved"
    assert relational(small, agent_side="both") == "unresolved"
