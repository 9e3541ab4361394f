"""Two numbers from paper: exercises 05.1 and 05.4."""

from course_utils.checks.exercise import ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


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


reuse_gradients = ValueExercise(
    **texts(
        "reuse_gradients",
        {
            "quoted": lambda answer: any(isinstance(v, str) for v in answer),
            "swapped": _are(-4, -7),
            "a_without_product": _are(-4, -4),
            "a_without_sum": _are(-3, None),
            "s_without_square": _are(-1, 2),
            "s_without_product": _are(-9, -6),
            "square_without_2": _are(-4, -1),
            "product_not_swapped": _are(-7, -9),
            "sign_of_s": _are(5, 8),
            "signs_turned": _are(7, 4),
            "multiplied": _any(_are(None, -12), _are(12, None)),
            "value_of_f": lambda answer: 3 in answer,
            "b_right": _are(None, -4),
            "a_right": _are(-7, None),
        },
    ),
    solution=(-7, -4),
)

two_rates = ValueExercise(
    **texts(
        "two_rates",
        {
            "quoted": lambda answer: any(isinstance(v, str) for v in answer),
            "swapped": _are(1 / 3, 1 / 6),
            "rounded": _are(1 / 6, 1 / 3, within=0.008),
            "slope_3w": _are(1 / 3, 2 / 3),
            "slope_2w": _are(1 / 2, 1),
            "second_zero": _are(1 / 6, 0),
            "factors": _are(0, -1),
            "negative": lambda answer: min(float(rate) for rate in answer) < 0,
            "six": _are(6, None),
            "first_right": _are(1 / 6, None),
            "second_right": _are(None, 1 / 3),
        },
    ),
    solution=(1 / 6, 1 / 3),
)
