"""Trees as they stand in a CoNLL-U file, comments included (https://universaldependencies.org/format.html)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

CLITIC = re.compile(r"(?i)(n['’]t|['’](s|re|ve|ll|d|m)|['’]|not)$")


@dataclass(slots=True)
class Row:
    """A word. `head` is a number from one on, 0 for the root; `space` says whether a space follows."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    rel: str
    space: bool = True

    @property
    def mark(self) -> bool:
        return self.upos == "PUNCT"


@dataclass(slots=True)
class Tree:
    """A sentence: its comments in order, and its words."""

    comments: list[tuple[str, str]]
    rows: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.comment("sent_id")

    @property
    def text(self) -> str:
        return "".join(row.form + " " * row.space for row in self.rows).strip()

    def comment(self, key: str) -> str:
        """The value of a comment, empty where there is none."""
        return dict(self.comments).get(key, "")

    def note(self, key: str, value: str) -> None:
        """Set a comment."""
        self.comments = [(k, v) for k, v in self.comments if k != key] + [(key, value)]

    def children(self, number: int) -> list[int]:
        """The words that hang on a word (0: the roots), by their numbers."""
        return [i for i, row in enumerate(self.rows, start=1) if row.head == number]

    def above(self, number: int) -> list[int]:
        """The words over a word, nearest first. Ends where a cycle closes."""
        found: list[int] = []
        at = self.rows[number - 1].head
        while 0 < at <= len(self.rows) and at not in found:
            found.append(at)
            at = self.rows[at - 1].head
        return found

    @property
    def whole(self) -> bool:
        """Whether it is one tree: one root, every head exists, no cycle."""
        return len(self.children(0)) == 1 and all(
            0 <= row.head <= len(self.rows) and i not in self.above(i) for i, row in enumerate(self.rows, start=1)
        )


def read(path: Path) -> list[Tree]:
    """The trees of a file. Raises ValueError where a line does not have ten columns."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    return [_tree([line for line in block.split("\n") if line.strip()]) for block in blocks if block.strip()]


def _tree(lines: list[str]) -> Tree:
    tree, last, spaced = Tree([]), 0, True
    for line in lines:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            tree.comments.append((key.strip(), value.strip()))
            continue
        cell = line.split("\t")
        if len(cell) != 10:
            raise ValueError(f"{len(cell)} columns, not ten: {line}")
        space = "SpaceAfter=No" not in cell[9].split("|")
        if "-" in cell[0]:
            last, spaced = int(cell[0].split("-")[1]), space
            continue
        if "." in cell[0]:  # an empty node, of the enhanced graph
            continue
        number = int(cell[0])
        space = space if number > last else number == last and spaced
        tree.rows.append(Row(cell[1], cell[2], cell[3], cell[4], cell[5], int(cell[6]), cell[7], space))
    return tree


def write(trees: Iterable[Tree]) -> str:
    """CoNLL-U. A word and its clitics are one multiword token, as EWT has them."""
    return "".join("\n".join(_lines(tree)) + "\n\n" for tree in trees)


def _lines(tree: Tree) -> Iterator[str]:
    tree.note("text", tree.text)
    for key, value in tree.comments:
        yield f"# {key} = {value}" if value else f"# {key}"
    rows, inside = tree.rows, 0
    for i, row in enumerate(rows, start=1):
        end = i
        while end < len(rows) and not rows[end - 1].space and _clings(rows[end]):
            end += 1
        if i > inside and end > i:
            inside = end
            form = "".join(r.form for r in rows[i - 1 : end])
            yield "\t".join([f"{i}-{end}", form, *"_" * 7, "_" if rows[end - 1].space else "SpaceAfter=No"])
        misc = "_" if row.space or i <= inside else "SpaceAfter=No"
        cells = [row.form, row.lemma, row.upos, row.xpos, row.feats or "_", str(row.head), row.rel, "_", misc]
        yield "\t".join([str(i), *cells])


def _clings(row: Row) -> bool:
    return row.upos in ("PART", "AUX") and CLITIC.match(row.form) is not None
