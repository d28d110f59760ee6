"""A YAML file that remembers on which line each of its values stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent, ScalarEvent

from analysis.problems import Problem
from analysis.reading.files import UnreadableError, read_text

DEEPEST = 50  # mappings and lists within each other
LARGEST = 200_000  # values, each alias counted as what it stands for


class _Constructor(RoundTripConstructor):
    """Leaves dates as they are written: "2020-13-45" is a problem of one field, not of the whole file."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda constructor, node: node.value)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    return yaml


_YAML_REMEDY = (
    'correct the line: indent with spaces, put a name with an apostrophe or a colon in double quotes ("…"), '
    'and a pattern that begins with a brace too ("{name} …")'
)


def _said(error: Exception) -> str:
    """What the reader of YAML says, in a line."""
    words = getattr(error, "problem", None) or getattr(error, "context", None) or str(error) or type(error).__name__
    return " ".join(str(words).split(" with value ")[0].split())[:200]  # of a key that stands twice both values follow


def _refuse_traps(text: str) -> None:
    """Raise UnreadableError for YAML that says what a codebook has no use for, or that grows when it is read (an alias of aliases of
    aliases: a few hundred bytes, gigabytes in memory)."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []  # anchor, and how many values there were before
    total = 0
    for event in _yaml().parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            total += sizes.get(event.anchor, 1)
        elif isinstance(event, ScalarEvent | CollectionStartEvent):
            total += 1
            if event.tag is not None and not _is_plain(event):
                raise UnreadableError(f"line {line}: the tag {str(event.tag)[:40]} means nothing here", "remove it")
        if isinstance(event, CollectionStartEvent):
            open_nodes.append((event.anchor, total - 1))
        elif isinstance(event, CollectionEndEvent):
            anchor, before = open_nodes.pop()
            if anchor:
                sizes[anchor] = total - before
        elif isinstance(event, NodeEvent) and event.anchor and not isinstance(event, AliasEvent):
            sizes[event.anchor] = 1
        if len(open_nodes) > DEEPEST:
            raise UnreadableError(f"line {line}: lists within lists more than {DEEPEST} deep", "write them flat")
        if total > LARGEST:
            raise UnreadableError(
                f"line {line}: more than {LARGEST:,} values", "cut the file, or use fewer aliases (*)"
            )


def _is_plain(event: Any) -> bool:
    return str(event.tag) in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


@dataclass(frozen=True)
class YamlFile:
    """The data of a YAML mapping (plain and typed, as YAML 1.2 reads it) and the lines of its parts."""

    path: Path
    data: Any

    @classmethod
    def read(cls, path: Path) -> "tuple[YamlFile | None, list[Problem]]":
        """The file, or null and the problem that kept it from being read."""
        try:
            text = read_text(path)
            _refuse_traps(text)
            data = _yaml().load(text)
        except UnreadableError as error:
            return None, [Problem(str(path), None, error.what, error.remedy)]
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            return None, [
                Problem(str(path), mark.line + 1 if mark else None, f"it is not YAML: {_said(error)}", _YAML_REMEDY)
            ]
        except (YAMLError, ValueError, TypeError, RecursionError) as error:
            return None, [Problem(str(path), None, f"it is not YAML that can be read: {_said(error)}", _YAML_REMEDY)]
        if not isinstance(data, dict):
            return None, [
                Problem(str(path), 1, "it holds no mapping of fields", "begin with `id:`, one field per line")
            ]
        return cls(path, data), []

    def line(self, place: tuple[str | int, ...]) -> int:
        """The line (from 1) of a value, or of the nearest part above it that exists."""
        node, line = self.data, 1
        for key in place:
            try:
                position = node.lc.item(key) if isinstance(node, CommentedSeq) else node.lc.key(key)
                node = node[key]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
            line = position[0] + 1
        return line

    def problem(self, place: tuple[str | int, ...], what: str, remedy: str) -> Problem:
        """A problem at a place of this file."""
        where = ".".join("null" if part is None else str(part) for part in place)
        return Problem(str(self.path), self.line(place), f"{where}: {what}" if where else what, remedy)
