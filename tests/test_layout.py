"""What each stretch of an article is."""

from analysis.annotate.document.layout import blocks
from analysis.annotate.document.sentence_starts import glued
from analysis.paragraphs import paragraphs


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


def test_sentences_glued_to_a_full_stop_begin_behind_its_marks():
    for text, second in (
        ("It rained.Nobody came here.", "Nobody"),
        ('It rained."We stay here," he said.', '"We'),
        ('He said "it rained."Nobody came here.', "Nobody"),
        ("It rained on 3.5 fields of the U.S. army.", None),
    ):
        assert [text[i:].split()[0] for i in glued(text)] == ([second] if second else []), text


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
