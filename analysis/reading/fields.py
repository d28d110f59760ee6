"""One typed reading step for all formats: the fields of an article, from whatever a row of CSV, JSON, Parquet or YAML holds."""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Literal, get_args

from analysis.reading.files import MISSING

OutletBasis = Literal["stated", "inferred", "unknown"]
REQUIRED = ("article_id", "outlet", "text")
OPTIONAL = ("outlet_basis", "date", "episode", "title", "url", "language", "wire", "relays")
FIELDS = (*REQUIRED, *OPTIONAL)
# What an article cannot do without; one in another language must not be read as if it were English.
NEEDED = frozenset({*REQUIRED, "language"})
LONGEST = {"article_id": 200, "text": 1_000_000}
LONGEST_LINE = 20_000  # characters of any other field
YEARS = range(1600, 2200)
UNNAMED_AGENCY = "an agency that is not named"

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?")
_ENGLISH = re.compile(r"(?i)en(?:g|glish)?(?:[-_ ].*)?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HALF = re.compile(r"[\ud800-\udfff]")
_NO, _YES = frozenset({"", "false", "no", "none", "0", "n"}), frozenset({"true", "yes", "1", "y"})


@dataclass(frozen=True)
class Fault:
    """Something wrong in a row. `consequence`: what became of the article all the same; empty where it cannot be used."""

    what: str
    remedy: str
    consequence: str = ""


class _WrongError(Exception):
    def __init__(self, what: str, remedy: str):
        super().__init__(what)
        self.fault = Fault(what, remedy)


class Unreadable:
    """Stands for a cell that its format's reader could not read."""


def article(row: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The typed fields of an article, null if it cannot be used, and all that is wrong with the row.

    A fault in a field of `NEEDED` costs the article, one in another field that field.
    """
    values: dict[str, Any] = dict.fromkeys(FIELDS)
    faults: list[Fault] = []
    for name in FIELDS:
        try:
            values[name] = _READERS.get(name, _line)(name, row.get(name))
        except _WrongError as wrong:
            consequence = "" if name in NEEDED else f"kept without {'an' if name[0] in 'aeiou' else 'a'} {name}"
            faults.append(replace(wrong.fault, consequence=consequence))
    if values["article_id"] is None and not _named(faults, "article_id"):
        faults.append(Fault("it has no article_id", "give every article an id of its own"))
    if (basis := _basis(values)) is not None:
        faults.append(basis)
    usable = all(fault.consequence for fault in faults)
    return (values if usable else None), faults


def unknown_fields(names: list[str]) -> list[Fault]:
    """Of names that no field has, those that look like a field's."""
    return [
        Fault(f"`{name}` is not read", f"write `{near[0]}` if that is meant")
        for name in names
        if name not in FIELDS
        and (near := get_close_matches(name.strip().lower().replace(" ", "_"), FIELDS, n=1, cutoff=0.8))
        and near[0] not in names
    ]


# --- fields -----------------------------------------------------------------------------------------------------------


def _words(name: str, value: Any) -> str | None:
    """A value as text; null for a missing one, a blank one and not-a-number."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    if isinstance(value, str):
        value = str(value)
    elif isinstance(value, bool) or not isinstance(value, int | float | dt.date) or value in (math.inf, -math.inf):
        raise _WrongError(f"`{name}` is {_kind(value)}, not text", "write it as text")
    else:
        value = _number(name, value)
    if _HALF.search(value):
        raise _WrongError(
            f"`{name}` holds half of a character (a lone surrogate)", "save it again as UTF-8 from the source"
        )
    if "\x00" in value:
        raise _WrongError(f"`{name}` holds NUL characters: it may be UTF-16 without a mark", "save it as UTF-8")
    if MISSING in value:
        what = f"`{name}` is not UTF-8, or was damaged when it was saved (U+FFFD)"
        raise _WrongError(what, "save it again as UTF-8 from the source")
    longest = LONGEST.get(name, LONGEST_LINE)
    if len(value) > longest:
        raise _WrongError(
            f"`{name}` has {len(value):,} characters; at most {longest:,} are read", "cut it, or leave it out"
        )
    return value if value.strip() else None


def _number(name: str, value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # ids that a table program read as numbers
    try:
        return str(value)
    except ValueError:  # thousands of digits
        raise _WrongError(f"`{name}` is a number of thousands of digits", "write it as text") from None


def _kind(value: Any) -> str:
    names: list[tuple[type | tuple[type, ...], str]] = [
        (bool, f"`{str(value).lower()}`" if isinstance(value, bool) else ""),
        (float, "infinite"),
        ((list, tuple), "a list"),
        (dict, "a mapping"),
        (Unreadable, "not readable"),
    ]
    return next((word for kind, word in names if isinstance(value, kind)), f"of the type {type(value).__name__}")


def _line(name: str, value: Any) -> str | None:
    """Text of one line: line breaks and runs of white space become a space."""
    words = _words(name, value)
    if words is not None and _CONTROL.search(words):
        raise _WrongError(f"`{name}` holds control characters", "remove them")
    return " ".join(words.split()) if words is not None else None


def _text(name: str, value: Any) -> str:
    text = _words(name, value)
    if text is None:
        raise _WrongError("its text is empty", "add the text, or remove the article")
    return text


def _language(name: str, value: Any) -> str | None:
    language = _line(name, value)
    if language is not None and not _ENGLISH.fullmatch(language):
        raise _WrongError(
            f"its language is '{language}'; only English (en) is read", "leave it out, or translate it and say so"
        )
    return language


def _date(name: str, value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, dt.date):
        words = _line(name, value)
        if words is None:
            return None
        matched = _DATE.fullmatch(words)
        try:
            value = dt.date.fromisoformat(matched[1] if matched else "")
        except ValueError:
            raise _WrongError(f"'{words[:40]}' is no date", "write YYYY-MM-DD, or leave it empty") from None
    if value.year not in YEARS:
        raise _WrongError(f"no news article is of the year {value.year}", "correct the date, or leave it empty")
    return value


def _wire(name: str, value: Any) -> str | None:
    """The agency whose copy it is. Yes and no, which tables often hold, are read as what they mean."""
    if isinstance(value, bool):
        value = str(value)
    words = _line(name, value)
    if words is None or words.lower() in _NO:
        return None
    return UNNAMED_AGENCY if words.lower() in _YES else words


_READERS: dict[str, Callable[[str, Any], Any]] = {"text": _text, "language": _language, "date": _date, "wire": _wire}


# --- the row as a whole -----------------------------------------------------------------------------------------------


def _basis(values: dict[str, Any]) -> Fault | None:
    """Fills in `outlet_basis`; an outlet that is not known by it is none."""
    given = values["outlet_basis"] or ("stated" if values["outlet"] else "unknown")
    if given in get_args(OutletBasis) and (given == "unknown") == (values["outlet"] is None):
        values["outlet_basis"] = given
        return None
    what = f"outlet_basis is '{given}' with {'an' if values['outlet'] else 'no'} outlet"
    values |= {"outlet": None, "outlet_basis": "unknown"}
    return Fault(what, "use stated or inferred with an outlet, unknown without one", "kept with its outlet as unknown")


def _named(faults: list[Fault], name: str) -> bool:
    return any(fault.what.startswith(f"`{name}`") for fault in faults)
