"""Who a cue names as its source: a node in the tree.

`subject` asks ordered tables of rules. What grammar says of the cue comes first: the cue that a participle goes on from, the agent of a
passive, the cue's own subject. Where the parse has not seen a subject, what stands where sources stand comes next: behind "as", behind an
inverted cue, right before a finite one; then what the words above the cue say, by the subject rules of `syntax`.
"""

from collections.abc import Callable

from analysis.annotate.attribution import cues
from analysis.annotate.attribution.source_kinds import is_document, is_person
from analysis.annotate.attribution.source_places import (
    CLOSERS,
    behind_as,
    behind_closing,
    inverted,
    right_before,
    right_before_finite,
    word_before,
)
from analysis.syntax.passives import by_phrase, is_passive
from analysis.syntax.subjects import ADVERBIAL, understood
from analysis.syntax.tree import NOMINAL, Tree

NOBODY = -1  # a rule's answer that the sentence names nobody, whatever later rules would find
_DASHES = frozenset({"-", "–", "—", "--"})
_QUOTE_ENDS = frozenset({",", "?", "!"})
Rule = Callable[[Tree, int], int | None]


def subject(tree: Tree, node: int) -> int | None:
    """The head of the one who does what a cue says; null where the sentence does not say who."""
    for rule in GRAMMAR_RULES:
        found = rule(tree, node)
        if found is not None:
            return found if found != NOBODY else None
    for rule in PLACE_RULES:
        found = rule(tree, node)
        if found is not None and not tree.is_time(found):  # a day is nobody
            return found
    return None


# Rules of grammar


def _of_reporter(tree: Tree, node: int) -> int | None:
    """Of the cue that a participle goes on from ("said ..., adding that ..."): the nearest above it that reports."""
    if tree.form(node) != "Ger":
        return None
    before = word_before(tree, node, "ADV")
    if tree.lower[before] not in (",", "”", '"', "''") and tree.lower[node] != "adding":
        return None
    reporter = next((a for a in tree.above(node) if a < node and reports(tree, a)), None)
    if reporter is not None:
        return _or_nobody(subject(tree, reporter))
    # "..., hailing X and calling Y a Z, adding ...": of the participle before it
    before_it = next((a for a in tree.above(node) if a < node and _is_speech(tree, a) and tree.form(a) == "Ger"), None)
    return _or_nobody(subject(tree, before_it)) if before_it is not None else None


def _agent_of_passive(tree: Tree, node: int) -> int | None:
    own = _own_subject(tree, node)
    passive = own is not None and tree.dep[own].endswith(":pass") and tree.kid(node, "aux:pass") is not None
    if passive and _is_as_saying(tree, node):
        return own
    return _or_nobody(by_phrase(tree, node)) if passive else None


def _is_as_saying(tree: Tree, node: int) -> bool:
    """ "X was quoted as saying": what is said is X's."""
    marks = (tree.kid(c, "mark") for c in tree.kids(node, "advcl", "xcomp") if tree.form(c) == "Ger" and c > node)
    return any(mark is not None and tree.lower[mark] == "as" for mark in marks)


def _subject(tree: Tree, node: int) -> int | None:
    """The cue's own subject; of a relative pronoun what it stands for; of a name behind a preposition the noun before that."""
    own = _own_subject(tree, node)
    if own is None or not tree.dep[own].startswith("nsubj"):
        return None
    if tree.lower[own] in ("who", "which", "that") and tree.dep[node] == "acl:relcl":
        return tree.head[node]
    return _owner_of(tree, own)


def _agent_of_participle(tree: Tree, node: int) -> int | None:
    return by_phrase(tree, node) if tree.form(node) == "Part" else None


def _own_subject(tree: Tree, node: int) -> int | None:
    """Of several subjects the nearest: in "X, official says" the parse may hang X there too. No day ("X said Tuesday he ...") and, if
    there is another, nothing behind a preposition."""
    subjects = [
        c for c in tree.kids(node, "nsubj", "csubj") if not tree.is_time(c) and not _quotation_between(tree, c, node)
    ]
    subjects = [c for c in subjects if not tree.preposition(c)] or subjects
    return min(subjects, key=lambda c: abs(c - node), default=None)


