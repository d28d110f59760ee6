"""Where things are kept between runs."""

import os
import sys
from pathlib import Path


def default_cache() -> Path:
    """Where tables are kept between runs: `$FRAMING_CACHE`, or the platform's folder for caches.

    A relative path is seen from the home folder, so that commands and notebooks, which run in folders of their own, share it.
    """
    home = Path.home()
    if os.environ.get("FRAMING_CACHE"):
        return home / Path(os.environ["FRAMING_CACHE"]).expanduser()
    bases = {"win32": Path(os.environ.get("LOCALAPPDATA", home)), "darwin": home / "Library" / "Caches"}
    base = bases.get(sys.platform, Path(os.environ.get("XDG_CACHE_HOME", home / ".cache")))
    return base / "framing-analysis"
