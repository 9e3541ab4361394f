"""What is wrong in five timings, and an honest comparison: exercises 16.7 and 16.8."""

import statistics

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import letters

texts = Texts(__file__)


_RIGHT = "DAFCB"


def _wrong_at(place):
    return lambda answer: letters(answer)[place] != _RIGHT[place]


def _no_letters(answer):
    found = letters(answer)
    return not isinstance(found, str) or len(found) != len(_RIGHT) or set(found) - set("ABCDEFG")


faults = ValueExercise(
    **texts(
        "faults",
        {"letters": _no_letters, **{f"timing_{i + 1}": _wrong_at(i) for i in range(len(_RIGHT))}},
    ),
    solution=_RIGHT,
    observe=letters,
)


class _Machine:
    """A computer as a learner's is, but one that can be repeated.

    The first run of a program takes longer; from run `slow_from` on, counted from 0, another
    program makes all twice as slow; runs in `odd` take that many times as long.
    """

    def __init__(self, slow_from, odd):
        self.now, self.runs, self.slow_from, self.odd = 100.0, 0, slow_from, odd

    def clock(self):
        return self.now

    def program(self, seconds, first_run):
        left = [first_run]

        def run():
            slow = 2 if self.runs >= self.slow_from else 1
            self.now += seconds * slow * self.odd.get(self.runs, 1)
            if left:
                self.now += left.pop()
            self.runs += 1

        return run


def _observe(answer, seconds, first_runs, rounds, slow_from, odd):
    machine = _Machine(slow_from, dict(odd))
    first, second = (machine.program(*each) for each in zip(seconds, first_runs, strict=True))
    ratio = answer(first, second, rounds, machine.clock)
    return ratio if ratio is None else {"the ratio": ratio, "runs in all": machine.runs}


times_sooner = FunctionExercise(
    **texts("times_sooner"),
    # Seconds of the two programs, what their first runs take more, rounds, and what disturbs.
    cases=lambda: [
        ((6.0, 2.0), (0.0, 0.0), 3, 99, ()),
        ((3.0, 1.0), (9.0, 0.0), 1, 99, ()),  # the first run of one is slow
        ((3.0, 1.0), (0.0, 7.0), 1, 99, ()),
        ((4.0, 1.0), (2.0, 5.0), 2, 99, ()),
        ((4.0, 1.0), (2.0, 1.0), 5, 8, ()),  # from the fourth round on all is slow
        ((4.0, 1.0), (2.0, 1.0), 5, 99, ((2, 5), (4, 12), (5, 0.25), (8, 2), (9, 0.8), (11, 2))),
    ],
    observe=_observe,
    names={"statistics": statistics},
    tolerance=1e-3,
)
