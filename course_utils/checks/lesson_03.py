"""The checks of lesson 03: layers, shapes, parameters, forward passes and networks by hand."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise
from course_utils.forward import forward, linear


def _numbers(rng, *shape):
    """Numbers with a sign, as a learner would print them: two places."""
    return rng.normal(0, 2, shape).round(2)


# --- batch_layer -----------------------------------------------------------------------------


def _layer_cases():
    rng = np.random.default_rng(31)
    sizes = [(5, 4, 3), (1, 4, 3), (3, 2, 3), (4, 3, 1), (3, 3, 3), (2, 1, 6)]
    return [
        (_numbers(rng, n, n_in), _numbers(rng, n_out, n_in), _numbers(rng, n_out))
        for n, n_in, n_out in sizes
    ]


def _only_first(x, W, b):
    return W @ x[0] + b


_TRANSPOSE = (
    "this multiplies x and W without a transpose. It works where in = out, and there the numbers "
    "are wrong. Each row of x must meet each row of W: which of the two must be turned?"
)

batch_layer = FunctionExercise(
    name="batch_layer",
    solution=linear,
    cases=_layer_cases,
    passed="It holds for a batch of one, for one neuron and for a square W, where a mistake hides.",
    mistakes=[
        Mistake(_TRANSPOSE, lambda x, W, b: x @ W + b),
        Mistake(_TRANSPOSE, lambda x, W, b: np.dot(x, W) + b),
        Mistake(
            "the bias is missing. With x = 0 every neuron must still answer with its own b.",
            lambda x, W, b: x @ W.T,
        ),
        Mistake(
            "b is added down the samples: sample i gets b[i]. It belongs to the neurons, and they "
            "are the columns of the result. NumPy does that with a b of shape (out,) as it is.",
            lambda x, W, b: x @ W.T + b[:, None],
        ),
        Mistake(
            "b is subtracted. A neuron computes w · x plus b.",
            lambda x, W, b: x @ W.T - b,
        ),
        Mistake(
            "only the first sample comes out. The result needs one row for each row of x.",
            _only_first,
        ),
        Mistake(
            "only the last sample comes out: a loop writes each sample over the one before.",
            lambda x, W, b: W @ x[-1] + b,
        ),
        Mistake(
            "the numbers are right but lie on their side: (out, N). Rows are samples, so the "
            "result must be (N, out).",
            lambda x, W, b: (x @ W.T + b).T,
        ),
        Mistake(
            "W comes first in this product, as for a single sample. A batch has its samples in "
            "rows: begin with x, and see which shapes then have to meet.",
            lambda x, W, b: W @ x + b,
        ),
        Mistake(
            "W @ x.T is right up to here, but then it holds the neurons in rows, and b meets the "
            "wrong axis. Make the samples the rows before you add b.",
            lambda x, W, b: W @ x.T + b,
        ),
        Mistake(
            "a ReLU cuts off what is below zero. This task asks for z, before the activation.",
            lambda x, W, b: np.maximum(0, x @ W.T + b),
        ),
        Mistake(
            "every neuron gets the sum of all biases. Each has its own.",
            lambda x, W, b: x @ W.T + b.sum(),
        ),
        Mistake(
            "every neuron gets the first bias, b[0]. Each has its own.",
            lambda x, W, b: x @ W.T + b[0],
        ),
        Mistake(
            "W has the right shape now and the wrong order: reshape only breaks the same line of "
            "numbers anew, so rows are cut up. What turns rows into columns?",
            lambda x, W, b: x @ W.reshape(W.shape[::-1]) + b,
        ),
        Mistake(
            "* multiplies two arrays number by number. A neuron needs the dot product of its row "
            "with a sample: that is @.",
            lambda x, W, b: x * W + b,
        ),
        Mistake(
            "* multiplies two arrays number by number. A neuron needs the dot product of its row "
            "with a sample: that is @.",
            lambda x, W, b: x * W.T + b,
        ),
    ],
)


# --- predicted_shapes ------------------------------------------------------------------------


def _says(position, *values):
    """A predicate: the learner's answer at this position is one of the values."""

    def predicate(answer):
        got = answer[position]
        return len(answer) == 3 and any(
            got is None if value is None else got is not None and tuple(got) == value
            for value in values
        )

    return predicate


