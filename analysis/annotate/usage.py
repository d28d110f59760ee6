"""Whose usage a relational word is ("aggression", "liberation", "terrorists"): a side's, by who does it to whom in that place.

The events of the place say so first. Where none does, the words around it are asked: who is called so, whose doing it is called, what the
clause around it is about. In somebody's own words that name the other side alone it is the other side's doing.
"""

from collections.abc import Iterable

from spacy.tokens import Doc

from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.parties import Sides
from analysis.annotate.party import UNRESOLVED, Party
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.rules import Rule, always, decide
from analysis.schema import Event, RelationalMatch, Use
from analysis.spans import Spans
from analysis.syntax.objects import object_of
from analysis.syntax.passives import by_phrase, is_passive
from analysis.syntax.phrases import overlapping
from analysis.syntax.subjects import subject
from analysis.syntax.tree import NOMINAL, Tree

_OF_ACT = frozenset({"in", "as"})
_AT_PATIENT = frozenset({"of", "against", "on"})


class Usage:
    """Answers for the words of one document with events and voices."""

    def __init__(self, doc: Doc, codebook: Codebook):
        self.doc, self.codebook = doc, codebook
        self.tree: Tree = doc._.tree
        self.events: Spans[Event] = Spans(doc._.events)
        self.sides = Sides(self.tree, lambda start, end: voice_at(doc, start, end)[1])

    def owner(self, match: RelationalMatch) -> str:
        """Whose usage the words of a relational variant are: a side's id or unresolved."""
        start, end, role = match.start, match.end, match.relation.removeprefix("opponent_of_")
        side = self._side_in_events(start, end, role)
        if side is None:
            side = self._side_around(start, end, role)
        resolved = side if role == match.relation else self.codebook.opponent(side)
        return resolved if resolved in self.codebook.side_ids else "unresolved"

    def _side_in_events(self, start: int, end: int, role: str) -> str | None:
        """The side that the events of a place agree on; null where no event has anybody in the role.

        An act without a doer that one side suffers is told as the other's: the word is not the sufferer's own deed.
        """
        events = self.events.overlapping(start, end)
        sides = {getattr(event, f"{role}_side") for event in events} - {None}
        if not sides and role == "agent":
            said = {event.patient_side for event in events if event.patient_basis in ("said", "coreference")}
            sides = {other for other in map(self.codebook.opponent, said) if other is not None}
        return sides.pop() if len(sides) == 1 else "unresolved" if sides else None

    def _side_around(self, start: int, end: int, role: str) -> str:
        tree = self.tree
        words = [n for n in range(*_nodes(tree, start, end)) if tree.pos[n] != "PUNCT"]
        head = next((n for n in words if tree.head[n] not in words or tree.head[n] == n), None)
        if head is None:
            return "unresolved"
        found = decide(AGENT if role == "agent" else PATIENT, self, head, otherwise=UNRESOLVED)
        if not found.known and role == "agent":
            found = _of_the_other(self, start, end)
        return found.side

    def resolved(self, nodes: Iterable[int | None]) -> Party:
        """The first party among some phrases that their own words name."""
        found = (self.sides.resolve(node) for node in nodes if node is not None)
        return next((party for party in found if party.known and party.basis != "place"), UNRESOLVED)


def _nodes(tree: Tree, start: int, end: int) -> tuple[int, int]:
    found = [n for n in range(tree.size) if tree.start[n] < end and tree.end[n] > start]
    return found[0], found[-1] + 1


# Who does it


def _of_verb(usage: Usage, node: int) -> Party:
    tree = usage.tree
    return usage.resolved([by_phrase(tree, node) if is_passive(tree, node) else subject(tree, node)])


def _is_predicate(usage: Usage, node: int) -> bool:
    return usage.tree.kid(node, "cop") is not None and usage.tree.kid(node, "nsubj", "csubj") is not None


def _of_subject(usage: Usage, node: int) -> Party:
    """ "X is an aggressor", "what X commits is genocide"."""
    tree = usage.tree
    about = tree.kid(node, "nsubj", "csubj")
    free = about is not None and tree.lower[about] == "what"
    clause = about if about is not None and tree.base[about] == "csubj" else None
    if free and about is not None:
        clause = tree.kid(about, "acl:relcl")
    return usage.resolved([subject(tree, clause) if clause is not None else about])


