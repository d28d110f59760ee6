"""Countries and bodies that no codebook names are third parties; what a codebook names stays its own."""

import pytest

from analysis.annotate.document.mentions import MentionMatcher


def named(codebook, text):
    return {m.surface: (m.actor, m.side) for m in MentionMatcher(codebook)(text)}


@pytest.mark.parametrize(
    "country", ["Denmark", "Danish", "Danes", "Copenhagen", "White House", "U.S.", "Briton", "Kosovo", "OSCE"]
)
def test_a_country_its_people_its_capital_and_its_seats_are_nobodys_side(small, country):
    assert named(small, f"On Monday {country} sent a letter to Norland.") == {
        country: (None, None),
        "Norland": ("norland", "north"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan left.",
        "Then Paris Hilton left.",
        "They ate turkey off china.",
        "They fished in the Indian Ocean.",
    ],
)
def test_what_only_looks_like_a_country_is_none(small, text):
    assert named(small, text) == {}


def test_a_name_that_people_bear_too_is_a_country_elsewhere(small):
    assert "Jordan" in named(small, "On Monday Jordan protested.")
    assert "Jordan" in named(small, "They met Jordan Foreign Minister Ann Doe.")


def test_a_longer_country_is_not_split(small):
    assert list(named(small, "Troops of Equatorial Guinea and South Sudan came.")) == [
        "Equatorial Guinea",
        "South Sudan",
    ]


def test_what_the_codebook_leaves_out_of_a_third_party_goes_to_its_actor(small):
    actor = small.actors[-1].model_copy(
        update={"id": "danes", "side": None, "names": ["Denmark"], "demonyms": [], "people": []}
    )
    book = small.model_copy(update={"actors": [*small.actors, actor]})
    assert named(book, "Danish troops left Copenhagen.") == {"Danish": ("danes", None), "Copenhagen": ("danes", None)}


def test_what_the_codebook_leaves_out_of_a_side_stays_open(small):
    actor = small.actors[0].model_copy(update={"id": "danes", "names": ["Denmark"], "demonyms": [], "people": []})
    book = small.model_copy(update={"actors": [*small.actors, actor]})
    assert named(book, "Danish troops left Copenhagen.") == {}
