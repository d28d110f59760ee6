"""Inputs changed at random, through `framing check`, `annotate` and `ingest`: each is used or refused, and nothing is lost.

    python -m benchmarks.mutations [--count N] [--seed N] [--seconds S] [--keep DIR]

Each input is a small corpus, as a folder, CSV, JSON lines or Parquet, or a codebook, changed in one to four ways: bytes, values of
fields, texts, YAML, nesting, encodings, files that are none. Of each is asked that

- the command ends, in at most S seconds of processor time, with exit code 0, 1 or 2, and without an exception;
- what it says holds no control characters, no traceback and no `None`;
- every row is an article, or in `rejected` with its reason, and every article that is read has its tables or is in `rejected`.

Prints the failures with the number by which each is made again (`--seed` and `--only`), and the counts.
"""

import argparse
import csv
import json
import os
import random
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from typer.testing import CliRunner

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis.annotate import run
from analysis.cli import app
from analysis.problems import ProblemsError

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "tests" / "data" / "small.yml"
ROWS = [
    {"article_id": f"a{i}", "outlet": outlet, "title": f"Title {i}", "date": f"2020-09-{10 + i}", "wire": "", "text": text}
    for i, (outlet, text) in enumerate(
        [
            ("Herald", "Norland attacked Sudland on Monday, killing two.\n\n“They shelled us,” Anna Berg said."),
            ("Post", "Sudland, which denied it, accused Norland of aggression."),
            ("Echo", "The Vale was quiet.\nObservers, “comma, quoted”, were not let in; nobody said why."),
            ("Mail", "Norland's ministry said: we withdrew."),
        ]
    )
]  # fmt: skip
STRUCTURED = ("values", "texts")  # after these the number of rows is known

# --- what is put in ---------------------------------------------------------------------------------------------------

SCALARS: list[Any] = [
    None, True, False, 0, -1, 7, 10**18, 10**400, 1e308, -0.0, 1.5, "", " ", "\n", "nan", "null", "None", "true", "-", "=1+1", "@x", "\x00",
    "\x1b[2J", "\x07", "\u202e", "\u200b", "\ufffd", "\ufeff", "\ud800", "Ünï", "𝔘", "a" * 300, "a" * 30_000, "../../etc/passwd", "/dev/zero",
    "<script>alert(1)</script>", "${x}", "{x}", "%s", "2020-09-27", "2020-02-30", "0001-01-01", "9999-12-31", "2020-09-27T10:00:00+99:00",
    "en", "fr", "stated", "unknown", "inferred", "a0", "A0", "a0\r", "$x$", "http://[", "99999999999999999999999", "1e999", "０１２",
]  # fmt: skip
NESTED: list[Any] = [[], {}, [[]], [None], {"a": {"b": []}}, [1, "x"], {"": ""}]
TEXTS = [
    "(" * 3000, ")" * 3000, "“" * 2000, "'" * 3000, '"' * 2001, "said " * 500, "a\u0301" * 1000, "\u200d" * 500, "word" * 2000, "1" * 3000,
    "\n" * 2000, "\t" * 2000, " " * 5000, "\r" * 500, "\u2028" * 300, "🏳️‍🌈" * 200, "<p>" * 500, "&amp;" * 500, "- " * 1000, "." * 3000, "; " * 800,
    "\\" * 1000, "Norland " * 300, "Norland's " * 200, "“Norland” said that " * 100, "he said she said " * 100, "\x1b[31m" * 50, "\u0000",
    "مرحبا بالعالم " * 50, "中文没有空格" * 100, "A. " * 700, "https://x.y/" + "z" * 3000, "#" * 1000, "\u00a0" * 1000, "e\u20dd" * 300, "—" * 500,
]  # fmt: skip


def values(rng: random.Random, rows: list[dict[str, Any]]) -> None:
    """Change a value, a name of a field, or leave one out."""
    row = rng.choice(rows)
    name = rng.choice([*row, "outlet_basis", "episode", "url", "language", "relays", "other"])
    kind = rng.random()
    if kind < 0.75:
        row[name] = rng.choice(SCALARS + NESTED)
    elif kind < 0.85:
        row.pop(name, None)
    elif kind < 0.95:
        row[str(rng.choice([name.upper(), f" {name}", name + "s", "", "\x1b[1m", "None"]))] = row.get(name)
    else:
        deep: Any = "x"
        for _ in range(rng.choice([10, 60, 400])):
            deep = [deep] if rng.random() < 0.5 else {"a": deep}
        row[name] = deep


