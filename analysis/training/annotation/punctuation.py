"""Marks that a correction has left hanging across other words are hung anew.

The last mark hangs on the root, one that opens or closes a unit on the head of that unit, one between two on the nearest word over
both (https://universaldependencies.org/u/dep/punct.html).
"""

from analysis.training.annotation.trees import Tree

UNITS = frozenset(
    ["conj", "advcl", "appos", "acl", "acl:relcl", "advcl:relcl", "parataxis", "nmod:unmarked", "discourse"]
)


def mend(tree: Tree) -> None:
    """Hang every mark that crosses other words on the first place where it does not."""
    if not tree.whole:
        return
    for i, row in enumerate(tree.rows, start=1):
        if row.mark and row.rel == "punct" and row.head and (crosses(tree, i) or tree.rows[row.head - 1].mark):
            for head in _places(tree, i):
                row.head = head
                if not crosses(tree, i):
                    break


def crosses(tree: Tree, number: int) -> bool:
    """Whether a mark hangs over a word that is not below its head, or breaks another word's arc: UD's validator calls these
    punct-is-nonproj and punct-causes-nonproj."""
    head, above = tree.rows[number - 1].head, tree.above(number)
    low, high = sorted((number, head))
    if not head:
        return False
    if any(not tree.rows[i - 1].mark and head not in tree.above(i) for i in range(low + 1, high)):
        return True
    for i, row in enumerate(tree.rows, start=1):
        start, end = sorted((i, row.head))
        if row.head and not row.mark and start < number < end and row.head not in above and not start < head < end:
            return True
    return False


def _places(tree: Tree, number: int) -> list[int]:
    words = [i for i, row in enumerate(tree.rows, start=1) if not row.mark]
    before = max((i for i in words if i < number), default=None)
    after = min((i for i in words if i > number), default=None)
    left = [before, *tree.above(before)] if before else []
    right = [after, *tree.above(after)] if after else []
    opened = [i for i in right if i not in left]
    closed = [i for i in left if i not in right]
    shared = [i for i in left if i in right]
    first = [] if after else tree.children(0)
    if opened and tree.rows[opened[-1] - 1].rel in UNITS:
        first.append(opened[-1])
    if closed and tree.rows[closed[-1] - 1].head > number:
        first.append(closed[-1])
    return [*first, *shared[:1], *closed[::-1], *opened[::-1], *shared[1:]]
