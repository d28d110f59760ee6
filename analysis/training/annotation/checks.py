"""What no tree may have, after UD's validator (level 3), and what is so rare that it is looked at again.

A tree in order gives no problem. `doubts` finds trees that are allowed, but more often wrong than right.
"""

from collections.abc import Callable, Iterator

from analysis.training.annotation.punctuation import crosses
from analysis.training.annotation.tags import PAIRS, Habits
from analysis.training.annotation.trees import Row, Tree

RELATIONS = frozenset([
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp",
    "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse",
    "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked",
    "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct",
    "reparandum", "root", "vocative", "xcomp",
])  # fmt: skip
# The parts of speech that a relation takes, where it does not take all; heads of fixed phrases are excused.
TAKES = {
    "det": "DET PRON", "det:predet": "DET", "nummod": "NUM", "aux": "AUX", "aux:pass": "AUX", "cop": "AUX", "punct": "PUNCT", "expl": "PRON",
    "case": "ADP PART VERB SYM ADJ ADV SCONJ X", "mark": "SCONJ PART ADP ADJ ADV VERB", "cc": "CCONJ SYM ADV PART", "cc:preconj": "CCONJ ADV",
    "compound:prt": "ADP", "advmod": "ADV PART ADJ DET SYM", "amod": "ADJ VERB NUM", "nmod:desc": "PROPN NOUN", "flat": "PROPN NUM X NOUN SYM",
}  # fmt: skip
# What may hang on a function word.
BEARS = {
    "case": "fixed punct conj cc advmod", "mark": "fixed punct conj cc advmod obl:unmarked", "aux": "conj cc punct", "aux:pass": "conj cc punct",
    "cop": "punct conj cc", "cc": "fixed punct conj", "punct": "punct", "fixed": "punct", "det": "punct conj cc advmod obl", "goeswith": "",
    "compound:prt": "punct advmod conj cc", "flat": "punct",
}  # fmt: skip
RIGHTWARD = frozenset(["conj", "fixed", "flat", "appos", "goeswith"])
ONCE = (
    ("subjects", ("nsubj", "nsubj:pass", "csubj", "csubj:pass")),
    ("objects", ("obj",)),
    ("indirect objects", ("iobj",)),
)
RARE = 3  # times in the treebanks


def problems(tree: Tree) -> list[str]:
    """What is wrong."""
    roots = tree.children(0)
    if len(roots) != 1:
        return [f"{len(roots)} roots"]
    if not tree.whole:
        return [f"{i}:{r.form} in a cycle" for i, r in enumerate(tree.rows, 1) if i in tree.above(i)] or [
            "no such head"
        ]
    return [
        f"{i}:{row.form} {what}" for i, row in enumerate(tree.rows, 1) for rule in WRONG for what in rule(tree, i, row)
    ]


def _relation(tree: Tree, number: int, row: Row) -> Iterator[str]:
    if row.rel not in RELATIONS:
        yield f"has the unknown relation {row.rel}"
    if (row.head == 0) != (row.rel == "root"):
        yield "is root without hanging on nothing, or the reverse"
    fixed = any(tree.rows[i - 1].rel == "fixed" for i in tree.children(number))
    if row.rel in TAKES and row.upos not in TAKES[row.rel].split() and not fixed:
        yield f"is {row.upos} and cannot be {row.rel}"
    if fixed and "ExtPos=" not in row.feats:
        yield "begins a fixed phrase without ExtPos"
    if row.mark and row.rel not in ("punct", "root"):
        yield f"is a mark and cannot be {row.rel}"


def _tags(tree: Tree, number: int, row: Row) -> Iterator[str]:
    if row.upos not in PAIRS.get(row.xpos, "").split():
        yield f"is {row.upos} and {row.xpos}"
    if row.lemma in ("", "_"):
        yield "has no lemma"


def _place(tree: Tree, number: int, row: Row) -> Iterator[str]:
    if row.head == 0:
        return
    head = tree.rows[row.head - 1]
    if head.rel in BEARS and row.rel not in BEARS[head.rel].split():
        yield f"hangs as {row.rel} on {head.form}, which is {head.rel}"
    if head.mark and not row.mark:
        yield "hangs on a mark"
    if row.rel in RIGHTWARD and row.head > number:
        yield f"stands before its head as {row.rel}"
    if row.mark and crosses(tree, number):
        yield "crosses another word's arc"


def _arguments(tree: Tree, number: int, row: Row) -> Iterator[str]:
    below = [tree.rows[i - 1] for i in tree.children(number)]
    for name, relations in ONCE:
        if sum(r.rel in relations for r in below) > 1:
            yield f"has several {name}"
    passive = any(r.rel == "aux:pass" for r in below)
    for child in below:
        if child.rel in ("nsubj", "csubj") and passive:
            yield f"is passive, but {child.form} is {child.rel}"
        if child.rel.endswith("subj:pass") and row.upos == "VERB" and row.xpos != "VBN":
            yield f"is {row.xpos}, but {child.form} is {child.rel}"


def _marking(tree: Tree, number: int, row: Row) -> Iterator[str]:
    cases = [tree.rows[i - 1].form.lower() for i in tree.children(number) if tree.rows[i - 1].rel == "case"]
    if row.rel == "obl:agent" and "by" not in cases:
        yield "is obl:agent without by"
    if row.rel in ("obl:unmarked", "nmod:unmarked") and cases:
        yield f"is {row.rel} with {cases[0]}"


WRONG: tuple[Callable[[Tree, int, Row], Iterator[str]], ...] = (_relation, _tags, _place, _arguments, _marking)


def doubts(tree: Tree, habits: Habits) -> list[str]:
    """What should be looked at again."""
    if not tree.whole:
        return []
    return [
        f"{i}:{row.form} {what}" for i, row in enumerate(tree.rows, start=1) for what in _doubts(tree, i, row, habits)
    ]


def _doubts(tree: Tree, number: int, row: Row, habits: Habits) -> Iterator[str]:
    head = tree.rows[row.head - 1] if row.head else None
    times = habits.joined[head.upos if head else "", row.rel, row.upos]
    if times < RARE:
        yield f"{row.upos} as {row.rel} of {head.upos if head else 'nothing'} is seen {times} times"
    below = [tree.rows[i - 1] for i in tree.children(number)]
    rels = {r.rel for r in below}
    auxiliaries = {r.rel for r in below if r.rel.startswith("aux")}
    if row.xpos == "VBN" and "nsubj" in rels and not auxiliaries:
        yield "is a bare participle with an active subject"
    if row.rel == "acl" and not auxiliaries and row.xpos in ("VBD", "VBZ", "VBP") and "mark" not in rels:
        yield "is finite and acl"
    if row.rel == "acl:relcl" and row.xpos in ("VBN", "VBG") and not auxiliaries:
        yield "is acl:relcl without an auxiliary"
    if {"obj", "ccomp"} <= rels:
        yield "has an object and a clause (who is told something is iobj)"
    if row.rel in ("obl", "nmod") and row.upos in ("NOUN", "PROPN", "NUM") and "case" not in rels:
        yield f"is {row.rel} without a preposition"
    if (
        row.rel == "obl"
        and head
        and head.xpos == "VBN"
        and any(r.rel == "case" and r.form.lower() == "by" for r in below)
    ):
        yield "is obl with by of a participle"
