"""From files, tables, pages, feeds, archives and exports to a corpus: nothing is lost, and what is guessed is said."""

import csv
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest
from conftest import SMALL
from test_cli import framing

from analysis import corpus as corpora

for name in ("trafilatura", "feedparser", "warcio", "httpx", "py3langid"):
    pytest.importorskip(name, reason="NOT TESTED: the extra `ingest` is not installed")

from analysis.ingest import fetch, outlets, pages  # noqa: E402
from analysis.ingest.duplicates import Duplicates  # noqa: E402

BODY = [
    "NORBURG (Wire One) - Norland attacked Sudland on Monday, and many people fled their homes in the north of the country.",
    "A spokesman said that nobody knew who had fired first, and that talks would begin again when the guns were silent.",
    "Observers were not let in. The ministry did not answer questions that were put to it on Monday and again on Tuesday.",
]
TEXT = "\n\n".join(BODY)
GERMAN = "Die Truppen griffen am Montag an, und viele Menschen flohen aus ihren Häusern im Norden des Landes. " * 3


def page(title="Guns fall silent", body=BODY, head=""):
    paragraphs = "".join(f"<p>{p}</p>" for p in body)
    return f"""<html lang="en"><head><title>{title}</title>
    <meta property="article:published_time" content="2020-09-27T10:00:00Z">{head}</head>
    <body><nav>Home Sport</nav><article><h1>{title}</h1>{paragraphs}</article><footer>Copyright</footer></body></html>"""


def ingested(tmp_path, source, *options):
    """Output of the command, the articles that it wrote, and the rows of the provenance."""
    out = tmp_path / "out"
    done = framing("ingest", source, "--out", out, *options)
    assert done.exit_code == 0, done.output
    articles = [json.loads(line) for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    with (out / "provenance.csv").open(encoding="utf-8", newline="") as file:
        return done.output, articles, list(csv.DictReader(file))


# --- files and tables -------------------------------------------------------------------------------------------------


def test_a_folder_of_texts_and_pages(tmp_path):
    folder = tmp_path / "in"
    (folder / "The Herald").mkdir(parents=True)
    (folder / "The Herald" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "The Herald" / "b.html").write_text(page(head="<link rel=canonical href=https://herald.example/b>"))
    (folder / "c.txt").write_bytes(("The café was closed, he said. " * 9).encode("cp1252"))
    (folder / "d.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "e.pdf").write_bytes(b"%PDF")
    (folder / "f.html").write_text("<html></html>")
    said, articles, rows = ingested(tmp_path, folder)
    assert [r["state"] for r in rows] == ["kept", "kept", "kept", "set aside", "set aside", "set aside"]
    assert [r["place"] for r in rows[:3]] == ["The Herald/a.txt", "The Herald/b.html", "c.txt"]
    first, second, third = articles
    assert first["text"] == TEXT and first["outlet"] == "The Herald" and first["outlet_basis"] == "inferred"
    assert second["title"] == "Guns fall silent" and second["date"] == "2020-09-27" and BODY[2] in second["text"]
    assert second["url"] == "https://herald.example/b" and first["wire"] == second["wire"] == "Wire One"
    assert "Copyright" not in second["text"] and "Sport" not in second["text"]
    assert "café" in third["text"] and third["outlet"] is None
    assert "in another language (1 de)" in said and "'.pdf' files are not read" in said
    source = corpora.read(tmp_path / "out")
    assert len(source.articles) == 3 and not source.rejected


def table(path: Path, encoding="utf-8", delimiter=","):
    rows = [
        {"Source": "Herald", "Body": TEXT, "Published": "2020-09-27", "No": "1"},
        {"Source": "Herald", "Body": f"“Smart,” he said; café.\n{TEXT}", "Published": "soon", "No": "2"},
        {"Source": "Post", "Body": "  ", "Published": "", "No": "3"},
    ]
    made = pd.DataFrame(rows)
    if path.suffix == ".parquet":
        made.to_parquet(path)
    elif path.suffix == ".jsonl":
        made.to_json(path, orient="records", lines=True)
    else:
        path.write_bytes(made.to_csv(index=False, sep=delimiter).encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [("a.csv", "utf-8", ","), ("a.csv", "cp1252", ";"), ("a.tsv", "utf-8", "\t"), ("a.jsonl", "", ""), ("a.parquet", "", "")],
)  # fmt: skip
def test_a_table_with_columns_of_its_own(tmp_path, name, encoding, delimiter):
    source = table(tmp_path / name, encoding, delimiter)
    maps = ["--map", "text=Body", "--map", "outlet=Source", "--map", "date=Published", "--map", "article_id=No"]
    said, articles, rows = ingested(tmp_path, source, *maps)
    assert [a["article_id"] for a in articles] == ["1", "2"] and articles[0]["outlet_basis"] == "stated"
    assert [a.get("date") for a in articles] == ["2020-09-27", None] and "café" in articles[1]["text"]
    assert rows[2]["reason"] == "unusable: its text is empty"
    assert ("not UTF-8; read as" in said) == (encoding == "cp1252")
    assert ("separated by ';'" in said) == (delimiter == ";")


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ([], "did you mean --map text=Body?"),
        (["--map", "text=Body"], "did you mean --map outlet=Source?"),
        (["--map", "text=Bdy", "--map", "outlet=Source"], "did you mean --map text=Body?"),
        (["--map", "texts=Body"], "did you mean text=…?"),
        (["--map", "text=Body", "--map", "outlet=Source", "--encoding", "nope"], "utf-8, cp1252"),
    ],
)
def test_a_column_that_is_not_there_is_answered_with_what_may_be_meant(tmp_path, options, remedy):
    done = framing("ingest", table(tmp_path / "a.csv"), "--out", tmp_path / "out", *options)
    assert done.exit_code == 2 and remedy in done.output and not (tmp_path / "out").exists()


