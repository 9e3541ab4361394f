"""The checks of lesson 12, reading a digit."""

from course_utils.checks.lesson_12.box import box_size, predicted_order
from course_utils.checks.lesson_12.confidence import calibration_error, fit_temperature
from course_utils.checks.lesson_12.preparing import (
    is_inverted,
    shift_to_centre,
)
from course_utils.checks.lesson_12.threshold import choose_threshold
