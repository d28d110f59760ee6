"""Which package made a table: its version and a digest of its code, rules and model, for cache keys."""

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parent


def package_version() -> str:
    """The installed version, `unknown` where the package is used without being installed."""
    try:
        return version("framing-analysis")
    except PackageNotFoundError:
        return "unknown"


@lru_cache
def package_digest() -> str:
    """A key of everything that decides what the tables hold: two different packages never share a cache."""
    digest = hashlib.sha256()
    for path in sorted(
        p for part in ("annotate", "english", "parser", "syntax") for p in (ROOT / part).rglob("*") if _counts(p)
    ):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    for name in (
        "codebook.py",
        "corpus.py",
        "matching.py",
        "paragraphs.py",
        "patterns.py",
        "schema.py",
        "spans.py",
        "tables.py",
    ):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:16]


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"
