"""Mending of whole sentences: which of their clauses leads, and what is said of what. `mending` lists the rules."""

from analysis.english.entries import BlameFrame
from analysis.english.lexicon import words_with
from analysis.syntax.mended_clauses import SPEECH, replace
from analysis.syntax.passives import is_past
from analysis.syntax.tree import Tree, first_word

# Verbs of those who mean to do something, and tell nobody else to.
WILLING = (
    words_with("complement", "irrealis", "verb")
    - words_with("control", "object", "verb")
    - words_with("frames", "raised", "verb")
)
REPORTS = SPEECH | words_with("blames", BlameFrame("somebody"), "verb")


def behind_participle(tree: Tree, node: int) -> None:
    """ "Raising the stakes, Foo on Monday threatened Bar", with Foo for an apposition to the stakes: the verb behind it has no other subject."""
    if tree.lower[first_word(tree, node) - 1] != ",":
        return
    clause = next((n for n in tree.above(node) if tree.base[n] == "advcl"), None)
    verb = tree.head[clause] if clause is not None else node
    if clause is None or not clause < node < verb or tree.form(clause) != "Ger" or tree.pos[verb] != "VERB":
        return
    if tree.kid(verb, "nsubj", "nsubj:pass", "csubj") is None and tree.kid(node, "case") is None:
        tree.hang(node, verb, "nsubj")
        for phrase in tree.kids(clause, "obl"):
            if phrase > node:
                tree.hang(phrase, verb, "obl")


def subject_of_threat(tree: Tree, node: int) -> None:
    """ "Foo at the time threatened to strike", read as a headline's passive."""
    verb = tree.head[node]
    infinitive = tree.kid(verb, "xcomp")
    if infinitive is None or tree.form(infinitive) != "Inf" or infinitive < verb or tree.form(verb) != "Part":
        return
    if tree.lemma[verb] in WILLING and tree.kid(verb, "aux", "aux:pass") is None and node < verb:
        tree.relabel(node, "nsubj")
        tree.retag(verb, "VERB", "Fin", tree.lemma[verb])


def not_only(tree: Tree, node: int) -> None:
    """ "Not only did X attack, it also lied": neither clause is said in the other; the first leads."""
    if tree.kid(node, "mark") is None and [tree.lower[c] for c in tree.kids(node, "advmod")][:2] == ["not", "only"]:
        second = tree.head[node]
        above = tree.head[second]
        tree.hang(node, node if above == second else above, tree.dep[second])
        tree.hang(second, node, "parataxis")


def predicate_behind_clause(tree: Tree, node: int) -> None:
    """ "Reports that X had attacked were untrue": a predicate without a subject of its own, behind a noun with a clause, says something of the
    noun."""
    noun = tree.head[node]
    if tree.kid(node, "cop") is None or tree.kid(node, "nsubj", "mark", "expl", "csubj") is not None or not noun < node:
        return
    clause = any(tree.kid(c, "mark") is not None for c in tree.kids(noun, "acl", "ccomp") if noun < c < node)
    if clause and tree.base[noun] in ("root", "ROOT") and tree.kid(noun, "nsubj", "cop", "aux") is None:
        for mark in tree.kids(noun, "punct"):
            if mark > node:
                tree.hang(mark, node, "punct")
        replace(tree, noun, node)
        tree.hang(noun, node, "nsubj")
        if tree.pos[noun] == "VERB":
            tree.retag(noun, "NOUN", lemma=tree.lemma[noun])
            for child in tree.kids(noun, "ccomp"):
                tree.relabel(child, "acl")


def phrase_before_predicate(tree: Tree, node: int) -> None:
    """ "The war is, in the words of X, a disaster": what stands between commas behind "is" is not what the war is."""
    phrase = next((n for n in tree.above(node) if tree.kid(n, "cop") is not None), None)
    if phrase is None or not phrase < node or tree.kid(phrase, "case") is None or tree.kid(node, "det") is None:
        return
    cop, subject = tree.kid(phrase, "cop"), tree.kid(phrase, "nsubj")
    if cop is None or subject is None or tree.lower[cop + 1] != "," or tree.lower[first_word(tree, node) - 1] != ",":
        return
    above = tree.head[phrase]
    tree.hang(node, node if above == phrase else above, tree.dep[phrase])
    for child in [c for c in tree.children[phrase] if c < first_word(tree, tree.kid(phrase, "case") or phrase)]:
        tree.hang(child, node, tree.dep[child])
    tree.hang(phrase, node, "obl")


def second_report(tree: Tree, node: int) -> None:
    """ "X insisted that Y was breaking the truce and accused Z": a verb of saying behind what is said, in the same form as the first and
    without a subject of its own, goes on with the first."""
    content = tree.head[node]
    first = tree.head[content]
    if (
        tree.base[content] != "ccomp"
        or not first < content
        or tree.lemma[content] in SPEECH
        or tree.lemma[node] not in REPORTS
    ):
        return
    if tree.lemma[first] in SPEECH and is_past(tree, first) and is_past(tree, node) and not _own_subject(tree, node):
        tree.hang(node, first, "conj")


def _own_subject(tree: Tree, node: int) -> bool:
    return tree.kid(node, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") is not None
