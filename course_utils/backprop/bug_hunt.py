"""Broken backward passes: the patients of lessons 05 and 06, and the right passes beside them.

Two wards, each one network with the parameters W1, b1, W2, b2. Rows are samples.

PLAIN: x (N, in), a hidden layer with tanh (N, hidden), one output with sigmoid, p (N, 1); the loss
is the mean squared error against y (N, 1).

RESIDUAL: h0 = x @ W1.T + b1 (N, hidden), and a block with a shortcut around it,
h1 = h0 + relu(h0 @ W2.T + b2), W2 (hidden, hidden); the loss is the mean over the samples of the
squared distance of h1 from y (N, hidden).

A pass takes (x, y, W1, b1, W2, b2) and returns a dict of the gradients, {"W1": dW1, ...}. It never
changes its arguments. A patient is an edit of its ward's right pass: one fault.
"""

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np

from course_utils.activations import relu, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from course_utils.gradient_check import check_gradients
from course_utils.plumbing import figures
from course_utils.plumbing.edits import compiled, edited

NAMES = ("W1", "b1", "W2", "b2")


def plain_forward(x, W1, b1, W2, b2):
    """z1, a1 (N, hidden), z2 and the output p (N, 1) of the plain network."""
    z1 = x @ W1.T + b1
    a1 = tanh(z1)
    z2 = a1 @ W2.T + b2
    return z1, a1, z2, sigmoid(z2)


def plain_loss(x, y, W1, b1, W2, b2):
    """The mean squared error of the plain network, one number."""
    p = plain_forward(x, W1, b1, W2, b2)[-1]
    return np.sum((p - y) ** 2) / len(x)


