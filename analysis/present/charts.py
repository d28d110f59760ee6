"""Figures as HTML with small SVGs in it: real text that wraps, numbers that can be linked, nothing that runs.

Every figure is a table to a screen reader and in print; what is drawn only repeats the numbers beside it. Places are given in per cent of the
cell, so that a figure is as wide as it may be. Colours stand in `charts.css`: two for the sides, doubled by the marker's form, neutral ones
for everything else.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

HERE = Path(__file__).parent
HEIGHT = 18
ROOM = 4.0  # per cent of the drawing left free at either end
MOST_COLUMNS = 8  # outlets that a grid has columns for; beyond, each word lists its outlets
MOST_LINES = 12  # outlets that a time line has lines for
MOST_UNDATED = 6  # articles without a date that are listed below it


class Series(NamedTuple):
    """What a dot stands for. `kind`: side-1, side-2 or plain; its colour and form."""

    name: str
    kind: str = "plain"


class Dot(NamedTuple):
    """A value with its interval; null where there is none. `text`: the number as it is read, linked where it counts passages."""

    value: float | None
    low: float | None
    high: float | None
    text: str


class Line(NamedTuple):
    """A row of a dot plot. `dots`: one for each series; none in a heading of the rows below. `rests_on`: what the numbers rest on."""

    label: str
    dots: Sequence[Dot]
    rests_on: str = ""


class Scale(NamedTuple):
    """From `low` to `high`; `ticks`: (value, its text)."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]

    def at(self, value: float) -> float:
        """The place of a value, in per cent of the width."""
        inside = min(max(value, self.low), self.high)
        return ROOM + (100 - 2 * ROOM) * (inside - self.low) / (self.high - self.low)


SHARES = Scale(0, 1, [(0, "0\u00a0%"), (0.5, "50\u00a0%"), (1, "100\u00a0%")])
SCORES = Scale(-1, 1, [(-1, "−1"), (0, "0"), (1, "1")])


def scores(lines: Sequence[Line]) -> Scale:
    """A scale for means between −1 and 1 that is as wide as the values need."""
    ends = [abs(v) for line in lines for d in line.dots for v in (d.value, d.low, d.high) if v is not None]
    reach = next((r for r in (0.1, 0.2, 0.5) if r >= max(ends, default=0)), 1.0)
    return Scale(-reach, reach, [(-reach, f"−{reach:g}"), (0, "0"), (reach, f"{reach:g}")])


def dots(
    caption: str, lines: Sequence[Line], series: Sequence[Series], scale: Scale = SHARES, rows: str = "Outlet"
) -> Markup:
    """A dot plot: one row an outlet, on it a dot with its interval for each series, the numbers beside it."""
    head = Markup(
        '<tr><th scope="col">{}</th><th scope="col" class="scale">{}</th><th scope="col">{}</th></tr>'
    ).format(rows, _ticks(scale), legend(series))
    body = Markup("").join(_line(line, series, scale) for line in lines)
    return Markup(
        '<div class="chart"><table class="dots"><caption>{}</caption><thead>{}</thead><tbody>{}</tbody></table></div>'
    ).format(caption, head, body)


def legend(series: Sequence[Series]) -> Markup:
    """The markers with their names; a single plain series needs none."""
    if [s.kind for s in series] == ["plain"]:
        return escape(series[0].name)
    return Markup(" ").join(
        Markup('<span class="key {}">{}{}</span>').format(s.kind, _sample(s.kind), s.name) for s in series
    )


class Word(NamedTuple):
    """A word in a cell of a grid: as the codebook calls it, how often (linked), and `how` it stands there, a key of `HOW`; or `more`."""

    name: str
    times: str
    how: str


HOW = {"own": "in its own voice", "reported": "only in reported speech", "quoted": "only in quotations"}


def grid(caption: str, outlets: Sequence[str], things: Sequence[tuple[str, Sequence[Sequence[Word]]]]) -> Markup:
    """Thing named × outlet; a cell holds the words. things: (name, one cell an outlet). With more than `MOST_COLUMNS` outlets each
    word lists its outlets instead."""
    key = Markup(" ").join(Markup('<span class="word {}">{}</span>').format(how, text) for how, text in HOW.items())
    title = Markup('<caption>{}<span class="keys">{}</span></caption>').format(caption, key)
    made = _by_word(outlets, things) if len(outlets) > MOST_COLUMNS else _by_outlet(outlets, things)
    return Markup('<div class="chart"><table class="grid">{}{}</table></div>').format(title, made)


class Entry(NamedTuple):
    """An article on a time line. `href`: its page; null where it has none."""

    outlet: str
    day: dt.date | None
    label: str
    href: str | None


def timeline(caption: str, entries: Sequence[Entry]) -> Markup:
    """Articles by day, a line for each outlet, every dot a link; with many outlets one line for all. Articles without a date
    follow; of many only their number."""
    dated = [e for e in entries if e.day is not None]
    parts = [_strip(caption, dated)] if dated else []
    rest = [e for e in entries if e.day is None]
    if len(rest) > MOST_UNDATED:
        parts.append(Markup('<p class="undated">{} articles have no date.</p>').format(len(rest)))
    elif rest:
        links = Markup(", ").join(linked(e.label, e.href) for e in rest)
        parts.append(Markup('<p class="undated">Without a date: {}.</p>').format(links))
    return Markup("").join(parts)


