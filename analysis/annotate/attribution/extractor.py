"""Who says what: source, cue and content, from grammar and quotation marks.

A document is read once (`context`). Finders, each for one kind of cue, give candidates (`FINDERS`); steps over all of them leave one
for each content and give quotations and lines that no cue has taken their speakers (`STEPS`). `speakers` then says who each source is,
`relays` by way of which outlet its words have come. What the sentence does not say is left null: a source is never guessed.
"""

from functools import partial
from itertools import pairwise

from spacy.tokens import Doc

from analysis.annotate.attribution import (
    by_label,
    by_modifier,
    by_noun,
    by_phrase,
    by_verb,
    candidates,
    cues,
    drawing_out,
    glosses,
    quotations,
    relays,
)
from analysis.annotate.attribution.candidates import Candidate, Finder, Step
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.speakers import Resolver
from analysis.annotate.attribution.voices import gap_around_cue
from analysis.annotate.document.sentences import block_at, sentence_at
from analysis.annotate.parties import Sides
from analysis.annotate.party import UNRESOLVED, Party
from analysis.annotate.rulers import rulers_of
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.schema import Attribution
from analysis.syntax.phrases import whole_words

LONGEST_CUE = 30  # characters

# Each reads the document alone; of two that find the same content, the first counts.
FINDERS: tuple[Finder, ...] = (by_verb.find, by_noun.find, by_modifier.find, by_phrase.find)
# One candidate for each content, before a quotation makes two of them alike; whole quotations, before it is asked what stands within
# what; then what the cues have left: labelled lines, and quotations, which look at all that has been found.
STEPS: tuple[Step, ...] = (
    candidates.once,
    drawing_out.draw_out,
    candidates.outermost,
    glosses.cut,
    by_label.add,
    quotations.add,
)


def attributions(doc: Doc, rulers: Party = UNRESOLVED) -> list[Attribution]:
    """The rows of `attributions` of one document, in order of place. `rulers`: who rules the contested place, if one actor does."""
    context = Context.of(doc)
    resolver = Resolver(doc, context.tree, Sides(context.tree), rulers)
    rows: list[Attribution] = []
    for candidate in found_in(context):
        block = block_at(doc, candidate.start)
        if block is None or block.kind not in ("boilerplate", "duplicate"):
            row = _row(context, candidate, len(rows) + 1)
            resolver.resolve(row, candidate.source, candidate.basis, candidate.via)
            rows.append(row)
    return relays.pass_on(context.tree, rows)


def found_in(context: Context) -> list[Candidate]:
    """Every attribution of a document in order of place."""
    found = [candidate for find in FINDERS for candidate in find(context)]
    for apply in STEPS:
        found = apply(context, found)
    return sorted(found, key=lambda c: (c.start, -c.end))


def _row(context: Context, candidate: Candidate, number: int) -> Attribution:
    tree, cue = context.tree, candidate.cue
    start, end = whole_words(tree.text, candidate.start, candidate.end)
    row = Attribution(f"a{number}", sentence_at(context.doc, candidate.start), start, end)
    if candidate.cue_nodes:
        row.cue_start, row.cue_end = tree.start[candidate.cue_nodes[0]], tree.end[candidate.cue_nodes[-1]]
        if row.cue_end - row.cue_start > LONGEST_CUE:
            row.cue_end = tree.end[candidate.cue_nodes[0]]
        row.cue, row.cue_lemma = tree.text[row.cue_start : row.cue_end], cues.headword(tree, candidate.cue_nodes)
    if cue is not None:
        row.cue_class, row.cue_stance, row.content_kind = cue.cue_class, cue.stance, cue.kind
    row.form = _form(context, candidate, row)
    return row


def _form(context: Context, candidate: Candidate, row: Attribution) -> str:
    """Whether a content stands in quotation marks: all of it, some of it, or none; within somebody's quotation it is reported. Words
    around the cue between two quotations are the outlet's."""
    start, end = candidate.start, candidate.end
    quotes = context.quotes_between(start, end)
    gap = gap_around_cue(row, quotes) or (0, 0)
    quoted = sum(min(end, q.end) - max(start, q.start) for q in quotes)
    quoted += sum(b.start - a.end for a, b in pairwise(quotes) if not context.tree.text[a.end : b.start].strip())
    if not quoted or any(q.start < start and end <= q.end for q in quotes):
        return "indirect"
    return "direct" if quoted + gap[1] - gap[0] >= end - start - 2 else "mixed"


@step("attribution")
def make_attribution(codebook: Codebook) -> Make:
    """Write `doc._.attributions`."""
    return partial(attributions, rulers=rulers_of(codebook))
