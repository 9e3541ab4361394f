"""What lesson 08 says of its experiments stands in what they printed, on whatever computer."""

import re

import pytest
from lessons import CHECKOUT, code_cells, read

LESSON = read(CHECKOUT / "notebooks" / "08_activations_on_trial.ipynb")
PRINTED = {
    cell.id: "".join(output.get("text", "") for output in cell.outputs)
    for cell in code_cells(LESSON)
}


def numbers(text):
    """The numbers of a line; '>15' counts as 16."""
    return [float(n) + (sign == ">") for sign, n in re.findall(r"(>?)(\d+\.?\d*)", text)]


def lines(cell, beginning):
    return [line for line in PRINTED[cell].splitlines() if line.strip().startswith(beginning)]


def epochs(name):
    """{rate: epochs of the five seeds}"""
    (line,) = lines("speed-run", name)
    found = numbers(line.removeprefix(name))
    return {rate: found[5 * i : 5 * i + 5] for i, rate in enumerate((0.1, 0.4, 3.0, 10.0))}


def test_at_one_rate_steepness_brings_most_and_at_its_best_rate_centring_does_too():
    means = {
        name: {rate: sum(e) / 5 for rate, e in epochs(name).items()}
        for name in ("sigmoid", "only centred", "only steeper", "tanh")
    }
    assert means["sigmoid"][0.4] - means["only centred"][0.4] <= 1
    assert means["only steeper"][0.4] < means["sigmoid"][0.4] / 2
    best = {name: min(row.values()) for name, row in means.items()}
    assert best["tanh"] < best["only centred"] < best["sigmoid"] / 1.5
    assert best["tanh"] < best["only steeper"] < best["sigmoid"] / 1.5
    for name, row in means.items():
        assert best[name] not in (row[0.1], row[10.0]), f"{name}: best at the edge of the grid"


def test_the_sigmoid_costs_several_relus_and_a_small_part_of_a_layer():
    (line,) = lines("cost", "sigmoid")
    times, layers, backward = numbers(line)
    assert times > 1.5 and layers < 0.3 and backward < 4


def test_with_relu_none_of_layer_1_comes_back_and_the_swap_alone_revives_layer_2():
    rows = {}
    for name in ("ReLU, 1 epoch", "leaky, no training", "leaky, 1 epoch"):
        (line,) = lines("revive", name)
        rows[name] = numbers(line.removeprefix(name))
    assert rows["ReLU, 1 epoch"][0] == rows["leaky, no training"][0] == 0
    assert 0 < rows["ReLU, 1 epoch"][1] < rows["leaky, no training"][1] / 2
    assert rows["leaky, no training"][1] > 100 and rows["leaky, 1 epoch"][0] > 0
    unchanged = re.findall(r"True|False", PRINTED["revive"])
    assert unchanged == ["True", "True", "False"]


def sizes():
    """{(depth, width): (lowest, highest accuracy)}"""
    rows = re.findall(
        r"(?m)^ *(\d) +(\d+) +[\d,]+ +([\d.]+) % to +([\d.]+) %", PRINTED["sweep-run"]
    )
    return {(int(d), int(w)): (float(low), float(high)) for d, w, low, high in rows}


def test_width_4_fails_and_wide_networks_differ_little():
    found = sizes()
    assert len(found) == 17
    assert all(high < 80 for (_, width), (_, high) in found.items() if width == 4)
    assert all(88 <= low <= high <= 94 for (_, w), (low, high) in found.items() if w >= 64)
    assert 89 <= found[0, 0][0] <= found[0, 0][1] <= 92
    (before,), (after,) = lines("longer-run", "4 visits"), lines("longer-run", "40 visits")
    assert max(numbers(after)[1:]) > max(numbers(before)[1:])
    assert max(numbers(after)[1:]) < 88


def test_training_stays_far_behind_the_network_built_by_hand():
    (short, longer) = (numbers(line) for line in lines("train-curves-run", "128 units"))
    built, low = short[1], short[2]
    assert low > 50 * built
    assert 10 * built < longer[2] < low


def test_each_verdict_has_its_guess():
    cells = {cell.id: cell.source for cell in code_cells(LESSON)}
    claims = {}
    exec(cells["guesses"], claims)
    names = {**claims}
    exec(cells["verdicts"], names)
    assert len(names["verdicts"]) == len(claims["guesses"]) == 9
    assert names["right"] == 0


@pytest.mark.parametrize("right", range(10))
def test_guesses_are_counted(right, capsys):
    cells = {cell.id: cell.source for cell in code_cells(LESSON)}
    names = {}
    exec(cells["guesses"], names)
    exec(cells["verdicts"], names)
    for claim, (verdict, _) in list(zip(names["guesses"], names["verdicts"], strict=True))[:right]:
        names["guesses"][claim] = verdict
    capsys.readouterr()
    exec(cells["verdicts"], names)
    assert f"You agree in {right} of 9." in capsys.readouterr().out
