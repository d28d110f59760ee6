"""What runs in a worker process (`python -m analysis.partitions.worker`): requests come on standard input, answers go to standard
output, as pickles. After each article it says that it is alive."""

import os
import pickle
import signal
import sys
from typing import Any, BinaryIO

from analysis.annotate import run
from analysis.annotate.kept import clean
from analysis.problems import ProblemsError

ALIVE = "alive"


def main() -> None:
    """Answer requests until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; who asks decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    sys.stdout = sys.stderr
    first = True
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _say(answers, _answer(answers, first, *request))
        first = False


def _answer(answers: BinaryIO, first: bool, *request: Any) -> Any:
    articles, codebook, kept, allow_parser = request
    try:
        run.pipeline(codebook, allow_parser)
        if kept and first:
            clean(kept)
        _say(answers, ALIVE)
        return run.annotate_articles(articles, codebook, kept, allow_parser, lambda: _say(answers, ALIVE))
    except (ProblemsError, OSError) as error:
        return error
    except Exception as error:
        return RuntimeError(f"{type(error).__name__}: {error}")


def _say(answers: BinaryIO, what: Any) -> None:
    pickle.dump(what, answers)
    answers.flush()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # who asked is gone
        os._exit(1)
