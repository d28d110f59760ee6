"""Quotations that no cue has taken: whose they are, by an ordered table of rules.

A quotation runs on from the paragraph before, goes on from reported speech of its sentence, has a cue or a name beside it, is the rest of
what was said before its cue, or is of the one who spoke before in paragraphs that belong together; else it is nobody's. A short one that
is no sentence of its own is a borrowed phrase and stays out.
"""

from collections.abc import Callable

from analysis.annotate.attribution import quotation_neighbours as neighbours
from analysis.annotate.attribution.attributed import Attributed
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.document.sentences import block_at, paragraph_at

_BETWEEN = frozenset({"", "and", "but", "or", "—", "–", "--", "-"})
_DASHES = frozenset({"—", "–", "--", "-"})
# A rule's answer: a new candidate, the index of the one that goes on over the quotation, or null, and the next rule is asked.
Rule = Callable[[Context, Quote, Attributed], Candidate | int | None]


def add(context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates, some of them drawn out over a quotation that goes on from them, and those of the other quotations."""
    attributed = Attributed(context, found)
    for quote in context.quotes:
        if not attributed.take(quote):
            _settle(context, quote, attributed)
    return list(attributed)


def _settle(context: Context, quote: Quote, attributed: Attributed) -> None:
    for rule in RULES:
        answer = rule(context, quote, attributed)
        if isinstance(answer, Candidate):
            attributed.add(answer)
        elif isinstance(answer, int):
            attributed.go_on(answer, quote.end)
        if answer is not None:
            return


def _runs_on(context: Context, quote: Quote, attributed: Attributed) -> int | None:
    """The content that ends in the quotation of the paragraph before, which has not been closed and runs on here."""
    before = context.quote_closed_before(context.token_at(quote.start)) if quote.continues else None
    return attributed.ending_at(before.end) if before is not None else None


def _goes_on(context: Context, quote: Quote, attributed: Attributed) -> int | None:
    """Reported speech of its sentence that the quotation goes on ('said that ..., and "..."', '"...," X said, "..."')."""
    tree, begins = context.tree, context.token_at(quote.start)
    first = context.sentences[begins][0]
    low = tree.start[max(first - 1, 0)]
    same = [(i, c) for i, c in attributed.of_sentence(first) if c.speech and low <= c.start and c.end <= quote.start]
    before = max(same, key=lambda item: item[1].end, default=None) or _behind_dash(context, quote, attributed)
    if before is None:
        return None
    index, last = before
    verbs = [n for n in range(last.node + 1, begins) if tree.pos[n] == "VERB" and not attributed.is_cue(n)]
    if any(neighbours.may_report(tree, n) for n in verbs):
        return None
    cue_between = last.end <= tree.start[last.node] < quote.start and neighbours.behind_comma(tree, begins - 1)
    between = tree.text[last.end : quote.start].strip(" \t\xa0,;")
    return index if cue_between or between in _BETWEEN else None


def _behind_dash(context: Context, quote: Quote, attributed: Attributed) -> tuple[int, Candidate] | None:
    """The content that a quotation goes on from behind a dash, whatever the parse makes of it ('said that A — "so that B"')."""
    number = attributed.paragraph(quote.start)
    near = attributed.of_paragraph(number - 1) + attributed.of_paragraph(number)
    before = [(i, c) for i, c in near if c.cue and c.cue.kind != "intention" and c.end <= quote.start]
    last = max(before, key=lambda item: item[1].end, default=None)
    if last is None or context.tree.text[last[1].end : quote.start].strip() not in _DASHES:
        return None
    return last


def _rest_of(context: Context, quote: Quote, attributed: Attributed) -> int | None:
    """The content that a quotation is the rest of: '"A," X said. "B."' is one, also where X "said, referring to C"."""
    block = block_at(context.doc, quote.start)
    if block is None or not neighbours.begins_sentence(context, quote):
        return None
    tree = context.tree
    said = attributed.speech_of_paragraph(attributed.paragraph(quote.start))
    said = sorted(((i, c) for i, c in said if block.start <= c.start < quote.start), key=lambda item: item[1].start)
    index, told = next(((i, c) for i, c in reversed(said) if _holds_quotation(context, c)), (None, None))
    if told is None or told.source is None:
        return None
    others = any(c.start > told.start and c.source not in (None, told.source) for _, c in said)
    cue_after = told.end <= tree.start[told.node] < quote.start
    if any(tree.kid(c, "nsubj") is not None for c in tree.kids(told.node, "conj")):
        return None  # "..., X said, and Y cut in": the rest may be Y's
    if cue_after and _sentence_between(context, told, quote):
        return None  # '"A," X said. She looked up. "B."': two contents
    return index if not others and (cue_after or not tree.text[told.end : quote.start].strip()) else None


def _sentence_between(context: Context, told: Candidate, quote: Quote) -> bool:
    """Whether the outlet has a sentence of its own between the sentence of a cue and a quotation."""
    behind = context.sentences[told.node][1] + 1
    return any(context.tree.pos[n] == "VERB" for n in range(behind, context.token_at(quote.start)))


def _holds_quotation(context: Context, candidate: Candidate) -> bool:
    return any(q.start >= candidate.start for q in context.quotes_between(candidate.start, candidate.end))


def _of_speaker_before(context: Context, quote: Quote, attributed: Attributed) -> Candidate | None:
    """Who spoke last: in the same paragraph, in the paragraph that the quotation goes on from, or, for a paragraph that is one
    quotation, in the paragraph before it if that ends in speech of somebody it names. Nobody, where there is none."""
    if not (neighbours.begins_sentence(context, quote) and neighbours.is_long(context, quote)):
        return None
    block = block_at(context.doc, quote.start)
    before: list[Candidate] = []
    if block is not None:
        alone = quote.start == block.start and quote.end >= block.end - 2
        goes_back = quote.continues or alone and _leads_on(context, block.paragraph - 1, attributed)
        for number in range(block.paragraph - goes_back, block.paragraph + 1):
            said = attributed.speech_of_paragraph(number)
            if quote.continues:  # a quotation that runs on over several paragraphs is one speaker's
                said = said + [(i, c) for i, c in attributed.of_paragraph(number) if c.basis == "previous"]
            before += [c for _, c in said if c.start < quote.start and c.source is not None]
    last = max(before, key=lambda c: c.start, default=None)
    source, via = (last.source, last.via) if last is not None else (None, None)
    return Candidate(None, [], source, quote.start, quote.end, -1, via, "previous")


def _leads_on(context: Context, number: int, attributed: Attributed) -> bool:
    """Whether a paragraph ends in the cue of a quotation ('"...," X said.'): one that then stands alone goes on. Behind reported words
    ("X said that ...") it may be somebody else's."""
    said = [c for _, c in attributed.speech_of_paragraph(number) if c.source is not None and c.cue_nodes]
    last = max(said, key=lambda c: c.end, default=None)
    if last is None or not any(q.end >= last.end for q in context.quotes_between(last.end - 1, last.end)):
        return False
    tree, cue = context.tree, last.cue_nodes[0]
    final = context.sentences[cue][1]
    ends = final + 1 == tree.size or paragraph_at(context.doc, tree.start[final + 1]) != number
    return ends and tree.start[cue] >= last.end


# What the sentence of a quotation says of it comes before what stands beside it, and that before what was said earlier.
RULES: tuple[Rule, ...] = (
    _runs_on,
    _goes_on,
    neighbours.cue_beside,
    neighbours.name_beside,
    neighbours.cue_inside,
    _rest_of,
    _of_speaker_before,
)
