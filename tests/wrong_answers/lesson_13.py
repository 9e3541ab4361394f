"""Wrong answers to the exercises of lesson 13: words of the hint, and the answer as typed."""

WRONG = {
    "mirror_labels": [
        (
            "right for patterns of six",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).sum(axis=1, keepdims=True) == 6
""",
        ),
        (
            "the one in the middle has no partner",
            """
def mirror_labels(x):
    half = x.shape[1] // 2
    left, right = x[:, :half], x[:, half:]
    return (left == right[:, ::-1]).all(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "stand in a row, shape (N,)",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).all(axis=1).astype(float)
""",
        ),
        (
            "stand in a list",
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
            "`all`, not `any`",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).any(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "turns the list of patterns around",
            """
def mirror_labels(x):
    return (x == x[::-1]).all(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "turns the list of patterns around",
            """
def mirror_labels(x):
    return np.all(x == np.flip(x, axis=0), axis=1, keepdims=True)
""",
        ),
        (
            "compares each pattern with another one",
            """
def mirror_labels(x):
    return np.all(x == np.flip(x), axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "the second half repeats the first",
            """
def mirror_labels(x):
    return (x[:, :3] == x[:, 3:]).all(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "the second half repeats the first",
            """
def mirror_labels(x):
    half = x.shape[1] // 2
    return (x[:, :half] == x[:, -half:]).all(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "right for patterns of six",
            """
def mirror_labels(x):
    left, right = x[:, :3], x[:, 3:]
    return (left == right[:, ::-1]).all(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "right for patterns of six",
            """
def mirror_labels(x):
    a = (x[:, 0] == x[:, 5]) & (x[:, 1] == x[:, 4]) & (x[:, 2] == x[:, 3])
    return a[:, None].astype(float)
""",
        ),
        (
            "counts the ones of both halves",
            """
def mirror_labels(x):
    half = x.shape[1] // 2
    left = x[:, :half].sum(axis=1, keepdims=True)
    right = x[:, x.shape[1] - half :].sum(axis=1, keepdims=True)
    return (left == right).astype(float)
""",
        ),
        (
            "The other way round",
            """
def mirror_labels(x):
    return (x != x[:, ::-1]).any(axis=1, keepdims=True).astype(float)
""",
        ),
        (
            "one answer for all patterns together",
            """
def mirror_labels(x):
    return float(np.array_equal(x, x[:, ::-1]))
""",
        ),
        (
            "runs down the patterns here",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).all(axis=0).astype(float)
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
            "only the first input with the last",
            """
def mirror_labels(x):
    return (x[:, :1] == x[:, -1:]).astype(float)
""",
        ),
        (
            "one answer a pair of inputs",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).astype(float)
""",
        ),
        (
            "the share of inputs",
            """
def mirror_labels(x):
    return (x == x[:, ::-1]).mean(axis=1, keepdims=True)
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
            "Both slopes are missing",
            """
def deltas(a, p, y, W2):
    dz2 = p - y
    return dz2, dz2 @ W2
""",
        ),
        (
            "in the other order",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    dz1 = (dz2 @ W2) * a * (1 - a)
    return dz1, dz2
""",
        ),
        (
            "the p - y of cross-entropy",
            """
def deltas(a, p, y, W2):
    dz2 = p - y
    dz1 = (dz2 @ W2) * a * (1 - a)
    return dz2, dz1
""",
        ),
        (
            "The sign is turned",
            """
def deltas(a, p, y, W2):
    dz2 = (y - p) * p * (1 - p)
    dz1 = dz2 * W2 * a * (1 - a)
    return dz2, dz1
""",
        ),
        (
            "Twice too large",
            """
def deltas(a, p, y, W2):
    dz2 = 2 * (p - y) * p * (1 - p)
    return dz2, dz2 @ W2 * a * (1 - a)
""",
        ),
        (
            "belongs to a mean",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p) / len(y)
    return dz2, dz2 @ W2 * a * (1 - a)
""",
        ),
        (
            "as if p were z",
            """
def deltas(a, p, y, W2):
    def slope(z):
        s = 1 / (1 + np.exp(-z))
        return s * (1 - s)
    dz2 = (p - y) * slope(p)
    return dz2, dz2 @ W2 * a * (1 - a)
""",
        ),
        (
            "as if a were z1",
            """
def deltas(a, p, y, W2):
    s = 1 / (1 + np.exp(-a))
    dz2 = (p - y) * p * (1 - p)
    return dz2, dz2 @ W2 * s * (1 - s)
""",
        ),
        (
            "The error p - y itself is missing",
            """
def deltas(a, p, y, W2):
    dz2 = p * (1 - p)
    return dz2, dz2 @ W2 * a * (1 - a)
""",
        ),
        (
            "dz1 stops at da",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    dz1 = dz2 @ W2
    return dz2, dz1
""",
        ),
        (
            "taken from the label y",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * y * (1 - y)
    return dz2, (dz2 @ W2) * a * (1 - a)
""",
        ),
        (
            "that of the output, p (1 - p), once more",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, (dz2 @ W2) * p * (1 - p)
""",
        ),
        (
            "Only one array comes back",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    dz1 = (dz2 @ W2) * a * (1 - a)
    return dz2
""",
        ),
        (
            "The error is squared in dz2",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) ** 2 * p * (1 - p)
    return dz2, (dz2 @ W2) * a * (1 - a)
""",
        ),
        (
            "lost its sign",
            """
def deltas(a, p, y, W2):
    dz2 = abs(p - y) * p * (1 - p)
    return dz2, (dz2 @ W2) * a * (1 - a)
""",
        ),
        (
            "In dz1 the weights are missing",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    dz1 = dz2 * a * (1 - a)
    return dz2, dz1
""",
        ),
        (
            "the slope of tanh",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, (dz2 @ W2) * (1 - a**2)
""",
        ),
        (
            "dz2 lost that of the output",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    dz1 = ((p - y) @ W2) * a * (1 - a)
    return dz2, dz1
""",
        ),
        (
            "one factor a too many or too few",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, (dz2 @ W2) * (1 - a)
""",
        ),
        (
            "dz2 has p where",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p
    return dz2, (dz2 @ W2) * a * (1 - a)
""",
        ),
        (
            "dz2 has 1 - p where",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * (1 - p)
    return dz2, (dz2 @ W2) * a * (1 - a)
""",
        ),
        (
            "gradient with respect to the weights",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, dz2.T @ a
""",
        ),
        (
            "it raises ValueError",
            """
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, (dz2 @ W2.T) * a * (1 - a)
""",
        ),
    ],
    "mirror_gap": [
        (
            "whether mirrored weights are equal",
            """
def mirror_gap(W1):
    gap = np.abs(W1 - W1[:, :, ::-1]).max(axis=(1, 2))
    return gap / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "never sees a wrong sign",
            """
def mirror_gap(W1):
    size = np.abs(W1)
    return np.abs(size - size[:, :, ::-1]).max(axis=(1, 2)) / size.max(axis=(1, 2))
""",
        ),
        (
            "A large negative sum is a gap too",
            """
def mirror_gap(W1):
    return (W1 + W1[:, :, ::-1]).max(axis=(1, 2)) / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "The largest weight can be negative",
            """
def mirror_gap(W1):
    return np.abs(W1 + W1[:, :, ::-1]).max(axis=(1, 2)) / W1.max(axis=(1, 2))
""",
        ),
        (
            "The gap itself is right",
            """
def mirror_gap(W1):
    return np.abs(W1 + np.flip(W1, axis=2)).max(axis=(1, 2))
""",
        ),
        (
            "largest weight of all runs",
            """
def mirror_gap(W1):
    gap = np.abs(W1 + W1[:, :, ::-1]).max(axis=(1, 2))
    return gap / np.abs(W1).max()
""",
        ),
        (
            "one number a hidden unit",
            """
def mirror_gap(W1):
    return np.abs(W1 + W1[:, :, ::-1]).max(axis=-1) / np.abs(W1).max(axis=-1)
""",
        ),
        (
            "one number for all runs together",
            """
def mirror_gap(W1):
    return np.abs(W1 + W1[:, :, ::-1]).max() / np.abs(W1).max()
""",
        ),
        (
            "adds one hidden unit to the other",
            """
def mirror_gap(W1):
    gap = np.abs(W1 + W1[:, ::-1]).max(axis=(1, 2))
    return gap / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "turns the runs around",
            """
def mirror_gap(W1):
    gap = np.abs(W1 + W1[::-1]).max(axis=(1, 2))
    return gap / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "the mean gap",
            """
def mirror_gap(W1):
    gap = np.abs(W1 + W1[:, :, ::-1]).mean(axis=(1, 2))
    return gap / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "adds all gaps up",
            """
def mirror_gap(W1):
    return np.abs(W1 + W1[:, :, ::-1]).sum(axis=(1, 2)) / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "divided by the mean size",
            """
def mirror_gap(W1):
    return np.abs(W1 + W1[:, :, ::-1]).max(axis=(1, 2)) / np.abs(W1).mean(axis=(1, 2))
""",
        ),
        (
            "its own largest weight",
            """
def mirror_gap(W1):
    relative = np.abs(W1 + W1[:, :, ::-1]) / np.abs(W1).max(axis=2, keepdims=True)
    return relative.max(axis=(1, 2))
""",
        ),
        (
            "without turning one around",
            """
def mirror_gap(W1):
    half = W1.shape[2] // 2
    gap = np.abs(W1[:, :, :half] + W1[:, :, half:]).max(axis=(1, 2))
    return gap / np.abs(W1).max(axis=(1, 2))
""",
        ),
        (
            "a weight of its own pair",
            """
def mirror_gap(W1):
    return np.abs((W1 + W1[:, :, ::-1]) / W1).max(axis=(1, 2))
""",
        ),
    ],
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
            "The symmetric patterns are among these",
            """
def confused(left):
    w = np.array(list(left) + [-v for v in left[::-1]])
    x = np.array(list(itertools.product([0, 1], repeat=len(w))))
    return (x @ w == 0).sum()
""",
        ),
        (
            "These are the symmetric patterns",
            """
def confused(left):
    w = np.array(list(left) + [-v for v in left[::-1]])
    x = np.array(list(itertools.product([0, 1], repeat=len(w))))
    same = (x == x[:, ::-1]).all(axis=1)
    return ((x @ w == 0) & same).sum()
""",
        ),
        (
            "This says that no sizes confuse anything",
            "def confused(left):\n    return 0",
        ),
        (
            "8 symmetric patterns were taken away",
            """
def confused(left):
    w = np.array(list(left) + [-v for v in left[::-1]])
    x = np.array(list(itertools.product([0, 1], repeat=len(w))))
    return (x @ w == 0).sum() - 8
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
            "has the same signs",
            """
def confused(left):
    w = np.array(list(left) + list(left[::-1]))
    x = np.array(list(itertools.product([0, 1], repeat=len(w))))
    same = (x == x[:, ::-1]).all(axis=1)
    return ((x @ w == 0) & ~same).sum()
""",
        ),
        (
            "stands in the same order",
            """
def confused(left):
    w = np.array(list(left) + [-v for v in left])
    x = np.array(list(itertools.product([0, 1], repeat=len(w))))
    same = (x == x[:, ::-1]).all(axis=1)
    return ((x @ w == 0) & ~same).sum()
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
        (
            "the ones told apart",
            """
def confused(left):
    w = np.array(list(left) + [-v for v in left[::-1]])
    x = np.array(list(itertools.product([0, 1], repeat=len(w))))
    return (x @ w != 0).sum()
""",
        ),
        (
            "patterns of the left half alone",
            """
def confused(left):
    sums = [sum(a * b for a, b in zip(bits, left))
            for bits in itertools.product([0, 1], repeat=len(left))]
    return len(sums) - len(set(sums))
""",
        ),
        (
            "yes or no",
            """
def confused(left):
    sums = [sum(a * b for a, b in zip(bits, left))
            for bits in itertools.product([0, 1], repeat=len(left))]
    return len(sums) != len(set(sums))
""",
        ),
        (
            "both orders",
            """
def confused(left):
    sums = [sum(a * b for a, b in zip(bits, left))
            for bits in itertools.product([0, 1], repeat=len(left))]
    return sum(s == t for s, t in itertools.combinations(sums, 2))
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
    "sweeps_left": [
        (
            "p stands where 1/p belongs",
            """
def sweeps_left(p_then, p_now, sweeps):
    fall = (1 / p_then - 1 / p_now) / sweeps
    return p_now / fall
""",
        ),
        (
            "takes the speed of 1/p from the last moment alone",
            """
def sweeps_left(p_then, p_now, sweeps):
    c = (p_now - p_then) / sweeps / p_now**2
    return 1 / p_now / c
""",
        ),
        (
            "counts from the first measurement",
            """
def sweeps_left(p_then, p_now, sweeps):
    fall = (1 / p_then - 1 / p_now) / sweeps
    return (1 / p_then) / fall
""",
        ),
        (
            "p itself grow by the same amount in each sweep, up to 1. ",
            """
def sweeps_left(p_then, p_now, sweeps):
    rise = (p_now - p_then) / sweeps
    return (1 - p_now) / rise
""",
        ),
        (
            "up to 1/2. It is 1/p that changes evenly, and it falls",
            """
def sweeps_left(p_then, p_now, sweeps):
    rise = (p_now - p_then) / sweeps
    return (0.5 - p_now) / rise
""",
        ),
        (
            "the same factor again and again, up to 1. ",
            """
def sweeps_left(p_then, p_now, sweeps):
    rate = (np.log(p_now) - np.log(p_then)) / sweeps
    return -np.log(p_now) / rate
""",
        ),
        (
            "the same factor again and again, up to 1/2. ",
            """
def sweeps_left(p_then, p_now, sweeps):
    factor = (p_now / p_then) ** (1 / sweeps)
    return np.log(0.5 / p_now) / np.log(factor)
""",
        ),
        (
            "its first value is the larger one",
            """
def sweeps_left(p_then, p_now, sweeps):
    fall = (1 / p_now - 1 / p_then) / sweeps
    return 1 / p_now / fall
""",
        ),
        (
            "how far 1/p still has to fall",
            """
def sweeps_left(p_then, p_now, sweeps):
    return 1 / p_now
""",
        ),
        (
            "This is the fall of 1/p per sweep",
            """
def sweeps_left(p_then, p_now, sweeps):
    return (1 / p_then - 1 / p_now) / sweeps
""",
        ),
        (
            "was not divided by the sweeps",
            """
def sweeps_left(p_then, p_now, sweeps):
    fall = 1 / p_then - 1 / p_now
    return 1 / p_now / fall
""",
        ),
        (
            "Nearly 0. Either it is turned over",
            """
def sweeps_left(p_then, p_now, sweeps):
    fall = (1 / p_then - 1 / p_now) / sweeps
    return fall / (1 / p_now)
""",
        ),
        (
            "stand on the wrong side",
            """
def sweeps_left(p_then, p_now, sweeps):
    fall = (1 / p_then - 1 / p_now) * sweeps
    return 1 / p_now / fall
""",
        ),
    ],
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
