"""What is shown: figures say what the table says, and an article's text stays text."""

import pandas as pd
import pytest
from test_compare import article, sentence, study_tables, term  # noqa: F401

from analysis import tables
from analysis.compare import terminology
from analysis.present import evidence, figures
from analysis.present.display import table

EVIL = 'The <script>alert("x")</script> & occupied Vale </div>'


def test_a_bar_is_as_long_as_its_share_and_in_the_sides_order(study_tables, small):  # noqa: F811
    shown = terminology.owners(study_tables, small)
    order = [*small.side_ids, *terminology.OWNERS_LAST]
    picture = figures.stacked(
        shown,
        "article",
        "preferred_by",
        "share",
        order,
        figures.colours(small),
        small.side_names,
        "share",
        "Whose usage",
        as_share=True,
    )
    axes = picture.figure.axes[0]
    widths = [[round(bar.get_width(), 6) for bar in container] for container in axes.containers]
    assert widths == [[0.5, 0.0, 0.0], [0.5, 1.0, 0.0]]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["a · P", "b · outlet unknown", "c · Q (inferred)"]
    assert "nothing to count" in [text.get_text() for text in axes.texts]
    assert axes.get_xlabel() == "share"


def test_the_alternative_text_says_what_the_bars_say(study_tables, small):  # noqa: F811
    order = [*small.side_ids, *terminology.OWNERS_LAST]
    picture = figures.stacked(
        terminology.owners(study_tables, small),
        "article",
        "preferred_by",
        "share",
        order,
        figures.colours(small),
        small.side_names,
        "s",
        "Whose usage",
    )
    assert (
        picture.alt
        == "Whose usage. a · P: Sudland 50 %, neutral 50 %; b · outlet unknown: neutral 100 %; c · Q (inferred): nothing to count."
    )


def test_an_image_is_the_same_every_time(study_tables, small):  # noqa: F811
    order = [*small.side_ids, *terminology.OWNERS_LAST]
    first, second = (
        figures.stacked(
            terminology.owners(study_tables, small),
            "article",
            "preferred_by",
            "k",
            order,
            figures.colours(small),
            {},
            "n",
            "T",
            False,
        )
        for _ in range(2)
    )
    assert first.png() == second.png()


def test_a_table_escapes_what_it_shows_and_a_null_is_a_dash():
    shown = table(pd.DataFrame({"words": [EVIL, None], "share": [0.5, None]}))
    assert "<script>" not in shown.html and "&lt;script&gt;" in shown.html
    assert "50 %" in shown.plain and "–" in shown.plain


@pytest.fixture
def evil_tables():
    made = tables.empty()
    start = EVIL.index("occupied")
    made["articles"] = tables.frame("articles", [article("a") | {"text": EVIL}])
    made["sentences"] = tables.frame("sentences", [sentence("a", 0) | {"end": len(EVIL)}])
    made["terms"] = tables.frame("terms", [term("a", "occupied", "south") | {"start": start, "end": start + 13}])
    made["voices"] = tables.frame(
        "voices", [{"article_id": "a", "start": 0, "end": len(EVIL), "voice": "outlet", "n_words": 6}]
    )
    return made


def test_evidence_shows_the_sentence_with_its_words_marked_and_escaped(evil_tables):
    shown = evidence.passages(evil_tables, evil_tables["terms"], say="variant")
    assert (
        "[occupied Vale]" in shown.plain and "<mark>occupied Vale</mark>" in shown.html and "<script>" not in shown.html
    )
