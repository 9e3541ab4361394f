"""The checks of lesson 06, a tape."""

import math

import numpy as np

from course_utils.backprop import bug_hunt
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

# --- 06.1 ------------------------------------------------------------------------------------


def _sigmoid(a):
    e = math.exp(-abs(a))
    return (1 if a >= 0 else e) / (1 + e)


def _silu(slope, result=lambda a, s: a * s, sigmoid=_sigmoid):
    def rule(a):
        s = sigmoid(a)
        return result(a, s), slope(a, s)

    return rule


def _right_slope(a, s):
    return s + a * s * (1 - s)


_OVERFLOW = (
    "It is right as long as the exponential does not overflow. Take it of -abs(a), which is never "
    "positive, and treat the two signs of a apart."
)

silu_rule = FunctionExercise(
    name="silu_rule",
    solution=_silu(_right_slope),
    cases=lambda: [(a,) for a in (1.5, -0.7, 3.0, -4.0, 0.0, -9.0, -30.0, 800.0, -800.0)],
    passed="Unlike ReLU it has a small slope below 0, at a = -0.7 still 0.18.",
    mistakes=[
        Mistake(_OVERFLOW, _silu(_right_slope, sigmoid=lambda a: 1 / (1 + math.exp(-a)))),
        Mistake(_OVERFLOW, _silu(_right_slope, sigmoid=lambda a: math.exp(a) / (1 + math.exp(a)))),
        *(
            Mistake(hint, _silu(slope, sigmoid=sigmoid))
            for hint, slope in (
                (
                    "This is the slope of the sigmoid alone. In the product a · σ(a) each factor "
                    "moves: two terms.",
                    lambda a, s: s * (1 - s),
                ),
                (
                    "Half of the product rule: the first factor moves, the second is held. The "
                    "term a · σ'(a) is missing.",
                    lambda a, s: s,
                ),
                (
                    "Half of the product rule: the second factor moves, the first is held. The "
                    "term σ(a) is missing.",
                    lambda a, s: a * s * (1 - s),
                ),
                (
                    "The second term has lost its a: the product rule says σ(a) + a · σ'(a).",
                    lambda a, s: s + s * (1 - s),
                ),
                (
                    "In the second term stands σ instead of its slope σ (1 - σ).",
                    lambda a, s: s + a * s,
                ),
                (
                    "In the second term stands 1 - σ instead of σ (1 - σ).",
                    lambda a, s: s + a * (1 - s),
                ),
                (
                    "The slope of the sigmoid is σ (1 - σ), at σ(a). Here a itself stands where σ "
                    "should: the slope taken at the wrong variable.",
                    lambda a, s: s + a * a * (1 - a),
                ),
                (
                    "The slope of the sigmoid is σ (1 - σ). Here the result a · σ(a) is put in "
                    "place of σ.",
                    lambda a, s: a * s * (1 - a * s),
                ),
                (
                    "The slope of a product is not the product of the slopes: 1 · σ' is only part "
                    "of it. Look up the product rule.",
                    lambda a, s: 1 * s * (1 - s) * a + 0 * s,
                ),
                ("The sign of the second term is turned.", lambda a, s: s - a * s * (1 - s)),
                (
                    "That is the slope of tanh in the second term, 1 - σ². The sigmoid's is "
                    "σ (1 - σ).",
                    lambda a, s: s + a * (1 - s**2),
                ),
            )
            for sigmoid in (
                _sigmoid,
                lambda a: 1 / (1 + math.exp(-a)),
                lambda a: math.exp(a) / (1 + math.exp(a)),
            )
        ),
        Mistake(
            "The result is the sigmoid itself. SiLU is a times it.",
            _silu(lambda a, s: s * (1 - s), result=lambda a, s: s),
        ),
        Mistake(
            "The result is the sigmoid itself. SiLU is a times it.",
            _silu(_right_slope, result=lambda a, s: s),
        ),
        Mistake(
            "Right, but turned round: first the result, then the slope.",
            lambda a: _silu(_right_slope)(a)[::-1],
        ),
        Mistake(
            "This is the slope alone. Return both, the result and the slope.",
            lambda a: _silu(_right_slope)(a)[1],
        ),
        Mistake(
            "This is the result alone. Return both, the result and the slope.",
            lambda a: _silu(_right_slope)(a)[0],
        ),
    ],
)


# --- 06.2 ------------------------------------------------------------------------------------


