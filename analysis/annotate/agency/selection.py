"""Whether a verb is meant in one of its senses: what it takes, who must do it, and the phrase that must stand behind it.

Selectional restrictions after VerbNet's ("take" of a place is a conquest where forces do it, "fall to" of a place where forces follow):
Kipper Schuler, VerbNet, 2005, chapter 3.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from analysis.annotate.agency.harm import Sense
from analysis.english.entries import Harm
from analysis.english.word_classes import source_kinds, word_class
from analysis.syntax import roles
from analysis.syntax.arguments import own_subject
from analysis.syntax.objects import stranded
from analysis.syntax.passives import is_past
from analysis.syntax.relatives import is_personal
from analysis.syntax.tree import Tree

MUNITIONS = word_class("munitions")
GROUNDS = word_class("taken_grounds")
PARTS = word_class("words_for_parts")
HOMES = word_class("grounds")
TOWNS = word_class("taken_towns")
ARMED = word_class("armed")
PERSONS = (
    ARMED | word_class("enemies") | {noun for noun, kind in source_kinds().items() if kind == "civilian or witness"}
)
PRONOUNS = (
    word_class("third_person_plural")
    | word_class("third_person_singular")
    | word_class("first_person")
    | word_class("singular_neuter")
)
CEDE = word_class("verbs_of_ceding")
DEALS = word_class("deals")
_PLACES = frozenset({"place", "contested"})
_PARTIES = frozenset({"name", "demonym", "group", "institution"})
_LANDS = frozenset({"name"})
_PERSONS = frozenset({"demonym", "group", "person"})


def fits(tree: Tree, node: int, sense: Sense) -> bool:
    """Whether a verb with the words of a sense beside it is meant so here."""
    words = sense.words
    if words.moving and not _moves(tree, node):
        return False
    if words.with_preposition and words.agent == "subject" and not sense.rest and not _behind(tree, node, words):
        return False
    if words.ousts and not any(_is_home(tree, child) for child in _sources(tree, node, words)):
        return False
    if words.event_class == "seize" and is_handed_over(tree, node):
        return False
    if not words.takes and not words.armed:
        return True
    found = roles.of_verb(tree, node)
    if words.agent == "oblique":
        by = taker(tree, node, words, [node, *(c for c in tree.children[node] if tree.lemma[c] in sense.rest)])
        if by is None and words.with_preposition or by is not None and not is_armed(tree, by):
            return False
    else:
        by = found.agent
        if (
            by is not None
            and words.armed
            and not is_armed(tree, by)
            and not (words.patient == "object" and _pronoun(tree, by))
        ):
            return False
    return not words.takes or _takes(tree, sense, _taken(tree, node, sense, found), by)


def names_act(tree: Tree, node: int, words: Harm, light: int | None) -> bool:
    """Whether a noun is meant in a sense that wants a place or a person behind it ("the fall of the town"), or somebody armed who does it
    ("Fooish advances", "the army made advances")."""
    near = [*tree.kids(node, "nmod:poss", "compound", "amod"), *prepositional(tree, node, ["of", "by", "for"])]
    if words.armed:
        if light is not None and (by := roles.of_verb(tree, light).agent) is not None:
            near.append(by)
        return any(is_armed(tree, n) for n in near)
    return not words.takes or any(_of_kind(tree, n, words.takes) for n in near)


def is_meant(tree: Tree, node: int, words: Harm) -> bool:
    """Whether an adjective is meant in a sense that is said of some only ("fallen soldiers", "the fallen")."""
    if not words.takes:
        return True
    if tree.base[node] == "amod":
        return KINDS[words.takes](tree, tree.head[node])
    return tree.pos[node] in ("NOUN", "ADJ", "VERB") and any(tree.lower[c] == "the" for c in tree.kids(node, "det"))


def prepositional(tree: Tree, node: int, prepositions: Sequence[str]) -> Iterator[int]:
    """Phrases of a word behind one of the prepositions, in order of the prepositions; a time suffers nothing."""
    found = [child for child in tree.kids(node, "obl", "nmod") if not tree.is_time(child)]
    for preposition in prepositions:
        yield from (child for child in found if tree.preposition(child) == preposition)


def taker(tree: Tree, node: int, words: Harm, phrase: Iterable[int]) -> int | None:
    """Who does what another loses: behind one of the verb's prepositions ("fell to X"), or whose a word of its phrase is ("fell into
    X's hands", "came under the control of X")."""
    lost = [node, *tree.kids(node, "obj")]  # the phrase may hang on what is lost, or on what that belongs to
    for above in [*lost, *(c for n in lost[1:] for c in tree.kids(n, "nmod"))]:
        behind = next(prepositional(tree, above, words.agent_prepositions), None)
        if behind is not None:
            return behind
    for word in phrase:
        if word != node and tree.kid(word, "case") is not None:
            owner = tree.kid(word, "nmod:poss")
            owner = next(prepositional(tree, word, ["of", "by"]), None) if owner is None else owner
            owner = tree.kid(word, "amod", "compound") if owner is None else owner
            if owner is not None:
                return owner
    return None


def _sources(tree: Tree, node: int, words: Harm) -> Iterator[int]:
    """What a verb ousts somebody from, wherever the phrase hangs."""
    for above in (node, *tree.kids(node, "obj")):
        yield from prepositional(tree, above, words.ousts)