def texts(rng: random.Random, rows: list[dict[str, Any]]) -> None:
    """Put something into a text, or cut it."""
    row = rng.choice(rows)
    text = str(row.get("text") or "")
    at = rng.randrange(len(text) + 1)
    put = rng.choice(TEXTS)
    row["text"] = rng.choice(
        [text[:at] + put + text[at:], put, text[at:], text[::-1], text.upper(), text * rng.randint(2, 9)]
    )


def changed_bytes(rng: random.Random, data: bytes) -> bytes:
    """Bytes flipped, put in, left out, doubled, cut off, or in another encoding."""
    at, length = rng.randrange(len(data) + 1), rng.choice([1, 1, 2, 8, 64])
    noise = bytes(rng.randrange(256) for _ in range(length))
    encodings = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "cp037")
    text = data.decode("utf-8", errors="replace")
    return rng.choice(
        [
            lambda: data[:at] + noise + data[at + length :],
            lambda: data[:at] + noise + data[at:],
            lambda: data[:at] + data[at + length :],
            lambda: data[:at] + data[max(0, at - length * 8) :],
            lambda: data[:at],
            lambda: data.replace(b"\n", rng.choice([b"\r", b"\r\n", b"\n\n", b"\x00", b"\x0b"])),
            lambda: text.encode(rng.choice(encodings), errors="replace"),
            lambda: data[:at] + rng.choice([b'"', b"'", b",", b";", b"\t", b"\n", b"{", b"[", b"\x00", b"\xff"]) + data[at:],
        ]
    )()  # fmt: skip


YAML_PIECES = [
    "&a [*a]", "*a", "&b x", "!!python/object/apply:os.system [ls]", "!!binary x", "!x y", "{", "[", "{a}", "{a: {b: {c: d}}}", "|", ">-", "'",
    '"', "- - -", "? x", "<<: {a: b}", "%YAML 1.1", "---", "...", "0x10", "0o7", "1_000", ".inf", ".nan", "~", "yes", "2020-09-27", "1:30",
    "9" * 5000, "[" * 300, "{a: " * 60, "\t", "# x", ": :", "x: y: z", "@", "`", "(", "a" * 20_000, "[]", "{}", "(a|b)?" * 20, "{?}", "{*}", "a*",
]  # fmt: skip


