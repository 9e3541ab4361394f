"""Wrong answers to the exercises of lesson 06, as learners type them, and words of their hints."""


def silu(sigmoid, slope):
    return f"def silu_rule(a):\n    s = {sigmoid}\n    return a * s, {slope}"


def residual(dz, dh0):
    """Exercise 06.2 in few lines."""
    return f"""
def residual_backward(x, y, W1, b1, W2, b2):
    h0 = x @ W1.T + b1
    z = h0 @ W2.T + b2
    dh1 = 2 / len(x) * (h0 + np.maximum(z, 0) - y)
    dz = {dz}
    dh0 = {dh0}
    return dict(W1=dh0.T @ x, b1=dh0.sum(0), W2=dz.T @ h0, b2=dz.sum(0))
"""


# 06.4 with a list in place of the set.
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
        ("overflow", silu("1 / (1 + math.exp(-a))", "s * (1 + a * (1 - s))")),
        (
            "this is ReLU",
            silu("float(a > 0) if abs(a) > 10 else 1 / (1 + math.exp(-a))", "s + a * s * (1 - s)"),
        ),
        ("has lost its a", silu("0.5 * (1 + math.tanh(a / 2))", "s + s * (1 - s)")),
    ],
    "residual_backward": [
        ("This is patient 12", residual("dh1 * (z > 0)", "dz @ W2")),
        ("At z = 0 exactly", residual("np.where(z < 0, 0, dh1)", "dh1 + dz @ W2")),
        ("second name for dh1", residual("dh1; dz[z <= 0] = 0", "dh1 + dz @ W2")),
        ("does not go through W2", residual("dh1 * (z > 0)", "(dh1 + dz) @ W2")),
        ("W1 is missing", residual("dh1 * (z > 0)", "dh1 + dz @ W2").replace("W1=", "dW1=")),
    ],
    "hides_when": [
        ("For which N", "hides_when = 'badce'"),
        ("almost the same number", "hides_when = ['A', 'C', 'D', 'B', 'E']"),
        ("mask all ones", "hides_when = ('a', 'b', 'd', 'e', 'c')"),
        ("each once", "hides_when = ('a', 'b', 'd', 'c', 'f')"),
        ("in the order of", "hides_when = {'a', 'b', 'd', 'c', 'e'}"),
        ("each once", "hides_when = 'a, b, d, c and e'"),
    ],
    "best_step": [
        ("rule of thumb", "def best_step(M, F, eps):\n    return np.cbrt(eps)"),
        ("expected 0.6868, got 1e-06", "def best_step(M, F, eps):\n    return 1e-6"),
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
        ("+= and not =", WALK.replace("+=", "=")),
        ("plays it in reverse", WALK.replace("order[::-1]", "order")),
        ("hands on twice", WALK.replace("if node in order", "if False")),
        ("it raises AttributeError", WALK.replace("node.grad", "node.gradient")),
    ],
}
