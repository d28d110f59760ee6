"""Whose is it? A noun phrase to a side and an actor of the codebook, with the basis on which that is known.

Bases: `said` (its own words name the side), `coreference` (a pronoun with only one possible antecedent), `place` (it is where
the codebook says one side's people are) and, decided by the caller, `opponent`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable

from analysis.annotate.introductions import Introductions
from analysis.annotate.party import UNRESOLVED, Party, combine, common, of_mention
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import source_kinds, word_class
from analysis.rules import Rule, always, decide
from analysis.schema import Mention
from analysis.syntax import pronouns
from analysis.syntax.passives import by_phrase
from analysis.syntax.titles import TITLE, is_title
from analysis.syntax.tree import NOMINAL, Tree

LOCATIVE = word_class("locative_prepositions")
PARTITIVE = word_class("partitive_prepositions")
_WITHIN = LOCATIVE | PARTITIVE
BODIES = word_class("bodies") | word_class("offices_of_any_state")
_PAIR_HEADS = word_class("nouns_for_parties")
_CONFLICTS = word_class("causes") | {"fighting", "hostility"}
_PAIR_WORDS = word_class("pair_words")
_RIVALS = word_class("rivals")
_OF_EACH = frozenset({"both", "either", "neither"})
_GROUNDS = word_class("grounds")
# "Towns freed from Fooish occupation" are not the Foos'.
_NO_ORIGINS = {noun for words in lexicon().harm for noun in words.nouns} | {"control", "rule", "hand"}
_OWNED = word_class("verbs_of_owning")
_AMONG_PLACES = LOCATIVE | {"including"}
_LOCKED = word_class("places_of_captivity")
_RELATIONS = word_class("relational_nouns")
_SERVANTS, _OFFICES = word_class("servants"), word_class("offices")
_SERVING, _BELOW = frozenset({"to", "for"}), frozenset({"under"})
QUANTITIES = word_class("counting_pronouns")
_TOWARDS_STATES = frozenset({"by", "against", "with", "on"})
_PREFIX = re.compile(r"(?i)\b(?:pro|anti|non|ex)[-‐–]$")
_SUFFIX = re.compile(
    r"(?i)[-‐–](?:backed|run|controlled|occupied|held|born|made|brokered|allied|language|speaking|friendly|supplied|sponsored|besieged)"
)


SpeakerAt = Callable[[int, int], str | None]


class Sides:
    """Resolves the noun phrases of one document."""

    def __init__(self, tree: Tree, speaker_at: SpeakerAt = lambda start, end: None):
        """`speaker_at(start, end)`: the source's side where the words are somebody's, else null."""
        self.tree = tree
        self.at = tree.once(_mention_at)
        self.speaker_at = speaker_at
        self.introductions = Introductions(tree, self._no_person, self.described)

    def party(self, node: int) -> bool:
        """Whether the token names somebody (not a place)."""
        mention = self.at.get(node)
        return mention is not None and mention.kind not in ("place", "contested")

    def _no_person(self, node: int) -> bool:
        mention = self.at.get(node)
        return mention is not None and mention.kind != "person"

    def described(self, node: int) -> Party:
        """The side of a phrase by its own words: its name, or what is said about it."""
        return of_mention(self.at[node]) if self.party(node) else _described(self, node, 1)

    def resolve(self, head: int, depth: int = 0) -> Party:
        """The side of the noun phrase of a head, coordination included."""
        joined = self.tree.conjuncts(head) + _joined_owners(self.tree, head)
        heads = [node for node in joined if self.tree.pos[node] in NOMINAL]
        return combine([decide(PHRASE, self, node, depth, otherwise=UNRESOLVED) for node in heads])

    def place(self, nodes: Iterable[int], prepositions: Collection[str] = LOCATIVE) -> Party:
        """The side on whose ground phrases like "in X" put something; the first that says so. Who is in a prison there may be anybody."""
        for node in nodes:
            if self.tree.lemma[node].lower() in _LOCKED:
                continue
            if self.tree.preposition(node) in prepositions or self.tree.dep[node] in ("obl:unmarked", "advmod"):
                found = self.ground(node)
                if found.known:
                    return found
        return UNRESOLVED

    def ground(self, node: int) -> Party:
        """The side whose people live in the place that a noun names, whatever stands before it."""
        return _ground(self, node)


def _joined_owners(tree: Tree, node: int) -> list[int]:
    """ "X's and Y's attacks", where each hangs on the attacks."""
    if tree.dep[node] != "nmod:poss":
        return []
    owners = tree.kids(tree.head[node], "nmod:poss")
    joined = any(tree.lower[k] == "and" for c in owners for k in tree.kids(c, "cc"))
    return [c for c in owners if c != node] if joined else []


def _mention_at(tree: Tree) -> dict[int, Mention]:
    """The mention that each word is part of, without those that another word makes something else ("pro-X", "X-backed")."""
    at: dict[int, Mention] = {}
    for mention in tree.mentions:
        if _PREFIX.search(tree.text, max(0, mention.start - 6), mention.start) or _SUFFIX.match(tree.text, mention.end):
            continue
        node = bisect_left(tree.start, mention.start)
        if node and tree.end[node - 1] > mention.start:
            node -= 1
        while node < tree.size and tree.start[node] < mention.end:
            at[node] = mention
            node += 1
    return at


# A word by itself


def _named(sides: Sides, node: int, depth: int) -> Party:
    mention = sides.at[node]
    if mention.kind != "contested":
        return of_mention(mention)
    owner = sides.tree.kid(node, "nmod:poss")  # "Fooland's Bar region": so the text has it
    return sides.resolve(owner, depth + 1) if owner is not None and sides.party(owner) else UNRESOLVED


def _is_pronoun(sides: Sides, node: int, depth: int) -> bool:
    tree = sides.tree
    possessive = tree.dep[node] == "nmod:poss" and tree.pos[node] == "DET"
    return (tree.pos[node] == "PRON" or possessive) and tree.lower[node] not in QUANTITIES


def _is_pair(sides: Sides, node: int, depth: int) -> bool:
    """ "both", "the two sides", "each other": the two parties of the conflict."""
    tree, lower = sides.tree, sides.tree.lower[node]
    below = {tree.lower[c] for c in tree.children[node]}
    if lower == "other":
        return "each" in below or node > 0 and tree.lower[node - 1] == "each"
    if lower == "another":
        return node > 0 and tree.lower[node - 1] == "one"
    if lower == "each":
        return node + 1 < tree.size and tree.lower[node + 1] == "other"
    if lower == "both":
        return tree.pos[node] in ("PRON", "DET") and tree.kid(node, "nmod") is None
    several = "Number=Sing" not in tree.morph(node) or not below.isdisjoint(
        _OF_EACH
    )  # one "neighbouring country" is no pair
    pair = bool(below & _PAIR_WORDS) and several or below >= {"the", "two"}
    pair = pair or not below.isdisjoint(("all", "each")) and tree.lemma[node] in ("side", "party")
    pair = pair or _is_the_parties(tree, node) or _are_rivals(tree, node)
    named = any(child in sides.at for child in tree.children[node])
    return pair and not named and (lower == "two" or tree.lemma[node] in _PAIR_HEADS)


def _is_the_parties(tree: Tree, node: int) -> bool:
    """ "the sides", "the parties to the conflict", and no more said of them."""
    if tree.lemma[node] not in ("side", "party") or "Number=Plur" not in tree.morph(node):
        return False
    the = [tree.lower[c] for c in tree.kids(node, "det")] == ["the"]
    to = [c for c in tree.kids(node, "nmod") if not (tree.preposition(c) == "to" and tree.lemma[c] in _CONFLICTS)]
    clauses = [c for c in tree.kids(node, "acl") if tree.lower[c] not in ("involved", "concerned")]
    return the and not to and not clauses and tree.kid(node, "amod", "compound", "nmod:poss", "nummod") is None


def _are_rivals(tree: Tree, node: int) -> bool:
    """ "The longstanding rivals", who are nobody else's."""
    several = tree.lemma[node].lower() in _RIVALS and "Number=Plur" in tree.morph(node)
    definite = any(tree.lower[c] == "the" for c in tree.kids(node, "det"))
    return several and definite and tree.kid(node, "nmod", "nmod:poss", "appos", "nummod") is None