@pytest.mark.parametrize("broken", ['2,Post,"never closed', '2,Post,"closed by the next row\n9,Herald,as this shows"'])
def test_a_quotation_mark_that_stays_open_swallows_no_row(tmp_path, broken):
    source = tmp_path / "a.csv"
    source.write_text(
        f"No,Source,Body\n1,Herald,one two\n{broken}\n3,Herald,three four\n4,Post,five six\n", encoding="utf-8"
    )
    _, articles, rows = ingested(tmp_path, source, "--map", "text=Body", "--map", "outlet=Source")
    assert [a["text"] for a in articles if a["outlet"] in ("Herald", "Post")][-2:] == ["three four", "five six"]
    assert any(row["place"] == "a.csv:3" and row["state"] == "set aside" for row in rows)


def test_doubles_are_marked_and_kept(tmp_path):
    other = TEXT.replace("Tuesday", "Wednesday")
    rows = [
        {"article_id": i, "outlet": "P", "text": t}
        for i, t in enumerate([TEXT, TEXT.upper(), other, " ".join(BODY[:1])])
    ]
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said, articles, _ = ingested(tmp_path, source)
    assert [a.get("duplicate_of") for a in articles] == [None, "0", "0", None]
    assert "2 kept and marked as duplicates of another (1 by text, 1 by nearly the same text)" in said


def test_the_same_address_is_the_same_article():
    seen = Duplicates()
    assert seen.of("a", TEXT, "https://x.example/1") is None
    assert seen.of("b", "Quite another text.", "https://x.example/1") == ("a", "address")


def test_what_is_no_source_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("just words\n")
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "a.warc").write_bytes(b"nothing\r\n\r\n")
    (tmp_path / "empty").mkdir()
    for name in ("a.txt", "a.json", "a.warc", "empty", "gone.csv"):
        done = framing("ingest", tmp_path / name, "--out", tmp_path / "out")
        assert done.exit_code == 2 and "->" in done.output and "None" not in done.output, done.output
    assert not (tmp_path / "out").exists()


