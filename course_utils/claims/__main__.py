"""``python -m course_utils.claims`` reads the ledger's numbers out of the lessons."""

from course_utils.claims import main
from course_utils.plumbing import terminal

if __name__ == "__main__":
    terminal.run(main)
