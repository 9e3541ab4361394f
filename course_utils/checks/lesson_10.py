"""The exercises of lesson 10: the idx format, honest numbers, splits and batches."""

import itertools
import random

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

# --- idx_header -------------------------------------------------------------------------------


def _idx_file(kind, shape, bytes_each):
    header = bytes([0, 0, kind, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
    # A short piece of the numbers is enough: the header alone says how many there should be.
    return header + bytes(range(7, 7 + 40 * bytes_each))


def _listed(sizes):
    """Sizes as a tuple of whole numbers, whether they come as tuple, list or array."""
    if isinstance(sizes, (tuple, list, np.ndarray, torch.Tensor)) and len(np.shape(sizes)) == 1:
        # NumPy's fixed-width integers and Python's are the same answer.
        return tuple(s.item() if hasattr(s, "item") else s for s in sizes)
    return sizes


def _observe_header(answer, raw):
    result = answer(raw)
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return result
    return {"shape": _listed(result[0]), "start": result[1]}


def _header(raw, first=4, order="big", dimensions=None):
    dimensions = raw[3] if dimensions is None else dimensions
    start = 4 + 4 * dimensions
    return tuple(int.from_bytes(raw[i : i + 4], order) for i in range(first, start, 4)), start


def _sizes(raw):
    return _header(raw)[0]


idx_header = FunctionExercise(
    name="idx_header",
    solution=_header,
    cases=lambda: [
        (_idx_file(0x08, (60_000, 28, 30), 1),),
        (_idx_file(0x08, (10_000,), 1),),
        (_idx_file(0x0C, (60_000, 8), 4),),  # the table of Yadav and Bottou
        (_idx_file(0x0D, (70_000_000, 3, 2, 5), 4),),
        (_idx_file(0x0B, (258, 1, 770), 2),),
    ],
    observe=_observe_header,
    passed="It reads images, labels, tables and sound: a header of 4 bytes and 4 per dimension.",
    mistakes=[
        Mistake(
            "the sizes are read with the least significant byte first. An idx file stores the most "
            'significant one first: say "big" (or ">" in a NumPy or struct format).',
            lambda raw: _header(raw, order="little"),
        ),
        Mistake(
            "NumPy reads numbers the way of this computer, the least significant byte first. An "
            'idx file stores the most significant one first: ask for ">i4".',
            lambda raw: (tuple(np.frombuffer(raw, "<i4", raw[3], 4)), _header(raw)[1]),
        ),
        Mistake(
            "it always reads three dimensions, as for images. Labels have one and a table has "
            "two: ask byte 3 how many there are.",
            lambda raw: _header(raw, dimensions=3),
        ),
        Mistake(
            "the shape is right, but start is always 16, which holds for three dimensions only. "
            "How many bytes does each size take?",
            lambda raw: (_sizes(raw), 16),
        ),
        *(
            Mistake(
                "it knows only images (16) and labels (8), but a table has a header of 12 bytes. "
                "How many bytes does each size take?",
                lambda raw, whole=whole: (
                    _sizes(raw) if whole else _header(raw)[0][: 3 if raw[3] == 3 else 1],
                    16 if raw[3] == 3 else 8,
                ),
            )
            for whole in (True, False)
        ),
        Mistake(
            "there is one size too many, and it is made of pixels: `range` stops before its second "
            "number, so let that be the first byte after the header.",
            lambda raw: (_header(raw, dimensions=raw[3] + 1)[0], _header(raw)[1]),
        ),
        Mistake(
            "it reads a size from every byte on. Each takes four bytes, so go on in steps of four: "
            "`range` takes the step as its third argument.",
            lambda raw: (
                tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, _header(raw)[1])),
                _header(raw)[1],
            ),
        ),
        Mistake(
            "the sizes are still pieces of four bytes. Make each of them a number.",
            lambda raw: (
                tuple(raw[i : i + 4] for i in range(4, _header(raw)[1], 4)),
                _header(raw)[1],
            ),
        ),
        Mistake(
            "the shape begins with the first four bytes of the file. They are the kind and the "
            "number of dimensions, not a size: the sizes begin after them.",
            lambda raw: _header(raw, first=0),
        ),
        Mistake(
            "the first size is missing: it stands in bytes 4 to 7.",
            lambda raw: _header(raw, first=8),
        ),
        Mistake(
            "the last size is missing: the sizes go on until the header ends, so look at where "
            "your range stops.",
            lambda raw: (_sizes(raw)[:-1], _header(raw)[1]),
        ),
        Mistake(
            "the last size is missing, and start is 4 bytes too early: the four bytes at the "
            "beginning come on top of 4 for each dimension.",
            lambda raw: (_sizes(raw)[:-1], 4 * raw[3]),
        ),
        Mistake(
            "the shape is right, but start leaves out the four bytes before the sizes.",
            lambda raw: (_sizes(raw), 4 * raw[3]),
        ),
        Mistake(
            "the shape is right, but start counts one byte for each size. Each size takes four.",
            lambda raw: (_sizes(raw), 4 + raw[3]),
        ),
        Mistake(
            "the shape is right, but start is one byte too far. Positions count from 0: the first "
            "byte after 8 bytes is byte 8.",
            lambda raw: (_sizes(raw), 5 + 4 * raw[3]),
        ),
        Mistake(
            "the number of dimensions is taken from byte 2. That byte is the kind of number; the "
            "next one counts the dimensions.",
            lambda raw: _header(raw, dimensions=raw[2]),
        ),
        Mistake(
            "all four first bytes are read as one number of dimensions. Only byte 3 is that "
            "number; byte 2 is the kind.",
            lambda raw: _header(raw, dimensions=int.from_bytes(raw[:4], "big")),
        ),
        Mistake(
            "each size is read from a single byte. A byte ends at 255, so each size takes four.",
            lambda raw: (tuple(raw[4 : 4 + raw[3]]), 4 + raw[3]),
        ),
        Mistake(
            "each size is read from a single byte, the last of its four. That is right only below "
            "256: 60,000 needs the other bytes too.",
            lambda raw: (tuple(raw[7 + 4 * i] for i in range(raw[3])), _header(raw)[1]),
        ),
        Mistake(
            "each size is read from two bytes, which end at 65,535. It takes four.",
            lambda raw: (tuple(n % 65_536 for n in _sizes(raw)), _header(raw)[1]),
        ),
        Mistake(
            "the sizes are in the reverse order: the file begins with the number of images.",
            lambda raw: (_sizes(raw)[::-1], _header(raw)[1]),
        ),
        Mistake(
            "the two results are swapped: the shape comes first, then start.",
            lambda raw: _header(raw)[::-1],
        ),
        Mistake(
            "the shape holds the number of values in all, not the size of each dimension.",
            lambda raw: ((int(np.prod(_sizes(raw))),), _header(raw)[1]),
        ),
        Mistake(
            "only the shape comes back. Return two results: `return shape, start`.",
            lambda raw: _sizes(raw),
        ),
    ],
)