predicted_shapes = ValueExercise(
    name="predicted_shapes",
    solution=((5, 3), None, (3, 3)),
    passed="The third is the dangerous one: no error, and nine numbers where three should be.",
    mistakes=[
        Mistake(
            "three answers are wanted, (first, second, third): each a shape such as (2, 4), or "
            "None where NumPy raises an error.",
            lambda answer: isinstance(answer, str) or len(answer) != 3,
        ),
        Mistake(
            "write each of the three as a tuple of lengths, such as (2, 4), or as None where "
            "NumPy raises an error; no quotes, no other words.",
            lambda answer: (
                not all(part is None or isinstance(part, (tuple, list)) for part in answer)
            ),
        ),
        Mistake(
            "look at the first again: it is the layer of this lesson, a batch of five samples, "
            "three neurons, one bias a neuron.",
            lambda answer: not _says(0, (5, 3))(answer),
        ),
        Mistake(
            "look at the second again: shapes are lined up from the right, so the 5 of (5,) meets "
            "the 3 of (5, 3), and neither of them is 1.",
            lambda answer: not _says(1, None)(answer),
        ),
        Mistake(
            "the third raises nothing: a 1 is stretched to fit whatever it meets, on both sides.",
            _says(2, None),
        ),
        Mistake(
            "the third is not (1, 3): that would be right for a b of shape (3,). Here b has two "
            "axes, and its 3 meets the 1 of z.",
            _says(2, (1, 3), (3,)),
        ),
        Mistake(
            "the third is not (3, 1): the 3 of z meets the 1 of b, and the larger number wins.",
            _says(2, (3, 1)),
        ),
    ],
)


# --- count_parameters ------------------------------------------------------------------------


def _pairs(sizes):
    return list(itertools.pairwise(sizes))


def _count_parameters(sizes):
    return sum(n_out * n_in + n_out for n_in, n_out in _pairs(sizes))


