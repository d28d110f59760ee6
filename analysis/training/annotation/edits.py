"""Corrections, a line for each sentence: its name, or the end of it, then commands between semicolons.

003-05 ok                          read, nothing to correct
003-05 4 7 acl:relcl; 3 4 nsubj    word 4 hangs on word 7 as acl:relcl, word 3 on word 4
003-05 9 0; 2 VBN; 5 PROPN         word 9 is the root; tags, UPOS or XPOS
003-05 join 5; split 7 can|not     words 5 and 6 are one, word 7 is two (later numbers move)
003-05 drop                        without this sentence
003-05 5 lemma=lead feats=… form=… space=no
"""

from collections.abc import Iterable

from analysis.training.annotation import features, punctuation
from analysis.training.annotation.checks import RELATIONS
from analysis.training.annotation.tags import PAIRS, UPOS, Habits
from analysis.training.annotation.trees import Row, Tree


def edit(trees: list[Tree], lines: Iterable[str], by: str, habits: Habits) -> tuple[list[Tree], list[str]]:
    """The trees that were corrected (noted as such), and what could not be done. Dropped ones are taken out of `trees`."""
    touched, refused = [], []
    for line in filter(None, map(str.strip, lines)):
        name, _, rest = line.partition(" ")
        found = [tree for tree in trees if tree.name == name or tree.name.endswith(f"-{name}")]
        if len(found) != 1:
            refused.append(f"{line}: {len(found)} sentences of that name")
            continue
        tree = found[0]
        for command in map(str.strip, rest.split(";")):
            try:
                if command == "drop":
                    trees.remove(tree)
                elif command not in ("", "ok"):
                    _apply(tree, command.split(), habits)
            except (ValueError, IndexError, KeyError) as error:
                refused.append(f"{name} {command}: {error}")
        punctuation.mend(tree)
        features.settle(tree)
        tree.note("corrected", by)
        touched.append(tree)
    return touched, refused


def _apply(tree: Tree, words: list[str], habits: Habits) -> None:
    if words[0] == "join":
        _join(tree, int(words[1]))
    elif words[0] == "split":
        _split(tree, int(words[1]), words[2].split("|"))
    else:
        number = int(words[0])
        if not 1 <= number <= len(tree.rows):
            raise ValueError("no such word")
        for word in words[1:]:
            _change(tree, tree.rows[number - 1], word, habits)


def _change(tree: Tree, row: Row, word: str, habits: Habits) -> None:
    key, _, value = word.partition("=")
    if word.isdigit():
        if int(word) > len(tree.rows):
            raise ValueError("no such head")
        row.head = int(word)
        row.rel = row.rel if row.head else "root"
    elif word in RELATIONS:
        row.rel = word
    elif word in UPOS or word in PAIRS:
        habits.retag(row, word)
    elif key == "space":
        row.space = value == "yes"
    elif key in ("form", "lemma", "feats", "upos", "xpos"):
        setattr(row, key, value)
    else:
        raise ValueError(f"{word} is neither a word, a relation nor a tag")


def _join(tree: Tree, number: int) -> None:
    """One word of two, in the place of the one that hangs outside."""
    one, other = tree.rows[number - 1 : number + 1]
    kept = other if one.head == number + 1 else one
    tree.rows[number - 1 : number + 1] = [
        Row(one.form + other.form, one.lemma + other.lemma, kept.upos, kept.xpos, kept.feats, kept.head, kept.rel, other.space)
    ]  # fmt: skip
    for row in tree.rows:
        row.head -= row.head > number


def _split(tree: Tree, number: int, forms: list[str]) -> None:
    """Several words of one; the first keeps its place and the others hang on it."""
    row = tree.rows[number - 1]
    if "".join(forms) != row.form:
        raise ValueError(f"{'+'.join(forms)} is not {row.form}")
    for other in tree.rows:
        other.head += (len(forms) - 1) * (other.head > number)
    more = [Row(form, form.lower(), row.upos, row.xpos, "", number, "dep", False) for form in forms[1:]]
    more[-1].space = row.space
    row.form, row.lemma, row.space = forms[0], forms[0].lower(), False
    tree.rows[number:number] = more
