"""Doer and sufferer of an act that a verb names. `VERBS` lists the patterns that are not those of "X attacked Y"."""

from analysis.annotate.agency.acts import Act
from analysis.annotate.agency.kinds import MUNITIONS, prepositional
from analysis.annotate.agency.selection import taker
from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.rules import Rule, decide
from analysis.syntax import roles
from analysis.syntax.arguments import own_subject
from analysis.syntax.objects import shared_phrase, stranded
from analysis.syntax.passives import by_phrase, is_passive, is_past
from analysis.syntax.relatives import RELATIVE, stands_for
from analysis.syntax.roles import Roles
from analysis.syntax.tree import NOMINAL, Tree

# The victim as subject of a verb that is only used so with its object: "Dozens killed as ...".
PARTICIPLE_CLASSES = frozenset({"kill", "wound", "destroy", "displace", "detain"})
CAPTIVES = word_class("captives")
GROUNDS = word_class("grounds") - word_class("nouns_for_parties")
# Acts that are done to persons.
UPON_PERSONS = frozenset({"kill", "wound", "displace", "detain"})
# Acts, weapons and happenings, which kill and are not killed.
NO_PERSONS = word_class("instruments") | word_class("causes") | {n for words in lexicon().harm for n in words.nouns}


def of_verb(tree: Tree, act: Act) -> Roles:
    found = roles.of_verb(tree, act.node) if tree.dep[act.node] != "orphan" else _of_orphan(tree, act.node)
    decide(VERBS, tree, act, found)
    if found.agent is None and found.passive:
        found.agent = _shared_doer(tree, act.node)
        found.agent = _left_so(tree, act.node) if found.agent is None else found.agent
    if found.agent is not None and found.understood and tree.lemma[found.agent].lower() in GROUNDS:
        found.agent = _who_is_there(tree, act.node, found.agent)
    if found.agent is not None and act.words.event_class in UPON_PERSONS:
        found.agent = _no_place(tree, found.agent)
    if found.agent is None and found.patient is None and _substantive(tree, act):
        found.patient, found.passive = act.node, True
    if found.patient is not None and found.owner is None:
        found.owner = _owner_elsewhere(tree, act.node, found.patient)
    return found


def _substantive(tree: Tree, act: Act) -> bool:
    """ "the wounded", "the detained": those to whom it was done."""
    node = act.node
    placed = tree.base[node] in ("nsubj", "obj", "obl", "nmod", "conj") and tree.pos[node] in ("ADJ", "NOUN", "VERB")
    the = any(tree.lower[c] == "the" for c in tree.kids(node, "det"))
    return placed and the and act.words.patient == "object" and tree.lower[node].endswith(("ed", "en"))


def _of_orphan(tree: Tree, node: int) -> Roles:
    """ "left seven people dead and 33 wounded": the second is said of another number, in the same clause."""
    return Roles(node, patient=tree.head[node], passive=True)


def _left_so(tree: Tree, node: int) -> int | None:
    """Who left somebody so: "left seven people dead and 33 wounded", "a blast, leaving nine flats destroyed"."""
    if tree.kid(node, "aux") is not None:
        return None
    while tree.base[node] in ("acl", "orphan", "conj", "amod", "xcomp", "obj"):
        above = tree.head[node]
        if tree.lemma[above] == "leave" and tree.pos[above] == "VERB":
            return roles.of_verb(tree, above).agent if tree.kid(above, "obj") is not None else None
        if tree.pos[above] == "VERB":
            return None
        node = above
    return None


def _who_is_there(tree: Tree, node: int, place: int) -> int | None:
    """ "X are leaving the land that is to be returned, burning their houses": no land does it, but the subject of the clause around."""
    for above in tree.above(node):
        by = own_subject(tree, above) if tree.pos[above] == "VERB" else None
        if by is not None and tree.pos[by] in NOMINAL and tree.lower[by] not in RELATIVE and by < place:
            return by if tree.lemma[by].lower() not in GROUNDS else None
    return place


def _shared_doer(tree: Tree, node: int) -> int | None:
    """ "one was killed and ten others wounded by X": what is left out of the second, both have in common."""
    for other in tree.kids(node, "conj"):
        verb = other if tree.pos[other] == "VERB" else tree.kid(other, "acl")
        if verb is not None and is_past(tree, verb) and tree.kid(verb, "aux") is None and is_passive(tree, verb):
            return by_phrase(tree, verb)
    return None


def _no_place(tree: Tree, node: int) -> int | None:
    """ "a barrage on a part of the city that killed three": not the part of the city."""
    if tree.lemma[node].lower() not in GROUNDS:
        return node
    before = (n for n in range(node - 1, tree.first(node) - 1, -1) if tree.pos[n] == "NOUN")
    return next((n for n in (*tree.above(node), *before) if tree.lemma[n].lower() in NO_PERSONS), None)


