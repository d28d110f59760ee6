"""From a number to its sentences: the passages behind rows of a table, and each article with its voices and marks shown."""

import html
from collections.abc import Iterable

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.units import Tables, labels
from analysis.present.counts import count as count
from analysis.present.counts import counted as counted
from analysis.present.display import Shown, note
from analysis.present.figures import VOICE_NAMES, side_label


def passages(tables: Tables, rows: pd.DataFrame, say: str | None = None, limit: int = 12) -> Shown:
    """The sentence of each row, with the row's words marked. rows: article_id, sentence_id, start, end; `say` names a column whose
    value is shown beside it. At most `limit`, in order of article and place; the number left out is said."""
    if rows.empty:
        return note("No sentence to show.")
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


def article_page(tables: Tables, codebook: Codebook, article_id: str) -> str:
    """The article as an HTML fragment: voices as backgrounds, contested terms and harmful acts as marks with their reading."""
    text = tables["articles"].set_index("article_id").loc[article_id, "text"]
    marks = list(_marks(tables, codebook, article_id))
    voices = tables["voices"][tables["voices"]["article_id"] == article_id]
    attributions = tables["attributions"][tables["attributions"]["article_id"] == article_id].set_index(
        "attribution_id"
    )
    stretches = [(int(v.start), int(v.end), v.voice, v.attribution_id) for v in voices.itertuples()]
    cuts = sorted({0, len(text), *(p for s in stretches for p in s[:2]), *(p for m in marks for p in m[:2])})
    out, opened = [], 0
    for start, end in zip(cuts, cuts[1:], strict=False):
        voice = next((s for s in stretches if s[0] <= start < s[1]), (0, 0, "outlet", None))
        here = [m for m in marks if m[0] <= start < m[1]]
        opened = max(opened, len(here))
        out.append(_piece(text[start:end], voice[2], _speaker(attributions, voice[3], codebook), here))
    return f'<div class="article">{"".join(out)}</div>'


def _marks(tables: Tables, codebook: Codebook, article_id: str) -> Iterable[tuple[int, int, str, str]]:
    variants = {(c.id, v.id): (c.name, v.name) for c in codebook.concepts for v in c.variants}
    for row in tables["terms"][tables["terms"]["article_id"] == article_id].itertuples():
        concept, variant = variants[(row.concept, row.variant)]
        owner = side_label(codebook, row.preferred_by)
        yield row.start, row.end, "term", f"term: {variant} ({concept}); usage: {owner}"
    for row in tables["events"][tables["events"]["article_id"] == article_id].itertuples():
        agent = f"{row.agent} [{_side(codebook, row.agent_side)}]" if pd.notna(row.agent) else "not named"
        patient = f"{row.patient} [{_side(codebook, row.patient_side)}]" if pd.notna(row.patient) else "not named"
        yield (
            row.start,
            row.end,
            "event",
            f"act: {row.event_class} ({row.construction}, {row.modality}); doer: {agent}; to: {patient}",
        )


def _side(codebook: Codebook, side: str | None) -> str:
    return side_label(codebook, side) if isinstance(side, str) else "–"


def _speaker(attributions: pd.DataFrame, attribution_id: str | None, codebook: Codebook) -> str:
    if not isinstance(attribution_id, str) or attribution_id not in attributions.index:
        return ""
    row = attributions.loc[attribution_id]
    source = row["source"] if isinstance(row["source"], str) else "no speaker named"
    via = f", via {row['via']}" if isinstance(row["via"], str) else ""
    return f"{source} [{_side(codebook, row['source_side'])}]{via}"


def _piece(text: str, voice: str, speaker: str, marks: list[tuple[int, int, str, str]]) -> str:
    inner = html.escape(text).replace("\n", "<br>")
    title = "; ".join(
        part for part in (VOICE_NAMES[voice] + (f": {speaker}" if speaker else ""), *(m[3] for m in marks)) if part
    )
    classes = " ".join(["v-" + voice, *sorted({m[2] for m in marks})])
    return f'<span class="{classes}" title="{html.escape(title, quote=True)}">{inner}</span>'
