"""The schema of every table, in one place. `docs/tables.md` is generated from it (`python -m analysis.tables`).

Offsets count characters of `articles.text`. A side is the id of a side in the codebook, `both`, `other` or `unresolved`; null
where the question does not arise. A missing value is null, never an empty string or a zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args

import pandas as pd
import pandera.pandas as pa

from analysis import schema
from analysis.codebook import SourceKind

STRING, INTEGER, NUMBER, TRUTH, DATE = "str", "Int64", "float64", "boolean", "datetime64[us]"
_VOICES = list(get_args(schema.Voice))
_MODALITIES = ["asserted", "hedged", "negated", "denied", "irrealis"]
_BASES = ["said", "coreference", "place", "opponent"]
CONSTRUCTIONS = [
    "active", "passive_agent", "passive_agentless", "headline_participle", "unaccusative", "nominal", "nominal_agent",
    "instrument", "cause",
]  # fmt: skip


def _column(
    dtype: str, text: str, values: Iterable[str] | None = None, null: bool = False, check: Any = None
) -> pa.Column:
    checks = ([pa.Check.isin(list(values))] if values else []) + ([check] if check else [])
    return pa.Column(dtype, checks=checks, nullable=null, description=text)


def _side(text: str) -> pa.Column:
    return _column(STRING, text + ": a side's id, both, other or unresolved", null=True)


_ARTICLE = {"article_id": _column(STRING, "the article, as the corpus names it")}
_SPAN = {
    "start": _column(INTEGER, "first character", check=pa.Check.ge(0)),
    "end": _column(INTEGER, "one past the last character", check=pa.Check.ge(0)),
}
_SENTENCE = {"sentence_id": _column(INTEGER, "the sentence of `sentences` in which it begins")}
_VOICE = {"voice": _column(STRING, "whose voice it stands in", _VOICES)}
_SOURCE = {
    "source_side": _side("side of the source whose voice it is; null in the outlet's own"),
    "attribution_id": _column(STRING, "the row of `attributions` that gives it its voice", null=True),
}


def _optional_span(name: str, text: str) -> dict[str, pa.Column]:
    return {
        name: _column(STRING, text, null=True),
        f"{name}_start": _column(INTEGER, f"first character of the {name}", null=True),
        f"{name}_end": _column(INTEGER, "one past its last character", null=True),
    }


def _party(role: str) -> dict[str, pa.Column]:
    return _optional_span(role, f"the {role}'s words; null where the text names none") | {
        f"{role}_side": _side(f"side of the {role}"),
        f"{role}_actor": _column(STRING, f"the codebook's actor that the {role} is", null=True),
        f"{role}_basis": _column(
            STRING,
            "how the side is known: in its words, by coreference, by the place, as the opponent",
            _BASES,
            null=True,
        ),
    }


_SCHEMAS: dict[str, tuple[str, dict[str, pa.Column]]] = {
    "articles": ("article", _ARTICLE | {
        "outlet": _column(STRING, "the outlet; null where it is unknown", null=True),
        "outlet_basis": _column(STRING, "how the outlet is known", ["stated", "inferred", "unknown"]),
        "date": _column(DATE, "day of publication, as the corpus gives it", null=True),
        "episode": _column(STRING, "the codebook's episode it belongs to; outlets are compared within one", null=True),
        "title": _column(STRING, "the headline", null=True),
        "url": _column(STRING, "where it was published", null=True),
        "text": _column(STRING, "the document's text: title, blank line, body; the body alone where there is no title"),
        "language": _column(STRING, "ISO 639-1 code", null=True),
        "n_words": _column(INTEGER, "words of prose, titles, subheads and captions; punctuation, boilerplate and doubled headlines not counted"),
        "wire": _column(STRING, "the agency whose copy it is said or known to be", null=True),
        "relays": _column(STRING, "another outlet that the article relays throughout", null=True),
        "cluster_id": _column(STRING, "articles made of the same dispatch share it; null until reuse has been looked for", null=True),
        "parser": _column(STRING, "name and version of the pipeline that parsed it"),
    }),
    "sentences": ("sentence", _ARTICLE | _SENTENCE | _SPAN | {
        "position": _column(NUMBER, "0 for the first sentence of the article, 1 for the last", check=pa.Check.in_range(0, 1)),
        "kind": _column(STRING, "what it is; only prose and titles enter the measures, captions are counted apart", list(get_args(schema.BlockKind))),
    }),
    "attributions": ("source–cue–content", _ARTICLE | {"attribution_id": _column(STRING, "its name within the article")} | _SENTENCE | _SPAN
        | _optional_span("source", "who said it; null where the text names nobody") | {
        "source_side": _side("side of the source"),
        "source_actor": _column(STRING, "the codebook's actor that the source is or speaks for", null=True),
        "source_kind": _column(STRING, "what kind of source", get_args(SourceKind), null=True),
        "source_basis": _column(STRING, "how the source is known", ["said", "coreference", "previous"], null=True)}
        | _optional_span("cue", "the words that attribute it") | {
        "cue_lemma": _column(STRING, "the cue as a dictionary has it (say for said)", null=True),
        "cue_class": _column(STRING, "what was done: statement, accusation, denial, admission, demand, belief, intention ...", null=True),
        "cue_stance": _column(STRING, "how the cue treats the truth of it", ["neutral", "factive", "distancing"], null=True),
        "content_kind": _column(STRING, "speech and belief set the voice, an intention does not", ["speech", "belief", "intention"]),
        "form": _column(STRING, "in quotation marks, reported, or partly both", ["direct", "indirect", "mixed"]),
        "via": _column(STRING, "the outlet that relayed it", null=True),
    }),
    "voices": ("stretch of one voice", _ARTICLE | _SPAN | _VOICE | {
        "attribution_id": _SOURCE["attribution_id"],
        "n_words": _column(INTEGER, "its words, counted as in `articles`"),
    }),
    "terms": ("mention", _ARTICLE | _SENTENCE | _SPAN | {
        "surface": _column(STRING, "the words as they stand"),
        "concept": _column(STRING, "the contested concept"),
        "variant": _column(STRING, "which of its words"),
        "preferred_by": _column(STRING, "whose usage the variant is (a side's id, neutral, unresolved); not that the writer takes a side"),
        "distanced": _column(TRUTH, "marked as somebody else's word: so-called, self-styled, or set in quotation marks nobody is said to have uttered"),
    } | _VOICE | _SOURCE),
    "events": ("harmful act mentioned", _ARTICLE | {"event_id": _column(STRING, "its name within the article")} | _SENTENCE | _SPAN | {
        "predicate": _column(STRING, "lemma of the word for the act"),
        "event_class": _column(STRING, "what kind of act", get_args(schema.EventClass))}
        | _party("agent") | _party("patient") | {
        "construction": _column(STRING, "how the clause presents it", CONSTRUCTIONS),
        "modality": _column(STRING, "asserted and hedged events are counted, the rest kept and shown", _MODALITIES)}
        | _VOICE | _SOURCE),
    "blame": ("tie", _ARTICLE | _SENTENCE | _SPAN | {
        "blamer": _column(STRING, "`outlet`, or the source's words"),
        "blamer_side": _side("side of the blamer; null for the outlet"),
        "blamer_actor": _column(STRING, "the codebook's actor that the blamer is", null=True),
        "blamed": _column(STRING, "the words for who is blamed", null=True),
        "blamed_side": _side("side of the blamed"),
        "blamed_actor": _column(STRING, "the codebook's actor that the blamed is", null=True),
        "basis": _column(STRING, "shown as the doer, accused, or says it of itself; never added up", ["event", "accusation", "acknowledged"]),
        "modality": _column(STRING, "as in `events`", _MODALITIES),
        "event_id": _column(STRING, "the row of `events` it rests on", null=True)} | _VOICE | {
        "via": _column(STRING, "the outlet that relayed it", null=True),
        "attribution_id": _SOURCE["attribution_id"],
    }),
    "sentiment": ("sentence × voice (target_side null), and mention of a side (vader null)", _ARTICLE | _SENTENCE | _SPAN | _VOICE | {
        "source_side": _SOURCE["source_side"],
        "target_side": _side("side that is mentioned"),
        "vader": _column(NUMBER, "VADER compound, -1 to 1", null=True, check=pa.Check.in_range(-1, 1)),
        "vader_adjusted": _column(NUMBER, "the same with words that only name the conflict set to zero", null=True, check=pa.Check.in_range(-1, 1)),
        "target_score": _column(NUMBER, "tone towards the mentioned side, -1 to 1: probability positive minus negative", null=True, check=pa.Check.in_range(-1, 1)),
        "attribution_id": _SOURCE["attribution_id"],
    }),
    "valences": ("word that VADER gives a valence", _ARTICLE | _SENTENCE | _SPAN | {
        "word": _column(STRING, "the word, lower case"),
        "valence": _column(NUMBER, "its valence in VADER's lexicon, -4 to 4", check=pa.Check.in_range(-4, 4)),
        "topic": _column(TRUTH, "whether it only names the conflict: set to zero in `vader_adjusted`")} | _VOICE | {
        "attribution_id": _SOURCE["attribution_id"],
    }),
    "facts": ("article × fact", _ARTICLE | {
        "fact_id": _column(STRING, "the codebook's fact"),
        "stated": _column(TRUTH, "whether a sentence of the article states it"),
        "start": _column(INTEGER, "first character of that sentence", null=True),
        "end": _column(INTEGER, "one past its last character", null=True),
        "voice": _column(STRING, "whose voice states it", _VOICES, null=True),
        "attribution_id": _SOURCE["attribution_id"],
    }),
    "rejected": ("thing that could not be used", {
        "name": _column(STRING, "the article, or the part of it"),
        "stage": _column(STRING, "where it failed", ["read", "annotate"]),
        "reason": _column(STRING, "why, and what to do"),
    }),
}  # fmt: skip

NAMES = tuple(_SCHEMAS)
SCHEMAS = {
    name: pa.DataFrameSchema(columns, strict=True, ordered=True, coerce=True, name=name)
    for name, (_, columns) in _SCHEMAS.items()
}
# Which list of a document makes which table; articles and rejected do not come from the text.
DOC_LISTS = {
    "sentences": "sentence_rows", "attributions": "attributions", "voices": "voices", "terms": "terms", "events": "events",
    "blame": "blame", "sentiment": "sentiment", "valences": "valences", "facts": "facts",
}  # fmt: skip


def frame(name: str, rows: Iterable[Any]) -> pd.DataFrame:
    """The validated table `name` of rows (mappings or dataclasses). Raises pandera's SchemaErrors, all failures at once."""
    columns = list(SCHEMAS[name].columns)
    return validate(name, pd.DataFrame([as_row(row) for row in rows], columns=columns))


