"""Wrong answers to lesson 00 that no edit says, and words of the hint that each must get."""

WRONG = {
    "average": [
        ("must be a function", "average = 3.0"),
        ("called with 1, 4", "def average(a, b):\n    return 3"),
        ("got a generator", "def average(a, b):\n    yield (a + b) / 2"),
        ("Is the `return` missing", "def average(a, b):\n    print((a + b) / 2)"),
        ("It printed: 3.0", "def average(a, b):\n    print((a + b) / 2)"),
        ("it raises NameError", "def average(a, b):\n    return (a + c) / 2"),
        ("The size is right, the sign is not", "def average(a, b):\n    return -(a + b) / 2"),
        ("it raises TypeError", "def average(a, b):\n    return sum(a, b) / 2"),
        ("Expected a number, got (3) (called", "def average(a, b):\n    return ((a + b) / 2,)"),
        ("expected 3, got 2.828", "def average(a, b):\n    return (a * b) ** 0.5"),
    ],
    "difference_shape": [
        ("not that", "difference_shape = (2, 2)"),
        ("it is a function", "def difference_shape(p, y):\n    return (p - y).shape"),
        ("only sum, mean", "difference_shape = ()"),
        ("never drops an axis", "difference_shape = (4,)"),
        ("stands under the 1", "difference_shape = (4, 1)"),
        ("does count as (1, 4)", "difference_shape = (1, 4)"),
        ("joins nothing", "difference_shape = (4, 2)"),
        ("that many numbers, yes. How", "difference_shape = (16, 1)"),
        ("three axes are too many", "difference_shape = (4, 4, 1)"),
        ("nothing raises here", "difference_shape = 'ValueError'"),
    ],
    "mean_images": [
        (
            "it returns None",
            """
def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=0) for k in range(10)])
""",
        ),
        (
            "The first, at [1, 0], should be",
            """
def mean_images(images, labels):
    return np.stack([images[labels == k].max(axis=0) for k in range(10)])
""",
        ),
        (
            "it is (10, 1, 784)",
            """
def mean_images(images, labels):
    return np.stack([images[labels == k].mean(axis=0, keepdims=True) for k in range(10)])
""",
        ),
        (
            "Two shapes do not fit",
            """
def mean_images(images, labels):
    one_hot = labels[:, None] == np.arange(10)
    return one_hot.T @ images / one_hot.sum(axis=0)
""",
        ),
        (
            "it changes its arguments",
            """
def mean_images(images, labels):
    W = np.zeros((10, 784))
    for k in range(10):
        images[labels == k] = images[labels == k].mean(axis=0)
        W[k] = images[labels == k][0]
    return W
""",
        ),
        (
            "one number for each digit",
            """
def mean_images(images, labels):
    W = np.array([np.mean(images[labels == k]) for k in range(10)])
    return W
""",
        ),
        (
            "replaces the one before",
            """
def mean_images(images, labels):
    for k in range(10):
        W = images[labels == k].mean(axis=0)
    return W
""",
        ),
        (
            "does it run over axis 1",
            """
def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=1) for k in range(10)])
    return W
""",
        ),
        (
            "inside the loop",
            """
def mean_images(images, labels):
    for k in range(10):
        W = images[labels == k].mean(axis=0)
        return W
""",
        ),
        (
            "lie on their side",
            """
def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=0) for k in range(10)], axis=1)
    return W
""",
        ),
    ],
}
