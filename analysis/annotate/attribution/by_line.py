"""What a cue attributes by what stands where in the line, whatever the parse: set off by punctuation, behind a colon, a "that" or a
quotation mark."""

from bisect import bisect_right

from analysis.annotate.attribution import cues
from analysis.annotate.attribution.candidates import CandidateFinder
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.english.word_classes import word_class
from analysis.syntax.tree import CONTENTS

_CLOSERS = frozenset({"”", '"', "''", "’", "»", "'"})
_SET_OFF = _CLOSERS | {",", "?", "!", "—", "–", "--", "-"}
_STOPS = frozenset({".", ";", ":", "(", "!", "?", "—", "–", "--"})
CLAUSE_MARKS = word_class("complementisers")
LONGEST_OBJECT = 20  # words between a verb and the quotation that judges its object
_ASKED = word_class("interrogatives")


class Surface(CandidateFinder):
    """The line around the cues of one document."""

    def _set_off(self, node: int, source: int | None) -> tuple[int, int] | None:
        """By punctuation, whatever the parse: "..., X said.", "...," said X, "..., X said, ...". What stands before the cue and its
        source, together with what goes on after them."""
        tree = self.tree
        if source is None or tree.form(node) not in ("Fin", "Part", "") or self._subordinate(node, source):
            return None
        first, last = self._ends[node]
        low, high, inverted = self._block(node, source)
        if low == first and high >= node and (quote := self._asked(low, high)) is not None:
            return quote.start, quote.end
        if low > first and tree.lower[low - 1] == "as":
            low -= 1
            if low == first and high + 1 < last and tree.lower[high + 1] == ",":
                return self._trim(high + 2, last)
        mark = low - 1
        if mark - first < 2 or tree.lower[mark] not in _SET_OFF or high < node:
            return None
        after = tree.lower[high + 1] if high < last else "."
        if tree.lower[mark] in _CLOSERS:
            return self._up_to_closing(node, first, mark)
        led_by = tree.pos[first] in ("ADP", "SCONJ", "ADV") or tree.form(first) in ("Ger", "Part")
        if after == "," and not inverted and tree.form(min(high + 2, last)) != "Ger":
            if led_by and self._quote_at(high + 2):
                return None
            return self._trim(first, last) if self._finite(first, mark) or self._finite(high + 1, last) else None
        if not self._finite(first, mark) and (after != "." or inverted):
            return None
        if after in _STOPS or after == "," or inverted:
            return self._trim(first, mark)
        beside = tree.pos[high + 1] in ("ADP", "SCONJ", "ADV", "NOUN", "PROPN") and after not in CLAUSE_MARKS
        told_behind = tree.kid(node, "ccomp") is not None or self._that(node) is not None
        return self._trim(first, mark) if beside and not led_by and not told_behind else None

    def _announced(self, node: int) -> tuple[int, int] | None:
        """The quotation right behind a cue and a comma or colon ('X said: "..."'); one that begins in the middle of a sentence goes on
        from what stands before the cue where that is set off ('A, X said, "because B"')."""
        tree = self.tree
        if node + 2 >= tree.size or tree.lower[node + 1] not in (",", ":") or not self._quote_at(node + 2):
            return None
        quote = self._quote_around(tree.start[node + 2] + 1)
        first = next(c for c in self.text[quote.start :] if c.isalnum())
        return (quote.start, quote.end) if not first.islower() and not self._goes_on_from_quote(node) else None

    def _goes_on_from_quote(self, node: int) -> bool:
        """Whether a quotation closes before a cue in its sentence."""
        first = self.tree.start[self._ends[node][0]]
        return any(first < q.end <= self.tree.start[node] for q in self.quotes)

    def _up_to_closing(self, node: int, first: int, mark: int) -> tuple[int, int] | None:
        """What ends in a closing mark before a cue: the sentence from its beginning; behind a colon the quotation alone; nothing where
        the marks hold a title in a phrase that leads up to the cue ('On "The Hour", X said that ...')."""
        tree = self.tree
        quote = self._quote_around(tree.start[mark])
        begins = self._token(quote.start) if quote is not None else first
        if quote is not None and begins > first and tree.lower[begins - 1] == ":":
            return quote.start, quote.end
        if begins > first and self._finite(node + 1, self._ends[node][1]) and not self._finite(first, mark):
            return None
        return self._trim(first, mark)

    def _asked(self, low: int, high: int) -> Quote | None:
        """The quotation that a sentence of its own attributes ('"Who knows?" X asked, smiling.')."""
        tree = self.tree
        quote = self._quote_around(tree.start[low - 1] - 1) if low and tree.lower[low - 1] in _CLOSERS else None
        if quote is None or self.text[quote.end - 2] not in ",?!" or "\n" in self.text[quote.end : tree.start[low]]:
            return None
        after = tree.lower[high + 1] if high + 1 < tree.size else "."
        return quote if after not in CLAUSE_MARKS | _CLOSERS | {":", "“", "‘", "to"} else None

    def _subordinate(self, node: int, source: int) -> bool:
        """Whether a cue is the verb of a relative or adverbial clause ("who said", "when X said"); "as X said" is an aside."""
        tree = self.tree
        if tree.dep[node] == "acl:relcl":
            return tree.head[node] == source or tree.lemma[tree.head[node]] in CONTENTS
        mark = tree.kid(node, "mark")
        return mark is not None and tree.lower[mark] != "as"

    def _that(self, node: int) -> int | None:
        """The "that" or the question word which opens the clause of a cue, behind an addressee, a place or a time ("told X on Monday
        that ...", "asked X whether ...")."""
        tree, asks = self.tree, cues.in_frame(self.tree, node, "question")
        for n in range(node + 1, min(node + 16, self._ends[node][1])):
            if tree.lower[n] == "that" and tree.pos[n] == "SCONJ":
                noun = cues.of_noun(tree, n - 1) is not None and tree.preposition(n - 1) not in ("in", "during", "at")
                return None if noun else n  # "rejected the claim that ...", but "said in her remarks that ..."
            if asks and tree.lower[n] in _ASKED and tree.head[n] > n > node + 1:
                return n
            if tree.pos[n] in ("VERB", "AUX", "SCONJ") or tree.lower[n] in (";", ":"):
                return None
        return None

    def _told(self, node: int) -> tuple[int, int] | None:
        """What a noun is said to be: "X's claim is that ...", "the question was whether ..."."""
        tree, last = self.tree, self._ends[node][1]
        for n in range(node + 1, min(node + 8, last - 1)):
            if tree.lower[n] in ("is", "was", "’s", "'s") and tree.pos[n] == "AUX" and tree.base[node] == "nsubj":
                return self._trim(n + 1, last) if tree.lower[n + 1] in ("that", "whether") else None
            if tree.pos[n] in ("VERB", "AUX", "PUNCT"):
                return None
        return None

    def _behind(self, node: int, source: int | None) -> tuple[int, int] | None:
        """Where the parse has no clause for a cue that takes one: what stands behind it, up to a cue coordinated with it."""
        tree = self.tree
        if source is None or source > node or not cues.in_frame(tree, node, "clause"):
            return None
        last = self._ends[node][1]
        start = next((n for n in range(node + 1, min(node + 12, last)) if tree.lower[n] == "that"), node + 1)
        if start >= last or (
            tree.lower[start] != "that" and tree.pos[start] in ("PUNCT", "ADP", "SCONJ", "CCONJ", "PART")
        ):
            return None
        joined = [c for c in tree.kids(node, "conj") if c > start and self._speech(c)]
        if joined:
            last = min(tree.subtree(joined[0])) - 1
        if last - start < 2 or not self._finite(start, last):
            return None
        return self._trim(start, last)

    def _judgement(self, node: int) -> Quote | None:
        """The quotation that says what somebody is called ('called X Friday a "..."', 'described X as, "..."'), whatever the parse
        makes of it."""
        tree, last = self.tree, min(node + LONGEST_OBJECT, self._ends[node][1])
        following = bisect_right(self._quote_starts, tree.start[node])
        if following == len(self.quotes) or self.quotes[following].start > tree.start[last]:
            return None
        for n in range(node + 1, last):
            if self._quote_at(n):
                named = any(tree.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(node + 1, n))
                return self._quote_around(tree.start[n] + 1) if named else None
            stops = tree.lower[n] in _STOPS or tree.lower[n] == "," and tree.lower[n - 1] != "as"
            if stops or tree.pos[n] in ("VERB", "AUX", "CCONJ"):
                return None
        return None

    def _words(self, node: int, quote: Quote) -> list[str]:
        """The words from a token to a quotation behind it."""
        return self.tree.lower[node + 1 : self._token(quote.start)]

    def _quote_at(self, node: int) -> bool:
        """Whether a quotation opens at a token."""
        return node < self.tree.size and self.tree.start[node] in self._opening

    def _colon(self, node: int, clause: int) -> bool:
        first = min(self.tree.subtree(clause))
        return any(self.tree.lower[i] in (":", '"', "“", ",", "'", "‘") for i in range(node, first + 1))

    def _speech(self, node: int) -> bool:
        verb = cues.of_verb(self.tree, node)
        return verb is not None and verb[0].kind == "speech" and self.tree.kid(node, "nsubj") is not None
