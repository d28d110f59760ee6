"""Which attributions are found, and where their contents begin and end: one small sentence for each rule."""

import pytest
from agency import annotate


def contents(text, small):
    return [text[row.start : row.end] for row in annotate(text, small)._.attributions]


@pytest.mark.parametrize(
    "text",
    [
        "Norland has not disclosed its losses.",
        "Sudland does not recognise the enclave.",
        "Anna Berg did not say how many had left.",
        "Norland, which supports the rebels, has lost the town.",
        "There are fears that the talks will fail.",
        "There is no doubt that the talks will fail.",
        "There were no reports of casualties.",
        "No state recognises the enclave.",
        "Norland has refrained from condemning the raid.",
    ],
)
def test_what_nobody_states_or_holds_is_not_attributed(small, text):
    assert contents(text, small) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Norland did not say that "the war is over".', ['that "the war is over"']),
        ("Norland not only said that it had won.", ["that it had won"]),
        ("The minister's campaign said that it had won.", ["that it had won"]),
        ("Anna Berg does not believe that the talks will fail.", ["that the talks will fail"]),
        ("Anna Berg's fear that the talks would fail was shared.", ["that the talks would fail"]),
    ],
)
def test_what_is_said_or_held_all_the_same(small, text, expected):
    assert contents(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland said that the bridge had been hit, but gave no details.", ["that the bridge had been hit"]),
        ("Norland said that the bridge had been hit but did not say by whom.", ["that the bridge had been hit"]),
        ("Norland said that the bridge had been hit, without giving details.", ["that the bridge had been hit"]),
        ("Norland said that the bridge was hit but could not give its name.", ["that the bridge was hit but could not give its name"]),
        ("Anna Berg said that it rained, while 22 percent of voters said it snowed.", ["that it rained", "it snowed"]),
    ],
)  # fmt: skip
def test_a_content_ends_where_the_outlet_goes_on(small, text, expected):
    assert contents(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministry: The bridge has been hit\n\nIt rained.", ["The bridge has been hit"]),
        ("Carl Dahl: The bridge has been hit\n\nIt rained.", ["The bridge has been hit"]),
        ("Poll: The party is far behind\n\nIt rained.", ["The party is far behind"]),
        ("Video: The bridge has been hit\n\nIt rained.", []),
        ("Green Vale: The bridge has been hit\n\nIt rained.", []),
        (
            "Question: Is the bridge safe? Anna Berg: We hope so. It is old.\n\nNobody has left the town.\n\nQuestion: And the road?\n\nAnna Berg: It is shut.",
            ["Is the bridge safe?", "We hope so. It is old.\n\nNobody has left the town", "And the road?", "It is shut"],
        ),
    ],
)  # fmt: skip
def test_a_label_says_who_speaks(small, text, expected):
    assert contents(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland made clear that it would stay.", ["that it would stay"]),
        ("Norland has made it clear it would stay.", ["it would stay"]),
        ("Anna Berg made this clear last week.", []),
        ("Anna Berg put the death toll at four.", ["the death toll at four"]),
        ("Anna Berg put the flag on the roof.", []),
        ("Sudland likened the raid to an act of piracy.", ["the raid to an act of piracy"]),
        ("Sudland tasked the army to guard the bridge.", ["the army to guard the bridge"]),
        ("The battle goes on amid reports that the bridge has fallen.", ["that the bridge has fallen"]),
        ("Unconfirmed reports surfaced that the bridge has been hit.", ["that the bridge has been hit"]),
        ("Norland congratulated Carl Dahl on his victory.", ["Carl Dahl on his victory"]),
        ("Norland voted to leave the union.", ["to leave the union"]),
        ("Anna Berg warned on Monday against trusting Sudland.", ["trusting Sudland"]),
        ("Norlandish forces entered the vale with the aim of taking the bridge.", ["taking the bridge"]),
        ("Carl Dahl was confident of taking the bridge.", ["of taking the bridge"]),
        ("Anna Berg said in a message that it rained and that she would stay.", ["that it rained and that she would stay"]),
        ("The raid is proof that the truce has failed.", []),
        ("Sudland reassured the people of the vale that its troops would guard them.", ["that its troops would guard them"]),
    ],
)  # fmt: skip
def test_further_words_that_attribute(small, text, expected):
    assert contents(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carl Dahl said that Norland plans to shut the bridge.", ["that Norland plans to shut the bridge", "to shut the bridge"]),
        ('"Norland wants to shut the bridge," Carl Dahl said.', ['"Norland wants to shut the bridge,"', "to shut the bridge"]),
        ("Carl Dahl said that he plans to shut the bridge.", ["that he plans to shut the bridge"]),
        ("Carl Dahl said that Norland believes him.", ["that Norland believes him"]),
        ("This means that the bridge is shut.", []),
        ("The visit was intended to save the truce.", []),
    ],
)  # fmt: skip
def test_what_somebody_else_is_said_to_intend_is_a_row_by_itself(small, text, expected):
    assert contents(text, small) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland said that it had left Northam, a town on the river.", ["that it had left Northam"]),
        ("Norland said that it had left Northam, which it took in the last war.", ["that it had left Northam"]),
        ("Norland said that it had shelled a base, used by Sudland to store arms.", ["that it had shelled a base"]),
        ("Norland said that it had left Northam, which Sudland claims.", ["that it had left Northam"]),
        ("Norland said that it had left Northam – two days after the truce.", ["that it had left Northam"]),
        ("Norland said that the bridge – an old one – was safe.", ["that the bridge – an old one – was safe"]),
        ("Norland said that it would hold a vote, which would end the war.", ["that it would hold a vote, which would end the war"]),
        ("Norland said that it had left Northam, and that the bridge was safe.", ["that it had left Northam, and that the bridge was safe"]),
        ('Norland said that it had left Northam, which "is a disgrace".', ['that it had left Northam, which "is a disgrace"']),
    ],
)  # fmt: skip
def test_a_closing_gloss_is_the_outlets(small, text, expected):
    assert contents(text, small) == expected
