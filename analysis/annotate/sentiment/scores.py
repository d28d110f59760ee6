"""Sentiment: one row for each stretch of one voice in a sentence, and one for each mention of a side.

VADER (Hutto and Gilbert, ICWSM 2014) sums the valence of words by rule. On war news it measures topic more than tone: "killed" is
negative whoever writes it. `vader_adjusted` is the same rule with no valence for words that only name the conflict (see
`annotate.topic`) or stand in a name ("United Nations"). `target_score` is the tone towards one mention of a side (see
`annotate.targets`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import SimpleNamespace

import pandas as pd
from spacy.tokens import Doc
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer, SentiText

from analysis.annotate.attribution.voices import voice_at
from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.sentiment import tone
from analysis.annotate.sentiment.topic_words import topic_words
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.schema import Sentence, Sentiment, ValencedWord
from analysis.syntax.tree import Tree

KINDS = ("prose", "title", "subhead", "caption")
NAME = "Name"
NEGATING = frozenset([*NEGATE, "never", "without"])


class Vader(SentimentIntensityAnalyzer):
    """VADER's own rules, asked only about the words that have a valence, and each in its window: they look at three words before and
    two after it, but search the whole text for them at every word."""

    def compound(self, text: str) -> float:
        """As `polarity_scores(text)["compound"]`."""
        if not (text.isascii() or self.emojis.keys().isdisjoint(text)):  # emoji are read as their descriptions
            return self.polarity_scores(text)["compound"]
        found, lower = _read(text)
        words = found.words_and_emoticons
        if self.lexicon.keys().isdisjoint(lower):
            return 0.0
        valences: list[float] = [0] * len(words)
        for i, word in enumerate(lower):
            if word in self.lexicon and word not in BOOSTER_DICT and lower[i : i + 2] != ["kind", "of"]:
                first = max(i - 3, 0)
                window = SimpleNamespace(words_and_emoticons=words[first : i + 3], is_cap_diff=found.is_cap_diff)
                (valences[i],) = self.sentiment_valence(0, window, words[i], i - first, [])
        return self.score_valence(self._but_check(words, valences), found.text)["compound"]

    @staticmethod
    def _negation_check(valence: float, words_and_emoticons: list[str], start_i: int, i: int) -> float:
        """VADER compares the word before with each of its sixty negations; most words need not be compared."""
        before, next_to = words_and_emoticons[i - start_i - 1].lower(), words_and_emoticons[i - 1].lower()
        if before in NEGATING or "n't" in before or next_to in ("so", "this"):
            return SentimentIntensityAnalyzer._negation_check(valence, words_and_emoticons, start_i, i)
        return valence


class Scorer:
    """VADER with and without the words that only name the conflict."""

    def __init__(self, codebook: Codebook | None = None):
        self.plain = Vader()
        self.topic = topic_words(codebook)
        self.adjusted = Vader()
        for word in self.topic:
            del self.adjusted.lexicon[word]

    def vader(self, text: str) -> float | None:
        """VADER's compound score, -1 to 1; null for a text without a word."""
        return self._compound(self.plain, text)

    def vader_adjusted(self, text: str) -> float | None:
        """The same without the valence of topic words. Names have to be replaced by the caller."""
        return self._compound(self.adjusted, text)

    def both(self, text: str, nameless: str) -> tuple[float | None, float | None]:
        """`vader` of a text and `vader_adjusted` of the same without its names; scored once where that makes no difference."""
        score = self.vader(text)
        same = text == nameless and self.topic.isdisjoint(_read(text)[1])
        return score, score if same else self.vader_adjusted(nameless)

    @staticmethod
    def _compound(analyzer: Vader, text: str) -> float | None:
        return analyzer.compound(text) if any(map(str.isalnum, text)) else None


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[SentiText, list[str]]:
    """A text as VADER cuts it, and its words in lower case."""
    found = SentiText(text.strip())
    return found, [word.lower() for word in found.words_and_emoticons]