def changed_yaml(rng: random.Random, text: str) -> str:
    """Lines left out, doubled, moved, indented otherwise, or with something else in place of a value."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    line = lines[at]
    piece = rng.choice(YAML_PIECES)
    kind = rng.randrange(8)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, rng.choice(lines))
    elif kind == 2:
        lines[at] = " " * rng.randrange(6) + line.lstrip()
    elif kind == 3:
        lines[at] = f"{line.split(':')[0]}: {piece}"
    elif kind == 4:
        lines[at] = f"{line} {piece}"
    elif kind == 5:
        lines.insert(at, piece)
    elif kind == 6:
        lines[at] = line.replace("[", f"[{piece}, ", 1)
    else:
        lines[at] = line.replace(
            rng.choice(line) if line else "", rng.choice(["", "'", '"', "{", "(", "|", "\x00", "…"]), 1
        )
    return "\n".join(lines)


# --- inputs -----------------------------------------------------------------------------------------------------------


class Input:
    """One input in a folder: what `check` gets, its codebook, and how many rows it has (null where that is not known)."""

    def __init__(self, folder: Path, rng: random.Random):
        self.folder, self.rng, self.book = folder, rng, BOOK
        self.rows = [dict(row) for row in ROWS]
        self.count: int | None = len(self.rows)
        self.kind = rng.choice(["folder", "csv", "jsonl", "jsonl", "parquet", "codebook"])
        ways = [rng.choice(["values", "texts", "bytes"]) for _ in range(rng.randint(1, 4))]
        if self.kind == "codebook":
            self.kind, self.book = "jsonl", self._codebook()
            ways = []
        for way in ways:
            if way in STRUCTURED:
                {"values": values, "texts": texts}[way](rng, self.rows)
        self.path = getattr(self, f"_{self.kind}")()
        if "bytes" in ways:
            self.count = None
            files = [p for p in (self.path.rglob("*") if self.path.is_dir() else [self.path]) if p.is_file()]
            target = rng.choice(files)
            changed = target.read_bytes()
            for _ in range(ways.count("bytes")):
                changed = changed_bytes(rng, changed)
            target.write_bytes(changed)

    def _codebook(self) -> Path:
        text = BOOK.read_text(encoding="utf-8")
        for _ in range(self.rng.randint(1, 3)):
            text = changed_yaml(self.rng, text)
        path = self.folder / "book.yml"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        return path

    def _jsonl(self) -> Path:
        path = self.folder / "articles.jsonl"
        path.write_text("\n".join(_json(row) for row in self.rows), encoding="utf-8", errors="surrogatepass")
        return path

    def _csv(self) -> Path:
        path = self.folder / "articles.csv"
        table = pd.DataFrame([{str(k): _cell(v) for k, v in row.items()} for row in self.rows], dtype=object)
        separator = self.rng.choice([",", ",", ";", "\t", "|"])
        path.write_bytes(table.to_csv(index=False, sep=separator).encode("utf-8", "surrogatepass"))
        self.count = None  # a header that is changed costs the file; a row may be blank
        return path

    def _parquet(self) -> Path:
        path = self.folder / "articles.parquet"
        try:
            pd.DataFrame(self.rows).to_parquet(path)
        except Exception:  # what Parquet has not: columns of several types, halves of characters
            rows = [{_whole(str(k)): _whole(_cell(v)) for k, v in row.items()} for row in self.rows]
            pd.DataFrame(rows, dtype=object).to_parquet(path)
        self.count = None  # a column that is changed costs the file
        return path

    def _folder(self) -> Path:
        folder = self.folder / "corpus"
        (folder / "articles").mkdir(parents=True)
        entries = []
        for i, row in enumerate(self.rows):
            name = f"articles/{i}.txt"
            (folder / name).write_bytes(str(row.get("text")).encode("utf-8", "surrogatepass"))
            entries.append({k: _cell(v) for k, v in row.items() if k != "text"} | {"file": name})
        self._spoil(folder, entries)
        text = "id: c\ntitle: C\ncodebook: book.yml\narticles:\n"
        text += "\n".join(f"- {_json(entry)}" for entry in entries) + "\n"
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            text, self.count = changed_yaml(self.rng, text), None
        (folder / "corpus.yml").write_text(text, encoding="utf-8", errors="replace")
        self.count = None  # a name twice, or one that is no text, costs the manifest
        return folder

    def _spoil(self, folder: Path, entries: list[dict[str, Any]]) -> None:
        """Files that are none."""
        kind, file = self.rng.randrange(12), folder / "articles" / "0.txt"
        if kind == 0:
            file.unlink()
            os.mkfifo(file)
        elif kind == 1:
            file.unlink()
            file.symlink_to(file.name)
        elif kind == 2:
            file.unlink()
            file.mkdir()
        elif kind == 3:
            entries[0]["file"] = self.rng.choice(
                ["../x", "/etc/passwd", "", "a\x00b", "x" * 5000, ".", "articles", None, [1]]
            )
        elif kind == 4:
            entries[0]["sha256"] = self.rng.choice(["0" * 64, "x", 5, None, []])


def _json(row: dict[str, Any]) -> str:
    try:
        return json.dumps(row, ensure_ascii=False, default=str)
    except ValueError:  # a number of thousands of digits
        return json.dumps(
            {k: v if not isinstance(v, int) else 0 for k, v in row.items()}, ensure_ascii=False, default=str
        )


def _cell(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else repr(value)[:3000]


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


# --- what is asked of each --------------------------------------------------------------------------------------------


class TooLongError(BaseException):
    """The time is up. Nothing catches it on the way."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raises TooLongError where the block takes more processor time, or twenty times as long by the clock."""

    def up(*_: object) -> None:
        raise TooLongError(f"more than {seconds} s")

    for sign in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(sign, up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(20 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)


def command(*arguments: object) -> tuple[int, str]:
    """Exit code and output of `framing`. Raises what it raises, and AssertionError where it says what no message may."""
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    said = done.output
    assert done.exit_code in (0, 1, 2), f"exit code {done.exit_code}"
    assert all(c == "\n" or c.isprintable() for c in said), f"control characters: {said[:300]!r}"
    assert "Traceback" not in said, said[:300]
    return done.exit_code, said


def annotated(given: Input) -> str:
    """Read and annotate; how it ended. Raises AssertionError where something is lost."""
    try:
        source = corpora.read(given.path)
        book = codebooks.load(given.book)
    except ProblemsError as error:
        assert error.problems and "None" not in str(error).replace("'None'", ""), str(error)[:300]
        return "refused"
    costly = [r for r in source.rejected if "the article was kept" not in r.reason]
    if given.count is not None:
        assert len(source.articles) + len({(r.name, r.reason) for r in costly}) >= given.count, "a row is lost"
    made = run.annotate(source, book)
    ids = [a.article_id for a in source.articles]
    failed = made["rejected"].loc[made["rejected"]["stage"] == "annotate", "name"].tolist()
    assert sorted([*made["articles"]["article_id"], *failed]) == sorted(ids), "an article is lost"
    assert len(made["rejected"]) == len(source.rejected) + len(failed)
    return "annotated, some failed" if failed else "annotated"


def ingested(given: Input) -> None:
    """`framing ingest` of the same input: each item is kept or set aside."""
    out = given.folder / "ingested"
    code, said = command("ingest", given.path, "--out", out)
    assert code in (0, 2) and (code == 2) == ("->" in said), said[:300]
    if code == 0:
        with (out / "provenance.csv").open(encoding="utf-8", newline="") as file:
            states = Counter(row["state"] for row in csv.DictReader(file))
        kept = len(corpora.read(out).articles) if states["kept"] else 0
        assert set(states) <= {"kept", "set aside"} and states["kept"] == kept, f"{states} of which {kept} can be read"
        assert f"{states.total():,} found: {kept:,} kept" in said


def one(seed: int, number: int, folder: Path, seconds: int, all_commands: bool = False) -> str:
    """Make and try one input; how it ended. Raises what went wrong."""
    rng = random.Random(f"{seed} {number}")
    given = Input(folder, rng)
    with limited(seconds):
        command("check", given.path, "--codebook", given.book)
        ended = annotated(given)
        ingested(given)
        if all_commands:
            code, _ = command("annotate", given.path, "--codebook", given.book, "--out", folder / "out")
            assert (code == 2) == (ended == "refused"), f"annotate ends with {code}, yet the input is {ended}"
    return ended


def tried(seed: int, numbers: range, seconds: int, every: int, failed: Callable[[int, BaseException], None]) -> Counter:
    """How each ended. Of each `every`-th the whole command `annotate` is run too."""
    counts: Counter[str] = Counter()
    for number in numbers:
        if number and number % 500 == 0:
            print(f"{number} done", flush=True)
        with tempfile.TemporaryDirectory() as name:
            os.environ["FRAMING_CACHE"] = str(Path(name) / "cache")
            try:
                counts[one(seed, number, Path(name), seconds, bool(every) and number % every == 0)] += 1
            except (Exception, TooLongError) as error:
                counts[f"FAILED ({type(error).__name__})"] += 1
                failed(number, error)
    return counts


def main() -> int:
    """Returns 1 where anything failed."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--count", type=int, default=1000)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--only", type=int, help="the number of one input")
    made.add_argument("--seconds", type=int, default=60, help="the most processor time that an input may take")
    made.add_argument("--every", type=int, default=50, help="of each of these the whole command `annotate` is run")
    given = made.parse_args()

    def failed(number: int, error: BaseException) -> None:
        print(f"--seed {given.seed} --only {number}: {type(error).__name__}: {str(error)[:300]!r}", flush=True)
        where = traceback.extract_tb(error.__traceback__)
        print("    " + " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(where[-6:])), flush=True)

    numbers = range(given.count) if given.only is None else range(given.only, given.only + 1)
    counts = tried(given.seed, numbers, given.seconds, given.every, failed)
    print(f"{counts.total()} inputs: {', '.join(f'{count} {how}' for how, count in sorted(counts.items()))}")
    return int(any(how.startswith("FAILED") for how in counts))


if __name__ == "__main__":
    sys.exit(main())
