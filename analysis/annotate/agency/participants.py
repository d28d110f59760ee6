"""Who does a harmful act and who suffers it: grammatical roles turned into those that the act's own word gives them.

"X died" has a subject who suffers, "X lost 20 soldiers" one whose people do, "X came under fire" a light verb in between.
"""

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.selection import prepositional, taker
from analysis.annotate.parties import Sides
from analysis.english.lexicon import BlameFrame, words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax import roles
from analysis.syntax.passives import by_phrase
from analysis.syntax.relatives import RELATIVE
from analysis.syntax.roles import Roles
from analysis.syntax.tree import NOMINAL, Tree

ACCUSE = words_with("blames", BlameFrame("somebody"), "verb")
# The victim as subject of a verb that is only used so with its object: "Dozens killed as ...".
PARTICIPLE_CLASSES = frozenset({"kill", "wound", "destroy", "displace", "detain"})
VICTIM_NOUNS = word_class("victims")


def participants(tree: Tree, sides: Sides, act: Act) -> Roles:
    """The doer and the sufferer of an act; only noun phrases do and suffer, a question word is nobody."""
    if act.kind == "verb":
        found = _of_verb(tree, act)
    elif act.kind == "noun":
        found = _of_noun(tree, sides, act)
    else:
        found = _of_dead(tree, act) if act.kind == "dead" else _of_lives(tree, act)
    for role in ("agent", "patient"):
        node = getattr(found, role)
        if node is not None and (tree.pos[node] not in NOMINAL or tree.lower[node] in RELATIVE):
            setattr(found, role, None)
    if act.words.event_class == "clash" and found.patient is None and found.agent is not None:
        both = sides.resolve(found.agent).side == "both"
        found.patient = found.agent if both else None  # those who clash are each other's patients
    return found


# Verbs


def _of_verb(tree: Tree, act: Act) -> Roles:
    found = roles.of_verb(tree, act.node)
    decide(VERBS, tree, act, found)
    return found


def _subject_suffers(tree: Tree, act: Act, found: Roles) -> None:
    found.agent, found.patient = None, found.patient if found.passive else found.agent


def _labile(tree: Tree, act: Act, found: Roles) -> bool:
    return act.words.labile and not found.passive and tree.kid(act.node, "obj") is None


def _bare_participle(tree: Tree, act: Act, found: Roles) -> bool:
    """ "Dozens killed as ...": a past tense without an object of a verb that needs one."""
    node = act.node
    if act.words.patient != "object" or act.words.event_class not in PARTICIPLE_CLASSES:
        return False
    if found.passive or found.patient is not None or found.agent is None or tree.kid(node, "aux") is not None:
        return False
    if tree.form(node) in ("Ger", "Inf") or tree.lower[node].endswith(("ing", "s")):
        return False
    return not found.understood or tree.dep[node] == "conj"


def _as_passive(tree: Tree, act: Act, found: Roles) -> None:
    found.agent, found.patient, found.passive = by_phrase(tree, act.node), found.agent, True


def _aimed_at(tree: Tree, act: Act, found: Roles) -> None:
    """The sufferer behind one of the act's prepositions, of the verb or of the object that is part of the act."""
    behind, own_object = act.words.patient_prepositions, tree.kid(act.node, "obj")
    target = next(prepositional(tree, act.node, behind), None)
    target = _direction(tree, act.node) if target is None else target
    if target is None and own_object is not None and own_object in act.nodes:
        target = next(prepositional(tree, own_object, behind), None)
    if target is not None or own_object in act.nodes or not found.passive:
        found.patient = target


def _direction(tree: Tree, node: int) -> int | None:
    """ "in the direction of X"."""
    direction = next((c for c in tree.kids(node, "obl") if tree.lemma[c] == "direction"), None)
    return next(prepositional(tree, direction, ["of"]), None) if direction is not None else None


def _object_in_act(tree: Tree, act: Act, found: Roles) -> bool:
    own_object = tree.kid(act.node, "obj")
    return act.words.patient == "object" and own_object is not None and own_object in act.nodes and not found.passive


def _behind_object(tree: Tree, act: Act, found: Roles) -> None:
    """ "took control of X"."""
    behind = (
        phrase for own in tree.kids(act.node, "obj")[:1] for phrase in prepositional(tree, own, ["of", "over", "on"])
    )
    of_object = next(behind, None)
    of_verb = next(prepositional(tree, act.node, ["of", "over", "from", "to"]), None)
    found.patient = of_object if of_object is not None else of_verb


def _nobody_suffers(tree: Tree, act: Act, found: Roles) -> None:
    found.patient = None


def _behind_particle(tree: Tree, act: Act) -> int | None:
    """The object that the verb's particle passes for a part of: "wiped out X", "shot dead three"."""
    particles = {n for n in act.nodes if n == act.node + 1 and tree.head[n] != act.node}
    behind = [c for c in tree.kids(act.node, "obl", "obj", "xcomp", "nmod") if c > act.node] if particles else []
    return next((c for c in behind if not particles.isdisjoint(tree.subtree(c))), None)


