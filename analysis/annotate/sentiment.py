"""Sentiment of sentences: one row for each stretch of one voice in a sentence, and one for each mention of a side.

VADER (Hutto and Gilbert, ICWSM 2014) sums the valence of words by rule. On war news it measures topic more than tone: "killed" is
negative whoever writes it. The columns for the adjusted score and for the tone towards a side are null until there is a method
for them that has been measured.
"""

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.annotate.records import Sentiment
from analysis.annotate.sentences import sentence_at
from analysis.annotate.voices import voice_at
from analysis.codebook import Codebook

KINDS = ("prose", "title", "subhead", "caption")


@lru_cache(maxsize=1)
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def compound(text: str) -> float | None:
    """VADER's compound score, -1 to 1; null for a text without a word."""
    if not any(c.isalnum() for c in text):
        return None
    return _analyzer().polarity_scores(text)["compound"]


@Language.factory("framing_sentiment", default_config={"codebook": None})
def make_sentiment(nlp: Language, name: str, codebook: dict):
    """Write `doc._.sentiment`."""
    book = Codebook.model_validate(codebook)

    def component(doc: Doc) -> Doc:
        doc._.sentiment = [*_stretches(doc), *_mentions(doc, book)]
        return doc

    return component


def _stretches(doc: Doc) -> list[Sentiment]:
    """The parts of each sentence that stand in one voice, stretches of one voice and attribution in one row."""
    sides = {a.attribution_id: a.source_side for a in doc._.attributions}
    rows = []
    for sentence in doc._.sentence_rows:
        if sentence.kind not in KINDS:
            continue
        parts: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
        for stretch in doc._.voices:
            start, end = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
            if start < end:
                parts.setdefault((stretch.voice, stretch.attribution_id), []).append((start, end))
        for (voice, attribution_id), spans in parts.items():
            score = compound(" ".join(doc.text[a:b] for a, b in spans))
            if score is not None:
                side = sides.get(attribution_id)
                row = Sentiment(
                    sentence.sentence_id,
                    spans[0][0],
                    spans[-1][1],
                    voice,
                    side,
                    vader=score,
                    attribution_id=attribution_id,
                )
                rows.append(row)
    return rows


def _mentions(doc: Doc, codebook: Codebook) -> list[Sentiment]:
    rows = []
    for mention in doc._.mentions:
        if mention.side in codebook.side_ids and mention.kind != "place":
            voice, side, attribution_id = voice_at(doc, mention.start, mention.end)
            number = sentence_at(doc, mention.start)
            rows.append(
                Sentiment(number, mention.start, mention.end, voice, side, mention.side, attribution_id=attribution_id)
            )
    return rows
