"""What somebody is accused of: an -ing form behind "of" and its object, which a parse takes for a noun and its modifier."""

from analysis.english.entries import BlameFrame
from analysis.english.lexicon import lexicon, words_with
from analysis.syntax.tree import Tree

ACCUSE = words_with("blames", BlameFrame("somebody"), "verb") | words_with("complement", "hedged infinitive", "verb")


def before_its_object(tree: Tree, node: int) -> None:
    """ "accused of burning barns", where "burning" passes for an adjective of the barns."""
    noun, of = tree.head[node], node - 1
    verb = tree.head[noun]
    if tree.base[verb] in ("obl", "obj", "nsubj"):  # it may hang on the accuser or the accused
        verb = tree.head[verb]
    if tree.lower[node].endswith("ing") and tree.head[of] == noun and _of(tree, of) and _accuses(tree, verb):
        tree.hang(noun, node, "obj")
        _as_clause(tree, node, verb, of)


def object_left_behind(tree: Tree, node: int) -> None:
    """ "accused of burning barns", where the barns pass for the accused."""
    verb = tree.head[node]
    if not _accuses(tree, verb):
        return
    act = min(tree.subtree(node)) - 1
    of = next((c for c in tree.kids(act, "case", "mark") if c == act - 1 and _of(tree, c)), None)
    if act > verb and of is not None and tree.head[act] == verb and tree.lower[act].endswith("ing"):
        tree.hang(node, act, "obj")
        _as_clause(tree, act, verb, of)


def _of(tree: Tree, node: int) -> bool:
    return tree.lower[node] == "of" and tree.base[node] in ("case", "mark")


def _accuses(tree: Tree, verb: int) -> bool:
    return tree.lemma[verb] in ACCUSE and tree.pos[verb] == "VERB"


def _as_clause(tree: Tree, node: int, verb: int, of: int) -> None:
    tree.hang(node, verb, "advcl")
    tree.hang(of, node, "mark")
    tree.retag(node, "VERB", "Ger", lexicon().forms.get(tree.lower[node], tree.lemma[node]))
