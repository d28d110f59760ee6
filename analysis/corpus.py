"""Articles in: a corpus folder, or a .csv, .jsonl or .parquet file.

`read(path)` never stops at the first bad article: it returns the good ones, what was rejected with its reason, and the list of
problems for `framing check`. It raises `CorpusError` only where nothing can be read at all.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.held import Held
from analysis.manifest import Manifest
from analysis.paragraphs import paragraphs
from analysis.problems import Problem, ProblemsError, shown
from analysis.reading import fields, rows
from analysis.reading.fields import OPTIONAL, REQUIRED, Fault
from analysis.reading.files import MISSING, UnreadableError, decode, read_bytes

__all__ = ["OPTIONAL", "REQUIRED", "Article", "Corpus", "CorpusError", "Rejected", "read"]

MANIFEST = "corpus.yml"
TABLE_SUFFIXES = (".csv", ".jsonl", ".parquet")


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
    """What was read. `articles` may be too many for the memory: go through them one by one. `notes`: what is not wrong but worth a look. `codebook` is the path that a folder's manifest names, null for a file."""

    path: Path
    articles: Sequence[Article] = field(default_factory=Held)
    rejected: list[Rejected] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    codebook: Path | None = None
    title: str | None = None

    @cached_property
    def digest(self) -> str:
        """A key of the content, for caches."""
        made = hashlib.sha256()
        for item in chain(self.articles, self.rejected):
            made.update(repr(item).encode("utf-8", "surrogatepass"))
        return made.hexdigest()[:16]


class CorpusError(ProblemsError):
    """Nothing can be read from the input; `problems` says why."""


def read(path: Path | str) -> Corpus:
    """Read a corpus folder (with `corpus.yml`) or a table of articles. Raises CorpusError where there is nothing to read."""
    path = Path(path)
    try:
        if path.is_dir():
            return _read_folder(path)
        if path.suffix.lower() not in TABLE_SUFFIXES and path.exists():
            remedy = f"give a corpus folder (with {MANIFEST}) or a {', '.join(TABLE_SUFFIXES)} file"
            raise UnreadableError(f"'{path.suffix}' files are not read", remedy)
        return _read_table(path)
    except UnreadableError as error:
        raise CorpusError([Problem(str(path), None, error.what, error.remedy)]) from None
    except (OSError, ValueError) as error:  # a path that is none: too long, or with a NUL
        raise CorpusError([Problem(str(path), None, f"the path leads nowhere ({error})", "correct the path")]) from None


def _read_table(path: Path) -> Corpus:
    if path.suffix.lower() not in TABLE_SUFFIXES:
        raise UnreadableError("there is no such file or folder", "correct the path")
    corpus = Corpus(path)
    table = rows.read(path)
    corpus.notes += [Problem(str(path), 1, note.what, note.remedy) for note in table.notes]
    collector = _Collector(corpus)
    for row in table.rows:
        if row.fault:
            collector.refuse(_name(row.values, f"line {row.line}"), str(path), row.line, row.fault)
        else:
            collector.add(row.values, str(path), row.line)
    corpus.problems += [Problem(str(path), 1, f.what, f.remedy) for f in fields.unknown_fields(list(table.names))]
    if not corpus.articles and not corpus.rejected and not corpus.problems:
        raise UnreadableError("it holds no article", "add one row per article")
    return corpus


# --- a corpus folder --------------------------------------------------------------------------------------------------


def _read_folder(folder: Path) -> Corpus:
    manifest, problems = Manifest.read(folder / MANIFEST)
    if manifest is None:
        raise CorpusError(problems)
    corpus = Corpus(folder, problems=problems, title=manifest.title)
    corpus.codebook = (folder / manifest.codebook).resolve() if manifest.codebook else None
    if manifest.table is not None:
        return _read_listed(corpus, folder, manifest.table)
    collector = _Collector(corpus)
    file = str(folder / MANIFEST)
    for number, entry in enumerate(manifest.articles, start=1):
        name = _name(entry.values, f"article {number}")
        for fault in entry.faults:
            collector.refuse(name, file, entry.line, fault)
        if all(fault.consequence for fault in entry.faults):
            text = _article_text(folder, entry.file, entry.sha256)
            if isinstance(text, Fault):
                collector.refuse(name, file, entry.line, text)
            else:
                collector.add(entry.values | {"text": text}, file, entry.line)
    return corpus


