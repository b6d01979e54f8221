"""`python -m scripts.words`: bring every catalogue up to date; with a language's code, begin that one."""

from __future__ import annotations

import argparse
import sys

from ..console import say
from . import catalogues, code


def main() -> int:
    """Exit code 1 when a text of the code cannot be found by reading it; its place is printed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.words", description=__doc__)
    parser.add_argument("language", nargs="?", help="the code of a language to begin: fr, pt-br")
    language = parser.parse_args().language
    try:
        words = code.words()
    except code.Unusable as error:
        say(str(error))
        return 1
    for each in sorted({*catalogues.languages(), *([language] if language else [])}):
        catalogue = catalogues.updated(each, words)
        catalogues.write(each, catalogue)
        missing = sum(not catalogues.is_translated(message) for message in catalogues.messages(catalogue))
        say(f"{each}: {len(words)} texts, {missing} to be translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
