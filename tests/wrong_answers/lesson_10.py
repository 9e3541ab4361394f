"""Wrong answers to the exercises of lesson 10, as a learner would type them."""

WRONG = {
    "idx_header": [
        (
            "least significant byte first",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "little") for i in range(4, start, 4))
    return shape, start
""",
        ),
        (
            'say "big" (or ">" in a NumPy',
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = tuple(np.frombuffer(raw, "<u4", count=dimensions, offset=4).tolist())
    return shape, start
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
        (
            "start is always 16",
            """
def idx_header(raw):
    shape = np.frombuffer(raw, ">u4", raw[3], 4)
    return shape, 16
""",
        ),
        (
            "the shape begins with the first four bytes",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = [int.from_bytes(raw[i : i + 4], "big") for i in range(0, start, 4)]
    return shape, start
""",
        ),
        (
            "the first size is missing",
            """
def idx_header(raw):
    n = raw[3]
    start = 4 * (n + 1)
    return tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(8, start, 4)), start
""",
        ),
        (
            "the last size is missing: the sizes go on until",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, 4 * dimensions, 4))
    return shape, start
""",
        ),
        (
            "start is 4 bytes too early",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))
    return shape, start
""",
        ),
        (
            "leaves out the four bytes before",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = dimensions * 4
    shape = tuple(int.from_bytes(raw[4 + 4 * k : 8 + 4 * k], "big") for k in range(dimensions))
    return shape, start
""",
        ),
        (
            "counts one byte for each size",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + dimensions
    shape = tuple(int.from_bytes(raw[4 + 4 * k : 8 + 4 * k], "big") for k in range(dimensions))
    return shape, start
""",
        ),
        (
            "one byte too far",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions + 1
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start - 1, 4))
    return shape, start
""",
        ),
        (
            "taken from byte 2",
            """
def idx_header(raw):
    dimensions = raw[2]
    start = 4 + 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))
    return shape, start
""",
        ),
        (
            "read as one number of dimensions",
            """
def idx_header(raw):
    dimensions = int.from_bytes(raw[0:4], "big")
    start = 4 + 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))
    return shape, start
