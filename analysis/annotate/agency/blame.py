"""Who blames whom: the table `blame`.

Three bases that are never added up: `event` (the outlet or a source shows a party as the doer of a harmful act), `accusation`
(somebody is said to have done wrong: accused, blamed, held responsible, a violation or provocation laid at their door) and
`acknowledged` (a party says it of itself). One tie a blamer and blamed side, so that mutual blame is two ties.
"""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.agency import modality
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.parties import Party, Sides
from analysis.codebook import Codebook
from analysis.english.lexicon import words
from analysis.schema import Attribution, Blame, Event
from analysis.syntax import roles
from analysis.syntax.phrases import noun_phrase
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.tree import Phrase, Tree

ACCUSE = words("blame", "accuse")
# Verbs that lay the act they name at the door of its doer.
CONDEMN = words("blame", "condemn")
TRADE = frozenset({"trade", "exchange", "swap"})
RECRIMINATIONS = frozenset({"accusation", "blame", "recrimination", "allegation"})
RESPONSIBLE = frozenset({"responsible", "culpable", "guilty", "accountable", "liable"})
OBSTACLES = frozenset({"obstacle", "culprit", "aggressor", "instigator", "perpetrator"})
# Classes that name a wrong and not only a harm: whoever words it so accuses.
WRONGS = frozenset({"violate", "provoke"})
DOER_BASES = frozenset({"said", "coreference"})
NOT_DOERS = frozenset({"instrument", "cause"})


@dataclass(frozen=True, slots=True)
class Accusation:
    """Nodes of one explicit accusation; `accuser` is null where the voice around it is the accuser."""

    cue: int
    accused: int
    accuser: int | None = None


class BlameBuilder:
    """Makes the ties of documents for one codebook."""

    def __init__(self, codebook: Codebook):
        self.codebook = codebook

    def __call__(self, doc: Doc) -> list[Blame]:
        return _TiesOfDocument(doc, self.codebook).ties()


class _TiesOfDocument:
    def __init__(self, doc: Doc, codebook: Codebook):
        self.doc, self.codebook = doc, codebook
        self.tree = doc._.tree
        self.sides = Sides(self.tree, doc._.mentions, lambda start, end: voice_at(doc, start, end)[1])
        self.attributions: dict[str, Attribution] = {a.attribution_id: a for a in doc._.attributions}

    def ties(self) -> list[Blame]:
        rows: list[Blame] = []
        accused: list[tuple[int, int, str]] = []
        for found in accusations(self.tree, self.sides.party):
            ties = self._accusation(found)
            rows += ties
            accused += [(*self._clause(found.cue), tie.blamed_side) for tie in ties]
        for event in self.doc._.events:
            rows += [row for row in self._shown(event) if not _told(row, accused)]
        return sorted(rows, key=lambda row: (row.start, row.end, row.basis, row.blamed or "", row.blamer))

    def _shown(self, event: Event) -> list[Blame]:
        """Ties from an event whose doer is a party."""
        if event.agent is None or event.agent_basis not in DOER_BASES or event.construction in NOT_DOERS:
            return []
        if event.agent_side == "both":  # who fight each other are not blamed by it
            return []
        blamer, blamer_party, via = self._blamer(event.attribution_id)
        basis = "accusation" if event.event_class in WRONGS else "event"
        rows = []
        for side in self._each(event.agent_side):
            own = blamer_party is not None and blamer_party.side == side
            rows.append(Blame(
                event.sentence_id, event.start, event.end, blamer, blamer_party.side if blamer_party else None,
                blamer_party.actor if blamer_party else None, event.agent, side, event.agent_actor,
                "acknowledged" if own else basis, event.modality, event.event_id, event.voice, via, event.attribution_id,
            ))  # fmt: skip
        return rows

    def _accusation(self, found: Accusation) -> list[Blame]:
        tree = self.tree
        accused = noun_phrase(tree, found.accused)
        start = min(tree.start[found.cue], accused.start)
        end = max(tree.end[found.cue], accused.end)
        voice, _, attribution_id = voice_at(self.doc, tree.start[found.cue], tree.end[found.cue])
        modal = modality.of_verb(tree, found.cue)
        rows = []
        for blamer, blamer_party, blamed, via in self._pairs(found, accused, attribution_id):
            rows.append(Blame(
                sentence_at(self.doc, start), start, end, blamer, blamer_party.side if blamer_party else None,
                blamer_party.actor if blamer_party else None, accused.text, blamed.side, blamed.actor,
                "accusation", modal, None, voice, via, attribution_id,
            ))  # fmt: skip
        return rows

    def _clause(self, cue: int) -> tuple[int, int]:
        """Characters of the clause that a cue heads."""
        nodes = list(self.tree.subtree(cue))
        return self.tree.start[min(nodes)], self.tree.end[max(nodes)]

    def _pairs(self, found: Accusation, accused: Phrase, attribution_id: str | None):
        """(blamer, its party, blamed, via) of an accusation; two where the sides accuse each other."""
        blamed = self.sides.resolve(accused.head)
        if found.accuser is None:
            blamer, party, via = self._blamer(attribution_id)
            return [(blamer, party, Party(side, blamed.actor, blamed.basis), via) for side in self._each(blamed.side)]
        text = noun_phrase(self.tree, found.accuser).text
        party = self.sides.resolve(found.accuser)
        via = self.attributions[attribution_id].source if attribution_id in self.attributions else None
        first, second = self.codebook.side_ids
        if party.side == "both" or blamed.side == "both" and party.side == "unresolved":
            return [
                (text, Party(side, None, party.basis), Party(self.codebook.opponent(side), None, "said"), via)
                for side in (first, second)
            ]
        return [(text, party, Party(side, blamed.actor, blamed.basis), via) for side in self._each(blamed.side)]

    def _each(self, side: str | None) -> tuple[str, ...]:
        if side == "both":
            return self.codebook.side_ids
        return (side or "unresolved",)

    def _blamer(self, attribution_id: str | None) -> tuple[str, Party | None, str | None]:
        row = self.attributions.get(attribution_id) if attribution_id else None
        if row is None:
            return "outlet", None, None
        return row.source or "source", Party(row.source_side, row.source_actor, row.source_basis), row.via


