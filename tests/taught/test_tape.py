"""The tape's gradients are PyTorch's, on random graphs and on small ones; bad input is refused."""

import math
import operator
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.tape import Node, Value, record

BINARY = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
UNARY = {
    "neg": (operator.neg, operator.neg),
    "relu": (Value.relu, torch.relu),
    "tanh": (Value.tanh, torch.tanh),
    "exp": (Value.exp, torch.exp),
    "log": (Value.log, torch.log),
    "**2": (lambda v: v**2, lambda t: t**2),
    "**3.0": (lambda v: v**3.0, lambda t: t**3.0),
    "**-1": (lambda v: v**-1, lambda t: t**-1),
    "**0": (lambda v: v**0, lambda t: t**0),
    "**0.5": (lambda v: v ** np.float64(0.5), lambda t: t**0.5),
    "2**": (lambda v: 2**v, lambda t: 2**t),
}
numbers = st.floats(-3, 3).map(lambda x: round(x, 3))
kinds = st.sampled_from([float, np.float64, np.float32, lambda x: int(x) or 1])
steps = st.lists(
    st.tuples(
        st.sampled_from([*BINARY, *UNARY, "**"]),
        st.integers(0, 30),  # which node is the first operand
        st.integers(0, 30),  # and which the second
        st.sampled_from(["node", "number left", "number right"]),
        numbers,
        kinds,
    ),
    min_size=1,
    max_size=25,
)


def allowed(name, a, b):
    """Whether PyTorch and the tape both have a finite result and slope, far from a pole."""
    if name in ("/", "**-1") and abs(b if name == "/" else a) < 0.1:
        return False
    if name in ("log", "**0.5", "**") and a < 0.1:
        return False
    if name in ("exp", "2**") and a > 5:
        return False
    return max(abs(a), abs(b)) < 100 and (name != "**" or abs(b) < 3)


def grow(nodes, tensors, step):
    """Add one operation to both graphs, if it is allowed there."""
    name, i, j, side, plain, kind = step
    i, j = i % len(nodes), j % len(nodes)
    a, b = (nodes[i], tensors[i]), (nodes[j], tensors[j])
    if name in UNARY:
        if allowed(name, a[0].data, 0):
            nodes.append(UNARY[name][0](a[0]))
            tensors.append(UNARY[name][1](a[1]))
        return
    number = kind(plain)
    if side == "number left" and name != "**":
        a = (number, float(number))
    elif side == "number right":
        b = (number, float(number))
    first, second = (v.data if isinstance(v, Value) else float(v) for v in (a[0], b[0]))
    if allowed(name, first, second):
        operation = BINARY.get(name, operator.pow)
        nodes.append(operation(a[0], b[0]))
        tensors.append(operation(a[1], b[1]))


@settings(max_examples=300, deadline=None)
@given(leaves=st.lists(numbers, min_size=1, max_size=4), program=steps)
def test_random_graphs_have_pytorchs_gradients(leaves, program):
    nodes = [Value(x) for x in leaves]
    tensors = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in leaves]
    for step in program:
        grow(nodes, tensors, step)
    nodes[-1].backward()
    tensors[-1].backward()
    assert nodes[-1].data == pytest.approx(tensors[-1].item(), rel=1e-9, abs=1e-12)
    for node, tensor in zip(nodes[: len(leaves)], tensors, strict=False):
        wanted = 0.0 if tensor.grad is None else tensor.grad.item()
        assert node.grad == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def gradient(f, *numbers):
    leaves = [Value(x) for x in numbers]
    f(*leaves).backward()
    return [leaf.grad for leaf in leaves]


@pytest.mark.parametrize(
    "f, numbers, wanted",
    [
        (lambda a, b: a + b, (2, 5), [1, 1]),
        (lambda a, b: a - b, (2, 5), [1, -1]),
        (lambda a, b: a * b, (2, 5), [5, 2]),
        (lambda a, b: a / b, (2, 5), [0.2, -0.08]),
        (lambda a: 1 / a, (4,), [-1 / 16]),
        (lambda a: 7 - a, (4,), [-1]),
        (lambda a: -a, (4,), [-1]),
        (lambda a: a**3, (-2,), [12]),
        (lambda a: a**0, (0,), [0]),
        (lambda a: 2**a, (3,), [8 * math.log(2)]),
        (lambda a, b: a**b, (2, 3), [12, 8 * math.log(2)]),
        (lambda a: a.exp(), (0,), [1]),
        (lambda a: a.log(), (4,), [0.25]),
        (lambda a: a.tanh(), (math.log(2),), [0.64]),
        (lambda a: sum([a, a, a]), (4,), [3]),
        (lambda a: sum(a * i for i in range(4)), (4,), [6]),
    ],
)
def test_small_graphs(f, numbers, wanted):
    assert gradient(f, *numbers) == pytest.approx(wanted)


@pytest.mark.parametrize("number, slope", [(-1.5, 0), (-0.0, 0), (0.0, 0), (1e-300, 1), (2, 1)])
def test_relu_lets_pass_only_what_is_above_zero(number, slope):
    assert gradient(Value.relu, number) == [slope]
    tensor = torch.tensor(float(number), dtype=torch.float64, requires_grad=True)
    torch.relu(tensor).backward()
    assert tensor.grad.item() == slope


