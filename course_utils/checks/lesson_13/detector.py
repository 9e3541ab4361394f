"""A symmetry detector by hand: exercise 13.5."""

from dataclasses import dataclass

import numpy as np
import torch

from course_utils.checks.exercise import ValueExercise
from course_utils.checks.lesson_13.mirrors import confused
from course_utils.checks.texts import Texts
from course_utils.paper_1986 import symmetry

texts = Texts(__file__)

_SHAPES = ((2, 6), (2,), (1, 2), (1,))
_X, _Y = symmetry.all_patterns()


def _parts(answer):
    """The four arrays of an answer as floats, or None."""
    if not isinstance(answer, (tuple, list)) or len(answer) != 4:
        return None
    try:
        parts = [part.detach() if isinstance(part, torch.Tensor) else part for part in answer]
        parts = [np.asarray(part, dtype=float) for part in parts]
    except (TypeError, ValueError):
        return None
    return parts if all(np.isfinite(part).all() for part in parts) else None


def _misses(parts):
    """How many symmetric patterns a network misses, and how many others it takes for symmetric."""
    W1, b1, W2, b2 = parts
    p = symmetry.forward([W1, b1[None], W2, b2[None]], _X)[1]
    return int((p[_Y > 0.5] <= 0.5).sum()), int((p[_Y < 0.5] >= 0.5).sum())


def _hidden(parts):
    return symmetry.forward([parts[0], parts[1][None], parts[2], parts[3][None]], _X)[0]


def _opposite(W1):
    return np.allclose(W1, -W1[:, ::-1])


def _always_in_doubt(parts):
    """Whether the hidden units always add up to the same: they are opposite and have no bias."""
    total = _hidden(parts).sum(axis=1)
    return np.ptp(total) < 1e-9


@dataclass(eq=False)
class NetworkExercise(ValueExercise):
    """The check of (W1, b1, W2, b2) by the answers that this network gives to all 64 patterns.

    solution: one right network of many. A mistake's answer is a function from the learner's four
    arrays to True.
    """

    def judge(self, answer):
        if answer is ... or (
            isinstance(answer, (tuple, list)) and any(part is ... for part in answer)
        ):
            return super().judge(...)
        if callable(answer):
            return super().judge(answer)
        parts = _parts(answer)
        if parts is None:
            return self.wrong("The answer is four arrays of numbers, (W1, b1, W2, b2).")
        shapes = tuple(part.shape for part in parts)
        if shapes != _SHAPES:
            for name, shape, wanted in zip(("W1", "b1", "W2", "b2"), shapes, _SHAPES, strict=True):
                if shape != wanted:
                    return self.wrong(f"{name} should have the shape {wanted}, but it has {shape}.")
        missed, taken = _misses(parts)
        if not missed and not taken:
            return super().judge(self.solution)
        told = f"It misses {missed} of the 8 symmetric patterns and takes {taken} of the 56 others "
        told += "for symmetric. "
        for mistake in self.mistakes:
            if mistake.answer(parts):
                return self.wrong(told + mistake.hint, mistake.id)
        return self.wrong(told + "Compute z1 by hand for one of the wrong patterns.")


_LEFT = np.array([1.0, 2.0, 4.0])
_ROW = 10 * np.concatenate([_LEFT, -_LEFT[::-1]])

detector = NetworkExercise(
    **texts(
        "detector",
        {
            "no_weights": lambda parts: not np.abs(parts[0]).max(axis=1).all(),
            "same_difference": lambda parts: (
                np.allclose(parts[0][0], parts[0][1])
                and not np.isclose(*parts[1])
                and _opposite(parts[0])
            ),
            "same_side": lambda parts: (
                np.allclose(parts[0][0], parts[0][1])
                and np.isclose(*parts[1])
                and _opposite(parts[0])
            ),
            "same_sign": lambda parts: np.allclose(parts[0], parts[0][:, ::-1]),
            "not_mirrored": lambda parts: (
                not _opposite(parts[0]) and np.allclose(parts[0][:, :3], -parts[0][:, 3:])
            ),
            "no_cancelling": lambda parts: not _opposite(parts[0]),
            "equal_sums": lambda parts: any(
                confused.solution(list(row[:3])) > 0 for row in parts[0]
            ),
            "always_in_doubt": _always_in_doubt,
            "both_on": lambda parts: (parts[1] > 0).all() and (parts[2] > 0).all(),
            "positive_W2": lambda parts: (parts[2] > 0).any(),
            "low_b2": lambda parts: parts[3][0] <= 0,
            "positive_b1": lambda parts: (parts[1] > 0).any(),
            "bias_too_low": lambda parts: (np.abs(parts[0]).min(axis=1) <= -parts[1]).any(),
            "neither_on": lambda parts: (
                (_hidden(parts)[_Y[:, 0] < 0.5] < 0.5).all(axis=1).any()
                and not np.allclose(parts[0][0], -parts[0][1])
            ),
            "weak_W2": lambda parts: (parts[2][0] + parts[3] >= 0).any(),
            "too_small": lambda parts: np.abs(parts[0]).max() < 20,
        },
    ),
    solution=(
        np.stack([_ROW, -_ROW]),
        np.array([-5.0, -5]),
        np.array([[-20.0, -20]]),
        np.array([10.0]),
    ),
)
