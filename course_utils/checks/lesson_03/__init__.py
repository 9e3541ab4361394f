"""The checks of lesson 03, the forward pass."""

from course_utils.checks.lesson_03.by_hand import plateau, xor_weights
from course_utils.checks.lesson_03.layers import column_layer, images_to_rows, unseen_mistakes
from course_utils.checks.lesson_03.whole_networks import all_activations, count_parameters
