"""A document as the rules of attribution read it: its tree, its quotations, the ends of its sentences, and spans of them."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from analysis.annotate.attribution import quotation_marks, sources
from analysis.annotate.attribution.cues import Cue
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.english.lexicon import words_with
from analysis.paragraphs import paragraphs
from analysis.syntax.tree import Tree

_RELAYING = words_with("relays", True, "verb")


@dataclass(slots=True)
class Candidate:
    """A cue with its source and the characters of its content."""

    cue: Cue | None
    cue_nodes: list[int]
    source: int | None
    start: int
    end: int
    node: int
    via: int | None = None
    basis: str = "said"


class CandidateFinder:
    """One document, and the small questions that every rule asks of it."""

    def __init__(self, doc: Doc):
        self.doc, self.tree = doc, doc._.tree
        self.text = self.tree.text
        self._paragraphs = paragraphs(self.text)
        self.quotes = quotation_marks.find(self.text, self._paragraphs)
        self._quote_starts = [q.start for q in self.quotes]
        self._opening = frozenset(self._quote_starts)
        self._ends = _sentence_ends(self.tree)
        self._relays = self._relay_agents()

    def quotes_between(self, start: int, end: int) -> list[Quote]:
        """The quotations that share a character with a span."""
        first = max(bisect_right(self._quote_starts, start) - 1, 0)
        return [q for q in self.quotes[first : bisect_left(self._quote_starts, end)] if q.end > start]

    def _span(self, tops: list[int], skip: list[int] = ()) -> tuple[int, int] | None:
        nodes = [n for top in tops for n in self.tree.subtree(top) if n not in skip and self.tree.pos[n] != "SPACE"]
        if self._relays:
            nodes = [n for n in nodes if not self._relayed(n)]
        return self._trim(min(nodes), max(nodes)) if nodes else None

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """From token to token, without punctuation at the ends that is no quotation mark."""
        tree = self.tree
        while first < last and tree.lower[first] in (",", ";", ":", "-", "–", "—", "--"):
            first += 1
        while last > first and tree.lower[last] in (",", ";", ":", ".", "-", "–", "—", "--"):
            last -= 1
        return tree.start[first], tree.end[last]

    def _trim_to(self, start: int, last: int) -> tuple[int, int]:
        tree = self.tree
        while tree.start[last] > start and tree.lower[last] in (",", ";", ":", ".", "-", "–", "—", "--"):
            last -= 1
        return start, tree.end[last]

    def _finite(self, first: int, last: int) -> bool:
        """Whether a stretch holds a finite verb."""
        tree = self.tree
        return any(tree.pos[n] in ("VERB", "AUX") and tree.form(n) == "Fin" for n in range(first, last + 1))

    def _block(self, node: int, source: int) -> tuple[int, int, bool]:
        """The first and last token of a cue with its source, and whether the source stands after the cue."""
        tree = self.tree
        if source > node:
            phrase = [n for n in tree.subtree(source) if n > node]
            return node, max(phrase), True
        start, _ = sources.span(tree, source)
        low = source
        while low > self._ends[node][0] and tree.start[low] > start:
            low -= 1
        return low, node, False

    def _token(self, place: int) -> int:
        """The token that holds a character or the next one after it."""
        return min(bisect_left(self.tree.end, place + 1), self.tree.size - 1)

    def _mark(self, clause: int) -> str:
        mark = self.tree.kid(clause, "mark")
        return self.tree.lower[mark] if mark is not None else ""

    def _quote_around(self, place: int) -> Quote | None:
        """The quotation that a character stands in."""
        index = bisect_right(self._quote_starts, place) - 1
        quote = self.quotes[index] if index >= 0 else None
        return quote if quote is not None and quote.start < place < quote.end else None

    def _inside_quote(self, place: int) -> bool:
        return self._quote_around(place) is not None

    def _relayed(self, node: int) -> bool:
        """ "as quoted by X", "reported by X": the cue of a relay, no statement of its own."""
        return node in self._relays and self.tree.form(node) == "Part"

    def _relay_agents(self) -> dict[int, int]:
        """The outlet that each relaying verb names ("quoted by X")."""
        tree, found = self.tree, {}
        for node, lemma in enumerate(tree.lemma):
            if lemma in _RELAYING:
                agent = next((c for c in tree.kids(node, "obl") if tree.preposition(c) == "by"), None)
                if agent is not None and sources.is_media(self.doc, tree, agent):
                    found[node] = agent
        return found

    def _relay(self, node: int) -> int | None:
        """The outlet that relays what a cue attributes, where the same sentence says so."""
        tree = self.tree
        for relay, agent in self._relays.items():
            above = tree.dep[node] in ("acl", "advcl", "parataxis") and tree.head[node] == relay
            if relay != node and (above or node in tree.above(relay)):
                return agent
        return None


def _sentence_ends(tree: Tree) -> list[tuple[int, int]]:
    """First and last token of the sentence of each token, white space left out."""
    ends: list[tuple[int, int]] = []
    for first, after in pairwise(tree.bounds):
        last = after - 1
        while last > first and not tree.lower[last].strip():
            last -= 1
        ends += [(first, last)] * (after - first)
    return ends
