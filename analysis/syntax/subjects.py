"""Who does what a verb says: its own subject, or one understood from the clause around it.

An understood subject is that of another verb ("wanted to sell": who wanted), the object of one ("asked X to sell") or the noun that
a clause modifies ("the farmer selling"): control and raising, adverbial clauses, coordination, relative and noun clauses
(Huddleston and Pullum, Cambridge Grammar of the English Language, 2002, 14.1 to 14.6). `UNDERSTOOD` lists them.
"""

from dataclasses import dataclass

from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.rules import Rule, always, decide
from analysis.syntax.arguments import INTENTIONS, done, for_phrase, own_subject
from analysis.syntax.owners import owner
from analysis.syntax.passives import by_phrase, is_passive
from analysis.syntax.relatives import PERSONS, is_object_gap, is_personal, stands_for
from analysis.syntax.tree import NOMINAL, Tree

# Verbs whose object is the understood subject of the clause after them even behind a preposition ("accused X of shelling").
OBJECT_CONTROL = words_with("control", "object", "verb")
SPEECH = words_with("speech", True, "verb")
# Verbs whose subject does what they promise, although they have an object.
PROMISES = words_with("control", "subject", "verb")
# Verbs whose object has done what stands behind "for" ("jailed X for shelling").
REQUITED = word_class("verbs_of_requital") | frozenset(
    verb for pattern in lexicon().harm if pattern.event_class in ("detain", "kill", "wound") for verb in pattern.verbs
)
APPEALS = words_with("control", "oblique", "verb")
RESULTS = words_with("result", True, "verb")
ADVERBIAL = word_class("adverbial_marks")
_CLAUSES = frozenset({"advcl", "ccomp", "csubj", "parataxis", "advmod"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
APPEALED = frozenset({"on", "upon", "to", "from", "of"})
ORDINALS = frozenset({"first", "last", "second", "only", "next", "latest"})
OWNING = ("by", "between", "from")
_FURTHEST = 5  # clauses


@dataclass(frozen=True, slots=True)
class SubjectOf:
    """Whatever the subject of another verb is."""

    verb: int


Found = int | SubjectOf | None


def subject(tree: Tree, node: int) -> int | None:
    """The subject of a verb, its own or understood; a relative pronoun is replaced by its noun. Null where the text has none."""
    own = own_subject(tree, node)
    return stands_for(tree, node, own) if own is not None else understood(tree, node)


def understood(tree: Tree, node: int) -> int | None:
    """The subject of a verb that has none of its own, from at most five clauses around it."""
    for _ in range(_FURTHEST):
        found = decide(UNDERSTOOD, tree, node)
        if not isinstance(found, SubjectOf):
            return found
        node = found.verb
        own = own_subject(tree, node)
        if own is not None:
            return stands_for(tree, node, own)
    return None


def _head(tree: Tree, node: int) -> int:
    return tree.head[node]


def _as_above(tree: Tree, node: int) -> Found:
    return SubjectOf(tree.head[node])


def _asked(tree: Tree, node: int) -> int | None:
    """Who is to act: "called on X to leave", "relies on X to help"."""
    verb = tree.head[node]
    if tree.lemma[verb] not in APPEALS or tree.form(node) != "Inf":
        return None
    return next((c for c in tree.kids(verb, "obl") if c < node and tree.preposition(c) in APPEALED), None)


def _controller(tree: Tree, node: int) -> Found:
    """Who is asked to; the object of a verb like "order" or, before a bare or -ing form, of any verb; else the verb's subject."""
    verb, asked = tree.head[node], _asked(tree, node)
    if asked is not None:
        return asked
    if tree.lemma[verb] in OBJECT_CONTROL or tree.kid(node, "mark") is None or _requited(tree, node):
        target = tree.kid(verb, "obj")
        target = tree.kid(verb, "iobj") if target is None else target
        if target is not None and target < node and not tree.is_time(target):  # "spent weeks shelling X"
            return target
    return SubjectOf(verb)


def _controlled(tree: Tree, node: int) -> bool:
    """A clause with a controller though it is no open complement: "called on X to leave", "accused X of shelling"."""
    if tree.base[node] not in _CLAUSES:
        return False
    # "accused X of shelling, saying it had retreated"
    apart = tree.lower[node - 1] == "," and tree.lemma[node] in SPEECH
    by_object = tree.lemma[tree.head[node]] in OBJECT_CONTROL and tree.base[node] in ("advcl", "ccomp") and not apart
    return by_object or _asked(tree, node) is not None or _requited(tree, node)


def _requited(tree: Tree, node: int) -> bool:
    """ "jailed two men for shelling X": the men shelled it."""
    mark = tree.kid(node, "mark")
    behind_for = mark is not None and tree.lower[mark] == "for" and tree.lower[node].endswith("ing")
    return behind_for and tree.lemma[tree.head[node]] in REQUITED


# Of clauses that modify a noun, which is their head.


def _of_participle(tree: Tree, node: int) -> Found:
    """ "forces shelling X": the forces. "attacked X, killing two", "left X having shelled it": not X, though the participle may
    hang on it."""
    noun = tree.head[node]
    if tree.is_time(noun) and tree.dep[noun] == "obj":
        return SubjectOf(tree.head[noun])  # "spent weeks shelling X"
    told = tree.lemma[node] in SPEECH and not is_personal(tree, noun)
    if tree.lower[node - 1] == "," or tree.lemma[node] in RESULTS or tree.kid(node, "aux") is not None or told:
        clause = noun
        while tree.base[clause] in ("nmod", "obl", "obj", "conj", "appos") and tree.pos[clause] in NOMINAL:
            clause = tree.head[clause]
        if clause != noun and tree.pos[clause] == "VERB" or tree.kid(clause, "cop") is not None:
            return SubjectOf(clause)
    return noun


def _of_verb_above(tree: Tree, node: int) -> Found:
    """The subject of the verb that the noun is an argument of."""
    return SubjectOf(tree.head[tree.head[node]])


def _owner(tree: Tree, node: int) -> Found:
    """Whose decision, plan or charge it is: "X's plan to", "the plan by X to", "charged X with counts of"."""
    noun = tree.head[node]
    named = owner(tree, noun, OWNING)
    while tree.dep[noun] == "nmod" and named is None and tree.head[noun] != noun:  # "came with the goal of"
        noun = tree.head[noun]
    verb = tree.head[noun]
    if named is not None or tree.dep[noun] not in ("obj", "obl") or tree.pos[verb] != "VERB":
        return named
    if tree.dep[noun] == "obl" and tree.lemma[verb] in OBJECT_CONTROL:
        target = tree.kid(verb, "obj")
        return target if target is not None else SubjectOf(verb)
    return SubjectOf(verb)


def _done_by_subject(tree: Tree, node: int) -> bool:
    """ "by shelling X", "after shelling X": done by the subject, never by an object ("from shelling" may be)."""
    mark, noun = tree.kid(node, "mark"), tree.head[node]
    adverbial = mark is not None and tree.form(node) == "Ger" and tree.lower[mark] in ADVERBIAL
    return adverbial and tree.pos[tree.head[noun]] == "VERB" and tree.dep[noun] == "obj"


def _of_predicate(tree: Tree, node: int) -> bool:
    """ "X was the first side to attack"."""
    noun = tree.head[node]
    ordinal = any(tree.lower[c] in ORDINALS for c in tree.kids(noun, "amod"))
    return (
        ordinal
        and tree.form(node) == "Inf"
        and tree.kid(noun, "cop") is not None
        and tree.kid(noun, "nsubj") is not None
    )


def _told_to(tree: Tree, node: int) -> bool:
    noun = tree.head[node]
    return tree.dep[noun] in ("obj", "nsubj:pass") and tree.lemma[tree.head[noun]] in OBJECT_CONTROL


def _promised(tree: Tree, node: int) -> bool:
    noun = tree.head[node]
    return tree.dep[noun] == "obj" and tree.lemma[tree.head[noun]] in PROMISES


def _purpose(tree: Tree, node: int) -> bool:
    return tree.form(node) == "Inf" and tree.lemma[tree.head[node]] not in INTENTIONS


def _purpose_of_thing(tree: Tree, node: int) -> bool:
    noun = tree.head[node]
    return _purpose(tree, node) and tree.dep[noun] == "obj" and tree.lemma[noun] not in PERSONS


def _bare(tree: Tree, node: int) -> bool:
    return tree.form(node) not in ("Inf", "Ger") and tree.kid(node, "mark") is None


NOUN_CLAUSES: tuple[Rule[Found], ...] = (
    Rule("object gap", lambda tree, node: tree.dep[node] == "acl:relcl" and is_object_gap(tree, node), None),
    Rule("subject gap", lambda tree, node: tree.dep[node] == "acl:relcl", _head),
    Rule("reduced relative", is_passive, _head),
    Rule("participle", lambda tree, node: tree.form(node) == "Ger" and tree.kid(node, "mark") is None, _of_participle),
    Rule("bare clause", _bare, _head),
    # Below, clauses with a mark, "of shelling" or "to shell", which may hang on the verb's object by mistake.
    Rule("adverbial clause", _done_by_subject, _of_verb_above),
    Rule("first to do it", _of_predicate, lambda tree, node: tree.kid(tree.head[node], "nsubj")),
    Rule("object control", _told_to, _head),
    Rule("promise", _promised, _of_verb_above),
    Rule("purpose of a thing", _purpose_of_thing, _of_verb_above),  # "built a wall to protect them"
    Rule("purpose of somebody", _purpose, _head),  # "troops to protect voters"
    Rule("owner of an intention", always, _owner),
)


def _no_clause_above(tree: Tree, node: int) -> bool:
    return tree.base[node] in _CLAUSES and tree.pos[tree.head[node]] not in _PREDICATES | {"PROPN"}


def _of_adverb(tree: Tree, node: int) -> bool:
    """ "X moves closer to seizing Y"."""
    adverb = tree.head[node]
    gerund = tree.form(node) == "Ger" and tree.base[node] in _CLAUSES
    return gerund and tree.pos[adverb] == "ADV" and tree.pos[tree.head[adverb]] == "VERB"


def _finite_adverbial(tree: Tree, node: int) -> bool:
    return tree.base[node] in _CLAUSES - {"ccomp"} and tree.form(node) == "Fin"


def _purpose_of_passive(tree: Tree, node: int) -> bool:
    return tree.base[node] in _CLAUSES and tree.form(node) == "Inf" and is_passive(tree, tree.head[node])


def _result_of_passive(tree: Tree, node: int) -> bool:
    """ "was hit by a rocket, killing two": the rocket killed."""
    passive = tree.base[node] == "advcl" and tree.lemma[node] in RESULTS and is_passive(tree, tree.head[node])
    return passive and tree.form(node) == "Ger" and by_phrase(tree, tree.head[node]) is not None


def _fronted(tree: Tree, node: int) -> bool:
    """ "Burned down by X, the village is a name on maps", where the participle hangs on the name."""
    own = own_subject(tree, tree.head[node]) if tree.kid(tree.head[node], "cop") is not None else None
    return tree.base[node] in ("acl", "amod") and own is not None and node < own < tree.head[node]


def _of_adjective(tree: Tree, node: int) -> Found:
    return tree.head[node] if tree.form(node) in ("Ger", "Part") or is_passive(tree, node) else None


UNDERSTOOD: tuple[Rule[Found], ...] = (
    Rule(
        "what X did was to",
        lambda tree, node: done(tree, node) is not None,
        lambda tree, node: None if (did := done(tree, node)) is None else SubjectOf(did),
    ),
    Rule("main clause", lambda tree, node: tree.head[node] == node, None),
    Rule(
        "for-phrase",
        lambda tree, node: tree.form(node) == "Inf" and for_phrase(tree, node) is not None,
        for_phrase,
    ),
    Rule(
        "coordination",
        lambda tree, node: tree.dep[node] == "conj" and tree.pos[tree.head[node]] in _PREDICATES,
        _as_above,
    ),
    Rule("auxiliary", lambda tree, node: tree.base[node] == "aux", _as_above),
    Rule("participle before its noun", lambda tree, node: tree.base[node] == "amod", _of_adjective),
    Rule("participle before what it is said of", lambda tree, node: _fronted(tree, node), _as_above),
    Rule("clause of a noun", lambda tree, node: tree.base[node] == "acl", lambda *asked: decide(NOUN_CLAUSES, *asked)),
    Rule("open complement", lambda tree, node: tree.base[node] == "xcomp", _controller),
    Rule("closer to doing it", _of_adverb, lambda tree, node: SubjectOf(tree.head[tree.head[node]])),
    Rule("nothing to do it", _no_clause_above, None),
    Rule("finite clause without a subject", _finite_adverbial, None),
    Rule("controlled clause", _controlled, _controller),
    Rule("result of a passive", _result_of_passive, lambda tree, node: by_phrase(tree, tree.head[node])),
    # Whoever did it had the purpose, not who suffered it.
    Rule("purpose of a passive", _purpose_of_passive, lambda tree, node: by_phrase(tree, tree.head[node])),
    Rule("clause of a verb", lambda tree, node: tree.base[node] in _CLAUSES, _as_above),
)
