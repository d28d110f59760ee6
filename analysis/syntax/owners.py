"""Whose a noun is, as its own phrase says."""

from collections.abc import Collection

from analysis.syntax.tree import Tree


def owner(tree: Tree, node: int, prepositions: Collection[str]) -> int | None:
    """ "X's claim", "the Fooish claim", "a claim by X": the owner's head; null where the phrase names none. `prepositions`: those that
    stand before an owner behind the noun."""
    found = tree.kid(node, "nmod:poss")
    if found is None:
        found = next((c for c in tree.kids(node, "compound", "amod") if tree.text[tree.start[c]].isupper()), None)
    if found is None:
        found = next((c for c in tree.kids(node, "nmod", "obl") if tree.preposition(c) in prepositions), None)
    return found
