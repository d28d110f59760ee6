"""Whose is it? A noun phrase to a side and an actor of the codebook, with the basis on which that is known.

Bases: `said` (its own words name the side), `coreference` (a pronoun with only one possible antecedent), `place` (it is where
the codebook says one side's people are) and, decided by the caller, `opponent`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.english.word_classes import word_class
from analysis.schema import Mention
from analysis.syntax import pronouns
from analysis.syntax.tree import NOMINAL, Tree

LOCATIVE = word_class("locative_prepositions")
PARTITIVE = word_class("partitive_prepositions")
_PAIR_HEADS = word_class("nouns_for_parties")
_PAIR_WORDS = word_class("pair_words")
_GROUNDS = word_class("grounds")
_RELATIONS = word_class("relational_nouns")
_PREFIX = re.compile(r"(?i)\b(?:pro|anti|non|ex)[-‐–]$")
_SUFFIX = re.compile(
    r"(?i)[-‐–](?:backed|run|controlled|occupied|held|born|made|brokered|allied|language|speaking|friendly|supplied|sponsored|besieged)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A side (id, `both`, `other` or `unresolved`), the codebook's actor and the basis; basis is null when unresolved."""

    side: str = "unresolved"
    actor: str | None = None
    basis: str | None = None

    @property
    def known(self) -> bool:
        return self.side != "unresolved"


UNRESOLVED = Party()


