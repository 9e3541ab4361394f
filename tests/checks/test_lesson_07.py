"""Right answers to lesson 07 that are written in another way than its solutions pass too."""

import numpy as np
import pytest
import torch

from course_utils.checks import lesson_07 as check


def dense_in_a_loop(dz, x, V):
    dV, db, dx = np.zeros_like(V), np.zeros(V.shape[1]), []
    for d, a in zip(dz, x, strict=True):
        dV += np.outer(a, d)
        db += d
        dx.append(V @ d)
    return [dV, db, dx]


def dense_by_einsum(dz, x, V):
    return np.einsum("ni,no->io", x, dz), dz.sum(0), np.einsum("no,io->ni", dz, V)


def dense_by_autograd(dz, x, V):
    x, V = (torch.tensor(a, requires_grad=True) for a in (x, V))
    b = torch.zeros(V.shape[1], dtype=torch.float64, requires_grad=True)
    (x @ V + b).backward(torch.tensor(dz))
    return V.grad, b.grad, x.grad


def dense_in_float32(dz, x, V):
    dz, x, V = (a.astype(np.float32) for a in (dz, x, V))
    return x.T @ dz, dz.sum(axis=0), dz @ V.T


def scale_as_lists(dz, x, g):
    columns = range(len(g))
    dg = [sum(d[j] * a[j] for d, a in zip(dz, x, strict=True)) for j in columns]
    db = [sum(d[j] for d in dz) for j in columns]
    return dg, db, [[d * k for d, k in zip(row, g, strict=True)] for row in dz.tolist()]


def scale_by_diagonals(dz, x, g):
    return np.diag(x.T @ dz), np.ones(len(dz)) @ dz, dz @ np.diag(g)


def sigmoid_from_z(da, a, x, W):
    z = np.log(a / (1 - a))
    dz = da * np.exp(-z) / (1 + np.exp(-z)) ** 2
    return (x.T @ dz).T, np.sum(dz, axis=0), (W.T @ dz.T).T


def batches_as_a_generator(x, y, batch_size, rng):
    order = rng.permutation(len(y))
    for i in range(0, len(y), batch_size):
        yield x[order[i : i + batch_size]], y[order[i : i + batch_size]]


def batches_split(x, y, batch_size, rng):
    order = np.arange(len(x))
    rng.shuffle(order)
    cuts = range(batch_size, len(x), batch_size)
    return list(zip(np.split(x[order], cuts), np.split(y[order], cuts), strict=True))


def batches_as_lists(x, y, batch_size, rng):
    pairs = list(batches_split(x, y, batch_size, rng))
    return [[a.tolist(), b.tolist()] for a, b in pairs]


def decay_first(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        before = w.copy()
        w[...] = before - learning_rate * dw
        if len(w.shape) > 1:
            w -= learning_rate * decay * before


def decay_as_a_factor(parameters, gradients, learning_rate, decay):
    for i in range(len(parameters)):
        if i % 2 == 0:
            parameters[i] *= 1 - learning_rate * decay
        np.subtract(parameters[i], learning_rate * gradients[i], out=parameters[i])


def path_as_an_array(w, gradient, learning_rates, momentum):
    v, path = 0, np.empty((len(learning_rates), *w.shape))
    w = w.copy()
    for i, rate in enumerate(learning_rates):
        v = momentum * v + gradient(w)
        w -= rate * v
        path[i] = w
    return path


def path_as_tensors(w, gradient, learning_rates, momentum):
    path = path_as_an_array(w, gradient, learning_rates, momentum)
    return tuple(torch.tensor(position) for position in path)


def adam_in_steps(w, m, v, dw, t, learning_rate):
    m = m + (1 - 0.9) * (dw - m)
    v = v + (1 - 0.999) * (dw**2 - v)
    root = np.sqrt(v) / np.sqrt(1 - 0.999**t)
    return w - learning_rate / (1 - 0.9**t) * m / (root + 1e-8), m, v


def adam_of_pytorch(w, m, v, dw, t, learning_rate):
    p = torch.tensor(w, requires_grad=True)
    adam = torch.optim.Adam([p], lr=learning_rate)
    adam.state[p] = {
        "step": torch.tensor(float(t - 1)),
        "exp_avg": torch.tensor(m),
        "exp_avg_sq": torch.tensor(v),
    }
    p.grad = torch.tensor(dw)
    adam.step()
    return p, adam.state[p]["exp_avg"], adam.state[p]["exp_avg_sq"]


def adam_in_float32(*arguments):
    w, m, v, dw = (a.astype(np.float32) for a in arguments[:4])
    return tuple(a.astype(np.float32) for a in adam_in_steps(w, m, v, dw, *arguments[4:]))


ANSWERS = {
    "dense_backward": [dense_in_a_loop, dense_by_einsum, dense_by_autograd, dense_in_float32],
    "scale_backward": [scale_as_lists, scale_by_diagonals],
    "sigmoid_layer_backward": [sigmoid_from_z],
    "make_batches": [batches_as_a_generator, batches_split, batches_as_lists],
    "decayed_step": [decay_first, decay_as_a_factor],
    "momentum_path": [path_as_an_array, path_as_tensors],
    "adam_step": [adam_in_steps, adam_of_pytorch, adam_in_float32],
    "predicted_steps": [
        [1e-4, 1e-3, 1e-1],
        np.array([1e-4, 1e-3, 0.1]),
        (1 / 10_000, 1 / 1_000, 0.1),
    ],
}


@pytest.fixture(scope="module", autouse=True)
def _optimisers_are_loaded():
    """As in the lesson. Else each check's own process would load them, which takes seconds."""
    torch.optim.Adam([torch.zeros(1)])


@pytest.mark.parametrize(
    "name, answer", [(name, answer) for name, answers in ANSWERS.items() for answer in answers]
)
def test_right_answers_in_other_words(name, answer):
    verdict = getattr(check, name).judge(answer)
    assert verdict.state == "right", verdict
