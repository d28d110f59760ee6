"""The package is the house that its design draws: a room imports only from rooms to its left in the flow."""

import ast
import subprocess
import sys

import pytest
from conftest import ROOT

PACKAGE = ROOT / "analysis"
# What each room may import. Modules that stand alone in `analysis` are rooms too.
TOOLS = {"problems", "version", "yamlfile", "paragraphs", "outputs", "marks", "reading", "sheets", "held", "caches"}
INPUT = {"codebook", "patterns", "spans", "matching", "corpus", "manifest", "english"}
TABLES = {"schema", "tables", "storage", "result_tables"}
MAY_IMPORT = {
    "problems": set(),
    "version": set(),
    "paragraphs": set(),
    "sheets": set(),
    "held": set(),
    "caches": set(),
    "reading": {"held"},
    "yamlfile": {"problems", "reading"},
    "english": {"schema"},
    "patterns": {"english"},
    "spans": set(),
    "matching": {"patterns", "spans"},
    "renames": set(),
    "marks": set(),
    "outputs": {"marks", "renames", "problems"},
    "codebook": {"patterns", "schema", *TOOLS},
    "manifest": {"problems", "reading", "yamlfile"},
    "corpus": {"manifest", *TOOLS},
    "schema": set(),
    "result_tables": set(),
    "tables": {"schema", "result_tables", *TOOLS},
    "rules": set(),
    "storage": {"tables", "corpus", "codebook", *TOOLS},
    "syntax": {"english", "rules", "schema"},
    "batches": set(),
    "parser": {"batches", "paragraphs", "problems"},
    "annotate": {"syntax", "rules", "batches", "parser", *TABLES, *INPUT, *TOOLS},
    "partitions": {"annotate", *TABLES, *INPUT, *TOOLS},
    "study": {"partitions", *TABLES, *INPUT, *TOOLS},
    "compare": {*TABLES, *INPUT, *TOOLS},
    "present": {"compare", "study", *TABLES, *INPUT, *TOOLS},
    "corpus_notes": {"corpus", "codebook", "problems"},
    "survey": {*TABLES, *INPUT, *TOOLS},
    "terminal": {"problems"},
    "ingest": {"corpus", "terminal", *TOOLS},
    "cli": {
        "terminal",
        "ingest",
        "progress",
        "partitions",
        "survey",
        "corpus_notes",
        "compare",
        "present",
        "study",
        *TABLES,
        *INPUT,
        *TOOLS,
    },
    "training": {"rules", "annotate", "syntax", "parser", *TABLES, *INPUT, *TOOLS},
}


def imports(path):
    """(room, line) of every import of the package in a file, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module != "analysis" else [f"analysis.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((name.split(".")[1], node.lineno) for name in names if name and name.startswith("analysis."))


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_room_stands_in_the_plan():
    rooms = {room(path) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_a_room_imports_only_from_rooms_to_its_left(name):
    files = [path for path in PACKAGE.rglob("*.py") if room(path) == name]
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in files
        for other, line in imports(path)
        if other not in MAY_IMPORT[name] | {name}
    ]
    assert files and not found, "\n".join(found)


@pytest.mark.parametrize("module", ["analysis.study", "analysis.compare.result", "analysis.corpus", "analysis.tables"])
def test_reading_tables_and_comparing_them_loads_no_spacy(module):
    code = f"import sys, {module}; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "False"
