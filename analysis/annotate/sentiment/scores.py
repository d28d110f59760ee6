"""Sentiment: one row for each stretch of one voice in a sentence, and one for each mention of a side.

VADER (Hutto and Gilbert, ICWSM 2014) sums the valence of words by rule. On war news it measures topic more than tone: "killed" is
negative whoever writes it. `vader_adjusted` is the same rule with no valence for words that only name the conflict (see
`topic_words`) or stand in a name ("United Nations"). `target_score` is the tone towards one mention of a side (see
`tones`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from operator import attrgetter
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
from analysis.annotate.document.text import text as text_of
from analysis.annotate.sentiment import tone
from analysis.annotate.sentiment.topic_words import topic_words
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.english.entries import Harm
from analysis.schema import KnownWord, NamedWord, Sentence, Sentiment, ValencedWord, Voice, VoiceStretch
from analysis.spans import Spans
from analysis.syntax.tree import Tree

KINDS = ("prose", "title", "subhead", "caption")
NAME = "Name"
_START, _END = attrgetter("start"), attrgetter("end")
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
        self.topic = topic
        self.plain, self.adjusted = _vader(), copy(_vader())
        self.adjusted.lexicon = {word: value for word, value in self.plain.lexicon.items() if word not in topic}

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


@lru_cache(maxsize=1)
def _vader() -> Vader:
    return Vader()


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


@step("valenced_words")
def make_valenced_words(codebook: Codebook) -> Make:
    """Write `doc._.valenced_words`."""
    return lambda doc: _valenced(doc._.tree)


def _valenced(tree: Tree) -> list[KnownWord]:
    """The tokens that VADER's lexicon knows."""
    lexicon, starts, ends = _vader().lexicon, tree.start, tree.end
    known = [n for n, word in enumerate(tree.lower) if word in lexicon and any(map(str.isalpha, word))]
    return [KnownWord(starts[n], ends[n], tree.lower[n]) for n in known]


@step("named_words")
def make_named_words(codebook: Codebook) -> Make:
    """Write `doc._.named_words`."""
    return _named


def _named(doc: Doc) -> list[NamedWord]:
    names = Spans([*doc._.mentions, *doc._.terms])
    return [NamedWord(w.start, w.end) for w in doc._.valenced_words if names.hold(w.start, w.start + 1)]


@step("sentiment")
def make_sentiment(codebook: Codebook) -> Make:
    """Write `doc._.sentiment` and `doc._.valences`."""
    return _scored


def _scored(doc: Doc) -> tuple[list[Sentiment], list[ValencedWord]]:
    """The stretches of a document, what VADER says of them and which words made it say so, and the mentions of sides."""
    scorer = _scorer(_topic(tuple((match.part, match.phrase) for match in doc._.predicate_matches)))
    return _stretches(doc, text_of(doc), scorer) + _mentions(doc), list(_valences(doc, scorer))


@lru_cache(maxsize=256)
def _topic(own: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Topic words with those of the codebook's own words for acts, verbs and nouns."""
    verbs, nouns = (tuple(phrase for part, phrase in own if part == asked) for asked in ("verb", "noun"))
    return topic_words([Harm(event_class="other", verbs=verbs, nouns=nouns)])


@lru_cache(maxsize=32)
def _scorer(topic: frozenset[str]) -> Scorer:
    return Scorer(topic)


def _sides(doc: Doc) -> dict[str | None, str | None]:
    """The side of each attribution's source."""
    return {a.attribution_id: a.source_side for a in doc._.attributions}


def _counted(doc: Doc) -> list[Sentence]:
    return [row for row in doc._.sentence_rows if row.kind in KINDS]


def _valences(doc: Doc, scorer: Scorer) -> Iterator[ValencedWord]:
    in_names = {word.start for word in doc._.named_words}
    sentences = _counted(doc)
    ends, voices = [row.end for row in sentences], Spans[VoiceStretch](doc._.voices)
    for known in doc._.valenced_words:
        word, start, end = known.word, known.start, known.end
        number = bisect_right(ends, start)
        if number < len(ends) and sentences[number].start < end:
            sentence = sentences[number]
            stretch = voices.most_of(start, end) or _OUTLET
            topic = word in scorer.topic or start in in_names
            valence = float(scorer.plain.lexicon[word])
            yield ValencedWord(
                sentence.sentence_id, start, end, word, valence, topic, stretch.voice, stretch.attribution_id
            )


def _stretches(doc: Doc, text: str, scorer: Scorer) -> list[Sentiment]:
    """The parts of each sentence that stand in one voice, stretches of one voice and attribution in one row."""
    sides, voices, rows = _sides(doc), Spans[VoiceStretch](doc._.voices), []
    named = doc._.named_words
    for sentence in _counted(doc):
        parts: dict[tuple[Voice, str | None], list[tuple[int, int]]] = {}
        for stretch in voices.overlapping(sentence.start, sentence.end):
            span = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
            parts.setdefault((stretch.voice, stretch.attribution_id), []).append(span)
        for (voice, attribution_id), spans in parts.items():
            said = " ".join(text[a:b] for a, b in spans)
            nameless = " ".join(_without(text, named, a, b) for a, b in spans)
            score, adjusted = scorer.both(said, nameless)
            if score is None:
                continue
            row = Sentiment(sentence.sentence_id, spans[0][0], spans[-1][1], voice, sides.get(attribution_id))
            row.vader, row.vader_adjusted, row.attribution_id = score, adjusted, attribution_id
            rows.append(row)
    return rows


def _without(text: str, named: list[NamedWord], start: int, end: int) -> str:
    """The characters from start to end, valenced words of names replaced."""
    parts = []
    first = bisect_left(named, start, key=_START)
    for word in named[first : bisect_right(named, end, key=_END)]:
        parts += [text[start : word.start], NAME]
        start = word.end
    return "".join([*parts, text[start:end]])


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
