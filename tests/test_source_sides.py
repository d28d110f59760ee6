"""Whose a source is that no word of its own gives to a side. Every case is told of both sides."""

import pytest
from agency import annotate

SWAPPED = {"north": "south", "south": "north"}
NAMES = [("Norland", "Sudland"), ("Northam", "Southam"), ("Anna", "Carl"), ("Berg", "Dahl")]


def mirrored(text):
    for first, second in NAMES:
        text = text.replace(first, "\0").replace(second, first).replace("\0", second)
    return text


def last_side(text, book):
    return [row.source_side for row in annotate(text, book)._.attributions][-1]


def both_ways(cases):
    return [case for text, side in cases for case in ((text, side), (mirrored(text), SWAPPED.get(side, side)))]


OUTSIDERS = [
    ("Analysts said that it was late.", "other"),
    ("Independent observers said that it was late.", "other"),
    ("Satellite images show that the bridge has gone.", "other"),
    ("Images show that the bridge has gone.", "unresolved"),
    # Who studies a country is not that country's; who is of it is.
    ("Jon Doe, a Norland specialist at a university, said that it was late.", "other"),
    ("Jon Doe, a Norlandish specialist, said that it was late.", "north"),
]
MORE_OUTSIDERS = [
    ("Human rights groups said that it was late.", "other"),
    ("Leaders around the world condemned the raid.", "other"),
    ("A survey showed that it was late.", "other"),
    ("Norlandish human rights groups said that it was late.", "north"),
    ("A Norlandish survey showed that it was late.", "north"),
]
PEOPLE = [
    # Some of those told of right before, and a woman among them.
    ("Norlandish villagers fled in the night. Many fear that it will snow.", "north"),
    ("Norlandish villagers fled in the night. One woman said that it snowed.", "north"),
    ("Norlandish and Sudlandish villagers fled in the night. One woman said that it snowed.", "unresolved"),
    ("Norlandish soldiers fled in the night. Some say that it snowed.", "unresolved"),
    # Who serves a place.
    ("A bomb hit three houses in Northam. The mayor said that it was late.", "north"),
    ("A bomb hit three houses in Northam. Local officials said that it was late.", "north"),
    ("A bomb hit three houses in Northam. Two former officials said that it was late.", "unresolved"),
    # Whom a source's words are about is no owner of it.
    (
        "The news came in Norland. There were calls from the opposition to step down over a deal with Sudland.",
        "unresolved",
    ),
    # What a name is stands right before it.
    ('"It is late," Norlandish state news agency Vestpress reported.', "north"),
    # A promotion or a subhead does not end a passage.
    ("Berg's aide said that it was late.\n\nRead more on roads\n\nHe said that it snowed.", "north"),
]
DOCUMENTS = [
    ("A Norlandish ministry has written a report. It rained. The report says that it is late.", "north"),
    ("A Norlandish ministry has written a report. It rained. A report says that it is late.", "unresolved"),
    ("Norland has taken the bridge, according to the country's president.", "north"),
    ("Norland and Sudland met, according to the country's president.", "unresolved"),
    ("Denmark has a new bridge, the country's president said.", "other"),
]
AT_HOME = [
    # In a text that tells of one country's protests again and again, whoever holds or held an office there.
    (
        "Protesters in Norland marched. The opposition wants an election. Protesters sang. The opposition sang. "
        "Former minister Jon Doe said that it was late.",
        "north",
    ),
    ("Protesters in Norland marched. Former minister Jon Doe said that it was late.", "unresolved"),
    (
        "Protesters in Norland and in Sudland marched. The opposition of Norland sang. The opposition of Sudland sang. "
        "Former minister Jon Doe said that it was late.",
        "unresolved",
    ),
]
CARRIED = [
    ("Footage on Norlandish television showed a bridge.", "north"),
    ("Footage on social media showed a bridge.", "unresolved"),
    ("According to a report in a Danish newspaper, it was late.", "other"),
    ("The Norlandish ministry's threat and insistence that it is late made news.", "north"),
    ("Old rivals Norland and Denmark accused each other of the raids.", "north"),
]
PAIRS = [
    ("The longstanding rivals agreed to meet.", "both"),
    ("The rivals of Norland agreed to meet.", "unresolved"),
    ("Each side said that it was late.", "both"),
    ('The Norlandish parliament adopted a resolution demanding that the "Sudlandish raids" end.', "north"),
    ("A bomb hit three houses in Northam. Jane Doe, 54, a lawyer, said that it was loud.", "north"),
    # A lost space hides no name.
    ("Questions over the planeNorland said that it was late.", "north"),
]
OUTLETS = [
    ("Norland's state news agency said that it was late.", "north"),
    ("A Danish news agency said that it was late.", "other"),
    ("Norland responded with calls for a truce.", "north"),
    ("Norland responded to calls for a truce.", "unresolved"),
]
AGAINST = [
    ("The deal set off protests calling for the resignation of Anna Berg.", "north"),
    ("The deal set off protests in Denmark calling for the resignation of Anna Berg.", "other"),
    ("The deal set off protests calling for a new deal with Norland.", "unresolved"),
]
AUTHORS = [
    ("Anna Berg: It is late.\n\nIt has rained. I believe that it will snow.", "north"),
    ("Jon Doe: It is late.\n\nIt has rained. I believe that it will snow.", "unresolved"),
    ("Norland welcomes the bridge. We hope that it lasts. Norland supports the work.", "north"),
    ("Norland said that it was late. We hope that it lasts.", "unresolved"),
]
SCENES = [
    ("A bomb hit three houses in Northam. One witness said that it came at night.", "north"),
    ("A bomb hit three houses in Northam.\n\nJon Doe, 54, said that it came at night.", "north"),
    (
        "A bomb hit three houses in Northam. Jon Doe, 54, said that it was loud. His wife said that it came at night.",
        "north",
    ),
    (
        "A bomb hit three houses in Northam. Residents fled. Snow fell. It was late. Survivors said that it was loud.",
        "north",
    ),
    # Not where places of both sides are named, nor another country's, and not of what is far away.
    ("Bombs fell in Northam and in Southam. One witness said that it was night.", "unresolved"),
    ("Bombs fell in Northam. Many went to Denmark. One woman said in Denmark that it was night.", "unresolved"),
    (
        "A bomb fell in Northam. It rained. It rained. It rained. It rained. It rained. One man said that it was loud.",
        "unresolved",
    ),
    # The place that somebody talks of is not where he is, and no state that is attacked is a scene.
    ('"They are all in Northam," one man said.', "unresolved"),
    ("There were attacks on Norland. One man said that it was loud.", "unresolved"),
    ("A bomb hit three houses in Northam. Some people say that it was late.", "unresolved"),
]
AGAIN = [
    # Behind what somebody says over several sentences stands who says it.
    ('Anna Berg came at noon. "The road is closed. The bridge is open," she said.', "north"),
    ('"It is late," Berg was quoted as saying.', "north"),
    ("Bombs fell in Northam. Jane Doe, 69, stood in the street. She said that it was loud.", "north"),
    # A sentence that has no subject may name the person.
    ("Doing so would be a risk for Berg. She knows that it is late.", "north"),
    # Who spoke long before is not meant where somebody else has come up.
    ("Dahl said that it was late. The road was closed. It rained. Berg is ill. She said that it was cold.", "north"),
    ("Dahl said that it was late. Berg came home. She said that it was cold.", "unresolved"),
    ("Jon Doe, 28, a member of a Norlandish brigade, said that it was late.", "north"),
]


@pytest.mark.parametrize(
    ("text", "side"),
    both_ways(
        [
            *OUTSIDERS,
            *MORE_OUTSIDERS,
            *PEOPLE,
            *DOCUMENTS,
            *AT_HOME,
            *CARRIED,
            *PAIRS,
            *AGAINST,
            *AUTHORS,
            *OUTLETS,
            *SCENES,
            *AGAIN,
        ]
    ),
)
def test_whose_a_source_is(small, text, side):
    assert last_side(text, small) == side


def test_its_ombudsman_is_the_contested_place_s_where_that_was_named_last(small):
    """The separatists of the made-up valley are northern; it is told of either side."""
    for first, second in (("Norlandish", "Sudlandish"), ("Sudlandish", "Norlandish")):
        text = (
            f"Clashes of {first} and {second} forces have emptied half of the Green Vale, according to its ombudsman."
        )
        assert last_side(text, small) == "north"
