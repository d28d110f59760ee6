"""What a question of a mark asks, in plain words: the heading of its passages."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

import pandas as pd

from analysis.codebook import Codebook
from analysis.compare.registry import MEASURES
from analysis.present import measure_words
from analysis.present.words import COLUMNS, concept, episode, in_voice, outlet, owner, said, side

_TABLES = {
    "terms": "Contested words",
    "events": "Harmful acts",
    "attributions": "Statements of sources",
    "blame": "Ties of blame",
    "sentiment": "Passages with a tone",
    "facts": "Facts of the checklist",
    "voices": "Stretches of a voice",
    "sentences": "Sentences",
    "valences": "Words with a tone",
}
_PLACES = ("outlet", "episode", "month", "article", "copies")
_COLUMN_NAMES = {
    "agent_side": "done by",
    "patient_side": "suffered by",
    "blamer_side": "blamed by",
    "blamed_side": "blamed on",
    "source_side": "said by",
    "target_side": "towards",
}


def heading(codebook: Codebook, question: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The words for a question: what, whose, in which voice, where. `names`: how each article is called, by its id."""
    what = _measured(codebook, question) if question["measure"] in MEASURES else _selected(codebook, question)
    where = []
    if "article" in question:
        where += [names.get(a, a) for a in _all(question["article"])]
    if "outlet" in question:
        where += [outlet(o) for o in _all(question["outlet"])]
    if "episode" in question:
        where += [episode(codebook, e) for e in _all(question["episode"])]
    where += [*_all(question.get("month")), *(said("copies", c) for c in _all(question.get("copies")))]
    text = f"{what} ({', '.join(where)})" if where else what
    return text[:1].upper() + text[1:]


def topic(name: str) -> str:
    """What the passages of a measure, or of a table, are called."""
    return measure_words.title(name) if name in MEASURES else _TABLES.get(name, name)


def _measured(codebook: Codebook, question: Mapping[str, Any]) -> str:
    """What a measure counts; of what the question leaves open, the whole."""
    words, hit = measure_words.MEASURES[question["measure"]], question.get("hit")
    known = _named(codebook, question)
    text = words.whole.format_map(
        {"item": "all kinds", "concept": "it", "side": "a side", "usage": "a side’s usage"} | known
    )
    if (
        words.part
        and hit is None
        and {field for _, field, _, _ in Formatter().parse(words.part) if field} <= set(known)
    ):
        text += " " + words.part.format_map(known)
    if hit == "unresolved":
        text += " whose side is left open"
    return text + _in_voices(question)


def _named(codebook: Codebook, question: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a measure's words that the question names."""
    name, first_second = question["measure"], [codebook.side_names[s] for s in codebook.side_ids]
    item, of_side, source = (question.get(key) for key in ("item", "side", "source_side"))
    result = {"first": first_second[0], "second": first_second[1]}
    if isinstance(of_side, str) and of_side:
        result |= {"side": side(codebook, of_side), "usage": owner(codebook, of_side)}
    if isinstance(item, str) and item:
        by = measure_words.SOURCES.get(str(source)) or (side(codebook, source) if source else "anybody")
        tie = measure_words.MEASURES[name].about == "tie"
        result["item"] = measure_words.TIES[item].format(source=by) if tie else measure_words.item(codebook, name, item)
        if measure_words.MEASURES[name].about == "variant":
            result["concept"] = concept(codebook, item)
    return result


def _selected(codebook: Codebook, question: Mapping[str, Any]) -> str:
    """What a selection of a table's rows holds."""
    keys = [k for k in question if k not in {"measure", "voice", "hit", *_PLACES}]
    parts = [" or ".join(_value(codebook, question, key, v) for v in _all(question[key])) for key in keys]
    text = topic(question["measure"]).lower() + (f": {', '.join(parts)}" if parts else "")
    return text + _in_voices(question)


def _value(codebook: Codebook, question: Mapping[str, Any], column: str, value: str) -> str:
    if value == "":
        return "nothing known of " + _COLUMN_NAMES.get(column, column.replace("_", " "))
    if column in COLUMNS and value in COLUMNS[column]:
        return said(column, value)
    if column.endswith("side") or column == "preferred_by":
        role = _COLUMN_NAMES.get(column)
        name = owner(codebook, value) if column == "preferred_by" else side(codebook, value)
        return f"{role}: {name}" if role else name
    if column == "concept":
        return concept(codebook, value)
    if column == "variant":
        return next((v.name for c in codebook.concepts for v in c.variants if v.id == value), value)
    if column == "fact_id":
        return next((f.name for f in codebook.facts if f.id == value), value)
    return value


def _in_voices(question: Mapping[str, Any]) -> str:
    voices = [in_voice(v) for v in _all(question.get("voice")) if v and v != "all"]
    return f", {' or '.join(voices)}" if voices else ""


def _all(value: Any) -> list[str]:
    return (
        []
        if value is None or (isinstance(value, float) and pd.isna(value))
        else [value]
        if isinstance(value, str)
        else list(value)
    )
