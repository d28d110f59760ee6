"""The manifest of a corpus folder, `corpus.yml`: which codebook, and what is known of each article."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.problems import Problem
from analysis.reading.fields import FIELDS, Fault
from analysis.yamlfile import YamlFile

FIELDS_OF_FILE = ("id", "title", "codebook", "description", "articles", "table")
OWN = ("file", "sha256", "notes", "episode_basis")  # fields of an entry beside those of every article
_SEE = "docs/corpus.md has the fields"


@dataclass(frozen=True)
class Entry:
    """One article as the manifest has it. `values`: the fields that every format has, not typed yet; `file`: its text's."""

    line: int
    values: dict[str, Any]
    file: str
    sha256: str | None
    faults: list[Fault]


@dataclass(frozen=True)
class Manifest:
    """The whole file. `table`: the file that lists the articles, where the manifest does not do so itself."""

    title: str | None
    codebook: str | None
    articles: list[Entry]
    table: str | None = None

    @classmethod
    def read(cls, path: Path) -> "tuple[Manifest | None, list[Problem]]":
        """The manifest, null where it lists no articles, and what is wrong with it beside its entries."""
        file, problems = YamlFile.read(path)
        if file is None:
            return None, problems
        for name in file.data:
            if name not in FIELDS_OF_FILE:
                problems.append(file.problem((name,), "there is no such field", f"remove it, or correct it; {_SEE}"))
        texts = {name: _scalar(file.data.get(name)) for name in ("id", "title", "codebook")}
        problems += [
            file.problem(
                (name,), "it is missing" if file.data.get(name) is None else "it is not text", f"add `{name}: …`"
            )
            for name, text in texts.items()
            if text is None
        ]
        listed, table = file.data.get("articles"), _scalar(file.data.get("table"))
        if table is not None and listed is None:
            return cls(texts["title"], texts["codebook"], [], table), problems
        if not isinstance(listed, list) or not listed:
            remedy = "add `articles:` with one entry per article, or `table:` with the name of a file (not both)"
            return None, [*problems, file.problem(("articles",), "no articles are listed", remedy)]
        entries = [_entry(raw, file.line(("articles", index))) for index, raw in enumerate(listed)]
        return cls(texts["title"], texts["codebook"], entries), problems


def _scalar(value: Any) -> str | None:
    """Text, or a number that was meant as text."""
    return (
        str(value)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip()
        else None
    )


def _entry(raw: Any, line: int) -> Entry:
    if not isinstance(raw, dict):
        return Entry(
            line, {}, "", None, [Fault("its entry is no mapping of fields", f"begin it with `- article_id:`; {_SEE}")]
        )
    faults = [
        Fault(
            f"there is no field `{'null' if name is None else name}`",
            f"remove it, or correct it; {_SEE}",
            "kept without it",
        )
        for name in raw
        if name not in (*FIELDS, *OWN)
    ]
    file, sha256 = _scalar(raw.get("file")), raw.get("sha256")
    if file is None:
        faults.append(Fault("`file` is missing", "name the file that holds its text"))
    if sha256 is not None and not re.fullmatch(r"[0-9a-f]{64}", str(sha256)):
        faults.append(Fault("its sha256 is not 64 hexadecimal digits", "correct it, or leave it out"))
    if raw.get("episode_basis", "date") not in ("date", "inferred"):
        faults.append(Fault("its episode_basis is neither date nor inferred", "correct it", "kept without it"))
    values = {name: raw[name] for name in FIELDS if name in raw and name != "text"}
    return Entry(line, values, file or "", str(sha256) if sha256 else None, faults)