# --- majority_accuracy ------------------------------------------------------------------------


def _most_frequent(labels):
    return np.bincount(labels).argmax()


def _majority(train_labels, test_labels):
    return np.mean(test_labels == _most_frequent(train_labels))


majority_accuracy = FunctionExercise(
    name="majority_accuracy",
    solution=_majority,
    cases=lambda: [
        (np.array([3, 7, 3, 9, 3, 7, 5], np.uint8), np.array([7, 7, 3, 5, 7, 6, 2, 8], np.uint8)),
        (np.array([6, 4, 6, 2]), np.array([4, 6, 4, 6, 2, 4, 6, 9, 4, 5])),
        (np.array([8, 8, 8, 1, 1]), np.array([1, 1, 3, 4])),  # never right
        (np.array([2, 5, 5, 9, 9, 9], np.uint8), np.array([9, 9, 9, 5, 9])),
    ],
    passed="On MNIST this is 11.35 %, the share of 1s in the test set: any network must beat it.",
    mistakes=[
        Mistake(
            "the digit is chosen from the test labels. The program may not see them before it "
            "answers: choose it from the training labels.",
            lambda train, test: _majority(test, test),
        ),
        Mistake(
            "this is the share of the digit among the training labels. Choose on the training "
            "labels, but score on the test labels.",
            lambda train, test: _majority(train, train),
        ),
        Mistake(
            "the digit is chosen on the test labels and scored on the training labels: it is the "
            "other way round.",
            lambda train, test: _majority(test, train),
        ),
        Mistake(
            "this is a number of images, not a share. Divide by how many test labels there are.",
            lambda train, test: np.sum(test == _most_frequent(train)),
        ),
        Mistake(
            "this is in percent. Return a share between 0 and 1.",
            lambda train, test: 100 * _majority(train, test),
        ),
        Mistake(
            "the hits on the test labels are divided by the number of training labels.",
            lambda train, test: np.sum(test == _most_frequent(train)) / len(train),
        ),
        Mistake(
            "whole-number division (//) throws away everything after the point. Use /.",
            lambda train, test: np.sum(test == _most_frequent(train)) // len(test),
        ),
        Mistake(
            "the labels are compared with how often the digit occurs. `max` gives the largest "
            "count; which digit has it?",
            lambda train, test: np.mean(test == np.bincount(train).max()),
        ),
        Mistake(
            "the labels are compared with the largest label, not with the most frequent one: "
            "count first.",
            lambda train, test: np.mean(test == train.max()),
        ),
        Mistake(
            "`np.unique` gives the labels and their counts. argmax finds a place in that list: "
            "look up which label stands there.",
            lambda train, test: np.mean(test == np.unique(train, return_counts=True)[1].argmax()),
        ),
        Mistake(
            "it answers with the rarest digit. Look for the largest count.",
            lambda train, test: np.mean(
                test == min(sorted(set(train.tolist())), key=train.tolist().count)
            ),
        ),
        Mistake(
            "it answers with the first place of the largest label: count the labels before you "
            "take argmax.",
            lambda train, test: np.mean(test == train.argmax()),
        ),
        Mistake(
            "this is the share of wrong answers. Count where the labels are equal.",
            lambda train, test: np.mean(test != _most_frequent(train)),
        ),
        Mistake(
            "the digit 1 is typed in. It is the most frequent one of MNIST, but the function gets "
            "other labels too: count them.",
            lambda train, test: np.mean(test == 1),
        ),
        Mistake(
            "it returns a True or False for each image. Which share of them is True?",
            lambda train, test: test == _most_frequent(train),
        ),
        Mistake(
            "it returns the digit itself. Go on: which share of the test labels is this digit?",
            lambda train, test: _most_frequent(train),
        ),
    ],
)

