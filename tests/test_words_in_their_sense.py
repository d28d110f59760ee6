"""Words that name a harmful act only with the right words around them."""

import pytest
from agency import annotate


def acts(text, book):
    return [(e.event_class, e.agent_side, e.patient_side) for e in annotate(text, book)._.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bodies of twelve Sudlandish civilians were recovered.", [("kill", None, "south")]),
        ("Villagers said bodies lay in the streets.", [("kill", None, None)]),
        ("The ditch was littered with corpses.", [("kill", None, None)]),
        ("The two armies exchanged the bodies of soldiers.", []),
        ("International bodies counted the votes.", []),
        ("The body of Norlandish law is small.", []),
    ],
)
def test_who_finds_the_dead_reports_deaths(small, text, expected):
    assert acts(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland's push into Sudland continued.", [("attack", "north", "south")]),
        ("Norland's push for a treaty continued.", []),
        ("Norland's crimes against Sudlandish villagers are known.", [("other", "north", "south")]),
        ("Crime in Norland is rare.", []),
        ("The struggle for Southam goes on.", [("clash", None, None)]),
        ("The struggle for a better life goes on.", []),
    ],
)
def test_nouns_that_want_a_preposition(small, text, expected):
    assert acts(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sudland will pay a heavy price, Norland's president said.", [("threaten", None, "south")]),
        ("Sudland paid a fair price for the gas.", []),
        ("The war has forced millions from their homes.", [("displace", "unresolved", "unresolved")]),
        ("Norlandish forces liberated parts of the village.", [("seize", "north", "south")]),
        ("Norlandish soldiers took part in the parade.", []),
        ("Norlandish police held two Sudlandish women without charge.", [("detain", "north", "south")]),
        ("Norland held talks with teachers.", []),
        ("The Norlandish regiment held off the Sudlandish army.", []),
        ("A demonstration was held in Northam for the dead.", [("kill", None, "unresolved")]),
        ("She held her children in her arms.", []),
        ("Norlandish fighters crossed the border into Sudland.", [("attack", "north", "south")]),
        ("Norland began its bombing campaign in Sudland.", [("shell", "north", None)]),
        ("A Norlandish shell exploded in a Sudlandish village.", [("shell", "north", "south")]),
        ("Norland declared war on Sudland.", [("attack", "north", "south")]),
        ("Norland declared war on corruption.", []),
        ("Norland's plan was executed without a mistake.", []),
        ("Firefighters battled a blaze in Northam.", []),
        ("All men of fighting age left Northam.", []),
        ("Norland moved in lockstep with Ostland.", []),
    ],
)
def test_verbs_and_what_stands_beside_them(small, text, expected):
    assert acts(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clashes threatened to spread.", [("clash", None, None)]),
        ("Norland threatened to spread the clashes.", [("threaten", "north", None), ("clash", None, None)]),
        ("Norland and Ostland want to combat terrorism and drug trafficking.", []),
        ("Norland's terrorism against Sudland must end.", [("other", "north", "south")]),
        ("Southam lies far from the theatre of military operations.", []),
        ("The strike was a war crime, he said.", [("attack", None, None)]),
        ("Norland's war crimes in Sudland are known.", [("other", "north", None)]),
        ("Sudland was the victim of an attack.", [("attack", None, None)]),
        ("Villages surrounding Southam are poor.", []),
        ("Norlandish forces are surrounding Southam.", [("blockade", "north", "south")]),
        ("Norland's operation in Sudland went on for weeks.", [("attack", "north", "south")]),
        ("Norland's rescue operation in Sudland went on for weeks.", []),
        ("Many families lost their loved ones.", [("kill", None, "unresolved")]),
        ("Two Sudlandish children were taken to camps by Norlandish soldiers.", [("detain", "north", "south")]),
    ],
)
def test_words_that_only_name_a_topic_or_judge_an_act(small, text, expected):
    assert acts(text, small) == expected
