"""Doer and sufferer of an act that a noun names, with or without a light verb around it."""

from collections.abc import Callable

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.doers_elsewhere import elsewhere
from analysis.annotate.agency.kinds import PERSONS, prepositional
from analysis.annotate.agency.light_verbs import SHAKE, WHOLES
from analysis.annotate.agency.scenes import scene
from analysis.annotate.agency.verb_roles import NO_PERSONS, UPON_PERSONS
from analysis.annotate.parties import Sides
from analysis.english.gazetteer import capitals
from analysis.english.word_classes import word_class
from analysis.syntax import roles
from analysis.syntax.relatives import is_person
from analysis.syntax.roles import Roles
from analysis.syntax.tree import Tree

GROUNDS = word_class("grounds") - word_class("nouns_for_parties")
# Acts that a place before their noun suffers ("the Greendale strikes").
UPON_PLACES = frozenset({"attack", "shell", "destroy", "seize", "occupy", "blockade", "displace", "kill", "wound"})
TOWARDS = sorted(word_class("prepositions_of_target"))
BESIDE = word_class("prepositions_of_nearness")
TELLING = word_class("verbs_of_notice")
FELT_THERE = frozenset({"attack", "shell", "kill", "wound", "destroy"})
NOUNS = frozenset({"NOUN", "PROPN"})
VICTIM_NOUNS = word_class("victims")
OF_VICTIMS = word_class("crimes_called_after_victims")
COURSES = word_class("courses_of_action")
FIGHTING = word_class("enemies") | {"rebel", "separatist", "secessionist"}
PROTECTING = word_class("verbs_of_protecting")


def of_noun(tree: Tree, sides: Sides, act: Act) -> Roles:
    suffers = act.words.patient
    owned = suffers == "subject"
    targets = act.words.patient_prepositions if suffers != "object" else ()
    # "the Fooland war" says where or with whom, not who began it.
    tells = (lambda word: says_whose(tree, sides, word)) if act.words.event_class != "clash" else lambda modifier: False
    found = roles.of_noun(tree, act.node, tells, owned, targets)
    whole = tree.head[act.node]
    if tree.dep[act.node] == "compound" and tree.lemma[whole] in WHOLES:  # "X's bombing campaign"
        around = roles.of_noun(tree, whole, tells, owned, targets or ("of", "on", "against"))
        found.agent = around.agent if found.agent is None else found.agent
        found.patient = around.patient if found.patient is None else found.patient
    for inner in act.nodes:  # "an act of aggression by X against Y"
        if inner != act.node and tree.head[inner] == act.node and tree.base[inner] == "nmod":
            within = roles.of_noun(tree, inner, tells, owned, targets)
            found.agent = within.agent if found.agent in (None, inner) else found.agent
            found.patient = within.patient if found.patient in (None, inner) else found.patient
    if suffers == "object" and found.patient is None and _owner_suffers(tree, sides, act):
        found.agent, found.patient = None, tree.kid(act.node, "nmod:poss")
    if tree.lemma[act.node] in OF_VICTIMS and (named := _named_after(tree, act.node, sides)) is not None:
        found.agent, found.patient = found.agent if found.agent != named else None, named
    if found.patient is None and not owned and act.words.event_class != "clash":  # a clash is "on the border"
        found.patient = next(prepositional(tree, act.node, TOWARDS), None)
    if found.patient is None and not owned:
        found.patient = _behind_doer(tree, act)
    if tree.lemma[act.node] in VICTIM_NOUNS:
        found.patient = act.node
    dead = owned and act.words.event_class in ("kill", "wound")  # "the Greendale death toll"
    if (suffers in ("object", "oblique") or dead) and found.patient is None and act.words.event_class in UPON_PLACES:
        compounds = tree.kids(act.node, "compound")
        found.patient = next((c for c in compounds if _is_place(tree, sides, c)), None)
    if act.host is not None:
        _with_light_verb(tree, act, act.host, found)
    if found.agent is None and not owned and act.host_kind in (None, "carry", "happen"):
        found.agent = _around(tree, sides, act, tells)
    if found.agent is None and not owned:
        found.agent = elsewhere(tree, sides, act)
    if owned and found.patient is None and act.words.event_class == "kill" and act.host is None:
        whole = tree.head[act.node] if tree.dep[act.node] == "compound" else act.node
        found.patient = whole if sides.resolve(whole).known else None  # "the death toll in X"
    if owned and found.patient is None:  # "civilian deaths"
        found.patient = next((c for c in tree.kids(act.node, "amod", "compound") if tree.lemma[c] in PERSONS), None)
    if found.patient is None and (act.words.event_class in FELT_THERE or act.words.labile):
        found.patient = _where(tree, sides, act, found.agent)
    if found.patient is None and suffers in ("object", "oblique"):
        found.patient = _protected(tree, act.node)
    if suffers == "none":
        found.patient = None
    if found.agent in act.nodes:  # "an exchange of fire"
        found.agent = None
    return found


