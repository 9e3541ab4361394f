"""Numbers and distances of images: exercises 10.3 and 10.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake

# --- 10.3 -----------------------------------------------------------------------------------

_EXPLODES = (
    "A small number in place of a standard deviation of 0 saves the training set, but where a test "
    "image has ink in a pixel that training never used, dividing by almost nothing makes it "
    "enormous. Divide such columns by 1."
)
_NOT_ALL = (
    "A column with a small spread is taken for one that never changes, and stays unscaled. Only a "
    "standard deviation that is 0, but for rounding, may be replaced by 1."
)
_SMALL = [f"1e-{k}" for k in range(2, 17)] + ["np.finfo(float).eps"]


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


# As texts, with both ways to ask for a standard deviation of 0.
_OTHER_SCALES = {
    "The test set is standardised with its own mean and standard deviation. One new image has "
    "none: use the numbers of the training set for both.": """
each = lambda x: (x - x.mean(axis=0)) / np.where(x.std(axis=0) IS_ZERO, 1, x.std(axis=0))
return each(train), each(test)
""",
    "It standardises each image (row) by itself. Work column by column: axis=0 runs down the "
    "rows.": """
std = lambda x: np.where(x.std(axis=1) IS_ZERO, 1, x.std(axis=1))[:, None]
return tuple((x - x.mean(axis=1)[:, None]) / std(x) for x in (train, test))
""",
    "Everything is divided by 255 first. That makes no difference, except in columns that never "
    "change: they come out 255 times too small. Leave it out.": """
train, test = train / 255, test / 255
std = np.where(train.std(axis=0) IS_ZERO, 1, train.std(axis=0))
return (train - train.mean(axis=0)) / std, (test - train.mean(axis=0)) / std
""",
    "A column that never changes in train becomes 0 in test too, whatever stands there. Only shift "
    "it: divide by 1.": """
mean, std = train.mean(axis=0), train.std(axis=0)
scale = np.where(std IS_ZERO, 1, std)
return tuple(np.where(std IS_ZERO, 0, (x - mean) / scale) for x in (train, test))
""",
    "The columns that never change are left out. Keep every column in its place: the network's "
    "inputs must not move.": """
used = ~(train.std(axis=0) IS_ZERO)
mean, std = train.mean(axis=0)[used], train.std(axis=0)[used]
return (train[:, used] - mean) / std, (test[:, used] - mean) / std
""",
    "1 is put in place of every standard deviation that is not 0, and the zeros stay. Turn the "
    "condition round.": """
mean, std = train.mean(axis=0), train.std(axis=0)
std = np.where(std IS_ZERO, std, 1)
return (train - mean) / std, (test - mean) / std
""",
    "This brings each column to 0..1 by its smallest and largest value. That is another scaling: "
    "use mean and standard deviation.": """
low, width = train.min(axis=0).astype(float), np.ptp(train, axis=0).astype(float)
width = np.where(width IS_ZERO, 1, width)
return (train - low) / width, (test - low) / width
""",
}

standardise = FunctionExercise(
    name="standardise",
    solution="""
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std = np.where(std < 1e-6, 1, std)
    return (train - mean) / std, (test - mean) / std
""",
    cases=_standardise_cases,
    passed="A pixel that training never used stays finite, and the test set decided nothing.",
    edits={
        ("train.mean(axis=0)", "train.std(axis=0)"): {
            (
                "np.concatenate([train, test]).mean(axis=0)",
                "np.concatenate([train, test]).std(axis=0)",
            ): "The mean and standard deviation are those of train and test together, so the test "
            "set has had its say. Take them from train alone.",
            ("test.mean(axis=0)", "test.std(axis=0)"): "Both sets use the numbers of the test set. "
            "It must be the training set.",
            ("train.mean()", "train.std()"): "One mean and one standard deviation serve for all "
            "columns. That is a choice that others make too, but here each column has its own: say "
            "which axis.",
        },
        "train.mean(axis=0)": {
            "test.mean(axis=0)": "The standard deviation is of train, but the mean is of test. "
            "Both must be of train.",
            "np.trunc(train.mean(axis=0))": "The mean is rounded down to a whole number. Leave it "
            "a float.",
        },
        "train.std(axis=0)": {
            "test.std(axis=0)": "The mean is of train, but the standard deviation is of test. Both "
            "must be of train.",
            "train.var(axis=0)": "It divides by the variance. The standard deviation is its square "
            "root.",
            "train.std(axis=0, ddof=1)": "It divides by N-1 inside the standard deviation (ddof=1, "
            "or PyTorch's default). Here it is NumPy's plain standard deviation.",
            "np.ptp(train, axis=0).astype(float)": "It divides by the range, largest minus "
            "smallest, not by the standard deviation.",
        },
        "np.where(std < 1e-6, 1, std)": {
            "std": "A column that never changes gives 0/0 or a division by zero: NaN or infinity. "
            "Replace a standard deviation of 0 by 1 before you divide.",
            "np.where(std == 0, 1, std)": "A column that never changes can have a computed "
            "standard deviation of 5.6e-17 instead of 0, by rounding. Compare with a small "
            "number, not with 0.",
            "std + 1": "1 is added to every standard deviation. Only those that are 0 may be "
            "replaced.",
            "np.maximum(std, 1)": "Every standard deviation below 1 is raised to 1. Only those "
            "that are 0 may be replaced.",
            **{
                f"np.where(std < {most}, 1, std)": _NOT_ALL
                for most in ("0.5", "0.1", "0.05", "1e-2", "1e-3", "1e-4")
            },
            **{f"std + {small}": _EXPLODES for small in _SMALL},
            **{f"np.maximum(std, {small})": _EXPLODES for small in _SMALL},
        },
        "(train - mean) / std, (test - mean) / std": {
            "train / std, test / std": "The mean is not subtracted.",
            "train - mean, test - mean": "The mean is subtracted, but nothing is divided.",
            "(test - mean) / std, (train - mean) / std": "The two results are swapped: train comes "
            "first.",
            "(train - mean) / std, test": "Here test is not standardised. The network must see "
            "both on the same scale.",
            "(train - mean) / std": "Only one of the two sets comes back. Return both: `return "
            "train, test`.",
            "(train - mean) / std, (test - ((train - mean) / std).mean(axis=0)) / std": "The first "
            "set is right, but the mean for test is taken from the train that was already changed, "
            "and there it is 0. Compute mean and std once, before you change anything.",
        },
        ("np.where(std < 1e-6, 1, std)", "(train - mean) / std, (test - mean) / std"): {
            ("std", "tuple(np.nan_to_num((x - mean) / std) for x in (train, test))"): "Here "
            "nan_to_num turns 0/0 into 0, but a number divided by 0 into an enormous one: look at "
            "the test set. Replace a standard deviation of 0 by 1 before you divide.",
        },
    },
    mistakes=[
        Mistake(hint, text.replace("IS_ZERO", test))
        for hint, text in _OTHER_SCALES.items()
        for test in ("< 1e-6", "== 0")
    ],
)

# --- 10.4 -----------------------------------------------------------------------------------


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


_WRAPS = (
    "The images are subtracted as uint8, so 3 - 5 becomes 254. Convert both to int or float before "
    "you subtract, not afterwards."
)
_ONE_AXIS = (
    "Only one of the two image axes is summed. The distance of two images is one number: sum over "
    "both."
)
_DIFFERENCE = "images[:, None].astype(int) - examples.astype(int)"

nearest_example = FunctionExercise(
    name="nearest_example",
    solution=f"""
