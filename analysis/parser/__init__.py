"""The bundled pipeline: a parser trained on Universal Dependencies treebanks (see MODEL_CARD.md), or another in its place."""

import hashlib
from pathlib import Path

import spacy
from spacy.language import Language

from analysis.parser import agreement, graph, lemmas, tokens, whitespace  # noqa: F401  (they register the pipeline's parts)
from analysis.problems import Problem, ProblemsError

MODEL = Path(__file__).parent / "model"
# Without these no rule finds who did what; every UD parser has them, and no other scheme has all.
NEEDED = frozenset({"nsubj", "obj", "obl", "case"})
_PROBE = "Soldiers from the town attacked a village with rockets on Monday."


class ParserError(ProblemsError):
    """A pipeline cannot take the parser's place; `problems` says why."""


def load(name: str | None = None) -> Language:
    """The shipped pipeline, or another pipeline with UD labels by its package name or path.

    Raises ParserError where there is no such pipeline. `meta["name"]` and `meta["version"]` say which one it is.
    """
    try:
        return spacy.load(name or MODEL)
    except Exception as error:  # whatever a package that is no pipeline does when it is loaded
        what = f"no pipeline can be loaded from it ({type(error).__name__}: {error})"
        raise ParserError([Problem(f"parser: {name}", None, what, "install it, or correct its name")]) from error


def allowed(name: str, permitted: str | None) -> str:
    """The name that a codebook gives, if whoever runs the suite permits it: loading a pipeline runs its code. Raises ParserError."""
    if name != permitted:
        what = "the codebook names a parser from elsewhere, and loading one runs its code"
        remedy = f"if you trust it: --allow-parser {name} (in Python: allow_parser); otherwise remove the line"
        raise ParserError([Problem(f"parser: {name}", None, what, remedy)])
    return name


def describe(nlp: Language) -> str:
    """Name and version of a pipeline, as the tables record it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def check(nlp: Language) -> None:
    """Refuse a pipeline that does not parse to Universal Dependencies. Raises ParserError, which names the labels it lacks."""
    doc = nlp(_PROBE)
    found = {token.dep_ for token in doc if token.dep_}
    for name in nlp.pipe_names:
        if "token.dep" in nlp.get_pipe_meta(name).assigns:
            found.update(getattr(nlp.get_pipe(name), "labels", ()))
    missing = sorted(NEEDED - {label.split(":")[0] for label in found})
    lacks = []
    if not found:
        lacks.append("it does not parse")
    elif missing:
        lacks.append(f"it does not label by Universal Dependencies: {', '.join(missing)} missing")
    if not doc.has_annotation("POS"):
        lacks.append("it gives no universal parts of speech")
    remedy = "name a pipeline trained on Universal Dependencies, or none for the one that is shipped"
    if lacks:
        raise ParserError(Problem(describe(nlp), None, what, remedy) for what in lacks)


def parses_tokens(nlp: Language) -> bool:
    """Whether the tokenizer parses too, as that of spacy-stanza does."""
    return nlp.make_doc(_PROBE).has_annotation("DEP")


def digest(nlp: Language) -> str:
    """Tells a pipeline from every other: its files, the code of this folder and spaCy's version. Empty where it has no files."""
    if nlp.path is None:
        return ""
    made = hashlib.sha256(f"{spacy.__version__} {nlp.pipe_names}".encode())
    for folder, pattern in ((nlp.path, "**/*"), (Path(__file__).parent, "*.py")):
        for path in sorted(p for p in folder.glob(pattern) if p.is_file()):
            made.update(str(path.relative_to(folder)).encode())
            made.update(path.read_bytes())
    return made.hexdigest()[:16]