def _is_place(tree: Tree, sides: Sides, node: int) -> bool:
    mention = sides.at.get(node)
    return mention is not None and (mention.kind == "place" or _is_capital(tree, node))


def _is_capital(tree: Tree, node: int) -> bool:
    """ "Fooville air strikes" are on it; those of its government are "Fooville's"."""
    return tree.dep[node] == "compound" and tree.lower[node] in capitals()


def says_whose(tree: Tree, sides: Sides, node: int) -> bool:
    """Whether a word before a noun for an act says whose it is: "Fooish shelling", "enemy fire". In "enemy fire killed two" it is told of
    the killing."""
    if _is_capital(tree, node):
        return False
    foe = tree.lemma[node].lower() in FIGHTING and node not in sides.at
    return sides.party(node) or foe and tree.base[tree.head[node]] != "nsubj"


def _where(tree: Tree, sides: Sides, act: Act, agent: int | None) -> int | None:
    """ "bombings in Greendale", "blasts were heard in Greendale": fire on a place is upon those who live there, unless it is theirs."""
    nodes = [act.node] if act.host is None else [act.node, act.host]
    above = tree.head[act.node]
    if act.host is None and tree.base[act.node] in ("nsubj", "obj") and tree.lemma[above] in TELLING:
        nodes.append(above)
    near = [c for n in nodes for c in tree.kids(n, "nmod", "obl")] + scene(tree, act.node)
    upon = [c for c in near if tree.preposition(c) in ("on", "against") and not tree.is_time(c)]
    if upon and len(nodes) > 1:  # "attacks were reported in the town on X's troops"
        return upon[0]
    near = [c for c in near if tree.preposition(c) not in BESIDE]
    found = [c for c in near if sides.place([c]).known]
    by = sides.resolve(agent).side if agent is not None else None
    return next((c for c in found if sides.place([c]).side != by), None)


def _protected(tree: Tree, node: int) -> int | None:
    """ "protect X from attacks", "freed X from occupation": the act is upon X."""
    verb = tree.head[node]
    while tree.base[verb] in ("obj", "nmod", "conj") and tree.pos[verb] in (*NOUNS, "NUM"):  # the phrase may hang on X
        verb = tree.head[verb]
    if tree.preposition(node) not in ("from", "against") or tree.lemma[verb] not in PROTECTING:
        return None
    return roles.of_verb(tree, verb).patient


def _behind_doer(tree: Tree, act: Act) -> int | None:
    """ "an attack by X on Y", "a barrage Thursday on Y", where the phrase hangs on what stands between."""
    between = [
        c for c in tree.kids(act.node, "nmod", "obl") if tree.preposition(c) in ("by", "from") or tree.is_time(c)
    ]
    targets = [p for p in act.words.patient_prepositions or TOWARDS if p in TOWARDS]
    found = next((p for c in between for p in prepositional(tree, c, targets)), None)
    verb = next((n for n in tree.above(act.node) if tree.pos[n] == "VERB"), None)
    if found is None and verb is not None:
        found = next((c for c in prepositional(tree, verb, targets) if _right_behind(tree, act.node, c)), None)
    if found is None and tree.kid(act.node, "nmod") is None:  # "the killing and wounding of civilians"
        joined = [c for c in tree.kids(act.node, "conj") if tree.pos[c] in NOUNS and tree.kid(c, "det") is None]
        found = next((p for c in joined for p in prepositional(tree, c, ["of", *targets])), None)
    return found


def _right_behind(tree: Tree, node: int, phrase: int) -> bool:
    """Whether only a time stands between a noun and a phrase."""
    words = range(max((n for n in tree.subtree(node)), default=node) + 1, min(tree.subtree(phrase)))
    return phrase > node and all(tree.is_time(n) or tree.pos[n] in ("ADP", "DET") for n in words)


def _named_after(tree: Tree, node: int, sides: Sides) -> int | None:
    """Whom a crime is called after: "the Fooish genocide" is that of the Foos."""
    return next((c for c in tree.kids(node, "amod", "compound") if sides.party(c)), None)


