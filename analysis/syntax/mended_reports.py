"""Mending of reports: who speaks, and what somebody calls so. `mending` lists the rules."""

from analysis.english.lexicon import words_with
from analysis.syntax.tree import Tree

SPEECH = words_with("speech", True, "verb")
CALLING = words_with("frames", "as", "verb")


def it_that_speaks(tree: Tree, node: int) -> None:
    """ "It" is somebody where it says something ("It said that ..."), but not where something is said ("it is said that")."""
    verb = tree.head[node]
    active = tree.kid(verb, "aux:pass", "nsubj") is None and tree.form(verb) in ("Fin", "Part")
    if (
        tree.lower[node] == "it"
        and node < verb
        and tree.lemma[verb] in SPEECH
        and active
        and tree.kid(verb, "ccomp") is not None
    ):
        tree.relabel(node, "nsubj")


def inverted_report(tree: Tree, node: int) -> None:
    """A clause before a verb of speech is no subject where a name stands right behind the verb: "They were cooks, said X"."""
    verb = tree.head[node]
    if tree.lemma[verb] not in SPEECH or not node < verb or tree.lower[verb - 1] != ",":
        return
    name = tree.kid(verb, "obj")
    if tree.kid(node, "cop", "nsubj") is None and tree.form(node) != "Fin":
        return
    if name is not None and tree.pos[name] == "PROPN" and min(tree.subtree(name)) == verb + 1:
        tree.hang(node, verb, "ccomp")
        tree.hang(name, verb, "nsubj")


def day_of_report(tree: Tree, node: int) -> None:
    """ "X said Tuesday she would go": a day between a verb of speech and its clause says when it was said."""
    clause = tree.head[node]
    verb = tree.head[clause]
    reported = tree.dep[clause] == "ccomp" and tree.lemma[verb] in SPEECH
    subject = tree.kid(clause, "nsubj", "nsubj:pass", "expl", "csubj")
    if reported and node == verb + 1 and tree.is_time(node) and subject is not None and subject > node:
        tree.hang(node, verb, tree.dep[node])


def what_is_called(tree: Tree, node: int) -> None:
    """ "launched what it called an operation" is about an operation: "launched an operation that it called so"."""
    what = tree.head[node]
    named = tree.kid(node, "xcomp", "obj")
    if named is None:  # "what it described as an operation"
        named = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "as"), None)
    above = tree.head[what]
    if tree.lower[what] != "what" or named is None or named < node or tree.lemma[node] not in CALLING or above == what:
        return
    if tree.pos[named] in ("NOUN", "PROPN"):
        tree.hang(named, above, tree.dep[what])
        tree.hang(node, named, "acl:relcl")
        tree.hang(what, node, "obj")
        for word in tree.kids(named, "case"):
            tree.hang(word, node, "advmod")


def means_behind_report(tree: Tree, node: int) -> None:
    """ "X starves the town, Y said, by blocking the roads": what is done by it is said, and not the saying."""
    said = tree.head[node]
    mark = tree.kid(node, "mark")
    if mark is None or tree.lower[mark] != "by" or tree.form(node) != "Ger" or tree.lemma[said] not in SPEECH:
        return
    content = tree.kid(said, "ccomp", "parataxis")
    if content is None and tree.base[said] == "parataxis":
        content = tree.head[said]
    if content is not None and content < said < node and tree.lower[mark - 1] == ",":
        tree.hang(node, content, "advcl")
