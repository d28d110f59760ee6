"""Where things are kept between runs."""

import os
from pathlib import Path

from platformdirs import user_cache_path


def default_cache() -> Path:
    """Where tables are kept between runs: `$FRAMING_CACHE`, or the platform's folder for caches.

    A relative path is seen from the home folder, so that commands and notebooks, which run in folders of their own, share it.
    """
    if os.environ.get("FRAMING_CACHE"):
        return Path.home() / Path(os.environ["FRAMING_CACHE"]).expanduser()
    return user_cache_path("framing-analysis", appauthor=False)
