"""Finds the harmful acts of a text: verbs, nouns (with the light verb around them) and states such as "dead".

An act is grammar and lexicon only; who did it to whom is for `analysis.annotate.agency.events`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.annotate.agency import named_only, phrasal
from analysis.annotate.agency.criticism import is_criticism
from analysis.annotate.agency.harm import HarmLexicon, Sense
from analysis.annotate.agency.kinds import MUNITIONS, is_armed
from analysis.annotate.agency.light_verbs import Host, light_verb
from analysis.annotate.agency.selection import fits, is_meant, names_act
from analysis.english.entries import Harm
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax.passives import is_passive
from analysis.syntax.tree import Tree

LIVES = words_with("light", "lives", "verb")
PERSONS = word_class("persons")
WHOLES = word_class("wholes")
DEGREES = word_class("degree_adverbs")
_NOUN_PLACES = frozenset({"nsubj", "obj", "obl"})
_GERUND_PLACES = _NOUN_PLACES | {"csubj", "nmod", "conj", "root", "ROOT"}
# Prepositions that take no clause.
NOMINAL_ONLY = frozenset({"amid", "amidst", "during"})
# "occupied" before a noun is a name for territory.
# Prepositions of what somebody is accused of, or admits.
CHARGED = frozenset({"of", "for", "to", "about", "from"})
TAKING = frozenset({"occupy", "attack"})
AMOD_CLASSES = frozenset({"kill", "wound", "displace", "detain", "seize", "destroy", "blockade"})


@dataclass(slots=True)
class Act:
    """`node`: the word for the act; `host`: the light verb around a noun; `nodes`: all words of the predicate."""

    node: int
    kind: Literal["verb", "noun", "state", "lives"]
    words: Harm
    nodes: list[int]
    host: int | None = None
    host_kind: Host | None = None


LOST_LIVES = Harm(event_class="kill", agent="none", patient="subject")


class ActFinder:
    """Acts of a parsed document by one lexicon."""

    def __init__(self, lexicon: HarmLexicon):
        self.lexicon = lexicon
        # A word that is none of these, by its form or its lemma, names no act.
        self._known = LIVES | {*lexicon.verbs, *lexicon.nouns, *lexicon.adjectives, *lexicon.forms}

    def __call__(self, tree: Tree) -> list[Act]:
        known = self._known
        words = zip(tree.lower, tree.lemma, strict=True)
        found = (self._act(tree, n) for n, (lower, lemma) in enumerate(words) if lower in known or lemma in known)
        return _without_parts([act for act in found if act is not None])

    def _act(self, tree: Tree, node: int) -> Act | None:
        """The act that a word names, null where it names none."""
        lexicon, lemma, lower, pos = self.lexicon, tree.lemma[node], tree.lower[node], tree.pos[node]
        act, senses = None, None
        if _gerund_noun(tree, node) and (senses := lexicon.nouns.get(lower) or self._gerund(tree, node)):
            act = self._noun(tree, node, senses)
        elif (
            pos in ("VERB", "AUX") or pos == "ADJ" and lower in lexicon.forms or pos == "NOUN" and _clausal(tree, node)
        ) and not _quality(tree, node):
            senses = lexicon.verbs.get(lemma) or lexicon.verbs.get(lexicon.forms.get(lower, ""))
            act = self._verb(tree, node, senses) if senses else None
            if act is None and lemma in LIVES:
                act = _lives(tree, node)
        elif pos in ("NOUN", "PROPN") or pos == "ADJ" and tree.base[node] in _NOUN_PLACES:
            forms = (lemma,) if lemma == lower else (lemma, lower)
            named = [s for form in forms for s in lexicon.nouns.get(form, ())]
            senses = self._gerund(tree, node) if tree.kid(node, "compound:prt") is not None else named
            senses = senses or named or self._gerund(tree, node)
            act = self._noun(tree, node, senses) if senses else None
        if act is None and lower in lexicon.adjectives and is_meant(tree, node, lexicon.adjectives[lower]):
            act = Act(node, "state", lexicon.adjectives[lower], [node])
        return act

    def _gerund(self, tree: Tree, node: int) -> list[Sense]:
        """Those of the verb: "the burning of the library", "X's sinking of a ship"."""
        if not tree.lower[node].endswith("ing") or tree.kid(node, "det", "nmod:poss") is None:
            return []
        if not any(tree.preposition(child) == "of" for child in tree.kids(node, "nmod", "obl")):
            return []
        senses = self.lexicon.verbs.get(self.lexicon.forms.get(tree.lower[node], ""), [])
        plain = [s for s in senses if not (s.words.with_preposition or s.words.takes or s.words.ousts)]
        particle = (tree.lower[node + 1],) if node + 1 < tree.size else ()
        return [s for s in plain if s.rest == particle] or [s for s in plain if not s.rest]

    def _verb(self, tree: Tree, node: int, senses: list[Sense]) -> Act | None:
        if tree.dep[node] in ("compound", "flat", "fixed"):
            return None
        if tree.lower[node] in MUNITIONS and tree.lower[node + 1 : node + 2] == ["fire"]:
            return None  # "in answer to mortar fire"
        for sense in senses:
            rest = phrasal.rest(tree, node, sense)
            if rest is None or not fits(tree, node, sense):
                continue
            if named_only.threat_of_a_thing(tree, node, sense.event_class, self.lexicon.nouns.__contains__):
                return None
            if _is_means(tree, node, rest) or is_criticism(tree, node, sense.event_class):
                return None
            if sense.words.unless and not _around(tree, node).isdisjoint(sense.words.unless):
                return None
            if _before_a_name(tree, node) and sense.event_class not in AMOD_CLASSES:
                return None
            if tree.dep[node] == "amod" and not _modifies(tree, node, sense):
                return None
            return Act(node, "verb", sense.words, sorted([node, *rest]))
        return None

    def _noun(self, tree: Tree, node: int, senses: list[Sense]) -> Act | None:
        if tree.dep[node] in ("compound", "flat", "nmod:unmarked") and tree.lemma[tree.head[node]] not in WHOLES:
            return None
        near = {tree.lemma[child]: child for child in tree.children[node]} | {
            tree.lower[child]: child for child in tree.children[node]
        }
        for sense in senses:
            together = all(word in near for word in sense.rest)
            if not together and not _before(tree, node, sense.rest) or not near.keys().isdisjoint(sense.words.unless):
                continue
            light = light_verb(tree, node)
            if not names_act(tree, node, sense.words, light.node if light is not None else None):
                continue
            if named_only.no_act(tree, node, sense.event_class) or not sense.rest and self._is_whole(tree, node):
                return None
            if sense.words.qualified and not sense.rest and light is None and not _qualified(tree, node):
                continue
            if light is not None and is_criticism(tree, light.node, sense.event_class):
                return None
            rest = [near[word] for word in sense.rest] if together else []
            if light is None:
                return Act(node, "noun", sense.words, sorted([node, *rest]))
            return Act(node, "noun", sense.words, sorted([node, *rest, light.node]), light.node, light.kind)
        return None

    def _is_whole(self, tree: Tree, node: int) -> bool:
        """Whether the act is named before its whole ("a bombing campaign")."""
        parts = tree.kids(node, "compound") if tree.lemma[node] in WHOLES else []
        return any(tree.lower[c] in self.lexicon.nouns or tree.lemma[c] in self.lexicon.nouns for c in parts)


@lru_cache(maxsize=32)
def finder(lexicon: HarmLexicon) -> ActFinder:
    """The one of a lexicon, which many texts share."""
    return ActFinder(lexicon)


def _modifies(tree: Tree, node: int, sense: Sense) -> bool:
    """Whether a participle before its noun tells of an act: "killed soldiers", "occupying forces", but not "occupied lands"."""
    if tree.form(node) == "Ger":
        return sense.words.patient == "object" and sense.event_class in TAKING and is_armed(tree, tree.head[node])
    return sense.event_class in AMOD_CLASSES


def _around(tree: Tree, node: int) -> set[str]:
    """The lemmas beside a verb, the noun that it modifies, and the prepositions of its phrases."""
    beside = [*tree.children[node], *([tree.head[node]] if tree.base[node] in ("acl", "amod") else [])]
    return {tree.lemma[n].lower() for n in beside} | {tree.preposition(child) for child in tree.kids(node, "obl")}


def _before_a_name(tree: Tree, node: int) -> bool:
    """ "in occupied X": a participle between a preposition and a name, whatever clause it is taken for."""
    if node == 0 or node + 1 >= tree.size or tree.form(node) != "Part":
        return False
    bare = tree.kid(node, "aux", "nsubj", "obl:agent") is None
    return bare and tree.pos[node - 1] == "ADP" and tree.pos[node + 1] == "PROPN"


def _quality(tree: Tree, node: int) -> bool:
    """ "is devastating", "more crippling than": an -ing form that says what something is like."""
    if not tree.lower[node].endswith("ing") or tree.kid(node, "obj") is not None:
        return False
    compared = any(tree.lower[c] in DEGREES for c in tree.kids(node, "advmod"))
    return compared or tree.pos[node] == "ADJ" or tree.kid(node, "cop") is not None


def _clausal(tree: Tree, node: int) -> bool:
    """A verb that passes for a noun: with an auxiliary and a subject of its own ("Should troops storm the ward")."""
    return tree.kid(node, "aux") is not None and tree.kid(node, "nsubj") is not None and tree.kid(node, "cop") is None


def _gerund_noun(tree: Tree, node: int) -> bool:
    """ "Fighting broke out", "the shelling": an -ing form in a noun's place, without an object or subject of its own."""
    if tree.pos[node] != "VERB" or not tree.lower[node].endswith("ing"):
        return False
    if tree.kid(node, "obj", "nsubj", "aux") is not None:
        return False
    if any(tree.lower[c] == "by" for c in tree.kids(node, "mark")) and is_passive(tree, tree.head[node]):
        return True  # "was stopped by fighting"
    return (
        any(tree.lower[c] in NOMINAL_ONLY for c in tree.kids(node, "case", "mark"))
        or tree.base[node] in _GERUND_PLACES
        and (tree.base[node] in _NOUN_PLACES or tree.kid(node, "det", "amod", "nmod:poss", "case") is not None)
    )