class Sides:
    """Resolves the noun phrases of one document."""

    def __init__(self, tree: Tree, mentions: Iterable[Mention], speaker_at=lambda start, end: None):
        """`speaker_at(start, end)`: the source's side where the words are somebody's, else null."""
        self.tree = tree
        self.at: dict[int, Mention] = {}
        self.speaker_at = speaker_at
        text = tree.text
        for mention in mentions:
            if _PREFIX.search(text, max(0, mention.start - 6), mention.start) or _SUFFIX.match(text, mention.end):
                continue
            node = bisect_left(tree.start, mention.start)
            if node and tree.end[node - 1] > mention.start:
                node -= 1
            while node < tree.size and tree.start[node] < mention.end:
                self.at[node] = mention
                node += 1

    def party(self, node: int) -> bool:
        """Whether the token names somebody (not a place)."""
        mention = self.at.get(node)
        return mention is not None and mention.kind not in ("place", "contested")

    def resolve(self, head: int, depth: int = 0) -> Party:
        """The side of the noun phrase of a head, coordination included."""
        found = [self._one(node, depth) for node in self.tree.conjuncts(head) if self.tree.pos[node] in NOMINAL]
        return combine(found)

    def place(self, nodes: Iterable[int]) -> Party:
        """The side on whose ground phrases like "in X" put something; the first that says so."""
        for node in nodes:
            if self.tree.preposition(node) in LOCATIVE or self.tree.dep[node] in ("obl:unmarked", "advmod"):
                found = self._located(node)
                if found.known:
                    return found
        return UNRESOLVED

    def _one(self, node: int, depth: int) -> Party:
        tree = self.tree
        mention = self.at.get(node)
        if mention is not None:
            return UNRESOLVED if mention.kind == "contested" else _of_mention(mention)
        lower = tree.lower[node]
        if tree.pos[node] == "PRON" or tree.dep[node] == "nmod:poss" and tree.pos[node] in ("PRON", "DET"):
            found = self._pronoun(node)
            if found.known or lower not in ("both", "each", "those", "some", "many", "others", "one", "all"):
                return found
        if self._pair(node):
            return Party("both", None, "said")
        if depth > 3:
            return UNRESOLVED
        return self._modifiers(node, depth) or self._beside(node, depth) or UNRESOLVED

    def _pair(self, node: int) -> bool:
        """ "both", "the two sides", "each other": the two parties of the conflict."""
        tree, lower = self.tree, self.tree.lower[node]
        below = {tree.lower[c] for c in tree.children[node]}
        if lower == "other":
            return bool(below & {"each"}) or node > 0 and tree.lower[node - 1] == "each"
        if lower == "another":
            return node > 0 and tree.lower[node - 1] == "one"
        if lower == "each":
            return node + 1 < tree.size and tree.lower[node + 1] == "other"
        if lower == "both":
            return tree.pos[node] in ("PRON", "DET") and tree.kid(node, "nmod") is None
        pair = bool(below & _PAIR_WORDS) or below >= {"the", "two"}
        named = any(child in self.at for child in tree.children[node])
        return pair and not named and (lower == "two" or tree.lemma[node] in _PAIR_HEADS)

    def _modifiers(self, node: int, depth: int) -> Party | None:
        """Owner, adjective, compound: "Fooland's forces", "Fooish shelling"; then "of X", then where it is."""
        tree = self.tree
        places: list[Party] = []
        related = tree.lemma[node].lower() in _RELATIONS  # "Fooland's ally" is not Fooland
        for child in sorted(tree.kids(node, "nmod:poss", "amod", "compound", "flat", "nsubj", "det"), reverse=True):
            if tree.base[child] == "nsubj" or related and tree.dep[child] == "nmod:poss":
                continue
            mention = self.at.get(child)
            if mention is None and tree.dep[child] == "nmod:poss":
                found = self.resolve(child, depth + 1)
                if found.known:
                    return found
            elif mention is not None and mention.kind != "contested":
                if mention.kind != "place":
                    return combine([_of_mention(self.at[m]) for m in tree.conjuncts(child) if m in self.at])
                places.append(_of_mention(mention))
        for child in tree.kids(node, "nmod", "obl"):
            if tree.preposition(child) in PARTITIVE and not related:
                found = self.resolve(child, depth + 1)
                if found.known:
                    return found
        return places[0] if places else None

    def _beside(self, node: int, depth: int) -> Party | None:
        """An apposition, then a place: "the ministry, Fooland's", "residents of ...", "people living in X"."""
        tree = self.tree
        for child in tree.kids(node, "appos"):
            found = self.resolve(child, depth + 1)
            if found.known:
                return found
        found = self.place(tree.kids(node, "nmod"))
        if found.known:
            return found
        for clause in tree.kids(node, "acl"):
            found = self.place(tree.kids(clause, "obl"))
            if found.known:
                return found
        return None

    def _located(self, node: int) -> Party:
        """A place or a party's land: "in X", "in the X region", "in Fooish territory", but not "in X's campaign"."""
        tree = self.tree
        own = [node] if tree.lemma[node] in _GROUNDS or node in self.at else []
        for member in (node, *tree.kids(node, "compound", "nmod:poss", "amod", "flat", "appos")):
            mention = self.at.get(member)
            if mention is None or mention.side is None:
                continue
            if mention.kind == "place" or own and mention.kind in ("name", "demonym"):
                return Party(mention.side, mention.actor, "place")
        for child in tree.kids(node, "nmod"):
            if tree.preposition(child) in LOCATIVE | PARTITIVE:
                found = self._located(child)
                if found.known:
                    return found
        return UNRESOLVED

    # Pronouns

    def _pronoun(self, node: int) -> Party:
        pronoun = pronouns.known(self.tree.lower[node])
        if pronoun is None or pronoun.relative:
            return UNRESOLVED
        if pronoun.person == 1:
            side = self.speaker_at(self.tree.start[node], self.tree.end[node])
            return Party(side, None, "coreference") if side not in (None, "unresolved") else UNRESOLVED
        first = pronouns.first_of_person(self.tree, node)
        return self._speaker_subject(node) or self._only_one(first, pronoun.refers == "person")

    def _speaker_subject(self, node: int) -> Party | None:
        subject = pronouns.speaker_of(self.tree, node)
        found = self._one(subject, 1) if subject is not None else UNRESOLVED
        return Party(found.side, found.actor, "coreference") if found.known and found.side != "both" else None

    def _only_one(self, node: int, person: bool) -> Party:
        """The only party named before the pronoun in its sentence, else the only one of the sentence before; `person`: a person."""
        tree = self.tree
        first = tree.first(node)
        found = self._named(first, node, person)
        if not found and first:
            found = self._named(tree.first(first - 1), first, person)
        sides = {party.side for party in found}
        if len(sides) != 1:
            return UNRESOLVED
        actors = {party.actor for party in found}
        return Party(sides.pop(), actors.pop() if len(actors) == 1 else None, "coreference")

    def _named(self, start: int, end: int, person: bool) -> list[Party]:
        named = [self.at[n] for n in range(start, end) if self.party(n)]
        return [_of_mention(m) for m in named if not person or m.kind == "person"]


def _of_mention(mention: Mention) -> Party:
    return Party(mention.side or "other", mention.actor, "place" if mention.kind == "place" else "said")


def combine(found: list[Party]) -> Party:
    """One answer for a coordination: both sides together are `both`; a third party yields to a side."""
    known = [party for party in found if party.known]
    named = [party for party in known if party.side != "other"] or known
    if not named:
        return UNRESOLVED
    sides = {party.side for party in named}
    actors = {party.actor for party in named}
    basis = next((b for b in ("place", "coreference") if any(p.basis == b for p in named)), named[0].basis)
    return Party(sides.pop() if len(sides) == 1 else "both", actors.pop() if len(actors) == 1 else None, basis)
