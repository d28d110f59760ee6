"""Who has spoken so far in a document, looked up by place and by word."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from analysis.english.word_classes import source_kinds, spellings
from analysis.schema import Attribution, Mention
from analysis.syntax import pronouns
from analysis.syntax.tree import Tree

_EDGES = " ,;:-–—\"“”'’«»"
_Signature = tuple[frozenset[str], frozenset[str], bool, str, str | None, str | None]


def bare(word: str) -> str:
    """A word in small letters and British spelling, without an owner's "'s" and marks at its ends."""
    small = word.lower().strip("’'s" + _EDGES)
    return spellings().get(small, small)


class SpokenBefore:
    """The resolved sources in order of place. No question looks at all of them."""

    def __init__(self, tree: Tree, paragraph: Callable[[int], int | None]):
        """`paragraph`: the number of the paragraph that a character stands in."""
        self._tree, self._paragraph = tree, paragraph
        self.all: list[Attribution] = []
        self._by_paragraph: dict[int, list[tuple[int, Attribution]]] = defaultdict(list)
        # Of each word of a source the last row of each source that has it, the latest last.
        self._by_word: dict[str, dict[_Signature, Attribution]] = defaultdict(dict)
        # Of each last name where its full form has first been a source, and where it has first been named.
        self._full_sources: dict[str, int] = {}
        self._full_names = _full_names(tree.mentions)

    def add(self, row: Attribution, heads: set[str]) -> None:
        """One more; `heads` are the words of the head of its source and of the rest of a name."""
        source, place = row.source or "", row.source_start or 0
        self.all.append(row)
        # Who speaks through several paragraphs has spoken last where the last of them ends.
        for paragraph in {self._paragraph(place), self._paragraph(row.end - 1)}:
            if paragraph is not None:
                self._by_paragraph[paragraph].append((place, row))
        if " " in source:
            last_name = source.split()[-1]
            self._full_sources[last_name] = min(place, self._full_sources.get(last_name, place))
        if row.source_side != "unresolved":
            words = frozenset(bare(w) for w in source.split())
            who = (row.source_side, row.source_actor, row.source_kind)
            signature = (words, frozenset(heads), self.is_somebody(row), *who)
            for word in words:
                self._by_word[word].pop(signature, None)
                self._by_word[word][signature] = row

    def around(self, place: int) -> Attribution | None:
        """The source whose own words a character stands in, the innermost."""
        around = (
            r
            for r in reversed(self.all)
            if r.start < place < r.end and r.content_kind == "speech" and r.form != "indirect"
        )
        return next(around, None)

    def between(self, start: int, end: int) -> list[Attribution]:
        """The sources that stand in a stretch of characters."""
        numbers = {self._paragraph(start), self._paragraph(end - 1)}
        found = (item for number in numbers if number is not None for item in self._by_paragraph.get(number, []))
        return [row for place, row in found if start <= place < end]

    def says_now(self, row: Attribution) -> bool:
        """Whether the cue of a row is a verb in the present tense."""
        tree, cue = self._tree, bisect_left(self._tree.start, row.cue_start or 0)
        return row.cue_start is not None and "Tense=Pres" in tree.morph(cue) and tree.form(cue) == "Fin"

    def last(self, place: int, fits: Callable[[Attribution], bool], reach: int = 1) -> Attribution | None:
        """The last source before a character, in its paragraph or as many before as `reach` says, that fits."""
        return next(filter(fits, self._latest_first(place, reach)), None)

    def near(self, place: int, fits: Callable[[Attribution], bool]) -> list[Attribution]:
        """The sources before a character, in its paragraph or the one before, that fit, in order of place."""
        return [row for row in self._latest_first(place) if fits(row)][::-1]

    def _latest_first(self, place: int, reach: int = 1) -> Iterator[Attribution]:
        """The sources before a character in its paragraph and those before within reach."""
        paragraph = self._paragraph(place)
        if paragraph is not None:
            numbers = range(paragraph - reach, paragraph + 1)
            near = [item for number in numbers for item in self._by_paragraph.get(number, [])]
            yield from (row for start, row in sorted(near, key=lambda item: item[0], reverse=True) if start < place)

    def with_words(self, words: set[str], place: int, reach: int | None) -> list[Attribution]:
        """The sources that hold all of some words, one of them in their head or in a person's name, the latest last; within `reach`
        paragraphs of a character, or anywhere before it (null)."""
        if not words or any(word not in self._by_word for word in words):
            return []
        rarest = min((self._by_word[word] for word in words), key=len)
        found = [
            r
            for (all_words, heads, somebody, *_), r in rarest.items()
            if words <= all_words and (heads & words or somebody)
        ]
        return found if reach is None else [r for r in found if self._apart(r, place) <= reach]

    def has_full_name(self, name: str, place: int) -> bool:
        """Whether a last name's full form has been a source or has been named before a character."""
        return self._full_sources.get(name, place) < place or self._full_names.get(name, place + 1) <= place

    def is_somebody(self, row: Attribution) -> bool:
        """Whether a source is one person by name or pronoun."""
        named = self._tree.named(row.source_start or 0, row.source_end or 0)
        if any(m.kind == "person" for m in named):
            return True
        pronoun = pronouns.known((row.source or "").lower())
        return pronoun.refers == "person" if pronoun is not None else _looks_like_a_name(row.source or "")

    def _apart(self, row: Attribution, place: int) -> float:
        first, second = self._paragraph(row.source_start or 0), self._paragraph(place)
        return abs(second - first) if first is not None and second is not None else float("inf")


def _full_names(mentions: Iterable[Mention]) -> dict[str, int]:
    """Of each last name where the first mention of its full form ends."""
    names: dict[str, int] = {}
    for mention in mentions:
        if mention.kind == "person" and " " in mention.surface:
            names.setdefault(mention.surface.split()[-1], mention.end)
    return names


def _looks_like_a_name(source: str) -> bool:
    words = source.split()
    kinds = source_kinds()
    return 1 < len(words) <= 4 and all(w[:1].isupper() and w.lower() not in kinds for w in words)
