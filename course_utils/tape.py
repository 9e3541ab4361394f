"""Numbers that record how they were computed and hand gradients back, as lesson 06 builds them.

    w = Value(2)
    loss = (3 * w - 1) ** 2
    loss.backward()
    w.grad  # 30.0

One Value holds one number; arrays come in lesson 07.
"""

import itertools
import math
from numbers import Real

import numpy as np


class Node:
    """One number, and the record from which numbers it was computed.

    data: the number, a float. inputs: pairs (node, slope): the nodes that it was computed from, and
    how fast it changes with each. op: the operation, for drawings. number: higher for each new
    node, so an input's number is always lower than that of the result. grad: the derivative of a
    loss with respect to this node; backward() adds to it, and only you set it back to 0.0.
    Raises TypeError if data is not one real number, and where a node is compared or asked for its
    truth: not even two nodes with the same number are the same node.
    """

    count = itertools.count()
    __array_ufunc__ = None  # a NumPy number or array on the left leaves the operation to us

    def __init__(self, data, inputs=(), op=""):
        if not isinstance(data, (Real, np.bool_)):
            kind = type(data).__name__
            raise TypeError(f"one node holds one real number, not {kind}: lesson 07 does arrays")
        self.data, self.grad = float(data), 0.0
        self.inputs, self.op, self.number = inputs, op, next(Node.count)
        self.walked = False

    def __repr__(self):
        return f"{type(self).__name__}({self.data:g}, grad {self.grad:g})"

    def __eq__(self, other=None):
        raise TypeError("a node is no number: compare its data")

    __bool__, __hash__ = __eq__, object.__hash__

    def backward(self):
        """Add the derivative of this node to the grad of every node that it depends on.

        Raises RuntimeError if an operation in this graph was walked before: its grad is not
        empty, and would be handed on twice. Then no grad has been changed.
        """
        found, todo = {self}, [self]
        while todo:
            for node, _ in todo.pop().inputs:
                if node not in found:
                    found.add(node)
                    todo.append(node)
        if any(node.walked for node in found):
            raise RuntimeError("backward() was here before: compute the loss anew first")
        self.grad += 1.0
        for node in sorted(found, key=lambda node: node.number, reverse=True):
            node.walked = bool(node.inputs)  # a leaf has no inputs and may be walked again
            for source, slope in node.inputs:
                source.grad += slope * node.grad


def log_rule(a):
    """The logarithm of a number and its slope there. Raises ValueError for a number <= 0."""
    if a <= 0:
        raise ValueError(f"log needs a number above 0, not {a:g}")
    return math.log(a), 1 / a


def power_rule(a, k):
    """a to the power of a constant k, and its slope by a. Raises ValueError if it is complex."""
    if a < 0 and k % 1:
        raise ValueError(f"({a:g}) ** {k:g} is no real number")
    return a**k, k * a ** (k - 1) if k else 0.0


def record(op, rule, *inputs):
    """The Value of one operation. rule(numbers) returns the result, then its slope by each number.

    inputs: Values or plain numbers, which become Values.
    """
    inputs = [v if isinstance(v, Value) else Value(v) for v in inputs]
    result, *slopes = rule(*[v.data for v in inputs])
    return Value(result, list(zip(inputs, slopes, strict=True)), op)


class Value(Node):
    """A node that can be computed with: + - * / ** and the methods relu, tanh, exp and log.

    Plain numbers (Python's and NumPy's) may stand on either side, also 2 ** v. ReLU has the slope
    0 at 0, as in PyTorch. Raises TypeError for arrays and anything else that is not one number,
    ZeroDivisionError for a division by zero (and for 0 ** 0.5, whose slope has one), ValueError
    for the logarithm of a number <= 0 (and for such a base under an exponent that is a Value) and
    for a power that is complex, and OverflowError where exp or ** give too large a number.
    """

    def __add__(self, other):
        return record("+", lambda a, b: (a + b, 1.0, 1.0), self, other)

    def __sub__(self, other):
        return record("-", lambda a, b: (a - b, 1.0, -1.0), self, other)

    def __mul__(self, other):
        return record("×", lambda a, b: (a * b, b, a), self, other)

    def __truediv__(self, other):
        return record("/", lambda a, b: (a / b, 1 / b, -a / b / b), self, other)

    def __pow__(self, k):
        if isinstance(k, Value):
            return (k * self.log()).exp()
        k = Node(k).data  # a TypeError for arrays and strings
        return record(f"**{k:g}", lambda a: power_rule(a, k), self)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other):
        return Value(other) - self

    def __rtruediv__(self, other):
        return Value(other) / self

    def __rpow__(self, other):
        return Value(other) ** self

    def __neg__(self):
        return record("neg", lambda a: (-a, -1.0), self)

    def relu(self):
        return record("relu", lambda a: (max(a, 0.0), 1.0 if a > 0 else 0.0), self)

    def tanh(self):
        return record("tanh", lambda a: (math.tanh(a), 1 - math.tanh(a) ** 2), self)

    def exp(self):
        return record("exp", lambda a: (math.exp(a), math.exp(a)), self)

    def log(self):
        return record("log", log_rule, self)
