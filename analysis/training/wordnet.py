"""What WordNet says of a word's meaning, for training only: `analysis.training.tone` turns it into the shipped table.

Every word is a row of weighted features of its senses: the synsets themselves and those related to them, the words of their
glosses and of related glosses, the topic file. Words of like meaning have like rows, as in Esuli and Sebastiani (LREC 2006), who
learn polarity from glosses, and Saedi et al. (RepL4NLP 2018), who make vectors of the graph. Reads the files of WordNet 3.0
(Fellbaum 1998; the Debian package wordnet-base, /usr/share/wordnet).
"""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSE_KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
# How near a related synset stands; antonyms are left out, what is not listed stands at OTHER.
NEAR = {
    "@": 0.7, "@i": 0.3, "~": 0.3, "&": 0.8, "+": 0.7, "\\": 0.6, "<": 0.6, "$": 0.8, "^": 0.5, "=": 0.4, "*": 0.6, ">": 0.6,
    "!": 0.0,
}  # fmt: skip
OTHER = 0.2
DIMENSIONS = 200
PLAIN = 0.6  # weight of the first sense beside the counts of SemCor, those of the others fall as 1 / rank
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ENTRY = re.compile(r"[a-z][a-z'-]+")
_STOP = frozenset({
    "a", "an", "any", "are", "as", "at", "be", "being", "by", "can", "especially", "etc", "for", "from", "has", "have", "he", "her",
    "his", "in", "into", "is", "it", "its", "may", "more", "not", "of", "on", "one", "or", "other", "she", "some", "someone",
    "something", "than", "that", "the", "this", "to", "used", "usually", "very", "was", "when", "which", "who", "with", "and",
})  # fmt: skip
_ENDINGS = {
    "n": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")),
    "v": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "r": (),
}  # fmt: skip
Key = tuple[str, str]


class Synset(NamedTuple):
    topic: str
    words: list[str]
    relations: list[tuple[str, Key]]
    gloss: str


class WordNet:
    """Synsets by (kind, offset), and the synsets of each (word, kind) with their counts in SemCor, commonest first."""

    def __init__(self, folder: Path):
        self.synsets: dict[Key, Synset] = {}
        self.senses: dict[Key, list[tuple[Key, int]]] = defaultdict(list)
        counts: dict[tuple[str, str, int], int] = {}
        for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
            sense, number, count = line.split()
            word, _, rest = sense.partition("%")
            counts[word, SENSE_KINDS[rest[0]], int(number)] = int(count)
        for kind, name in FILES.items():
            for line in _lines(folder / f"data.{name}"):
                self._add(kind, line)
            for line in _lines(folder / f"index.{name}"):
                fields = line.split()
                for rank, offset in enumerate(fields[6 + int(fields[3]) :], 1):
                    self.senses[fields[0], kind].append(((kind, offset), counts.get((fields[0], kind, rank), 0)))
        self.irregular: dict[Key, str] = {}
        for kind, name in FILES.items():
            for line in (folder / f"{name}.exc").read_text(encoding="utf-8").splitlines():
                form, *lemmas = line.split()
                self.irregular.setdefault((form, kind), lemmas[0])

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
        self.synsets[kind, fields[0]] = Synset(fields[1], words, relations, gloss)

    @cache  # noqa: B019  (one object lives as long as the training)
    def lemma(self, word: str) -> str:
        """The entry that a word of a gloss is a form of; the word itself where there is none."""
        for kind in "vnar":
            stems = [word, self.irregular.get((word, kind), ""), *(_stems(word, kind))]
            for stem in stems:
                if (stem, kind) in self.senses:
                    return stem
        return word

    def is_name(self, entry: Key) -> bool:
        """A word with a capital in all its senses: a name or what is derived from one."""
        return all(entry[0] not in self.synsets[synset].words for synset, _ in self.senses[entry])

    def gloss(self, synset: Key) -> Counter[str]:
        words = _WORD.findall(self.synsets[synset].gloss.lower())
        return Counter(self.lemma(word) for word in words if word not in _STOP)


def _lines(path: Path) -> list[str]:
    """Without the licence, whose lines begin with a space."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != " "]


def _stems(word: str, kind: str) -> list[str]:
    return [word[: -len(old)] + new for old, new in _ENDINGS[kind] if word.endswith(old)]


def _description(net: WordNet, glosses: dict[Key, Counter[str]], synset: Key) -> dict[object, float]:
    """The weighted features of one synset."""
    found: dict[object, float] = defaultdict(float, {synset: 2.0, ("topic", net.synsets[synset].topic, ""): 0.7})
    for word in net.synsets[synset].words:
        found[word.lower()] += 1.5
    for word, count in glosses[synset].items():
        found[word] += count
    for symbol, other in net.synsets[synset].relations:
        near = NEAR.get(symbol, OTHER)
        if not near:
            continue
        found[other] += near if symbol == "~" else 2 * near
        if symbol == "~":  # a general word has hundreds of hyponyms, whose glosses would drown its own
            continue
        for word, count in glosses[other].items():
            found[word] += near * count / 2
        for word in net.synsets[other].words:
            found[word.lower()] += near * 0.7
        if symbol == "@":
            for above in (target for sign, target in net.synsets[other].relations if sign == "@"):
                found[above] += 0.6
    return found


def meanings(folder: Path) -> tuple[list[str], csr_matrix, np.ndarray]:
    """Entries as "word/kind", their rows of unit length, and these rows in `DIMENSIONS` dimensions (truncated SVD)."""
    net = WordNet(folder)
    glosses = {synset: net.gloss(synset) for synset in net.synsets}
    synsets = {synset: i for i, synset in enumerate(net.synsets)}
    columns: dict[object, int] = {}
    described = [
        {columns.setdefault(name, len(columns)): value for name, value in _description(net, glosses, s).items()}
        for s in synsets
    ]
    entries = sorted(key for key in net.senses if _ENTRY.fullmatch(key[0]) and not net.is_name(key))
    shares = []
    for entry in entries:
        weights = [(synsets[s], count + PLAIN / rank) for rank, (s, count) in enumerate(net.senses[entry], 1)]
        total = sum(weight for _, weight in weights)
        shares.append({synset: weight / total for synset, weight in weights})
    rows = (_sparse(shares, len(synsets)) @ _sparse(described, len(columns))).tocsr()
    spread = np.bincount(rows.indices, minlength=rows.shape[1])
    rows, spread = rows[:, spread >= 2], spread[spread >= 2]
    rows.data = np.sqrt(rows.data)
    rows = normalize(rows @ diags(np.log(len(entries) / spread)))
    svd = TruncatedSVD(DIMENSIONS, n_iter=4, random_state=0)
    vectors = svd.fit_transform(rows) / np.sqrt(svd.singular_values_)
    return ["/".join(entry) for entry in entries], rows, normalize(vectors)


def _sparse(rows: list[dict[int, float]], width: int) -> csr_matrix:
    lengths = np.cumsum([0, *map(len, rows)])
    indices = np.array([column for row in rows for column in row], dtype=np.intp)
    data = np.array([value for row in rows for value in row.values()], dtype="float32")
    return csr_matrix((data, indices, lengths), shape=(len(rows), width))
