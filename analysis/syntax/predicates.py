"""Agent and patient of any predicate token, from its place in a Universal Dependencies tree.

`find(tree, node)` answers for verbs (finite, non-finite, passive, reduced relatives, headline participles), `of_noun(tree, node)`
for eventive nouns. Both name grammatical places only: that "died" has no doer, or that "fire" is an instrument, is for the
lexicon of harmful acts to say. Roles in the sense of proto-agent and proto-patient (Dowty, Language 67(3), 1991).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax.tree import NOMINAL, Tree

RELATIVE = word_class("relative_pronouns")
CONJUNCTIONS = word_class("temporal_conjunctions")
PLACE_RELATIVE = word_class("relative_adverbs")
# Verbs whose object is the understood subject of the clause after them even behind a preposition ("accused X of shelling").
OBJECT_CONTROL = words_with("control", "object", "verb")
PERSONS = word_class("persons") | word_class("bodies")
INTENTIONS = words_with("control", "owner", "noun")
SPEECH = words_with("speech", True, "verb")
# Verbs whose subject does what they promise, although they have an object.
PROMISES = words_with("control", "subject", "verb")
APPEALS = words_with("control", "oblique", "verb")
AIMS = words_with("control", "aim", "noun")
RESULTS = words_with("result", True, "verb")
STATES = word_class("stative_participles")
ADVERBIAL = word_class("adverbial_marks")
_AGENTIVE = ("er", "or", "ist", "ian", "ant", "ent", "man", "woman", "deputy")  # endings of words for persons
DEGREES = word_class("degree_adverbs")
TWO_OBJECTS = words_with("two_objects", True, "verb")


# Where a past participle without an auxiliary is a passive.
_PARTICIPIAL = frozenset(
    ["acl", "acl:relcl", "advcl", "amod", "ccomp", "dep", "obj", "parataxis", "root", "ROOT", "xcomp"]
)


@dataclass(slots=True)
class Roles:
    """Head nodes of agent and patient; null where the text has none. `passive`: the predicate is in the passive voice."""

    predicate: int
    agent: int | None = None
    patient: int | None = None
    passive: bool = False
    finite: bool = False
    """Whether the predicate has a subject or an auxiliary of its own."""
    owner: int | None = None
    """Whose the patient is, where the clause says it elsewhere: "X lost 20 soldiers"."""
    shared: set[str] = field(default_factory=set)
    """Roles that come from outside the predicate's own clause (control, coordination, relative clauses)."""


def is_passive(tree: Tree, node: int) -> bool:
    """Be- and get-passives, reduced relatives and bare past participles."""
    deps = {tree.dep[child] for child in tree.children[node]}
    if "aux:pass" in deps or "nsubj:pass" in deps or "csubj:pass" in deps:
        return "aux:pass" in deps or not _plainly_active(tree, node, deps)
    if "obl:agent" in deps and deps.isdisjoint({"aux", "obj"}):
        return True
    if not deps.isdisjoint({"aux", "nsubj", "obj"}):
        return False
    if tree.dep[node] == "conj":  # "was arrested and charged": the second may look like a finite past tense
        return _past(tree, node) and is_passive(tree, tree.head[node])
    if tree.dep[node] == "acl" and _past(tree, node) and tree.kid(node, "mark") is None:
        return True
    if tree.pos[node] == "ADJ":
        return tree.dep[node] == "amod" and tree.lower[node].endswith(("ed", "en"))
    if tree.form(node) != "Part":
        return False
    return tree.dep[node] in _PARTICIPIAL


def _plainly_active(tree: Tree, node: int, deps: set[str]) -> bool:
    """ "had called", "blamed X", "competed": no passive, whatever the subject is taken for."""
    return not deps.isdisjoint({"aux", "obj"}) or tree.form(node) == "Fin" and "obl:agent" not in deps


def _past(tree: Tree, node: int) -> bool:
    return tree.form(node) == "Part" or "Tense=Past" in tree.morph(node)


def find(tree: Tree, node: int) -> Roles:
    """The roles of a verb."""
    roles = Roles(node, passive=is_passive(tree, node))
    if tree.dep[node] == "case":
        return _of_preposition(tree, roles)
    subject = _own_subject(tree, node)
    roles.finite = subject is not None or tree.kid(node, "aux") is not None
    if subject is None:
        subject = _outer_subject(tree, node, roles.passive, 0)
        if subject is not None:
            roles.shared.add("patient" if roles.passive else "agent")
    subject = _resolve_relative(tree, node, subject)
    if roles.passive:
        roles.patient = subject
        roles.agent = by_phrase(tree, node)
        if roles.agent is None and (other := _joined(tree, node)) is not None and is_passive(tree, other):
            roles.agent = by_phrase(tree, other)
    else:
        roles.agent = subject
        roles.patient = _object(tree, node, subject)
    if roles.agent == roles.patient:
        roles.patient = None
    return roles


