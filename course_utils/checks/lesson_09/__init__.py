"""The checks of lesson 09, normalisation."""

from course_utils.checks.lesson_09.batch_norm import batch_norm_forward, batch_norm_gradients
from course_utils.checks.lesson_09.evaluation import fold_batch_norm, running_update
from course_utils.checks.lesson_09.invariances import invariances
from course_utils.checks.lesson_09.rms_norm import rms_norm_backward
from course_utils.checks.lesson_09.statistics import statistics_of_batches