def _residual_cases():
    rng = np.random.default_rng(8)

    def case(n, n_in, hidden):
        return (
            rng.normal(size=(n, n_in)),
            rng.normal(size=(n, hidden)),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(hidden, hidden)),
            rng.normal(size=hidden),
        )

    # Small whole numbers: in the first row z is exactly 0 twice, and 0.001 once.
    corner = (
        np.array([[1.0, -1.0], [2.0, 1.0], [0.0, 3.0]]),
        np.array([[1.0, 4.0, -2.0], [0.0, -3.0, 1.0], [5.0, 2.0, -1.0]]),
        np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
        np.array([0.0, 1.0, -1.0]),
        np.array([[1.0, -1.0, 0.0], [0.0, 1.0, 2.0], [-1.0, 2.0, 1.0]]),
        np.array([-1.0, 2.0, 2.001]),
    )
    return [case(5, 3, 4), case(3, 2, 3), case(1, 4, 3), case(6, 3, 2), corner]


def _residual(
    start=lambda h1, y: 2 * (h1 - y) / len(y),
    mask=lambda h0, z, h1: z > 0,
    through=lambda dh1, dz, W2: dh1 + dz @ W2,
    bias=lambda dz: dz.sum(axis=0),
    fed=lambda h0, z, h1: h0,
    hand=lambda dh1, dz: dz,
    last=lambda dh1, dh0, dz: dh0,
):
    """The backward pass of 06.2; each argument replaces one part of it by a mistake."""

    def answer(x, y, W1, b1, W2, b2):
        h0, z, h1 = bug_hunt.residual_forward(x, W1, b1, W2, b2)
        dh1 = start(h1, y)
        dz = dh1 * mask(h0, z, h1)
        dh0 = last(dh1, through(dh1, dz, W2), dz)
        weights = {"W1": dh0.T @ x, "W2": hand(dh1, dz).T @ fed(h0, z, h1)}
        return weights | {"b1": bias(dh0), "b2": bias(hand(dh1, dz))}

    return answer


_PATIENT_HINTS = {
    11: "This is patient 11: the mask looks at the sign of the gradient. ReLU hands on where its "
    "input z was positive, whatever the gradient is.",
    12: "This is patient 12: h0 has two users, and only what came through the block is left. "
    "Reuse adds up.",
    13: "This is patient 13: a transpose too much. Forward was h0 @ W2.T, so back is dz @ W2; here "
    "W2 is square, and the shapes do not warn you.",
    14: "This is patient 14: the ReLU's mask is missing, dz = dh1. Where z was negative nothing "
    "comes back.",
    15: "This is patient 15: dW2 is transposed. Entry [k, j] of W2 joins input j to unit k, so it "
    "is dz[k] times h0[j]: dz.T @ h0.",
    16: "This is patient 16: only the shortcut's gradient reaches h0. The block hands back "
    "something too, and reuse adds up.",
}

