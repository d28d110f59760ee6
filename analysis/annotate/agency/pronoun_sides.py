"""Whose a pronoun is that the words of its phrase leave open: the one who speaks, the clause's subject, the subject before."""

from analysis.annotate.agency.discourse import Discourse
from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.party import UNRESOLVED, Party
from analysis.syntax import pronouns, roles
from analysis.syntax.tree import Tree

REFLEXIVE = ("self", "selves")


def speaker(document: Discourse, node: int) -> str | None:
    tree = document.tree
    return voice_at(document.doc, tree.start[node], tree.end[node])[1]


def is_speaker(document: Discourse, node: int) -> bool:
    """A pronoun in what is said by one whom the same pronoun names: "It also said it had captured a guard"."""
    tree = document.tree
    word = next((n for n in (node, *tree.kids(node, "nmod:poss")) if pronouns.known(tree.lower[n]) is not None), None)
    if word is None:
        return False
    pronoun = pronouns.known(tree.lower[word])
    row = document.attributions.get(voice_at(document.doc, tree.start[word], tree.end[word])[2] or "")
    source = pronouns.known(row.source.lower()) if row is not None and row.source else None
    return pronoun is not None and pronoun.person == 3 and source == pronoun


def of_speaker(document: Discourse, node: int) -> Party:
    side = speaker(document, node)
    return Party(side, None, "coreference") if side not in (None, "unresolved") else UNRESOLVED


def is_taken_up(document: Discourse, node: int) -> bool:
    """ "it" in "Fooland sent home the sailors it had captured"."""
    tree, clause = document.tree, document.tree.head[node]
    return (
        pronouns.known(tree.lower[node]) is not None
        and tree.base[node] == "nsubj"
        and tree.dep[clause] == "acl:relcl"
        and tree.base[tree.head[clause]] in ("obj", "obl", "nmod")
    )


def is_joined(document: Discourse, node: int) -> bool:
    """ "Fooland's policy and its attacks"."""
    tree = document.tree
    return (
        tree.dep[node] == "nmod:poss" and tree.dep[tree.head[node]] == "conj" and _first_owner(tree, node) is not None
    )


def _first_owner(tree: Tree, node: int) -> int | None:
    return tree.kid(tree.head[tree.head[node]], "nmod:poss")


def of_first_owner(document: Discourse, node: int) -> Party:
    owner = _first_owner(document.tree, node)
    party = document.sides.resolve(owner) if owner is not None else UNRESOLVED
    return Party(party.side, party.actor, "coreference") if party.known and party.basis != "place" else UNRESOLVED


def is_own(document: Discourse, node: int) -> bool:
    """ "its" before an object: "accused Fooland of hiding its attack"."""
    tree = document.tree
    owned = tree.head[node]
    return (
        tree.dep[node] == "nmod:poss"
        and tree.base[owned] in ("obj", "obl", "nmod")
        and tree.pos[node] in ("PRON", "DET")
    )


def of_subject(document: Discourse, node: int) -> Party:
    """The side of the clause's subject, where the pronoun may stand for it; of what somebody is blamed or punished for the side of the one
    who is: "imposed sanctions on Fooland over its attack"."""
    tree = document.tree
    owned = tree.head[node]
    verb = tree.head[owned]
    if tree.preposition(owned) in ("over", "for") and tree.pos[verb] == "VERB":
        upon = [c for c in tree.kids(verb, "obj", "obl") if c < owned and tree.preposition(c) in ("", "on", "against")]
        upon += [
            c for o in tree.kids(verb, "obj") for c in tree.kids(o, "nmod") if tree.preposition(c) in ("on", "against")
        ]
        blamed = next((p for c in upon if (p := document.sides.resolve(c)).known and p.side != "both"), None)
        if blamed is not None:
            return Party(blamed.side, blamed.actor, "coreference")
    return subject_above(document, node, node)


def subject_above(document: Discourse, node: int, below: int) -> Party:
    """The side of the subject of the nearest clause above a word, where a pronoun agrees with it."""
    tree, pronoun = document.tree, pronouns.known(document.tree.lower[node])
    clause = next((n for n in tree.above(below) if tree.pos[n] == "VERB"), None)
    if clause is None or pronoun is None or pronoun.person != 3:
        return UNRESOLVED
    found = roles.of_verb(tree, clause)
    by = found.patient if found.passive else found.agent
    many = by is not None and ("Number=Plur" in tree.morph(by) or tree.kid(by, "conj") is not None)
    if by is None or many != (pronoun.number == "plural"):
        return UNRESOLVED
    party = document.sides.resolve(by)
    return Party(party.side, party.actor, "coreference") if party.known and party.basis != "place" else UNRESOLVED


def is_of_subject(document: Discourse, node: int) -> bool:
    """ "its embassy" in what its clause says of an act that a noun names: "Fooland condemned the attack on its embassy"."""
    tree = document.tree
    owner = tree.kid(node, "nmod:poss")
    return (
        owner is not None
        and is_plain(tree, owner)
        and tree.base[node] == "nmod"
        and tree.pos[tree.head[node]] == "NOUN"
    )


def of_subject_or_antecedent(document: Discourse, node: int) -> Party:
    owner = document.tree.kid(node, "nmod:poss")
    party = subject_above(document, owner, node) if owner is not None else UNRESOLVED
    return party if party.known else of_antecedent(document, node)


def is_third_person(document: Discourse, node: int) -> bool:
    return _third_person(document.tree, node) is not None


def _third_person(tree: Tree, node: int) -> int | None:
    """A pronoun of the third person, or the one that owns: "it", "its troops"."""
    word = node if tree.pos[node] == "PRON" else tree.kid(node, "nmod:poss")
    return word if word is not None and is_plain(tree, word) else None


def of_antecedent(document: Discourse, node: int) -> Party:
    """The side of the subject before, where a pronoun can only take up that."""
    word = _third_person(document.tree, node)
    party, _ = (
        document.antecedents.of_pronoun(word, document.tree.start[word]) if word is not None else (UNRESOLVED, None)
    )
    return Party(party.side, party.actor, "coreference") if party.known and party.basis != "place" else UNRESOLVED


def object_before(tree: Tree, node: int) -> int | None:
    """What an object pronoun takes up in the clause joined to its own: "kidnapped the children and sent them away"."""
    clause, pronoun = tree.head[node], pronouns.known(tree.lower[node])
    if tree.base[node] != "obj" or pronoun is None or not is_plain(tree, node) or tree.dep[clause] != "conj":
        return None
    before = tree.kid(tree.head[clause], "obj")
    if before is None or before > node or tree.kid(clause, "nsubj") is not None:
        return None
    many = "Number=Plur" in tree.morph(before) or tree.kid(before, "conj") is not None
    return before if many == (pronoun.number == "plural") else None


def is_plain(tree: Tree, node: int) -> bool:
    pronoun = pronouns.known(tree.lower[node])
    return pronoun is not None and pronoun.person == 3 and not tree.lower[node].endswith(REFLEXIVE)
