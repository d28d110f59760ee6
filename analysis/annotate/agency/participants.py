"""Who does a harmful act and who suffers it: grammatical roles turned into those that the act's own word gives them.

"X died" has a subject who suffers, "X lost 20 soldiers" one whose people do, "X came under fire" a light verb in between.
"""

from collections.abc import Sequence

from analysis.annotate.agency import noun_roles, verb_roles
from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.selection import prepositional
from analysis.annotate.agency.whose import each_other
from analysis.annotate.parties import Sides
from analysis.english.lexicon import lexicon, words_with
from analysis.syntax import roles
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.roles import Roles
from analysis.syntax.tree import NOMINAL, Tree

CONDEMN = frozenset(
    v.word for v in lexicon().verbs.values() if v.cue and v.cue.cue_class == "accusation" and v.cue.stance == "factive"
)
RESULTS = words_with("result", True, "verb")


def participants(tree: Tree, sides: Sides, act: Act) -> Roles:
    """The doer and the sufferer of an act; only noun phrases do and suffer, a question word is nobody."""
    if act.kind == "verb":
        found = verb_roles.of_verb(tree, act)
    elif act.kind == "noun":
        found = noun_roles.of_noun(tree, sides, act)
    else:
        found = _of_state(tree, act) if act.kind == "state" else _of_lives(tree, act)
    for role in ("agent", "patient"):
        node = getattr(found, role)
        if node is not None and (tree.pos[node] not in NOMINAL or tree.lower[node] in RELATIVE):
            setattr(found, role, None)
    if found.patient is not None and tree.preposition(found.patient) == "in" and _contested(tree, sides, found.patient):
        found.patient = None  # an attack in a disputed region is upon nobody that is named
    if found.agent is not None and _of_condemner(tree, act, found.agent):
        found.agent = None  # "X condemned continued targeting of civilians"
    if act.words.event_class == "clash" and found.patient is None and found.agent is not None:
        both = sides.resolve(found.agent).side == "both"
        found.patient = found.agent if both else None  # those who clash are each other's patients
    if found.patient is None and found.agent is not None and act.words.patient in ("object", "oblique"):
        found.patient = found.agent if each_other(tree, found.agent) else None  # "accused each other of attacks"
    return found


def _of_condemner(tree: Tree, act: Act, agent: int) -> bool:
    node = act.node if act.host is None else act.host
    while tree.dep[node] in ("xcomp", "obj") and tree.head[node] != node:
        node = tree.head[node]
        if tree.lemma[node] in CONDEMN:
            return roles.of_verb(tree, node).agent == agent
    return False


def _contested(tree: Tree, sides: Sides, node: int) -> bool:
    named = [m.kind for n in tree.subtree(node) if (m := sides.at.get(n)) is not None]
    return "contested" in named and "place" not in named


def settle_results(tree: Tree, sides: Sides, acts: Sequence[Act], found: Sequence[Roles]) -> None:
    """What comes of an act has its doer: in "a halt to talks that began when X attacked Y, killing 20" those who attacked killed,
    whatever the parse has hung the participle on, if nobody could have done it there."""
    nodes = {n for act in acts for n in (act.node, act.host)}
    by_node = {act.node: roles_ for act, roles_ in zip(acts, found, strict=True)}
    for number, (act, roles_) in enumerate(zip(acts, found, strict=True)):
        node = act.node
        if roles_.understood and roles_.agent is not None and sides.resolve(roles_.agent).known:
            continue
        first = by_node.get(tree.head[node]) if tree.dep[node] == "conj" else None
        if first is not None and first.understood and roles_.understood and not roles_.passive:
            roles_.agent = first.agent  # "killing 20 and taking others hostage"
            continue
        result = act.kind == "verb" and tree.lemma[node] in RESULTS and tree.form(node) == "Ger"
        if not result or not roles_.understood or tree.lower[node - 1] != "," or tree.head[node] in nodes:
            continue
        before = [r for r in found[:number] if r.agent is not None and tree.root(r.predicate) == tree.root(node)]
        if before:
            roles_.agent = before[-1].agent


# Deaths without a verb of killing


def _of_state(tree: Tree, act: Act) -> Roles:
    """ "the dead", "20 dead", "dead soldiers", "20 were found dead", "left 20 dead", "dozens unaccounted for"."""
    node = act.node
    found = Roles(node)
    dep, head = tree.dep[node], tree.head[node]
    own = tree.kid(node, "nsubj", "nsubj:pass")
    if own is None and dep in ("amod", "compound", "acl") and tree.pos[head] in NOMINAL:
        found.patient = head
    elif dep == "xcomp":
        around = roles.of_verb(tree, head)
        found.patient = around.patient if around.patient not in (None, node) else around.agent
        if tree.lemma[head] == "leave" and found.patient != around.agent:
            found.agent = around.agent
    else:
        found.patient = node if own is None else own
    return found


def _of_lives(tree: Tree, act: Act) -> Roles:
    """ "claimed 30,000 lives", "lost 20 soldiers"."""
    found, lost = roles.of_verb(tree, act.node), act.nodes[1]
    owner = next(prepositional(tree, lost, ["of"]), None)
    if tree.lemma[act.node] == "lose":
        found.owner, found.agent = found.agent, None
        found.patient = found.owner if tree.lemma[lost] == "life" and found.owner is not None else lost
    else:
        found.patient = owner if owner is not None else lost
    return found
