"""The pattern language of codebooks: words to regular expressions.

A pattern is a sequence of words as a reader would write them:

    occupied {vale}              {name} stands for any spelling listed under `spellings`; {name}'s for its possessive
    counter-offensive            a lower-case word matches in any case and with its regular inflections
    Fooish                       a word with a capital is a name: it matches as written or in capitals, and with a plural s
    withdraw|pull-out            alternatives of one word, no spaces; irregular forms are listed this way
    =war                         exactly this form, in any case
    (self-proclaimed) republic   a word in parentheses may be missing

Spaces, hyphens and dashes between words match each other; straight and curly apostrophes match each other; letters match
with or without their diacritics; any pattern may be followed by a possessive 's, which is not part of the match.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from analysis.english.inflection import inflections

_GAP = r"(?:[ \t\u00a0]*[-\u2010-\u2015][ \t\u00a0]*|[ \t\u00a0]+|[ \t]*\r?\n(?![ \t]*\r?\n)[ \t]*)"
_SPELLING = re.compile(r"\{([a-z0-9_]+)\}(['’]s)?")
_WORD = re.compile(r"^=?[\w.,'’&/%]*[\w.%](?:-[\w.'’&]+)*$")
# Letters that Unicode does not decompose but that writers replace by their plain neighbours.
_PLAIN = {"ə": "[əea]", "Ə": "[ƏEA]", "ı": "[ıi]", "İ": "[İI]", "ø": "[øo]", "ł": "[łl]", "'": "['’ʼ]", "’": "['’ʼ]"}


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which word and what to write instead."""


def compile_pattern(pattern: str, spellings: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return the regular expression (source text) for one pattern.

    Raises PatternError for an empty pattern, an unknown {spelling} or a word with characters that have no meaning here.
    """
    words = pattern.split()
    if not words:
        raise PatternError("empty pattern: write at least one word, or remove the line")
    parts: list[str] = []
    for i, word in enumerate(words):
        optional = word.startswith("(") and word.endswith(")")
        body = _word(word[1:-1] if optional else word, pattern, spellings or {})
        last = i == len(words) - 1
        if optional and last and len(words) > 1 and parts:
            parts[-1] = parts[-1].removesuffix(_GAP) + f"(?:{_GAP}{body})?"
        elif optional:
            parts.append(f"(?:{body}{_GAP})?")
        else:
            parts.append(body if last else body + _GAP)
    return r"(?<![\w])" + "".join(parts) + r"(?!\w)"


def compile_union(patterns: Mapping[str, str]) -> re.Pattern[str]:
    """One regular expression of named patterns ({group name: expression}); group names must be identifiers."""
    return re.compile("|".join(f"(?P<{name}>{expression})" for name, expression in patterns.items()))


def _word(word: str, pattern: str, spellings: Mapping[str, Iterable[str]]) -> str:
    spelling = _SPELLING.fullmatch(word)
    if spelling:
        if spelling[1] not in spellings:
            known = ", ".join(sorted(spellings)) or "none"
            raise PatternError(f"unknown spelling {word} in '{pattern}': list it under `spellings` (known: {known})")
        forms = "|".join(_phrase(s) for s in sorted(spellings[spelling[1]], key=len, reverse=True))
        return f"(?:{forms})" + (_letters("'s") if spelling[2] else "")
    alternatives = word.split("|")
    for alternative in alternatives:
        if not _WORD.match(alternative):
            raise PatternError(
                f"cannot read '{word}' in '{pattern}': use words, a|b, =exact, (optional), {{spelling}}; no regular expressions"
            )
    return "(?:" + "|".join(_form(a) for a in alternatives) + ")"


def _phrase(text: str) -> str:
    return _GAP.join(_form(w) for w in text.split())


def _form(word: str) -> str:
    if word.startswith("="):
        return f"(?i:{_letters(word[1:])})"
    if any(c.isupper() for c in word):
        return f"(?:{_letters(word)}s?|{_letters(word.upper())}S?)" if not word.isupper() else _letters(word)
    forms = sorted(inflections(word), key=lambda f: (-len(f), f))
    return "(?i:" + "|".join(_letters(f) for f in forms) + ")"


def _letters(word: str) -> str:
    out = []
    for c in word:
        plain = unicodedata.normalize("NFD", c)[0]
        if c == "-":
            out.append(_GAP)
        elif c in _PLAIN:
            out.append(_PLAIN[c])
        elif plain != c:
            out.append(f"[{c}{plain}]")
        else:
            out.append(re.escape(c))
    return "".join(out)