# --- standardise ------------------------------------------------------------------------------


def _standardise(train, test, axis=0, ddof=0):
    mean, std = train.mean(axis=axis), train.std(axis=axis, ddof=ddof)
    std = np.where(std < 1e-6, 1, std)
    return (train - mean) / std, (test - mean) / std


def _each_by_itself(train, test):
    return _standardise(train, train)[0], _standardise(test, test)[0]


def _by_image(train, test):
    def one(x):
        std = x.std(axis=1, keepdims=True)
        return (x - x.mean(axis=1, keepdims=True)) / np.where(std == 0, 1, std)

    return one(train), one(test)


def _pooled(train, test):
    both = _standardise(np.concatenate([train, test]), test)[0]
    return both[: len(train)], both[len(train) :]


def _test_std_or_mean(train, test, std_of_test):
    mean, std = (train.mean(0), test.std(0)) if std_of_test else (test.mean(0), train.std(0))
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std


def _divided(train, test, change):
    with np.errstate(all="ignore"):
        mean, std = train.mean(axis=0), change(train.std(axis=0))
        return (train - mean) / std, (test - mean) / std


def _zeros_for_constant(train, test):
    constant = train.std(axis=0) == 0
    return tuple(np.where(constant, 0.0, x) for x in _standardise(train, test))


def _without_constant(train, test):
    used = train.std(axis=0) != 0
    return tuple(x[:, used] for x in _standardise(train, test))


def _variance(train, test):
    variance = train.var(axis=0)
    variance = np.where(variance == 0, 1, variance)
    return (train - train.mean(axis=0)) / variance, (test - train.mean(axis=0)) / variance


def _divisor(train):
    std = train.std(axis=0)
    return np.where(std == 0, 1, std)


def _no_shift(train, test):
    return train / _divisor(train), test / _divisor(train)


def _mean_of_shifted(train, test):
    shifted, _ = _standardise(train, test)
    return shifted, (test - shifted.mean(axis=0)) / _divisor(train)


def _spread(train, test):
    width = np.ptp(train, axis=0).astype(float)
    width = np.where(width == 0, 1, width)
    return (train - train.mean(0)) / width, (test - train.mean(0)) / width


def _to_unit_range(train, test):
    low, width = train.min(axis=0).astype(float), np.ptp(train, axis=0).astype(float)
    width = np.where(width == 0, 1, width)
    return (train - low) / width, (test - low) / width


_EXPLODES = (
    "a small number in place of a standard deviation of 0 saves the training set, but where a test "
    "image has ink in a pixel that training never used, dividing by almost nothing makes it "
    "enormous. Divide such columns by 1."
)

