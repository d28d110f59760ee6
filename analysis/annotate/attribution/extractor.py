"""Who says what: source, cue and content, from grammar and quotation marks.

Candidates come from verbs with a clause ("X said that ..."), inverted and trailing cues ("..., said X"), "according to X", nominal
and adjectival cues ("X's claim that ..."), and from quotations that none of these has taken. One content goes to one cue. What the
sentence does not say is left null: a source is never guessed.

`candidates` asks the small questions, `by_line` and `by_verb` find what a cue attributes, `by_noun` what a noun or an adjective does,
`quotations` gives quotations their speakers, `sources` names who speaks, `speakers` says who that is.
"""

import re

from spacy.tokens import Doc

from analysis.annotate.attribution import cues, sources
from analysis.annotate.attribution.by_noun import Nominals
from analysis.annotate.attribution.candidates import Candidate
from analysis.annotate.attribution.cues import SAID, Cue
from analysis.annotate.attribution.quotation_marks import Quote
from analysis.annotate.attribution.quotations import Quotations
from analysis.annotate.attribution.speakers import Resolver, relay
from analysis.annotate.document.sentences import block_at, sentence_at
from analysis.annotate.parties import Sides
from analysis.annotate.steps import Make, step
from analysis.codebook import Codebook
from analysis.english.lexicon import lexicon
from analysis.schema import Attribution
from analysis.syntax.tree import Tree

_ANONYMITY = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b|anonymity\b")


class Extractor(Nominals, Quotations):
    """Finds the candidates of one document."""

    def candidates(self) -> list[Candidate]:
        """Every attribution of the document in order of place."""
        tree, listed = self.tree, lexicon()
        found: list[Candidate] = []
        for node, (pos, word, lemma) in enumerate(zip(tree.pos, tree.lower, tree.lemma, strict=True)):
            if word == "according":
                found += self._according(node)
            elif pos == "NOUN":
                if (cue := listed.noun(lemma).cue) is not None:
                    found += self._noun(node, cue)
            elif pos in ("VERB", "AUX", "ADJ"):
                found += self._cue(node)
            elif pos == "ADV" and word in listed.adverbs:
                found += self._adverb(node, listed.adverbs[word].cue)
        found = _outermost(self._with_quotes(_once(found)), self.tree.start)
        found += self._labelled(found)
        return sorted(found + self._floating(found), key=lambda c: (c.start, -c.end))

    def _cue(self, node: int) -> list[Candidate]:
        verb = cues.of_verb(self.tree, node)
        if verb is not None:
            return self._verb(node, *verb)
        adjective = cues.of_adjective(self.tree, node)
        return self._adjective(node, adjective) if adjective is not None else self._called(node)

    def _called(self, node: int) -> list[Candidate]:
        """A verb of any kind with a judgement in quotation marks: 'went after X as a "..."'."""
        if self.tree.pos[node] != "VERB":
            return []
        quote = self._judgement(node)
        if quote is None or "as" not in self._words(node, quote)[-3:]:
            return []
        source = sources.subject(self.tree, node)
        if not sources.is_person(self.tree, source):
            return []
        return [Candidate(SAID, [node], source, self.tree.start[node + 1], quote.end, node)]

    def _verb(self, node: int, cue: Cue, nodes: list[int]) -> list[Candidate]:
        tree = self.tree
        if tree.dep[node] in ("amod", "compound") or self._relayed(node) or self._only_meant(node):
            return []
        source = sources.subject(tree, node)
        passive = self._passive(node, cue)
        if passive is not None:
            return [Candidate(cue, nodes, source, *passive, node)]
        if not sources.may_hold(tree, source, cue):
            return []
        content = self._content(node, cue, nodes, source)
        if content is None or source is None and self._only_names(node, nodes, content):
            return []
        if _ANONYMITY.match(self.text, content[0]):
            return []  # "who asked not to be named": how somebody speaks, and nothing that is said
        start, end = self._before_next_cue(node, content) if cue.kind == "speech" else content
        within = source is not None and start <= tree.start[source] < end and not self._inside_quote(tree.start[source])
        if within and not self._aside(node, source):
            start, end = self._without(start, end, source, nodes)
        return [Candidate(cue, nodes, source, start, end, node, via=self._relay(node))] if start < end else []

    def _only_names(self, node: int, nodes: list[int], content: tuple[int, int]) -> bool:
        """Whether a verb without a source gives a name: "a group called X"."""
        return len(nodes) == 1 and cues.in_frame(self.tree, node, "naming") and not self.quotes_between(*content)

    def _only_meant(self, node: int) -> bool:
        """Whether a cue is what somebody plans or wants ("decided to announce", "a plan to urge"): nothing has been said yet."""
        tree, head = self.tree, self.tree.head[node]
        if tree.form(node) != "Inf" or tree.base[node] not in ("xcomp", "ccomp", "acl", "advcl"):
            return False
        above = cues.of_verb(tree, head)
        meant = above[0] if above is not None else cues.of_noun(tree, head) or cues.of_adjective(tree, head)
        return meant is not None and (meant.kind == "intention" or meant.cue_class == "denial")

    def _before_next_cue(self, node: int, span: tuple[int, int]) -> tuple[int, int]:
        """Without what is a report of its own: "..., noting that ...", "... and called on X to ...", "..., according to X"."""
        tree = self.tree
        for n in range(max(node, self._token(span[0]) + 1) + 1, tree.size):
            if tree.start[n] >= span[1]:
                break
            if self._inside_quote(tree.start[n]):
                continue
            if self._next_report(n, node):
                joined = tree.lower[n - 1] in ("and", "but", ",") and tree.base[n] == "conj"
                return self._trim_to(span[0], n - 2 if joined else n - 1)
        return span

    def _next_report(self, n: int, node: int) -> bool:
        tree = self.tree
        after_mark = tree.lower[n - 1] in (",", "”", '"')
        if tree.lower[n] == "according":
            return after_mark
        if tree.lower[n] in ("as", "while"):
            return self._opens_report(n)
        verb = cues.of_verb(tree, n)
        if verb is None or verb[0].kind != "speech" or tree.kid(n, "ccomp", "obj", "xcomp", "obl") is None:
            return False
        if tree.form(n) == "Ger":
            return after_mark or tree.lower[n] == "adding" and tree.pos[n - 1] not in ("ADP", "SCONJ")
        clause = tree.head[n]
        alone = tree.base[n] == "conj" and tree.kid(n, "nsubj") is None and tree.form(n) in ("Fin", "Part")
        return alone and clause > node and tree.head[clause] == node and self._ends[n] == self._ends[node]

    def _opens_report(self, mark: int) -> bool:
        """Whether "as" or "while" begins somebody else's report ("..., as X warned that ...")."""
        for n in range(mark + 1, min(mark + 6, self.tree.size)):
            if self.tree.pos[n] == "VERB":
                verb = cues.of_verb(self.tree, n)
                return verb is not None and verb[0].kind == "speech" and self.tree.form(n) != "Ger" and n > mark + 1
            if self.tree.pos[n] not in ("PROPN", "NOUN", "DET", "ADJ", "PRON"):
                return False
        return False

    def _aside(self, node: int, source: int) -> bool:
        """Whether cue and source stand between commas ("A, X said, B"): the content goes on around them."""
        first, last = self._ends[node]
        low, high, _ = self._block(node, source)
        return first < low and high < last and self.tree.lower[low - 1] == self.tree.lower[high + 1] == ","

    def _without(self, start: int, end: int, source: int, nodes: list[int]) -> tuple[int, int]:
        """The longer part of a span that swallowed its own source and cue."""
        inner = [*self.tree.subtree(source), *nodes]
        low, high = self.tree.start[min(inner)], self.tree.end[max(inner)]
        before, after = (start, max(start, low)), (min(end, high), end)
        picked = before if before[1] - before[0] >= after[1] - after[0] else after
        text = self.text[picked[0] : picked[1]]
        return picked[0] + len(text) - len(text.lstrip(" ,;:")), picked[1] - (len(text) - len(text.rstrip(" ,;:")))


