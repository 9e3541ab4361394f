"""Weights for gates: exercises 01.6 and 01.7."""

from dataclasses import dataclass

import numpy as np

from course_utils.checks.exercise import ValueExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import contains_ellipsis

texts = Texts(__file__)

# The four inputs of a gate, in the order of the lesson's truth tables.
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def _table(answer):
    """The truth table (four 0 or 1) of an answer (w1, w2, b), or None if it is no such answer.

    What is 0 but for rounding, as 0.1 + 0.2 - 0.3, is taken as 0: not fired.
    """
    try:
        values = tuple(answer)
        if any(isinstance(value, str) for value in values):
            return None
        w1, w2, b = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    if not np.isfinite([w1, w2, b]).all():
        return None
    rounding = 1e-9 * (abs(w1) + abs(w2) + abs(b))
    return tuple(int(z > rounding) for z in CORNERS @ (w1, w2) + b)


def _touches(answer, corner):
    """Whether a corner lies exactly on the line of an answer (w1, w2, b)."""
    w1, w2, b = (float(value) for value in answer)
    return (w1 != 0 or w2 != 0) and bool(np.isclose(np.dot(corner, (w1, w2)) + b, 0))


@dataclass(eq=False)
class GateExercise(ValueExercise):
    """The check of weights and a bias, (w1, w2, b), by the truth table that they make.

    solution: one right (w1, w2, b) of many. A mistake's answer is a truth table, or a function
    from the learner's (w1, w2, b) to True.
    """

    def judge(self, answer):
        table = _table(answer)
        if table is not None and table == _table(self.solution):
            answer = self.solution
        elif table is not None:
            b, w1, w2 = (float(value) for value in answer)
            if _table((w1, w2, b)) == _table(self.solution):
                return self.wrong(
                    f"It gives {_in_words(table)}. Is b first? The order is (w1, w2, b)."
                )
            for mistake in self.mistakes:
                if mistake.answer == table:
                    return self.wrong(f"It gives {_in_words(table)}. {mistake.hint}", mistake.id)
                if callable(mistake.answer) and mistake.answer(answer):
                    return self.wrong(f"It gives {_in_words(table)}. {mistake.hint}", mistake.id)
            return self.wrong(
                f"It gives {_in_words(table)}. Compute z at the first corner that is wrong."
            )
        elif isinstance(answer, (tuple, list)) and any(np.ndim(part) for part in answer):
            return self.wrong("Put all three numbers into one pair of parentheses: (w1, w2, b).")
        elif isinstance(answer, (tuple, list)) and len(answer) == 4:
            return self.wrong(
                "Four numbers are a truth table. Asked is what makes it: (w1, w2, b)."
            )
        elif isinstance(answer, (tuple, list)) and len(answer) == 2:
            return self.wrong(
                "Two numbers are not enough: the answer is (w1, w2, b), and the bias is missing."
            )
        elif not callable(answer) and not contains_ellipsis(answer):
            return self.wrong("The answer is three numbers, (w1, w2, b).")
        return super().judge(answer)


def _in_words(table):
    return f"outputs {table[0]}, {table[1]}, {table[2]}, {table[3]}"


_NEVER, _ALWAYS = (0, 0, 0, 0), (1, 1, 1, 1)
_AND, _OR, _NAND, _NOR = (0, 0, 0, 1), (0, 1, 1, 1), (1, 1, 1, 0), (1, 0, 0, 0)

and_neuron = GateExercise(
    **texts(
        "and_neuron",
        {
            "corner_on_line": lambda a: _table(a) == _NEVER and _touches(a, (1, 1)),
            "fires_at_00": lambda a: _table(a)[0] == 1,
        },
    ),
    solution=(1, 1, -1.5),
)

nand_neuron = GateExercise(
    **texts(
        "nand_neuron",
        {
            "nor_on_line": lambda a: (
                _table(a) == _NOR and (_touches(a, (0, 1)) or _touches(a, (1, 0)))
            ),
            "fires_at_11": lambda a: _table(a)[3] == 1,
            "one_input_alone": lambda a: _table(a) in [(1, 1, 0, 0), (1, 0, 1, 0)],
            "silent_at_00": lambda a: _table(a)[0] == 0,
        },
    ),
    solution=(-1, -1, 1.5),
)
