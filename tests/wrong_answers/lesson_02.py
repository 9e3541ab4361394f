"""Wrong answers to lesson 02, and words of the hint that each must get."""

WRONG = {
    "collapse": [
        (
            "wrong order",
            "def collapse(W1, b1, W2, b2):\n    return W1 @ W2, W2 @ b1 + b2",
        ),
        ("multiplied by W2", "def collapse(W1, b1, W2, b2):\n    return W2 @ W1, b1 + b2"),
        ("b1 was forgotten", "def collapse(W1, b1, W2, b2):\n    W = W2 @ W1\n    return W, b2"),
        ("b2 was forgotten", "def collapse(W1, b1, W2, b2):\n    return W2 @ W1, b1 @ W2.T"),
        (
            "This W is transposed",
            "def collapse(W1, b1, W2, b2):\n    return W1.T @ W2.T, b1 @ W2.T + b2",
        ),
        (
            "must not multiply it",
            "def collapse(W1, b1, W2, b2):\n    return W2 @ W1, W2 @ (b1 + b2)",
        ),
        (
            "multiplies along the outputs",
            "def collapse(W1, b1, W2, b2):\n    return W2 @ W1, b1 @ W2 + b2",
        ),
        (
            "the weights first",
            "def collapse(W1, b1, W2, b2):\n    return W2 @ b1 + b2, W2 @ W1",
        ),
        ("changed places", "def collapse(W1, b1, W2, b2):\n    return W2 @ W1, W2 @ b2 + b1"),
        (
            "only W2 is still to come",
            "def collapse(W1, b1, W2, b2):\n    W = W2 @ W1\n    return W, W @ b1 + b2",
        ),
        ("element by element", "def collapse(W1, b1, W2, b2):\n    return W2 * W1, W2 @ b1 + b2"),
    ],
    "stable_sigmoid": [
        (
            "overflows where z is very negative",
            """
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
        ),
        (
            "inf / inf is NaN",
            """
def stable_sigmoid(z):
    top = np.exp(z)
    return top / (top + 1)
""",
        ),
        (
            "np.where computes both of its branches",
            """
def stable_sigmoid(z):
    return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))
""",
        ),
        (
            "the same value",
            """
def stable_sigmoid(z):
    e = np.exp(-abs(z))
    return 1 / (1 + e)
""",
        ),
        (
            "The sides are swapped",
            """
def stable_sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e, 1) / (1 + e)
""",
        ),
        (
            "An `if` can't decide for a whole array",
            """
def stable_sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    else:
        e = np.exp(z)
        return e / (1 + e)
""",
        ),
        (
            "math.exp takes one number",
            """
def stable_sigmoid(z):
    import math
    return 1 / (1 + math.exp(-z))
""",
        ),
        (
            "float32 overflows already",
            """
def stable_sigmoid(z):
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(-z))
""",
        ),
        (
            "it runs from -1 to 1",
            """
def stable_sigmoid(z):
    return np.tanh(z / 2)
""",
        ),
        (
            "twice as steep",
            """
def stable_sigmoid(z):
    return 0.5 * np.tanh(z) + 0.5
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
            "overflow encountered",
            """
def stable_sigmoid(z):
    return 1 / (1 + np.exp(-np.float64(z)))
""",
        ),
    ],
    "tanh_slope": [
        ("is the sigmoid's", "def tanh_slope(a):\n    return a * (1 - a)"),
        ("takes a for z", "def tanh_slope(a):\n    return 1 - np.tanh(a) * np.tanh(a)"),
        ("must come in squared", "def tanh_slope(a):\n    return 1.0 - a"),
        ("a straight fall", "def tanh_slope(a):\n    return 1 - abs(a)"),
        (
            "A quarter of the truth",
            "def tanh_slope(a):\n    s = (a + 1) / 2\n    return s * (1 - s)",
        ),
        (
            "Half of the truth",
            "def tanh_slope(a):\n    s = (a + 1) / 2\n    return 2 * s * (1 - s)",
        ),
        ("grows where tanh goes flat", "def tanh_slope(a):\n    return 1 + a * a"),
        ("tanh rises everywhere", "def tanh_slope(a):\n    return a ** 2 - 1"),
        ("is not 1 - a²", "def tanh_slope(a):\n    return (1 - a) ** 2"),
        ("No square root", "def tanh_slope(a):\n    return (1 - a * a) ** 0.5"),
        ("σ is not a", "def tanh_slope(a):\n    s = a\n    return 4 * s * (1 - s)"),
        ("^ is not a power", "def tanh_slope(a):\n    return 1 - (a^2)"),
        ("2 times", "def tanh_slope(a):\n    return 2 * (1 - a**2)"),
        ("the slope at a = 0 would be 0", "def tanh_slope(a):\n    return a * a"),
    ],
    "ten_sigmoids": [
        ("1 over it", "ten_sigmoids = 0.25**10"),
        ("multiplied, not added", "ten_sigmoids = 4 * 10"),
        ("the sigmoid's value at z = 0", "ten_sigmoids = 2**10"),
        ("Count the factors", "ten_sigmoids = 4**9"),
        ("Base and exponent", "ten_sigmoids = 10**4"),
        ("one sigmoid alone", "ten_sigmoids = 4"),
        ("one sigmoid alone", "ten_sigmoids = 1 / 4"),
        ("Not that number", "ten_sigmoids = 0"),
        ("Not that number", "ten_sigmoids = -(4**10)"),
        ("tanh and ReLU", "ten_sigmoids = 1"),
        ("Not that number", "ten_sigmoids = 1e6"),
    ],
    "relu_backward": [
        ("looks at the sign of da", "def relu_backward(da, z):\n    return da * (da > 0)"),
        (
            "That is only the slope",
            "def relu_backward(da, z):\n    return np.where(z > 0, 1.0, 0.0)",
        ),
        ("as True and False", "def relu_backward(da, z):\n    return z > 0"),
        ("multiplies by ReLU's output", "def relu_backward(da, z):\n    return da * z * (z > 0)"),
        ("multiplies by z itself", "def relu_backward(da, z):\n    return z * da"),
        ("z = 0 exactly", "def relu_backward(da, z):\n    return np.where(z < 0, 0, da)"),
        ("wrong way round", "def relu_backward(da, z):\n    return np.where(z > 0, 0, da)"),
        ("arrives unchanged", "def relu_backward(da, z):\n    return da"),
        ("turns the gradient round", "def relu_backward(da, z):\n    return da * np.sign(z)"),
        ("ReLU forward on z", "def relu_backward(da, z):\n    return z * (z > 0)"),
        (
            "changes its arguments",
            "def relu_backward(da, z):\n    da[z <= 0] = 0\n    return da",
        ),
        ("this hands on z", "def relu_backward(da, z):\n    return np.where(z > 0, da, z)"),
        ("leaky ReLU", "def relu_backward(da, z):\n    return da * np.where(z > 0, 1, 0.01)"),
        (
            "An `if` can't decide",
            "def relu_backward(da, z):\n    if z > 0:\n        return da\n    return 0 * da",
        ),
        ("0.5 times", "def relu_backward(da, z):\n    return da * (z > 0) / len(z)"),
        ("wrong sign", "def relu_backward(da, z):\n    return -da * (z > 0)"),
        ("Keep da there instead", "def relu_backward(da, z):\n    return z * (da > 0)"),
    ],
}
