"""What the README promises, done to the letter in an empty clone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

COMMANDS = ("git", "make")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(clone: Path, *command: str) -> str:
    # No variable of this process reaches the clone but what a shell of its own would have.
    kept = {
        k: v
        for k, v in os.environ.items()
        if k in ("PATH", "HOME", "LANG", "TMPDIR") or k.startswith(("PIP_", "SSL_", "REQUESTS_"))
    }
    kept["XDG_CACHE_HOME"] = str(clone.parent / "cache")
    done = subprocess.run(command, cwd=clone, env=kept, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.clone
@pytest.mark.xdist_group("clone")
@pytest.mark.skipif(any(shutil.which(c) is None for c in COMMANDS), reason="needs git and make")
def test_make_report_in_an_empty_clone(tmp_path):
    clone = tmp_path / "clone"
    # A clone of the commit, with the working tree's changes laid over it, so that the test speaks of what is here.
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    changed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-mo", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    for name in changed.stdout.splitlines():
        target = clone / name
        if (ROOT / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        else:
            target.unlink(missing_ok=True)
    before = run(clone, "git", "status", "--porcelain")

    run(clone, "make", "report")
    index = (clone / "report" / "index.html").read_text(encoding="utf-8")
    assert "Findings" in index and "outlet unknown" in index and "no interval" in index
    first = tree(clone / "report")
    assert {
        "index.html",
        "01-corpus.html",
        "02-terminology.html",
        "03-voices.html",
        "04-blame.html",
        "05-sentiment.html",
    } <= set(first)
    pages = {name: content.decode() for name, content in first.items() if name.endswith(".html")}
    assert not any(token in page for page in pages.values() for token in ('src="http', "url(http", "<link"))
    assert [name for name, page in pages.items() if "<script" in page] == ["search.html"]
    assert not any(str(tmp_path) in page for page in pages.values())

    run(clone, "make", "report")
    assert tree(clone / "report") == first
    assert run(clone, "git", "status", "--porcelain") == before
