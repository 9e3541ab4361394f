"""Taught code stands twice, in the lesson that teaches it and in course_utils: both must agree."""

import ast

import pytest
from lessons import CHECKOUT, code_cells, read

# file in course_utils: (lesson that teaches it, the names it teaches)
TAUGHT = {
    "losses": (
        "04_softmax_and_loss",
        "as_floats softmax log_softmax check_labels nll_loss cross_entropy cross_entropy_gradient",
    ),
    "normalization": (
        "09_normalization",
        "root normalise normalise_backward norm_backward batch_norm batch_norm_backward "
        "update_running batch_norm_eval layer_norm layer_norm_backward",
    ),
    "forward": ("03_forward_pass", "linear forward"),
    "gradient_check": ("05_backprop_by_hand", "numerical_gradient relative_error"),
    "tape": ("06_tape", "Node record log_rule power_rule Value"),
    "activations": (
        "02_activation_functions",
        "sigmoid tanh relu sigmoid_derivative tanh_derivative relu_derivative leaky_relu "
        "leaky_relu_derivative normal_cdf gelu gelu_derivative",
    ),
    "numpy_network": (
        "07_numpy_network",
        "check_sizes check_batch check_scores Network check_step SGD Momentum Adam minibatches "
        "train_epoch evaluate",
    ),
    "training": (
        "11_mnist_training",
        "Net split_validation make_loader train_epoch evaluate",
    ),
    "convolution": ("15_convolution", "slide"),
    "cnn": ("15_convolution", "CNN train"),
    "training_speed": (
        "16_training_speed",
        "whole_batches evaluate_one_by_one evaluate_at_once rise_and_fall FlatForward FlatNet "
        "step_flop",
    ),
    "distributed": (
        "17_scaling_out",
        "join_group train_epoch snapshot restore save_checkpoint load_checkpoint",
    ),
    "digits/__init__": (
        "12_read_a_digit",
        "prepare",
    ),
    "digits/calibration": ("12_read_a_digit", "calibration_error fit_temperature choose_threshold"),
    "paper_1986/symmetry": (
        "13_rumelhart_1986",
        "all_patterns logistic new_networks forward total_error backward train",
    ),
}


# The modules put these before a taught function: they convert or refuse what does not fit.
GUARDS = {"of_floats", "after", "only_finite"}


def is_guard(decorator):
    name = getattr(decorator, "func", decorator)
    return isinstance(name, ast.Name) and name.id in GUARDS


def definitions(source):
    """{name: program without docstrings and guards} of the functions and classes of a program."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for part in ast.walk(node):
                if isinstance(part, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(part):
                    part.body = part.body[1:]
            node.decorator_list = [d for d in node.decorator_list if not is_guard(d)]
            found[node.name] = ast.unparse(node)
    return found


@pytest.mark.parametrize("module", TAUGHT)
def test_lesson_and_package_agree(module):
    lesson, names = TAUGHT[module]
    notebook = read(CHECKOUT / "notebooks" / f"{lesson}.ipynb")
    sources = "\n".join(cell.source for cell in code_cells(notebook))
    taught = definitions(sources.replace("_solution", ""))  # a few are taught as exercises
    package = definitions((CHECKOUT / "course_utils" / f"{module}.py").read_text(encoding="utf-8"))
    for name in names.split():
        assert name in taught, f"lesson {lesson} does not teach {name}"
        assert taught[name] == package[name], f"{name} differs between the lesson and {module}.py"
