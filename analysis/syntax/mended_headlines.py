"""What a parse makes of a headline, which has no articles and no auxiliaries: verbs taken for nouns, objects and clauses left hanging."""

import re

from analysis.english.inflection import lemmas_by_form
from analysis.english.lexicon import lexicon, words_with
from analysis.english.word_classes import word_class
from analysis.syntax.passives import is_past
from analysis.syntax.tree import NOMINAL, Tree, first_word

INSTRUMENTS = word_class("instruments")
SPEECH = words_with("speech", True, "verb")
ACCUSING = frozenset(
    verb.word for verb in lexicon().verbs.values()
    if verb.cue and verb.cue.cue_class == "accusation" and "clause" not in verb.frames
)  # fmt: skip
JOINING, DASHES = frozenset({"as", "while", "after", "before", "when"}), frozenset("-\u2013\u2014")
# Forms of the verbs for acts with an object.
HARMING = lemmas_by_form(
    verb for words in lexicon().harm if words.patient == "object" for verb in words.verbs if " " not in verb
)


_CLOCK = re.compile(r"\d?\d:\d\d")


def clock_before_subject(tree: Tree, node: int) -> None:
    """ "01:11 Foo will strike harder – video": how long a film is stands before its title, and is not who acts."""
    if not _CLOCK.fullmatch(tree.lower[node]) or tree.first(node) != node:
        return
    subject = next((c for c in tree.children[node] if c > node and tree.pos[c] in ("NOUN", "PROPN", "PRON")), None)
    if subject is None:
        return
    above = tree.head[node]
    tree.hang(subject, subject if above == node else above, tree.dep[node])
    for child in tree.children[node]:
        if child not in (subject, node):
            tree.hang(child, subject, tree.dep[child])
    tree.hang(node, subject, "dep")


def verb_taken_for_noun(tree: Tree, node: int) -> None:
    """ "Fooland recaptures last of villages": what has a subject, no copula and a verb's ending is a verb."""
    verb = tree.head[node]
    known = lexicon().forms.get(tree.lower[verb])
    if known is None or tree.pos[verb] not in ("NOUN", "VERB") or not tree.lower[verb].endswith("s") or node > verb:
        return
    if tree.kid(verb, "cop", "case", "det", "aux", "obj") is None:
        tree.retag(verb, "VERB", "Fin", known)
        behind = [c for c in tree.kids(verb, "advmod", "appos", "dep", "compound") if min(tree.subtree(c)) == verb + 1]
        for c in behind:
            counted = tree.pos[c] in ("ADJ", "ADV") and any(
                tree.preposition(k) == "of" for k in tree.kids(c, "obl", "nmod")
            )
            if (tree.pos[c] in NOMINAL or counted) and tree.kid(c, "case") is None:
                tree.hang(c, verb, "obj")


def verb_among_compounds(tree: Tree, node: int) -> None:
    """ "Fooland Strikes Bar Port", all of it taken for one name: a plural before a noun is hardly part of its name, and a verb where the form
    is that of one who harms."""
    subject, known = node - 1, HARMING.get(tree.lower[node])
    if known is None or not tree.lower[node].endswith("s") or subject < 0 or tree.pos[node] not in ("NOUN", "PROPN"):
        return
    noun = next(
        (c for c in tree.kids(node, "nmod:unmarked", "appos", "dep", "flat") if min(tree.subtree(c)) == node + 1),
        tree.head[node],
    )
    named = tree.pos[subject] == "PROPN" and tree.head[subject] in (node, noun)
    capitals = all(tree.text[tree.start[n]].isupper() for n in (subject, node, node + 1))
    if not named or not capitals or node + 1 > noun or tree.kid(noun, "case", "det", "nmod:poss", "cop") is not None:
        return
    top = node if tree.head[noun] == node else noun
    above, relation = tree.head[top], tree.dep[top]
    for child in tree.kids(top):
        if child == noun:
            continue
        if child < node and child != subject:
            tree.hang(child, subject, tree.dep[child])
        elif child > node and tree.base[child] in ("punct", "acl", "advcl", "parataxis", "obl", "conj"):
            tree.hang(child, node, {"acl": "advcl"}.get(tree.base[child], tree.dep[child]))
    for child in tree.kids(node, "compound", "amod"):
        if child < subject:
            tree.hang(child, subject, tree.dep[child])
    tree.hang(node, node if above == top else above, relation)
    tree.hang(subject, node, "nsubj")
    tree.hang(noun, node, "obj")
    tree.retag(node, "VERB", "Fin", known)