def _of_preposition(tree: Tree, roles: Roles) -> Roles:
    """A participle used as a preposition, whose subject is what its phrase hangs on: "countries including X"."""
    roles.patient = tree.head[roles.predicate]
    if tree.head[roles.patient] != roles.patient:
        roles.agent = tree.head[roles.patient]
    if tree.kid(roles.predicate, "fixed") is not None:  # "according to X" does nothing to X
        roles.patient = None
    return roles


def _own_subject(tree: Tree, node: int) -> int | None:
    places = [node, *tree.kids(node, "aux", "cop")]
    subjects = [s for place in places for s in tree.kids(place, "nsubj", "csubj") if tree.dep[s] != "nsubj:outer"]
    if not subjects and tree.form(node) == "Inf":  # "X is to leave", but not "the aim is to leave"
        subjects = [s for s in tree.kids(node, "nsubj") if tree.lemma[s] not in INTENTIONS | AIMS]
    if not subjects:
        found = _quantity(tree, node)
        return found if found is not None else _behind_conjunction(tree, node)
    if len(subjects) > 1:  # object relative with its pronoun taken for a subject: the nearer one is the subject
        return max((s for s in subjects if s < node), default=subjects[0])
    return subjects[0]


def _behind_conjunction(tree: Tree, node: int) -> int | None:
    """ "after X shelled Y", where "after X" passes for a phrase of the clause before."""
    if tree.form(node) != "Fin" or tree.kid(node, "mark", "aux", "obl:agent", "expl") is not None or node == 0:
        return None
    subject = node - 1
    while tree.pos[subject] == "ADV" and subject > 0:
        subject -= 1
    while tree.dep[subject] in ("flat", "compound", "nmod", "conj") and subject not in tree.above(node):
        subject = tree.head[subject]
    plain = tree.base[subject] in ("obl", "nmod") and tree.pos[subject] in NOMINAL and not tree.is_time(subject)
    return subject if plain and subject < node and tree.preposition(subject) in CONJUNCTIONS else None


def _quantity(tree: Tree, node: int) -> int | None:
    """The number in "More than 30 have been killed", where "more" passes for an adverb."""
    for child in tree.kids(node, "advmod", "obl"):
        if child < node and tree.lower[child] in ("more", "fewer", "less"):
            return next((n for n in tree.subtree(child) if tree.pos[n] in ("NUM", "NOUN") and n < node), None)
    return None


def _outer_subject(tree: Tree, node: int, passive: bool, depth: int) -> int | None:
    """The understood subject of a verb that has none, from the clause around it."""
    dep, head = tree.dep[node], tree.head[node]
    if head == node or depth > 4:
        return None
    if tree.form(node) == "Inf" and (named := _for_phrase(tree, node)) is not None:
        return named
    base = dep.partition(":")[0]
    if dep == "conj" and tree.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        return _subject_of(tree, head, depth + 1)
    if base == "aux":
        return _subject_of(tree, head, depth + 1)
    if base == "amod":
        return head if passive or tree.form(node) in ("Ger", "Part") else None
    if base == "acl":
        return _of_noun_clause(tree, node, head, passive, dep, depth)
    if base == "xcomp":
        return _controller(tree, node, head, depth)
    if base in ("advcl", "ccomp", "csubj", "parataxis", "advmod"):
        if tree.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            return None
        if tree.form(node) == "Fin" and base != "ccomp":
            return None
        asked = _asked(tree, node, head) is not None
        if asked or tree.lemma[head] in OBJECT_CONTROL and base in ("advcl", "ccomp"):
            return _controller(tree, node, head, depth)
        if tree.form(node) == "Inf" and is_passive(tree, head):  # whoever did it had the purpose, not who suffered it
            return by_phrase(tree, head)
        return _subject_of(tree, head, depth + 1)
    return None


def _adverbial(tree: Tree, node: int) -> bool:
    """ "by shelling X", "after shelling X": done by the subject, never by an object ("from shelling" may be)."""
    mark = tree.kid(node, "mark")
    return mark is not None and tree.form(node) == "Ger" and tree.lower[mark] in ADVERBIAL


