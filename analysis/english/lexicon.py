"""What is known of English words: lexicon.yml, read, validated and asked by word or by property.

`lexicon().verb("accuse").blames` answers for one word, `words_with("complement", "denied")` gives the words with a property. The
head of the file explains each property. Knows no side, no codebook and no tree.
"""

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML

from analysis.english.entries import Harm, HarmWords, Part, Properties, Word, Words
from analysis.english.inflection import lemmas_by_form


class LexiconError(ValueError):
    """The lexicon's file is wrong; the message names the group, the word and what to change."""


class Lexicon:
    """Every word by its part of speech, the harmful acts, and the forms of the verbs."""

    def __init__(self, words: dict[tuple[Part, str], Word], harm: tuple[Harm, ...]):
        self._words = words
        self.harm = harm
        parts: dict[Part, dict[str, Word]] = {"verb": {}, "noun": {}, "adjective": {}, "adverb": {}}
        for (part, word), entry in words.items():
            parts[part][word] = entry
        self.verbs, self.nouns, self.adjectives, self.adverbs = parts.values()
        self.phrases: dict[str, dict[str, Word]] = {}
        """Phrasal verbs: the verb, its particle or preposition."""
        for phrase, entry in self.verbs.items():
            verb, _, particle = phrase.partition(" ")
            if particle:
                self.phrases.setdefault(verb, {})[particle] = entry
        heads = [phrase.split()[0].lower() for pattern in harm for phrase in pattern.verbs]
        self.forms = lemmas_by_form([*heads, *(word.split()[0] for word in self.verbs)])
        """Forms of every verb to its lemma; a trained lemmatizer errs on rare verbs."""

    def verb(self, word: str) -> Word:
        """What is known of a verb or phrasal verb by its lemma; a word without properties where nothing is."""
        return self.verbs.get(word) or Word(word, "verb")

    def noun(self, word: str) -> Word:
        """The same of a noun."""
        return self.nouns.get(word) or Word(word, "noun")

    def adjective(self, word: str) -> Word:
        """The same of an adjective."""
        return self.adjectives.get(word) or Word(word, "adjective")

    def having(self, name: str, value: object, part: Part | None = None) -> frozenset[str]:
        """The words with a property, of one part of speech or of any."""
        return frozenset(
            entry.word
            for entry in self._words.values()
            if part in (None, entry.part) and _has(getattr(entry.properties, name), value)
        )


def _has(own: object, value: object) -> bool:
    return value in own if isinstance(own, frozenset | tuple) else own == value


def read(path: Path) -> Lexicon:
    """A lexicon's file. Raises LexiconError with every problem of the first group that has one."""
    groups = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    words: dict[tuple[Part, str], Word] = {}
    harm: list[Harm] = []
    for number, group in enumerate(groups, start=1):
        try:
            if "harm" in group:
                found = TypeAdapter(HarmWords).validate_python(group)
                harm.append(
                    Harm(
                        **{
                            **dict(found.harm),
                            "verbs": found.verbs,
                            "nouns": found.nouns,
                            "adjectives": found.adjectives,
                        }
                    )
                )
            else:
                for entry in _entries(Words.model_validate(group)):
                    _add(words, entry)
        except ValidationError as error:
            told = [f"{' '.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            raise LexiconError(f"{path.name}, group {number} ({_title(group)}): {'; '.join(told)}") from None
        except ValueError as error:
            raise LexiconError(f"{path.name}, group {number} ({_title(group)}): {error}") from None
    return Lexicon(words, tuple(harm))


def _title(group: dict[str, Any]) -> str:
    return str(group.get("attribution") or group.get("harm") or group.get("part"))


def _entries(group: Words) -> list[Word]:
    found = []
    for word, own in [*((w, {}) for w in group.plain), *group.words.items()]:
        if group.part == "verb" and len(word.split()) > 2:
            raise ValueError(f"'{word}': a verb can have one particle or preposition")
        try:
            properties = Properties.model_validate({**group.default, **own})
        except ValidationError as error:
            told = "; ".join(f"{' '.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise ValueError(f"'{word}': {told}") from None
        found.append(Word(word, group.part, group.attribution, properties))
    return found


def _add(words: dict[tuple[Part, str], Word], entry: Word) -> None:
    if (entry.part, entry.word) in words:
        raise ValueError(f"the {entry.part} '{entry.word}' stands twice: put all that is known of it into one entry")
    words[entry.part, entry.word] = entry


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return read(Path(str(files(__package__).joinpath("lexicon.yml"))))


@cache
def words_with(name: str, value: object, part: Part | None = None) -> frozenset[str]:
    """The words of the shipped lexicon that have a property: `words_with("control", "object", "verb")`."""
    return lexicon().having(name, value, part)
