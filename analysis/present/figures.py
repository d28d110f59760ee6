"""Figures: each takes an estimate and returns a Picture, a closed Figure with its alternative text.

The two sides take the first two colours in the order of the codebook; no colour is a flag's. Colours are Okabe and Ito's
(2008), which colour-blind readers can tell apart.
"""

from collections.abc import Mapping, Sequence

import matplotlib
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.codebook import Codebook
from analysis.present import words
from analysis.present.display import Picture

# Names come from the input: a dollar sign in one is no mathematics.
matplotlib.rcParams["text.parse_math"] = False

SIDE_COLOURS = ("#0072B2", "#E69F00")
OTHER_COLOURS = {
    "both": "#009E73",
    "other": "#CC79A7",
    "unresolved": "#BBBBBB",
    "neutral": "#777777",
    "outlet": "#333333",
}
VOICE_COLOURS = {"outlet": "#4D4D4D", "indirect": "#9ECAE1", "direct": "#2171B5", "scare": "#FDAE6B"}
VOICE_NAMES = words.VOICES
side_label = words.side
WIDTH = 8.0


def colours(codebook: Codebook) -> dict[str, str]:
    """A colour for every value of a side column."""
    return dict(zip(codebook.side_ids, SIDE_COLOURS, strict=True)) | OTHER_COLOURS


def stacked(
    table: pd.DataFrame, category: str, part: str, value: str, order: Sequence[str], palette: Mapping[str, str],
    names: Mapping[str, str], xlabel: str, title: str, as_share: bool = True,
) -> Picture:  # fmt: skip
    """One horizontal bar for each `category`, made of its `part`s. Bars carry their values; parts that are 0 are left out.

    With `as_share`, `value` is a share of 1 and is shown in per cent; a category whose values are null has no bar and says so.
    """
    wide = table.pivot(index=category, columns=part, values=value)
    wide = wide.reindex(index=list(dict.fromkeys(table[category])), columns=list(order))
    figure, axes = _canvas(len(wide), title)
    left = pd.Series(0.0, index=wide.index)
    for key in order:
        widths = wide[key].astype("float64").fillna(0.0)
        if not widths.any():
            continue
        bars = axes.barh(
            range(len(wide)), widths, left=left, color=palette[key], label=names.get(key, key), height=0.62
        )
        _bar_labels(axes, bars, widths, as_share)
        left = left + widths
    for row, empty in enumerate(wide.isna().all(axis=1)):
        if empty:
            axes.text(0.01, row, "nothing to count", va="center", color="#777777", fontsize=9)
    _finish(axes, wide.index, xlabel, as_share)
    return Picture(figure, _alt(title, wide, names, as_share))


def positions(table: pd.DataFrame, codebook: Codebook, title: str) -> Picture:
    """Where each side first speaks in each article: a dot between 0 (first sentence) and 1 (last). `table` as voices.by_side."""
    known = table[table["source_side"].isin(codebook.side_ids)]
    articles = list(dict.fromkeys(known["article"]))
    figure, axes = _canvas(len(articles), title)
    sentences = []
    for side in codebook.side_ids:
        rows = known[known["source_side"] == side].dropna(subset=["first_position"])
        y = [articles.index(a) for a in rows["article"]]
        axes.scatter(
            rows["first_position"], y, color=colours(codebook)[side], s=80, label=side_label(codebook, side), zorder=3
        )
        sentences += [
            f"{a}: {side_label(codebook, side)} {p:.2f}"
            for a, p in zip(rows["article"], rows["first_position"], strict=True)
        ]
    axes.set_xlim(-0.03, 1.03)
    _finish(axes, articles, "first sentence of the article → last sentence", as_share=False)
    return Picture(figure, f"{_sentence(title)} " + "; ".join(sorted(sentences)) + ".")


def heatmap(wide: pd.DataFrame, title: str, xlabel: str, ylabel: str) -> Picture:
    """Counts as a matrix with the number in every cell."""
    figure = Figure(figsize=(WIDTH, 1.6 + 0.42 * len(wide)), layout="constrained")
    axes = figure.subplots()
    sns.heatmap(wide, annot=True, fmt="d", cmap="Greys", cbar=False, linewidths=0.5, linecolor="white", ax=axes, vmin=0)
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold")
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    axes.tick_params(axis="y", rotation=0)
    cells = [
        f"{row} – {column}: {wide.loc[row, column]}"
        for row in wide.index
        for column in wide.columns
        if wide.loc[row, column]
    ]
    return Picture(figure, f"{_sentence(title)} " + "; ".join(cells) + ".")


def dots(
    table: pd.DataFrame, row: str, columns: Mapping[str, str], palette: Mapping[str, str], title: str, xlabel: str
) -> Picture:
    """Some values of each row as dots on one line, joined; `columns` names them. A null value has no dot."""
    rows = table[row].tolist()
    figure, axes = _canvas(len(rows), title)
    values = table[list(columns)].astype("float64")
    for y, line in enumerate(values.itertuples(index=False)):
        known = [v for v in line if pd.notna(v)]
        if len(known) > 1:
            axes.plot([min(known), max(known)], [y, y], color="#BBBBBB", zorder=1)
        elif not known:
            axes.text(0, y, "nothing to score", va="center", ha="center", color="#777777", fontsize=9)
    for key, name in columns.items():
        axes.scatter(values[key], range(len(rows)), color=palette[key], s=70, label=name, zorder=3)
    axes.axvline(0, color="#999999", linewidth=0.8, zorder=0)
    axes.set_xlim(-1, 1)
    _finish(axes, rows, xlabel, as_share=False)
    cells = [
        f"{name}: "
        + (", ".join(f"{columns[k]} {v:.2f}" for k, v in zip(columns, line, strict=True) if pd.notna(v)) or "–")
        for name, line in zip(rows, values.itertuples(index=False), strict=True)
    ]
    return Picture(figure, f"{_sentence(title)} {'; '.join(cells)}.")


