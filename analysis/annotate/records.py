"""Records on a document: lists at `doc._.<name>`, stored with it by the name of their kind and their values."""

import json
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

import srsly
from spacy.tokens import Doc

from analysis import schema

KIND = "framing_record"


def register() -> None:
    """Declare the lists of `analysis.schema` on Doc; safe to call twice. Read as empty until a component has written them."""
    for name in schema.lists():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])


@srsly.msgpack_encoders("framing_records")
def encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """A record as a mapping that msgpack can write; anything else is the next encoder's."""
    kind = _kinds().get(type(value))
    if kind is not None:
        return {KIND: kind, "values": [getattr(value, f.name) for f in fields(value)]}
    return value if chain is None else chain(value)


@srsly.msgpack_decoders("framing_records")
def decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """The record that `encode` wrote. Raises KeyError where its kind is not declared."""
    if KIND in value:
        return schema.lists()[value[KIND]].record(*value["values"])
    return value if chain is None else chain(value)


def to_json(name: str, rows: list[Any]) -> str:
    """The records of a list as text. Raises TypeError where one holds what JSON has no word for."""
    names = [f.name for f in fields(schema.lists()[name].record)]
    values = map(attrgetter(*names), rows)
    return json.dumps(list(values) if len(names) > 1 else [[value] for value in values])


def from_json(name: str, content: str) -> list[Any]:
    """The records that `to_json` wrote."""
    record = schema.lists()[name].record
    return [record(*values) for values in json.loads(content)]


def _kinds() -> dict[type, str]:
    return {declared.record: name for name, declared in schema.lists().items()}
