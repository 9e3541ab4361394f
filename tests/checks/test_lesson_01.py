"""Right answers to lesson 01 that are written in another way than its solutions pass too."""

import numpy as np
import pytest
import torch

from course_utils.checks import lesson_01 as check


def zipped_share(x, W, b, y):
    pairs = zip(x, y, strict=True)
    return sum((row @ W[0] + b[0] > 0) == label for row, label in pairs) / len(y)


RIGHT = {
    "neuron": [
        lambda x, w, b: x @ w + b > 0,
        lambda x, w, b: np.array(x @ w + b > 0),
        lambda x, w, b: np.where(x @ w + b > 0, 1, 0),
        lambda x, w, b: np.heaviside(x @ w + b, 0),
        lambda x, w, b: torch.tensor(x) @ torch.tensor(w) + b > 0,
        lambda x, w, b: x.astype(np.float32) @ w.astype(np.float32) > -b,
    ],
    "tipping_point": [
        lambda x, w, b, i: -(np.delete(x, i) @ np.delete(w, i) + b) / w[i],
        lambda x, w, b, i: np.float32(x[i] - (x @ w + b) / w[i]),
        lambda x, w, b, i: torch.tensor(x[i] - (x @ w + b) / w[i]),
    ],
    "share_right": [
        zipped_share,
        lambda x, W, b, y: ((x @ W.T + b > 0) == y[:, None]).mean(),
        lambda x, W, b, y: np.mean((W @ x.T + b > 0) == y),
        lambda x, W, b, y: 1 - np.abs((x @ W.T + b > 0).ravel() * 1 - y).mean(),
        lambda x, W, b, y: torch.tensor((x @ W[0] + b > 0) == y).float().mean(),
    ],
    "distance": [
        lambda x, w, b: (x + b * w / (w @ w)) @ w / np.sqrt(w @ w),
        lambda x, w, b: np.array([(row @ w + b) / sum(w**2) ** 0.5 for row in x]),
        lambda x, w, b: (torch.tensor(x @ w) + b) / torch.tensor(w).norm(),
        lambda x, w, b: [(row @ w + b) / sum(w**2) ** 0.5 for row in x],
    ],
    "ten_times": [[0, 10, 1], np.array([0, 10, 1]), torch.tensor([0.0, 10.0, 1.0])],
    "and_neuron": [(2, 1, -2), [0.5, 0.5, -0.7], np.array([1, 1, -1]), (1e-6, 1e-6, -1.5e-6)],
    "nand_neuron": [(-1, -1, 2), torch.tensor([-2.0, -3.0, 4.0]), (-1, -0.4, 1.2)],
    "count_functions": [
        lambda x, W, b: len({tuple(column) for column in (x @ W.T + b > 0).T}),
        lambda x, W, b: len(np.unique(2 ** np.arange(len(x)) @ (x @ W.T + b > 0))),
        lambda x, W, b: torch.unique(torch.tensor(W @ x.T + b[:, None] > 0), dim=0).shape[0],
    ],
}


@pytest.mark.parametrize("name", RIGHT)
def test_another_style_is_right_too(name, capsys):
    for answer in RIGHT[name]:
        getattr(check, name)(answer)
        assert capsys.readouterr().out.startswith(f"✓ {name}: right")