def plain_right(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def residual_forward(x, W1, b1, W2, b2):
    """h0, z and the output h1 of the residual network, each (N, hidden)."""
    h0 = x @ W1.T + b1
    z = h0 @ W2.T + b2
    return h0, z, h0 + relu(z)


def residual_loss(x, y, W1, b1, W2, b2):
    """The mean over the samples of the squared distance of h1 from y, one number."""
    h1 = residual_forward(x, W1, b1, W2, b2)[-1]
    return np.sum((h1 - y) ** 2) / len(x)


def residual_right(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (z > 0)
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1 + dz @ W2
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


@dataclass(frozen=True)
class Ward:
    """One network: its loss(x, y, W1, b1, W2, b2) and its right backward pass."""

    loss: Callable
    right: Callable


PLAIN = Ward(plain_loss, plain_right)
RESIDUAL = Ward(residual_loss, residual_right)


@dataclass(frozen=True)
class Patient:
    """A broken pass: the lines of the right one that its author got wrong, and what they wrote.

    misconception: what the author believed, and in brackets what is true.
    """

    ward: Ward
    right: str
    wrong: str
    misconception: str

    @functools.cached_property
    def source(self):
        """The broken pass as a program."""
        return edited(inspect.getsource(self.ward.right), {self.right: self.wrong})

    @functools.cached_property
    def backward(self):
        """The broken pass as a function."""
        names = {n: v for n, v in globals().items() if v is not self.ward.right}
        return compiled(self.source, names)

    @property
    def line(self):
        """The number of the line with the fault: the last that the right pass has not."""
        right = steps_of(self.ward.right)
        return max(i for i, text in enumerate(steps_of(self), start=1) if text not in right)


PATIENTS = {
    1: Patient(
        PLAIN,
        "dp = 2 * (p - y) / len(x)",
        "dp = 2 * (p - y)",
        "The gradient of a mean is that of a sum. (The 1/N of the loss belongs into dp.)",
    ),
    2: Patient(
        PLAIN,
        "db1 = dz1.sum(axis=0)",
        "db1 = dz1.mean(axis=0)",
        "A bias is one number, so its gradients are averaged. (Reuse adds up; the mean is in dp.)",
    ),
    3: Patient(
        PLAIN,
        "dz1 = da1 * tanh_derivative(z1)",
        "dz1 = da1 * (1 - a1)",
        "The slope of tanh is 1 - a. (It is 1 - a²; the sigmoid's, a (1 - a), half remembered.)",
    ),
    4: Patient(
        PLAIN,
        "dz2 = dp * sigmoid_derivative(z2)",
        "dz2 = dp * sigmoid_derivative(p)",
        "A slope may be taken at the output. (It is taken at the input of the function, z2.)",
    ),
    5: Patient(
        PLAIN,
        "dW2 = dz2.T @ a1",
        "dW2 = dz2.T @ z1",
        "The weight was multiplied with z1. (With a1: with what came out of the activation.)",
    ),
    6: Patient(
        PLAIN,
        "da1 = dz2 @ W2",
        "W2 = W2 - 0.01 * dW2\nda1 = dz2 @ W2",
        "A weight may change as soon as its gradient is known. (Its old value is still needed.)",
    ),
    7: Patient(
        PLAIN,
        "dp = 2 * (p - y) / len(x)",
        "dp = 2 * (y - p) / len(x)",
        "y - p or p - y, it is squared anyway. (The derivative is not squared.)",
    ),
    8: Patient(
        PLAIN,
        "dp = 2 * (p - y) / len(x)\ndz2 = dp * sigmoid_derivative(z2)",
        "dz2 = (p - y) / len(x)",
        "dz = p - y, always. (Only cross-entropy cancels the slope: lesson 04.)",
    ),
    9: Patient(
        PLAIN,
        "db2 = dz2.sum(axis=0)",
        "db2 = dz2",
        "db is dz, no sum is needed. (In a batch the bias is used N times, and reuse adds up.)",
    ),
    10: Patient(
        PLAIN,
        "dz1 = da1 * tanh_derivative(z1)",
        "dz1 = da1",
        "A gradient passes an activation unchanged. (It is multiplied by the slope there.)",
    ),
    11: Patient(
        RESIDUAL,
        "dz = dh1 * (z > 0)",
        "dz = dh1 * (dh1 > 0)",
        "ReLU backward is ReLU of the gradient. (What counts is whether the value z passed.)",
    ),
    12: Patient(
        RESIDUAL,
        "dh0 = dh1 + dz @ W2",
        "dh0 = dh1\ndh0 = dz @ W2",
        "The second gradient of a value replaces the first. (Reuse adds up: += and not =.)",
    ),
    13: Patient(
        RESIDUAL,
        "dh0 = dh1 + dz @ W2",
        "dh0 = dh1 + dz @ W2.T",
        "Back is the same product as forward. (Forward has W2.T, so back has W2.)",
    ),
    14: Patient(
        RESIDUAL,
        "dz = dh1 * (z > 0)",
        "dz = dh1",
        "Most units are on, the mask hardly matters. (Where z < 0 nothing may come back.)",
    ),
    15: Patient(
        RESIDUAL,
        "dW2 = dz.T @ h0",
        "dW2 = h0.T @ dz",
        "Any order that fits is right. (With W of shape (out, in) it is dz.T @ input.)",
    ),
    16: Patient(
        RESIDUAL,
        "dh0 = dh1 + dz @ W2",
        "dh0 = dh1",
        "The shortcut carries the whole gradient. (The block hands back its part, and they add.)",
    ),
}


# --- reading them ---------------------------------------------------------------------------


def steps_of(backward):
    """The lines of a pass (a function or a Patient) between its forward line and its return."""
    source = backward.source if isinstance(backward, Patient) else inspect.getsource(backward)
    return [line.strip() for line in source.splitlines()[2:-1]]


def listing(backward):
    """The numbered lines of a pass, as one text."""
    return "\n".join(f"{i}  {line}" for i, line in enumerate(steps_of(backward), start=1))


def side_by_side(numbers, columns=2):
    """The listings of some patients, so many beside each other, as one text."""
    numbers, rows = list(numbers), []
    for start in range(0, len(numbers), columns):
        texts = [
            [f"patient {n}", *listing(PATIENTS[n]).splitlines()]
            for n in numbers[start : start + columns]
        ]
        for i in range(max(map(len, texts))):
            line = "".join(f"{text[i] if i < len(text) else '':42}" for text in texts)
            rows.append(line.rstrip())
        rows.append("")
    return "\n".join(rows[:-1])


def reached(backward, line):
    """Which of W1, b1, W2, b2 have a gradient that depends on what a line computes, as a set."""
    assignments = [ast.parse(text).body[0] for text in steps_of(backward)]
    tainted = {assignments[line - 1].targets[0].id}
    for assignment in assignments[line:]:
        used = {node.id for node in ast.walk(assignment.value) if isinstance(node, ast.Name)}
        target = assignment.targets[0].id
        tainted = tainted | {target} if used & tainted else tainted - {target}
    return {name for name in NAMES if f"d{name}" in tainted}


def misconceptions(numbers):
    """Some patients as a table in Markdown: the faulty line, what it spoils, and the belief."""
    rows = ["| patient | faulty line | off | the misconception |", "|---|---|---|---|"]
    for number in numbers:
        patient = PATIENTS[number]
        line = steps_of(patient)[patient.line - 1]
        spoilt = reached(patient, patient.line)
        off = ", ".join(f"d{name}" for name in NAMES if name in spoilt)
        off = "all" if len(spoilt) == len(NAMES) else off
        rows.append(f"| {number} | `{line}` | {off} | {patient.misconception} |")
    return "\n".join(rows)


# --- examining them -------------------------------------------------------------------------


def make_case(ward, seed=0, n=5, first=1.0):
    """Random (x, y, params) for a ward's network, all sizes different. first: scales W1 and b1."""
    rng = np.random.default_rng(seed)
    outputs = 1 if ward is PLAIN else 4
    x, y = rng.normal(size=(n, 3)), rng.uniform(size=(n, outputs))
    params = {
        "W1": first * rng.normal(size=(4, 3)),
        "b1": first * rng.normal(size=4),
        "W2": rng.normal(size=(outputs, 4)),
        "b2": rng.normal(size=outputs),
    }
    return x, y, params


def errors_of(backward, ward, case, examine=check_gradients):
    """What a gradient check says of a pass: {name of a parameter: relative error}.

    examine: a function like check_gradients.
    """
    x, y, params = case
    return examine(lambda p: ward.loss(x, y, **p), backward(x, y, **params), params)


def show_errors(numbers, examine=check_gradients):
    """Print what the check says of some patients of one ward, and of the right pass."""
    ward = PATIENTS[numbers[0]].ward
    passes = {f"patient {n}": PATIENTS[n].backward for n in numbers}
    print(f"{'':12}" + "".join(f"{'d' + name:>10}" for name in NAMES))
    for name, backward in ({"right pass": ward.right} | passes).items():
        errors = errors_of(backward, ward, make_case(ward), examine).values()
        print(f"{name:12}" + "".join(f"{'ok' if e < 1e-6 else f'{e:.2g}':>10}" for e in errors))


def loss_falls(number, seed, updates=100, learning_rate=0.01):
    """Whether so many updates with the gradients of a patient lower the loss."""
    patient = PATIENTS[number]
    x, y, params = make_case(patient.ward, seed)
    before = patient.ward.loss(x, y, **params)
    with np.errstate(all="ignore"):  # some go to infinity
        for _ in range(updates):
            gradients = patient.backward(x, y, **params)
            params = {name: params[name] - learning_rate * gradients[name] for name in NAMES}
        return patient.ward.loss(x, y, **params) < before


def careless_cases(ward):
    """{name of a condition: a case that has it}, the careful case first."""
    x, y, params = make_case(ward)
    cases = {"careful": (x, y, params), "one sample": make_case(ward, n=1)}
    cases["first layer ≈ 0"] = make_case(ward, first=1e-3)
    if ward is RESIDUAL:
        cases["all z > 0"] = x, y, {**params, "b2": params["b2"] + 20}
        cases["W2 symmetric"] = x, y, {**params, "W2": params["W2"] + params["W2"].T}
    return cases


def _chart_row(backward, ward):
    """{condition: the largest relative error of a pass}."""
    cases = careless_cases(ward)
    row = {label: max(errors_of(backward, ward, case).values()) for label, case in cases.items()}
    x, y, params = cases["careful"]
    row["only dW2"] = errors_of(backward, ward, cases["careful"])["W2"]

    def in_float32(p):
        small = {name: value.astype(np.float32) for name, value in p.items()}
        return ward.loss(x.astype(np.float32), y.astype(np.float32), **small)

    errors = check_gradients(in_float32, backward(x, y, **params), params)
    return row | {"float32": max(errors.values())}


def chart():
    """{name of a pass: {condition: largest relative error}}, the two right passes first."""
    rows = {
        "right pass": _chart_row(PLAIN.right, PLAIN),
        "right pass, skip": _chart_row(RESIDUAL.right, RESIDUAL),
    }
    return rows | {
        f"patient {number}": _chart_row(patient.backward, patient.ward)
        for number, patient in PATIENTS.items()
    }


def show_chart(chart, healthy=("right pass", "right pass, skip"), passing=1e-5):
    """Draw what a gradient check says: one row per backward pass, one column per condition.

    chart: as chart() returns it; an error up to passing is ok and lets the pass through. healthy:
    the names of the right passes. Red is where the check is fooled: a broken pass that passes, or a
    right one that does not. A condition not tried stays empty.
    """
    conditions = list(max(chart.values(), key=len))
    figure, ax = plt.subplots(figsize=(8.6, 0.3 * len(chart) + 1.4))
    for i, (name, row) in enumerate(chart.items()):
        for label, error in row.items():
            j = conditions.index(label)
            passes = error <= passing
            fooled = passes != (name in healthy)
            box = {"facecolor": figures.COLOURS["negative"] if fooled else "white", "alpha": 0.35}
            ax.add_patch(plt.Rectangle((j - 0.5, i - 0.5), 1, 1, lw=0, **box))
            text = "ok" if passes else "shape" if np.isinf(error) else f"{error:.1g}"
            ax.text(j, i, text, ha="center", va="center", fontsize=9)
    ax.set(xlim=(-0.5, len(conditions) - 0.5), ylim=(len(chart) - 0.5, -0.5))
    ax.set_xticks(range(len(conditions)), [textwrap.fill(label, 10) for label in conditions])
    ax.set_yticks(range(len(chart)), list(chart))
    ax.set_yticks(np.arange(len(chart)) + 0.5, minor=True)
    ax.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
    ax.tick_params(which="minor", length=0)
    ax.grid(False)
    ax.grid(which="minor", axis="y")
    title = "Red: the check is fooled. With care never, by each shortcut at least once"
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()
