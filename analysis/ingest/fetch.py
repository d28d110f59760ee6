"""Pages from the web, politely: robots.txt is honoured, a host is asked at most once in a while, and nothing twice."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from analysis.ingest.pages import MOST_BYTES
from analysis.outputs import replace_file
from analysis.version import package_version

AGENT = "framing-analysis"
TRIES = 3
WAIT = 1.0  # seconds before the second try; doubled before each further one
TIMEOUT = 30.0
LONGEST_WAIT = 60.0  # seconds that a host may ask us to wait
REDIRECTS = 5
_NOTHING = ["User-agent: *", "Disallow: /"]
_AGAIN = (429, 500, 502, 503, 504)


class FetchError(Exception):
    """A page was not fetched; the message says why."""


class Fetcher:
    """Fetches pages one after the other. `cache`: a folder in which pages are kept. `pause`: seconds between two requests to one host
    (a longer one that robots.txt asks for counts)."""

    def __init__(self, cache: Path, pause: float = 1.0, sleep: Callable[[float], object] = time.sleep):
        self.cache, self.pause, self.sleep = cache, pause, sleep
        headers = {"User-Agent": f"{AGENT}/{package_version()}"}
        self._client = httpx.Client(headers=headers, timeout=TIMEOUT)
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str) -> bytes:
        """The content of a page. Raises FetchError."""
        kept = self.cache / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        if kept.is_file():
            return kept.read_bytes()
        place: str | None = url
        for _ in range(REDIRECTS):
            host = _host(place or url)
            if not self._rules(host).can_fetch(AGENT, place or url):
                raise FetchError("robots.txt does not allow it")
            content, place = self._asked_for(place or url, host)
            if place is None:
                self.cache.mkdir(parents=True, exist_ok=True)
                replace_file(kept, content)
                return content
        raise FetchError(f"more than {REDIRECTS} redirections")

    def _rules(self, host: str) -> RobotFileParser:
        """The host's robots.txt: what it forbids where it has one, nothing where it has none, everything where it does not say."""
        if host not in self._robots:
            rules = RobotFileParser()
            try:
                answer = self._client.get(f"{host}/robots.txt", follow_redirects=True)
                closed = answer.status_code in (401, 403) or answer.status_code >= 500
                rules.parse(_NOTHING if closed else answer.text.splitlines() if answer.is_success else [])
            except (httpx.HTTPError, httpx.InvalidURL):
                rules.parse(_NOTHING)
            self._asked[host] = time.monotonic()
            self._robots[host] = rules
        return self._robots[host]

    def _asked_for(self, url: str, host: str) -> tuple[bytes, str | None]:
        """The content, or the address to which the host sends us."""
        reason = ""
        for attempt in range(TRIES):
            pause = max(self.pause, float(self._robots[host].crawl_delay(AGENT) or 0))
            self.sleep(max(0.0, self._asked[host] + pause - time.monotonic()))
            try:
                with self._client.stream("GET", url) as answer:
                    self._asked[host] = time.monotonic()
                    if answer.is_success:
                        return self._content(answer), None
                    if answer.next_request is not None:
                        return b"", str(answer.next_request.url)
                    reason = f"the server answers {answer.status_code}"
                    wait = _retry_after(answer)
                    if answer.status_code not in _AGAIN:
                        break
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                self._asked[host] = time.monotonic()
                reason, wait = f"it cannot be reached ({type(error).__name__})", None
            if attempt + 1 < TRIES:
                self.sleep(min(LONGEST_WAIT, wait if wait is not None else WAIT * 2**attempt))
        raise FetchError(reason)

    def _content(self, answer: httpx.Response) -> bytes:
        content = b""
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > MOST_BYTES:
                raise FetchError(f"the page has more than {MOST_BYTES:,} bytes")
        return content


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise FetchError("it is no address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("it is no address of the web (http, https)")
    return f"{parts.scheme}://{parts.netloc}"


def _retry_after(answer: httpx.Response) -> float | None:
    value = answer.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else None
