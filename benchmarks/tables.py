"""Tables of the gold texts, and two folders of tables compared row by row: whether a change of code changes what it says.

    python -m benchmarks.tables make --gold DIR --out DIR [--only pilot,slant,casualties]
    python -m benchmarks.tables compare A B [--tolerance T] [--show N]

`make` annotates the pilot corpus, the articles of slant/ and the sentences of agency/ afresh, without a cache, and writes one
folder of Parquet files a set. `compare` reads every Parquet file below A and B and pairs the rows of two of the same name by
their key: an article's id with a span's start and end, or what else names a row of the table. Of rows with the same key, equal
ones are paired first. It prints what differs in rows, columns, types and order, and exits with 1 where anything does.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import codebook as codebooks
from analysis import corpus as corpora
from analysis import storage
from analysis.annotate import run

CODEBOOKS = Path("corpus/codebooks")
# What each set is read from (the pilot comes with the suite, the others lie in the gold data), and its codebook.
PILOT = Path("corpus/nagorno-karabakh")
SETS: dict[str, tuple[Path | None, Path]] = {
    "pilot": (None, CODEBOOKS / "nagorno-karabakh.yml"),
    "slant": (Path("slant/karabakh-2020-dev.jsonl"), CODEBOOKS / "nagorno-karabakh.yml"),
    "casualties": (Path("agency/casualties-bbc-articles.jsonl"), CODEBOOKS / "israel-palestine.yml"),
}
# Columns that name a row, where its span does not.
KEYS = {"articles": ("article_id",), "facts": ("article_id", "fact_id"), "rejected": ("name", "stage")}
SPAN = ("article_id", "start", "end")
Row = dict[str, Any]


# --- making tables ----------------------------------------------------------------------------------------------------


def make(gold: Path | None, out: Path, names: list[str]) -> None:
    """Write the tables of the named sets to `out/<set>/`, and print the processor time that each took."""
    sources = {name: gold_corpus(name, gold) for name in names}
    for name, source in sources.items():
        began = time.process_time()
        book = codebooks.load(SETS[name][1])
        result = run.annotate(source, book)
        storage.keep(result, out / name, storage.origin(source, book))
        rows = ", ".join(f"{table} {len(frame)}" for table, frame in result.items())
        print(f"{name}: {time.process_time() - began:.1f} s of processor time; {rows}", flush=True)


def gold_corpus(name: str, gold: Path | None) -> corpora.Corpus:
    """The articles of a set. Raises FileNotFoundError where the gold data or the set's file in it are missing."""
    file = SETS[name][0]
    if file is None:
        return corpora.read(PILOT)
    if gold is None or not (gold / file).is_file():
        where = f"{gold / file} is missing" if gold else f"{name} is read from gold data"
        raise FileNotFoundError(f"{where}: give with --gold the folder that holds {file}")
    records = [json.loads(line) for line in (gold / file).open(encoding="utf-8")]
    articles = [_article(record, i) for i, record in enumerate(records)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
        return corpora.read(path)


def _article(record: Row, index: int) -> Row:
    """A gold record with the fields of a corpus. Its id is numbered: some sets have none, and none need be unique."""
    named = {"text": record.get("sentence")} | record
    kept = {key: named[key] for key in (*corpora.REQUIRED, *corpora.OPTIONAL) if key in named}
    return kept | {"article_id": f"{index:05d}" + (f"-{record['article_id']}" if record.get("article_id") else "")}


# --- comparing tables -------------------------------------------------------------------------------------------------


@dataclass
class Change:
    """Two rows of one key, and the columns in which they differ."""

    key: tuple
    before: Row
    after: Row
    columns: list[str]


@dataclass
class Comparison:
    """How table `name` differs between two folders. `notes` are differences of columns, types and order."""

    name: str
    rows: tuple[int, int]
    equal: int = 0
    changed: list[Change] = field(default_factory=list)
    only_a: list[Row] = field(default_factory=list)
    only_b: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.changed or self.only_a or self.only_b or self.notes)


def compare_folders(a: Path, b: Path, tolerance: float = 0.0) -> list[Comparison]:
    """Every table of two folders. Raises FileNotFoundError where a folder holds no table."""
    paths = [{p.relative_to(folder) for p in folder.rglob("*.parquet")} for folder in (a, b)]
    for folder, found in zip((a, b), paths, strict=True):
        if not found:
            raise FileNotFoundError(f"there is no Parquet file below {folder}")
    results = []
    for path in sorted(paths[0] | paths[1]):
        name = path.with_suffix("").as_posix()
        tables = [
            pq.read_table(folder / path) if path in found else None for folder, found in zip((a, b), paths, strict=True)
        ]
        if tables[0] is None or tables[1] is None:
            side, table = ("A", tables[0]) if tables[1] is None else ("B", tables[1])
            results.append(
                Comparison(name, (len(tables[0] or ()), len(tables[1] or ())), notes=[f"table only in {side}"])
            )
        else:
            results.append(compare_tables(name, tables[0], tables[1], tolerance))
    return results


