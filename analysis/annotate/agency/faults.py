"""Faults that a text lays on somebody without a word that accuses: "X's lies", "the immoral policy of X", "Y said X was destabilising the region".

The noun takes the fault for granted (a presupposition of its owner: Lyons, Definiteness, 1999, chapter 3), so that an outlet accuses by it
too. An adjective or a verb accuses only as what somebody says of another: in an outlet's own voice it describes.
"""

from collections.abc import Iterator

from analysis.annotate.agency import modality
from analysis.annotate.agency.accusation import Accusation
from analysis.annotate.agency.accused import AccusedFinder
from analysis.annotate.agency.judgements import FAULTS
from analysis.english.entries import BlameFrame
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.relatives import RELATIVE, stands_for
from analysis.syntax.tree import Tree

OWNED = words_with("blames", BlameFrame("owner"), "noun")
DONE = words_with("blames", BlameFrame("agent"), "verb")
KEPT = words_with("blames", BlameFrame("breaker"), "verb")
PROMISES = word_class("agreements") | word_class("obligations_kept")
TRYING = word_class("verbs_of_trying")
CONDITIONALS = word_class("conditionals")
_ADJECTIVES = FAULTS & frozenset(lexicon().adjectives)
# What the courses that somebody takes are called, of which an adjective may say that they are wrong.
COURSES = word_class("courses_of_somebody")
THEIRS = word_class("third_person_plural") | word_class("third_person_singular") | word_class("singular_neuter")


def fault(find: AccusedFinder, node: int) -> list[Accusation]:
    """The fault that a word lays on somebody; none inside an accusation, which says so already."""
    tree = find.tree
    if any(_accuses(tree, above) for above in tree.above(node)):
        return []
    if tree.lemma[node] in OWNED and tree.pos[node] == "NOUN":
        owner = _owner(find, node)
        return [Accusation(node, owner, owner, presupposed=True, presumes=True)] if owner is not None else []
    if tree.lemma[node] in DONE and tree.pos[node] == "VERB":
        return _done(find, node)
    if tree.lemma[node] in KEPT:
        return _not_kept(find, node)
    return _described(find, node) if tree.dep[node] == "amod" else []


def _accuses(tree: Tree, node: int) -> bool:
    """Whether a word around is one of accusation or of judgement."""
    lemma = tree.lemma[node]
    if tree.pos[node] == "VERB":
        word = lexicon().verb(lemma)
        return (
            lemma in DONE
            or any(f.whom not in ("agent", "breaker") for f in word.blames)
            and not (word.cue and word.cue.kind == "belief")
        )
    return (
        tree.pos[node] in ("NOUN", "ADJ")
        and lemma.lower() in FAULTS | OWNED
        or bool(tree.pos[node] == "NOUN" and any(f.preposition for f in lexicon().noun(lemma).blames))
    )


def _owner(find: AccusedFinder, node: int) -> int | None:
    """Whose a fault is: "X's lies", "the lies of X", "recklessness on the part of X"."""
    tree = find.tree
    for place in _owners(tree, node):
        named = find.names(place) or any(find.names(c) for c in tree.kids(place, "amod", "compound", "nmod:poss"))
        if named or tree.lower[place] in THEIRS and tree.base[place] == "nmod":
            return place
    return next((node for c in tree.kids(node, "amod", "compound") if find.names(c)), None)


def _owners(tree: Tree, node: int) -> Iterator[int]:
    yield from tree.kids(node, "nmod:poss")
    for place in tree.kids(node, "nmod"):
        if tree.preposition(place) in ("of", "by"):
            yield place
        elif tree.lemma[place] == "part" and tree.preposition(place) == "on":
            yield from (c for c in tree.kids(place, "nmod") if tree.preposition(c) == "of")
            yield from tree.kids(place, "nmod:poss")


def _done(find: AccusedFinder, node: int) -> list[Accusation]:
    """ "X is destabilising the region", "X wants to betray them"; of somebody whom the text does not name nothing."""
    agent = _doer(find, node)
    if agent is None or find.tree.kid(node, "obj", "ccomp", "obl") is None:
        return []
    tried = find.tree.dep[node] == "xcomp" and find.tree.lemma[find.tree.head[node]] in TRYING
    return [Accusation(node, agent, agent, judges=True, verb=find.tree.head[node] if tried else None)]


def _not_kept(find: AccusedFinder, node: int) -> list[Accusation]:
    """ "X failed to honour the agreement", "X does not abide by the truce"."""
    tree, agent = find.tree, _doer(find, node)
    kept = [*tree.kids(node, "obj", "obl"), *(c for n in tree.kids(node, "obj", "obl") for c in tree.kids(n, "nmod"))]
    supposed = any(tree.lower[c] in CONDITIONALS for n in (node, tree.head[node]) for c in tree.kids(n, "mark"))
    if (
        agent is None
        or supposed
        or modality.of_verb(tree, node) != "negated"
        or not any(tree.lemma[c] in PROMISES for c in kept)
    ):
        return []
    return [Accusation(node, agent, agent, presumes=True)]


def _doer(find: AccusedFinder, node: int) -> int | None:
    """The subject of a verb, if it is somebody whom the text names or a pronoun for them."""
    tree, acts = find.tree, roles.of_verb(find.tree, node)
    if acts.agent is None or acts.passive:
        return None
    agent = acts.agent
    if tree.lower[agent] in RELATIVE and tree.dep[node] == "acl:relcl":
        agent = stands_for(tree, node, agent)
    named = find.names(agent) or any(find.names(c) for c in tree.kids(agent, "amod", "compound", "nmod:poss"))
    return agent if named or tree.lower[agent] in THEIRS else None


def _described(find: AccusedFinder, node: int) -> list[Accusation]:
    """ "the aggressive policies of X", "the criminal regime of X": a course that somebody takes, or those who rule."""
    tree, noun = find.tree, find.tree.head[node]
    if tree.lemma[node].lower() not in _ADJECTIVES or tree.lemma[noun] not in COURSES:
        return []
    owner = noun if find.names(noun) else _owner(find, noun)
    return [Accusation(node, owner, owner, judges=True)] if owner is not None else []
