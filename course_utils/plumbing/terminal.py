"""What every command needs: a terminal that can't show a letter, or stops reading, is no error."""

import os
import sys


def run(main):
    """Run a command's main() and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a path may have letters that cp1252 lacks
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # `... | head -1` has read enough
        # Python flushes once more at its end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
