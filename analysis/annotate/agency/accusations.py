"""Explicit accusations, found by the frames of the lexicon: whom a verb, a noun or an adjective blames, and who does the blaming."""

from analysis.annotate.agency import accusing_nouns, faults
from analysis.annotate.agency.accusation import Accusation
from analysis.annotate.agency.accused import AccusedFinder, Names
from analysis.annotate.agency.criticism import is_criticism
from analysis.annotate.agency.harm import HarmLexicon
from analysis.annotate.agency.judgements import CALL, FAULTS, is_wrong, judgement
from analysis.annotate.attribution import cues
from analysis.english.entries import BlameFrame, Word
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.tree import Tree

EXCHANGE = words_with("light", "exchange", "verb")
RECRIMINATIONS = words_with("blames", BlameFrame("each other"), "noun")
RESPONSIBLE = words_with("blames", BlameFrame("subject"), "adjective")
CRITICAL = words_with("blames", BlameFrame("party", "of"), "adjective")
OBSTACLES = words_with("blames", BlameFrame("subject"), "noun")
FAULTY = faults.OWNED | faults.DONE | faults.KEPT
# The last words of these, by which they are found.
NAMED = frozenset(phrase.split()[-1] for phrase in OBSTACLES)
PREDICATIVE = words_with("frames", "predicative", "verb")
BORNE = words_with("blames", BlameFrame("bearer"), "noun")
BEAR = words_with("light", "bear", "verb")
REST = words_with("light", "rest", "verb")
OFFENCES = word_class("offences")
CONFESS = words_with("light", "confess", "verb")
# Verbs that blame, alone or with a particle.
BLAMING = frozenset(
    word.word.partition(" ")[0]
    for word in lexicon().verbs.values()
    if any(frame.whom not in ("agent", "breaker") for frame in word.blames)
)


