"""The checks of lesson 13: the symmetry network, its weights, its plateaus and its steps."""

import itertools
from dataclasses import dataclass

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise
from course_utils.paper_1986 import symmetry

# --- 13.1 -----------------------------------------------------------------------------------


def _as_numbers(answer, *arguments):
    """What the answer returns, True and False taken as 1 and 0."""
    value = answer(*arguments)
    value = value.numpy() if isinstance(value, torch.Tensor) else value
    return value.astype(float) if isinstance(value, np.ndarray) and value.dtype == bool else value


def _column(values):
    return np.asarray(values, float).reshape(-1, 1)


def _label_cases():
    six = [[1, 0, 1, 1, 0, 1], [1, 0, 1, 1, 0, 0], [1, 1, 0, 1, 1, 0], [0, 0, 1, 1, 0, 0]]
    six += [[1, 0, 0, 1, 0, 1], [0, 1, 1, 0, 0, 0], [0, 1, 1, 0, 1, 0]]
    five = [[1, 0, 1, 0, 1], [1, 0, 0, 1, 1], [0, 1, 0, 1, 0]]
    eight = [[1, 0, 1, 1, 1, 1, 0, 1], [1, 0, 0, 1, 0, 1, 0, 1], [0, 0, 0, 1, 0, 0, 0, 0]]
    cases = [six, five, eight, [[0, 1, 1]], [[1], [0]], six[:6]]
    return [(np.array(case, float),) for case in cases]


def _labels(x):
    return (x == x[:, ::-1]).all(axis=1, keepdims=True).astype(float)


def _half(x):
    return x.shape[1] // 2


def _halves(x):
    """Both halves of a pattern, without the middle of an odd one."""
    return x[:, : _half(x)], x[:, x.shape[1] - _half(x) :]


def _overwritten(mirror):
    """Labels from a loop over pairs that keeps only the last pair's answer."""

    def answer(x):
        labels = np.zeros((len(x), 1))
        for j in range(3):
            labels[:, 0] = x[:, j] == x[:, mirror(x) - j]
        return labels

    return answer


_ONLY_SIX = (
    "It is right for patterns of six and fails for others. The check also tries 1, 3, 5 and 8 "
    "inputs: let the shape of x say how long a pattern is, or turn the whole pattern around."
)

