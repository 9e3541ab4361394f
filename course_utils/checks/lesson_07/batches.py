"""Batches: exercise 07.5."""

import itertools

import numpy as np

from course_utils.checks.comparing import plain
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.explaining import describe
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _batch_cases():
    """Ragged, exact, one batch larger than the data, single samples."""
    return [(*_numbered(n), size, 64 + n) for n, size in ((25, 4), (24, 8), (13, 20), (11, 1))]


def _numbered(n):
    """n samples with three features, and labels from which each row can be told."""
    number = np.arange(n)
    return np.stack([number + 0.25, -2.0 * number, number % 3], axis=1), 100 + number


def _look_at_batches(answer, x, y, batch_size, seed):
    """What can be said of the batches, whatever order they came in."""
    rng = np.random.default_rng(seed)
    returned = answer(x, y, batch_size, rng)
    if returned is None:
        return None
    first = _as_arrays(returned)
    form = _form(first, x)
    if form != _PAIRS:
        return {"form": form}
    second = _as_arrays(answer(x, y, batch_size, rng))
    again = _as_arrays(answer(x, y, batch_size, np.random.default_rng(seed)))
    rows = np.concatenate([batch for batch, _ in first])
    labels = np.concatenate([label for _, label in first])
    original = list(range(len(x)))
    order, following, repeated = (
        [int(i) for batch, _ in batches for i in np.round(batch[:, 0] - 0.25)]
        for batches in (first, second, again)
    )
    parts = _cut(order, batch_size)
    neighbours = sum((b - a) % len(x) == 1 for a, b in itertools.pairwise(order))
    return {
        "form": form,
        "sizes of the batches": tuple(len(batch) for batch, _ in first),
        "every sample once": sorted(order) == original,
        "each label stands beside its own row": bool(
            len(rows) == len(labels) and np.array_equal(labels, 100 + np.round(rows[:, 0] - 0.25))
        ),
        "the order is random": order != original,
        "neighbours are parted": 4 * neighbours < 3 * len(x),
        "any sample can come into any batch": len(parts) == 1
        or [sorted(part) for part in parts] != _cut(original, batch_size),
        "the next epoch has another order": following != order,
        "the same generator gives the same order": repeated == order,
    }


def _as_arrays(batches):
    """The list of batches; rows as lists of numbers count as arrays."""
    return [
        tuple(np.asarray(part) if isinstance(part, list) else part for part in batch)
        if isinstance(batch, (tuple, list))
        else batch
        for batch in batches
    ]


_PAIRS = "a list of pairs (x_batch, y_batch)"


def _form(batches, x):
    """What the list holds, in words."""

    def is_pair(first, second):
        return first.ndim == 2 and first.shape[1] == x.shape[1] and second.ndim == 1

    if batches and all(isinstance(item, np.ndarray) for item in batches):
        if len(batches) == 2 and is_pair(*batches):
            whole = len(batches[0]) == len(x)
            return "all of x and all of y" if whole else "one pair (x_batch, y_batch) alone"
        whole = all(item.ndim == 2 for item in batches)
        return "a list of x alone" if whole else "a list of positions or labels"
    pairs = [item for item in batches if isinstance(item, (tuple, list)) and len(item) == 2]
    arrays = all(isinstance(array, np.ndarray) for pair in pairs for array in pair)
    if pairs and len(pairs) == len(batches) and arrays:
        if all(is_pair(*pair) for pair in pairs):
            return _PAIRS
        if all(is_pair(*pair[::-1]) for pair in pairs):
            return "pairs (y_batch, x_batch), in the other order"
        if all(pair[0].ndim == 1 for pair in pairs):
            positions = all(pair[0].dtype.kind in "iu" for pair in pairs)
            return "positions in the place of x_batch" if positions else "single samples"
    if pairs and all(isinstance(pair[0], np.ndarray) and np.ndim(pair[1]) == 0 for pair in pairs):
        return "single samples"
    if len(batches) == 2 and all(isinstance(item, (tuple, list)) for item in batches):
        return "two lists"
    return describe(plain(batches))


def _cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


make_batches = FunctionExercise(
    **texts("make_batches"),
    cases=_batch_cases,
    observe=_look_at_batches,
)
