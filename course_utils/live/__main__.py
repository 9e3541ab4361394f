"""``python -m course_utils.live FOLDER`` writes the page."""

import sys

from course_utils.live.page import main

if __name__ == "__main__":
    sys.exit(main())
