"""Whose voice every character stands in.

`direct` is what stands in quotation marks and is attributed; `indirect` is the rest of an attributed content; `scare` is a quoted
word or two that nobody is said to have uttered; all else is the outlet's. Source and cue words stand in the voice around them. Speech
and belief set the voice, an intention does not. Of nested contents the innermost gives the attribution.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Any

from spacy.tokens import Doc

from analysis.annotate.attribution import quotation_marks
from analysis.annotate.document.sentences import word_starts
from analysis.annotate.document.text import text as text_of
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.paragraphs import paragraphs
from analysis.schema import Attribution, Voice, VoiceStretch

_START = attrgetter("start")
_Stretch = tuple[int, int, Any]


def stretches(doc: Doc) -> list[VoiceStretch]:
    """The voices of a document: every character once, neighbours of one voice and attribution joined."""
    text = text_of(doc)
    speaking = sorted((a for a in doc._.attributions if a.content_kind != "intention"), key=_START)
    quotes = quotation_marks.find(text, paragraphs(text))
    contents: list[_Stretch] = [(a.start, a.end, a) for a in speaking]
    own, marks = _own_words(speaking, quotes), [(q.start, q.end, _is_scare(q, speaking)) for q in quotes]
    cuts = {0, len(text)}.union(*((start, end) for start, end, _ in (*contents, *own, *marks)))
    places = sorted(p for p in cuts if 0 <= p <= len(text))
    rows: list[VoiceStretch] = []
    open_at = zip(pairwise(places), *(_open(places, spans) for spans in (contents, own, marks)), strict=False)
    for (start, end), around, not_of, quoted in open_at:
        _append(rows, _voice(start, end, around, not_of, quoted))
    return rows


def counted(doc: Doc) -> list[VoiceStretch]:
    """The voices of a document with the number of their words."""
    words, rows = word_starts(doc), stretches(doc)
    for row in rows:
        row.n_words = bisect_left(words, row.end) - bisect_left(words, row.start)
    return rows


def _open(places: list[int], spans: list[_Stretch]) -> Iterator[list]:
    """At each place what the spans hold that begin at or before it and end behind it; all begin and end at places."""
    waiting = sorted(spans, key=itemgetter(0), reverse=True)
    begun: list[_Stretch] = []
    for place in places:
        begun = [span for span in begun if span[1] > place]
        while waiting and waiting[-1][0] <= place:
            begun.append(waiting.pop())
        yield [held for _, _, held in begun]


def _voice(
    start: int, end: int, around: list[Attribution], not_of: list[Attribution], quoted: list[bool]
) -> VoiceStretch:
    # A source or cue within the content that it introduces (an envelope) is in the voice around that content.
    around = [a for a in around if all(a is not other for other in not_of)]
    if not around:
        return VoiceStretch(start, end, "scare" if any(quoted) else "outlet")
    inner = min(around, key=lambda a: (a.end - a.start, a.attribution_id))
    return VoiceStretch(start, end, "direct" if quoted else "indirect", inner.attribution_id)


def _is_scare(quote: quotation_marks.Quote, speaking: list[Attribution]) -> bool:
    """Whether what nobody has said of a quotation is a borrowed phrase: not where the closing mark comes too late and takes in a cue
    ('"A, X said".'); the words behind the content are nobody's quotation then."""
    first, last = (bisect_left(speaking, place, key=_START) for place in (quote.start, quote.end))
    begun = speaking[first:last]
    cues = ((a.end, a.cue_start, a.cue_end) for a in begun)
    return not any(s is not None and e is not None and end <= s and e <= quote.end for end, s, e in cues)


def _own_words(speaking: list[Attribution], quotes: list[quotation_marks.Quote]) -> list[_Stretch]:
    """The source and the cue of each content that holds them; between two quotations of a content, all around the cue."""
    spans: list[_Stretch] = []
    for a in speaking:
        gap = gap_around_cue(a, quotes)
        if gap is not None:
            spans.append((*gap, a))
        for start, end in ((a.source_start, a.source_end), (a.cue_start, a.cue_end)):
            if start is None or end is None or a.source_basis == "previous":
                continue
            if a.start <= start and end <= a.end:
                spans.append((start, end, a))
    return spans


def gap_around_cue(row: Attribution, quotes: list[quotation_marks.Quote]) -> tuple[int, int] | None:
    """What stands between the quotations of a content and holds its cue: '"A," X told them on Monday, "B"'; null where it has none.
    `quotes` in order of place."""
    if row.cue_start is None or not row.start <= row.cue_start < row.end:
        return None
    index = bisect_right(quotes, row.cue_start, key=_START)
    if not 0 < index < len(quotes):
        return None
    start, end = quotes[index - 1].end, quotes[index].start
    return (start, end) if row.start < start <= row.cue_start and end < row.end else None


def _append(rows: list[VoiceStretch], row: VoiceStretch) -> None:
    last = rows[-1] if rows else None
    if last and (last.voice, last.attribution_id) == (row.voice, row.attribution_id):
        last.end = row.end
    else:
        rows.append(row)


def voice_at(doc: Doc, start: int, end: int) -> tuple[Voice, str | None, str | None]:
    """(voice, the source's side, attribution_id) of a span: those of the stretch that holds most of it, the first of equal ones."""
    voices = doc._.voices
    if not voices:
        return "outlet", None, None
    first = max(bisect_right(voices, start, key=_START) - 1, 0)
    last = max(bisect_left(voices, end, key=_START), first + 1)
    best = max(voices[first:last], key=lambda v: min(v.end, end) - max(v.start, start))
    if best.attribution_id is None:
        return best.voice, None, None
    return best.voice, _attribution(doc, best.attribution_id).source_side, best.attribution_id


def _attribution(doc: Doc, attribution_id: str) -> Attribution:
    """The row with an id; ids are numbers in order of place behind an "a"."""
    rows = doc._.attributions
    return rows[bisect_left(rows, int(attribution_id[1:]), key=lambda row: int(row.attribution_id[1:]))]


@step("voices")
def make_voices(codebook: Codebook) -> Make:
    """Write `doc._.voices`."""
    return counted