# --- outlets ----------------------------------------------------------------------------------------------------------


def test_outlets_by_their_domains_and_two_spellings(tmp_path):
    (tmp_path / "outlets.csv").write_text("domain,outlet\nherald.example,The Herald\n")
    rows = [
        {"article_id": str(i), "outlet": name, "url": url, "text": f"{TEXT} {i * 'More words. '}"}
        for i, (name, url) in enumerate(
            [
                ("x", "https://news.herald.example/1"),
                ("Herald", "https://other.example/2"),
                (None, "https://www.third.example/3"),
            ]
        )
    ]
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said, articles, found = ingested(tmp_path, source, "--outlets", tmp_path / "outlets.csv")
    assert [(a["outlet"], a["outlet_basis"]) for a in articles] == [
        ("The Herald", "stated"),
        ("Herald", "stated"),
        ("third.example", "inferred"),
    ]
    assert [r["outlet_from"] for r in found] == ["mapping", "source", "domain"]
    assert "outlets that may be one: Herald, The Herald" in said and "2 domains are not in the mapping" in said
    assert outlets.spelled_twice(["nytimes.example", "A", "a.", "B"]) == [["A", "a."]]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("TOWN (Agency) - Words", "Agency"),
        ("TOWN, Sept 27 (A.B. News) — Words", "A.B. News"),
        ("TOWN (the north) - x", None),
        ("Words (Agency) words", None),
        ("Title\n\nTOWN (Agency) – Words", "Agency"),
    ],
)
def test_the_credit_stands_in_the_dateline(text, agency):
    assert pages.credit(text, "Title") == agency


