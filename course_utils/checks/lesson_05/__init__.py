"""The checks of lesson 05, backpropagation by hand."""

from course_utils.checks.lesson_05.diagnosis import faulty_lines, suspects
from course_utils.checks.lesson_05.gradient_checks import check_gradients
from course_utils.checks.lesson_05.networks import classifier_backward, network_backward
from course_utils.checks.lesson_05.numbers import reuse_gradients, two_rates
from course_utils.checks.lesson_05.proof import prove, yours_or_ours
