"""Every code value in plain words: the one place where the vocabularies of the tables are translated.

`said` gives the words for a value of a column, `side`, `owner`, `variant` … those for an id of the codebook; `measure_words` has those for
the measures. No page shows a value that has not passed through here; `tests/test_words.py` holds that every value of every
vocabulary has its words.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.codebook import Codebook

VOICES = {
    "outlet": "own voice",
    "indirect": "reported speech",
    "direct": "quotation",
    "scare": "scare quotes",
    "all": "all voices",
}
MODALITIES = {
    "asserted": "stated as a fact",
    "hedged": "hedged",
    "negated": "negated",
    "denied": "denied",
    "irrealis": "wished, feared or threatened",
}
PARTY_BASES = {
    "said": "named in the clause",
    "coreference": "taken up by a pronoun or a short name",
    "place": "inferred from the place",
    "opponent": "inferred as the other side",
    "context": "inferred from what is told around it",
    "home": "inferred as the doer’s own people",
}
CONSTRUCTIONS = {
    "active": "active clause",
    "passive_agent": "passive with the doer",
    "passive_agentless": "passive without a doer",
    "headline_participle": "bare participle in a headline",
    "unaccusative": "told as if it happened by itself",
    "nominal": "noun without a doer",
    "nominal_agent": "noun with the doer",
    "instrument": "weapon as the subject",
    "cause": "event as the subject",
}
KINDS_OF_SOURCE = {
    "government": "government",
    "military": "military",
    "local authorities": "local authorities",
    "international body": "international body",
    "third-party government": "government of a third country",
    "civilian or witness": "civilian or witness",
    "journalist or wire": "journalist or news agency",
    "expert": "expert",
    "document": "document",
    "anonymous": "unnamed source",
}
ACTS = {
    "kill": "killing",
    "wound": "wounding",
    "attack": "attack",
    "shell": "shelling",
    "clash": "clash",
    "seize": "seizure",
    "occupy": "occupation",
    "displace": "displacement",
    "destroy": "destruction",
    "detain": "detention",
    "blockade": "blockade",
    "violate": "violation",
    "provoke": "provocation",
    "threaten": "threat",
    "other": "other harm",
}
CUES = {
    "statement": "statement",
    "accusation": "accusation",
    "denial": "denial",
    "admission": "admission",
    "demand": "demand",
    "belief": "belief",
    "intention": "intention",
}
BLAME = {
    "event": "shown as the doer",
    "accusation": "accused",
    "acknowledged": "admits it itself",
}
COLUMNS: dict[str, Mapping[str, str]] = {
    "voice": VOICES,
    "modality": MODALITIES,
    "agent_basis": PARTY_BASES,
    "patient_basis": PARTY_BASES,
    "construction": CONSTRUCTIONS,
    "source_kind": KINDS_OF_SOURCE,
    "event_class": ACTS,
    "cue_class": CUES,
    "basis": BLAME,
    "cue_stance": {
        "neutral": "neutral",
        "factive": "takes it for true",
        "distancing": "keeps its distance",
    },
    "source_basis": {
        "said": "named there",
        "coreference": "taken up by a pronoun or a short name",
        "previous": "the speaker of the previous sentence",
    },
    "content_kind": {"speech": "said", "belief": "thought", "intention": "planned"},
    "form": {"direct": "in quotation marks", "indirect": "in reported speech", "mixed": "partly in quotation marks"},
    "kind": {
        "prose": "running text",
        "title": "headline",
        "subhead": "subheading",
        "caption": "caption",
        "boilerplate": "boilerplate",
        "duplicate": "repeated headline",
    },
    "outlet_basis": {"stated": "stated", "inferred": "inferred", "unknown": "unknown"},
    "stage": {"read": "while reading", "annotate": "while annotating", "process": "when its process ended"},
    "usage": {"partisan": "one side’s own", "institutional": "institutional", "international": "international default"},
    "relation": {
        "agent": "usage of the side that does it",
        "opponent_of_agent": "usage of the side against the doer",
        "patient": "usage of the side that suffers it",
        "opponent_of_patient": "usage of the side against the sufferer",
    },
    "copies": {"all": "with copies of dispatches", "without": "without copies of dispatches"},
}
# Ids that stand beside the sides' own
_NO_SIDE = {
    "both": "both sides",
    "other": "third parties",
    "unresolved": "side unknown",
    "neutral": "neutral",
    "outlet": "the outlet",
}
REST = "the other outlets"
_GAPS = {"(rest)": REST, "(no episode)": "no known episode", "(outlet unknown)": "outlet unknown"}


def said(column: str, value: Any) -> str:
    """The words for a value of a column of any table; a dash for null. Raises KeyError for a value that has none."""
    return "–" if pd.isna(value) else COLUMNS[column][value]


def side(codebook: Codebook, value: Any) -> str:
    """A value of a side column; a dash for null."""
    return "–" if pd.isna(value) else codebook.side_names.get(value) or _NO_SIDE[value]


def owner(codebook: Codebook, value: Any) -> str:
    """Whose usage a word is: a side's, neutral, or unknown."""
    if value in codebook.side_ids:
        return f"{possessive(codebook.side_names[value])} usage"
    return {"neutral": "neutral", "unresolved": "of unclear usage"}.get(value, side(codebook, value))


def possessive(name: str) -> str:
    """ "Fooland’s", "the United States’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def variant(codebook: Codebook, key: str) -> str:
    """The name of a variant, from `concept/variant`. A codebook's name for it, not a quotation."""
    concept_id, variant_id = key.split("/", 1)
    return next(v.name for c in codebook.concepts if c.id == concept_id for v in c.variants if v.id == variant_id)


def concept(codebook: Codebook, key: str) -> str:
    """The name of a concept, from its id or from `concept/variant`."""
    return next(c.name for c in codebook.concepts if c.id == key.split("/", 1)[0])


def fact(codebook: Codebook, key: str) -> str:
    """The name of an item of the checklist."""
    return next(f.name for f in codebook.facts if f.id == key)


def episode(codebook: Codebook, key: Any) -> str:
    """The name of an episode; what stands for none says so."""
    names = {e.id: e.name for e in codebook.episodes}
    return _GAPS["(no episode)"] if pd.isna(key) else names.get(key) or _GAPS.get(key, str(key))


def outlet(name: Any) -> str:
    """An outlet's name; what stands for none, or for all the others, says so."""
    return _GAPS["(outlet unknown)"] if pd.isna(name) else _GAPS.get(name, str(name))


def in_voice(value: str) -> str:
    """Where a voice is a place: "in its own voice", "in quotations"."""
    return {
        "outlet": "in its own voice",
        "direct": "in quotations",
        "indirect": "in reported speech",
        "scare": "in scare quotes",
        "all": "in all voices",
    }[value]