def test_a_node_that_is_used_twice_gets_both_gradients():
    assert gradient(lambda a: a * a, 3) == [6]
    assert gradient(lambda a: a + a, 3) == [2]
    # q = a b and a are both used twice: f = q (q + a)
    assert gradient(lambda a, b: (a * b) * (a * b + a), 3, -2) == [12, -27]


def test_two_losses_add_up_in_a_leaf_until_it_is_emptied():
    w = Value(2)
    (w * 3).backward()
    (w * 5).backward()
    assert w.grad == 8
    w.grad = 0.0
    (w * 5).backward()
    assert w.grad == 5


def test_a_leaf_may_be_walked_again():
    w = Value(2)
    w.backward()
    w.backward()
    assert w.grad == 2


@pytest.mark.parametrize("second", [lambda h, loss: loss, lambda h, loss: h, lambda h, loss: h * 2])
def test_a_walked_graph_is_refused_and_nothing_changes(second):
    w = Value(2)
    h = w * 3
    loss = h**2
    loss.backward()
    before = w.grad, h.grad
    with pytest.raises(RuntimeError, match="anew"):
        second(h, loss).backward()
    assert (w.grad, h.grad) == before
    t = torch.tensor(2.0, requires_grad=True)
    graph = (t * 3) ** 2
    graph.backward()
    with pytest.raises(RuntimeError):  # as PyTorch does
        graph.backward()


def test_a_graph_may_be_deep():
    w = Value(1.0)
    v = w
    for _ in range(100_000):
        v = v + 0
    v.backward()
    assert w.grad == 1.0
    del v  # and its memory is given back without deep recursion


def test_a_graph_may_have_many_paths():
    w = Value(1.0)
    v = w
    for _ in range(60):
        v = v + v  # 2**60 paths, 60 nodes
    v.backward()
    assert w.grad == 2.0**60


BAD = [
    np.array([1.0, 2.0]),
    np.array([1, 2]),
    np.array(3.0),
    torch.tensor(1.0),
    [1.0],
    np.array(3.0, dtype=object),
    np.array(True),
    "2",
    None,
    1j,
    np.complex128(1j),
    Decimal(2),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: repr(bad)[:20])
def test_what_is_not_one_number_is_refused(bad):
    with pytest.raises(TypeError, match="lesson 07"):
        Value(bad)
    v = Value(2.0)
    for operation in (*BINARY.values(), operator.pow):
        with pytest.raises(TypeError, match="one real number"):
            operation(v, bad)
        with pytest.raises(TypeError, match="one real number"):
            operation(bad, v)


def test_a_value_of_a_value_is_refused():
    with pytest.raises(TypeError, match="not Value"):
        Value(Value(1))


@pytest.mark.parametrize("number", [0, 0.0, -1])
def test_no_logarithm_of_what_is_not_positive(number):
    with pytest.raises(ValueError, match="above 0"):
        Value(number).log()
    with pytest.raises(ValueError, match="above 0"):
        Value(number) ** Value(2)


@pytest.mark.parametrize(
    "f", [lambda v: v / 0, lambda v: 1 / (v - v), lambda v: (v - v) ** -1, lambda v: (v - v) ** 0.5]
)
def test_no_division_by_zero(f):
    with pytest.raises(ZeroDivisionError):
        f(Value(3))


@pytest.mark.parametrize("k", [0.5, 1 / 3, -0.5, 2.5])
def test_no_fractional_power_of_a_negative_number(k):
    with pytest.raises(ValueError, match=r"\(-2\) \*\* .* is no real number"):
        Value(-2) ** k


@pytest.mark.parametrize(
    "k, power, slope", [(3, -8, 12), (-1, -0.5, -0.25), (2.0, 4, -4), (0, 1, 0)]
)
def test_whole_powers_of_a_negative_number(k, power, slope):
    v = Value(-2)
    (result := v**k).backward()
    assert (result.data, v.grad) == (power, slope)


@pytest.mark.parametrize(
    "f",
    [
        lambda: Value(10) ** 400,
        lambda: Value(10) ** 400.5,
        lambda: Value(1e-200) ** -1,  # its slope
        lambda: 2 ** Value(5000),
        lambda: Value(1000).exp(),
        lambda: Value(2) * 10**400,
        lambda: Value(10**400),
    ],
)
def test_what_no_float_can_hold_is_refused(f):
    with pytest.raises(OverflowError):
        f()


