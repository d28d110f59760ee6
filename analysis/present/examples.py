"""A printed sentence beside a number: one of the passages that it counts, marked, with its link."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from markupsafe import Markup

from analysis.present.excerpts import Excerpts, allowed
from analysis.present.results import Results

SHORT, LONG = 50, 260  # characters of a sentence that is good to print


def example(results: Results, question: Mapping[str, Any]) -> Markup:
    """The sentence of the longest of the passages of a question, with the passage marked; empty where there is none.

    Sentences of fewer than `SHORT` characters say too little and of more than `LONG` too much: they are taken only where there is no other.
    """
    found = results.passages.behind(question).dropna(subset=["start"])
    sentences = results.study.sentences.rename(columns={"start": "first", "end": "last"})
    found = found.merge(sentences[["article_id", "first", "last", "kind"]], on="article_id")
    found = found[(found["first"] <= found["start"]) & (found["start"] < found["last"])]
    if found.empty:
        return Markup("")
    size = found["last"] - found["first"]
    inside = np.minimum(found["end"], found["last"]) - found["start"]
    found = found.assign(
        odd=~size.between(SHORT, LONG), title=found["kind"] != "prose", left=size - inside, inside=-inside
    )
    row = found.sort_values(["odd", "title", "inside", "left", "article_id", "start"], kind="stable").iloc[0]
    return sentence(results, row["article_id"], int(row["start"]), int(row["end"]))


def sentence(results: Results, article_id: str, start: int, end: int) -> Markup:
    """A passage marked in its sentence, with a link to its place; empty where no sentence may be shown."""
    if allowed() is Excerpts.NONE:
        return Markup("")
    quoted = results.sentences.around(article_id, start, end)
    source = results.link(article_id, results.names[article_id], (start, end))
    return Markup('<blockquote class="example"><p>{}<mark>{}</mark>{}</p><p class="source">{}</p></blockquote>').format(
        *quoted, source
    )