def _quotation_between(tree: Tree, subject: int, node: int) -> bool:
    """Whether a quotation ends between a subject and its cue, and somebody stands behind it ('"The road to X is open," Y, the mayor, said')."""
    marks = (m for m in range(subject + 1, node - 1) if tree.lower[m] in CLOSERS)
    return any(tree.lower[m - 1] in _QUOTE_ENDS and tree.pos[m + 1] in ("PROPN", "DET", "PRON") for m in marks)


def _owner_of(tree: Tree, name: int) -> int:
    """The noun before a preposition where the parse takes the name behind it for the subject ("the ministry of X-Y said")."""
    if tree.pos[name] != "PROPN":
        return name
    before = name - 1
    while before > 0 and (tree.pos[before] in ("ADJ", "PROPN", "DET", "VERB") or tree.lower[before] == "-"):
        before -= 1
    if before <= 0 or tree.lower[before] not in ("of", "in", "at", "from"):
        return name
    noun = tree.head[tree.head[before]]
    return noun if tree.pos[noun] in ("NOUN", "PROPN") and noun < before else name


# Rules of the clause above


def _from_above(tree: Tree, node: int) -> int | None:
    """What the clause that a cue hangs on says: the first rule that applies."""
    if tree.head[node] == node:
        return None
    for rule in ABOVE_RULES:
        found = rule(tree, node)
        if found is not None:
            return found if found != NOBODY else None
    return _understood(tree, node)


def _understood(tree: Tree, node: int) -> int | None:
    """The subject that the clauses around a cue give it; of a passive it does not speak, and neither does a thing ("X said the shelling was
    ... and called on Y", "the meeting telling Y")."""
    passive = is_passive(tree, node) and tree.form(node) != "Fin"  # not of "was stopped and said"
    found = understood(tree, node) if not passive else None
    if found is not None and (is_person(tree, found) or is_document(tree, found)):
        return found
    if tree.dep[node] != "conj":
        return None if tree.form(node) == "Ger" else found
    reporter = next((a for a in tree.above(tree.head[node]) if reports(tree, a)), None) if not passive else None
    return subject(tree, reporter) if reporter is not None else found


def _releaser(tree: Tree, node: int) -> int | None:
    """ "X released a statement on Monday condemning ...", hung on the day."""
    head = tree.head[node]
    hung_on_day = tree.base[node] == "acl" and tree.is_time(head) and tree.pos[tree.head[head]] == "VERB"
    return _or_nobody(subject(tree, tree.head[head])) if hung_on_day else None


def _name_as_sentence(tree: Tree, node: int) -> int | None:
    """ "X, an adviser, accused Y", with the name taken for a sentence of its own."""
    head = tree.head[node]
    alone = tree.dep[node] == "parataxis" and tree.head[head] == head < node
    return head if alone and tree.pos[head] in ("PROPN", "NOUN") else None


def _no_participle(tree: Tree, node: int) -> int | None:
    """The noun before a main verb that the parse takes for a participle: one with a particle ("the paper called on X"), or one with an
    object behind a comma ("X, an adviser, sharply criticised Y")."""
    head = tree.head[node]
    if tree.dep[node] != "acl" or head > node:
        return None
    cue = cues.of_verb(tree, node)
    if cue is not None and len(cue[1]) > 1:
        return head if tree.pos[head] in NOMINAL else None
    told = tree.kid(node, "obj", "ccomp", "xcomp")
    set_off = tree.lower[word_before(tree, node, "ADV")] == "," or tree.form(node) == "Fin"
    return head if told is not None and told > node and set_off and tree.pos[head] == "PROPN" else None


def _goes_on_from_finite(tree: Tree, node: int) -> int | None:
    """Of a finite cue without a subject behind "and" or "but": the subject of the nearest finite clause above it, not of the -ing form or
    the infinitive that the parse has hung it on ("X has accused Y of playing games and claims ...", "X vowed to stay and on Monday said")."""
    head = tree.head[node]
    joined = tree.dep[node] in ("conj", "parataxis") and head < node and tree.form(node) == "Fin"
    if not joined or _is_finite(tree, head) and tree.dep[node] == "conj" or not _behind_conjunction(tree, node):
        return None
    above = (a for a in (head, *tree.above(head)) if a < node and _is_finite(tree, a))
    found = (tree.kid(a, "nsubj") for a in above)
    return next((own for own in found if own is not None and own < node and is_person(tree, own)), None)


