"""Mends what a parser often gets wrong and other words of the sentence show to be wrong.

`mend(tree)` tries every rule of `RULES`, in order, on each word: a later rule sees the tree as the earlier ones have left it.
"""

from collections.abc import Callable
from typing import NamedTuple

from analysis.english.lexicon import lexicon
from analysis.english.word_classes import word_class
from analysis.syntax.tree import CONTENTS, NOMINAL, Tree

RELATIVE_SUBJECTS = word_class("relative_subjects")


class Rule(NamedTuple):
    """`relations`: those of the words that a rule is tried on, as they were before it; `mend(tree, node)` changes the tree or not."""

    name: str
    relations: frozenset[str]
    mend: Callable[[Tree, int], None]


def mend(tree: Tree) -> Tree:
    """The same tree, mended."""
    known = lexicon().forms
    for node, (pos, lower) in enumerate(zip(tree.pos, tree.lower, strict=True)):
        if pos == "VERB" and lower in known:  # a trained lemmatizer errs on rare verbs
            tree.lemma[node] = known[lower]
    for rule in RULES:
        for node in [node for node, dep in enumerate(tree.dep) if dep in rule.relations]:
            rule.mend(tree, node)
    return tree


def _verb_with_object(tree: Tree, node: int) -> None:
    """A modifier before its noun that has a subject is a verb with its object: "X, an adviser, accused foreign forces"."""
    noun = tree.head[node]
    if tree.pos[node] == "VERB" and node < noun and tree.kid(node, "nsubj") is not None:
        above = tree.head[noun]
        tree.hang(node, node if above == noun else above, tree.dep[noun])
        tree.hang(noun, node, "obj")


def _taken_up(tree: Tree, node: int) -> None:
    """A noun with an article of its own before a name takes up what was said and is no part of the name: "..., a claim X denied"."""
    name = tree.head[node]
    verb = tree.head[name]
    if (
        tree.lemma[node].lower() in CONTENTS
        and tree.pos[name] == "PROPN"
        and node < name < verb
        and tree.base[name] == "nsubj"
        and tree.head[verb] < node - 1
        and tree.lower[node - 1] in ("a", "an", "the")
    ):
        tree.hang(node, tree.head[verb], "appos")
        tree.hang(node - 1, node, "det")
        tree.hang(verb, node, "acl:relcl")


def _content_clause(tree: Tree, node: int) -> None:
    """A clause with a subject of its own behind a mere "that" and a noun that holds something is no relative clause: "a warning
    that X would leave"."""
    mark = tree.kid(node, "mark")
    that = mark is not None and tree.lower[mark] == "that"
    if that and tree.lemma[tree.head[node]].lower() in CONTENTS and tree.kid(node, "nsubj") is not None:
        tree.dep[node] = "acl"


def _relative_clause(tree: Tree, node: int) -> None:
    """A clause with a relative pronoun among its arguments, or with "that" behind a noun that holds nothing, is a relative clause."""
    if _holds_relative(tree, node) or _only_relative(tree, node):
        tree.dep[node] = "acl:relcl"


def _relative_of_noun(tree: Tree, node: int) -> None:
    """A relative clause that hangs on a noun modifies the noun, not a clause."""
    if tree.pos[tree.head[node]] in NOMINAL:
        tree.dep[node] = "acl:relcl"


def _noun_of_relative(tree: Tree, node: int) -> None:
    """A relative clause whose pronoun stands right behind a noun of another clause belongs to that noun: "X seized Y in a war that
    claimed lives", hung on X."""
    pronoun = next((c for c in tree.children[node] if c < node and tree.lower[c] in RELATIVE_SUBJECTS), None)
    noun = pronoun - 1 if pronoun is not None else -1
    if noun <= tree.head[node] or tree.pos[noun] not in ("NOUN", "PROPN") or tree.is_time(noun):
        return
    while tree.dep[noun] in ("flat", "compound", "fixed") and tree.head[noun] < pronoun:
        noun = tree.head[noun]
    path = list(tree.above(noun))
    if tree.head[node] in path and node not in path:
        between = path[: path.index(tree.head[node])]
        if any(tree.pos[n] == "VERB" for n in between):
            tree.hang(node, noun, "acl:relcl")


def _only_relative(tree: Tree, node: int) -> bool:
    mark = tree.kid(node, "mark")
    noun = tree.lemma[tree.head[node]].lower()
    return (
        mark is not None
        and tree.lower[mark] == "that"
        and tree.form(node) not in ("Inf", "Ger")
        and noun not in CONTENTS
    )


def _holds_relative(tree: Tree, node: int) -> bool:
    return any(
        child < node and tree.lower[child] in RELATIVE_SUBJECTS and tree.base[child] in ("nsubj", "obj", "obl")
        for child in tree.children[node]
    )


RULES = (
    Rule("verb with an object", frozenset({"amod"}), _verb_with_object),
    Rule("noun that takes up a sentence", frozenset({"compound"}), _taken_up),
    # Before the next, which knows a relative clause by its pronoun whatever its noun holds.
    Rule("content clause", frozenset({"acl:relcl"}), _content_clause),
    Rule("relative clause", frozenset({"acl"}), _relative_clause),
    Rule("relative clause of a noun", frozenset({"advcl:relcl"}), _relative_of_noun),
    # Only of what those before have left a relative clause.
    Rule("noun of a relative clause", frozenset({"acl:relcl"}), _noun_of_relative),
)