residual_backward = FunctionExercise(
    name="residual_backward",
    solution=bug_hunt.residual_right,
    cases=_residual_cases,
    passed="Through the shortcut the gradient reaches h0 unchanged, whatever the block does.",
    mistakes=[
        *(
            Mistake(hint, bug_hunt.PATIENTS[number].backward)
            for number, hint in _PATIENT_HINTS.items()
        ),
        Mistake(
            "Every gradient is N times too large: the loss is a mean over the samples.",
            _residual(start=lambda h1, y: 2 * (h1 - y)),
        ),
        Mistake(
            "The mean runs over the N samples only, not over all N · hidden numbers.",
            _residual(start=lambda h1, y: 2 * (h1 - y) / y.size),
        ),
        Mistake(
            "Every gradient is half of what it should be: the square hands back 2 (h1 - y).",
            _residual(start=lambda h1, y: (h1 - y) / len(y)),
        ),
        Mistake(
            "h1 - y alone: the 2 of the square and the 1/N of the mean are missing.",
            _residual(start=lambda h1, y: h1 - y),
        ),
        *(
            Mistake(
                "The sign is turned: the gradient of (h1 - y)² has the sign of h1 - y.",
                _residual(start=start),
            )
            for start in (
                lambda h1, y: 2 * (y - h1) / len(y),
                lambda h1, y: 2 * (y - h1),
                lambda h1, y: y - h1,
            )
        ),
        Mistake(
            "The mask looks at h1, the output of the whole block. With the shortcut that is not "
            "the output of the ReLU: look at z.",
            _residual(mask=lambda h0, z, h1: h1 > 0),
        ),
        Mistake(
            "The mask looks at h0, the input of the block. The input of the ReLU is z.",
            _residual(mask=lambda h0, z, h1: h0 > 0),
        ),
        *(
            Mistake(
                "All but right. At z = 0 exactly ReLU hands back 0 in this course, as in PyTorch: "
                "z > 0.",
                _residual(mask=mask),
            )
            for mask in (
                lambda h0, z, h1: z >= 0,
                lambda h0, z, h1: np.heaviside(z, 0.5),
            )
        ),
        Mistake(
            "The slope of ReLU is 1 or 0, never -1: where z is negative nothing comes back.",
            _residual(mask=lambda h0, z, h1: np.sign(z)),
        ),
        Mistake(
            "The shortcut hands back all of dh1, and here only what passed the mask. (If you wrote "
            "`dz = dh1` and then zeros into dz: that is no copy but a second name for dh1.)",
            _residual(through=lambda dh1, dz, W2: dz + dz @ W2),
        ),
        Mistake(
            "What goes back through W2 is dz, behind the ReLU's mask, and not dh1.",
            _residual(through=lambda dh1, dz, W2: dh1 + dh1 @ W2),
        ),
        Mistake(
            "dW2 and db2 are made from dz, behind the ReLU's mask, and not from dh1.",
            _residual(hand=lambda dh1, dz: dh1),
        ),
        Mistake(
            "dW1 and db1 are made from dh0, the gradient of what W1 and b1 computed, not from dz.",
            _residual(last=lambda dh1, dh0, dz: dz),
        ),
        Mistake(
            "Here the gradient is multiplied by ReLU's output. Its slope is 1 or 0.",
            _residual(mask=lambda h0, z, h1: np.maximum(z, 0)),
        ),
        Mistake(
            "The mask is turned round: ReLU hands on where z is positive.",
            _residual(mask=lambda h0, z, h1: z < 0),
        ),
        Mistake(
            "W2 was multiplied with h0 on the way forward, so dW2 is dz.T @ h0, not with h1.",
            _residual(fed=lambda h0, z, h1: h1),
        ),
        Mistake(
            "W2 was multiplied with h0 on the way forward, so dW2 is dz.T @ h0, not with z.",
            _residual(fed=lambda h0, z, h1: z),
        ),
        Mistake(
            "A bias counts once for each sample: its gradient is the sum over the samples, and the "
            "mean is in dh1 already.",
            _residual(bias=lambda dz: dz.mean(axis=0)),
        ),
        Mistake(
            "db is the sum over the samples: it has the shape of b.",
            _residual(bias=lambda dz: dz),
        ),
        Mistake(
            "The block's gradient is multiplied with the shortcut's. On two paths they add up.",
            _residual(through=lambda dh1, dz, W2: dh1 * (dz @ W2)),
        ),
        Mistake(
            "dz itself does not reach h0: it goes back through W2 first, dz @ W2.",
            _residual(through=lambda dh1, dz, W2: dh1 + dz),
        ),
        Mistake(
            "The shortcut hands back dh1, as it comes from the plus; it does not go through W2.",
            _residual(through=lambda dh1, dz, W2: dh1 @ W2 + dz @ W2),
        ),
    ],
)


# --- 06.3 ------------------------------------------------------------------------------------

_HIDES = ("a", "b", "d", "c", "e")
_THINK_AGAIN = (
    "Patient 1 leaves out the division by N. For which N does a division by N change nothing?",
    "Patient 5 takes z1 for a1 = tanh(z1). Where are these two almost the same number?",
    "Patient 13 takes W2.T for W2. For which W2 is that the same matrix?",
    "Patient 14 leaves out the mask z > 0. When is that mask all ones?",
    "Patient 6 meets a W2 that has moved by 0.01 times its gradient: a very small change. How "
    "large are its errors in the table?",
)


def _letters(answer):
    return tuple(str(letter).strip().lower() for letter in answer)


hides_when = ValueExercise(
    name="hides_when",
    solution=_HIDES,
    passed="So a careful check has none of the five.",
    mistakes=[
        Mistake(
            "Right, but write the letters small and in quotes: ('a', 'b', ...).",
            lambda answer: _letters(answer) == _HIDES,
        ),
        Mistake(
            "Give five letters from a to e, each once.",
            lambda answer: sorted(_letters(answer)) != sorted(_HIDES),
        ),
        *(
            Mistake(hint, lambda answer, i=i: _letters(answer)[i] != _HIDES[i])
            for i, hint in enumerate(_THINK_AGAIN)
        ),
    ],
)


