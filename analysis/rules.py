"""Ordered tables of named rules: of the rules of a table the first that applies decides, so that their order is their meaning."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, overload

T = TypeVar("T")


class Rule(NamedTuple, Generic[T]):
    """`applies` and, where it is no constant, `result` are asked with whatever the table is asked with."""

    name: str
    applies: Callable[..., Any]
    result: T | Callable[..., T]


def always(*asked: Any) -> bool:
    """For the last rule of a table."""
    return True


def deciding(table: Sequence[Rule[T]], *asked: Any) -> Rule[T] | None:
    """The first rule that applies; null where none does."""
    for rule in table:
        if rule.applies(*asked):
            return rule
    return None


@overload
def decide(table: Sequence[Rule[T]], *asked: Any) -> T | None: ...
@overload
def decide(table: Sequence[Rule[T]], *asked: Any, otherwise: T) -> T: ...
def decide(table: Sequence[Rule[T]], *asked: Any, otherwise: T | None = None) -> T | None:
    """What the first rule that applies says; `otherwise` where none does."""
    rule = deciding(table, *asked)
    if rule is None:
        return otherwise
    return rule.result(*asked) if callable(rule.result) else rule.result
