"""The general list of harm words and how it is joined with a codebook's own predicates."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pydantic import Field
from ruamel.yaml import YAML

from analysis.codebook import Codebook, Predicates
from analysis.english.inflection import inflections


class HarmWords(Predicates):
    """Predicates of one class and argument pattern, with the inventories that the class comes from (see harm.yml)."""

    references: list[str] = Field(default_factory=list)
    labile: bool = False
    with_preposition: bool = False
    qualified: bool = False
    unless: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sense:
    """One word or phrase in one pattern. `rest`: lemmas that must stand with the head word."""

    rest: tuple[str, ...]
    words: HarmWords

    @property
    def event_class(self) -> str:
        return self.words.event_class


@dataclass(frozen=True)
class Lexicon:
    """Senses by lemma of the head word; phrases before single words, the codebook's before the general list."""

    verbs: dict[str, list[Sense]]
    nouns: dict[str, list[Sense]]
    forms: dict[str, str]
    """Inflected forms of the verbs to their lemmas: a participle that is taken for an adjective has no verb's lemma."""


@lru_cache(maxsize=1)
def _closed_classes() -> dict[str, dict[str, list[str]]]:
    return YAML(typ="safe").load(files(__package__).joinpath("words.yml").read_text(encoding="utf-8"))


def words(module: str, name: str) -> frozenset[str]:
    """A closed class of words of one module (words.yml). Raises KeyError where there is none of the name."""
    return frozenset(_closed_classes()[module][name])


@lru_cache(maxsize=1)
def general() -> tuple[HarmWords, ...]:
    """The shipped list."""
    data = YAML(typ="safe").load(files(__package__).joinpath("harm.yml").read_text(encoding="utf-8"))
    return tuple(HarmWords.model_validate(entry) for entry in data["predicates"])


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, str]:
    """Inflected forms of every verb that some rule looks up, to its lemma; a trained lemmatizer errs on rare verbs."""
    listed = [phrase.split()[0].lower() for entry in general() for phrase in entry.verbs]
    listed += [
        word
        for name, classes in _closed_classes().items()
        if name != "irregular"
        for group in classes.values()
        for word in group
    ]
    return _forms(listed)


def _forms(lemmas: Iterable[str]) -> dict[str, str]:
    irregular = _closed_classes()["irregular"]
    listed = list(dict.fromkeys(lemmas))
    table = {form: lemma for lemma in reversed(listed) for form in sorted(inflections(lemma))}
    return table | {form: lemma for lemma in listed for form in (*irregular.get(lemma, ()), lemma)}


def build(codebook: Codebook) -> Lexicon:
    """The codebook's predicates and the general list as one lexicon. A word that the codebook lists keeps only the codebook's
    reading."""
    own = [HarmWords.model_validate(p.model_dump()) for p in codebook.predicates]
    lexicon = Lexicon({}, {}, {})
    for entry in own:
        _add(lexicon, entry, frozenset())
    own_words = frozenset((*lexicon.verbs, *lexicon.nouns))
    for entry in general():
        _add(lexicon, entry, own_words)
    for senses in (*lexicon.verbs.values(), *lexicon.nouns.values()):
        senses.sort(key=lambda s: (-len(s.rest), not s.words.with_preposition))
    lexicon.forms.update(_forms(lexicon.verbs))
    return lexicon


def _add(lexicon: Lexicon, entry: HarmWords, known: frozenset[str]) -> None:
    """A verb phrase begins with its head; a noun phrase ends with it, or has its complement after "of"."""
    for table, phrases, last in ((lexicon.verbs, entry.verbs, 0), (lexicon.nouns, entry.nouns, -1)):
        for phrase in phrases:
            parts = [word for word in phrase.lower().split() if word not in ("a", "an", "the", "to")]
            head = parts.pop(0 if "of" in parts else last)
            if parts or head not in known:
                rest = tuple(word for word in parts if word != "of")
                table.setdefault(head, []).append(Sense(rest, entry))
                if "-" in head and last:  # a tokenizer may take it apart
                    first, _, second = head.rpartition("-")
                    table.setdefault(second, []).append(Sense((*rest, first), entry))
