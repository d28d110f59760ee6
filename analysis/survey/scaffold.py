"""A corpus folder and a codebook to fill in, with a comment at every field."""

import re
import unicodedata
from pathlib import Path

from analysis.problems import Problem, ProblemsError, shown

HERE = Path(__file__).parent
FIRST = "articles/0001.txt"


def scaffold(conflict: str, folder: Path) -> list[Path]:
    """Write `corpus.yml`, `codebook.yml` and a first article to a new or empty folder, and return their paths.

    Raises ProblemsError where the folder holds anything, cannot be written to, or the name has no letter to make an id of.
    """
    plain = unicodedata.normalize("NFKD", conflict).encode("ascii", "ignore").decode().lower()
    identifier = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("-0123456789")
    if not identifier:
        raise _refusal(folder, f"no id can be made of '{shown(conflict)}'", "name the conflict in Latin letters")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise _refusal(folder, "it is there already and not empty", "give a new folder with --out")
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        written = []
        for name, target in (("corpus.yml", "corpus.yml"), ("codebook.yml", "codebook.yml"), ("first.txt", FIRST)):
            text = (HERE / "templates" / name).read_text(encoding="utf-8")
            text = text.replace("CONFLICT_ID", identifier).replace("CONFLICT_NAME", _quoted(conflict))
            (folder / target).write_text(text, encoding="utf-8")
            written.append(folder / target)
    except OSError as error:
        raise _refusal(folder, f"it cannot be written: {error.strerror or error}", "give another place") from None
    return written


def _quoted(text: str) -> str:
    """Within double quotes of YAML."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _refusal(folder: Path, what: str, remedy: str) -> ProblemsError:
    return ProblemsError([Problem(str(folder), None, what, remedy)])