def nearest_example(images, examples, labels):
    difference = {_DIFFERENCE}
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
    cases=_nearest_cases,
    passed="No training at all, and it gets better with each example that it keeps.",
    edits={
        (_DIFFERENCE, "(difference**2).sum(axis=(2, 3))"): {
            ("images[:, None] - examples", "difference.sum(axis=(2, 3))"): _WRAPS,
        },
        _DIFFERENCE: {
            "images[:, None] - examples": _WRAPS,
            "(images[:, None] - examples).astype(int)": _WRAPS,
            f"({_DIFFERENCE.replace('int', 'np.uint16')}).astype(float)": "With uint16 there are "
            "no negative numbers either: 3 - 5 becomes 65,534. Use int (or float).",
            _DIFFERENCE.replace("int", "np.int16"): "Here int16 is wide enough for a difference, "
            "but not for its square: 255² is 65,025. Use int (or float).",
            _DIFFERENCE.replace("int", "np.int8"): "Here int8 ends at 127, so bright pixels become "
            "negative before you subtract. Use int (or float).",
            _DIFFERENCE.replace("int", "np.float16"): "Here float16 ends at 65,504, and a sum over "
            "many pixels becomes infinite. Use int or float.",
        },
        "(difference**2).sum(axis=(2, 3))": {
            "difference.sum(axis=(2, 3))": "Differences are summed without a square, so positive "
            "and negative ones cancel.",
            "difference.sum(axis=(2, 3)) ** 2": "Differences are summed before the square (or the "
            "absolute value): positive and negative ones cancel. Square each pixel first.",
            "np.abs(difference).sum(axis=(2, 3))": "It sums absolute differences. That is a "
            "distance too, but here each difference is squared: large differences then count more.",
            "(difference**2).sum(axis=2)": _ONE_AXIS,
            "(difference**2).sum(axis=3)": _ONE_AXIS,
            "(difference**2).max(axis=(2, 3))": "Only the largest difference of each pair counts. "
            "Sum over all pixels.",
        },
        "labels[distance.argmin(axis=1)]": {
            "labels[distance.argmax(axis=1)]": "It takes the farthest example. The nearest one has "
            "the smallest distance.",
            "distance.argmin(axis=1)": "It returns the position of the nearest example. Which "
            "label has this example?",
            "distance.min(axis=1)": "It returns the smallest distance itself. Which example has it "
            "(argmin), and which label has that example?",
            "labels[distance.argmin(axis=0)]": "It searches along the wrong axis of the (M, N) "
            "distances: for each image (row), the smallest over the examples (columns).",
            "labels[distance.argmin()]": "It looks for one smallest number in the whole table, so "
            "there is one answer for all images. Each row needs its own: say which axis.",
            "np.array([np.bincount(labels[r[:3]]).argmax() for r in distance.argsort(axis=1)])": (
                "Several near examples vote. That is a good method too, but here the single "
                "nearest one decides."
            ),
        },
    },
    mistakes=[
        Mistake(
            "It compares with the mean of all examples of a label. Here every example counts for "
            "itself: do not average.",
            """
kinds = np.unique(labels)
means = np.stack([examples[labels == kind].mean(axis=0) for kind in kinds])
return kinds[((images[:, None] - means) ** 2).sum(axis=(2, 3)).argmin(axis=1)]
""",
        ),
        Mistake(
            "It takes the largest product of the pixels, which favours examples with much ink. "
            "Nearest means: the smallest sum of squared differences.",
            """
products = np.einsum("mhw,nhw->mn", images.astype(float), examples.astype(float))
return labels[products.argmax(axis=1)]
""",
        ),
    ],
)