def _is_west(sides: Sides, node: int, depth: int) -> bool:
    """ "the west" that speaks, acts or is acted upon: states, which some outlets write without a capital, and no quarter of a land."""
    tree = sides.tree
    if tree.lower[node] != "west" or tree.kid(node, "nmod", "compound", "amod", "nmod:poss") is not None:
        return False
    placed = (
        tree.base[node] in ("nsubj", "obj", "iobj")
        or tree.dep[node] == "nmod:poss"
        or tree.preposition(node) in _TOWARDS_STATES
    )
    return placed and [tree.lower[c] for c in tree.kids(node, "det")] == ["the"]


# Pronouns


def _pronoun(sides: Sides, node: int, depth: int) -> Party:
    tree = sides.tree
    pronoun = pronouns.known(tree.lower[node])
    if pronoun is None or pronoun.relative:
        return UNRESOLVED
    if pronoun.person == 1:
        side = sides.speaker_at(tree.start[node], tree.end[node])
        return Party(side, None, "coreference") if side not in (None, "unresolved") else UNRESOLVED
    speaker = pronouns.speaker_of(tree, node)
    if speaker is not None and pronoun.refers == "person" and _is_body(sides, speaker):
        speaker = None  # "the army said she had left"
    found = decide(PHRASE, sides, speaker, 1, otherwise=UNRESOLVED) if speaker is not None else UNRESOLVED
    if found.known and found.side != "both":
        return Party(found.side, found.actor, "coreference")
    return _only_one(sides, pronouns.first_of_person(tree, node), pronoun)