def object_left_behind(tree: Tree, node: int) -> None:
    """ "after missile hits Foo tower", where the tower hangs elsewhere: a bare noun right behind a verb that lacks an object."""
    if tree.pos[node] not in ("NOUN", "PROPN") or tree.is_time(node):
        return
    verb = min(tree.subtree(node)) - 1
    if verb < 0 or tree.pos[verb] != "VERB":
        return
    alone = tree.kid(node, "case", "mark", "nsubj", "cop", "cc") is None and verb not in tree.subtree(node)
    lacks = tree.kid(verb, "obj", "ccomp", "xcomp", "aux:pass") is None and tree.kid(verb, "nsubj") is not None
    if alone and lacks and tree.lemma[verb] not in SPEECH and tree.head[node] != verb:
        tree.hang(node, verb, "obj")


def object_as_root(tree: Tree, node: int) -> None:
    """ "Dozens killed as Fooland shells Footown", where the town heads all: a bare noun right behind a verb that lacks an object, in a clause
    of a participle that its subject has."""
    verb = node - 1
    if (
        verb < 0
        or tree.pos[node] not in NOMINAL
        or tree.pos[verb] != "VERB"
        or tree.kid(node, "cop", "case", "det") is not None
    ):
        return
    participle = tree.head[verb]
    subject = tree.head[participle]
    lacks = tree.kid(verb, "obj", "ccomp", "aux:pass") is None and tree.kid(verb, "nsubj") is not None
    if lacks and tree.dep[participle] == "acl" and tree.head[subject] == node and subject < participle < verb:
        for child in tree.kids(node):
            tree.hang(child, participle, tree.dep[child])
        tree.hang(participle, participle, tree.dep[node])
        tree.hang(subject, participle, "nsubj:pass")
        tree.hang(node, verb, "obj")


def clause_behind_comma(tree: Tree, node: int) -> None:
    """ "Patrol ambushed, two hurt - army": what follows a comma and has a subject, or is a bare noun, completes no verb."""
    alone = (
        tree.pos[node] == "NOUN" and tree.kid(node, "case") is None or tree.kid(node, "nsubj", "nsubj:pass") is not None
    )
    first = min(tree.subtree(node)) if alone else node
    if alone and first > tree.head[node] and tree.lower[first - 1] == ",":
        tree.hang(node, tree.head[node], "parataxis")


def verb_before_label(tree: Tree, node: int) -> None:
    """ "two hurt - army": a verb with a subject is no part of the name behind the dash."""
    name = tree.head[node]
    if tree.pos[node] == "VERB" and node < name and tree.kid(node, "nsubj") is not None and tree.head[name] != node:
        above, relation = tree.head[name], tree.dep[name]
        tree.hang(node, node if above == name else above, relation)
        tree.hang(name, node, "parataxis")


def means_taken_for_pronoun(tree: Tree, node: int) -> None:
    """ "by a mine": a pronoun has no adjective."""
    noun = tree.head[node]
    if tree.pos[noun] == "PRON" and tree.lower[noun] in INSTRUMENTS and node < noun:
        tree.retag(noun, "NOUN", lemma=tree.lower[noun])


def verb_between(tree: Tree, node: int) -> None:
    """ "A settler shot dead a boy": a past form between a subject and a bare noun is the verb, and the noun its object."""
    subject = tree.head[node]
    noun = tree.head[subject]
    if tree.dep[node] != "acl" or tree.base[subject] != "nsubj" or not subject < node < noun or not is_past(tree, node):
        return
    if (
        tree.pos[noun] not in ("NOUN", "PROPN")
        or tree.kid(noun, "cop", "case") is not None
        or tree.kid(node, "obl:agent") is not None
    ):
        return
    above, relation = tree.head[noun], tree.dep[noun]
    tree.hang(node, node if above == noun else above, relation)
    tree.hang(noun, node, "obj")
    tree.hang(subject, node, "nsubj")
    tree.retag(node, "VERB", "Fin", tree.lemma[node])
    for child in tree.kids(noun, "conj", "parataxis", "punct"):
        if child > noun and tree.pos[child] in ("VERB", "AUX", "PUNCT"):
            tree.hang(child, node, tree.dep[child])