def _before(tree: Tree, node: int, words: tuple[str, ...]) -> bool:
    """Whether a noun stands behind the words as they are written; "anti-terrorist" may be one token or three."""
    wanted = " ".join(words).replace("-", " ").split()
    text = tree.text[max(0, tree.start[node] - 60) : tree.start[node]].lower()
    return bool(wanted) and re.split(r"[\s\u2010-\u2015-]+", text.strip())[-len(wanted) :] == wanted


def _is_means(tree: Tree, node: int, rest: list[int]) -> bool:
    """ "shelled the town, using rockets": the means of another act."""
    weapon = any(tree.lemma[word] in MUNITIONS for word in rest)
    if not weapon or tree.kid(node, "nsubj") is not None:  # "with X launching rockets at the town"
        return False
    charged = any(tree.lower[c] in CHARGED for c in tree.kids(node, "mark"))  # "accused of using rockets"
    return tree.lower[node].endswith("ing") and tree.base[node] in ("advcl", "acl") and not charged


def _qualified(tree: Tree, node: int) -> bool:
    return tree.kid(node, "compound", "nmod:poss", "amod") is not None and tree.preposition(node) != "on"


def _lives(tree: Tree, node: int) -> Act | None:
    first = tree.kid(node, "obj")
    lost = tree.conjuncts(first) if first is not None else []  # "lost 40 tanks and 300 men"
    target = next((n for n in lost if _are_lives(tree, node, n)), None)
    return Act(node, "lives", LOST_LIVES, [node, target]) if target is not None else None


def _are_lives(tree: Tree, verb: int, target: int) -> bool:
    counted = [target, *(c for c in tree.kids(target, "nmod") if tree.preposition(c) == "of")]  # "thousands of troops"
    return any(
        {tree.lemma[n], tree.lower[n].removesuffix("s")} & (PERSONS if tree.lemma[verb] == "lose" else {"life", "live"})
        or tree.lower[n] == "ones"
        and any(tree.lower[c] == "loved" for c in tree.children[n])
        for n in counted
    )


def _without_parts(acts: list[Act]) -> list[Act]:
    """A word that is part of another act's phrase is no act of its own, and an act is counted once."""
    inside = {n for act in acts for n in act.nodes if n not in (act.node, act.host)}
    kept = [act for act in acts if act.node not in inside]
    hosts = {act.host for act in kept if act.host is not None and act.host != act.node}
    return [act for act in kept if act.node not in hosts]