def _is_finite(tree: Tree, node: int) -> bool:
    return any(tree.form(n) == "Fin" for n in (node, *tree.kids(node, "aux", "cop")))


def _behind_conjunction(tree: Tree, node: int) -> bool:
    """Whether "and" or "but" opens the clause of a verb."""
    own = [n for n in tree.subtree(node) if n <= node]
    return any(tree.pos[n] == "CCONJ" for n in range(min(own), min(own) + 2)) if own else False


def _of_adverbial(tree: Tree, node: int) -> int | None:
    """Of an -ing form behind "by" or "after" that the parse hangs on a verb: whoever does that ("X hit back by saying ...", "X left Y early
    after telling ..."), never its object."""
    mark, head = tree.kid(node, "mark"), tree.head[node]
    if mark is None or tree.form(node) != "Ger" or tree.lower[mark] not in ADVERBIAL or tree.base[node] != "advcl":
        return None
    if tree.base[head] == "acl" and tree.head[head] < head and tree.form(head) in ("Part", "Fin"):
        return _outermost_of_name(
            tree, tree.head[head]
        )  # "X, the chief, hit back by saying", with the verb taken for a participle
    found = subject(tree, head) if tree.pos[head] == "VERB" else None
    return found if is_person(tree, found) or is_document(tree, found) else None


def _behind_dash(tree: Tree, node: int) -> int | None:
    """Of an -ing form behind a dash, or one joined to such: the subject of the main clause, not the noun before the dash ("X was keen to call
    it a victory for the country – hailing Y's defeat")."""
    while tree.dep[node] == "conj" and tree.form(tree.head[node]) == "Ger":
        node = tree.head[node]
    if tree.form(node) != "Ger" or tree.base[node] not in ("acl", "advcl") or tree.lower[node - 1] not in _DASHES:
        return None
    found = (tree.kid(a, "nsubj") for a in tree.above(node) if a < node)
    return next((own for own in found if own is not None and own < node and is_person(tree, own)), None)


def _outermost_of_name(tree: Tree, node: int) -> int:
    """What a name is an apposition to, else the name."""
    return tree.head[node] if tree.dep[node] == "appos" else node


def _beside_scene(tree: Tree, node: int) -> int | None:
    """Of a finite cue without a subject: the phrase between commas behind the one that opens the sentence, which the parse takes for an
    apposition to that ("At a meeting, the minister, Ann Doe, urged ...")."""
    if tree.form(node) != "Fin" or tree.head[node] != node:
        return None
    for scene in (c for c in tree.kids(node, "obl") if c < node and tree.preposition(c)):
        beside = next((c for c in tree.kids(scene, "appos") if c > scene), None)
        if beside is not None and not is_person(tree, scene) and is_person(tree, beside):
            first = min(tree.subtree(beside))
            if tree.lower[first - 1] == "," or tree.lower[first] == ",":
                return beside
    return None


def _or_nobody(found: int | None) -> int:
    return found if found is not None else NOBODY


GRAMMAR_RULES: tuple[Rule, ...] = (_of_reporter, _agent_of_passive, _subject, _agent_of_participle, behind_as)
# What stands beside a finite cue is surer than what stands above it in a tree that has not seen its subject; of a participle the clause
# above is surer.
PLACE_RULES: tuple[Rule, ...] = (
    inverted,
    right_before_finite,
    behind_closing,
    _beside_scene,
    _from_above,
    right_before,
)
# What only reports have, before the subject that the grammar of every clause understands.
ABOVE_RULES: tuple[Rule, ...] = (
    _of_adverbial,
    _behind_dash,
    _releaser,
    _name_as_sentence,
    _no_participle,
    _goes_on_from_finite,
)


def reports(tree: Tree, node: int) -> bool:
    """Whether a verb is a cue of speech with a subject of its own."""
    return _is_speech(tree, node) and tree.kid(node, "nsubj") is not None


def _is_speech(tree: Tree, node: int) -> bool:
    cue = cues.of_verb(tree, node)
    return cue is not None and cue[0].kind == "speech"
