"""The door of a command: ``python -m course_utils.check_env`` runs plumbing/check_env.py."""

import sys

from course_utils.plumbing.check_env import main
from course_utils.plumbing.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
