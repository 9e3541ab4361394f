"""The measured gradient agrees with calculus, leaves its arguments alone and refuses bad input."""

import numpy as np
import pytest

from course_utils.gradient_check import check_gradients, numerical_gradient, relative_error


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (2, 1, 2)])
def test_agrees_with_calculus(shape):
    x = np.random.default_rng(0).normal(size=shape)
    x = np.asarray(x)  # a scalar draw is no array
    found = numerical_gradient(lambda v: (np.sin(v) * v).sum(), x)
    assert found.shape == shape
    np.testing.assert_allclose(found, np.cos(x) * x + np.sin(x), rtol=1e-8, atol=1e-8)


def test_survives_a_function_that_writes_into_its_argument():
    def f(v):
        v *= 3
        return v.sum()

    x = np.array([1.0, 2.0])
    np.testing.assert_allclose(numerical_gradient(f, x), [3, 3])
    assert x.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("x", [np.array([1, 2]), np.array([1.0], dtype=np.float32), [1.0], 1.0])
def test_refuses_what_is_no_float64_array(x):
    with pytest.raises(TypeError, match="float64"):
        numerical_gradient(np.sum, x)


def test_refuses_a_function_of_many_results():
    with pytest.raises(ValueError, match="one number"):
        numerical_gradient(lambda v: v, np.array([1.0, 2.0]))


def test_relative_error():
    assert relative_error([1.0, 2.0], [1.0, 2.0]) == 0
    assert relative_error([0.0], [0.0]) == 0
    assert relative_error([1.0, 2.0], [1.0, 1.0]) == pytest.approx(0.5)
    assert relative_error([1e-9], [-1e-9]) == pytest.approx(2)
    assert np.isnan(relative_error([1.0, np.nan], [1.0, 2.0]))
    assert np.isnan(relative_error([1.0, 2.0], [1.0, np.nan]))
    with pytest.raises(ValueError, match="one shape"):
        relative_error(np.zeros((2, 1)), np.zeros(2))


def loss(params):
    return float((np.tanh(params["W"]).sum(axis=0) * params["b"]).sum())


PARAMS = {"W": np.array([[0.5, -1.0], [2.0, 0.3], [-0.7, 1.1]]), "b": np.array([1.5, -0.5])}
GRADIENTS = {
    "W": (1 - np.tanh(PARAMS["W"]) ** 2) * PARAMS["b"],
    "b": np.tanh(PARAMS["W"]).sum(axis=0),
}


def test_check_gradients_passes_the_right_ones():
    before = {name: value.copy() for name, value in PARAMS.items()}
    errors = check_gradients(loss, GRADIENTS, PARAMS)
    assert list(errors) == ["W", "b"]
    assert max(errors.values()) < 1e-8
    for name, value in before.items():
        np.testing.assert_array_equal(value, PARAMS[name])


def test_check_gradients_finds_the_wrong_one():
    errors = check_gradients(loss, {**GRADIENTS, "b": -GRADIENTS["b"]}, PARAMS)
    assert errors["W"] < 1e-8
    assert errors["b"] == pytest.approx(2)
    one_off = GRADIENTS["W"].copy()
    one_off[2, 1] += 0.01
    assert check_gradients(loss, {**GRADIENTS, "W": one_off}, PARAMS)["W"] > 1e-3


@pytest.mark.parametrize("shape", [(1, 2), (2, 1), (2, 2), ()])
def test_check_gradients_says_inf_for_another_shape(shape):
    errors = check_gradients(loss, {**GRADIENTS, "b": np.ones(shape)}, PARAMS)
    assert errors["b"] == np.inf
    assert errors["W"] < 1e-8


def test_relative_error_of_small_whole_numbers():
    """In uint8, 1 - 2 would be 255."""
    assert relative_error(np.uint8([1]), np.uint8([2])) == 0.5