def _outermost(found: list[Candidate], place: list[int]) -> list[Candidate]:
    """Without the beliefs and intentions that somebody is reported to have ascribed: they are part of what that one said."""
    spoken = [c for c in found if c.cue is not None and c.cue.kind != "intention"]

    def reported(candidate: Candidate) -> bool:
        return any(o.node != candidate.node and o.start <= place[candidate.node] < o.end for o in spoken)

    return [c for c in found if c.cue is None or c.cue.kind == "speech" or not reported(c)]


def _once(found: list[Candidate]) -> list[Candidate]:
    """One candidate for each content and cue: of two with the same span the first."""
    kept: dict[tuple[int, int], Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.start, c.end, c.source is None, c.node)):
        kept.setdefault((candidate.start, candidate.end), candidate)
    return list(kept.values())


def attributions(doc: Doc) -> list[Attribution]:
    """The rows of `attributions` of one document."""
    tree = doc._.tree
    extractor = Extractor(doc)
    found = extractor.candidates()
    resolver = Resolver(doc, tree, Sides(tree, doc._.mentions))
    rows: list[Attribution] = []
    for candidate in found:
        row = _row(doc, tree, extractor, candidate, len(rows) + 1)
        if row is not None:
            resolver.resolve(row, candidate.source, candidate.basis, candidate.via)
            rows.append(row)
    return relay(doc, rows)


def _row(doc: Doc, tree: Tree, extractor: Extractor, candidate: Candidate, number: int) -> Attribution | None:
    kind = block_at(doc, candidate.start)
    if kind is not None and kind.kind in ("boilerplate", "duplicate"):
        return None
    cue = candidate.cue
    row = Attribution(f"a{number}", sentence_at(doc, candidate.start), *tree.whole(candidate.start, candidate.end))
    if candidate.cue_nodes:
        row.cue_start, row.cue_end = tree.start[candidate.cue_nodes[0]], tree.end[candidate.cue_nodes[-1]]
        if row.cue_end - row.cue_start > 30:
            row.cue_end = tree.end[candidate.cue_nodes[0]]
        row.cue, row.cue_lemma = tree.text[row.cue_start : row.cue_end], cues.headword(tree, candidate.cue_nodes)
    row.cue_class, row.cue_stance = (cue.cue_class, cue.stance) if cue else (None, None)
    row.content_kind = cue.kind if cue else "speech"
    row.form = _form(candidate, extractor.quotes_between(candidate.start, candidate.end))
    return row


def _form(candidate: Candidate, found: list[Quote]) -> str:
    inside = sum(max(0, min(candidate.end, q.end) - max(candidate.start, q.start)) for q in found)
    around = any(q.start < candidate.start and candidate.end <= q.end for q in found)
    if not inside or around:
        return "indirect"
    return "direct" if inside >= candidate.end - candidate.start - 2 else "mixed"


@step("attribution")
def make_attribution(codebook: Codebook) -> Make:
    """Write `doc._.attributions`."""
    return attributions
