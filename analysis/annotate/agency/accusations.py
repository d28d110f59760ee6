"""Explicit accusations: the words that say that somebody did wrong, who is accused and, if the same clause says so, who accuses."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.english.lexicon import BlameFrame, words_with
from analysis.rules import Rule, decide
from analysis.syntax import roles
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.tree import Tree

ACCUSE = words_with("blames", BlameFrame("somebody"), "verb")
# Verbs that lay the act they name at the door of its doer.
CONDEMN = words_with("blames", BlameFrame("party"), "verb")
TRADE = words_with("light", "exchange", "verb")
RECRIMINATIONS = words_with("blames", BlameFrame("each other"), "noun")
RESPONSIBLE = words_with("blames", BlameFrame("subject"), "adjective")
OBSTACLES = words_with("blames", BlameFrame("subject"), "noun")
Names = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Accusation:
    """Nodes of one explicit accusation; `accuser` is null where the voice around it is the accuser."""

    cue: int
    accused: int
    accuser: int | None = None


def accusations(tree: Tree, names: Names) -> list[Accusation]:
    """Those of a document, by their cues. `names(node)`: whether a word names a party."""
    found = (decide(CUES, tree, node, names) for node, lemma in enumerate(tree.lemma) if lemma in _LEMMAS)
    return [accusation for some in found if some for accusation in some]


def _accuse(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "accused X", "X was blamed", "laid the blame on X" and "X is to blame"."""
    acts = roles.of_verb(tree, node)
    accused = acts.patient
    if tree.lemma[node] == "blame":
        onto = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "on"), None)
        accused = onto if onto is not None else accused
        to_blame = not acts.passive and "to" in {tree.lower[c] for c in tree.kids(node, "mark")}
        if to_blame and accused is None and acts.agent is not None:
            return [Accusation(node, acts.agent)]
    if accused is None or tree.pos[accused] in ("VERB", "AUX"):
        return []
    return [Accusation(node, accused, acts.agent)]


def _condemn(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "condemned X", "condemned X's aggression": X, where the text says whose it is."""
    acts = roles.of_verb(tree, node)
    if acts.patient is None or tree.pos[acts.patient] not in ("NOUN", "PROPN"):
        return []
    whose = roles.of_noun(tree, acts.patient, names, False, ("on", "against")).agent
    accused = acts.patient if names(acts.patient) else whose
    return [Accusation(node, accused, acts.agent)] if accused is not None else []


def _trade(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "X and Y traded accusations"; `trade` before it may pass for a noun."""
    named = tree.kid(node, "obj") if tree.pos[node] == "VERB" else tree.head[node]
    if named is None or tree.lemma[named] not in RECRIMINATIONS:
        return []
    subject = roles.of_verb(tree, node).agent if tree.pos[node] == "VERB" else tree.kid(named, "nsubj")
    return [Accusation(node, subject, subject)] if subject is not None else []


def _responsible(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "X is responsible for", "held X responsible for"."""
    head = tree.head[node]
    if tree.dep[node] == "xcomp" and tree.lemma[head] in ("hold", "find", "consider", "deem", "keep"):
        acts = roles.of_verb(tree, head)
        accused = tree.kid(head, "obj") if not acts.passive else acts.patient
        return [Accusation(node, accused, acts.agent)] if accused is not None else []
    subject = tree.kid(node, "nsubj")
    named = tree.kids(node, "obl", "nmod", "advcl")
    if subject is None or not any(tree.preposition(c) in ("for", "of") for c in [*named, *tree.kids(node, "acl")]):
        return []
    if not named:
        return []
    relative = tree.lower[subject] in RELATIVE and tree.dep[node] == "acl:relcl"
    return [Accusation(node, tree.head[tree.head[node]] if relative else subject)]


def _obstacle(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "the biggest obstacle to peace is X", "X is the main obstacle"."""
    subject = tree.kid(node, "nsubj")
    if subject is not None and tree.kid(node, "cop") is not None:
        return [Accusation(node, subject)]
    head = tree.head[node]
    if tree.dep[node].startswith("nsubj") and tree.kid(head, "cop") is not None:
        return [Accusation(node, head)]
    return []


def _responsibility(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "responsibility lies with X", "X bears responsibility"; who claims responsibility acknowledges it and is not accused."""
    verb = tree.head[node]
    if tree.dep[node] == "nsubj" and tree.lemma[verb] in ("lie", "rest"):
        return [Accusation(node, c) for c in tree.kids(verb, "obl") if tree.preposition(c) in ("with", "on")]
    if tree.dep[node] == "obj" and tree.lemma[verb] in ("bear", "carry", "share", "have"):
        subject = roles.of_verb(tree, verb).agent
        return [Accusation(node, subject)] if subject is not None else []
    return []


def _cue(lemmas: frozenset[str], *tags: str) -> Callable[[Tree, int, Names], bool]:
    return lambda tree, node, names: tree.lemma[node] in lemmas and (not tags or tree.pos[node] in tags)


RESPONSIBILITY = words_with("blames", BlameFrame("bearer"), "noun")
_LEMMAS = ACCUSE | CONDEMN | TRADE | RESPONSIBLE | OBSTACLES | RESPONSIBILITY
CUES: tuple[Rule[list[Accusation]], ...] = (
    Rule("accused X", _cue(ACCUSE, "VERB", "ADJ"), _accuse),
    Rule("condemned X's aggression", _cue(CONDEMN, "VERB"), _condemn),
    Rule("traded accusations", _cue(TRADE, "VERB", "NOUN"), _trade),
    Rule("X is responsible", _cue(RESPONSIBLE, "ADJ", "NOUN", "VERB"), _responsible),
    Rule("X is an obstacle", _cue(OBSTACLES), _obstacle),
    Rule("X bears responsibility", _cue(RESPONSIBILITY), _responsibility),
)