count_parameters = FunctionExercise(
    name="count_parameters",
    solution=_count_parameters,
    cases=lambda: [
        ([784, 64, 64, 64, 10],),
        ([2, 2, 1],),
        ([3, 5],),
        ([7, 1, 4, 2],),
        ([10, 20, 30, 40, 50, 60],),
    ],
    passed="In 784-64-64-64-10, 85 % of them stand in the first layer.",
    mistakes=[
        Mistake(
            "these are the weights alone. Each neuron has a bias too.",
            lambda sizes: sum(n_out * n_in for n_in, n_out in _pairs(sizes)),
        ),
        Mistake(
            "the inputs get biases here. They are given numbers, not neurons: nothing is computed "
            "there, so count biases from the second size on.",
            lambda sizes: sum(n_out * n_in for n_in, n_out in _pairs(sizes)) + sum(sizes),
        ),
        Mistake(
            "each layer gets as many biases as it has inputs. It is one bias a neuron: as many as "
            "it has outputs.",
            lambda sizes: sum(n_out * n_in + n_in for n_in, n_out in _pairs(sizes)),
        ),
        Mistake(
            "the last layer is missing. A list of k sizes stands for k - 1 layers.",
            lambda sizes: _count_parameters(sizes[:-1]),
        ),
        Mistake(
            "the first layer is missing: it is the one from the input to the first hidden layer.",
            lambda sizes: _count_parameters(sizes[1:]),
        ),
        Mistake(
            "this is the last layer alone. Add up over all layers.",
            lambda sizes: _count_parameters(sizes[-2:]),
        ),
        Mistake(
            "this is the first layer alone. A `return` inside the loop ends it at once.",
            lambda sizes: _count_parameters(sizes[:2]),
        ),
        Mistake(
            "the neurons of the last layer have biases too.",
            lambda sizes: sum(n_out * n_in for n_in, n_out in _pairs(sizes)) + sum(sizes[1:-1]),
        ),
        Mistake(
            "this is one count for each layer. The network has them all together: add them up.",
            lambda sizes: [n_out * n_in + n_out for n_in, n_out in _pairs(sizes)],
        ),
        Mistake(
            "one layer is too many: at i = 0, sizes[i - 1] is sizes[-1], the last size. The first "
            "size has nothing before it.",
            lambda sizes: sum(n * (sizes[i - 1] + 1) for i, n in enumerate(sizes)),
        ),
        Mistake(
            "one bias for each layer is too few: each neuron has its own.",
            lambda sizes: sum(n_out * n_in + 1 for n_in, n_out in _pairs(sizes)),
        ),
        Mistake(
            "(in + 1) · (out + 1) is one column too many: the bias is one extra input, but there "
            "is no extra output.",
            lambda sizes: sum((n_out + 1) * (n_in + 1) for n_in, n_out in _pairs(sizes)),
        ),
        Mistake(
            "this multiplies all the sizes. Only neighbours are joined by weights: multiply them "
            "two by two, and add.",
            lambda sizes: int(np.prod(sizes)),
        ),
        Mistake(
            "this counts the neurons, not the numbers that each of them holds.",
            lambda sizes: sum(sizes[1:]),
        ),
        Mistake(
            "59,210 is right for the network above, but other lists have other counts.",
            lambda sizes: 59_210,
        ),
    ],
)


# --- xor_weights -----------------------------------------------------------------------------


_SHAPES = "the shapes of W1, b1, W2, b2"


def _observe_network(layers, points, names, otherwise):
    """The shapes of two layers (W, b), and what they give at each named point if they fit.

    otherwise: what to say in place of the shapes if these are not two pairs of arrays.
    """
    seen = {_SHAPES: otherwise}
    try:
        layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in layers]
        seen = {_SHAPES: ", ".join(str(part.shape) for layer in layers for part in layer)}
        outputs = forward(points, layers)[:, 0]
    except (TypeError, ValueError):  # what does not fit is told by its shapes
        return seen
    return seen | {f"output {n}": float(y) for n, y in zip(names, outputs, strict=True)}


def _observe_xor(answer, points):
    parts = answer()
    layers = (parts[:2], parts[2:]) if isinstance(parts, (tuple, list)) else parts
    names = [f"at ({x[0]:g}, {x[1]:g})" for x in points]
    return _observe_network(layers, points, names, "not four arrays, W1, b1, W2, b2")


def _two_two_one(W1, b1, W2, b2):
    return lambda: (np.array(W1), np.array(b1), np.array([W2]), np.array([b2]))


