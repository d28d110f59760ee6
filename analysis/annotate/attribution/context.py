"""One document as the finders of attributions read it: its tree, its sentences and its quotation marks. Never changed once made."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from analysis.annotate.attribution import quotation_marks, relays
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.attribution.relays import Relays
from analysis.annotate.attribution.source_spans import span
from analysis.paragraphs import paragraphs
from analysis.syntax.tree import Tree

_AT_THE_START = frozenset({",", ";", ":", "-", "–", "—", "--"})
_AT_THE_END = _AT_THE_START | {"."}


@dataclass(frozen=True, slots=True)
class Context:
    """The line of one document and the small questions that every rule asks of it.

    `paragraphs` and `quotes` hold characters in order of place; `sentences` holds for each token the first and the last token of its
    sentence, white space at the end left out.
    """

    doc: Doc
    tree: Tree
    paragraphs: list[tuple[int, int]]
    quotes: list[Quote]
    quote_starts: list[int]
    opening: frozenset[int]
    sentences: list[tuple[int, int]]
    relays: Relays

    @classmethod
    def of(cls, doc: Doc) -> "Context":
        """The context of a parsed document."""
        tree: Tree = doc._.tree
        spans = paragraphs(tree.text)
        quotes = quotation_marks.find(tree.text, spans)
        starts = [q.start for q in quotes]
        return cls(doc, tree, spans, quotes, starts, frozenset(starts), _sentences(tree), relays.find(tree))

    # Quotation marks

    def quotes_between(self, start: int, end: int) -> list[Quote]:
        """The quotations that share a character with a span."""
        first = max(bisect_right(self.quote_starts, start) - 1, 0)
        return [q for q in self.quotes[first : bisect_left(self.quote_starts, end)] if q.end > start]

    def quote_around(self, place: int) -> Quote | None:
        """The quotation that a character stands in, its first character left out."""
        index = bisect_right(self.quote_starts, place) - 1
        quote = self.quotes[index] if index >= 0 else None
        return quote if quote is not None and quote.start < place < quote.end else None

    def inside_quote(self, node: int) -> bool:
        """Whether a token stands in a quotation and does not open it."""
        return self.quote_around(self.tree.start[node]) is not None

    def opens_quote(self, node: int) -> bool:
        """Whether a quotation opens at a token."""
        return node < self.tree.size and self.tree.start[node] in self.opening

    def quote_closed_before(self, node: int) -> Quote | None:
        """The last quotation that has been closed where a token begins."""
        place = self.tree.start[node]
        index = bisect_right(self.quote_starts, place) - 1
        if index >= 0 and self.quotes[index].end > place:
            index -= 1
        return self.quotes[index] if index >= 0 else None

    # Tokens and characters

    def token_at(self, place: int) -> int:
        """The token that holds a character or the next one after it."""
        return min(bisect_left(self.tree.end, place + 1), self.tree.size - 1)

    def finite(self, first: int, last: int) -> bool:
        """Whether a stretch of tokens holds a finite verb."""
        tree = self.tree
        return any(tree.pos[n] in ("VERB", "AUX") and tree.form(n) == "Fin" for n in range(first, last + 1))

    def mark_of(self, clause: int) -> str:
        """The word that opens a clause ("that", "after"); "" where there is none."""
        mark = self.tree.kid(clause, "mark")
        return self.tree.lower[mark] if mark is not None else ""

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The characters from token to token, without punctuation at the ends that is no quotation mark."""
        tree = self.tree
        while first < last and tree.lower[first] in _AT_THE_START:
            first += 1
        while last > first and tree.lower[last] in _AT_THE_END:
            last -= 1
        return tree.start[first], tree.end[last]

    def trim_end(self, start: int, last: int) -> tuple[int, int]:
        """From a character to a token, without punctuation at the end."""
        tree = self.tree
        while tree.start[last] > start and tree.lower[last] in _AT_THE_END:
            last -= 1
        return start, tree.end[last]

    def span_of(self, tops: Iterable[int], skip: Container[int] = ()) -> tuple[int, int] | None:
        """The characters of some nodes and all below them, without the cue of a relay ("..., as quoted by X")."""
        tree = self.tree
        nodes = [n for top in tops for n in tree.subtree(top) if n not in skip and tree.pos[n] != "SPACE"]
        if self.relays.agents:
            nodes = [n for n in nodes if not self.relays.is_cue(tree, n)]
        return self.trim(min(nodes), max(nodes)) if nodes else None

    def cue_with_source(self, node: int, source: int) -> tuple[int, int, bool]:
        """The first and last token of a cue with its source, and whether the source stands after the cue."""
        tree = self.tree
        if source > node:
            return node, max(n for n in tree.subtree(source) if n > node), True
        start, _ = span(tree, source)
        low = source
        while low > self.sentences[node][0] and tree.start[low] > start:
            low -= 1
        return low, node, False


def _sentences(tree: Tree) -> list[tuple[int, int]]:
    ends: list[tuple[int, int]] = []
    for first, after in pairwise(tree.bounds):
        last = after - 1
        while last > first and not tree.lower[last].strip():
            last -= 1
        ends += [(first, last)] * (after - first)
    return ends
