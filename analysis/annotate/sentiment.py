"""Sentiment: one row for each stretch of one voice in a sentence, and one for each mention of a side.

VADER (Hutto and Gilbert, ICWSM 2014) sums the valence of words by rule. On war news it measures topic more than tone: "killed" is
negative whoever writes it. `vader_adjusted` is the same rule with no valence for words that only name the conflict (see
`annotate.topic`) or stand in a name ("United Nations"). `target_score` is the tone towards one mention of a side (see
`annotate.targets`).
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import punctuation

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.annotate import targets
from analysis.annotate.records import Sentence, Sentiment, ValencedWord
from analysis.annotate.sentences import sentence_at
from analysis.annotate.topic import topic_words
from analysis.annotate.voices import voice_at
from analysis.codebook import Codebook

KINDS = ("prose", "title", "subhead", "caption")
NAME = "Name"


class Scorer:
    """VADER with and without the words that only name the conflict."""

    def __init__(self, codebook: Codebook | None = None):
        self.plain = SentimentIntensityAnalyzer()
        self.topic = topic_words(codebook)
        self.adjusted = SentimentIntensityAnalyzer()
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
        same = text == nameless and self.topic.isdisjoint(_words(text))
        return score, score if same else self.vader_adjusted(nameless)

    @staticmethod
    def _compound(analyzer: SentimentIntensityAnalyzer, text: str) -> float | None:
        if not any(map(str.isalnum, text)):
            return None
        # VADER gives 0 where no word has a valence; to see that is quicker than to let it look. Emoji are words to it.
        if text.isascii() and analyzer.lexicon.keys().isdisjoint(_words(text)):
            return 0.0
        return analyzer.polarity_scores(text)["compound"]


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    """What VADER may take for a word: what stands between spaces, with and without its punctuation, lower case."""
    words = text.lower().split()
    return frozenset(words).union(word.strip(punctuation) for word in words)


def towards(texts: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """Tone of each text towards the mention at its (start, end): negative, neutral, positive (probabilities), target_score in
    [-1, 1] (positive minus negative). The words of the mention itself are not looked at.

    Raises ValueError where a span is empty or lies outside its text.
    """
    return targets.towards(texts, spans)


@Language.factory("framing_sentiment", default_config={"codebook": None})
def make_sentiment(nlp: Language, name: str, codebook: dict):
    """Write `doc._.sentiment` and `doc._.valences`."""
    book = Codebook.model_validate(codebook)
    scorer = _scorer(book.model_dump_json())

    def component(doc: Doc) -> Doc:
        names = [(m.start, m.end) for m in doc._.mentions] + [(t.start, t.end) for t in doc._.terms]
        doc._.valences = list(_valences(doc, scorer, names))
        doc._.sentiment = [*_stretches(doc, scorer, _without_names(doc, scorer, names)), *_mentions(doc, book)]
        return doc

    return component


@lru_cache(maxsize=2)
def _scorer(codebook_json: str) -> Scorer:
    return Scorer(Codebook.model_validate_json(codebook_json))


def _inside(spans: list[tuple[int, int]], start: int) -> bool:
    return any(a <= start < b for a, b in spans)


def _counted(doc: Doc) -> list[Sentence]:
    return [row for row in doc._.sentence_rows if row.kind in KINDS]


def _valences(doc: Doc, scorer: Scorer, names: list[tuple[int, int]]) -> Iterator[ValencedWord]:
    for sentence in _counted(doc):
        for token in doc.char_span(sentence.start, sentence.end, alignment_mode="expand"):
            word = token.lower_
            if word in scorer.plain.lexicon and any(c.isalpha() for c in word):
                topic = word in scorer.topic or _inside(names, token.idx)
                voice, _, attribution_id = voice_at(doc, token.idx, token.idx + len(token))
                valence = float(scorer.plain.lexicon[word])
                yield ValencedWord(
                    sentence.sentence_id, token.idx, token.idx + len(token), word, valence, topic, voice, attribution_id
                )


def _without_names(doc: Doc, scorer: Scorer, names: list[tuple[int, int]]) -> list[str]:
    """The document's tokens with their white space, valenced words inside a name replaced."""
    return [
        (NAME if token.lower_ in scorer.plain.lexicon and _inside(names, token.idx) else token.text) + token.whitespace_
        for token in doc
    ]


def _stretches(doc: Doc, scorer: Scorer, nameless: list[str]) -> list[Sentiment]:
    """The parts of each sentence that stand in one voice, stretches of one voice and attribution in one row."""
    sides = {a.attribution_id: a.source_side for a in doc._.attributions}
    rows = []
    for sentence in _counted(doc):
        parts: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
        for stretch in doc._.voices:
            start, end = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
            if start < end:
                parts.setdefault((stretch.voice, stretch.attribution_id), []).append((start, end))
        for (voice, attribution_id), spans in parts.items():
            text = " ".join(doc.text[a:b] for a, b in spans)
            tokens = [t.i for a, b in spans for t in doc.char_span(a, b, alignment_mode="contract") or ()]
            score, adjusted = scorer.both(text, "".join(nameless[i] for i in tokens))
            if score is None:
                continue
            row = Sentiment(sentence.sentence_id, spans[0][0], spans[-1][1], voice, sides.get(attribution_id))
            row.vader, row.vader_adjusted, row.attribution_id = score, adjusted, attribution_id
            rows.append(row)
    return rows


def _mentions(doc: Doc, codebook: Codebook) -> list[Sentiment]:
    """Mentions of a side as somebody: a place that belongs to it is none."""
    found = [m for m in doc._.mentions if m.side in codebook.side_ids and m.kind != "place"]
    scores = targets.scores(doc, [(m.start, m.end) for m in found])
    rows = []
    for mention, score in zip(found, scores, strict=True):
        voice, side, attribution_id = voice_at(doc, mention.start, mention.end)
        number = sentence_at(doc, mention.start)
        row = Sentiment(number, mention.start, mention.end, voice, side, mention.side, attribution_id=attribution_id)
        row.target_score = score
        rows.append(row)
    return rows
