"""Patterns and weights beside their mirror images: exercises 13.1, 13.3 and 13.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise

# --- 13.1 -----------------------------------------------------------------------------------


def _label_cases():
    six = [[1, 0, 1, 1, 0, 1], [1, 0, 1, 1, 0, 0], [1, 1, 0, 1, 1, 0], [0, 0, 1, 1, 0, 0]]
    six += [[1, 0, 0, 1, 0, 1], [0, 1, 1, 0, 0, 0], [0, 1, 1, 0, 1, 0], [1, 1, 0, 1, 0, 0]]
    five = [[1, 0, 1, 0, 1], [1, 0, 0, 1, 1], [0, 1, 0, 1, 0]]
    eight = [[1, 0, 1, 1, 1, 1, 0, 1], [1, 0, 0, 1, 0, 1, 0, 1], [0, 0, 0, 1, 0, 0, 0, 0]]
    cases = [six, five, eight, [[0, 1, 1]], [[1], [0]], six[:6]]
    return [(np.array(case, float),) for case in cases]


_EQUAL = "(x == x[:, ::-1])"
_LABELS = "(x == x[:, ::-1]).all(axis=1, keepdims=True).astype(float)"
_ONLY_SIX = (
    "It is right for patterns of six and fails for others. The check also tries 1, 3, 5 and 8 "
    "inputs: let the shape of x say how long a pattern is, or turn the whole pattern around."
)
_REPEATED = (
    "This asks whether the second half repeats the first, as in 110110. A mirror turns the second "
    "half around."
)
_ALL_TOGETHER = "It gives one answer for all patterns together. Each row needs its own: axis=1."
_DOWN = (
    "`all` runs down the patterns here (axis 0) and gives one number per input. Each row needs its "
    "own: axis=1."
)
_ONE_PAIR = (
    "Only one pair decides here, the one in the middle of six. Does a loop write the answer of "
    "each pair over the one before?"
)

mirror_labels = FunctionExercise(
    name="mirror_labels",
    solution="""
def mirror_labels(x):
    return (x == x[:, ::-1]).all(axis=1, keepdims=True).astype(float)
""",
    cases=_label_cases,
    passed="It never says 6: a pattern of any length is compared with itself, read backwards.",
    edits={
        "axis=1, keepdims=True": {
            "axis=1": "The labels are right but stand in a row, shape (N,). The network's output "
            "is a column, (N, 1), and (N, 1) minus (N,) would silently be N times N numbers. "
            "keepdims=True helps.",
            "": _ALL_TOGETHER,
            "axis=0": _DOWN,
            "axis=0, keepdims=True": _DOWN,
        },
        ".all(": {
            ".any(": "One equal pair is enough for this answer. All pairs must be equal: `all`, "
            "not `any`.",
            ".mean(": "It is the share of inputs that equal their mirror input. Asked is 1 or 0: "
            "are they all equal?",
        },
        "x[:, ::-1]": {
            "x[::-1]": "This turns the list of patterns around (the rows), not each pattern. Which "
            "axis holds the inputs of one pattern?",
            "x[::-1, ::-1]": "This turns the rows around as well as the columns, and so compares "
            "each pattern with another one.",
        },
        _EQUAL: {
            "(x[:, : x.shape[1] // 2] == x[:, (x.shape[1] + 1) // 2 :])": _REPEATED,
            "(x[:, :3] == x[:, 3:])": _REPEATED,
            "(x[:, :3] == x[:, 3:][:, ::-1])": _ONLY_SIX,
            "(x[:, :3] == x[:, 5:2:-1])": _ONLY_SIX,
            "(x[:, [0, 1, 2]] == x[:, [5, 4, 3]])": _ONLY_SIX,
            "(x[:, : x.shape[1] // 2] == x[:, x.shape[1] // 2 :][:, ::-1])": "With an odd number "
            "of inputs the two halves have different lengths: the one in the middle has no "
            "partner. Leave it out, or turn the whole pattern around.",
            "(x[:, [2]] == x[:, [x.shape[1] - 3]])": _ONE_PAIR,
            "(x[:, [x.shape[1] // 2 - 1]] == x[:, [x.shape[1] // 2]])": _ONE_PAIR,
            "(x[:, [0]] == x[:, [-1]])": "It compares only the first input with the last.",
        },
        f"return {_LABELS}": {
            "return ((x == x[:, ::-1]).sum(axis=1, keepdims=True) == 6).astype(float)": _ONLY_SIX,
            "return ((x - x[:, ::-1]).sum(axis=1, keepdims=True) == 0).astype(float)": ""
            "Differences cancel in the sum: what the left half has too much, the right half has "
            "too little, so it is 0 for every pattern. Take their sizes, or ask for all pairs.",
            "h = x.shape[1] // 2\nleft, right = x[:, :h], x[:, x.shape[1] - h :]\n"
            "return (left.sum(axis=1) == right.sum(axis=1)).astype(float)[:, None]": ""
            "It counts the ones of both halves. 100010 has one on each side and is not symmetric: "
            "the places count.",
            "return 1 - (x == x[:, ::-1]).all(axis=1, keepdims=True)": "The other way round: 1 is "
            "for the symmetric patterns, 0 for the others.",
            "return (x == x[:, ::-1]).astype(float)": "This is still one answer for each pair of "
            "inputs. A pattern is symmetric if all of its pairs are equal.",
        },
    },
    mistakes={
        _ONE_PAIR: """
