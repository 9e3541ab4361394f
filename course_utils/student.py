"""The door of a command: ``python -m course_utils.student`` runs plumbing/editions.py."""

import sys

from course_utils.plumbing.editions import main
from course_utils.plumbing.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