def _is_body(sides: Sides, node: int) -> bool:
    """Whether a phrase is a state or a body, which is no "he" or "she"."""
    mention = sides.at.get(node)
    return (
        mention.kind != "person" and not is_title(sides.tree, node)
        if mention is not None
        else sides.tree.lemma[node] in BODIES
    )


def _only_one(sides: Sides, node: int, pronoun: pronouns.Pronoun) -> Party:
    """The only party named before the pronoun in its sentence, else the only one of the sentence before, if it fits."""
    tree = sides.tree
    first = tree.first(node)
    found = _named_between(sides, first, node, pronoun)
    if not found and first:
        found = _named_between(sides, tree.first(first - 1), first, pronoun)
    only = common(found) if found else UNRESOLVED
    return Party(only.side, only.actor, "coreference") if only.known else UNRESOLVED


def _named_between(sides: Sides, start: int, end: int, pronoun: pronouns.Pronoun) -> list[Party]:
    """The parties named between two words; none where one of them can't be what the pronoun stands for."""
    named = [n for n in range(start, end) if sides.party(n)]
    if pronoun.refers == "person":
        return [of_mention(sides.at[n]) for n in named if sides.at[n].kind == "person"]
    if pronoun.refers == "thing":  # a town is an "it" too
        named += [n for n in range(start, end) if (m := sides.at.get(n)) is not None and m.kind == "place" and m.side]
    if pronoun.refers == "thing" and any(_of_several(sides.tree, n) for n in named):
        named = [n for n in named if not _of_several(sides.tree, n)]
    return [of_mention(sides.at[n]) for n in named]


def _of_several(tree: Tree, node: int) -> bool:
    """ "Fooish" in "Fooish tanks", which are no "it"."""
    head = tree.head[node]
    return tree.base[node] in ("amod", "compound") and head > node and "Number=Plur" in tree.morph(head)


# What is said about a word


def _described(sides: Sides, node: int, depth: int) -> Party:
    found = (describe(sides, node, depth) for describe in DESCRIPTIONS)
    return next((party for party in found if party.known), UNRESOLVED)


def _described_or_introduced(sides: Sides, node: int, depth: int) -> Party:
    found = _described(sides, node, depth)
    if found.known or sides.tree.pos[node] != "PROPN":
        return found
    return sides.introductions.of(node).party


def _is_related(tree: Tree, node: int) -> bool:
    """ "Fooland's ally" is not Fooland."""
    return tree.lemma[node].lower() in _RELATIONS


def _modifiers(tree: Tree, node: int) -> list[int]:
    """Owner, adjective, compound, the nearest first."""
    related = _is_related(tree, node)
    found = tree.kids(node, "nmod:poss", "amod", "compound", "flat", "det", TITLE)
    return [child for child in reversed(found) if not (related and tree.dep[child] == "nmod:poss")]


def _of_modifier(sides: Sides, node: int, depth: int) -> Party:
    """ "Fooland's forces", "Fooish shelling"."""
    tree = sides.tree
    for child in _modifiers(tree, node):
        mention = sides.at.get(child)
        if mention is None and (tree.dep[child] in ("nmod:poss", TITLE) or is_title(tree, child)):
            found = sides.resolve(child, depth + 1)
            if found.known:
                return found
        elif mention is None and tree.dep[child] == "compound" and not _is_related(tree, node):
            found = _of_modifier(sides, child, depth)  # "Fooish human rights commissioner", hung on the rights
            if found.known:
                return found
        elif mention is not None and _is_subject_of_study(tree, child, mention):
            return Party("other", None, "said")
        elif mention is not None and mention.kind not in ("contested", "place"):
            named = [*_hyphened(sides, child), *tree.conjuncts(child)]
            return combine([of_mention(sides.at[m]) for m in named if m in sides.at])
    return UNRESOLVED


def _is_subject_of_study(tree: Tree, node: int, mention: Mention) -> bool:
    """ "A Fooland specialist", "a Fooland analyst": who studies a country is not that country's."""
    studies = source_kinds().get(tree.lemma[tree.head[node]].lower()) == "expert"
    return studies and tree.dep[node] == "compound" and mention.kind == "name"


def _hyphened(sides: Sides, node: int) -> list[int]:
    """The first of two in one word: "Fooish-Barish forces"."""
    before = node - 2
    joined = before >= 0 and sides.tree.text[sides.tree.end[before] : sides.tree.start[node]] in ("-", "–", "‐", "‑")
    return [before] if joined and sides.party(before) else []