def _of_doer(usage: Usage, node: int) -> Party:
    """ "... by X"."""
    return usage.resolved(c for c in usage.tree.kids(node, "nmod", "obl") if usage.tree.preposition(c) == "by")


def _of_called(usage: Usage, node: int) -> Party:
    """ "called X terrorists", "condemned X as terrorists"."""
    tree, verb = usage.tree, usage.tree.head[node]
    judged = tree.dep[node] == "xcomp" or tree.base[node] == "obl" and tree.preposition(node) == "as"
    return usage.resolved([object_of(tree, verb)]) if judged and tree.pos[verb] == "VERB" else UNRESOLVED


def _of_act(usage: Usage, node: int) -> Party:
    """ "shelled X in retaliation": the doer of the act."""
    tree, verb = usage.tree, usage.tree.head[node]
    if tree.preposition(node) not in _OF_ACT or tree.pos[verb] != "VERB":
        return UNRESOLVED
    sides = {e.agent_side for e in usage.events.overlapping(tree.start[verb], tree.end[verb]) if e.agent_side}
    return Party(sides.pop(), None, "said") if len(sides) == 1 else UNRESOLVED


def _of_phrase(usage: Usage, node: int) -> Party:
    """ "Fooish terrorists"."""
    return usage.resolved([node]) if usage.tree.pos[node] in NOMINAL else UNRESOLVED


def _of_the_other(usage: Usage, start: int, end: int) -> Party:
    """In the very words of one side which name the other alone: the other."""
    voice, speaker, _ = voice_at(usage.doc, start, end)
    opponent = usage.codebook.opponent(speaker)
    if voice != "direct" or opponent is None:
        return UNRESOLVED
    tree = usage.tree
    first = _nodes(tree, start, end)[0]
    begin = tree.start[tree.first(first)]
    behind = next((bound for bound in tree.bounds if bound > first), tree.size)
    named = {m.side for m in overlapping(tree.mentions, begin, tree.end[behind - 1]) if m.kind not in ("place", "contested")
             and voice_at(usage.doc, m.start, m.end)[0] == "direct"}  # fmt: skip
    return Party(opponent, None, "said") if named & set(usage.codebook.side_ids) == {opponent} else UNRESOLVED


# Who suffers it


def _patient_of_verb(usage: Usage, node: int) -> Party:
    tree = usage.tree
    return usage.resolved([subject(tree, node) if is_passive(tree, node) else object_of(tree, node)])


def _patient_of_noun(usage: Usage, node: int) -> Party:
    """ "X's", "of X", "against X"."""
    tree = usage.tree
    phrases = [c for c in tree.kids(node, "nmod") if tree.preposition(c) in _AT_PATIENT]
    return usage.resolved([*phrases, tree.kid(node, "nmod:poss"), tree.kid(node, "amod", "compound")])


def _is_verb(usage: Usage, node: int) -> bool:
    return usage.tree.pos[node] == "VERB"


def _first(usage: Usage, node: int) -> Party:
    found = (rule(usage, node) for rule in (_of_doer, _of_called, _of_act, _of_phrase))
    return next((party for party in found if party.known), UNRESOLVED)


AGENT: tuple[Rule[Party], ...] = (
    Rule("verb", _is_verb, _of_verb),
    Rule("predicate", _is_predicate, _of_subject),
    Rule("noun", always, _first),
)
PATIENT: tuple[Rule[Party], ...] = (
    Rule("verb", _is_verb, _patient_of_verb),
    Rule("noun", always, _patient_of_noun),
)


@step("usages")
def make_usages(codebook: Codebook) -> Make:
    """Write `doc._.usages`."""

    def usages(doc: Doc) -> list[Use]:
        if not doc._.relational_matches:
            return []
        usage = Usage(doc, codebook)
        return [Use(match.start, match.end, usage.owner(match)) for match in doc._.relational_matches]

    return usages
