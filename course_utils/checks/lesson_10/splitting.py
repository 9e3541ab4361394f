"""A split that can be repeated: exercise 10.5."""

import random

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise, Mistake


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


_RANDOM = "np.random.default_rng(seed).permutation(n)"
_SIZE = (
    "The validation part has the wrong size: n_validation says how many positions it holds, no "
    "more and no less."
)

split_indices = FunctionExercise(
    name="split_indices",
    solution=f"""
def split_indices(n, n_validation, seed):
    order = {_RANDOM}
    return order[n_validation:], order[:n_validation]
""",
    cases=lambda: [(97, 20, 5), (40, 31, 0), (12, 0, 3)],
    observe=_observe,
    passed="Each position is in exactly one part, and the split can be repeated from its seed.",
    edits={
        _RANDOM: {
            "np.arange(n)": "Nothing is shuffled: validation is one block of neighbours. Section 6 "
            "showed that the order of the file means something.",
            "np.random.default_rng().permutation(n)": "The seed is not used: each call gives "
            "another split, and no result can be repeated.",
            "np.random.permutation(n)": "It draws from NumPy's global generator and does not use "
            "the seed. Make a generator of your own: np.random.default_rng(seed).",
            "(np.random.seed(seed), np.random.permutation(n))[1]": "It seeds a global random "
            "generator, so whoever draws random numbers after this call gets others than before. "
            "Make a generator of your own: np.random.default_rng(seed).",
            "np.random.default_rng(0).permutation(n)": "The seed is fixed inside the function, so "
            "another seed gives the same split.",
            "np.random.default_rng(seed).integers(0, n, n)": "It draws with replacement: some "
            "positions come twice, others never. A permutation has each exactly once.",
            "np.random.default_rng(seed).permutation(n - 1)": "The last position, n-1, is never "
            "used. A permutation of n already ends at n-1.",
            "np.random.default_rng(seed).permutation(n) + 1": "The positions run from 1 to n. They "
            "must run from 0 to n-1.",
        },
        "order[n_validation:], order[:n_validation]": {
            "order[:n_validation], order[n_validation:]": "The two parts are swapped: train comes "
            "first, and validation has n_validation positions.",
            "order, order[:n_validation]": "Here train still holds every position, also those of "
            "the validation part. A network would be judged on images that it learned.",
            "order[n_validation + 1 :], order[:n_validation]": "One position is lost at the cut. A "
            "slice ends before its second number, so both slices need the same number there, and "
            "one that ends at -1 stops before the last.",
            "order[n_validation - 1 :], order[: n_validation - 1]": _SIZE,
            "order[n // 10 :], order[: n // 10]": _SIZE,
            "order[:-n_validation], order[-n_validation:]": "It is right unless n_validation is 0: "
            "then order[:-0] is order[:0], which is empty. Count from the front of the order "
            "instead.",
            "order": "It returns the shuffled positions without a cut. Return two parts.",
            "order[order >= n_validation], np.arange(n_validation)": "Only train is shuffled. "
            "Validation is never drawn: it is always the same block.",
            "~np.isin(np.arange(n), order[:n_validation]), np.isin(np.arange(n), "
            "order[:n_validation])": "It returns True or False for every position. Return the "
            "positions themselves: np.flatnonzero finds where a mask is True.",
        },
    },
    mistakes=[
        Mistake(
            "Here validation is one block of neighbours, only its start is drawn. Section 6 showed "
            "that the order of the file means something: shuffle.",
            """
start, order = np.random.default_rng(seed).integers(n - n_validation + 1), np.arange(n)
inside = (order >= start) & (order < start + n_validation)
return order[~inside], order[inside]
""",
        ),
        Mistake(
            "The parts train and validation are drawn independently, so they share positions. "
            "Shuffle once and cut once.",
            """
rng = np.random.default_rng(seed)
train = rng.choice(n, n - n_validation, replace=False)
return train, rng.choice(n, n_validation, replace=False)
""",
        ),
        Mistake(
            "Here validation is drawn with replacement, so some positions stand in it twice.",
            """
validation = np.random.default_rng(seed).integers(0, n, n_validation)
return np.setdiff1d(np.arange(n), validation), validation
""",
        ),
    ],
)
