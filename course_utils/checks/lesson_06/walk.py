"""The walk back on a blank sheet: exercise 06.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.mistakes import Mistake


class _Node:
    """A node of a graph that counts how often somebody looks at its inputs."""

    def __init__(self, *inputs):
        self.grad, self.looked, self._inputs = 0.0, 0, list(inputs)

    @property
    def inputs(self):
        self.looked += 1
        return self._inputs


def _graphs():
    """{name of a graph: its nodes, the last node first}, made anew at each call."""
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
    }


def _walked(answer, name):
    """The gradients of a graph after the walk, and whether it went through the nodes once."""
    nodes = _graphs()[name]
    answer(nodes[0])
    once = sum(node.looked for node in nodes) <= 20 * len(nodes)
    gradients = np.array([float(node.grad) for node in nodes])
    return {"gradients": gradients, "nodes are visited": "once" if once else "again and again"}


_TOO_EARLY = (
    "A node hands on before all its users have handed in: what comes later is lost. Find an order "
    "in which each node stands behind all its inputs, and walk it in reverse."
)
_AS_FOUND = """
    loss.grad, todo, met = 1.0, [loss], {{loss}}
    while todo:
        node = todo.pop({next_one})
        for source, slope in node.inputs:
            source.grad += slope * node.grad
            if source not in met:
                met.add(source)
                todo.append(source)
"""
_EACH_PATH = """
def walk_back(loss):
    def visit(node, gradient):
        node.grad += gradient
        for source, slope in node.inputs:
            visit(source, slope * {handed_on})

    visit(loss, 1.0)
"""

walk_back = FunctionExercise(
    name="walk_back",
    solution="""
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
""",
    observe=_walked,
    cases=lambda: [(name,) for name in _graphs()],
    passed="This is reverse-mode differentiation, whole. The rest of a library is rules and speed.",
    edits={
        "loss.grad = 1.0": {
            "pass": "All gradients stay 0: the walk starts with 1 at the loss, since the loss "
            "changes with itself one to one.",
        },
        "source.grad += slope * node.grad": {
            "source.grad = slope * node.grad": "Reuse adds up: += and not =. Here the last user's "
            "gradient replaces the others.",
            "source.grad += slope": "The chain rule multiplies: the slope times what has come to "
            "the node, node.grad.",
            "source.grad += node.grad": "The chain rule multiplies: what has come to the node, "
            "times the slope.",
        },
        "reversed(order)": {
            "order": "The list stands in the order of the forward pass. The way back plays it in "
            "reverse.",
        },
        "if node not in met": {
            "if True": "A node that is used twice stands in the list twice, and hands on twice. "
            "Remember which nodes were met.",
        },
    },
    mistakes=[
        *(Mistake(_TOO_EARLY, _AS_FOUND.format(next_one=i)) for i in (0, -1)),
        Mistake(
            "Each path is walked by itself, and each time a node hands on all that it has by then: "
            "counted twice. Hand on once, when all users have handed in.",
            _EACH_PATH.format(handed_on="node.grad"),
        ),
        Mistake(
            "The gradients are right, but each path is walked by itself. Ten nodes that are used "
            "twice have 1024 paths. Hand on once per node, the sum.",
            _EACH_PATH.format(handed_on="gradient"),
        ),
    ],
)
