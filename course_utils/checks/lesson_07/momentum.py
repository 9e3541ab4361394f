"""Momentum, by its path: exercise 07.6."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise


def _cases():
    return [
        (np.array([1.0, -2.0]), lambda w: np.array([1.0, 4.0]) * w + 1, [0.1, 0.1, 0.02, 0.2], 0.9),
        (np.array([[0.5], [3.0]]), lambda w: w**3 - w, [0.05, 0.01, 0.1], 0.5),
        (np.array([2.0, 1.0, -1.0]), lambda w: w - w.mean(), [0.3, 0.1], 0.0),
    ]


momentum_path = FunctionExercise(
    name="momentum_path",
    solution="""
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
    cases=_cases,
    passed="In this form a new learning rate acts at once, on all that the velocity holds.",
    edits={
        "np.zeros_like(w)": {
            "gradient(w)": "The velocity begins with a gradient, so the first one counts twice. It "
            "begins at 0.",
        },
        "for learning_rate in learning_rates:": {
            "for learning_rate in [learning_rates[0]] * len(learning_rates):": "The first learning "
            "rate is used for all steps. Each step has its own.",
            "start, w = w, w.copy()\nslope = gradient(w)\ngradient = lambda w: slope\n"
            "for learning_rate in learning_rates:": "The gradient is computed once, at the start. "
            "It must be taken anew at each position.",
        },
        "v = momentum * v + gradient(w)": {
            "v = momentum * v + (1 - momentum) * gradient(w)": "The gradient is multiplied by 1 - "
            "μ: a running mean, as Adam keeps it. Here it is a running sum.",
            "v = momentum * (v + gradient(w))": "μ multiplies the new gradient too. Only the old "
            "velocity fades.",
            "v = v + gradient(w)": "The velocity never fades: μ is missing, and all gradients "
            "count for ever.",
            "v = gradient(w)": "There is no momentum in it: this is plain SGD. The velocity must "
            "live on from step to step; set it to 0 only once, before the loop.",
            "v = momentum * v + learning_rate * gradient(w)": "The learning rate acts twice, in "
            "the velocity and in the step.",
        },
        "w = w - learning_rate * v": {
            "w = w - v": "The learning rate is missing.",
            "w = w + learning_rate * v": "The steps go along the gradient: the loss rises. Count "
            "the minus signs: with v = μ v - dw the step would be w + η v.",
            "w = w - learning_rate * (gradient(w) + momentum * v)": "This is Nesterov's momentum, "
            "which looks one step ahead. Asked is the plain form.",
        },
        ("v = momentum * v + gradient(w)", "w = w - learning_rate * v"): {
            (
                "v = momentum * v + learning_rate * gradient(w)",
                "w = w - v",
            ): "This is the other form, with the learning rate inside the velocity: as long as the "
            "rate stays, it is the same. When it changes, old gradients keep their old rate here. "
            "In PyTorch's form the rate stands in the second line only.",
            (
                "v = momentum * v - learning_rate * gradient(w)",
                "w = w - v",
            ): "The steps go along the gradient: the loss rises. Count the minus signs. And the "
            "learning rate belongs to the step, not into the velocity.",
            (
                "v = learning_rate * v + gradient(w)",
                "w = w - momentum * v",
            ): "The learning rate and the momentum have changed places.",
            (
                "old = v",
                "v = momentum * v + gradient(w)\nw = w - learning_rate * old",
            ): "The step uses the velocity from before: first v, then w.",
        },
        ("[]", "w = w - learning_rate * v"): {
            (
                "[]\nw = w.copy()",
                "w -= learning_rate * v",
            ): "The list holds the same array many times: it was changed in place after it was "
            "appended. Append a copy, or make a new array in each step.",
        },
        ("w = w - learning_rate * v", "path.append(w)"): {
            (
                "",
                "path.append(w - learning_rate * v)",
            ): "w itself never moves: each position is computed from the start, and so is each "
            "gradient.",
            (
                "path.append(w)",
                "w = w - learning_rate * v",
            ): "These are the positions before each step: the start is in it, and the last is "
            "missing.",
        },
        "path.append(w)": {
            "path.append(v)": "These are the velocities. Asked are the positions.",
            "path.append(w)\nreturn path": "Only the first position comes back: a `return` inside "
            "the loop ends it in its first round.",
        },
        ("path.append(w)", "return path"): {
            (
                "",
                "path.append(w)\nreturn path",
            ): "Only the last position comes back: the append stands after the loop.",
        },
        "return path": {
            "return w": "Only the last position comes back. Asked is the list of all.",
        },
        "[]": {
            "[w]": "The start is in the list. Asked are the positions after each step.",
        },
    },
)
