"""Wrong answers to the exercises of lesson 00, and words of the hint that each must get."""

WRONG = {
    "average": [
        ("only b is halved", "def average(a, b):\n    return a + b / 2"),
        ("only a is halved", "def average(a, b):\n    return a / 2 + b"),
        ("this is the sum", "def average(a, b):\n    return sum([a, b])"),
        ("`//` cuts off", "def average(a, b):\n    return (a + b) // 2"),
        ("is rounded", "def average(a, b):\n    return round((a + b) / 2)"),
        ("cut to a whole number", "def average(a, b):\n    return int((a + b) / 2)"),
        ("half of the difference", "def average(a, b):\n    return (b - a) / 2"),
        ("half of the product", "def average(a, b):\n    return (a * b) / 2"),
        ("always the first", "def average(a, b):\n    return a"),
        ("always the second", "def average(a, b):\n    a = b\n    return (a + b) / 2"),
        ("Is the `return` missing", "def average(a, b):\n    print((a + b) / 2)"),
        ("It printed: 3.0", "def average(a, b):\n    print((a + b) / 2)"),
        ("it raises TypeError", "def average(a, b):\n    return sum(a, b) / 2"),
        ("it raises NameError", "def average(a, b):\n    return (a + c) / 2"),
        ("takes 1 positional argument", "def average(numbers):\n    return sum(numbers) / 2"),
        ("must be a function", "average = 3.0"),
        ("got '3.0'", "def average(a, b):\n    return str((a + b) / 2)"),
        ("expected 3, got (3)", "def average(a, b):\n    return ((a + b) / 2,)"),
        ("right size, wrong sign", "def average(a, b):\n    return -(a + b) / 2"),
        ("wrong sign (called with -6", "def average(a, b):\n    return abs(a + b) / 2"),
        ("the result is rounded", "def average(a, b):\n    return round((a + b) / 2, 1)"),
        ("Return it as it is", "def average(a, b):\n    return round(a / 2 + b / 2, 2)"),
        ("`np.mean` wants", "def average(a, b):\n    return np.mean(a, b)"),
        ("`np.average` wants", "def average(a, b):\n    return np.average(a, b)"),
        ("got 5.5 (called with -3", "def average(a, b):\n    return (abs(a) + abs(b)) / 2"),
        ("expected 3, got 2.828", "def average(a, b):\n    return (a * b) ** 0.5"),
        ("got a generator", "def average(a, b):\n    yield (a + b) / 2"),
        ("expected 3, got 2", "def average(a, b):\n    return min(a, b)"),
        ("called with 1, 4", "def average(a, b):\n    return 3"),
    ],
    "difference_shape": [
        ("stands under the 1", "difference_shape = (4, 1)"),
        ("never drops an axis", "difference_shape = (4,)"),
        ("does count as (1, 4)", "difference_shape = (1, 4)"),
        ("nothing raises here", "difference_shape = 'ValueError'"),
        ("nothing raises here: an axis", "difference_shape = ValueError('shapes')"),
        ("of length 1 is stretched", "difference_shape = ValueError"),
        ("is stretched to fit", "difference_shape = 'it raises'"),
        ("that many numbers, yes. How", "difference_shape = (16, 1)"),
        ("How do they stand", "difference_shape = [1, 16]"),
        ("a shape is a tuple with one", "difference_shape = np.zeros((4, 4))"),
        ("joins nothing", "difference_shape = (4, 2)"),
        ("joins nothing: no axis", "difference_shape = (8, 1)"),
        ("subtraction joins", "difference_shape = [4, 5]"),
        ("only sum, mean", "difference_shape = ()"),
        ("keeps all its numbers", "difference_shape = (1,)"),
        ("that many numbers, yes", "difference_shape = 16"),
        ("that many numbers", "difference_shape = (16,)"),
        ("three axes are too many", "difference_shape = (4, 4, 1)"),
        ("a shape is a tuple", "difference_shape = 4"),
        ("one length for each axis", "difference_shape = '(4, 4)'"),
        ("a shape is a tuple with", "difference_shape = None"),
        ("not that", "difference_shape = (2, 2)"),
        ("it is a function", "def difference_shape(p, y):\n    return (p - y).shape"),
    ],
    "mean_images": [
        (
            "these are sums",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for image, label in zip(images, labels):
        W[label] += image
    return W""",
        ),
        (
            "the number of all images",
            """def mean_images(images, labels):
    one_hot = labels[:, None] == np.arange(10)
    W = one_hot.T @ images / len(labels)
    return W""",
        ),
        (
            "divided by ten",
            """def mean_images(images, labels):
    return np.array([images[labels == k].sum(axis=0) / 10 for k in range(10)])""",
        ),
        (
            "one mean for all digits",
            "def mean_images(images, labels):\n    return images.mean(axis=0)",
        ),
        (
            "all ten rows are the same",
            """def mean_images(images, labels):
    W = []
    for k in range(10):
        labels == k
        W.append(images.mean(axis=0))
    return np.stack(W)""",
        ),
        (
            "one number for each digit",
            """def mean_images(images, labels):
    W = np.array([np.mean(images[labels == k]) for k in range(10)])
    return W""",
        ),
        (
            "does it run over axis 1",
            """def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=1) for k in range(10)])
    return W""",
        ),
        (
            "over axis 1, the pixels",
            """def mean_images(images, labels):
    return np.array([images[labels == k].mean(1) for k in range(10)])""",
        ),
        (
            "lie on their side",
            """def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=0) for k in range(10)], axis=1)
    return W""",
        ),
        (
            "a list of ten arrays",
            """def mean_images(images, labels):
    return [images[labels == k].mean(axis=0) for k in range(10)]""",
        ),
        (
            "the single image number k",
            "def mean_images(images, labels):\n    return np.stack([images[k] for k in range(10)])",
        ),
        (
            "one single image of the digit k",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for k in range(10):
        W[k] = images[labels == k][0]
    return W""",
        ),
        (
            "single image of the digit k. Take",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for image, label in zip(images, labels):
        W[label] = image
    return W""",
        ),
        (
            "`range(9)` stops at 8",
            """def mean_images(images, labels):
    return np.stack([images[labels == k].mean(axis=0) for k in range(9)])""",
        ),
        (
            "the digits start at 0",
            """def mean_images(images, labels):
    return np.stack([images[labels == k].mean(axis=0) for k in range(1, 10)])""",
        ),
        (
            "inside the loop",
            """def mean_images(images, labels):
    for k in range(10):
        W = images[labels == k].mean(axis=0)
        return W""",
        ),
        (
            "replaces the one before",
            """def mean_images(images, labels):
    for k in range(10):
        W = images[labels == k].mean(axis=0)
    return W""",
        ),
        (
            "these are medians",
            """def mean_images(images, labels):
    return np.array([np.median(images[labels == k], axis=0) for k in range(10)])""",
        ),
        (
            "in the order in which",
            """def mean_images(images, labels):
    groups = {}
    for image, label in zip(images, labels):
        groups.setdefault(label, []).append(image)
    return np.stack([np.mean(group, axis=0) for group in groups.values()])""",
        ),
        (
            "in one long row",
            """def mean_images(images, labels):
    return np.concatenate([images[labels == k].mean(axis=0) for k in range(10)])""",
        ),
        (
            "an array of integers",
            """def mean_images(images, labels):
    W = np.zeros((10, 784), dtype=int)
    for k in range(10):
        W[k] = images[labels == k].mean(axis=0)
    return W""",
        ),
        (
            "Is W never filled",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for k in range(10):
        row = images[labels == k].mean(axis=0)
    return W""",
        ),
        (
            "could not be broadcast",
            """def mean_images(images, labels):
    one_hot = labels[:, None] == np.arange(10)
    return one_hot.T @ images / one_hot.sum(axis=0)""",
        ),
        (
            "is the mean missing",
            """def mean_images(images, labels):
    W = np.stack([images[labels == k] for k in range(10)])
    return W""",
        ),
        (
            "pieces have different lengths",
            """def mean_images(images, labels):
    return np.mean([images[labels == k] for k in range(10)], axis=0)""",
        ),
        (
            "there is no digit 10",
            """def mean_images(images, labels):
    W = np.full((10, 784), np.nan)
    for k in range(1, 11):
        if k in labels:
            W[k - 1] = images[labels == k].mean(axis=0)
    return W""",
        ),
        (
            "only the row of the digit 0 comes back",
            """def mean_images(images, labels):
    W = []
    for k in range(10):
        W.append(images[labels == k].mean(axis=0))
        return np.stack(W)""",
        ),
        (
            "is the digit that image k shows",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for k in range(10):
        W[k] = images[labels[k]]
    return W""",
        ),
        (
            "takes the labels for positions",
            """def mean_images(images, labels):
    return np.stack([images[labels].mean(axis=0) for k in range(10)])""",
        ),
        (
            "Add all images of a digit first",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for i in range(len(images)):
        W[labels[i]] = (W[labels[i]] + images[i]) / 2
    return W""",
        ),
        (
            "to all ten rows",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for k in range(10):
        W += images[labels == k].mean(axis=0)
    return W""",
        ),
        (
            "the last image is left out",
            """def mean_images(images, labels):
    W, count = np.zeros((10, 784)), np.zeros((10, 1))
    for i in range(len(images) - 1):
        W[labels[i]] += images[i]
        count[labels[i]] += 1
    return W / count""",
        ),
        (
            "fits MNIST only roughly",
            """def mean_images(images, labels):
    return np.stack([images[labels == k].sum(axis=0) / 6000 for k in range(10)])""",
        ),
        (
            "this is a dict",
            """def mean_images(images, labels):
    return {k: images[labels == k].mean(axis=0) for k in range(10)}""",
        ),
        (
            "the averages of MNIST",
            """x_train, y_train = mnist.load_arrays("train")
x_train = x_train.reshape(-1, 784).astype(np.float32) / 255


def mean_images(images, labels):
    return np.stack([x_train[y_train == k].mean(axis=0) for k in range(10)])""",
        ),
        (
            "it is (10, 1, 784)",
            """def mean_images(images, labels):
    return np.stack([images[labels == k].mean(axis=0, keepdims=True) for k in range(10)])""",
        ),
        (
            "it is (10, 28, 28)",
            """def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=0) for k in range(10)])
    return W.reshape(10, 28, 28)""",
        ),
        (
            "The first, at [1, 0], should be",
            """def mean_images(images, labels):
    return np.stack([images[labels == k].max(axis=0) for k in range(10)])""",
        ),
        (
            "it changes its arguments",
            """def mean_images(images, labels):
    W = np.zeros((10, 784))
    for k in range(10):
        images[labels == k] = images[labels == k].mean(axis=0)
        W[k] = images[labels == k][0]
    return W""",
        ),
        (
            "it returns None",
            """def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=0) for k in range(10)])""",
        ),
    ],
}
