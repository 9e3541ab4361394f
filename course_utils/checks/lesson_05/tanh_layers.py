"""Mistakes in the backward pass of a hidden layer with tanh: tables for edits."""


def slopes(z1):
    """For "1 - a1**2": what stands there instead of the slope of tanh. z1: its text."""
    back = "On the way back through tanh the gradient is multiplied by 1 - a1²"
    return {
        "1": f"{back}, its local derivative. Here it passes unchanged, dz1 = da1.",
        "1 - a1": f"{back}, not by 1 - a1: the square is missing.",
        "1 - np.tanh(a1) ** 2": f"{back}, where a1 is the output of tanh already. Here tanh is "
        "taken once more: a derivative at the wrong variable.",
        f"1 - ({z1}) ** 2": f"{back}, not by 1 - z1²: the formula 1 - a² uses the output.",
        "a1 * (1 - a1)": f"{back}: a1 (1 - a1) is the slope of the sigmoid.",
        "a1 > 0": f"{back}: a mask of 0 and 1 belongs to ReLU.",
        "a1": f"{back}, not by tanh itself.",
        "a1**2 - 1": f"{back}, not by a1² - 1: the sign is turned.",
    }


def into_tanh(start):
    """For "dz1 = da1 * (1 - a1**2)". start: the gradient at the output."""
    return {
        "dz1 = 1 - a1**2": "dz1 is the gradient da1 times the slope. Here only the slope is left.",
        f"dz1 = {start}.sum(axis=1, keepdims=True) * (1 - a1**2)": "This is dz1 without W2: the "
        "gradient goes back through the second layer first.",
    }


_TURNED = (
    "A gradient has the shape of its parameter: dW is dz.T @ input, (out, N) @ (N, in), not "
    "input.T @ dz."
)
TWICE = (
    "This divides by N twice. The mean of the loss counts once, at the start of the way back; all "
    "that follows has it already."
)
_SUM = (
    "A bias is used once for each sample, so its gradient is the sum of dz over the samples. The "
    "mean of the loss is at the start of the way back already."
)
_ROWS = "db is dz for one sample only. For a batch add up the rows: db has the shape of b."
_EACH = "The sum for a bias runs over the samples only, axis 0: each unit keeps its own."
_FLAT = "A bias has the shape (out,). keepdims leaves a row of shape (1, out)."
ONE_ROW = (
    "The mean inside the first gradient adds up the samples: then one row is left, and the next "
    "product does not fit. Keep one row per sample, and divide by N, / len(x)."
)


def bias(name, dz):
    """For "db = dz.sum(axis=0)"."""
    return {
        f"{name} = {dz}.mean(axis=0)": _SUM,
        f"{name} = {dz}": _ROWS,
        f"{name} = {dz}[0]": _ROWS,
        f"{name} = {dz}.sum()": _EACH,
        f"{name} = {dz}.sum(axis=1)": _EACH,
        f"{name} = {dz}.sum(axis=0, keepdims=True)": _FLAT,
    }


def everywhere(dz2):
    """Mistakes that are made in both layers: {several parts: what stands there instead: hint}."""
    dW2, db2 = f"dW2 = {dz2}.T @ a1", f"db2 = {dz2}.sum(axis=0)"
    dW1, db1 = "dW1 = dz1.T @ x", "db1 = dz1.sum(axis=0)"
    return {
        (dW2, dW1): {
            (f"dW2 = a1.T @ {dz2}", "dW1 = x.T @ dz1"): _TURNED,
            (f"{dW2} / len(x)", f"{dW1} / len(x)"): TWICE,
        },
        (db2, db1): {
            (f"db2 = {dz2}{how}", f"db1 = dz1{how}"): hint
            for how, hint in {
                ".mean(axis=0)": _SUM,
                "": _ROWS,
                "[0]": _ROWS,
                ".sum()": _EACH,
                ".sum(axis=1)": _EACH,
                ".sum(axis=0, keepdims=True)": _FLAT,
            }.items()
        },
        (dW2, db2, dW1, db1): {
            (
                f"{dW2} / len(x)",
                f"db2 = {dz2}.mean(axis=0)",
                f"{dW1} / len(x)",
                "db1 = dz1.mean(axis=0)",
            ): TWICE
        },
    }


def weights(dz2, z1):
    """For the lines of dW2 and dW1."""
    return {
        f"dW2 = {dz2}.T @ a1": {
            f"dW2 = {dz2}.T @ ({z1})": "dW2 is the gradient behind W2 times what W2 was multiplied "
            "with on the way forward: a1, after the activation, not z1.",
            f"dW2 = a1.T @ {dz2}": _TURNED,
            f"dW2 = {dz2}.T @ a1 / len(x)": TWICE,
            f"dW2 = {dz2}.T @ a1\nW2 = W2 - 0.1 * dW2": "W2 changes before it is used on the way "
            "back. A backward pass computes gradients and changes nothing.",
        },
        "dW1 = dz1.T @ x": {
            "dW1 = x.T @ dz1": _TURNED,
            "dW1 = dz1.T @ x / len(x)": TWICE,
        },
    }
