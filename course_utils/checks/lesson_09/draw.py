"""Numbers for the cases of lesson 09."""

import numpy as np


def draw(seed, *shape):
    """Numbers with a sign, an offset and a size that differ from column to column."""
    rng = np.random.default_rng(seed)
    width = shape[-1]
    return rng.normal(size=shape) * rng.uniform(0.5, 3, width) + rng.normal(0, 3, width)
