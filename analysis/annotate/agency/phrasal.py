"""The further words of an act of several ("took X hostage", "set fire to", "forced out of"), wherever the parse has hung them."""

from collections.abc import Iterator

from analysis.annotate.agency.harm import Sense
from analysis.english.word_classes import word_class
from analysis.syntax.tree import Tree

PARTITIVE = word_class("partitive_prepositions")


def rest(tree: Tree, node: int, sense: Sense) -> list[int] | None:
    """The words that must stand with a verb in a sense, null where one is missing. The noun that a relative clause modifies is one of
    them ("rockets that X launched"), but no word of the act's own."""
    if not sense.rest:
        return []
    near = {tree.lemma[child]: child for child in tree.children[node]}
    near |= {
        tree.lower[child].removesuffix("s"): child for child in tree.kids(node, "obj")
    }  # "troops" may be its own lemma
    if node + 1 < tree.size:  # "wiped out X", where "out" passes for the preposition of X
        near.setdefault(tree.lower[node + 1], node + 1)
    found = []
    for word in sense.rest:
        place = near.get(word) if "-" not in word else _in_parts(tree, near.get(word.rpartition("-")[2]), word)
        if place is None:
            place = next((n for n in _further(tree, node, sense) if word in (tree.lower[n], tree.lemma[n])), None)
        if place is not None:
            found.append(place)
        elif tree.base[node] != "acl" or tree.lemma[tree.head[node]] != word:
            return None
    return found


def _in_parts(tree: Tree, last: int | None, word: str) -> int | None:
    """The last part of a word with a hyphen that is several tokens, if it is that word."""
    whole = last is not None and tree.text[: tree.end[last]].lower().endswith(word)
    return last if whole else None


def _further(tree: Tree, node: int, sense: Sense) -> Iterator[int]:
    """Particles taken for prepositions ("forced out of X", "drove off its owner"), and what is said of the object ("set X on fire")."""
    for phrase in tree.kids(node, "obl", "nmod", "xcomp", "advcl"):
        cases = tree.kids(phrase, "case", "mark")
        particle = cases and (cases[0] == node + 1 or len(cases) > 1 or tree.lower[cases[0]] in PARTITIVE)
        if particle or cases and tree.lemma[phrase] in sense.rest:
            yield cases[0]
    for noun in tree.kids(node, "obj", "xcomp"):
        for word in tree.children[noun]:
            if word > noun and tree.base[word] in ("amod", "acl", "advmod", "xcomp", "nmod"):
                yield from (case for case in tree.kids(word, "case") if tree.lower[case] in sense.rest)
                if tree.base[word] != "nmod" or tree.preposition(word) in sense.rest:
                    yield word
