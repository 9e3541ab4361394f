"""The door of a command: ``python -m course_utils.reader`` runs digits/reader.py."""

import sys

from course_utils.digits.reader import main
from course_utils.plumbing.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
