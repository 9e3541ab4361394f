"""The staircase of lesson 16: recipes, and that every program does what its recipe says."""

from dataclasses import fields, replace

import pytest
import torch

from course_utils.plumbing import staircase
from course_utils.plumbing.staircase import ARTICLE, CURES, Program, Recipe


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_each_step_changes_only_what_its_cure_names():
    steps = staircase.in_order()
    assert list(steps) == [ARTICLE, *CURES]
    for before, (name, recipe) in zip(steps.values(), list(steps.items())[1:], strict=False):
        changed = {
            f.name for f in fields(Recipe) if getattr(before, f.name) != getattr(recipe, f.name)
        }
        assert changed == set(CURES[name])


def test_alone_stands_one_cure_and_what_it_needs():
    recipes = staircase.alone()
    assert recipes["fused step"] == Recipe(fused=True)
    assert recipes["whole batches"] == Recipe(in_memory=True, whole_batches=True)


def weights_after(recipe, order):
    """The weights of a program that trained on given images, in this order."""
    program = Program(recipe, staircase.load(recipe), seed=7)
    training = program.data[0]
    ready = [training[i] for i in order] if not recipe.in_memory else None
    if ready:
        x, y = torch.stack([x for x, _ in ready]), torch.tensor([y for _, y in ready])
    else:
        x, y = training[0][order], training[1][order]
        if recipe.as_bytes and not recipe.by_hand:
            x = x.float().div_(255)
    step = staircase.train_by_hand if recipe.by_hand else staircase.train_steps
    step(program.net, program.optimizer, zip(x.split(15), y.split(15), strict=True))
    if recipe.by_hand:
        return torch.cat([w.T.flatten() for w in program.net.weights])
    return torch.cat([p.detach().flatten() for p in program.net.parameters() if p.ndim == 2])


@pytest.mark.parametrize("field", ["in_memory", "fused", "by_hand", "as_bytes"])
def test_cures_of_time_alone_leave_the_weights_as_they_are(field):
    order = list(range(300))
    wanted = weights_after(Recipe(), order)
    recipe = replace(Recipe(in_memory=field == "as_bytes"), **{field: True})
    torch.testing.assert_close(weights_after(recipe, order), wanted, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("name", staircase.in_order())
def test_each_program_trains_and_reads_better_than_before(name):
    recipe = replace(staircase.in_order()[name], threads=1)
    program = Program(recipe, staircase.load(recipe), epochs=1)
    n = 300 if recipe.batch_size == 15 else 10_000
    before = program.evaluate(600)
    program.total = n
    program.train(n)
    assert program.seen == n
    assert program.evaluate(600) > before + 0.2


def test_measured_and_full_runs_agree_in_form():
    steps = {name: staircase.in_order()[name] for name in (ARTICLE, "pixels stay bytes")}
    times = staircase.measure(steps, rounds=1, piece=0.02)
    assert list(times) == list(steps)
    for parts in times.values():
        assert set(parts) == {"load", "train", "evaluate"}
        assert min(parts.values()) > 0
    ratio = staircase.total(times[ARTICLE]) / staircase.total(times["pixels stay bytes"])
    assert ratio > 8  # 20 and more on an idle machine


def test_the_last_step_reads_97_of_100():
    last = {"last": staircase.in_order()["pixels stay bytes"]}
    found = staircase.accuracies(last, seeds=range(3))["last"]
    assert sum(found) / 3 > 0.97


def test_batches_alone_cost_accuracy():
    steps = staircase.in_order()
    chosen = {name: steps[name] for name in ("batches of 256", "Adam forgets sooner")}
    large, cured = staircase.accuracies(chosen, seeds=[0]).values()
    assert cured[0] - large[0] > 0.015


def test_the_table_has_a_line_per_step():
    times = {
        ARTICLE: {"load": 1.0, "train": 30.0, "evaluate": 9.0},
        "faster": {"load": 0.5, "train": 1.0, "evaluate": 0.5},
    }
    lines = staircase.table(times, {ARTICLE: [0.96, 0.97], "faster": [0.97, 0.98]}).splitlines()
    assert len(lines) == 3
    assert lines[1].split()[-3:] == ["40.00", "1.0x", "96.50%"]
    assert lines[2].split() == ["faster", "2.00", "20.0x", "97.50%"]