def _particle_taken(tree: Tree, act: Act, found: Roles) -> bool:
    return act.words.patient == "object" and found.patient is None and _behind_particle(tree, act) is not None


def _object_of_particle(tree: Tree, act: Act, found: Roles) -> None:
    found.patient = _behind_particle(tree, act)


def _taken_from(tree: Tree, act: Act, found: Roles) -> None:
    """ "X lost Y to Z", "X lost control of Y", "Y was lost to Z", "Y fell to Z": who does it stands behind a preposition."""
    subject = found.agent if not found.passive else found.patient
    if act.words.patient == "object" and not found.passive:
        found.owner = subject
        if _object_in_act(tree, act, found):
            _behind_object(tree, act, found)
    else:
        found.patient = subject
    found.patient = subject if found.patient is None else found.patient
    found.agent = taker(tree, act.node, act.words, act.nodes)


VERBS: tuple[Rule[None], ...] = (
    Rule("fell to", lambda tree, act, found: act.words.agent == "oblique", _taken_from),
    Rule("died", lambda tree, act, found: act.words.patient == "subject", _subject_suffers),
    Rule("exploded", _labile, _subject_suffers),
    Rule("wiped out X", _particle_taken, _object_of_particle),
    Rule("dozens killed", _bare_participle, _as_passive),
    Rule("fired at", lambda tree, act, found: act.words.patient == "oblique", _aimed_at),
    Rule("took control of", _object_in_act, _behind_object),
    Rule("violated a truce", lambda tree, act, found: act.words.patient == "none", _nobody_suffers),
)


# Nouns


def _of_noun(tree: Tree, sides: Sides, act: Act) -> Roles:
    suffers = act.words.patient
    owned = suffers == "subject"
    targets = act.words.patient_prepositions if suffers != "object" else ()
    # "the Fooland war" says where or with whom, not who began it.
    names = sides.party if act.words.event_class != "clash" else lambda modifier: False
    found = roles.of_noun(tree, act.node, names, owned, targets)
    if found.patient is None and not owned:
        found.patient = next(prepositional(tree, act.node, ["against", "on", "upon"]), None)
    if tree.lemma[act.node] in VICTIM_NOUNS:
        found.patient = act.node
    if suffers == "object" and found.patient is None:
        compounds = tree.kids(act.node, "compound")
        found.patient = next((c for c in compounds if (m := sides.at.get(c)) and m.kind == "place"), None)
    if found.agent is None:
        found.agent = _accused_of(tree, act.node)
    if act.host is not None:
        _with_light_verb(tree, act, act.host, found)
    if suffers == "none":
        found.patient = None
    return found


def _accused_of(tree: Tree, node: int) -> int | None:
    """ "accused X of aggression": X is said to be its doer."""
    above = tree.head[node]
    if tree.preposition(node) not in ("of", "for"):
        return None
    verb = tree.head[above] if tree.dep[node] == "nmod" and tree.dep[above] in ("obj", "nsubj:pass") else above
    if tree.lemma[verb] not in ACCUSE:
        return None
    found = roles.of_verb(tree, verb).patient
    return found if found not in (None, node) and tree.pos[found] in NOMINAL else None


def _with_light_verb(tree: Tree, act: Act, host: int, found: Roles) -> None:
    """The light verb's subject is the doer ("carried out an attack") or the sufferer ("came under fire")."""
    around = roles.of_verb(tree, host) if host != act.node else Roles(host, agent=tree.kid(host, "nsubj"))
    found.passive = around.passive
    if act.host_kind in ("carry", "cause"):
        found.agent = around.agent if around.agent is not None else found.agent
        behind = [*act.words.patient_prepositions, "on", "against", "to", "among"]
        target = next(prepositional(tree, host, behind), None)
        found.patient = found.patient if found.patient is not None else target
    elif act.host_kind == "undergo":
        found.patient = around.agent if around.agent is not None else around.patient
        if found.patient == act.node:
            found.patient = None
        if found.agent is None:
            found.agent = next(prepositional(tree, host, ["from", "by"]), None)
    elif act.words.event_class == "clash" and found.agent is None:  # "fighting broke out between X and Y"
        found.agent = found.patient = next(prepositional(tree, host, ["between"]), None)


# Deaths without a verb of killing


def _of_dead(tree: Tree, act: Act) -> Roles:
    """ "the dead", "20 dead", "dead soldiers", "20 were found dead", "left 20 dead"."""
    node = act.node
    found = Roles(node)
    dep, head = tree.dep[node], tree.head[node]
    if dep in ("amod", "compound") and tree.pos[head] in NOMINAL:
        found.patient = head
    elif dep == "xcomp":
        around = roles.of_verb(tree, head)
        found.patient = around.patient if around.patient not in (None, node) else around.agent
        if tree.lemma[head] == "leave" and found.patient != around.agent:
            found.agent = around.agent
    else:
        found.patient = tree.kid(node, "nsubj", "nsubj:pass")
        found.patient = node if found.patient is None else found.patient
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
