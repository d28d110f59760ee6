"""Candidates whose cue is a noun: "X's claim that ...", "a plan by X to ...", "X's criticism of ...", "the fear is that ..."."""

from collections.abc import Callable

from analysis.annotate.attribution import cues, sources
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.context import Context
from analysis.annotate.attribution.source_kinds import is_person
from analysis.annotate.attribution.verb_cues import Span, below_mark
from analysis.english.entries import Cue
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import source_kinds, word_class
from analysis.syntax.owners import owner
from analysis.syntax.tree import Tree

_OWNING = ("by", "from", "among", "of")
_ANSWERS = word_class("verbs_of_answering")
_NO_TOPICS = word_class("asked_for_by_reporters")
_AMID = word_class("outlet_goes_on") | {"despite"}
_IN = frozenset({"in", "during", "at"})
_HEARSAY = word_class("hearsay")
_TOPICS = word_class("prepositions_of_topic")


def find(context: Context) -> list[Candidate]:
    """The candidates of all nouns of a document in order of place."""
    tree, nouns = context.tree, lexicon().nouns
    found = []
    for node, (pos, lemma) in enumerate(zip(tree.pos, tree.lemma, strict=True)):
        if (
            pos == "NOUN"
            and tree.dep[node] != "fixed"
            and (word := nouns.get(lemma)) is not None
            and word.cue is not None
        ):
            candidate = _of_cue(context, node, word.cue)
            if candidate is not None:
                found.append(candidate)
    return found


def _of_cue(context: Context, node: int, cue: Cue) -> Candidate | None:
    source = _source(context.tree, node)
    if cue.kind == "speech" and any(context.tree.lower[c] == "no" for c in context.tree.kids(node, "det")):
        return None  # "there were no reports of casualties"
    hearsay = _hearsay(context, node, cue, source)
    if hearsay is not None:
        return hearsay
    if (
        source_kinds().get(context.tree.lemma[node]) not in (None, "document")
        and context.tree.kid(node, "nmod") is None
    ):
        return None  # "the opposition" is somebody, "opposition to X" a stance
    if cue.kind == "belief" and source is None or _is_medium(context.tree, node):
        return None
    for rule in _CONTENT_RULES:
        content = rule(context, node)
        if content is not None:
            return Candidate(cue, [node], source, *content, node)
    return _topic(context, node, cue, source)


def _source(tree: Tree, node: int) -> int | None:
    """Whose words a noun is: its owner's, or of the one who does something with it ("X made the claim") that is no answer to it."""
    found, head = owner(tree, node, _OWNING), tree.head[node]
    if found is None and tree.dep[node] == "conj" and tree.kid(node, "det") is None:
        found = tree.kid(head, "nmod:poss")  # "X's threat and insistence that ..."
    if tree.preposition(node) in _AMID:
        return found  # "the talks ended amid reports"
    if found is None and tree.dep[node] in ("obj", "obl", "xcomp") and tree.pos[head] in ("VERB", "AUX"):
        return sources.subject(tree, head) if not _is_answered(tree, node) else None
    return found


def _is_medium(tree: Tree, node: int) -> bool:
    """ "Said in a message that ...": what the verb says, and where."""
    verb = cues.of_verb(tree, tree.head[node])
    return tree.preposition(node) in _IN and verb is not None and verb[0].kind == "speech"


def _is_answered(tree: Tree, node: int) -> bool:
    """ "X faces calls", "rejected the claim", "responded to the criticism": somebody else's, whoever's it is."""
    if tree.preposition(node) == "with":
        return False  # "responded with calls for ..."
    verb = cues.lemma(tree, tree.head[node])
    cue = lexicon().verb(verb).cue
    return verb in _ANSWERS or cue is not None and cue.cue_class == "denial"


def _surfaced(context: Context, node: int) -> Span | None:
    """What is told behind the verb: "reports surfaced that ..."."""
    tree, verb = context.tree, context.tree.head[node]
    if (
        tree.base[node] != "nsubj"
        or not cues.noun_in_frame(tree, node, "clause")
        or cues.of_verb(tree, verb) is not None
    ):
        return None
    clause = next((c for c in tree.kids(verb, "ccomp") if context.mark_of(c) == "that"), None)
    return context.span_of([clause]) if clause is not None and clause > verb and tree.kid(verb, "obj") is None else None