def _around(tree: Tree, sides: Sides, act: Act, names: Callable[[int], bool]) -> int | None:
    """Whose the act is by the noun or the verb around it: "X's policy of aggression", "X's occupation and aggression", "in violation of
    the truce X attacked"."""
    node = act.node
    if act.words.event_class == "violate" and tree.preposition(node) == "in" and tree.pos[tree.head[node]] == "VERB":
        return roles.of_verb(tree, tree.head[node]).agent
    while (
        tree.dep[node] == "conj" and tree.kid(node, "det", "nmod:poss") is None and tree.pos[tree.head[node]] in NOUNS
    ):
        node = tree.head[node]
    whole = tree.head[node] if tree.preposition(node) == "of" else node
    whole = whole if tree.lemma[whole].lower() in COURSES else node
    if whole == act.node or whole != node and tree.lemma[whole].lower() not in COURSES:
        return None
    found = roles.of_noun(tree, whole, names, False, act.words.patient_prepositions or ("against", "on"))
    verb = tree.head[whole]
    if found.agent is not None and tree.pos[found.agent] == "PRON" and tree.base[whole] == "obj":
        return roles.of_verb(tree, verb).agent  # "X continues its policy of"
    return found.agent if found.agent != act.node else None


def _owner_suffers(tree: Tree, sides: Sides, act: Act) -> bool:
    """ "X's destruction" of a place or a thing, "the envoy's abduction" of a person: they are no doers. Of a state, a people or an army
    it stays open who did it, and they count as the doers."""
    owner = tree.kid(act.node, "nmod:poss")
    if owner is None:
        return False
    behind = any(tree.preposition(c) == "of" for c in tree.kids(act.node, "nmod"))
    if tree.pos[owner] == "PRON" and tree.lower[owner] == "its" and not behind and act.words.event_class == "destroy":
        return True  # "was horrified by its destruction"
    mention = sides.at.get(owner)
    place = mention is not None and mention.kind in ("place", "contested")
    if place or mention is None and tree.lemma[owner] in GROUNDS:
        return True
    person = mention.kind == "person" if mention is not None else is_person(tree, owner)
    return person and act.words.event_class in UPON_PERSONS


def _said_of(tree: Tree, node: int) -> int | None:
    """Of whom a noun behind "under" is said: "the town is under siege", "a town under siege"."""
    return tree.head[node] if tree.base[node] == "nmod" else tree.kid(node, "nsubj")


def _with_light_verb(tree: Tree, act: Act, host: int, found: Roles) -> None:
    """The light verb's subject is the doer ("carried out an attack") or the sufferer ("came under fire")."""
    around = roles.of_verb(tree, host) if host != act.node else Roles(host, agent=_said_of(tree, host))
    found.passive = around.passive
    if act.host_kind in ("carry", "cause"):
        found.agent = around.agent if around.agent is not None else found.agent
        behind = [*act.words.patient_prepositions, "on", "against", "to", "among"]
        target = next((c for c in prepositional(tree, host, behind) if c not in act.nodes), None)
        # "put X under siege", "subjected X to shelling"
        target = (
            around.patient
            if tree.preposition(act.node) == "under" or tree.lemma[host] in ("subject", "expose")
            else target
        )
        found.patient = found.patient if found.patient is not None else target
    elif act.host_kind == "undergo":
        aimed = next(prepositional(tree, act.node, TOWARDS), None)  # "the raid saw a strike on X"
        suffers = around.agent if around.agent is not None else around.patient
        acts = suffers is not None and tree.lemma[suffers].lower() in NO_PERSONS
        found.patient = aimed if aimed is not None and acts else suffers
        if found.patient is not None and (found.patient == act.node or tree.is_time(found.patient)):
            found.patient = None  # "Friday saw fighting"
        if found.agent is None:
            found.agent = next(prepositional(tree, host, ["from", "by"]), None)
    elif tree.lemma[host] in SHAKE and found.patient is None:
        felt = tree.kid(host, "obj")
        found.patient = felt if felt is not None else next(prepositional(tree, host, ["through", "across"]), None)
    elif act.words.event_class == "clash" and found.agent is None:  # "fighting broke out between X and Y"
        beside = (host, *tree.kids(host, "obl"))  # "broke out in the north between X and Y"
        found.agent = found.patient = next((p for n in beside for p in prepositional(tree, n, ["between"])), None)
