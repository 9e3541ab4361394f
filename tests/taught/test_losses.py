"""The NumPy losses against PyTorch: values and gradients, small cases, extremes, and bad input."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from course_utils import losses
from course_utils.checks import lesson_04

# The same examples in every run, and none fails for being slow.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")

# The last digits may differ: each library sums in its own order.
TOLERANCE = {"float32": 2e-6, "float64": 1e-12}
LARGEST = {"float32": 1e37, "float64": 1e307}  # sums of some still fit

SMALL = np.array([[2.0, 1.0, -1.0, 0.5], [0.1, 0.0, -0.3, 3.0], [-2.0, -2.0, -2.0, -2.0]])
EXTREME = np.array([[1e4, -1e4, 0.0, 9_990.0], [-1e4, -1e4, -1e4, 1e4], [800.0, 90.0, 12.0, 0.0]])
LABELS = np.array([2, 0, 3])

real = pytest.mark.parametrize("dtype", ["float32", "float64"])


def same(a, b, dtype):
    assert np.dtype(dtype) == np.asarray(a).dtype
    np.testing.assert_allclose(a, b, rtol=TOLERANCE[dtype], atol=TOLERANCE[dtype])


@st.composite
def problems(draw, dtype):
    """Scores of any size that the dtype holds, from everyday ones up, and fitting labels."""
    shape = draw(st.tuples(st.integers(1, 6), st.integers(1, 7)))
    size = draw(st.sampled_from([1.0, 30.0, 1e3, LARGEST[dtype]]))
    scores = draw(arrays.arrays(dtype, shape, elements=st.floats(-1, 1, width=32))) * size
    labels = draw(arrays.arrays(np.int64, shape[0], elements=st.integers(0, shape[1] - 1)))
    return scores.astype(dtype), labels


def check_against_torch(scores, labels):
    dtype = str(scores.dtype)
    tensor = torch.tensor(scores, requires_grad=True)
    loss = F.cross_entropy(tensor, torch.tensor(labels))
    loss.backward()
    same(losses.softmax(scores), tensor.softmax(1).detach().numpy(), dtype)
    same(losses.log_softmax(scores), tensor.log_softmax(1).detach().numpy(), dtype)
    same(losses.cross_entropy(scores, labels), loss.item(), dtype)
    same(losses.cross_entropy_gradient(scores, labels), tensor.grad.numpy(), dtype)


@real
@given(data=st.data())
def test_equal_to_torch_for_any_scores(dtype, data):
    check_against_torch(*data.draw(problems(dtype)))


@real
@pytest.mark.parametrize("scores", [SMALL, EXTREME], ids=["small", "extreme"])
def test_equal_to_torch_in_each_dtype(dtype, scores):
    check_against_torch(scores.astype(dtype), LABELS)


@real
@given(data=st.data())
def test_probabilities(dtype, data):
    scores, _ = data.draw(problems(dtype))
    p = losses.softmax(scores)
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-5)
    largest = scores.argmax(axis=1)
    assert (p[np.arange(len(p)), largest] == p.max(axis=1)).all()


@given(data=st.data(), shift=st.floats(-1e3, 1e3))
def test_a_shift_changes_nothing(data, shift):
    scores = data.draw(arrays.arrays(float, (3, 4), elements=st.floats(-50, 50)))
    np.testing.assert_allclose(losses.softmax(scores + shift), losses.softmax(scores), atol=1e-11)


@given(data=st.data())
def test_gradient_equals_finite_differences(data):
    scores = data.draw(arrays.arrays(float, (3, 4), elements=st.floats(-20, 20)))
    step = 1e-5
    numeric = np.empty_like(scores)
    for place in np.ndindex(scores.shape):
        up, down = scores.copy(), scores.copy()
        up[place] += step
        down[place] -= step
        rise = losses.cross_entropy(up, LABELS) - losses.cross_entropy(down, LABELS)
        numeric[place] = rise / (2 * step)
    np.testing.assert_allclose(losses.cross_entropy_gradient(scores, LABELS), numeric, atol=1e-8)


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2])
def test_along_any_axis(axis):
    scores = np.random.default_rng(0).normal(size=(2, 3, 4))
    tensor = torch.tensor(scores)
    np.testing.assert_allclose(losses.softmax(scores, axis), tensor.softmax(axis), atol=1e-14)
    np.testing.assert_allclose(losses.log_softmax(scores, axis), tensor.log_softmax(axis))


@pytest.mark.filterwarnings("error")
def test_no_warning_for_extreme_scores():
    for dtype in (np.float16, np.float32, np.float64):
        losses.cross_entropy(EXTREME.astype(dtype), LABELS)
        losses.cross_entropy_gradient(EXTREME.astype(dtype), LABELS)


def test_minus_infinity_is_probability_zero():
    scores = np.array([[-np.inf, 0.0, 1.0]])
    np.testing.assert_allclose(losses.softmax(scores), torch.tensor(scores).softmax(1))
    np.testing.assert_array_equal(losses.log_softmax(scores), torch.tensor(scores).log_softmax(1))
    assert losses.cross_entropy(scores, [0]) == np.inf


def test_untrained_and_certain():
    assert losses.cross_entropy(np.zeros((5, 10)), [0, 3, 9, 9, 1]) == pytest.approx(np.log(10))
    assert losses.cross_entropy([[0.0, 50.0]], [1]) == pytest.approx(0, abs=1e-12)
    assert losses.cross_entropy([[0.0, 50.0]], [0]) == pytest.approx(50)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int64])
def test_whole_numbers_do_not_wrap_around(dtype):
    p = losses.softmax(np.array([[1, 2, 100]], dtype))
    assert p.dtype == np.float64
    np.testing.assert_allclose(p, losses.softmax([[1.0, 2.0, 100.0]]))


def test_takes_lists_and_the_labels_of_mnist():
    loss = losses.cross_entropy(SMALL, LABELS)
    assert losses.cross_entropy(SMALL.tolist(), LABELS.tolist()) == loss
    assert losses.cross_entropy(SMALL, LABELS.astype(np.uint8)) == loss


def test_arguments_stay_as_they_are():
    scores, labels = SMALL.copy(), LABELS.copy()
    losses.cross_entropy(scores, labels)
    losses.cross_entropy_gradient(scores, labels)
    assert (scores == SMALL).all()
    assert (labels == LABELS).all()


@pytest.mark.parametrize("loss", ["nll_loss", "cross_entropy", "cross_entropy_gradient"])
@pytest.mark.parametrize(
    "scores, labels, words",
    [
        (SMALL[0], [0], r"shape \(N, C\), not \(4,\)"),
        (np.zeros((0, 4)), np.zeros(0, int), r"not \(0, 4\)"),
        (SMALL, [0, 1], r"need 3 labels.*\(2,\)"),
        (SMALL, [[0], [1], [2]], r"need 3 labels.*\(3, 1\)"),
        (SMALL, np.eye(4)[:3], r"need 3 labels.*\(3, 4\)"),
        (SMALL, [0.0, 1.0, 2.0], "whole numbers, not float64"),
        (SMALL, [True, False, True], "whole numbers, not bool"),
        (SMALL, [0, 1, 4], r"0\.\.3"),
        (SMALL, [0, 1, -1], r"0\.\.3"),
    ],
)
def test_wrong_shapes_and_labels_are_named(loss, scores, labels, words):
    with pytest.raises(ValueError, match=words):
        getattr(losses, loss)(scores, labels)


@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.7])
def test_the_label_smoothing_of_lesson_04_is_torchs(smoothing):
    scores = torch.tensor(SMALL, requires_grad=True)
    F.cross_entropy(scores, torch.tensor(LABELS), label_smoothing=smoothing).backward()
    gradient = lesson_04.smooth_gradient.solution(SMALL, LABELS, smoothing)
    same(gradient, scores.grad.numpy(), "float64")


def test_narrow_floats_are_summed_in_a_wider_type():
    """70,000 ones are beyond float16's largest number, 65,504."""
    narrow = SMALL.astype(np.float16)
    same(losses.softmax(narrow), losses.softmax(narrow.astype(float)), "float64")
    scores = np.zeros((1, 70_000), np.float16)
    assert losses.softmax(scores).sum() == pytest.approx(1)
    assert losses.cross_entropy(scores, [0]) == pytest.approx(np.log(70_000))


def test_of_floats_converts_what_it_names_and_nothing_else():
    @losses.of_floats("x", "y")
    def kinds(x, scale, y=0):
        return x.dtype, type(scale), y.dtype

    assert kinds(np.uint8([1]), 2, y=np.float32([3])) == (np.float64, int, np.float32)
    assert kinds([1], scale=2, y=np.float16(3)) == (np.float64, int, np.float64)
