"""Layers that go back: exercises 07.1 to 07.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.families import (
    all_divided,
    alone,
    divided,
    orders,
    other_products,
    samples_sum,
    summed_away,
    turned,
)

_MASKED = (
    "dx passes a mask of ReLU. x came from the layer below, and its activation is that layer's "
    "business."
)


# --- 07.1 -----------------------------------------------------------------------------------


def _dense_cases():
    """Batches of sizes that all differ, a single sample, and a square layer."""
    rng = np.random.default_rng(61)
    sizes = [(4, 3, 2), (1, 2, 5), (3, 3, 3), (2, 5, 4)]
    return [tuple(rng.normal(size=s) for s in ((n, o), (n, i), (i, o))) for n, i, o in sizes]


dense_backward = FunctionExercise(
    name="dense_backward",
    solution="""
def dense_backward(dz, x, V):
    dV = x.T @ dz  # (in, N) @ (N, out) = (in, out)
    db = dz.sum(axis=0)  # (out,)
    dx = dz @ V.T  # (N, out) @ (out, in) = (N, in)
    return dV, db, dx
""",
    cases=_dense_cases,
    passed="The same three sums as ever: only the two matrix lines changed their transpose.",
    edits={
        "return dV, db, dx": {
            **orders("dV, db, dx"),
            **alone("dV, db, dx"),
            **turned("dV, db, dx"),
            **all_divided("dV, db, dx", start="dz", shared="dV, db"),
        },
        "x.T @ dz": {
            "dz.T @ x": "dV: dz.T @ x is the line for weights of shape (out, in). Here V is (in, "
            "out), and a gradient has the shape of what it belongs to.",
            **divided("dV", "x.T @ dz", start="dz"),
            "np.outer(x.sum(axis=0), dz.sum(axis=0))": "dV multiplies the sums over the samples. "
            "The product belongs to each sample by itself, and then the samples add up.",
            "np.outer(x[0], dz[0])": "dV is the outer product of the first sample only. All of "
            "them add up.",
            "np.outer(x[-1], dz[-1])": "dV is the outer product of the last sample only. In a loop "
            "`=` forgets the earlier ones, `+=` adds up.",
            "x[:, :, None] * dz[:, None, :]": "dV has one outer product per sample, (N, in, out). "
            "They have to be summed.",
            **other_products(
                "x",
                "dz",
                known=["x.T @ dz", "dz.T @ x"],
                hint="dV: in this product the samples are not the axis that vanishes. Every sample "
                "uses the same weights, so N must stand in the middle, and (in, out) at the ends.",
            ),
        },
        "dz.sum(axis=0)": samples_sum("db", "dz", owner="b", each="bias"),
        "dz @ V.T": {
            "dz @ V": "dx: dz @ W is the line for weights of shape (out, in). Here V is (in, out): "
            "which product has the neurons in the middle?",
            "V @ dz.T": "dx lies on its side: it must have the shape of x, (N, in).",
            **summed_away("dx", "dz @ V.T"),
            **divided("dx", "dz @ V.T", start="dz"),
            "(dz @ V.T) * (x > 0)": _MASKED,
            **other_products(
                "dz",
                "V",
                known=["dz @ V.T", "dz @ V", "V @ dz.T"],
                hint="dx: in this product the neurons are not the axis that vanishes. Every neuron "
                'uses the inputs, so "out" must stand in the middle, and (N, in) at the ends.',
            ),
        },
    },
)


# --- 07.2 -----------------------------------------------------------------------------------


def _scale_cases():
    rng = np.random.default_rng(62)
    sizes = [(4, 3), (1, 2), (3, 3), (2, 5)]
    return [tuple(rng.normal(size=s) for s in ((n, f), (n, f), (f,))) for n, f in sizes]


_SUMMED_BEFORE = (
    "dg adds up x or dz alone, before the product. The product belongs to each sample by itself, "
    "and then the samples add up."
)
_WHOLE_MATRIX = (
    "dg is a whole matrix here, as for a layer of neurons. In this layer feature j meets only "
    "g[j]: multiply number by number."
)

scale_backward = FunctionExercise(
    name="scale_backward",
    solution="""
def scale_backward(dz, x, g):
    dg = (dz * x).sum(axis=0)  # multiply within each sample, then add over the samples
    db = dz.sum(axis=0)
    dx = dz * g
    return dg, db, dx
