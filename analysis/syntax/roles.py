"""Agent and patient of any predicate, from its place in a Universal Dependencies tree.

`of_verb` answers for verbs (finite, non-finite, passive, reduced relatives, headline participles), `of_noun` for eventive nouns. Both
name grammatical places only: that "died" has no doer, or that "fire" is an instrument, is for the lexicon of harmful acts to
say. Roles in the sense of proto-agent and proto-patient (Dowty, Language 67(3), 1991).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analysis.syntax.arguments import own_subject
from analysis.syntax.objects import joined, object_of
from analysis.syntax.passives import by_phrase, is_passive
from analysis.syntax.relatives import stands_for
from analysis.syntax.subjects import understood
from analysis.syntax.tree import Tree


@dataclass(slots=True)
class Roles:
    """Head nodes of agent and patient; null where the text has none. `passive`: the predicate is in the passive voice."""

    predicate: int
    agent: int | None = None
    patient: int | None = None
    passive: bool = False
    owner: int | None = None
    """Whose the patient is, where the clause says it elsewhere: "X lost 20 soldiers"."""
    understood: bool = False
    """Whether the subject comes from outside the predicate's own clause (control, coordination, relative clauses)."""


def of_verb(tree: Tree, node: int) -> Roles:
    """The roles of a verb."""
    if tree.dep[node] == "case":
        return _of_preposition(tree, node)
    roles = Roles(node, passive=is_passive(tree, node))
    subject = own_subject(tree, node)
    if subject is None:
        subject = understood(tree, node)
        roles.understood = subject is not None
    if subject is not None:
        subject = stands_for(tree, node, subject)
    if roles.passive:
        by = _doer_of_passive(tree, node)
        roles.agent = stands_for(tree, node, by) if by is not None else None  # "the men by whom it was shelled"
        roles.patient = subject
    else:
        roles.agent, roles.patient = subject, object_of(tree, node)
    if roles.agent == roles.patient:
        roles.patient = None
    return roles


def _doer_of_passive(tree: Tree, node: int) -> int | None:
    """Its by-phrase, or the one that it shares with the passive joined to it: "was shelled and burned by X"."""
    agent, other = by_phrase(tree, node), joined(tree, node)
    if agent is None and other is not None and is_passive(tree, other):
        return by_phrase(tree, other)
    return agent


def _of_preposition(tree: Tree, node: int) -> Roles:
    """A participle used as a preposition, whose subject is what its phrase hangs on: "countries including X"."""
    phrase = tree.head[node]
    fixed = tree.kid(node, "fixed") is not None  # "according to X" does nothing to X
    above = tree.head[phrase] if tree.head[phrase] != phrase else None
    return Roles(node, above, None if fixed else phrase, is_passive(tree, node))


def of_noun(tree: Tree, node: int, names: Callable[[int], bool], owned: bool, targets: Iterable[str] = ()) -> Roles:
    """The roles of an eventive noun.

    `names(node)`: whether a modifier names a party ("Fooish shelling"); `owned`: "of X" and "X's" are the patient, as in
    "the death of X"; otherwise "X's" is the agent, and "of X" too where the noun takes `targets` instead.
    `targets`: prepositions before the patient ("attack on X").
    """
    roles = Roles(node)
    behind = [c for c in tree.kids(node, "nmod", "obl") if not tree.is_time(c)]
    phrases = {tree.preposition(child): child for child in reversed(behind)}
    if "between" in phrases:
        roles.agent = roles.patient = phrases["between"]
        return roles
    roles.agent = phrases.get("by")
    roles.patient = next((c for c in behind if tree.preposition(c) in targets), None)
    for candidate, suffers in (
        (tree.kid(node, "nmod:poss"), owned or roles.agent is not None),
        (_named_modifier(tree, node, names), owned),
        (phrases.get("of"), owned or not targets),
    ):
        if candidate is None or tree.is_time(candidate) and not names(candidate):  # "Sunday's attack"
            continue
        if suffers and roles.patient is None:
            roles.patient = candidate
        elif not suffers and roles.agent is None:
            roles.agent = candidate
    if roles.agent is None and not owned:
        roles.agent = phrases.get("from")
    return roles


def _named_modifier(tree: Tree, node: int, names: Callable[[int], bool]) -> int | None:
    """The party before a noun, also before what is itself before it: "Fooish shelling", "Fooish rocket attack"."""
    for child in tree.kids(node, "amod", "compound", "flat"):
        if names(child):
            return child
        if tree.dep[child] == "compound" and (inner := _named_modifier(tree, child, names)) is not None:
            return inner
    before = node - 1  # "the 7 October Fooish attacks", whatever the name is hung on
    return before if before >= 0 and names(before) and node in tree.above(before) else None