xor_weights = FunctionExercise(
    name="xor_weights",
    solution=_two_two_one([[1, -1], [-1, 1]], [0, 0], [1, 1], 0),
    observe=_observe_xor,
    cases=lambda: [
        (np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]),),
        (np.array([[0.2, 0.9], [-1, 2], [3, 3], [-2, -0.5], [5, 1.0]]),),
        # So far away that no bias can keep a ReLU on and be exact near 0 as well.
        (np.array([[-1000, 3000], [3000, -1000], [-1e12, 1e12], [1e12, -1e12]]),),
    ],
    passed="Each unit holds one side of the fold, and |x1 - x2| has exactly one fold.",
    mistakes=[
        Mistake(
            "both hidden units are the same neuron, so together they are one. The other must be "
            "on where this one is off.",
            _two_two_one([[1, -1], [1, -1]], [0, 0], [1, 1], 0),
        ),
        Mistake(
            "both hidden units are the same neuron, so together they are one. The other must be "
            "on where this one is off.",
            _two_two_one([[-1, 1], [-1, 1]], [0, 0], [1, 1], 0),
        ),
        Mistake(
            "one row of W1 is one unit, and here a row holds two equal weights: one unit adds the "
            "inputs up, the other adds and turns the sign. Did you write the units as columns?",
            _two_two_one([[1, 1], [-1, -1]], [0, 0], [1, 1], 0),
        ),
        Mistake(
            "these weights solve XOR at the four corners, as the lesson's do, but not |x1 - x2| "
            "between and beyond them: try (0.2, 0.9). The hidden units must see the difference "
            "of the inputs, not their sum.",
            _two_two_one([[1, 1], [1, 1]], [0, -1], [1, -2], 0),
        ),
        Mistake(
            "the hidden units are right, and then their outputs are subtracted, which undoes the "
            "ReLU: the result is x1 - x2. What turns both pieces upward?",
            _two_two_one([[1, -1], [-1, 1]], [0, 0], [1, -1], 0),
        ),
        Mistake(
            "the hidden units are right, and then their outputs are subtracted: the result is "
            "x2 - x1. What turns both pieces upward?",
            _two_two_one([[1, -1], [-1, 1]], [0, 0], [-1, 1], 0),
        ),
        Mistake(
            "this is -|x1 - x2|: the last layer has the wrong sign.",
            _two_two_one([[1, -1], [-1, 1]], [0, 0], [-1, -1], 0),
        ),
        Mistake(
            "each hidden unit looks at one input only. Then the output is a sum over the inputs, "
            "and it can't know whether they are equal.",
            _two_two_one([[1, 0], [0, 1]], [0, 0], [1, 1], 0),
        ),
        Mistake(
            "a hidden unit needs one positive and one negative weight. These add the inputs up.",
            _two_two_one([[1, 1], [1, 1]], [0, 0], [1, 1], 0),
        ),
        Mistake(
            "one hidden unit has no way to the output: its weight there is zero, so only half of "
            "the plane is right.",
            _two_two_one([[1, -1], [-1, 1]], [0, 0], [1, 0], 0),
        ),
        Mistake(
            "one hidden unit has no way to the output: its weight there is zero, so only half of "
            "the plane is right.",
            _two_two_one([[1, -1], [-1, 1]], [0, 0], [0, 1], 0),
        ),
        Mistake(
            "1 - |x1 - x2| is right for equal inputs at the wrong end: two equal inputs must give "
            "0. Look at b2 and the signs of W2.",
            _two_two_one([[1, -1], [-1, 1]], [0, 0], [-1, -1], 1),
        ),
    ],
)


# --- images_to_rows --------------------------------------------------------------------------


def _images_cases():
    rng = np.random.default_rng(33)
    return [
        (rng.integers(0, top, shape).astype(np.uint8),)
        for shape, top in [((2, 3, 4), 256), ((1, 5, 2), 200), ((4, 2, 2), 256), ((3, 3, 3), 120)]
    ]


def _rows(images):
    return images.reshape(len(images), -1)


