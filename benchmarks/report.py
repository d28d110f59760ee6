"""What the report of an annotated corpus costs: time, processor time, memory, and how large it is.

    python -m benchmarks.report CORPUS[=CODEBOOK] ... [--generated N] [--keep DIR]

Each corpus is annotated first; then `framing report` is run and measured. `--generated`: so many made-up articles of 20 outlets, those of
`benchmarks.scale`. Processor time is that of the command and of the kernel that runs its notebooks. `--keep`: where the sites are left.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.scale import BOOK, ROOT, size, write

WORDS = 400  # of a made-up article


def framing(*given: object) -> None:
    """Run the command."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "from analysis.cli import app; app()", *map(str, given)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Measure and print."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("corpora", nargs="*")
    made.add_argument("--generated", type=int, nargs="*", default=[])
    made.add_argument("--keep", type=Path)
    given = made.parse_args()
    print(f"a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("wall s  processor s  largest process MB  site MB  files  largest page KB  corpus")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked = [corpus.partition("=")[::2] for corpus in given.corpora]
        for count in given.generated:
            (folder / str(count)).mkdir()
            asked.append((str(write(folder / str(count), count, WORDS, "jsonl")), str(BOOK)))
        for number, (corpus, codebook) in enumerate(asked):
            book = ["--codebook", codebook] if codebook else []
            framing("annotate", corpus, *book, "--out", folder / f"tables-{number}")
            site = (given.keep or folder) / f"site-{number}"
            print(measured(site, corpus, *book), corpus, sep="  ", flush=True)


def measured(site: Path, *given: object) -> str:
    """A line of the table."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    framing("report", *given, "--out", site)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, spent = time.monotonic() - began, sum(after[:2]) - sum(before[:2])
    pages = [p.stat().st_size for p in site.rglob("*.html") if p.parent.name != "articles"]
    files = sum(p.is_file() for p in site.rglob("*"))
    memory = after.ru_maxrss / 1024  # of the largest so far: give the smallest corpus first
    return f"{wall:6.0f}  {spent:11.1f}  {memory:18.0f}  {size(site) / 1e6:7.1f}  {files:5}  {max(pages) / 1e3:15.0f}"


if __name__ == "__main__":
    main()
