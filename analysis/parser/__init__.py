"""The dependency parser that ships with the suite: Universal Dependencies, trained on open treebanks (see MODEL_CARD.md)."""

from pathlib import Path

import spacy
from spacy.language import Language

from analysis.parser import agreement, lemmas, lexicon, tokens, whitespace  # noqa: F401  (they register the pipeline's parts)

MODEL = Path(__file__).parent / "model"


def load(name: str | None = None) -> Language:
    """The shipped pipeline, or another pipeline with UD labels by its package name or path.

    Raises OSError where there is no such pipeline. `meta["name"]` and `meta["version"]` say which one it is.
    """
    return spacy.load(name or MODEL)
