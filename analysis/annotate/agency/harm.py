"""The words for harmful acts of one study: the codebook's predicates joined with those of the general lexicon."""

from dataclasses import dataclass, field

from analysis.codebook import Codebook
from analysis.english.entries import Harm
from analysis.english.inflection import lemmas_by_form
from analysis.english.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Sense:
    """One word or phrase in one pattern. `rest`: lemmas that must stand with the head word."""

    rest: tuple[str, ...]
    words: Harm

    @property
    def event_class(self) -> str:
        return self.words.event_class


@dataclass(frozen=True)
class HarmLexicon:
    """Senses by lemma of the head word; phrases before single words, the codebook's before the general list."""

    verbs: dict[str, list[Sense]] = field(default_factory=dict)
    nouns: dict[str, list[Sense]] = field(default_factory=dict)
    adjectives: dict[str, Harm] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    """Inflected forms of the verbs to their lemmas: a participle that is taken for an adjective has no verb's lemma."""


def harm_lexicon(codebook: Codebook) -> HarmLexicon:
    """A word that the codebook lists keeps only the codebook's reading."""
    own = [Harm.model_validate(predicates.model_dump()) for predicates in codebook.predicates]
    joined = HarmLexicon()
    for pattern in own:
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
    """A verb phrase begins with its head; a noun phrase ends with it, or has its complement after "of"."""
    for table, phrases, last in ((joined.verbs, pattern.verbs, 0), (joined.nouns, pattern.nouns, -1)):
        for phrase in phrases:
            parts = [word for word in phrase.lower().split() if word not in ("a", "an", "the", "to")]
            head = parts.pop(0 if "of" in parts else last)
            if parts or head not in known:
                rest = tuple(word for word in parts if word != "of")
                table.setdefault(head, []).append(Sense(rest, pattern))
                if "-" in head and last:  # a tokenizer may take it apart
                    first, _, second = head.rpartition("-")
                    table.setdefault(second, []).append(Sense((*rest, first), pattern))
