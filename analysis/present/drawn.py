"""The figures of pages as pictures of their own: what stands on the page, drawn by Matplotlib."""

import unicodedata
import warnings
from textwrap import shorten
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present import figures
from analysis.present.display import saved
from analysis.present.page_tables import Row, Table

DPI = 110
LABEL = 40  # letters of a row's name
COLOURS = dict(zip(("side-1", "side-2"), figures.SIDE_COLOURS, strict=True))
PLAIN = "#404040"
ENDS = (4, 96)  # where the axis begins and ends, in per cent of the drawing


def files(table: Table) -> dict[str, bytes]:
    """The figure as SVG and as PNG, the same every time."""
    figure = draw(table)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # a letter that the font lacks: it is whole in the SVG and the table
        return {form: saved(figure, form, DPI) for form in ("svg", "png")}


def draw(table: Table) -> Figure:
    """A dot plot or a time line; of many rows the first."""
    shown = table.rows[: figures.MOST]
    names = [(_plain(row.under, 56), _plain(row.label)) for row in shown]
    places, axes, figure = figures.canvas(names, _plain(table.caption, 160))
    for row, place in zip(shown, places, strict=True):
        _row(axes, row, place)
    axes.set_xlim(0, 100)
    first, last = ENDS
    ticks = len(table.ticks)
    axes.set_xticks([first + (last - first) * i / max(ticks - 1, 1) for i in range(ticks)], table.ticks)
    for kind, name in table.series.items():
        axes.plot([], [], **_marker(kind), label=_plain(name))
    more = len(table.rows) - len(shown)
    figures.finish(axes, f"{more} more rows in the table" if more else "")
    return figure


def _row(axes: Axes, row: Row, place: float) -> None:
    kinds = list(dict.fromkeys(mark.kind for mark in row.drawn))
    for mark in row.drawn:
        y = place + 0.14 * (kinds.index(mark.kind) - (len(kinds) - 1) / 2)
        if mark.start == mark.end:
            axes.plot([mark.start], [y], **_marker(mark.kind))
        else:
            style = "--" if mark.kind == "side-2" else "-"
            axes.plot(
                [mark.start, mark.end], [y, y], style, color=COLOURS.get(mark.kind, PLAIN), linewidth=1.3, zorder=2
            )
    said = " · ".join(text for _, text in row.values)
    axes.text(
        1,
        place - 0.33,
        _plain(said),
        transform=axes.get_yaxis_transform(),
        ha="right",
        va="center",
        fontsize=figures.LETTERS - 2,
    )


def _marker(kind: str) -> dict[str, Any]:
    """A disc; for the second side a ring."""
    colour = COLOURS.get(kind, PLAIN)
    face = "white" if kind == "side-2" else colour
    return {"marker": "o", "linestyle": "", "markersize": 6, "color": colour, "markerfacecolor": face, "zorder": 3}


def _plain(text: str, most: int = LABEL) -> str:
    """Text that can be drawn: no control characters, not too long."""
    letters = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    short = shorten(letters, most, placeholder=" …")
    return short if short != "…" else letters[: most - 2] + "…"
