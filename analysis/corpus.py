"""Articles in: a corpus folder, or a .csv, .jsonl or .parquet file.

`read(path)` never stops at the first bad article: it returns the good ones, what was rejected with its reason, and the list of
problems for `framing check`. It raises `CorpusError` only where nothing can be read at all.
"""

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import pandas as pd
from pydantic import ValidationError

from analysis.manifest import ArticleEntry, Manifest, OutletBasis
from analysis.paragraphs import paragraphs
from analysis.problems import Problem, ProblemsError
from analysis.yamlfile import YamlFile

MANIFEST = "corpus.yml"
REQUIRED = ("article_id", "outlet", "text")
OPTIONAL = ("outlet_basis", "date", "episode", "title", "url", "language", "wire", "relays")
TABLE_SUFFIXES = (".csv", ".jsonl", ".parquet")
NO_ID = ("it has no article_id", "give every article an id of its own")
_MISSING = "�"  # what a decoder puts where a byte was wrong


@dataclass(frozen=True)
class Article:
    """One article as read. `text` is the document's text: title, blank line, body; the body alone where there is no title."""

    article_id: str
    outlet: str | None
    outlet_basis: str
    text: str
    date: dt.date | None = None
    episode: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    wire: str | None = None
    relays: str | None = None


@dataclass(frozen=True)
class Rejected:
    """Something that could not be used: an article, or a part of one. `stage` is `read` or `annotate`."""

    name: str
    stage: str
    reason: str


@dataclass
class Corpus:
    """What was read. `codebook` is the path that a folder's manifest names, null for a file."""

    path: Path
    articles: list[Article] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    codebook: Path | None = None
    title: str | None = None

    @property
    def digest(self) -> str:
        """A key of the content, for caches."""
        content = repr([(a, r) for a, r in ((self.articles, self.rejected),)])
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class CorpusError(ProblemsError):
    """Nothing can be read from the input; `problems` says why."""


def read(path: Path | str) -> Corpus:
    """Read a corpus folder (with `corpus.yml`) or a table of articles. Raises CorpusError where there is nothing to read."""
    path = Path(path)
    if path.is_dir():
        return _read_folder(path)
    if not path.exists():
        raise CorpusError([Problem(str(path), None, "there is no such file or folder", "correct the path")])
    if path.suffix.lower() not in TABLE_SUFFIXES:
        remedy = f"give a corpus folder (with {MANIFEST}) or a {', '.join(TABLE_SUFFIXES)} file"
        raise CorpusError([Problem(str(path), None, f"'{path.suffix}' files are not read", remedy)])
    return _read_table(path)


# --- a corpus folder --------------------------------------------------------------------------------------------------


def _read_folder(folder: Path) -> Corpus:
    file, problems = YamlFile.read(folder / MANIFEST)
    if file is None:
        raise CorpusError(problems)
    entries, file_problems = _entries(file)
    problems += file_problems
    corpus = Corpus(folder, problems=problems, title=file.data.get("title"))
    codebook = file.data.get("codebook")
    if isinstance(codebook, str):
        corpus.codebook = (folder / codebook).resolve()
    else:
        problems.append(
            file.problem(("codebook",), "no codebook is named", "add `codebook: PATH`, seen from the manifest's folder")
        )
    collector = _Collector(corpus)
    for index, raw, entry in entries:
        line = file.line(("articles", index))
        name = str(raw.get("article_id") or f"article {index + 1}") if isinstance(raw, dict) else f"article {index + 1}"
        if entry is None:
            reasons = [p.what for p in file_problems if p.what.startswith(f"articles.{index}.")]
            collector.reject(name, reasons[0] if reasons else "its entry in the manifest is not valid")
            continue
        text = _article_text(folder, entry, collector, str(file.path), line)
        if text is not None:
            collector.add(
                entry.model_dump(exclude={"file", "sha256", "notes", "episode_basis"}) | {"text": text},
                str(file.path),
                line,
            )
    return corpus


def _entries(file: YamlFile) -> tuple[list[tuple[int, Any, ArticleEntry | None]], list[Problem]]:
    problems: list[Problem] = []
    try:
        Manifest.model_validate({k: v for k, v in file.data.items() if k != "articles"} | {"articles": []})
    except ValidationError as error:
        problems += [
            file.problem(e["loc"], e["msg"], "correct the value (docs/corpus.md has the fields)")
            for e in error.errors()
        ]
    raw = file.data.get("articles")
    if not isinstance(raw, list) or not raw:
        raise CorpusError(
            problems
            + [file.problem(("articles",), "no articles are listed", "add `articles:` with one entry an article")]
        )
    entries: list[tuple[int, Any, ArticleEntry | None]] = []
    for index, item in enumerate(raw):
        try:
            entries.append((index, item, ArticleEntry.model_validate(item)))
        except ValidationError as error:
            entries.append((index, item, None))
            for e in error.errors():
                what = e["msg"].removeprefix("Value error, ")
                problems.append(
                    file.problem(
                        ("articles", index, *e["loc"]), what, "correct the value (docs/corpus.md has the fields)"
                    )
                )
    return entries, problems