class AccusationFinder:
    """Finds the accusations of one document. `names(node)`: whether a word names a party."""

    def __init__(self, tree: Tree, names: Names, harm: HarmLexicon):
        self.tree, self.harm = tree, harm
        self.accused = AccusedFinder(tree, names, harm)

    def __call__(self) -> list[Accusation]:
        tree, found = self.tree, []
        for node, lemma in enumerate(tree.lemma):
            pos = tree.pos[node]
            if lemma in EXCHANGE and pos in ("VERB", "NOUN") and (traded := _traded(tree, node)):
                found += traded
            elif pos in ("VERB", "ADJ") and lemma in BLAMING and (frames := _of_verb(tree, node).blames):
                found += self._by_verb(node, frames)
            elif lemma in CRITICAL and pos == "ADJ" and tree.kid(node, "nsubj") is not None:
                found += self._critical(node)
            elif lemma in RESPONSIBLE and pos in ("ADJ", "NOUN", "VERB"):
                found += _responsible(tree, node, self.accused.names)
            elif lemma in NAMED and _is_wrongdoer(tree, node):
                found += _obstacle(tree, node) or _called(tree, node)
            elif lemma in BORNE:
                found += _borne(tree, node) or accusing_nouns.of_noun(self.accused, node, lexicon().noun(lemma).blames)
            elif pos == "NOUN" and lemma in self.harm.nouns and (called := self._called_wrong(node)):
                found += called
            elif lemma.lower() in FAULTS or pos == "NOUN" and is_wrong(self.accused, node):
                found += judgement(self.accused, node) or faults.fault(self.accused, node)
            elif lemma in FAULTY:
                found += faults.fault(self.accused, node)
            elif pos == "NOUN" and lemma in lexicon().nouns and (frames := lexicon().noun(lemma).blames):
                found += accusing_nouns.of_noun(self.accused, node, frames)
        return found

    def _called_wrong(self, node: int) -> list[Accusation]:
        """ "called X's raid a crime", "described the strike as a provocation": of whose the thing is, if the text says so."""
        tree, verb = self.tree, self.tree.head[node]
        judged = tree.base[node] in ("obl", "nmod") and tree.preposition(node) == "as"
        if judged and tree.dep[verb] == "obj":
            verb = tree.head[verb]  # hung on what is judged
        if (
            not is_wrong(self.accused, node)
            or tree.lemma[verb] not in CALL
            or not (judged or tree.dep[node] in ("xcomp", "obj"))
        ):
            return []
        acts = roles.of_verb(tree, verb)
        thing = next((c for c in tree.kids(verb, "obj", "iobj") if c != node), None)
        if thing is None or thing > node or acts.passive or acts.agent is None:
            return []
        accused = thing if self.accused.names(thing) else self.accused.doer(thing)
        return [Accusation(node, node, accused, acts.agent, presupposed=True, verb=verb)]

    def _by_verb(self, node: int, frames: tuple[BlameFrame, ...]) -> list[Accusation]:
        """ "accused X", "blamed it on X", "condemned X's aggression", "complained about X's attacks"; "X is to blame"."""
        tree, acts = self.tree, roles.of_verb(self.tree, node)
        if all(frame.behind for frame in frames) and self._harms(node):
            return []  # "attacked X", with arms
        if (
            acts.agent is not None and tree.lemma[acts.agent] in self.harm.nouns
        ):  # an act accuses nobody ("fighting raged at X")
            frames = tuple(f for f in frames if f.whom == "somebody")
        places = [(frame, self._place(node, frame, acts)) for frame in frames]
        for frame, place in places:
            accused = self.accused(place, frame) if place is not None else None
            if accused is not None:
                return [Accusation.of(node, accused, acts.agent, anonymous=acts.passive and acts.agent is None)]
        condemns = _condemns(tree.lemma[node])
        for frame, place in places:  # "condemned the killings", "denounced the decision"
            if acts.agent is None or place is None or frame.whom == "somebody":
                continue
            if self.accused.act(place) or condemns and frame.whom != "doer" and tree.pos[place] == "NOUN":
                return [Accusation(node, place, None, acts.agent)]
        if BlameFrame("somebody", "on") in frames and acts.patient is None and acts.agent is not None:
            to = "to" in {tree.lower[c] for c in tree.kids(node, "mark")}
            if to and not acts.passive and tree.kid(node, "aux:pass") is None:
                return [Accusation.of(node, acts.agent)]
        return []

    def _critical(self, node: int) -> list[Accusation]:
        """ "X was critical of Y's support for Z"."""
        tree = self.tree
        behind = (c for c in tree.kids(node, "obl", "nmod") if tree.preposition(c) in ("of", "towards", "about"))
        accused = next((a for c in behind if (a := self.accused(c, BlameFrame("party"))) is not None), None)
        return [Accusation.of(node, accused, tree.kid(node, "nsubj"))] if accused is not None else []

    def _harms(self, node: int) -> bool:
        """Whether a verb that may mean a harmful act means one here."""
        tree = self.tree
        senses = [s for s in self.harm.verbs.get(tree.lemma[node], ()) if not (s.rest or s.words.takes)]
        behind = [c for n in (node, *tree.kids(node, "obj")) for c in tree.kids(n, "obl", "nmod") if c > node]
        over_act = any(tree.preposition(c) in ("for", "over") and self.accused.act(c) for c in behind)
        return not over_act and any(not is_criticism(tree, node, s.event_class) for s in senses)

    def _place(self, node: int, frame: BlameFrame, acts: roles.Roles) -> int | None:
        """The phrase that a frame speaks of: the object, or what stands behind its preposition. A frame with another preposition behind
        the object needs an accuser ("troops charged with guarding X" are not accused)."""
        tree = self.tree
        if frame.act and (acts.patient is None or self.accused.act(acts.patient) is None):
            return None
        if frame.preposition:
            # "blamed the attack on X", where the phrase may hang on the attack
            around = (node, acts.patient) if acts.patient is not None and not acts.passive else (node,)
            phrases = [c for n in around for c in tree.kids(n, "obl", "nmod")]
            behind = [c for c in phrases if c > node and self.accused.somebody(c) is not None]
            return next((c for c in behind if frame.preposition in _prepositions(tree, c)), None)
        if frame.behind:
            around = (node, acts.patient) if acts.patient is not None else (node,)
            after = [c for n in around for c in tree.kids(n, "obl", "nmod", "advcl", "acl") if c > node]
            behind = [c for c in after if frame.behind in _prepositions(tree, c)]
            if not behind or acts.agent is None and not any(self._is_charge(c) for c in behind):
                return None
        if acts.patient is None and not acts.passive:
            return self._open_object(node)
        return acts.patient

    def _is_charge(self, node: int) -> bool:
        """Whether something is an act or an offence that one is charged with ("soldiers were charged with murder")."""
        tree = self.tree
        if tree.pos[node] == "VERB":
            return tree.lemma[node] in self.harm.verbs
        return self.accused.act(node) is not None or is_wrong(self.accused, node) or tree.lemma[node] in OFFENCES

    def _open_object(self, node: int) -> int | None:
        """ "condemns continued targeting of civilians", where the targeting passes for what is continued."""
        inner = self.tree.kid(node, "xcomp")
        inner = self.tree.kid(inner, "xcomp", "obj") if inner is not None and self.tree.pos[inner] == "VERB" else inner
        return inner if inner is not None and self.tree.pos[inner] == "NOUN" and self.accused.act(inner) else None