def is_handed_over(tree: Tree, node: int) -> bool:
    """ "regained the town that X ceded", "took over the region under a peace deal": what is handed over is not taken."""
    patient = roles.of_verb(tree, node).patient
    ceded = patient is not None and any(tree.lemma[n] in CEDE and n != node for n in tree.subtree(patient))
    below = (n for n in tree.subtree(patient) if n > node) if patient is not None else ()
    phrases = [*tree.kids(node, "obl", "nmod"), *(n for n in below if tree.base[n] in ("obl", "nmod"))]
    under = [c for c in phrases if tree.preposition(c) == "under" and tree.lemma[c] in DEALS]
    part = [c for c in phrases if tree.lemma[c] == "part" and any(tree.lemma[k] in DEALS for k in tree.kids(c, "nmod"))]
    return bool(ceded or under or part)


def is_ground(tree: Tree, node: int) -> bool:
    """Whether forces can take it and lose it: a place or a position."""
    return _is(tree, node, GROUNDS) or _town(tree, node)


def _is_home(tree: Tree, node: int) -> bool:
    return _is_land(tree, node) or _is(tree, node, HOMES)


def _is_land(tree: Tree, node: int) -> bool:
    return is_ground(tree, node) or _named(tree, node, _LANDS)


def is_armed(tree: Tree, node: int) -> bool:
    """Whether it bears arms, or is a party that the codebook names or somebody of one of its sides."""
    leader = any(m.kind == "person" and m.side for m in tree.named(tree.start[node], tree.end[node]))
    return _is(tree, node, ARMED) or _named(tree, node, _PARTIES) or leader


def is_person(tree: Tree, node: int) -> bool:
    """Whether it is somebody, and not a state or a body."""
    if tree.pos[node] in ("PROPN", "ADJ") and tree.named(tree.start[node], tree.end[node]):
        return _named(tree, node, _PERSONS)
    return tree.pos[node] == "NUM" or _is(tree, node, PERSONS) or is_personal(tree, node)


def _is(tree: Tree, node: int, words: frozenset[str]) -> bool:
    """Whether a noun is of a class; a plural may be its own lemma ("troops")."""
    return not words.isdisjoint((tree.lemma[node].lower(), tree.lower[node].removesuffix("s")))


def _town(tree: Tree, node: int) -> bool:
    return _is(tree, node, TOWNS) or _named(tree, node, _PLACES)


def _munition(tree: Tree, node: int) -> bool:
    parts = [*prepositional(tree, node, ["of"]), *(tree.kids(node, "compound") if _is(tree, node, PARTS) else [])]
    return _is(tree, node, MUNITIONS) or any(_is(tree, c, MUNITIONS) for c in parts)


def _pronoun(tree: Tree, node: int) -> bool:
    return tree.lower[node] in PRONOUNS


def _named(tree: Tree, node: int, kinds: frozenset[str]) -> bool:
    return any(mention.kind in kinds for mention in tree.named(tree.start[node], tree.end[node]))


KINDS: dict[str, Callable[[Tree, int], bool]] = {
    "ground": is_ground, "land": _is_land, "town": _town, "person": is_person, "munition": _munition,
}  # fmt: skip


def _of_kind(tree: Tree, node: int, kind: str) -> bool:
    """Whether something is of a kind, or a part or a number of it: "most of the town", "15 % of its territory"."""
    return any(KINDS[kind](tree, n) for n in (node, *prepositional(tree, node, ["of"])))


def _taken(tree: Tree, node: int, sense: Sense, found: roles.Roles) -> int | None:
    """What stands where the verb wants a place, a person or a munition; of "lost control" what stands behind it."""
    words = sense.words
    if found.patient is not None and tree.lemma[found.patient] in sense.rest:
        return next(prepositional(tree, found.patient, ["of", "over"]), None)
    if words.patient == "oblique" and words.takes != "munition":
        near = [node, *(n for c in tree.kids(node, "obj") for n in tree.conjuncts(c))]
        return next((c for n in near for c in prepositional(tree, n, words.patient_prepositions)), None)
    if words.patient == "subject" and not found.passive:
        return found.agent
    if found.patient is None and not found.passive and tree.kid(node, "aux") is None and is_past(tree, node):
        return found.agent  # "two soldiers hurt"
    return found.patient


def _takes(tree: Tree, sense: Sense, taken: int | None, by: int | None) -> bool:
    """Whether it is of the kind that the verb takes; a pronoun or a name that nothing is known of may be a place where somebody armed
    takes it, or control of it is lost."""
    words = sense.words
    if taken is None:
        return False
    if _of_kind(tree, taken, words.takes):
        return True
    unknown = (
        tree.lower[taken] in ("it", "them")
        or tree.pos[taken] == "PROPN"
        and not tree.named(tree.start[taken], tree.end[taken])
    )
    controlled = bool(sense.rest) if by is None else is_armed(tree, by)
    return words.takes == "ground" and unknown and controlled


def _behind(tree: Tree, node: int, words: Harm) -> bool:
    """Whether somebody stands behind one of the verb's prepositions, or what is fired is its object."""
    if stranded(tree, node, words.patient_prepositions) is not None:
        return True
    target = tree.kid(node, "obj", "nsubj:pass")
    if target is None and tree.base[node] == "acl":
        target = roles.of_verb(tree, node).patient
    if target is not None:
        return _munition(tree, target)
    phrases = tree.kids(node, "obl", "nmod")
    return any(
        tree.preposition(child) in words.patient_prepositions or tree.lemma[child] == "direction" for child in phrases
    )


def _moves(tree: Tree, node: int) -> bool:
    """Whether the subject is what is fired."""
    subject = own_subject(tree, node)
    return subject is not None and _munition(tree, subject)
