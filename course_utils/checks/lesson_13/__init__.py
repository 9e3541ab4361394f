"""The checks of lesson 13: the symmetry network, its weights, its plateaus and its steps."""

from course_utils.checks.lesson_13.detector import detector
from course_utils.checks.lesson_13.gradients import deltas
from course_utils.checks.lesson_13.mirrors import confused, mirror_gap, mirror_labels
from course_utils.checks.lesson_13.steps import same_steps, sweeps_left