def _article_text(folder: Path, entry: ArticleEntry, collector: "_Collector", manifest: str, line: int) -> str | None:
    path = (folder / entry.file).resolve()
    if not path.is_relative_to(folder.resolve()):
        collector.refuse(
            entry.article_id,
            manifest,
            line,
            f"'{entry.file}' lies outside the corpus folder",
            "move the text into the folder",
        )
        return None
    try:
        data = path.read_bytes()
    except OSError:
        collector.refuse(
            entry.article_id, manifest, line, f"the file '{entry.file}' isn't there", "correct `file`, or add the text"
        )
        return None
    if entry.sha256 and hashlib.sha256(data).hexdigest() != entry.sha256:
        what = f"the checksum of '{entry.file}' is not the manifest's: the text has changed"
        collector.refuse(
            entry.article_id, manifest, line, what, "restore the file, or update `sha256` if the change is meant"
        )
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = data[: error.start].count(b"\n") + 1
        collector.refuse(entry.article_id, str(folder / entry.file), at, "it is not UTF-8", "save the file as UTF-8")
        return None


# --- a table of articles ----------------------------------------------------------------------------------------------


def _read_table(path: Path) -> Corpus:
    corpus = Corpus(path)
    collector = _Collector(corpus)
    readers = {".csv": _csv_rows, ".jsonl": _jsonl_rows, ".parquet": _parquet_rows}
    for line, row in readers[path.suffix.lower()](path, collector):
        collector.add(row, str(path), line)
    if not corpus.articles and not corpus.rejected and not corpus.problems:
        raise CorpusError([Problem(str(path), None, "it holds no article", "add one row an article")])
    return corpus


def _require_columns(path: Path, columns: Iterable[str], line: int | None = 1) -> None:
    missing = [c for c in REQUIRED if c not in set(columns)]
    if missing:
        problems = [
            Problem(str(path), line, f"the column `{c}` is missing", f"add it; needed are {', '.join(REQUIRED)}")
            for c in missing
        ]
        raise CorpusError(problems)


def _csv_rows(path: Path, collector: "_Collector") -> Iterator[tuple[int, dict[str, Any]]]:
    # Bytes that are not UTF-8 become U+FFFD, so that only the rows that hold one are rejected, and by name.
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    csv.field_size_limit(1 << 30)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        _require_columns(path, reader.fieldnames or [])
        line = reader.line_num + 1
        for row in reader:
            if None in row or None in row.values():
                name = row.get("article_id") or f"line {line}"
                collector.refuse(
                    name,
                    str(path),
                    line,
                    "the row has more or fewer fields than the header",
                    "quote fields that hold commas or line breaks",
                )
            else:
                yield line, dict(row)
            line = reader.line_num + 1
    except csv.Error as error:
        collector.refuse(
            f"{path.name}, from line {reader.line_num}",
            str(path),
            reader.line_num,
            f"not CSV: {error}",
            "correct the quoting; rows after it were not read",
        )


def _jsonl_rows(path: Path, collector: "_Collector") -> Iterator[tuple[int, dict[str, Any]]]:
    for line, data in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not data.strip():
            continue
        try:
            row = json.loads(data.decode("utf-8-sig" if line == 1 else "utf-8", errors="replace"))
        except json.JSONDecodeError as error:
            collector.refuse(
                f"line {line}",
                str(path),
                line,
                f"not JSON: {error.msg} (column {error.colno})",
                "write one JSON object a line",
            )
            continue
        if not isinstance(row, dict):
            collector.refuse(f"line {line}", str(path), line, "not a JSON object", "write one JSON object a line")
            continue
        missing = [c for c in REQUIRED if c not in row]
        if missing:
            name = str(row.get("article_id") or f"line {line}")
            collector.refuse(
                name,
                str(path),
                line,
                f"`{'`, `'.join(missing)}` is missing",
                f"give {', '.join(REQUIRED)} for every article",
            )
            continue
        yield line, row


