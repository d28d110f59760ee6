"""Candidates whose cue is an adjective or an adverb: "X is sure that ...", "voters angry at Y", "X has reportedly ..."."""

from analysis.annotate.attribution import cues, source_kinds, sources
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.english.entries import Cue
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class

_TOWARDS = word_class("prepositions_of_attitude")
_TOLD = frozenset({"", "that", "to", "whether", "for", "about"})


def find(context: Context) -> list[Candidate]:
    """The candidates of all adjectives and adverbs of a document in order of place."""
    tree, words = context.tree, lexicon()
    adjectives, adverbs = words.adjectives, words.adverbs
    found = []
    for node, (pos, word, lemma) in enumerate(zip(tree.pos, tree.lower, tree.lemma, strict=True)):
        candidate = None
        if word in adjectives or lemma in adjectives:
            cue = cues.of_adjective(tree, node)
            if cue is not None and cues.of_verb(tree, node) is None:
                candidate = _of_adjective(context, node, cue)
        elif pos == "ADV" and word in adverbs and (cue := adverbs[word].cue) is not None:
            candidate = _of_adverb(context, node, cue)
        if candidate is not None:
            found.append(candidate)
    return found


def _of_adjective(context: Context, node: int, cue: Cue) -> Candidate | None:
    """ "X is sure that ...", "voters angry at Y", "X, wary of Y, ..."."""
    tree = context.tree
    after, towards = [c for c in tree.children[node] if c > node], None
    clause = next((c for c in after if tree.base[c] in ("ccomp", "xcomp") or _is_told(context, c)), None)
    if clause is None:
        clause = next((c for c in after if tree.base[c] == "obl" and tree.preposition(c) in _TOWARDS), None)
    if clause is None:
        clause = next((c for c in after if tree.form(c) == "Ger" and context.mark_of(c) in _TOWARDS), None)
        towards = clause
    if clause is None or clause != towards and tree.form(clause) not in ("Fin", "Inf", ""):
        return None
    holder = tree.kid(node, "nsubj")
    if holder is None:
        holder = tree.head[node] if tree.dep[node] == "acl" else sources.subject(tree, node)
    content = context.span_of([clause])
    if holder is None or content is None or not source_kinds.may_hold(tree, holder, cue):
        return None
    return Candidate(cue, [node], holder, *content, node)


def _is_told(context: Context, clause: int) -> bool:
    """Whether a clause that the parse calls adverbial says what is held ("sure that", "ready to"), not when or why."""
    return context.tree.base[clause] == "advcl" and context.mark_of(clause) in _TOLD


def _of_adverb(context: Context, node: int, cue: Cue) -> Candidate | None:
    """ "X has reportedly ...": the clause around it, of nobody who is named."""
    tree, head = context.tree, context.tree.head[node]
    if tree.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN") or tree.base[head] in ("amod", "compound"):
        return None
    content = context.span_of([head])
    return Candidate(cue, [node], None, *content, node) if content is not None else None