# --- 06.4 ------------------------------------------------------------------------------------

_WALK = """
def walk_back(loss):
    order, met = [], set()

    def visit(node):
        if node not in met:
            met.add(node)
            for source, _ in node.inputs:
                visit(source)
            order.append(node)

    visit(loss)
    loss.grad = 1.0
    for node in reversed(order):
        for source, slope in node.inputs:
            source.grad += slope * node.grad
"""


class _Node:
    """A node of a graph that counts how often somebody looks at its inputs."""

    def __init__(self, *inputs):
        self.grad, self.looked, self._inputs = 0.0, 0, list(inputs)

    @property
    def inputs(self):
        self.looked += 1
        return self._inputs


def _graph(name):
    """The nodes of a graph, its last node first."""
    a, b = _Node(), _Node()
    z, q = _Node((a, 3.0)), _Node((a, -2.0), (b, 3.0))
    s = _Node((q, 1.0), (a, 1.0))
    deep = [a]
    for slope in range(1, 15):
        deep.append(_Node((deep[-1], 0.5), (deep[-1], 0.1 * slope)))
    return {
        "a chain of three nodes": [_Node((z, -2.0)), z, a],
        "z * z with z = 3 * a": [_Node((z, 5.0), (z, 5.0)), z, a],
        "q * (q + a) with q = a * b": [_Node((q, -3.0), (s, -6.0)), s, q, a, b],
        "(q + a) * q with q = a * b": [_Node((s, -6.0), (q, -3.0)), s, q, a, b],
        "a + (q + a)": [_Node((a, 1.0), (s, 1.0)), s, q, a, b],
        "fourteen doublings": deep[::-1],
        "a leaf alone": [a],
    }[name]


def _walked(answer, name):
    """The gradients of a graph after the walk, and whether it went through the nodes once."""
    nodes = _graph(name)
    answer(nodes[0])
    once = sum(node.looked for node in nodes) <= 20 * len(nodes)
    gradients = np.array([float(node.grad) for node in nodes])
    return {"gradients": gradients, "nodes are visited": "once" if once else "again and again"}


def _walk(*edits):
    """The walk back after some replacements of its lines."""
    source = _WALK
    for right, wrong in edits:
        assert source.count(right) == 1, right
        source = source.replace(right, wrong)
    namespace = {}
    exec(source, namespace)
    return namespace["walk_back"]


def _in_order_of_discovery(next_one):
    """A walk that hands on from each node as soon as it is found, with all that it has by then."""

    def walk_back(loss):
        loss.grad, todo, met = 1.0, [loss], {loss}
        while todo:
            node = todo.pop(next_one)
            for source, slope in node.inputs:
                source.grad += slope * node.grad
                if source not in met:
                    met.add(source)
                    todo.append(source)

    return walk_back


def _down_each_path(hand_on_all):
    """A recursion that walks each path by itself."""

    def walk_back(loss):
        def visit(node, gradient):
            node.grad += gradient
            for source, slope in node.inputs:
                visit(source, slope * (node.grad if hand_on_all else gradient))

        visit(loss, 1.0)

    return walk_back


_TOO_EARLY = (
    "A node hands on before all its users have handed in: what comes later is lost. Find an order "
    "in which each node stands behind all its inputs, and walk it in reverse."
)

