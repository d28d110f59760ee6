"""Who did what came of an act: ", killing 20", told behind one or several others."""

from collections.abc import Sequence

from analysis.annotate.agency.acts import Act
from analysis.annotate.parties import Sides
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax.roles import Roles, of_verb
from analysis.syntax.tree import Tree

# Acts, weapons and happenings, which may kill by themselves.
NO_PERSONS = word_class("instruments") | word_class("causes") | {n for words in lexicon().harm for n in words.nouns}
RESULTS = words_with("result", True, "verb")
HITS = frozenset({"attack", "shell", "destroy"})
VIOLENT = frozenset({"kill", "wound", "attack", "shell", "seize", "detain", "destroy"})


def settle_results(tree: Tree, sides: Sides, acts: Sequence[Act], found: Sequence[Roles]) -> None:
    """What comes of an act has its doer: in "a halt to talks that began when X attacked Y, killing 20" those who attacked killed,
    whatever the parse has hung the participle on. So it is where nobody could have done it there, and where the act told right before
    is another's: "Y struck back after X attacked it, killing 20"."""
    nodes = {n for act in acts for n in (act.node, act.host)}
    by_node = {act.node: roles_ for act, roles_ in zip(acts, found, strict=True)}
    for number, (act, roles_) in enumerate(zip(acts, found, strict=True)):
        node = act.node
        result = _is_result(tree, act, roles_)
        if result and (nearest := _right_before(tree, acts, found, number)) is not None:
            roles_.agent = _nearer(sides, nearest, roles_.agent)
        if roles_.understood and roles_.agent is not None and sides.resolve(roles_.agent).known:
            continue
        first = by_node.get(tree.head[node]) if tree.dep[node] == "conj" else None
        if first is not None and first.understood and roles_.understood and not roles_.passive:
            roles_.agent = first.agent  # "killing 20 and taking others hostage"
            continue
        if not result or tree.head[node] in nodes:
            continue
        before = _done_before(tree, found, number, node)
        if before is not None:
            roles_.agent = before
        elif roles_.agent is not None and tree.lemma[roles_.agent].lower() not in NO_PERSONS:
            roles_.agent = _of_clause_before(tree, sides, node, roles_.agent)


def share_sufferers(tree: Tree, acts: Sequence[Act], found: Sequence[Roles]) -> None:
    """What an act hits that does another: in "the port was hit by X's shelling" the shelling is of the port."""
    by_node = {act.node: roles_ for act, roles_ in zip(acts, found, strict=True) if act.kind == "noun"}
    for act, roles_ in zip(reversed(acts), reversed(found), strict=True):
        by = roles_.agent if roles_.passive and act.words.event_class in HITS else None
        if by is None or roles_.patient is None:
            continue
        for node in tree.conjuncts(by):
            means = by_node.get(node)
            if means is not None and means.patient is None and means.agent not in (None, roles_.patient):
                means.patient = roles_.patient


def _done_before(tree: Tree, found: Sequence[Roles], number: int, node: int) -> int | None:
    """The doer of the last act of the sentence before this one."""
    for before in range(number - 1, -1, -1):
        if tree.root(found[before].predicate) != tree.root(node):
            return None
        if found[before].agent is not None:
            return found[before].agent
    return None


def _is_result(tree: Tree, act: Act, found: Roles) -> bool:
    """ ", killing 20"."""
    gerund = act.kind == "verb" and tree.lemma[act.node] in RESULTS and tree.form(act.node) == "Ger"
    return gerund and found.understood and tree.lower[act.node - 1] == ","


def _right_before(tree: Tree, acts: Sequence[Act], found: Sequence[Roles], number: int) -> int | None:
    """The doer of the violent act that the clause tells before which a participle stands."""
    node = acts[number].node
    for before in range(number - 1, -1, -1):
        act = acts[before]
        between = range(act.node + 1, node)
        if tree.root(act.node) != tree.root(node) or any(_begins_clause(tree, n) for n in between):
            return None
        if act.words.event_class in VIOLENT:
            return found[before].agent
    return None


def _of_clause_before(tree: Tree, sides: Sides, node: int, agent: int) -> int:
    """Who does what the clause right before tells, if it is a party of the conflict: "since X entered the town, killing 20"."""
    for verb in range(node - 2, tree.first(node), -1):
        if tree.pos[verb] == "VERB" and (tree.form(verb) == "Fin" or tree.base[verb] == "acl"):
            by = of_verb(tree, verb).agent
            return by if by is not None and sides.resolve(by).known else agent
    return agent


def _begins_clause(tree: Tree, node: int) -> bool:
    return tree.pos[node] == "VERB" and tree.form(node) == "Fin" or tree.base[node] in ("nsubj", "mark")


def _nearer(sides: Sides, before: int, agent: int | None) -> int | None:
    """Of two doers the nearer one, where both are parties of the conflict and not the same."""
    if agent is None:
        return agent
    first, second = sides.resolve(before), sides.resolve(agent)
    return before if first.known and second.known and first.side != second.side else agent
