"""The activation functions of lesson 02 and their derivatives, in NumPy.

Each takes a number or an array of any shape and returns the same shape; float32 stays float32, and
whole numbers are computed in float64. No finite input overflows or gives NaN. At the kink of ReLU
and leaky ReLU the derivative is the one of the negative side, as in PyTorch.
"""

import math

import numpy as np

from course_utils.losses import as_floats


def sigmoid(z):
    """1 / (1 + e^-z), between 0 and 1."""
    z = as_floats(z)
    e = np.exp(-np.abs(z))  # never above 1: nothing can overflow
    return np.where(z >= 0, 1, e) / (1 + e)


def tanh(z):
    """The hyperbolic tangent, between -1 and 1."""
    return np.tanh(as_floats(z))


def relu(z):
    """z where it is positive, else 0."""
    return np.maximum(z, 0)


def sigmoid_derivative(z):
    """At most 1/4. It is a (1 - a), written so that no digit is lost where a is close to 1."""
    e = np.exp(-np.abs(as_floats(z)))
    return e / (1 + e) ** 2


def tanh_derivative(z):
    """At most 1. Written so that no digit is lost where tanh is close to 1 or -1."""
    e = np.exp(-np.abs(as_floats(z))) ** 2
    return 4 * e / (1 + e) ** 2


def relu_derivative(z):
    """1 where z is positive, else 0."""
    return np.heaviside(as_floats(z), 0)  # 0 for z < 0, 1 for z > 0, and 0 at z = 0


def leaky_relu(z, slope=0.01):
    """z where it is positive, else slope times z."""
    z = as_floats(z)
    return np.where(z > 0, z, slope * z)


def leaky_relu_derivative(z, slope=0.01):
    """1 where z is positive, else slope."""
    z = as_floats(z)
    return np.where(z > 0, np.ones_like(z), slope)


def normal_cdf(z):
    """Φ(z): the probability that a standard normal number is below z."""
    z = as_floats(z)
    kind = np.result_type(z, np.float32)
    return np.vectorize(math.erfc, otypes=[kind])(-z / math.sqrt(2)) / 2


def gelu(z):
    """z Φ(z): close to 0 on the far left and close to z on the far right."""
    return as_floats(z) * normal_cdf(z)


def gelu_derivative(z):
    """Φ(z) + z φ(z), where φ is the bell curve, the derivative of Φ."""
    near = np.clip(as_floats(z), -40, 40)  # the bell curve is 0 beyond; 1e200 squared overflows
    bell = np.exp(-(near**2) / 2) / math.sqrt(2 * math.pi)
    return normal_cdf(z) + near * bell
