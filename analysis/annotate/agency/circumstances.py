"""The acts around an act, and what they say of its sufferer: "killed in an air strike on X", "killed when X raided Y", "attacked X, killing
20", "an attack that saw 20 people killed", "struck in response to an attack in which 20 were killed"."""

from collections.abc import Iterator

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.inference import Inference
from analysis.annotate.agency.kinds import prepositional
from analysis.annotate.agency.told_around import same_act
from analysis.annotate.party import UNRESOLVED, Party
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.schema import Event
from analysis.syntax.passives import is_passive
from analysis.syntax.relatives import is_personal
from analysis.syntax.roles import Roles, of_verb
from analysis.syntax.tree import Tree

VICTIM = frozenset({"kill", "wound"})
CAUSES = word_class("causes")
CIRCUMSTANCE = word_class("circumstantial_prepositions")
RESULTS = word_class("words_for_results")
AFTERMATH = frozenset({"after", "following", "as", "since"})
SIMULTANEOUS = word_class("simultaneous_conjunctions")
WITNESS = words_with("light", "undergo", "verb")
# What somebody does or has others in: "in Fooish custody", "in Fooland's campaign".
HOLDS = word_class("courses_of_action") | word_class("holds")
KEEPERS = word_class("keepers_of_order")
ANSWERS = word_class("answers")
ANSWERING = ANSWERS | {"retaliate", "avenge"}
RELATIVE_WORDS = word_class("clause_relatives")
# Relations by which a clause is part of what stands above it.
_PART_OF = frozenset({"acl", "advcl", "conj", "xcomp"})


def opponent(given: Inference, side: str | None) -> Party:
    if side == "both":
        return Party("both", None, "opponent")
    other = given.document.codebook.opponent(side)
    return Party(other, None, "opponent") if other else UNRESOLVED


def around(given: Inference, act: Act, roles: Roles, event: Event) -> Party:
    """What another act that this one is part of says of its patient, else the opponent of that act's doer."""
    answered = _retaliated(given, act)
    if answered.known:
        return answered
    near = (
        [roles.agent]
        if event.construction == "cause" and roles.agent is not None
        else _circumstances(given, act, roles)
    )
    for node in near:
        other = given.by_node.get(node)
        if other is event:
            continue
        found = _owned(given, node) if other is None else _of_other(given, node, other)
        if found.known:
            return found
    return UNRESOLVED


def _of_other(given: Inference, node: int, other: Event) -> Party:
    side_ids = given.document.codebook.side_ids
    if other.agent_side in side_ids:
        return opponent(given, other.agent_side)
    if other.event_class == "clash" and (foe := next(prepositional(given.tree, node, ["with"]), None)) is not None:
        # "killed in the fighting with X", but not "with X's police"
        own = given.tree.lemma[foe].lower() in KEEPERS
        return UNRESOLVED if own else opponent(given, given.sides.resolve(foe).side)
    if other.patient_side in side_ids:
        return Party(other.patient_side, None, "opponent" if other.patient_basis == "opponent" else "place")
    place = given.sides.place(given.tree.kids(node, "nmod", "obl"))
    place = place if place.known else _answered(given, node)
    place = place if place.known else _part_of(given, node)
    return place if place.known else same_act(given, node)


def _retaliated(given: Inference, act: Act) -> Party:
    """ "Fooland vows retaliation for a strike on civilians": the strike was upon those who answer it."""
    tree, node = given.tree, act.node
    answer = given.by_node.get(tree.head[node]) if tree.preposition(node) == "for" else None
    if answer is None or not ANSWERING & {tree.lemma[tree.head[node]], *answer.predicate.split()}:
        return UNRESOLVED
    own = answer.agent_side in given.document.codebook.side_ids and answer.agent_basis is not None
    return Party(answer.agent_side, answer.agent_actor, "context") if answer.agent_side and own else UNRESOLVED


def _part_of(given: Inference, node: int) -> Party:
    """ "taken by Foos during an attack that killed 20": the attack is that of the Foos."""
    during = given.tree.preposition(node) in ("during", "in")
    whole = given.by_node.get(given.tree.head[node]) if during and given.tree.base[node] == "obl" else None
    return opponent(given, whole.agent_side) if whole is not None else UNRESOLVED


def _answered(given: Inference, node: int) -> Party:
    """ "Fooland struck in response to an attack in which 20 were killed": the attack was upon those who answer it."""
    tree = given.tree
    answer = tree.head[node]
    if tree.lemma[answer] not in ANSWERS or tree.preposition(node) not in ("to", "for"):
        return UNRESOLVED
    verb = next((n for n in tree.above(answer) if tree.pos[n] == "VERB"), None)
    by = of_verb(tree, verb).agent if verb is not None else None
    side = given.sides.resolve(by).side if by is not None else None
    return Party(side, None, "opponent") if side in given.document.codebook.side_ids else UNRESOLVED


