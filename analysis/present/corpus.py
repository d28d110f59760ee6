"""What `01-corpus` shows."""

from typing import Any

import pandas as pd

from analysis.compare.units import labels
from analysis.present import numbers, words
from analysis.present.counts import count
from analysis.present.display import Shown, cells, note, table
from analysis.present.rows import OUTLET, rows
from analysis.study import Study

KINDS = ("prose", "title", "subhead", "caption", "boilerplate", "duplicate")


def outlets(study: Study) -> Shown:
    """How many articles there are of each outlet and episode, from when to when, and how many are copies; of each article where no outlet
    repeats."""
    chosen = rows(study)
    if chosen.unit != OUTLET:
        return articles(study)
    found = chosen.study.articles.assign(number=lambda a: a["article_id"].map(chosen.of))
    lines = []
    for number, group in found.groupby("number"):
        place, dates = chosen.order.iloc[int(number)], group["date"].dropna()
        lines.append(
            {
                "episode": place["episode_name"],
                "outlet": place["row"],
                "articles": len(group),
                "words": int(group["n_words"].sum()),
                "first": dates.min() if len(dates) else None,
                "last": dates.max() if len(dates) else None,
                "copies": int((group["cluster_id"].notna() | group["wire"].notna()).sum()),
            }
        )
    columns = {
        "outlet": "outlet", "articles": "articles", "words": "words", "first": "first", "last": "last", "copies": "copies of dispatches",
    }  # fmt: skip
    return table(pd.DataFrame(lines), columns, by="episode")


def articles(study: Study) -> Shown:
    """What is known of each article, and how its outlet is known."""
    chosen = rows(study)
    found = chosen.study.articles
    found = found.assign(number=found["article_id"].map(chosen.of)).sort_values("number", kind="stable")
    found = found.assign(
        article=found["article_id"].map(labels(found)),
        outlet_is=[words.said("outlet_basis", value) for value in found["outlet_basis"]],
        episode=[words.episode(study.codebook, key) for key in found["episode"]],
    )
    columns = {
        "article": "article", "outlet_is": "outlet is", "date": "date", "n_words": "words", "wire": "copy of a dispatch of", "relays": "relays",
    }  # fmt: skip
    return table(found, columns, by="episode")


def caution(study: Study) -> Shown:
    """What the number of articles allows one to say."""
    chosen = rows(study)
    every = numbers.count(len(study.articles), "article")
    if chosen.unit != OUTLET:
        return note(
            f"{every}, never more than one of the same outlet and episode: articles are compared, and outlets are not. These are counts of what each "
            "article does; they have no interval, and nothing here says what an outlet usually does."
        )
    known = chosen.order["n_articles"]
    return note(
        f"{every}; of one outlet and episode between {known.min()} and {known.max()}. Outlets are compared within an episode, never across "
        "episodes, where outlet and event cannot be told apart. Intervals are taken over articles, an outlet’s copies of one dispatch counting once; "
        "there are none below five articles."
    )


def layout(study: Study) -> Shown:
    """What the articles are made of, in sentences by kind."""
    chosen = rows(study)
    sentences = study.sentences.assign(number=study.sentences["article_id"].map(chosen.of))
    present = [kind for kind in KINDS if (sentences["kind"] == kind).any()]
    lines = []
    for number, group in sentences.groupby("number"):
        place = chosen.order.iloc[int(number)].to_dict()
        line: dict[str, Any] = {"episode": place["episode_name"], chosen.unit: place["row"]}
        sizes = group["kind"].value_counts()
        for kind in present:
            n = int(sizes.get(kind, 0))
            line[words.said("kind", kind)] = count(n, "sentences", **chosen.keys(place), kind=kind) if n else 0
        lines.append(line)
    columns = {name: name for name in (chosen.unit, *(words.said("kind", kind) for kind in present))}
    return table(pd.DataFrame(lines, dtype=object), columns, by="episode", foot="Numbers of sentences.")


def set_apart(study: Study) -> Shown:
    """Every stretch that is not running text, with its words: nothing was removed, and each rule can be checked here."""
    found = study.sentences[study.sentences["kind"] != "prose"].merge(
        study.articles[["article_id", "text"]], on="article_id"
    )
    stretches = zip(found["text"], found["start"], found["end"], strict=True)
    found = found.assign(
        article=found["article_id"].map(labels(study.articles)),
        kind=[words.said("kind", kind) for kind in found["kind"]],
        words=cells(found, (" ".join(text[int(start) : int(end)].split()) for text, start, end in stretches)),
    )
    return table(found, {"article": "article", "kind": "kind", "words": "words"}, "Every sentence is running text.")


def rejected(study: Study) -> Shown:
    """What could not be used, with its reason."""
    found = study.rejected.assign(stage=[words.said("stage", value) for value in study.rejected["stage"]])
    empty = "Nothing was rejected: every article listed was read and annotated."
    return table(found, {"name": "what", "stage": "when", "reason": "why"}, empty)


def parser(study: Study) -> Shown:
    """Which pipeline parsed the articles."""
    return note(f"Parsed by {numbers.listing(sorted(set(study.articles['parser'])))}.")