# --- the web ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(monkeypatch, tmp_path):
    """A local server with pages made for it; `asked` lists the paths that were asked for."""
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(fetch, "WAIT", 0.01)
    asked, failures = [], {"/flaky": 2, "/down": 99}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            asked.append(self.path)
            here = f"http://127.0.0.1:{self.server.server_port}"
            if failures.get(self.path, 0) > 0:
                failures[self.path] -= 1
                self.send_response(503)
                self.end_headers()
                return
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/private/x")
                self.end_headers()
                return
            content = {
                "/robots.txt": "User-agent: *\nDisallow: /private/\n",
                "/a": page(),
                "/flaky": page("Talks begin", [p.replace("Norland", "Sudland") for p in reversed(BODY)]),
                "/feed": f"""<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>
                    <item><title>From the feed</title><link>{here}/a</link><pubDate>Mon, 28 Sep 2020 10:00:00 GMT</pubDate></item>
                    <item><title>Gone</title><link>{here}/gone</link></item></channel></rss>""",
            }.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((content or "no").encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_a_list_of_addresses_is_fetched_politely_and_once(tmp_path, site):
    address, asked = site
    names = ("a", "flaky", "private/x", "moved", "gone", "down")
    source = tmp_path / "urls.txt"
    source.write_text("# mine\n" + "\n".join(f"{address}/{name}" for name in names), encoding="utf-8")
    _, articles, rows = ingested(tmp_path, source, "--pause", "0")
    assert [a["title"] for a in articles] == ["Guns fall silent", "Talks begin"]
    assert articles[0]["url"] == f"{address}/a" and articles[0]["outlet_basis"] == "inferred"
    robots = "robots.txt does not allow it"
    assert [r["reason"] for r in rows] == ["", "", robots, robots, "the server answers 404", "the server answers 503"]
    assert not any(path.startswith("/private") for path in asked)
    assert asked.count("/robots.txt") == 1 and asked.count("/flaky") == 3 and asked.count("/down") == fetch.TRIES
    ingested(tmp_path, source, "--pause", "0")
    assert asked.count("/a") == 1, "what is kept is not asked for again"


def test_a_host_is_asked_once_in_a_while(tmp_path, site):
    address, _ = site
    waited = []
    with fetch.Fetcher(tmp_path / "pages", pause=5.0, sleep=waited.append) as fetcher:
        fetcher.get(f"{address}/a")
        with pytest.raises(fetch.FetchError, match="404"):
            fetcher.get(f"{address}/gone")
    assert len(waited) == 2 and all(4 < seconds <= 5 for seconds in waited)
    with fetch.Fetcher(tmp_path / "pages") as fetcher, pytest.raises(fetch.FetchError, match="no address"):
        fetcher.get("file:///etc/passwd")


@pytest.mark.parametrize("kind", ["address", "file"])
def test_a_feed_and_its_pages(tmp_path, site, kind):
    address, _ = site
    source = f"{address}/feed"
    if kind == "file":
        source = tmp_path / "feed.xml"
        source.write_text(f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>From the feed</title>
            <link href="{address}/a"/><updated>2020-09-28T10:00:00Z</updated></entry>
            <entry><title>Gone</title><link href="{address}/gone"/></entry></feed>""")
    _, articles, rows = ingested(tmp_path, source, "--pause", "0")
    assert [(a["title"], a["date"]) for a in articles] == [("From the feed", "2020-09-28")]
    assert [r["reason"] for r in rows] == ["", "the server answers 404"]


def test_an_export_with_texts_and_one_that_cuts_them(tmp_path, site):
    address, _ = site
    entries = [
        {
            "source": {"id": None, "name": "Herald"},
            "title": "One",
            "publishedAt": "2020-09-27T10:00:00Z",
            "content": TEXT,
        },
        {
            "source": {"name": "Post"},
            "title": "Two",
            "url": f"{address}/a",
            "content": "Norland attacked… [+2310 chars]",
        },
        {"media_name": "Echo", "publish_date": "2020-09-28", "title": "Three", "language": "en"},
        "no article",
    ]
    source = tmp_path / "export.json"
    source.write_text(json.dumps({"status": "ok", "articles": entries}))
    _, articles, rows = ingested(tmp_path, source, "--pause", "0")
    assert [(a["outlet"], a["title"], a["date"]) for a in articles] == [
        ("Herald", "One", "2020-09-27"),
        ("Post", "Two", "2020-09-27"),
    ]
    assert [r["reason"] for r in rows[2:]] == ["it has neither a text nor an address", "no mapping of fields"]


def test_a_web_archive(tmp_path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "news.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, kind, content in [
            ("https://herald.example/a", "text/html; charset=utf-8", page()),
            ("https://herald.example/logo", "image/png", "no page"),
        ]:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(content.encode()), http_headers=headers
            )
            writer.write_record(record)
    _, articles, rows = ingested(tmp_path, path)
    assert (
        len(rows) == 1
        and articles[0]["url"] == "https://herald.example/a"
        and articles[0]["outlet"] == "herald.example"
    )
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(path.read_bytes()[:-300])
    assert len(ingested(tmp_path, cut)[1]) == 1


# --- what follows -----------------------------------------------------------------------------------------------------


def test_a_corpus_that_was_ingested_is_checked_and_annotated(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    ingested(tmp_path, folder, "--codebook", SMALL, "--title", 'The "Vale": a test')
    assert corpora.read(tmp_path / "out").title == 'The "Vale": a test'
    assert framing("check", tmp_path / "out").exit_code == 0
    assert framing("annotate", tmp_path / "out", "--out", tmp_path / "tables").exit_code == 0
    assert len(pd.read_parquet(tmp_path / "tables" / "events.parquet"))


def test_nothing_of_the_users_is_written_over(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    for out in (folder, folder / "new", tmp_path):
        assert framing("ingest", folder, "--out", out).exit_code == 2
    assert [p.name for p in folder.iterdir()] == ["a.txt"]
