"""Other spellings of wrong answers to lesson 10, each with words of the hint that it must get.

What is an edit of the solution stands in course_utils/checks/lesson_10/ and is tried there.
"""

WRONG = {
    "idx_header": [
        (
            "the way of this computer",
            """
def idx_header(raw):
    n = raw[3]
    return tuple(np.frombuffer(raw[4 : 4 + 4 * n], dtype=np.int32)), 4 + 4 * n
""",
        ),
        (
            "start is always 16",
            """
def idx_header(raw):
    shape = np.frombuffer(raw, ">u4", raw[3], 4)
    return shape, 16
""",
        ),
        (
            "it always reads three dimensions",
            """
def idx_header(raw):
    count, height, width = (int.from_bytes(raw[i : i + 4], "big") for i in (4, 8, 12))
    return (count, height, width), 16
""",
        ),
    ],
    "majority_accuracy": [
        (
            "expected 0.125, got 0.1135",
            """
def majority_accuracy(train_labels, test_labels):
    return 0.1135
""",
        ),
        (
            "the rarest digit",
            """
def majority_accuracy(train_labels, test_labels):
    values, counts = np.unique(train_labels, return_counts=True)
    return np.mean(test_labels == values[counts.argmin()])
""",
        ),
        (
            "may not see them before",
            """
def majority_accuracy(train_labels, test_labels):
    return np.bincount(test_labels).max() / len(test_labels)
""",
        ),
    ],
    "standardise": [
        (
            "with its own mean and standard deviation",
            """
def standardise(train, test):
    def scaled(x):
        std = x.std(axis=0)
        std[std == 0] = 1
        return (x - x.mean(axis=0)) / std

    return scaled(train), scaled(test)
""",
        ),
        (
            "each image (row) by itself",
            """
def standardise(train, test):
    def scaled(x):
        std = x.std(axis=1, keepdims=True)
        std = np.where(std == 0, 1, std)
        return (x - x.mean(axis=1, keepdims=True)) / std

    return scaled(train), scaled(test)
""",
        ),
        (
            "left out. Keep every column",
            """
def standardise(train, test):
    std = train.std(axis=0)
    used = std > 0
    mean = train.mean(axis=0)[used]
    return (train[:, used] - mean) / std[used], (test[:, used] - mean) / std[used]
""",
        ),
    ],
    "nearest_example": [
        (
            "several near examples vote",
            """
def nearest_example(images, examples, labels):
    answers = []
    for image in images.astype(int):
        distance = ((image - examples.astype(int)) ** 2).sum(axis=(1, 2))
        answers.append(np.bincount(labels[np.argsort(distance)[:3]]).argmax())
    return np.array(answers)
""",
        ),
        (
            "the mean of all examples of a label",
            """
def nearest_example(images, examples, labels):
    digits = np.unique(labels)
    means = np.stack([examples[labels == d].mean(axis=0) for d in digits])
    distance = ((images[:, None] - means) ** 2).sum(axis=(2, 3))
    return digits[distance.argmin(axis=1)]
""",
        ),
        (
            "the largest product of the pixels",
            """
def nearest_example(images, examples, labels):
    a = images.reshape(len(images), -1).astype(float)
    b = examples.reshape(len(examples), -1).astype(float)
    return labels[(a @ b.T).argmax(axis=1)]
""",
        ),
    ],
    "split_indices": [
        (
            "another seed, the same split",
            """
def split_indices(n, n_validation, seed):
    order = np.arange(n)
    validation = order[:: n // n_validation][:n_validation] if n_validation else order[:0]
    return np.setdiff1d(order, validation), validation
""",
        ),
        (
            "True or False for every position",
            """
def split_indices(n, n_validation, seed):
    chosen = np.zeros(n, dtype=bool)
    chosen[np.random.default_rng(seed).permutation(n)[:n_validation]] = True
    return ~chosen, chosen
""",
        ),
        (
            "drawn independently",
            """
def split_indices(n, n_validation, seed):
    rng = np.random.default_rng(seed)
    train = rng.permutation(n)[: n - n_validation]
    validation = rng.permutation(n)[:n_validation]
    return train, validation
""",
        ),
    ],
    "batch_count": [
        ("859 batches are the full ones", "batch_count = (55_000 // 64, 55_000 % 64)"),
        ("The others are not thrown away", "batch_count = (859, 64)"),
    ],
    "minibatches": [
        (
            "one batch too many, and it is empty",
            """
def minibatches(x, y, size, rng):
    some_x, some_y = [], []
    for i in rng.permutation(len(x)):
        some_x.append(x[i])
        some_y.append(y[i])
        if len(some_x) == size:
            yield np.array(some_x), np.array(some_y)
            some_x, some_y = [], []
    yield np.array(some_x), np.array(some_y)
""",
        ),
        (
            "Shuffle the images, not the batches",
            """
def minibatches(x, y, size, rng):
    starts = list(range(0, len(x), size))
    rng.shuffle(starts)
    for start in starts:
        yield x[start : start + size], y[start : start + size]
""",
        ),
        (
            "nothing is shuffled",
            """
def minibatches(x, y, size, rng):
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]
""",
        ),
    ],
}
