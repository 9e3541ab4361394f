"""What does not matter: exercise 09.6."""

import numpy as np

from course_utils.checks.comparing import plain
from course_utils.checks.exercise import ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)

_INVARIANT = (
    (True, False, False, False),
    (True, True, False, True),
    (True, True, True, False),
)


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
_ROWS = enumerate(("softmax", "layer norm", "batch norm"))

invariances = ValueExercise(
    **texts(
        "invariances",
        {
            "no_table": lambda answer: _table(answer) is None,
            "norms_swapped": _is(_SOFTMAX, _BATCH, _LAYER),
            "turned_round": _is(*(tuple(not v for v in row) for row in _INVARIANT)),
            "softmax_as_norm": _is(_LAYER, _LAYER, _BATCH),
            **{f"{name} {i + 1}": _first_wrong((row, i)) for row, name in _ROWS for i in range(4)},
        },
    ),
    solution=_INVARIANT,
)
