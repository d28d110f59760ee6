"""Who does a harmful act and who suffers it: grammatical roles turned into those that the act's own word gives them.

"X died" has a subject who suffers, "X lost 20 soldiers" one whose people do, "X came under fire" a light verb in between.
"""

from analysis.annotate.agency import noun_roles, verb_roles
from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.kinds import prepositional
from analysis.annotate.agency.whose import each_other
from analysis.annotate.parties import Sides
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.roles import Roles
from analysis.syntax.tree import NOMINAL, Tree

CONDEMN = frozenset(
    v.word for v in lexicon().verbs.values() if v.cue and v.cue.cue_class == "accusation" and v.cue.stance == "factive"
)
VICTIMS = word_class("victims")
SCENES = word_class("scenes_of_fighting")
HAPPENINGS = word_class("causes") | {n for words in lexicon().harm for n in words.nouns}
GROUND = frozenset({"seize", "occupy"})


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
    if found.patient is not None and _is_scene(tree, act, found.patient):
        found.patient = None
    if found.patient is not None and found.agent is not None and _on_own_ground(tree, sides, found):
        found.patient = None
    if found.agent is not None and act.words.event_class == "clash" and _fought_over(tree, sides, found.agent):
        found.agent = None
    if found.agent is not None and _of_condemner(tree, act, found.agent):
        found.agent = None  # "X condemned continued targeting of civilians"
    if act.words.event_class == "clash" and found.patient is None and found.agent is not None:
        both = sides.resolve(found.agent).side == "both" and tree.lemma[found.agent].lower() not in HAPPENINGS
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


def _on_own_ground(tree: Tree, sides: Sides, found: Roles) -> bool:
    """ "X made counterattacks in its own town": where they are made."""
    if found.patient is None or found.agent is None or tree.preposition(found.patient) not in ("in", "across", "at"):
        return False
    ground, by = sides.place([found.patient]), sides.resolve(found.agent)
    return ground.known and ground.side == by.side


def _fought_over(tree: Tree, sides: Sides, node: int) -> bool:
    """ "fighting over the region has intensified"."""
    return _contested(tree, sides, node) and not sides.resolve(node).known


def _is_scene(tree: Tree, act: Act, node: int) -> bool:
    """ "stepped up its attacks across the front", "fired in the fighting": where somebody fights is not whom he hits."""
    lemma = tree.lemma[node].lower()
    scene = lemma in SCENES and act.words.event_class not in GROUND
    victims = lemma in VICTIMS or tree.preposition(node) in ("", "of")
    return not victims and (scene or lemma in HAPPENINGS)


def _contested(tree: Tree, sides: Sides, node: int) -> bool:
    named = [m.kind for n in tree.subtree(node) if (m := sides.at.get(n)) is not None]
    return "contested" in named and "place" not in named


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
