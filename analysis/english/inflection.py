"""English inflection: regular forms by rule, the others by a list."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from ruamel.yaml import YAML


def inflections(word: str) -> set[str]:
    """The word and its regular English inflections (plural or third person, past, -ing); the last part of a hyphenated word."""
    stem, hyphen, last = word.rpartition("-")
    head = stem + hyphen
    if len(last) < 3 or not last.isalpha():
        return {word}
    vowels = "aeiou"
    forms = {last}
    if last.endswith("y") and last[-2] not in vowels:
        forms |= {last[:-1] + "ies", last[:-1] + "ied", last + "ing"}
    elif last.endswith("e"):
        forms |= {last + "s", last + "d", last[:-1] + "ing"}
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        forms |= {last + "es", last + "ed", last + "ing"}
    else:
        forms |= {last + "s", last + "ed", last + "ing"}
        if last[-1] not in "wxy" + vowels and last[-2] in vowels and last[-3] not in vowels:
            forms |= {last + last[-1] + "ed", last + last[-1] + "ing"}
    return {head + f for f in forms}


@lru_cache(maxsize=1)
def irregular() -> dict[str, list[str]]:
    """Irregular forms by lemma (irregular.yml)."""
    return YAML(typ="safe").load(files(__package__).joinpath("irregular.yml").read_text(encoding="utf-8"))


@cache
def all_forms(word: str) -> tuple[str, ...]:
    """The word and its forms, regular and irregular."""
    return tuple(sorted({word, *inflections(word), *irregular().get(word, ())}))


def lemmas_by_form(lemmas: Iterable[str]) -> dict[str, str]:
    """Every form of some verbs to its lemma. A verb's irregular forms and the verb itself go before regular forms of another; of
    two verbs with the same regular form the first keeps it."""
    listed = list(dict.fromkeys(lemmas))
    table = {form: lemma for lemma in reversed(listed) for form in _regular(lemma)}
    return table | {form: lemma for lemma in listed for form in (*irregular().get(lemma, ()), lemma)}


@cache
def _regular(word: str) -> tuple[str, ...]:
    return tuple(sorted(inflections(word)))
