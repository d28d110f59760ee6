"""Every measure in plain words, as a phrase that fits behind "outlet: share of …". `tests/test_words.py` holds that none is missing."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.codebook import Codebook
from analysis.present.words import concept, fact, in_voice, owner, said, side, variant


class MeasureWords(NamedTuple):
    """How a measure reads. `title`: its heading. `whole`, `part`: "share of {whole} {part}"; of a mean, `whole` alone. `about`: what
    kind of thing its item is: a column of `words.COLUMNS`, a part of the codebook, or a tie of blame. `says`: `part` as a predicate, where
    it doesn't follow from it."""

    title: str
    whole: str
    part: str = ""
    about: str = ""
    says: str = ""


MEASURES = {
    "terms.variant": MeasureWords("Which word", "the mentions of {concept}", "that say {item}", "variant"),
    "terms.usage": MeasureWords("Whose usage", "the contested words", "that are {usage}"),
    "terms.usage_by_concept": MeasureWords("Whose usage, thing by thing", "the mentions of {item}", "in words that are {usage}", "concept"),
    "terms.distanced": MeasureWords("Words kept at a distance", "the words that are {usage}", "marked as somebody else’s (so-called, scare quotes)"),
    "voices.words": MeasureWords("In whose voice", "all words", "in {item}", "voice"),
    "voices.sources": MeasureWords("Who speaks", "the statements of sources", "that come from {side}"),
    "voices.words_of_side": MeasureWords("Who speaks, by words", "the words of sources", "that come from {side}"),
    "voices.kind": MeasureWords("What kind of source", "the sources of known kind", "classed as {item}", "source_kind"),
    "voices.cue": MeasureWords("How speech is introduced", "what {side} says", "told as {item}", "cue_class", "is told as {item}"),
    "voices.distancing": MeasureWords("Verbs of doubt", "what {side} says", "told with a verb of doubt (claimed, alleged)", "", "is told with a verb of doubt (claimed, alleged)"),
    "blame.doers": MeasureWords("Who is named as the doer", "the harmful acts with a named doer", "attributed to {side}"),
    "blame.doer_construction": MeasureWords("How a named doer is shown", "the acts attributed to {side}", "told as: {item}", "construction"),
    "blame.doer_left_out": MeasureWords("Whose doer is left out", "the acts suffered by {side}", "whose doer is left out", "", "have their doer left out"),
    "blame.victims": MeasureWords("Who suffers", "the acts with a known sufferer", "suffered by {side}"),
    "blame.acts": MeasureWords("What kind of act", "the harmful acts", "classed as {item}", "event_class"),
    "blame.construction": MeasureWords("How acts are told", "the harmful acts", "told as: {item}", "construction"),
    "blame.ties": MeasureWords("Who blames whom", "{item}", "that fall on {side}", "tie"),
    "tone.vader": MeasureWords("Tone, topic included", "mean tone of all sentences (from −1, dark, to 1, bright)"),
    "tone.vader_adjusted": MeasureWords("Tone without the topic", "mean tone without the words that name the conflict (from −1, dark, to 1, bright)"),
    "tone.target": MeasureWords("Tone towards a side", "mean tone towards {side} (from −1, negative, to 1, positive)"),
    "facts.stated": MeasureWords("Which facts are told", "the articles", "that state: {item}", "fact"),
    "framing.index": MeasureWords("Lean of the articles", "mean lean in {item} (1: all towards {first}, −1: all towards {second})", "", "voice"),
}  # fmt: skip
TIES = {
    "event": "the acts whose doer {source} shows",
    "accusation": "the accusations by {source}",
    "acknowledged": "the acts acknowledged by {source}",
}
SOURCES = {"both": "both sides together", "unresolved": "sources of unknown side"}


def item(codebook: Codebook, measure: str, value: Any) -> str:
    """What a measure's item is called; empty where it has none."""
    if pd.isna(value):
        return ""
    about = MEASURES[measure].about
    named = {"variant": variant, "concept": concept, "fact": fact}
    if about == "tie":
        return said("basis", value)
    if about == "voice" and value == "outlet":
        return "the outlet’s own voice"
    return named[about](codebook, value) if about in named else said(about, value)


def title(measure: str) -> str:
    """The heading of a measure."""
    return MEASURES[measure].title


def measure(codebook: Codebook, row: Mapping[str, Any], voice: bool = True) -> str:
    """What a row of `estimates` or `contrasts` measures: "share of the contested words that are Fooland’s usage, in its own voice".

    `voice`: whether to say in whose. Raises KeyError for a measure that has no words.
    """
    words = MEASURES[row["measure"]]
    text = f"share of {words.whole} {words.part}" if words.part else words.whole
    spoken = row["voice"]
    where = f", {in_voice(spoken)}" if voice and isinstance(spoken, str) and spoken != "all" else ""
    return text.format(**_parts(codebook, row)) + where


def claim(codebook: Codebook, row: Mapping[str, Any]) -> tuple[str, str]:
    """What a share is of, and what is said of it: ("the contested words", "are Fooland’s usage"), for "45 % of … are …". Of a mean the
    second is empty."""
    words = MEASURES[row["measure"]]
    says = words.says or (words.part.removeprefix("that ") if words.part.startswith("that ") else f"are {words.part}")
    parts = _parts(codebook, row)
    return words.whole.format(**parts), says.format(**parts) if words.part else ""


def _parts(codebook: Codebook, row: Mapping[str, Any]) -> dict[str, str]:
    about = MEASURES[row["measure"]].about
    first, second = (codebook.side_names[s] for s in codebook.side_ids)
    key, of_side, source = row["item"], row["side"], row["source_side"]
    by = SOURCES.get(source) or side(codebook, source)
    return {
        "item": TIES[key].format(source=by) if about == "tie" else item(codebook, row["measure"], key),
        "concept": concept(codebook, key) if about == "variant" and isinstance(key, str) else "",
        "side": side(codebook, of_side),
        "usage": "–" if pd.isna(of_side) else owner(codebook, of_side),
        "first": first,
        "second": second,
    }
