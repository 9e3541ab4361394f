"""The box of 20, and what costs most: exercises 12.2 and 12.4."""

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


box_size = FunctionExercise(
    **texts("box_size"),
    cases=lambda: [
        (100, 50),
        (51, 110),
        (9, 4),
        (33, 20),
        (300, 5),
        (4, 301),
        (7, 7),
        (13, 20),
    ],
)


_NAMES = ["proportions", "centre of mass", "grey edges"]


def _order(answer):
    order = [str(name) for name in answer]
    return order if sorted(order) == sorted(_NAMES) else []


predicted_order = ValueExercise(
    **texts(
        "predicted_order",
        {
            "no_names": lambda answer: not _order(answer),
            "turned_round": lambda answer: _order(answer) == _NAMES[::-1],
            "edges_first": lambda answer: _order(answer)[0] == "grey edges",
            "proportions_last": lambda answer: _order(answer)[2] == "proportions",
            "centre_last": lambda answer: _order(answer)[2] == "centre of mass",
            "centre_first": lambda answer: _order(answer)[0] == "centre of mass",
        },
    ),
    solution=_NAMES,
)
