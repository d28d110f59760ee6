"""The pipeline as spaCy's users expect it: batches, loading, saving, what it costs to open a study."""

import subprocess
import sys

from conftest import ROOT, SMALL


def python(code: str, *arguments: str) -> str:
    """What a new interpreter prints. The test fails where it fails."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# --- what is imported -------------------------------------------------------------------------------------------------

IMPORTS = """
import importlib, pkgutil, sys
import analysis.study, analysis.compare
for module in pkgutil.walk_packages(analysis.compare.__path__, "analysis.compare."):
    importlib.import_module(module.name)
print("spacy" in sys.modules)
"""


def test_studies_and_estimates_load_no_spacy():
    assert python(IMPORTS) == "False"


def test_a_study_that_is_cached_opens_without_spacy(tmp_path):
    article = tmp_path / "articles.csv"
    article.write_text("article_id,outlet,text\na,Herald,Norland attacked Sudland.\n", encoding="utf-8")
    code = "import sys; from analysis.study import Study; Study.open(*sys.argv[1:]); print('spacy' in sys.modules)"
    opened = [python(code, article, SMALL, tmp_path / "cache") for _ in range(2)]
    assert opened == ["True", "False"]
