"""Results in folders: nothing of a user's is written over or removed, and a result appears whole or not at all.

An output folder is new, empty, or holds exactly what the same command made in it before. What a command made is told by its mark,
the file `framing.json`: the command, what went in, and every file with its digest. A result is written into a sibling folder
and swapped in at once; what a killed run left beside it is put right or removed by the next one.
"""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from analysis.marks import MARK, Mark, Origin, contents, digest, discard, read_mark
from analysis.problems import Problem, ProblemsError
from analysis.renames import exchange

ATTEMPTS = 3
_NAME_LENGTH = 100  # of the target's name in its siblings': file systems allow 255 bytes for the whole


class OutputError(ProblemsError):
    """A folder cannot be written to, or does not hold the result it should; `problems` says why."""


# --- may a folder be written to? --------------------------------------------------------------------------------------


def check(out: Path, command: str, inputs: Iterable[Path] = (), known: Collection[str] = ()) -> Path:
    """Refuse an output folder that `command` may not write; asked before any work is done. Returns its real path.

    `known`: files that count as the suite's own whatever they hold, for folders that nobody but the suite writes to (the cache).
    Raises OutputError.
    """
    with _told(out):
        target = _real(out)
        _tidy(target)
        if target.exists() and not target.is_dir():
            raise _refusal(out, "it is a file", "give a folder")
        for path in inputs:
            _refuse_overlap(out, target, path)
        _refuse_foreign(out, target, command, known)
        ground = next(parent for parent in target.parents if parent.exists())
        probe = ground / _sibling(target)
        probe.mkdir()
        probe.rmdir()
    return target


def _refuse_overlap(out: Path, target: Path, path: Path) -> None:
    source = _real(path)
    if source.exists() and any(place.exists() and place.samefile(source) for place in (target, *target.parents)):
        raise _refusal(out, f"it is, or lies in, {path}, which the command reads", "give a folder outside it")
    if target.exists() and any(place.samefile(target) for place in source.parents if place.exists()):
        raise _refusal(out, f"it holds {path}, which the command reads", "give a new folder")


def _refuse_foreign(out: Path, target: Path, command: str, known: Collection[str]) -> None:
    found = contents(target) - {*known, MARK} if known else contents(target)
    if not found:
        return
    mark = read_mark(target)
    if mark is None:
        remedy = f"give a new folder, or remove this one yourself if nothing in it is needed (a result carries {MARK})"
        raise _refusal(out, "it is not empty, and no command of this version made what it holds", remedy)
    if mark.command != command:
        raise _refusal(out, f"it holds what `framing {mark.command}` made", "give another folder")
    own = {name for name, sha256 in mark.files.items() if name in found and digest(target / name) == sha256}
    foreign = sorted(found - own - {MARK})
    if foreign:
        what = f"it holds files that were put in or changed since: {', '.join(foreign[:5])}"
        raise _refusal(out, what + (f" and {len(foreign) - 5} more" if foreign[5:] else ""), "move them elsewhere")


def _refusal(out: Path, what: str, remedy: str) -> OutputError:
    return OutputError([Problem(str(out), None, what, remedy)])


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        remedy = "give a place that can be written to, with room on its disk"
        raise _refusal(out, f"it cannot be written: {reason}", remedy) from error


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (RuntimeError, ValueError) as error:  # links in a circle, NUL in a name
        raise OSError(f"the path leads nowhere ({error})") from error


# --- writing ----------------------------------------------------------------------------------------------------------


@contextmanager
def result(
    out: Path, command: str, origin: Origin, inputs: Iterable[Path] = (), known: Collection[str] = ()
) -> Iterator[Path]:
    """A folder to write a result into, which takes the place of `out` when the block ends, and is gone where it fails.

    Raises OutputError as `check` does, and where writing fails.
    """
    target = check(out, command, inputs, known)
    with _told(out):
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = target.with_name(_sibling(target))
        staged.mkdir()
        try:
            _write_mark(staged, Mark.of(staged, command, origin))
            yield staged
            _write_mark(staged, Mark.of(staged, command, origin))
            _refuse_foreign(out, target, command, known)  # once more: the work may have taken hours
            exchange(staged, target)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        discard(staged, known)


