"""Wrong answers to the exercises of lesson 06, as learners type them, and words of their hints."""

# The lines of 06.2, of which a wrong answer changes one or two.
RESIDUAL = {
    "dh1": "2 * (h1 - y) / len(x)",
    "dz": "dh1 * (z > 0)",
    "dW2": "dz.T @ h0",
    "db2": "dz.sum(axis=0)",
    "dh0": "dh1 + dz @ W2",
    "dW1": "dh0.T @ x",
    "db1": "dh0.sum(axis=0)",
}


def residual(**changed):
    """The solution of 06.2 with some lines changed."""
    lines = RESIDUAL | changed
    return "\n".join(
        [
            "def residual_backward(x, y, W1, b1, W2, b2):",
            "    h0 = x @ W1.T + b1",
            "    z = h0 @ W2.T + b2",
            "    h1 = h0 + np.maximum(z, 0)",
            *(f"    {name} = {line}" for name, line in lines.items()),
            '    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}',
        ]
    )


# 06.4
WALK = """
def walk_back(loss):
    order = []

    def visit(node):
        if node in order:
            return
        for pair in node.inputs:
            visit(pair[0])
        order.append(node)

    visit(loss)
    loss.grad = 1.0
    for node in order[::-1]:
        for source, slope in node.inputs:
            source.grad += slope * node.grad
"""