mirror_labels = FunctionExercise(
    name="mirror_labels",
    solution=_labels,
    observe=_as_numbers,
    cases=_label_cases,
    passed="It never says 6: a pattern of any length is compared with itself, read backwards.",
    mistakes=[
        Mistake(
            "The labels are right but stand in a row, shape (N,). The network's output is a "
            "column, (N, 1), and (N, 1) minus (N,) would silently be N times N numbers. "
            "keepdims=True helps.",
            lambda x: _labels(x)[:, 0],
        ),
        Mistake(
            "The labels are right but stand in a list. Make it an array of shape (N, 1).",
            lambda x: _labels(x)[:, 0].tolist(),
        ),
        Mistake(
            "One equal pair is enough for this answer. All pairs must be equal: `all`, not `any`.",
            lambda x: _column((x == x[:, ::-1]).any(axis=1)),
        ),
        Mistake(
            "This turns the list of patterns around (the rows), not each pattern. Which axis holds "
            "the inputs of one pattern?",
            lambda x: _column((x == x[::-1]).all(axis=1)),
        ),
        Mistake(
            "This turns the rows around as well as the columns, and so compares each pattern with "
            "another one.",
            lambda x: _column((x == x[::-1, ::-1]).all(axis=1)),
        ),
        Mistake(
            "This asks whether the second half repeats the first, as in 110110. A mirror turns "
            "the second half around.",
            lambda x: _column(np.equal(*_halves(x)).all(axis=1)),
        ),
        Mistake(
            "This asks whether the second half repeats the first, as in 110110. A mirror turns "
            "the second half around.",
            lambda x: _column((x[:, :3] == x[:, 3:]).all(axis=1)),
        ),
        Mistake(_ONLY_SIX, lambda x: _column((x[:, :3] == x[:, 3:][:, ::-1]).all(axis=1))),
        Mistake(_ONLY_SIX, lambda x: _column((x[:, :3] == x[:, 5:2:-1]).all(axis=1))),
        Mistake(_ONLY_SIX, lambda x: _column((x[:, [0, 1, 2]] == x[:, [5, 4, 3]]).all(axis=1))),
        Mistake(_ONLY_SIX, lambda x: _column((x == x[:, ::-1]).sum(axis=1) == 6)),
        Mistake(
            "With an odd number of inputs the two halves have different lengths: the one in the "
            "middle has no partner. Leave it out, or turn the whole pattern around.",
            lambda x: _column((x[:, : _half(x)] == x[:, _half(x) :][:, ::-1]).all(axis=1)),
        ),
        Mistake(
            "It counts the ones of both halves. 100010 has one on each side and is not symmetric: "
            "the places count.",
            lambda x: _column(_halves(x)[0].sum(axis=1) == _halves(x)[1].sum(axis=1)),
        ),
        Mistake(
            "The other way round: 1 is for the symmetric patterns, 0 for the others.",
            lambda x: 1 - _labels(x),
        ),
        Mistake(
            "It gives one answer for all patterns together. Each row needs its own: axis=1.",
            lambda x: (x == x[:, ::-1]).all(),
        ),
        Mistake(
            "It gives one answer for all patterns together. Each row needs its own: axis=1.",
            lambda x: float((x == x[:, ::-1]).all()),
        ),
        Mistake(
            "`all` runs down the patterns here (axis 0) and gives one number an input. Each row "
            "needs its own: axis=1.",
            lambda x: (x == x[:, ::-1]).all(axis=0),
        ),
        Mistake(
            "`all` runs down the patterns here (axis 0) and gives one number an input. Each row "
            "needs its own: axis=1.",
            lambda x: (x == x[:, ::-1]).all(axis=0, keepdims=True),
        ),
        *(
            Mistake(
                "Only one pair decides here, the one in the middle of six. Does a loop write the "
                "answer of each pair over the one before?",
                answer,
            )
            for answer in (
                _overwritten(lambda x: 5),
                _overwritten(lambda x: x.shape[1] - 1),
                lambda x: _column(x[:, x.shape[1] // 2 - 1] == x[:, x.shape[1] // 2]),
            )
        ),
        Mistake(
            "It compares only the first input with the last.",
            lambda x: _column(x[:, 0] == x[:, -1]),
        ),
        Mistake(
            "This is still one answer a pair of inputs. A pattern is symmetric if all of its pairs "
            "are equal.",
            lambda x: (x == x[:, ::-1]).astype(float),
        ),
        Mistake(
            "It is the share of inputs that equal their mirror input. Asked is 1 or 0: are they "
            "all equal?",
            lambda x: _column((x == x[:, ::-1]).mean(axis=1)),
        ),
    ],
)


# --- 13.2 -----------------------------------------------------------------------------------


def _delta_cases():
    rng = np.random.default_rng(112)
    cases = []
    for n, hidden in [(5, 2), (1, 3), (3, 3), (4, 1)]:
        a, p = rng.uniform(0.05, 0.95, (n, hidden)), rng.uniform(0.05, 0.95, (n, 1))
        cases.append((a, p, rng.integers(0, 2, (n, 1)).astype(float), rng.normal(size=(1, hidden))))
    return cases


def _deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    return dz2, (dz2 @ W2) * a * (1 - a)


def _deltas_with(
    output=lambda p, y: (p - y) * p * (1 - p), hidden=lambda a, dz2, W2: (dz2 @ W2) * a * (1 - a)
):
    """The two gradients, one of them computed in another way."""

    def answer(a, p, y, W2):
        dz2 = output(p, y)
        return dz2, hidden(a, dz2, W2)

    return answer


def _slope(z):
    return symmetry.logistic(z) * (1 - symmetry.logistic(z))


deltas = FunctionExercise(
    name="deltas",
    solution=_deltas,
    cases=_delta_cases,
    passed="Equations 4, 5 and 7 of the paper. Everything else in its backward pass is a product.",
    mistakes=[
        Mistake(
            "Both are right, in the other order: first dz2, of the output, then dz1.",
            lambda *arguments: _deltas(*arguments)[::-1],
        ),
        Mistake(
            "dz2 is the p - y of cross-entropy. With squared error the slope of the logistic "
            "function stays in: how much does p move when z2 moves?",
            _deltas_with(lambda p, y: p - y),
        ),
        Mistake(
            "The sign is turned: with E = ½ (p - y)², a p above y has a positive gradient.",
            _deltas_with(lambda p, y: (y - p) * p * (1 - p)),
        ),
        Mistake(
            "Twice too large: the ½ in E takes away the 2 of the square.",
            _deltas_with(lambda p, y: 2 * (p - y) * p * (1 - p)),
        ),
        Mistake(
            "Divided by the number of patterns: that belongs to a mean, but the paper's E is a sum "
            "over the patterns.",
            _deltas_with(lambda p, y: (p - y) * p * (1 - p) / len(p)),
        ),
        Mistake(
            "p is already the output of the logistic function; here its slope is taken as if p "
            "were z. Write the slope with the output alone.",
            _deltas_with(lambda p, y: (p - y) * _slope(p)),
        ),
        Mistake(
            "a (or p) is already the output of the logistic function; here its slope is taken as "
            "if a were z1. Write the slope with the output alone.",
            _deltas_with(hidden=lambda a, dz2, W2: (dz2 @ W2) * _slope(a)),
        ),
        Mistake(
            "The error p - y itself is missing in dz2: this is only the slope.",
            _deltas_with(lambda p, y: p * (1 - p)),
        ),
        Mistake(
            "Only one array comes back. Return both, (dz2, dz1).",
            lambda a, p, y, W2: _deltas(a, p, y, W2)[0],
        ),
        Mistake(
            "The slope in dz2 is taken from the label y, which is 0 or 1: that gives 0 everywhere. "
            "It is the output p that the logistic function computed.",
            _deltas_with(lambda p, y: (p - y) * y * (1 - y)),
        ),
        Mistake(
            "In dz1 the slope is that of the output, p (1 - p), once more. The hidden units have "
            "their own outputs, a.",
            lambda a, p, y, W2: (
                _deltas(a, p, y, W2)[0],
                (_deltas(a, p, y, W2)[0] @ W2) * p * (1 - p),
            ),
        ),
        Mistake(
            "The error is squared in dz2. The square is gone when E is differentiated: p - y.",
            _deltas_with(lambda p, y: (p - y) ** 2 * p * (1 - p)),
        ),
        Mistake(
            "The error has lost its sign: p - y, not its size.",
            _deltas_with(lambda p, y: np.abs(p - y) * p * (1 - p)),
        ),
        Mistake(
            "dz1 stops at da, the gradient with respect to the outputs of the hidden "
            "units. One slope is left on the way to z1.",
            _deltas_with(hidden=lambda a, dz2, W2: dz2 @ W2),
        ),
        Mistake(
            "In dz1 the weights are missing: how strongly does each hidden unit act on the output?",
            _deltas_with(hidden=lambda a, dz2, W2: dz2 * a * (1 - a)),
        ),
        Mistake(
            "1 - a² is the slope of tanh. These hidden units are logistic.",
            _deltas_with(hidden=lambda a, dz2, W2: (dz2 @ W2) * (1 - a**2)),
        ),
        Mistake(
            "In dz1 the slope of the hidden units was taken, but dz2 lost that of the output "
            "before it was sent back.",
            lambda a, p, y, W2: (_deltas(a, p, y, W2)[0], ((p - y) @ W2) * a * (1 - a)),
        ),
        Mistake(
            "dz2 is right. In dz1, one factor a too many or too few: the slope is a (1 - a).",
            _deltas_with(hidden=lambda a, dz2, W2: (dz2 @ W2) * (1 - a)),
        ),
        Mistake(
            "dz2 is right. In dz1, one factor a too many or too few: the slope is a (1 - a).",
            _deltas_with(hidden=lambda a, dz2, W2: (dz2 @ W2) * a),
        ),
        Mistake(
            "Both slopes are missing: this is the way back through a network without logistic "
            "units. p (1 - p) belongs to dz2, a (1 - a) to dz1.",
            lambda a, p, y, W2: (p - y, (p - y) @ W2),
        ),
        Mistake(
            "dz2 has p where the slope p (1 - p) belongs.",
            _deltas_with(lambda p, y: (p - y) * p),
        ),
        Mistake(
            "dz2 has 1 - p where the slope p (1 - p) belongs.",
            _deltas_with(lambda p, y: (p - y) * (1 - p)),
        ),
        Mistake(
            "This is dW2, the gradient with respect to the weights, or a product with the shape "
            "of W2. dz1 has the shape of a: each pattern sends its own dz2 back through W2.",
            _deltas_with(hidden=lambda a, dz2, W2: dz2.T @ a),
        ),
    ],
)


# --- 13.3 -----------------------------------------------------------------------------------


def _gap_cases():
    rng = np.random.default_rng(114)
    near = np.array([1.0, 2.0, -4.0])
    pair = np.concatenate([near, -near[::-1]])
    runs = np.stack([[pair, -pair], [3 * pair, -3 * pair]])
    noise = rng.normal(size=(2, 2, 6)).round(2)
    return [(runs + 0.1 * noise,), (noise,), (rng.normal(size=(3, 2, 4)).round(2),), (noise[:1],)]


def _gap(W1):
    size = np.abs(W1).max(axis=(1, 2))
    return np.abs(W1 + W1[:, :, ::-1]).max(axis=(1, 2)) / size


def _size(W1):
    return np.abs(W1).max(axis=(1, 2))


mirror_gap = FunctionExercise(
    name="mirror_gap",
    solution=_gap,
    cases=_gap_cases,
    passed="0 means that every symmetric pattern gives every hidden unit exactly its own bias.",
    mistakes=[
        Mistake(
            "This measures whether mirrored weights are equal. The paper says equal in size and "
            "opposite in sign: then their sum is 0, not their difference.",
            lambda W: np.abs(W - W[:, :, ::-1]).max(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "This compares the sizes alone and never sees a wrong sign: 5 and 5 would pass as well "
            "as 5 and -5.",
            lambda W: np.abs(np.abs(W) - np.abs(W[:, :, ::-1])).max(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "A large negative sum is a gap too: take the size before the maximum.",
            lambda W: (W + W[:, :, ::-1]).max(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "The largest weight can be negative: take sizes there as well.",
            lambda W: np.abs(W + W[:, :, ::-1]).max(axis=(1, 2)) / W.max(axis=(1, 2)),
        ),
        Mistake(
            "The gap itself is right. Divide it by the size of the run's largest weight.",
            lambda W: np.abs(W + W[:, :, ::-1]).max(axis=(1, 2)),
        ),
        Mistake(
            "Each run is divided by the largest weight of all runs. Divide by its own.",
            lambda W: np.abs(W + W[:, :, ::-1]).max(axis=(1, 2)) / np.abs(W).max(),
        ),
        Mistake(
            "This is one number a hidden unit, (runs, 2). Asked is one a run.",
            lambda W: np.abs(W + W[:, :, ::-1]).max(axis=2) / np.abs(W).max(axis=2),
        ),
        Mistake(
            "This is one number for all runs together. Asked is one a run.",
            lambda W: np.abs(W + W[:, :, ::-1]).max() / np.abs(W).max(),
        ),
        Mistake(
            "This adds one hidden unit to the other. A mirrored weight belongs to the same unit: "
            "turn the last axis around.",
            lambda W: np.abs(W + W[:, ::-1]).max(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "This turns the runs around. Turn the last axis, the inputs of one unit.",
            lambda W: np.abs(W + W[::-1]).max(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "This is the mean gap. One bad pair hides in a mean: take the largest.",
            lambda W: np.abs(W + W[:, :, ::-1]).mean(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "This adds all gaps up. Asked is the largest.",
            lambda W: np.abs(W + W[:, :, ::-1]).sum(axis=(1, 2)) / _size(W),
        ),
        Mistake(
            "The gap is divided by the mean size. Divide it by the largest.",
            lambda W: np.abs(W + W[:, :, ::-1]).max(axis=(1, 2)) / np.abs(W).mean(axis=(1, 2)),
        ),
        Mistake(
            "Each hidden unit is divided by its own largest weight. Divide by the run's.",
            lambda W: (np.abs(W + W[:, :, ::-1]) / np.abs(W).max(axis=2, keepdims=True)).max(
                axis=(1, 2)
            ),
        ),
        Mistake(
            "This adds the two halves of a unit's weights without turning one around: the first "
            "weight meets the fourth. Its mirror is the last.",
            lambda W: (
                np.abs(W[:, :, : W.shape[2] // 2] + W[:, :, W.shape[2] // 2 :]).max(axis=(1, 2))
                / _size(W)
            ),
        ),
        Mistake(
            "This divides each gap by a weight of its own pair, which can be nearly 0. Divide the "
            "largest gap by the largest weight.",
            lambda W: (np.abs(W + W[:, :, ::-1]) / np.abs(W)).max(axis=(1, 2)),
        ),
    ],
)


# --- 13.4 -----------------------------------------------------------------------------------


def _bits(count):
    return np.array(list(itertools.product([0, 1], repeat=count)))


def _zeros(left, right, symmetric=0):
    """How many patterns give these weights the net input 0, without the symmetric ones or with."""
    x = _bits(2 * len(left))
    z = x @ np.concatenate([left, right])
    zero = np.isclose(z, 0)
    if symmetric is not None:
        zero &= (x == x[:, ::-1]).all(axis=1) == symmetric
    return int(zero.sum())


def _mirror(left):
    return -np.asarray(left)[::-1]


def _differences(left):
    """Net inputs 0 among the differences -1, 0, 1 of each pair, without the all-equal one."""
    d = np.array(list(itertools.product([-1, 0, 1], repeat=len(left))))
    return int(np.isclose(d @ np.asarray(left), 0).sum()) - 1


def _six_bits(left):
    """The count over patterns of six inputs, whatever the length of left."""
    w = [*left, *_mirror(left)]
    others = [bits for bits in itertools.product([0, 1], repeat=6) if bits != bits[::-1]]
    return sum(sum(v * b for v, b in zip(w, bits, strict=False)) == 0 for bits in others)


confused = FunctionExercise(
    name="confused",
    solution=lambda left: _zeros(left, _mirror(left)),
    cases=lambda: [
        ([1, 1, 1],),
        ([1, 2, 3],),
        ([1, 2, 4],),
        ([4, 1, 2],),
        ([1, 1, 2],),
        ([2, 3, 4],),
        ([2, 5],),
        ([1, 2, 4, 7],),
        ([1, 2, 4, 8],),
    ],
    passed="1, 2, 4 confuse nothing, in any order: their sums are the numbers 0 to 7, each once.",
    mistakes=[
        Mistake(
            "The symmetric patterns are among these: they must give 0. Asked are only the others, "
            "which a unit would take for symmetric.",
            lambda left: _zeros(left, _mirror(left), symmetric=None),
        ),
        Mistake(
            "These are the symmetric patterns, which all give 0. Asked are the others that do.",
            lambda left: _zeros(left, _mirror(left), symmetric=1),
        ),
        Mistake(
            "This says that no sizes confuse anything. If the right half has the same signs as the "
            "left one, only the empty pattern gives 0: mirrored weights are equal in size and "
            "opposite in sign.",
            lambda left: _zeros(left, np.asarray(left)[::-1]),
        ),
        Mistake(
            "The right half has the same signs as the left one here, so only the empty pattern "
            "gives 0. Mirrored weights are equal in size and opposite in sign.",
            lambda left: _zeros(left, np.asarray(left)[::-1], symmetric=None),
        ),
        Mistake(
            "The right half stands in the same order as the left one, in the weights or in what "
            "counts as symmetric. In a mirror the first meets the last.",
            lambda left: _zeros(left, -np.asarray(left)),
        ),
        Mistake(
            "The right half stands in the same order as the left one, in the weights or in what "
            "counts as symmetric. In a mirror the first meets the last.",
            lambda left: _zeros(left, -np.asarray(left), symmetric=None),
        ),
        Mistake(
            "These are differences, not patterns: a pair with difference 0 can be 00 or 11, so it "
            "stands for two patterns.",
            _differences,
        ),
        Mistake(
            "These are differences, not patterns: a pair with difference 0 can be 00 or 11, so it "
            "stands for two patterns. And the one with all differences 0 is the symmetric one.",
            lambda left: _differences(left) + 1,
        ),
        Mistake(
            "These are the non-symmetric patterns that do not give 0, the ones told apart.",
            lambda left: 2 ** (2 * len(left)) - 2 ** len(left) - _zeros(left, _mirror(left)),
        ),
        Mistake(
            "These are the patterns of the left half alone. The network sees both halves.",
            lambda left: (
                2 ** len(left) - len({int(z) for z in _bits(len(left)) @ np.asarray(left)})
            ),
        ),
        Mistake(
            "8 symmetric patterns were taken away. That is right for three left inputs only: there "
            "are as many as there are left halves.",
            lambda left: _zeros(left, _mirror(left), symmetric=None) - 8,
        ),
        Mistake(
            "The patterns always have six inputs here. They need two for each number in left.",
            _six_bits,
        ),
        Mistake(
            "These are pairs of left halves with equal sums. Each pair makes two patterns, since "
            "the two halves can stand in both orders.",
            lambda left: _zeros(left, _mirror(left)) // 2,
        ),
        Mistake(
            "It asks whether a pattern is confused, yes or no, but not how many are: add them up.",
            lambda left: bool(_zeros(left, _mirror(left))),
        ),
    ],
)


# --- 13.5 -----------------------------------------------------------------------------------

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
            return self.wrong("the answer is four arrays of numbers, (W1, b1, W2, b2).")
        shapes = tuple(part.shape for part in parts)
        if shapes != _SHAPES:
            for name, shape, wanted in zip(("W1", "b1", "W2", "b2"), shapes, _SHAPES, strict=True):
                if shape != wanted:
                    return self.wrong(f"{name} should have the shape {wanted}, but it has {shape}.")
        missed, taken = _misses(parts)
        if not missed and not taken:
            return super().judge(self.solution)
        told = f"it misses {missed} of the 8 symmetric patterns and takes {taken} of the 56 others "
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
    mistakes=[
        Mistake(
            "One hidden unit has no weights: it answers every pattern alike.",
            lambda parts: not np.abs(parts[0]).max(axis=1).all(),
        ),
        Mistake(
            "Both hidden units see the same difference of the halves. That can work, if one comes "
            "on just below 0 and the other just above, their signs in W2 are opposite, and b2 is "
            "negative. With opposite rows in W1 it is simpler.",
            lambda parts: (
                np.allclose(parts[0][0], parts[0][1])
                and not np.isclose(*parts[1])
                and _opposite(parts[0])
            ),
        ),
        Mistake(
            "Both hidden units see the same: where the left half weighs less than the right one, "
            "neither comes on. Give the second unit the opposite signs.",
            lambda parts: (
                np.allclose(parts[0][0], parts[0][1])
                and np.isclose(*parts[1])
                and _opposite(parts[0])
            ),
        ),
        Mistake(
            "Mirrored weights have the same sign here, so a symmetric pattern does not cancel. In "
            "each row, weight 1 and weight 6 must add up to 0, and so on.",
            lambda parts: np.allclose(parts[0], parts[0][:, ::-1]),
        ),
        Mistake(
            "The right half stands in the same order as the left one: the first weight must cancel "
            "the last, the second the fifth, the third the fourth.",
            lambda parts: (
                not _opposite(parts[0]) and np.allclose(parts[0][:, :3], -parts[0][:, 3:])
            ),
        ),
        Mistake(
            "In some row of W1 mirrored weights do not cancel: weight 1 + weight 6 must be 0, "
            "weight 2 + weight 5, and weight 3 + weight 4.",
            lambda parts: not _opposite(parts[0]),
        ),
        Mistake(
            "Some non-symmetric patterns weigh the same on both sides: with these sizes the left "
            "half of one pattern equals the right half of another. Which three numbers have "
            "different sums for all eight choices?",
            lambda parts: any(confused.solution(row[:3]) > 0 for row in parts[0]),
        ),
        Mistake(
            "The two hidden units always add up to 1, whatever the pattern is, since one gets z "
            "and the other -z, biases included: 1 / (1 + e^-z) and 1 / (1 + e^z). Negative biases "
            "keep both off for a symmetric pattern.",
            _always_in_doubt,
        ),
        Mistake(
            "Both hidden units are on for a symmetric pattern here, and W2 is positive. That can "
            "work, if one of them goes off for every other pattern (opposite signs), and if b2 is "
            "so negative that one unit alone can't lift the output, but both together can.",
            lambda parts: (parts[1] > 0).all() and (parts[2] > 0).all(),
        ),
        Mistake(
            "A hidden unit must suppress the output: W2 is negative. b2 is positive, so that the "
            "output is on as long as both are off.",
            lambda parts: (parts[2] > 0).any(),
        ),
        Mistake(
            "With both hidden units off the output should be on, but b2 is not positive.",
            lambda parts: parts[3][0] <= 0,
        ),
        Mistake(
            "A hidden bias is positive: then its unit is on for a symmetric pattern and suppresses "
            "the output. It must be off when z1 is nothing but the bias.",
            lambda parts: (parts[1] > 0).any(),
        ),
        Mistake(
            "The smallest difference, one of weight 1, does not lift a hidden unit out of its "
            "negative bias. The bias must be smaller than the smallest weight.",
            lambda parts: (np.abs(parts[0]).min(axis=1) <= -parts[1]).any(),
        ),
        Mistake(
            "Some non-symmetric pattern turns on neither unit: where the first row gives less than "
            "0, the second must give more. Let the second row be the first with all signs turned.",
            lambda parts: (
                (_hidden(parts)[_Y[:, 0] < 0.5] < 0.5).all(axis=1).any()
                and not np.allclose(parts[0][0], -parts[0][1])
            ),
        ),
        Mistake(
            "One hidden unit that is on must outweigh b2: make W2 more negative than b2 is "
            "positive, with room to spare.",
            lambda parts: (parts[2][0] + parts[3] >= 0).any(),
        ),
        Mistake(
            "The structure is right, but the numbers are so small that no unit is clearly on or "
            "off. Multiply W1 and b1 by 10, and W2 and b2 too.",
            lambda parts: np.abs(parts[0]).max() < 20,
        ),
    ],
)


# --- 13.6 -----------------------------------------------------------------------------------


def _left(p_then, p_now, sweeps):
    speed = (1 / p_then - 1 / p_now) / sweeps
    return 1 / p_now / speed


sweeps_left = FunctionExercise(
    name="sweeps_left",
    solution=_left,
    cases=lambda: [
        (1e-5, 2e-5, 1000),
        (4e-6, 5e-6, 500),
        (2e-5, 8e-5, 2000),
        (np.array([1e-5, 3e-6]), np.array([1.25e-5, 4e-6]), 1000),
    ],
    tolerance=2e-3,  # to 1/p = 1 or 2 instead of 0 is right as well
    passed="From 1 in 100,000 to 2 in 100,000 in 1,000 sweeps means: 1,000 more, not 50,000.",
    mistakes=[
        Mistake(
            "This counts from the first measurement, or takes the speed of 1/p from the last "
            "moment alone. Asked are the sweeps left after the second measurement; the speed is "
            "the whole change of 1/p, divided by the sweeps.",
            lambda p, q, n: 1 / p / ((1 / p - 1 / q) / n),
        ),
        Mistake(
            "This lets p itself grow by the same amount in each sweep, up to 1. It is 1/p that "
            "changes evenly, and it falls, to nearly 0.",
            lambda p, q, n: (1 - q) / ((q - p) / n),
        ),
        Mistake(
            "This lets p itself grow by the same amount in each sweep, up to 1/2. It is 1/p that "
            "changes evenly, and it falls, to nearly 0.",
            lambda p, q, n: (0.5 - q) / ((q - p) / n),
        ),
        Mistake(
            "This lets p grow by the same factor again and again, up to 1. It is 1/p that "
            "changes evenly.",
            lambda p, q, n: -np.log(q) / (np.log(q / p) / n),
        ),
        Mistake(
            "This lets p grow by the same factor again and again, up to 1/2. It is 1/p that "
            "changes evenly.",
            lambda p, q, n: np.log(0.5 / q) / (np.log(q / p) / n),
        ),
        Mistake(
            "The sign: 1/p falls, so its first value is the larger one.",
            lambda p, q, n: -_left(p, q, n),
        ),
        Mistake(
            "This is how far 1/p still has to fall, not yet how long it takes. Divide by its fall "
            "per sweep.",
            lambda p, q, n: 1 / q,
        ),
        Mistake(
            "This is the fall of 1/p per sweep. How many sweeps does it need for what is left?",
            lambda p, q, n: (1 / p - 1 / q) / n,
        ),
        Mistake(
            "The fall per sweep was not divided by the sweeps between the two measurements.",
            lambda p, q, n: 1 / q / (1 / p - 1 / q),
        ),
        Mistake(
            "Nearly 0. Either it is turned over, or p stands where 1/p belongs: what is left is "
            "1 / p_now, and that is divided by the fall of 1/p per sweep.",
            lambda p, q, n: ((1 / p - 1 / q) / n) / (1 / q),
        ),
        Mistake(
            "The sweeps stand on the wrong side: the fall per sweep is the whole fall divided "
            "by them.",
            lambda p, q, n: 1 / q / ((1 / p - 1 / q) * n),
        ),
    ],
)


# --- 13.7 -----------------------------------------------------------------------------------

_STEPS = (6.4, 1.0, 0.0375)


def _is(place, *values):
    """Whether the number at this place is one of the values."""

    def test(answer):
        numbers = [float(number) for number in answer]
        return len(numbers) == 3 and any(np.isclose(numbers[place], v, rtol=2e-3) for v in values)

    return test


@dataclass(eq=False)
class ThreeNumbers(ValueExercise):
    """The check of three numbers, in brackets of any kind; names the first that is wrong."""

    def judge(self, answer):
        if isinstance(answer, (np.ndarray, torch.Tensor)) and answer.shape == (3,):
            answer = tuple(answer.tolist())
        return super().judge(answer)


same_steps = ThreeNumbers(
    name="same_steps",
    solution=_STEPS,
    passed="Sum or mean, momentum or none: look at what a weight moves in the end, not at `step`.",
    mistakes=[
        Mistake(
            "three numbers are wanted, in brackets: (first, second, third).",
            lambda answer: (
                isinstance(answer, str)
                or not isinstance(answer, (tuple, list))
                or len(answer) != 3
                or not all(isinstance(n, (int, float, np.number)) for n in answer)
            ),
        ),
        Mistake(
            "the first: this makes the step 64 times smaller. The mean has already made the "
            "gradient smaller.",
            _is(0, 0.1 / 64),
        ),
        Mistake(
            "the first: the same step is what failed. By which factor is the gradient of a mean "
            "over 64 patterns smaller than that of their sum?",
            _is(0, 0.1),
        ),
        Mistake(
            "the first: 64 is the factor between the two steps, not yet the step. (If it came from "
            "the momentum: that is the same in both runs and needs no correction.)",
            _is(0, 64),
        ),
        Mistake(
            "the first: the momentum is the same in both runs. It needs no correction.",
            _is(0, 0.64, 5.76, 57.6),
        ),
        Mistake(
            "the first: the square root of 64 belongs to noise. Here the gradient itself is 64 "
            "times smaller.",
            _is(0, 0.8, 0.0125),
        ),
        Mistake(
            "the first is not it. Both runs must add the same numbers to the weights.",
            lambda answer: not _is(0, 6.4)(answer),
        ),
        Mistake(
            "the second: 0.9 times the step is the smaller part. Add up what one gradient moves in "
            "all sweeps together: 1 + 0.9 + 0.81 + ...",
            _is(1, 0.09),
        ),
        Mistake(
            "the second: only the first two sweeps are counted, 1 + 0.9. The echoes go on: "
            "1 + 0.9 + 0.81 + ...",
            _is(1, 0.19),
        ),
        Mistake(
            "the second: (1 - 0.9) divides, it does not multiply. With momentum a gradient acts "
            "again and again, so without it the step must be larger.",
            _is(1, 0.01),
        ),
        Mistake(
            "the second: 0.1 again would leave the momentum out without a substitute.",
            _is(1, 0.1),
        ),
        Mistake(
            "the second: 10 is the factor 1 / (1 - 0.9), not yet the step.",
            _is(1, 10),
        ),
        Mistake(
            "the second: the sum is meant, as in the paper, so no factor of 64.",
            _is(1, 64),
        ),
        Mistake(
            "the second is not it. 1 + 0.9 + 0.9² + ... = 1 / (1 - 0.9).",
            lambda answer: not _is(1, 1.0)(answer),
        ),
        Mistake(
            "the third: multiplied by 20, where the mean divides by it.",
            _is(2, 0.3 * 20 / 0.4, 0.3 * 20, 0.3 * 20 * 0.4),
        ),
        Mistake(
            "the third: here the batch has 20 patterns, not 64.",
            _is(2, 0.3 / 64 / 0.4, 0.3 / 64),
        ),
        Mistake(
            "the third: the mean over 20 is there, the momentum is not yet. It makes the way "
            "1 / (1 - 0.6) times longer.",
            _is(2, 0.3 / 20),
        ),
        Mistake(
            "the third: the momentum is there, the mean over 20 patterns is not yet.",
            _is(2, 0.3 / 0.4),
        ),
        Mistake(
            "the third: momentum lengthens the way, so its factor is 1 / (1 - 0.6), not 1 - 0.6.",
            _is(2, 0.3 / 20 * 0.4, 0.3 * 0.4),
        ),
        Mistake(
            "the third: the factor of a momentum of 0.6 is 1 / (1 - 0.6), not 1 / 0.6 or 0.6.",
            _is(2, 0.3 / 20 / 0.6, 0.3 / 20 * 0.6),
        ),
        Mistake(
            "the third: 0.6 has another factor than 0.9 had.",
            _is(2, 0.3 / 20 / 0.1),
        ),
        Mistake(
            "the third is not it. Two factors: one of the mean, one of the momentum.",
            lambda answer: not _is(2, 0.0375)(answer),
        ),
    ],
)
