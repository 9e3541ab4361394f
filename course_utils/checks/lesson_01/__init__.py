"""The checks of lesson 01: what one neuron does and what it can't do."""

from course_utils.checks.lesson_01.batches import count_functions, share_right
from course_utils.checks.lesson_01.gates import and_neuron, nand_neuron
from course_utils.checks.lesson_01.lines import distance, ten_times
from course_utils.checks.lesson_01.neurons import neuron, tipping_point
