"""Wrong answers to the exercises of lesson 01, as learners type them, and words of their hints."""

WRONG = {
    "neuron": [
        (
            "the bias is missing",
            """
def neuron(x, w, b):
    z = 0
    for i in range(len(x)):
        z += x[i] * w[i]
    return 1 if z > 0 else 0
""",
        ),
        (
            "the bias is subtracted",
            """
def neuron(x, w, b):
    return 1 if x @ w > b else 0
""",
        ),
        (
            "the bias is added once an input",
            """
def neuron(x, w, b):
    z = 0
    for xi, wi in zip(x, w):
        z += xi * wi + b
    return int(z > 0)
""",
        ),
        (
            "the bias is inside the product",
            """
def neuron(x, w, b):
    z = x @ (w + b)
    if z > 0:
        return 1
    return 0
""",
        ),
        (
            "the sum of the inputs by the sum of the weights",
            """
def neuron(x, w, b):
    return 1 if sum(x) * sum(w) + b > 0 else 0
""",
        ),
        (
            "it adds inputs and weights",
            """
def neuron(x, w, b):
    total = b
    for i, value in enumerate(x):
        total += value + w[i]
    return 1 if total > 0 else 0
""",
        ),
        (
            "sums the weights and never looks at the inputs",
            """
def neuron(x, w, b):
    return 1 if w.sum() + b > 0 else 0
""",
        ),
        (
            "fires when z is exactly 0",
            """
def neuron(x, w, b):
    z = np.dot(w, x) + b
    return 1 if z >= 0 else 0
""",
        ),
        (
            "fires when z is below 0",
            """
def neuron(x, w, b):
    z = np.dot(w, x) + b
    return 0 if z >= 0 else 1
""",
        ),
        (
            "this is z, the sum before the activation",
            """
def neuron(x, w, b):
    return sum(xi * wi for xi, wi in zip(x, w)) + b
""",
        ),
        (
            "the sign of z",
            """
def neuron(x, w, b):
    return np.sign(x @ w + b)
""",
        ),
        (
            "compares z with 0.5",
            """
def neuron(x, w, b):
    z = x @ w + b
    return 1 if z > 0.5 else 0
""",
        ),
        (
            "three inputs, always",
            """
def neuron(x, w, b):
    z = w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b
    return 1 if z > 0 else 0
""",
        ),
        (
            "only the last input counts",
            """
def neuron(x, w, b):
    for i in range(len(x)):
        z = x[i] * w[i] + b
    return 1 if z > 0 else 0
""",
        ),
        (
            "it answers 1 to everything",
            "def neuron(x, w, b):\n    return 1 if [x @ w + b > 0] else 0",
        ),
        ("it answers 0 to everything", "def neuron(x, w, b):\n    return 0"),
        ("Is the `return` missing", "def neuron(x, w, b):\n    print(int(x @ w + b > 0))"),
        (
            "it changes its arguments",
            "def neuron(x, w, b):\n    x *= w\n    return x.sum() + b > 0",
        ),
        (
            "it rounds z",
            """
def neuron(x, w, b):
    return int(x @ w + b)
""",
        ),
        (
            "this is ReLU",
            """
def neuron(x, w, b):
    z = x @ w + b
    return z if z > 0 else 0
""",
        ),
        (
            "this is the sigmoid",
            """
def neuron(x, w, b):
    z = np.sum(x * w) + b
    return 1 / (1 + np.exp(-z))
""",
        ),
        (
            "the products are not summed",
            """
def neuron(x, w, b):
    z = x * w + b
    return np.where(z > 0, 1, 0)
""",
        ),
        (
            "the products are not summed",
            """
def neuron(x, w, b):
    return [1 if xi * wi + b > 0 else 0 for xi, wi in zip(x, w)]
""",
        ),
        (
            "it says -1 for no",
            """
def neuron(x, w, b):
    if np.dot(x, w) + b > 0:
        return 1
    else:
        return -1
""",
        ),
        (
            "the last input is left out",
            """
def neuron(x, w, b):
    z = b
    for i in range(len(x) - 1):
        z += x[i] * w[i]
    return int(z > 0)
""",
        ),
        (
            "the first input is left out",
            """
def neuron(x, w, b):
    z = b
    for i in range(1, len(x)):
        z += x[i] * w[i]
    return int(z > 0)
""",
        ),
        (
            "it decides after the first input",
            """
def neuron(x, w, b):
    z = b
    for xi, wi in zip(x, w):
        z += xi * wi
        return 1 if z > 0 else 0
""",
        ),
        (
            "the signs of the weights are lost",
            """
def neuron(x, w, b):
    return int(abs(w) @ x + b > 0)
""",
        ),
        (
            "whether z is 0 or not",
            """
def neuron(x, w, b):
    z = x @ w + b
    return 1 if z else 0
""",
        ),
        (
            "the numbers of the example",
            """
def neuron(x, w, b):
    x = np.array([0.5, 0.9, 0.4])
    w = np.array([0.8, 0.5, -1.5])
    return 1 if x @ w - 0.1 > 0 else 0
""",
        ),
        (
            "A mean in place of the sum",
            """
def neuron(x, w, b):
    return int(np.mean(x * w) + b > 0)
""",
        ),
        (
            "expected 1, got 0",
            """
def neuron(x, w, b):
    return int(x @ w + b > 0.01)
""",
        ),
        (
            "expected 1, got 'open'",
            """
def neuron(x, w, b):
    return 'open' if x @ w + b > 0 else 'closed'
""",
        ),
    ],
    "tipping_point": [
        (
            "how far input i has to move",
            """
def tipping_point(x, w, b, i):
    z = x @ w + b
    return -z / w[i]
""",
        ),
        (
            "the bias is missing",
            """
def tipping_point(x, w, b, i):
    rest = x @ w - x[i] * w[i]
    return -rest / w[i]
""",
        ),
        (
            "the sign is wrong",
            """
def tipping_point(x, w, b, i):
    rest = b
    for j in range(len(x)):
        if j != i:
            rest += x[j] * w[j]
    return rest / w[i]
""",
        ),
        (
            "the bias has the wrong sign",
            """
def tipping_point(x, w, b, i):
    rest = np.delete(x, i) @ np.delete(w, i)
    return (b - rest) / w[i]
""",
        ),
        (
            "what the term w[i]·x[i] must be",
            """
def tipping_point(x, w, b, i):
    return -(np.delete(x, i) @ np.delete(w, i) + b)
""",
        ),
        (
            "it multiplies by w[i] at the end",
            """
def tipping_point(x, w, b, i):
    return -(x @ w - x[i] * w[i] + b) * w[i]
""",
        ),
        (
            "this solves for the weight",
            """
def tipping_point(x, w, b, i):
    return -(x @ w - x[i] * w[i] + b) / x[i]
""",
        ),
        (
            "adds the change with the wrong sign",
            """
def tipping_point(x, w, b, i):
    return x[i] + (x @ w + b) / w[i]
""",
        ),
        (
            "it moves input i by the whole of z",
            """
def tipping_point(x, w, b, i):
    return x[i] - (w @ x + b)
""",
        ),
        ("the other inputs are missing", "def tipping_point(x, w, b, i):\n    return -b / w[i]"),
        (
            "always moves the last input",
            """
def tipping_point(x, w, b, i):
    return -(x[:-1] @ w[:-1] + b) / w[-1]
""",
        ),
        (
            "divides by the other weights too",
            """
def tipping_point(x, w, b, i):
    z = x @ w + b
    return x[i] - z / sum(w)
""",
        ),
        (
            "it changes its arguments",
            """
def tipping_point(x, w, b, i):
    x[i] = 0
    return -(x @ w + b) / w[i]
""",
        ),
        (
            "by how much input i must fall",
            """
def tipping_point(x, w, b, i):
    return (x @ w + b) / w[i]
""",
        ),
        (
            "the sign of w[i] is lost",
            """
def tipping_point(x, w, b, i):
    z = x @ w + b
    return x[i] - z / abs(w[i])
""",
        ),
        (
            "where it should undo a multiplication",
            """
def tipping_point(x, w, b, i):
    z = x @ w + b
    return x[i] - z * w[i]
""",
        ),
        (
            "only the bias is divided",
            """
def tipping_point(x, w, b, i):
    return x[i] - x @ w + b / w[i] * -1
""",
        ),
        (
            "only the bias is divided",
            """
def tipping_point(x, w, b, i):
    rest = x @ w - x[i] * w[i]
    return -rest - b / w[i]
""",
        ),
        (
            "it counts two or three inputs",
            """
def tipping_point(x, w, b, i):
    return -(x[0] * w[0] + x[1] * w[1] + b) / w[i]
""",
        ),
        (
            "the whole array x",
            """
def tipping_point(x, w, b, i):
    new = x.copy()
    new[i] = x[i] - (x @ w + b) / w[i]
    return new
""",
        ),
        (
            "for every input at once",
            """
def tipping_point(x, w, b, i):
    z = x @ w + b
    return x - z / w
""",
        ),
        (
            "expected 0.3125, got 0.5",
            """
def tipping_point(x, w, b, i):
    return 0.5
""",
        ),
        (
            "expected 0.3125",
            """
def tipping_point(x, w, b, i):
    for value in np.arange(-10, 10, 0.1):
        new = x.copy()
        new[i] = value
        if abs(new @ w + b) < 0.1:
            return value
""",
        ),
        (
            "it changes its arguments",
            """
def tipping_point(x, w, b, i):
    new = x
    new[i] = 0
    return -(new @ w + b) / w[i]
""",
        ),
    ],
    "share_right": [
        (
            "each sample against each label",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0).astype(int)
    return (a == y).mean()
""",
        ),
        (
            "more than N comparisons are summed",
            """
def share_right(x, W, b, y):
    a = x @ W.T + b > 0
    return (a == y).sum() / len(y)
""",
        ),
        (
            "the bias is missing",
            """
def share_right(x, W, b, y):
    a = (x @ W.T > 0)[:, 0]
    return np.mean(a == y)
""",
        ),
        (
            "this is how many are right",
            """
def share_right(x, W, b, y):
    right = 0
    for row, label in zip(x, y):
        fires = row @ W[0] + b[0] > 0
        right += fires == label
    return right
""",
        ),
        (
            "the share of wrong answers",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0).ravel()
    return np.mean(a != y)
""",
        ),
        (
            "how often the neuron fires",
            """
def share_right(x, W, b, y):
    a = x @ W.T + b > 0
    return a.mean()
""",
        ),
        (
            "only samples with both outputs 1",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0]
    return (a & (y == 1)).sum() / len(y)
""",
        ),
        (
            "fires when z is exactly 0",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b >= 0)[:, 0]
    return np.mean(a == y)
""",
        ),
        (
            "it compares z with y",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b).squeeze(1)
    return np.mean(a == y)
