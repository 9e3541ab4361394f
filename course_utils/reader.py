"""The door of a command: ``python -m course_utils.reader`` runs digits/reader.py."""

import sys

from course_utils.digits.reader import main

if __name__ == "__main__":
    sys.exit(main())
