"""Broken backward passes: the patients of lesson 05's bug hunt, and the right passes beside them.

Two wards, each one network with the parameters W1, b1, W2, b2. Rows are samples.

PLAIN: x (N, in), a hidden layer with tanh (N, hidden), one output with sigmoid, p (N, 1); the loss
is the mean squared error against y (N, 1).

RESIDUAL: h0 = x @ W1.T + b1 (N, hidden), and a block with a shortcut around it,
h1 = h0 + relu(h0 @ W2.T + b2), W2 (hidden, hidden); the loss is the mean over the samples of the
squared distance of h1 from y (N, hidden).

A pass takes (x, y, W1, b1, W2, b2) and returns a dict of the gradients, {"W1": dW1, ...}. None of
them changes its arguments. Each broken pass has one fault; PATIENTS names it.
"""
# ruff: noqa: RUF059 - a name that is never used is part of some diseases

import ast
import inspect
import itertools
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np

from course_utils.activations import relu, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from course_utils.plumbing import figures


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


def residual_forward(x, W1, b1, W2, b2):
    """h0, z and the output h1 of the residual network, each (N, hidden)."""
    h0 = x @ W1.T + b1
    z = h0 @ W2.T + b2
    return h0, z, h0 + relu(z)


def residual_loss(x, y, W1, b1, W2, b2):
    """The mean over the samples of the squared distance of h1 from y, one number."""
    h1 = residual_forward(x, W1, b1, W2, b2)[-1]
    return np.sum((h1 - y) ** 2) / len(x)


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


# --- the ward of the plain network ----------------------------------------------------------


