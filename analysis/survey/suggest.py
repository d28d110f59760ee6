"""What a codebook misses: names that speak or act without a side, spellings, places and words beside what is contested.

Read off the tables, ranked by how often it occurs, each with an example. Suggestions are for a person to judge: none is applied.
"""

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import NamedTuple

import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.codebook import Codebook
from analysis.english.word_classes import word_class
from analysis.patterns import fold

COLUMNS = ["kind", "name", "count", "articles", "as_source", "as_doer", "as_sufferer", "like", "example", "article_id"]
LEAST = 2  # times that something must occur
EXAMPLE = 160  # characters
CLOSE = 0.82  # difflib's ratio from which two names are taken for spellings of one
_WORD = r"[A-ZÀ-ÞŁŚŠŽĐ][\w-]*\w(?:[’'][A-Z]\w+)?"
_NAME = re.compile(rf"{_WORD}(?: (?:of |al-|el-)?{_WORD}){{0,3}}")
_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|(?:town|city|village|region|district|province) of)\s+({_NAME.pattern})"
)
_BESIDE = re.compile(r"([A-Za-z][\w-]*)\s+$")


class _Seen(NamedTuple):
    name: str
    role: str
    article_id: str
    start: int
    end: int


def suggest(tables: dict[str, pd.DataFrame], codebook: Codebook) -> pd.DataFrame:
    """The columns of `COLUMNS`, one row a suggestion. `kind`: name (speaks, does or suffers and has no side), place, word (stands
    before a contested name and is not part of a variant). `like`: a name of the codebook that it may be a spelling of."""
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    known = _known_names(codebook)
    names = _grouped("name", [s for s in _unresolved(tables) if fold(s.name) not in known], texts, known)
    taken = {fold(name) for name in names["name"]} | set(known)
    places = _grouped("place", [s for s in _places(texts) if fold(s.name) not in taken], texts, known)
    words = _grouped("word", list(_beside(tables, texts)), texts, {})
    return pd.concat([names, places, words], ignore_index=True)


def _unresolved(tables: dict[str, pd.DataFrame]) -> list[_Seen]:
    """The named sources, doers and sufferers whose side the text or the codebook leaves open."""
    roles = [("attributions", "source", "source"), ("events", "agent", "doer"), ("events", "patient", "sufferer")]
    seen = []
    for table, column, role in roles:
        rows = tables[table]
        open_rows = rows[(rows[f"{column}_side"] == "unresolved") & rows[column].notna()]
        for row in open_rows.to_dict("records"):
            for name in _NAME.findall(re.sub(r"^(?:The|A|An|In|On|At|But|And)\s+", "", str(row[column]))):
                seen.append(_Seen(name, role, row["article_id"], int(row["start"]), int(row["end"])))
    return seen


def _places(texts: dict[str, str]) -> list[_Seen]:
    dates = word_class("days_and_months")
    return [
        _Seen(match[1], "", article_id, match.start(1), match.end(1))
        for article_id, text in texts.items()
        for match in _PLACE.finditer(text)
        if match[1].split()[0].lower() not in dates
    ]


def _beside(tables: dict[str, pd.DataFrame], texts: dict[str, str]) -> list[_Seen]:
    """Adjectives and the like right before a contested name that is no variant of its own with them."""
    seen = []
    for row in tables["terms"].to_dict("records"):
        before = _BESIDE.search(texts[row["article_id"]][max(0, row["start"] - 30) : row["start"]])
        if before and before[1].islower() and before[1] not in ENGLISH_STOP_WORDS:
            name = f"{before[1]} {row['variant']}"
            seen.append(_Seen(name, "", row["article_id"], row["start"] - len(before[0]), row["end"]))
    return seen


def _grouped(kind: str, seen: list[_Seen], texts: dict[str, str], known: dict[str, str]) -> pd.DataFrame:
    """One row a name, the commonest first. A last name goes with the full name it ends, where there is only one such."""
    full: dict[str, set[str]] = defaultdict(set)
    for one in seen:
        if " " in one.name:
            full[one.name.split()[-1]].add(one.name)
    groups: dict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        longer = full.get(one.name, set())
        groups[next(iter(longer)) if len(longer) == 1 and kind == "name" else one.name].append(one)
    rows = [_row(kind, name, group, texts, known) for name, group in groups.items() if len(group) >= LEAST]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["count", "name"], ascending=[False, True], ignore_index=True)


def _row(kind: str, name: str, group: list[_Seen], texts: dict[str, str], known: dict[str, str]) -> dict[str, object]:
    first = group[0]
    text = texts[first.article_id]
    start = max(0, first.start - EXAMPLE // 4)
    close = get_close_matches(fold(name), known, n=1, cutoff=CLOSE)
    counts = {role: sum(one.role == role for one in group) for role in ("source", "doer", "sufferer")}
    return {
        "kind": kind, "name": name, "count": len(group), "articles": len({one.article_id for one in group}),
        "as_source": counts["source"], "as_doer": counts["doer"], "as_sufferer": counts["sufferer"],
        "like": known[close[0]] if close else None,
        "example": " ".join(text[start : start + EXAMPLE].split()), "article_id": first.article_id,
    }  # fmt: skip


def _known_names(codebook: Codebook) -> dict[str, str]:
    """Folded to as written: names that the codebook has without signs of its pattern language."""
    written = [pattern for actor in codebook.actors for _, pattern, *_ in actor.patterns()]
    written += [*codebook.contested_places, *(s for spellings in codebook.spellings.values() for s in spellings)]
    return {fold(name): name for name in written if re.fullmatch(r"[\w’'. -]+", name)}
