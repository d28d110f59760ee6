"""A source by its place, where the parse has not seen that it is the cue's subject: behind "as", behind an inverted cue, right before
a finite one, between a closing mark and the cue."""

from analysis.annotate.attribution import cues
from analysis.annotate.attribution.source_kinds import is_document, is_person
from analysis.annotate.attribution.source_spans import head_of_name
from analysis.syntax.tree import NOMINAL, Tree

CLOSERS = ("”", '"', "’", "»", "''")
_SHORTEST, _LONGEST = 4, 20  # words between a closing mark and the cue


def word_before(tree: Tree, node: int, *skipped: str) -> int:
    """The word before another, adverbs or auxiliaries between them left out."""
    before = node - 1
    while before > 0 and tree.pos[before] in skipped:
        before -= 1
    return before


def behind_as(tree: Tree, node: int) -> int | None:
    """The name between "as" and a finite cue ("... as X warned"), where the parse takes "as" for a preposition."""
    name = word_before(tree, node, "AUX", "ADV")
    first = name
    while first > 0 and tree.pos[first - 1] == "PROPN":
        first -= 1
    if tree.form(node) != "Fin" or first == 0 or tree.pos[name] != "PROPN" or tree.lower[first - 1] != "as":
        return None
    return next((n for n in range(first, name + 1) if not first <= tree.head[n] <= name), name)


def inverted(tree: Tree, node: int) -> int | None:
    """ "...," said X: a noun phrase right after a finite cue that stands after a comma or a closing mark, whatever the parse calls it."""
    cue = cues.of_verb(tree, node)
    if node == 0 or tree.form(node) not in ("Fin", "Part") or cue is not None and cue[0].kind != "speech":
        return None
    behind_comma = tree.lower[node - 1] == ","
    if behind_comma:  # in "X, an adviser, accused Y" nothing has been said yet
        told = any(tree.form(n) == "Fin" and tree.pos[n] in ("VERB", "AUX") for n in range(tree.first(node), node))
        if not told or cue is not None and cue[0].cue_class in ("accusation", "demand"):
            return None
    elif tree.lower[node - 1] not in CLOSERS:
        return None
    after = tree.kids(node, "obj", "iobj", "dep", "obl:unmarked", "appos")
    found = next((c for c in after if c > node and min(tree.subtree(c)) <= node + 1), None)
    if found is None:
        return _name_behind(tree, node)
    # "..., agreed a ceasefire"
    return found if not behind_comma or is_person(tree, found) or is_document(tree, found) else None


def _name_behind(tree: Tree, node: int) -> int | None:
    """The name right behind a cue, wherever the parse has hung it."""
    name = node + 1
    if name < tree.size and tree.pos[name] == "DET" and 0 < tree.head[name] - name < 6:
        name = tree.head[name]  # "the latest paper"
        return name if tree.pos[name] in ("NOUN", "PROPN", "ADJ") and tree.lower[node - 1] != "," else None
    if name >= tree.size or tree.pos[name] != "PROPN" or tree.is_time(name):
        return None
    head = head_of_name(tree, name)
    return head if head >= name else name


def right_before(tree: Tree, node: int) -> int | None:
    """The name right before a cue that the parse has hung elsewhere ("ombudsman X said", '"...," X said')."""
    if tree.form(node) not in ("Fin", "Part") or tree.base[node] in ("acl", "amod"):
        return None
    name = word_before(tree, node, "AUX", "ADV")
    # A capitalised word alone between a closing mark and its cue is a name, whatever it is taken for.
    alone = name > 0 and tree.text[tree.start[name]].isupper() and tree.lower[name - 1] in CLOSERS
    if name < 0 or tree.is_time(name) or tree.pos[name] != "PROPN" and not alone:
        return None
    while tree.base[name] in ("flat", "compound", "conj") and abs(tree.head[name] - name) < 4:
        head = tree.head[name]
        if head > node or tree.pos[head] not in NOMINAL or tree.is_time(head):
            break
        name = head
    return name


def behind_closing(tree: Tree, node: int) -> int | None:
    """'"...," X, the envoy to Y, said': a name with its apposition between a closing mark and the cue, hung elsewhere."""
    if tree.form(node) != "Fin" or node < _SHORTEST or tree.lower[node - 1] != ",":
        return None
    for mark in range(node - _SHORTEST, max(node - _LONGEST, 0), -1):
        if tree.lower[mark] in CLOSERS:
            name = mark + 1
            if tree.pos[name] != "PROPN":
                return None
            words = range(name, next((n for n in range(name, node - 1) if tree.lower[n] == ","), name))
            return next((n for n in words if tree.head[n] not in words), None)
    return None


def right_before_finite(tree: Tree, node: int) -> int | None:
    return right_before(tree, node) if tree.form(node) == "Fin" else None
