"""What the lessons say of results that no saved output is compared with: computed anew, by the
lessons' own cells, and held to the ranges in the prose.
"""

import contextlib
import io

import numpy as np
import pytest
from lessons import LESSONS, code_cells, imports, read

from course_utils import mnist


def computed(lesson, *ids, **given):
    """The variables of a lesson after some of its cells, in its order; given: what they need."""
    (path,) = (path for path in LESSONS if path.stem.startswith(lesson))
    notebook = read(path)
    cells = {cell.id: cell.source for cell in code_cells(notebook)}
    variables = given
    with contextlib.redirect_stdout(io.StringIO()):
        exec(imports(notebook), variables)
        for name in cells:
            if name in ids:
                exec(compile(cells[name], f"<{lesson}, cell {name}>", "exec"), variables)
    assert set(ids) <= set(cells)
    return variables


@pytest.fixture(scope="module")
def twice():
    return computed(
        "04", "setup", "untrained-loss", "twice-train", "twice-results", "twice-bigger-step"
    )


@pytest.mark.parametrize("name, least, most", [("SGD, 0.1", 0.2, 0.3), ("Adam, 0.001", 0, 0.04)])
def test_what_a_second_softmax_costs(twice, name, least, most):
    floor = -np.log(np.e / (np.e + 9))
    for once, two in zip(twice["runs"][name, False], twice["runs"][name, True], strict=True):
        assert min(two["losses"]) > floor > once["losses"][-1]
        assert 5 < once["first gradient"] / two["first gradient"] < 20
        assert least < once["accuracy"] - two["accuracy"] < most


def test_a_step_ten_times_larger_repairs_most_of_it(twice):
    twice_with_small_steps = [run["accuracy"] for run in twice["runs"]["SGD, 0.1", True]]
    assert min(twice["reached"]) > max(twice_with_small_steps)


PAPER = ("setup", "patterns-in-full", "forward-in-full", "backward-in-full", "train-in-full")


def test_the_hill_of_effective_steps():
    scan = computed("13", *PAPER, "scan")["scan"]
    assert scan[0.9, 1 / 64] == scan[0.0, 1 / 64] == 0
    assert min(scan[0.0, 0.5], scan[0.9, 0.5]) > 0.85  # half of the paper's own step, 1
    assert scan[0.9, 0.5] > scan[0.9, 1.0] > scan[0.9, 2.0]


def test_the_exam_of_1986_and_today():
    lesson = computed("13", *PAPER, "modern-train", "modern-run")
    exam, shares = lesson["exam"], lesson["shares"]
    best = "1986, step 0.03"
    assert shares[best, 2] > 0.8
    for name in lesson["recipes"]:
        if name.startswith("1986"):
            assert shares[name, 8] < shares[name, 2]
        else:
            assert shares[name, 2] < 0.3
            assert shares[name, 8] > 0.9
            assert np.nanmedian(exam[name, 8]) < np.nanmedian(exam[best, 2]) / 2


@pytest.fixture(scope="module")
def families():
    return computed(
        "13", "setup", "questions", "family-baseline", "family-results", "explained", "traits"
    )


def test_the_family_network_generalises(families):
    assert families["printed_right"] < 0.1  # with the paper's own numbers nothing is learned
    assert families["trained"].mean() > 0.9
    assert max(0.25, np.mean(families["guessed"])) < families["unseen"].mean() < 0.75
    assert (families["unseen"].sum(axis=1) == 4).sum() <= 5  # of 20 seeds, "only a few"


def test_its_units_hold_the_traits(families):
    weights, rng = families["W"], np.random.default_rng(0)
    for name, trait in families["traits"].items():
        known = trait != 0 if name == "branch" else trait >= 0
        found, chance = (
            np.mean([families["explained"](w[:, known], t(trait[known])).max() for w in weights])
            for t in (lambda t: t, rng.permutation)
        )
        assert found > 2 * chance, name


def test_every_kind_of_pixels_has_its_best_rate_inside_the_grid():
    test_images, test_labels = mnist.load_tensors("test")
    lesson = computed(
        "14", "gap", "negative", test_images=test_images, test_labels=test_labels, live={}
    )
    rates = {name: rate for name, (_, rate) in lesson["best"].items()}
    assert set(rates) == {"positive", "negative", "raw"}
    assert all(min(lesson["RATES"]) < rate < max(lesson["RATES"]) for rate in rates.values()), rates
    accuracy = {name: reached for name, (reached, _) in lesson["best"].items()}
    assert accuracy["negative"] > accuracy["positive"] - 1
