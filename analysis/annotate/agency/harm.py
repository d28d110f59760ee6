"""The words for harmful acts of one study: the codebook's predicates joined with those of the general lexicon."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from analysis.english.entries import Harm
from analysis.english.inflection import lemmas_by_form
from analysis.english.lexicon import lexicon
from analysis.schema import PredicateMatch


@dataclass(frozen=True, slots=True)
class Sense:
    """One word or phrase in one pattern. `rest`: lemmas that must stand with the head word."""

    rest: tuple[str, ...]
    words: Harm

    @property
    def event_class(self) -> str:
        return self.words.event_class


@dataclass(frozen=True, eq=False)
class HarmLexicon:
    """Senses by lemma of the head word; phrases before single words, the codebook's before the general list."""

    verbs: dict[str, list[Sense]] = field(default_factory=dict)
    nouns: dict[str, list[Sense]] = field(default_factory=dict)
    adjectives: dict[str, Harm] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    """Inflected forms of the verbs to their lemmas: a participle that is taken for an adjective has no verb's lemma."""


def harm_lexicon(own: Iterable[PredicateMatch] = ()) -> HarmLexicon:
    """A word that the codebook lists keeps only the codebook's reading. `own`: the codebook's words, in its order; where they are only
    those whose head stands in a text in some form, the lexicon says the same of each word of that text."""
    return _joined(tuple(_as_tuple(match) for match in own))


def _as_tuple(match: PredicateMatch) -> tuple[Any, ...]:
    roles = match.agent, match.patient, tuple(match.patient_prepositions)
    return match.part, match.phrase, match.event_class, *roles


@lru_cache(maxsize=32)
def _joined(own: tuple[tuple[Any, ...], ...]) -> HarmLexicon:
    joined = HarmLexicon()
    for part, phrase, event_class, agent, patient, prepositions in own:
        verbs, nouns = ((phrase,) if part == asked else () for asked in ("verb", "noun"))
        pattern = Harm(event_class=event_class, agent=agent, patient=patient, patient_prepositions=prepositions,
                       verbs=verbs, nouns=nouns)  # fmt: skip
        _add(joined, pattern, frozenset())
    joined.adjectives.update((word, pattern) for pattern in lexicon().harm for word in pattern.adjectives)
    own_words = frozenset(w for table in (joined.verbs, joined.nouns) for w, senses in table.items() if _alone(senses))
    for pattern in lexicon().harm:
        _add(joined, pattern, own_words)
    for senses in (*joined.verbs.values(), *joined.nouns.values()):
        senses.sort(key=lambda s: (-len(s.rest), not s.words.with_preposition))
    joined.forms.update(lemmas_by_form(joined.verbs))
    return joined


def _alone(senses: list[Sense]) -> bool:
    return any(not sense.rest for sense in senses)


def _add(joined: HarmLexicon, pattern: Harm, known: frozenset[str]) -> None:
    for table, phrases, part in ((joined.verbs, pattern.verbs, "verb"), (joined.nouns, pattern.nouns, "noun")):
        for phrase in phrases:
            found = heads(phrase, part)
            if len(_words(phrase)) > 1 or found[0][0] not in known:
                for head, rest in found:
                    table.setdefault(head, []).append(Sense(rest, pattern))


def heads(phrase: str, part: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words by which a phrase is looked up, each with the lemmas that must stand with it. A verb phrase begins with its head; a noun
    phrase ends with it, or has its complement after "of"."""
    parts = [*_words(phrase)]
    head = parts.pop(0 if part == "verb" or "of" in parts else -1)
    rest = tuple(word for word in parts if word != "of")
    first, hyphen, second = head.rpartition("-")
    apart = [(second, (*rest, first))] if hyphen and part == "noun" else []  # a tokenizer may take it apart
    return [(head, rest), *apart]


@cache
def _words(phrase: str) -> tuple[str, ...]:
    return tuple(word for word in phrase.lower().split() if word not in ("a", "an", "the", "to"))
