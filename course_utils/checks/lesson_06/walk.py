"""The walk back on a blank sheet: exercise 06.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


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


walk_back = FunctionExercise(
    **texts("walk_back"),
    observe=_walked,
    cases=lambda: [(name,) for name in _graphs()],
)