labels = np.zeros((len(x), 1))
for j in range(3):
    labels[:, 0] = x[:, j] == x[:, 5 - j]
return labels
"""
    },
)


# --- 13.3 -----------------------------------------------------------------------------------


def _gap_cases():
    rng = np.random.default_rng(114)
    near = np.array([1.0, 2.0, -4.0])
    pair = np.concatenate([near, -near[::-1]])
    runs = np.stack([[pair, -pair], [3 * pair, -3 * pair]])
    noise = rng.normal(size=(2, 2, 6)).round(2)
    four = rng.normal(size=(3, 2, 4)).round(2)
    units = rng.normal(size=(2, 3, 4)).round(2)  # three hidden units, the last the largest
    units[:, 2] *= 5
    return [(runs + 0.1 * noise,), (noise,), (four,), (noise[:1],), (units,)]


_GAP = "np.abs(W1 + W1[:, :, ::-1]).max(axis=(1, 2))"
_SIZE = "np.abs(W1).max(axis=(1, 2))"

mirror_gap = FunctionExercise(
    name="mirror_gap",
    solution="""
def mirror_gap(W1):
    gap = np.abs(W1 + W1[:, :, ::-1]).max(axis=(1, 2))
    return gap / np.abs(W1).max(axis=(1, 2))
""",
    cases=_gap_cases,
    passed="0 means that every symmetric pattern gives every hidden unit exactly its own bias.",
    edits={
        "W1 + W1[:, :, ::-1]": {
            "W1 - W1[:, :, ::-1]": "This measures whether mirrored weights are equal. The paper "
            "says equal in size and opposite in sign: then their sum is 0, not their difference.",
            "np.abs(W1) - np.abs(W1[:, :, ::-1])": "This compares the sizes alone and never sees a "
            "wrong sign: 5 and 5 would pass as well as 5 and -5.",
            "W1 + W1[:, ::-1]": "This adds one hidden unit to another. A mirrored weight belongs "
            "to the same unit: turn the last axis around.",
            "W1 + W1[::-1]": "This turns the runs around. Turn the last axis, the inputs of one "
            "unit.",
            "W1[:, :, : W1.shape[2] // 2] + W1[:, :, W1.shape[2] // 2 :]": "This adds the two "
            "halves of a unit's weights without turning one around: the first weight meets the "
            "fourth. Its mirror is the last.",
        },
        _GAP: {
            "(W1 + W1[:, :, ::-1]).max(axis=(1, 2))": "A large negative sum is a gap too: take the "
            "size before the maximum.",
            "np.abs(W1 + W1[:, :, ::-1])[:, :2].max(axis=(1, 2))": "Only the first two hidden "
            "units are looked at. There can be more: all along axis 1.",
            "np.abs(W1 + W1[:, :, ::-1]).mean(axis=(1, 2))": "This is the mean gap. One bad pair "
            "hides in a mean: take the largest.",
            "np.abs(W1 + W1[:, :, ::-1]).sum(axis=(1, 2))": "This adds all gaps up. Asked is the "
            "largest.",
        },
        _SIZE: {
            "W1.max(axis=(1, 2))": "The largest weight can be negative: take sizes there as well.",
            "np.abs(W1).max()": "Each run is divided by the largest weight of all runs. Divide by "
            "its own.",
            "np.abs(W1).mean(axis=(1, 2))": "The gap is divided by the mean size. Divide it by the "
            "largest.",
        },
        "return gap / np.abs(W1).max(axis=(1, 2))": {
            "return gap": "The gap itself is right. Divide it by the size of the run's largest "
            "weight.",
            "gaps = np.abs(W1 + W1[:, :, ::-1]).max(axis=2)\n"
            "return (gaps / np.abs(W1).max(axis=2)).max(axis=1)": "Each hidden unit is divided by "
            "its own largest weight. Divide by the run's.",
            "return (np.abs(W1 + W1[:, :, ::-1]) / np.abs(W1)).max(axis=(1, 2))": "This divides "
            "each gap by a weight of its own pair, which can be nearly 0. Divide the largest gap "
            "by the largest weight.",
        },
        (_GAP, _SIZE): {
            ("np.abs(W1 + W1[:, :, ::-1]).max(axis=2)", "np.abs(W1).max(axis=2)"): "This is one "
            "number for each hidden unit, (runs, hidden). Asked is one for each run.",
            ("np.abs(W1 + W1[:, :, ::-1]).max()", "np.abs(W1).max()"): "This is one number for all "
            "runs together. Asked is one for each run.",
            (
                "np.abs(W1 + W1[:, :, ::-1])[:, :2].max(axis=(1, 2))",
                "np.abs(W1[:, :2]).max(axis=(1, 2))",
            ): "Only the first two hidden units are looked at. There can be more: all along axis "
            "1.",
        },
    },
)


# --- 13.4 -----------------------------------------------------------------------------------

_OTHERS = "[bits for bits in patterns if bits != bits[::-1]]"
_SAME_ORDER = (
    "The right half stands in the same order as the left one, in the weights or in what counts as "
    "symmetric. In a mirror the first meets the last."
)
_COUNT = "sum(sum(v * b for v, b in zip(w, bits, strict=True)) == 0 for bits in others)"
_DIFFERENCES = """
d = itertools.product([-1, 0, 1], repeat=len(left))
return sum(sum(v * b for v, b in zip(left, bits)) == 0 for bits in d)
"""

confused = FunctionExercise(
    name="confused",
    solution="""
