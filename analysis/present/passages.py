"""The passages behind a number, drawn at random where there are many: each sentence with its words marked."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from analysis.compare.passages import COLUMNS, Passages
from analysis.compare.units import labels
from analysis.present.counts import Value, count
from analysis.present.display import Shown, note, plain_text
from analysis.present.excerpts import Excerpts, allowed
from analysis.present.pages import file_names
from analysis.present.rows import rows as rows_of
from analysis.present.sentences import Sentences, anchor
from analysis.study import Study

LIMIT = 12
SEED = 0
PLACE = Markup('<data class="place" value="{}">{}</data>')
ITEM = Markup('<li><span class="who">{}</span> {}<mark>{}</mark>{}</li>')
_PLACES = re.compile(r'<data class="place" value="([^"]*)">(.*?)</data>', re.DOTALL)
Say = Callable[[Mapping[str, Any]], str]


def passages(study: Study, measure: str, say: Say | None = None, limit: int = LIMIT, **keys: Value) -> Shown:
    """The passages that `counts.count` leads to with the same measure (or table) and keys.

    Of more than `limit` as many are drawn at random, with `SEED`; how many there are is told and leads to all of them. `say`: what is told of
    a passage beside its article, from its row. The sentence is shown, the row's words marked in it; on the site they lead to their place.
    """
    rows = _index(study).rows({"measure": measure, **keys})
    return sampled(study, rows, say, limit, lambda n: count(n, measure, **keys), placed=True)


def sampled(
    study: Study,
    rows: pd.DataFrame,
    say: Say | None = None,
    limit: int = LIMIT,
    mark: Callable[[int], object] = str,
    placed: bool = False,
) -> Shown:
    """The same of rows that are given: article_id, start, end. `mark` writes their number; `placed`: whether their places are marked on the
    pages of their articles."""
    if rows.empty:
        return note("No passage.")
    if allowed() is Excerpts.NONE:
        return note("The articles’ text is not shown here.")
    rows = rows.sort_values(COLUMNS, ignore_index=True)
    drawn = rows
    if len(rows) > limit:
        drawn = rows.iloc[np.sort(np.random.default_rng(SEED).choice(len(rows), limit, replace=False))]
    names, sentences, files = _context(study)
    told = _told(len(drawn), mark(len(rows)), len(rows))
    plain, items = [plain_text(told)], []
    for row in drawn.to_dict("records"):
        article, start, end = row["article_id"], int(row["start"]), int(row["end"])
        aside = say(row) if say else ""
        who = f"{names[article]} – {aside}" if aside else names[article]
        quoted = sentences.around(article, start, end)
        plain.append(f"{who}: {quoted.before}[{quoted.words}]{quoted.after}")
        words = escape(quoted.words)
        if placed and allowed() is Excerpts.FULL:
            words = PLACE.format(f"articles/{files[article]}.html#{anchor(start, end)}", quoted.words)
        items.append(ITEM.format(who, quoted.before, words, quoted.after))
    html = Markup('<p class="drawn">{}</p><ul class="passages">{}</ul>').format(told, Markup("").join(items))
    return Shown("\n".join(plain), str(html), drawn.reset_index(drop=True))


def linked(html: str) -> str:
    """The HTML of a notebook as that of a page of the site: marked places become links."""
    return _PLACES.sub(r'<a href="\1">\2</a>', html)


@lru_cache(maxsize=8)
def _index(study: Study) -> Passages:
    marked = rows_of(study).study
    return Passages(marked.tables, marked.codebook)


@lru_cache(maxsize=8)
def _context(study: Study) -> tuple[dict[str, str], Sentences, dict[str, str]]:
    """(the articles' names, their sentences, the files of their pages)."""
    files = file_names(study.articles["article_id"], "article")
    return labels(study.articles).to_dict(), Sentences(study.tables), files


def _told(shown: int, total: object, n: int) -> Markup:
    if shown == n:
        return Markup("{} {}.").format(total, "passage" if n == 1 else "passages")
    return Markup("{} passages; {} of them, drawn at random (seed {}):").format(total, shown, SEED)