""",
    cases=_scale_cases,
    passed="Stretched forward, summed backward: along the same axis.",
    edits={
        "return dg, db, dx": {
            **orders("dg, db, dx"),
            **alone("dg, db, dx"),
            **turned("dg, db, dx"),
            **all_divided("dg, db, dx", start="dz", shared="dg, db"),
        },
        "(dz * x).sum(axis=0)": {
            **samples_sum("dg", "dz * x", owner="g", each="feature", start="dz"),
            "dz.sum(axis=0) * x.sum(axis=0)": "dg multiplies the sums. The product belongs to each "
            "sample by itself, and then the samples add up.",
            "dz * x.sum(axis=0)": _SUMMED_BEFORE,
            "dz.sum(axis=0) * x": _SUMMED_BEFORE,
            "dz.sum(axis=0)": "dg: x is missing. g is multiplied by x, so a large input makes g "
            "matter more.",
            "(dz * g).sum(axis=0)": "dg: multiplied by g itself. What counts for g is what it was "
            "multiplied with, x.",
            "x.sum(axis=0)": "dg: dz itself is missing. x is only the local derivative; multiply "
            "it by what came back.",
            "dz.T @ x": _WHOLE_MATRIX,
            "x.T @ dz": _WHOLE_MATRIX,
        },
        "dz.sum(axis=0)": samples_sum("db", "dz", owner="b", each="bias"),
        "dz * g": {
            "dz": "dx: g is missing. x was multiplied by g, so what comes back is too.",
            "dz * x": "dx: multiplied by x itself. What counts for x is what it was multiplied "
            "with, g.",
            **summed_away("dx", "dz * g"),
            **divided("dx", "dz * g", start="dz"),
            "dz / g": "dx: divided by g. Going back through a product multiplies by the other "
            "factor.",
            "dz @ g": "dx: `@` adds over the features. Each feature goes its own way here: `*`.",
            "np.broadcast_to(g, x.shape)": "dx: dz itself is missing. g is only the local "
            "derivative.",
        },
    },
)


# --- 07.3 -----------------------------------------------------------------------------------


def _sigmoid_cases():
    rng = np.random.default_rng(63)
    sizes = [(4, 3, 2), (1, 2, 5), (3, 3, 3)]
    return [
        (
            rng.normal(size=(n, o)),
            1 / (1 + np.exp(-2 * rng.normal(size=(n, o)))),
            rng.normal(size=(n, i)),
            rng.normal(size=(o, i)),
        )
        for n, i, o in sizes
    ]


_HALF = "Half of the slope is missing: it is a times (1 - a)."
_RETURN = "return dz.T @ x, dz.sum(axis=0), dz @ W"


def _of_three(rows):
    """Rows of a family that returns dW, db, dx by name, for a return without these names."""
    lines = "dW, db, dx = dz.T @ x, dz.sum(axis=0), dz @ W\n"
    return {lines + new: hint for new, hint in rows.items()}


sigmoid_layer_backward = FunctionExercise(
    name="sigmoid_layer_backward",
    solution="""
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
    cases=_sigmoid_cases,
    passed="One line differs from ReLU, and z was never needed.",
    edits={
        _RETURN: {
            **_of_three(orders("dW, db, dx")),
            **_of_three(alone("dW, db, dx")),
            **_of_three(all_divided("dW, db, dx", start="da", shared="dW, db")),
            "return dz": "This is dz. It is right; three lines that start from it are missing.",
        },
        "da * a * (1 - a)": {
            "da": "Nothing happens to da on its way to dz. (The mask a > 0 belongs to ReLU; a "
            "sigmoid is always above 0.) Multiply by the sigmoid's slope.",
            "da * (1 - a**2)": "1 - a² is the slope of tanh. The sigmoid's is another.",
            "da * np.exp(-a) / (1 + np.exp(-a)) ** 2": "The slope is that of the sigmoid at a, as "
            "if a were z. Here a already is the sigmoid: use it directly.",
            "a * (1 - a)": "da is missing: the slope alone is only the local derivative.",
            "da * a": _HALF,
            "da * (1 - a)": _HALF,
            "da / (a * (1 - a))": "Going back multiplies by the slope; here it divides.",
            "da * a * (a - 1)": "a - 1 in place of 1 - a: the sign is turned.",
            "da * (a - a**2) ** 2": "The slope is taken twice. Once, on the way from da to dz.",
        },
        "dz.T @ x": {
            "da.T @ x": "dW starts from da. The weights stand before the sigmoid, so it starts "
            "from dz, what is left of da behind the slope.",
            "x.T @ dz": "dW has the shape (in, out), but W is (out, in).",
            "dz.T @ a": "dW: `dz.T @ a` multiplies by what came out of the layer. A weight is "
            "multiplied by what went in.",
            **divided("dW", "dz.T @ x", start="da"),
        },
        "dz.sum(axis=0)": {
            "da.sum(axis=0)": "db starts from da. The bias stands before the sigmoid, so it starts "
            "from dz.",
            **samples_sum("db", "dz", owner="b", each="bias"),
        },
        "dz @ W": {
            "da @ W": "dx starts from da and leaves the sigmoid out. It must pass it first: dx "
            "starts from dz.",
            "dz @ W.T": "dx: W is (out, in), so dz @ W has the neurons in the middle without a "
            "transpose.",
            **summed_away("dx", "dz @ W"),
            "(dz @ W) * x * (1 - x)": "dx takes the slope twice. x came from the layer below; its "
            "activation is that layer's business.",
            "(dz @ W) * (x > 0)": _MASKED,
        },
    },
)
