"""What WordNet says of a word's meaning, for training only: `analysis.training.tone` turns it into the shipped table.

Every word is a row of weighted features of its senses: the synsets themselves and those related to them, the words of their
glosses and of related glosses, the topic file. Words of like meaning have like rows, as in Esuli and Sebastiani (LREC 2006), who
learn polarity from glosses, and Saedi et al. (RepL4NLP 2018), who make vectors of the graph.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from analysis.training.wordnet import Key, WordNet

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


def gloss_words(net: WordNet, synset: Key) -> Counter[str]:
    """How often the gloss of a synset has each word, by its entry; function words left out."""
    words = _WORD.findall(net.synsets[synset].gloss.lower())
    return Counter(net.lemma(word) for word in words if word not in _STOP)


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
    glosses = {synset: gloss_words(net, synset) for synset in net.synsets}
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
