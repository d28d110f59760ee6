"""A folder put in another's place in one step."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD, _EXCHANGE = -100, 2  # linux/fcntl.h and RENAME_EXCHANGE; macOS's RENAME_SWAP has the same value


def exchange(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; what was there, if anything, stands where `new` stood. Both are on one file system.

    One step on Linux and macOS: at no moment is `target` missing. Elsewhere two renames. Raises OSError.
    """
    try:
        os.rename(new, target)  # there is nothing yet, or an empty folder
        return
    except OSError:
        if not target.is_dir():
            raise
    if _swapped(new, target):
        return
    aside = new.with_name(new.name[:-8] + os.urandom(4).hex())  # a name by which the next run finds it
    os.rename(target, aside)
    os.rename(new, target)
    os.rename(aside, new)


def _swapped(a: Path, b: Path) -> bool:
    """Whether the system could exchange the two names."""
    try:
        if sys.platform == "linux":
            return ctypes.CDLL(None).renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE) == 0
        if sys.platform == "darwin":
            return ctypes.CDLL(None).renamex_np(os.fsencode(a), os.fsencode(b), _EXCHANGE) == 0
    except AttributeError:  # a C library from before the call
        return False
    return False
