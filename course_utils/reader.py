"""The door of a command: ``python -m course_utils.reader`` runs digits/reader.py."""

from course_utils.digits.reader import main

if __name__ == "__main__":
    from course_utils.plumbing import terminal

    terminal.run(main)
