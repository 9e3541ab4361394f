"""Wrong answers to the exercises of lesson 05, as learners type them, and words of their hints."""

# Exercise 05.2 without names for the steps, with two or three lines left open.
IN_A_LOOP = """
def network_backward(x, y, W1, b1, W2, b2):
    gradients = [np.zeros_like(p) for p in (W1, b1, W2, b2)]
    for n in range(len(x)):
        a1 = np.tanh(W1 @ x[n] + b1)
        dz2 = 2 * (W2 @ a1 + b2 - y[n]) {mean}
        dz1 = (dz2 @ W2) * {slope}
        for g, part in zip(gradients, (np.outer(dz1, x[n]), dz1, np.outer(dz2, a1), dz2)):
            g {adds} part
    return tuple(gradients)
"""


def in_a_loop(mean="/ len(x)", slope="(1 - a1**2)", adds="+="):
    return IN_A_LOOP.format(mean=mean, slope=slope, adds=adds)


def checker(error, shapes="np.shape(g) != value.shape", end="return errors"):
    """An answer to 05.3 with the course's measured gradient m and a given error of g."""
    return f"""
def check_gradients(loss, gradients, params):
    errors = {{}}
    for name, value in params.items():
        g = gradients[name]
        if {shapes}:
            errors[name] = np.inf
            continue
        m = gradient_check.numerical_gradient(lambda v: loss({{**params, name: v}}), value)
        errors[name] = {error}
    {end}
"""


def nudger(formula, h=1e-6):
    """An answer to 05.3 that measures with a formula of its own, from up, down and here."""
    return f"""
def check_gradients(loss, gradients, params):
    errors, h = {{}}, {h}
    for name, value in params.items():
        m = np.zeros_like(value)
        for i in np.ndindex(value.shape):
            nudge = np.zeros_like(value)
            nudge[i] = h
            up = loss({{**params, name: value + nudge}})
            down = loss({{**params, name: value - nudge}})
            here = loss(params)
            m[i] = {formula}
        same = np.shape(gradients[name]) == m.shape
        errors[name] = gradient_check.relative_error(gradients[name], m) if same else np.inf
    return errors
"""


def sheet(dscores):
    """Exercise 05.7 in few lines, with the gradient of the scores left open."""
    return f"""
def classifier_backward(x, labels, W1, b1, W2, b2):
    a1 = np.tanh(x @ W1.T + b1)
    p = softmax(a1 @ W2.T + b2)
    {dscores}
    dz1 = d @ W2 * (1 - a1 * a1)
    return dict(W1=dz1.T @ x, b1=dz1.sum(0), W2=d.T @ a1, b2=d.sum(0))
"""


ERROR = "gradient_check.relative_error(g, m)"

