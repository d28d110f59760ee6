"""All patterns of a codebook in a text at once: the same matches as each pattern's regular expression finds by itself, but an
expression is only tried where the rarest word of its pattern stands.

The words of a text are looked up in a table, as in an inverted index (Zobel and Moffat, ACM Computing Surveys 38(2), 2006): from
the rarest word of a pattern follows, up to words that may be missing, at which word a match would begin.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from analysis.patterns import Slot, Word, expression, fold, parse

# A modifier letter that writers use as an apostrophe counts as one.
_TOKEN = re.compile(r"([^\W\u02bc]+)")
_LONGEST_KEPT = 20_000  # characters of a text whose words are kept
_SHORT = 4  # letters; shorter words stand everywhere


class Found(NamedTuple):
    """A match of one pattern, by its number."""

    pattern: int
    start: int
    end: int


class Anchor(NamedTuple):
    """A folded word that a match of a pattern must hold, with the least and the greatest number of words before it in the match."""

    word: str
    least: int
    greatest: int


class Matcher:
    """Finds patterns in texts. Raises PatternError for a pattern that cannot be read."""

    def __init__(self, patterns: Sequence[str], spellings: Mapping[str, Iterable[str]]):
        parsed = [parse(pattern, spellings) for pattern in patterns]
        self._expressions = [expression(slots) for slots in parsed]
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._anchored: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self._everywhere: list[int] = []
        rarity = _Rarity(parsed)
        for number, slots in enumerate(parsed):
            anchors = rarity.anchors(slots)
            for word, least, greatest in anchors:
                self._anchored[word].append((number, least, greatest))
            if not anchors:
                self._everywhere.append(number)

    def __call__(self, text: str) -> list[Found]:
        """The matches of each pattern, in the order of patterns and then of place; those of one pattern do not overlap."""
        found = [Found(n, *m.span()) for n in self._everywhere for m in self._expression(n).finditer(text)]
        for number, starts in self._candidates(text).items():
            match, free = self._expression(number).match, 0
            for start in sorted(starts):
                if start >= free and (matched := match(text, start)):
                    free = matched.end()
                    found.append(Found(number, start, free))
        return sorted(found)

    def within(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[set[int]]:
        """Of each stretch of a text the numbers of the patterns that match in it, read by itself. Stretches are in order of place, do
        not overlap and cut no word."""
        begins, parts = [start for start, _ in stretches], [text[start:end] for start, end in stretches]
        found = [{n for n in self._everywhere if self._expression(n).search(part)} for part in parts]
        for number, starts in self._candidates(text).items():
            match = self._expression(number).match
            for start in starts:
                i = bisect_right(begins, start) - 1
                if i >= 0 and number not in found[i] and match(parts[i], start - begins[i]):
                    found[i].add(number)
        return found

    def _expression(self, number: int) -> re.Pattern[str]:
        """Compiled when it is first tried: of a large codebook most patterns never are."""
        if number not in self._compiled:
            self._compiled[number] = re.compile(self._expressions[number])
        return self._compiled[number]

    def _candidates(self, text: str) -> dict[int, set[int]]:
        """Of each pattern the characters where a match might begin."""
        words, begins = _words_of(text)
        starts: dict[int, set[int]] = defaultdict(set)
        anchored = self._anchored
        for place, word in enumerate(words):
            if word in anchored:
                for number, least, greatest in anchored[word]:
                    if least < greatest:
                        starts[number].update(begins[max(place - greatest, 0) : max(place - least + 1, 0)])
                    elif place >= least:
                        starts[number].add(begins[place - least])
        return starts


def _words_of(text: str) -> tuple[list[str], list[int]]:
    """The folded words of a text, and where each begins."""
    return _kept_words_of(text) if len(text) <= _LONGEST_KEPT else _read(text)


@lru_cache(maxsize=64)
def _kept_words_of(text: str) -> tuple[list[str], list[int]]:
    """Kept, since several matchers ask for the texts of a batch in turn."""
    return _read(text)


def _read(text: str) -> tuple[list[str], list[int]]:
    parts = _TOKEN.split(text)  # what stands between words, and words, in turn
    return list(map(fold, parts[1::2])), list(accumulate(map(len, parts)))[::2]


class _Rarity:
    """Chooses the words by which patterns are looked for: those that the fewest patterns share, and no short ones."""

    def __init__(self, parsed: Sequence[list[Slot]]):
        self._patterns = Counter(token for slots in parsed for token in set(_tokens_of(slots)))

    def anchors(self, slots: list[Slot]) -> list[Anchor]:
        """One of which every match holds; none where the match may begin or stand outside of words."""
        if not all(_TOKEN.match(form) for form in _beginnings(slots)):
            return []
        chosen: list[Anchor] = []
        least = greatest = 0
        for slot in slots:
            found = [] if slot.optional else self._of_slot(slot, least, greatest)
            if found and (not chosen or self._commonness(found) < self._commonness(chosen)):
                chosen = found
            low, high = _sizes(slot)
            least, greatest = least + low, greatest + high
        return chosen

    def _of_slot(self, slot: Slot, least: int, greatest: int) -> list[Anchor]:
        """The rarest word of each alternative; nothing if one has none."""
        chosen: list[Anchor] = []
        for words in slot.alternatives:
            options: list[list[Anchor]] = []
            low, high = least, greatest
            for word in words:
                tokens = [_tokens(form) for form in word.forms]
                sizes = [len(each) for each in tokens]
                options += [
                    list(dict.fromkeys(Anchor(each[n], low + n, high + n) for each in tokens))
                    for n in range(min(sizes))
                ]
                low, high = low + min(sizes), high + max(sizes)
            if not options:
                return []
            chosen += min(options, key=self._commonness)
        return chosen

    def _commonness(self, anchors: Iterable[Anchor]) -> tuple[bool, int, int]:
        words = {anchor.word for anchor in anchors}
        shortest = min(map(len, words))
        return shortest < _SHORT, max(self._patterns[word] for word in words), -shortest


def _tokens(form: str) -> list[str]:
    return [fold(token) for token in _TOKEN.findall(form)]


def _tokens_of(slots: Iterable[Slot]) -> Iterable[str]:
    return (token for word in _words(slots) for form in word.forms for token in _tokens(form))


def _words(slots: Iterable[Slot]) -> Iterable[Word]:
    return (word for slot in slots for words in slot.alternatives for word in words)


def _sizes(slot: Slot) -> tuple[int, int]:
    """The least and the greatest number of tokens that a slot takes."""
    sizes = [
        [sum(bound(len(_tokens(form)) for form in word.forms) for word in words) for words in slot.alternatives]
        for bound in (min, max)
    ]
    return 0 if slot.optional else min(sizes[0]), max(sizes[1])


def _beginnings(slots: Iterable[Slot]) -> Iterable[str]:
    """Every form with which a match may begin."""
    for slot in slots:
        for words in slot.alternatives:
            yield from words[0].forms
        if not slot.optional:
            return
