"""Activation functions and their slopes: exercises 02.2, 02.3 and 02.7."""

import contextlib
from unittest import mock

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _without_overflow(answer, *arguments):
    """The answer's value; an overflow or an invalid number on the way is raised, not warned of.

    An answer can't switch this off: to silence a warning is no way to avoid an overflow.
    """

    def nothing(*_, **__):
        return contextlib.nullcontext()

    with (
        np.errstate(over="raise", invalid="raise", divide="raise"),
        mock.patch.multiple(np, errstate=nothing, seterr=nothing),
    ):
        return answer(*arguments)


stable_sigmoid = FunctionExercise(
    **texts("stable_sigmoid"),
    observe=_without_overflow,
    absolute=0,
    cases=lambda: [
        (np.array([-2.0, -0.5, 0.0, 0.5, 3.0]),),
        (np.array([800.0]),),
        (np.array([-800.0]),),
        (np.array([[-1000.0, 1.5, 1000.0], [-2.0, 0.0, 36.0]]),),
        (np.array([-300.0, -1.0, 4.0, 300.0], dtype=np.float32),),
        (np.array([-11.0, -20.0, -36.0, -100.0, -700.0]),),
        (-1.5,),
    ],
)


tanh_slope = FunctionExercise(
    **texts("tanh_slope"),
    cases=lambda: [
        (np.array([0.0, 0.3, -0.3, 0.9, -0.99]),),
        (np.array([[0.5, -0.25, 0.75], [1.0, -1.0, 0.1]]),),
        (0.6,),
    ],
)


softsign = FunctionExercise(
    **texts("softsign"),
    observe=_without_overflow,
    absolute=1e-30,
    cases=lambda: [
        (np.array([-3.0, -0.5, 0.0, 0.5, 1.0, 20.0]),),
        (np.array([[-4.0, 2.5], [0.25, -9.0], [7.0, -1.0]]),),
        (np.array([-4.0, 3.0, 1e30, -1e30], dtype=np.float32),),
        (np.array([1e6, -1e6, 1e30]),),
    ],
)
