"""Words for harmful acts that tell of none: they name a topic or the scene of another act, say why something was done, or judge an act that
is told beside them."""

from collections.abc import Callable

from analysis.annotate.agency.kinds import is_armed
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.tree import Tree

ANSWERS = word_class("answers")
SCENES = word_class("scenes_of_acts")
COMBATING = word_class("verbs_of_combating")
CONFLICTS = word_class("conflicts") | word_class("causes")
CALL = words_with("frames", "as", "verb")
# Classes whose nouns say what an act is, in law or to the speaker ("the strike was a war crime").
_CALLED = frozenset({"other"})


def no_act(tree: Tree, node: int, event_class: str) -> bool:
    """Whether a noun for a harmful act tells of no act here."""
    return any(rule(tree, node, event_class) for rule in _RULES)


def threat_of_a_thing(tree: Tree, node: int, event_class: str, acts: Callable[[str], bool]) -> bool:
    """ "the clashes threatened to spread": what an act or a war may lead to is nobody's threat. `acts`: whether a lemma is a noun for an act."""
    if event_class != "threaten" or tree.kid(node, "xcomp") is None:
        return False
    agent = roles.of_verb(tree, node).agent
    if agent is None or tree.pos[agent] != "NOUN" or is_armed(tree, agent):
        return False
    return acts(tree.lemma[agent]) or tree.lemma[agent] in CONFLICTS


def _answers(tree: Tree, node: int, event_class: str) -> bool:
    """ "in retaliation": why, and not what."""
    bare = tree.kid(node, "det", "nmod:poss") is None
    return tree.lemma[node] in ANSWERS and tree.preposition(node) == "in" and bare


def _idiom(tree: Tree, node: int, event_class: str) -> bool:
    """ "fought to the death", "cease-fire" in its parts."""
    to_death = tree.lemma[node] == "death" and tree.preposition(node) == "to"
    return to_death or tree.lower[max(0, node - 2) : node] == ["cease", "-"]


def _scene(tree: Tree, node: int, event_class: str) -> bool:
    """ "the theatre of military operations"."""
    return tree.base[node] == "nmod" and tree.preposition(node) == "of" and tree.lemma[tree.head[node]] in SCENES


def _combated(tree: Tree, node: int, event_class: str) -> bool:
    """ "to combat terrorism and other threats"."""
    while tree.dep[node] == "conj":
        node = tree.head[node]
    combated = event_class in ("other", "threaten", "attack") and tree.dep[node] == "obj"
    return combated and tree.lemma[tree.head[node]] in COMBATING and tree.kid(node, "nmod:poss") is None


def _predicate(tree: Tree, node: int, event_class: str) -> bool:
    """ "the strike was a war crime", "described it as a crime", "X was the victim of an attack"."""
    verb = tree.head[node]
    copular = tree.kid(node, "cop") is not None and tree.kid(node, "nsubj") is not None
    called = tree.lemma[verb] in CALL and (
        tree.dep[node] == "xcomp" or tree.preposition(node) == "as" and tree.base[node] in ("obl", "nmod")
    )
    if tree.lower[node] == "victim":
        return copular and any(tree.preposition(c) == "of" for c in tree.kids(node, "nmod"))
    return event_class in _CALLED and (copular or called) and tree.kid(node, "acl") is None


_RULES = (_answers, _idiom, _scene, _combated, _predicate)