def compare_tables(name: str, a: pa.Table, b: pa.Table, tolerance: float = 0.0) -> Comparison:
    """Two tables: rows paired by key, cells compared in the columns that both have. Nulls equal nulls and nothing else."""
    common = [c for c in a.column_names if c in b.column_names]
    key = [c for c in KEYS.get(Path(name).name, SPAN) if c in common]
    result = Comparison(name, (len(a), len(b)), notes=_shape(a.schema, b.schema))
    rows = [table.select(common).to_pylist() for table in (a, b)]
    groups: list[dict[tuple, list[Row]]] = []
    for side in rows:
        groups.append(defaultdict(list))
        for row in side:
            groups[-1][tuple(row[c] for c in key)].append(row)
    for place in dict.fromkeys([*groups[0], *groups[1]]):
        _pair(result, place, groups[0].get(place, []), groups[1].get(place, []), tolerance)
    if not (result.changed or result.only_a or result.only_b) and any(
        _different(x, y, tolerance) for x, y in zip(*rows, strict=True)
    ):
        result.notes.append("rows in another order")
    return result


def _shape(a: pa.Schema, b: pa.Schema) -> list[str]:
    notes = []
    for side, only in (
        ("A", [c for c in a.names if c not in b.names]),
        ("B", [c for c in b.names if c not in a.names]),
    ):
        notes += [f"columns only in {side}: {', '.join(only)}"] if only else []
    common = [c for c in a.names if c in b.names]
    notes += [
        f"type of {c}: {a.field(c).type} -> {b.field(c).type}" for c in common if a.field(c).type != b.field(c).type
    ]
    if common != [c for c in b.names if c in a.names]:
        notes.append("columns in another order")
    return notes


def _pair(result: Comparison, key: tuple, a: list[Row], b: list[Row], tolerance: float) -> None:
    """Count the equal rows of one key; pair the rest in their order; what is left over stands on one side only."""
    rest_a, rest_b = [], list(b)
    for row in a:
        twin = next((i for i, other in enumerate(rest_b) if not _different(row, other, tolerance)), None)
        if twin is None:
            rest_a.append(row)
        else:
            del rest_b[twin]
            result.equal += 1
    pairs = list(zip(rest_a, rest_b, strict=False))
    result.changed += [Change(key, x, y, _different(x, y, tolerance)) for x, y in pairs]
    result.only_a += rest_a[len(pairs) :]
    result.only_b += rest_b[len(pairs) :]


def _different(a: Row, b: Row, tolerance: float) -> list[str]:
    return [c for c in a if not _same(a[c], b[c], tolerance)]


def _same(a: Any, b: Any, tolerance: float) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=0, abs_tol=tolerance) or (math.isnan(a) and math.isnan(b))
    return a == b


def report(result: Comparison, show: int) -> None:
    """Print one line with the counts, and the first `show` rows of each kind of difference."""
    columns = Counter(c for change in result.changed for c in change.columns)
    inside = f" ({', '.join(f'{c} {n}' for c, n in columns.most_common())})" if columns else ""
    print(
        f"{result.name}: rows A {result.rows[0]}, B {result.rows[1]}; equal {result.equal}, changed {len(result.changed)}{inside}, "
        f"only in A {len(result.only_a)}, only in B {len(result.only_b)}"
    )
    for note in result.notes:
        print(f"  {note}")
    for change in result.changed[:show]:
        cells = "; ".join(f"{c}: {change.before[c]!r} -> {change.after[c]!r}" for c in change.columns)
        print(f"  ~ {' '.join(map(str, change.key))}  {cells}")
    for sign, rows in (("-", result.only_a), ("+", result.only_b)):
        for row in rows[:show]:
            print(f"  {sign} {' | '.join(str(v)[:60] for v in row.values() if v is not None)}")


# --- the command ------------------------------------------------------------------------------------------------------


def main(argv: list[str] | None = None) -> int:
    """Run the command. Returns the exit status: 0, 1 where tables differ, 2 where there is nothing to read."""
    given = _arguments().parse_args(argv)
    try:
        if given.command == "make":
            make(given.gold, given.out, given.only)
            return 0
        results = compare_folders(given.a, given.b, given.tolerance)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    for result in results:
        report(result, given.show)
    differing = [result.name for result in results if result.differs]
    print(f"{len(differing)} of {len(results)} tables differ" + (f": {', '.join(differing)}" if differing else ""))
    return int(bool(differing))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="write the tables of the gold texts, made with the code as it is")
    making.add_argument("--gold", type=Path, help="folder of the gold data; not needed for the pilot")
    making.add_argument("--out", type=Path, required=True, help="folder to write to, one folder a set")
    making.add_argument("--only", type=_sets, default=list(SETS), metavar="SETS", help=f"some of {','.join(SETS)}")
    comparing = commands.add_parser("compare", help="compare two folders of tables; exit with 1 where they differ")
    comparing.add_argument("a", type=Path, help="folder of tables, or of folders of tables")
    comparing.add_argument("b", type=Path, help="the same, as made later")
    comparing.add_argument("--tolerance", type=float, default=0.0, help="how far two numbers may lie apart (default 0)")
    comparing.add_argument("--show", type=int, default=3, help="rows shown of each kind of difference (default 3)")
    return parser


def _sets(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in SETS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no set is called {', '.join(unknown)}: choose from {', '.join(SETS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