def _line(line: Line, series: Sequence[Series], scale: Scale) -> Markup:
    if not line.dots:
        return Markup('<tr class="group"><th scope="rowgroup" colspan="3">{}</th></tr>').format(line.label)
    drawn = Markup("").join(
        _dot(d, s, scale, i, len(series)) for i, (d, s) in enumerate(zip(line.dots, series, strict=True))
    )
    zero = Markup('<line class="zero" x1="{0:.1f}%" x2="{0:.1f}%" y1="0" y2="100%"/>').format(scale.at(0))
    numbers = Markup("").join(
        Markup('<span class="value {}"><span class="for">{} </span>{}{}</span>').format(
            s.kind, s.name, _sample(s.kind) if len(series) > 1 else "", d.text
        )
        for d, s in zip(line.dots, series, strict=True)
    )
    rests = Markup('<span class="rests">{}</span>').format(line.rests_on) if line.rests_on else ""
    height = max(HEIGHT, 12 * len(series))
    return Markup(
        '<tr><th scope="row">{}</th><td class="plot"><svg aria-hidden="true" width="100%" height="{}">{}{}</svg></td><td>{}{}</td></tr>'
    ).format(line.label, height, zero, drawn, numbers, rests)


def _dot(dot: Dot, series: Series, scale: Scale, number: int, of: int) -> Markup:
    if dot.value is None:
        return Markup("")
    y = max(HEIGHT, 12 * of) * (number + 0.5) / of
    bar = Markup("")
    if dot.low is not None and dot.high is not None:
        bar = Markup('<line class="bar {}" x1="{:.1f}%" x2="{:.1f}%" y1="{y:.1f}" y2="{y:.1f}"/>').format(
            series.kind, scale.at(dot.low), scale.at(dot.high), y=y
        )
    return bar + _marker(series.kind, f"{scale.at(dot.value):.1f}%", y)


def _marker(kind: str, x: str, y: float) -> Markup:
    """A filled disc; for the second side an open ring, which is told apart without colour."""
    return Markup('<circle class="dot {}" cx="{}" cy="{:.1f}" r="4"/>').format(kind, x, y)


def _sample(kind: str) -> Markup:
    return Markup('<svg aria-hidden="true" width="12" height="12">{}</svg>').format(_marker(kind, "6", 6))


def _ticks(scale: Scale) -> Markup:
    return Markup("").join(Markup("<span>{}</span>").format(text) for _, text in scale.ticks)


def _by_outlet(outlets: Sequence[str], things: Sequence[tuple[str, Sequence[Sequence[Word]]]]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in outlets)
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            thing,
            Markup("").join(
                Markup('<td data-label="{}">{}</td>').format(
                    name, Markup("<br>").join(map(_word, cell)) if cell else "–"
                )
                for name, cell in zip(outlets, cells, strict=True)
            ),
        )
        for thing, cells in things
    )
    return Markup('<thead><tr><th scope="col">What is named</th>{}</tr></thead><tbody>{}</tbody>').format(head, rows)


def _by_word(outlets: Sequence[str], things: Sequence[tuple[str, Sequence[Sequence[Word]]]]) -> Markup:
    rows = []
    for thing, cells in things:
        users: dict[str, list[Markup]] = {}
        for name, cell in zip(outlets, cells, strict=True):
            for word in cell:
                users.setdefault(word.name, []).append(
                    Markup('<span class="word {}">{} {}</span>').format(word.how, name, word.times)
                )
        span = f' rowspan="{len(users)}"' if len(users) > 1 else ""
        for i, (word_name, who) in enumerate(users.items()):
            first = Markup('<th scope="rowgroup"{}>{}</th>').format(Markup(span), thing) if not i else ""
            rows.append(
                Markup('<tr>{}<th scope="row">{}</th><td>{}</td></tr>').format(first, word_name, Markup(", ").join(who))
            )
    return Markup(
        '<thead><tr><th scope="col">What is named</th><th scope="col">Word</th><th scope="col">Outlets</th></tr></thead><tbody>{}</tbody>'
    ).format(Markup("").join(rows))


def _word(word: Word) -> Markup:
    return Markup('<span class="word {}">{} {}</span>').format(word.how, word.name, word.times)


def _strip(caption: str, entries: Sequence[Entry]) -> Markup:
    days = [e.day.toordinal() for e in entries if e.day]
    first, last = min(days), max(days)
    scale = Scale(first, max(last, first + 1), [])
    names = list(dict.fromkeys(e.outlet for e in entries))
    grouped = [(n, [e for e in entries if e.outlet == n]) for n in names]
    if len(names) > MOST_LINES:
        grouped = [(f"{len(names)} outlets", list(entries))]
    ends = Markup("<span>{}</span><span>{}</span>").format(
        day(dt.date.fromordinal(first)), day(dt.date.fromordinal(last))
    )
    head = Markup(
        '<tr><th scope="col">Outlet</th><th scope="col" class="scale">{}</th><th scope="col">Articles</th></tr>'
    ).format(ends)
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="plot"><svg width="100%" height="{}">{}</svg></td><td>{}</td></tr>'
        ).format(name, HEIGHT, Markup("").join(_article(e, scale) for e in group), len(group))
        for name, group in grouped
    )
    return Markup(
        '<div class="chart"><table class="dots timeline"><caption>{}</caption><thead>{}</thead><tbody>{}</tbody></table></div>'
    ).format(caption, head, rows)


def _article(entry: Entry, scale: Scale) -> Markup:
    x = scale.at(entry.day.toordinal()) if entry.day else 0
    dot = Markup('<circle class="dot plain" cx="{:.1f}%" cy="9" r="4"/>').format(x)
    return linked(Markup("<title>{}</title>{}").format(entry.label, dot), entry.href)


def linked(text: str, href: str | None) -> Markup:
    """`text` as a link, or by itself."""
    return escape(text) if href is None else Markup('<a href="{}">{}</a>').format(href, text)


def day(value: dt.date) -> str:
    """ "3 May 2031"."""
    return f"{value.day} {value:%B %Y}"
