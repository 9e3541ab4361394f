"""Checks of lesson 08, activations on trial."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake


def _array(answer, *arguments):
    """The answer's value; a list is as good as an array."""
    value = answer(*arguments)
    return np.array(value) if isinstance(value, (list, tuple)) else value


# --- 08.1 -----------------------------------------------------------------------------------


def _dead_units(batches):
    dead = np.ones(batches[0].shape[1], dtype=bool)
    for a in batches:
        dead &= (a == 0).all(axis=0)
    return dead


def _dead_cases():
    # Units: active, off in the first batch, off in the last, dead, rarely and weakly on.
    first = np.array([[0.5, 0, 2, 0, 0], [1.5, 0, 0, 0, 0], [0, 0, 1, 0, 1e-30], [2, 0, 3, 0, 0]])
    last = np.array([[0, 0.7, 0, 0, 0], [0.3, 0, 0, 0, 0]])
    middle = np.array([[1.0, 0, 4, 0, 0], [0, 2, 5, 0, 0], [3, 1, 0, 0, 0]])
    wide = np.array([[0, 3.0, 0], [0, 1, 0]])
    once = np.zeros((300, 2))
    once[123, 0] = 0.5
    return [
        ([first, middle, last],),
        ([wide],),
        ([wide, np.array([[0.0, 0.0, 7.0]])],),
        ([once, once[:7]],),
    ]


dead_units = FunctionExercise(
    name="dead_units",
    solution=_dead_units,
    observe=_array,
    cases=_dead_cases,
    passed="The census below counts in the same way, with all 60,000 images.",
    mistakes=[
        Mistake(
            "This asks, for each image, whether all units are off. You want it for each unit: the "
            "units stand in the columns, so work along axis 0.",
            lambda batches: np.concatenate([(a == 0).all(axis=1) for a in batches]),
        ),
        Mistake(
            "This calls a unit dead if it is off for any one image. Being off sometimes is "
            "ReLU's ordinary work: dead is off for all.",
            lambda batches: (np.concatenate(batches) == 0).any(axis=0),
        ),
        Mistake(
            "Only the first batch decides here. A unit that is off for it may well work later.",
            lambda batches: (batches[0] == 0).all(axis=0),
        ),
        Mistake(
            "Only the last batch decides here: what the earlier ones said was overwritten.",
            lambda batches: (batches[-1] == 0).all(axis=0),
        ),
        Mistake(
            "This calls a unit dead if it is off for one whole batch. Dead is off in every batch: "
            "combine the batches with `and`.",
            lambda batches: np.any([(a == 0).all(axis=0) for a in batches], axis=0),
        ),
        Mistake(
            "The last unit gives 1e-30 for one image: weak, but not dead, since its gradient can "
            "pass there. Compare with exactly 0.",
            lambda batches: np.concatenate(batches).max(axis=0) < 1e-6,
        ),
        Mistake(
            "Nearly always off is not dead: one image for which the unit is on is enough to move "
            "its weights.",
            lambda batches: (np.concatenate(batches) == 0).mean(axis=0) > 0.9,
        ),
        Mistake(
            "These are the units that are alive. Turn the answer round.",
            lambda batches: (np.concatenate(batches) > 0).any(axis=0),
        ),
        Mistake(
            "These are the numbers of the dead units. Return True or False for each unit, so "
            "that the result fits into later masks.",
            lambda batches: np.flatnonzero(_dead_units(batches)),
        ),
        Mistake(
            "This is how many are dead. Return True or False for each unit.",
            lambda batches: int(_dead_units(batches).sum()),
        ),
        Mistake(
            "This gives one verdict for the whole layer. `.all()` needs axis=0 to look at each "
            "column alone.",
            lambda batches: all((a == 0).all() for a in batches),
        ),
        Mistake(
            "The batches can't be joined like this: they have the same number of columns (units), "
            "but the last has fewer rows. Go through them one by one, or use np.concatenate along "
            "axis 0.",
            lambda batches: (np.array(batches) == 0).all(axis=(0, 1)),
        ),
        Mistake(
            "batches is a list, and a list compared with 0 is one plain False. Compare each array "
            "in it.",
            lambda batches: (batches == 0).all(axis=0),
        ),
        Mistake(
            "This gives a row for each batch. One step is left: dead is off in all of them.",
            lambda batches: [(a == 0).all(axis=0) for a in batches],
        ),
        Mistake(
            "No unit can ever come out dead: what starts as False stays False with `&`. Start from "
            "True, or from the first batch.",
            lambda batches: np.zeros(batches[0].shape[1], dtype=bool),
        ),
    ],
)