def _owned(given: Inference, node: int) -> Party:
    """ "died in Fooish custody", "killed in Fooland's campaign": whose it is acts."""
    tree = given.tree
    if tree.lemma[node] in CAUSES:
        return _fought_with(given, node)
    if tree.preposition(node) not in CIRCUMSTANCE or tree.lemma[node] not in HOLDS:
        return UNRESOLVED
    owner = next((c for c in tree.kids(node, "nmod:poss", "amod", "compound") if given.sides.party(c)), None)
    return opponent(given, given.sides.resolve(owner).side) if owner is not None else UNRESOLVED


def _fought_with(given: Inference, war: int) -> Party:
    """ "killed in a war with Fooland": whoever fought Fooland."""
    tree = given.tree
    if tree.kid(war, "nmod:poss") is not None or any(given.sides.party(c) for c in tree.kids(war, "amod", "compound")):
        return UNRESOLVED
    beside = (*tree.kids(war, "nmod"), *(c for c in tree.kids(tree.head[war], "obl") if c > war))
    foe = next((c for c in beside if tree.preposition(c) in ("with", "against")), None)
    return opponent(given, given.sides.resolve(foe).side) if foe is not None else UNRESOLVED


def _circumstances(given: Inference, act: Act, roles: Roles) -> Iterator[int]:
    """Nodes that may stand for an act around this one, the nearest in grammar first."""
    tree, node = given.tree, act.node
    if roles.agent is not None:
        yield roles.agent
    for phrase in (*_phrases(tree, node), *(_phrases(tree, act.host) if act.host is not None else ())):
        if tree.lemma[phrase] in RESULTS:  # "killed as a result of the strike"
            yield from tree.kids(phrase, "nmod")
        if (
            tree.preposition(phrase) in CIRCUMSTANCE
            or _fatal(given, act, roles)
            and tree.preposition(phrase) in AFTERMATH
        ):
            yield phrase
            yield from tree.kids(phrase, "nmod", "compound")
    fatal = {"after", "since"} if _fatal(given, act, roles) else set()
    whole = [tree.head[node]] if tree.dep[node] == "xcomp" else []  # "were found dead after X struck"
    for clause in (c for n in (node, *whole, *tree.kids(node, "conj")) for c in tree.kids(n, "advcl")):
        if any(tree.lower[m] in SIMULTANEOUS | fatal for m in tree.kids(clause, "mark", "advmod")):
            yield clause
            yield from tree.kids(clause, "obj", "conj")
    if _relative(tree, node) and (before := [n for n in given.nouns if tree.first(node) <= n < node]):
        yield before[-1]
        return
    if tree.dep[node] == "acl:relcl" and roles.agent == tree.head[node] and is_personal(tree, tree.head[node]):
        return  # "arrested a man who had killed two": no part of the arrest
    for above in tree.above(node):
        yield above
        yield from (c for c in tree.kids(above, "obj", "nsubj") if c != node)
        if tree.base[node] not in _PART_OF and not _seen(tree, node):
            return
        node = above


def _phrases(tree: Tree, node: int) -> list[int]:
    """Those of a verb, and of the last of passives that share them: "two were killed and five hurt in the raid"."""
    own = tree.kids(node, "obl", "nmod")
    if tree.dep[node] == "xcomp":  # "was found dead after the raid"
        own = [*own, *tree.kids(tree.head[node], "obl")]
    passive = is_passive(tree, node)
    return own + [
        c for other in tree.kids(node, "conj") if passive and is_passive(tree, other) for c in tree.kids(other, "obl")
    ]


def _fatal(given: Inference, act: Act, roles: Roles) -> bool:
    """Whether somebody is hurt or dead and nobody is said to have done it."""
    return act.words.event_class in VICTIM and roles.agent is None


def _seen(tree: Tree, node: int) -> bool:
    """ "an attack that saw 20 people killed", "a blast that left nine flats destroyed": what is seen or left is part of the act."""
    return tree.base[node] in ("obj", "ccomp") and tree.lemma[tree.head[node]] in WITNESS | {"leave"}


def _relative(tree: Tree, node: int) -> bool:
    """ "the attack in which 20 were killed": the act meant is the last that was named, wherever the clause hangs."""
    clauses = (node, tree.head[node]) if tree.base[node] == "ccomp" else (node,)  # "in which, X says, 20 were killed"
    own = (c for clause in clauses for c in tree.children[clause] if c < node and tree.dep[c] != "mark")
    before = (tree.lower[n] for child in own for n in tree.subtree(child))
    return not RELATIVE_WORDS.isdisjoint(before)
