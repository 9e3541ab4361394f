"""Reading a profile, and what a cure can bring: exercises 16.1, 16.2 and 16.3."""

import math
from collections import namedtuple

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import letters

texts = Texts(__file__)


# What an entry of torch.profiler's key_averages() has, as far as the exercise needs it.
Event = namedtuple("Event", "key count self_cpu_time_total cpu_time_total")


def _profiles():
    # addmm runs inside linear: the total time of linear holds that of addmm, and so on.
    training = [
        Event("aten::linear", 400, 900.0, 9_400.0),
        Event("aten::t", 1_200, 600.0, 1_100.0),
        Event("aten::transpose", 1_200, 500.0, 500.0),
        Event("aten::addmm", 400, 7_400.0, 7_500.0),
        Event("aten::copy_", 350, 100.0, 100.0),
        Event("Optimizer.step#Adam.step", 100, 5_200.0, 6_300.0),
        Event("aten::_fused_adam_", 100, 1_100.0, 1_100.0),
    ]
    loading = [
        Event("enumerate(DataLoader)", 50, 31_000.0, 52_000.0),
        Event("aten::stack", 50, 3_000.0, 12_000.0),
        Event("aten::cat", 50, 9_000.0, 9_000.0),
        Event("aten::to", 750, 2_000.0, 8_000.0),
        Event("aten::_to_copy", 750, 1_500.0, 6_000.0),
        Event("aten::copy_", 750, 4_500.0, 4_500.0),
    ]
    return [
        (training, "addmm"),
        (training, "Adam"),
        (training, "aten"),
        (training, "aten::addmm"),
        (loading, "DataLoader"),
        (loading, "copy_"),
        (loading, "adam"),
    ]


self_share = FunctionExercise(**texts("self_share"), cases=_profiles)


speed_up = FunctionExercise(
    **texts("speed_up"),
    cases=lambda: [
        (0.7, 10.0),
        (0.5, 2.0),
        (0.2, 4.0),
        (0.9, 1_000.0),
        (0.3, 0.5),  # a cure that makes its part slower
        (1.0, 3.0),
        (0.0, 5.0),
        (0.6, math.inf),
    ],
)


def _pair(value):
    """The letter as a capital, the number as a float."""
    letter, times = value
    return letters(letter), float(times)


def _letter(wanted):
    return lambda answer: _pair(answer)[0] == wanted


def _number(*wanted):
    return lambda answer: any(math.isclose(_pair(answer)[1], w, rel_tol=0.006) for w in wanted)


next_cure = ValueExercise(
    **texts(
        "next_cure",
        {
            "no_pair": lambda answer: isinstance(answer, (str, int, float)) or len(answer) != 2,
            "swapped": lambda answer: letters(answer[1]) in {"A", "B", "C", "D"},
            "B": _letter("B"),
            "C": _letter("C"),
            "D": _letter("D"),
            "the_factor": _number(3),
            "left": _number(0.7, 70),
            "saved": _number(0.3, 30, 1.3),
            "share": _number(0.45, 45, 1.45),
            "for_nothing": _number(1 / 0.55),
            "rounded": _number(1.4),
            "part_left": _number(0.15, 15),
        },
    ),
    solution=("A", 1 / 0.7),
    observe=_pair,
    tolerance=6e-3,
)
