"""The first page: the three strongest findings, a card a question, what cannot be said, the articles on a time line.

From two articles an outlet on, outlets are the rows; with one each, the articles of an episode are compared, and the page says so. However large
the corpus, it has no more than 700 words.
"""

from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from analysis.compare.across import EVERY_EPISODE
from analysis.compare.registry import MEASURES
from analysis.compare.uncertainty import MIN_ARTICLES
from analysis.compare.units import NO_EPISODE, NO_OUTLET, labels, placed
from analysis.present import charts, measured, numbers, strongest, words
from analysis.present.charts import Dot, Entry, Line, Series
from analysis.present.pages import Page
from analysis.present.results import Results, turned
from analysis.present.told import findings
from analysis.present.word_grid import word_grid

NAMED = 3  # outlets that the episode lacks, by name
ROWS = 8  # lines of a card; of more outlets those at either end


class Card(NamedTuple):
    """A question: its measure by side, in which voice, and the page that says more."""

    name: str
    caption: str
    measure: str
    voice: str | None
    page: str


CARDS = (
    Card("Words", "Contested words that are one side’s usage, in the outlet’s own voice", "terms.usage", "outlet", "02-terminology.html"),
    Card("Blame", "Harmful acts attributed to each side, of those with a named doer, in the outlet’s own voice", "blame.doers", "outlet", "04-blame.html"),
    Card("Voices", "Statements of sources that come from each side", "voices.sources", None, "03-voices.html"),
    Card("Tone", "Mean tone towards each side, in the outlet’s own voice", "tone.target", "outlet", "05-sentiment.html"),
)  # fmt: skip


def page(results: Results) -> Page:
    """The page."""
    body = Markup("").join(
        [
            Markup("<h2>The strongest findings</h2>{}").format(findings(results)),
            Markup('<h2>Four questions</h2><p>{}</p><div class="cards">{}</div>').format(
                _about_cards(results), Markup("").join(card(results, c) for c in CARDS)
            ),
            Markup("<h2>What cannot be said</h2><ul>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(text) for text in limits(results))
            ),
            Markup("<h2>The articles</h2>{}").format(timeline(results)),
        ]
    )
    return Page("index.html", results.study.title, "questions", body, "Findings")


def card(results: Results, c: Card) -> Markup:
    """A small dot plot: the rows of the largest episode, or every article."""
    if c.measure == "terms.usage" and not results.outlets_are_rows:
        return _words_of_articles(results, c)
    lines = card_lines(results, c)
    title = Markup('<h3><a href="{}">{}</a></h3>').format(c.page, c.name)
    if not lines:
        return Markup('<section class="card">{}<p>{}: nothing to count.</p></section>').format(title, c.caption)
    shown, more = _ends(lines)
    scale = charts.scores(shown) if MEASURES[c.measure].mean else charts.SHARES
    rows = "Outlet" if results.outlets_are_rows else "Article"
    figure = charts.dots(c.caption, shown, sides(results), scale, rows)
    rest = (
        Markup(
            '<p>The highest and the lowest, of those with an interval where some have one; <a href="{}">{} more</a>.</p>'
        ).format(c.page, more)
        if more
        else ""
    )
    return Markup('<section class="card">{}{}{}{}</section>').format(title, figure, rest, _together(results, c))


def _together(results: Results, c: Card) -> Markup:
    """What holds over all episodes, where outlets share several: how many pairs of outlets differ, and which the most."""
    table, book = results.found["contrasts"], results.study.codebook
    table = table[(table["episode"] == EVERY_EPISODE) & (table["copies"] == "all") & (table["measure"] == c.measure)]
    table = table[table["side"].isin(book.side_ids) & (table["voice"].fillna("") == (c.voice or ""))]
    table = table[table["p"].notna()]
    if table.empty:
        return Markup("")
    found = strongest.listed(table, book)
    looked, differ = (len(t.drop_duplicates(["first", "second"])) for t in (table, found))
    told = f"All episodes together: {differ or 'none'} of {numbers.count(looked, 'pair')} of outlets "
    if found.empty:
        return Markup("<p>{}differs beyond chance.</p>").format(told)
    row = dict(found.iloc[0])
    row = turned(row) if row["difference"] < 0 else row
    return Markup("<p>{}{}. Furthest apart are {} and {}. {}: {}.</p>").format(
        told,
        "differ" if differ > 1 else "differs",
        words.outlet(row["second"]),
        words.outlet(row["first"]),
        measured.what(results, row),
        measured.difference(row),
    )


def _words_of_articles(results: Results, c: Card) -> Markup:
    """Of articles the words themselves: few as they are, they can be shown."""
    order = results.rows.order
    names = order.loc[order["episode"] == results.largest, "outlet"].tolist()[: charts.MOST_COLUMNS]
    episode = words.episode(results.study.codebook, results.largest)
    grid = word_grid(results, f"The words for the same things, {episode}", names, results.largest, things=5)
    none = Markup("<p>{}: nothing to count.</p>").format(c.caption)
    return Markup('<section class="card wide"><h3><a href="{}">{}</a></h3>{}</section>').format(
        c.page, c.name, grid or none
    )


def card_lines(results: Results, c: Card) -> list[Line]:
    """A line for each row, with a dot for either side; articles under the name of their episode."""
    table = results.rows.estimates(c.measure)
    table = table if c.voice is None else table[table["voice"] == c.voice]
    if results.outlets_are_rows:
        table = table[table["episode"] == results.largest]
    table = table[(table["n"] > 0) & table["side"].isin(results.study.codebook.side_ids)]
    lines: list[Line] = []
    for name, episode in table.groupby("episode_name", sort=False):
        lines += [] if results.outlets_are_rows else [Line(str(name), [])]
        lines += [_line(results, group) for _, group in episode.groupby("number")]
    return lines


