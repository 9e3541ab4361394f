"""The course's figures: one style, one colour for one thing in every lesson."""

from course_utils.plumbing.figures.images import (
    show_images,
    show_pictures,
    show_pixels,
    show_reading,
    show_weights,
)
from course_utils.plumbing.figures.networks import (
    draw_neuron_line,
    show_bent_plane,
    show_depth_map,
    show_forward,
    show_neuron_lines,
)
from course_utils.plumbing.figures.style import COLOURS, draw_band, percent, use_style
from course_utils.plumbing.figures.trainings import show_confusion, show_training

__all__ = [
    "COLOURS",
    "draw_band",
    "draw_neuron_line",
    "percent",
    "show_bent_plane",
    "show_confusion",
    "show_depth_map",
    "show_forward",
    "show_images",
    "show_neuron_lines",
    "show_pictures",
    "show_pixels",
    "show_reading",
    "show_training",
    "show_weights",
    "use_style",
]
