"""Explicit accusations, found by the frames of the lexicon: whom a verb, a noun or an adjective blames, and who does the blaming."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.annotate.agency.harm import HarmLexicon
from analysis.annotate.attribution import cues
from analysis.english.lexicon import BlameFrame, Harm, Word, lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.tree import Tree

EXCHANGE = words_with("light", "exchange", "verb")
RECRIMINATIONS = words_with("blames", BlameFrame("each other"), "noun")
RESPONSIBLE = words_with("blames", BlameFrame("subject"), "adjective")
OBSTACLES = words_with("blames", BlameFrame("subject"), "noun")
PREDICATIVE = words_with("frames", "predicative", "verb")
BORNE = words_with("blames", BlameFrame("bearer"), "noun")
BEAR = words_with("light", "bear", "verb")
REST = words_with("light", "rest", "verb")
CARRY = words_with("light", "carry", "verb")
OWNED = words_with("control", "owner", "noun")
DATES = word_class("days_and_months") | word_class("units_of_time")
RELATIONS = word_class("relational_nouns")
# Verbs that blame, alone or with a particle.
BLAMING = frozenset(word.word.partition(" ")[0] for word in lexicon().verbs.values() if word.blames)
# Acts whose owner is as likely their sufferer ("X's murder", "X's arrest").
SUFFERED = frozenset({"kill", "wound", "displace", "detain"})
Names = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Accusation:
    """Nodes of one explicit accusation; `accuser` is null where the voice around it is the accuser. `presupposed`: a noun, which says
    that somebody accuses even where a denial holds it ("rejected X's accusations against Y")."""

    cue: int
    accused: int
    accuser: int | None = None
    presupposed: bool = False


class AccusationFinder:
    """Finds the accusations of one document. `names(node)`: whether a word names a party."""

    def __init__(self, tree: Tree, names: Names, harm: HarmLexicon):
        self.tree, self.names, self.harm = tree, names, harm

    def __call__(self) -> list[Accusation]:
        tree, found = self.tree, []
        for node, lemma in enumerate(tree.lemma):
            pos = tree.pos[node]
            if lemma in EXCHANGE and pos in ("VERB", "NOUN") and (traded := _traded(tree, node)):
                found += traded
            elif pos in ("VERB", "ADJ") and lemma in BLAMING and (frames := _of_verb(tree, node).blames):
                found += self._by_verb(node, frames)
            elif lemma in RESPONSIBLE and pos in ("ADJ", "NOUN", "VERB"):
                found += _responsible(tree, node)
            elif lemma in OBSTACLES:
                found += _obstacle(tree, node)
            elif lemma in BORNE:
                found += _borne(tree, node)
            elif pos == "NOUN" and lemma in lexicon().nouns and (frames := lexicon().noun(lemma).blames):
                found += self._by_noun(node, frames)
        return found

    def _by_verb(self, node: int, frames: tuple[BlameFrame, ...]) -> list[Accusation]:
        """ "accused X", "blamed it on X", "condemned X's aggression", "complained about X's attacks"; "X is to blame"."""
        tree, acts = self.tree, roles.of_verb(self.tree, node)
        if (
            acts.agent is not None and tree.lemma[acts.agent] in self.harm.nouns
        ):  # an act accuses nobody: "fighting raged at X"
            frames = tuple(f for f in frames if f.whom == "somebody")
        for frame in frames:
            place = self._place(node, frame, acts)
            accused = self._blamed(place, frame) if place is not None else None
            if accused is not None:
                return [Accusation(node, accused, acts.agent)]
        if BlameFrame("somebody", "on") in frames and acts.patient is None and acts.agent is not None:
            to = "to" in {tree.lower[c] for c in tree.kids(node, "mark")}
            if to and not acts.passive and tree.kid(node, "aux:pass") is None:
                return [Accusation(node, acts.agent)]
        return []

    def _place(self, node: int, frame: BlameFrame, acts: roles.Roles) -> int | None:
        """The phrase that a frame speaks of: the object, or what stands behind its preposition. A frame with another preposition behind
        the object needs an accuser ("troops charged with guarding X" are not accused)."""
        tree = self.tree
        if frame.preposition:
            behind = [c for c in tree.kids(node, "obl", "nmod") if c > node and self._somebody(c) is not None]
            return next((c for c in behind if frame.preposition in _prepositions(tree, c)), None)
        if frame.behind:
            around = (node, acts.patient) if acts.patient is not None else (node,)
            after = [c for n in around for c in tree.kids(n, "obl", "nmod", "advcl", "acl") if c > node]
            if acts.agent is None or not any(frame.behind in _prepositions(tree, c) for c in after):
                return None
        return acts.patient

    def _blamed(self, place: int, frame: BlameFrame) -> int | None:
        tree = self.tree
        if frame.whom == "somebody":
            return place if tree.pos[place] not in ("VERB", "AUX") else None
        if frame.whom == "doer":
            return self._doer(place) if self._harm(place) is not None else None
        if tree.pos[place] not in ("NOUN", "PROPN"):
            return None
        return place if self.names(place) else self._doer(place)

    def _doer(self, noun: int) -> int | None:
        """Whose an act or a thing is said to be. The owner of a killing or an arrest is its doer only where somebody else suffers it,
        and "of X" is the doer only of what somebody decides or does upon others."""
        tree, lemma = self.tree, self.tree.lemma[noun]
        words = self._harm(noun)
        if words is None:
            if lemma in RELATIONS:
                return None
            found = roles.of_noun(tree, noun, self.names, False, () if lemma not in OWNED else ("on", "against"))
            modifies = found.agent is not None and tree.base[found.agent] in ("amod", "compound")
            return noun if modifies else self._somebody(found.agent)  # "the Fooish president" is blamed, not "Fooish"
        targets = words.patient_prepositions if words.patient != "object" else ()
        names = self.names if words.event_class != "clash" else lambda modifier: False
        found = roles.of_noun(tree, noun, names, words.patient == "subject", targets)
        by = {tree.preposition(c): c for c in tree.kids(noun, "nmod", "obl")}.get("by")
        if words.event_class in SUFFERED and by is None and found.patient is None:
            return None
        return self._somebody(found.agent)

    def _harm(self, noun: int) -> Harm | None:
        """The pattern of a noun that names a harmful act by itself."""
        return next((sense.words for sense in self.harm.nouns.get(self.tree.lemma[noun], ()) if not sense.rest), None)

    def _somebody(self, node: int | None) -> int | None:
        return None if node is None or self.tree.is_time(node) or self.tree.lemma[node].lower() in DATES else node

    def _by_noun(self, node: int, frames: tuple[BlameFrame, ...]) -> list[Accusation]:
        """ "X's accusations against Y", "X's condemnation of Y's attack", "X voiced criticism of Y"; only where X is named."""
        accuser = self._accuser(node)
        if accuser is None:
            return []
        behind = [c for c in self.tree.kids(node, "nmod", "obl") if c > node]
        for frame in frames:
            place = next(
                (c for c in behind if frame.preposition and self.tree.preposition(c) == frame.preposition), None
            )
            accused = self._blamed(place, frame) if place is not None else None
            if accused is not None and accused != accuser:
                return [Accusation(node, accused, accuser, presupposed=True)]
        return []

    def _accuser(self, noun: int) -> int | None:
        tree = self.tree
        owner = tree.kid(noun, "nmod:poss")
        if owner is None:
            owner = next((c for c in tree.kids(noun, "nmod") if tree.preposition(c) in ("by", "from")), None)
        if owner is None:
            owner = next((c for c in tree.kids(noun, "amod", "compound") if self.names(c)), None)
        verb = tree.head[noun]
        if owner is None and tree.dep[noun] == "obj" and (tree.lemma[verb] in CARRY or _voices(tree, verb)):
            owner = roles.of_verb(tree, verb).agent
        return owner


def _of_verb(tree: Tree, node: int) -> Word:
    """The entry of a verb; of a phrasal verb where that blames."""
    verb = tree.lemma[node]
    phrases = lexicon().phrases.get(verb)
    for particle in cues.particles(tree, node) if phrases else ():
        phrase = phrases.get(tree.lower[particle])
        if phrase is not None and phrase.blames:
            return phrase
    return lexicon().verb(verb)


def _voices(tree: Tree, verb: int) -> bool:
    """ "voiced criticism": speech that takes its content as an object."""
    word = lexicon().verb(tree.lemma[verb])
    return word.cue is not None and word.cue.cue_class == "statement" and "object" in word.frames


def _prepositions(tree: Tree, node: int) -> set[str]:
    return {tree.preposition(node), *(tree.lower[m] for m in tree.kids(node, "mark", "case"))}


def _traded(tree: Tree, node: int) -> list[Accusation]:
    """ "X and Y traded accusations"; `trade` before it may pass for a noun."""
    named = tree.kid(node, "obj") if tree.pos[node] == "VERB" else tree.head[node]
    if named is None or tree.lemma[named] not in RECRIMINATIONS:
        return []
    subject = roles.of_verb(tree, node).agent if tree.pos[node] == "VERB" else tree.kid(named, "nsubj")
    return [Accusation(node, subject, subject)] if subject is not None else []


def _responsible(tree: Tree, node: int) -> list[Accusation]:
    """ "X is responsible for", "held X responsible for"."""
    head = tree.head[node]
    if tree.dep[node] == "xcomp" and tree.lemma[head] in PREDICATIVE:
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


def _borne(tree: Tree, node: int) -> list[Accusation]:
    """ "responsibility lies with X", "X bears responsibility"; who claims responsibility acknowledges it and is not accused."""
    verb = tree.head[node]
    if tree.dep[node] == "nsubj" and tree.lemma[verb] in REST:
        return [Accusation(node, c) for c in tree.kids(verb, "obl") if tree.preposition(c) in ("with", "on")]
    if tree.dep[node] == "obj" and tree.lemma[verb] in BEAR:
        subject = roles.of_verb(tree, verb).agent
        return [Accusation(node, subject)] if subject is not None else []
    return []
