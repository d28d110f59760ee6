"""The lines of a CSV file of any size, and where records end."""

from array import array
from itertools import pairwise
from pathlib import Path
from tempfile import SpooledTemporaryFile

from analysis.held import MEMORY
from analysis.reading.files import text_lines

OPEN = -1  # instead of the line on which a record ends: a quotation mark stays open to the end of the file


class Lines:
    """Lines, counted from 0, each with what ends it; what exceeds a little memory lies in a file without a name. `ends`: of each the line
    on which a record that begins there ends, or OPEN. Raises UnreadableError where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self._file = SpooledTemporaryFile(MEMORY)  # noqa: SIM115  (it lives as long as the lines)
        self._places = array("Q", [0])
        self.ends = array("q")
        place = 0
        for line in text_lines(path, keep_ends=True):
            place += self._file.write(line.encode())
            self._places.append(place)
            self.ends.append(line.count('"') % 2)
        odd = OPEN  # the next line with an odd number of marks
        for i in range(len(self) - 1, -1, -1):
            if self.ends[i]:
                self.ends[i], odd = odd, i
            else:
                self.ends[i] = i

    def __len__(self) -> int:
        return len(self._places) - 1

    def text(self, first: int, last: int) -> str:
        """The text from one line to another, both included."""
        return self._bytes(first, last).decode()

    def each(self, first: int, last: int) -> list[str]:
        """The same, line by line."""
        data, begin = self._bytes(first, last), self._places[first]
        return [data[a - begin : b - begin].decode() for a, b in pairwise(self._places[first : last + 2])]

    def _bytes(self, first: int, last: int) -> bytes:
        self._file.seek(self._places[first])
        return self._file.read(self._places[last + 1] - self._places[first])
