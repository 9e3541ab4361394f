"""The options of commands: each with its limits, and a wrong one answered in one line."""

import argparse
import tempfile
from pathlib import Path


class OneLineParser(argparse.ArgumentParser):
    """A parser that answers a wrong option in one line."""

    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see --help)\n")


def whole(low, high):
    """The type of an option that is a whole number from low to high."""

    def parse(text):
        try:
            value = int(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise argparse.ArgumentTypeError(f"needs a whole number from {low:,} to {high:,}")
        return value

    return parse


def positive(text):
    """The type of an option that is a number above 0 that float32 can hold."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1e38:
        raise argparse.ArgumentTypeError("needs a number above 0, at most 1e38")
    return value


def share(text):
    """The type of an option that is a share: 0 or more, and less than 1."""
    try:
        value = float(text)
    except ValueError:
        value = 1.0
    if not 0 <= value < 1:
        raise argparse.ArgumentTypeError("needs a number from 0 to below 1, such as 0.2")
    return value


def folder(text):
    """The type of an option that is a folder: made if it is not there, refused if it is locked."""
    path = Path(text)
    try:
        path.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=path).close()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"can't write to {path}: {error.strerror}") from error
    return path
