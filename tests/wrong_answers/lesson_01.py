"""Wrong answers to lesson 01 that no edit says, and words of the hint that each must get."""

WRONG = {
    "neuron": [
        ("Is the `return` missing", "def neuron(x, w, b):\n    print(int(x @ w + b > 0))"),
        ("expected 1, got 0", "def neuron(x, w, b):\n    return int(x @ w + b > 0.01)"),
        (
            "it changes its arguments",
            """
def neuron(x, w, b):
    x *= w
    return x.sum() + b > 0
""",
        ),
        (
            "Expected a number, got 'open' (called",
            """
def neuron(x, w, b):
    return 'open' if x @ w + b > 0 else 'closed'
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
            "this is ReLU",
            """
def neuron(x, w, b):
    z = x @ w + b
    return z if z > 0 else 0
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
            "fires when z is exactly 0",
            """
def neuron(x, w, b):
    z = np.dot(w, x) + b
    return 1 if z >= 0 else 0
""",
        ),
    ],
    "tipping_point": [
        ("expected 0.3125, got 0.5", "def tipping_point(x, w, b, i):\n    return 0.5"),
        (
            "it changes its arguments",
            """
def tipping_point(x, w, b, i):
    x[i] = 0
    return -(x @ w + b) / w[i]
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
    ],
    "share_right": [
        (
            "it raises ValueError",
            """
def share_right(x, W, b, y):
    a = (x @ W.reshape(3, 1) + b > 0)[:, 0]
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
    ],
    "distance": [
        (
            "The size is right, the sign is not",
            "def distance(x, w, b):\n    return -(x @ w + b) / np.linalg.norm(w)",
        ),
        (
            "the shape should be",
            "def distance(x, w, b):\n    return (x[0] @ w + b) / np.linalg.norm(w)",
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
        ("both terms are 10 times as large", "ten_times = (0, 1, 1)"),
        ("if the line moved", "ten_times = (0, 10, 10)"),
        ("the factor comes out once", "ten_times = (0, 100, 1)"),
        ("put one point into z = w·x + b", "ten_times = (0, 0.1, 1)"),
        ("only if its z changes sign", "ten_times = (500, 10, 1)"),
        ("from where to where", "ten_times = (1000, 10, 1)"),
        ("only if every z changed its sign", "ten_times = (1000, 10, 10)"),
    ],
    "and_neuron": [
        ("the bias is missing", "and_neuron = (0.5, 0.5)"),
        ("four numbers are a truth table", "and_neuron = [0, 0, 0, 1]"),
        ("Is b first?", "and_neuron = (-1.5, 1, 1)"),
        ("into one pair of parentheses", "and_neuron = ((1, 1), -1.5)"),
        ("three numbers", "and_neuron = ('1', '1', '-1.5')"),
        ("the corner lies on the line", "and_neuron = (1, 1, -2)"),
        ("do not overcome the bias", "and_neuron = (-1, -1, 0)"),
        ("It always fires", "and_neuron = (1, 1, 1.5)"),
    ],
    "nand_neuron": [
        ("the bias is missing", "nand_neuron = [-1, -1]"),
        ("four numbers are a truth table", "nand_neuron = (1, 1, 1, 0)"),
        ("Is b first?", "nand_neuron = (1.5, -1, -1)"),
        ("three numbers", "nand_neuron = '-1, -1, 1.5'"),
        ("into one pair of parentheses", "nand_neuron = ([-1, -1], 1.5)"),
        ("A corner on the line goes to the silent side", "nand_neuron = (-1, -1, 1)"),
        ("That is AND", "nand_neuron = (1, 1, -1.5)"),
        ("That is OR", "nand_neuron = (1, 1, -0.5)"),
    ],
    "count_functions": [
        ("expected 5, got 14", "def count_functions(x, W, b):\n    return 14"),
        (
            "unhashable",
            """
def count_functions(x, W, b):
    a = x @ W.T + b > 0
    return len(set(a.T))
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
            "different values of z",
            """
def count_functions(x, W, b):
    z = x @ W.T + b
    return len({tuple(column) for column in z.T})
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
    ],
}
