"""The ledger of lesson 14: every claim of the article, where it was measured, and its verdict.

Nothing is measured twice. `make claims` reads the numbers out of what the committed lessons printed
and stores them in claims.json; a test compares that file with the lessons. A row is one entry of
CLAIMS or FLAWS in ledger.py: the cell that printed the numbers, a regular expression whose named
groups take them out, and a rule of rules.py, a function of these groups that returns the verdict
and why.
"""

from course_utils.claims.kinds import SYMBOLS, VERDICTS, Printed, Source
from course_utils.claims.ledger import CLAIMS, FLAWS
from course_utils.claims.reading import load
from course_utils.claims.rules import sides_of_tanh
from course_utils.claims.showing import flaws_table, judge, show_verdicts, table

__all__ = [
    "CLAIMS",
    "FLAWS",
    "SYMBOLS",
    "VERDICTS",
    "Printed",
    "Source",
    "flaws_table",
    "judge",
    "load",
    "show_verdicts",
    "sides_of_tanh",
    "table",
]
