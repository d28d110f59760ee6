"""What `07-reuse-and-coverage` shows."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.compare import coverage
from analysis.compare.reuse import shared
from analysis.compare.units import NO_OUTLET, labels
from analysis.present import numbers, words
from analysis.present.counts import count
from analysis.present.display import Shown, cells, note, table
from analysis.present.rows import OUTLET, Rows, rows
from analysis.study import Study

NO_COPIES = "No article is a copy of another one here, and none is credited to an agency."


def copies(study: Study) -> Shown:
    """Which articles are copies of which dispatch, whose it is, and how much of each is copied."""
    marked = rows(study).study
    found = shared(marked.tables).merge(marked.articles[["article_id", "date", "wire", "n_words"]], on="article_id")
    if found.empty:
        alone = marked.articles["wire"].notna().sum()
        return note(
            NO_COPIES
            if not alone
            else f"No article is a copy of another one here; {numbers.count(alone, 'article')} carry an agency’s name."
        )
    names = labels(marked.articles)
    titles = _titles(study)
    found["dispatch"] = [
        f"{wire if isinstance(wire, str) else 'No agency named'}: {titles[cluster]}"
        for wire, cluster in zip(found["wire"], found["cluster_id"], strict=True)
    ]
    found["article"], found["nearest"] = found["article_id"].map(names), found["nearest"].map(names)
    found = found.sort_values(["cluster_id", "date", "article_id"])
    columns = {
        "article": "article",
        "date": "date",
        "n_words": "words",
        "share": "of it stands in",
        "nearest": "the copy",
    }
    return table(
        found, columns, by="dispatch", foot="Per cent of an article’s runs of four words, quotations left out."
    )


def copies_by_row(study: Study) -> Shown:
    """How many articles of each row are copies, and of whose dispatches."""
    chosen = rows(study)
    if not chosen.copies and chosen.study.articles["wire"].isna().all():
        return note(NO_COPIES)
    articles = chosen.study.articles.assign(number=lambda a: a["article_id"].map(chosen.of))
    lines = []
    for number, group in articles.groupby("number"):
        copied = group[group["cluster_id"].notna() | group["wire"].notna()]
        wires = copied["wire"].fillna("no agency named").value_counts()
        lines.append(
            {
                "episode": chosen.order["episode_name"][number],
                chosen.unit: chosen.order["row"][number],
                "articles": len(group),
                "copies": len(copied),
                "share": len(copied) / len(group),
                "whose": ", ".join(f"{name} {n}" for name, n in wires.items()) or None,
            }
        )
    columns = {
        chosen.unit: chosen.unit,
        "articles": "articles",
        "copies": "copies of dispatches",
        "share": "share",
        "whose": "whose",
    }
    return table(pd.DataFrame(lines), columns, by="episode")


def events(study: Study) -> Shown:
    """Which rows tell of which event: those that several articles tell of."""
    chosen = rows(study)
    found = coverage.events(chosen.study.articles, chosen.names)
    if found.empty:
        return note("No two articles tell of the same event.")
    every = chosen.order.groupby("episode_name")["row"].agg(set)
    names = [words.episode(study.codebook, key) for key in found["episode"]]
    silent = [
        ", ".join(sorted(every[name] - set(told) - {words.outlet(NO_OUTLET)})) or None
        for name, told in zip(names, found["told_by"], strict=True)
    ]
    titles = _titles(study)
    found = found.assign(
        episode=names, event=found["article_id"].map(titles), told=found["told_by"].map(", ".join), silent=silent
    )
    found = found.sort_values("episode", key=lambda e: e.map(chosen.episodes.index), kind="stable")
    columns = {
        "event": "event, as its first article heads it",
        "date": "first told",
        "n_articles": "articles",
        "told": "told by",
        "silent": "not found in",
    }
    return table(found, columns, by="episode")


def facts(study: Study) -> Shown:
    """Which rows state which fact of the codebook's checklist."""
    chosen = rows(study)
    if not study.codebook.facts:
        return note("The codebook has no checklist of facts.")
    found = chosen.estimates("facts.stated")
    told = found[found.groupby(["episode", "item"])["k"].transform("sum") > 0]
    lines = []
    for (episode, item), group in told.groupby(["episode_name", "item"], sort=False):
        number = count(int(group["k"].sum()), "facts.stated", item=item, episode=group["episode"].iloc[0])
        by = [_told(chosen, row) for row in group.to_dict("records") if row["k"]]
        lines.append(
            {
                "episode": episode,
                "fact": words.fact(study.codebook, item),
                "by": Markup("{} of {}: {}").format(number, group["n"].sum(), Markup(", ").join(by)),
                "not": ", ".join(group.loc[group["k"] == 0, "row"]) or None,
            }
        )
    order = [fact.name for fact in study.codebook.facts]
    lines.sort(key=lambda line: (chosen.episodes.index(line["episode"]), order.index(line["fact"])))
    missing = [name for name in order if name not in {line["fact"] for line in lines}]
    foot = f"Found in no article: {numbers.listing(missing)}." if missing else ""
    columns = {"fact": "fact", "by": "articles that state it", "not": "not found in"}
    empty = "No article states a fact of the checklist."
    return table(pd.DataFrame(lines, dtype=object), columns, empty, by="episode", foot=foot, values=found)


def told_and_left_out(study: Study) -> Shown:
    """Of one event: the facts that some tell and others, who tell of it too, do not."""
    chosen = rows(study)
    found = coverage.told_and_left_out(chosen.study.tables, chosen.names)
    if found.empty:
        return note("No fact of the checklist is told by one and left out by another who tells of the same event.")
    titles = _titles(study)
    found = found.assign(
        event=found["story"].map(titles),
        fact=[words.fact(study.codebook, key) for key in found["fact_id"]],
        told=cells(
            found,
            (
                Markup("{} ({})").format(", ".join(by), count(len(ids), "facts.stated", item=fact, article=ids))
                for by, ids, fact in zip(found["told_by"], found["articles"], found["fact_id"], strict=True)
            ),
        ),
        left=found["left_out_by"].map(", ".join),
    )
    foot = "In brackets: in how many articles."
    return table(found, {"fact": "fact", "told": "told by", "left": "not found in"}, by="event", foot=foot)


def caution() -> Shown:
    """What the measures do not show."""
    return note(
        "An article may be missing from the corpus and not from the outlet: what is not found here may have been told elsewhere. Facts are found "
        "by their words; a fact told in other words is missed, and one that a sentence denies is found."
    )


def _told(chosen: Rows, row: dict[str, Any]) -> Markup:
    if chosen.unit != OUTLET:
        return Markup("{}").format(row["row"])
    return Markup("{} ({} of {})").format(row["row"], chosen.counted(row), row["n"])


def _titles(study: Study) -> dict[str, str]:
    """What each article is headed, or how it begins, by article_id."""
    articles = study.articles
    begins = articles["text"].str.split().str[:9].str.join(" ") + " …"
    return dict(zip(articles["article_id"], articles["title"].fillna(begins), strict=True))
