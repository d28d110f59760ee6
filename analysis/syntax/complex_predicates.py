"""Source and target of a predicate of several words ("imposed sanctions on", "agreed to provide aid"), as one act.

What is found are the words that say who it is: the name where a phrase only hangs on one ("Fooland's efforts", "Fooish
demonstrators"), since event coding asks for actors and not for heads of phrases (PLOVER; Halterman et al., 2023).
"""

from collections.abc import Callable, Iterable

from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.pronouns import speaker_of
from analysis.syntax.tree import Tree

PERSONS = word_class("persons")
SPEECH = words_with("speech", True, "verb")
# Words before phrases and clauses that say where, when or why.
SCENE = word_class("scene_words")
Names = Callable[[int], bool]
_ORDER = {"obj": 0, "iobj": 0, "nsubj": 0, "obl": 1, "nmod": 1, "xcomp": 3, "ccomp": 3, "advcl": 4, "acl": 4, "conj": 5}


def find(tree: Tree, nodes: Iterable[int], names: Names) -> roles.Roles:
    """The roles of the predicate made of `nodes`; `names(node)`: whether a token is or belongs to a name.

    The source is the agent of its highest verb. The target is its nearest argument: those of the predicate's own words before
    those further down, names and persons before other nouns, objects before oblique phrases before clauses.
    """
    words = sorted(set(nodes), key=lambda n: (sum(1 for _ in tree.above(n)), n))
    main = next((n for n in words if tree.pos[n] == "VERB"), words[0])
    verbal = tree.pos[main] in ("VERB", "AUX", "ADJ")
    found = (
        roles.of_verb(tree, main)
        if verbal
        else roles.of_noun(tree, main, names, False, ("on", "against", "to", "with"))
    )
    if found.agent is not None and tree.pos[found.agent] == "PRON":
        antecedent = speaker_of(tree, found.agent)
        found.agent = antecedent if antecedent is not None else found.agent
    if not found.passive or found.patient is None:
        found.patient = _target(tree, main, set(words), names, found.agent)
    found.agent = actor(tree, found.agent, names) if found.agent is not None else None
    found.patient = actor(tree, found.patient, names) if found.patient is not None else None
    return found


def actor(tree: Tree, node: int, names: Names) -> int:
    """The word of a phrase that says who: its head if it is a name, else the name that it hangs on, else its head."""
    if names(node):
        return node
    for relations, prepositions in (
        (("nmod:poss", "compound", "amod", "flat", "appos"), None),
        (("nmod",), ("of", "from")),
    ):
        for child in tree.kids(node, *relations):
            if prepositions is None or tree.preposition(child) in prepositions:
                named = child if names(child) else actor(tree, child, names)
                if names(named):
                    return named
    return node


def _target(tree: Tree, main: int, inside: set[int], names: Names, agent: int | None) -> int | None:
    ranked: list[tuple[bool, bool, int, int, int]] = []
    queue = [(main, 0, False)]
    while queue:
        node, depth, around = queue.pop(0)
        for child in tree.children[node]:
            base = tree.base[child]
            if base not in _ORDER or child == agent or base == "nsubj" and (node == main or tree.lemma[node] in SPEECH):
                continue
            beside = around or base in ("obl", "nmod", "advcl") and _scene(tree, child)
            queue.append((child, depth if child in inside else depth + 1, beside))
            if child in inside or tree.pos[child] not in ("NOUN", "PROPN") or tree.is_time(child):
                continue
            somebody = names(actor(tree, child, names)) or tree.lemma[child] in PERSONS
            ranked.append((not somebody, beside, depth, _ORDER[base], child))
    return min(ranked)[4] if ranked else None


def _scene(tree: Tree, node: int) -> bool:
    """Whether a phrase or clause says where, when or why, and so hardly to whom."""
    return not SCENE.isdisjoint({tree.preposition(node), *(tree.lower[m] for m in tree.kids(node, "mark", "advmod"))})
