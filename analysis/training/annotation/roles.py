"""How often each side of a conflict does the harm and suffers it, in corrected trees.

Counted are the verbs and nouns of harm of the project's lexicon beside which a side stands. The doer is the subject of an active verb,
the agent of a passive one, and whose an attack is ("the Northland attack", "shelling by Northland"); the sufferer is the object, the
subject of a passive or of a verb like "die", whom an attack is on, and whose place it happens in. A phrase names a side by one of its
words ("a Northland drone"); words of a clause inside it don't count, nor does a phrase that names both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from analysis.english.lexicon import lexicon
from analysis.training.annotation.trees import Row, Tree

Sides = dict[str, list[list[str]]]  # of each conflict the words that name its sides
WITHIN = frozenset(["amod", "compound", "nmod", "nmod:poss", "nmod:desc", "flat", "appos"])
PLACE = frozenset(["in", "on", "at", "near", "into", "against", "across", "over"])
# Of a verb and of a noun: what hangs on it as the doer and as the sufferer, with a preposition where one is needed.
DOES = {"VERB": ("nsubj", "obl:agent"), "NOUN": ("amod", "compound", "nmod:poss", "nmod by")}
SUFFERS = {
    "VERB": ("obj", "nsubj:pass", *(f"obl {p}" for p in PLACE)),
    "NOUN": ("nmod of", *(f"nmod {p}" for p in PLACE)),
}
DIES = {"VERB": ("nsubj", *(f"obl {p}" for p in PLACE)), "NOUN": ("amod", "nmod:poss", *SUFFERS["NOUN"])}


def read_sides(path: Path) -> Sides:
    """The file that names them."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def count(trees: Iterable[Tree], sides: Sides) -> Counter[tuple[str, int, str]]:
    """By conflict, side (0 or 1) and role, "doer" or "sufferer". The trees are in order: a piece's first one names its conflict."""
    found: Counter[tuple[str, int, str]] = Counter()
    conflict = ""
    for tree in trees:
        conflict = tree.comment("conflict") or conflict
        if conflict in sides:
            found.update((conflict, side, role) for side, role in _roles(tree, sides[conflict]))
    return found


@lru_cache(maxsize=1)
def _harm() -> dict[tuple[str, str], bool]:
    """Part of speech and lemma of the words of harm; whether they have a sufferer alone."""
    words: dict[tuple[str, str], bool] = {}
    for pattern in reversed(lexicon().harm):
        words |= {("VERB", verb): pattern.agent == "none" for verb in pattern.verbs}
        words |= {("NOUN", noun): pattern.agent == "none" for noun in pattern.nouns}
    return words


def _roles(tree: Tree, sides: list[list[str]]) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(tree.rows, start=1):
        alone = _harm().get((row.upos, row.lemma))
        if alone is None:
            continue
        for child in tree.children(number):
            side = _side(tree, child, sides)
            links = _links(tree, child, tree.rows[child - 1])
            if side is not None and links & set((DIES if alone else SUFFERS)[row.upos]):
                yield side, "sufferer"
            elif side is not None and not alone and links & set(DOES[row.upos]):
                yield side, "doer"


def _links(tree: Tree, number: int, row: Row) -> set[str]:
    cases = [tree.rows[i - 1].form.lower() for i in tree.children(number) if tree.rows[i - 1].rel == "case"]
    return {row.rel, *(f"{row.rel} {case}" for case in cases)}


def _side(tree: Tree, number: int, sides: list[list[str]]) -> int | None:
    words, waiting = set(), [number]
    while waiting:
        at = waiting.pop()
        words.add(tree.rows[at - 1].form)
        waiting.extend(child for child in tree.children(at) if tree.rows[child - 1].rel in WITHIN)
    named = [side for side, names in enumerate(sides) if words & set(names)]
    return named[0] if len(named) == 1 else None
