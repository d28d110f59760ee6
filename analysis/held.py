"""A list of any length: what does not fit into a little memory lies in a file without a name, which ends with the process."""

import pickle
from array import array
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any, TypeVar, overload

MEMORY = 32 * 2**20  # bytes that are held before a file is written

T = TypeVar("T")


class Held(Sequence[T]):
    """Items can be appended and read, not changed. Raises OSError where the disk is full."""

    def __init__(self) -> None:
        self._file: Any = SpooledTemporaryFile(MEMORY)  # noqa: SIM115  (it lives as long as the list)
        self._places = array("Q")
        self._end = 0

    def append(self, item: T) -> None:
        """Add one at the end."""
        data = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(data)
        self._places.append(self._end)
        self._end += len(data)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[i] for i in range(len(self))[index]]
        self._file.seek(self._places[index])
        return pickle.load(self._file)

    def __iter__(self) -> Iterator[T]:
        return (self[i] for i in range(len(self)))
