"""A YAML file that remembers on which line each of its values stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from analysis.problems import Problem


class _Constructor(RoundTripConstructor):
    """Leaves dates as they are written: "2020-13-45" is a problem of one field, not of the whole file."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda constructor, node: node.value)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    return yaml


@dataclass(frozen=True)
class YamlFile:
    """The data of a YAML mapping (plain and typed, as YAML 1.2 reads it) and the lines of its parts."""

    path: Path
    data: Any

    @classmethod
    def read(cls, path: Path) -> "tuple[YamlFile | None, list[Problem]]":
        """The file, or null and the problem that kept it from being read."""
        try:
            data = _yaml().load(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None, [Problem(str(path), None, "there is no such file", "correct the path, or create the file")]
        except UnicodeDecodeError as error:
            return None, [Problem(str(path), None, f"it is not UTF-8 (byte {error.start})", "save the file as UTF-8")]
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            return None, [
                Problem(str(path), line, f"it is not YAML: {error.problem}", "correct the line; indent with spaces")
            ]
        except YAMLError as error:
            return None, [Problem(str(path), None, f"it is not YAML: {error}", "correct the file")]
        if not isinstance(data, dict):
            return None, [Problem(str(path), 1, "it holds no mapping of fields", "begin with `id:`, one field a line")]
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
        where = ".".join(str(part) for part in place)
        return Problem(str(self.path), self.line(place), f"{where}: {what}" if where else what, remedy)