WRONG = {
    "silu_rule": [
        (
            "as long as the exponential does not overflow",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s + a * s * (1 - s)
""",
        ),
        (
            "as long as the exponential does not overflow",
            """
def silu_rule(a):
    s = math.exp(a) / (1 + math.exp(a))
    return a * s, s * (1 + a * (1 - s))
""",
        ),
        (
            "the slope of the sigmoid alone",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    result = a * s
    slope = s * (1 - s)
    return result, slope
""",
        ),
        (
            "a · σ'(a) is missing",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s
""",
        ),
        (
            "σ(a) is missing",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, a * s * (1 - s)
""",
        ),
        (
            "has lost its a",
            """
def silu_rule(a):
    e = math.exp(-abs(a))
    s = 1 / (1 + e) if a >= 0 else e / (1 + e)
    return a * s, s + s * (1 - s)
""",
        ),
        (
            "stands σ instead of its slope",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s + a * s
""",
        ),
        (
            "1 - σ instead of",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s + a * (1 - s)
""",
        ),
        (
            "at the wrong variable",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s + a * (a * (1 - a))
""",
        ),
        (
            "is put in place of σ",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    result = a * s
    return result, result * (1 - result)
""",
        ),
        (
            "second term is turned",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s - a * s * (1 - s)
""",
        ),
        (
            "slope of tanh",
            """
def silu_rule(a):
    s = 1 / (1 + math.exp(-a))
    return a * s, s + a * (1 - s**2)
""",
        ),
        (
            "The result is the sigmoid itself",
            """
def silu_rule(a):
    e = math.exp(-abs(a))
    s = 1 / (1 + e) if a >= 0 else e / (1 + e)
    return s, s * (1 - s)
""",
        ),
        (
            "turned round",
            """
def silu_rule(a):
    e = math.exp(-abs(a))
    s = 1 / (1 + e) if a >= 0 else e / (1 + e)
    return s + a * s * (1 - s), a * s
""",
        ),
        (
            "the slope alone",
            """
def silu_rule(a):
    e = math.exp(-abs(a))
    s = 1 / (1 + e) if a >= 0 else e / (1 + e)
    return s + a * s * (1 - s)
""",
        ),
        (
            "the result alone",
            """
def silu_rule(a):
    e = math.exp(-abs(a))
    return a / (1 + e) if a >= 0 else a * e / (1 + e)
""",
        ),
    ],
    "residual_backward": [
        ("This is patient 11", residual(dz="dh1 * (dh1 > 0)")),
        ("This is patient 12", residual(dh0="dz @ W2")),
        ("This is patient 13", residual(dh0="dh1 + dz @ W2.T")),
        ("This is patient 14", residual(dz="dh1")),
        ("This is patient 15", residual(dW2="h0.T @ dz")),
        ("This is patient 16", residual(dh0="dh1")),
        ("N times too large", residual(dh1="2 * (h1 - y)")),
        ("not over all N", residual(dh1="2 * (h1 - y) / y.size")),
        ("half of what it should be", residual(dh1="(h1 - y) / len(x)")),
        ("the 2 of the square", residual(dh1="h1 - y")),
        ("sign is turned", residual(dh1="2 * (y - h1) / len(x)")),
        ("the output of the whole block", residual(dz="dh1 * (h1 > 0)")),
        ("the input of the block", residual(dz="dh1 * (h0 > 0)")),
        ("ReLU's output", residual(dz="dh1 * np.maximum(z, 0)")),
        ("turned round", residual(dz="dh1 * (z < 0)")),
        ("not with h1", residual(dW2="dz.T @ h1")),
        ("not with z", residual(dW2="dz.T @ z")),
        ("sum over the samples, and the", residual(db1="dh0.mean(0)", db2="dz.mean(0)")),
        ("it has the shape of b", residual(db1="dh0", db2="dz")),
        ("they add up", residual(dh0="dh1 * (dz @ W2)")),
        ("goes back through W2 first", residual(dh0="dh1 + dz")),
        ("At z = 0 exactly", residual(dz="dh1 * (z >= 0)")),
        ("At z = 0 exactly", residual(dz="np.where(z < 0, 0, dh1)")),
        ("At z = 0 exactly", residual(dz="dh1 * np.heaviside(z, 0.5)")),
        ("W1: expected", residual(dz="dh1 * (z > 0.01)")),
        ("never -1", residual(dz="dh1 * np.sign(z)")),
        ("not dh1", residual(dh0="dh1 + dh1 @ W2")),
        ("not from dh1", residual(dW2="dh1.T @ h0", db2="dh1.sum(axis=0)")),
        ("not from dz", residual(dW1="dz.T @ x", db1="dz.sum(axis=0)")),
        ("second name for dh1", residual(dz="dh1; dz[z <= 0] = 0")),
        ("second name for dh1", residual(dh0="dz + dz @ W2")),
        ("W1 is missing", residual().replace('"W1"', '"dW1"')),
        ("does not go through W2", residual(dh0="(dh1 + dz) @ W2")),
    ],
    "hides_when": [
        ("For which N", "hides_when = ('b', 'a', 'd', 'c', 'e')"),
        ("almost the same number", "hides_when = ('a', 'c', 'd', 'b', 'e')"),
        ("the same matrix", "hides_when = ('a', 'b', 'c', 'd', 'e')"),
        ("mask all ones", "hides_when = ('a', 'b', 'd', 'e', 'c')"),
        ("each once", "hides_when = ('a', 'b', 'd', 'd', 'e')"),
        ("each once", "hides_when = ('a', 'b', 'd', 'c', 'f')"),
        ("letters small", "hides_when = ('A', 'B', 'D', 'C', 'E')"),
        ("almost the same number", "hides_when = ('a', 'e', 'd', 'c', 'b')"),
        ("letters small", "hides_when = 'abdce'"),
    ],
    "best_step": [
        (
            "both parts are equal",
            "def best_step(M, F, eps):\n    return (6 * eps * F / M) ** (1 / 3)",
        ),
        ("The 3 is missing", "def best_step(M, F, eps):\n    return np.cbrt(eps * F / M)"),
        ("This is h³", "def best_step(M, F, eps):\n    return 3 * eps * F / M"),
        ("square root", "def best_step(M, F, eps):\n    return np.sqrt(3 * eps * F / M)"),
        ("one side", "def best_step(M, F, eps):\n    return np.sqrt(2 * eps * F / M)"),
        ("upside down", "def best_step(M, F, eps):\n    return (3 * eps * M / F) ** (1 / 3)"),
        ("1/3 needs brackets", "def best_step(M, F, eps):\n    return (3 * eps * F / M) ** 1 / 3"),
        ("round 1/3 down", "def best_step(M, F, eps):\n    return (3 * eps * F / M) ** (1 // 3)"),
        ("M and F count too", "def best_step(M, F, eps):\n    return np.cbrt(3 * eps)"),
        ("rule of thumb", "def best_step(M, F, eps):\n    return eps ** (1 / 3)"),
        (
            "smallest error E itself",
            """
def best_step(M, F, eps):
    h = (3 * eps * F / M) ** (1 / 3)
    return M / 6 * h**2 + eps * F / h
""",
        ),
        ("expected 0.6868, got 1e-06", "def best_step(M, F, eps):\n    return 1e-6"),
        ("wrong sign", "def best_step(M, F, eps):\n    return -((3 * eps * F / M) ** (1 / 3))"),
        (
            "got 0.687",
            "def best_step(M, F, eps):\n    return round((3 * eps * F / M) ** (1 / 3), 3)",
        ),
        ("M/6 · 2 h", "def best_step(M, F, eps):\n    return (12 * eps * F / M) ** (1 / 3)"),
        ("wrong side", "def best_step(M, F, eps):\n    return (eps * F / 3 / M) ** (1 / 3)"),
    ],
    "walk_back": [
        (
            "counted twice",
            """
def walk_back(loss):
    def visit(node):
        for source, slope in node.inputs:
            source.grad += slope * node.grad
            visit(source)

    loss.grad = 1
    visit(loss)
""",
        ),
        (
            "each path is walked by itself",
            """
def walk_back(node, g=1.0):
    node.grad += g
    for source, slope in node.inputs:
        walk_back(source, g * slope)
""",
        ),
        (
            "before all its users have handed in",
            """
def walk_back(loss):
    loss.grad = 1.0
    nodes = [loss]
    for node in nodes:
        for source, slope in node.inputs:
            source.grad += slope * node.grad
            if source not in nodes:
                nodes.append(source)
""",
        ),
        ("starts with 1", WALK.replace("    loss.grad = 1.0\n", "")),
        ("+= and not =", WALK.replace("+=", "=")),
        ("times what has come to the node", WALK.replace("slope * node.grad", "slope")),
        ("times the slope", WALK.replace("slope * node.grad", "node.grad")),
        ("plays it in reverse", WALK.replace("order[::-1]", "order")),
        ("hands on twice", WALK.replace("if node in order", "if False")),
        ("it raises AttributeError", WALK.replace("node.grad", "node.gradient")),
    ],
}
