"""RMSNorm backward: exercise 09.7."""

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_09.draw import draw
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _cases():
    return [
        (draw(220 + n, n, d), draw(230 + n, n, d), draw(240 + n, d), eps)
        for n, d, eps in ((5, 3, 0.5), (2, 4, 1e-3), (3, 2, 0.25), (4, 5, 0.1))
    ]


rms_norm_backward = FunctionExercise(**texts("rms_norm_backward"), cases=_cases)