""",
        ),
        (
            "W is not transposed",
            """
def share_right(x, W, b, y):
    a = (x @ W + b > 0)[:, 0]
    return np.mean(a == y)
""",
        ),
        (
            "it looks at the first sample only",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[0]
    return np.mean(a == y)
""",
        ),
        (
            "this is a percentage",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0]
    return 100 * np.mean(a == y)
""",
        ),
        (
            "with a single /",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0]
    return (a == y).sum() // len(y)
""",
        ),
        (
            "for each sample whether it is right",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0).flatten()
    return a == y
""",
        ),
        (
            "it is the sign of z",
            """
def share_right(x, W, b, y):
    a = np.sign(x @ W.T + b)[:, 0]
    return np.mean(a == y)
""",
        ),
        (
            "the bias is subtracted",
            """
def share_right(x, W, b, y):
    a = (x @ W.T > b)[:, 0]
    return np.mean(a == y)
""",
        ),
        (
            "it compares z with 0.5",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0.5)[:, 0]
    return np.mean(a == y)
""",
        ),
        (
            "it fires when z is below 0",
            """
def share_right(x, W, b, y):
    a = (x @ W[0] + b < 0).astype(int)
    return sum(a == y) / len(y)
""",
        ),
        (
            "only at samples with label 1",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0]
    return a[y == 1].mean()
