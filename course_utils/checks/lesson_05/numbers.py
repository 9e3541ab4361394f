"""Two numbers from paper: exercises 05.1 and 05.4."""

from course_utils.checks.exercise import ValueExercise


def _are(*numbers, within=1e-3):
    """A test whether the answer is these numbers; None stands for any."""

    def test(answer):
        return len(answer) == len(numbers) and all(
            wanted is None or abs(float(got) - wanted) < within
            for got, wanted in zip(answer, numbers, strict=True)
        )

    return test


def _any(*tests):
    return lambda answer: any(test(answer) for test in tests)


_QUOTED = {
    "Write numbers, without quotes.": lambda answer: any(isinstance(v, str) for v in answer),
}

reuse_gradients = ValueExercise(
    name="reuse_gradients",
    solution=(-7, -4),
    passed="s hands on one sum, 2 - 6 = -4, and a adds its own -3 to that.",
    mistakes=_QUOTED
    | {
        "The numbers are right, but the first should be that of a.": _are(-4, -7),
        "b is right. But a has two users, the product and the sum s: here it has only what comes "
        "through s. What does the product s · a hand to a directly?": _are(-4, -4),
        "a has only what the product hands to it directly. It also moves s: add what comes back "
        "through s.": _are(-3, None),
        "s handed on only what came from the product. It is also used by the square, so it must "
        "wait for both and hand on the sum.": _are(-1, 2),
        "s handed on only what came from the square. It is also used by the product, so it must "
        "wait for both and hand on the sum.": _are(-9, -6),
        "The square hands back 2 s, not s: it is s · s, and both factors are s.": _are(-4, -1),
        "Multiply swaps: in s · a, s gets what a holds, and a gets what s holds.": _are(-7, -9),
        "s = a + b = -3 is negative, and the square hands back 2 s with its sign.": _are(5, 8),
        "The signs are turned. The last node starts with +1.": _are(7, 4),
        "What comes back on two paths is added, not multiplied.": _any(
            _are(None, -12), _are(12, None)
        ),
        "One of these is f itself, 3. Asked is how f moves when a or b moves.": lambda answer: (
            3 in answer
        ),
        "b is right, so s handed on the right sum. What does a get besides it?": _are(None, -4),
        "a is right. b is used by s alone, and add copies: it gets what s has.": _are(-7, None),
    },
)

two_rates = ValueExercise(
    name="two_rates",
    solution=(1 / 6, 1 / 3),
    passed="An update multiplies w by 1 - 6 η. Beyond 1/3 that is below -1, and w grows.",
    mistakes=_QUOTED
    | {
        "The numbers are right, but turned round.": _are(1 / 3, 1 / 6),
        "The numbers are close. Give them to three decimals, or as fractions such as 2 / 7.": _are(
            1 / 6, 1 / 3, within=0.008
        ),
        "This takes 3 w as the derivative of 3 w². It is 6 w.": _are(1 / 3, 2 / 3),
        "This takes 2 w as the derivative: the factor 3 stays. It is 6 w.": _are(1 / 2, 1),
        "The first is right. With the second nothing ever moves, that is true but no training: "
        "there is another rate, at which w jumps to its mirror image.": _are(1 / 6, 0),
        "These are the factors 1 - 6 η. Solve them for η.": _are(0, -1),
        "Rates are positive: the minus is in the update already, w - η dw.": lambda answer: (
            min(float(rate) for rate in answer) < 0
        ),
        "This is 6, the number in the derivative, and not the rate yet: 1 - 6 η should be 0.": _are(
            6, None
        ),
        "The first is right. For the second: which numbers besides w = w₀ have the same loss as "
        "w₀? One update should land there.": _are(1 / 6, None),
        "The second is right. For the first: one update should land at w = 0.": _are(None, 1 / 3),
    },
)
