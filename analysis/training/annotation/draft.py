"""From plain text to trees that wait for correction.

A line is a sentence and a blank line ends a piece. Comment lines at the head of a piece hold for the piece ("# style = wire"), others
for the sentence below them ("# constructs = relative, number").
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language

from analysis.training.annotation.trees import Row, Tree

OF_A_PIECE = ("source", "style", "conflict")


@dataclass(slots=True)
class _Piece:
    name: str
    notes: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def comments(self) -> list[tuple[str, str]]:
        """Those of the next sentence; the first one opens the document."""
        self.size += 1
        opening = [("newdoc id", self.name)] if self.size == 1 else []
        kept = self.notes if self.size == 1 else {k: v for k, v in self.notes.items() if k == "style"}
        return [*opening, ("sent_id", f"{self.name}-{self.size:02d}"), *kept.items()]


def drafted(nlp: Language, text: str, name: str) -> list[Tree]:
    """The trees of a text; their names begin with `name`."""
    return [parsed(nlp, line, comments) for line, comments in _sentences(text, name)]


def _sentences(text: str, name: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    number = 0
    piece: _Piece | None = None
    own: list[tuple[str, str]] = []
    for line in map(str.strip, text.split("\n")):
        if not line:
            piece = None
            continue
        if piece is None:
            number += 1
            piece = _Piece(f"{name}-{number:03d}")
        key, _, value = (part.strip() for part in line.lstrip("#").partition("="))
        if line.startswith("#") and key in OF_A_PIECE:
            piece.notes[key] = value
        elif line.startswith("#"):
            own.append((key, value))
        else:
            yield line, [*piece.comments(), *own]
            own = []


def parsed(nlp: Language, line: str, comments: list[tuple[str, str]]) -> Tree:
    """The parser's tree of one sentence."""
    doc = nlp.make_doc(line)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    rows = []
    for token in doc:
        root = token.head == token
        rel = "root" if root else token.dep_
        cells = (token.text, token.lemma_, token.pos_, token.tag_, str(token.morph) or "_")
        space = bool(token.whitespace_) or token.i + 1 == len(doc)  # the next sentence of a paragraph stands apart
        rows.append(Row(*cells, 0 if root else token.head.i + 1, rel, space))
    return Tree(comments, rows)
