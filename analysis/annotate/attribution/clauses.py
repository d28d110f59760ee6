"""What a verb attributes by grammar: its clause or infinitive, or what stands behind it where the parse has no clause for it."""

from analysis.annotate.attribution import cues, sources
from analysis.annotate.attribution.content_ends import to_the_end
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.verb_cues import (
    CLAUSE_MARKS,
    Span,
    VerbCue,
    addressee,
    below_mark,
    claim_by,
    only_people,
    that_opening,
)
from analysis.english.entries import Cue
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

# An act says nothing: "the fight threatens to ...", "the war claimed lives". What is one only with a preposition ("a campaign against X") is
# somebody without it ("the campaign said").
ACTS = frozenset(n for h in lexicon().harm if not h.with_preposition for n in h.nouns) | word_class("conflicts")
_WHEN = word_class("circumstantial_conjunctions")
_NO_CLAUSE = ("PUNCT", "ADP", "SCONJ", "CCONJ", "PART")


def clause(context: Context, verb: VerbCue) -> Span | None:
    """ "said that ...", "told X on Monday that ...", "said the town had fallen"; of an accusation or a demand with the one addressed."""
    tree, node = context.tree, verb.node
    that = that_opening(context, node) if verb.cue.kind != "intention" else None
    if that is not None:
        last = max(below_mark(context, that))
        if not context.finite(that, last):
            return context.trim(that, context.sentences[node][1])
        return to_the_end(context, node, that, context.trim(that, last))
    clauses = tree.kids(node, "ccomp")
    clauses = [c for c in clauses if tree.form(c) != "Ger" or tree.kid(c, "nsubj", "aux") is not None]
    told = next((c for c in clauses if c > node), clauses[0] if clauses else None)
    if told is None or _adverbial(context, node, verb.cue, told):
        return None
    noun = claim_by(context, node, min(tree.subtree(told)))
    if noun is not None:
        return context.span_of([noun, told])
    first = addressee(context, node) if verb.cue.cue_class in ("accusation", "demand") else None
    return to_the_end(context, node, told, context.span_of([told] if first is None else [first, told]))


def _adverbial(context: Context, node: int, cue: Cue, clause: int) -> bool:
    """Whether a clause tells a circumstance: "said after fighting broke out", without "that" behind an object "declared a curfew ..."."""
    obj = addressee(context, node)
    named = cue.cue_class == "demand" or cues.in_frame(context.tree, node, "object")
    mark = context.mark_of(clause)
    if cue.kind == "speech" and mark in _WHEN:
        return True
    return named and mark not in CLAUSE_MARKS and obj is not None and obj < clause


def _doing(tree: Tree, clause: int) -> bool:
    """ "recalled seeing them", "recalled having seen them"."""
    return "Ger" in (tree.form(clause), *(tree.form(c) for c in tree.kids(clause, "aux")))


def infinitive(context: Context, verb: VerbCue) -> Span | None:
    """ "vowed to stay", "urged them to stay", "recalled seeing them"; the one addressed belongs to it."""
    tree, node, cue = context.tree, verb.node, verb.cue
    if cue.kind == "speech" and not cues.in_frame(tree, node, "infinitive"):
        told = (
            tree.kid(node, "xcomp")
            if cues.in_frame(tree, node, "gerund") and addressee(context, node) is None
            else None
        )
        return context.span_of([told]) if told is not None and told > node and _doing(tree, told) else None
    if only_people(context, verb):
        return None
    first = addressee(context, node)
    clause = next((c for c in tree.kids(node, "xcomp") if c > node), None)
    if clause is None and first is not None and cue.cue_class in ("demand", "statement"):
        clause = next((c for c in tree.kids(node, "advcl") if c > first and tree.form(c) == "Inf"), None)
    if clause is None or tree.form(clause) == "Fin" and tree.kid(clause, "mark") is None:
        return None
    if tree.pos[clause] in ("NOUN", "PROPN") and tree.kid(clause, "mark", "cop") is None:
        return None  # "called X a Y"
    if first is not None and first < clause and tree.form(clause) == "Ger":
        return None  # "urged a halt, raising hopes"
    first = first if cue.cue_class == "demand" or cue.kind != "speech" else None
    joined = [
        c for c in tree.kids(node, "conj") if c > clause and context.mark_of(c) == "to"
    ]  # "to A, and to B", hung on the cue
    return context.span_of([clause, *joined] if first is None else [first, clause, *joined])


def behind(context: Context, verb: VerbCue) -> Span | None:
    """Where the parse has no clause for a cue that takes one: what stands behind it, up to a cue coordinated with it."""
    tree, node, source = context.tree, verb.node, verb.source
    if source is None or source > node or not cues.in_frame(tree, node, "clause"):
        return None
    last = context.sentences[node][1]
    start = next((n for n in range(node + 1, min(node + 12, last)) if tree.lower[n] == "that"), node + 1)
    if start >= last or tree.lower[start] != "that" and tree.pos[start] in _NO_CLAUSE:
        return None
    joined = next((c for c in tree.kids(node, "conj") if c > start and _reports_too(tree, c)), None)
    if joined is not None:
        last = min(tree.subtree(joined)) - 1
    return context.trim(start, last) if last - start >= 2 and context.finite(start, last) else None


def _reports_too(tree: Tree, node: int) -> bool:
    """Whether a verb beside a cue is one with a content of its own: "insisted ... and accused X of ..."."""
    cue = cues.of_verb(tree, node)
    own = tree.kid(node, "obj", "ccomp", "xcomp")
    return sources.reports(tree, node) or cue is not None and cue[0].kind == "speech" and own is not None and own > node
