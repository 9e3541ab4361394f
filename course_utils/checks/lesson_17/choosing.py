"""What a checkpoint must hold, and what is wrong with five runs: exercises 17.5 and 17.6."""

import numpy as np

from course_utils.checks.comparing import plain
from course_utils.checks.exercise import ValueExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import letters

_NEEDED = (True, True, False, True, True, True, False, False)


def _choices(answer):
    """The learner's True and False (or 1 and 0), or None."""
    choices = np.asarray(plain(answer))
    fits = choices.shape == (8,) and choices.dtype.kind in "biuf" and np.isin(choices, (0, 1)).all()
    return choices.astype(bool) if fits else None


def _first_wrong(place):
    return lambda answer: place == np.argwhere(_choices(answer) != np.array(_NEEDED))[0][0]


texts = Texts(__file__)

must_hold = ValueExercise(
    **texts(
        "must_hold",
        {
            "no_choices": lambda answer: _choices(answer) is None,
            "turned_round": lambda answer: not (_choices(answer) == np.array(_NEEDED)).any(),
            "all": lambda answer: _choices(answer).all(),
            "weights_only": lambda answer: _choices(answer).tolist() == [True] + [False] * 7,
            **{str(i + 1): _first_wrong(i) for i in range(8)},
        },
    ),
    solution=_NEEDED,
)


_CAUSES = "DBEAC"


def _wrong_first(place):
    """The first run that has another cause than its own."""
    return lambda answer: (
        place
        == next(i for i, (a, b) in enumerate(zip(letters(answer), _CAUSES, strict=True)) if a != b)
    )


diagnosis = ValueExercise(
    **texts(
        "diagnosis",
        {
            "no_letters": lambda answer: (
                not isinstance(letters(answer), str)
                or len(letters(answer)) != 5
                or not set(letters(answer)) <= set("ABCDE")
            ),
            "twice": lambda answer: len(set(letters(answer))) < 5,
            **{f"run {i + 1}": _wrong_first(i) for i in range(4)},
        },
    ),
    solution=_CAUSES,
    observe=letters,
)
