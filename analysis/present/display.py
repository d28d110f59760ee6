"""What a notebook cell shows: a table, a text, a figure. Every string that comes from an article is escaped here."""

import base64
import html
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

DPI = 110
NULL = "–"


@dataclass(frozen=True)
class Shown:
    """Something with a plain and an HTML form; Jupyter shows the HTML, nbval compares both."""

    plain: str
    html: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.plain, "text/html": self.html}


@dataclass(frozen=True)
class Picture:
    """A figure with the text that stands for it where it can't be seen. nbval compares the text, not the pixels."""

    figure: Figure
    alt: str

    def png(self) -> bytes:
        """The image; without a date or a version in it."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"image/png": base64.b64encode(self.png()).decode(), "text/plain": self.alt}
        return data, {"image/png": {"alt": self.alt}}


def table(frame: pd.DataFrame, columns: Mapping[str, str] | None = None, empty: str = "Nothing to show.") -> Shown:
    """A table for reading. `columns` picks, orders and renames; null is a dash; shares (column names ending in "share") are
    percentages. `empty` is the sentence shown in place of a table without rows."""
    if frame.empty:
        return note(empty)
    picked = frame[list(columns)] if columns else frame
    numeric = [pd.api.types.is_numeric_dtype(picked[c]) for c in picked]
    cells = [
        [_cell(value, str(column)) for column, value in zip(picked.columns, row, strict=True)]
        for row in picked.itertuples(index=False, name=None)
    ]
    heads = [str((columns or {}).get(c, c)) for c in picked.columns]
    return Shown(_plain_table(heads, cells, numeric), _html_table(heads, cells, numeric))


def note(text: str) -> Shown:
    """A sentence of caution or an empty result, set apart."""
    return Shown(text, f'<p class="note">{html.escape(text)}</p>')


def _cell(value: Any, column: str) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return NULL
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{100 * value:.0f} %" if column.endswith("share") else f"{value:.2f}"
    return str(value)


def _plain_table(heads: list[str], cells: list[list[str]], numeric: list[bool]) -> str:
    rows = [heads, *cells]
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    return "\n".join(
        "  ".join(c.rjust(w) if n else c.ljust(w) for c, w, n in zip(row, widths, numeric, strict=True)).rstrip()
        for row in rows
    )


def _html_table(heads: list[str], cells: list[list[str]], numeric: list[bool]) -> str:
    classes = [' class="n"' if n else "" for n in numeric]
    head = "".join(f"<th{c}>{html.escape(h)}</th>" for h, c in zip(heads, classes, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{c}>{html.escape(v)}</td>" for v, c in zip(row, classes, strict=True)) + "</tr>"
        for row in cells
    )
    return f'<div class="scroll"><table class="data"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
