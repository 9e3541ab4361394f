"""How large, how far, how many: exercises 15.2 to 15.4."""

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


output_size = FunctionExercise(
    **texts("output_size"),
    cases=lambda: [
        (28, 5, 2, 2),
        (28, 3, 1, 0),
        (7, 3, 2, 1),
        (9, 2, 4, 3),
        (5, 5, 1, 0),
        (10, 4, 3, 1),
        (6, 3, 2, 0),
        (32, 7, 5, 2),
        (2, 4, 3, 1),
    ],
)


receptive_field = FunctionExercise(
    **texts("receptive_field"),
    cases=lambda: [
        ([(3, 1)],),
        ([(3, 1), (3, 1)],),
        ([(5, 2), (3, 2), (3, 2)],),
        ([(2, 3), (4, 1), (3, 5), (2, 2)],),
        ([(7, 1), (2, 2), (5, 3)],),
        ([],),
    ],
)


layer_weights = ValueExercise(**texts("layer_weights"), solution=4640, tolerance=1e-6)
