"""Whose voice every character stands in.

`direct` is what stands in quotation marks and is attributed; `indirect` is the rest of an attributed content; `scare` is a quoted
word or two that nobody is said to have uttered; all else is the outlet's. Source and cue words stand in the voice around them. Speech
and belief set the voice, an intention does not. Of nested contents the innermost gives the attribution.
"""

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from analysis.annotate.attribution import quotation_marks
from analysis.annotate.document.sentences import word_starts
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.paragraphs import paragraphs
from analysis.schema import Attribution, VoiceStretch


def stretches(doc: Doc) -> list[VoiceStretch]:
    """The voices of a document: every character once, neighbours of one voice and attribution joined."""
    text = doc.text
    speaking = [a for a in doc._.attributions if a.content_kind != "intention"]
    found = quotation_marks.find(text, paragraphs(text))
    outside = _own_words(speaking)
    cuts = {0, len(text)}
    cuts.update(p for a in speaking for p in (a.start, a.end))
    cuts.update(p for q in found for p in (q.start, q.end))
    cuts.update(p for span in outside for p in span[:2])
    places = sorted(p for p in cuts if 0 <= p <= len(text))
    rows: list[VoiceStretch] = []
    for start, end in zip(places, places[1:], strict=False):
        _append(rows, _stretch(start, end, speaking, found, outside))
    return rows


def counted(doc: Doc) -> list[VoiceStretch]:
    """The voices of a document with the number of their words."""
    words, rows = word_starts(doc), stretches(doc)
    for row in rows:
        row.n_words = bisect_left(words, row.end) - bisect_left(words, row.start)
    return rows


def _stretch(
    start: int, end: int, speaking: list[Attribution], found: list, outside: list[tuple[int, int, Attribution]]
) -> VoiceStretch:
    # A source or cue within the content that it introduces (an envelope) is in the voice around that content.
    not_of = {id(a) for s, e, a in outside if s <= start and end <= e}
    around = [a for a in speaking if a.start <= start and end <= a.end and id(a) not in not_of]
    quoted = next((q for q in found if q.start <= start and end <= q.end), None)
    if not around:
        scare = quoted is not None and not any(_takes_in_its_cue(quoted, a) for a in speaking)
        return VoiceStretch(start, end, "scare" if scare else "outlet")
    inner = min(around, key=lambda a: (a.end - a.start, a.attribution_id))
    return VoiceStretch(start, end, "direct" if quoted else "indirect", inner.attribution_id)


def _takes_in_its_cue(quote: quotation_marks.Quote, a: Attribution) -> bool:
    """Whether the closing mark comes too late ('"A, X said".'): the words behind the content are nobody's quotation."""
    return a.cue_start is not None and quote.start <= a.start < a.end <= a.cue_start and a.cue_end <= quote.end


def _own_words(speaking: list[Attribution]) -> list[tuple[int, int, Attribution]]:
    spans = []
    for a in speaking:
        for start, end in ((a.source_start, a.source_end), (a.cue_start, a.cue_end)):
            if start is not None and a.start <= start and end <= a.end and a.source_basis != "previous":
                spans.append((start, end, a))
    return spans


def _append(rows: list[VoiceStretch], row: VoiceStretch) -> None:
    last = rows[-1] if rows else None
    if last and (last.voice, last.attribution_id) == (row.voice, row.attribution_id):
        last.end = row.end
    else:
        rows.append(row)


def voice_at(doc: Doc, start: int, end: int) -> tuple[str, str | None, str | None]:
    """(voice, the source's side, attribution_id) of a span: those of the stretch that holds most of it, the first of equal ones."""
    voices = doc._.voices
    if not voices:
        return "outlet", None, None
    index = max(bisect_right([v.start for v in voices], start) - 1, 0)
    best, most = voices[index], -1
    while index < len(voices) and voices[index].start < max(end, start + 1):
        shared = min(voices[index].end, end) - max(voices[index].start, start)
        if shared > most:
            best, most = voices[index], shared
        index += 1
    if best.attribution_id is None:
        return best.voice, None, None
    side = next(a.source_side for a in doc._.attributions if a.attribution_id == best.attribution_id)
    return best.voice, side, best.attribution_id


@step("voices")
def make_voices(codebook: Codebook) -> Make:
    """Write `doc._.voices`."""
    return counted
