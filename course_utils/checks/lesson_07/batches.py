"""Batches: exercise 07.4."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake

# --- 07.4 -----------------------------------------------------------------------------------


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
    first = list(returned)
    form = _form(first, x)
    if form != _PAIRS:
        return {"form": form}
    second = list(answer(x, y, batch_size, rng))
    again = list(answer(x, y, batch_size, np.random.default_rng(seed)))
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
        "neighbours are parted": 2 * neighbours < len(x),
        "any sample can come into any batch": len(parts) == 1
        or [sorted(part) for part in parts] != _cut(original, batch_size),
        "the next epoch has another order": following != order,
        "the same generator gives the same order": repeated == order,
    }


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
            return "single samples"
    lists = bool(pairs) and all(isinstance(part, list) for pair in pairs for part in pair)
    if lists and all(isinstance(row, list) for pair in pairs for row in pair[0]):
        return "pairs of lists, where arrays are asked for"
    if pairs and all(isinstance(pair[0], np.ndarray) and np.ndim(pair[1]) == 0 for pair in pairs):
        return "single samples"
    if len(batches) == 2 and all(isinstance(item, (tuple, list)) for item in batches):
        return "two lists"
    return "something else"


def _cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def _batches_of(parts_of):
    """An answer that takes x and y at the positions that parts_of(n, batch_size, rng) gives."""
    return lambda x, y, size, rng: [(x[p], y[p]) for p in parts_of(len(x), size, rng)]


def _two_orders(x, y, size, rng):
    parts, others = (_cut(rng.permutation(len(x)), size) for _ in range(2))
    return [(x[p], y[q]) for p, q in zip(parts, others, strict=True)]


def _one_order_only(x, y, size, rng):
    parts, others = _cut(rng.permutation(len(x)), size), _cut(np.arange(len(x)), size)
    return [(x[p], y[q]) for p, q in zip(parts, others, strict=True)]


def _other_order_only(x, y, size, rng):
    return [(b, a) for a, b in _one_order_only(y, x, size, rng)]


def _shuffled_batches(n, size, rng):
    parts = _cut(np.arange(n), size)
    return [parts[i] for i in rng.permutation(len(parts))]


def _full_only(parts_of):
    return lambda n, size, rng: [part for part in parts_of(n, size, rng) if len(part) == size]


def _right_parts(n, size, rng):
    return _cut(rng.permutation(n), size)


def _filled_up(n, size, rng):
    order = rng.permutation(n)
    return [order.take(range(i, i + size), mode="wrap") for i in range(0, n, size)]


_RAGGED_LOST = (
    "The last samples are lost: when the number is not a multiple of the batch size, the last "
    "batch is smaller, but it belongs to the epoch."
)
_WITH_REPLACEMENT = (
    "Each batch is drawn anew from all samples: some come twice in an epoch and others never. Cut "
    "one permutation into pieces instead."
)
_PARTED = (
    "x and y are shuffled apart from one another, so the labels stand beside other rows. Draw one "
    "order, and use it for both."
)

make_batches = FunctionExercise(
    name="make_batches",
    solution=_batches_of(_right_parts),
    cases=_batch_cases,
    observe=_look_at_batches,
    passed="One permutation for both, cut up, and a short last batch where one is left.",
    mistakes=[
        Mistake(_RAGGED_LOST, _batches_of(_full_only(_right_parts))),
        Mistake(
            "The last batch is missing, even where it is a full one: look at where the range ends.",
            _batches_of(lambda n, size, rng: _right_parts(n, size, rng)[:-1]),
        ),
        Mistake(
            "The last batch is missing, even where it is a full one: look at where the range ends.",
            _batches_of(
                lambda n, size, rng: [
                    part for i, part in enumerate(_right_parts(n, size, rng)) if i * size < n - size
                ]
            ),
        ),
        Mistake(
            "Nothing is shuffled: the batches come in the order of the file.",
            _batches_of(lambda n, size, rng: _cut(np.arange(n), size)),
        ),
        Mistake(
            "Nothing is shuffled, and the short last batch is lost.",
            _batches_of(_full_only(lambda n, size, rng: _cut(np.arange(n), size))),
        ),
        Mistake(_PARTED, _two_orders),
        Mistake(_PARTED, _one_order_only),
        Mistake(_PARTED, _other_order_only),
        Mistake(
            _WITH_REPLACEMENT,
            _batches_of(lambda n, size, rng: _cut(rng.integers(0, n, n), size)),
        ),
        Mistake(
            _WITH_REPLACEMENT,
            _batches_of(
                lambda n, size, rng: [
                    rng.choice(n, min(size, n), replace=False) for _ in range(0, n, size)
                ]
            ),
        ),
        Mistake(
            _WITH_REPLACEMENT,
            _batches_of(
                lambda n, size, rng: [rng.permutation(n)[i : i + size] for i in range(0, n, size)]
            ),
        ),
        Mistake(
            "Every epoch gets the same order: it does not come from rng. (A generator that is made "
            "inside the function begins anew at each call.)",
            _batches_of(lambda n, size, rng: _cut(np.random.default_rng(0).permutation(n), size)),
        ),
        Mistake(
            "The order does not come from rng, so the same seed gives another order each time, and "
            "no training can be repeated.",
            _batches_of(lambda n, size, rng: _cut(np.random.default_rng().permutation(n), size)),
        ),
        Mistake(
            "Only the order of the batches is random. The same samples always stand together: "
            "shuffle the samples, then cut.",
            _batches_of(_shuffled_batches),
        ),
        Mistake(
            "Each batch is shuffled, but it always holds the same samples. Shuffle all of them "
            "first, then cut.",
            _batches_of(
                lambda n, size, rng: [rng.permutation(part) for part in _cut(np.arange(n), size)]
            ),
        ),
        Mistake(
            "batch_size is taken for the number of batches. It is the number of rows in each.",
            _batches_of(lambda n, size, rng: np.array_split(rng.permutation(n), size)),
        ),
        Mistake(
            "The batches are made equal in size. Asked are full batches, and the rest in the last.",
            _batches_of(lambda n, size, rng: np.array_split(rng.permutation(n), -(-n // size))),
        ),
        Mistake(
            "The last batch is filled up with samples that were already used.",
            _batches_of(_filled_up),
        ),
        Mistake(
            "These are positions, or labels alone. Take the rows of x and y there, and return "
            "pairs (x_batch, y_batch).",
            lambda x, y, size, rng: _right_parts(len(x), size, rng),
        ),
        Mistake(
            "y is missing: each item must be a pair (x_batch, y_batch).",
            lambda x, y, size, rng: [x[p] for p in _right_parts(len(x), size, rng)],
        ),
        Mistake(
            "The pairs are turned round: x_batch first, then y_batch.",
            lambda x, y, size, rng: [(y[p], x[p]) for p in _right_parts(len(x), size, rng)],
        ),
        Mistake(
            "These are single samples. A batch holds several rows: x[positions] takes as many rows "
            "as there are positions.",
            lambda x, y, size, rng: [(x[i], y[i]) for i in rng.permutation(len(x))],
        ),
        Mistake(
            "This is one shuffled x and one shuffled y. They still have to be cut into batches.",
            lambda x, y, size, rng: (lambda order: (x[order], y[order]))(rng.permutation(len(x))),
        ),
        Mistake(
            "This is the first batch alone. A `return` inside the loop ends it in its first round.",
            lambda x, y, size, rng: _batches_of(_right_parts)(x, y, size, rng)[0],
        ),
        Mistake(
            "This is a list of the first batch alone. A `return` inside the loop ends it in its "
            "first round.",
            lambda x, y, size, rng: _batches_of(_right_parts)(x, y, size, rng)[:1],
        ),
        Mistake(
            "The order is not random: it only begins somewhere else, and neighbours stay together.",
            _batches_of(lambda n, size, rng: _cut(np.roll(np.arange(n), rng.integers(1, n)), size)),
        ),
        Mistake(
            "These are two lists, one of x and one of y. Asked is one list of pairs: zip them.",
            lambda x, y, size, rng: (
                [x[p] for p in _right_parts(len(x), size, rng)],
                [y[p] for p in _right_parts(len(x), size, rng)],
            ),
        ),
    ],
)
