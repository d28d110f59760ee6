"""The tables of a page, read back from its HTML: what a reader sees, with the exact values behind it.

All tables are made in this room as well-formed markup, and what comes from an article is escaped in them: no text can end a table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pandas as pd

from analysis.present.charts import HOW

_ONE = r'<div class="(?:chart|scroll)"[^>]*><table class="[^"]*">.*?</table></div>'
FOUND = re.compile(rf"{_ONE}(?:<details><summary>[\d,]+ more rows?</summary>{_ONE}</details>)?", re.DOTALL)
UNDER = "under"  # the column of the headings that rows stand under
FIGURES = "dots"  # the class of tables that are figures
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHAT = (
    "",
    "value",
    "from",
    "to",
    "rests on",
)  # of a number: as it is read, itself, the ends of its interval, what it rests on
_EXACT, _RESTS = _WHAT[1:4], _WHAT[4]


Cell = tuple[str, str, str | float | None]


class Drawn(NamedTuple):
    """A dot, or the bar of an interval, in per cent of the drawing's width. `kind`: of its series; a dot ends where it starts."""

    kind: str
    start: float
    end: float


@dataclass
class Row:
    """A row of a table. `under`: the heading that it stands under. `cells`: (column, one of `_WHAT`, value). `values`: the numbers of a figure's row, as they are
    read, with their series."""

    under: str = ""
    cells: list[Cell] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.cells[0][2])


@dataclass
class Table:
    """`kind`: its classes. Of a figure: `ticks`, the words at the axis; `series`, the name of each kind."""

    kind: str
    caption: str
    rows: list[Row]
    ticks: list[str]
    series: dict[str, str]

    @property
    def is_figure(self) -> bool:
        return FIGURES in self.kind.split()

    def frame(self) -> pd.DataFrame:
        """A column for each of the table, and for each number with an exact value columns with it and the ends of its interval."""
        lines = [
            {(column, what): value for column, what, value in [(UNDER, "", row.under or None), *row.cells]}
            for row in self.rows
        ]
        columns = list(dict.fromkeys(column for line in lines for column, _ in line))
        found = {key for line in lines for key, value in line.items() if value is not None}
        keys = [(column, what) for column in columns for what in _WHAT if (column, what) in found]
        values = [[line.get(key) for key in keys] for line in lines]
        return pd.DataFrame(
            values, columns=[", ".join(filter(None, key)) for key in keys], dtype=object
        ).infer_objects()


def read(html: str) -> Table:
    """The table that a match of `FOUND` is, with the rows that are folded below it."""
    root = ElementTree.fromstring(f"<p>{_NO_XML.sub('', html).replace('<br>', '<br/>')}</p>")  # noqa: S314 (our own)
    tables = list(root.iter("table"))
    heads = list(tables[0].iterfind("thead/tr/th"))
    caption = tables[0].find("caption")
    return Table(
        tables[0].get("class", ""),
        "" if caption is None else _text(caption, leave="keys"),
        [row for table in tables for row in _rows(table, ["" if _is(h, "scale") else _text(h) for h in heads])],
        [_text(tick) for head in heads if _is(head, "scale") for tick in head],
        {_classes(key)[1]: _text(key) for key in tables[0].iter("span") if _is(key, "key")},
    )


def _rows(table: Element, heads: list[str]) -> Iterator[Row]:
    under, name_of_rows, rows_left = "", "", 0
    for line in table.iterfind("tbody/tr"):
        if _is(line, "group"):
            under = _text(line)
            continue
        row, cells, at = Row(under), list(line), 0
        if rows_left:  # the first cell is that of a row above
            row.cells.append((heads[0], "", name_of_rows))
            rows_left, at = rows_left - 1, 1
        elif int(cells[0].get("rowspan", 1)) > 1:
            name_of_rows, rows_left = _text(cells[0]), int(cells[0].get("rowspan", 1)) - 1
        for head, cell in zip(heads[at:], cells, strict=False):
            if _is(cell, "plot"):
                row.drawn += _drawn(cell)
            else:
                _read(row, head, cell)
        yield row


def _read(row: Row, head: str, cell: Element) -> None:
    """Add a cell to a row: its text, the exact values behind it, what it rests on; of a figure these for each of its series."""
    series = [part for part in cell.iter("span") if _is(part, "value")]
    for part in series:
        name = next((_text(of) for of in part.iter("span") if _is(of, "for")), head)
        row.values.append((_classes(part)[1], _text(part, leave="for")))
        row.cells += _valued(name, part, "for")
    if not series:
        row.cells += _valued(head, cell, "rests")
    elif (rests := cell.find("span[@class='rests']")) is not None:
        row.cells.append((_RESTS, "", _text(rests)))


def _valued(name: str, part: Element, leave: str) -> Iterator[Cell]:
    yield name, "", _text(part, leave=leave)
    for exact in part.iter("data"):
        if _is(exact, "exact"):
            for what, value in zip(_EXACT, exact.get("value", "").split(" "), strict=False):
                yield name, what, float(value) if value else None
    for rests in part.iter():
        if rests.tag == "small" or _is(rests, "rests"):
            yield name, _RESTS, _text(rests)


def _drawn(cell: Element) -> Iterator[Drawn]:
    for mark in cell.iter():
        if mark.tag == "circle" or _is(mark, "bar"):
            start, end = (float(mark.get(key, mark.get("cx", "")).rstrip("%")) for key in ("x1", "x2"))
            yield Drawn(_classes(mark)[1], start, end)


def _text(element: Element, leave: str = "") -> str:
    """What is read in an element, without that of the class `leave` and what is no text."""
    return " ".join("".join(_parts(element, leave)).split())


def _parts(element: Element, leave: str) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "; "
        elif not (child.tag in ("svg", "small") or _is(child, "and") or (leave and _is(child, leave))):
            yield from _parts(child, leave)
            if _is(child, "word"):
                yield "".join(f" ({HOW[c]})" for c in _classes(child) if c in HOW)
        yield child.tail or ""


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _is(element: Element, kind: str) -> bool:
    return kind in _classes(element)
