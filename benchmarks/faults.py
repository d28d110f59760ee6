"""Processes killed at random (SIGKILL) while `framing annotate` runs: is the result that of an undisturbed run?

    python -m benchmarks.faults [--kills N] [--seed N] [--articles N] [--at-once N]

Articles are made up, as in `benchmarks/scale.py`. In turn a worker process, the main process, a worker of a Dask cluster and its scheduler
are killed, each after a random part of the time that an undisturbed run took. What ended is run again, with the same cache, until it
succeeds; a cluster gets a new worker or scheduler at the same address. Then the tables are compared with those of the undisturbed run,
byte for byte. At the end some runs begin at the same moment on one empty cache. Needs the extra `cluster`; without it only processes of
this machine are killed, and that is said.
"""

import argparse
import importlib.util
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from benchmarks.scale import BOOK, ROOT, write

TRIES = 5  # runs after a kill before it counts as a failure
ON_MACHINE = ("a worker", "the main process")
ON_CLUSTER = ("a worker of a cluster", "the scheduler of a cluster")


def command(source: Path, folder: Path, *options: str) -> subprocess.Popen[str]:
    """`framing annotate`, begun; its cache and output lie in the folder."""
    given = [sys.executable, "-m", "analysis.cli", "annotate", source, "--codebook", BOOK, "--out", folder / "out"]
    environment = os.environ | {"FRAMING_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [*map(str, given), *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def tables(folder: Path) -> dict[str, bytes]:
    """The tables of a finished run."""
    return {path.name: path.read_bytes() for path in sorted((folder / "out").glob("*.parquet"))}


class Cluster:
    """A scheduler and two workers, each a process."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.complete()

    def complete(self) -> None:
        """Start what does not run."""
        dask = [sys.executable, "-m", "dask"]
        scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        worker = [*dask, "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        for name, arguments in {"scheduler": scheduler, "worker 1": worker, "worker 2": worker}.items():
            if name not in self.processes or self.processes[name].poll() is not None:
                self.processes[name] = subprocess.Popen(
                    arguments,
                    cwd=self.folder,
                    env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)},
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )

    def close(self) -> None:
        for process in self.processes.values():
            for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
                child.kill()
            process.kill()
            process.wait()


def kill(victim: str, run: subprocess.Popen[str], cluster: Cluster | None, rng: random.Random) -> bool:
    """Whether there was one to be killed."""
    if victim == "the main process":
        found = [run.pid] if run.poll() is None else []
    elif victim == "a worker":
        found = [child.pid for child in psutil.Process(run.pid).children()] if run.poll() is None else []
    else:
        assert cluster is not None
        names = ["scheduler"] if "scheduler" in victim else ["worker 1", "worker 2"]
        found = [cluster.processes[name].pid for name in names if cluster.processes[name].poll() is None]
    if found:
        os.kill(rng.choice(found), signal.SIGKILL)
    return bool(found)


def ended(run: subprocess.Popen[str], cluster: Cluster | None) -> str:
    """What a run says, once it has ended. Meanwhile what its cluster lacks is started."""
    while True:
        try:
            return run.communicate(timeout=2)[0]
        except subprocess.TimeoutExpired:
            if cluster is not None:
                cluster.complete()


def disturbed(victim: str, source: Path, folder: Path, seconds: float, rng: random.Random) -> tuple[str, int]:
    """What became of a run whose victim is killed within so many seconds, and how often it was begun again."""
    cluster = Cluster(folder) if victim in ON_CLUSTER else None
    options = ("--cluster", cluster.address) if cluster else ("--workers", "2")
    try:
        run = command(source, folder, *options)
        time.sleep(rng.uniform(0, seconds))
        if not kill(victim, run, cluster, rng):
            run.communicate()
            return "nothing to kill", 0
        for again in range(TRIES):
            said = ended(run, cluster)
            if "Traceback" in said:
                return f"a traceback: {said[-600:]}", again
            if run.returncode == 0:
                return "", again
            run = command(source, folder, *options)
        run.kill()
        return f"no success in {TRIES} runs: {said[-300:]}", TRIES
    finally:
        if cluster is not None:
            cluster.close()


def together(source: Path, folder: Path, number: int) -> list[str]:
    """What went wrong with so many runs that begin at the same moment on one cache."""
    runs = []
    for i in range(number):
        (folder / str(i)).mkdir(parents=True)
        (folder / str(i) / "cache").symlink_to(folder)
        runs.append(command(source, folder / str(i)))
    said = [run.communicate()[0] for run in runs]
    made = [tables(folder / str(i)) for i in range(number)]
    return [said[i][-300:] for i in range(number) if runs[i].returncode or made[i] != made[0] or not made[i]]


def main() -> None:
    """Kill and print."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--kills", type=int, default=20)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--articles", type=int, default=400)
    made.add_argument("--at-once", type=int, default=6)
    given = made.parse_args()
    rng = random.Random(given.seed)
    with_dask = importlib.util.find_spec("distributed") is not None
    victims = [*ON_MACHINE, *(ON_CLUSTER if with_dask else ())]
    if not with_dask:
        print("NOT TESTED: a cluster; the extra `cluster` is not installed")
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        source = write(Path(name), given.articles, 60, "jsonl")
        began = time.monotonic()
        command(source, Path(name) / "undisturbed", "--workers", "2").communicate()
        seconds = time.monotonic() - began
        right = tables(Path(name) / "undisturbed")
        print(f"undisturbed: {seconds:.1f} s, {len(right)} tables", flush=True)
        number = 0
        while sum(counts.values()) < given.kills:
            victim = victims[number % len(victims)]
            folder = Path(name) / str(number)
            folder.mkdir()
            number += 1
            wrong, again = disturbed(victim, source, folder, seconds, rng)
            if wrong == "nothing to kill":
                continue
            same = not wrong and tables(folder) == right
            counts["the same" if same else "NOT the same"] += 1
            print(f"{victim}: begun again {again} times, {'the same' if same else wrong or 'OTHER TABLES'}", flush=True)
        failed = together(source, Path(name) / "together", given.at_once)
    print(f"{dict(counts)}; of {given.at_once} runs at once on one cache failed: {len(failed)}")
    for said in failed:
        print(said)


if __name__ == "__main__":
    main()