def _condemns(verb: str) -> bool:
    """Whether a verb finds fault with whatever its object is."""
    cue = lexicon().verb(verb).cue
    return cue is not None and cue.cue_class == "accusation" and cue.stance == "factive"


def _of_verb(tree: Tree, node: int) -> Word:
    """The entry of a verb; of a phrasal verb where that blames."""
    verb = tree.lemma[node]
    phrases = lexicon().phrases.get(verb, {})
    for particle in cues.particles(tree, node) if phrases else ():
        phrase = phrases.get(tree.lower[particle])
        if phrase is not None and phrase.blames:
            return phrase
    return lexicon().verb(verb)


def _prepositions(tree: Tree, node: int) -> set[str]:
    """Those before a phrase or clause, wherever they hang ("for what it called an attack")."""
    return {
        tree.preposition(node),
        tree.lower[min(tree.subtree(node))],
        *(tree.lower[m] for m in tree.kids(node, "mark", "case")),
    }


def _traded(tree: Tree, node: int) -> list[Accusation]:
    """ "X and Y traded accusations"; `trade` before it may pass for a noun."""
    named = tree.kid(node, "obj") if tree.pos[node] == "VERB" else tree.head[node]
    if named is None or tree.lemma[named] not in RECRIMINATIONS:
        return []
    subject = roles.of_verb(tree, node).agent if tree.pos[node] == "VERB" else tree.kid(named, "nsubj")
    return [Accusation.of(node, subject, subject)] if subject is not None else []


def _responsible(tree: Tree, node: int, names: Names) -> list[Accusation]:
    """ "X is responsible for", "held X responsible for"; of a party also without what it is responsible for."""
    head = tree.head[node]
    if tree.dep[node] == "xcomp" and tree.lemma[head] in PREDICATIVE:
        acts = roles.of_verb(tree, head)
        accused = tree.kid(head, "obj") if not acts.passive else acts.patient
        return [Accusation.of(node, accused, acts.agent)] if accused is not None else []
    subject = tree.kid(node, "nsubj")
    phrases = tree.kids(node, "obl", "nmod", "advcl", "acl")
    if subject is None or not names(subject) and not any(tree.preposition(c) in ("for", "of") for c in phrases):
        return []
    subject = (
        tree.head[tree.head[node]] if tree.lower[subject] in RELATIVE and tree.dep[node] == "acl:relcl" else subject
    )
    return [Accusation.of(node, subject)]


def _obstacle(tree: Tree, node: int) -> list[Accusation]:
    """ "the biggest obstacle to peace is X", "X is the main obstacle"."""
    subject = tree.kid(node, "nsubj")
    if subject is not None and tree.kid(node, "cop") is not None:
        return [Accusation.of(node, subject)]
    head = tree.head[node]
    if tree.dep[node].startswith("nsubj") and tree.kid(head, "cop") is not None:
        return [Accusation.of(node, head)]
    return []


def _is_wrongdoer(tree: Tree, node: int) -> bool:
    """Whether a noun stands with the words of its entry ("terrorist state")."""
    near = {tree.lemma[c].lower() for c in tree.kids(node, "amod", "compound")} | {tree.lower[node - 1]}
    return any(phrase.split()[-1] == tree.lemma[node] and near.issuperset(phrase.split()[:-1]) for phrase in OBSTACLES)


def _called(tree: Tree, node: int) -> list[Accusation]:
    """ "called X a traitor", "X should be seen as a terrorist state"."""
    verb = tree.head[node]
    beside = tree.dep[node] in ("xcomp", "obj") or tree.base[node] == "obl" and tree.preposition(node) == "as"
    if tree.lemma[verb] not in CALL or not beside:
        return []
    acts = roles.of_verb(tree, verb)
    accused = acts.patient if acts.passive else next((c for c in tree.kids(verb, "obj", "iobj") if c != node), None)
    if accused in (None, node):
        return []
    return [Accusation(node, accused, accused, acts.agent, presupposed=True, verb=verb)]


def _borne(tree: Tree, node: int) -> list[Accusation]:
    """ "responsibility lies with X", "X bears responsibility"; who claims it acknowledges it and is not accused."""
    verb = tree.head[node]
    if tree.dep[node] == "nsubj" and tree.lemma[verb] in REST:
        return [Accusation.of(node, c) for c in tree.kids(verb, "obl") if tree.preposition(c) in ("with", "on")]
    subject = roles.of_verb(tree, verb).agent if tree.dep[node] in ("obj", "nsubj:pass") else None
    if subject is not None and tree.lemma[verb] in BEAR:
        return [Accusation.of(node, subject)]
    if subject is not None and tree.lemma[verb] in CONFESS:
        return [Accusation(node, subject, subject, subject, confessed=True)]
    return []