def _owner_elsewhere(tree: Tree, verb: int, patient: int) -> int | None:
    """Whose a sufferer is that only a pronoun owns: "a nurse whose ambulance was fired on", "the consul had his car burned"."""
    pronoun = tree.kid(patient, "nmod:poss")
    if pronoun is None:
        return None
    if tree.lower[pronoun] == "whose":
        noun = stands_for(tree, verb, pronoun)
        return noun if noun != pronoun else None
    have = tree.head[verb]
    borne = tree.base[verb] == "xcomp" and tree.lemma[have] == "have" and tree.pos[pronoun] == "PRON"
    return roles.of_verb(tree, have).agent if borne else None


def _subject_suffers(tree: Tree, act: Act, found: Roles) -> None:
    found.agent, found.patient = None, found.patient if found.passive else found.agent


def _labile(tree: Tree, act: Act, found: Roles) -> bool:
    return act.words.labile and not found.passive and found.patient is None


def _bare_participle(tree: Tree, act: Act, found: Roles) -> bool:
    """ "Dozens killed as ...": a past tense without an object of a verb that needs one."""
    node = act.node
    if act.words.patient != "object" or act.words.event_class not in PARTICIPLE_CLASSES and tree.form(node) != "Part":
        return False
    if found.passive or found.patient is not None or found.agent is None or tree.kid(node, "aux") is not None:
        return False
    if tree.form(node) in ("Ger", "Inf") or tree.lower[node].endswith(("ing", "s")):
        return False
    behind = tree.lower[node + 1 : node + 3]
    if behind[:1] and (tree.pos[node + 1] == "NUM" or behind in (["more", "than"], ["at", "least"])):
        return False  # "killed more than 20 people", wherever the parse has hung them
    if act.words.event_class in UPON_PERSONS and tree.lemma[found.agent].lower() in NO_PERSONS:
        return False  # "the attacks, which killed ..."
    return not found.understood or tree.dep[node] == "conj"


def _as_passive(tree: Tree, act: Act, found: Roles) -> None:
    found.agent, found.patient, found.passive = by_phrase(tree, act.node), found.agent, True


def _aimed_at(tree: Tree, act: Act, found: Roles) -> None:
    """The sufferer behind one of the act's prepositions, of the verb or of the object that is part of the act."""
    if act.words.moving and found.passive:  # nobody lands a shell
        found.agent, found.patient, found.passive = found.patient, None, False
    behind, own_object = act.words.patient_prepositions, tree.kid(act.node, "obj")
    alone = stranded(tree, act.node, behind)
    if alone is not None and found.passive:
        return  # "was fired on"
    target = next(prepositional(tree, act.node, behind), None)
    target = _direction(tree, act.node) if target is None else target
    if target is None and own_object is not None:
        target = next((c for n in tree.conjuncts(own_object) for c in prepositional(tree, n, behind)), None)
    if target is None and alone is not None:
        target = shared_phrase(tree, act.node, alone)
        if target is None and own_object is not None and tree.lemma[own_object] not in MUNITIONS:
            target = own_object
    if target is None and found.patient is not None and tree.lemma[found.patient] in MUNITIONS:
        found.patient = None
        return
    if target is not None and found.passive and tree.kid(act.node, "aux", "obl:agent") is None and not found.understood:
        found.agent, found.patient, found.passive = (
            found.patient,
            None,
            False,
        )  # "Fooland retaliated against X" is no passive
    if target is not None or own_object in act.nodes or not found.passive:
        found.patient = target


def _direction(tree: Tree, node: int) -> int | None:
    """ "in the direction of X"."""
    direction = next((c for c in tree.kids(node, "obl") if tree.lemma[c] == "direction"), None)
    return next(prepositional(tree, direction, ["of"]), None) if direction is not None else None


def _captives(tree: Tree, act: Act) -> int | None:
    """Those who are taken: "took 20 hostages"; but "took 20 people hostage"."""
    words = (n for n in act.nodes if n > act.node and tree.lower[n].endswith("s"))
    return next((n for n in words if tree.lower[n].removesuffix("s") in CAPTIVES), None)


def _captives_taken(tree: Tree, act: Act, found: Roles) -> bool:
    return not found.passive and _captives(tree, act) is not None


def _captives_suffer(tree: Tree, act: Act, found: Roles) -> None:
    found.patient = _captives(tree, act)


def _fought_between(tree: Tree, act: Act, found: Roles) -> bool:
    return act.words.event_class == "clash" and next(prepositional(tree, act.node, ["between"]), None) is not None


def _of_both(tree: Tree, act: Act, found: Roles) -> None:
    found.agent = found.patient = next(prepositional(tree, act.node, ["between"]), None)


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
    Rule("fighting between X and Y", _fought_between, _of_both),
    Rule("fell to", lambda tree, act, found: act.words.agent == "oblique", _taken_from),
    Rule("died", lambda tree, act, found: act.words.patient == "subject", _subject_suffers),
    Rule("exploded", _labile, _subject_suffers),
    Rule("wiped out X", _particle_taken, _object_of_particle),
    Rule("dozens killed", _bare_participle, _as_passive),
    Rule("fired at", lambda tree, act, found: act.words.patient == "oblique", _aimed_at),
    Rule("took 20 hostages", _captives_taken, _captives_suffer),
    Rule("took control of", _object_in_act, _behind_object),
    Rule("violated a truce", lambda tree, act, found: act.words.patient == "none", _nobody_suffers),
)
