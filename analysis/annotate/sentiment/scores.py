"""Sentiment: one row for each stretch of one voice in a sentence, and one for each mention of a side.

VADER (Hutto and Gilbert, ICWSM 2014) sums the valence of words by rule. On war news it measures topic more than tone: "killed" is
negative whoever writes it. `vader_adjusted` is the same rule with no valence for words that only name the conflict (see
`topic_words`) or stand in a name ("United Nations"). `target_score` is the tone towards one mention of a side (see
`tones`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import punctuation
from types import SimpleNamespace

import pandas as pd
from spacy.tokens import Doc
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    allcap_differential,
    normalize,
)

from analysis.annotate.document.sentences import sentence_at
from analysis.annotate.sentiment import tone
from analysis.annotate.sentiment.topic_words import topic_words
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.schema import Sentence, Sentiment, ValencedWord, Voice, VoiceStretch
from analysis.spans import Spans
from analysis.syntax.tree import Tree

KINDS = ("prose", "title", "subhead", "caption")
NAME = "Name"
_OUTLET = VoiceStretch(0, 0, "outlet")  # where no voices are told apart
NEGATING = frozenset([*NEGATE, "never", "without"])
# The longest word of each phrase that VADER knows: where none of them stands there is no such phrase.
IDIOMATIC = frozenset(max(phrase.split(), key=len) for phrase in [*SPECIAL_CASES, *BOOSTER_DICT] if " " in phrase)


class Vader(SentimentIntensityAnalyzer):
    """VADER's own rules, asked only about the words that have a valence, and each in its window: they look at three words before and
    two after it, but search the whole text for them at every word."""

    def compound(self, text: str) -> float:
        """As `polarity_scores(text)["compound"]`."""
        if not (text.isascii() or self.emojis.keys().isdisjoint(text)):  # emoji are read as their descriptions
            return self.polarity_scores(text)["compound"]
        words, lower = _read(text)
        lexicon = self.lexicon
        known = [i for i, word in enumerate(lower) if word in lexicon]
        if not known:
            return 0.0
        valences: list[float] = [0] * len(words)
        some_capitals = allcap_differential(words)
        for i in known:
            if lower[i] not in BOOSTER_DICT and lower[i : i + 2] != ["kind", "of"]:
                first = max(i - 3, 0)
                window = SimpleNamespace(words_and_emoticons=words[first : i + 3], is_cap_diff=some_capitals)
                (valences[i],) = self.sentiment_valence(0, window, words[i], i - first, [])
        total = float(sum(self._but_check(words, valences) if "but" in lower else valences))
        emphasis = self._punctuation_emphasis(text)
        return round(normalize(total + emphasis if total > 0 else total - emphasis if total < 0 else total), 4)

    @staticmethod
    def _negation_check(valence: float, words_and_emoticons: list[str], start_i: int, i: int) -> float:
        """VADER compares the word before with each of its sixty negations; most words need not be compared."""
        before, next_to = words_and_emoticons[i - start_i - 1].lower(), words_and_emoticons[i - 1].lower()
        if before in NEGATING or "n't" in before or next_to in ("so", "this"):
            return SentimentIntensityAnalyzer._negation_check(valence, words_and_emoticons, start_i, i)
        return valence

    @staticmethod
    def _special_idioms_check(valence: float, words_and_emoticons: list[str], i: int) -> float:
        """The same for its phrases."""
        if IDIOMATIC.isdisjoint(map(str.lower, words_and_emoticons)):
            return valence
        return SentimentIntensityAnalyzer._special_idioms_check(valence, words_and_emoticons, i)


class Scorer:
    """VADER with and without the words that only name the conflict (`topic`)."""

    def __init__(self, topic: frozenset[str]):
        self.plain = Vader()
        self.topic = topic
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
def _read(text: str) -> tuple[list[str], list[str]]:
    """The words of a text as VADER cuts it (marks around a word of more than two letters are no part of it), and in lower case."""
    words = [bare if len(bare := word.strip(punctuation)) > 2 else word for word in text.split()]
    return words, list(map(str.lower, words))


def towards(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """Tone of each text towards the mention at its (start, end): negative, neutral, positive (probabilities), target_score in
    [-1, 1] (positive minus negative). The words of the mention itself are not looked at.

    Raises ValueError where a span is empty or lies outside its text.
    """
    return tone.towards(texts, spans)


@step("sentiment", sees=lambda codebook: sorted(topic_words(codebook)))
def make_sentiment(codebook: Codebook) -> Make:
    """Write `doc._.sentiment` and `doc._.valences`."""
    scorer = _scorer(topic_words(codebook))

    def scored(doc: Doc) -> tuple[list[Sentiment], list[ValencedWord]]:
        stretches, valenced = _by_words(doc, doc._.tree, scorer)
        return stretches + _mentions(doc), valenced

    return scored


def _by_words(doc: Doc, tree: Tree, scorer: Scorer) -> tuple[list[Sentiment], list[ValencedWord]]:
    """What VADER says of the stretches of a document, and the words that made it say so."""
    names = Spans([*tree.mentions, *doc._.terms])
    valenced = _valenced(tree, scorer)
    named = [node for node in valenced if names.hold(tree.start[node], tree.start[node] + 1)]
    return _stretches(doc, tree, scorer, named), list(_valences(doc, tree, scorer, valenced, named))


@lru_cache(maxsize=2)
def _scorer(topic: frozenset[str]) -> Scorer:
    return Scorer(topic)


def _sides(doc: Doc) -> dict[str | None, str | None]:
    """The side of each attribution's source."""
    return {a.attribution_id: a.source_side for a in doc._.attributions}


