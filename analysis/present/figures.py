"""Figures of seaborn and Matplotlib, where there is more to see than a dot plot of `charts` shows: each returns a Picture, a closed Figure with
its alternative text.

They are narrow, with large letters and labels above what they name, so that they can be read on a phone. Two colours stand for the sides,
the second doubled by an open marker (blue and brown, which colour-blind readers can tell apart); voices are grey. The rows' names come from
the input: a dollar sign in one is no mathematics.
"""

from collections.abc import Mapping, Sequence

import matplotlib
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from analysis.codebook import Codebook
from analysis.present import numbers, words
from analysis.present.display import Picture

matplotlib.rcParams["text.parse_math"] = False

SIDE_COLOURS = ("#0072b2", "#b35900")
VOICE_COLOURS = {"outlet": "#404040", "indirect": "#8c8c8c", "direct": "#bdbdbd", "scare": "#e6e6e6"}
WIDTH = 4.8  # inches
LETTERS = 10
ALONG = "first sentence → last sentence"
MOST = 24  # rows of a figure
MOST_PANELS = 12
MOST_DOTS = 1500  # of a figure; more lie upon each other, and make a page of megabytes
ROW, HEADING = 1.0, 0.6  # heights


def colours(codebook: Codebook) -> dict[str, str]:
    """A colour for each side."""
    return dict(zip(codebook.side_ids, SIDE_COLOURS, strict=True))


def stacked(
    wide: pd.DataFrame, palette: Mapping[str, str], names: Mapping[str, str], xlabel: str, title: str
) -> Picture:
    """One horizontal bar a row, made of parts. `wide`: index (heading, label), one column a part in the order of `palette`, shares of 1.

    Bars carry their values; a row whose values are null has no bar and says so. Rows behind `MOST` are left to the table.
    """
    wide, more = wide.head(MOST), len(wide) - MOST
    places, axes, figure = canvas(wide.index, title)
    left = pd.Series(0.0, index=wide.index)
    for key, colour in palette.items():
        widths = wide[key].astype("float64").fillna(0.0)
        if not widths.any():
            continue
        bars = axes.barh(
            places, widths, left=left, color=colour, label=names[key], height=0.42, edgecolor="#404040", linewidth=0.4
        )
        _bar_labels(axes, bars, widths)
        left = left + widths
    for place, empty in zip(places, wide.isna().all(axis=1), strict=True):
        if empty:
            axes.text(0.01, place, "nothing to count", va="center", color="#777777", fontsize=LETTERS - 1)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: numbers.percent(value))
    finish(axes, xlabel)
    cells = [
        f"{_named(key)}: {', '.join(f'{names[k]} {numbers.percent(v)}' for k, v in row.items() if pd.notna(v) and v) or 'nothing to count'}"
        for key, row in wide.iterrows()
    ]
    return Picture(figure, f"{_sentence(title)} {'; '.join(cells)}.{_more(more)}")


def positions(
    dots: pd.DataFrame,
    places: Sequence[tuple[str, str]],
    palette: Mapping[str, str],
    names: Mapping[str, str],
    title: str,
) -> Picture:
    """Where in their articles things stand: a dot for each, on the line of its row. dots: heading, label, key (of `palette`), position
    (0 the first sentence, 1 the last). `places`: (heading, label) of the rows."""
    shown, more = list(places)[:MOST], len(places) - MOST
    heights, axes, figure = canvas(shown, title)
    at = dict(zip(shown, heights, strict=True))
    rows = list(zip(dots["heading"], dots["label"], strict=True))
    dots = dots.assign(y=[at.get(key) for key in rows]).dropna(subset=["y"])
    drawn = dots.sample(MOST_DOTS, random_state=0) if len(dots) > MOST_DOTS else dots
    for number, (key, colour) in enumerate(palette.items()):
        here = drawn[drawn["key"] == key]
        face = colour if number == 0 else "none"
        axes.scatter(
            here["position"], here["y"] + (0.12 if number else -0.12), s=46, edgecolors=colour, facecolors=face, linewidths=1.6,
            label=names[key], zorder=3, alpha=0.85,
        )  # fmt: skip
    axes.set_xlim(-0.03, 1.03)
    axes.set_xticks([0, 1], ["first", "last"])
    finish(axes, ALONG)
    means = dots.groupby(["heading", "label", "key"], sort=False)["position"].agg(["mean", "size"])
    cells = [
        f"{_named(key[:2])}: {names[key[2]]} {numbers.score(row['mean'])}"
        + (f" (mean of {int(row['size'])})" if row["size"] > 1 else "")
        for key, row in means.sort_index().iterrows()
    ]
    left = f" {MOST_DOTS:,} of {len(dots):,} dots, drawn at random." if len(dots) > MOST_DOTS else ""
    return Picture(figure, f"{_sentence(title)} {'; '.join(cells)}.{left}{_more(more)}")


