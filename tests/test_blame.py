"""Ties of blame, by their basis."""

import pytest
from agency import annotate


def ties(text, book):
    return [(b.blamer, b.blamer_side, b.blamed_side, b.basis) for b in annotate(text, book)._.blame]


def test_being_shown_as_the_doer_is_no_accusation(small):
    assert ties("Norlandish forces attacked Sudlandish villages on Monday.", small) == [
        ("outlet", None, "north", "event")
    ]


def test_no_tie_without_a_doer(small):
    assert ties("Two Norlandish soldiers were killed on Monday.", small) == []
    assert ties("The war claimed 300 lives.", small) == []
    assert ties("Rockets hit a Sudlandish school.", small) == []


def test_whose_rockets_hit_is_shown_as_the_doer(small):
    assert ties("Norlandish rockets hit a Sudlandish school.", small) == [("outlet", None, "north", "event")]


@pytest.mark.parametrize(
    "text",
    [
        "Sudland laid the blame for the deaths at Norland's door.",
        "Sudland put the blame for the fire on Norlandish gunners.",
        "Sudland pointed the finger at Norland.",
        "Sudland levelled accusations against Norland.",
        "Sudland denounced what it described as Norlandish aggression.",
        "Sudland called the Norlandish strike a war crime.",
        "Sudland described Norland's raid as a provocation.",
        "Sudland said Norland was to blame for the war.",
        "The Sudlandish accusation that Norland had shelled Southam was denied.",
        "Sudland's charge that Norlandish soldiers had executed two men was heard in court.",
    ],
)
def test_an_accusation_is_one_tie_however_it_is_worded(small, text):
    assert [tie[1:] for tie in ties(text, small)] == [("south", "north", "accusation")]


def test_an_accuser_is_whose_source_it_is(small):
    text = "Norland's ministry said that it rained.\n\nThe foreign minister condemned the Sudlandish raid."
    assert ties(text, small)[-1] == ("The foreign minister", "north", "south", "accusation")


def test_a_condemnation_that_names_nobody(small):
    assert ties("Sudland denounced the decision.", small) == [("Sudland", "south", "unresolved", "accusation")]


def test_who_is_accused_by_nobody_named(small):
    assert ties("Norland was accused of burning barns in Southam.", small) == [
        ("source", "unresolved", "north", "accusation")
    ]


def test_who_claims_responsibility_acknowledges_it(small):
    found = ties("Norland claimed responsibility for the attack on Southam.", small)
    assert found == [("Norland", "north", "north", "acknowledged")]


def test_accuser_and_accused(small):
    assert ties("Sudland accused Norland of shelling the village.", small) == [
        ("Sudland", "south", "north", "accusation")
    ]
    assert ties("Sudland blamed Norland for the attack.", small) == [("Sudland", "south", "north", "accusation")]
    assert ties("Norland was accused by Sudland of shelling the village.", small) == [
        ("Sudland", "south", "north", "accusation")
    ]
    assert ties("Sudland held Norland responsible for the attack.", small) == [
        ("Sudland", "south", "north", "accusation")
    ]


def test_mutual_blame_is_two_ties(small):
    expected = {("south", "north", "accusation"), ("north", "south", "accusation")}
    for text in (
        "Norland and Sudland accused each other of violating the ceasefire.",
        "Norland and Sudland blamed each other.",
        "The two sides blamed each other for the fighting.",
    ):
        found = ties(text, small)
        assert {tie[1:] for tie in found} == expected and len(found) == 2


def test_violations_and_obstacles_accuse(small):
    assert ties("Norland violated the ceasefire.", small) == [("outlet", None, "north", "accusation")]
    assert ties("The biggest obstacle to peace is Norland.", small) == [("outlet", None, "north", "accusation")]
    assert ties("Norland is responsible for the attack.", small) == [("outlet", None, "north", "accusation")]


def test_what_a_side_says_of_itself_is_acknowledged(small):
    assert ties("Norland said it had captured seven villages.", small) == [
        ("Norland", "north", "north", "acknowledged")
    ]


def test_a_denial_is_kept_as_a_denial_and_is_no_tie(small):
    doc = annotate("Norland denied attacking Sudland.", small)
    assert [(e.agent_side, e.modality) for e in doc._.events] == [("north", "denied")]
    assert doc._.blame == []


def test_only_a_sides_own_authorities_acknowledge(small):
    assert ties("Sudland said Norland had shelled Southam.", small)[0][3] == "event"
    for text in ("Norland said it would attack Sudland.", "Norland said its police had detained Norlanders."):
        assert not [tie for tie in ties(text, small) if tie[3] == "acknowledged"], text


def test_who_reports_accuses_and_not_whoever_was_hurt(small):
    found = ties("Officials in Norland said two men were killed on Monday, accusing Sudland of firing first.", small)
    assert [tie[0] for tie in found if tie[3] == "accusation"] == ["Officials in Norland"]
