"""CoNLL-U in, spaCy Docs out (https://universaldependencies.org/format.html).

Syntactic words are spaCy tokens: the words of a multiword token ("don't" = do + n't) stand side by side without a space.
Empty nodes and enhanced dependencies are passed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `head` is the index of its head in the sentence, its own index where it is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence; whether a paragraph or a document begins with it."""

    words: tuple[Word, ...]
    paragraph: bool = False
    document: bool = False

    def with_words(self, words: Iterable[Word]) -> "Sentence":
        return replace(self, words=tuple(words))


def read(path: Path) -> list[Sentence]:
    """The sentences of one file. Raises ValueError, naming file and line, where a line doesn't have ten columns."""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    paragraph = document = False
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], start=1):
        if line.startswith("#"):
            document = document or line.startswith("# newdoc")
            paragraph = paragraph or line.startswith(("# newpar", "# newdoc"))
        elif line:
            rows.append(line.split("\t"))
            if len(rows[-1]) != 10:
                raise ValueError(f"{path}:{number}: {len(rows[-1])} columns, not ten")
        elif rows:
            sentences.append(Sentence(tuple(_words(rows)), paragraph, document))
            rows, paragraph, document = [], False, False
    return sentences


def _words(rows: list[list[str]]) -> Iterator[Word]:
    inside = 0  # last word of the multiword token we are in
    space_after_token = True
    for cell in rows:
        spaced = "SpaceAfter=No" not in cell[9].split("|")
        if "-" in cell[0]:
            inside, space_after_token = int(cell[0].split("-")[1]), spaced
        elif "." not in cell[0]:
            number = int(cell[0])
            space = spaced if number > inside else number == inside and space_after_token
            head = int(cell[6]) - 1 if cell[6] != "0" else number - 1
            feats = "" if cell[5] == "_" else cell[5]
            yield Word(cell[1], cell[2], cell[3], cell[4], feats, head, cell[7], space)


def documents(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """The sentences grouped by document."""
    grouped: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.document or not grouped:
            grouped.append([])
        grouped[-1].append(sentence)
    return grouped


def text(sentences: Iterable[Sentence]) -> str:
    """The running text: a blank line before a paragraph, otherwise the treebank's own spaces."""
    parts: list[str] = []
    for sentence in sentences:
        if sentence.paragraph and parts:
            parts[-1] = parts[-1].rstrip() + "\n\n"
        parts.append("".join(word.form + " " * word.space for word in sentence.words))
    return "".join(parts).rstrip()


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """A Doc that bears every annotation of the sentences."""
    words = [word for sentence in sentences for word in sentence.words]
    heads: list[int] = []
    for sentence in sentences:
        start = len(heads)
        heads.extend(start + word.head for word in sentence.words)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=["ROOT" if word.dep == "root" else word.dep for word in words],
    )
