"""How many batches, and how to make them: exercises 10.6 and 10.7."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


batch_count = ValueExercise(
    **texts(
        "batch_count",
        {
            "fraction": lambda answer: abs(answer[0] - 55_000 / 64) < 0.01,
            "of_all_images": lambda answer: answer[0] in (937, 938),
            "last_batch": lambda answer: answer[0] == 860,
            "cut_off": lambda answer: answer[0] == 859,
            "one_number": lambda answer: np.ndim(answer) == 0 and answer in (859, 860, 24),
        },
    ),
    solution=(860, 24),
    tolerance=1e-9,
)


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


minibatches = FunctionExercise(
    **texts("minibatches"),
    cases=_minibatch_cases,
    observe=_observe_batches,
)