def _of_participle(tree: Tree, node: int, noun: int, depth: int) -> int | None:
    """ "forces shelling X": the forces. "attacked X, killing two", "left X having shelled it": not X, though the participle may
    hang on it."""
    told = tree.lemma[node] in SPEECH and not _personal(tree, noun)
    if tree.lower[node - 1] == "," or tree.lemma[node] in RESULTS or tree.kid(node, "aux") is not None or told:
        clause = noun
        while tree.base[clause] in ("nmod", "obl", "obj", "conj", "appos") and tree.pos[clause] in NOMINAL:
            clause = tree.head[clause]
        if clause != noun and tree.pos[clause] == "VERB" or tree.kid(clause, "cop") is not None:
            return _subject_of(tree, clause, depth + 1)
    return noun


def _for_phrase(tree: Tree, node: int) -> int | None:
    """The subject of an infinitive behind "for": "time for the troops to leave"."""
    to = next((m for m in tree.kids(node, "mark") if tree.lower[m] == "to"), None)
    if to is None:
        return None
    node = to - 1
    while node >= 0 and max(tree.subtree(node)) == to - 1:
        if tree.preposition(node) == "for" and tree.pos[node] in NOMINAL:
            return node
        node = tree.head[node] if tree.head[node] != node else -1
    return None


def _subject_of(tree: Tree, node: int, depth: int) -> int | None:
    """The grammatical subject of a clause, its own or understood."""
    subject = _own_subject(tree, node)
    if subject is not None:
        return _resolve_relative(tree, node, subject)
    return _outer_subject(tree, node, is_passive(tree, node), depth)


def _of_noun_clause(tree: Tree, node: int, noun: int, passive: bool, dep: str, depth: int) -> int | None:
    """Subject of a clause that modifies a noun: "forces shelling X", "X shelled by forces", "the decision to shell X"."""
    if dep == "acl:relcl":
        return noun if not _relative_object(tree, node) else None
    if passive:
        return noun
    if tree.form(node) == "Ger" and tree.kid(node, "mark") is None:
        return _of_participle(tree, node, noun, depth)
    if tree.form(node) in ("Inf", "Ger") or tree.kid(node, "mark") is not None:
        verb = tree.head[noun]
        if _adverbial(tree, node) and tree.pos[verb] == "VERB" and tree.dep[noun] == "obj":
            return _subject_of(tree, verb, depth + 1)
        if tree.dep[noun] in ("obj", "nsubj:pass") and tree.lemma[verb] in OBJECT_CONTROL:
            return noun
        if tree.dep[noun] == "obj" and tree.lemma[verb] in PROMISES:
            return _subject_of(tree, verb, depth + 1)
        if tree.form(node) == "Inf" and tree.lemma[noun] not in INTENTIONS:  # "troops to protect voters"
            made = tree.dep[noun] == "obj" and tree.lemma[noun] not in PERSONS  # "built a wall to protect them"
            return _subject_of(tree, verb, depth + 1) if made else noun
        return _owner(tree, noun, depth)
    return noun


def _owner(tree: Tree, noun: int, depth: int) -> int | None:
    """Whose decision, plan or charge it is: "X's plan to", "the plan by X to", "charged X with counts of"."""
    owner = tree.kid(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in tree.kids(noun, "compound", "amod") if tree.text[tree.start[c]].isupper()), None)
    if owner is None:
        owner = next((c for c in tree.kids(noun, "nmod") if tree.preposition(c) in ("by", "between", "from")), None)
    while tree.dep[noun] == "nmod" and owner is None and tree.head[noun] != noun:  # "came with the goal of"
        noun = tree.head[noun]
    verb = tree.head[noun]
    if owner is not None or tree.dep[noun] not in ("obj", "obl") or tree.pos[verb] != "VERB":
        return owner
    if tree.dep[noun] == "obl" and tree.lemma[verb] in OBJECT_CONTROL:
        target = tree.kid(verb, "obj")
        return target if target is not None else _subject_of(tree, verb, depth + 1)
    return _subject_of(tree, verb, depth + 1)


def _asked(tree: Tree, node: int, verb: int) -> int | None:
    """Who is to act: "called on X to leave", "relies on X to help"."""
    if tree.lemma[verb] not in APPEALS or tree.form(node) != "Inf":
        return None
    return next((c for c in tree.kids(verb, "obl") if c < node and tree.preposition(c) in ("on", "upon", "to")), None)


