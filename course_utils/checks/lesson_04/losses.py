"""The loss: exercises 04.3, 04.4 and 04.7."""

import numpy as np

from course_utils import losses
from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


_PROBABILITIES = np.array([1 / 10, 1 / 1000, 1 / 4])  # 1/4 is the geometric mean of 1/2 and 1/8
_LOSSES = (2.303, 6.908, 1.386)
_THIRD = np.array([1 / 2, 1 / 8])


def _numbers(answer):
    return np.array([float(number) for number in answer])


def _close(numbers):
    return lambda answer: bool(np.allclose(_numbers(answer), numbers, atol=0.01))


def _only_wrong(place, number=None):
    """Whether only the number at this place differs from the right ones (and is this one)."""

    def test(answer):
        wrong = ~np.isclose(_numbers(answer), _LOSSES, atol=0.01)
        alone = wrong.tolist() == [i == place for i in range(3)]
        return alone and (number is None or bool(np.isclose(answer[place], number, atol=0.01)))

    return test


predicted_losses = ValueExercise(
    **texts(
        "predicted_losses",
        {
            "base_10": _close(-np.log10(_PROBABILITIES)),
            "base_2": _close(-np.log2(_PROBABILITIES)),
            "sign_turned": _close(np.log(_PROBABILITIES)),
            "probabilities": lambda answer: any(
                _close([0.1, 0.001, third])(answer) for third in (0.25, _THIRD.mean(), 1 / 16)
            ),
            "other_order": lambda answer: _close(np.sort(_LOSSES))(sorted(answer)),
            "one_over_p": lambda answer: _close([10, 1000])(answer[:2]),
            "one_minus_p": _close([0.9, 0.999, 1 - _THIRD.mean()]),
            "first_wrong": _only_wrong(0),
            "second_wrong": _only_wrong(1),
            "loss_of_mean": _only_wrong(2, -np.log(_THIRD.mean())),
            "summed": _only_wrong(2, -np.log(_THIRD).sum()),
            "third_wrong": _only_wrong(2),
        },
    ),
    solution=_LOSSES,
    tolerance=0.005,
)


def _log_p_cases():
    """Batches whose sizes differ; in the last one answer is surely wrong, and costs infinity."""
    rng = np.random.default_rng(4)
    cases = [
        (losses.log_softmax(rng.normal(size=(n, c)) * 2), rng.integers(0, c, n))
        for n, c in ((5, 3), (1, 4), (7, 10))
    ]
    unlikely = np.log([[0.5, 0.25, 0.25], [1.0, 1e-9, 1e-300]]), np.array([1, 2])
    return [*cases, unlikely, (np.array([[-1.0, -0.5], [-np.inf, 0.0]]), np.array([1, 0]))]


mean_nll = FunctionExercise(**texts("mean_nll"), names={"losses": losses}, cases=_log_p_cases)


log_sigmoid = FunctionExercise(
    **texts("log_sigmoid"),
    absolute=0,
    cases=lambda: [
        (np.array([-2.0, 0.0, 0.5, 3.0]),),
        (np.array([[-40.0, 1.0, 40.0], [5.0, -5.0, -0.1]]),),
        (np.array([1000.0, -1000.0]),),
        (np.array([-750.0]),),
    ],
)
