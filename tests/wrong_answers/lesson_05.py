"""Wrong answers to the exercises of lesson 05, as learners type them, and words of their hints."""

# The lines of 05.2, of which a wrong answer changes one or two.
NETWORK = {
    "dz2": "2 * (z2 - y) / len(x)",
    "dW2": "dz2.T @ a1",
    "db2": "dz2.sum(axis=0)",
    "da1": "dz2 @ W2",
    "dz1": "da1 * (1 - a1**2)",
    "dW1": "dz1.T @ x",
    "db1": "dz1.sum(axis=0)",
    "returned": "dW1, db1, dW2, db2",
}


def network(**changed):
    """The solution of 05.2 with some lines changed."""
    lines = NETWORK | changed
    body = [f"    {name} = {line}" for name, line in lines.items() if name != "returned"]
    return "\n".join(
        [
            "def network_backward(x, y, W1, b1, W2, b2):",
            "    z1 = x @ W1.T + b1",
            "    a1 = np.tanh(z1)",
            "    z2 = a1 @ W2.T + b2",
            *body,
            f"    return {lines['returned']}",
        ]
    )


# The lines of 05.7.
SHEET = {
    "a1": "np.tanh(x @ W1.T + b1)",
    "p": "softmax(a1 @ W2.T + b2)",
    "y": "np.eye(W2.shape[0])[labels]",
    "dscores": "(p - y) / x.shape[0]",
    "dW2": "dscores.T @ a1",
    "db2": "np.sum(dscores, axis=0)",
    "da1": "dscores @ W2",
    "dz1": "da1 * (1 - a1 * a1)",
    "dW1": "dz1.T @ x",
    "db1": "np.sum(dz1, axis=0)",
    "returned": "dict(W1=dW1, b1=db1, W2=dW2, b2=db2)",
}


def sheet(**changed):
    """The solution of 05.7, in another spelling, with some lines changed."""
    lines = SHEET | changed
    body = [f"    {name} = {line}" for name, line in lines.items() if name != "returned"]
    head = "def classifier_backward(x, labels, W1, b1, W2, b2):"
    return "\n".join([head, *body, f"    return {lines['returned']}"])


def checker(error, shapes="np.shape(g) != value.shape", end="return errors"):
    """An answer to 05.4 with the course's measured gradient m and a given error of g."""
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
    """An answer to 05.4 that measures with a formula of its own, from up, down and here."""
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


ERROR = "gradient_check.relative_error(g, m)"
BY_HAND = "np.abs(g - m).max() / max(np.abs(g).max(), np.abs(m).max(), 1e-300)"

