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
    ("Norlandish troops left the hill. The soldiers then burned the school.", "destroy", [("north", "south")]),
    ("Sudlandish soldiers met Norlandish troops. The army burned the school.", "destroy", [("unresolved", "unresolved")]),
    ("Rockets fell on Sudland and hit the country's largest port.", "attack", [("unresolved", "south")]),
    ("The neighbouring country hit the port.", "attack", [("unresolved", "unresolved")]),
    ('"They are bombing our towns," a Sudlandish minister said.', "shell", [("north", "south")]),
    ('"They are bombing towns," a Sudlandish minister said.', "shell", [("unresolved", "unresolved")]),
    ("A Norlandish rocket hit their house.", "attack", [("north", "south")]),
    ("The king imposed sanctions on Norland over its invasion of Sudland.", "attack", [("north", "south")]),
    ("Norland launched air strikes which have killed thousands of people.", "kill", [("north", "south")]),
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
    ("The Sudlandish authorities rounded up opposition figures.", "detain", [("south", "south")]),
    ("Norlandish troops met soldiers. They killed the soldiers.", "kill", [("north", "south")]),
    ("Ten Sudlandish guards were hurt and the attackers killed.", "kill", [(None, "unresolved")]),
    ("The Norlandish army said she had been killed.", "kill", [(None, "unresolved")]),
    ("In Southam, where a missile killed ten people, it rained.", "kill", [("unresolved", "south")]),
    ("Norlandish residents set fire to houses.", "destroy", [("north", "unresolved")]),
    ("The mayor mourned the soldiers killed in a war with Norland.", "kill", [(None, "south")]),
    ("The Norlandish attack hit a mill. Nine people died in the attack.", "kill", [(None, "south")]),
    ("Sudlandish shells killed 20, including civilians on both sides.", "kill", [("south", "both")]),
    ("A siege followed a barrage on Monday on the Sudlandish port.", "shell", [(None, "south")]),
    ("Sudland launched an attack, killing two people and taking up to 15 hostages.", "detain", [("south", "north")]),
    (
        "The truce ended after Norlandish fighters crossed the border on Monday, killing two Sudlandish guards.",
        "kill",
        [("north", "south")],
    ),
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


ELSEWHERE = [
    ("A court jailed three Norlandish soldiers for the bombing.", "shell", "north"),
    ("Sudland is responsible for the bombing.", "shell", "south"),
    ("Norland claimed responsibility for the bombing.", "shell", "north"),
    ("Sudland bears responsibility for the crisis and the bombing.", "shell", "south"),
    ("The king got a promise from Sudland of retaliation.", "attack", "south"),
    ("The king called on both sides to end the fighting.", "clash", "both"),
    ("The king agreed to end the fighting.", "clash", None),
    ("Norland helped to halt the attacks.", "attack", None),
]


@pytest.mark.parametrize(("text", "event_class", "by"), ELSEWHERE)
def test_another_word_says_who_did_it(small, text, event_class, by):
    assert [e.agent_side for e in annotate(text, small)._.events if e.event_class == event_class] == [by]


def test_what_is_inferred_from_around_has_a_basis_of_its_own(small):
    texts = {
        "home": "The Sudlandish authorities rounded up opposition figures.",
        "context": "The Norlandish attack hit a mill. Nine people died in the attack.",
        "opponent": "Norlandish troops killed nine people.",
    }
    for basis, text in texts.items():
        assert [e for e in annotate(text, small)._.events if e.patient_basis == basis], basis