def _of_whole(sides: Sides, node: int, depth: int) -> Party:
    """ "members of X", "fighters from X", "an adviser to X", "the centre under X"."""
    tree, lemma = sides.tree, sides.tree.lemma[node].lower()
    if _is_related(tree, node):
        return UNRESOLVED
    prepositions = PARTITIVE | (_SERVING if lemma in _SERVANTS else _BELOW if lemma in _OFFICES else frozenset())
    parts = [c for c in tree.kids(node, "nmod", "obl") if tree.preposition(c) in prepositions]
    parts += [c for c in tree.kids(node, "nmod", "obl") if tree.lower[c] == "part" and tree.preposition(c) == "on"]
    parts = [c for c in parts if tree.preposition(c) != "from" or tree.lemma[c].lower() not in _NO_ORIGINS]
    return next((found for c in parts if (found := sides.resolve(c, depth + 1)).known), UNRESOLVED)


def _of_owner_in_clause(sides: Sides, node: int, depth: int) -> Party:
    """ "a house belonging to X", "a boat owned by X", "troops deployed by X"; what others run among a people may still be that people's."""
    tree = sides.tree
    for clause in tree.kids(node, "acl"):
        behind = next((c for c in tree.kids(clause, "obl") if tree.preposition(c) == "to"), None)
        owner = behind if tree.lemma[clause] == "belong" else None
        if tree.lemma[clause] in _OWNED and tree.dep[clause] == "acl":
            owner = by_phrase(tree, clause)
        found = sides.resolve(owner, depth + 1) if owner is not None else UNRESOLVED
        if found.known and found.side != "other":
            return found
    return UNRESOLVED


def _of_place_before(sides: Sides, node: int, depth: int) -> Party:
    """ "Greendale residents"."""
    named = [sides.at[c] for c in _modifiers(sides.tree, node) if c in sides.at]
    return next((of_mention(m) for m in named if m.kind == "place"), UNRESOLVED)


def _of_apposition(sides: Sides, node: int, depth: int) -> Party:
    """ "the ministry, Fooland's"; the parse may hang it on the last word of a name ("Ann Doe, 28, a member of ...")."""
    tree = sides.tree
    beside = [c for part in (node, *tree.kids(node, "flat")) for c in tree.kids(part, "appos")]
    return next((found for c in beside if (found := sides.resolve(c, depth + 1)).known), UNRESOLVED)


def _of_apposed(sides: Sides, node: int, depth: int) -> Party:
    """ "Fooland, a staunch ally of Barland": the ally is Fooland."""
    tree = sides.tree
    described = tree.dep[node] == "appos" and tree.pos[node] == "NOUN" and tree.kid(node, "det") is not None
    return of_mention(sides.at[tree.head[node]]) if described and sides.party(tree.head[node]) else UNRESOLVED


def _of_place_behind(sides: Sides, node: int, depth: int) -> Party:
    """ "residents in Greendale", "several towns including Greendale"."""
    return sides.place(sides.tree.kids(node, "nmod"), _AMONG_PLACES)


def _of_place_in_clause(sides: Sides, node: int, depth: int) -> Party:
    """ "people living in Greendale"."""
    tree = sides.tree
    clauses = tree.kids(node, "acl")
    return next((found for c in clauses if (found := sides.place(tree.kids(c, "obl"))).known), UNRESOLVED)


def _ground(sides: Sides, node: int) -> Party:
    """A place or a party's land: "in X", "in the X region", "in Fooish territory", but not "in X's campaign"."""
    tree = sides.tree
    own = tree.lemma[node] in _GROUNDS or node in sides.at
    for member in (node, *tree.kids(node, "compound", "nmod:poss", "amod", "flat", "appos")):
        mention = sides.at.get(member)
        if mention is None or mention.side is None:
            continue
        if mention.kind == "place" or own and mention.kind in ("name", "demonym"):
            return Party(mention.side, mention.actor, "place")
    inner = [c for c in tree.kids(node, "nmod") if tree.preposition(c) in _WITHIN]
    return next((found for c in inner if (found := _ground(sides, c)).known), UNRESOLVED)


# What says best whose a phrase is comes first: its own words before those around it, people before places.
PHRASE: tuple[Rule[Party], ...] = (
    Rule("name", lambda sides, node, depth: node in sides.at, _named),
    Rule("pronoun", _is_pronoun, _pronoun),
    Rule("both parties", _is_pair, Party("both", None, "said")),
    Rule("the west", _is_west, Party("other", None, "said")),
    Rule("too far down", lambda sides, node, depth: depth > 3, UNRESOLVED),
    Rule("described", always, _described_or_introduced),
)
DESCRIPTIONS = (
    _of_modifier,
    _of_whole,
    _of_owner_in_clause,
    _of_place_before,
    _of_apposition,
    _of_apposed,
    _of_place_behind,
    _of_place_in_clause,
)
