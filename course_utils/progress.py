"""The door of a command: ``python -m course_utils.progress`` runs plumbing/progress.py."""

import sys

from course_utils.plumbing.progress import main
from course_utils.plumbing.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
