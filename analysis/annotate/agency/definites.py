"""Whose a definite noun phrase is that takes up one before: "the troops" behind "Fooish troops", "the soldiers" behind "Fooish forces",
"the country" behind "Fooland".

Same-head definite descriptions and those whose head is another word for the same: Vieira and Poesio, Computational Linguistics 26(4), 2000.
"""

from collections.abc import Iterable, Iterator

from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.party import UNRESOLVED, Party, common, of_mention
from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

DEFINITE = word_class("definite_determiners")
GROUNDS = word_class("grounds")
FORCES = word_class("forces")
REBELS = frozenset({"separatist", "secessionist", "rebel"})
COUNTRIES = word_class("words_for_countries")
GROUPS = word_class("words_for_groups")
_GROUP_KINDS = frozenset({"group", "name", "institution"})


def is_definite(document: Discourse, node: int) -> bool:
    """Whether a noun has a word that says that it is known, or is a bare plural, which may be ("Fooish residents ... Residents said")."""
    tree = document.tree
    if tree.pos[node] != "NOUN" or tree.lemma[node] in GROUNDS:
        return False
    return any(tree.lower[c] in DEFINITE for c in tree.kids(node, "det")) or _is_bare(tree, node)


def _is_bare(tree: Tree, node: int) -> bool:
    plural = "Number=Plur" in tree.morph(node) and tree.base[node] in ("nsubj", "obj", "obl")
    return plural and not any(tree.base[c] not in ("case", "punct", "advmod") for c in tree.children[node])


def named_before(document: Discourse, node: int) -> Party:
    """The side of all phrases with the same head before that are said to be somebody's; of forces also that of other words for forces
    in its sentence and the one before; unresolved where they differ."""
    tree = document.tree
    same = (n for n in range(node) if tree.lower[n] == tree.lower[node] and tree.pos[n] == "NOUN")
    if _is_bare(tree, node):
        same = (n for n in _near(tree, node) if tree.lower[n] == tree.lower[node])
    found = _agreed(document, same)
    if not found.known and _is_force(tree, node) and not _is_bare(tree, node):
        found = _agreed(document, (n for n in _near(tree, node) if _is_force(tree, n)))
    return found


def _agreed(document: Discourse, nodes: Iterable[int]) -> Party:
    found = [party for n in nodes if (party := document.sides.described(n)).basis == "said"]
    party = common(found) if found else UNRESOLVED
    return Party(party.side, party.actor, "coreference") if party.known else UNRESOLVED


def _near(tree: Tree, node: int) -> Iterator[int]:
    """The nouns before a word in its sentence and in the one before."""
    first = tree.first(node)
    start = tree.first(first - 1) if first else 0
    return (n for n in range(start, node) if tree.pos[n] == "NOUN")


def _is_force(tree: Tree, node: int) -> bool:
    return not FORCES.isdisjoint((tree.lemma[node].lower(), tree.lower[node].removesuffix("s")))


# Those who rule a contested place


def is_rebel(document: Discourse, node: int) -> bool:
    """ "the separatists", "separatist forces", "rebels", without a word that says whose."""
    tree = document.tree
    if not document.rulers.known or tree.pos[node] != "NOUN":
        return False
    beside = [c for c in tree.children[node] if tree.base[c] in ("amod", "compound", "nmod:poss", "nmod")]
    called = tree.lemma[node] in REBELS or any(tree.lemma[c] in REBELS and c < node for c in beside)
    return called and not any(n in document.sides.at for c in beside for n in tree.subtree(c))


def of_rebels(document: Discourse, node: int) -> Party:
    """The side of those who were called so before, if anybody was; else who rules the contested place."""
    tree = document.tree
    before = [
        document.sides.described(n) for n in range(node) if tree.lemma[n] == tree.lemma[node] and tree.pos[n] == "NOUN"
    ]
    named = [party for party in before if party.basis == "said"]
    party = common(named) if named else document.rulers
    return Party(party.side, party.actor, "coreference") if party.known else UNRESOLVED


# Countries


def is_country(document: Discourse, node: int) -> bool:
    """ "the country", "the group", or what is theirs."""
    return _country(document.tree, node) is not None


def _country(tree: Tree, node: int) -> int | None:
    whole = [c for c in tree.kids(node, "nmod") if tree.preposition(c) == "of"]
    near = [node, *tree.kids(node, "nmod:poss"), *whole, *(c for n in whole for c in tree.kids(n, "nmod:poss"))]
    return next((n for n in near if tree.lemma[n] in COUNTRIES | GROUPS and _plain(tree, n)), None)


def _plain(tree: Tree, node: int) -> bool:
    """ "the country" and no more: "the neighbouring country" is another."""
    children = [c for c in tree.children[node] if tree.base[c] not in ("case", "punct")]
    return "Number=Plur" not in tree.morph(node) and [tree.lower[c] for c in children] == ["the"]


def country_before(document: Discourse, node: int) -> Party:
    """The only party that is named before it in its sentence, else in the one before."""
    tree, at = document.tree, document.sides.at
    word = _country(tree, node)
    if word is None:
        return UNRESOLVED
    first = tree.first(word)
    for start, end in ((first, word), (tree.first(first - 1) if first else 0, first)):
        named = [m for n in range(start, end) if (m := at.get(n)) is not None and m.kind != "contested"]
        if tree.lemma[word] in GROUPS:
            named = [m for m in named if m.kind in _GROUP_KINDS]
        if named:
            party = common([of_mention(m) for m in named])
            return Party(party.side, party.actor, "coreference") if party.known else UNRESOLVED
    return UNRESOLVED
