"""``python -m course_utils.claims`` reads the ledger's numbers out of the lessons."""

import sys

from course_utils.claims.reading import main
from course_utils.plumbing.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
