"""The check of a value: beside the right one and beside known wrong ones."""

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_utils.checks.base import Exercise, listed
from course_utils.checks.comparing import Opaque, plain, same
from course_utils.checks.errors import raised
from course_utils.checks.explaining import describe, kind_of
from course_utils.checks.mistakes import Mistake


@dataclass(eq=False)
class ValueExercise(Exercise):
    """The check of a value that the learner predicts or computes.

    mistakes: {hint: wrong value, or a function from the learner's value to True}, or a list of
    Mistake. observe: what is compared, observe(value), if it is not the value itself; wrong values
    are given as what is compared. tolerance: relative and absolute, since values are typed with few
    digits.
    """

    name: str
    solution: Any
    passed: str
    mistakes: Mapping[str, Any] | Sequence[Mistake] = ()
    tolerance: float = 1e-3
    observe: Callable | None = None
    number: str = ""

    def __post_init__(self):
        self.mistakes = listed(self.name, self.mistakes)

    def judge(self, answer):
        """The Verdict on an answer."""
        if contains_ellipsis(answer):
            return self.not_attempted()
        got = plain(answer)
        if isinstance(got, Opaque) and got.kind == "a function":
            text = f"{self.name} must be a value, but it is a function: call it."
            return self.wrong(text, "function")
        got, solution = self._observation(answer), self._observation(self.solution)
        if self._same(got, solution):
            return self.right()
        for mistake in self.mistakes:
            if self.makes(mistake, answer):
                return self.wrong(mistake.hint, mistake.id)
        if kind_of(got) != kind_of(solution):  # the solution itself stays a secret
            return self.wrong(f"Expected {kind_of(solution)}, but it is {describe(got)}.", "kind")
        text = "Not that. Open the hint above, or work a smaller case by hand first."
        return self.wrong(text, "value")

    def makes(self, mistake, answer):
        """Whether an answer makes a mistake."""
        if callable(mistake.answer):
            with contextlib.suppress(Exception):  # a predicate meets values of every type
                return bool(mistake.answer(answer))
            return False
        return self._same(self._observation(answer), plain(mistake.answer))

    def _observation(self, value):
        if not self.observe:
            return plain(value)
        try:
            return plain(self.observe(value))
        except Exception as error:
            return raised(error)

    def _same(self, got, wanted):
        return same(got, wanted, self.tolerance, self.tolerance)


def letters(answer):
    """The letters of an answer as one string of capitals: "b, e", "BE" and ["b", "e"] say the same.

    What is no text stays as it is, and so does a set, which has no order.
    """
    if isinstance(answer, np.ndarray):
        answer = answer.tolist()
    if isinstance(answer, (tuple, list)) and all(isinstance(part, str) for part in answer):
        answer = " ".join(answer)
    return re.sub(r"[^A-Z]", "", answer.upper()) if isinstance(answer, str) else answer


def contains_ellipsis(value, depth=0):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list)) and depth < 20:
        return any(contains_ellipsis(v, depth + 1) for v in value)
    return value is ...