def _told(row: Blame, accused: list[tuple[int, int, str]]) -> bool:
    """Whether an explicit accusation in the same words already says so."""
    return any(start <= row.start < end and side == row.blamed_side for start, end, side in accused)


def accusations(tree: Tree, names: Callable[[int], bool]) -> list[Accusation]:
    """Explicit accusations, by their cue. `names(node)`: whether a word names a party."""
    found = []
    for node, lemma in enumerate(tree.lemma):
        if lemma in ACCUSE and tree.pos[node] in ("VERB", "ADJ"):
            found += _accuse(tree, node)
        elif lemma in CONDEMN and tree.pos[node] == "VERB":
            found += _condemn(tree, node, names)
        elif lemma in TRADE and tree.pos[node] in ("VERB", "NOUN"):
            found += _trade(tree, node)
        elif lemma in RESPONSIBLE and tree.pos[node] in ("ADJ", "NOUN", "VERB"):
            found += _responsible(tree, node)
        elif lemma in OBSTACLES:
            found += _obstacle(tree, node)
        elif lemma == "responsibility":
            found += _responsibility(tree, node)
    return found


def _accuse(tree: Tree, node: int) -> list[Accusation]:
    acts = roles.of_verb(tree, node)
    accused = acts.patient
    if tree.lemma[node] == "blame":
        onto = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "on"), None)
        accused = onto if onto is not None else accused
        copula = (
            tree.kid(node, "aux:pass") is None
            and acts.passive is False
            and "to" in {tree.lower[c] for c in tree.kids(node, "mark")}
        )
        if copula and accused is None and acts.agent is not None:
            return [Accusation(node, acts.agent)]
    if accused is None or tree.pos[accused] in ("VERB", "AUX"):
        return []
    return [Accusation(node, accused, acts.agent)]


def _condemn(tree: Tree, node: int, names: Callable[[int], bool]) -> list[Accusation]:
    """ "condemned X", "condemned X's aggression": X, where the text says whose it is."""
    acts = roles.of_verb(tree, node)
    if acts.patient is None or tree.pos[acts.patient] not in ("NOUN", "PROPN"):
        return []
    whose = roles.of_noun(tree, acts.patient, names, False, ("on", "against")).agent
    accused = acts.patient if names(acts.patient) else whose
    return [Accusation(node, accused, acts.agent)] if accused is not None else []


def _trade(tree: Tree, node: int) -> list[Accusation]:
    """ "X and Y traded accusations"; `trade` before it may pass for a noun."""
    named = tree.kid(node, "obj") if tree.pos[node] == "VERB" else tree.head[node]
    if named is None or tree.lemma[named] not in RECRIMINATIONS:
        return []
    subject = roles.of_verb(tree, node).agent if tree.pos[node] == "VERB" else tree.kid(named, "nsubj")
    return [Accusation(node, subject, subject)] if subject is not None else []


def _responsible(tree: Tree, node: int) -> list[Accusation]:
    """ "X is responsible for", "held X responsible for"."""
    head = tree.head[node]
    if tree.dep[node] == "xcomp" and tree.lemma[head] in ("hold", "find", "consider", "deem", "keep"):
        acts = roles.of_verb(tree, head)
        accused = tree.kid(head, "obj") if not acts.passive else acts.patient
        return [Accusation(node, accused, acts.agent)] if accused is not None else []
    subject = tree.kid(node, "nsubj")
    if subject is None or not any(
        tree.preposition(c) in ("for", "of") for c in tree.kids(node, "obl", "nmod", "advcl", "acl")
    ):
        return []
    if tree.kid(node, "advcl") is None and tree.kid(node, "obl", "nmod") is None:
        return []
    subject = (
        tree.head[tree.head[node]] if tree.lower[subject] in RELATIVE and tree.dep[node] == "acl:relcl" else subject
    )
    return [Accusation(node, subject)]


def _obstacle(tree: Tree, node: int) -> list[Accusation]:
    """ "the biggest obstacle to peace is X", "X is the main obstacle"."""
    subject = tree.kid(node, "nsubj")
    if subject is not None and tree.kid(node, "cop") is not None:
        return [Accusation(node, subject)]
    head = tree.head[node]
    if tree.dep[node].startswith("nsubj") and tree.kid(head, "cop") is not None:
        return [Accusation(node, head)]
    return []


def _responsibility(tree: Tree, node: int) -> list[Accusation]:
    """ "responsibility lies with X", "X bears responsibility"; who claims responsibility acknowledges it and is not accused."""
    verb = tree.head[node]
    if tree.dep[node] == "nsubj" and tree.lemma[verb] in ("lie", "rest"):
        return [Accusation(node, c) for c in tree.kids(verb, "obl") if tree.preposition(c) in ("with", "on")]
    if tree.dep[node] == "obj" and tree.lemma[verb] in ("bear", "carry", "share", "have"):
        subject = roles.of_verb(tree, verb).agent
        return [Accusation(node, subject)] if subject is not None else []
    return []


@Language.factory("framing_blame", default_config={"codebook": None})
def make_blame(nlp: Language, name: str, codebook: dict):
    """Write `doc._.blame`."""
    builder = BlameBuilder(Codebook.model_validate(codebook))

    def component(doc: Doc) -> Doc:
        doc._.blame = builder(doc)
        return doc

    return component