images_to_rows = FunctionExercise(
    name="images_to_rows",
    solution=lambda images: _rows(images) / 255,
    cases=_images_cases,
    passed="One image is one row, its lines one after the other.",
    mistakes=[
        Mistake(
            "the pixels are still 0 to 255. Scale them so that full ink, 255, becomes 1.",
            _rows,
        ),
        Mistake(
            "each image is turned over its diagonal: columns come after one another instead of "
            "lines. The plain reshape, without .T or order, keeps the lines together.",
            lambda images: _rows(images.transpose(0, 2, 1)) / 255,
        ),
        Mistake(
            "the shape is right, but every row is a mixture of pixels from all images. Reshape to "
            "(images, pixels) at once: no transpose is needed.",
            lambda images: images.reshape(-1, len(images)).T / 255,
        ),
        Mistake(
            "all images became one long row. Keep the first axis: one row for each image.",
            lambda images: images.reshape(-1) / 255,
        ),
        Mistake(
            "all images became one long row. Keep the first axis: one row for each image.",
            lambda images: images.reshape(1, -1) / 255,
        ),
        Mistake(
            "every grey became 0: whole numbers (from // or a change of type) drop the rest.",
            lambda images: _rows(images) // 255,
        ),
        Mistake(
            "dividing by the brightest pixel of the batch makes one image depend on the others "
            "beside it. Divide by a constant.",
            lambda images: _rows(images) / images.max(),
        ),
        Mistake(
            "each image is divided by its own brightest pixel, and a pale image becomes as dark as "
            "a bold one. Divide all by one constant.",
            lambda images: _rows(images) / _rows(images).max(axis=1, keepdims=True),
        ),
        Mistake(
            "the smallest and largest pixel of the batch decide the scale here, so one image "
            "depends on the others beside it. Divide by a constant.",
            lambda images: (_rows(images) - images.min()) / np.ptp(images),
        ),
        Mistake(
            "ink and paper are swapped: 255, full ink, must become 1.",
            lambda images: 1 - _rows(images) / 255,
        ),
        Mistake(
            "a byte goes from 0 to 255: divided by 256, full ink would not reach 1.",
            lambda images: _rows(images) / 256,
        ),
        Mistake(
            "this fits images of 28 x 28 only. Let reshape find the number of pixels: -1.",
            lambda images: images.reshape(-1, 784) / 255,
        ),
        Mistake(
            "this fits images of 28 x 28 only. Let reshape find the number of pixels: -1.",
            lambda images: images.reshape(len(images), 784) / 255,
        ),
        Mistake(
            "this is the first image alone. The result needs a row for each.",
            lambda images: images[0].reshape(1, -1) / 255,
        ),
    ],
)


# --- all_activations -------------------------------------------------------------------------


def _depth_cases():
    rng = np.random.default_rng(32)
    networks = [(5, [4, 3, 2]), (1, [3, 5, 4, 2]), (3, [2, 2, 2, 2]), (4, [3, 2])]
    return [
        (
            _numbers(rng, batch, sizes[0]),
            [(_numbers(rng, n_out, n_in), _numbers(rng, n_out)) for n_in, n_out in _pairs(sizes)],
        )
        for batch, sizes in networks
    ]


def _relu(z):
    return np.maximum(0, z)


def _steps(x, layers, hidden=lambda x, W, b: _relu(x @ W.T + b), last=lambda x, W, b: x @ W.T + b):
    """What comes out of each layer, if hidden layers and the last one compute these functions."""
    outputs = []
    for i, (W, b) in enumerate(layers):
        x = (last if i == len(layers) - 1 else hidden)(x, W, b)
        outputs.append(x)
    return outputs


def _before_activation(x, layers):
    kept = [x]
    for W, b in layers:
        kept.append(x @ W.T + b)
        x = _relu(kept[-1])
    return kept


def _z(x, W, b):
    return x @ W.T + b


def _z_and_a(x, layers):
    *hidden, scores = _before_activation(x, layers)[1:]
    return [array for z in hidden for array in (z, _relu(z))] + [scores]


def _scores_with_and_without(x, layers):
    scores = forward(x, layers)
    return _relu(scores), scores


def _shares(scores):
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)