def courses(rows: pd.DataFrame, band: pd.DataFrame, title: str, ylabel: str) -> Picture:
    """Scores by position: a panel for each `panel`, a dot for each row coloured by its voice; where `band` has rows for the panel,
    its curve and interval. rows: panel, position, value, voice; band: panel, position, value, low, high."""
    panels = list(dict.fromkeys(rows["panel"]))
    figure = Figure(figsize=(WIDTH, 0.6 + 1.35 * max(len(panels), 1)), layout="constrained")
    grid = figure.subplots(max(len(panels), 1), 1, sharex=True, squeeze=False)[:, 0]
    for axes, panel in zip(grid, panels, strict=True):
        here, curve = rows[rows["panel"] == panel], band[band["panel"] == panel]
        for voice, colour in VOICE_COLOURS.items():
            part = here[here["voice"] == voice]
            if len(part):
                axes.scatter(part["position"], part["value"], color=colour, s=26, label=VOICE_NAMES[voice], zorder=3)
        if len(curve):
            axes.plot(curve["position"], curve["value"], color="#333333", linewidth=1.5)
            axes.fill_between(curve["position"], curve["low"], curve["high"], color="#999999", alpha=0.3, linewidth=0)
        axes.axhline(0, color="#CCCCCC", linewidth=0.8, zorder=0)
        axes.set_ylim(-1.1, 1.1)
        axes.set_title(panel, loc="left", fontsize=9)
        axes.tick_params(labelsize=8)
        sns.despine(ax=axes)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    figure.supylabel(ylabel, fontsize=9)
    grid[-1].set_xlabel("first sentence of the article → last sentence", fontsize=9)
    grid[-1].set_xlim(-0.03, 1.03)
    entries = {name: handle for axes in grid for handle, name in zip(*axes.get_legend_handles_labels(), strict=True)}
    figure.legend(entries.values(), entries.keys(), loc="outside lower center", ncols=5, frameon=False, fontsize=9)
    counts = "; ".join(f"{panel}: {int((rows['panel'] == panel).sum())} dots" for panel in panels)
    return Picture(figure, f"{_sentence(title)} One dot a sentence and voice, its values in the table. {counts}.")


def word_bars(shift: pd.DataFrame, title: str, first: str, second: str) -> Picture:
    """The words of a word shift: bars to the right lift the second text above the first, bars to the left lower it."""
    figure, axes = _canvas(max(len(shift) * 0.6, 2), title)
    colours_ = ["#4D9221" if value > 0 else "#C51B7D" for value in shift["contribution"]]
    axes.barh(range(len(shift)), shift["contribution"], color=colours_, height=0.7)
    axes.axvline(0, color="#999999", linewidth=0.8)
    _finish(axes, shift["word"].tolist(), f"← lowers {second} beside {first} · lifts it →", as_share=False)
    cells = [f"{w} {c:+.2f}" for w, c in zip(shift["word"], shift["contribution"], strict=True)]
    return Picture(figure, f"{_sentence(title)} {'; '.join(cells) or 'No word differs'}.")


def _canvas(rows: float, title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, 1.5 + 0.5 * max(rows, 1)), layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold")
    return figure, axes


def _bar_labels(axes: Axes, bars: BarContainer, widths: pd.Series, as_share: bool) -> None:
    shown = [f"{100 * w:.0f} %" if as_share else f"{w:.0f}" for w in widths]
    smallest = 0.05 if as_share else 0.5
    texts = axes.bar_label(
        bars,
        [s if w >= smallest else "" for s, w in zip(shown, widths, strict=True)],
        label_type="center",
        fontsize=8.5,
    )
    for text, bar in zip(texts, bars, strict=True):
        red, green, blue, _ = bar.get_facecolor()
        text.set_color("white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.55 else "black")


def _finish(axes: Axes, labels: Sequence[str], xlabel: str, as_share: bool) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlabel(xlabel)
    if as_share:
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    else:
        bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
        counted = not axes.collections and all(float(bar.get_width()).is_integer() for bar in bars)
        axes.xaxis.set_major_locator(MaxNLocator("auto", integer=counted, steps=[1, 2, 2.5, 5, 10]))
    axes.grid(axis="x", color="#E5E5E5", zorder=0)
    axes.set_axisbelow(True)
    sns.despine(ax=axes, left=True)
    axes.tick_params(axis="y", length=0)
    handles, names = axes.get_legend_handles_labels()
    if handles:
        axes.figure.legend(
            handles, names, loc="outside lower center", ncols=min(len(names), 5), frameon=False, fontsize=9
        )


def _alt(title: str, wide: pd.DataFrame, names: Mapping[str, str], as_share: bool) -> str:
    rows = []
    for label, row in wide.iterrows():
        parts = [
            f"{names.get(k, k)} {f'{100 * v:.0f} %' if as_share else f'{v:.0f}'}"
            for k, v in row.items()
            if pd.notna(v) and v
        ]
        rows.append(f"{label}: {', '.join(parts) or 'nothing to count'}")
    return f"{_sentence(title)} {'; '.join(rows)}."


def _sentence(title: str) -> str:
    return title if title.endswith("?") else f"{title}."
