"""The family-tree network: the stack equals each run alone, changes by hand, the rules of 1986."""

import numpy as np
import pytest
import torch

from course_utils.paper_1986 import family_net, family_trees

_, PERSONS, RELATIONS, ANSWERS = family_trees.questions()


def some_questions(seeds, count=30):
    kept = np.stack([np.random.default_rng(s).choice(104, count, replace=False) for s in seeds])
    return PERSONS[kept], RELATIONS[kept], ANSWERS[kept]


def copied(nets, run=None):
    picked = slice(None) if run is None else slice(run, run + 1)
    return {
        name: [w.detach()[picked].clone().requires_grad_() for w in pair]
        for name, pair in nets.items()
    }


def test_the_sizes_of_the_paper():
    nets = family_net.new_networks([3, 1], 0.5)
    shapes = {name: tuple(W.shape) for name, (W, _) in nets.items()}
    assert shapes == {
        "person": (2, 6, 24),
        "relation": (2, 6, 12),
        "centre": (2, 12, 12),
        "last": (2, 6, 12),
        "out": (2, 24, 6),
    }
    for W, b in nets.values():
        assert b.shape == (2, 1, W.shape[1])
        assert 0.4 < max(W.abs().max(), b.abs().max()) < 0.5
    with pytest.raises(ValueError, match="at least one seed"):
        family_net.new_networks([], 0.5)


def test_stack_equals_each_run_alone_with_its_own_questions():
    seeds = [4, 0, 9]
    questions = some_questions(seeds)
    together = family_net.new_networks(seeds, 1.5)
    family_net.train(together, *questions, step=0.05, decay=0.001, sweeps=60)
    for run, seed in enumerate(seeds):
        alone = family_net.new_networks([seed], 1.5)
        family_net.train(
            alone, *(q[run : run + 1] for q in questions), step=0.05, decay=0.001, sweeps=60
        )
        for name in family_net.SIZES:
            for a, b in zip(together[name], alone[name], strict=True):
                torch.testing.assert_close(a[run], b[0], rtol=0, atol=1e-9)


def test_two_changes_by_hand_in_the_first_sweeps():
    """-rate dw, then the momentum of 0.5, and the decay after each change."""
    questions = some_questions([7])
    trained = family_net.new_networks([7], 2.0)
    by_hand, change = copied(trained), {}
    family_net.train(trained, *questions, step=0.2, decay=0.01, sweeps=2)
    for _ in range(2):
        p = family_net.answer(by_hand, *(torch.tensor(q) for q in questions[:2]))
        y = torch.tensor(questions[2])
        off = (p - y).abs()
        (torch.where(off > 0.2, off**2, 0.0).sum() / 2).backward()  # nearer than 0.2 is perfect
        for name, pair in by_hand.items():
            for i, w in enumerate(pair):
                change[name, i] = -0.1 * w.grad + 0.5 * change.get((name, i), 0)
                pair[i] = ((w.detach() + change[name, i]) * 0.99).requires_grad_()
    for name in by_hand:
        for a, b in zip(trained[name], by_hand[name], strict=True):
            torch.testing.assert_close(a, b, rtol=0, atol=1e-12)


def test_full_step_and_momentum_from_sweep_21_on():
    """Beside a run of 20 sweeps, a 21st adds 0.9 of the last change and the whole step."""
    questions = some_questions([7])
    stages = []
    for sweeps in (19, 20, 21):
        nets = family_net.new_networks([7], 1.5)
        family_net.train(nets, *questions, step=0.1, decay=0, sweeps=sweeps)
        stages.append(nets)
    p = family_net.answer(stages[1], *(torch.tensor(q) for q in questions[:2]))
    off = (p - torch.tensor(questions[2])).abs()
    (torch.where(off > 0.2, off**2, 0.0).sum() / 2).backward()
    for name in family_net.SIZES:
        for before, now, then in zip(*(nets[name] for nets in stages), strict=True):
            wanted = now + 0.9 * (now - before) - 0.1 * now.grad
            torch.testing.assert_close(then, wanted, rtol=0, atol=1e-12)


def test_right_needs_all_outputs():
    nets = family_net.new_networks([0], 1.0)
    with torch.no_grad():
        nets["out"][0].zero_()
        nets["out"][1].copy_(torch.tensor(ANSWERS[0] * 2 - 1))  # always answers question 0
    verdict = family_net.right(nets, PERSONS[None], RELATIONS[None], ANSWERS[None])[0]
    assert (verdict == (ANSWERS[0] == ANSWERS).all(axis=1)).all()
    assert 0 < verdict.sum() < 10


def test_refuses_questions_that_do_not_fit():
    nets = family_net.new_networks([0, 1], 1.0)
    with pytest.raises(ValueError, match=r"persons must be \(2, questions, 24\)"):
        family_net.train(nets, PERSONS, RELATIONS, ANSWERS, 0.05, 0.001)
    stack = [np.stack([q, q]) for q in (PERSONS, ANSWERS, ANSWERS)]
    with pytest.raises(ValueError, match=r"relations must be \(2, questions, 12\)"):
        family_net.train(nets, *stack, 0.05, 0.001)
