"""From a number to its sentences, in a notebook: the passages behind rows of a table."""

import html

import pandas as pd

from analysis.compare.units import Tables, labels
from analysis.present.counts import count as count
from analysis.present.counts import counted as counted
from analysis.present.display import Shown, note
from analysis.present.excerpts import Excerpts, allowed


def passages(tables: Tables, rows: pd.DataFrame, say: str | None = None, limit: int = 12) -> Shown:
    """The sentence of each row, with the row's words marked. rows: article_id, sentence_id, start, end; `say` names a column whose
    value is shown beside it. At most `limit`, in order of article and place; the number left out is said."""
    if rows.empty:
        return note("No sentence to show.")
    if allowed() is Excerpts.NONE:
        return note("The articles’ text is not shown here.")
    rows = rows.sort_values(["article_id", "start", "end"])
    names, texts = labels(tables["articles"]), tables["articles"].set_index("article_id")["text"]
    spans = tables["sentences"].set_index(["article_id", "sentence_id"])[["start", "end"]]
    plain, items = [], []
    for row in rows.head(limit).itertuples():
        first, last = spans.loc[(row.article_id, row.sentence_id)]
        last = max(int(last), int(row.end))
        text = texts[row.article_id]
        before, marked, after = text[int(first) : row.start], text[row.start : row.end], text[row.end : last]
        aside = f" ({getattr(row, say)})" if say and pd.notna(getattr(row, say)) else ""
        plain.append(f"{names[row.article_id]}{aside}: {_line(before)}[{_line(marked)}]{_line(after)}")
        items.append(
            f'<li><span class="who">{html.escape(names[row.article_id] + aside)}</span> '
            f"{html.escape(_line(before))}<mark>{html.escape(_line(marked))}</mark>{html.escape(_line(after))}</li>"
        )
    more = len(rows) - limit
    if more > 0:
        plain.append(f"... and {more} more")
        items.append(f"<li>… and {more} more</li>")
    return Shown("\n".join(plain), f'<ul class="passages">{"".join(items)}</ul>')


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
