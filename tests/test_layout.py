"""What each stretch of an article is."""

from analysis.annotate.document.layout import blocks
from analysis.annotate.document.sentence_starts import quoted
from analysis.paragraphs import paragraphs, run_together


def kinds(text: str, has_title: bool = False) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in blocks(text, has_title)]


def test_blank_lines_and_line_breaks_end_paragraphs():
    assert paragraphs("A b.\nC d.\n\nE f.") == [(0, 4), (5, 9), (11, 15)]
    assert paragraphs("A b.\nC d.\n") == [(0, 4), (5, 9)]
    assert paragraphs("") == [] and paragraphs(" \n\n ") == []
    assert paragraphs("A b and\nc d.\n\nE f.") == [(0, 12), (14, 18)], "goes on in small letters"


def test_lines_broken_to_a_width_are_one_paragraph():
    wrapped = "The ministry of a small country said on Tuesday that\nMr. Smith had left for the capital, where the talks that\nBritain had called for began."
    (first, second) = paragraphs(f"{wrapped}\n\nNobody came.")
    assert first == (0, len(wrapped))
    assert second[1] - second[0] == len("Nobody came.")


def test_where_white_space_is_lost_a_paragraph_ends_and_a_sentence_begins():
    for text, *rest in (
        ("It rained.Nobody came here.", "Nobody came here."),
        ("It rained.NOBODY CAME.", "NOBODY CAME."),
        ("It rained.Nordia's army came.", "Nordia's army came."),
        ('It rained."We stay here," he said.', '"We stay here," he said.'),
        ('He said "it rained."Nobody came here.', "Nobody came here."),
        ("He said “it rained.”“Nobody” came here.", "“Nobody” came here."),
        ('He said "it rained" and Nordia"All went."Nobody stayed, he said.', "Nobody stayed, he said."),
        ('It rained."We stay," he said."Nobody came," she said.', '"We stay," he said.', '"Nobody came," she said.'),
        ('It came "under rain".Others stayed here.', "Others stayed here."),
        ("It rained.No way backThe river rose.", "No way back", "The river rose."),
        ("It rained.- 'No way back' -The river rose.", "- 'No way back' -", "The river rose."),
        ("It rained.- No way back, he says - The river rose.", "- No way back, he says -", "The river rose."),
        ("It rained - and that was all - but nobody left.",),
        ("It rained in Nordia.What is leftThese fields are wet.", "What is left", "These fields are wet."),
        ("Rain falls, says the MinistryPORTUM The river rose.", "PORTUM The river rose."),
        ("It rained.RAIN TODAYWind blew.", "RAIN TODAY", "Wind blew."),
        ("It rained on 3.5 fields of the U.S. army.",),
        ("YouTube, an iPhone, McDonald and WhatsApp were wet on www.theRain.com at UNESCO.",),
    ):
        found = [text[start:end] for start, end in paragraphs(text)]
        assert found[1:] == rest and "".join(found).replace(" ", "") == text.replace(" ", ""), text


def test_inside_a_quotation_a_sentence_begins_and_no_paragraph_ends():
    text = 'He said: "It rained.Nobody came."She went.'
    assert [text[start:end] for start, end in paragraphs(text)] == ['He said: "It rained.Nobody came."', "She went."]
    assert [text[place:][:6] for place in run_together(text)] == ["He sai", "Nobody", "She we"]


def test_a_quotation_behind_a_full_stop_begins_a_sentence():
    for text, second in (
        ('It rained on the bridge. "We stay here," he said.', '"We'),
        ("It rained on the bridge. “We stay here,” he said.", "“We"),
        ("It rained on the bridge. ''We stay here,'' he said.", "''We"),
        ('Lt. "Red" Berg spoke of a "Green Vale".', None),
        ('"It rained on the bridge." He left.', None),
    ):
        assert [text[i:].split()[0] for i in quoted(text)] == ([second] if second else []), text


def test_a_leading_date_is_boilerplate_and_what_follows_is_not():
    assert kinds(" date 2020-09-27 SUDBURG: It rained.") == [
        ("boilerplate", "date 2020-09-27"),
        ("prose", "SUDBURG: It rained."),
    ]


def test_a_section_label_after_the_date_goes_with_it():
    text = " date 2020-09-28 Fast News\n\nIt rained all day."
    assert kinds(text)[0] == ("boilerplate", "date 2020-09-28 Fast News")


def test_a_doubled_headline_is_title_and_duplicate():
    assert [k for k, _ in kinds("Rain falls\n\nRain falls\n\nIt rained.\n\nRelated Articles")] == [
        "title",
        "duplicate",
        "prose",
        "boilerplate",
    ]


def test_a_given_title_is_a_title():
    assert kinds("Rain falls\n\nIt rained.", has_title=True)[0] == ("title", "Rain falls")


def test_captions_end_in_a_credit_and_subheads_in_nothing():
    text = "It rained.\n\nA man in the rain on May 1, 2020. (AP)\n\nRivers rise again\n\nThey rose. (ANI)"
    assert [k for k, _ in kinds(text)] == ["prose", "caption", "subhead", "prose"]


def test_a_short_sentence_is_no_subhead():
    assert [k for k, _ in kinds("One.\n\nIt rained.\n\n“Rain,” he said\n\nTwo.")] == ["prose"] * 4


def test_blocks_are_in_order_and_never_overlap():
    text = " date 2020-01-01 A\n\nB c d.\n\nE\n\nF g. (AP)\n\nH."
    found = blocks(text)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


def test_teasers_to_other_pages_are_boilerplate():
    text = "It rained.\n\nREAD MORE ON THE WEATHER\n\nNobody came.\n\nMost read in The Wind\n\nShe read more of it.\n\nIt ended."
    assert [k for k, _ in kinds(text)] == ["prose", "boilerplate", "prose", "boilerplate", "prose", "prose"]


def test_a_live_blog_a_byline_and_a_film_between_paragraphs_are_no_prose():
    text = (
        "It rained.\n\nRead our weather live blog for the very latest updates\n\nIt snowed.\n\n"
        "01:34 Rain falls on a bridge in spring – video\n\nAuthored by Jane Doe via Rain News,\n\nIt rained again."
    )
    assert [k for k, _ in kinds(text)] == [
        "prose",
        "boilerplate",
        "prose",
        "boilerplate",
        "caption",
        "boilerplate",
        "prose",
    ]


def test_captions_of_films_and_photographs():
    text = "It rained.\n\n01:48 Firemen in the rain – video\n\nIt stopped.\n\nA wet field. Photograph: Ann Doe/Nordfoto\n\nIt ended."
    assert kinds(text)[1:5] == [
        ("boilerplate", "01:48"),
        ("caption", "Firemen in the rain – video"),
        ("prose", "It stopped."),
        ("caption", "A wet field. Photograph: Ann Doe/Nordfoto"),
    ]