def _read_listed(corpus: Corpus, folder: Path, name: str) -> Corpus:
    """A folder whose manifest names a table of its articles."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UnreadableError(
            f"`table: {shown(name)}` lies outside the corpus folder", "move the table into the folder"
        )
    listed = _read_table(path)
    corpus.articles, corpus.rejected = listed.articles, listed.rejected
    corpus.problems += listed.problems
    corpus.notes += listed.notes
    return corpus


def _article_text(folder: Path, name: str, sha256: str | None) -> str | Fault:
    """The text of a file of a folder, or what is wrong with it."""
    shortened = shown(name)
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return Fault(f"'{shortened}' lies outside the corpus folder", "move the text into the folder")
        data = read_bytes(path)
    except (OSError, RuntimeError, ValueError):
        return Fault(f"the path '{shortened}' leads nowhere", "correct `file`, or add the text")
    except UnreadableError as error:
        what = f"the file '{shortened}' isn't there" if "no such file" in error.what else f"'{shortened}': {error.what}"
        return Fault(what, "correct `file`, or add the text")
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        what = f"the checksum of '{shortened}' is not the manifest's: the text has changed"
        return Fault(what, "restore the file, or update `sha256` if the change is meant")
    text = decode(data)
    if MISSING in text and MISSING.encode() not in data:
        line = text.count("\n", 0, text.index(MISSING)) + 1
        return Fault(f"line {line} of '{shortened}' is not UTF-8", "save the file as UTF-8")
    return text


# --- one article ------------------------------------------------------------------------------------------------------


class _Collector:
    """Takes raw rows, keeps the good, and lists the rest with their reasons."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus
        self._line_of: dict[str, int] = {}
        self._articles: Held[Article] = Held()
        corpus.articles = self._articles

    def refuse(self, name: str, file: str, line: int, fault: Fault) -> None:
        """List something among the problems and the rejected."""
        self.corpus.problems.append(Problem(file, line, f"{name}: {fault.what}", fault.remedy))
        parts = (fault.what, fault.consequence and f"the article was {fault.consequence}", fault.remedy)
        self.corpus.rejected.append(Rejected(name, "read", "; ".join(part for part in parts if part)))

    def add(self, row: Mapping[str, Any], file: str, line: int) -> None:
        values, faults = fields.article(row)
        identifier = values["article_id"] if values else None
        if identifier in self._line_of:
            what = f"the id is used already on line {self._line_of[identifier]}"
            faults, identifier = [Fault(what, "give every article an id of its own; the first one was kept")], None
        for fault in faults:
            self.refuse(_name(row, f"line {line}"), file, line, fault)
        if values and identifier is not None:
            self._line_of[identifier] = line
            text, title = _document(values["text"], values["title"])
            self._articles.append(Article(**values | {"text": text, "title": title}))


def _name(row: Mapping[str, Any], otherwise: str) -> str:
    """What a row is called where it is spoken of: its id, as far as it can be shown."""
    given = row.get("article_id")
    usable = (
        isinstance(given, str | int)
        and not isinstance(given, bool)
        and abs(given if isinstance(given, int) else 0) < 10**30
    )
    return shown(str(given).strip()) if usable and str(given).strip() else otherwise


def _document(text: str, title: str | None) -> tuple[str, str | None]:
    """The document's text and title. A first paragraph that is repeated, or that is the title, is the headline as it stands."""
    spans = paragraphs(text)
    first = text[slice(*spans[0])]
    repeated = len(spans) > 1 and text[slice(*spans[1])] == first
    if repeated or (title is not None and " ".join(first.split()) == title):
        return text, first
    return (f"{title}\n\n{text}", title) if title is not None else (text, None)
