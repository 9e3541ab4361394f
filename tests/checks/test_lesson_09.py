"""Right answers to lesson 09 that are written in another way than its solutions pass too."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from course_utils.checks import lesson_09 as check
from course_utils.gradient_check import numerical_gradient


def tensors(*arrays):
    return [torch.tensor(a, requires_grad=True) for a in arrays]


def statistics_merged(batches):
    n, mean, squares = 0, 0.0, 0.0
    for batch in batches:
        k, step = len(batch), batch.mean(axis=0) - mean
        squares = squares + ((batch - batch.mean(axis=0)) ** 2).sum(axis=0)
        squares = squares + step**2 * n * k / (n + k)
        n += k
        mean = mean + step * k / n
    std = np.sqrt(squares / n)
    return mean, np.where(std < 1e-9, 1, std)


def statistics_in_lists(batches):
    columns = list(zip(*(row for batch in batches for row in batch.tolist()), strict=True))
    means = [sum(c) / len(c) for c in columns]
    stds = [
        (sum((v - m) ** 2 for v in c) / len(c)) ** 0.5 for c, m in zip(columns, means, strict=True)
    ]
    return means, [s if s > 1e-10 else 1.0 for s in stds]


def statistics_in_torch(batches):
    rows = torch.cat([torch.tensor(batch) for batch in batches])
    std = rows.std(dim=0, correction=0)
    return torch.stack([rows.mean(dim=0), torch.where(std < 1e-8, 1, std)])


def batch_norm_in_a_loop(x, gamma, beta, eps):
    y = np.zeros_like(x)
    for j in range(x.shape[1]):
        column = x[:, j]
        y[:, j] = gamma[j] * (column - column.mean()) * (column.var() + eps) ** -0.5 + beta[j]
    return y


def gradients_way_by_way(dy, xhat, std, gamma):
    n, c, dxhat = len(dy), xhat * std, dy * gamma
    dvar = -0.5 * (dxhat * c).sum(axis=0) / std**3
    dmu = -(dxhat / std).sum(axis=0) - dvar * 2 * c.mean(axis=0)
    dx = dxhat / std + dvar * 2 * c / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)


def gradients_with_sums(dy, xhat, std, gamma):
    dgamma, dbeta = np.einsum("ij,ij->j", dy, xhat), dy.sum(0)
    return gamma / (len(dy) * std) * (len(dy) * dy - dbeta - xhat * dgamma), dgamma, dbeta


def gradients_by_matrix(dy, xhat, std, gamma):
    n = len(dy)
    dx = np.empty_like(dy)
    for j, h in enumerate(xhat.T):
        passes = np.eye(n) - np.ones((n, n)) / n - np.outer(h, h) / n
        dx[:, j] = passes @ dy[:, j] * gamma[j] / std[j]
    return [dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)]


def running_by_pytorch(running_mean, running_var, x, momentum):
    layer = torch.nn.BatchNorm1d(x.shape[1], momentum=momentum).double()
    layer.running_mean.copy_(torch.tensor(running_mean))
    layer.running_var.copy_(torch.tensor(running_var))
    layer(torch.tensor(x))
    return layer.running_mean, layer.running_var


def running_by_steps(running_mean, running_var, x, momentum):
    n = len(x)
    new_mean = running_mean + momentum * (x.mean(axis=0) - running_mean)
    new_var = running_var + momentum * (x.var(axis=0) * n / (n - 1) - running_var)
    return np.array([new_mean, new_var])


def folded_by_asking(W, b, gamma, beta, mean, var, eps):
    def layer(x):
        return gamma * (x @ W.T + b - mean) / np.sqrt(var + eps) + beta

    b2 = layer(np.zeros(W.shape[1]))
    return (layer(np.eye(W.shape[1])) - b2).T, b2


def folded_by_a_diagonal(W, b, gamma, beta, mean, var, eps):
    k = np.diag(gamma / np.sqrt(var + eps))
    return k @ W, k @ (b - mean) + beta


def rms_by_autograd(dy, x, gamma, eps):
    x, gamma = tensors(x, gamma)
    y = gamma * x * torch.rsqrt((x**2).mean(dim=1, keepdim=True) + eps)
    return torch.autograd.grad(y, [x, gamma], torch.tensor(dy))


def rms_by_nudging(dy, x, gamma, eps):
    def loss(x, gamma):
        return (dy * gamma * x / np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)).sum()

    dx = numerical_gradient(lambda v: loss(v, gamma), x)
    return dx, numerical_gradient(lambda v: loss(x, v), gamma)


def rms_row_by_row(dy, x, gamma, eps):
    dx, dgamma = np.zeros_like(x), np.zeros_like(gamma)
    for i, row in enumerate(x):
        r = np.sqrt(row @ row / len(row) + eps)
        dx[i] = dy[i] * gamma / r - row * (dy[i] * gamma @ row) / (len(row) * r**3)
        dgamma += dy[i] * row / r
    return dx, dgamma


RIGHT = {
    "statistics_of_batches": [statistics_merged, statistics_in_lists, statistics_in_torch],
    "batch_norm_forward": [
        batch_norm_in_a_loop,
        lambda x, gamma, beta, eps: F.batch_norm(
            *tensors(x), None, None, *tensors(gamma, beta), training=True, eps=eps
        ),
        lambda x, gamma, beta, eps: (
            (x - np.mean(x, 0)) / np.hypot(np.std(x, 0), eps**0.5) * gamma + beta
        ),
    ],
    "batch_norm_gradients": [gradients_way_by_way, gradients_with_sums, gradients_by_matrix],
    "running_update": [running_by_pytorch, running_by_steps],
    "fold_batch_norm": [folded_by_asking, folded_by_a_diagonal],
    "rms_norm_backward": [rms_by_autograd, rms_by_nudging, rms_row_by_row],
    "invariances": [
        [[True, False, False, False], [True, True, False, True], [True, True, True, False]]
    ],
}


@pytest.mark.parametrize("name", RIGHT)
def test_another_style_is_right_too(name, capsys):
    for answer in RIGHT[name]:
        getattr(check, name)(answer)
        assert capsys.readouterr().out.startswith(f"✓ {name}: right")
