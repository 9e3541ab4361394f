"""The family-tree network of Rumelhart, Hinton and Williams (Nature 323, 533-536, 1986), lesson 13.

A person (one of 24) and a relation (one of 12) go in, the persons who are that relative come out.
Person and relation pass through 6 units of their own, then follow 12, 6 and 24 units, all logistic.
Many runs are trained together, each on its own questions: arrays are (runs, questions, ...).

`nets` is always {layer: [W, b]} with W (runs, out, in) and b (runs, 1, out), float64 tensors.
"""

import numpy as np
import torch

SIZES = {  # layer: (in, out)
    "person": (24, 6),
    "relation": (12, 6),
    "centre": (12, 12),
    "last": (12, 6),
    "out": (6, 24),
}


def new_networks(seeds, limit):
    """One network a seed, all numbers uniform between -limit and limit."""
    generators = [np.random.default_rng(seed) for seed in seeds]
    if not generators:
        raise ValueError("give at least one seed, for example range(20)")
    nets = {}
    for name, (n_in, n_out) in SIZES.items():
        pair = [(n_out, n_in), (1, n_out)]
        draws = [np.stack([g.uniform(-limit, limit, shape) for g in generators]) for shape in pair]
        nets[name] = [torch.tensor(w, requires_grad=True) for w in draws]
    return nets


def answer(nets, persons, relations):
    """The outputs, (runs, questions, 24), for inputs (runs, questions, 24) and (..., 12)."""

    def layer(name, inputs):
        W, b = nets[name]
        return torch.sigmoid(inputs @ W.mT + b)

    codes = torch.cat([layer("person", persons), layer("relation", relations)], dim=2)
    return layer("out", layer("last", layer("centre", codes)))


def train(nets, persons, relations, answers, step, decay, sweeps=1500):
    """Change the networks in place, each run on its own questions, as the paper describes it.

    Squared error over all questions, where outputs above 0.8 and below 0.2 count as perfect;
    momentum 0.5 and half of `step` in the first 20 sweeps, 0.9 and `step` afterwards; each weight
    shrinks by the share `decay` after each change.
    persons, relations, answers: float64 arrays (runs, questions, 24), (..., 12), (..., 24).
    """
    runs = len(nets["person"][0])
    inputs = []
    for name, array, width in zip(
        ("persons", "relations", "answers"),
        (persons, relations, answers),
        (24, 12, 24),
        strict=True,
    ):
        if array.ndim != 3 or array.shape[0] != runs or array.shape[2] != width:
            raise ValueError(f"{name} must be ({runs}, questions, {width}), not {array.shape}")
        inputs.append(torch.as_tensor(array, dtype=torch.float64))
    persons, relations, y = inputs
    if not persons.shape[1] == relations.shape[1] == y.shape[1]:
        counts = ", ".join(str(array.shape[1]) for array in inputs)
        raise ValueError(f"persons, relations and answers must be as many, not {counts}")
    parameters = [w for pair in nets.values() for w in pair]
    changes = [torch.zeros_like(w) for w in parameters]
    for sweep in range(sweeps):
        rate, momentum = (step / 2, 0.5) if sweep < 20 else (step, 0.9)
        p = answer(nets, persons, relations)
        counts = torch.where(y == 1, p < 0.8, p > 0.2)
        error = (counts * (p - y) ** 2).sum() / 2
        gradients = torch.autograd.grad(error, parameters)
        with torch.no_grad():
            for w, change, gradient in zip(parameters, changes, gradients, strict=True):
                change.mul_(momentum).sub_(rate * gradient)
                w.add_(change).mul_(1 - decay)


def right(nets, persons, relations, answers):
    """Whether all 24 outputs of a question are on the right side of 0.5, (runs, questions)."""
    with torch.no_grad():
        p = answer(nets, torch.tensor(persons), torch.tensor(relations)).numpy()
    return ((p > 0.5) == (answers > 0.5)).all(axis=2)