standardise = FunctionExercise(
    name="standardise",
    solution=_standardise,
    cases=lambda: [
        (
            np.array([[10, 0, 200], [30, 0, 250], [20, 0, 180], [90, 0, 251]], np.uint8),
            np.array([[0, 40, 255], [60, 0, 190], [200, 9, 0]], np.uint8),
        ),
        (
            np.random.default_rng(1).normal([1, -20, 300, 0], [1, 7, 90, 0.1], (9, 4)),
            np.random.default_rng(2).normal([4, -20, 200, 1], [2, 3, 9, 0.5], (5, 4)),
        ),
        (np.array([[5.0, 1.5], [5.0, 2.5], [5.0, 6.5]]), np.array([[7.0, -3.0]])),
    ],
    passed="A pixel that training never used stays finite, and the test set decided nothing.",
    mistakes=[
        Mistake(
            "the test set is standardised with its own mean and standard deviation. One new "
            "image has none: use the numbers of the training set for both.",
            _each_by_itself,
        ),
        Mistake(
            "the mean and standard deviation are those of train and test together, so the test set "
            "has had its say. Take them from train alone.",
            _pooled,
        ),
        Mistake(
            "the mean is of train, but the standard deviation is of test. Both must be of train.",
            lambda train, test: _test_std_or_mean(train, test, True),
        ),
        Mistake(
            "the standard deviation is of train, but the mean is of test. Both must be of train.",
            lambda train, test: _test_std_or_mean(train, test, False),
        ),
        Mistake(
            "both sets use the numbers of the test set. It must be the training set.",
            lambda train, test: _standardise(test, train)[::-1],
        ),
        Mistake(
            "it standardises each image (row) by itself. Work column by column: axis=0 runs down "
            "the rows.",
            _by_image,
        ),
        Mistake(
            "one mean and one standard deviation serve for all columns. That is a choice that "
            "others make too, but here each column has its own: say which axis.",
            lambda train, test: _standardise(train, test, axis=None),
        ),
        Mistake(
            "it divides by the variance. The standard deviation is its square root.",
            _variance,
        ),
        Mistake(
            "it divides by N-1 inside the standard deviation (ddof=1, or PyTorch's default). Here "
            "it is NumPy's plain standard deviation.",
            lambda train, test: _standardise(train, test, ddof=1),
        ),
        Mistake(
            "train is right, but the mean for test is taken from the train that was already "
            "changed, and there it is 0. Compute mean and std once, before you change anything.",
            _mean_of_shifted,
        ),
        Mistake(
            "everything is divided by 255 first. That makes no difference, except in columns that "
            "never change: they come out 255 times too small. Leave it out.",
            lambda train, test: _standardise(train / 255, test / 255),
        ),
        Mistake(
            "the mean is rounded down to a whole number. Leave it a float.",
            lambda train, test: tuple(
                (x - np.trunc(train.mean(axis=0))) / _divisor(train) for x in (train, test)
            ),
        ),
        Mistake(
            "1 is put in place of every standard deviation that is not 0, and the zeros stay. Turn "
            "the condition round.",
            lambda train, test: _divided(train, test, lambda std: np.where(std == 0, std, 1)),
        ),
        Mistake("the mean is not subtracted.", _no_shift),
        Mistake(
            "the mean is subtracted, but nothing is divided.",
            lambda train, test: (train - train.mean(axis=0), test - train.mean(axis=0)),
        ),
        Mistake(
            "it divides by the range, largest minus smallest, not by the standard deviation.",
            _spread,
        ),
        Mistake(
            "this brings each column to 0..1 by its smallest and largest value. That is another "
            "scaling: use mean and standard deviation.",
            _to_unit_range,
        ),
        Mistake(
            "a column that never changes gives 0/0 or a division by zero: NaN or infinity. "
            "Replace a standard deviation of 0 by 1 before you divide.",
            lambda train, test: _divided(train, test, lambda std: std),
        ),
        Mistake(
            "nan_to_num turns 0/0 into 0, but a number divided by 0 into an enormous one: look at "
            "the test set. Replace a standard deviation of 0 by 1 before you divide.",
            lambda train, test: tuple(
                np.nan_to_num(x) for x in _divided(train, test, lambda std: std)
            ),
        ),
        Mistake(
            "a column that never changes in train becomes 0 in test too, whatever stands there. "
            "Only shift it: divide by 1.",
            _zeros_for_constant,
        ),
        Mistake(
            "the columns that never change are left out. Keep every column in its place: the "
            "network's inputs must not move.",
            _without_constant,
        ),
        Mistake(
            "1 is added to every standard deviation. Only those that are 0 may be replaced.",
            lambda train, test: _divided(train, test, lambda std: std + 1),
        ),
        Mistake(
            "every standard deviation below 1 is raised to 1. Only those that are 0 may be "
            "replaced.",
            lambda train, test: _divided(train, test, lambda std: np.maximum(std, 1)),
        ),
        Mistake(
            "the two results are swapped: train comes first.",
            lambda train, test: _standardise(train, test)[::-1],
        ),
        Mistake(
            "test is not standardised. The network must see both on the same scale.",
            lambda train, test: (_standardise(train, test)[0], test),
        ),
        Mistake(
            "only one of the two sets comes back. Return both: `return train, test`.",
            lambda train, test: _standardise(train, test)[0],
        ),
        *(
            Mistake(
                _EXPLODES, lambda train, test, eps=eps, add=add: _divided(train, test, add(eps))
            )
            for eps in [10.0**-k for k in range(2, 17)] + [np.finfo(float).eps]
            for add in (
                lambda eps: lambda std: std + eps,
                lambda eps: lambda std: np.maximum(std, eps),
            )
        ),
    ],
)

# --- nearest_example --------------------------------------------------------------------------


def _distances(images, examples, kind, power=2, axis=(2, 3)):
    difference = images[:, None].astype(kind) - examples.astype(kind)
    return (np.abs(difference) ** power).sum(axis=axis)


def _nearest(images, examples, labels):
    return labels[_distances(images, examples, int).argmin(axis=1)]


def _by_wrapped_difference(images, examples, labels):
    difference = (images[:, None] - examples).astype(int)
    return labels[(difference**2).sum(axis=(2, 3)).argmin(axis=1)]


def _by_wrapped_size(images, examples, labels):
    difference = images[:, None] - examples
    return labels[difference.sum(axis=(2, 3)).argmin(axis=1)]


def _by_sum(images, examples, labels):
    difference = images[:, None].astype(int) - examples
    return labels[difference.sum(axis=(2, 3)).argmin(axis=1)]


def _by_net_ink(images, examples, labels):
    difference = images[:, None].astype(int) - examples
    return labels[np.abs(difference.sum(axis=(2, 3))).argmin(axis=1)]


def _by_half(images, examples, labels):
    with np.errstate(over="ignore"):
        return labels[_distances(images, examples, np.float16).argmin(axis=1)]


def _by_means(images, examples, labels):
    kinds = np.unique(labels)
    means = np.stack([examples[labels == kind].mean(axis=0) for kind in kinds])
    return kinds[_distances(images, means, float).argmin(axis=1)]


