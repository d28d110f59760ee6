"""Titles: the office, rank or calling right before somebody's name, and a tree that holds the two together ("Fooish deputy minister Ann
Doe"), whatever the parse has made of them."""

from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

TITLES = word_class("titles")
HONORIFICS = word_class("honorifics")
TITLE = "nmod:desc"  # the relation of a title to its name
_OF_NAME = frozenset({"compound", "amod", "appos", "nmod"})
_CORE = frozenset({"nsubj", "obj", "iobj"})
_ARGUMENTS = _CORE | {"obl", "nmod", "conj"}
_PARTICLES = word_class("particles_of_names")


def is_title(tree: Tree, node: int) -> bool:
    """Whether a word is a title of one person."""
    return tree.lemma[node].lower() in TITLES and "Number=Plur" not in tree.morph(node)


def join(tree: Tree, node: int) -> None:
    """Hang a title and the name right behind it on each other where the parse has hung them apart."""
    if not is_title(tree, node) or node + 1 >= tree.size or not _begins_name(tree, node + 1):
        return
    name = _name_behind(tree, node)
    heads = [n for n in name if tree.head[n] not in name or tree.head[n] == n]
    if not heads or tree.root(heads[0]) != tree.root(node):
        return
    head = next((n for n in heads if tree.base[n] == "nsubj"), heads[0])
    if tree.head[node] in name:
        if tree.dep[node] in _OF_NAME:
            tree.hang(node, tree.head[node], TITLE)
    elif _apart(tree, node, head, heads):
        for other in heads:
            if other != head:
                tree.hang(other, head, "flat")
        if tree.base[head] == "obl" and not tree.preposition(head) and tree.base[node] in _CORE:
            tree.hang(head, node, "flat")
        else:
            tree.hang(node, head, TITLE)


def _apart(tree: Tree, title: int, head: int, heads: list[int]) -> bool:
    """Whether the parse has hung a title and its name apart, and nothing says that they are two."""
    if title in tree.above(head):
        return False
    two = tree.kid(title, "det") is not None
    return not two and (head not in tree.above(title) or tree.base[head] in _ARGUMENTS)


def _begins_name(tree: Tree, node: int) -> bool:
    return (
        _is_capital(tree, node) and tree.pos[node] == "PROPN" and not is_title(tree, node) and not _is_other(tree, node)
    )


def _name_behind(tree: Tree, title: int) -> range:
    """The words of the name right behind a title."""
    end = title + 2
    while end < tree.size:
        particle = tree.lower[end] in _PARTICLES or tree.lower[end] == "-"
        begins = end + 1 if particle else end
        if begins >= tree.size or not _is_capital(tree, begins) or tree.is_time(begins) or _is_other(tree, begins):
            break
        end = begins + 1
    return range(title + 1, end)


def _is_capital(tree: Tree, node: int) -> bool:
    return tree.text[tree.start[node]].isupper()


def _is_other(tree: Tree, node: int) -> bool:
    """Whether a word belongs to something that the codebook or the gazetteer knows and that is no person."""
    return any(m.kind != "person" for m in tree.named(tree.start[node], tree.end[node]))


def free(tree: Tree, node: int) -> None:
    """A clause that the parse has hung on a title or its name goes to the verb whose subject the name is: "all is lost, Fooish minister
    Ann Doe said"."""
    name = tree.head[node]
    while tree.dep[name] == TITLE:
        name = tree.head[name]
    on_name = tree.dep[node] == TITLE or name != tree.head[node]
    clause = tree.pos[node] in ("VERB", "AUX") and tree.kid(node, "nsubj", "csubj") is not None
    if on_name and clause and node < name < tree.head[name] and tree.base[name] == "nsubj":
        tree.hang(node, tree.head[name], "ccomp")
