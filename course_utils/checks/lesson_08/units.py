"""Dead units: exercise 08.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise


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
    solution="""
def dead_units(batches):
    dead = (np.concatenate(batches) == 0).all(axis=0)
    return dead
""",
    cases=_dead_cases,
    passed="The census below counts in the same way, with all 60,000 images.",
    edits={
        "(np.concatenate(batches) == 0).all(axis=0)": {
            "np.concatenate([(a == 0).all(axis=1) for a in batches])": "This asks, for each image, "
            "whether all units are off. You want it for each unit: the units stand in the columns, "
            "so work along axis 0.",
            "(np.concatenate(batches) == 0).any(axis=0)": "This calls a unit dead if it is off for "
            "any one image. Being off sometimes is ReLU's ordinary work: dead is off for all.",
            "(batches[0] == 0).all(axis=0)": "Only the first batch decides here. A unit that is "
            "off for it may well work later.",
            "(batches[-1] == 0).all(axis=0)": "Only the last batch decides here: what the earlier "
            "ones said was overwritten.",
            "np.any([(a == 0).all(axis=0) for a in batches], axis=0)": "This calls a unit dead if "
            "it is off for one whole batch. Dead is off in every batch: combine the batches with "
            "`and`.",
            "np.concatenate(batches).max(axis=0) < 1e-6": "The last unit gives 1e-30 for one "
            "image: weak, but not dead, since its gradient can pass there. Compare with exactly 0.",
            "(np.concatenate(batches) == 0).mean(axis=0) > 0.9": "Nearly always off is not dead: "
            "one image for which the unit is on is enough to move its weights.",
            "(np.concatenate(batches) != 0).any(axis=0)": "These are the units that are alive. "
            "Turn the answer round.",
            "np.flatnonzero((np.concatenate(batches) == 0).all(axis=0))": "These are the numbers "
            "of the dead units. Return True or False for each unit, so that the result fits into "
            "later masks.",
            "(np.concatenate(batches) == 0).all(axis=0).sum()": "This is how many are dead. Return "
            "True or False for each unit.",
            "(np.concatenate(batches) == 0).all()": "This gives one verdict for the whole layer. "
            "`.all()` needs axis=0 to look at each column alone.",
            "(np.array(batches) == 0).all(axis=(0, 1))": "The batches can't be joined like this: "
            "they have the same number of columns (units), but the last has fewer rows. Go through "
            "them one by one, or use np.concatenate along axis 0.",
            "(batches == 0).all(axis=0)": "Compare each array in batches: batches itself is a "
            "list, and a list compared with 0 is one plain False.",
            "[(a == 0).all(axis=0) for a in batches]": "This gives a row for each batch. One step "
            "is left: dead is off in all of them.",
            "np.zeros(batches[0].shape[1], dtype=bool)": "No unit can ever come out dead: what "
            "starts as False stays False with `&`. Start from True, or from the first batch.",
        },
    },
)
