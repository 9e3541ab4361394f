"""Right answers to lesson 16 in other styles than that of its solutions."""

from itertools import pairwise

import pytest
import torch

from course_utils.checks import lesson_16 as check


def share_by_loop(events, word):
    part = whole = 0.0
    for event in events:
        whole += event.self_cpu_time_total
        if event.key.find(word) >= 0:
            part += event.self_cpu_time_total
    return part / whole


def faster(share, factor):
    old = 100.0
    return old / (old * (1 - share) + old * share / factor)


def accuracy_of_hits(net, images, labels):
    with torch.inference_mode():
        hits = net(images).max(dim=1).indices.eq(labels).sum()
    return hits.item() / len(labels)


def flop_layer_by_layer(sizes, batch_size):
    total = 0
    for k, (i, o) in enumerate(pairwise(sizes)):
        total += (4 if k == 0 else 6) * i * o * batch_size
    return total


def seconds_by_roof(flop, numbers, gflops, gbytes):
    return sorted([flop / gflops, numbers * 4 / gbytes])[1] * 1e-9


@pytest.mark.parametrize(
    "name, answer",
    [
        ("self_share", share_by_loop),
        ("speed_up", faster),
        ("next_cure", ("a", 1.43)),
        ("next_cure", ["A", 1.428]),
        ("next_cure", ("A", torch.tensor(1.4286))),
        ("evaluate_at_once", accuracy_of_hits),
        ("step_flop", flop_layer_by_layer),
        ("least_seconds", seconds_by_roof),
        ("faults", "d, a, f, c, b"),
        ("faults", ["D", "A", "F", "C", "B"]),
    ],
)
def test_right_answers_in_other_styles(name, answer, capsys):
    getattr(check, name)(answer)
    assert capsys.readouterr().out.startswith(f"✓ {name}: right")
