"""WordNet as its files have it (Fellbaum 1998; WordNet 3.0, the Debian package wordnet-base, /usr/share/wordnet), for training only.

Read here and not by NLTK or `wn`: NLTK's reader wants files that the package lacks (`lexnames`, `index.sense`) and hides the pointers
that `meanings` weighs; `wn` reads a database of its own that it downloads.
"""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSE_KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_ENDINGS = {
    "n": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")),
    "v": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "r": (),
}  # fmt: skip
Key = tuple[str, str]


class Synset(NamedTuple):
    """`topic`: number of the lexicographer's file; `words` as WordNet spells them; `relations`: symbol and synset; `frames`: numbers of
    the sentence frames of a verb."""

    topic: str
    words: list[str]
    relations: list[tuple[str, Key]]
    gloss: str
    frames: frozenset[int]


class WordNet:
    """Synsets by (kind, offset); the synsets of each (word, kind) with their counts in SemCor, commonest first; the counts of each
    (word, kind), with senses that the index has no longer."""

    def __init__(self, folder: Path):
        self.synsets: dict[Key, Synset] = {}
        self.senses: dict[Key, list[tuple[Key, int]]] = defaultdict(list)
        self.counts: Counter[Key] = Counter()
        counts: dict[tuple[str, str, int], int] = {}
        for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
            sense, number, count = line.split()
            word, _, rest = sense.partition("%")
            counts[word, SENSE_KINDS[rest[0]], int(number)] = int(count)
            self.counts[word, SENSE_KINDS[rest[0]]] += int(count)
        for kind, name in FILES.items():
            for line in _lines(folder / f"data.{name}"):
                self._add(kind, line)
            for line in _lines(folder / f"index.{name}"):
                fields = line.split()
                for rank, offset in enumerate(fields[6 + int(fields[3]) :], 1):
                    self.senses[fields[0], kind].append(((kind, offset), counts.get((fields[0], kind, rank), 0)))
        self.irregular: dict[Key, list[str]] = defaultdict(list)  # lemmas of a form
        for kind, name in FILES.items():
            for line in (folder / f"{name}.exc").read_text(encoding="utf-8").splitlines():
                form, *lemmas = line.split()
                self.irregular[form, kind] += lemmas

    def _add(self, kind: str, line: str) -> None:
        head, _, gloss = line.partition(" | ")
        fields = head.split()
        last = 4 + 2 * int(fields[3], 16)
        words = [word.partition("(")[0] for word in fields[4:last:2]]
        pointers = fields[last + 1 : last + 1 + 4 * int(fields[last])]
        relations = [
            (symbol, (target.replace("s", "a"), offset))
            for symbol, offset, target in zip(pointers[::4], pointers[1::4], pointers[2::4], strict=True)
        ]
        rest = fields[last + 1 + 4 * int(fields[last]) :]
        frames = frozenset(int(rest[i + 1]) for i, field in enumerate(rest) if field == "+")
        self.synsets[kind, fields[0]] = Synset(fields[1], words, relations, gloss, frames)

    @cache  # noqa: B019  (one object lives as long as the training)
    def lemma(self, word: str) -> str:
        """The entry that a word of a gloss is a form of; the word itself where there is none."""
        for kind in "vnar":
            stems = [word, *self.irregular.get((word, kind), [])[:1], *_stems(word, kind)]
            for stem in stems:
                if (stem, kind) in self.senses:
                    return stem
        return word

    def is_name(self, entry: Key) -> bool:
        """A word with a capital in all its senses: a name or what is derived from one."""
        return all(entry[0] not in self.synsets[synset].words for synset, _ in self.senses[entry])


def _lines(path: Path) -> list[str]:
    """Without the licence, whose lines begin with a space."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != " "]


def _stems(word: str, kind: str) -> list[str]:
    return [word[: -len(old)] + new for old, new in _ENDINGS[kind] if word.endswith(old)]
