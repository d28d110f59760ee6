"""Whether a verb is meant in one of its senses: what it takes, who must do it, and the phrase that must stand behind it.

Selectional restrictions after VerbNet's ("take" of a place is a conquest where forces do it, "fall to" of a place where forces follow):
Kipper Schuler, VerbNet, 2005, chapter 3.
"""

from collections.abc import Iterable, Iterator

from analysis.annotate.agency.harm import Sense
from analysis.annotate.agency.kinds import KINDS, is_armed, is_home, is_munition, is_pronoun, of_kind, prepositional
from analysis.english.entries import Harm
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.arguments import own_subject
from analysis.syntax.objects import stranded
from analysis.syntax.passives import is_past
from analysis.syntax.tree import Tree

CEDE = word_class("verbs_of_ceding")
DEALS = word_class("deals")
_UNREAL = word_class("unreal_auxiliaries") | {"to"}
EXCHANGING = word_class("verbs_of_exchange")
FINDING = word_class("verbs_of_finding")
LYING = word_class("verbs_of_lying")
_DEAD = frozenset(word for pattern in lexicon().harm for word in pattern.adjectives)


def fits(tree: Tree, node: int, sense: Sense) -> bool:
    """Whether a verb with the words of a sense beside it is meant so here."""
    words = sense.words
    if words.moving and not _moves(tree, node):
        return False
    if words.with_preposition and words.agent == "subject" and not sense.rest and not _behind(tree, node, words):
        return False
    if words.ousts and not any(is_home(tree, child) for child in _sources(tree, node, words)):
        return False
    if words.to_come and not any(tree.lower[c] in _UNREAL for c in tree.kids(node, "aux", "mark")):
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
            and not (words.patient == "object" and words.event_class != "detain" and is_pronoun(tree, by))
        ):
            return False
    return not words.takes or _takes(tree, sense, _taken(tree, node, sense, found), by)


def names_act(tree: Tree, node: int, words: Harm, light: int | None) -> bool:
    """Whether a noun is meant in a sense that wants a place or a person behind it ("the fall of the town"), or somebody armed who does it
    ("Fooish advances", "the army made advances")."""
    if words.found:
        return _is_found(tree, node)
    if words.with_preposition:
        behind = prepositional(tree, node, words.patient_prepositions)
        if not any(not words.takes or of_kind(tree, n, words.takes) for n in behind):
            return False
        if not words.armed:
            return True
    near = [*tree.kids(node, "nmod:poss", "compound", "amod"), *prepositional(tree, node, ["of", "by", "for"])]
    if words.armed:
        if light is not None and (by := roles.of_verb(tree, light).agent) is not None:
            near.append(by)
        return any(is_armed(tree, n) for n in near)
    return not words.takes or any(of_kind(tree, n, words.takes) for n in near)


def _is_found(tree: Tree, node: int) -> bool:
    """ "the bodies of 20 civilians", "bodies lay in the streets": whose it is, or several that are found; "dead bodies" and "bodies of
    those killed" say so already, and who swaps them reports no deaths."""
    if any(tree.lower[c] in _DEAD for c in tree.kids(node, "amod")):
        return False
    above = tree.head[node]
    if tree.lemma[above] in EXCHANGING and tree.base[node] in ("obj", "nsubj", "nmod", "conj"):
        return False
    whose = list(prepositional(tree, node, ["of"]))
    if any(of_kind(tree, n, "person") and not _is_said_dead(tree, n) for n in whose):
        return True
    found = tree.lemma[above] in FINDING and tree.dep[node] in ("obj", "nsubj:pass")
    lying = tree.lemma[above] in LYING and tree.base[node] in ("nsubj", "obl")
    described = any(tree.lemma[c] in FINDING | LYING for c in tree.kids(node, "acl"))
    return tree.lower[node] != tree.lemma[node] and (found or lying or described)


def _is_said_dead(tree: Tree, node: int) -> bool:
    return any(tree.dep[c] == "acl" or tree.lower[c] in _DEAD for c in tree.children[node])


def is_meant(tree: Tree, node: int, words: Harm) -> bool:
    """Whether an adjective is meant in a sense that is said of some only ("fallen soldiers", "the fallen")."""
    if not words.takes:
        return True
    if tree.base[node] == "amod":
        return KINDS[words.takes](tree, tree.head[node])
    return tree.pos[node] in ("NOUN", "ADJ", "VERB") and any(tree.lower[c] == "the" for c in tree.kids(node, "det"))


def taker(tree: Tree, node: int, words: Harm, phrase: Iterable[int]) -> int | None:
    """Who does what another loses: behind one of the verb's prepositions ("fell to X"), or whose a word of its phrase is ("fell into
    X's hands", "came under the control of X")."""
    lost = [node, *tree.kids(node, "obj")]  # the phrase may hang on what is lost, or on what that belongs to
    hung = [*(c for n in lost[1:] for c in tree.kids(n, "nmod")), *tree.kids(node, "obl")]
    for above in [*lost, *hung]:
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
    if of_kind(tree, taken, words.takes):
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
    if target is not None and words.takes != "land":
        return is_munition(tree, target)
    phrases = [
        c for n in (node, target) if n is not None for c in tree.kids(n, "obl", "nmod")
    ]  # "crossed the border into X"
    return any(
        tree.preposition(child) in words.patient_prepositions or tree.lemma[child] == "direction" for child in phrases
    )


def _moves(tree: Tree, node: int) -> bool:
    """Whether the subject is what is fired."""
    subject = own_subject(tree, node)
    return subject is not None and is_munition(tree, subject)
