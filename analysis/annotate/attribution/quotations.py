"""Quotations and who speaks them: contents drawn out to their marks, and quotations that no cue has taken."""

from analysis.annotate.attribution import cues, quotation_marks, sources
from analysis.annotate.attribution.candidates import Candidate, CandidateFinder
from analysis.annotate.attribution.cues import SAID, Cue
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.document.sentences import block_at, paragraph_at

_BETWEEN = frozenset({"", "and", "but", "or", "—", "–", "--", "-"})
SHORT_QUOTE = 4  # words; a shorter quotation that nobody is said to have uttered is a scare quote


class Quotations(CandidateFinder):
    """The quotations of one document."""

    def _with_quotes(self, found: list[Candidate]) -> list[Candidate]:
        """Contents drawn out to the marks of quotations they cut. What a speaker reports within a quotation stays the speaker's own
        words, so that a cue in there counts only for a quotation within the quotation."""
        kept = []
        for candidate in found:
            around = self._quote_around(self.tree.start[candidate.node])
            if around is not None:
                if self._swallowed(candidate, around):
                    candidate.start = around.start
                    kept.append(candidate)
                elif (
                    self.text[candidate.start] in quotation_marks.MARKS and around.start < candidate.start < around.end
                ):
                    kept.append(candidate)
                continue
            self._draw_out(candidate)
            kept.append(candidate)
        return kept

    def _swallowed(self, candidate: Candidate, around: Quote) -> bool:
        """Whether a closing mark comes too late and takes in the cue ('"..., X said"')."""
        after = self.text[self.tree.end[candidate.cue_nodes[-1]] : around.end]
        reaches = candidate.start <= around.start + 1 < candidate.end < around.end
        return reaches and not after.strip("\"”'’».,")

    def _draw_out(self, candidate: Candidate) -> None:
        source = candidate.source
        for quote in self.quotes_between(candidate.start, candidate.end):
            if source is None or not quote.start < self.tree.start[source] < quote.end:
                candidate.start, candidate.end = min(candidate.start, quote.start), max(candidate.end, quote.end)

    def _floating(self, found: list[Candidate]) -> list[Candidate]:
        """Quotations that no cue has taken: the rest of what was said before its cue, of a speaker beside them, of the one who
        spoke before in the same paragraph or the one they go on from, else of nobody."""
        added: list[Candidate] = []
        for quote in self.quotes:
            if any(_takes(c, quote) for c in found) or self._joined(quote, found):
                continue
            near = self._near(quote, found) or self._beside_name(quote) or self._cue_inside(quote)
            if near is not None:
                added.append(near)
                found = [*found, near]
            elif self._whole_sentence(quote):
                told = self._told_before(quote, found)
                if told is not None:
                    told.end = quote.end
                elif self._long(quote):
                    before = self._speaker_before(quote, [*found, *added])
                    source, via = (before.source, before.via) if before else (None, None)
                    added.append(Candidate(None, [], source, quote.start, quote.end, -1, via, "previous"))
        return added

    def _long(self, quote: Quote) -> bool:
        return len(self.text[quote.start : quote.end].split()) > SHORT_QUOTE

    def _joined(self, quote: Quote, found: list[Candidate]) -> bool:
        """Whether the quotation goes on with reported speech of its sentence ('said that ..., and "..."', '"...," X said, "..."');
        the content then takes it in."""
        first = self._ends[self._token(quote.start)]
        same = [
            c
            for c in found
            if c.cue
            and c.cue.kind == "speech"
            and c.end <= quote.start
            and self._ends[c.node] == first
            and c.start >= self.tree.start[max(first[0] - 1, 0)]
        ]
        last = max(same, key=lambda c: c.end, default=None) or self._behind_dash(quote, found)
        if last is None:
            return False
        between = self.text[last.end : quote.start].strip(" \t\xa0,;")
        begins = self._token(quote.start)
        taken = {n for c in found for n in c.cue_nodes}
        verbs = [n for n in range(last.node + 1, begins) if self.tree.pos[n] == "VERB" and n not in taken]
        if any(self.tree.form(n) == "Fin" or cues.of_verb(self.tree, n) for n in verbs):
            return False
        cue_between = last.end <= self.tree.start[last.node] < quote.start and self._goes_on(begins - 1)
        if not cue_between and between not in _BETWEEN:
            return False
        last.end = quote.end
        return True

    def _behind_dash(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """The content that a quotation goes on from behind a dash, whatever the parse makes of it ('said that A — "so that B"')."""
        before = [c for c in found if c.cue and c.cue.kind != "intention" and c.end <= quote.start]
        last = max(before, key=lambda c: c.end, default=None)
        between = self.text[last.end : quote.start].strip() if last is not None else ""
        return last if between in ("—", "–", "--", "-") else None

    def _goes_on(self, node: int) -> bool:
        """Whether a sentence goes on after a comma or a dash, or after such and a conjunction or adverb (", and still ...")."""
        while self.tree.pos[node] in ("CCONJ", "ADV", "PART"):
            node -= 1
        return self.tree.lower[node] in (",", "―", "—", "–", "--")

    def _near(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """A cue of speech beside the quotation in its sentence that has no other content."""
        tree = self.tree
        taken = {n for c in found for n in c.cue_nodes}
        for node in self._beside(quote):
            verb = cues.of_verb(tree, node) or self._unlisted(node, quote)
            if verb is None or verb[0].kind != "speech" or node in taken or self._relayed(node):
                continue
            source = sources.subject(tree, node)
            if source is not None and not quote.start < tree.start[source] < quote.end:
                return Candidate(verb[0], verb[1], source, quote.start, quote.end, node, self._relay(node))
        return None

    def _unlisted(self, node: int, quote: Quote) -> tuple[Cue, list[int]] | None:
        """Any finite verb that stands where a cue does: '"...," X demurred', 'X demurred: "..."'."""
        tree = self.tree
        if tree.pos[node] != "VERB" or tree.form(node) != "Fin" or not self._whole_sentence(quote):
            return None
        source = tree.kid(node, "nsubj")
        if source is None or tree.pos[source] not in ("PROPN", "PRON", "NOUN"):
            return None
        low, high, _ = self._block(node, source)
        before = (
            tree.start[low] >= quote.end
            and not self.text[quote.end : tree.start[low]].strip()
            and self.text[quote.end - 2] in ",?!"
        )
        after = tree.end[high] <= quote.start and self.text[tree.end[high] : quote.start].strip() in (":", ",")
        return (SAID, [node]) if before or after else None

    def _beside_name(self, quote: Quote) -> Candidate | None:
        """'Name: "..."' at the beginning of a sentence or line, and '"..." — Name' at the end of one."""
        tree, node = self.tree, self._token(quote.start)
        mark = node - 1
        while mark > 0 and not tree.lower[mark].strip():
            mark -= 1
        if mark > 0 and tree.lower[mark] == ":" and 0 < mark - self._ends[mark][0] <= 6:
            before = range(mark - 1, self._ends[mark][0] - 1, -1)
            name = next((n for n in before if tree.pos[n] == "PROPN" or sources.is_person(tree, n)), None)
            return Candidate(SAID, [mark], self._name(name), quote.start, quote.end, mark) if name is not None else None
        mark = self._token(quote.end)
        while mark + 1 < tree.size and not tree.lower[mark].strip() and "\n" not in tree.lower[mark]:
            mark += 1
        if mark + 1 < tree.size and tree.lower[mark] in ("―", "—", "–", "--", "-") and tree.pos[mark + 1] == "PROPN":
            return Candidate(SAID, [mark], self._name(mark + 1), quote.start, quote.end, mark)
        return None

    def _cue_inside(self, quote: Quote) -> Candidate | None:
        """A closing mark that comes too late and takes in name and cue ('"A, X said".')."""
        tree = self.tree
        node = self._token(quote.end - 1) - 1
        verb = cues.of_verb(tree, node) if node > 0 and tree.form(node) == "Fin" else None
        name = node - 1
        while name > 0 and tree.pos[name] in ("PROPN", "ADV", "AUX"):
            name -= 1
        if verb is None or verb[0].kind != "speech" or tree.lower[name] != "," or not self._long(quote):
            return None
        source = next((n for n in range(name + 1, node) if tree.pos[n] == "PROPN"), None)
        return (
            Candidate(verb[0], verb[1], self._name(source), quote.start, tree.end[name - 1], node) if source else None
        )

    def _labelled(self, found: list[Candidate]) -> list[Candidate]:
        """'Name: ...' at the beginning of a paragraph, without quotation marks, as in headlines. The name must speak elsewhere in the
        text: "CITY: ..." is where a report was filed."""
        tree, labels = self.tree, []
        for start, end in self._paragraphs:
            first = self._token(start)
            colon = next((n for n in range(first + 1, min(first + 6, tree.size)) if tree.lower[n] == ":"), None)
            names = range(first, colon) if colon is not None else []
            if colon is None or tree.end[colon] >= end or self.text[tree.start[colon] - 1].isspace():
                continue
            content = self.text[tree.end[colon] : end]
            begins = tree.end[colon] + len(content) - len(content.lstrip())
            if all(self.text[tree.start[n]].isupper() for n in names) and begins not in self._opening:
                labels.append((colon, begins, tree.end[self._last_word(end)]))
        sources_found = [c.source for c in found if c.source is not None]
        names = [n for s in sources_found for n in (s, *tree.kids(s, "flat")) if self.text[tree.start[n]].isupper()]
        speakers = {tree.lower[n] for n in names}
        return [
            Candidate(SAID, [colon], self._name(colon - 1), begins, end, colon)
            for colon, begins, end in labels
            if tree.lower[colon - 1] in speakers and any(c.isalpha() for c in self.text[begins:end])
        ]

    def _last_word(self, end: int) -> int:
        """The last token before a character that is no space and no full stop."""
        node = self._token(end - 1)
        while node > 0 and (self.tree.start[node] >= end or self.tree.lower[node].strip() in ("", ".")):
            node -= 1
        return node

    def _name(self, node: int) -> int:
        """The head of the name that a token is part of."""
        tree = self.tree
        while (
            tree.base[node] in ("flat", "compound", "nmod")
            and tree.head[node] != node
            and abs(tree.head[node] - node) < 5
            and tree.pos[tree.head[node]] == "PROPN"
        ):
            node = tree.head[node]
        return node

    def _beside(self, quote: Quote) -> list[int]:
        """The tokens of the quotation's paragraph within twelve of its ends, the nearest first."""
        tree = self.tree
        block = block_at(self.doc, quote.start)
        low, high = (block.start, block.end) if block else (0, len(self.text))
        first, last = self._token(quote.start), self._token(quote.end - 1)
        after = [n for n in range(last + 1, min(last + 13, tree.size)) if tree.start[n] < high]
        begun = self._ends[first][0] if tree.lower[max(first - 1, 0)] not in (":", ",") else self._ends[first - 1][0]
        before = [n for n in range(first - 1, max(first - 13, begun - 1), -1) if tree.start[n] >= low]
        end = next((i for i, n in enumerate(after) if n == self._ends[n][0]), len(after))
        return after[: max(end, 4)] + before

    def _whole_sentence(self, quote: Quote) -> bool:
        """Whether the quotation begins a sentence: then it is speech, not a borrowed phrase."""
        before = self.text[: quote.start].rstrip(" \t")
        return not before or before[-1] in '.!?\n”":»)'

    def _speaker_before(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """Who spoke last: in the same paragraph, in the paragraph that the quotation goes on from, or, for a paragraph that is one
        quotation, in the paragraph before it if that ends in speech of somebody it names."""
        block = block_at(self.doc, quote.start)
        if block is None:
            return None
        number = block.paragraph
        reach = [number]
        alone = quote.start == block.start and quote.end >= block.end - 2
        if quote.continues or alone and self._leads_on(number - 1, found):
            reach.append(number - 1)
        before = [
            c
            for c in self._speech_of(found)
            if c.start < quote.start and c.source is not None and paragraph_at(self.doc, c.start) in reach
        ]
        return max(before, key=lambda c: c.start) if before else None

    def _speech_of(self, found: list[Candidate]) -> list[Candidate]:
        """What is reported as said, without what a speaker reports within a quotation."""
        return [
            c for c in found if c.cue and c.cue.kind == "speech" and not self._inside_quote(self.tree.start[c.node])
        ]

    def _told_before(self, quote: Quote, found: list[Candidate]) -> Candidate | None:
        """The content that a quotation is the rest of: '"A," X said. "B."' is one, also where X "said, referring to C"."""
        block = block_at(self.doc, quote.start)
        if block is None:
            return None
        said = [c for c in self._speech_of(found) if block.start <= c.start < quote.start]
        said.sort(key=lambda c: c.start)
        told = next((c for c in reversed(said) if any(c.start <= q.start < c.end for q in self.quotes)), None)
        if told is None or told.source is None:
            return None
        others = [c for c in said if c.start > told.start and c.source not in (None, told.source)]
        cue_after = told.node >= 0 and told.end <= self.tree.start[told.node] < quote.start
        if any(self.tree.kid(c, "nsubj") is not None for c in self.tree.kids(max(told.node, 0), "conj")):
            return None  # "..., X said, and Y cut in": the rest may be Y's
        return told if not others and (cue_after or not self.text[told.end : quote.start].strip()) else None

    def _leads_on(self, number: int, found: list[Candidate]) -> bool:
        """Whether a paragraph ends in a quotation with its cue after it ('"...," X said.'): a quotation that then stands alone goes on."""
        said = [c for c in found if paragraph_at(self.doc, c.start) == number and c.cue_nodes]
        last = max(said, key=lambda c: c.end, default=None)
        return (
            last is not None
            and any(q.start == last.start for q in self.quotes)
            and self.tree.start[last.cue_nodes[0]] >= last.end
        )


def _takes(candidate: Candidate, quote: Quote) -> bool:
    """Whether a content holds a quotation, or part of it; one that lies within the quotation does not."""
    within = quote.start < candidate.start and candidate.end <= quote.end
    intention = candidate.cue is not None and candidate.cue.kind == "intention"
    return candidate.start < quote.end and quote.start < candidate.end and not within and not intention
