"""Who somebody is by an office named once: titles before names, names that come back, pronouns and titles that go back to them."""

import pytest
from agency import annotate


def sides(text, codebook):
    return [(r.source, r.source_side) for r in annotate(text, codebook)._.attributions]


@pytest.mark.parametrize(
    "source",
    [
        "Norlandish deputy minister Jon Doe",
        "Norland army spokesman Jon Doe",
        "Norlandish human rights commissioner Jon Doe",
        "Norland's chief negotiator Jon Doe",
    ],
)
def test_a_title_says_whose_a_name_is(small, source):
    assert sides(f"{source} said that the road was open.", small) == [(source, "north")]


def test_a_name_and_its_title_are_one_source_behind_a_quotation(small):
    found = sides('"There is no way but the road," Sudlandish lawmaker Eva Holm told reporters.', small)
    assert found == [("Sudlandish lawmaker Eva Holm", "south")]


def test_somebody_of_a_third_country_is_nobodys_side(small):
    assert sides("Danish minister Jon Doe said that he would come to Norland.", small)[0][1] == "other"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norlandish deputy minister Jon Doe came at noon. The road was closed. Doe said that it was late.", "north"),
        ("Jon Doe, a Norlandish driver, had slept. Doe said that it was late.", "north"),
        ("Norlandish minister Jon Doe came at noon. He said that it was late.", "north"),
        ("Norlandish minister Jon Doe met Sudlandish minister Eva Holm. He said that it was late.", "unresolved"),
        ("The Norlandish delegation left on Monday. It said that it would be back.", "north"),
        ("Norlandish deputy minister Jon Doe came at noon. The deputy minister said that it was late.", "north"),
        (
            "Norlandish minister Jon Doe met Sudlandish minister Eva Holm. The minister said that it was late.",
            "unresolved",
        ),
        ("Anna Berg came at noon. The president said that it was late.", "north"),
        ("Anna Berg came at noon. The driver said that it was late.", "unresolved"),
        ("Norlandish minister Jon Doe met Sudlandish driver Max Doe. Doe said that it was late.", "unresolved"),
    ],
)
def test_who_was_introduced_once_keeps_the_side(small, text, side):
    assert [s for _, s in sides(text, small)] == [side]


def test_an_expert_is_outside_unless_nobody_in_particular(small):
    assert sides("Eva Holm, an analyst, said that it rained.", small)[0][1] == "other"
    assert sides("Some analysts said that it rained.", small)[0][1] == "unresolved"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norlandish officials spoke on Monday. They said that it rained.", "north"),
        ("Norlandish officials called for evidence that they said would prove it.", "north"),
        ('A Norlandish official said: "It rains."\n\nThey said that it was late.', "north"),
        ("The Norlandish minister spoke. They said that it rained.", "unresolved"),
    ],
)
def test_they_are_several_or_somebody_unnamed(small, text, side):
    assert sides(text, small)[-1][1] == side


def test_a_quotation_over_several_paragraphs_is_one_speakers(small):
    found = sides('Carl Dahl said: "It rains.\n\n"It will rain for days.\n\n"It always does."', small)
    assert {side for _, side in found} == {"south"}