def _counted(doc: Doc) -> list[Sentence]:
    return [row for row in doc._.sentence_rows if row.kind in KINDS]


def _valenced(tree: Tree, scorer: Scorer) -> list[int]:
    """The tokens that VADER's lexicon knows."""
    lexicon = scorer.plain.lexicon
    return [n for n, word in enumerate(tree.lower) if word in lexicon and any(map(str.isalpha, word))]


def _valences(doc: Doc, tree: Tree, scorer: Scorer, valenced: list[int], named: list[int]) -> Iterator[ValencedWord]:
    in_names = set(named)
    sentences = _counted(doc)
    ends, voices = [row.end for row in sentences], Spans[VoiceStretch](doc._.voices)
    for node in valenced:
        word, start, end = tree.lower[node], tree.start[node], tree.end[node]
        number = bisect_right(ends, start)
        if number < len(ends) and sentences[number].start < end:
            sentence = sentences[number]
            stretch = voices.most_of(start, end) or _OUTLET
            topic = word in scorer.topic or node in in_names
            valence = float(scorer.plain.lexicon[word])
            yield ValencedWord(
                sentence.sentence_id, start, end, word, valence, topic, stretch.voice, stretch.attribution_id
            )


def _stretches(doc: Doc, tree: Tree, scorer: Scorer, named: list[int]) -> list[Sentiment]:
    """The parts of each sentence that stand in one voice, stretches of one voice and attribution in one row. `named`: valenced
    words inside a name."""
    sides, voices, rows = _sides(doc), Spans[VoiceStretch](doc._.voices), []
    for sentence in _counted(doc):
        parts: dict[tuple[Voice, str | None], list[tuple[int, int]]] = {}
        for stretch in voices.overlapping(sentence.start, sentence.end):
            span = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
            parts.setdefault((stretch.voice, stretch.attribution_id), []).append(span)
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
    first = bisect_left(named, start, key=tree.start.__getitem__)
    for node in named[first : bisect_right(named, end, key=tree.end.__getitem__)]:
        parts += [tree.text[start : tree.start[node]], NAME]
        start = tree.end[node]
    return "".join([*parts, tree.text[start:end]])


def _mentions(doc: Doc) -> list[Sentiment]:
    """A row a mention of a side, with the tone towards it."""
    sides, voices, rows = _sides(doc), Spans[VoiceStretch](doc._.voices), []
    for found in doc._.tones:
        stretch = voices.most_of(found.start, found.end) or _OUTLET
        row = Sentiment(
            sentence_at(doc, found.start), found.start, found.end, stretch.voice, sides.get(stretch.attribution_id), found.side,
            target_score=found.score, attribution_id=stretch.attribution_id,
        )  # fmt: skip
        rows.append(row)
    return rows