def keep(folder: Path, command: str, origin: Origin, known: Collection[str], write: Callable[[Path], object]) -> None:
    """Write a result to a cache. Another run may do the same at this moment: whichever is first, the result is there.

    Raises OutputError.
    """
    for attempt in range(ATTEMPTS):
        try:
            verify(folder, command, origin.model_dump())
            return
        except OutputError:
            pass
        try:
            with result(folder, command, origin, known=known) as staged:
                write(staged)
            return
        except OutputError:
            if attempt + 1 == ATTEMPTS:
                raise


def replace_file(path: Path, content: str | bytes) -> None:
    """Write one file over itself, whole or not at all; a link stays a link. Raises OutputError."""
    with _told(path):
        real = _real(path)
        partial = real.with_name(f".{real.name[:_NAME_LENGTH]}.framing-{secrets.token_hex(4)}")
        try:
            partial.write_bytes(content.encode() if isinstance(content, str) else content)
            if real.exists():
                shutil.copymode(real, partial)
            partial.replace(real)
        finally:
            partial.unlink(missing_ok=True)


def _write_mark(folder: Path, mark: Mark) -> None:
    replace_file(folder / MARK, mark.model_dump_json(indent=1) + "\n")


# --- what a killed run left -------------------------------------------------------------------------------------------


def _prefix(target: Path) -> str:
    return f".{target.name[:_NAME_LENGTH]}.framing-"


def _sibling(target: Path) -> str:
    """A name beside the target, for this process alone; by it the next run finds what a killed one left."""
    return f"{_prefix(target)}{os.getpid()}-{int(psutil.Process().create_time())}-{secrets.token_hex(4)}"


def _tidy(target: Path) -> None:
    """Siblings that a killed run left: a whole result goes where it belongs if nothing is there, the rest is removed."""
    pattern = re.compile(re.escape(_prefix(target)) + r"(\d+)-(\d+)-[0-9a-f]{8}")
    with suppress(OSError):  # nothing there yet, or another run that begins now does the same
        for folder in list(target.parent.iterdir()):
            name = pattern.fullmatch(folder.name)
            if name is not None and not _runs(int(name[1]), int(name[2])):
                _put_right(folder, target)


def _put_right(folder: Path, target: Path) -> None:
    mark = read_mark(folder)
    whole = mark is not None and all(digest(folder / name) == sha256 for name, sha256 in mark.files.items())
    if mark is not None and mark.files and whole and not target.exists():
        folder.rename(target)
    elif mark is not None and mark.files:
        discard(folder)
    elif mark is not None or all(name.startswith(_prefix(Path(MARK))) for name in contents(folder)):
        shutil.rmtree(folder)  # it was being written, and may not have been marked yet


def _runs(pid: int, started: int) -> bool:
    try:
        return abs(psutil.Process(pid).create_time() - started) < 5  # pids are used again
    except psutil.Error:
        return False


# --- reading ----------------------------------------------------------------------------------------------------------


def verify(folder: Path, command: str, expected: Mapping[str, str] | None = None, needed: Iterable[str] = ()) -> Mark:
    """The mark of a folder that holds, unchanged, what one run of `command` wrote. Raises OutputError with all that is wrong.

    `expected`: fields of its origin that must be so. `needed`: files that it must list.
    """
    with _told(folder):
        _tidy(_real(folder))
        mark = read_mark(folder)
    remedy = f"give a folder that `framing {command}` wrote"
    if mark is None or mark.command != command:
        wrote = f"`framing {mark.command}` wrote it" if mark else f"it has no readable {MARK}"
        raise _refusal(folder, f"it is no result of `framing {command}`: {wrote}", remedy)
    problems = [
        Problem(
            str(folder), None, f"it was made with another {key}", f"give the {key} it was made with, or make it again"
        )
        for key, value in (expected or {}).items()
        if getattr(mark.origin, key) != value
    ]
    for name in sorted({*mark.files, *needed}):
        path = folder / name
        if not path.is_file() or name not in mark.files:
            problems.append(
                Problem(str(path), None, "the file is missing from the result", f"run `framing {command}` again")
            )
        elif digest(path) != mark.files[name]:
            what = "the file is damaged, or not of the same run as the others"
            problems.append(Problem(str(path), None, what, f"run `framing {command}` again, into a new folder"))
    if problems:
        raise OutputError(problems)
    return mark
