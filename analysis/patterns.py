"""The pattern language of codebooks: words to regular expressions.

A pattern is a sequence of words as a reader would write them:

    occupied {vale}              {name} stands for any spelling listed under `spellings`; {name}'s for its possessive
    counter-offensive            a lower-case word matches in any case and with its regular inflections
    Fooish                       a word with a capital is a name: it matches as written or in capitals, and with a plural s
    withdraw|pull-out            alternatives of one word, no spaces; irregular forms are listed this way
    =war                         exactly this form, in any case
    (self-proclaimed) republic   a word in parentheses may be missing; at most four may, and never all

Spaces, hyphens and dashes between words match each other; straight and curly apostrophes match each other; letters match
with or without their diacritics; any pattern may be followed by a possessive 's, which is not part of the match.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from analysis.english.inflection import inflections

MOST_OPTIONAL = 4  # each doubles the ways in which an expression may be tried
_GAP = r"(?:[ \t\u00a0]*[-\u2010-\u2015][ \t\u00a0]*|[ \t\u00a0]+|[ \t]*\r?\n(?![ \t]*\r?\n)[ \t]*)"
_SPELLING = re.compile(r"\{([a-z0-9_]+)\}(['’]s)?")
_WORD = re.compile(r"^=?[\w.,'’&/%]*[\w.%](?:-[\w.'’&]+)*$")
_POSSESSIVE = "'s"
# Letters that Unicode does not decompose but that writers replace by their plain neighbours.
_PLAIN = {"ə": "[əea]", "Ə": "[ƏEA]", "ı": "[ıi]", "İ": "[İI]", "ø": "[øo]", "ł": "[łl]", "'": "['’ʼ]", "’": "['’ʼ]"}
# What such letters and their neighbours have in common; "ə" stands for two, which become one.
_FOLDED = {"ə": "a", "e": "a", "ı": "i", "ø": "o", "ł": "l"}


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which word and what to write instead."""


@dataclass(frozen=True)
class Word:
    """One word of a pattern: every form that it matches, before letters are exchanged, and its regular expression."""

    forms: tuple[str, ...]
    expression: str


@dataclass(frozen=True)
class Slot:
    """A place of a pattern: alternatives, each a sequence of words, and whether it may be empty."""

    alternatives: tuple[tuple[Word, ...], ...]
    optional: bool

    @property
    def expression(self) -> str:
        """The regular expression of the alternatives, as a group."""
        return f"(?:{'|'.join(_GAP.join(word.expression for word in words) for words in self.alternatives)})"


def compile_pattern(pattern: str, spellings: Mapping[str, Iterable[str]] | None = None) -> str:
    """The regular expression (source text) for one pattern. Raises PatternError as `parse` does."""
    return expression(parse(pattern, spellings))


def parse(pattern: str, spellings: Mapping[str, Iterable[str]] | None = None) -> list[Slot]:
    """The places of a pattern, in order.

    Raises PatternError for an empty pattern, one of optional words only or with more than `MOST_OPTIONAL` of them, an unknown
    {spelling} or a word with characters that have no meaning here.
    """
    slots = [_slot(word, pattern, spellings or {}) for word in pattern.split()]
    if not slots:
        raise PatternError("empty pattern: write at least one word, or remove the line")
    optional = sum(slot.optional for slot in slots)
    if optional == len(slots):
        raise PatternError(
            f"every word of '{pattern}' may be missing, so that it matches everywhere: take one out of its parentheses"
        )
    if optional > MOST_OPTIONAL:
        raise PatternError(
            f"{optional} words of '{pattern}' may be missing, {MOST_OPTIONAL} are allowed: write several patterns"
        )
    return slots


def expression(slots: list[Slot]) -> str:
    """The regular expression of a pattern's places; a word that may be missing takes one gap with it."""
    first = next(number for number, slot in enumerate(slots) if not slot.optional)
    before = "".join(f"(?:{slot.expression}{_GAP})?" for slot in slots[:first])
    behind = "".join(
        f"(?:{_GAP}{slot.expression})?" if slot.optional else _GAP + slot.expression for slot in slots[first + 1 :]
    )
    return rf"(?<!\w){before}{slots[first].expression}{behind}(?!\w)"


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A text with one letter for all that patterns hold for the same: lower case, no diacritics. It keeps its length."""
    if text.isascii():
        return text.lower().replace("e", _FOLDED["e"])
    return "".join(map(_folded, text))


def _folded(letter: str) -> str:
    plain = _base(letter.casefold())
    return _FOLDED.get(plain, plain)


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _slot(word: str, pattern: str, spellings: Mapping[str, Iterable[str]]) -> Slot:
    optional = word.startswith("(") and word.endswith(")")
    return Slot(_alternatives(word[1:-1] if optional else word, pattern, spellings), optional)


def _alternatives(word: str, pattern: str, spellings: Mapping[str, Iterable[str]]) -> tuple[tuple[Word, ...], ...]:
    spelling = _SPELLING.fullmatch(word)
    if spelling:
        if spelling[1] not in spellings:
            known = ", ".join(sorted(spellings)) or "none"
            raise PatternError(f"unknown spelling {word} in '{pattern}': list it under `spellings` (known: {known})")
        listed = sorted(spellings[spelling[1]], key=len, reverse=True)
        phrases = [tuple(map(_word, phrase.split())) for phrase in listed if phrase.strip()]
        if not phrases:
            raise PatternError(f"{word} in '{pattern}' has no spelling: list one under `spellings`")
        return tuple((*words[:-1], _possessive(words[-1])) if spelling[2] else words for words in phrases)
    alternatives = word.split("|")
    for alternative in alternatives:
        if not _WORD.match(alternative):
            raise PatternError(
                f"cannot read '{word}' in '{pattern}': use words, a|b, =exact, (optional), {{spelling}}; no regular expressions"
            )
    return tuple((_word(alternative),) for alternative in alternatives)


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> Word:
    if word.startswith("="):
        return Word((word[1:],), f"(?i:{_letters(word[1:])})")
    if word.isupper():
        return Word((word,), _letters(word))
    if any(c.isupper() for c in word):
        capitals = word.upper()
        return Word((word, f"{word}s", capitals, f"{capitals}S"), f"(?:{_letters(word)}s?|{_letters(capitals)}S?)")
    forms = tuple(sorted(inflections(word), key=lambda f: (-len(f), f)))
    return Word(forms, f"(?i:{'|'.join(map(_letters, forms))})")


def _possessive(word: Word) -> Word:
    return replace(
        word,
        forms=tuple(form + _POSSESSIVE for form in word.forms),
        expression=word.expression + _letters(_POSSESSIVE),
    )


def _letters(word: str) -> str:
    out = []
    for c in word:
        plain = _base(c)
        if c == "-":
            out.append(_GAP)
        elif c in _PLAIN:
            out.append(_PLAIN[c])
        elif plain != c:
            out.append(f"[{c}{plain}]")
        else:
            out.append(re.escape(c))
    return "".join(out)
