"""The door of a command: ``python -m course_utils.check_env`` runs plumbing/check_env.py."""

from course_utils.plumbing.check_env import main

if __name__ == "__main__":
    from course_utils.plumbing import terminal

    terminal.run(main)
