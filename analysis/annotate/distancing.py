"""Words that a writer disowns: "so-called X", "what Y calls X"."""

import re
from collections.abc import Iterable, Iterator

from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.schema import Disowned
from analysis.syntax.tree import NOMINAL, Tree

_WORDS = sorted(word.replace("-", "[- ]") for word in word_class("disowning_words"))
_DISOWNING = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS)})\s+[\"'“‘«]?$")
_LONGEST_MARKER = 40  # characters
_CALLING = words_with("frames", "as", "verb")
_BETWEEN = NOMINAL | {"ADV", "PUNCT", "PART", "AUX"}
_LONGEST = 8  # words between "what" and what it is called


def is_disowned(text: str, called: Iterable[Disowned], start: int) -> bool:
    """Whether what begins at a character is somebody else's word for it, as the writer says right before it. `called`: as the grammar of
    the text says it."""
    if _DISOWNING.search(text, max(0, start - _LONGEST_MARKER), start):
        return True
    return any(place.start <= start < place.end for place in called)


@step("disowned")
def make_disowned(codebook: Codebook) -> Make:
    """Write `doc._.disowned`."""
    return lambda doc: list(_called(doc._.tree))


def _called(tree: Tree) -> Iterator[Disowned]:
    """Behind "what Y calls", "what it described as a", up to the first word that is no article, adjective or mark."""
    for verb, lemma in enumerate(tree.lemma):
        if lemma in _CALLING and tree.pos[verb] == "VERB" and tree.lower[verb] != "as" and _behind_what(tree, verb):
            last = verb
            while last + 1 < tree.size and _is_between(tree, last + 1):
                last += 1
            end = tree.start[last + 1] if last + 1 < tree.size else len(tree.text)
            yield Disowned(tree.start[verb] + 1, end + 1)


def _is_between(tree: Tree, node: int) -> bool:
    return tree.pos[node] in ("DET", "ADJ", "PUNCT") or tree.lower[node] == "as"


def _behind_what(tree: Tree, verb: int) -> bool:
    """Whether "what" stands before a verb with nothing but its subject between."""
    for before in range(verb - 1, max(verb - _LONGEST, -1), -1):
        if tree.lower[before] == "what":
            return True
        if tree.pos[before] not in _BETWEEN and tree.pos[before] != "ADP":
            return False
    return False