def _controller(tree: Tree, node: int, verb: int, depth: int) -> int | None:
    """Who is asked to; the object of a verb like "order" or, before a bare or -ing form, of any verb; else the verb's subject."""
    asked = _asked(tree, node, verb)
    if asked is not None:
        return asked
    if tree.lemma[verb] in OBJECT_CONTROL or tree.kid(node, "mark") is None:
        target = tree.kid(verb, "obj")
        target = tree.kid(verb, "iobj") if target is None else target
        if target is not None and target < node:
            return target
    return _subject_of(tree, verb, depth + 1)


def _resolve_relative(tree: Tree, node: int, subject: int | None) -> int | None:
    """A relative pronoun stands for its noun."""
    if subject is None or tree.lower[subject] not in RELATIVE or tree.pos[subject] not in ("PRON", "DET", "SCONJ"):
        return subject
    noun = next((tree.head[n] for n in [node, *tree.above(node)] if tree.dep[n] == "acl:relcl"), None)
    noun = _noun_before(tree, subject) if noun is None else noun
    return _somebody(tree, noun, subject) if tree.lower[subject] == "who" else _not_a_time(tree, noun)


def _somebody(tree: Tree, noun: int, who: int) -> int:
    """The noun that "who" stands for: of the one it hangs on, the one before it and those above, the first that is a person, a body
    or a name; "a deputy in the low country who died" is the deputy."""
    candidates = [noun, _noun_before(tree, who)]
    candidates += [n for n in tree.above(noun) if tree.pos[n] in NOMINAL]
    return next((n for n in candidates if _personal(tree, n)), noun)


def _personal(tree: Tree, node: int) -> bool:
    return tree.pos[node] in ("PROPN", "PRON") or tree.lemma[node] in PERSONS or tree.lemma[node].endswith(_AGENTIVE)


def _not_a_time(tree: Tree, noun: int) -> int:
    """ "an attack on Monday that killed two": the attack, not the Monday, wherever the clause hangs."""
    while tree.is_time(noun) and tree.head[noun] != noun:
        head = tree.head[noun]
        beside = tree.kid(head, "obj", "nsubj") if tree.pos[head] == "VERB" else head
        if beside is None or beside == noun:
            return noun
        noun = beside
    return noun


def _noun_before(tree: Tree, node: int) -> int:
    """The noun right before a relative pronoun that the parser has hung elsewhere; the pronoun itself where there is none."""
    before = node - 1
    while before > 0 and tree.pos[before] in ("PUNCT", "ADP"):
        before -= 1
    if before < 0 or tree.pos[before] not in ("NOUN", "PROPN", "PRON") or tree.root(before) != tree.root(node):
        return node
    while tree.dep[before] in ("flat", "compound", "fixed") and tree.head[before] < node:
        before = tree.head[before]
    return before


def _relative_object(tree: Tree, node: int) -> bool:
    """Whether a relative clause has a subject other than its pronoun, so that the noun can only be its object."""
    if any(tree.lower[child] in PLACE_RELATIVE for child in tree.kids(node, "advmod", "mark")):
        return False
    subject = _own_subject(tree, node)
    return subject is not None and tree.lower[subject] not in RELATIVE


def _object(tree: Tree, node: int, subject: int | None) -> int | None:
    """The object, the noun of an object relative, or the clause that is said, wanted or seen."""
    found = tree.kid(node, "obj")
    found = tree.kid(node, "iobj") if found is None else found
    if found is not None:
        return _resolve_relative(tree, node, found) if tree.dep[node] == "acl:relcl" else found
    clause = tree.kid(node, "ccomp", "xcomp")
    if tree.dep[node] == "acl:relcl" and _relative_object(tree, node) and tree.kid(node, "ccomp") is None:
        return tree.head[node]
    if clause is not None and tree.dep[clause] == "xcomp" and tree.pos[clause] == "ADJ":
        clause = None
    if clause is None and tree.lemma[node] in SPEECH:
        clause = tree.head[node] if tree.dep[node] == "parataxis" else tree.kid(node, "parataxis")
    return clause if clause is not None else _shared_object(tree, node)


def _shared_object(tree: Tree, node: int) -> int | None:
    """The one object of verbs joined without anything between them: "shelled and burned the village"."""
    if tree.dep[node] == "conj":
        found = tree.kid(tree.head[node], "obj")
        if found is not None and found > node:
            return found
    following = _joined(tree, node)
    return tree.kid(following, "obj") if following is not None else None


def _joined(tree: Tree, node: int) -> int | None:
    """The verb coordinated with this one that follows without anything between them."""
    following = tree.kid(node, "conj")
    if following is not None and all(tree.pos[i] in ("CCONJ", "ADV", "PUNCT") for i in range(node + 1, following)):
        return following
    return None


