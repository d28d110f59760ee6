"""What annotating many articles costs: articles and words a second, processor time, memory, disk.

    python -m benchmarks.scale [--articles N [N ...]] [--workers N [N ...]] [--words N] [--format jsonl|parquet|csv]

Articles are made up from sentences about two parties that do not exist (the codebook of the tests). For each number of articles and of
workers the command `framing annotate` is run with a cache of its own. Memory is the resident size, looked at five times a second: the
largest of the main process, and of any worker. Processor time is that of all its processes.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import psutil

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "tests" / "data" / "small.yml"
SUBJECTS = [
    "Norland",
    "Sudland",
    "Anna Berg",
    "Carl Dahl",
    "Norland's ministry",
    "the army",
    "Observers",
    "Residents",
    "Two officials",
    "Sudland's forces",
]
VERBS = [
    "attacked",
    "shelled",
    "said it had taken",
    "accused",
    "denied firing on",
    "left",
    "condemned",
    "blamed",
    "fled",
    "besieged",
    "returned to",
    "warned",
]
OBJECTS = [
    "the village",
    "Sudland",
    "Norland",
    "a hospital",
    "the Vale",
    "civilians",
    "the town of Norburg",
    "two bridges",
    "the other side",
    "an agreement",
]
ENDS = [
    "on Monday",
    ", killing three people",
    ", according to a spokesman",
    "after weeks of talks",
    "without a word",
    ", he said",
    "in the north",
    "again",
]


def article(number: int, words: int, rng: random.Random) -> dict[str, str]:
    """About so many words in paragraphs, no two articles alike."""
    text, count = [], 0
    while count < words:
        sentence = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(ENDS)}".replace(
            " ,", ","
        )
        count += len(sentence.split())
        quoted = rng.random() < 0.15
        text.append(f"“{sentence},” {rng.choice(SUBJECTS[:4])} said." if quoted else f"{sentence}.")
        if rng.random() < 0.25:
            text.append("\n\n")
    body = " ".join(text).replace(" \n\n ", "\n\n").strip()
    return {
        "article_id": f"n{number}",
        "outlet": f"Outlet {number % 20}",
        "date": f"2020-09-{number % 28 + 1:02}",
        "text": f"{body} No. {number}.",
    }


def write(folder: Path, count: int, words: int, form: str) -> Path:
    """Made-up articles in a file."""
    path, rng = folder / f"articles.{form}", random.Random(count)
    made = (article(i, words, rng) for i in range(count))
    if form == "jsonl":
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
    else:
        table = pd.DataFrame(made)
        table.to_parquet(path) if form == "parquet" else table.to_csv(path, index=False)
    return path


@dataclass
class Watched:
    """What was seen of a command's processes: peaks in bytes, processor seconds by process."""

    main: int = 0
    worker: int = 0
    seconds: dict[int, float] = field(default_factory=dict)

    def look(self, main: psutil.Process) -> None:
        for process in [main, *main.children(recursive=True)]:
            try:
                size, times = process.memory_info().rss, process.cpu_times()
            except psutil.Error:
                continue
            self.seconds[process.pid] = times.user + times.system
            if process.pid == main.pid:
                self.main = max(self.main, size)
            else:
                self.worker = max(self.worker, size)


def measured(source: Path, workers: int, folder: Path) -> tuple[float, Watched]:
    """Seconds that `framing annotate` takes, and what was seen of it."""
    command = [sys.executable, "-m", "analysis.cli", "annotate", source, "--codebook", BOOK, "--out", folder / "out"]
    began = time.monotonic()
    run = psutil.Popen(
        [*map(str, command), "--workers", str(workers)],
        cwd=ROOT,
        env=os.environ | {"FRAMING_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
    )
    seen = Watched()
    while run.poll() is None:
        seen.look(run)
        time.sleep(0.2)
    if run.returncode:
        raise RuntimeError(f"the command ended with {run.returncode}")
    return time.monotonic() - began, seen


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measure and print."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--articles", type=int, nargs="+", default=[1000])
    made.add_argument("--workers", type=int, nargs="+", default=[1])
    made.add_argument("--words", type=int, default=500)
    made.add_argument("--format", choices=["jsonl", "parquet", "csv"], default="jsonl")
    given = made.parse_args()
    print(
        f"{given.words} words an article, {given.format}; a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    print(
        "articles workers  wall s  articles/s  words/s  processor s/1000 articles  main MB  worker MB  input MB  cache MB  tables MB"
    )
    for count in given.articles:
        for workers in given.workers:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                source = write(folder, count, given.words, given.format)
                wall, seen = measured(source, workers, folder)
                words = int(pd.read_parquet(folder / "out" / "articles.parquet", columns=["n_words"])["n_words"].sum())
                sizes = [source.stat().st_size, size(folder / "cache"), size(folder / "out")]
                row = f"{count:8} {workers:7} {wall:7.0f} {count / wall:11.2f} {words / wall:8.0f}"
                row += f" {1000 * sum(seen.seconds.values()) / count:26.1f} {seen.main / 1e6:8.0f} {seen.worker / 1e6:10.0f}"
                print(row + "".join(f" {s / 1e6:9.1f}" for s in sizes), flush=True)


if __name__ == "__main__":
    main()
