"""Tone towards one mention: a linear model over the grammar and the words around it.

The model (two logistic regressions over sparse features, trained by `analysis.annotate.train_targets` on NewsMTSC; Hamborg and Donnay, EACL 2021)
sees no name: the words of the mention are one mark, other names another, so that exchanging names changes no score. What it
knows of a mention is its role and its governing predicate (as in Jiang et al., ACL 2011), the words before and after it, its
modifiers, negation, contrast, quotation, and VADER's valence of the words near it in the tree and in the line.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from spacy.tokens import Doc, Span, Token

from analysis import parser
from analysis.annotate import records  # noqa: F401  (declares the document's lists)
from analysis.annotate.lexicon import words
from analysis.annotate.topic import vader_lexicon

CLASSES = ("negative", "neutral", "positive")
TARGET, NAME, NUMBER, MARK = "TARGET", "NAME", "NUMBER", "PUNCT"
MARKS = frozenset('.,;:!?"')
QUOTES = frozenset('"“”')
BEFORE, AFTER, NEAR = 6, 8, 3
GENERATIONS = 4  # heads above the mention that are looked at
SHORTEST_STEM = 4
# English derivation and inflection: suffix, what the stem ends in without it.
SUFFIXES = (
    ("fully", "ful"), ("ful", ""), ("ly", ""), ("ness", ""), ("ment", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
    ("er", ""), ("er", "e"), ("ists", "ist"), ("ist", ""), ("able", ""), ("able", "e"), ("ation", "e"), ("ion", "e"), ("ion", ""),
    ("ous", ""), ("ive", "e"), ("ive", ""), ("s", ""), ("ity", ""), ("al", ""),
)  # fmt: skip
Features = dict[str, float]


class TargetModel:
    """The trained weights: of each feature its inverse document frequency and a weight for every class in either classifier."""

    def __init__(self, names: list[str], idf: np.ndarray, weights: np.ndarray, bias: np.ndarray, scaling: np.ndarray):
        self.place = {name: i for i, name in enumerate(names)}
        self.idf, self.weights, self.bias, self.scaling = idf, weights, bias, scaling
        self.is_valence = np.array([name[0] == "#" for name in names])

    def probabilities(self, features: Features) -> np.ndarray:
        """Calibrated probabilities of `CLASSES`. Word features have length 1 together, the valences keep their size."""
        known = {self.place[name]: value for name, value in features.items() if name in self.place}
        places = np.fromiter(known.keys(), dtype=np.intp, count=len(known))
        values = np.fromiter(known.values(), dtype=float, count=len(known)) * self.idf[places]
        valences = self.is_valence[places]
        norm = math.sqrt(float((values[~valences] ** 2).sum())) or 1.0
        scores = np.where(valences, values, values / norm) @ self.weights[places] + self.bias
        logits = calibrated(combined(scores[np.newaxis]), self.scaling)[0]
        odds = np.exp(logits - logits.max())
        return odds / odds.sum()


def combined(scores: np.ndarray) -> np.ndarray:
    """Log of the mean of the two classifiers' probabilities; of the six scores a row, the first three are the multinomial's, the
    others those of one classifier for each class against the rest."""
    multinomial = np.exp(scores[:, :3] - scores[:, :3].max(axis=1, keepdims=True))
    against_rest = 1 / (1 + np.exp(-scores[:, 3:]))
    parts = [p / p.sum(axis=1, keepdims=True) for p in (multinomial, against_rest)]
    return np.log((parts[0] + parts[1]) / 2)


def calibrated(logits: np.ndarray, scaling: np.ndarray) -> np.ndarray:
    """Logits after vector scaling: one factor, one constant for each class."""
    return scaling[0] * logits + scaling[1:]


@lru_cache(maxsize=1)
def model() -> TargetModel:
    """The shipped model."""
    with files("analysis.annotate").joinpath("target_model", "weights.npz").open("rb") as file, np.load(file) as data:
        names = data["names"].tobytes().decode("utf-8").split("\n")
        return TargetModel(
            names, data["idf"].astype("float64"), data["weights"].astype("float64"), data["bias"], data["scaling"]
        )


def scores(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[float]:
    """target_score of each mention (start, end) of a parsed document, from its sentence; rounded to four places."""
    seen: dict[int, Context] = {}
    result = []
    for start, end in spans:
        mention = doc.char_span(start, end, alignment_mode="expand")
        sentence = mention.root.sent
        if sentence.start not in seen:
            seen[sentence.start] = Context(sentence)
        p = model().probabilities(seen[sentence.start].features(mention))
        result.append(round(float(p[2] - p[0]), 4))
    return result


def towards(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """See `analysis.annotate.sentiment.towards`."""
    pairs = list(zip(texts, spans, strict=True))
    for number, (text, (start, end)) in enumerate(pairs):
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise ValueError(f"text {number}: ({start}, {end}) is no part of a text of {len(text)} characters")
    docs = _pipeline().pipe([text for text, _ in pairs])
    rows = []
    for doc, (_, (start, end)) in zip(docs, pairs, strict=True):
        mention = doc.char_span(start, end, alignment_mode="expand")
        rows.append(model().probabilities(Context(doc[:]).features(mention)))
    table = pd.DataFrame(np.array(rows).reshape(-1, len(CLASSES)), columns=list(CLASSES))
    table["target_score"] = table["positive"] - table["negative"]
    return table


@lru_cache(maxsize=1)
def _pipeline():
    return parser.load()


class Context:
    """The words of one sentence, or of a short text, as the model sees them; shared by its mentions."""

    def __init__(self, span: Span):
        self.tokens = [t for t in span if not t.is_space]
        mentions = [m for m in span.doc._.mentions if span.start_char <= m.start < span.end_char]
        self.named = {t.i for m in mentions for t in span.doc.char_span(m.start, m.end, alignment_mode="expand")}
        self.first = self.tokens[0].i if self.tokens else span.start
        self.word = {t.i: self._masked(t) for t in self.tokens}
        self.valence = {t.i: valence(t) for t in self.tokens}
        self.negators, self.contrasts = words("sentiment", "negators"), words("sentiment", "contrasts")
        self.quotes = [t.i for t in self.tokens if t.text in QUOTES]

    def _masked(self, token: Token) -> str:
        """No word of a name gets through: the codebook's, capitals inside a sentence, and whatever is tagged as a name."""
        if (
            token.i in self.named
            or token.pos_ == "PROPN"
            or (token.text[0].isupper() and token.i != self.first and token.text != "I")
        ):
            return NAME
        if token.pos_ == "NUM":
            return NUMBER
        if token.pos_ == "PUNCT":
            return token.text if token.text in MARKS else MARK
        return token.lemma_.lower()

    def features(self, mention: Span) -> Features:
        """Feature names with their values. Names that begin with # are valences."""
        found: Features = {}
        inside = {t.i for t in mention}
        found |= self._line(inside)
        self._tree(mention, inside, found)
        return found

    def _line(self, inside: set[int]) -> Features:
        """Words of the sentence, of the window around the mention, and runs of two and three words that touch it."""
        line: list[str] = []
        for token in self.tokens:
            word = TARGET if token.i in inside else self.word[token.i]
            if word != TARGET or not line or line[-1] != TARGET:
                line.append(word)
        found: Features = {f"w={word}": 0.5 for word in line}
        found |= {f"b={a} {b}": 0.5 for a, b in zip(line, line[1:], strict=False)}
        place = line.index(TARGET)
        for offset in range(max(-BEFORE, -place), min(AFTER + 1, len(line) - place)):
            if offset:
                word = line[place + offset]
                side = f"{'L' if offset < 0 else 'R'}={word}"
                found[side] = found.get(side, 0.0) + (1.0 if abs(offset) <= NEAR else 0.7)
                if abs(offset) <= NEAR:
                    found[f"{offset}={word}"] = 1.0
        for offset in (-2, -1, 0, 1):
            if place + offset >= 0:
                run = line[place + offset : place + offset + 3]
                found[f"2{offset}={' '.join(run[:2])}"] = 1.0
                found[f"3{offset}={' '.join(run)}"] = 0.7
        found[f"place={min(4 * place // len(line), 3)}"] = 1.0
        found[f"length={min(len(line) // 10, 4)}"] = 1.0
        return found

    def _tree(self, mention: Span, inside: set[int], found: Features) -> None:
        root = mention.root
        role = root.dep_ if root.dep_ == "nsubj:pass" else root.dep_.split(":")[0]
        ancestors = self._ancestors(root)
        predicate = self._predicate(root, ancestors)
        negated = any(c.lower_ in self.negators for c in predicate.children)
        not_ = "!" if negated else ""
        head = self._seen(predicate, inside)
        found |= {f"role={root.dep_}": 1.0, f"pred={head}{not_}": 1.0, f"role+pred={role}|{head}{not_}": 1.0}
        found[f"role+bin={role}{_bin(self._value(predicate, inside))}{not_}"] = 1.0
        self._path(root, ancestors, inside, found)
        self._arguments(predicate, role, head, inside, found)
        self._modifiers(mention, inside, found)
        clause = [t for t in predicate.subtree if t.i in self.word and t.i not in inside]
        for token in clause:
            found[f"c={self.word[token.i]}"] = 0.7
        self._valences(root, predicate, role, clause, negated, inside, found)
        self._setting(root, role, predicate, inside, found)

    def _seen(self, token: Token, inside: set[int]) -> str:
        return TARGET if token.i in inside else self.word.get(token.i, MARK)

    def _value(self, token: Token, inside: set[int]) -> float:
        return 0.0 if token.i in inside else self.valence.get(token.i, 0.0)

    def _ancestors(self, root: Token) -> list[tuple[str, Token]]:
        """(relation, head) upwards from the mention."""
        found = []
        token = root
        while token.head != token and len(found) < GENERATIONS:
            found.append((token.dep_, token.head))
            token = token.head
        return found

    def _predicate(self, root: Token, ancestors: list[tuple[str, Token]]) -> Token:
        """The nearest verb, adjective or predicative noun above the mention."""
        for relation, head in ancestors:
            if head.pos_ in ("VERB", "ADJ", "AUX") or (head.pos_ == "NOUN" and relation.startswith("nsubj")):
                return head
        return ancestors[0][1] if ancestors else root

    def _path(self, root: Token, ancestors: list[tuple[str, Token]], inside: set[int], found: Features) -> None:
        path = ""
        for number, (relation, head) in enumerate(ancestors):
            path += relation + "<"
            found[f"path={path}{self._seen(head, inside)}"] = 1.0
            found[f"path+bin={path}{_bin(self._value(head, inside))}"] = 1.0
            found[f"above{number}={self._seen(head, inside)}"] = 1.0

    def _arguments(self, predicate: Token, role: str, head: str, inside: set[int], found: Features) -> None:
        for child in predicate.children:
            if child.i in inside or child.i not in self.word:
                continue
            word, relation = self.word[child.i], child.dep_
            found[f"arg={relation}={word}"] = 1.0
            found[f"role+arg={role}|{relation}={word}"] = 1.0
            found[f"pred+arg={role}|{head}|{relation}={word}"] = 1.0
            if self.valence[child.i]:
                found[f"arg+bin={role}|{relation}={_bin(self.valence[child.i])}"] = 1.0
            if relation in ("ccomp", "xcomp", "obj", "obl", "advcl", "parataxis"):
                for below in child.children:
                    if below.i in self.word and below.i not in inside and not below.is_punct:
                        found[f"below={role}|{relation}={self.word[below.i]}"] = 1.0

    def _modifiers(self, mention: Span, inside: set[int], found: Features) -> None:
        root = mention.root
        for child in root.children:
            if child.i not in self.word:
                continue
            if child.i not in inside:
                found[f"mod={child.dep_}={self.word[child.i]}"] = 1.0
                if self.valence[child.i]:
                    found[f"mod+bin={_bin(self.valence[child.i])}"] = 1.0
                for below in child.children:
                    if below.i in self.word and below.i not in inside and not below.is_punct:
                        found[f"mod2={self.word[below.i]}"] = 1.0

    def _valences(
        self, root: Token, predicate: Token, role: str, clause: list[Token], negated: bool, inside: set[int], found: Features
    ) -> None:  # fmt: skip
        """Sums of valences squashed as VADER does, x / sqrt(x² + 15)."""
        around = [(i, v) for i, v in self.valence.items() if v and i not in inside]
        here = [self.valence[t.i] for t in clause]
        near = sum(v * math.exp(-abs(i - root.i) / 6) for i, v in around)
        own = self._value(predicate, inside) / 4 * (-0.7 if negated else 1.0)
        found |= {
            "#all": _squash(sum(v for _, v in around)),
            "#all+": _squash(sum(v for _, v in around if v > 0)),
            "#all-": _squash(sum(v for _, v in around if v < 0)),
            "#clause": _squash(sum(here)),
            "#clause+": _squash(sum(v for v in here if v > 0)),
            "#clause-": _squash(sum(v for v in here if v < 0)),
            f"#clause|{role}": _squash(sum(here)),
            "#near": _squash(2 * near),
            "#pred": own,
            f"#pred|{role}": own,
            "#after": _squash(sum(v for i, v in around if i > root.i)),
            "#before": _squash(sum(v for i, v in around if i < root.i)),
        }

    def _setting(self, root: Token, role: str, predicate: Token, inside: set[int], found: Features) -> None:
        if any(c.lower_ in self.negators for c in predicate.children):
            found["negated"] = 1.0
        found[f"quoted={sum(i < root.i for i in self.quotes) % 2}"] = 1.0
        if self.quotes:
            found["quotes"] = 1.0
        if role == "nsubj" and predicate.lemma_.lower() in words("roles", "speech"):
            found["speaks"] = 1.0
        for token in self.tokens:
            if token.lower_ in self.contrasts:
                found[f"contrast={'after' if token.i > root.i else 'before'}"] = 1.0
        names = [i for i, word in self.word.items() if word == NAME and i not in inside]
        found["names"] = sum(self.word.get(i - 1) != NAME for i in names) / 3


def valence(token: Token) -> float:
    """VADER's valence of a word; where it has none, of its lemma or of the word it is derived from."""
    lexicon = vader_lexicon()
    found = lexicon.get(token.lower_) or lexicon.get(token.lemma_.lower())
    return found or (derived_valence(token.lower_) if token.pos_ in ("VERB", "NOUN", "ADJ", "ADV") else 0.0)


@lru_cache(maxsize=50_000)
def derived_valence(word: str) -> float:
    """Of the first word in the lexicon that a regular suffix makes into this one ("disgraceful" from "disgrace"); 0 if none."""
    lexicon = vader_lexicon()
    for suffix, stem_end in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            found = lexicon.get(word[: -len(suffix)] + stem_end)
            if found:
                return found
    return 0.0


def _bin(value: float) -> str:
    return "0" if not value else ("+" if value > 0 else "-") * (2 if abs(value) > 1.8 else 1)


def _squash(total: float) -> float:
    return total / math.sqrt(total * total + 15)
