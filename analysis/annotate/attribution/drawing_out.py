"""Contents drawn out to the marks of the quotations that they cut."""

from dataclasses import replace

from analysis.annotate.attribution import quotation_marks
from analysis.annotate.attribution.candidates import Candidate, is_anothers
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.english.word_classes import word_class

# Classes of cues, and further verbs, that name what is done by saying so.
_DONE_BY_SAYING = frozenset({"demand", "accusation", "denial", "admission"})
_PERFORMATIVES = word_class("performatives")


def draw_out(context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates with whole quotations. What a speaker reports within a quotation stays the speaker's own words, so that a cue in
    there counts only for a quotation within the quotation, for what is done by saying so, and for what somebody else intends."""
    drawn = []
    for candidate in found:
        around = context.quote_around(context.tree.start[candidate.node])
        if around is None:
            drawn.append(_drawn(context, candidate))
        elif _performs(context, candidate) or is_anothers(context, candidate):
            drawn.append(candidate)
        elif _swallowed(context, candidate, around):
            drawn.append(replace(candidate, start=around.start))
        elif (
            context.tree.text[candidate.start] in quotation_marks.MARKS and around.start < candidate.start < around.end
        ):
            drawn.append(candidate)
    return drawn


def _performs(context: Context, candidate: Candidate) -> bool:
    """Whether a speaker does by saying so what the cue says: '"We call on Y to leave," X said' is X's demand (Austin, How to Do Things with
    Words, 1962)."""
    tree, cue = context.tree, candidate.cue
    if cue is None or cue.kind != "speech" or candidate.source is None:
        return False
    performs = cue.cue_class in _DONE_BY_SAYING or tree.lemma[candidate.node] in _PERFORMATIVES
    now = "Tense=Pres" in tree.morph(candidate.node) and tree.form(candidate.node) == "Fin"
    return performs and now and tree.lower[candidate.source] in ("i", "we")


def _swallowed(context: Context, candidate: Candidate, around: Quote) -> bool:
    """Whether a closing mark comes too late and takes in the cue ('"..., X said"')."""
    after = context.tree.text[context.tree.end[candidate.cue_nodes[-1]] : around.end]
    reaches = candidate.start <= around.start + 1 < candidate.end < around.end
    return reaches and not after.strip("\"”'’».,")


def _drawn(context: Context, candidate: Candidate) -> Candidate:
    start, end = candidate.start, candidate.end
    source = context.tree.start[candidate.source] if candidate.source is not None else None
    for quote in context.quotes_between(start, end):
        if source is None or not quote.start < source < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return replace(candidate, start=start, end=end) if (start, end) != (candidate.start, candidate.end) else candidate
