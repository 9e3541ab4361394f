"""A learner's server in a class: lays the lessons into the learner's home, then serves them.

JupyterHub starts it as the learner. The home gets course/ (the lessons without solutions, updated
as a learner's own copy is: nothing typed is ever lost) and images/, which the lessons show.
"""

import os
import shutil
import sys
from pathlib import Path

from jupyterhub.singleuser import main

from course_utils.plumbing import editions, working_copy


def lay_out(home):
    """Bring the lessons and their pictures into a home, new ones and changed ones as well."""
    for sentence in working_copy.update(home / "course", solutions=False):
        print(sentence, file=sys.stderr)
    drawings = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(
        editions.CHECKOUT / "images", home / "images", True, drawings, dirs_exist_ok=True
    )
    css = home / ".jupyter" / "custom" / "custom.css"
    if not css.exists():
        css.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(editions.CHECKOUT / "course_utils" / "jupyterlab" / "custom.css", css)


def write_log(path):
    """Let this program, and what it starts, write to a file instead of the hub's terminal."""
    with path.open("w", encoding="utf-8") as log:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log.fileno(), stream.fileno())


if __name__ == "__main__":
    try:
        write_log(Path.home() / "server.log")
        lay_out(Path.home())
    except OSError as error:
        # The learner can still work, and the log says why a lesson is missing.
        print(f"The lessons can't be laid into {Path.home()}: {error}", file=sys.stderr)
    sys.exit(main())
