"""Reading a header, and the score of knowing nothing: exercises 10.1 and 10.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _idx_file(kind, shape, bytes_each):
    header = bytes([0, 0, kind, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
    # A short piece of the numbers is enough: the header alone says how many there should be.
    return header + bytes(range(7, 7 + 40 * bytes_each))


def _observe_header(answer, raw):
    result = answer(raw)
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return result
    shape, start = result
    if np.ndim(shape) != 1 or isinstance(shape, (str, bytes)):
        return {"shape": shape, "start": start}
    return {
        "shape": tuple(s.item() if hasattr(s, "item") else s for s in shape),
        "start": start,
        "no size is a float": not any(isinstance(s, (float, np.floating)) for s in shape),
    }


idx_header = FunctionExercise(
    **texts("idx_header"),
    cases=lambda: [
        (_idx_file(0x08, (60_000, 28, 30), 1),),
        (_idx_file(0x08, (10_000,), 1),),
        (_idx_file(0x0C, (60_000, 8), 4),),  # the table of Yadav and Bottou
        (_idx_file(0x0D, (70_000_000, 3, 2, 5), 4),),
        (_idx_file(0x0B, (258, 1, 770), 2),),
        (_idx_file(0x08, (4_000_000_000, 3), 1),),  # more than a signed number holds
    ],
    observe=_observe_header,
)


majority_accuracy = FunctionExercise(
    **texts("majority_accuracy"),
    cases=lambda: [
        (np.array([3, 7, 3, 9, 3, 7, 5], np.uint8), np.array([7, 7, 3, 5, 7, 6, 2, 8], np.uint8)),
        (np.array([6, 4, 6, 2]), np.array([4, 6, 4, 6, 2, 4, 6, 9, 4, 5])),
        (np.array([8, 8, 8, 1, 1]), np.array([1, 1, 3, 4])),  # never right
        (np.array([2, 5, 5, 9, 9, 9], np.uint8), np.array([9, 9, 9, 5, 9])),
        (np.array([0, 0, 1, 2, 2, 2]), np.array([1, 2, 0, 1, 1, 0])),  # each label occurs
    ],
)
