"""What `00-findings` shows first."""

import re

from markupsafe import Markup

from analysis.compare import result
from analysis.present import told
from analysis.present.display import Shown, plain_text
from analysis.present.passages import PLACE
from analysis.present.results import Results
from analysis.present.rows import rows
from analysis.study import Study

_BLOCKS = re.compile(r"<(?:p|li)\b[^>]*>(.*?)</p>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def strongest(study: Study) -> Shown:
    """The strongest differences between outlets, each with what it rests on and one sentence; of articles where no outlet repeats."""
    chosen = rows(study)
    found = result.compare(chosen.study.tables, study.codebook)
    html = told.findings(Results(chosen, found))
    plain = "\n".join(plain_text(Markup(block)) for block in _BLOCKS.findall(html))
    # A link to an article's page leads somewhere on the site only.
    placed = _LINK.sub(lambda link: PLACE.format(link[1], Markup(link[2])), html)
    return Shown(plain, placed, found["contrasts"])
