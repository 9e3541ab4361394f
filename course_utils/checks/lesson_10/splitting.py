"""A split that can be repeated: exercise 10.5."""

import random

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _global_states():
    name, keys, *rest = np.random.get_state()
    return name, tuple(keys.tolist()), *rest, random.getstate(), torch.get_rng_state().tolist()


def _as_positions(part):
    return [int(i) for i in np.asarray(part).reshape(-1)]


def _same_split(one, other):
    return all(_as_positions(a) == _as_positions(b) for a, b in zip(one, other, strict=True))


def _observe(answer, n, n_validation, seed):
    before = _global_states()
    split = answer(n, n_validation, seed)
    untouched = _global_states() == before
    if not isinstance(split, (tuple, list)) or len(split) != 2:
        return split
    again, another = answer(n, n_validation, seed), answer(n, n_validation, seed + 1)
    if any(np.asarray(part).dtype == bool for part in split):
        return "masks"
    train, validation = map(_as_positions, split)
    everything = train + validation
    seen = {
        "validation has n_validation positions": len(validation) == n_validation,
        "train has all other positions": len(train) == n - n_validation,
        "some position is in both": bool(set(train) & set(validation)),
        "some position is in neither": bool(set(range(n)) - set(everything)),
        "train holds a position twice": len(train) > len(set(train)),
        "validation holds a position twice": len(validation) > len(set(validation)),
        "a position is outside 0 ... n-1": bool(set(everything) - set(range(n))),
        "same seed, same split": _same_split(split, again),
        "the global random numbers are left alone": untouched,
    }
    if len(validation) != n_validation:
        seen["validation's size"] = len(validation)
    if n > 50:  # in fewer, a position lost at random might be this one
        seen["position n-1 is in neither"] = n - 1 not in everything
    if n_validation:
        chosen = sorted(validation)
        block = list(range(chosen[0], chosen[0] + len(chosen))) if chosen else []
        seen["validation is one block of neighbours"] = chosen == block
        seen["another seed, the same split"] = sorted(_as_positions(another[1])) == chosen
        if chosen == block:
            seen["train is shuffled"] = train != sorted(train)
    return seen


split_indices = FunctionExercise(
    **texts("split_indices"),
    cases=lambda: [(97, 20, 5), (40, 31, 0), (12, 0, 3)],
    observe=_observe,
)
