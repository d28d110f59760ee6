"""What a notebook cell shows: a table, a text, a figure. Every string that comes from an article is escaped here."""

import base64
import html
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import matplotlib
import pandas as pd
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from analysis.present import numbers

DPI = 160
REPORT = "FRAMING_REPORT"  # set where a report is made: what is shown then holds what can be taken away
NULL = "–"
MOST = 24  # rows of a table that are in sight; the rest is folded


@dataclass(frozen=True)
class Shown:
    """Something with a plain and an HTML form; Jupyter shows the HTML, nbval compares both. `frame`: its values as a table; null
    where it is none. `style`: rules that the HTML needs where no page brings them."""

    plain: str
    html: str
    frame: pd.DataFrame | None = field(default=None, compare=False, repr=False)
    style: str = field(default="", repr=False)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        style = f'<style class="in-notebook">{self.style}</style>' if self.style else ""
        html = self.html if REPORT in os.environ else numbers.without_exact(self.html)
        return {"text/plain": self.plain, "text/html": style + html}


def without_style(html: str) -> str:
    """The HTML of a notebook without the rules that it brings for Jupyter: a page of the site has its own."""
    return re.sub(r'<style class="in-notebook">.*?</style>', "", html, flags=re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A figure with the text that stands for it where it can't be seen. nbval compares the text, not the pixels."""

    figure: Figure
    alt: str

    def png(self) -> bytes:
        """The image."""
        return saved(self.figure, "png")

    def svg(self) -> str:
        """The image, its letters as letters."""
        return saved(self.figure, "svg").decode()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"image/png": base64.b64encode(self.png()).decode(), "text/plain": self.alt}
        if REPORT in os.environ:
            data["image/svg+xml"] = self.svg()
        return data, {"image/png": {"alt": self.alt}}


def saved(figure: Figure, form: str, dpi: int = DPI) -> bytes:
    """A figure as PNG or SVG; the same every time, without a date or a version in it."""
    buffer = io.BytesIO()
    metadata = {"Software": None} if form == "png" else {"Date": None, "Creator": None}
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "figure"}):
        figure.savefig(buffer, format=form, dpi=dpi, metadata=metadata)
    return buffer.getvalue()


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str] | None = None,
    empty: str = "Nothing to show.",
    by: str | None = None,
    foot: str = "",
    values: pd.DataFrame | None = None,
) -> Shown:
    """A table for reading; its first column heads the rows.

    `columns` picks, orders and renames; null is a dash; shares (column names ending in "share") are percentages; a cell of `Markup` stands as
    it is. `by` names a column whose value is a heading above the rows that have it, where it has several. Rows behind the first `MOST` are
    folded. `foot`: a sentence below. `empty`: the sentence in place of a table without rows. `values`: the frame to hand on in place of what is
    shown.
    """
    if frame.empty:
        return note(empty)
    picked = frame[list(columns)] if columns else frame.drop(columns=[by] if by else [])
    numeric = [_numeric(picked[c]) for c in picked]
    cells = [
        [_cell(value, str(column)) for column, value in zip(picked.columns, row, strict=True)]
        for row in picked.itertuples(index=False, name=None)
    ]
    heads = [str((columns or {}).get(c, c)) for c in picked.columns]
    groups = frame[by].astype("str").tolist() if by and frame[by].nunique() > 1 else [""] * len(frame)
    handed = picked.rename(columns=dict(columns or {})).reset_index(drop=True) if values is None else values
    plain = _plain_table(heads, cells, numeric, groups) + (f"\n{foot}" if foot else "")
    return Shown(plain, _html_table(heads, cells, numeric, groups) + _foot(foot), handed)


def note(text: str) -> Shown:
    """A sentence of caution or an empty result, set apart."""
    return Shown(plain_text(text), f'<p class="note">{escape(text)}</p>')


def cells(frame: pd.DataFrame, values: Iterable[object]) -> pd.Series:
    """A column of `frame`, its cells in the order of its rows. They may be Markup, which pandas would take for strings."""
    return pd.Series(list(values), index=frame.index, dtype=object)


def together(parts: Sequence[Shown]) -> Shown:
    """Several things as one, each below the one before."""
    return Shown("\n\n".join(p.plain for p in parts), "".join(p.html for p in parts))


def plain_text(text: str) -> str:
    """Markup without its tags; any other text as it is."""
    return text.striptags() if isinstance(text, Markup) else text


def _numeric(column: pd.Series) -> bool:
    values = column.dropna()
    return pd.api.types.is_numeric_dtype(column) or (
        len(values) > 0 and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
    )


def _foot(text: str) -> str:
    return f'<p class="foot">{escape(text)}</p>' if text else ""


def _cell(value: Any, column: str) -> str:
    if isinstance(value, Markup):
        return value
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return NULL
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return numbers.percent(value) if column.endswith("share") else numbers.score(value)
    return str(value)


def _plain_table(heads: list[str], cells: list[list[str]], numeric: list[bool], groups: list[str]) -> str:
    lines = [[plain_text(cell) for cell in row] for row in [heads, *cells[:MOST]]]
    widths = [max(len(row[i]) for row in lines) for i in range(len(heads))]
    written = [
        "  ".join(c.rjust(w) if n else c.ljust(w) for c, w, n in zip(row, widths, numeric, strict=True)).rstrip()
        for row in lines
    ]
    out, last = written[:1], ""
    for group, line in zip(groups, written[1:], strict=False):
        out += [f"-- {group}"] * (group != last) + [line]
        last = group
    more = len(cells) - MOST
    return "\n".join([*out, *([f"... and {numbers.count(more, 'more row')}"] if more > 0 else [])])


def _html_table(heads: list[str], cells: list[list[str]], numeric: list[bool], groups: list[str]) -> str:
    more = len(cells) - MOST
    shown = _html_part(heads, cells[:MOST], numeric, groups[:MOST])
    if more <= 0:
        return shown
    folded = _html_part(heads, cells[MOST:], numeric, groups[MOST:])
    return f"{shown}<details><summary>{numbers.count(more, 'more row')}</summary>{folded}</details>"


def _html_part(heads: list[str], cells: list[list[str]], numeric: list[bool], groups: list[str]) -> str:
    classes = [' class="n"' if n else "" for n in numeric]
    head = "".join(f'<th scope="col"{c}>{escape(h)}</th>' for h, c in zip(heads, classes, strict=True))
    body, last = [], ""
    for group, (first, *rest) in zip(groups, cells, strict=True):
        if group != last:
            body.append(f'<tr class="group"><th scope="rowgroup" colspan="{len(heads)}">{html.escape(group)}</th></tr>')
        line = "".join(f"<td{c}>{escape(v)}</td>" for v, c in zip(rest, classes[1:], strict=True))
        body.append(f'<tr><th scope="row"{classes[0]}>{escape(first)}</th>{line}</tr>')
        last = group
    rows = "".join(body)
    return f'<div class="scroll"><table class="data"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
