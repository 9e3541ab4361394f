"""``python -m course_utils.claims`` reads the ledger's numbers out of the lessons."""

from course_utils.claims import main

if __name__ == "__main__":
    main()
