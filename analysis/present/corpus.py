"""What `01-corpus` shows."""

import pandas as pd

from analysis.compare.units import labels
from analysis.present import wording
from analysis.present.display import Picture, Shown, note, table
from analysis.present.figures import stacked
from analysis.study import Study

_KINDS = {
    "prose": "#4D4D4D",
    "title": "#0072B2",
    "subhead": "#56B4E9",
    "caption": "#E69F00",
    "boilerplate": "#BBBBBB",
    "duplicate": "#DDDDDD",
}


def articles(study: Study) -> Shown:
    """What is known of each article, and how its outlet is known."""
    names = {episode.id: episode.name for episode in study.codebook.episodes}
    rows = study.articles.assign(
        article=study.articles["article_id"].map(labels(study.articles)),
        episode=study.articles["episode"].map(names).fillna(study.articles["episode"]),
    )
    columns = {
        "article": "article", "outlet_basis": "outlet is", "date": "date", "episode": "episode", "n_words": "words",
        "wire": "wire copy of", "relays": "relays",
    }  # fmt: skip
    return table(rows, columns)


def caution(study: Study) -> Shown:
    """What the number of articles allows one to say."""
    return note(wording.caution(study.tables))


def layout(study: Study) -> Picture:
    """What each article is made of, in sentences by kind."""
    names = labels(study.articles)
    counts = study.sentences.groupby(["article_id", "kind"]).size().rename("n").reset_index()
    counts["article"] = counts["article_id"].map(names)
    return stacked(
        counts,
        "article",
        "kind",
        "n",
        list(_KINDS),
        _KINDS,
        {"prose": "running text"},
        "sentences",
        "What the articles are made of",
        as_share=False,
    )


def layout_table(study: Study) -> Shown:
    """The counts of `layout`."""
    counts = study.sentences.groupby(["article_id", "kind"]).size().unstack("kind", fill_value=0)
    counts = counts.reindex(columns=[k for k in _KINDS if k in counts.columns])
    counts.insert(0, "article", labels(study.articles).reindex(counts.index))
    return table(counts.reset_index(drop=True))


def set_apart(study: Study) -> Shown:
    """Every stretch that is not running text, with its words: nothing was removed, and each rule can be checked here."""
    rows = study.sentences[study.sentences["kind"] != "prose"].merge(
        study.articles[["article_id", "text"]], on="article_id"
    )
    words = [
        " ".join(t[int(a) : int(b)].split()) for t, a, b in zip(rows["text"], rows["start"], rows["end"], strict=True)
    ]
    rows = rows.assign(article=rows["article_id"].map(labels(study.articles)), words=pd.Series(words, dtype="str"))
    return table(rows, {"article": "article", "kind": "kind", "words": "words"}, "Every sentence is running text.")


def rejected(study: Study) -> Shown:
    """What could not be used, with its reason."""
    return table(study.rejected, empty="Nothing was rejected: every article listed was read and annotated.")


def parser(study: Study) -> Shown:
    """Which pipeline parsed the articles."""
    return note(f"Parsed by {', '.join(sorted(set(study.articles['parser'])))}.")