def _parquet_rows(path: Path, collector: "_Collector") -> Iterator[tuple[int | None, dict[str, Any]]]:
    try:
        table = pd.read_parquet(path)
    except Exception as error:  # pyarrow raises many kinds; each means that the file cannot be read
        raise CorpusError(
            [Problem(str(path), None, f"it cannot be read as Parquet: {error}", "write the file again")]
        ) from error
    _require_columns(path, table.columns, None)
    for row in table.to_dict("records"):
        yield None, {k: (None if not isinstance(v, list | dict) and pd.isna(v) else v) for k, v in row.items()}


# --- one article ------------------------------------------------------------------------------------------------------


class _Collector:
    """Takes raw rows, keeps the good, and lists the rest with their reasons."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus
        self._line_of: dict[str, int | None] = {}

    def reject(self, name: str, reason: str) -> None:
        self.corpus.rejected.append(Rejected(name, "read", reason))

    def refuse(self, name: str, file: str, line: int | None, what: str, remedy: str, consequence: str = "") -> None:
        """Reject something and list it among the problems."""
        self.corpus.problems.append(Problem(file, line, f"{name}: {what}", remedy))
        self.reject(name, "; ".join(part for part in (what, consequence, remedy) if part))

    def add(self, row: dict[str, Any], file: str, line: int | None) -> None:
        row = {key: _clean(row.get(key)) for key in (*REQUIRED, *OPTIONAL)}
        identifier = str(row["article_id"]) if row["article_id"] is not None else None
        name = identifier or (f"line {line}" if line else "an article without an id")
        reason = self._unusable(identifier, row)
        if identifier is None or reason is not None:
            self.refuse(name, file, line, *(reason or NO_ID))
            return
        self._line_of[identifier] = line
        date = self._date(row["date"], name, file, line)
        basis = self._basis(row, name, file, line)
        text, title = _document(str(row["text"]), row["title"])
        self.corpus.articles.append(
            Article(identifier, row["outlet"] if basis != "unknown" else None, basis, text, date, row["episode"], title,
                    row["url"], row["language"], row["wire"], row["relays"])
        )  # fmt: skip

    def _unusable(self, identifier: str | None, row: dict[str, Any]) -> tuple[str, str] | None:
        if identifier is None:
            return NO_ID
        if identifier in self._line_of:
            first = self._line_of[identifier]
            return (
                f"the id is used already{f' on line {first}' if first else ''}",
                "give every article an id of its own; the first one was kept",
            )
        text = row["text"]
        if not isinstance(text, str) or not text.strip():
            return "its text is empty", "add the text, or remove the article"
        if _MISSING in text or _MISSING in str(row["title"] or ""):
            return (
                "its text is not UTF-8, or was damaged when it was saved (U+FFFD)",
                "save it again as UTF-8 from the source",
            )
        language = row["language"]
        if language is not None and not str(language).lower().startswith("en"):
            return (
                f"its language is '{language}'; only English (en) is read",
                "leave it out, or translate it and say so",
            )
        return None

    def _date(self, value: Any, name: str, file: str, line: int | None) -> dt.date | None:
        if value is None or isinstance(value, dt.datetime):
            return value.date() if value is not None else None
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value)[:10])
        except ValueError:
            self.refuse(
                name,
                file,
                line,
                f"'{value}' is no date",
                "write YYYY-MM-DD, or leave it empty",
                "the article was kept without a date",
            )
            return None

    def _basis(self, row: dict[str, Any], name: str, file: str, line: int | None) -> str:
        basis = row["outlet_basis"] or ("stated" if row["outlet"] else "unknown")
        if basis in get_args(OutletBasis) and (basis == "unknown") == (row["outlet"] is None):
            return basis
        what = f"outlet_basis is '{basis}' with {'an' if row['outlet'] else 'no'} outlet"
        remedy = "use stated or inferred with an outlet, unknown without one"
        self.refuse(name, file, line, what, remedy, "the article was kept with its outlet as unknown")
        return "unknown"


def _clean(value: Any) -> Any:
    return None if value is None or (isinstance(value, str) and not value.strip()) else value


def _document(text: str, title: str | None) -> tuple[str, str | None]:
    """The document's text and title. A first paragraph that is repeated, or that is the title, is the headline as it stands."""
    spans = paragraphs(text)
    first = text[slice(*spans[0])]
    repeated = len(spans) > 1 and text[slice(*spans[1])] == first
    if repeated or (title is not None and first == title.strip()):
        return text, first
    return (f"{title.strip()}\n\n{text}", title.strip()) if title is not None else (text, None)