WRONG = {
    "reuse_gradients": [
        ("first should be that of a", "reuse_gradients = [-4, -7]"),
        ("without quotes", "reuse_gradients = ('-7', '-4')"),
        ("expected 2 values in brackets", "reuse_gradients = -7"),
        ("not that", "reuse_gradients = (-6, -3)"),
    ],
    "network_backward": [
        ("N times too large", in_a_loop(mean="")),
        ("the square is missing", in_a_loop(slope="(1 - a1)")),
        (
            "adds up the samples",
            "def network_backward(x, y, W1, b1, W2, b2):\n"
            "    a1 = np.tanh(x @ W1.T + b1)\n    dz2 = np.mean(2 * (a1 @ W2.T + b2 - y), axis=0)\n"
            "    dz1 = (dz2 @ W2) * (1 - a1**2)\n"
            "    return dz1.T @ x, dz1.sum(0), dz2.T @ a1, dz2.sum(0)",
        ),
        ("it returns None", in_a_loop().replace("return", "gradients =")),
    ],
    "check_gradients": [
        ("is rounded", checker(f"float(f'{{{ERROR}:.5f}}')")),
        (
            "in a mean, a median",
            checker("np.percentile(np.abs(g - m), 99) / max(np.abs(m).max(), 1e-300)"),
        ),
        ("holds it up", checker("np.abs(g - m).max() / max(np.abs(m).max(), 1e-3)")),
        ("are squared", checker("((g - m) ** 2).sum() / ((m**2).sum() + 1e-300)")),
        ("raises ValueError", checker(ERROR, "g.size != value.size")),
        ("is missing in the result", checker(ERROR).replace("errors[name] = np.inf", "pass")),
        ("Only the largest of all", checker(ERROR, end="return max(errors.values())")),
        ("must be off", nudger("(up - here) / h")),
        ("must be off", nudger("up - down")),
        ("signs turned", nudger("(down - up) / (2 * h)")),
        ("are all 0", checker(ERROR).replace("name: v}", "'name': v}")),
        ("wrong point", checker(ERROR).replace("v}), value)", "v}), g)")),
        (
            "it changes its arguments",
            """
def check_gradients(loss, gradients, params):
    errors, h = {}, 1e-6
    for name, value in params.items():
        m = np.zeros_like(value)
        for i in np.ndindex(value.shape):
            value[i] += h
            up = loss(params)
            value[i] -= 2 * h
            m[i] = (up - loss(params)) / (2 * h)
            value[i] += h
        same = gradients[name].shape == m.shape
        errors[name] = gradient_check.relative_error(gradients[name], m) if same else np.inf
    return errors
""",
        ),
        ("raises KeyError", checker(ERROR).replace("**params, ", "")),
    ],
    "two_rates": [
        ("to three decimals", "two_rates = (0.17, 0.33)"),
        ("Rates are positive", "two_rates = (-1 / 6, -1 / 3)"),
        ("same loss", "two_rates = (1 / 6, 1)"),
        ("expected 2 values in brackets", "two_rates = 1 / 6"),
    ],
    "suspects": [
        ("a fault in line 5 would do just that", "suspects = ([8], [6], [3], [4])"),
        ("line 7: `dW1 = dz1.T @ x`", "suspects = ([7, 8], [5, 6], [3], [4])"),
        ("could not reach there", "suspects = ([8], {5, 6, 8}, [3], [4])"),
        ("dW2 and db2 use it and were", "suspects = ([8], [2, 5, 6], [3], [4])"),
        ("one list per patient", "suspects = [8]"),
    ],
    "faulty_lines": [
        ("dW1 uses it and was found", "faulty_lines = (7, 6, 2, 3, 5, 1, 1, 4, 6)"),
        ("dW1, dW2 and db2 are off too", "faulty_lines = (8, 6, 8, 3, 5, 1, 1, 4, 6)"),
        ("which W2 does it meet", "faulty_lines = (8, 6, 2, 3, 6, 1, 1, 4, 6)"),
        ("every sign is turned", "faulty_lines = (8, 6, 2, 3, 5, 2, 1, 4, 6)"),
        ("whole numbers from 1", "faulty_lines = (8, 6, 2, 3, 5, 1, 9, 4, 6)"),
        ("expected 9 values in brackets", "faulty_lines = (8, 6, 2, 3, 5)"),
    ],
    "classifier_backward": [
        ("takes whole columns", sheet("p[:, labels] -= 1; d = p / len(x)")),
        ("numbers of classes", sheet("d = (p - labels.reshape(-1, 1)) / len(x)")),
        ("numbers of classes", sheet("d = p - labels")),
        ("N times too large", sheet("p[np.arange(len(x)), labels] -= 1; d = p")),
        ("sign is turned", sheet("d = -p / len(x); d[range(len(x)), labels] += 1 / len(x)")),
        ("at the right class the gradient is p - 1", sheet("d = p / len(x)")),
        ("keep one row per sample", sheet("d = (p - np.eye(len(b2))[labels]).mean(0)")),
    ],
}
