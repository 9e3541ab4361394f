"""How the checks of this lesson look at several returned values."""

import numpy as np


def named(*names):
    """Observe returned values as a dict, so that messages name its parts."""

    def observe(answer, *arguments):
        value = answer(*arguments)
        if isinstance(value, dict):
            return tuple(value)  # names alone: a dict is not what was asked for
        is_row = isinstance(value, (tuple, list)) or np.ndim(value) == 1
        return (
            dict(zip(names, value, strict=True)) if is_row and len(value) == len(names) else value
        )

    return observe