def courses(dots: pd.DataFrame, band: pd.DataFrame, title: str, ylabel: str) -> Picture:
    """Scores by position: a panel for each `panel`, a dot for each row of `dots` in the grey of its voice; where `band` has rows for the
    panel, its curve and interval. Of more than `MOST_DOTS` dots so many are drawn at random, which the text says. dots: panel,
    position, value, voice; band: panel, position, value, low, high."""
    panels = list(dict.fromkeys(dots["panel"]))
    shown, more = panels[:MOST_PANELS], len(panels) - MOST_PANELS
    most = MOST_DOTS // max(len(shown), 1)
    figure = Figure(figsize=(WIDTH, 1.1 + 1.25 * max(len(shown), 1)), layout="constrained")
    grid = figure.subplots(max(len(shown), 1), 1, sharex=True, squeeze=False)[:, 0]
    for axes, panel in zip(grid, shown, strict=False):
        here, curve = dots[dots["panel"] == panel], band[band["panel"] == panel]
        here = here.sample(most, random_state=0) if len(here) > most else here
        sns.scatterplot(
            here,
            x="position",
            y="value",
            hue="voice",
            hue_order=list(VOICE_COLOURS),
            palette=VOICE_COLOURS,
            s=22,
            legend=False,
            ax=axes,
        )
        if len(curve):
            axes.plot(curve["position"], curve["value"], color="#000000", linewidth=1.5)
            axes.fill_between(curve["position"], curve["low"], curve["high"], color="#999999", alpha=0.35, linewidth=0)
        axes.axhline(0, color="#CCCCCC", linewidth=0.8, zorder=0)
        axes.set(ylim=(-1.1, 1.1), yticks=[-1, 0, 1], xlabel="", ylabel="")
        axes.set_title(panel, loc="left", fontsize=LETTERS - 1)
        axes.tick_params(labelsize=LETTERS - 1)
        sns.despine(ax=axes)
    figure.suptitle(title, x=0.01, ha="left", fontsize=LETTERS + 1, fontweight="bold", wrap=True)
    figure.supylabel(ylabel, fontsize=LETTERS - 1)
    grid[-1].set_xlabel(ALONG, fontsize=LETTERS)
    grid[-1].set(xlim=(-0.03, 1.03), xticks=[0, 1], xticklabels=["first", "last"])
    for voice, colour in VOICE_COLOURS.items():
        if (dots["voice"] == voice).any():
            grid[-1].scatter([], [], color=colour, s=26, label=words.VOICES[voice])
    handles, names = grid[-1].get_legend_handles_labels()
    if handles:
        figure.legend(handles, names, loc="outside lower center", ncols=2, frameon=False, fontsize=LETTERS - 1)
    sizes = {panel: int((dots["panel"] == panel).sum()) for panel in shown}
    counts = "; ".join(
        f"{panel}: {most:,} of {n:,} dots, drawn at random" if n > most else f"{panel}: {n} dots"
        for panel, n in sizes.items()
    )
    return Picture(
        figure, f"{_sentence(title)} One dot a sentence and voice, its values in the table. {counts}.{_more(more)}"
    )


def canvas(rows: Sequence[tuple[str, str]] | pd.Index, title: str) -> tuple[list[float], Axes, Figure]:
    """(the height of each row, axes, figure): every row has its label above it, rows of several headings these too."""
    headings = list(dict.fromkeys(heading for heading, _ in rows))
    y, last, places, written = -HEADING if len(headings) > 1 else 0.0, None, [], []
    for heading, label in rows:
        if heading != last and len(headings) > 1:
            y += HEADING
            written.append((y - 0.72, heading, "bold"))
        places.append(y)
        written.append((y - 0.33, label, "normal"))
        y, last = y + ROW, heading
    figure = Figure(figsize=(WIDTH, 1.5 + 0.52 * max(y, 1)), layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontsize=LETTERS + 1, fontweight="bold", wrap=True)
    axes.set_ylim(max(y, 1) - 0.6, -1.0 if len(headings) > 1 else -0.6)
    for height, text, weight in written:
        axes.text(
            0,
            height,
            text,
            transform=axes.get_yaxis_transform(),
            fontsize=LETTERS - 0.5,
            fontweight=weight,
            va="center",
        )
    return places, axes, figure


def _bar_labels(axes: Axes, bars: BarContainer, widths: pd.Series) -> None:
    shown = [numbers.percent(w) if w >= 0.09 else "" for w in widths]
    for text, bar in zip(axes.bar_label(bars, shown, label_type="center", fontsize=LETTERS - 1.5), bars, strict=True):
        red, green, blue, _ = bar.get_facecolor()
        text.set_color("white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.55 else "black")


def finish(axes: Axes, xlabel: str) -> None:
    axes.set_yticks([])
    axes.set_xlabel(xlabel, fontsize=LETTERS)
    axes.tick_params(axis="x", labelsize=LETTERS - 1)
    axes.grid(axis="x", color="#E5E5E5", zorder=0)
    axes.set_axisbelow(True)
    sns.despine(ax=axes, left=True)
    handles, names = axes.get_legend_handles_labels()
    if handles:
        figure = axes.figure
        figure.legend(handles, names, loc="outside lower center", ncols=2, frameon=False, fontsize=LETTERS - 1)


def _named(key: tuple[str, str]) -> str:
    heading, label = key
    return f"{label}, {heading}" if heading else label


def _more(more: int) -> str:
    return f" {numbers.count(more, 'more row')} in the table." if more > 0 else ""


def _sentence(title: str) -> str:
    return title if title.endswith("?") else f"{title}."
