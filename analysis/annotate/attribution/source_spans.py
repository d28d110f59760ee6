"""The characters of a source: its noun phrase, appositions and names included, clauses and asides at the end left out."""

from analysis.syntax.tree import DATES, NOMINAL, Tree

# What hangs on a source and is no part of it.
_BESIDE = frozenset(
    ("acl:relcl", "parataxis", "case", "cc", "punct", "mark", "cop", "advcl", "nsubj", "advmod", "aux", "obl", "xcomp")
)
_NOT_LAST = (",", "-", "–", "—", "'s", "’s", "'", "’")
_NOT_FIRST = (",", '"', "“", "-")


def span(tree: Tree, node: int) -> tuple[int, int]:
    """Start and end of the source with a head; kept on the tree, since many rules ask."""
    if node not in tree.spans:
        tree.spans[node] = _span(tree, node)
    return tree.spans[node]


def _span(tree: Tree, node: int) -> tuple[int, int]:
    nodes = [node]
    for child in tree.children[node]:
        if not _stands_beside(tree, child):
            nodes += [n for n in tree.subtree(child) if tree.lower[n].strip()]
    colon = next((n for n in nodes if n > node and tree.lower[n] == ":"), tree.size)  # 'Name: "..."'
    first, last = min(nodes), max(n for n in nodes if n < colon)
    while last > node and tree.lower[last] in _NOT_LAST:
        last -= 1
    while first < node and (tree.lower[first] in _NOT_FIRST or tree.base[first] in ("case", "fixed")):
        first += 1
    first = next((n + 1 for n in range(node - 1, first, -1) if tree.lower[n] in ("”", "''")), first)
    start, end = tree.start[first], tree.end[last]
    for name in tree.named(start, end):  # never half a name
        start, end = min(start, name.start), max(end, name.end)
    return tree.whole(start, end)


def _stands_beside(tree: Tree, child: int) -> bool:
    if tree.dep[child] in _BESIDE or tree.dep[child] == "conj" and tree.pos[child] not in NOMINAL:
        return True
    return tree.base[child] == "nmod" and tree.lemma[child].lower() in DATES or _only_behind(tree, child)


def _only_behind(tree: Tree, clause: int) -> bool:
    """Whether a clause stands behind a source and is no part of its name: "X, accused of ...", "by X of shelling Y"."""
    if tree.dep[clause] != "acl":
        return False
    first = min(n for n in tree.subtree(clause) if tree.pos[n] != "PUNCT")
    mark = tree.kid(clause, "mark")
    return tree.form(clause) == "Fin" or tree.lower[first - 1] == "," or mark is not None and tree.lower[mark] == "of"


def head_of_name(tree: Tree, node: int) -> int:
    """The head of the name that a token is part of."""
    while (
        tree.base[node] in ("flat", "compound", "nmod")
        and tree.head[node] != node
        and abs(tree.head[node] - node) < 5
        and tree.pos[tree.head[node]] == "PROPN"
    ):
        node = tree.head[node]
    return node
