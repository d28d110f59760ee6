"""Whose the doer and the sufferer are where their own words leave it open: what the clause rules out, and what the discourse adds."""

import pytest
from agency import annotate


def sides(text, book, event_class, title=None):
    return [
        (e.agent_side, e.patient_side) for e in annotate(text, book, title)._.events if e.event_class == event_class
    ]


CLAUSE = [
    # An object that is no reflexive is not the subject of its clause.
    ("Norlandish forces came to the valley. Norland seized it in May.", "seize", [("north", "south")]),
    ("Sudlandish guards had starved many of them.", "blockade", [("south", "north")]),
    ("Norlandish troops took the mill and destroyed its roof.", "destroy", [("north", "south")]),
    # Their own houses may be.
    ("Norlandish troops left and destroyed their houses.", "destroy", [("north", "north")]),
    # Neither a day nor a part of a town does anything.
    ("There was a barrage on a part of the Sudlandish town that killed three.", "kill", [("unresolved", "south")]),
    ("Norland answered Sunday's attack.", "attack", [(None, None)]),
]


@pytest.mark.parametrize(("text", "event_class", "wanted"), CLAUSE)
def test_the_clause_rules_out(small, text, event_class, wanted):
    assert sides(text, small, event_class) == wanted


DISCOURSE = [
    ('"The enemy shelled two farms," a Norlandish general said.', "shell", [("south", "north")]),
    ("The enemy shelled two farms.", "shell", [("unresolved", "unresolved")]),
    ("A Norlandish ministry spoke of Sudland. It also said it had captured a ship.", "seize", [("north", "south")]),
    ("Sudlandish troops left the hill. On Monday the troops shelled a school.", "shell", [("south", "north")]),
    ("Norlandish and Sudlandish troops met. On Monday the troops shelled a school.", "shell", [("both", "both")]),
    ("Norlandish troops met Sudlandish troops. On Monday the troops shelled a school.", "shell", [("unresolved", "unresolved")]),
    ("Sudland accused Norland of using talks to hide its military action.", "attack", [("north", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_class", "wanted"), DISCOURSE)
def test_the_discourse_adds(small, text, event_class, wanted):
    assert sides(text, small, event_class) == wanted


SUFFERERS = [
    ("Norland and Sudland will exchange the bodies of those killed.", "kill", [(None, "both")]),
    ("Sudland struck in response to an attack in which 20 people were killed.", "kill", [(None, "south")]),
    ("It was a Norlandish attack that saw 20 people killed.", "kill", [(None, "south")]),
    ("Two were killed and ten wounded in a Norlandish raid.", "kill", [(None, "south")]),
    ("Norlandish guns shelled the harbour. Two people were killed.", "kill", [(None, "south")]),
    ("Norlandish guns shelled the harbour. The war has killed 20,000 people.", "kill", [("unresolved", "unresolved")]),
    ("Norlandish police arrested eight men.", "detain", [("north", "unresolved")]),
]


@pytest.mark.parametrize(("text", "event_class", "wanted"), SUFFERERS)
def test_sufferers_are_those_of_the_act_around(small, text, event_class, wanted):
    assert sides(text, small, event_class) == wanted


def test_what_is_told_two_sentences_before_says_nothing(small):
    text = "Norlandish guns shelled the harbour. Talks went on. It rained. Two people were killed."
    assert sides(text, small, "kill") == [(None, "unresolved")]


def test_who_is_called_a_traitor_is_accused(small):
    ties = annotate("Norland should be seen as a terrorist state, the Sudlandish president said.", small)._.blame
    assert [(t.basis, t.blamer_side, t.blamed_side) for t in ties] == [("accusation", "south", "north")]