def _told(context: Context, node: int) -> Span | None:
    """What a noun is said to be: "X's claim is that ...", "the question was whether ..."."""
    tree, last = context.tree, context.sentences[node][1]
    for n in range(node + 1, min(node + 8, last - 1)):
        if tree.lower[n] in ("is", "was", "’s", "'s") and tree.pos[n] == "AUX" and tree.base[node] == "nsubj":
            return context.trim(n + 1, last) if tree.lower[n + 1] in ("that", "whether") else None
        if tree.pos[n] in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _clause(context: Context, node: int) -> Span | None:
    """The clause that says what the noun holds ("claim that ...", "plan to ..."), not one that describes it."""
    tree = context.tree
    by = [
        c for c in tree.kids(node, "nmod") if tree.lemma[c] in source_kinds()
    ]  # "calls from the opposition to leave", hung on who calls
    clauses = (c for n in (node, *by) for c in tree.kids(n, "acl", "ccomp") if tree.dep[c] != "acl:relcl")
    clause = next(
        (c for c in clauses if tree.dep[c] == "ccomp" or context.mark_of(c) in ("that", "to", "whether")), None
    )
    if clause is None and tree.kid(node, "cop") is not None:  # "it was X's view that ..."
        clause = next((c for c in tree.kids(node, "ccomp", "csubj") if c > node and tree.form(c) != "Inf"), None)
    return context.span_of([clause]) if clause is not None else None


def _that_behind(context: Context, node: int) -> Span | None:
    """A clause with "that" right behind the noun, or behind whose it is, wherever the parse has hung it."""
    tree, that = context.tree, node + 1
    by = next((c for c in tree.kids(node, "nmod") if tree.preposition(c) in _OWNING), None)
    if by is not None and by > node:
        that = max(tree.subtree(by)) + 1
    if that >= tree.size or tree.lower[that] != "that" or tree.pos[that] != "SCONJ":
        return None
    if tree.dep[that] == "obj" and tree.kids(tree.head[that], "obj") == [that]:
        return None  # "a claim that X dismissed as a lie"
    last = max(below_mark(context, that))
    return context.trim(that, last) if context.finite(that, last) else None


def _to_behind(context: Context, node: int) -> Span | None:
    """An infinitive right behind a noun that demands or intends ("calls to resign"), wherever the parse has hung it."""
    tree, cue = context.tree, cues.of_noun(context.tree, node)
    meant = cue is not None and (cue.cue_class == "demand" or cue.kind == "intention")
    if not meant or tree.lower[node + 1 : node + 2] != ["to"] or tree.pos[node + 1] != "PART":
        return None
    verb = tree.head[node + 1]
    return context.trim(node + 1, max(tree.subtree(verb))) if tree.form(verb) == "Inf" and verb > node else None


def _of_doing(context: Context, node: int) -> Span | None:
    """What somebody intends, behind "of": "with the aim of taking the town"."""
    tree, cue = context.tree, cues.of_noun(context.tree, node)
    if cue is None or cue.kind != "intention" or tree.lower[node + 1 : node + 2] != ["of"]:
        return None
    verb = tree.head[node + 1]
    doing = tree.form(verb) == "Ger" and verb > node and tree.head[verb] == node
    return context.span_of([verb], skip=(node + 1,)) if doing and _source(tree, node) is not None else None


# From what only a content can be to what the parse may have hung anywhere.
_CONTENT_RULES: tuple[Callable[[Context, int], Span | None], ...] = (
    _told,
    _surfaced,
    _clause,
    _that_behind,
    _to_behind,
    _of_doing,
)


def _topic(context: Context, node: int, cue: Cue, source: int | None) -> Candidate | None:
    """What a noun of somebody's is about ("X's criticism of ..."), and what is called for ("calls for ...") whoever calls."""
    tree = context.tree
    topics = _TOPICS if cues.noun_in_frame(tree, node, "to") else _TOPICS - {"to"}
    topic = next((c for c in tree.kids(node, "nmod") if c > node and tree.preposition(c) in topics), None)
    if topic is None and tree.lower[node + 1 : node + 2] == ["for"] and tree.head[node + 1] > node:
        topic = tree.head[node + 1]  # "calls for ...", hung on the verb
    if topic is None or tree.lemma[topic] in _NO_TOPICS:
        return None
    said = cue.kind == "speech" or source is not None and tree.pos[source] in ("PROPN", "PRON")
    held = source not in (None, topic) and said and cues.noun_in_frame(tree, node, "topic")
    called_for = tree.preposition(topic) == "for" and cue.cue_class == "demand"
    content = context.span_of([topic]) if held or called_for else None
    return Candidate(cue, [node], source if source != topic else None, *content, node) if content is not None else None


def _hearsay(context: Context, node: int, cue: Cue, source: int | None) -> Candidate | None:
    """What is reported or alleged, whoever says so: "amid reports of shelling", but not "reports of the agency"."""
    tree, told = context.tree, context.tree.head[node + 1] if node + 1 < context.tree.size else node
    said = tree.lemma[node] in _HEARSAY and tree.lower[node + 1 : node + 2] == ["of"] and source in (None, told)
    if not said or told <= node or tree.head[told] != node or is_person(tree, told):
        return None
    content = context.span_of([told], skip=(node + 1,))
    return Candidate(cue, [node], None, *content, node) if content is not None else None
