"""The checks of lesson 00, start here."""

from course_utils.checks.lesson_00.first_steps import average, difference_shape, mean_images