def by_phrase(tree: Tree, node: int) -> int | None:
    """The agent of a passive."""
    agent = tree.kid(node, "obl:agent")
    if agent is not None:
        return agent
    for child in tree.kids(node, "obl", "nmod"):
        if tree.preposition(child) == "by" and tree.pos[child] in NOMINAL and not tree.is_time(child):
            return child
    return None


def speaker_of(tree: Tree, pronoun: int) -> int | None:
    """The subject of the clause around, where a pronoun is the subject of a clause inside it: "X said it had ..."."""
    clause = tree.head[pronoun]
    if tree.base[pronoun] != "nsubj":
        return None
    while tree.dep[clause] == "conj":
        clause = tree.head[clause]
    said = tree.head[clause] if tree.dep[clause] in ("ccomp", "advcl") else None
    before = [n for n in range(tree.first(pronoun), pronoun) if tree.pos[n] == "VERB"]
    if said in (None, clause):
        said = before[-1] if before and tree.lemma[before[-1]] in SPEECH else None
    if said is None:
        return None
    subject = tree.kid(said, "nsubj")
    return subject if subject is not None and subject < pronoun and tree.pos[subject] != "PRON" else None


def of_noun(tree: Tree, node: int, names: Callable[[int], bool], owned: bool, targets: Iterable[str] = ()) -> Roles:
    """The roles of an eventive noun.

    `names(node)`: whether a modifier names a party ("Fooish shelling"); `owned`: "of X" and "X's" are the patient, as in
    "the death of X"; otherwise "X's" is the agent, and "of X" too where the noun takes `targets` instead.
    `targets`: prepositions before the patient ("attack on X").
    """
    roles = Roles(node)
    phrases = {tree.preposition(child): child for child in reversed(list(tree.kids(node, "nmod", "obl")))}
    owner, of = tree.kid(node, "nmod:poss"), phrases.get("of")
    roles.agent = phrases.get("by")
    roles.patient = next((phrases[p] for p in targets if p in phrases), None)
    if "between" in phrases:
        roles.agent = roles.patient = phrases["between"]
        return roles
    modifier = next((c for c in tree.kids(node, "amod", "compound", "flat") if names(c)), None)
    for candidate, patient in (
        (owner, owned or roles.agent is not None),
        (modifier, owned),
        (of, owned or not targets),
    ):
        if candidate is None:
            continue
        if patient and roles.patient is None:
            roles.patient = candidate
        elif not patient and roles.agent is None:
            roles.agent = candidate
    if roles.agent is None and not owned:
        roles.agent = phrases.get("from")
    return roles


def is_clausal_passive(tree: Tree, node: int) -> bool:
    """A be- or get-passive with its auxiliary, or a reduced relative with a by-phrase; a state ("is complicated", "is filled
    with") is none unless somebody is said to have brought it about (verbal against adjectival passives: Huddleston and
    Pullum, Cambridge Grammar of the English Language, 2002, 16.10.1)."""
    agent = by_phrase(tree, node)
    if tree.dep[node] in ("acl", "advcl") and not tree.kid(node, "aux"):
        return agent is not None and is_passive(tree, node)
    get = (
        tree.dep[node] == "xcomp" and tree.lemma[tree.head[node]] == "get" and tree.kid(tree.head[node], "obj") is None
    )
    if _verbal_adjective(tree, node, agent):
        return True
    if tree.kid(node, "aux:pass") is None and (agent is None or not is_passive(tree, node)) and not get:
        return False
    if agent is not None:
        return _participle(tree, node)
    if tree.kid(node, "obj") is not None and tree.lemma[node] not in TWO_OBJECTS:
        return False
    graded = any(tree.lower[c] in DEGREES for c in tree.kids(node, "advmod"))  # "is very involved"
    return _participle(tree, node) and not graded and STATES.isdisjoint({tree.lemma[node], tree.lower[node]})


def _verbal_adjective(tree: Tree, node: int, agent: int | None) -> bool:
    """What passes for an adjective and is a passive: with a by-phrase ("was delighted by the news") or in the progressive ("is being
    offended"); an adjective takes neither."""
    be = tree.kid(node, "cop")
    if be is None or tree.pos[node] != "ADJ" or not tree.lower[node].endswith(("ed", "en")):
        return False
    return agent is not None or tree.lower[be] == "being"


def _participle(tree: Tree, node: int) -> bool:
    return tree.form(node) == "Part" or _past(tree, node) or tree.lower[node].endswith(("ed", "en"))
