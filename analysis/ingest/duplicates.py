"""Articles that came twice: the same address, the same text, or nearly the same text."""

import hashlib
import re
import zlib
from collections import defaultdict

import numpy as np

SHINGLE = 5  # words
BANDS, ROWS = 16, 4  # of a signature: texts that share 0.8 of their shingles agree in a band with a chance of 0.9998
LEAST = 0.7  # of two signatures that agree: an estimate of the shingles they share
_PRIME = (1 << 31) - 1
_RNG = np.random.default_rng(20200927)
_A, _B = (_RNG.integers(1, _PRIME, BANDS * ROWS, dtype=np.int64) for _ in range(2))
_WORD = re.compile(r"\w+")


class Duplicates:
    """Remembers what was seen: of each text a signature of 64 numbers (Broder 1997: min-wise hashing), not the text."""

    def __init__(self) -> None:
        self._urls: dict[str, str] = {}
        self._texts: dict[bytes, str] = {}
        self._bands: dict[tuple[int, bytes], list[str]] = defaultdict(list)
        self._signatures: dict[str, np.ndarray] = {}

    def of(self, article_id: str, text: str, url: str | None) -> tuple[str, str] | None:
        """The article that this one doubles and how (address, text, nearly), null where it is the first; it is remembered."""
        words = _WORD.findall(text.lower())
        key = hashlib.sha256(" ".join(words).encode()).digest()
        if url and url in self._urls:
            return self._urls[url], "address"
        if key in self._texts:
            return self._texts[key], "text"
        signature = _signature(words)
        found = self._near(signature)
        if url:
            self._urls[url] = article_id
        self._texts[key] = article_id
        self._signatures[article_id] = signature
        for place in _places(signature):
            self._bands[place].append(article_id)
        return (found, "nearly the same text") if found else None

    def _near(self, signature: np.ndarray) -> str | None:
        seen = dict.fromkeys(i for place in _places(signature) for i in self._bands.get(place, [])[:50])
        shares = {i: float((self._signatures[i] == signature).mean()) for i in seen}
        best = max(shares, key=lambda i: shares[i], default=None)
        return best if best is not None and shares[best] >= LEAST else None


def _signature(words: list[str]) -> np.ndarray:
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashed = np.array([zlib.crc32(s.encode()) % _PRIME for s in shingles], dtype=np.int64)
    return np.array([((a * hashed + b) % _PRIME).min() for a, b in zip(_A, _B, strict=True)])


def _places(signature: np.ndarray) -> list[tuple[int, bytes]]:
    return [(band, signature[band * ROWS : (band + 1) * ROWS].tobytes()) for band in range(BANDS)]
