"""A page for each pair of outlets: measure by measure, and what both write of the same events."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare.across import EVERY_EPISODE
from analysis.present import measured, numbers, strongest, words
from analysis.present.examples import sentence
from analysis.present.pages import Page
from analysis.present.results import Results
from analysis.present.word_grid import word_grid

APART = 12  # differences listed
EVENTS = 6  # events shown side by side


def pages(results: Results) -> list[Page]:
    """A page for every pair of `results.pairs`."""
    return [page(results, first, second) for first, second in results.pairs]


def page(results: Results, first: str, second: str) -> Page:
    """The page of one pair."""
    order = results.rows.order
    both = [e for e in results.episodes if {first, second} <= set(order.loc[order["episode"] == e, "outlet"])]
    lead = Markup(
        "<p>Differences are the second minus the first, with the 95\u00a0% interval; “cannot tell” where it includes zero. Within the same events there "
        "is a number only where shuffling the two names there would give as much in fewer than one case of twenty. See also "
        '<a href="{}">{}</a> and <a href="{}">{}</a>.</p>'
    ).format(
        results.outlet_files[first], words.outlet(first), results.outlet_files[second], words.outlet(second)
    )  # fmt: skip
    tables = Markup("").join(
        Markup("<details{}><summary>{}</summary>{}</details>").format(
            Markup(" open") if e == (results.largest if results.largest in both else both[0]) else "",
            words.episode(results.study.codebook, e),
            _table(results, first, second, e),
        )
        for e in both
    )
    none = Markup(
        '<p class="note">The two share no episode. What they write about differs, so nothing is compared.</p>'
    )
    grid = word_grid(results, "The words of each for the things that both name most", [first, second])
    body = Markup(
        "{}<h2>What sets them apart</h2>{}<h2>Words for the same things</h2>{}<h2>Measure by measure</h2>{}<h2>The same events, side by side</h2>{}"
    ).format(
        lead,
        apart(results, first, second),
        grid or Markup("<p>Neither uses a contested word.</p>"),
        tables or none,
        side_by_side(results, first, second),
    )
    title = f"{words.outlet(first)} and {words.outlet(second)}"
    return Page(results.pair_files[(first, second)], title, "pairs", body, title)


def apart(results: Results, first: str, second: str) -> Markup:
    """The differences of the two that are no chance, the strongest first; over all episodes together where they share several."""
    table = results.found["contrasts"]
    table = table[(table["copies"] == "all") & table["p"].notna() & table["measure"].isin(measured.SHOWN)]
    table = table[
        (table["first"] == first) & (table["second"] == second) & (table["voice"].fillna("outlet") == "outlet")
    ]
    every = table["episode"] == EVERY_EPISODE
    rows = table[every] if every.any() else table
    found = strongest.listed(rows, results.study.codebook)
    if found.empty:
        reason = (
            "too few articles to test anything"
            if rows.empty
            else f"{len(rows)} differences were tested, and each could be chance"
        )
        return Markup('<p class="note">Nothing that is sure: {}.</p>').format(reason)
    where = (
        "over all episodes that both cover"
        if every.any()
        else words.episode(results.study.codebook, rows["episode"].iloc[0])
    )
    items = Markup("").join(
        Markup("<li>{}: {}</li>").format(measured.what(results, row), measured.difference(row))
        for row in found.head(APART).to_dict("records")
    )
    more = Markup("<p>And {} more.</p>").format(len(found) - APART) if len(found) > APART else ""
    return Markup(
        "<p>{} minus {}, {}: differences that are unlikely to be chance, of {} looked at.{}</p><ul>{}</ul>{}"
    ).format(words.outlet(second), words.outlet(first), where, len(rows), strongest.caution(results), items, more)


def side_by_side(results: Results, first: str, second: str) -> Markup:
    """Of each event that both tell of, the sentence in which each first tells of a harmful act in its own voice."""
    told = results.rows.articles
    told = told[told["outlet"].isin([first, second])]
    common = [story for story, group in told.groupby("story", sort=False) if group["outlet"].nunique() > 1]
    if not common:
        return Markup('<p class="note">No event is known to be covered by both.</p>')
    acts = results.acts[results.acts["article_id"].isin(told["article_id"])].merge(
        told[["article_id", "outlet", "story"]], on="article_id"
    )
    by_both = acts.groupby("story", sort=False)["outlet"].nunique() > 1
    stories = by_both[by_both].index
    rows = [
        [_first(results, acts[(acts["story"] == story) & (acts["outlet"] == o)]) for o in (first, second)]
        for story in stories[:EVENTS]
    ]
    made = Markup("").join(
        Markup('<div class="pair"><div><h3>{}</h3>{}</div><div><h3>{}</h3>{}</div></div>').format(
            words.outlet(first), a, words.outlet(second), b
        )
        for a, b in rows
    )
    return Markup(
        "<p>Both cover {}; in {} of them both report a harmful act in their own voice. Here are {}, each with the first sentence about an act. Events are "
        "matched by rare words and dates.</p>{}"
    ).format(numbers.count(len(common), "event"), len(stories), len(rows), made)


def _table(results: Results, first: str, second: str, episode: str) -> Markup:
    heads = ["Share of …, or mean", words.outlet(first), words.outlet(second), "Difference", "Within the same events"]
    lines: list[tuple[str, list[str]]] = []
    for question, rows in measured.by_question(measured.shown(results, episode, [first, second])):
        lines.append((question, []))
        for row in rows:
            contrast = results.contrast(row, first, second)
            cells = [measured.cell(results, results.estimate(row, o)) for o in (first, second)]
            lines.append(
                (
                    measured.what(results, row),
                    [*cells, measured.difference(contrast), _matched(contrast)],
                )
            )
    name = f"{words.outlet(first)} and {words.outlet(second)}, {words.episode(results.study.codebook, episode)}"
    return measured.table(name, heads, lines)


def _matched(contrast: dict[str, Any] | None) -> str:
    if contrast is None or pd.isna(contrast["n_events"]) or not contrast["n_events"]:
        return "no event in common"
    events = numbers.count(int(contrast["n_events"]), "event")
    if pd.isna(contrast["matched_p"]) or contrast["matched_p"] > 0.05:
        return f"cannot tell ({events})"
    value = contrast["matched_difference"]
    mean = measured.MEASURES[contrast["measure"]].mean
    shown = numbers.score(value, plus=True) if mean else f"{numbers.score(100 * value, 0, plus=True)} points"
    return f"{shown} ({events})"


def _first(results: Results, acts: pd.DataFrame) -> Markup:
    row = acts.sort_values(["article_id", "start"], kind="stable").iloc[0]
    return sentence(results, row["article_id"], int(row["start"]), int(row["end"]))
