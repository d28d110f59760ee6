"""A text with spans that overlap as they like, written as elements that nest."""

from typing import NamedTuple

from markupsafe import escape


class Span(NamedTuple):
    """A stretch that becomes an element. `rank`: of two with the same place the lower is outside. `id`: one that crosses another, or runs
    on over paragraphs, is written in pieces; the first has the id, the others have it as a class."""

    start: int
    end: int
    rank: int
    tag: str = "span"
    classes: str = ""
    href: str = ""
    id: str = ""


class Nested:
    """Writes stretches of a text. `leaves`: (start, end, class) of stretches that only colour the text within the spans. `cut`: ids of what
    was written in pieces so far."""

    def __init__(self, text: str, leaves: list[tuple[int, int, str]]) -> None:
        self._text, self._leaves = text, leaves
        self._used: set[str] = set()
        self.cut: set[str] = set()

    def html(self, start: int, end: int, spans: list[Span]) -> str:
        """The text between `start` and `end` as HTML; what of a span lies outside is cut off."""
        inside = [
            s._replace(start=max(s.start, start), end=min(s.end, end)) for s in spans if s.start < end and start < s.end
        ]
        return "".join(self._pieces(start, end, sorted(inside, key=_outermost)))

    def _pieces(self, at: int, end: int, spans: list[Span]) -> list[str]:
        out: list[str] = []
        while spans:
            span = spans[0]
            within, after = [], []
            for other in spans[1:]:
                if other.start < span.end:
                    within.append(other._replace(end=min(other.end, span.end)))
                if other.end > span.end:
                    after.append(other._replace(start=max(other.start, span.end)))
            out += [self._leaf(at, span.start), self._open(span), *self._pieces(span.start, span.end, within)]
            out.append(f"</{span.tag}>")
            at, spans = span.end, sorted(after, key=_outermost)
        out.append(self._leaf(at, end))
        return out

    def _open(self, span: Span) -> str:
        again = span.id in self._used
        self._used.add(span.id)
        if again and span.id:
            self.cut.add(span.id)
        classes = " ".join(filter(None, (span.classes, span.id if again else "")))
        named = {"id": "" if again else span.id, "class": classes, "href": span.href}
        attributes = [f' {name}="{escape(value)}"' for name, value in named.items() if value]
        return f"<{span.tag}{''.join(attributes)}>"

    def _leaf(self, start: int, end: int) -> str:
        """Text without spans, cut where its leaf changes."""
        if start >= end:
            return ""
        out, at = [], start
        for first, last, name in self._leaves:
            if first < end and at < last:
                first, last = max(first, at), min(last, end)
                piece = escape(self._text[first:last])
                out += [
                    str(escape(self._text[at:first])),
                    f'<span class="{name}">{piece}</span>' if name else str(piece),
                ]
                at = last
        return "".join([*out, str(escape(self._text[at:end]))])


def _outermost(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, span.rank
