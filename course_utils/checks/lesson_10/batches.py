"""How many batches, and how to make them: exercises 10.6 and 10.7."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

# --- 10.6 -----------------------------------------------------------------------------------

batch_count = ValueExercise(
    name="batch_count",
    solution=(860, 24),
    tolerance=1e-9,
    passed="859 full batches hold 54,976 images, and 24 are left for one more. Now run it:",
    mistakes={
        "859 batches are the full ones. The 24 images left over make one more batch.": (859, 24),
        "859 full batches hold 54,976 images. The others are not thrown away, unless you ask for "
        "it.": (859, 64),
        "860 is right, but 860 full batches would be 55,040 images: the last one is smaller.": (
            860,
            64,
        ),
        "860 is right. 40 is what the last batch lacks to be full; how many does it hold?": (
            860,
            40,
        ),
        "The two numbers are swapped: first how many batches, then the size of the last.": (
            24,
            860,
        ),
        "An epoch has a whole number of batches: round up, since the left-over images are used "
        "too.": lambda answer: abs(answer[0] - 55_000 / 64) < 0.01,
        "This is the count for all 60,000 images. 55,000 are kept for training.": (
            lambda answer: answer[0] in (937, 938)
        ),
        "The number of batches is right. For the last: how many images do the 859 full ones hold "
        "together?": lambda answer: answer[0] == 860,
        "859 batches are full. What is left over is seen too, so it makes one more batch; how many "
        "images is it?": lambda answer: answer[0] == 859,
        "Give two numbers in a pair: (batches, last).": (
            lambda answer: np.ndim(answer) == 0 and answer in (859, 860, 24)
        ),
    },
)

# --- 10.7 -----------------------------------------------------------------------------------

_ENOUGH = 400  # batches; no case has so many, an endless generator is cut here


def _batches_of(answer, x, y, size, rng):
    """("", [(rows, labels), ...]) of one epoch, or (what a batch is instead of a pair, [])."""
    batches = []
    for batch in itertools.islice(iter(answer(x, y, size, rng)), _ENOUGH):
        if isinstance(batch, list) and all(isinstance(b, (tuple, list)) for b in batch):
            return "a list of batches", []
        if not isinstance(batch, (tuple, list)) or len(batch) != 2:
            return "one thing", []
        rows, labels = np.asarray(batch[0]), np.asarray(batch[1])
        if rows.size == labels.size == 0:
            rows, labels = x[:0], y[:0]
        if (rows.ndim, labels.ndim) != (2, 1):
            swapped = (rows.ndim, labels.ndim) == (1, 2)
            single = (rows.ndim, labels.ndim) == (1, 0)
            return "swapped" if swapped else "a single image" if single else "other shapes", []
        batches.append((rows.copy(), labels.copy()))
    return "", batches


def _order_of(batches):
    return [int(label) for _, labels in batches for label in labels]


def _observe_batches(answer, x, y, size):
    rng = np.random.default_rng(11)
    result = answer(x, y, size, rng)
    if result is None or isinstance(result, str) or not hasattr(result, "__iter__"):
        return result
    rng = np.random.default_rng(11)
    no_pair, first = _batches_of(answer, x, y, size, rng)
    if no_pair:
        at_once = isinstance(result, tuple)
        return {"each batch is a pair (x_batch, y_batch)": False, "at once": at_once, "it": no_pair}
    _, second = _batches_of(answer, x, y, size, rng)
    _, again = _batches_of(answer, x, y, size, np.random.default_rng(11))
    rows_fit = [len(rows) == len(labels) for rows, labels in first]
    row_of = {int(label): row for label, row in zip(y, x, strict=True)}
    kept_pairs = all(rows_fit) and all(
        int(label) in row_of and np.array_equal(row, row_of[int(label)])
        for rows, labels in first
        for row, label in zip(rows, labels, strict=True)
    )
    order = _order_of(first)
    seen = {
        "each batch is a pair (x_batch, y_batch)": True,
        "one batch is made at a time": iter(result) is result,
        "batch sizes": tuple(len(labels) for _, labels in first),
        "some image never comes": bool(set(row_of) - set(order)),
        "some image comes twice": len(order) > len(set(order)),
        "each image keeps its label": kept_pairs,
    }
    if len(y) > 300:  # fewer might show a repeat by chance or not, and so hide the mistake
        seen["a batch holds an image twice"] = any(
            len(labels) > len(set(labels.tolist())) for _, labels in first
        )
    if len(y) > 5:
        seen["the order is shuffled"] = order != _order_of([(x, y)])
        seen["the second epoch has a new order"] = order != _order_of(second)
        seen["the same rng seed gives the same order"] = order == _order_of(again)
        blocks = {tuple(sorted(labels.tolist())) for _, labels in first}
        fixed = {tuple(sorted(y[i : i + size].tolist())) for i in range(0, len(y), size)}
        seen["batches mix images from everywhere"] = len(y) <= size or blocks != fixed
    return seen


def _minibatch_cases():
    cases = []
    for n, size in [(23, 5), (24, 6), (31, 10), (330, 100), (7, 50), (12, 1), (1, 4)]:
        labels = 100 + np.arange(n)[::-1] * 3
        cases.append((np.stack([labels / 2, -labels, labels + 0.5], axis=1), labels, size))
    return cases


_RAGGED = "The smaller last batch is missing: its images are not used in this epoch."
_ORDER, _STARTS, _CHOSEN = (
    "rng.permutation(len(x))",
    "range(0, len(x), size)",
    "order[start : start + size]",
)
_SAME_ORDER = (
    "Each epoch has the same order: it is drawn once and kept, or comes from a generator with a "
    "fixed seed. Draw it anew at each call, from the rng that is passed in."
)

minibatches = FunctionExercise(
    name="minibatches",
    solution=f"""
