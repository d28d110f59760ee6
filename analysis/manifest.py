"""The manifest of a corpus folder, `corpus.yml`: which codebook, and what is known of each article."""

import datetime as dt
import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

OutletBasis = Literal["stated", "inferred", "unknown"]


class ArticleEntry(BaseModel):
    """One article. `outlet_basis`: stated in the text, inferred by whoever made the corpus, or unknown (then no `outlet`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article_id: str = Field(min_length=1)
    file: str = Field(min_length=1)
    outlet: str | None = None
    outlet_basis: OutletBasis
    date: dt.date | str | None = None
    episode: str | None = None
    episode_basis: Literal["date", "inferred"] = "date"
    title: str | None = None
    url: str | None = None
    language: str | None = None
    wire: str | None = None
    relays: str | None = None
    sha256: str | None = None
    notes: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "ArticleEntry":
        if (self.outlet_basis == "unknown") != (self.outlet is None):
            raise ValueError("use outlet_basis stated or inferred with an outlet, unknown without one")
        if self.sha256 is not None and not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError("sha256 is 64 hexadecimal digits")
        return self


class Manifest(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    codebook: str
    description: str = ""
    articles: list[ArticleEntry]