WRONG = {
    "reuse_gradients": [
        ("first should be that of a", "reuse_gradients = (-4, -7)"),
        ("only what comes through s", "reuse_gradients = (-4, -4)"),
        ("only what the product hands to it directly", "reuse_gradients = (-3, 0)"),
        ("only what came from the product", "reuse_gradients = (-1, 2)"),
        ("only what came from the square", "reuse_gradients = (-9, -6)"),
        ("hands back 2 s, not s", "reuse_gradients = (-4, -1)"),
        ("Multiply swaps", "reuse_gradients = (-7, -9)"),
        ("2 s with its sign", "reuse_gradients = (5, 8)"),
        ("signs are turned", "reuse_gradients = (7, 4)"),
        ("added, not multiplied", "reuse_gradients = (12, -12)"),
        ("f itself", "reuse_gradients = (3, 3)"),
        ("What does a get besides it", "reuse_gradients = (-1, -4)"),
        ("add copies: it gets what s has", "reuse_gradients = (-7, 2)"),
        ("expected 2 values in brackets", "reuse_gradients = -7"),
        ("not that", "reuse_gradients = (-6, -3)"),
        ("added, not multiplied", "reuse_gradients = (6, -12)"),
    ],
    "network_backward": [
        ("N times too large", network(dz2="2 * (z2 - y)")),
        ("half of what it should be", network(dz2="(z2 - y) / len(x)")),
        ("rule for cross-entropy", network(dz2="z2 - y")),
        ("sign is turned", network(dz2="2 * (y - z2) / len(x)")),
        ("sign is turned", network(dz2="-2 * (z2 - y)")),
        ("divides by N twice", network(dW1="dz1.T @ x / len(x)", dW2="dz2.T @ a1 / len(x)")),
        (
            "divides by N twice",
            network(
                dW1="dz1.T @ x / len(x)",
                dW2="dz2.T @ a1 / len(x)",
                db1="dz1.mean(axis=0)",
                db2="dz2.mean(axis=0)",
            ),
        ),
        ("gradient is the sum of dz", network(db1="dz1.mean(axis=0)", db2="dz2.mean(0)")),
        ("gradient is the sum of dz", network(db1="dz1.mean(axis=0)")),
        ("gradient is the sum of dz", network(db2="np.mean(dz2, axis=0)")),
        ("add up the rows", network(db1="dz1", db2="dz2")),
        ("add up the rows", network(db2="dz2")),
        ("add up the rows", network(db1="dz1[0]", db2="dz2[0]")),
        ("each unit keeps its own", network(db1="dz1.sum()", db2="dz2.sum()")),
        ("each unit keeps its own", network(db1="dz1.sum(axis=1)", db2="dz2.sum(axis=1)")),
        ("Here it passes unchanged", network(dz1="da1")),
        ("the square is missing", network(dz1="da1 * (1 - a1)")),
        ("derivative at the wrong variable", network(dz1="da1 * (1 - np.tanh(a1) ** 2)")),
        ("the formula 1 - a² uses the output", network(dz1="da1 * (1 - z1**2)")),
        ("slope of the sigmoid", network(dz1="da1 * a1 * (1 - a1)")),
        ("belongs to ReLU", network(dz1="da1 * (a1 > 0)")),
        ("not by tanh itself", network(dz1="da1 * a1")),
        ("after the activation, not z1", network(dW2="dz2.T @ z1")),
        ("not input.T @ dz", network(dW1="x.T @ dz1", dW2="a1.T @ dz2")),
        ("not input.T @ dz", network(dW1="(dz1.T @ x).T")),
        ("without a transpose", network(da1="dz2 @ W2.T")),
        ("without a factor 1 - z2²", network(dz2="2 * (z2 - y) / len(x) * (1 - z2**2)")),
        ("its tanh is not part of", network(dz2="2 * (z2 - y) / len(x) * (1 - np.tanh(z2) ** 2)")),
        ("in another order", network(returned="dW2, db2, dW1, db1")),
        ("in another order", network(returned="dW1, dW2, db1, db2")),
        ("no absolute value", network(dz2="2 * abs(z2 - y) / len(x)")),
        ("without the square", network(dz2="(z2 - y) ** 2 / len(x)")),
        ("only the slope is left", network(dz1="np.ones_like(da1) * (1 - a1**2)")),
        ("dW1: every number is 0.5 times", network(dW1="dz1.T @ x / 2")),
        ("db1: the shape should be (4,)", network(db1="dz1.sum(axis=0, keepdims=True)")),
        ("it returns None", network().replace("    return dW1, db1, dW2, db2", "    pass")),
        ("goes back through the second layer first", network(da1="np.tile(dz2, W2.shape)")),
        (
            "in a dict",
            network(returned='{"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}'),
        ),
        (
            "in a dict",
            network(returned='{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}'),
        ),
        ("dW2: every number is 2.333 times", network(dz2="2 * (z2 - y) / x.shape[1]")),
        ("dW1: right size, wrong sign", network(dz1="da1 * (a1**2 - 1)")),
    ],
    "check_gradients": [
        (
            "relative_error raises an error for a wrong shape",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        f = lambda v: loss({**params, name: v})
        measured = gradient_check.numerical_gradient(f, value)
        errors[name] = gradient_check.relative_error(gradients[name], measured)
    return errors
""",
        ),
        (
            "slips through",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        f = lambda v: loss({**params, name: v})
        m = gradient_check.numerical_gradient(f, value)
        g = gradients[name]
        size = max(np.abs(g).max(), np.abs(m).max())
        errors[name] = np.abs(g - m).max() / size if size > 0 else 0
    return errors
""",
        ),
        (
            "absolute difference",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        if gradients[name].shape != value.shape:
            errors[name] = np.inf
            continue
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        errors[name] = np.max(np.abs(gradients[name] - m))
    return errors
""",
        ),
        (
            "gets lost in a mean, a median or a sum",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        if gradients[name].shape != value.shape:
            errors[name] = np.inf
            continue
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        size = max(np.abs(gradients[name]).max(), np.abs(m).max())
        errors[name] = np.mean(np.abs(gradients[name] - m)) / size if size else 0.0
    return errors
""",
        ),
        (
            "Two zeros agree",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        g = gradients[name]
        if g.shape != value.shape:
            errors[name] = np.inf
            continue
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        with np.errstate(all="ignore"):
            errors[name] = np.max(np.abs(g - m) / (np.abs(g) + np.abs(m)))
    return errors
""",
        ),
        (
            "without their signs",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        if gradients[name].shape != value.shape:
            errors[name] = np.inf
            continue
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        errors[name] = gradient_check.relative_error(np.abs(gradients[name]), np.abs(m))
    return errors
""",
        ),
        (
            "inside the loop",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        errors[name] = gradient_check.relative_error(gradients[name], m)
        return errors
""",
        ),
        (
            "True or False",
            """
def check_gradients(loss, gradients, params):
    good = {}
    for name, value in params.items():
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        same_shape = m.shape == gradients[name].shape
        good[name] = np.inf if not same_shape else np.allclose(gradients[name], m)
    return good
""",
        ),
        (
            "These are the measured gradients",
            """
def check_gradients(loss, gradients, params):
    return {
        name: gradient_check.numerical_gradient(lambda v, n=name: loss({**params, n: v}), value)
        for name, value in params.items()
    }
""",
        ),
        (
            "nudged together",
            """
def check_gradients(loss, gradients, params):
    errors, h = {}, 1e-6
    for name, value in params.items():
        if gradients[name].shape != value.shape:
            errors[name] = np.inf
            continue
        up, down = {**params, name: value + h}, {**params, name: value - h}
        m = np.full_like(value, (loss(up) - loss(down)) / (2 * h))
        errors[name] = gradient_check.relative_error(gradients[name], m)
    return errors
""",
        ),
        (
            "the measured ones must be off",
            """
def check_gradients(loss, gradients, params):
    errors, h = {}, 1e-6
    for name, value in params.items():
        m = np.zeros_like(value)
        for i in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[i], down[i] = up[i] + h, down[i] - h
            m[i] = (loss({**params, name: up}) - loss({**params, name: down})) / h
        same = gradients[name].shape == m.shape
        errors[name] = gradient_check.relative_error(gradients[name], m) if same else np.inf
    return errors
""",
        ),
        (
            "the measured ones must be off",
            """
def check_gradients(loss, gradients, params):
    errors, h = {}, 1e-3
    for name, value in params.items():
        m = np.zeros_like(value)
        for i in np.ndindex(value.shape):
            up = value.copy()
            up[i] = up[i] + h
            m[i] = (loss({**params, name: up}) - loss(params)) / h
        same = gradients[name].shape == m.shape
        errors[name] = gradient_check.relative_error(gradients[name], m) if same else np.inf
    return errors
""",
        ),
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
            down = loss(params)
            value[i] += h
            m[i] = (up - down) / (2 * h)
        same = gradients[name].shape == m.shape
        errors[name] = gradient_check.relative_error(gradients[name], m) if same else np.inf
    return errors
""",
        ),
        (
            "compared with the parameters",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        if gradients[name].shape == value.shape:
            errors[name] = gradient_check.relative_error(gradients[name], value)
        else:
            errors[name] = np.inf
    return errors
""",
        ),
        (
            "raises KeyError",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        m = gradient_check.numerical_gradient(lambda v: loss({name: v}), value)
        errors[name] = gradient_check.relative_error(gradients[name], m)
    return errors
""",
        ),
        ("is rounded", checker(f"round({ERROR}, 2)")),
        ("is rounded", checker(f"round({ERROR}, 3)")),
        ("is rounded", checker(f"round({ERROR}, 4)")),
        ("is rounded", checker(f"np.round({ERROR}, 6)")),
        ("is rounded", checker(f"float(f'{{{ERROR}:.5f}}')")),
        ("in a mean, a median", checker("np.median(np.abs(g - m)) / max(np.abs(m).max(), 1e-300)")),
        ("in a mean, a median", checker("np.median(np.abs(g - m) / (np.abs(m) + 1e-300))")),
        ("in a mean, a median", checker("np.median(np.abs(g - m))")),
        ("in a mean, a median", checker("np.abs(g - m).mean() / (np.abs(m).mean() + 1e-300)")),
        (
            "in a mean, a median",
            checker("np.percentile(np.abs(g - m), 99) / max(np.abs(m).max(), 1e-300)"),
        ),
        ("are squared", checker("((g - m) ** 2).sum() / ((m**2).sum() + 1e-300)")),
        ("are squared", checker("((g - m) ** 2).max() / ((m**2).max() + 1e-300)")),
        ("holds it up", checker("np.abs(g - m).max() / (1 + np.abs(m).max())")),
        ("holds it up", checker("np.abs(g - m).max() / max(np.abs(m).max(), 1e-3)")),
        ("np.abs of it", checker("(g - m).max() / (np.abs(m).max() + 1e-300)")),
        ("np.abs of it", checker("(m - g).max() / (np.abs(m).max() + 1e-300)")),
        ("without their signs", checker("gradient_check.relative_error(g**2, m**2)")),
        ("raises ValueError", checker(ERROR, "g.size != value.size")),
        ("compare np.shape of both", checker(BY_HAND, "np.size(g) != value.size")),
        ("compare np.shape of both", checker(BY_HAND, "len(g) != len(value)")),
        ("compare np.shape of both", checker(BY_HAND, "np.ndim(g) != np.ndim(value)")),
        ("got 'a finite number'", checker(ERROR).replace("np.inf", "1.0")),
        ("got '-inf'", checker(ERROR).replace("np.inf", "-np.inf")),
        ("got 'NaN'", checker(ERROR).replace("np.inf", "np.nan")),
        ("is missing in it", checker(ERROR).replace("errors[name] = np.inf", "pass")),
        ("got 'too large'", checker(f"100 * {ERROR}")),
        ("got 'below 0'", checker(f"-{ERROR}")),
        ("not one number", checker("np.abs(g - m) / np.maximum(np.abs(m), 1e-300)")),
        ("expected {unused", checker(ERROR, end="return max(errors.values())")),
        ("must be off", nudger("(up - here) / h")),
        ("must be off", nudger("(up - here) / h", h=1e-8)),
        ("must be off", nudger("(here - down) / h", h=1e-7)),
        ("must be off", nudger("(up - down) / (2 * h)", h=1e-3)),
        ("must be off", nudger("(up - down) / (2 * h)", h=1e-10)),
        ("signs turned", nudger("(down - up) / (2 * h)")),
        ("must be off", nudger("up - down")),
        ("must be off", nudger("(up - down) / (2 * h)", h=1e-15)),
        ("are all 0", checker(ERROR).replace("name: v}", "'name': v}")),
        (
            "nudges the last parameter",
            """
def check_gradients(loss, gradients, params):
    losses, errors = {}, {}
    for name in params:
        losses[name] = lambda v: loss({**params, name: v})
    for key, value in params.items():
        if np.shape(gradients[key]) == value.shape:
            m = gradient_check.numerical_gradient(losses[key], value)
            errors[key] = gradient_check.relative_error(gradients[key], m)
        else:
            errors[key] = np.inf
    return errors
""",
        ),
        (
            "Only the first number",
            """
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():
        if np.shape(gradients[name]) != value.shape:
            errors[name] = np.inf
            continue
        m = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        a, b = gradients[name].flat[0], m.flat[0]
        errors[name] = gradient_check.relative_error(a, b)
    return errors
""",
        ),
    ],
    "two_rates": [
        ("turned round", "two_rates = (1 / 3, 1 / 6)"),
        ("to three decimals", "two_rates = (0.17, 0.33)"),
        ("takes 3 w as the derivative", "two_rates = (1 / 3, 2 / 3)"),
        ("takes 2 w as the derivative", "two_rates = (0.5, 1)"),
        ("nothing ever moves", "two_rates = (1 / 6, 0)"),
        ("Rates are positive", "two_rates = (-1 / 6, -1 / 3)"),
        ("Solve them for η", "two_rates = (0, -1)"),
        ("the number in the derivative", "two_rates = (6, 12)"),
        ("same loss", "two_rates = (1 / 6, 1)"),
        ("For the first", "two_rates = (0.1, 1 / 3)"),
        ("expected 2 values in brackets", "two_rates = 1 / 6"),
    ],
    "faulty_lines": [
        ("dW1 depends on it", "faulty_lines = (7, 6, 2, 3, 5, 1, 1, 4, 6)"),
        ("dW1 depends on it, and was found", "faulty_lines = (6, 6, 2, 3, 5, 1, 1, 4, 6)"),
        ("dW2 and db2 depend on it, and were", "faulty_lines = (8, 2, 2, 3, 5, 1, 1, 4, 6)"),
        ("dW1, dW2 and db2 are off too", "faulty_lines = (8, 6, 8, 3, 5, 1, 1, 4, 6)"),
        ("that is what it says", "faulty_lines = (8, 5, 2, 3, 5, 1, 1, 4, 6)"),
        ("which W2 does it meet", "faulty_lines = (8, 6, 2, 3, 6, 1, 1, 4, 6)"),
        ("every sign is turned", "faulty_lines = (8, 6, 2, 3, 5, 2, 1, 4, 6)"),
        ("Patient 8: line 2", "faulty_lines = (8, 6, 2, 3, 5, 1, 2, 4, 6)"),
        ("Patient 9: line 2", "faulty_lines = (8, 6, 2, 3, 5, 1, 1, 2, 6)"),
        ("Patient 10: line 5", "faulty_lines = (8, 6, 2, 3, 5, 1, 1, 4, 5)"),
        ("whole numbers from 1", "faulty_lines = (8, 6, 2, 3, 5, 0, 1, 4, 6)"),
        ("whole numbers from 1", "faulty_lines = (8, 6, 2, 3, 5, 1, 9, 4, 6)"),
        ("expected 9 values in brackets", "faulty_lines = (8, 6, 2, 3, 5)"),
    ],
    "suspects": [
        ("a fault in line 5 would do just that", "suspects = ([8], [6], [1, 2], [3], [4])"),
        ("a fault in line 6 would do just that", "suspects = ([8], [5], [1, 2], [3], [4])"),
        ("line 7: `dW1 = dz1.T @ x`", "suspects = ([7, 8], [5, 6], [1, 2], [3], [4])"),
        ("could not reach there", "suspects = ([8], [5, 6, 8], [1, 2], [3], [4])"),
        ("dW2 and db2 use it and were", "suspects = ([8], [2, 5, 6], [1, 2], [3], [4])"),
        ("missing in your list", "suspects = ([8], [5, 6], [1], [3], [4])"),
        ("in rising order", "suspects = ([8], [6, 5], [2, 1], [3], [4])"),
        ("in rising order", "suspects = ([8], {5, 6}, {1, 2}, [3], [4])"),
        ("Give five lists", "suspects = (8, [5, 6], [1, 2], 3, 4)"),
        ("expected 5 values in brackets", "suspects = [8]"),
    ],
    "classifier_backward": [
        ("N times too large", sheet(dscores="p - y")),
        ("sign is turned", sheet(dscores="(y - p) / len(x)")),
        ("numbers of classes", sheet(y="labels")),
        ("numbers of classes", sheet(y="labels.reshape(-1, 1)")),
        ("belongs to the squared error", sheet(dscores="2 * (p - y) / len(x)")),
        ("takes whole columns", sheet(dscores="p.copy(); dscores[:, labels] -= 1; dscores /= 5")),
        ("not over the samples", sheet(p="softmax(a1 @ W2.T + b2, axis=0)")),
        ("the square is missing", sheet(dz1="da1 * (1 - a1)")),
        ("passes unchanged", sheet(dz1="da1")),
        ("without a transpose", sheet(da1="dscores @ W2.T")),
        ("has the shape of its parameter", sheet(dW1="x.T @ dz1", dW2="a1.T @ dscores")),
        ("sum of dz over the samples", sheet(db1="dz1.mean(0)", db2="dscores.mean(0)")),
        ("add up the rows", sheet(db2="dscores")),
        ("in a tuple", sheet(returned="dW1, db1, dW2, db2")),
        (
            "Name each like its parameter",
            sheet(returned="dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2)"),
        ),
        ("it returns None", sheet().replace("return", "result =")),
    ],
}
