"""What does not matter: exercise 09.6."""

import numpy as np

from course_utils.checks.comparing import plain
from course_utils.checks.exercise import ValueExercise

_INVARIANT = (
    (True, False, False, False),
    (True, True, False, True),
    (True, True, True, False),
)
_REASONS = {
    (0, 0): "softmax, change 1: e to the 5 stands above and below the fraction line.",
    (0, 1): "softmax, change 2: three times the lead is a much more certain answer. Try (1, 0).",
    (0, 2): "softmax, change 3: inside a row the numbers move against one another.",
    (0, 3): "softmax, change 4: the first row is one of its rows, and its leads grow.",
    (1, 0): "layer norm, change 1: a row's mean rises by 5 as well, and it is subtracted.",
    (1, 1): "layer norm, change 2: the std of a row is 3 times as large as well.",
    (1, 2): "layer norm, change 3: inside a row the numbers move against one another.",
    (1, 3): "layer norm, change 4: the first row has its own std, and no other row looks at it.",
    (2, 0): "batch norm, change 1: a column's mean rises by 5 as well, and it is subtracted.",
    (2, 1): "batch norm, change 2: the std of a column is 3 times as large as well.",
    (2, 2): "batch norm, change 3: a whole column moves by one number. Whose mean is subtracted?",
    (2, 3): "batch norm, change 4: the first row is in the mean and std of every column.",
}


def _table(answer):
    """The learner's table of True and False (or 1 and 0), or None."""
    table = np.asarray(plain(answer))
    fits = table.shape == (3, 4) and table.dtype.kind in "biuf" and np.isin(table, (0, 1)).all()
    return table.astype(bool) if fits else None


def _is(*rows):
    return lambda answer: np.array_equal(_table(answer), rows)


def _first_wrong(place):
    return lambda answer: place == tuple(np.argwhere(_table(answer) != np.array(_INVARIANT))[0])


_SOFTMAX, _LAYER, _BATCH = _INVARIANT

invariances = ValueExercise(
    name="invariances",
    solution=_INVARIANT,
    passed="One, three and three: each function is blind to something else.",
    mistakes={
        "Write the words True and False, without quotes, in three rows of four in brackets, as "
        "the stub does.": lambda answer: _table(answer) is None,
        "Layer norm and batch norm have changed places: layer norm works along a row (one sample), "
        "batch norm down a column (one feature).": _is(_SOFTMAX, _BATCH, _LAYER),
        "Everything is turned round: True means that the output stays the same.": _is(
            *(tuple(not v for v in row) for row in _INVARIANT)
        ),
        "Softmax is treated as if it were a layer norm. It has no std to divide by: (1, 0) and "
        "(3, 0) give different probabilities.": _is(_LAYER, _LAYER, _BATCH),
        **{f"Look again at {reason}": _first_wrong(at) for at, reason in _REASONS.items()},
    },
)
