"""Words that a writer disowns: "so-called X", "what Y calls X"."""

import re
from bisect import bisect_left

from analysis.english.lexicon import words_with
from analysis.english.word_classes import word_class
from analysis.syntax.tree import NOMINAL, Tree

_WORDS = sorted(word.replace("-", "[- ]") for word in word_class("disowning_words"))
_DISOWNING = re.compile(rf"(?i)\b(?:{'|'.join(_WORDS)})\s+[\"'“‘«]?$")
_LONGEST_MARKER = 40  # characters
_CALLING = words_with("frames", "as", "verb")
_BETWEEN = NOMINAL | {"ADV", "PUNCT", "PART", "AUX"}
_LONGEST = 8  # words between "what" and what it is called


def is_disowned(tree: Tree, start: int) -> bool:
    """Whether what begins at a character is somebody else's word for it, as the writer says right before it."""
    return bool(_DISOWNING.search(tree.text, max(0, start - _LONGEST_MARKER), start)) or _as_called(tree, start)


def _as_called(tree: Tree, start: int) -> bool:
    """ "what Y calls X", "what it described as a X": "what" with its subject, the verb, then only words of the phrase."""
    node = bisect_left(tree.start, start) - 1
    while node > 0 and (tree.pos[node] in ("DET", "ADJ", "PUNCT") or tree.lower[node] == "as"):
        node -= 1
    if node <= 0 or tree.lemma[node] not in _CALLING or tree.pos[node] != "VERB":
        return False
    for before in range(node - 1, max(node - _LONGEST, -1), -1):
        if tree.lower[before] == "what":
            return True
        if tree.pos[before] not in _BETWEEN and tree.pos[before] != "ADP":
            return False
    return False
