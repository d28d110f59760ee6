"""What kind of thing a noun stands for, as far as a verb asks: a place, somebody who bears arms, a person, what is fired."""

from collections.abc import Callable, Iterator, Sequence

from analysis.english.word_classes import source_kinds, word_class
from analysis.syntax.relatives import is_personal
from analysis.syntax.tree import Tree

MUNITIONS = word_class("munitions")
GROUNDS = word_class("taken_grounds")
PARTS = word_class("words_for_parts")
HOMES = word_class("grounds")
TOWNS = word_class("taken_towns")
ARMED = word_class("armed")
# Amounts of people, where the text does not say of what.
AMOUNTS = word_class("amounts") - {"number", "lot", "plenty"}
NEUTER = word_class("singular_neuter")
PERSONS = (
    ARMED
    | word_class("enemies")
    | word_class("captives")
    | word_class("persons_beside_sources")
    | {noun for noun, kind in source_kinds().items() if kind == "civilian or witness"}
)
PRONOUNS = (
    word_class("third_person_plural")
    | word_class("third_person_singular")
    | word_class("first_person")
    | word_class("singular_neuter")
)
_PLACES = frozenset({"place", "contested"})
_PARTIES = frozenset({"name", "demonym", "group", "institution"})
_LANDS = frozenset({"name"})
_PERSONS = frozenset({"demonym", "group", "person"})


def prepositional(tree: Tree, node: int, prepositions: Sequence[str]) -> Iterator[int]:
    """Phrases of a word behind one of the prepositions, in order of the prepositions; a time suffers nothing."""
    found = [child for child in tree.kids(node, "obl", "nmod") if not tree.is_time(child)]
    for preposition in prepositions:
        yield from (child for child in found if tree.preposition(child) == preposition)


def is_ground(tree: Tree, node: int) -> bool:
    """Whether forces can take it and lose it: a place or a position."""
    return _is(tree, node, GROUNDS) or is_town(tree, node)


def may_be_hit(tree: Tree, node: int) -> bool:
    """Whether it is a place, a building, forces or civilians: what is under fire in earnest, and not in words."""
    return is_ground(tree, node) or _is(tree, node, HOMES | PERSONS)


def is_home(tree: Tree, node: int) -> bool:
    return is_land(tree, node) or _is(tree, node, HOMES)


def is_land(tree: Tree, node: int) -> bool:
    return is_ground(tree, node) or _named(tree, node, _LANDS)


def is_armed(tree: Tree, node: int) -> bool:
    """Whether it bears arms, or is a party that the codebook names or somebody of one of its sides."""
    leader = any(m.kind == "person" and m.side for m in tree.named(tree.start[node], tree.end[node]))
    return _is(tree, node, ARMED) or _named(tree, node, _PARTIES) or leader


def is_person(tree: Tree, node: int) -> bool:
    """Whether it is somebody, and not a state or a body."""
    if tree.lower[node] in NEUTER:
        return False
    if tree.pos[node] in ("PROPN", "ADJ") and tree.named(tree.start[node], tree.end[node]):
        return _named(tree, node, _PERSONS)
    if tree.lemma[node] in AMOUNTS and next(prepositional(tree, node, ["of"]), None) is None:
        return True  # "millions were forced from their homes"
    return tree.pos[node] == "NUM" or _is(tree, node, PERSONS) or is_personal(tree, node)


def _is(tree: Tree, node: int, words: frozenset[str]) -> bool:
    """Whether a noun is of a class; a plural may be its own lemma ("troops")."""
    return not words.isdisjoint((tree.lemma[node].lower(), tree.lower[node].removesuffix("s")))


def is_town(tree: Tree, node: int) -> bool:
    return _is(tree, node, TOWNS) or _named(tree, node, _PLACES)


def is_munition(tree: Tree, node: int) -> bool:
    parts = [*prepositional(tree, node, ["of"]), *(tree.kids(node, "compound") if _is(tree, node, PARTS) else [])]
    return _is(tree, node, MUNITIONS) or any(_is(tree, c, MUNITIONS) for c in parts)


def is_pronoun(tree: Tree, node: int) -> bool:
    return tree.lower[node] in PRONOUNS


def _named(tree: Tree, node: int, kinds: frozenset[str]) -> bool:
    return any(mention.kind in kinds for mention in tree.named(tree.start[node], tree.end[node]))


KINDS: dict[str, Callable[[Tree, int], bool]] = {
    "ground": is_ground, "land": is_land, "town": is_town, "person": is_person, "munition": is_munition,
}  # fmt: skip


def of_kind(tree: Tree, node: int, kind: str) -> bool:
    """Whether something is of a kind, or a part or a number of it: "most of the town", "15 % of its territory"."""
    return any(KINDS[kind](tree, n) for n in (node, *prepositional(tree, node, ["of"])))
