"""The network of lesson 07 against PyTorch: gradients, optimisers, a long training, bad input."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from course_utils import mnist
from course_utils.forward import forward
from course_utils.gradient_check import numerical_gradient, relative_error
from course_utils.losses import cross_entropy
from course_utils.numpy_network import (
    SGD,
    Adam,
    Momentum,
    Network,
    evaluate,
    minibatches,
    train_epoch,
)

X = np.array([[1.0, -2.0, 0.5], [0.5, 3.0, 0.0], [-1.0, 0.0, 2.0], [0.0, 0.5, -0.5]])
Y = np.array([1, 0, 1, 1])


def twin_of(network):
    """The same network of torch.nn, with copies of the weights."""
    modules = []
    for W, b in zip(network.parameters[::2], network.parameters[1::2], strict=True):
        layer = nn.Linear(W.shape[1], W.shape[0])
        layer.weight.data, layer.bias.data = torch.tensor(W), torch.tensor(b)
        modules += [layer, nn.ReLU()]
    return nn.Sequential(*modules[:-1])


def torch_gradients(network, x, y):
    twin = twin_of(network)
    F.cross_entropy(twin(torch.tensor(x)), torch.tensor(y)).backward()
    return [p.grad.numpy() for p in twin.parameters()]


def random_batch(rng, n, sizes, dtype=np.float64):
    return rng.normal(size=(n, sizes[0])).astype(dtype), rng.integers(0, sizes[-1], n)


# --- Gradients ------------------------------------------------------------------------------


@settings(deadline=None, max_examples=150)
@given(
    sizes=st.lists(st.integers(1, 7), min_size=2, max_size=5),
    n=st.integers(1, 6),
    seed=st.integers(0, 2**32 - 1),
    biases=st.booleans(),
)
def test_gradients_are_autograds(sizes, n, seed, biases):
    """Any depth, from one layer on; any width, also 1; a batch of one; seeds; biases 0 or not."""
    rng = np.random.default_rng(seed)
    network = Network(sizes, seed, np.float64)
    if biases:
        for b in network.parameters[1::2]:
            b[...] = rng.normal(size=b.shape)
    x, y = random_batch(rng, n, sizes)
    network.forward(x)
    for found, wanted in zip(network.backward(y), torch_gradients(network, x, y), strict=True):
        assert found.shape == wanted.shape
        np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("sizes", [[3, 2], [3, 5, 2], [3, 1, 2], [3, 3, 3, 3]])
def test_gradients_are_measured_ones(sizes):
    network = Network(sizes, 1, np.float64)
    for b in network.parameters[1::2]:
        b += 0.1  # with 0, a sample that no neuron fires for puts the next layer on ReLU's kink
    network.forward(X)
    for parameter, found in zip(network.parameters, network.backward(Y), strict=True):
        before = parameter.copy()

        def loss(value, parameter=parameter):
            parameter[...] = value
            return cross_entropy(network.forward(X, keep=False), Y)

        measured = numerical_gradient(loss, before)
        parameter[...] = before
        assert relative_error(found, measured) < 1e-6


def test_gradients_by_hand():
    # One sample, 2 -> 1 -> 2. z1 = 2*1 - 1*3 + 2 = 1, a1 = 1, scores = (0, 0), p = (1/2, 1/2).
    network = Network([2, 1, 2], 0, np.float64)
    for array, numbers in zip(
        network.parameters, ([[2.0, -1.0]], [2.0], [[3.0], [-1.0]], [-3.0, 1.0]), strict=True
    ):
        array[...] = numbers
    assert network.forward(np.array([[1.0, 3.0]])).tolist() == [[0, 0]]
    # dz2 = (1/2, -1/2); dW2 = dz2 * a1; dz1 = 3/2 + 1/2 = 2; dW1 = 2 * (1, 3)
    wanted = [[[2, 6]], [2], [[0.5], [-0.5]], [0.5, -0.5]]
    assert [g.tolist() for g in network.backward([1])] == wanted


def test_a_neuron_at_exactly_zero_passes_nothing_back():
    network = Network([1, 1, 2], 0, np.float64)
    network.forward(np.array([[0.0]]))  # z = 0 and a = 0
    assert [g.any() for g in network.backward([0])] == [False, False, False, True]


@pytest.mark.parametrize("sizes", [[3, 2], [3, 4, 2], [3, 4, 5, 2]])
def test_forward_is_that_of_lesson_03(sizes):
    network = Network(sizes, 0, np.float64)
    layers = list(zip(network.parameters[::2], network.parameters[1::2], strict=True))
    np.testing.assert_array_equal(network.forward(X), forward(X, layers))
    np.testing.assert_array_equal(network.predict(X), forward(X, layers).argmax(axis=1))


def test_nothing_writes_into_the_batch():
    x, y = X.copy(), Y.copy()
    network = Network([3, 4, 2], 0, np.float64)
    network.forward(x)
    network.backward(y)
    assert (x == X).all() and (y == Y).all()


def test_predict_and_evaluate_leave_the_batch_of_forward_alone():
    network = Network([3, 4, 2], 0, np.float64)
    network.forward(X)
    wanted = network.backward(Y)
    network.forward(X)
    network.predict(X[:1])
    loss, accuracy = evaluate(network, X[1:], Y[1:])
    for found, of_before in zip(network.backward(Y), wanted, strict=True):
        np.testing.assert_array_equal(found, of_before)
    assert loss == cross_entropy(network.forward(X[1:]), Y[1:])
    assert accuracy in (0, 1 / 3, 2 / 3, 1)


# --- First weights and dtypes ---------------------------------------------------------------


def test_first_weights_are_he_and_biases_zero():
    network = Network([784, 64, 64, 10], 0)
    assert [p.shape for p in network.parameters] == [
        *((64, 784), (64,), (64, 64), (64,), (10, 64), (10,))
    ]
    for W, b in zip(network.parameters[::2], network.parameters[1::2], strict=True):
        assert W.std() == pytest.approx((2 / W.shape[1]) ** 0.5, rel=0.1)
        assert abs(W.mean()) < 0.01 and not b.any()


def test_the_seed_decides_and_both_dtypes_start_alike():
    weights = [Network([4, 3, 2], seed).parameters for seed in (0, 0, 1)]
    assert all((a == b).all() for a, b in zip(*weights[:2], strict=True))
    assert (weights[0][0] != weights[2][0]).all()
    rounded = [p.astype(np.float32) for p in Network([4, 3, 2], 0, np.float64).parameters]
    assert all((a == b).all() for a, b in zip(weights[0], rounded, strict=True))


def make_optimizers(parameters, learning_rate=0.01):
    return [rule(parameters, learning_rate) for rule in (SGD, Momentum, Adam)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rate", [0.01, np.float64(0.01), np.float32(0.01)])
def test_the_dtype_stays_everywhere(dtype, rate):
    network = Network([3, 4, 5, 2], 0, dtype)
    x = X.astype(dtype)
    optimizers = make_optimizers(network.parameters, rate)
    for optimizer in optimizers:
        assert network.forward(x).dtype == dtype
        gradients = network.backward(Y)
        assert {g.dtype for g in gradients} == {np.dtype(dtype)}
        optimizer.step(gradients)
        train_epoch(network, optimizer, x, Y, 3, np.random.default_rng(0))
    _, momentum, adam = optimizers
    arrays = [*network.parameters, *momentum.velocities, *adam.means, *adam.squares]
    assert {a.dtype for a in arrays} == {np.dtype(dtype)}


# --- Optimisers -----------------------------------------------------------------------------

RULES = {
    "SGD": (
        lambda w: SGD(w, 0.1),
        lambda w: torch.optim.SGD(w, lr=0.1),
    ),
    "momentum": (
        lambda w: Momentum(w, 0.05, 0.9),
        lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9),
    ),
    "little momentum": (
        lambda w: Momentum(w, 0.05, 0.3),
        lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.3),
    ),
    "Adam": (Adam, torch.optim.Adam),
    "another Adam": (
        lambda w: Adam(w, 0.02, 0.8, 0.95, 1e-3),
        lambda w: torch.optim.Adam(w, lr=0.02, betas=(0.8, 0.95), eps=1e-3),
    ),
}


def largest_difference(parameters, tensors):
    pairs = zip(parameters, tensors, strict=True)
    return max(np.abs(ours - theirs.detach().numpy()).max() for ours, theirs in pairs)


@pytest.mark.parametrize("name", RULES)
def test_optimizers_are_those_of_torch_for_100_steps(name):
    """On gradients of their own: the twin below would also forgive what both nets have alike."""
    ours, theirs = RULES[name]
    rng = np.random.default_rng(0)
    shapes = [(4, 3), (4,), (1, 4), (1,)]
    parameters = [rng.normal(size=shape) for shape in shapes]
    tensors = [torch.tensor(p, requires_grad=True) for p in parameters]
    optimizer, reference = ours(parameters), theirs(tensors)
    for step in range(100):
        gradients = [rng.normal(size=shape) * 10.0 ** rng.integers(-9, 3) for shape in shapes]
        if step % 10 == 3:
            gradients = [0 * g for g in gradients]
        for tensor, gradient in zip(tensors, gradients, strict=True):
            tensor.grad = torch.tensor(gradient)
        optimizer.step(gradients)
        reference.step()
        assert largest_difference(parameters, tensors) < 1e-9


@pytest.mark.parametrize("name", ["SGD", "momentum", "Adam"])
def test_optimizers_follow_a_learning_rate_that_changes(name):
    ours, theirs = RULES[name]
    parameters = [np.array([1.0, -2.0])]
    tensors = [torch.tensor(parameters[0], requires_grad=True)]
    optimizer, reference = ours(parameters), theirs(tensors)
    for rate in (0.1, 0.1, 0.01, 0.5):
        optimizer.learning_rate = reference.param_groups[0]["lr"] = rate
        tensors[0].grad = torch.tensor([0.3, -4.0], dtype=torch.float64)
        optimizer.step([np.array([0.3, -4.0])])
        reference.step()
    assert largest_difference(parameters, tensors) < 1e-12


def test_optimizers_leave_the_gradients_alone():
    for optimizer in make_optimizers([np.array([1.0, 2.0])]):
        gradient = np.array([0.5, -1.0])
        for _ in range(3):
            optimizer.step([gradient])
        assert gradient.tolist() == [0.5, -1.0]


@pytest.mark.parametrize(
    "gradients",
    [
        [np.ones((2, 3))],
        [np.ones((2, 3)), np.ones(2), np.ones(2)],
        [np.ones((1, 3)), np.ones(2)],  # NumPy would broadcast it
        [np.ones((2, 3)), np.ones((2, 1))],
        [np.ones((3, 2)), np.ones(2)],
        [1.0, np.ones(2)],
    ],
)
@pytest.mark.parametrize("rule", range(3))
def test_optimizers_refuse_gradients_of_other_shapes(gradients, rule):
    optimizer = make_optimizers([np.zeros((2, 3)), np.zeros(2)])[rule]
    with pytest.raises(ValueError, match="shapes of the parameters"):
        optimizer.step(gradients)
    assert not optimizer.parameters[0].any() and not optimizer.parameters[1].any()


# --- The twin and the training --------------------------------------------------------------


@pytest.fixture(scope="module")
def digits():
    images, labels = mnist.load_arrays("train")
    return images.reshape(-1, 784) / 255, labels.astype(np.int64)


@pytest.mark.parametrize("name", ["SGD", "momentum", "Adam"])
def test_twin_trains_like_pytorch_for_500_steps(digits, name):
    x, y = digits
    ours, theirs = RULES[name]
    network = Network([784, 64, 64, 64, 10], 0, np.float64)
    twin = twin_of(network)
    optimizer, reference = ours(network.parameters), theirs(twin.parameters())
    first = network.parameters[0].copy()
    for chosen in minibatches(len(y), 32, np.random.default_rng(0))[:500]:
        network.forward(x[chosen])
        optimizer.step(network.backward(y[chosen]))
        reference.zero_grad()
        F.cross_entropy(twin(torch.from_numpy(x[chosen])), torch.from_numpy(y[chosen])).backward()
        reference.step()
    assert largest_difference(network.parameters, twin.parameters()) < 1e-8
    assert np.abs(network.parameters[0] - first).max() > 0.01  # they did move


def test_one_epoch_of_mnist_in_float32(digits):
    x, y = digits
    network = Network([784, 32, 10], 0)
    x = x.astype(np.float32)
    held_out = x[-2_000:], y[-2_000:]
    before = evaluate(network, *held_out)
    optimizer = Adam(network.parameters, 3e-3)
    losses = train_epoch(network, optimizer, x[:10_000], y[:10_000], 64, np.random.default_rng(0))
    after = evaluate(network, *held_out)
    assert len(losses) == 157 and {type(loss) for loss in losses} == {float}
    assert np.mean(losses[-20:]) < np.mean(losses[:20]) / 2
    assert before[1] < 0.3 and after[1] > 0.88 and after[0] < before[0] / 3


@pytest.mark.parametrize("n, batch_size", [(10, 3), (9, 3), (5, 8), (1, 1), (4, 1)])
def test_minibatches_visit_every_sample_once(n, batch_size):
    batches = minibatches(n, batch_size, np.random.default_rng(0))
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert {len(batch) for batch in batches[:-1]} <= {batch_size}
    assert len(batches[-1]) == (n - 1) % batch_size + 1


def test_minibatches_come_in_a_new_order_every_epoch():
    rng = np.random.default_rng(0)
    first, second = (np.concatenate(minibatches(50, 8, rng)).tolist() for _ in range(2))
    assert first != second != list(range(50))
    again = np.concatenate(minibatches(50, 8, np.random.default_rng(0))).tolist()
    assert again == first


@pytest.mark.parametrize("n, batch_size", [(0, 4), (4, 0), (4, -1)])
def test_minibatches_refuse_what_cannot_be_cut(n, batch_size):
    with pytest.raises(ValueError, match="can't be cut into batches"):
        minibatches(n, batch_size, np.random.default_rng(0))


@pytest.mark.parametrize("labels", [Y[:-1], np.append(Y, 0)])
def test_an_epoch_needs_a_label_for_each_row(labels):
    network = Network([3, 2], 0, np.float64)
    optimizer = SGD(network.parameters, 0.1)
    with pytest.raises(ValueError, match="x has 4 rows, but y has"):
        train_epoch(network, optimizer, X, labels, 2, np.random.default_rng(0))


# --- Bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sizes", [[], [784], 784, (10,), [3, 0, 2], [3, -1], [3, 2.0], ["3", "2"], None, np.ones(3)]
)
def test_sizes_must_make_a_network(sizes):
    with pytest.raises(ValueError, match="two or more whole numbers"):
        Network(sizes, 0)


@pytest.mark.parametrize("dtype", [np.float16, int, "float32", None, np.uint8])
def test_only_two_dtypes(dtype):
    with pytest.raises(ValueError, match=r"np\.float32 or np\.float64"):
        Network([3, 2], 0, dtype)


@pytest.mark.parametrize(
    "x, error, words",
    [
        (X[0], ValueError, r"x must be \(N, 3\), a row for each sample, not \(3,\)"),
        (X.T, ValueError, r"not \(3, 4\)"),
        (X[:, :2], ValueError, r"not \(4, 2\)"),
        (X[None], ValueError, r"not \(1, 4, 3\)"),
        (X[:0], ValueError, r"not \(0, 3\)"),
        (X.astype(np.float32), TypeError, "x is float32 and the network float64"),
        (X.astype(np.uint8), TypeError, r"uint8 .* x\.astype\(np\.float64\) / 255 for pixels"),
        (X.astype(int), TypeError, r"int64 .* x\.astype\(np\.float64\)$"),
        (X > 0, TypeError, "bool"),
        (X.tolist(), TypeError, "not a list"),
        (torch.tensor(X), TypeError, "not a Tensor"),
        (None, TypeError, "not a NoneType"),
        (np.where(X > 2, np.nan, X), ValueError, "NaN or infinity in the scores: x is not finite"),
        (np.where(X > 2, np.inf, X), ValueError, "NaN or infinity in the scores: x is not finite"),
    ],
)
def test_a_wrong_x_is_named(x, error, words):
    network = Network([3, 4, 2], 0, np.float64)
    for use in (network.forward, network.predict):
        with pytest.raises(error, match=words):
            use(x)
    with pytest.raises(RuntimeError, match="nothing to go back from"):
        network.backward(Y)


def test_weights_that_grew_too_large_are_named():
    network = Network([3, 4, 2], 0, np.float64)
    network.parameters[2][...] = np.inf
    too_large = pytest.raises(ValueError, match="the weights are too large")
    with too_large, np.errstate(invalid="ignore"):
        network.forward(X)


@pytest.mark.parametrize(
    "y, words",
    [
        (Y[:3], r"need 4 labels, shape \(N,\), not shape \(3,\)"),
        (Y[:, None], r"need 4 labels"),
        (np.eye(2)[Y], r"need 4 labels, shape \(N,\), not shape \(4, 2\)"),  # one-hot
        (Y.astype(float), "labels must be whole numbers, not float64"),
        (Y > 0, "labels must be whole numbers, not bool"),
        (Y + 1, r"labels must lie in 0\.\.1"),
        (Y - 1, r"labels must lie in 0\.\.1"),
        ([], "need 4 labels"),
        (1, "need 4 labels"),
    ],
)
def test_wrong_labels_are_named_and_can_be_mended(y, words):
    network = Network([3, 4, 2], 0, np.float64)
    network.forward(X)
    with pytest.raises(ValueError, match=words):
        network.backward(y)
    with pytest.raises(ValueError, match=words):
        evaluate(network, X, y)
    assert len(network.backward(Y)) == 4


def test_backward_needs_a_forward_of_its_own():
    network = Network([3, 4, 2], 0, np.float64)
    network.predict(X)
    with pytest.raises(RuntimeError, match=r"call forward\(x\) before each backward"):
        network.backward(Y)
    network.forward(X)
    network.backward(Y)
    with pytest.raises(RuntimeError, match=r"call forward\(x\) before each backward"):
        network.backward(Y)
