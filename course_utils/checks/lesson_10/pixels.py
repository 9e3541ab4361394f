"""Numbers and distances of images: exercises 10.3 and 10.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _standardise_cases():
    random = np.random.default_rng(1)
    wide = random.normal([1, -20, 300, 0], [1, 7, 90, 0.1], (9, 4))
    narrow = np.stack([np.full(60, 0.3), random.normal(2, 0.02, 60)], axis=1)
    rare = np.zeros((60, 1))
    rare[7] = 2e-4
    return [
        (
            np.array([[10, 0, 200], [30, 0, 250], [20, 0, 180], [90, 0, 251]], np.uint8),
            np.array([[0, 40, 255], [60, 0, 190], [200, 9, 0]], np.uint8),
        ),
        (wide, np.random.default_rng(2).normal([4, -20, 200, 1], [2, 3, 9, 0.5], (5, 4))),
        (np.array([[5.0, 1.5], [5.0, 2.5], [5.0, 6.5]]), np.array([[7.0, -3.0]])),
        # 60 equal numbers, whose computed standard deviation is 5.6e-17; a spread of 0.02.
        (narrow, np.array([[0.9, 2.05], [0.1, 1.9]])),
        # A rare pixel: the narrowest of MNIST has a spread of 1.3e-4, this one 2.6e-5.
        (rare, np.array([[0.0], [1e-4]])),
    ]


standardise = FunctionExercise(**texts("standardise"), cases=_standardise_cases)


def _nearest_cases():
    rng = np.random.default_rng(4)
    cases = []
    for m, n, shape in [(20, 7, (3, 4)), (3, 25, (28, 28)), (1, 6, (5, 2))]:
        examples = rng.integers(0, 256, (n, *shape), dtype=np.uint8)
        noise = rng.normal(0, 95, (m, *shape))
        images = np.clip(examples[rng.integers(n, size=m)] + noise, 0, 255).astype(np.uint8)
        labels = (rng.permutation(n) + 3).astype(np.uint8)
        cases.append((images, examples, labels))
    # Several unlike examples of each label: neither a mean nor a vote finds the nearest.
    examples = rng.integers(0, 256, (12, 2, 3), dtype=np.uint8)
    noise = rng.normal(0, 20, (15, 2, 3))
    images = np.clip(examples[rng.integers(12, size=15)] + noise, 0, 255).astype(np.uint8)
    cases.append((images, examples, np.array([4, 9, 6, 4, 9, 6, 4, 9, 6, 4, 9, 6], np.uint8)))
    return cases


nearest_example = FunctionExercise(**texts("nearest_example"), cases=_nearest_cases)
