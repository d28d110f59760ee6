"""Accusations that a noun names: "X's accusations against Y", "laid the blame on Y", "the charge that Y had shelled X"."""

from collections.abc import Iterable, Iterator

from analysis.annotate.agency.accusation import Accusation
from analysis.annotate.agency.accused import AccusedFinder
from analysis.english.entries import BlameFrame
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.passives import by_phrase
from analysis.syntax.tree import Tree

LAY = words_with("light", "lay", "verb")
CARRY = words_with("light", "carry", "verb")
UNDERGO = words_with("light", "undergo", "verb")
DENY = words_with("complement", "denied", "verb") | words_with("complement", "denied claim", "verb")
# Verbs by which somebody comes to be criticised.
DRAWING = word_class("verbs_of_drawing")
_CLAUSES = ("acl", "ccomp", "advcl")


def of_noun(find: AccusedFinder, node: int, frames: tuple[BlameFrame, ...]) -> list[Accusation]:
    """The accusation that a noun names; none where it names nobody who is accused."""
    tree, accuser = find.tree, _accuser(find, node)
    if accuser is not None:
        behind = list(_behind(tree, node))
        for frame in frames:
            place = next((c for c in behind if frame.preposition and tree.preposition(c) == frame.preposition), None)
            accused = find(place, frame) if place is not None else None
            if accused is not None and accused != accuser:
                return [Accusation.of(_cue(tree, node), accused, accuser, presupposed=True)]
    drawn = _drawn(find, node, accuser)
    if drawn is not None:
        behind_verb = (c for c in tree.kids(tree.head[node], "obl") if tree.preposition(c) == "from")
        accuser = next(behind_verb, None) if accuser is None else accuser
        return [Accusation.of(node, drawn, accuser, presupposed=True, anonymous=accuser is None)]
    if "clause" not in lexicon().noun(tree.lemma[node]).frames:
        return []
    accused = _of_clause(tree, node)
    if accused is None or accused == accuser:
        return []
    return [Accusation.of(node, accused, accuser, presupposed=True, anonymous=accuser is None)]


def _laid(tree: Tree, noun: int) -> int | None:
    """The verb that brings an accusing noun to the accused: "laid the blame on X"."""
    verb = tree.head[noun]
    return verb if tree.dep[noun] in ("obj", "nsubj:pass") and tree.lemma[verb] in LAY else None


def _cue(tree: Tree, noun: int) -> int:
    verb = _laid(tree, noun)
    return noun if verb is None else verb


def _behind(tree: Tree, noun: int) -> Iterator[int]:
    """The phrases behind a noun and behind the verb that lays it, wherever they hang."""
    verb = _laid(tree, noun)
    for above in (noun,) if verb is None else (noun, verb):
        phrases = [c for c in tree.kids(above, "nmod", "obl") if c > noun]
        yield from phrases
        if verb is not None:
            yield from _below(tree, phrases)


def _below(tree: Tree, phrases: Iterable[int]) -> Iterator[int]:
    for phrase in phrases:
        inner = tree.kids(phrase, "nmod")
        yield from inner
        yield from _below(tree, inner)


def _accuser(find: AccusedFinder, noun: int) -> int | None:
    tree = find.tree
    owner = tree.kid(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in tree.kids(noun, "nmod") if tree.preposition(c) in ("by", "from")), None)
    if owner is None:
        owner = next((c for c in tree.kids(noun, "amod", "compound") if find.names(c)), None)
    if owner is None:  # "the charge, levelled by X, that"
        owner = next((by_phrase(tree, c) for c in tree.kids(noun, "acl") if tree.lemma[c] in LAY | CARRY), None)
    verb = tree.head[noun]
    if (
        owner is None
        and tree.dep[noun] in ("obj", "nsubj:pass")
        and (tree.lemma[verb] in CARRY | LAY or _voices(tree, verb))
    ):
        owner = roles.of_verb(tree, verb).agent
    return owner


def _drawn(find: AccusedFinder, noun: int, accuser: int | None) -> int | None:
    """Whom criticism meets: "X drew criticism from Y", "X denied Y's accusations"; a party only."""
    tree, verb = find.tree, find.tree.head[noun]
    cue = lexicon().noun(tree.lemma[noun]).cue
    if cue is None or cue.cue_class != "accusation" and accuser is None or tree.dep[noun] != "obj":
        return None
    denies = accuser is not None and tree.lemma[verb] in DENY and "clause" in lexicon().noun(tree.lemma[noun]).frames
    if not denies and not (tree.lemma[verb] in DRAWING and cue.cue_class == "accusation"):
        return None
    subject = roles.of_verb(tree, verb).agent
    return subject if subject is not None and subject != accuser and find.names(subject) else None


def _voices(tree: Tree, verb: int) -> bool:
    """ "voiced criticism": speech that takes its content as an object."""
    word = lexicon().verb(tree.lemma[verb])
    return word.cue is not None and word.cue.cue_class == "statement" and "object" in word.frames


def _of_clause(tree: Tree, noun: int) -> int | None:
    """The doer in what a noun holds ("the charge that X had shelled Y"); who denies or faces it where it names none ("X denied
    accusations of shelling Y")."""
    for clause in tree.kids(noun, *_CLAUSES):
        if tree.dep[clause] != "acl:relcl" and tree.kid(clause, "nsubj", "nsubj:pass") is not None and clause > noun:
            return roles.of_verb(tree, clause).agent
    verb = tree.head[noun]
    held = [*tree.kids(noun, *_CLAUSES), *(c for c in tree.kids(noun, "nmod") if tree.preposition(c) == "of")]
    if tree.dep[noun] == "obj" and tree.lemma[verb] in DENY | UNDERGO and any(c > noun for c in held):
        return roles.of_verb(tree, verb).agent
    return None