all_activations = FunctionExercise(
    name="all_activations",
    solution=lambda x, layers: [x, *_steps(x, layers)],
    cases=_depth_cases,
    passed="The backward pass will need every array of this list.",
    mistakes=[
        Mistake(
            "the last layer has a ReLU too. Its scores must stay as they are: a score below zero "
            "is a fair answer.",
            lambda x, layers: [x, *_steps(x, layers, last=lambda *layer: _relu(_z(*layer)))],
        ),
        Mistake(
            "there is no ReLU between the layers, so the whole network is one straight map.",
            lambda x, layers: [x, *_steps(x, layers, hidden=_z)],
        ),
        Mistake(
            "the list holds z, before the ReLU, in the hidden layers. Keep what goes on to the "
            "next layer: a.",
            _before_activation,
        ),
        Mistake(
            "the list begins with the first hidden layer. x itself belongs in front: it is what "
            "the first layer was given.",
            _steps,
        ),
        Mistake(
            "the scores of the last layer are missing at the end of the list.",
            lambda x, layers: [x, *_steps(x, layers)[:-1]],
        ),
        Mistake(
            "this is the last result alone. Collect every layer's output in a list.",
            forward,
        ),
        Mistake(
            "the ReLU comes before the bias is added. First z is complete, b included, then ReLU.",
            lambda x, layers: [
                x,
                *_steps(x, layers, hidden=lambda x, W, b: _relu(x @ W.T) + b),
            ],
        ),
        Mistake(
            "the biases are missing.",
            lambda x, layers: [
                x,
                *_steps(x, layers, lambda x, W, b: _relu(x @ W.T), lambda x, W, b: x @ W.T),
            ],
        ),
        Mistake(
            "the input went through a ReLU. What is below zero in x is data: leave it.",
            lambda x, layers: [_relu(x), *_steps(_relu(x), layers)],
        ),
        Mistake(
            "the input went through a ReLU before the first layer. Apply it after a layer, not "
            "before.",
            lambda x, layers: [x, *_steps(_relu(x), layers)],
        ),
        Mistake(
            "the activations stand in the wrong order: from the input to the scores, please.",
            lambda x, layers: [x, *_steps(x, layers)][::-1],
        ),
        Mistake(
            "W is not transposed. Where a layer is square this runs, and is wrong.",
            lambda x, layers: [
                x,
                *_steps(x, layers, lambda x, W, b: _relu(x @ W + b), lambda x, W, b: x @ W + b),
            ],
        ),
        Mistake(
            "the list holds z and a of the hidden layers. Keep a only: one array a layer.",
            lambda x, layers: [x, *_z_and_a(x, layers)],
        ),
        Mistake(
            "the scores stand twice at the end: once with a ReLU, once without. Only the second.",
            lambda x, layers: [x, *_steps(x, layers)[:-1], *_scores_with_and_without(x, layers)],
        ),
        Mistake(
            "np.max looks for the largest number in one array. To compare each number of z with 0, "
            "use np.maximum.",
            lambda x, layers: [x, *_steps(x, layers, hidden=lambda *layer: np.max(0, _z(*layer)))],
        ),
        Mistake(
            "this keeps what is below zero and cuts off the rest: ReLU is the other way round.",
            lambda x, layers: [
                x,
                *_steps(x, layers, hidden=lambda x, W, b: np.minimum(0, _z(x, W, b))),
            ],
        ),
        Mistake(
            "abs turns what is below zero upward. A ReLU sets it to 0.",
            lambda x, layers: [x, *_steps(x, layers, hidden=lambda *layer: np.abs(_z(*layer)))],
        ),
        Mistake(
            "the last array holds shares. Softmax is not asked for here: end with the scores.",
            lambda x, layers: [x, *_steps(x, layers, last=lambda *layer: _shares(_z(*layer)))],
        ),
        Mistake(
            "every layer was given x. A layer's input is the output of the layer before.",
            lambda x, layers: [
                x,
                *[_relu(_z(x, *layer)) for layer in layers[:-1]],
                _z(x, *layers[-1]),
            ],
        ),
    ],
)


# --- plateau ---------------------------------------------------------------------------------


def _plateau_layers(
    a, b, c, d, weights=lambda up, down: [up, -up, -down, down], sign=-1, offset=0.0
):
    """ReLUs that start at a, b, c, d; weights(slope up, slope down): their output weights."""
    last = weights(1 / (b - a), 1 / (d - c))
    starts = np.array([a, b, c, d][: len(last)], dtype=float)
    hidden = np.ones((len(last), 1)), sign * starts
    return [hidden, (np.array([last], dtype=float), np.array([offset]))]