walk_back = FunctionExercise(
    name="walk_back",
    solution=_walk(),
    observe=_walked,
    cases=lambda: [
        (name,)
        for name in (
            "a chain of three nodes",
            "z * z with z = 3 * a",
            "q * (q + a) with q = a * b",
            "(q + a) * q with q = a * b",
            "a + (q + a)",
            "fourteen doublings",
            "a leaf alone",
        )
    ],
    passed="This is reverse-mode differentiation, whole. The rest of a library is rules and speed.",
    mistakes=[
        Mistake(
            "All gradients stay 0: the walk starts with 1 at the loss, since the loss changes with "
            "itself one to one.",
            _walk(("loss.grad = 1.0", "pass")),
        ),
        Mistake(
            "Reuse adds up: += and not =. Here the last user's gradient replaces the others.",
            _walk(("source.grad += slope", "source.grad = slope")),
        ),
        Mistake(
            "The chain rule multiplies: the slope times what has come to the node, node.grad.",
            _walk(("slope * node.grad", "slope")),
        ),
        Mistake(
            "The chain rule multiplies: what has come to the node, times the slope.",
            _walk(("slope * node.grad", "node.grad")),
        ),
        Mistake(
            "The list stands in the order of the forward pass. The way back plays it in reverse.",
            _walk(("reversed(order)", "order")),
        ),
        Mistake(
            "A node that is used twice stands in the list twice, and hands on twice. Remember "
            "which nodes were met.",
            _walk(("if node not in met:", "if True:")),
        ),
        *(Mistake(_TOO_EARLY, _in_order_of_discovery(next_one)) for next_one in (0, -1)),
        Mistake(
            "Each path is walked by itself, and each time a node hands on all that it has by then: "
            "counted twice. Hand on once, when all users have handed in.",
            _down_each_path(hand_on_all=True),
        ),
        Mistake(
            "The gradients are right, but each path is walked by itself. Ten nodes that are used "
            "twice have 1024 paths. Hand on once per node, the sum.",
            _down_each_path(hand_on_all=False),
        ),
    ],
)


# --- 06.5 ------------------------------------------------------------------------------------

best_step = FunctionExercise(
    name="best_step",
    solution=lambda M, F, eps: (3 * eps * F / M) ** (1 / 3),
    # Large eps, so that the answers are not all alike within the tolerance.
    cases=lambda: [(2.0, 9.0, 0.024), (0.5, 3.0, 0.7), (6.0, 0.25, 0.01), (1.0, 1.0, 0.3)],
    passed="In the curves above M is about 100 and F is 2.25: that makes 2e-6 for float64 (eps "
    "1.1e-16) and 1.6e-3 for float32 (eps 6e-8), near their lowest points.",
    mistakes=[
        Mistake(
            "This is where both parts are equal. The smallest sum lies elsewhere: set the "
            "derivative of E to 0.",
            lambda M, F, eps: (6 * eps * F / M) ** (1 / 3),
        ),
        Mistake(
            "The 3 is missing: the derivative of M h² / 6 is M h / 3.",
            lambda M, F, eps: (eps * F / M) ** (1 / 3),
        ),
        Mistake(
            "This is h³. Take the third root.",
            lambda M, F, eps: 3 * eps * F / M,
        ),
        Mistake(
            "A square root where a third root is needed: M h / 3 = eps F / h² gives h³.",
            lambda M, F, eps: (3 * eps * F / M) ** (1 / 2),
        ),
        Mistake(
            "This is the best step for the difference to one side, with truncation M h / 2.",
            lambda M, F, eps: (2 * eps * F / M) ** (1 / 2),
        ),
        Mistake(
            "The fraction is upside down. A larger loss F has more rounding and needs a larger "
            "step; more bend M needs a smaller one.",
            lambda M, F, eps: (3 * eps * M / F) ** (1 / 3),
        ),
        Mistake(
            "In Python 1/3 needs brackets here: x ** 1 / 3 is (x ** 1) / 3.",
            lambda M, F, eps: (3 * eps * F / M) ** 1 / 3,
        ),
        Mistake(
            "x ** 1 // 3 and x ** (1 // 3) round 1/3 down: 1 // 3 is 0 in Python.",
            lambda M, F, eps: (3 * eps * F / M) ** (1 // 3),
        ),
        Mistake(
            "M and F count too: a steep third derivative needs a smaller step, a large loss a "
            "larger one.",
            lambda M, F, eps: (3 * eps) ** (1 / 3),
        ),
        Mistake(
            "The third root of eps alone is a good rule of thumb. Derive the minimum of E(h) for "
            "any M and F.",
            lambda M, F, eps: eps ** (1 / 3),
        ),
        Mistake(
            "This is the smallest error E itself. Asked is the step h at which it is reached.",
            lambda M, F, eps: (
                M / 6 * (3 * eps * F / M) ** (2 / 3) + eps * F / (3 * eps * F / M) ** (1 / 3)
            ),
        ),
        Mistake(
            "The derivative of h² is 2 h: M/6 · 2 h = M h / 3, not M h / 6.",
            lambda M, F, eps: (12 * eps * F / M) ** (1 / 3),
        ),
        Mistake(
            "The 3 stands on the wrong side: M h / 3 = eps F / h², so h³ = 3 eps F / M.",
            lambda M, F, eps: (eps * F / (3 * M)) ** (1 / 3),
        ),
    ],
)
