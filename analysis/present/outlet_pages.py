"""A page for each outlet: what sets it apart, measure by measure beside the others, its words, its articles."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare.contrasts import REST
from analysis.compare.placebo import LISTED
from analysis.compare.registry import KEYS, MEASURES
from analysis.compare.units import NO_OUTLET
from analysis.present import measured, numbers, strongest, words
from analysis.present.pages import Page
from analysis.present.results import FEW, Results, turned
from analysis.present.told import statement

APART = 12  # differences listed
WORDS = 20  # distinctive words listed


def pages(results: Results) -> list[Page]:
    """A page for every known outlet; none where articles are compared."""
    return [page(results, outlet) for outlet in results.outlets]


def page(results: Results, outlet: str) -> Page:
    """The page of one outlet."""
    here = results.rows.order[results.rows.order["outlet"] == outlet]
    parts = [
        _lead(here),
        Markup("<h2>What sets it apart</h2>{}").format(apart(results, outlet)),
        Markup("<h2>Measure by measure</h2>{}").format(by_measure(results, outlet, here["episode"].tolist())),
        Markup("<h2>Words that set it apart</h2>{}").format(distinctive(results, outlet)),
        Markup("<h2>Beside another outlet</h2>{}").format(beside(results, outlet)),
        Markup("<h2>Its articles</h2>{}").format(articles(results, outlet)),
    ]
    shown = words.outlet(outlet)
    return Page(results.outlet_files[outlet], shown, "outlets", Markup("").join(parts), shown)


def apart(results: Results, outlet: str) -> Markup:
    """The differences from the other outlets that are no chance, the strongest first."""
    tested = strongest.tested(results)
    tested = tested[(tested["copies"] == "all") & (tested["first"].eq(outlet) | tested["second"].eq(outlet))]
    tested = tested[tested["measure"].isin(measured.SHOWN)]
    tested = tested[tested["voice"].fillna("outlet") == "outlet"]
    found = strongest.listed(tested, results.study.codebook)
    if found.empty:
        reason = "too few articles to test anything" if tested.empty else "nothing that chance could not explain"
        return Markup('<p class="note">Beside the other outlets: {}.</p>').format(reason)
    same = ["measure", *KEYS]
    places = found.groupby(same, dropna=False)["episode"].transform("nunique")
    found = found.assign(places=places).drop_duplicates(same)
    items = Markup("").join(_apart(results, outlet, row) for row in found.head(APART).to_dict("records"))
    more = len(found) - APART
    left = Markup("<p>{} more are in the tables below.</p>").format(more) if more > 0 else ""
    return Markup(
        "<p>Differences from the other outlets that are unlikely to be chance, of {} looked at; each where it is clearest.{}</p><ul>{}</ul>{}"
    ).format(len(tested), strongest.caution(results), items, left)


def by_measure(results: Results, outlet: str, episodes: list[str]) -> Markup:
    """Each measure in each episode: the outlet, the others, the difference; the truth, where it is known."""
    tables = [(episode, _table(results, outlet, episode)) for episode in episodes]
    opened = results.largest if results.largest in episodes else episodes[0]
    return Markup("").join(
        Markup("<details{}><summary>{}</summary>{}</details>").format(
            Markup(" open") if episode == opened else "", words.episode(results.study.codebook, episode), table
        )
        for episode, table in tables
    )


def distinctive(results: Results, outlet: str) -> Markup:
    """The words that the outlet writes more often than the others, in its own voice, each with its first place."""
    table = results.found["keyness"]
    table = (
        table[(table["outlet"] == outlet) & (table["q"] <= LISTED) & (table["difference"] > 0)] if len(table) else table
    )
    if table.empty:
        return Markup('<p class="note">No word stands out beyond chance.</p>')
    items = Markup("").join(
        Markup("<li>{}: {}, the others {}</li>").format(
            results.link(r.article_id, r.word),
            numbers.times(int(r.k)),
            numbers.times(int(r.rest_k)),
        )
        for r in table.head(WORDS).itertuples()
    )
    more = len(table) - WORDS
    return Markup(
        "<p>In its own voice, the clearest first; each leads to the article in which it stands first.</p><ul>{}</ul>{}"
    ).format(items, Markup("<p>And {} more.</p>").format(more) if more > 0 else "")


def beside(results: Results, outlet: str) -> Markup:
    """Links to the pages of its pairs."""
    own = [pair for pair in results.pairs if outlet in pair]
    links = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(
            results.pair_files[pair], words.outlet(pair[0] if pair[1] == outlet else pair[1])
        )
        for pair in own
    )
    if len(results.outlets) > FEW:
        text = "With so many outlets, only pairs between which differences are listed have a page, and no outlet has more than a few."
        return Markup("<p>{}</p><p>{}</p>").format(links or "None.", text)
    return Markup("<p>{}</p>").format(links or "There is no other outlet.")


def articles(results: Results, outlet: str) -> Markup:
    """All its articles, folded."""
    ids = results.rows.articles.loc[results.rows.articles["outlet"] == outlet, "article_id"]
    table = results.study.articles.set_index("article_id").loc[ids].sort_values("date", kind="stable")
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(
            results.link(article_id, results.names[article_id]), "" if pd.isna(title) else f": {title}"
        )
        for article_id, title in table["title"].items()
    )
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(
        numbers.count(len(table), "article"), items
    )


def _lead(here: pd.DataFrame) -> Markup:
    parts = [f"{numbers.count(int(e.n_articles), 'article')} of {e.episode_name}" for e in here.itertuples()]
    return Markup("<p>{}.</p>").format("; ".join(parts))


def _apart(results: Results, outlet: str, row: dict[str, Any]) -> Markup:
    own = results.estimate(row, outlet)
    if own is None:
        return Markup("")
    row = turned(row) | {"places": row["places"]} if row["first"] == outlet else row
    others = row["places"] - 1
    more = f"; also in {numbers.count(others, 'other episode')}" if others else ""
    return Markup("<li>{} (difference {}; {}{})</li>").format(
        statement(results, own, named=False),
        measured.difference(row),
        words.episode(results.study.codebook, row["episode"]),
        more,
    )


def _table(results: Results, outlet: str, episode: str) -> Markup:
    truths = results.truths
    order = results.rows.order
    others = sorted(set(order.loc[order["episode"] == episode, "outlet"]) - {NO_OUTLET, outlet})
    against, name = (others[0], words.outlet(others[0])) if len(others) == 1 else (REST, "The others")
    heads = ["Share of …, or mean", words.outlet(outlet), name, "Difference", *(["Truth"] if truths else [])]
    lines: list[tuple[str, list[str]]] = []
    for question, rows in measured.by_question(measured.shown(results, episode, [outlet])):
        lines.append((question, []))
        for row in rows:
            own = results.estimate(row, outlet)
            contrast = results.contrast(row, against, outlet)
            cells = [measured.cell(results, own), _others(own, contrast), measured.difference(contrast)]
            lines.append((measured.what(results, row), cells + ([_truth(results, row, outlet)] if truths else [])))
    return measured.table(f"{words.outlet(outlet)}, {words.episode(results.study.codebook, episode)}", heads, lines)


def _others(own: dict[str, Any] | None, contrast: dict[str, Any] | None) -> str:
    if own is None or contrast is None or pd.isna(contrast["difference"]) or pd.isna(own["value"]):
        return "–"
    value = own["value"] - contrast["difference"]
    return numbers.score(value) if MEASURES[own["measure"]].mean else numbers.percent(min(max(value, 0), 1))


def _truth(results: Results, row: dict[str, Any], outlet: str) -> str:
    found = results.truths.find(row, outlet) if results.truths else None
    if found is None or pd.isna(found["truth"]):
        return "–"
    outside = pd.notna(found["found"]) and not found["found"]
    return f"{numbers.percent(found['truth'])}{' (outside the interval)' if outside else ''}"
