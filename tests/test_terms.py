"""Contested names in a text: longest first, spelling variants, no false friends, and whose usage a relational word is."""

import pytest
from agency import annotate

from analysis.annotate.document.mentions import MentionMatcher
from analysis.annotate.terms import TermMatcher


def found(small, text):
    return [(text[m.start : m.end], m.variant) for m in TermMatcher(small)(text)]


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


def relational(small, text):
    return {t.surface: t.preferred_by for t in annotate(text, small)._.terms}


@pytest.mark.parametrize(
    ("text", "surface", "owner"),
    [
        ("The aggression of Norland must end.", "aggression", "south"),
        ("They spoke of the aggression against the town by Sudland.", "aggression", "north"),
        ("Norland is the aggressor, and its aggression must end.", "aggression", "south"),
        ("What Norland has done in the vale is aggression.", "aggression", "south"),
        ("Sudland shelled the town in aggression.", "aggression", "north"),
        ("\"The aggression must stop. We know what Norland does,\" Carl Dahl said.", "aggression", "unresolved"),
        ("\"The aggression must stop, and Norland knows it,\" Carl Dahl said.", "aggression", "south"),
        ("\"The aggression must stop, and Norland and Sudland know it,\" Carl Dahl said.", "aggression", "unresolved"),
        ("The aggression must stop.", "aggression", "unresolved"),
        ("Danish aggression must stop.", "aggression", "unresolved"),
        ("Norland and Sudland spoke of mutual aggression.", "aggression", "unresolved"),
    ],
)  # fmt: skip
def test_a_relational_word_is_the_usage_of_the_doers_opponent(small, text, surface, owner):
    assert relational(small, text)[surface] == owner


@pytest.mark.parametrize(
    ("before", "distanced"),
    [
        ("the so-called ", True),
        ("what Sudland calls the ", True),
        ("what it described as a ", True),
        ("the ", False),
        ("a thing in the ", False),
    ],
)
def test_words_that_the_writer_disowns_are_distanced(small, before, distanced):
    assert [t.distanced for t in annotate(f"They came to {before}occupied Green Vale on foot.", small)._.terms] == [
        distanced
    ]


def test_a_charge_that_names_only_the_sufferer_is_the_sufferers_usage(small):
    """ "Aggression against Norlanders": the word is theirs, not their own deed."""
    doc = annotate('"It was aggression against the people of Norland," Anna Berg said.', small)
    assert [(t.surface, t.preferred_by) for t in doc._.terms if t.variant == "aggression"] == [("aggression", "north")]
