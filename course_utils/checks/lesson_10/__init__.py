"""The checks of lesson 10: the idx format, honest numbers, splits and batches."""

from course_utils.checks.lesson_10.batches import batch_count, minibatches
from course_utils.checks.lesson_10.numbers import idx_header, majority_accuracy
from course_utils.checks.lesson_10.pixels import nearest_example, standardise
from course_utils.checks.lesson_10.splitting import split_indices
