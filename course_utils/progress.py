"""The door of a command: ``python -m course_utils.progress`` runs plumbing/progress.py.

In a lesson: the map of what is done, and join, leave and wave of plumbing/classroom.py.
"""

import sys

from course_utils.plumbing.classroom import join, leave, wave
from course_utils.plumbing.progress import Map, main
from course_utils.plumbing.terminal import run

__all__ = ["Map", "join", "leave", "main", "wave"]

if __name__ == "__main__":
    sys.exit(run(main))