""",
        ),
        (
            "+1 and -1 cancel",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0].astype(int)
    return np.mean(a - y)
""",
        ),
        (
            "+1 and -1 cancel",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0].astype(int)
    return 1 - (a - y).mean()
""",
        ),
        (
            "the last sample only",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[-1]
    return np.mean(a == y)
""",
        ),
        (
            "the first label only",
            """
def share_right(x, W, b, y):
    right = (x @ W.T + b > 0) == y
    return right[:, 0].mean()
""",
        ),
        (
            "each sample against each label",
            """
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0).astype(int)
    return 1 - np.abs(a - y).mean()
""",
        ),
        (
            "it raises ValueError",
            """
def share_right(x, W, b, y):
    a = (x @ W.reshape(3, 1) + b > 0)[:, 0]
    return np.mean(a == y)
""",
        ),
    ],
    "distance": [
        ("this is z", "def distance(x, w, b):\n    return x @ w + b"),
        (
            "the squared length",
            """
def distance(x, w, b):
    length = (w**2).sum()
    return (x @ w + b) / length
""",
        ),
        (
            "a parallel line through the origin",
            "def distance(x, w, b):\n    return x @ (w / np.linalg.norm(w))",
        ),
        (
            "only the product is divided",
            "def distance(x, w, b):\n    return x @ w / np.sqrt(np.sum(w**2)) + b",
        ),
        (
            "only the bias is divided",
            "def distance(x, w, b):\n    return x @ w + b / np.linalg.norm(w)",
        ),
        (
            "the sign is lost",
            "def distance(x, w, b):\n    return np.abs(x @ w + b) / np.linalg.norm(w)",
        ),
        (
            "the sum of the |weights|",
            "def distance(x, w, b):\n    return (x @ w + b) / np.linalg.norm(w, 1)",
        ),
        (
            "the sum of the weights, where",
            "def distance(x, w, b):\n    return (x @ w + b) / sum(w)",
        ),
        (
            "by the length of each x",
            """
def distance(x, w, b):
    lengths = np.linalg.norm(x, axis=1)
    lengths[lengths == 0] = 1
    return (x @ w + b) / lengths
""",
        ),
        (
            "it multiplies by |w|",
            "def distance(x, w, b):\n    return (x @ w + b) * np.sqrt((w * w).sum())",
        ),
        (
            "includes the bias in the length",
            "def distance(x, w, b):\n    return (x @ w + b) / np.linalg.norm([*w, b])",
        ),
        (
            "distance of the line from the origin",
            "def distance(x, w, b):\n    return np.ones(len(x)) * abs(b) / np.linalg.norm(w)",
        ),
        (
            "the bias is subtracted",
            "def distance(x, w, b):\n    return (x @ w - b) / np.linalg.norm(w)",
        ),
        (
            "to one point of the line",
            """
def distance(x, w, b):
    foot = -b * w / np.sum(w**2)
    return np.sqrt(((x - foot) ** 2).sum(axis=1))
""",
        ),
        ("wrong sign", "def distance(x, w, b):\n    return -(x @ w + b) / np.linalg.norm(w)"),
        (
            "the length of w from two weights",
            """
def distance(x, w, b):
    return (x @ w + b) / np.sqrt(w[0] ** 2 + w[1] ** 2)
""",
        ),
        (
            "the length of w from two weights",
            """
def distance(x, w, b):
    return (x @ w + b) / np.hypot(*w)
""",
        ),
        (
            "it divides by 2.5",
            """
def distance(x, w, b):
    return (x @ w + b) / 2.5
""",
        ),
        (
            "it uses |b|",
            """
def distance(x, w, b):
    return (x @ w - abs(b)) / np.linalg.norm(w)
""",
        ),
        (
            "it says 0 where the neuron is silent",
            """
def distance(x, w, b):
    d = (x @ w + b) / np.linalg.norm(w)
    return np.where(d > 0, d, 0)
""",
        ),
        (
            "this is a column",
            """
def distance(x, w, b):
    return (x @ w.reshape(-1, 1) + b) / np.linalg.norm(w)
""",
        ),
        (
            "divides by the largest weight",
            """
def distance(x, w, b):
    return (x @ w + b) / max(abs(w))
""",
        ),
        (
            "divides by the number of weights",
            """
def distance(x, w, b):
    return (x @ w + b) / w.size
""",
        ),
        (
            "the distance from the point w",
            """
def distance(x, w, b):
    return np.sqrt(((x - w) ** 2).sum(axis=1))
""",
        ),
        (
            "the shape should be",
            """
def distance(x, w, b):
    return (x[0] @ w + b) / np.linalg.norm(w)
""",
        ),
        (
            "it changes its arguments",
            """
def distance(x, w, b):
    w /= np.linalg.norm(w)
    return x @ w + b
""",
        ),
    ],
    "ten_times": [
        ("three numbers in parentheses", "ten_times = 0"),
        ("if the line moved", "ten_times = (0, 10, 10)"),
        ("from where to where", "ten_times = (1000, 10, 1)"),
        ("only if every z changed its sign", "ten_times = (1000, 10, 10)"),
        ("both terms are 10 times as large", "ten_times = (0, 1, 1)"),
        ("the factor comes out once", "ten_times = (0, 100, 1)"),
        ("only if its z changes sign", "ten_times = (500, 10, 1)"),
        ("put one point into z = w·x + b", "ten_times = (0, 0.1, 1)"),
        ("put one point into z = w·x + b", "ten_times = (0, -10, 1)"),
        ("three numbers in parentheses", "ten_times = (0, 10, None)"),
        ("three numbers in parentheses", "ten_times = (0, '10', 'same')"),
        ("three numbers in parentheses", "ten_times = {0, 10, 1}"),
        ("if the line moved", "ten_times = np.array([0, 10, 10])"),
        ("only if its z changes sign", "ten_times = (500, 1, 1)"),
        ("if the line moved", "ten_times = (0, 10, 0.1)"),
    ],
    "and_neuron": [
        ("That is OR", "and_neuron = (1, 1, -0.5)"),
        ("That is NAND", "and_neuron = [-1, -1, 1.5]"),
        ("the corner lies on the line", "and_neuron = (1, 1, -2)"),
        ("do not overcome the bias", "and_neuron = (-1, -1, 0)"),
        ("It always fires", "and_neuron = (1, 1, 1.5)"),
        ("It repeats x1", "and_neuron = (1, 0, -0.5)"),
        ("It repeats x2", "and_neuron = np.array([0, 1, -0.5])"),
        ("x2 speaks against", "and_neuron = (1, -1, -0.5)"),
        ("x1 speaks against", "and_neuron = (-1, 1, -0.5)"),
        ("It fires at (0, 0), where", "and_neuron = (-1, -1, 0.5)"),
        ("the bias is missing", "and_neuron = (0.5, 0.5)"),
        ("outputs 0, 0, 0, 0. At (1, 1), z is exactly 0", "and_neuron = (0.1, 0.2, -0.3)"),
        ("into one pair of parentheses", "and_neuron = ((1, 1), -1.5)"),
        ("into one pair of parentheses", "and_neuron = (np.array([1, 1]), -1.5)"),
        ("four numbers are a truth table", "and_neuron = [0, 0, 0, 1]"),
        ("three numbers", "and_neuron = ('1', '1', '-1.5')"),
        ("three numbers", "and_neuron = '111'"),
        ("Is b first?", "and_neuron = (-1.5, 1, 1)"),
        ("outputs 0, 0, 0, 0. It never", "and_neuron = (0, 0, 0)"),
        ("three numbers", "and_neuron = np.array([1, 1])"),
    ],
    "nand_neuron": [
        ("That is AND", "nand_neuron = (1, 1, -1.5)"),
        ("A corner on the line goes to the silent side", "nand_neuron = (-1, -1, 1)"),
        ("one input is already enough to silence it", "nand_neuron = (-1, -1, 0.5)"),
        ("That is OR", "nand_neuron = (1, 1, -0.5)"),
        ("It never fires", "nand_neuron = (-1, -1, -1.5)"),
        ("It always fires", "nand_neuron = (-1, -1, 2.5)"),
        ("It fires at (1, 1)", "nand_neuron = (1, -1, 0.5)"),
        ("Only one of the two inputs", "nand_neuron = (-1, 0, 0.5)"),
        ("At (0, 0) it is silent", "nand_neuron = (1, -1, -0.5)"),
        ("the bias is missing", "nand_neuron = [-1, -1]"),
        ("into one pair of parentheses", "nand_neuron = ([-1, -1], 1.5)"),
        ("four numbers are a truth table", "nand_neuron = (1, 1, 1, 0)"),
        ("Is b first?", "nand_neuron = (1.5, -1, -1)"),
        ("It always fires", "nand_neuron = (1, 1, 1.5)"),
        ("three numbers", "nand_neuron = '-1, -1, 1.5'"),
    ],
    "count_functions": [
        (
            "the number of settings",
            """
def count_functions(x, W, b):
    a = x @ W.T + b > 0
    return a.shape[1]
""",
        ),
        (
            "different outputs (0 and 1)",
            """
def count_functions(x, W, b):
    return np.unique(x @ W.T + b > 0).size
""",
        ),
        (
            "it compares rows",
            """
def count_functions(x, W, b):
    a = x @ W.T + b > 0
    return len({tuple(row) for row in a})
""",
        ),
        (
            "its number of rows",
            """
def count_functions(x, W, b):
    tables = np.unique((x @ W.T + b > 0).astype(int), axis=1)
    return len(tables)
""",
        ),
        (
            "different values of z",
            """
def count_functions(x, W, b):
    z = x @ W.T + b
    return len({tuple(column) for column in z.T})
""",
        ),
        (
            "how often the neurons fire",
            """
def count_functions(x, W, b):
    ones = (x @ W.T + b > 0).sum(axis=0)
    return len(set(ones.tolist()))
""",
        ),
        (
            "the sign of z has three values",
            """
def count_functions(x, W, b):
    a = np.sign(x @ W.T + b)
    return len(np.unique(a.T, axis=0))
""",
        ),
        (
            "the number of all Boolean functions",
            """
def count_functions(x, W, b):
    return 2 ** (2 ** x.shape[1])
""",
        ),
        (
            "the bias is missing",
            """
def count_functions(x, W, b):
    a = x @ W.T > 0
    return len(np.unique(a.T, axis=0))
""",
        ),
        (
            "fires when z is exactly 0",
            """
def count_functions(x, W, b):
    tables = set()
    for w, bias in zip(W, b):
        tables.add(tuple(x @ w + bias >= 0))
    return len(tables)
""",
        ),
        (
            "The answer is one number",
            """
def count_functions(x, W, b):
    return np.unique(x @ W.T + b > 0, axis=1)
""",
        ),
        (
            "pairs every row of W with every bias",
            """
def count_functions(x, W, b):
    tables = set()
    for w in W:
        for bias in b:
            tables.add(tuple(x @ w + bias > 0))
    return len(tables)
""",
        ),
        (
            "counts all entries",
            """
def count_functions(x, W, b):
    return np.unique(x @ W.T + b > 0, axis=1).size
""",
        ),
        (
            "this is the shape",
            """
def count_functions(x, W, b):
    return np.unique(x @ W.T + b > 0, axis=1).shape
""",
        ),
        (
            "the one before it only",
            """
def count_functions(x, W, b):
    count, last = 0, None
    for column in (x @ W.T + b > 0).T.tolist():
        if column != last:
            count += 1
        last = column
    return count
""",
        ),
        (
            "it counts different weights",
            """
def count_functions(x, W, b):
    return len({tuple(w) for w in W})
""",
        ),
        (
            "unhashable",
            """
def count_functions(x, W, b):
    a = x @ W.T + b > 0
    return len(set(a.T))
""",
        ),
        (
            "expected 5, got 14",
            """
def count_functions(x, W, b):
    return 14
""",
        ),
    ],
}