def towards(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """Tone of each text towards the mention at its (start, end): negative, neutral, positive (probabilities), target_score in
    [-1, 1] (positive minus negative). The words of the mention itself are not looked at.

    Raises ValueError where a span is empty or lies outside its text.
    """
    return tone.towards(texts, spans)


@step("sentiment")
def make_sentiment(codebook: Codebook) -> Make:
    """Write `doc._.sentiment` and `doc._.valences`."""
    scorer = _scorer(codebook.model_dump_json())

    def scored(doc: Doc) -> tuple[list[Sentiment], list[ValencedWord]]:
        names = [(m.start, m.end) for m in doc._.mentions] + [(t.start, t.end) for t in doc._.terms]
        tree = doc._.tree
        valenced = _valenced(tree, scorer)
        named = [n for n in valenced if _inside(names, tree.start[n])]
        valences = list(_valences(doc, scorer, valenced, named))
        return [*_stretches(doc, scorer, named), *_mentions(doc, codebook)], valences

    return scored


@lru_cache(maxsize=2)
def _scorer(codebook_json: str) -> Scorer:
    return Scorer(Codebook.model_validate_json(codebook_json))


def _inside(spans: list[tuple[int, int]], start: int) -> bool:
    return any(a <= start < b for a, b in spans)


def _counted(doc: Doc) -> list[Sentence]:
    return [row for row in doc._.sentence_rows if row.kind in KINDS]


def _valenced(tree: Tree, scorer: Scorer) -> list[int]:
    """The tokens that VADER's lexicon knows."""
    lexicon = scorer.plain.lexicon
    return [n for n, word in enumerate(tree.lower) if word in lexicon and any(map(str.isalpha, word))]


def _valences(doc: Doc, scorer: Scorer, valenced: list[int], named: list[int]) -> Iterator[ValencedWord]:
    tree, in_names = doc._.tree, set(named)
    sentences = _counted(doc)
    ends = [row.end for row in sentences]
    for node in valenced:
        word, start, end = tree.lower[node], tree.start[node], tree.end[node]
        number = bisect_right(ends, start)
        if number < len(ends) and sentences[number].start < end:
            sentence = sentences[number]
            voice, _, attribution_id = voice_at(doc, start, end)
            topic = word in scorer.topic or node in in_names
            valence = float(scorer.plain.lexicon[word])
            yield ValencedWord(sentence.sentence_id, start, end, word, valence, topic, voice, attribution_id)


def _stretches(doc: Doc, scorer: Scorer, named: list[int]) -> list[Sentiment]:
    """The parts of each sentence that stand in one voice, stretches of one voice and attribution in one row. `named`: valenced
    words inside a name."""
    sides = {a.attribution_id: a.source_side for a in doc._.attributions}
    tree, rows = doc._.tree, []
    for sentence in _counted(doc):
        parts: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
        for stretch in doc._.voices:
            start, end = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
            if start < end:
                parts.setdefault((stretch.voice, stretch.attribution_id), []).append((start, end))
        for (voice, attribution_id), spans in parts.items():
            text = " ".join(tree.text[a:b] for a, b in spans)
            nameless = " ".join(_without(tree, named, a, b) for a, b in spans)
            score, adjusted = scorer.both(text, nameless)
            if score is None:
                continue
            row = Sentiment(sentence.sentence_id, spans[0][0], spans[-1][1], voice, sides.get(attribution_id))
            row.vader, row.vader_adjusted, row.attribution_id = score, adjusted, attribution_id
            rows.append(row)
    return rows


def _without(tree: Tree, named: list[int], start: int, end: int) -> str:
    """The characters from start to end, valenced words of names replaced."""
    parts = []
    for node in named:
        if start <= tree.start[node] and tree.end[node] <= end:
            parts += [tree.text[start : tree.start[node]], NAME]
            start = tree.end[node]
    return "".join([*parts, tree.text[start:end]])


def _mentions(doc: Doc, codebook: Codebook) -> list[Sentiment]:
    """Mentions of a side as somebody: a place that belongs to it is none."""
    found = [m for m in doc._.mentions if m.side in codebook.side_ids and m.kind != "place"]
    scores = tone.scores(doc, [(m.start, m.end) for m in found])
    rows = []
    for mention, score in zip(found, scores, strict=True):
        voice, side, attribution_id = voice_at(doc, mention.start, mention.end)
        number = sentence_at(doc, mention.start)
        row = Sentiment(number, mention.start, mention.end, voice, side, mention.side, attribution_id=attribution_id)
        row.target_score = score
        rows.append(row)
    return rows