def _by_vote(images, examples, labels, k=3):
    nearest = _distances(images, examples, int).argsort(axis=1)[:, :k]
    return np.array([np.bincount(row).argmax() for row in labels[nearest]])


def _by_product(images, examples, labels):
    products = np.einsum("mhw,nhw->mn", images.astype(float), examples.astype(float))
    return labels[products.argmax(axis=1)]


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


def _observe_labels(answer, images, examples, labels):
    result = answer(images, examples, labels)
    return np.asarray(result) if isinstance(result, (list, tuple)) and len(result) else result


_WRAPS = (
    "the images are subtracted as uint8, so 3 - 5 becomes 254. Convert both to int or float "
    "before you subtract, not afterwards."
)

nearest_example = FunctionExercise(
    name="nearest_example",
    solution=_nearest,
    cases=_nearest_cases,
    observe=_observe_labels,
    passed="No training at all, and it gets better with each example that it keeps.",
    mistakes=[
        Mistake(_WRAPS, lambda i, e, labels: labels[_distances(i, e, np.uint8).argmin(axis=1)]),
        Mistake(_WRAPS, _by_wrapped_difference),
        Mistake(_WRAPS, _by_wrapped_size),
        Mistake(
            "int16 is wide enough for a difference, but not for its square: 255² is 65,025. Use "
            "int (or float).",
            lambda i, e, labels: labels[_distances(i, e, np.int16).argmin(axis=1)],
        ),
        Mistake(
            "int8 ends at 127, so bright pixels become negative before you subtract. Use int (or "
            "float).",
            lambda i, e, labels: labels[_distances(i, e, np.int8).argmin(axis=1)],
        ),
        Mistake(
            "float16 ends at 65,504, and a sum over many pixels becomes infinite. Use int or "
            "float.",
            _by_half,
        ),
        Mistake(
            "it takes the farthest example. The nearest one has the smallest distance.",
            lambda i, e, labels: labels[_distances(i, e, int).argmax(axis=1)],
        ),
        Mistake(
            "it returns the position of the nearest example. Which label has this example?",
            lambda i, e, labels: _distances(i, e, int).argmin(axis=1),
        ),
        Mistake(
            "it returns the smallest distance itself. Which example has it (argmin), and which "
            "label has that example?",
            lambda i, e, labels: _distances(i, e, int).min(axis=1),
        ),
        Mistake(
            "it searches along the wrong axis of the (M, N) distances: for each image (row), "
            "the smallest over the examples (columns).",
            lambda i, e, labels: labels[_distances(i, e, int).argmin(axis=0)],
        ),
        Mistake(
            "it compares with the mean of all examples of a label. Here every example counts for "
            "itself: do not average.",
            _by_means,
        ),
        Mistake(
            "several near examples vote. That is a good method too, but here the single nearest "
            "one decides.",
            _by_vote,
        ),
        Mistake(
            "it takes the largest product of the pixels, which favours examples with much ink. "
            "Nearest means: the smallest sum of squared differences.",
            _by_product,
        ),
        Mistake(
            "it looks for one smallest number in the whole table, so there is one answer for all "
            "images. Each row needs its own: say which axis.",
            lambda i, e, labels: labels[_distances(i, e, int).argmin()],
        ),
        Mistake(
            "differences are summed without a square, so positive and negative ones cancel.",
            _by_sum,
        ),
        Mistake(
            "differences are summed before the square (or the absolute value): positive and "
            "negative ones cancel. Square each pixel first.",
            _by_net_ink,
        ),
        Mistake(
            "it sums absolute differences. That is a distance too, but here each difference is "
            "squared: large differences then count more.",
            lambda i, e, labels: labels[_distances(i, e, int, power=1).argmin(axis=1)],
        ),
        Mistake(
            "only one of the two image axes is summed. The distance of two images is one "
            "number: sum over both.",
            lambda i, e, labels: labels[_distances(i, e, int, axis=2).argmin(axis=1)],
        ),
        Mistake(
            "only one of the two image axes is summed. The distance of two images is one "
            "number: sum over both.",
            lambda i, e, labels: labels[_distances(i, e, int, axis=3).argmin(axis=1)],
        ),
        Mistake(
            "only the largest difference of each pair counts. Sum over all pixels.",
            lambda i, e, labels: labels[
                np.abs(i[:, None].astype(int) - e).max(axis=(2, 3)).argmin(axis=1)
            ],
        ),
    ],
)

# --- split_indices ----------------------------------------------------------------------------


def _global_states():
    name, keys, *rest = np.random.get_state()
    return name, tuple(keys.tolist()), *rest, random.getstate(), torch.get_rng_state().tolist()


def _as_positions(part):
    return [int(i) for i in np.asarray(part).reshape(-1)]


def _same_split(one, other):
    return all(_as_positions(a) == _as_positions(b) for a, b in zip(one, other, strict=True))


