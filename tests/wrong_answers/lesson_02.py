"""Wrong answers to lesson 02 that no edit says, and words of the hint that each must get."""

WRONG = {
    "collapse": [
        (
            "b1 passes through the second layer too",
            """
def collapse(W1, b1, W2, b2):
    W = (W1.T @ W2.T).T
    b = np.add(b1, b2)
    return W, b
""",
        ),
        ("Two shapes do not fit", "def collapse(W1, b1, W2, b2):\n    return W2 @ W1 + b1"),
    ],
    "stable_sigmoid": [
        (
            "inf / inf is NaN",
            """
def stable_sigmoid(z):
    top = np.exp(z)
    return top / (top + 1)
""",
        ),
        (
            "overflows where z is very negative",
            """
def stable_sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))
""",
        ),
        (
            "far left is lost",
            """
def stable_sigmoid(z):
    z = np.where(z < -12, -12, np.where(z > 12, 12, z))
    return 1 / (1 + np.exp(-z))
""",
        ),
        (
            "leaves no digits",
            """
def stable_sigmoid(z):
    e = np.exp(-np.abs(z))
    p = 1 / (1 + e)
    p = np.where(z < 0, 1 - p, p)
    return p
""",
        ),
    ],
    "tanh_slope": [
        ("a must come in squared", "def tanh_slope(a):\n    return 2 - (1 + a)"),
        ("takes a for z", "def tanh_slope(a):\n    return 1 / np.cosh(a) ** 2"),
    ],
    "ten_sigmoids": [
        ("not added", "ten_sigmoids = 4 * 10"),
        ("one sigmoid alone", "ten_sigmoids = 1 / 4"),
        ("How many times smaller is 1 over it", "ten_sigmoids = 0.25 ** 10"),
        ("Not that number", "ten_sigmoids = 12345"),
    ],
    "relu_backward": [
        (
            "changes its arguments",
            """
def relu_backward(da, z):
    da[z <= 0] = 0
    return da
""",
        ),
    ],
    "lossless_spread": [
        ("Upside down", "def lossless_spread(inputs):\n    return (inputs / 2) ** 0.5"),
        ("without an activation", "def lossless_spread(inputs):\n    return inputs**-0.5"),
    ],
    "softsign": [
        (
            "float32 the square",
            """
def softsign(z):
    below = 1 + np.abs(z)
    return z / below, 1 / below**2
""",
        ),
        (
            "belongs to tanh",
            """
def softsign(z):
    a = z * (1 / (1 + np.abs(z)))
    return a, 1 - a * a
""",
        ),
    ],
}
