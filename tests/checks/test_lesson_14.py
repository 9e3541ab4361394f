"""Right answers to lesson 14 that are written in another way than its solutions pass too."""

import itertools
import math
import statistics

import numpy as np
import pytest
import torch

from course_utils.checks import lesson_14 as check


def place_in_float32(runs, claimed):
    runs = torch.tensor(runs, dtype=torch.float32)
    return (claimed - runs.mean()) / runs.std(), (runs >= claimed - 1e-7).float().mean()


def place_with_loops(runs, claimed):
    mean = sum(runs) / len(runs)
    spread = math.sqrt(sum((run - mean) ** 2 for run in runs) / (len(runs) - 1))
    return [(claimed - mean) / spread, sum(run >= claimed for run in runs) / len(runs)]


def compare_in_torch(a, b):
    a, b = torch.tensor(a).float(), torch.tensor(b).float()
    difference, error = a.mean() - b.mean(), torch.sqrt(a.var() / len(a) + b.var() / len(b))
    if abs(difference) <= 2 * error:
        return difference, error, "can't tell"
    return difference, error, "a" if difference < 0 else "b"


def compare_in_statistics(a, b):
    difference = statistics.mean(a) - statistics.mean(b)
    error = math.hypot(statistics.stdev(a) / len(a) ** 0.5, statistics.stdev(b) / len(b) ** 0.5)
    times = difference / error
    return difference, error, "a" if times < -2 else "b" if times > 2 else "can't tell"


def controlled_with_copies(runs, factor):
    pairs = set()
    for (i, one), (j, other) in itertools.combinations(enumerate(runs), 2):
        if one != other and one | {factor: 0} == other | {factor: 0}:
            pairs.add((i, j))
    return pairs


RIGHT = {
    "place": [
        place_in_float32,
        place_with_loops,
        lambda r, c: np.array([(c - r.mean()) / r.std(ddof=1), 1 - (r < c).mean()]),
    ],
    "compare": [compare_in_torch, compare_in_statistics],
    "rates": [
        lambda ms, n: (1000 / ms.mean(), 1000 * n.mean() / ms.mean()),
        lambda ms, n: (1000 * len(n) / ms.sum(), np.average(1000 * n / ms, weights=ms)),
        lambda ms, n: 1000 * torch.tensor([len(n), sum(n)]) / torch.tensor(ms).sum(),
    ],
    "upset": [
        lambda a, b: sum((y > x) + (y == x) / 2 for x in a for y in b) / (len(a) * len(b)),
        lambda a, b: (np.sign(np.subtract.outer(b, a)) + 1).mean() / 2,
        lambda a, b: torch.tensor(np.heaviside(b[:, None] - a, 0.5)).float().mean(),
    ],
    "controlled": [
        controlled_with_copies,
        lambda runs, factor: [
            [i, j]
            for j in range(len(runs))
            for i in range(j)
            if dict(runs[i].items() - runs[j].items()).keys() == {factor}
        ],
    ],
    "testable": ["eb", "B, E", {"B", "E"}, ("E", "B")],
    "flaws": ["abcdgef", list("ABCDGEF"), "1a 2b 3c 4d 5g 6e 7f", np.array(list("abcdgef"))],
}


@pytest.mark.parametrize("name", RIGHT)
def test_another_style_is_right_too(name, capsys):
    for answer in RIGHT[name]:
        getattr(check, name)(answer)
        assert capsys.readouterr().out.startswith(f"✓ {name}: right")