def _observe_split(answer, n, n_validation, seed):
    kept = np.random.get_state(), random.getstate(), torch.get_rng_state()
    before = _global_states()
    try:
        split = answer(n, n_validation, seed)
        untouched = _global_states() == before
        if not isinstance(split, (tuple, list)) or len(split) != 2:
            return split
        again, another = answer(n, n_validation, seed), answer(n, n_validation, seed + 1)
    finally:
        np.random.set_state(kept[0])
        random.setstate(kept[1])
        torch.set_rng_state(kept[2])
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
    if n > 50:  # in fewer, a position lost at random might be this one
        seen["position n-1 is in neither"] = n - 1 not in everything
    if n_validation:
        chosen = sorted(validation)
        block = list(range(chosen[0], chosen[0] + len(chosen))) if chosen else []
        seen["validation is one block of neighbours"] = chosen == block
        seen["another seed, the same split"] = sorted(_as_positions(another[1])) == chosen
    return seen


def _split(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[n_validation:], order[:n_validation]


def _independent_draws(n, n_validation, seed):
    rng = np.random.default_rng(seed)
    return (
        rng.choice(n, n - n_validation, replace=False),
        rng.choice(n, n_validation, replace=False),
    )


def _drawn_with_replacement(n, n_validation, seed):
    order = np.random.default_rng(seed).integers(0, n, n)
    return order[n_validation:], order[:n_validation]


def _rest_of_repeated_draw(n, n_validation, seed):
    validation = np.random.default_rng(seed).integers(0, n, n_validation)
    return np.setdiff1d(np.arange(n), validation), validation


def _everything_and_some(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order, order[:n_validation]


def _seeded_globally(n, n_validation, seed):
    np.random.seed(seed)
    order = np.random.permutation(n)
    return order[n_validation:], order[:n_validation]


def _unseeded_global(n, n_validation, seed):
    order = np.random.permutation(n)
    return order[n_validation:], order[:n_validation]


def _from_order(order, n_validation):
    return order[n_validation:], order[:n_validation]


def _random_block(n, n_validation, seed):
    start = np.random.default_rng(seed).integers(0, n - n_validation + 1)
    order = np.arange(n)
    chosen = (order >= start) & (order < start + n_validation)
    return order[~chosen], order[chosen]


def _masks(n, n_validation, seed):
    chosen = np.zeros(n, bool)
    chosen[_split(n, n_validation, seed)[1]] = True
    return ~chosen, chosen


_RNG = np.random.default_rng
_GLOBAL = (
    "it seeds a global random generator, so whoever draws random numbers after this call gets "
    "others than before. Make a generator of your own: np.random.default_rng(seed)."
)

split_indices = FunctionExercise(
    name="split_indices",
    solution=_split,
    cases=lambda: [(97, 20, 5), (40, 31, 0), (12, 0, 3)],
    observe=_observe_split,
    passed="Each position is in exactly one part, and the split can be repeated from its seed.",
    mistakes=[
        Mistake(
            "nothing is shuffled: validation is one block of neighbours. Section 6 showed that "
            "the order of the file means something.",
            lambda n, k, seed: (np.arange(n)[: n - k], np.arange(n)[n - k :]),
        ),
        Mistake(
            "validation is one block of neighbours, only its start is drawn. Section 6 showed that "
            "the order of the file means something: shuffle.",
            _random_block,
        ),
        Mistake(
            "it returns True or False for every position. Return the positions themselves: "
            "np.flatnonzero finds where a mask is True.",
            _masks,
        ),
        Mistake(
            "the seed is not used: each call gives another split, and no result can be repeated.",
            lambda n, k, seed: _from_order(_RNG().permutation(n), k),
        ),
        Mistake(
            "it draws from NumPy's global generator and does not use the seed. Make a generator of "
            "your own: np.random.default_rng(seed).",
            _unseeded_global,
        ),
        Mistake(_GLOBAL, _seeded_globally),
        Mistake(
            "the seed is fixed inside the function, so another seed gives the same split.",
            lambda n, k, seed: _from_order(_RNG(0).permutation(n), k),
        ),
        Mistake(
            "the two parts are swapped: train comes first, and validation has n_validation "
            "positions.",
            lambda n, k, seed: _split(n, k, seed)[::-1],
        ),
        Mistake(
            "train and validation are drawn independently, so they share positions. Shuffle once "
            "and cut once.",
            _independent_draws,
        ),
        Mistake(
            "train still holds every position, also those of the validation part. A network would "
            "be judged on images that it learned.",
            _everything_and_some,
        ),
        Mistake(
            "it draws with replacement: some positions come twice, others never. A permutation has "
            "each exactly once.",
            _drawn_with_replacement,
        ),
        Mistake(
            "validation is drawn with replacement, so some positions stand in it twice.",
            _rest_of_repeated_draw,
        ),
        Mistake(
            "the last position, n-1, is never used. A permutation of n already ends at n-1.",
            lambda n, k, seed: _from_order(_RNG(seed).permutation(n - 1), k),
        ),
        Mistake(
            "the positions run from 1 to n. They must run from 0 to n-1.",
            lambda n, k, seed: _from_order(_RNG(seed).permutation(n) + 1, k),
        ),
        Mistake(
            "one position is lost at the cut. A slice ends before its second number, so both "
            "slices need the same number there, and one that ends at -1 stops before the last.",
            lambda n, k, seed: (_split(n, k, seed)[0][1:], _split(n, k, seed)[1]),
        ),
        Mistake(
            "it is right unless n_validation is 0: then order[:-0] is order[:0], which is empty. "
            "Count from the front of the order instead.",
            lambda n, k, seed: _split(n, k or n, seed),
        ),
        Mistake(
            "it returns the shuffled positions without a cut. Return two parts.",
            lambda n, k, seed: _RNG(seed).permutation(n),
        ),
    ],
)

# --- batch_count ------------------------------------------------------------------------------

batch_count = ValueExercise(
    name="batch_count",
    solution=(860, 24),
    tolerance=1e-9,
    passed="859 full batches hold 54,976 images, and 24 are left for one more. Now run it:",
    mistakes=[
        Mistake(
            "859 batches are the full ones. The 24 images left over make one more batch.",
            (859, 24),
        ),
        Mistake(
            "859 full batches hold 54,976 images. The others are not thrown away, unless you ask "
            "for it.",
            (859, 64),
        ),
        Mistake(
            "860 is right, but 860 full batches would be 55,040 images: the last one is smaller.",
            (860, 64),
        ),
        Mistake(
            "860 is right. 40 is what the last batch lacks to be full; how many does it hold?",
            (860, 40),
        ),
        Mistake(
            "the two numbers are swapped: first how many batches, then the size of the last.",
            (24, 860),
        ),
        Mistake(
            "an epoch has a whole number of batches: round up, since the left-over images are "
            "used too.",
            lambda answer: abs(answer[0] - 55_000 / 64) < 0.01,
        ),
        Mistake(
            "this is the count for all 60,000 images. 55,000 are kept for training.",
            lambda answer: answer[0] in (937, 938),
        ),
        Mistake(
            "the number of batches is right. For the last: how many images do the 859 full ones "
            "hold together?",
            lambda answer: answer[0] == 860,
        ),
        Mistake(
            "859 batches are full. What is left over is seen too, so it makes one more batch; how "
            "many images is it?",
            lambda answer: answer[0] == 859,
        ),
        Mistake(
            "give two numbers in a pair: (batches, last).",
            lambda answer: np.ndim(answer) == 0 and answer in (859, 860, 24),
        ),
    ],
)

# --- minibatches ------------------------------------------------------------------------------

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


def _minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        yield x[order[start : start + size]], y[order[start : start + size]]


def _in_order(x, y, size, rng, order, starts=None):
    for start in range(0, len(x), size) if starts is None else starts:
        yield x[order[start : start + size]], y[order[start : start + size]]


def _shuffled_apart(x, y, size, rng):
    for start in range(0, len(x), size):
        place = slice(start, start + size)
        if start == 0:
            for_x, for_y = rng.permutation(len(x)), rng.permutation(len(x))
        yield x[for_x[place]], y[for_y[place]]


def _labels_not_shuffled(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        yield x[order[start : start + size]], y[start : start + size]


def _new_order_each_batch(x, y, size, rng):
    for start in range(0, len(x), size):
        order = rng.permutation(len(x))
        yield x[order[start : start + size]], y[order[start : start + size]]


def _first_only(x, y, size, rng):
    chosen = rng.permutation(len(x))[:size]
    return x[chosen], y[chosen]


def _first_then_stop(x, y, size, rng):
    yield _first_only(x, y, size, rng)


def _shuffled_batches(x, y, size, rng):
    for start in rng.permutation(np.arange(0, len(x), size)):
        yield x[start : start + size], y[start : start + size]


def _shuffled_inside(x, y, size, rng):
    for start in range(0, len(x), size):
        chosen = start + rng.permutation(min(size, len(x) - start))
        yield x[chosen], y[chosen]


def _endless(x, y, size, rng):
    while True:
        yield from _minibatches(x, y, size, rng)


def _images_only(x, y, size, rng):
    for rows, _ in _minibatches(x, y, size, rng):
        yield rows


def _swapped(x, y, size, rng):
    for rows, labels in _minibatches(x, y, size, rng):
        yield labels, rows


def _one_by_one(x, y, size, rng):
    for i in rng.permutation(len(x)):
        yield x[i], y[i]


def _all_in_a_list(x, y, size, rng):
    yield list(_minibatches(x, y, size, rng))


def _nearly_equal(x, y, size, rng):
    for chosen in np.array_split(rng.permutation(len(x)), -(-len(x) // size)):
        yield x[chosen], y[chosen]


def _each_drawn(x, y, size, rng):
    for _ in range(0, len(x), size):
        chosen = rng.permutation(len(x))[:size]
        yield x[chosen], y[chosen]


def _ends_at_size(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        yield x[order[start:size]], y[order[start:size]]


def _minibatch_cases():
    cases = []
    for n, size in [(23, 5), (24, 6), (31, 10), (330, 100), (7, 50), (12, 1), (1, 4)]:
        labels = 100 + np.arange(n)[::-1] * 3
        cases.append((np.stack([labels / 2, -labels, labels + 0.5], axis=1), labels, size))
    return cases


minibatches = FunctionExercise(
    name="minibatches",
    solution=_minibatches,
    cases=_minibatch_cases,
    observe=_observe_batches,
    passed="This is all that a shuffling loader does; a network in NumPy needs nothing more.",
    mistakes=[
        Mistake(
            "x and y are shuffled separately, so images get the labels of others. Shuffle "
            "positions once and use the same ones for both.",
            _shuffled_apart,
        ),
        Mistake(
            "x is shuffled but y is not, so images get the labels of others. Index both with the "
            "same positions.",
            _labels_not_shuffled,
        ),
        Mistake(
            "nothing is shuffled: every epoch has the order of the file.",
            lambda x, y, size, rng: _in_order(x, y, size, rng, np.arange(len(x))),
        ),
        Mistake(
            "each epoch has the same order, because the function makes its own generator with a "
            "fixed seed. Draw from the rng that is passed in.",
            lambda x, y, size, rng: _minibatches(x, y, size, np.random.default_rng(0)),
        ),
        Mistake(
            "the rng that is passed in is not used, so the same seed gives other batches each "
            "time. Draw the order from rng.",
            lambda x, y, size, rng: _minibatches(x, y, size, np.random.default_rng()),
        ),
        Mistake(
            "the smaller last batch is missing: its images are not used in this epoch.",
            lambda x, y, size, rng: _in_order(
                x, y, size, rng, rng.permutation(len(x)), range(0, len(x) - size + 1, size)
            ),
        ),
        Mistake(
            "the smaller last batch is missing: its images are not used in this epoch.",
            lambda x, y, size, rng: _in_order(
                x, y, size, rng, rng.permutation(len(x)), range(0, len(x) - size, size)
            ),
        ),
        Mistake(
            "a last batch of a single image is missing. `range` already stops before its end: "
            "range(0, len(x), size), not len(x) - 1.",
            lambda x, y, size, rng: _in_order(
                x, y, size, rng, rng.permutation(len(x)), range(0, len(x) - 1, size)
            ),
        ),
        Mistake(
            "there is one batch too many, and it is empty when the images fill the batches "
            "exactly.",
            lambda x, y, size, rng: _in_order(
                x, y, size, rng, rng.permutation(len(x)), range(0, len(x) + 1, size)
            ),
        ),
        Mistake(
            "each batch has one image more than `size`, and the images at the seams come "
            "twice. A slice ends before its second number.",
            lambda x, y, size, rng: (
                lambda order: (
                    (x[order[s : s + size + 1]], y[order[s : s + size + 1]])
                    for s in range(0, len(x), size)
                )
            )(rng.permutation(len(x))),
        ),
        Mistake(
            "the start moves on by one, so the batches overlap. It must move on by `size`.",
            lambda x, y, size, rng: _in_order(
                x, y, size, rng, rng.permutation(len(x)), range(len(x))
            ),
        ),
        Mistake(
            "the first batch is missing: the starts begin at 0.",
            lambda x, y, size, rng: _in_order(
                x, y, size, rng, rng.permutation(len(x)), range(size, len(x), size)
            ),
        ),
        Mistake(
            "it draws with replacement: in one epoch some images come twice and others never. "
            "A permutation has each exactly once.",
            lambda x, y, size, rng: _in_order(x, y, size, rng, rng.integers(0, len(x), len(x))),
        ),
        Mistake(
            "a new order is drawn for every batch, so some images come twice in an epoch and "
            "others never. Draw it once, before the loop.",
            _new_order_each_batch,
        ),
        Mistake(
            "the batches come in a random order, but each holds neighbours of the file, always the "
            "same ones. Shuffle the images, not the batches.",
            _shuffled_batches,
        ),
        Mistake(
            "images are shuffled only inside their batch, so each batch always holds the same "
            "ones. Shuffle all positions before you cut.",
            _shuffled_inside,
        ),
        Mistake(
            "`return` ends the function at the first batch. `yield` gives a batch and goes on.",
            _first_only,
        ),
        Mistake(
            "only the first batch comes. The loop over the starts must go on after the `yield`.",
            _first_then_stop,
        ),
        Mistake(
            "it never stops. One call is one epoch: it ends when each image has come once.",
            _endless,
        ),
        Mistake(
            "a batch must be a pair of arrays: `yield x[chosen], y[chosen]`, the images and "
            "their labels.",
            _images_only,
        ),
        Mistake(
            "the two parts of each pair are swapped: the images come first, then the labels.",
            _swapped,
        ),
        Mistake(
            "images come one by one. Index with all positions of a batch at once, and yield once "
            "a batch.",
            _one_by_one,
        ),
        Mistake(
            "all batches come at once, in one list. Yield each batch inside the loop.",
            _all_in_a_list,
        ),
        Mistake(
            "the batches are made nearly equal. Each should have `size` images, and only the "
            "last what is left over.",
            _nearly_equal,
        ),
        Mistake(
            "each batch is drawn by itself from all images, so some come twice in an epoch and "
            "others never. Draw one order, before the loop.",
            _each_drawn,
        ),
        Mistake(
            "only the first batch holds images. A slice's second number is where it ends, not "
            "how long it is: `start + size`.",
            _ends_at_size,
        ),
    ],
)
