"""A page's article: its text, and what the page says of it."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import html as lxml_html

MOST_BYTES = 10 * 2**20
# "TOWN, Sept 27 (Agency) -", "TOWN (Agency) –": the credit that a dispatch begins with.
_DATELINE = re.compile(r"^[^\n]{0,60}?\(([A-Z][\w.& ]{1,30})\)\s*[-–—]")
_BROKEN = re.compile(r"(?<!\n)\n(?!\n)")


class PageError(ValueError):
    """No article can be had from a page; the message says why."""


def article(data: bytes, url: str | None) -> dict[str, Any]:
    """text, title, date, site (the outlet as the page calls itself), author, canonical (URL) of a page. Raises PageError."""
    if len(data) > MOST_BYTES:
        raise PageError(f"the page has {len(data):,} bytes")
    try:
        found = trafilatura.bare_extraction(
            data,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # lxml and its users raise many kinds over broken pages
        raise PageError(f"the page cannot be read ({type(error).__name__})") from error
    text = (getattr(found, "text", None) or "").strip() if found else ""
    if not text:
        raise PageError("no article is found on the page")
    known = {name: getattr(found, name, None) for name in ("title", "date", "author")}
    return known | {
        "text": _BROKEN.sub("\n\n", text),
        "site": getattr(found, "sitename", None),
        "canonical": _canonical(data, url),
    }


def _canonical(data: bytes, url: str | None) -> str | None:
    """The address that the page gives as its own."""
    try:
        links = lxml_html.fromstring(data).xpath("//link[@rel='canonical']/@href")
    except Exception:  # as above
        return url
    address = urljoin(url or "", str(links[0]).strip()) if links else url
    return address if address and urlsplit(address).scheme in ("http", "https") else url


def credit(text: str, title: str | None) -> str | None:
    """The agency that stands in brackets in the dateline, null where none does."""
    body = text.removeprefix(title or "").lstrip()
    found = _DATELINE.match(body)
    return found[1].strip() if found else None