def as_row(record: Any) -> Mapping[str, Any]:
    """A record as a mapping of columns."""
    return record if isinstance(record, Mapping) else {f.name: getattr(record, f.name) for f in fields(record)}


def validate(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the schema's types. Raises pandera's SchemaErrors."""
    return SCHEMAS[name].validate(table, lazy=True)


def empty() -> dict[str, pd.DataFrame]:
    """Every table with no row."""
    return {name: frame(name, []) for name in NAMES}


def dictionary() -> str:
    """The data dictionary as Markdown."""
    lines = [
        "# The tables",
        "",
        "Generated from `analysis/tables.py` by `python -m analysis.tables`; do not edit by hand.",
        "",
    ]
    lines += [(__doc__ or "").split("\n\n", 1)[1].replace("\n", " ").strip(), ""]
    for name, (unit, columns) in _SCHEMAS.items():
        lines += [
            f"## {name}",
            "",
            f"One row: {unit}.",
            "",
            "| column | type | null | meaning |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| {key} | {_type_name(column)} | {'yes' if column.nullable else 'no'} | {_meaning(column)} |"
            for key, column in columns.items()
        ]
        lines.append("")
    return "\n".join(lines)


def _type_name(column: pa.Column) -> str:
    names = {
        "str": "string",
        "string[pyarrow]": "string",
        "Int64": "integer",
        "float64": "number",
        "boolean": "true/false",
    }
    return names.get(str(column.dtype), "date" if "datetime" in str(column.dtype) else str(column.dtype))


def _meaning(column: pa.Column) -> str:
    values = [v for check in column.checks for v in check.statistics.get("allowed_values", [])]
    return (column.description or "") + (f" (one of: {', '.join(values)})" if values else "")


if __name__ == "__main__":
    from pathlib import Path

    Path("docs").mkdir(exist_ok=True)
    Path("docs/tables.md").write_text(dictionary(), encoding="utf-8")