def confused(left):
    w = [*left, *(-size for size in reversed(left))]
    patterns = itertools.product([0, 1], repeat=len(w))
    others = [bits for bits in patterns if bits != bits[::-1]]
    return sum(sum(v * b for v, b in zip(w, bits, strict=True)) == 0 for bits in others)
""",
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
    edits={
        _OTHERS: {
            "list(patterns)": "The symmetric patterns are among these: they must give 0. Asked are "
            "only the others, which a unit would take for symmetric.",
            "[bits for bits in patterns if bits == bits[::-1]]": "These are the symmetric "
            "patterns, which all give 0. Asked are the others that do.",
        },
        "(-size for size in reversed(left))": {
            "reversed(left)": "This says that no sizes confuse anything. If the right half has the "
            "same signs as the left one, only the empty pattern gives 0: mirrored weights are "
            "equal in size and opposite in sign.",
            "(-size for size in left)": _SAME_ORDER,
        },
        ("(-size for size in reversed(left))", _OTHERS): {
            ("reversed(left)", "list(patterns)"): "The right half has the same signs as the left "
            "one here, so only the empty pattern gives 0. Mirrored weights are equal in size and "
            "opposite in sign.",
        },
        ("repeat=len(w)", "strict=True"): {
            ("repeat=6", "strict=False"): "The patterns always have six inputs here. They need two "
            "for each number in left.",
        },
        (_OTHERS, _COUNT): {
            ("list(patterns)", f"{_COUNT} - 8"): "8 symmetric patterns were taken away. That is "
            "right for three left inputs only: there are as many as there are left halves.",
        },
        _COUNT: {
            _COUNT.replace("== 0", "!= 0"): "These are the non-symmetric patterns that do not give "
            "0, the ones told apart.",
            f"{_COUNT} // 2": "These are pairs of left halves with equal sums. Each pair makes two "
            "patterns, since the two halves can stand in both orders.",
            f"bool({_COUNT})": "It asks whether a pattern is confused, yes or no, but not how many "
            "are: add them up.",
        },
    },
    mistakes={
        "These are differences, not patterns: a pair with difference 0 can be 00 or 11, so it "
        "stands for two patterns.": f"{_DIFFERENCES.rstrip()} - 1",
        "These are differences, not patterns: a pair with difference 0 can be 00 or 11, so it "
        "stands for two patterns. And the one with all differences 0 is the symmetric one.": (
            _DIFFERENCES
        ),
        "These are the patterns of the left half alone. The network sees both halves.": """
halves = itertools.product([0, 1], repeat=len(left))
return 2 ** len(left) - len({sum(v * b for v, b in zip(left, bits)) for bits in halves})
""",
    },
)
