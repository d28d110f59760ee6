"""A corpus whose truth is known, as tables: what a hand marked in its articles takes the place of what the suite finds there.

Such a corpus folder holds `marks.csv`, one row a mention (article_id, kind, start, end, words, item, side, patient_side, voice,
source_side, doer_as), and `truth.yml`, which lists copies, events and what is planted; corpus/known-truth is one, and its datasheet
says what the columns mean.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import tables as made
from analysis.codebook import Codebook
from analysis.compare.units import Tables
from analysis.problems import Problem, ProblemsError
from analysis.yamlfile import YamlFile

TRUTH, MARKS = "truth.yml", "marks.csv"
MARKED = (
    "terms.variant",
    "voices.sources",
    "voices.kind",
    "blame.doers",
    "blame.doer_left_out",
    "blame.victims",
    "facts.stated",
)  # the measures that marks decide
COLUMNS = (
    "article_id",
    "kind",
    "start",
    "end",
    "words",
    "item",
    "side",
    "patient_side",
    "voice",
    "source_side",
    "doer_as",
)
Mark = Mapping[str, Any]


def is_known(folder: Path) -> bool:
    """Whether the truth of a corpus is known: whether its folder holds both files."""
    return (folder / TRUTH).is_file() and (folder / MARKS).is_file()


def truth(folder: Path) -> dict[str, Any]:
    """What `truth.yml` says. Raises ProblemsError."""
    file, problems = YamlFile.read(folder / TRUTH)
    if file is None:
        raise ProblemsError(problems)
    return dict(file.data)


def marked(tables: Tables, codebook: Codebook, folder: Path) -> Tables:
    """The articles of `tables` with the terms, attributions, events and facts that were marked in them, and with the copies and events
    that the truth lists. Every other table is empty. Raises ProblemsError."""
    known = truth(folder)
    articles = _articles(tables["articles"], known)
    marks = _marks(folder / MARKS)
    by_kind = {kind: [m for m in marks if m["kind"] == kind] for kind in ("term", "attribution", "act", "fact")}
    stated = {(mark["article_id"], mark["item"]) for mark in by_kind["fact"]}
    facts = [
        {"article_id": article, "fact_id": fact.id, "stated": (article, fact.id) in stated}
        for article in articles["article_id"]
        for fact in codebook.facts
    ]
    whole = [
        {"article_id": article, "sentence_id": 0, "start": 0, "end": len(text), "position": 0.0, "kind": "prose"}
        for article, text in zip(articles["article_id"], articles["text"], strict=True)
    ]
    return {
        **made.empty(),
        "articles": articles,
        "sentences": made.frame("sentences", whole),
        "terms": made.frame("terms", map(_term, by_kind["term"])),
        "attributions": made.frame("attributions", map(_attribution, enumerate(by_kind["attribution"]))),
        "events": made.frame("events", map(_event, enumerate(by_kind["act"]))),
        "facts": made.frame("facts", facts),
    }


def _marks(path: Path) -> list[Mark]:
    """The rows of a file of marks; an empty field is null."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in COLUMNS if column not in table]
    if missing:
        what = f"the columns {', '.join(missing)} are missing"
        raise ProblemsError([Problem(str(path), 1, what, f"a file of marks has the columns {', '.join(COLUMNS)}")])
    return [{name: value or None for name, value in row.items()} for row in table.to_dict("records")]


def _articles(articles: pd.DataFrame, known: Mapping[str, Any]) -> pd.DataFrame:
    cluster = {a["id"]: copies["dispatch"] for copies in known["copies"] for a in copies["articles"]}
    story = {article: event["id"] for event in known["events"] for article in event["articles"]}
    ids = articles["article_id"]
    return articles.assign(
        cluster_id=ids.map(cluster).astype("str"),
        wire=ids.map(cluster).astype("str"),
        story=[story.get(article, article) for article in ids],
    )


def _place(mark: Mark) -> dict[str, Any]:
    return {"article_id": mark["article_id"], "sentence_id": 0, "start": int(mark["start"]), "end": int(mark["end"])}


def _term(mark: Mark) -> dict[str, Any]:
    concept, _, variant = mark["item"].partition("/")
    return {
        **_place(mark), "surface": mark["words"], "concept": concept, "variant": variant, "preferred_by": "unresolved",
        "distanced": False, "voice": mark["voice"], "source_side": mark["source_side"],
    }  # fmt: skip


def _attribution(numbered: tuple[int, Mark]) -> dict[str, Any]:
    number, mark = numbered
    return {
        **_place(mark), "attribution_id": str(number), "source_kind": mark["item"], "source_side": mark["side"] or "unresolved",
        "content_kind": "speech", "form": mark["voice"],
    }  # fmt: skip


def _event(numbered: tuple[int, Mark]) -> dict[str, Any]:
    """An act; its doer is named where a party is the doer, and shown by an instrument where a weapon of a side is."""
    number, mark = numbered
    return {
        **_place(mark), "event_id": str(number), "predicate": mark["item"], "event_class": "other", "agent": mark["side"],
        "agent_side": mark["side"], "agent_basis": "said" if mark["side"] else None, "patient_side": mark["patient_side"],
        "construction": "instrument" if mark["doer_as"] == "instrument" else "active", "modality": "asserted",
        "voice": mark["voice"], "source_side": mark["source_side"],
    }  # fmt: skip
