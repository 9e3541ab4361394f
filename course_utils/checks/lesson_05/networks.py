"""Backward passes of two networks with one hidden layer of tanh: exercises 05.2 and 05.7."""

from collections.abc import Mapping

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts
from course_utils.losses import softmax

texts = Texts(__file__)


def _network_cases():
    rng = np.random.default_rng(1)

    def case(n, n_in, hidden):
        return (
            rng.normal(size=(n, n_in)),
            3 * rng.normal(size=(n, 1)),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(1, hidden)),
            rng.normal(size=1),
        )

    return [case(7, 3, 4), case(1, 2, 3), case(3, 4, 2), case(5, 1, 3)]


def _by_name(answer, *arguments):
    """The four gradients with their names, those of the last layer first, as they are computed."""
    gradients = answer(*arguments)
    if isinstance(gradients, Mapping):
        return tuple(gradients.items())
    if not isinstance(gradients, (tuple, list)) or len(gradients) != 4:
        return gradients
    dW1, db1, dW2, db2 = gradients
    return {"dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


network_backward = FunctionExercise(
    **texts("network_backward"),
    observe=_by_name,
    cases=_network_cases,
)


def _classifier_cases():
    rng = np.random.default_rng(5)

    def case(n, n_in, hidden, classes):
        return (
            rng.normal(size=(n, n_in)),
            np.resize(rng.permutation(classes), n),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(classes, hidden)),
            rng.normal(size=classes),
        )

    return [case(5, 3, 4, 2), case(2, 3, 4, 2), case(1, 3, 4, 2), case(6, 2, 5, 3)]


classifier_backward = FunctionExercise(
    **texts("classifier_backward"),
    names={"softmax": softmax},
    cases=_classifier_cases,
)