def pair_behind_as(tree: Tree, node: int) -> None:
    """ "Dozens dead as Fooland, Barland trade fire": a comma stands for "and", and the verb is that of two."""
    verb, first = tree.head[node], node - 2
    if first < 1 or tree.lower[node - 1] != "," or tree.pos[node] != "PROPN" or tree.pos[first] != "PROPN":
        return
    mark = tree.kid(first, "case")
    if mark is None or mark != first - 1 or tree.lower[mark] not in JOINING or tree.lower[verb] != tree.lemma[verb]:
        return
    if tree.base[first] not in ("obl", "nmod") or tree.pos[verb] != "VERB" or tree.kid(verb, "aux") is not None:
        return
    tree.hang(verb, tree.head[first], "advcl")
    tree.hang(first, verb, "nsubj")
    tree.hang(node, first, "conj")
    tree.hang(mark, verb, "mark")


def goes_on_saying(tree: Tree, node: int) -> None:
    """ "Fooland says 31 killed, accuses Barland": who says the one says the other, and not those who were killed."""
    clause = tree.head[node]
    verb = tree.head[clause]
    if tree.base[clause] != "ccomp" or tree.lemma[verb] not in SPEECH or tree.kid(node, "nsubj", "aux") is not None:
        return
    present = tree.lower[node].endswith("s") and tree.lower[verb].endswith("s")
    if present and tree.pos[node] == "VERB" and is_past(tree, clause) and tree.lower[node - 1] == ",":
        tree.hang(node, verb, "conj")


def left_with_the_blame(tree: Tree, node: int) -> None:
    """ "Four killed, Fooland blamed", "Fooland blamed for blast": who accuses has somebody to accuse."""
    verb = tree.head[node]
    if tree.lemma[verb] not in ACCUSING or tree.pos[verb] != "VERB" or not is_past(tree, verb):
        return
    if (
        tree.kid(verb, "obj", "aux", "iobj", "xcomp", "cop") is not None
        or tree.lower[max(tree.subtree(tree.root(verb)))] == "."
    ):
        return
    behind = any(n > verb and tree.pos[n] not in ("SPACE", "PUNCT") for n in tree.subtree(verb))
    if behind and tree.kid(verb, "ccomp") is not None:
        return  # "it was wrong, a minister blasted today"
    tree.relabel(node, "nsubj:pass")
    tree.retag(verb, "VERB", "Part", tree.lemma[verb])
    clause, above = tree.kid(verb, "ccomp"), tree.head[verb]
    if clause is not None:
        tree.hang(clause, clause if above == verb else above, tree.dep[verb])
        tree.hang(verb, clause, "parataxis")


def behind_colon(tree: Tree, node: int) -> None:
    """ "Greendale blast: 13 killed": the number behind the colon was killed, and not what stands before it."""
    verb = node + 1
    if verb >= tree.size or tree.head[verb] != tree.head[node] or tree.base[verb] != "acl" or not is_past(tree, verb):
        return
    noun = tree.head[node]
    if tree.lower[first_word(tree, node) - 1] == ":" and tree.kid(verb, "nsubj", "obj") is None and noun < node:
        tree.hang(verb, noun, "parataxis")
        tree.hang(node, verb, "nsubj:pass")


def label_behind_dash(tree: Tree, node: int) -> None:
    """ "Hospital hit by rockets – officials": what stands behind the dash has said so, and is not what hit it."""
    label = next((a for a in (node, *tree.above(node)) if a > node and tree.lower[a - 1] in DASHES), None)
    dash = label - 1 if label is not None else -1
    if label is None or not node < dash:
        return
    if any(n > label and tree.pos[n] not in ("SPACE", "PUNCT") for n in tree.subtree(tree.root(label))):
        return
    if tree.head[node] != label or tree.end[dash - 1] == tree.start[dash]:
        return
    above, relation = tree.head[label], tree.dep[label]
    for child in [c for c in tree.children[label] if c < dash and c != node]:
        tree.hang(child, node, tree.dep[child])
    tree.hang(node, node if above == label else above, relation)
    tree.hang(label, tree.root(node), "parataxis")
