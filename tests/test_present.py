"""What is shown: figures say what the estimates say, and an article's text stays text."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import SMALL
from markupsafe import Markup
from sites import EVIL, evil_tables
from test_compare import article, sentence, study_tables, term  # noqa: F401

from analysis import codebook, tables
from analysis.marks import Origin
from analysis.present import figures, voices
from analysis.present.display import REPORT, cells, table, without_style
from analysis.present.numbers import without_exact
from analysis.present.passages import linked, passages
from analysis.present.rows import rows
from analysis.present.terminology import usage
from analysis.study import Study

ORIGIN = Origin(corpus="c", codebook="b", package="p", version="1")


@pytest.fixture
def study(study_tables):  # noqa: F811
    return Study("T", codebook.load(SMALL), study_tables, ORIGIN, Path())


@pytest.fixture
def evil():
    return Study("T", codebook.load(SMALL), evil_tables("outlet"), ORIGIN, Path())


# --- dot plots and tables of estimates ---


def test_a_dot_stands_where_its_share_is_and_leads_to_what_it_counts(study):
    shown = usage(study)
    assert "a · P: Norland 0 %, 0 of 2; Sudland 50 %, 1 of 2" in shown.plain
    assert "b · outlet unknown: Norland 0 %, 0 of 1; Sudland 0 %, 0 of 1" in shown.plain
    assert "1 article has nothing to count" in shown.plain and "no intervals" in shown.plain
    assert 'class="dot side-2" cx="50.0%"' in shown.html
    assert 'value="measure=terms.usage;article=a;voice=outlet;side=south">1</data>' in shown.html
    south = shown.frame[shown.frame["side"] == "south"]
    assert south["value"].tolist() == [0.5, 0.0]


def test_a_table_escapes_what_it_shows_and_a_null_is_a_dash():
    shown = table(pd.DataFrame({"words": [EVIL, None], "share": [0.5, None]}))
    assert "<script>" not in shown.html and "&lt;script&gt;" in shown.html
    assert "50\u00a0%" in shown.plain and "–" in shown.plain
    assert shown.frame["share"].iloc[0] == 0.5


def test_markup_stands_in_a_cell_as_it_is_and_as_text_in_the_plain_form():
    frame = pd.DataFrame({"a": ["x", "y"]})
    frame["b"] = cells(frame, [Markup("<b>{}</b>").format("<i>"), "<i>"])
    shown = table(frame)
    assert "<td><b>&lt;i&gt;</b></td>" in shown.html and "<td>&lt;i&gt;</td>" in shown.html
    assert shown.plain.splitlines()[1:] == ["x  <i>", "y  <i>"]


def test_a_long_table_is_folded_and_complete():
    shown = table(
        pd.DataFrame({"n": [str(i) for i in range(100)], "g": ["one"] * 60 + ["two"] * 40}), {"n": "n"}, by="g"
    )
    assert shown.html.count('<th scope="row">') == 100 and "<summary>76 more rows</summary>" in shown.html
    assert shown.plain.splitlines()[-1] == "... and 76 more rows" and len(shown.plain.splitlines()) == 27
    assert shown.html.count('class="group"') == 3, "the heading stands again where the table goes on"


def test_minus_nothing_is_nothing():
    shown = table(pd.DataFrame({"x": [-0.001, -0.2]}))
    assert shown.plain.split() == ["x", "0.00", "−0.20"]


def test_styles_are_for_jupyter_only(study):
    shown = usage(study)
    html = shown._repr_mimebundle_()["text/html"]
    assert html.startswith('<style class="in-notebook">') and without_style(html) == without_exact(shown.html)


# --- figures ---


def test_a_bar_is_as_long_as_its_share():
    index = pd.MultiIndex.from_tuples([("", "a"), ("", "b")])
    wide = pd.DataFrame({"outlet": [0.25, None], "direct": [0.75, None]}, index=index)
    names, palette = {"outlet": "own", "direct": "quoted"}, {"outlet": "#404040", "direct": "#bdbdbd"}
    picture = figures.stacked(wide, palette, names, "share", "Whose?")
    axes = picture.figure.axes[0]
    widths = [[round(bar.get_width(), 6) for bar in container] for container in axes.containers]
    assert widths == [[0.25, 0.0], [0.75, 0.0]]
    texts = [text.get_text() for text in axes.texts]
    assert {"a", "b", "nothing to count", "25\u00a0%", "75\u00a0%"} <= set(texts)
    assert picture.alt == "Whose? a: own 25\u00a0%, quoted 75\u00a0%; b: nothing to count."


def test_a_figure_has_no_more_rows_than_fit_and_says_so():
    index = pd.MultiIndex.from_tuples([("", f"row {i}") for i in range(100)])
    wide = pd.DataFrame({"outlet": [1.0] * 100}, index=index)
    picture = figures.stacked(wide, {"outlet": "#404040"}, {"outlet": "own"}, "share", "Whose?")
    assert len(picture.figure.axes[0].containers[0]) == figures.MOST
    assert picture.alt.endswith("76 more rows in the table.")
    assert picture.figure.get_figheight() < 20


def test_an_image_is_the_same_every_time(study):
    study.tables["voices"] = tables.frame(
        "voices", [{"article_id": "a", "start": 0, "end": 1, "voice": "outlet", "n_words": 1}]
    )
    first, second = voices.word_shares(study), voices.word_shares(study)
    assert first is not second and first.png() == second.png()


def test_what_can_be_taken_away_is_shown_in_a_report_only(study, monkeypatch):
    index = pd.MultiIndex.from_tuples([("", "a")])
    picture = figures.stacked(pd.DataFrame({"own": [1.0]}, index=index), {"own": "#404040"}, {"own": "own"}, "", "?")
    assert "image/svg+xml" not in picture._repr_mimebundle_()[0]
    monkeypatch.setenv(REPORT, "1")
    assert '<data class="exact" value="0.5' in usage(study)._repr_mimebundle_()["text/html"]
    assert picture._repr_mimebundle_()[0]["image/svg+xml"].startswith("<?xml") and picture.svg() == picture.svg()


# --- passages ---


def test_evidence_shows_the_sentence_with_its_words_marked_and_escaped(evil):
    shown = passages(evil, "terms", lambda row: row["variant"], variant="occupied")
    assert "[occupied Vale]" in shown.plain
    assert '<mark><a href="articles/a.html#m-34-47">occupied Vale</a></mark>' in linked(shown.html)
    assert "<script>" not in shown.html and "1</data> passage." in shown.html


def test_many_passages_are_drawn_at_random_and_always_the_same(evil):
    one = evil.tables["terms"]
    evil.tables["terms"] = pd.concat([one.assign(start=i, end=i + 1) for i in range(40)], ignore_index=True)
    shown = passages(evil, "terms", variant="occupied")
    assert "40 passages; 12 of them, drawn at random (seed 0)" in shown.plain
    assert len(shown.frame) == 12 and shown.frame["start"].is_monotonic_increasing
    assert shown.frame["start"].tolist() != list(range(12))
    assert shown.plain == passages(evil, "terms", variant="occupied").plain


# --- what a row is ---


def test_rows_are_outlets_as_soon_as_one_repeats(study):
    assert rows(study).unit == "article"
    assert rows(study).order["row"].tolist() == ["a · P", "b · outlet unknown", "c · Q (inferred)"]
    again = study.tables | {
        "articles": tables.frame("articles", [article("a"), article("b"), article("c", None, "unknown")])
    }
    chosen = rows(replace(study, tables=again))
    assert chosen.unit == "outlet"
    assert chosen.order["row"].tolist() == ["P", "outlet unknown"] and chosen.order["n_articles"].tolist() == [2, 1]
    assert rows(study.where(outlet="P")).unit == "article"


def test_a_study_of_some_articles_only(study):
    assert study.where(outlet="P").articles["article_id"].tolist() == ["a"]
    assert study.where(outlet=["P", "Q"], wire=False).articles["article_id"].tolist() == ["a"]
    assert study.where(wire=True).articles["article_id"].tolist() == ["c"]
    assert study.where(episode="spring").terms["article_id"].unique().tolist() == ["a", "b"]
    assert len(study.where().terms) == len(study.terms)
    with pytest.raises(ValueError, match="no article of outlet 'R'"):
        study.where(outlet="R")


def test_a_figure_of_thousands_of_dots_stays_small_and_says_what_it_leaves_out():
    rng = np.random.default_rng(1)
    n = 4000
    dots = pd.DataFrame(
        {"panel": "Herald", "position": rng.random(n), "value": rng.uniform(-1, 1, n), "voice": "outlet"}
    )
    band = pd.DataFrame({"panel": [], "position": [], "value": [], "low": [], "high": []})
    picture = figures.courses(dots, band, "Scores", "score")
    assert len(picture.svg()) < 400_000 and "Herald: 1,500 of 4,000 dots, drawn at random" in picture.alt
    assert "Herald: 10 dots" in figures.courses(dots[:10], band, "Scores", "score").alt
    dots = dots.assign(heading="Spring", label="Herald", key="north")
    picture = figures.positions(dots, [("Spring", "Herald")], {"north": "#000000"}, {"north": "Norland"}, "Where")
    assert len(picture.svg()) < 400_000 and "(mean of 4000)" in picture.alt and "1,500 of 4,000 dots" in picture.alt
