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


def test_an_expert_is_outside(small):
    assert sides("Eva Holm, an analyst, said that it rained.", small)[0][1] == "other"
    assert sides("Some analysts said that it rained.", small)[0][1] == "other"


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


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norland and Sudland met on Monday. The truce stipulates that the road be opened.", "both"),
        ("Norland and Sudland met on Monday. According to the agreement, the road will be opened.", "both"),
        ("Norland and Sudland met. The truce, brokered by Ostland, stipulates that the road be opened.", "both"),
        ("Norland met Ostland on Monday. The agreement stipulates that the road be opened.", "unresolved"),
        ("Norland and Sudland met. Ostland's agreement with Denmark stipulates that the road be opened.", "other"),
        ("Norland's president posted a statement that said it was late.", "north"),
        ("Sudland's president issued a report that said it was late.", "south"),
        ("The driver lost a letter that said it was late.", "unresolved"),
        ("Norland and Sudland accuse each other of shelling.", "both"),
        ("Both the Sudlandish and the Norlandish side accuse each other of shelling.", "both"),
        ("Norlandish soldiers accused each other of theft.", "north"),
        ("Ostland and Denmark accused one another of theft.", "other"),
        ("According to the respective parties, it rained.", "both"),
    ],
)
def test_agreements_documents_and_who_accuse_each_other(small, text, side):
    assert sides(text, small)[-1][1] == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norlandish protesters came at noon. The leader of the opposition said that it was late.", "north"),
        (
            "Sudland's opposition has called a strike. Jon Doe, an opposition politician, said that it was late.",
            "south",
        ),
        ("Norlandish protesters met Sudlandish protesters. The opposition said that it was late.", "unresolved"),
        ("In Northam, residents said that it was late.", "north"),
        ("Residents said that it was late in Northam.", "unresolved"),
        ("Protests broke out in Southam demanding an end to the war.", "south"),
        ("Several thousand protesters have gathered on the streets of Norburg. They said that it was late.", "north"),
        ("Critics of Norland came at noon. Some critics said that it was late.", "unresolved"),
    ],
)
def test_people_at_home_and_where_their_clause_puts_them(small, text, side):
    assert sides(text, small)[-1][1] == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Sudland welcomes the talks. Sudland hopes that they will go on. We urge everybody to wait.", "south"),
        ("Norland welcomes the talks. Norland hopes that they will go on. We urge everybody to wait.", "north"),
        ("Norland welcomes the talks. We urge everybody to wait.", "unresolved"),
        ("Sudland said that it rained and hoped for sun. We believe that it was late.", "unresolved"),
        ("Anna Berg said: \"I said, 'It is late.'\"", "north"),
    ],
)
def test_the_first_person_is_whose_statement_the_text_is(small, text, side):
    assert sides(text, small)[-1][1] == side


def test_a_title_says_whose_statement_a_text_is(small):
    text = "Thank you. We urge everybody to wait."
    for title, side in (
        ("Norland statement on the vale", "north"),
        ("Speech by Carl Dahl", "south"),
        ("Norland waits", "unresolved"),
    ):
        (row,) = (r for r in annotate(text, small, title=title)._.attributions if r.cue == "urge")
        assert row.source_side == side, title


def test_what_belongs_to_somebody_is_nobody_who_says_more(small):
    text = "Anna Berg said that Carl Dahl's remarks showed that nobody had learned. It was late, she said."
    assert sides(text, small)[-1] == ("she", "north")


def test_local_officials_are_the_last_named_places(small):
    text = "The road to Green Vale was shelled. {} said that two had died."
    assert sides(text.format("Local authorities"), small)[-1][1] == "north"
    assert sides(text.format("The enclave's rescue service"), small)[-1][1] == "north"
    assert sides("The road to Southam was shelled. Local authorities said that two had died.", small)[-1][1] != "north"


def test_a_short_name_is_the_only_body_with_that_word(small):
    text = "The Foreign Affairs Council met on Monday. The Council said that it was late."
    assert sides(text, small)[-1] == ("The Council", "other")
    assert sides("The council met in Northam. The Council said that it was late.", small)[-1][1] == "unresolved"


def test_the_analysis_is_the_last_document_that_speaks(small):
    text = "A Norlandish report finds that the road is shut. The analysis says that it was shelled."
    assert sides(text, small)[-1] == ("The analysis", "north")
    text = "A Sudlandish report finds that the road is shut. It says that it was shelled."
    assert sides(text, small)[-1] == ("It", "south")
    text = "A Sudlandish report finds that the road is shut. The second analysis says that it was shelled."
    assert sides(text, small)[-1][1] == "unresolved"


def test_an_office_in_a_headline_is_the_one_that_the_text_begins_with(small):
    title = "Defence ministry says the road is shut"
    for country, side in (("Norland", "north"), ("Sudland", "south")):
        rows = annotate(f"{country}'s defence ministry said that the road was shut.", small, title=title)._.attributions
        assert [row.source_side for row in rows] == [side, side]
    text = "Norland's defence ministry met Sudland's defence ministry."
    assert annotate(text, small, title=title)._.attributions[0].source_side == "unresolved"
