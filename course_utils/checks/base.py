"""What all checks have in common."""

import dataclasses
from collections.abc import Mapping

from course_utils.checks.mistakes import Mistake, hint_id, sentence
from course_utils.checks.state import preserved
from course_utils.checks.verdict import Verdict, announce


class Exercise:
    """What all checks have in common: a name, a sentence for a right answer, mistakes.

    number: that of the exercise in its lesson, as "07.8".
    """

    def __call__(self, answer):
        """Print the verdict on the learner's answer."""
        try:
            with preserved():
                verdict = self.judge(answer)
        except Exception as error:
            # An answer that breaks the comparison itself is still only a wrong answer.
            verdict = self.wrong(f"This answer could not be read ({type(error).__name__}).")
        announce(verdict, answer)

    def right(self):
        """The Verdict on a right answer."""
        return Verdict(self.name, "right", f"right. {self.passed}")

    def wrong(self, text, hint="form"):
        """The Verdict on a wrong answer; hint: an id or a short name."""
        return Verdict(self.name, "wrong", sentence(text, {self.name} | self.code_names()), hint)

    def not_attempted(self):
        """The Verdict on a stub."""
        text = "not attempted. Replace every `...` above, run that cell, then this one."
        return Verdict(self.name, "open", text)

    def code_names(self):
        """Names of the solution, which keep their small letter at the beginning of a sentence."""
        return set()


def listed(name, mistakes):
    """Mistakes of an exercise, {hint: answer} or a list of Mistake, as a list with ids."""
    if isinstance(mistakes, Mapping):
        mistakes = [Mistake(hint, answer) for hint, answer in mistakes.items()]
    return [dataclasses.replace(m, id=hint_id(name, m.hint)) for m in mistakes]
