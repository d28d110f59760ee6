"""docs/your-conflict.md, followed to the letter."""

import re
import shlex

import pandas as pd
from conftest import ROOT
from test_cli import framing

GUIDE = (ROOT / "docs" / "your-conflict.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_guide_leads_from_a_table_to_a_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said, commands = "", []
    for kind, name, content in BLOCK.findall(GUIDE):
        if kind == "sh":
            for line in content.splitlines():
                program, *arguments = shlex.split(line)
                assert program == "framing"
                done = framing(*arguments)
                assert done.exit_code == 0, f"{line}\n{done.output}"
                said = done.output
                commands.append(arguments[0])
        elif kind == "text":
            assert content.strip() in said
        elif kind == "diff":
            lines = {sign: [line[1:] for line in content.splitlines() if line[0] == sign] for sign in "-+"}
            old, new = ("\n".join(lines[sign]) for sign in "-+")
            text = (tmp_path / name).read_text(encoding="utf-8")
            assert text.count(old) == 1
            (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
        else:
            (tmp_path / name).write_text(content, encoding="utf-8")
    assert commands == ["init", "ingest", "check", "concordance", "suggest", "check", "report"]
    patterns = pd.read_csv(tmp_path / "concordance" / "patterns.csv")
    assert "Republic of Vale" in patterns.loc[patterns["hits"] == 0].to_string()
    suggested = pd.read_csv(tmp_path / "suggestions" / "suggestions.csv")
    assert "Erik Holm" in suggested.loc[suggested["kind"] == "name"].iloc[0].to_string(), "it is the first name"
    assert (tmp_path / "site" / "index.html").exists()
