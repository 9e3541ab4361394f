"""Batches: exercise 07.5."""

import itertools

import numpy as np

from course_utils.checks.comparing import plain
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.explaining import describe

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


_LAST_MISSING = (
    "The last batch is missing, even where it is a full one: look at where the range ends."
)
_PARTED = (
    "x and y are shuffled apart from one another, so the labels stand beside other rows. Draw one "
    "order, and use it for both."
)
_DRAWN_ANEW = (
    "Each batch is drawn anew from all samples: some come twice in an epoch and others never. Cut "
    "one permutation into pieces instead."
)
_ORDER = "rng.permutation(len(x))"

make_batches = FunctionExercise(
    name="make_batches",
    solution="""
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    parts = [order[i : i + batch_size] for i in range(0, len(x), batch_size)]
    return [(x[part], y[part]) for part in parts]
""",
    cases=_batch_cases,
    observe=_look_at_batches,
    passed="One permutation for both, cut up, and a short last batch where one is left.",
    edits={
        _ORDER: {
            "np.arange(len(x))": "Nothing is shuffled: the batches come in the order of the file.",
            "rng.integers(0, len(x), len(x))": _DRAWN_ANEW,
            "np.random.default_rng(0).permutation(len(x))": "Every epoch gets the same order: it "
            "does not come from rng. (A generator that is made inside the function begins anew at "
            "each call.)",
            "np.random.default_rng().permutation(len(x))": "The order does not come from rng, so "
            "the same seed gives another order each time, and no training can be repeated.",
            "np.roll(np.arange(len(x)), rng.integers(1, len(x)))": "The order is not random: it "
            "only begins somewhere else, and neighbours stay together.",
        },
        "[order[i : i + batch_size] for i in range(0, len(x), batch_size)]": {
            "np.array_split(order, batch_size)": "batch_size is taken for the number of batches. "
            "It is the number of rows in each.",
            "np.array_split(order, -(-len(x) // batch_size))": "The batches are made equal in "
            "size. Asked are full batches, and the rest in the last.",
        },
        "range(0, len(x), batch_size)": {
            "range(0, len(x) - batch_size + 1, batch_size)": "The last samples are lost: when the "
            "number is not a multiple of the batch size, the last batch is smaller, but it belongs "
            "to the epoch.",
            "range(0, len(x) - batch_size, batch_size)": _LAST_MISSING,
            "range(0, len(x), batch_size)][:-1": _LAST_MISSING,
        },
        "order[i : i + batch_size]": {
            "order.take(range(i, i + batch_size), mode='wrap')": "The last batch is filled up with "
            "samples that were already used.",
            "rng.choice(len(x), min(batch_size, len(x)), replace=False)": _DRAWN_ANEW,
            "rng.permutation(len(x))[i : i + batch_size]": _DRAWN_ANEW,
        },
        (_ORDER, "for part in parts"): {
            (
                "np.arange(len(x))",
                "for part in [parts[i] for i in rng.permutation(len(parts))]",
            ): "Only the order of the batches is random. The same samples always stand together: "
            "shuffle the samples, then cut.",
            ("np.arange(len(x))", "for part in map(rng.permutation, parts)"): "Each batch is "
            "shuffled, but it always holds the same samples. Shuffle all of them first, then cut.",
        },
        "return [(x[part], y[part]) for part in parts]": {
            "y = rng.permutation(y)\nreturn [(x[part], y[part]) for part in parts]": _PARTED,
            "y = y[np.argsort(order)]\nreturn [(x[part], y[part]) for part in parts]": _PARTED,
            "x = x[np.argsort(order)]\nreturn [(x[part], y[part]) for part in parts]": _PARTED,
            "return parts": "These are positions, or labels alone. Take the rows of x and y there, "
            "and return pairs (x_batch, y_batch).",
            "return [(part, y[part]) for part in parts]": "These are positions, where the rows of "
            "x at these positions are asked for: x[part].",
            "return [x[part] for part in parts]": "y is missing: each item must be a pair "
            "(x_batch, y_batch).",
            "return [(y[part], x[part]) for part in parts]": "The pairs are turned round: x_batch "
            "first, then y_batch.",
            "return [(x[i], y[i]) for i in order]": "These are single samples. A batch holds "
            "several rows: x[positions] takes as many rows as there are positions.",
            "return x[order], y[order]": "This is one shuffled x and one shuffled y. They still "
            "have to be cut into batches.",
            "return x[parts[0]], y[parts[0]]": "This is the first batch alone. A `return` inside "
            "the loop ends it in its first round.",
            "return [(x[part], y[part]) for part in parts[:1]]": "This is a list of the first "
            "batch alone. A `return` inside the loop ends it in its first round.",
            "return [x[part] for part in parts], [y[part] for part in parts]": "These are two "
            "lists, one of x and one of y. Asked is one list of pairs: zip them.",
        },
    },
)
