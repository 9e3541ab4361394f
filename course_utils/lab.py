"""The door of a command: ``python -m course_utils.lab`` runs plumbing/lab.py."""

import sys

from course_utils.plumbing.lab import main
from course_utils.plumbing.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