def sides(results: Results) -> list[Series]:
    """The two sides as series of a figure."""
    book = results.study.codebook
    return [Series(book.side_names[s], f"side-{i}") for i, s in enumerate(book.side_ids, 1)]


def limits(results: Results) -> list[Markup]:
    """What this corpus does not allow anybody to say."""
    articles, order = results.study.articles, results.rows.order
    known = order[order["outlet"] != NO_OUTLET]
    few = int((known["n_articles"] < MIN_ARTICLES).sum())
    nameless, copies = int(articles["outlet"].isna().sum()), int(articles["cluster_id"].notna().sum())
    found = {
        "What an outlet usually does. With one article each, nothing tells the outlet from the article.": not results.outlets_are_rows,
        f"Anything firm where an outlet has fewer than {MIN_ARTICLES} articles in an episode ({few} of {len(known)} cases). There is no interval "
        "and no test.": results.outlets_are_rows and few,
        f"Anything about the outlet behind {numbers.count(nameless, 'article')}: it is not known.": nameless,
        "How an outlet differs from one episode to the next. What happened differs too.": len(results.episodes) > 1,
        f"That the words of a dispatch are an outlet’s own choice. {numbers.count(copies, 'article')} share dispatches; an outlet’s copies of one count once.": copies,
        "Whether an account is true, what a writer meant, or which facts nobody reported.": True,
    }  # fmt: skip
    errs = Markup('That every mark is right. <a href="methods.html">How often the suite errs</a>.')
    return [*(escape(text) for text, so in found.items() if so), errs]


def timeline(results: Results) -> Markup:
    """Every article at its day."""
    articles = results.study.articles
    names = labels(articles)
    articles = articles.assign(outlet=placed(articles)["outlet"]).sort_values(
        ["outlet", "date", "article_id"], kind="stable"
    )
    entries = [
        Entry(
            words.outlet(a.outlet),
            None if pd.isna(a.date) else a.date.date(),
            names[a.article_id],
            results.article(a.article_id),
        )
        for a in articles.itertuples()
    ]
    every = Markup('<p><a href="articles.html">All articles</a></p>')
    return Markup("{}{}").format(charts.timeline("Each dot is an article", entries), every)


def _about_cards(results: Results) -> Markup:
    book = results.study.codebook
    if not results.outlets_are_rows:
        return Markup("Each line is an article. Compare only articles of the same episode.")
    where = (
        "Articles of no known episode"
        if results.largest == NO_EPISODE
        else f"Largest episode: {words.episode(book, results.largest)}"
        if len(results.episodes) > 1
        else f"Episode: {words.episode(book, results.largest)}"
    )
    interval = "In brackets, the 95\u00a0% interval: how far the value could move had other articles of the outlet been collected."
    return Markup("{}. {} {}").format(where, interval, _absent(results)).strip()


def _absent(results: Results) -> Markup:
    """Which outlets have no article in the episode that the cards show, each with its page."""
    order = results.rows.order
    here = set(order.loc[order["episode"] == results.largest, "outlet"])
    absent = [outlet for outlet in results.outlets if outlet not in here]
    if not absent:
        return Markup("")
    shown = absent if len(absent) <= NAMED + 1 else absent[:NAMED]
    names = [Markup('<a href="{}">{}</a>').format(results.outlet_files[o], words.outlet(o)) for o in shown]
    names += [Markup("{} others").format(len(absent) - len(shown))] if len(absent) > len(shown) else []
    verb = "have" if len(absent) > 1 else "has"
    return Markup("{} {} no article in it.").format(Markup(numbers.listing(names)), verb)


def _line(results: Results, group: pd.DataFrame) -> Line:
    rows = [group[group["side"] == side] for side in results.study.codebook.side_ids]
    values = [dict(r.iloc[0]) if len(r) else None for r in rows]
    first = dict(group.iloc[0])
    mean = MEASURES[first["measure"]].mean
    parts = Markup(" and ").join(results.rows.counted(v) for v in values if v is not None and v["n"])
    whole = Markup(" passages") if mean else Markup(" of {}").format(results.rows.counted(first, whole=True))
    few = group["n"].max() < strongest.LEAST
    rests = Markup("{}{}{}").format(parts, whole, ": too few" if few else "")
    if results.outlets_are_rows:
        n = int(group["n_articles"].max())
        rests += Markup(", {}{}").format(
            numbers.count(n, "article"), "" if few or n >= MIN_ARTICLES else ": no interval"
        )
    return Line(first["row"], [_value(v, mean, few) for v in values], rests)


def _value(row: dict[str, Any] | None, mean: bool, few: bool) -> Dot:
    if row is None or few or not row["n"]:
        return Dot(None, None, None, "–")
    low, high = (None if pd.isna(row[c]) else float(row[c]) for c in ("low", "high"))
    return Dot(float(row["value"]), low, high, numbers.exact(numbers.estimate(row, mean), row["value"], low, high))


def _ends(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines, or of many those at either end by the first side's value less the second's: of those with intervals, where there are two, for the
    most extreme of many that rest on an article or two is luck."""

    def lean(line: Line) -> float:
        first, second = (d.value or 0 for d in line.dots)
        return second - first

    values = [line for line in lines if line.dots]
    if len(values) <= ROWS:
        return lines, 0
    sure = [line for line in values if any(d.low is not None for d in line.dots)]
    ordered = sorted(sure if len(sure) > 1 else values, key=lean)
    shown = ordered if len(ordered) <= ROWS else [*ordered[: ROWS // 2], *ordered[-(ROWS // 2) :]]
    return shown, len(values) - len(shown)
