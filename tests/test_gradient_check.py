"""The measured gradient agrees with calculus, leaves its arguments alone and refuses bad input."""

import numpy as np
import pytest

from course_utils.gradient_check import numerical_gradient, relative_error


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
