"""Who rules the contested place of a codebook, so that "the separatists", and the place where it speaks or acts, are theirs."""

from analysis.annotate.party import UNRESOLVED, Party
from analysis.codebook import Codebook
from analysis.english.word_classes import word_class

_BREAKAWAY = word_class("breakaway_words")


def rulers_of(codebook: Codebook) -> Party:
    """The only actor of the codebook that is the authorities of a place and is called separatist; unresolved where none or several are."""
    local = [actor for actor in codebook.actors if actor.kind == "local authorities"]
    words = {word.lower() for actor in local for _, pattern, *_ in actor.patterns() for word in pattern.split()}
    called = words & (_BREAKAWAY | {f"{word}s" for word in _BREAKAWAY})
    return Party(local[0].side or "other", local[0].id, "said") if len(local) == 1 and called else UNRESOLVED
