"""Wrong answers to the exercises of lesson 13: words of the hint, and the answer as typed."""

WRONG = {
    "mirror_labels": [
        (
            "stand in a row",
            """
def mirror_labels(x):
    labels = []
    for row in x:
        if (row == row[::-1]).all():
            labels.append(1.0)
        else:
            labels.append(0.0)
    return labels
""",
        ),
        (
            "the one in the middle of six",
            """
def mirror_labels(x):
    y = np.zeros((len(x), 1))
    for i in range(len(x)):
        for j in range(3):
            y[i] = x[i, j] == x[i, 5 - j]
    return y
""",
        ),
        (
            "the shape should be",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).all(axis=1, keepdims=True).T.astype(float)
""",
        ),
    ],
    "deltas": [
        (
            "Two shapes do not fit",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, (dz2 @ W2.T) * a * (1 - a)
""",
        ),
    ],
    "mirror_gap": [],
    "confused": [
        (
            "in what counts as symmetric",
            """
def confused(left):
    w = [*left, *(-v for v in left[::-1])]
    count = 0
    for bits in itertools.product([0, 1], repeat=len(w)):
        if bits[: len(left)] != bits[len(left):] and sum(v * b for v, b in zip(w, bits)) == 0:
            count += 1
    return count
""",
        ),
        (
            "always have six inputs",
            """
def confused(left):
    w = [*left, *(-v for v in left[::-1])]
    count = 0
    for bits in itertools.product([0, 1], repeat=6):
        if bits != bits[::-1] and sum(v * b for v, b in zip(w, bits)) == 0:
            count += 1
    return count
""",
        ),
        (
            "it stands for two patterns",
            """
def confused(left):
    count = 0
    for d in itertools.product([-1, 0, 1], repeat=len(left)):
        if any(d) and sum(a * b for a, b in zip(d, left)) == 0:
            count += 1
    return count
""",
        ),
        (
            "all differences 0 is the symmetric one",
            """
def confused(left):
    count = 0
    for d in itertools.product([-1, 0, 1], repeat=len(left)):
        if sum(a * b for a, b in zip(d, left)) == 0:
            count += 1
    return count
""",
        ),
    ],
    "detector": [
        (
            "one unit alone can't lift the output",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([5, 5]), np.array([[20, 20]]), np.array([-10]))
""",
        ),
        (
            "turns on neither unit",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, 2, -4, 4, -2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "biases included",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, 5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "weigh the same on both sides",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -1, -1, 1, 1, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "one comes on just below 0 and the other just above",
            """
W1 = 50 * np.array([[1, 2, 4, -4, -2, -1], [1, 2, 4, -4, -2, -1]])
detector = (W1, np.array([25, -25]), np.array([[20, -20]]), np.array([10]))
""",
        ),
        (
            "Both hidden units see the same",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [1, 2, 4, -4, -2, -1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "One hidden unit has no weights",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [0, 0, 0, 0, 0, 0]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "Mirrored weights have the same sign",
            """
W1 = 10 * np.array([[1, 2, 4, 4, 2, 1], [-1, -2, -4, -4, -2, -1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "stands in the same order",
            """
W1 = 10 * np.array([[1, 2, 4, -1, -2, -4], [-1, -2, -4, 1, 2, 4]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "weight 1 + weight 6 must be 0",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, 1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "weigh the same on both sides",
            """
W1 = 10 * np.array([[1, 1, 1, -1, -1, -1], [-1, -1, -1, 1, 1, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "weigh the same on both sides",
            """
W1 = 10 * np.array([[1, 2, 3, -3, -2, -1], [-1, -2, -3, 3, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "always add up to 1",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([0, 0]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "must suppress the output",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[20, 20]]), np.array([-10]))
""",
        ),
        (
            "b2 is not positive",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([0]))
""",
        ),
        (
            "A hidden bias is positive",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([5, 5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "does not lift a hidden unit",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-25, -25]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "must outweigh b2",
            """
W1 = 50 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-10, -10]]), np.array([10]))
""",
        ),
        (
            "must outweigh b2",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([30]))
""",
        ),
        (
            "no unit is clearly on or off",
            """
W1 = np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-0.5, -0.5]), np.array([[-2, -2]]), np.array([1]))
""",
        ),
        (
            "W2 should have the shape (1, 2)",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([-20, -20]), np.array([10]))
""",
        ),
        (
            "W1 should have the shape (2, 6)",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]]).T
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), np.array([10]))
""",
        ),
        (
            "b2 should have the shape (1,)",
            """
W1 = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
detector = (W1, np.array([-5, -5]), np.array([[-20, -20]]), 10)
""",
        ),
        (
            "four arrays of numbers",
            """
detector = 10 * np.array([[1, 2, 4, -4, -2, -1], [-1, -2, -4, 4, 2, 1]])
""",
        ),
    ],
    "sweeps_left": [],
    "same_steps": [
        ("three numbers are wanted", "same_steps = 6.4"),
        ("three numbers are wanted", "same_steps = (6.4, 1.0)"),
        ("three numbers are wanted", 'same_steps = ("6.4", "1", "0.0375")'),
        ("64 times smaller", "same_steps = (0.1 / 64, 1.0, 0.0375)"),
        ("the same step is what failed", "same_steps = (0.1, 1.0, 0.0375)"),
        ("64 is the factor between", "same_steps = (64, 1.0, 0.0375)"),
        ("needs no correction", "same_steps = (0.1 * 64 / (1 - 0.9), 1.0, 0.0375)"),
        ("It needs no correction", "same_steps = (0.1 * 64 * (1 - 0.9), 1.0, 0.0375)"),
        ("belongs to noise", "same_steps = (0.1 * 64**0.5, 1.0, 0.0375)"),
        ("the first is not it", "same_steps = (0.6, 1.0, 0.0375)"),
        ("0.9 times the step", "same_steps = (6.4, 0.09, 0.0375)"),
        ("only the first two sweeps", "same_steps = (6.4, 0.19, 0.0375)"),
        ("divides, it does not multiply", "same_steps = (6.4, 0.01, 0.0375)"),
        ("without a substitute", "same_steps = (6.4, 0.1, 0.0375)"),
        ("the second: 10 is the factor", "same_steps = (6.4, 10, 0.0375)"),
        ("so no factor of 64", "same_steps = (6.4, 64, 0.0375)"),
        ("the second is not it", "same_steps = (6.4, 0.9, 0.0375)"),
        ("multiplied by 20", "same_steps = (6.4, 1.0, 15)"),
        ("20 patterns, not 64", "same_steps = (6.4, 1, 0.3 / 64 / (1 - 0.6))"),
        ("the momentum is not yet", "same_steps = (6.4, 1.0, 0.3 / 20)"),
        ("the mean over 20 patterns is not yet", "same_steps = (6.4, 1.0, 0.3 / (1 - 0.6))"),
        ("not 1 - 0.6", "same_steps = (6.4, 1.0, 0.3 / 20 * 0.4)"),
        ("not 1 / 0.6", "same_steps = (6.4, 1.0, 0.3 / 20 / 0.6)"),
        ("another factor than 0.9 had", "same_steps = (6.4, 1.0, 0.15)"),
        ("the third is not it", "same_steps = (6.4, 1.0, 0.2)"),
    ],
}
