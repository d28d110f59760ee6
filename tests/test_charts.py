"""Figures of the pages: what is drawn is what is written beside it, with two, six and forty outlets."""

import datetime as dt
import re

import pytest
from markupsafe import Markup

from analysis.present import charts
from analysis.present.charts import Dot, Entry, Line, Series, Word

SIDES = [Series("North", "side-1"), Series("South", "side-2")]


def line(name, *values):
    return Line(name, [Dot(v, None if v is None else v - 0.1, None if v is None else v + 0.1, f"{v}") for v in values])


def places(html, kind):
    """Where the dots of a kind are drawn, in per cent, without those of the legend and of the numbers."""
    return [float(x) for x in re.findall(rf'class="dot {kind}" cx="([\d.]+)%"', html)]


@pytest.mark.parametrize("outlets", [2, 6, 40])
def test_every_outlet_has_a_row_and_a_dot_for_each_side_in_its_place(outlets):
    values = [i / (outlets - 1) for i in range(outlets)]
    html = charts.dots("Usage", [line(f"Outlet {i}", v, 1 - v) for i, v in enumerate(values)], SIDES)
    first, second = places(html, "side-1"), places(html, "side-2")
    assert html.count('<th scope="row">') == outlets == len(first)
    assert first == sorted(first) and second == sorted(second, reverse=True)
    assert first[0] == charts.ROOM and first[-1] == 100 - charts.ROOM


def test_an_interval_is_drawn_from_its_low_to_its_high_end_and_none_where_there_is_none():
    html = charts.dots("Usage", [Line("Herald", [Dot(0.5, 0.25, 0.75, "50 % (25–75)")])], [Series("share")])
    assert 'class="bar plain" x1="27.0%" x2="73.0%"' in html and "50 % (25–75)" in html
    bare = charts.dots("Usage", [Line("Herald", [Dot(0.5, None, None, "50 %")])], [Series("share")])
    assert 'class="bar' not in bare and len(places(bare, "plain")) == 1


def test_a_missing_value_has_words_and_no_dot():
    html = charts.dots("Usage", [Line("Herald", [Dot(None, None, None, "nothing to count")])], [Series("share")])
    assert not places(html, "plain") and "nothing to count" in html


def test_the_sides_are_named_at_every_number_and_not_told_apart_by_colour_alone():
    html = charts.dots("Usage", [line("Herald", 0.2, 0.4)], SIDES)
    assert html.count("North") == html.count("South") == 2
    style = (charts.HERE / "charts.css").read_text(encoding="utf-8")
    assert re.search(r"\.dot\.side-2 \{[^}]*fill", style) and re.search(r"\.bar\.side-2 \{[^}]*dasharray", style)


def test_a_scale_of_scores_is_symmetrical_and_holds_every_interval():
    scale = charts.scores([line("Herald", 0.03, -0.3)])
    assert scale.low == -0.5 and scale.high == 0.5 and charts.scores([line("Herald", 0.95)]).high == 1
    assert charts.scores([]).high == 0.1


@pytest.mark.parametrize("outlets", [2, 6, 40])
def test_a_grid_holds_every_word_of_every_outlet(outlets):
    names = [f"Outlet {i}" for i in range(outlets)]
    cells = [[Word("Fooland" if i % 2 else "Barland", str(i + 1), "own")] for i in range(outlets)]
    html = charts.grid("Names", names, [("the valley", cells)])
    text = re.sub(r"<[^>]+>", " ", html)
    assert all(name in text or f'data-label="{name}"' in html for name in names)
    assert html.count('class="word own"') == outlets + 1  # and the key
    if outlets > charts.MOST_COLUMNS:
        assert html.count("<tr>") == 3 and 'rowspan="2"' in html


@pytest.mark.parametrize("outlets", [2, 6, 40])
def test_a_time_line_has_a_link_for_every_article(outlets):
    entries = [Entry(f"Outlet {i}", dt.date(2031, 1, 1) + dt.timedelta(i), f"Article {i}", f"articles/{i}.html") for i in range(outlets)]  # fmt: skip
    html = charts.timeline("Articles", entries)
    found = places(html, "plain")
    assert html.count("<a href=") == outlets and sorted(found) == found and found[0] < found[-1]
    assert html.count('<th scope="row">') == (outlets if outlets <= charts.MOST_LINES else 1)
    assert "1 January 2031" in html


def test_articles_without_a_date_are_listed_apart():
    html = charts.timeline("Articles", [Entry("Herald", None, "Article 1", "articles/1.html")])
    assert "Without a date" in html and "<svg" not in html


def test_text_from_articles_is_text():
    hostile = '<script>alert("x")</script>{0}{x}%s'
    for html in (
        charts.dots(hostile, [Line(hostile, [Dot(0.5, None, None, hostile)], hostile)], [Series(hostile)]),
        charts.grid(hostile, [hostile], [(hostile, [[Word(hostile, hostile, "own")]])]),
        charts.grid(hostile, [hostile] * 9, [(hostile, [[Word(hostile, hostile, "own")]] * 9)]),
        charts.timeline(hostile, [Entry(hostile, dt.date(2031, 1, 1), hostile, hostile), Entry(hostile, None, hostile, hostile)]),
    ):  # fmt: skip
        assert "<script" not in html and "&lt;script" in html and isinstance(html, Markup)