def _with_weights(weights):
    return lambda a, b, c, d: _plateau_layers(a, b, c, d, weights)


def _observe_plateau(answer, a, b, c, d):
    places = {
        "left of a": a - 1,
        "at a": a,
        "between a and b": (a + b) / 2,
        "at b": b,
        "between b and c": (b + c) / 2,
        "at c": c,
        "between c and d": (c + d) / 2,
        "at d": d,
        "right of d": d + 3,
    }
    points = np.array(list(places.values()))[:, None]
    return _observe_network(answer(a, b, c, d), points, places, "not two pairs, (W, b)")


plateau = FunctionExercise(
    name="plateau",
    solution=_plateau_layers,
    observe=_observe_plateau,
    cases=lambda: [(0.0, 1.0, 2.0, 4.0), (-1.0, 0.5, 0.75, 1.0), (0.1, 0.15, 0.6, 0.9)],
    passed="Set narrow ones side by side, each as high as a curve is there, and they follow it.",
    mistakes=[
        Mistake(
            "right of d the output keeps falling for ever: nothing stops the slope at d. The "
            "fourth ReLU must bend it back to flat.",
            _with_weights(lambda up, down: [up, -up, -down]),
        ),
        Mistake(
            "right of d the output keeps falling for ever: nothing stops the slope at d. The "
            "fourth ReLU must bend it back to flat.",
            _with_weights(lambda up, down: [up, -up, -down, 0]),
        ),
        Mistake(
            "it rises and never comes down again. Two ReLUs make the way up; the way down needs "
            "two more.",
            _with_weights(lambda up, down: [up, -up]),
        ),
        Mistake(
            "the slopes are all 1, so the top is b - a high. To rise by 1 on the way from a to b, "
            "how steep must it be?",
            _with_weights(lambda up, down: [1, -1, -1, 1]),
        ),
        Mistake(
            "it falls as steeply as it rises, but the way from c to d has its own length. Each "
            "side needs its own slope.",
            _with_weights(lambda up, down: [up, -up, -up, up]),
        ),
        Mistake(
            "these are the slopes of the pieces. A ReLU's slope goes on for ever from its bend, so "
            "each output weight must be the change: the new slope minus the old.",
            _with_weights(lambda up, down: [up, 0, -down, 0]),
        ),
        Mistake(
            "the two slopes are swapped: the way up has the width b - a, the way down d - c.",
            _with_weights(lambda up, down: [down, -down, -up, up]),
        ),
        Mistake(
            "right of d it falls even faster: at d the slope must go back to 0, so add there what "
            "c took away.",
            _with_weights(lambda up, down: [up, -up, -down, -down]),
        ),
        Mistake(
            "the slopes are upside down: multiplied by the width. Rising by 1 over a width of "
            "b - a is a slope of 1 / (b - a).",
            _with_weights(lambda up, down: [1 / up, -1 / up, -1 / down, 1 / down]),
        ),
        Mistake(
            "the hidden biases have the wrong sign: relu(x + a) starts at -a, not at a.",
            lambda a, b, c, d: _plateau_layers(a, b, c, d, sign=1),
        ),
        Mistake(
            "all four slopes go up. An output weight says how much the slope changes at its "
            "point: at b it must take away what a brought.",
            _with_weights(lambda up, down: [up, up, down, down]),
        ),
        Mistake(
            "the second hill goes up again: at c the slope must become negative.",
            _with_weights(lambda up, down: [up, -up, down, -down]),
        ),
        Mistake(
            "it is a hole, not a plateau: the sign of the last layer is the wrong way round.",
            _with_weights(lambda up, down: [-up, up, down, -down]),
        ),
        Mistake(
            "the ground is not at 0: b2 lifts everything, left of a too.",
            lambda a, b, c, d: _plateau_layers(a, b, c, d, offset=1.0),
        ),
    ],
)
