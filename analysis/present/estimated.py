"""Estimates of the rows of a study, as a dot plot or as a table: each value with its interval and with the counts that it rests on.

Rows stand under the names of their episodes. Those beyond the first `MOST` are folded; nothing is left out.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.codebook import Codebook
from analysis.compare.registry import MEASURES
from analysis.present import charts, numbers, words
from analysis.present.display import NULL, Shown, note, plain_text, table
from analysis.present.rows import ARTICLE, Rows

MOST = 24
INTERVALS = "In brackets: 95\u00a0% intervals over articles."
FRAME = [
    "measure", "item", "episode", "outlet", "voice", "side", "source_side", "k", "n", "n_articles", "value", "low", "high", "note",
]  # fmt: skip
AND = Markup('<span class="and">, </span>')  # a table of the site has the counts on a line of their own

Column = tuple[str, Mapping[str, str]]  # head, and the values that its estimates have


def sides(codebook: Codebook, form: str = "{}") -> list[Column]:
    """A column for each of the two sides, in the order of the codebook. `form`: its head."""
    return [(form.format(words.side(codebook, side)), {"side": side}) for side in codebook.side_ids]


def dot_plot(rows: Rows, found: pd.DataFrame, columns: Sequence[Column], caption: str, empty: str) -> Shown:
    """`found`: from `rows.estimates`. `columns`: one or two of them, the two being the sides. Rows that have nothing to count are named
    below."""
    lines = _lines(rows, found, columns)
    if not lines:
        return note(empty)
    series = _series(columns)
    mean = MEASURES[found["measure"].iloc[0]].mean
    made = [(place, _line(rows, place, cells, mean)) for place, cells in lines]
    scale = charts.scores([line for _, line in made]) if mean else charts.SHARES
    several = len(rows.episodes) > 1
    drawn: list[charts.Line] = []
    plain = [caption]
    for episode in rows.episodes:
        here = [line for place, line in made if place["episode_name"] == episode]
        if here and several:
            drawn.append(charts.Line(episode, []))
            plain.append(f"-- {episode}")
        drawn += here
        plain += [_plain(line, columns) for line in here]
    chart = _folded(caption, drawn, series, scale, rows.unit.capitalize())
    foot = _foot(rows, found, lines)
    html = Markup('{}<p class="foot">{}</p>').format(chart, foot)
    return Shown("\n".join([*plain, foot]), str(html), found.reindex(columns=FRAME), _style())


def estimate_table(rows: Rows, found: pd.DataFrame, columns: Sequence[Column], empty: str, foot: str = "") -> Shown:
    """The same as a table, with as many columns as there are."""
    lines = _lines(rows, found, columns)
    shown = [
        {"episode": place["episode_name"], rows.unit: place["row"]}
        | {head: _cell(rows, cell) for (head, _), cell in zip(columns, cells, strict=True)}
        for place, cells in lines
    ]
    said = " ".join(filter(None, (foot, _foot(rows, found, lines))))
    heads = {rows.unit: rows.unit} | {head: head for head, _ in columns}
    frame = pd.DataFrame(shown, dtype=object)
    return table(frame, heads, empty, by="episode", foot=said, values=found.reindex(columns=FRAME))


def _lines(
    rows: Rows, found: pd.DataFrame, columns: Sequence[Column]
) -> list[tuple[dict[str, Any], list[dict[str, Any] | None]]]:
    """(the row's place, the estimate of each column or null), of the rows that have anything."""
    result = []
    found = found[found["n"] > 0]
    by_number = dict(list(found.groupby("number")))
    for number, place in zip(rows.order.index, rows.order.to_dict("records"), strict=True):
        cells = [_estimate(by_number[number], keys) for _, keys in columns] if number in by_number else []
        if any(cell is not None for cell in cells):
            result.append((place, cells))
    return result


def _estimate(here: pd.DataFrame, keys: Mapping[str, str]) -> dict[str, Any] | None:
    for column, value in keys.items():
        here = here[here[column] == value]
    return here.iloc[0].to_dict() if len(here) else None


def _series(columns: Sequence[Column]) -> list[charts.Series]:
    kinds = ["plain"] if len(columns) == 1 else ["side-1", "side-2"]
    return [charts.Series(head, kind) for (head, _), kind in zip(columns, kinds, strict=True)]


def _line(rows: Rows, place: Mapping[str, Any], cells: Sequence[dict[str, Any] | None], mean: bool) -> charts.Line:
    def known(value: float) -> float | None:
        return None if pd.isna(value) else float(value)

    dots = [
        charts.Dot(None, None, None, NULL)
        if cell is None
        else charts.Dot(known(cell["value"]), known(cell["low"]), known(cell["high"]), _cell(rows, cell))
        for cell in cells
    ]
    articles = max(int(cell["n_articles"]) for cell in cells if cell is not None)
    rests = "" if rows.unit == ARTICLE else f"in {numbers.count(articles, 'article')}"
    return charts.Line(place["row"], dots, rests)


def _cell(rows: Rows, estimate: dict[str, Any] | None) -> str:
    if estimate is None:
        return NULL
    mean = MEASURES[estimate["measure"]].mean
    value = numbers.exact(numbers.estimate(estimate, mean), *(estimate[k] for k in ("value", "low", "high")))
    if mean:
        return Markup("{}{}<small>{} {}</small>").format(
            value, AND, rows.counted(estimate), "passage" if estimate["n"] == 1 else "passages"
        )
    return Markup("{}{}<small>{} of {}</small>").format(
        value, AND, rows.counted(estimate), rows.counted(estimate, whole=True)
    )


def _folded(
    caption: str, lines: list[charts.Line], series: list[charts.Series], scale: charts.Scale, unit: str
) -> Markup:
    shown = charts.dots(caption, lines[:MOST], series, scale, unit)
    if len(lines) <= MOST:
        return shown
    rest = charts.dots(caption, lines[MOST:], series, scale, unit)
    more = numbers.count(len(lines) - MOST, "more row")
    return Markup("{}<details><summary>{}</summary>{}</details>").format(shown, more, rest)


def _plain(line: charts.Line, columns: Sequence[Column]) -> str:
    parts = [f"{head} {plain_text(dot.text)}" for (head, _), dot in zip(columns, line.dots, strict=True)]
    return f"{line.label}: {'; '.join(parts)}" + (f"; {line.rests_on}" if line.rests_on else "")


def _foot(rows: Rows, found: pd.DataFrame, lines: Sequence[object]) -> str:
    empty = len(rows.order) - len(lines)
    has, copies = ("has", ", or is a copy") if empty == 1 else ("have", ", or are copies")
    left_out = copies if (found["copies"] == "without").any() else ""
    none = f" {numbers.count(empty, rows.unit)} {has} nothing to count{left_out}." if empty else ""
    if rows.unit == ARTICLE:
        return f"Each row is one article: no intervals.{none}"
    found = found[found["n"] > 0]
    lacking = found["low"].isna()
    if not lacking.any():
        return INTERVALS + none
    mean = MEASURES[found["measure"].iloc[0]].mean
    alike = ", or of articles that are all alike," if mean else ""
    reason = f"Rows of fewer than five articles{alike} have none."
    return (f"{INTERVALS} {reason}" if not lacking.all() else "No intervals: no outlet has five articles here.") + none


@cache
def _style() -> str:
    """The few rules that a figure needs in Jupyter. They are not the site's, whose changes would change every notebook's outputs."""
    return (Path(__file__).parent / "notebook.css").read_text(encoding="utf-8")
