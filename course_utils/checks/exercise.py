"""How an exercise is checked: run the learner's answer beside the right one and beside known
mistakes, and say which of them it behaves like.

A check answers in one printed verdict, whatever the answer does: raise, return nothing, print
without end, change what is around it or never stop. It never raises itself, so Run All goes on.
"""

from course_utils.checks import running
from course_utils.checks.comparing import plain
from course_utils.checks.errors import raised
from course_utils.checks.functions import FunctionExercise
from course_utils.checks.mistakes import Mistake
from course_utils.checks.values import ValueExercise

__all__ = ["FunctionExercise", "Mistake", "ValueExercise", "attempt"]


def attempt(work):
    """(work(), None), or (None, what went wrong): an error, exit(), or no end within SECONDS.

    For an answer that the lesson goes on to use: Run All must not stop there. The value comes as
    comparing.plain makes it.
    """

    def outcome():
        try:
            return plain(work()), None
        except BaseException as error:
            if running.passes_through(error):
                raise
            return None, raised(error).text

    result, _ = running.run(outcome)
    return (None, result.text) if isinstance(result, running.Unfinished) else result
