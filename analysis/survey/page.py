"""A table as a page that opens from a folder and fetches nothing. Whatever it holds is shown as text."""

import html

import pandas as pd

MOST_ROWS = 2000  # the CSV beside the page has all
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:76rem;padding:0 1rem;color:#222;background:#fff}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;
border-bottom:1px solid #ddd;overflow-wrap:anywhere;min-width:7rem}th,td.number{white-space:nowrap;min-width:0}td.number{text-align:right}th{position:sticky;top:0;background:#fff}
@media (prefers-color-scheme:dark){body,th{background:#161616;color:#ddd}th,td{border-color:#444}}
"""


def page(title: str, parts: list[tuple[str, str, pd.DataFrame]]) -> str:
    """HTML of a title and parts: a heading, a sentence on what stands there, and a table."""
    body = "".join(_part(*part) for part in parts)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{html.escape(title)}</h1>{body}</main></body></html>\n"
    )


def _part(heading: str, words: str, table: pd.DataFrame) -> str:
    said = f"{words} The first {MOST_ROWS:,} of {len(table):,} rows are shown." if len(table) > MOST_ROWS else words
    if table.empty:
        return f"<h2>{html.escape(heading)}</h2><p>{html.escape(words)} There are none.</p>"
    head = "".join(f'<th scope="col">{html.escape(str(name).replace("_", " "))}</th>' for name in table.columns)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.head(MOST_ROWS).itertuples(index=False))
    return (
        f"<h2>{html.escape(heading)}</h2><p>{html.escape(said)}</p>"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _cell(value: object) -> str:
    if value is None or value is pd.NA or value != value:
        return "<td></td>"
    number = isinstance(value, int | float)
    return f"<td{' class=number' if number else ''}>{html.escape(str(value))}</td>"
