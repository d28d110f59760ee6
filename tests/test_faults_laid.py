"""Faults that are laid on somebody without an accusing word, and whom the words of accusation added last blame."""

import pytest
from agency import annotate


def ties(text, book):
    return [(b.blamer_side, b.blamed_side, b.modality) for b in annotate(text, book)._.blame if b.basis == "accusation"]


BY_SOUTH = [("south", "north", "asserted")]


@pytest.mark.parametrize(
    "text",
    [
        "Sudland's president warned of Norland's recklessness.",
        "Sudland's president spoke of the hypocrisy of Norland.",
        "“Such negligence on the part of Norland is nothing new,” Sudland's president said.",
        "Sudland's president said Norland's reckless policies would fail.",
        "Sudland's president said the criminal regime of Norland would fail.",
        "Sudland's president said Norland was trying to destabilise the region.",
        "Sudland's president said Norland had failed to honour the agreement.",
        "Sudland's president said Norland did not respect the ceasefire.",
        "Sudland's president said Norland was complicit in the attack.",
        "Sudland pinned the attack on Norland.",
        "Sudland attributed the blast to Norland.",
        "Sudland suspects Norland of the attack.",
        "Sudland reviled Norland.",
        "Sudland indicted two Norlandish officers for murder.",
        "Sudland's president was scathing about Norland.",
        "Sudland urged the world to condemn Norland.",
        "Norland drew criticism from Sudland over the raid.",
        "Norland denied Sudland's accusations.",
        "Ostland and others must condemn Norland, Sudland's president said.",
    ],
)
def test_a_fault_is_laid_on_somebody(small, text):
    assert ties(text, small) == BY_SOUTH


def test_an_outlet_lays_one_too_by_a_noun_that_takes_it_for_granted(small):
    assert ties("Norland's lies were printed everywhere.", small) == [(None, "north", "asserted")]


@pytest.mark.parametrize(
    "text",
    [
        "Norland is stoking tensions in the region.",  # the outlet describes
        "Norland's president said Norland was endangering the talks.",  # of itself
        "Sudland's president said the region was full of recklessness.",
        "Sudland attributed the victory to Norland.",
        "The soldiers were charged with guarding Southam.",
        "Norland does not respect old men.",
        "Thousands protested against the Norlandish president.",
        "Norland dismissed Sudland's claim.",
        "Sudland will answer if Norland does not honour the agreement, Sudland's president said.",
    ],
)
def test_no_fault_is_laid_on_anybody(small, text):
    assert ties(text, small) == []


def test_an_accusation_around_a_fault_is_one_tie(small):
    assert ties("Sudland condemned Norland's lies.", small) == BY_SOUTH
    assert ties("Sudland accused Norland of stoking tensions.", small) == BY_SOUTH
    assert ties("Sudland's president called Norland a terrorist state.", small) == BY_SOUTH


def test_who_is_charged_with_an_offence_is_accused(small):
    assert ties("Two Norlandish officers were charged with treason.", small) == [("unresolved", "north", "asserted")]