def minibatches(x, y, size, rng):
    order = {_ORDER}
    for start in {_STARTS}:
        chosen = {_CHOSEN}
        yield x[chosen], y[chosen]
""",
    cases=_minibatch_cases,
    observe=_observe_batches,
    passed="This is all that a shuffling loader does; a network in NumPy needs nothing more.",
    edits={
        (_ORDER, _CHOSEN): {
            ("None", f"{_ORDER}[start : start + size]"): "A new order is drawn for every batch, so "
            "some images come twice in an epoch and others never. Draw it once, before the loop.",
            ("None", f"{_ORDER}[:size]"): "Each batch is drawn by itself from all images, so some "
            "come twice in an epoch and others never. Draw one order, before the loop.",
            ("None", "start + rng.permutation(min(size, len(x) - start))"): "Images are shuffled "
            "only inside their batch, so each batch always holds the same ones. Shuffle all "
            "positions before you cut.",
        },
        (_ORDER, _STARTS): {
            ("np.arange(len(x))", f"rng.permutation(np.array({_STARTS}))"): "The batches come in a "
            "random order, but each holds neighbours of the file, always the same ones. Shuffle "
            "the images, not the batches.",
        },
        (_ORDER, "y[chosen]"): {
            (f"{_ORDER}\nother = {_ORDER}", "y[other[start : start + size]]"): "The arrays x and y "
            "are shuffled separately, so images get the labels of others. Shuffle positions once "
            "and use the same ones for both.",
        },
        "y[chosen]": {
            "y[start : start + size]": "Here x is shuffled but y is not, so images get the labels "
            "of others. Index both with the same positions.",
        },
        _ORDER: {
            "np.arange(len(x))": "Nothing is shuffled: every epoch has the order of the file.",
            "np.random.default_rng(0).permutation(len(x))": _SAME_ORDER,
            "np.random.default_rng().permutation(len(x))": "The rng that is passed in is not used, "
            "so the same seed gives other batches each time. Draw the order from rng.",
            "rng.integers(0, len(x), len(x))": "It draws with replacement: in one epoch some "
            "images come twice and others never. A permutation has each exactly once.",
        },
        _STARTS: {
            "range(0, len(x) - size + 1, size)": _RAGGED,
            "range(0, len(x) - size, size)": _RAGGED,
            "range(0, len(x) - 1, size)": "A last batch of a single image is missing. `range` "
            "already stops before its end: range(0, len(x), size), not len(x) - 1.",
            "range(0, len(x) + 1, size)": "There is one batch too many, and it is empty when the "
            "images fill the batches exactly.",
            "range(len(x))": "The start moves on by one, so the batches overlap. It must move on "
            "by `size`.",
            "range(size, len(x), size)": "The first batch is missing: the starts begin at 0.",
        },
        _CHOSEN: {
            "order[start : start + size + 1]": "Each batch has one image more than `size`, and the "
            "images at the seams come twice. A slice ends before its second number.",
            "order[start:size]": "Only the first batch holds images. A slice's second number is "
            "where it ends, not how long it is: `start + size`.",
        },
        "yield x[chosen], y[chosen]": {
            "return x[chosen], y[chosen]": "`return` ends the function at the first batch. `yield` "
            "gives a batch and goes on.",
            "yield x[chosen], y[chosen]\nreturn": "Only the first batch comes. The loop over the "
            "starts must go on after the `yield`.",
            "yield x[chosen]": "A batch must be a pair of arrays: `yield x[chosen], y[chosen]`, "
            "the images and their labels.",
            "yield y[chosen], x[chosen]": "The two parts of each pair are swapped: the images come "
            "first, then the labels.",
            "yield from zip(x[chosen], y[chosen], strict=True)": "Images come one by one. Index "
            "with all positions of a batch at once, and yield once per batch.",
        },
    },
    mistakes=[
        Mistake(
            "This returns a finished list of all batches. A generator makes one at a time: `yield` "
            "each inside the loop.",
            f"""
order = {_ORDER}
return [(x[order[s : s + size]], y[order[s : s + size]]) for s in {_STARTS}]
""",
        ),
        Mistake(
            "All batches come at once, in one list. Yield each batch inside the loop.",
            f"""
order = {_ORDER}
yield [(x[order[s : s + size]], y[order[s : s + size]]) for s in {_STARTS}]
""",
        ),
        Mistake(
            "It never stops. One call is one epoch: it ends when each image has come once.",
            f"""
while True:
    order = {_ORDER}
    for start in {_STARTS}:
        chosen = {_CHOSEN}
        yield x[chosen], y[chosen]
""",
        ),
        Mistake(
            "The batches are made nearly equal. Each should have `size` images, and only the last "
            "what is left over.",
            f"""
for chosen in np.array_split({_ORDER}, -(-len(x) // size)):
    yield x[chosen], y[chosen]
""",
        ),
    ],
)