""",
        ),
        (
            "read from a single byte. A byte ends at 255",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + dimensions
    shape = tuple(raw[i] for i in range(4, start))
    return shape, start
""",
        ),
        (
            "the last of its four",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = tuple(raw[i] for i in range(7, start, 4))
    return shape, start
""",
        ),
        (
            "in the reverse order",
            """
def idx_header(raw):
    start = 4 + 4 * raw[3]
    sizes = [int.from_bytes(raw[i - 4 : i], "big") for i in range(start, 4, -4)]
    return tuple(sizes), start
""",
        ),
        (
            "the two results are swapped",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))
    return start, shape
""",
        ),
        (
            "the number of values in all",
            """
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    total = 1
    for i in range(4, start, 4):
        total *= int.from_bytes(raw[i : i + 4], "big")
    return (total,), start
""",
        ),
        (
            "only the shape comes back",
            """
def idx_header(raw):
    return tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, 4 + 4 * raw[3], 4))
""",
        ),
        (
            "it raises TypeError",
            """
def idx_header(raw):
    dimensions = raw[3:4]
    start = 4 + 4 * dimensions
    return (), start
""",
        ),
        (
            "the way of this computer",
            """
def idx_header(raw):
    n = raw[3]
    return tuple(np.frombuffer(raw[4 : 4 + 4 * n], dtype=np.int32)), 4 + 4 * n
""",
        ),
        (
            "only images (16) and labels (8)",
            """
def idx_header(raw):
    start = 16 if raw[3] == 3 else 8
    return tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4)), start
""",
        ),
        (
            "one size too many",
            """
def idx_header(raw):
    start = 4 + 4 * raw[3]
    return tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start + 1, 4)), start
""",
        ),
        (
            "in steps of four",
            """
def idx_header(raw):
    start = 4 + 4 * raw[3]
    return tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start)), start
""",
        ),
        (
            "still pieces of four bytes",
            """
def idx_header(raw):
    start = 4 + 4 * raw[3]
    return [raw[i : i + 4] for i in range(4, start, 4)], start
""",
        ),
        (
            "read from two bytes",
            """
def idx_header(raw):
    start = 4 + 4 * raw[3]
    return tuple(256 * raw[i + 2] + raw[i + 3] for i in range(4, start, 4)), start
""",
        ),
    ],
    "majority_accuracy": [
        (
            "chosen from the test labels",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(test_labels).argmax()
    return np.mean(test_labels == digit)
""",
        ),
        (
            "may not see them before",
            """
def majority_accuracy(train_labels, test_labels):
    return np.bincount(test_labels).max() / len(test_labels)
""",
        ),
        (
            "the share of the digit among the training labels",
            """
def majority_accuracy(train_labels, test_labels):
    return np.bincount(train_labels).max() / len(train_labels)
""",
        ),
        (
            "it is the other way round",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(test_labels).argmax()
    return (train_labels == digit).mean()
""",
        ),
        (
            "a number of images, not a share",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    return sum(test_labels == digit)
""",
        ),
        (
            "in percent",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.argmax(np.bincount(train_labels))
    return np.mean(test_labels == digit) * 100
""",
        ),
        (
            "divided by the number of training labels",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    return np.sum(test_labels == digit) / len(train_labels)
""",
        ),
        (
            "whole-number division",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    return np.sum(test_labels == digit) // len(test_labels)
""",
        ),
        (
            "compared with how often the digit occurs",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).max()
    return np.mean(test_labels == digit)
""",
        ),
        (
            "compared with the largest label",
            """
def majority_accuracy(train_labels, test_labels):
    digit = max(train_labels)
    return np.mean(test_labels == digit)
""",
        ),
        (
            "look up which label stands there",
            """
def majority_accuracy(train_labels, test_labels):
    values, counts = np.unique(train_labels, return_counts=True)
    digit = counts.argmax()
    return np.mean(test_labels == digit)
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
            "count the labels before you take argmax",
            """
def majority_accuracy(train_labels, test_labels):
    digit = train_labels.argmax()
    return np.mean(test_labels == digit)
""",
        ),
        (
            "the share of wrong answers",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    return 1 - np.mean(test_labels == digit)
""",
        ),
        (
            "returns the digit itself",
            """
def majority_accuracy(train_labels, test_labels):
    return np.bincount(train_labels).argmax()
""",
        ),
        (
            "it returns None",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    print(np.mean(test_labels == digit))
""",
        ),
        (
            "expected 0.125, got 0.1135",
            """
def majority_accuracy(train_labels, test_labels):
    return 0.1135
""",
        ),
        (
            "the digit 1 is typed in",
            """
def majority_accuracy(train_labels, test_labels):
    return np.mean(test_labels == 1)
""",
        ),
        (
            "a True or False for each image",
            """
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    return test_labels == digit
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
            "train and test together",
            """
def standardise(train, test):
    everything = np.vstack([train, test])
    mean = everything.mean(axis=0)
    std = everything.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "but the standard deviation is of test",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = test.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "but the mean is of test",
            """
def standardise(train, test):
    mean = test.mean(0)
    std = train.std(0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "both sets use the numbers of the test set",
            """
def standardise(train, test):
    mean, std = test.mean(axis=0), test.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std
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
            "one mean and one standard deviation serve for all",
            """
def standardise(train, test):
    mean, std = train.mean(), train.std()
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "divides by the variance",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    var = train.var(axis=0)
    var = np.where(var == 0, 1, var)
    return (train - mean) / var, (test - mean) / var
""",
        ),
        (
            "divides by N-1",
            """
def standardise(train, test):
    train, test = torch.tensor(train).double(), torch.tensor(test).double()
    mean, std = train.mean(dim=0), train.std(dim=0)
    std[std == 0] = 1
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "ddof=1",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0, ddof=1)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "the mean is not subtracted",
            """
def standardise(train, test):
    std = train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return train / std, test / std
""",
        ),
        (
            "nothing is divided",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    return train - mean, test - mean
""",
        ),
        (
            "divides by the range",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    width = (train.max(axis=0) - train.min(axis=0)).astype(float)
    width[width == 0] = 1
    return (train - mean) / width, (test - mean) / width
""",
        ),
        (
            "brings each column to 0..1",
            """
def standardise(train, test):
    low, high = train.min(axis=0).astype(float), train.max(axis=0).astype(float)
    width = np.where(high == low, 1, high - low)
    return (train - low) / width, (test - low) / width
""",
        ),
        (
            "0/0 or a division by zero",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "nan_to_num turns 0/0 into 0",
            """
def standardise(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    with np.errstate(all="ignore"):
        return np.nan_to_num((train - mean) / std), np.nan_to_num((test - mean) / std)
""",
        ),
        (
            "becomes 0 in test too",
            """
def standardise(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    safe = np.where(std > 0, std, 1)
    return (
        np.where(std > 0, (train - mean) / safe, 0),
        np.where(std > 0, (test - mean) / safe, 0),
    )
""",
        ),
        (
            "where a test image has ink in a pixel that training never used",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0) + 1e-8
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "dividing by almost nothing makes it enormous",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = np.maximum(train.std(axis=0), 1e-6)
    return (train - mean) / std, (test - mean) / std
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
        (
            "1 is added to every standard deviation",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0) + 1
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "below 1 is raised to 1",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0).clip(min=1)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "train comes first",
            """
def standardise(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (test - mean) / std, (train - mean) / std
""",
        ),
        (
            "test is not standardised",
            """
def standardise(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, test
""",
        ),
        (
            "only one of the two sets comes back",
            """
def standardise(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std
""",
        ),
        (
            "it changes its arguments",
            """
def standardise(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    train[:] = (train - mean) / std
    test[:] = (test - mean) / std
    return train, test
""",
        ),
        (
            "already changed, and there it is 0",
            """
def standardise(train, test):
    std = train.std(axis=0)
    std = np.where(std == 0, 1, std)
    train = (train - train.mean(axis=0)) / std
    test = (test - train.mean(axis=0)) / std
    return train, test
""",
        ),
        (
            "divided by 255 first",
            """
def standardise(train, test):
    train, test = train / 255, test / 255
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "rounded down to a whole number",
            """
def standardise(train, test):
    mean = train.mean(axis=0).astype(int)
    std = train.std(axis=0)
    std[std == 0] = 1
    return (train - mean) / std, (test - mean) / std
""",
        ),
        (
            "Turn the condition round",
            """
def standardise(train, test):
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std = np.where(std != 0, 1, std)
    with np.errstate(all="ignore"):
        return (train - mean) / std, (test - mean) / std
""",
        ),
    ],
    "nearest_example": [
        (
            "subtracted as uint8, so 3 - 5 becomes 254",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None] - examples
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "before you subtract, not afterwards",
            """
def nearest_example(images, examples, labels):
    difference = (images[:, None] - examples).astype(float)
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "Convert both to int or float",
            """
def nearest_example(images, examples, labels):
    distance = np.linalg.norm(images[:, None] - examples, axis=(2, 3))
    return labels[np.argmin(distance, axis=1)]
""",
        ),
        (
            "3 - 5 becomes 254",
            """
def nearest_example(images, examples, labels):
    distance = np.abs(images[:, None] - examples).sum(axis=(2, 3))
    return labels[np.argmin(distance, axis=1)]
""",
        ),
        (
            "int16 is wide enough for a difference",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(np.int16) - examples.astype(np.int16)
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "int8 ends at 127",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(np.int8) - examples.astype(np.int8)
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "float16 ends at 65,504",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(np.float16) - examples.astype(np.float16)
    with np.errstate(over="ignore"):
        distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "takes the farthest example",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmax(axis=1)]
""",
        ),
        (
            "returns the position of the nearest example",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(float) - examples
    distance = (difference**2).sum(axis=(2, 3))
    return distance.argmin(axis=1)
""",
        ),
        (
            "returns the smallest distance itself",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(float) - examples
    distance = (difference**2).sum(axis=(2, 3))
    return distance.min(axis=1)
""",
        ),
        (
            "one answer for all images",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin()]
""",
        ),
        (
            "without a square",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = difference.sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "summed before the square",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = difference.sum(axis=(2, 3)) ** 2
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "sums absolute differences",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = np.abs(difference).sum(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "only one of the two image axes is summed",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = (difference**2).sum(axis=2)
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "sum over both",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = (difference**2).sum(axis=-1)
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "only the largest difference",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = np.abs(difference).max(axis=(2, 3))
    return labels[distance.argmin(axis=1)]
""",
        ),
        (
            "along the wrong axis of the (M, N)",
            """
def nearest_example(images, examples, labels):
    difference = images[:, None].astype(int) - examples.astype(int)
    distance = (difference**2).sum(axis=(2, 3))
    return labels[distance.argmin(axis=0)]
""",
        ),
        (
            "it raises ValueError: operands could not be broadcast",
            """
def nearest_example(images, examples, labels):
    difference = images.astype(int) - examples.astype(int)
    distance = (difference**2).sum(axis=(1, 2))
    return labels[distance.argmin()]
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
            "one block of neighbours",
            """
def split_indices(n, n_validation, seed):
    order = np.arange(n)
    return order[: n - n_validation], order[n - n_validation :]
""",
        ),
        (
            "the order of the file means something",
            """
def split_indices(n, n_validation, seed):
    return list(range(n_validation, n)), list(range(n_validation))
""",
        ),
        (
            "the seed is not used",
            """
def split_indices(n, n_validation, seed):
    rng = np.random.default_rng()
    order = rng.permutation(n)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "draws from NumPy's global generator",
            """
def split_indices(n, n_validation, seed):
    order = np.random.permutation(n)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "it seeds a global random generator",
            """
def split_indices(n, n_validation, seed):
    np.random.seed(seed)
    order = np.random.permutation(n)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "gets others than before",
            """
def split_indices(n, n_validation, seed):
    import random

    random.seed(seed)
    order = list(range(n))
    random.shuffle(order)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "a generator of your own: np.random.default_rng(seed)",
            """
def split_indices(n, n_validation, seed):
    torch.manual_seed(seed)
    order = torch.randperm(n)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "fixed inside the function",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(42).permutation(n)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "the two parts are swapped",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[:n_validation], order[n_validation:]
""",
        ),
        (
            "train comes first",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[n - n_validation :], order[: n - n_validation]
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
        (
            "train still holds every position",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order, order[:n_validation]
""",
        ),
        (
            "draws with replacement",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).integers(0, n, size=n)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "some positions stand in it twice",
            """
def split_indices(n, n_validation, seed):
    validation = np.random.default_rng(seed).choice(n, n_validation)
    train = [i for i in range(n) if i not in validation]
    return train, validation
""",
        ),
        (
            "n-1, is never used",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n - 1)
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "from 1 to n",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(np.arange(1, n + 1))
    return order[n_validation:], order[:n_validation]
""",
        ),
        (
            "one position is lost at the cut",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[n_validation + 1 :], order[:n_validation]
""",
        ),
        (
            "stops before the last",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[n_validation:-1], order[:n_validation]
""",
        ),
        (
            "unless n_validation is 0",
            """
def split_indices(n, n_validation, seed):
    order = np.random.default_rng(seed).permutation(n)
    return order[:-n_validation], order[-n_validation:]
""",
        ),
        (
            "without a cut",
            """
def split_indices(n, n_validation, seed):
    return np.random.default_rng(seed).permutation(n)
""",
        ),
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
            "only its start is drawn",
            """
def split_indices(n, n_validation, seed):
    start = np.random.default_rng(seed).integers(0, n - n_validation + 1)
    validation = np.arange(start, start + n_validation)
    return np.setdiff1d(np.arange(n), validation), validation
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
    ],
    "batch_count": [
        ("859 batches are the full ones", "batch_count = (55_000 // 64, 55_000 % 64)"),
        ("The others are not thrown away", "batch_count = (859, 64)"),
        ("860 full batches would be 55,040", "batch_count = [860, 64]"),
        ("lacks to be full", "batch_count = (860, 40)"),
        ("swapped", "batch_count = (24, 860)"),
        ("a whole number of batches", "batch_count = (55_000 / 64, 24)"),
        ("all 60,000 images", "batch_count = (938, 32)"),
        ("how many images do the 859 full ones", "batch_count = (860, 23)"),
        ("give two numbers in a pair", "batch_count = 860"),
        ("not that", "batch_count = (861, 24)"),
        ("859 batches are full", "batch_count = (859, 40)"),
    ],
    "minibatches": [
        (
            "shuffled separately",
            """
def minibatches(x, y, size, rng):
    x, y = rng.permutation(x), rng.permutation(y)
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]
""",
        ),
        (
            "x is shuffled but y is not",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        yield x[chosen], y[start : start + size]
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
        (
            "makes its own generator",
            """
def minibatches(x, y, size, rng):
    rng = np.random.default_rng(0)
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "that is passed in is not used",
            """
def minibatches(x, y, size, rng):
    order = np.random.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "the smaller last batch is missing",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // size):
        chosen = order[k * size : (k + 1) * size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "its images are not used in this epoch",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x) - size, size):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "a last batch of a single image is missing",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x) - 1, size):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "one batch too many",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // size + 1):
        chosen = order[k * size : (k + 1) * size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "one image more than `size`",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size + 1]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "the batches overlap",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(len(x)):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "the first batch is missing",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(size, len(x), size):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "draws with replacement",
            """
def minibatches(x, y, size, rng):
    order = rng.integers(0, len(x), size=len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
""",
        ),
        (
            "a new order is drawn for every batch",
            """
def minibatches(x, y, size, rng):
    for start in range(0, len(x), size):
        order = rng.permutation(len(x))
        chosen = order[start : start + size]
        yield x[chosen], y[chosen]
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
            "shuffled only inside their batch",
            """
def minibatches(x, y, size, rng):
    for start in range(0, len(x), size):
        chosen = np.arange(start, min(start + size, len(x)))
        rng.shuffle(chosen)
        yield x[chosen], y[chosen]
""",
        ),
        (
            "`return` ends the function",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        return x[chosen], y[chosen]
""",
        ),
        (
            "only the first batch comes",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    chosen = order[:size]
    yield x[chosen], y[chosen]
""",
        ),
        (
            "it never stops",
            """
def minibatches(x, y, size, rng):
    while True:
        order = rng.permutation(len(x))
        for start in range(0, len(x), size):
            chosen = order[start : start + size]
            yield x[chosen], y[chosen]
""",
        ),
        (
            "a batch must be a pair of arrays",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        yield x[chosen]
""",
        ),
        (
            "it changes its arguments",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    x[:], y[:] = x[order], y[order]
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]
""",
        ),
        (
            "a batch must be a pair of arrays",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        yield order[start : start + size]
""",
        ),
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
            "the two parts of each pair are swapped",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        yield y[chosen], x[chosen]
""",
        ),
        (
            "images come one by one",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        for i in order[start : start + size]:
            yield x[i], y[i]
""",
        ),
        (
            "all batches come at once",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    batches = []
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        batches.append((x[chosen], y[chosen]))
    yield batches
""",
        ),
        (
            "made nearly equal",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for chosen in np.array_split(order, int(np.ceil(len(x) / size))):
        yield x[chosen], y[chosen]
""",
        ),
        (
            "drawn by itself from all images",
            """
def minibatches(x, y, size, rng):
    for start in range(0, len(x), size):
        chosen = rng.choice(len(x), min(size, len(x)), replace=False)
        yield x[chosen], y[chosen]
""",
        ),
        (
            "where it ends, not how long it is",
            """
def minibatches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start:size]
        yield x[chosen], y[chosen]
""",
        ),
    ],
}