def patient_1(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_2(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.mean(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_3(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * (1 - a1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_4(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(p)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_5(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ z1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_6(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    W2 = W2 - 0.01 * dW2
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_7(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (y - p) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_8(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dz2 = (p - y) / len(x)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_9(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2
    da1 = dz2 @ W2
    dz1 = da1 * tanh_derivative(z1)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_10(x, y, W1, b1, W2, b2):
    z1, a1, z2, p = plain_forward(x, W1, b1, W2, b2)
    dp = 2 * (p - y) / len(x)
    dz2 = dp * sigmoid_derivative(z2)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# --- the ward of the residual network -------------------------------------------------------


def patient_11(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (dh1 > 0)
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1 + dz @ W2
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_12(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (z > 0)
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1
    dh0 = dz @ W2
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_13(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (z > 0)
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1 + dz @ W2.T
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_14(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1 + dz @ W2
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_15(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (z > 0)
    dW2 = h0.T @ dz
    db2 = dz.sum(axis=0)
    dh0 = dh1 + dz @ W2
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def patient_16(x, y, W1, b1, W2, b2):
    h0, z, h1 = residual_forward(x, W1, b1, W2, b2)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (z > 0)
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# --- what is wrong with them ----------------------------------------------------------------


@dataclass(frozen=True)
class Ward:
    """One network: its loss(x, y, W1, b1, W2, b2) and its right backward pass."""

    loss: Callable
    right: Callable


PLAIN = Ward(plain_loss, plain_right)
RESIDUAL = Ward(residual_loss, residual_right)


@dataclass(frozen=True)
class Patient:
    """A broken pass: the line with the fault, counted as listing() does, and what it stands for.

    misconception: what its author believed, and in brackets what is true.
    """

    backward: Callable
    ward: Ward
    line: int
    misconception: str


PATIENTS = {
    1: Patient(
        patient_1,
        PLAIN,
        1,
        "The gradient of a mean is that of a sum. (The 1/N of the loss belongs into dp.)",
    ),
    2: Patient(
        patient_2,
        PLAIN,
        8,
        "A bias is one number, so its gradients are averaged. (Reuse adds up; the mean is in dp.)",
    ),
    3: Patient(
        patient_3,
        PLAIN,
        6,
        "The slope of tanh is 1 - a. (It is 1 - a²; the sigmoid's, a (1 - a), half remembered.)",
    ),
    4: Patient(
        patient_4,
        PLAIN,
        2,
        "A slope may be taken at the output. (It is taken at the input of the function, z2.)",
    ),
    5: Patient(
        patient_5,
        PLAIN,
        3,
        "The weight was multiplied with z1. (With a1: with what came out of the activation.)",
    ),
    6: Patient(
        patient_6,
        PLAIN,
        5,
        "A weight may change as soon as its gradient is known. (Its old value is still needed.)",
    ),
    7: Patient(
        patient_7,
        PLAIN,
        1,
        "y - p or p - y, it is squared anyway. (The derivative is not squared.)",
    ),
    8: Patient(
        patient_8,
        PLAIN,
        1,
        "dz = p - y, always. (Only cross-entropy cancels the slope: lesson 04.)",
    ),
    9: Patient(
        patient_9,
        PLAIN,
        4,
        "db is dz, no sum is needed. (In a batch the bias is used N times, and reuse adds up.)",
    ),
    10: Patient(
        patient_10,
        PLAIN,
        6,
        "A gradient passes an activation unchanged. (It is multiplied by the slope there.)",
    ),
    11: Patient(
        patient_11,
        RESIDUAL,
        2,
        "ReLU backward is ReLU of the gradient. (What counts is whether the value z passed.)",
    ),
    12: Patient(
        patient_12,
        RESIDUAL,
        6,
        "The second gradient of a value replaces the first. (Reuse adds up: += and not =.)",
    ),
    13: Patient(
        patient_13,
        RESIDUAL,
        5,
        "Back is the same product as forward. (Forward has W2.T, so back has W2.)",
    ),
    14: Patient(
        patient_14,
        RESIDUAL,
        2,
        "Most units are on, the mask hardly matters. (Where z < 0 nothing may come back.)",
    ),
    15: Patient(
        patient_15,
        RESIDUAL,
        3,
        "Any order that fits is right. (With W of shape (out, in) it is dz.T @ input.)",
    ),
    16: Patient(
        patient_16,
        RESIDUAL,
        5,
        "The shortcut carries the whole gradient. (The block hands back its part, and they add.)",
    ),
}


def steps_of(backward):
    """The lines of a pass between its forward line and its return, as a list of texts."""
    lines = textwrap.dedent(inspect.getsource(backward)).splitlines()
    return [line.strip() for line in lines[2:-1]]


def listing(backward):
    """The numbered lines of a pass, as one text."""
    return "\n".join(f"{i}  {line}" for i, line in enumerate(steps_of(backward), start=1))


def side_by_side(numbers):
    """The listings of some patients beside each other, as one text."""
    columns = [[f"patient {n}", *listing(PATIENTS[n].backward).splitlines()] for n in numbers]
    rows = itertools.zip_longest(*columns, fillvalue="")
    return "\n".join("".join(f"{text:42}" for text in row).rstrip() for row in rows)


def reached(backward, line):
    """Which of W1, b1, W2, b2 have a gradient that depends on what a line computes, as a set."""
    assignments = [ast.parse(text).body[0] for text in steps_of(backward)]
    tainted = {assignments[line - 1].targets[0].id}
    for assignment in assignments[line:]:
        used = {node.id for node in ast.walk(assignment.value) if isinstance(node, ast.Name)}
        target = assignment.targets[0].id
        tainted = tainted | {target} if used & tainted else tainted - {target}
    return {name[1:] for name in tainted if name in ("dW1", "db1", "dW2", "db2")}


def misconceptions():
    """All patients as a table in Markdown: the faulty line, what it spoils, and the belief."""
    rows = ["| patient | faulty line | off | the misconception |", "|---|---|---|---|"]
    for number, patient in PATIENTS.items():
        line = steps_of(patient.backward)[patient.line - 1]
        spoilt = reached(patient.backward, patient.line)
        off = ", ".join(f"d{name}" for name in ("W1", "b1", "W2", "b2") if name in spoilt)
        off = "all" if len(spoilt) == 4 else off
        rows.append(f"| {number} | `{line}` | {off} | {patient.misconception} |")
    return "\n".join(rows)


def show_chart(chart, healthy, passing=1e-5):
    """Draw what a gradient check says: one row a backward pass, one column a condition.

    chart: {name of the pass: {condition: largest relative error}}; an error up to passing is ok and
    lets the pass through. healthy: the names of the right passes. Red is where the check is fooled:
    a broken pass that passes, or a right one that does not. A condition not tried stays empty.
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
