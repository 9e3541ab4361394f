"""A symmetry detector by hand: exercise 13.5."""

from dataclasses import dataclass

import numpy as np
import torch

from course_utils.checks.exercise import ValueExercise
from course_utils.checks.lesson_13.mirrors import confused
from course_utils.paper_1986 import symmetry

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
    name="detector",
    solution=(
        np.stack([_ROW, -_ROW]),
        np.array([-5.0, -5]),
        np.array([[-20.0, -20]]),
        np.array([10.0]),
    ),
    passed="All 64. One unit is on where the left half weighs more, one where the right half does.",
    mistakes={
        "One hidden unit has no weights: it answers every pattern alike.": (
            lambda parts: not np.abs(parts[0]).max(axis=1).all()
        ),
        "Both hidden units see the same difference of the halves. That can work, if one comes "
        "on just below 0 and the other just above, their signs in W2 are opposite, and b2 is "
        "negative. With opposite rows in W1 it is simpler.": (
            lambda parts: (
                np.allclose(parts[0][0], parts[0][1])
                and not np.isclose(*parts[1])
                and _opposite(parts[0])
            )
        ),
        "Both hidden units see the same: where the left half weighs less than the right one, "
        "neither comes on. Give the second unit the opposite signs.": (
            lambda parts: (
                np.allclose(parts[0][0], parts[0][1])
                and np.isclose(*parts[1])
                and _opposite(parts[0])
            )
        ),
        "Mirrored weights have the same sign here, so a symmetric pattern does not cancel. In "
        "each row, weight 1 and weight 6 must add up to 0, and so on.": lambda parts: np.allclose(
            parts[0], parts[0][:, ::-1]
        ),
        "The right half stands in the same order as the left one: the first weight must cancel "
        "the last, the second the fifth, the third the fourth.": (
            lambda parts: not _opposite(parts[0]) and np.allclose(parts[0][:, :3], -parts[0][:, 3:])
        ),
        "In some row of W1 mirrored weights do not cancel: weight 1 + weight 6 must be 0, "
        "weight 2 + weight 5, and weight 3 + weight 4.": lambda parts: not _opposite(parts[0]),
        "Some non-symmetric patterns weigh the same on both sides: with these sizes the left "
        "half of one pattern equals the right half of another. Which three numbers have "
        "different sums for all eight choices?": lambda parts: any(
            confused.solution(list(row[:3])) > 0 for row in parts[0]
        ),
        "The two hidden units always add up to 1, whatever the pattern is, since one gets z "
        "and the other -z, biases included: 1 / (1 + e^-z) and 1 / (1 + e^z). Negative biases "
        "keep both off for a symmetric pattern.": _always_in_doubt,
        "Both hidden units are on for a symmetric pattern here, and W2 is positive. That can "
        "work, if one of them goes off for every other pattern (opposite signs), and if b2 is "
        "so negative that one unit alone can't lift the output, but both together can.": (
            lambda parts: (parts[1] > 0).all() and (parts[2] > 0).all()
        ),
        "A hidden unit must suppress the output: W2 is negative. b2 is positive, so that the "
        "output is on as long as both are off.": lambda parts: (parts[2] > 0).any(),
        "With both hidden units off the output should be on, but b2 is not positive.": (
            lambda parts: parts[3][0] <= 0
        ),
        "A hidden bias is positive: then its unit is on for a symmetric pattern and suppresses "
        "the output. It must be off when z1 is nothing but the bias.": lambda parts: (
            parts[1] > 0
        ).any(),
        "The smallest difference, one of weight 1, does not lift a hidden unit out of its "
        "negative bias. The bias must be smaller than the smallest weight.": lambda parts: (
            np.abs(parts[0]).min(axis=1) <= -parts[1]
        ).any(),
        "Some non-symmetric pattern turns on neither unit: where the first row gives less than "
        "0, the second must give more. Let the second row be the first with all signs turned.": (
            lambda parts: (
                (_hidden(parts)[_Y[:, 0] < 0.5] < 0.5).all(axis=1).any()
                and not np.allclose(parts[0][0], -parts[0][1])
            )
        ),
        "One hidden unit that is on must outweigh b2: make W2 more negative than b2 is "
        "positive, with room to spare.": lambda parts: (parts[2][0] + parts[3] >= 0).any(),
        "The structure is right, but the numbers are so small that no unit is clearly on or "
        "off. Multiply W1 and b1 by 10, and W2 and b2 too.": (
            lambda parts: np.abs(parts[0]).max() < 20
        ),
    },
)