@pytest.mark.parametrize(
    "f, number, wanted, slope",
    [
        (lambda v: v * 1e200, 1e200, math.inf, 1e200),
        (lambda v: 1 / v, 1e-200, 1e200, -math.inf),
        (Value.exp, -math.inf, 0, 0),
        (Value.exp, math.inf, math.inf, math.inf),
        (Value.log, math.inf, math.inf, 0),
        (Value.tanh, -math.inf, -1, 0),
        (Value.tanh, 1e308, 1, 0),
        (Value.relu, math.inf, math.inf, 1),
        (Value.relu, -math.inf, 0, 0),
        (lambda v: v - math.inf, math.inf, math.nan, 1),
        (lambda v: v * 2, math.nan, math.nan, 2),
        (Value.log, math.nan, math.nan, math.nan),
        (Value.tanh, math.nan, math.nan, math.nan),
        (lambda v: v**2, -math.inf, math.inf, -math.inf),
    ],
)
def test_infinity_and_nan_flow_as_in_pytorch(f, number, wanted, slope):
    v = Value(number)
    (result := f(v)).backward()
    np.testing.assert_equal([result.data, v.grad], [wanted, slope])
    t = torch.tensor(number, dtype=torch.float64, requires_grad=True)
    names = {Value.exp: torch.exp, Value.log: torch.log, Value.tanh: torch.tanh}
    names[Value.relu] = torch.relu
    (theirs := names.get(f, f)(t)).backward()
    np.testing.assert_equal([theirs.item(), t.grad.item()], [wanted, slope])


@pytest.mark.parametrize("compare", [operator.eq, operator.ne, operator.lt, operator.ge])
@pytest.mark.parametrize("other", [2, 2.0, np.float64(2), Value(2), None, "2"])
def test_a_value_is_not_compared(compare, other):
    with pytest.raises(TypeError):
        compare(Value(2), other)
    with pytest.raises(TypeError):
        compare(other, Value(2))


def test_a_value_has_no_truth():
    with pytest.raises(TypeError, match="compare its data"):
        bool(Value(0))
    with pytest.raises(TypeError):
        max(Value(1), Value(2))


def test_nodes_with_the_same_number_are_different_keys():
    nodes = [Value(1) for _ in range(1000)]
    assert len(set(nodes)) == 1000
    names = {node: i for i, node in enumerate(nodes)}
    assert all(names[node] == i for i, node in enumerate(nodes))


@pytest.mark.parametrize(
    "f",
    [
        abs,
        float,
        int,
        round,
        math.exp,
        np.tanh,
        torch.tanh,
        operator.pos,
        lambda v: v // 2,
        lambda v: v % 2,
        lambda v: v @ v,
        lambda v: pow(v, 2, 5),
        lambda v: f"{v:.2f}",
        lambda v: [1, 2][v],
        lambda v: [1] * v,
        lambda v: np.array([v, v]) * v,
    ],
)
def test_what_a_value_cannot_do_is_refused(f):
    with pytest.raises(TypeError):
        f(Value(1))


def test_numpy_sums_and_products_of_values():
    values = [Value(2), Value(3)]
    (np.sum(values) * math.prod(values) + np.array(values) @ np.array([1.0, 4.0])).backward()
    # (a + b) a b + a + 4 b at 2, 3: 2 a b + b² + 1, a² + 2 a b + 4
    assert [v.grad for v in values] == [22, 20]


def test_in_place_operators_make_a_new_value():
    v = w = Value(3)
    w += 1
    w *= 2
    w -= v
    w /= 5
    w **= 2
    w.backward()
    # ((2 (v + 1) - v) / 5)² = ((v + 2) / 5)²
    assert (v.data, v.grad) == (3, pytest.approx(2 * 5 / 25))


def test_a_graph_may_be_wide():
    leaves = [Value(1.0) for _ in range(100_000)]
    sum(leaves).backward()
    assert {leaf.grad for leaf in leaves} == {1.0}


@pytest.mark.parametrize(
    "number",
    [
        *(3, 3.0, True, Fraction(1, 3)),
        *(np.int8(3), np.uint8(3), np.float16(3), np.float32(3), np.float64(3), np.longdouble(3)),
        *(np.bool_(True), np.bool_(False)),
    ],
)
def test_plain_numbers_become_floats(number):
    v = Value(number)
    assert type(v.data) is float
    assert v.data == float(number)


@pytest.mark.parametrize(
    "two", [2, 2.0, Fraction(2), np.int64(2), np.uint8(2), np.float16(2), np.float64(2)]
)
def test_numbers_on_both_sides_give_a_value(two):
    for operation in (*BINARY.values(), operator.pow):
        left, right = operation(two, Value(3)), operation(Value(3), two)
        assert isinstance(left, Value)
        assert isinstance(right, Value)
        assert (left.data, right.data) == pytest.approx((operation(2, 3), operation(3, 2)))


def test_truths_of_numpy_are_numbers():
    v = Value(2)
    (v * (np.float64(1) > 0) + (np.float64(1) < 0) * v).backward()
    assert v.grad == 1


def test_numbers_rise_from_inputs_to_results():
    a = Value(1)
    b = a * 2 + a
    todo = [b]
    while todo:
        node = todo.pop()
        todo.extend(source for source, _ in node.inputs)
        assert all(source.number < node.number for source, _ in node.inputs)


def test_an_operation_of_ones_own():
    v = Value(3)
    record("cube", lambda a: (a**3, 3 * a**2), v).backward()
    assert v.grad == 27


def test_what_a_value_shows():
    w = Value(2)
    (3 * w).backward()
    assert repr(w) == "Value(2, grad 3)"
    assert repr(Node(0.5)) == "Node(0.5, grad 0)"
