"""Closed and small classes of words, by what they are (word_classes.yml)."""

from functools import cache, lru_cache
from importlib.resources import files

from ruamel.yaml import YAML


@lru_cache(maxsize=1)
def _all() -> dict:
    return YAML(typ="safe").load(files(__package__).joinpath("word_classes.yml").read_text(encoding="utf-8"))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class. Raises KeyError where there is none of the name."""
    return frozenset(_all()[name])


@lru_cache(maxsize=1)
def source_kinds() -> dict[str, str]:
    """Head nouns of sources to the kind of source that they are."""
    return {noun: kind for kind, listed in _all()["sources"].items() for noun in listed}


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """American spellings of words in the names of offices to the British ones."""
    return dict(_all()["american_spellings"])


@lru_cache(maxsize=1)
def short_titles() -> dict[str, str]:
    """Titles that news shortens to the full ones."""
    return dict(_all()["short_titles"])


def class_names() -> list[str]:
    """Every class that there is."""
    return [name for name, words in _all().items() if isinstance(words, list)]
