"""The checks of lesson 07, a network in NumPy."""

import functools
import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def _silent(answer):
    """Mistakes divide by 0 on purpose: their warnings would only confuse the learner."""

    @functools.wraps(answer)
    def quiet(*arguments):
        with np.errstate(all="ignore"):
            return answer(*arguments)

    return quiet


def _mixes(right, wrong):
    """Mistakes for each mix of right and wrong parts of a returned tuple, fewest wrong first.

    right: {name of the part: function}, in the order of the tuple. wrong: {name: [(hint, function),
    ...]}. A mix gets the hints of all its wrong parts.
    """
    choices = [[(None, right[name]), *wrong[name]] for name in right]
    mixes = [mix for mix in itertools.product(*choices) if any(hint for hint, _ in mix)]
    mixes.sort(key=lambda mix: sum(hint is not None for hint, _ in mix))
    return [
        Mistake(
            " ".join(hint for hint, _ in mix if hint),
            _silent(lambda *arguments, mix=mix: tuple(part(*arguments) for _, part in mix)),
        )
        for mix in mixes
    ]


def _orders(right, names):
    """Mistakes for the right parts in every other order."""
    parts = list(right.values())
    return [
        Mistake(
            f"The parts are right, but in another order: return {names}.",
            lambda *arguments, order=order: tuple(part(*arguments) for part in order),
        )
        for order in list(itertools.permutations(parts))[1:]
    ]


def _alone(right, names):
    return [
        Mistake(
            f"This returns only {name}. Three things are asked for, as a tuple: return {names}.",
            part,
        )
        for name, part in right.items()
    ]


def _wrong_db(of):
    """What goes wrong with the gradient of a bias; of(*arguments) is what it sums."""
    return [
        (
            "db is not summed yet: it has a row for each sample, but all samples share one bias.",
            of,
        ),
        (
            "db adds along axis 1, over the features of each sample. All samples share the biases: "
            "add over the samples, axis 0.",
            lambda *a: of(*a).sum(axis=1),
        ),
        (
            "db is a mean over the samples. The division by N is already in dz, since the loss is "
            "the mean: here it is a sum.",
            lambda *a: of(*a).mean(axis=0),
        ),
        ("db adds up everything into one number. Each bias has its own.", lambda *a: of(*a).sum()),
        (
            "db has one axis too many: keepdims leaves a row of shape (1, n), but b has (n,).",
            lambda *a: of(*a).sum(axis=0, keepdims=True),
        ),
        (
            "db takes the first sample only. All of them use the biases, so all add up.",
            lambda *a: of(*a)[0],
        ),
        (
            "db takes the last sample only. In a loop `=` forgets the earlier ones, `+=` adds up.",
            lambda *a: of(*a)[-1],
        ),
    ]


# --- 07.1 -----------------------------------------------------------------------------------


def _layer_cases():
    """Batches of sizes that all differ, a single sample, and a square layer."""
    rng = np.random.default_rng(61)
    sizes = [(4, 3, 2), (1, 2, 5), (3, 3, 3), (2, 5, 4)]
    return [tuple(rng.normal(size=s) for s in ((n, o), (n, i), (i, o))) for n, i, o in sizes]


_DENSE = {
    "dV": lambda dz, x, V: x.T @ dz,
    "db": lambda dz, x, V: dz.sum(axis=0),
    "dx": lambda dz, x, V: dz @ V.T,
}
_NOT_N = (
    "dV: in this product the samples are not the axis that vanishes. Every sample uses the same "
    "weights, so N must stand in the middle, and (in, out) at the ends."
)
_MASKED = (
    "dx passes a mask of ReLU. x came from the layer below, and its activation is that layer's "
    "business."
)
_NOT_OUT = (
    "dx: in this product the neurons are not the axis that vanishes. Every neuron uses the inputs, "
    'so "out" must stand in the middle, and (N, in) at the ends.'
)

dense_backward = FunctionExercise(
    name="dense_backward",
    solution=lambda dz, x, V: tuple(part(dz, x, V) for part in _DENSE.values()),
    cases=_layer_cases,
    passed="The same three sums as ever: only the two matrix lines changed their transpose.",
    mistakes=[
        *_orders(_DENSE, "dV, db, dx"),
        *_alone(_DENSE, "dV, db, dx"),
        Mistake(
            "The signs are turned: gradients say where the loss rises. Only the update steps "
            "against them.",
            lambda dz, x, V: tuple(-part(dz, x, V) for part in _DENSE.values()),
        ),
        Mistake(
            "dV and db are divided by N once more. The mean of the loss is already in dz.",
            lambda dz, x, V: (x.T @ dz / len(x), dz.mean(axis=0), dz @ V.T),
        ),
        Mistake(
            "Everything is divided by N once more. The mean of the loss is already in dz.",
            lambda dz, x, V: tuple(part(dz, x, V) / len(x) for part in _DENSE.values()),
        ),
        *_mixes(
            _DENSE,
            {
                "dV": [
                    (
                        "dV: dz.T @ x is the line for weights of shape (out, in). Here V is "
                        "(in, out), and a gradient has the shape of what it belongs to.",
                        lambda dz, x, V: dz.T @ x,
                    ),
                    (
                        "dV is divided by N once more. The mean of the loss is already in dz.",
                        lambda dz, x, V: x.T @ dz / len(x),
                    ),
                    (
                        "dV multiplies the sums over the samples. The product belongs to each "
                        "sample by itself, and then the samples add up.",
                        lambda dz, x, V: np.outer(x.sum(axis=0), dz.sum(axis=0)),
                    ),
                    (
                        "dV is the outer product of the first sample only. All of them add up.",
                        lambda dz, x, V: np.outer(x[0], dz[0]),
                    ),
                    (
                        "dV is the outer product of the last sample only. In a loop `=` forgets "
                        "the earlier ones, `+=` adds up.",
                        lambda dz, x, V: np.outer(x[-1], dz[-1]),
                    ),
                    (
                        "dV has one outer product a sample, (N, in, out). They have to be summed.",
                        lambda dz, x, V: x[:, :, None] * dz[:, None, :],
                    ),
                    *(
                        (_NOT_N, product)
                        for product in (
                            lambda dz, x, V: x @ dz,
                            lambda dz, x, V: x @ dz.T,
                            lambda dz, x, V: x.T @ dz.T,
                            lambda dz, x, V: dz @ x,
                            lambda dz, x, V: dz @ x.T,
                            lambda dz, x, V: dz.T @ x.T,
                        )
                    ),
                ],
                "db": _wrong_db(lambda dz, x, V: dz),
                "dx": [
                    (
                        "dx: dz @ W is the line for weights of shape (out, in). Here V is "
                        "(in, out): which product has the neurons in the middle?",
                        lambda dz, x, V: dz @ V,
                    ),
                    (
                        "dx lies on its side: it must have the shape of x, (N, in).",
                        lambda dz, x, V: V @ dz.T,
                    ),
                    (
                        "dx is summed over the samples. But each sample has inputs of its own: "
                        "the rows stay apart.",
                        lambda dz, x, V: (dz @ V.T).sum(axis=0),
                    ),
                    (
                        "dx is divided by N once more. The mean of the loss is already in dz.",
                        lambda dz, x, V: dz @ V.T / len(x),
                    ),
                    (_MASKED, lambda dz, x, V: (dz @ V.T) * (x > 0)),
                    *(
                        (_NOT_OUT, product)
                        for product in (
                            lambda dz, x, V: dz.T @ V,
                            lambda dz, x, V: dz.T @ V.T,
                            lambda dz, x, V: V.T @ dz,
                            lambda dz, x, V: V @ dz,
                            lambda dz, x, V: V.T @ dz.T,
                        )
                    ),
                ],
            },
        ),
    ],
)


# --- 07.2 -----------------------------------------------------------------------------------


def _scale_cases():
    rng = np.random.default_rng(62)
    sizes = [(4, 3), (1, 2), (3, 3), (2, 5)]
    return [tuple(rng.normal(size=s) for s in ((n, f), (n, f), (f,))) for n, f in sizes]


_SCALE = {
    "dg": lambda dz, x, g: (dz * x).sum(axis=0),
    "db": lambda dz, x, g: dz.sum(axis=0),
    "dx": lambda dz, x, g: dz * g,
}

scale_backward = FunctionExercise(
    name="scale_backward",
    solution=lambda dz, x, g: tuple(part(dz, x, g) for part in _SCALE.values()),
    cases=_scale_cases,
    passed="Stretched forward, summed backward: along the same axis.",
    mistakes=[
        *_orders(_SCALE, "dg, db, dx"),
        *_alone(_SCALE, "dg, db, dx"),
        Mistake(
            "The signs are turned: gradients say where the loss rises. Only the update steps "
            "against them.",
            lambda dz, x, g: tuple(-part(dz, x, g) for part in _SCALE.values()),
        ),
        Mistake(
            "dg and db are divided by N once more. The mean of the loss is already in dz.",
            lambda dz, x, g: ((dz * x).mean(axis=0), dz.mean(axis=0), dz * g),
        ),
        *_mixes(
            _SCALE,
            {
                "dg": [
                    (
                        "dg is not summed yet: it has a row for each sample, but all samples share "
                        "one g.",
                        lambda dz, x, g: dz * x,
                    ),
                    (
                        "dg adds along axis 1, over the features. Each feature has its own g: add "
                        "over the samples.",
                        lambda dz, x, g: (dz * x).sum(axis=1),
                    ),
                    (
                        "dg is divided by N once more. The mean of the loss is already in dz.",
                        lambda dz, x, g: (dz * x).mean(axis=0),
                    ),
                    (
                        "dg multiplies the sums. The product belongs to each sample by itself, and "
                        "then the samples add up.",
                        lambda dz, x, g: dz.sum(axis=0) * x.sum(axis=0),
                    ),
                    (
                        "dg: x is missing. g is multiplied by x, so a large input makes g matter "
                        "more.",
                        lambda dz, x, g: dz.sum(axis=0),
                    ),
                    (
                        "dg: multiplied by g itself. What counts for g is what it was multiplied "
                        "with, x.",
                        lambda dz, x, g: (dz * g).sum(axis=0),
                    ),
                    (
                        "dg: dz itself is missing. x is only the local derivative; multiply it by "
                        "what came back.",
                        lambda dz, x, g: x.sum(axis=0),
                    ),
                    (
                        "dg is a whole matrix here, as for a layer of neurons. In this layer "
                        "feature j meets only g[j]: multiply number by number.",
                        lambda dz, x, g: dz.T @ x,
                    ),
                    (
                        "dg is a whole matrix here, as for a layer of neurons. In this layer "
                        "feature j meets only g[j]: multiply number by number.",
                        lambda dz, x, g: x.T @ dz,
                    ),
                    (
                        "dg adds up everything into one number. Each feature has its own.",
                        lambda dz, x, g: (dz * x).sum(),
                    ),
                    (
                        "dg has one axis too many: keepdims leaves (1, n), but g has (n,).",
                        lambda dz, x, g: (dz * x).sum(axis=0, keepdims=True),
                    ),
                    (
                        "dg takes the first sample only. All of them use g, so all add up.",
                        lambda dz, x, g: dz[0] * x[0],
                    ),
                    (
                        "dg adds up x or dz alone, before the product. The product belongs to each "
                        "sample by itself, and then the samples add up.",
                        lambda dz, x, g: dz * x.sum(axis=0),
                    ),
                    (
                        "dg adds up x or dz alone, before the product. The product belongs to each "
                        "sample by itself, and then the samples add up.",
                        lambda dz, x, g: dz.sum(axis=0) * x,
                    ),
                ],
                "db": _wrong_db(lambda dz, x, g: dz),
                "dx": [
                    (
                        "dx: g is missing. x was multiplied by g, so what comes back is too.",
                        lambda dz, x, g: dz,
                    ),
                    (
                        "dx: multiplied by x itself. What counts for x is what it was multiplied "
                        "with, g.",
                        lambda dz, x, g: dz * x,
                    ),
                    (
                        "dx is summed over the samples. But each sample has inputs of its own.",
                        lambda dz, x, g: (dz * g).sum(axis=0),
                    ),
                    (
                        "dx: divided by g. Going back through a product multiplies by the other "
                        "factor.",
                        lambda dz, x, g: dz / g,
                    ),
                    (
                        "dx: `@` adds over the features. Each feature goes its own way here: `*`.",
                        lambda dz, x, g: dz @ g,
                    ),
                    (
                        "dx: dz itself is missing. g is only the local derivative.",
                        lambda dz, x, g: np.broadcast_to(g, x.shape),
                    ),
                    (
                        "dx is divided by N once more. The mean of the loss is already in dz.",
                        lambda dz, x, g: dz * g / len(x),
                    ),
                ],
            },
        ),
    ],
)


# --- 07.3 -----------------------------------------------------------------------------------


def _sigmoid_cases():
    rng = np.random.default_rng(63)
    sizes = [(4, 3, 2), (1, 2, 5), (3, 3, 3)]
    return [
        (
            rng.normal(size=(n, o)),
            1 / (1 + np.exp(-2 * rng.normal(size=(n, o)))),
            rng.normal(size=(n, i)),
            rng.normal(size=(o, i)),
        )
        for n, i, o in sizes
    ]


_THREE_LINES = {
    "dW": lambda dz, x, W: dz.T @ x,
    "db": lambda dz, x, W: dz.sum(axis=0),
    "dx": lambda dz, x, W: dz @ W,
}
_WRONG_DZ = [
    (
        "Nothing happens to da on its way to dz. (The mask a > 0 belongs to ReLU; a sigmoid is "
        "always above 0.) Multiply by the sigmoid's slope.",
        lambda da, a: da,
    ),
    ("1 - a² is the slope of tanh. The sigmoid's is another.", lambda da, a: da * (1 - a**2)),
    (
        "The slope is that of the sigmoid at a, as if a were z. Here a already is the sigmoid: use "
        "it directly.",
        lambda da, a: da * np.exp(-a) / (1 + np.exp(-a)) ** 2,
    ),
    ("da is missing: the slope alone is only the local derivative.", lambda da, a: a * (1 - a)),
    ("Half of the slope is missing: it is a times (1 - a).", lambda da, a: da * a),
    ("Half of the slope is missing: it is a times (1 - a).", lambda da, a: da * (1 - a)),
    ("Going back multiplies by the slope; here it divides.", lambda da, a: da / (a * (1 - a))),
    ("a - 1 in place of 1 - a: the sign is turned.", lambda da, a: da * a * (a - 1)),
    (
        "The slope is taken twice. Once, on the way from da to dz.",
        lambda da, a: da * (a - a**2) ** 2,
    ),
]


def _after(dz_of, line):
    return lambda da, a, x, W: line(dz_of(da, a), x, W)


def _right_dz(da, a):
    return da * a * (1 - a)


_SIGMOID = {name: _after(_right_dz, line) for name, line in _THREE_LINES.items()}

sigmoid_layer_backward = FunctionExercise(
    name="sigmoid_layer_backward",
    solution=lambda da, a, x, W: tuple(part(da, a, x, W) for part in _SIGMOID.values()),
    cases=_sigmoid_cases,
    passed="One line differs from ReLU, and z was never needed.",
    mistakes=[
        *_orders(_SIGMOID, "dW, db, dx"),
        *_alone(_SIGMOID, "dW, db, dx"),
        *(
            Mistake(
                hint,
                lambda da, a, x, W, dz=dz: tuple(
                    line(dz(da, a), x, W) for line in _THREE_LINES.values()
                ),
            )
            for hint, dz in _WRONG_DZ
        ),
        Mistake(
            "dW and db are divided by N once more. The mean of the loss is already in da.",
            lambda da, a, x, W: tuple(
                part(da, a, x, W) / divisor
                for part, divisor in zip(_SIGMOID.values(), (len(x), len(x), 1), strict=True)
            ),
        ),
        Mistake(
            "Everything is divided by N once more. The mean of the loss is already in da.",
            lambda da, a, x, W: tuple(part(da, a, x, W) / len(x) for part in _SIGMOID.values()),
        ),
        Mistake(
            "This is dz. It is right; three lines that start from it are still missing.",
            lambda da, a, x, W: _right_dz(da, a),
        ),
        *_mixes(
            _SIGMOID,
            {
                "dW": [
                    (
                        "dW starts from da. The weights stand before the sigmoid, so it starts "
                        "from dz, what is left of da behind the slope.",
                        lambda da, a, x, W: da.T @ x,
                    ),
                    (
                        "dW has the shape (in, out), but W is (out, in).",
                        _after(_right_dz, lambda dz, x, W: x.T @ dz),
                    ),
                    (
                        "dW: `dz.T @ a` multiplies by what came out of the layer. A weight is "
                        "multiplied by what went in.",
                        lambda da, a, x, W: _right_dz(da, a).T @ a,
                    ),
                    (
                        "dW is divided by N once more. The mean of the loss is already in da.",
                        _after(_right_dz, lambda dz, x, W: dz.T @ x / len(x)),
                    ),
                ],
                "db": [
                    (
                        "db starts from da. The bias stands before the sigmoid, so it starts from "
                        "dz.",
                        lambda da, a, x, W: da.sum(axis=0),
                    ),
                    *_wrong_db(lambda da, a, x, W: _right_dz(da, a)),
                ],
                "dx": [
                    (
                        "dx starts from da and leaves the sigmoid out. It must pass it first: dx "
                        "starts from dz.",
                        lambda da, a, x, W: da @ W,
                    ),
                    (
                        "dx: W is (out, in), so dz @ W has the neurons in the middle without a "
                        "transpose.",
                        _after(_right_dz, lambda dz, x, W: dz @ W.T),
                    ),
                    (
                        "dx is summed over the samples. But each sample has inputs of its own.",
                        _after(_right_dz, lambda dz, x, W: (dz @ W).sum(axis=0)),
                    ),
                    (
                        "dx takes the slope twice. x came from the layer below; its activation is "
                        "that layer's business.",
                        _after(_right_dz, lambda dz, x, W: (dz @ W) * x * (1 - x)),
                    ),
                    (_MASKED, _after(_right_dz, lambda dz, x, W: (dz @ W) * (x > 0))),
                ],
            },
        ),
    ],
)


# --- 07.4 -----------------------------------------------------------------------------------


def _batch_cases():
    """Ragged, exact, one batch larger than the data, single samples."""
    return [(*_numbered(n), size, 64 + n) for n, size in ((25, 4), (24, 8), (13, 20), (11, 1))]


def _numbered(n):
    """n samples with three features, and labels from which each row can be told."""
    number = np.arange(n)
    return np.stack([number + 0.25, -2.0 * number, number % 3], axis=1), 100 + number


def _look_at_batches(answer, x, y, batch_size, seed):
    """What can be said of the batches, whatever order they came in."""
    rng = np.random.default_rng(seed)
    returned = answer(x, y, batch_size, rng)
    if returned is None:
        return None
    first = list(returned)
    form = _form(first, x)
    if form != _PAIRS:
        return {"form": form}
    second = list(answer(x, y, batch_size, rng))
    again = list(answer(x, y, batch_size, np.random.default_rng(seed)))
    rows = np.concatenate([batch for batch, _ in first])
    labels = np.concatenate([label for _, label in first])
    original = list(range(len(x)))
    order, following, repeated = (
        [int(i) for batch, _ in batches for i in np.round(batch[:, 0] - 0.25)]
        for batches in (first, second, again)
    )
    parts = _cut(order, batch_size)
    neighbours = sum((b - a) % len(x) == 1 for a, b in itertools.pairwise(order))
    return {
        "form": form,
        "sizes of the batches": tuple(len(batch) for batch, _ in first),
        "every sample once": sorted(order) == original,
        "each label stands beside its own row": bool(
            len(rows) == len(labels) and np.array_equal(labels, 100 + np.round(rows[:, 0] - 0.25))
        ),
        "the order is random": order != original,
        "neighbours are parted": 2 * neighbours < len(x),
        "any sample can come into any batch": len(parts) == 1
        or [sorted(part) for part in parts] != _cut(original, batch_size),
        "the next epoch has another order": following != order,
        "the same generator gives the same order": repeated == order,
    }


_PAIRS = "a list of pairs (x_batch, y_batch)"


def _form(batches, x):
    """What the list holds, in words."""

    def is_pair(first, second):
        return first.ndim == 2 and first.shape[1] == x.shape[1] and second.ndim == 1

    if batches and all(isinstance(item, np.ndarray) for item in batches):
        if len(batches) == 2 and is_pair(*batches):
            whole = len(batches[0]) == len(x)
            return "all of x and all of y" if whole else "one pair (x_batch, y_batch) alone"
        whole = all(item.ndim == 2 for item in batches)
        return "a list of x alone" if whole else "a list of positions or labels"
    pairs = [item for item in batches if isinstance(item, (tuple, list)) and len(item) == 2]
    arrays = all(isinstance(array, np.ndarray) for pair in pairs for array in pair)
    if pairs and len(pairs) == len(batches) and arrays:
        if all(is_pair(*pair) for pair in pairs):
            return _PAIRS
        if all(is_pair(*pair[::-1]) for pair in pairs):
            return "pairs (y_batch, x_batch), in the other order"
        if all(pair[0].ndim == 1 for pair in pairs):
            return "single samples"
    lists = bool(pairs) and all(isinstance(part, list) for pair in pairs for part in pair)
    if lists and all(isinstance(row, list) for pair in pairs for row in pair[0]):
        return "pairs of lists, where arrays are asked for"
    if pairs and all(isinstance(pair[0], np.ndarray) and np.ndim(pair[1]) == 0 for pair in pairs):
        return "single samples"
    if len(batches) == 2 and all(isinstance(item, (tuple, list)) for item in batches):
        return "two lists"
    return "something else"


def _cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def _batches_of(parts_of):
    """An answer that takes x and y at the positions that parts_of(n, batch_size, rng) gives."""
    return lambda x, y, size, rng: [(x[p], y[p]) for p in parts_of(len(x), size, rng)]


def _two_orders(x, y, size, rng):
    parts, others = (_cut(rng.permutation(len(x)), size) for _ in range(2))
    return [(x[p], y[q]) for p, q in zip(parts, others, strict=True)]


def _one_order_only(x, y, size, rng):
    parts, others = _cut(rng.permutation(len(x)), size), _cut(np.arange(len(x)), size)
    return [(x[p], y[q]) for p, q in zip(parts, others, strict=True)]


def _other_order_only(x, y, size, rng):
    return [(b, a) for a, b in _one_order_only(y, x, size, rng)]


def _shuffled_batches(n, size, rng):
    parts = _cut(np.arange(n), size)
    return [parts[i] for i in rng.permutation(len(parts))]


def _full_only(parts_of):
    return lambda n, size, rng: [part for part in parts_of(n, size, rng) if len(part) == size]


def _right_parts(n, size, rng):
    return _cut(rng.permutation(n), size)


def _filled_up(n, size, rng):
    order = rng.permutation(n)
    return [order.take(range(i, i + size), mode="wrap") for i in range(0, n, size)]


_RAGGED_LOST = (
    "The last samples are lost: when the number is not a multiple of the batch size, the last "
    "batch is smaller, but it belongs to the epoch."
)
_WITH_REPLACEMENT = (
    "Each batch is drawn anew from all samples: some come twice in an epoch and others never. Cut "
    "one permutation into pieces instead."
)
_PARTED = (
    "x and y are shuffled apart from one another, so the labels stand beside other rows. Draw one "
    "order, and use it for both."
)

make_batches = FunctionExercise(
    name="make_batches",
    solution=_batches_of(_right_parts),
    cases=_batch_cases,
    observe=_look_at_batches,
    passed="One permutation for both, cut up, and a short last batch where one is left.",
    mistakes=[
        Mistake(_RAGGED_LOST, _batches_of(_full_only(_right_parts))),
        Mistake(
            "The last batch is missing, even where it is a full one: look at where the range ends.",
            _batches_of(lambda n, size, rng: _right_parts(n, size, rng)[:-1]),
        ),
        Mistake(
            "The last batch is missing, even where it is a full one: look at where the range ends.",
            _batches_of(
                lambda n, size, rng: [
                    part for i, part in enumerate(_right_parts(n, size, rng)) if i * size < n - size
                ]
            ),
        ),
        Mistake(
            "Nothing is shuffled: the batches come in the order of the file.",
            _batches_of(lambda n, size, rng: _cut(np.arange(n), size)),
        ),
        Mistake(
            "Nothing is shuffled, and the short last batch is lost.",
            _batches_of(_full_only(lambda n, size, rng: _cut(np.arange(n), size))),
        ),
        Mistake(_PARTED, _two_orders),
        Mistake(_PARTED, _one_order_only),
        Mistake(_PARTED, _other_order_only),
        Mistake(
            _WITH_REPLACEMENT,
            _batches_of(lambda n, size, rng: _cut(rng.integers(0, n, n), size)),
        ),
        Mistake(
            _WITH_REPLACEMENT,
            _batches_of(
                lambda n, size, rng: [
                    rng.choice(n, min(size, n), replace=False) for _ in range(0, n, size)
                ]
            ),
        ),
        Mistake(
            _WITH_REPLACEMENT,
            _batches_of(
                lambda n, size, rng: [rng.permutation(n)[i : i + size] for i in range(0, n, size)]
            ),
        ),
        Mistake(
            "Every epoch gets the same order: it does not come from rng. (A generator that is made "
            "inside the function begins anew at each call.)",
            _batches_of(lambda n, size, rng: _cut(np.random.default_rng(0).permutation(n), size)),
        ),
        Mistake(
            "The order does not come from rng, so the same seed gives another order each time, and "
            "no training can be repeated.",
            _batches_of(lambda n, size, rng: _cut(np.random.default_rng().permutation(n), size)),
        ),
        Mistake(
            "Only the order of the batches is random. The same samples always stand together: "
            "shuffle the samples, then cut.",
            _batches_of(_shuffled_batches),
        ),
        Mistake(
            "Each batch is shuffled, but it always holds the same samples. Shuffle all of them "
            "first, then cut.",
            _batches_of(
                lambda n, size, rng: [rng.permutation(part) for part in _cut(np.arange(n), size)]
            ),
        ),
        Mistake(
            "batch_size is taken for the number of batches. It is the number of rows in each.",
            _batches_of(lambda n, size, rng: np.array_split(rng.permutation(n), size)),
        ),
        Mistake(
            "The batches are made equal in size. Asked are full batches, and the rest in the last.",
            _batches_of(lambda n, size, rng: np.array_split(rng.permutation(n), -(-n // size))),
        ),
        Mistake(
            "The last batch is filled up with samples that were already used.",
            _batches_of(_filled_up),
        ),
        Mistake(
            "These are positions, or labels alone. Take the rows of x and y there, and return "
            "pairs (x_batch, y_batch).",
            lambda x, y, size, rng: _right_parts(len(x), size, rng),
        ),
        Mistake(
            "y is missing: each item must be a pair (x_batch, y_batch).",
            lambda x, y, size, rng: [x[p] for p in _right_parts(len(x), size, rng)],
        ),
        Mistake(
            "The pairs are turned round: x_batch first, then y_batch.",
            lambda x, y, size, rng: [(y[p], x[p]) for p in _right_parts(len(x), size, rng)],
        ),
        Mistake(
            "These are single samples. A batch holds several rows: x[positions] takes as many rows "
            "as there are positions.",
            lambda x, y, size, rng: [(x[i], y[i]) for i in rng.permutation(len(x))],
        ),
        Mistake(
            "This is one shuffled x and one shuffled y. They still have to be cut into batches.",
            lambda x, y, size, rng: (lambda order: (x[order], y[order]))(rng.permutation(len(x))),
        ),
        Mistake(
            "This is the first batch alone. A `return` inside the loop ends it in its first round.",
            lambda x, y, size, rng: _batches_of(_right_parts)(x, y, size, rng)[0],
        ),
        Mistake(
            "This is a list of the first batch alone. A `return` inside the loop ends it in its "
            "first round.",
            lambda x, y, size, rng: _batches_of(_right_parts)(x, y, size, rng)[:1],
        ),
        Mistake(
            "The order is not random: it only begins somewhere else, and neighbours stay together.",
            _batches_of(lambda n, size, rng: _cut(np.roll(np.arange(n), rng.integers(1, n)), size)),
        ),
        Mistake(
            "These are two lists, one of x and one of y. Asked is one list of pairs: zip them.",
            lambda x, y, size, rng: (
                [x[p] for p in _right_parts(len(x), size, rng)],
                [y[p] for p in _right_parts(len(x), size, rng)],
            ),
        ),
    ],
)


# --- 07.5 -----------------------------------------------------------------------------------


def _step_cases():
    rng = np.random.default_rng(65)
    shapes = [(2, 3), (2,), (4, 2), (4,)]

    def draw():
        return [2 * rng.normal(size=shape) for shape in shapes]

    square = [rng.normal(size=(2, 2)), rng.normal(size=2)]
    return [
        (draw(), draw(), 0.1, 0.5),
        (draw(), draw(), 0.5, 0.0),
        (square, [w + 1 for w in square], 0.2, 1.5),
    ]


def _look_at_step(answer, parameters, gradients, learning_rate, decay):
    arrays = list(parameters)  # what the network holds, whatever becomes of the list
    answer(parameters, gradients, learning_rate, decay)
    names = [f"{'Wb'[i % 2]}{i // 2 + 1}" for i in range(len(arrays))]
    return dict(zip(names, arrays, strict=True)) | {"gradients": gradients}


def _stepping(new_value, changes_gradients=False):
    """An answer that writes new_value(w, dw, rate, decay) into each parameter."""

    def answer(parameters, gradients, learning_rate, decay):
        for w, dw in zip(parameters, gradients, strict=True):
            if changes_gradients and w.ndim == 2:
                dw += decay * w
            w[...] = new_value(w, dw, learning_rate, decay)

    return answer


def _if_weights(slope, otherwise=lambda w, dw, decay: dw):
    """A step of SGD along slope(w, dw, decay) for weights, along another for biases."""
    return _stepping(
        lambda w, dw, rate, decay: w - rate * (slope if w.ndim == 2 else otherwise)(w, dw, decay)
    )


def _with_decay(w, dw, decay):
    return dw + decay * w


decayed_step = FunctionExercise(
    name="decayed_step",
    solution=_if_weights(_with_decay),
    cases=_step_cases,
    observe=_look_at_step,
    may_change_arguments=True,
    passed="Each step pulls every weight a little towards 0, in proportion to its size.",
    mistakes=[
        Mistake(
            "The parameters are as they were. `w = w - ...` and `parameters[i] = ...` make a new "
            "array and leave the network's own alone; write into it, `w -= ...` or `w[...] = ...`.",
            lambda parameters, gradients, learning_rate, decay: None,
        ),
        Mistake(
            "The weights are right, but the gradients were changed: `dw += ...` writes into the "
            "caller's array. Make a new one.",
            _stepping(lambda w, dw, rate, decay: w - rate * dw, changes_gradients=True),
        ),
        Mistake(
            "The biases are decayed too. The new term sums over the matrices only.",
            _if_weights(_with_decay, _with_decay),
        ),
        Mistake(
            "It is the other way round: the biases are decayed and the weights are not.",
            _if_weights(lambda w, dw, decay: dw, _with_decay),
        ),
        Mistake(
            "This is plain SGD: the new term has no part in it.",
            _if_weights(lambda w, dw, decay: dw),
        ),
        Mistake(
            "The decay is twice too strong. The derivative of λ/2 W² is λ W: the 2 of the square "
            "cancels the 1/2.",
            _if_weights(lambda w, dw, decay: dw + 2 * decay * w),
        ),
        Mistake(
            "The decay is twice too weak. The derivative of λ/2 W² is λ W: the 2 of the square "
            "cancels the 1/2.",
            _if_weights(lambda w, dw, decay: dw + decay / 2 * w),
        ),
        Mistake(
            "The weights grow instead of decaying: the sign of the new term is turned.",
            _if_weights(lambda w, dw, decay: dw - decay * w),
        ),
        Mistake(
            "The term itself is added to the gradient. What is needed is its derivative with "
            "respect to each weight.",
            _if_weights(lambda w, dw, decay: dw + decay / 2 * (w**2).sum()),
        ),
        Mistake(
            "W² is added to the gradient. What is needed is the derivative of λ/2 W².",
            _if_weights(lambda w, dw, decay: dw + decay * w**2),
        ),
        Mistake(
            "W² is added to the gradient. What is needed is the derivative of λ/2 W².",
            _if_weights(lambda w, dw, decay: dw + decay / 2 * w**2),
        ),
        Mistake(
            "The sign of each weight is added, as for the absolute value. Here the term is a "
            "square: its derivative is in proportion to the weight.",
            _if_weights(lambda w, dw, decay: dw + decay * np.sign(w)),
        ),
        Mistake(
            "λ alone is added to every gradient. The derivative of λ/2 W² depends on W.",
            _if_weights(lambda w, dw, decay: dw + decay),
        ),
        Mistake(
            "The decay is divided by the number of weights. The term is a sum, not a mean.",
            _if_weights(lambda w, dw, decay: dw + decay * w / w.size),
        ),
        Mistake(
            "The step goes along the gradient: the loss rises. It must go against it.",
            _stepping(
                lambda w, dw, rate, decay: w + rate * (dw + decay * w if w.ndim == 2 else dw)
            ),
        ),
        Mistake(
            "The decay is not multiplied by the learning rate. It is a part of the gradient.",
            _stepping(lambda w, dw, rate, decay: w - rate * dw - (w.ndim == 2) * decay * w),
        ),
        Mistake(
            "The decay is not multiplied by the learning rate, and the biases are decayed too.",
            _stepping(lambda w, dw, rate, decay: w - rate * dw - decay * w),
        ),
        Mistake(
            "The biases stay as they were. They are not decayed, but they learn: w -= η dw.",
            _stepping(lambda w, dw, rate, decay: w - rate * (w.ndim == 2) * (dw + decay * w)),
        ),
        Mistake(
            "The learning rate is missing.",
            _stepping(lambda w, dw, rate, decay: w - dw - (w.ndim == 2) * decay * w),
        ),
        Mistake(
            "The decay is taken of the weights after the step. Both parts of the gradient belong "
            "to the weights before it.",
            _stepping(
                lambda w, dw, rate, decay: (w - rate * dw) * (1 - (w.ndim == 2) * rate * decay)
            ),
        ),
        Mistake(
            "The decay has replaced the gradient of the loss. Both add up.",
            _if_weights(lambda w, dw, decay: decay * w),
        ),
        Mistake(
            "The whole gradient is multiplied by 1 + λ. The new term is in proportion to the "
            "weight, not to the gradient.",
            _if_weights(lambda w, dw, decay: dw + decay * dw),
        ),
    ],
)


# --- 07.6 -----------------------------------------------------------------------------------


def _path_cases():
    return [
        (np.array([1.0, -2.0]), lambda w: np.array([1.0, 4.0]) * w + 1, [0.1, 0.1, 0.02, 0.2], 0.9),
        (np.array([[0.5], [3.0]]), lambda w: w**3 - w, [0.05, 0.01, 0.1], 0.5),
        (np.array([2.0, 1.0, -1.0]), lambda w: w - w.mean(), [0.3, 0.1], 0.0),
    ]


def _walk(step, start=lambda w, gradient: np.zeros_like(w)):
    """An answer whose step(w, v, gradient, rate, momentum) returns the new w and v."""

    def answer(w, gradient, learning_rates, momentum):
        v, path = start(w, gradient), []
        for learning_rate in learning_rates:
            w, v = step(w, v, gradient, learning_rate, momentum)
            path.append(w)
        return path

    return answer


def _pytorch(w, v, gradient, rate, momentum):
    v = momentum * v + gradient(w)
    return w - rate * v, v


def _paper(w, v, gradient, rate, momentum):
    v = momentum * v + rate * gradient(w)
    return w - v, v


def _damped(w, v, gradient, rate, momentum):
    v = momentum * v + (1 - momentum) * gradient(w)
    return w - rate * v, v


def _uphill(w, v, gradient, rate, momentum):
    v = momentum * v + gradient(w)
    return w + rate * v, v


def _paper_uphill(w, v, gradient, rate, momentum):
    v = momentum * v - rate * gradient(w)
    return w - v, v


def _late(w, v, gradient, rate, momentum):
    return w - rate * v, momentum * v + gradient(w)


def _nesterov(w, v, gradient, rate, momentum):
    dw = gradient(w)
    v = momentum * v + dw
    return w - rate * (dw + momentum * v), v


def _forgetful(w, v, gradient, rate, momentum):
    v = momentum * (v + gradient(w))
    return w - rate * v, v


def _sum_of_all(w, v, gradient, rate, momentum):
    v = v + gradient(w)
    return w - rate * v, v


def _exchanged(w, v, gradient, rate, momentum):
    v = rate * v + gradient(w)
    return w - momentum * v, v


def _no_rate(w, v, gradient, rate, momentum):
    v = momentum * v + gradient(w)
    return w - v, v


def _both_rates(w, v, gradient, rate, momentum):
    v = momentum * v + rate * gradient(w)
    return w - rate * v, v


def _first_gradient_only(w, gradient, learning_rates, momentum):
    dw = gradient(w)
    return _walk(_pytorch)(w, lambda _: dw, learning_rates, momentum)


def _first_rate_only(w, gradient, learning_rates, momentum):
    return _walk(_pytorch)(w, gradient, [learning_rates[0]] * len(learning_rates), momentum)


def _steps_from_the_start(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for rate in learning_rates:
        position, v = _pytorch(w, v, gradient, rate, momentum)
        path.append(position)
    return path


def _velocities(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for rate in learning_rates:
        w, v = _pytorch(w, v, gradient, rate, momentum)
        path.append(v)
    return path


def _list_of_rows(answer, *arguments):
    """An array of positions, one a row, is as good as a list of them."""
    path = answer(*arguments)
    return list(path) if isinstance(path, np.ndarray) and path.ndim else path


def _path(*arguments):
    return _walk(_pytorch)(*arguments)


momentum_path = FunctionExercise(
    name="momentum_path",
    solution=_path,
    cases=_path_cases,
    observe=_list_of_rows,
    tolerance=1e-9,
    passed="In this form a new learning rate acts at once, on all that the velocity holds.",
    mistakes=[
        Mistake(
            "This is the other form, with the learning rate inside the velocity: as long as the "
            "rate stays, it is the same. When it changes, old gradients keep their old rate here. "
            "In PyTorch's form the rate stands in the second line only.",
            _walk(_paper),
        ),
        Mistake(
            "The gradient is multiplied by 1 - μ: a running mean, as Adam keeps it. Here it is a "
            "running sum.",
            _walk(_damped),
        ),
        Mistake(
            "The steps go along the gradient: the loss rises. Count the minus signs: with "
            "v = μ v - dw the step would be w + η v.",
            _walk(_uphill),
        ),
        Mistake(
            "The steps go along the gradient: the loss rises. Count the minus signs. And the "
            "learning rate belongs to the step, not into the velocity.",
            _walk(_paper_uphill),
        ),
        Mistake(
            "There is no momentum in it: this is plain SGD. The velocity must live on from step to "
            "step; set it to 0 only once, before the loop.",
            _walk(lambda w, v, gradient, rate, momentum: (w - rate * gradient(w), v)),
        ),
        Mistake(
            "The step uses the velocity from before: first v, then w.",
            _walk(_late),
        ),
        Mistake(
            "This is Nesterov's momentum, which looks one step ahead. Asked is the plain form.",
            _walk(_nesterov),
        ),
        Mistake(
            "μ multiplies the new gradient too. Only the old velocity fades.",
            _walk(_forgetful),
        ),
        Mistake(
            "The velocity never fades: μ is missing, and all gradients count for ever.",
            _walk(_sum_of_all),
        ),
        Mistake(
            "The velocity begins with a gradient, so the first one counts twice. It begins at 0.",
            _walk(_pytorch, start=lambda w, gradient: gradient(w)),
        ),
        Mistake("The learning rate and the momentum have changed places.", _walk(_exchanged)),
        Mistake("The learning rate is missing.", _walk(_no_rate)),
        Mistake(
            "The learning rate acts twice, in the velocity and in the step.", _walk(_both_rates)
        ),
        Mistake(
            "The gradient is computed once, at the start. It must be taken anew at each position.",
            _first_gradient_only,
        ),
        Mistake(
            "The first learning rate is used for all steps. Each step has its own.",
            _first_rate_only,
        ),
        Mistake(
            "These are the velocities. Asked are the positions.",
            _velocities,
        ),
        Mistake(
            "The start is in the list. Asked are the positions after each step.",
            lambda w, *rest: [w, *_path(w, *rest)],
        ),
        Mistake(
            "These are the positions before each step: one is missing at the end.",
            lambda w, *rest: [w, *_path(w, *rest)[:-1]],
        ),
        Mistake(
            "Only the last position comes back. Asked is the list of all.",
            lambda *arguments: _path(*arguments)[-1],
        ),
        Mistake(
            "Only the last position comes back: the append stands after the loop.",
            lambda *arguments: _path(*arguments)[-1:],
        ),
        Mistake(
            "Only the first position comes back: a `return` inside the loop ends it in its first "
            "round.",
            lambda *arguments: _path(*arguments)[:1],
        ),
        Mistake(
            "w itself never moves: each position is computed from the start, and so is each "
            "gradient.",
            _steps_from_the_start,
        ),
        Mistake(
            "The list holds the same array many times: it was changed in place after it was "
            "appended. Append a copy, or make a new array in each step.",
            lambda *arguments: [_path(*arguments)[-1]] * len(arguments[2]),
        ),
    ],
)


# --- 07.7 -----------------------------------------------------------------------------------

_STEP = {"SGD": 0.0001, "momentum": 0.001, "Adam": 0.1}


def _part(i, *values):
    """Whether number i of the answer is one of these, up to rounding."""
    return lambda answer: any(np.isclose(abs(answer[i]), v, rtol=1e-3, atol=0) for v in values)


predicted_steps = ValueExercise(
    name="predicted_steps",
    solution=tuple(_STEP.values()),
    tolerance=2e-6,
    passed="Adam's step is a thousand times that of SGD, at the same rate and the same gradient.",
    mistakes=[
        Mistake(
            "Asked are lengths, so none is negative. The rest you can keep.",
            lambda answer: (
                any(v < 0 for v in answer)
                and np.allclose(np.abs(answer), list(_STEP.values()), rtol=1e-3, atol=0)
            ),
        ),
        Mistake(
            "The lengths are right, but in another order: SGD, momentum, Adam.",
            lambda answer: np.allclose(sorted(answer), sorted(_STEP.values()), rtol=1e-3, atol=0),
        ),
        Mistake(
            "These are ratios, in units of SGD's step. Asked are the lengths themselves.",
            lambda answer: np.allclose(answer, (1, 10, 1000), rtol=1e-3),
        ),
        Mistake(
            "These are the distances of all hundred steps together. Asked is the hundredth alone.",
            _part(0, 0.01),
        ),
        Mistake(
            "SGD's step is not the gradient alone: multiply by the learning rate.",
            _part(0, 0.001),
        ),
        Mistake(
            "SGD's step is not the learning rate alone: multiply by the gradient.", _part(0, 0.1)
        ),
        Mistake(
            "Momentum's step is as long as that of SGD here. But the velocity has added up a "
            "hundred gradients of the same sign by now.",
            _part(1, 0.0001),
        ),
        Mistake(
            "0.9 is how much of the velocity is kept at each step, not how much longer the step "
            "gets. Add up 1 + 0.9 + 0.81 + ...",
            _part(1, 0.00009, 0.00019, 0.9, 0.0009),
        ),
        Mistake(
            "0.01 is the velocity itself, and the step is that times the rate. (If you added up a "
            "hundred gradients: old ones fade, 1 + 0.9 + 0.81 + ... ends at 10.)",
            _part(1, 0.01),
        ),
        Mistake(
            "Adam divides by the root of the mean square, which here is the gradient itself. What "
            "is left of it?",
            _part(2, 0.0001, 0.001, 0.00001, 1e-6, 1e-7),
        ),
        Mistake(
            "Adam's ratio of the means is 1 here. The step is that times the learning rate.",
            _part(2, 1),
        ),
        Mistake(
            "Adam divides by the root of v, not by v itself.",
            _part(2, 100, 1000),
        ),
        Mistake(
            "That is Adam without its bias correction. After a hundred steps v is still far below "
            "its final value, but the correction makes up for it.",
            _part(2, 0.1 * (1 - 0.9**100) / (1 - 0.999**100) ** 0.5, 0.316),
        ),
    ],
)


# --- 07.8 -----------------------------------------------------------------------------------


def _adam_cases():
    """First and later steps; gradients of many sizes, down to 0, so that epsilon shows."""
    rng = np.random.default_rng(68)
    w = rng.normal(size=6)
    sizes = np.array([3.0, -0.5, 1e-3, -1e-7, 2e-8, 0.0])
    m, v = rng.normal(size=(2, 3)), rng.random((2, 3)) + 0.5
    return [
        (w, np.zeros(6), np.zeros(6), sizes, 1, 0.5),
        (w, 0.1 * sizes, 0.02 * sizes**2, -sizes, 7, 0.2),
        (rng.normal(size=(2, 3)), m, v, rng.normal(size=(2, 3)), 400, 0.01),
    ]


def _adam(
    mean=lambda m, dw: 0.9 * m + 0.1 * dw,
    square=lambda v, dw: 0.999 * v + 0.001 * dw**2,
    correct_m=lambda m, t: m / (1 - 0.9**t),
    correct_v=lambda v, t: v / (1 - 0.999**t),
    step=lambda m, v, dw: m / (np.sqrt(v) + 1e-8),
    update=lambda w, rate, step: w - rate * step,
    returned=lambda w, m, v, m_hat, v_hat: (w, m, v),
):
    """Adam with one of its parts exchanged."""

    @_silent
    def answer(w, m, v, dw, t, learning_rate):
        m, v = mean(m, dw), square(v, dw)
        m_hat, v_hat = correct_m(m, t), correct_v(v, t)
        w = update(w, learning_rate, step(m_hat, v_hat, dw))
        return returned(w, m, v, m_hat, v_hat)

    return answer


def _as_it_is(value, t):
    return value


@_silent
def _before_the_update(w, m, v, dw, t, learning_rate):
    _, new_m, new_v = _adam()(w, m, v, dw, t, learning_rate)
    step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w - learning_rate * step, new_m, new_v


@_silent
def _squared_mean(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    return _adam(mean=lambda *_: m, square=lambda v, dw: 0.999 * v + 0.001 * m**2)(
        w, m, v, dw, t, learning_rate
    )


@_silent
def _paper_order(w, m, v, dw, t, learning_rate):
    m, v = 0.9 * m + 0.1 * dw, 0.999 * v + 0.001 * dw**2
    rate = learning_rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return w - rate * m / (np.sqrt(v) + 1e-8), m, v


_FROM_ZERO = (
    "The correction counts t from 0 here. t is the number of this step, 1 for the first: use it as "
    "it is."
)

adam_step = FunctionExercise(
    name="adam_step",
    solution=_adam(),
    cases=_adam_cases,
    tolerance=1e-9,
    passed="Equal to PyTorch's, also where the gradient is 0.",
    mistakes=[
        Mistake(
            "There is no bias correction in it: the first steps are far too long.",
            _adam(correct_m=_as_it_is, correct_v=_as_it_is),
        ),
        Mistake(
            "Only v is corrected. m began at 0 as well, and is too small at first.",
            _adam(correct_m=_as_it_is),
        ),
        Mistake(
            "Only m is corrected. v began at 0 as well, and is too small at first.",
            _adam(correct_v=_as_it_is),
        ),
        Mistake(
            "The step is right, but the corrected means are returned. The next step would correct "
            "them once more: keep m and v themselves.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: (w, m_hat, v_hat)),
        ),
        Mistake(
            "Epsilon stands under the root: there it counts as 0.0001. Add it after the root.",
            _adam(step=lambda m, v, dw: m / np.sqrt(v + 1e-8)),
        ),
        Mistake(
            "Epsilon stands under the root, and v is not corrected.",
            _adam(correct_v=_as_it_is, step=lambda m, v, dw: m / np.sqrt(v + 1e-8)),
        ),
        Mistake(
            "Epsilon stands under the root, and nothing is corrected.",
            _adam(
                correct_m=_as_it_is,
                correct_v=_as_it_is,
                step=lambda m, v, dw: m / np.sqrt(v + 1e-8),
            ),
        ),
        Mistake(
            "Epsilon is missing: where all gradients were 0, the step is 0 / 0.",
            _adam(step=lambda m, v, dw: m / np.sqrt(v)),
        ),
        Mistake(
            "Epsilon is added to the step instead of to what it is divided by: brackets.",
            _adam(step=lambda m, v, dw: m / np.sqrt(v) + 1e-8),
        ),
        Mistake(
            "Epsilon is added to the new weights instead of to what the step is divided by: "
            "brackets.",
            _adam(
                step=lambda m, v, dw: m / np.sqrt(v), update=lambda w, rate, s: w - rate * s + 1e-8
            ),
        ),
        Mistake(
            "v is corrected after its root is taken: first divide by 1 - 0.999**t, then the root.",
            _adam(correct_v=lambda v, t: v / (1 - 0.999**t) ** 2),
        ),
        Mistake(
            "(1 - 0.9)**t raises the difference to the power. It must be 1 - 0.9**t.",
            _adam(correct_m=lambda m, t: m / 0.1**t, correct_v=lambda v, t: v / 0.001**t),
        ),
        Mistake(
            "Nearly: this is the order of the PyTorch of old and of a remark in the paper, in "
            "which epsilon is added before v is corrected. Correct v first, take the root, then "
            "add epsilon.",
            _paper_order,
        ),
        Mistake(
            "The two betas have changed places: 0.9 belongs to m, 0.999 to v.",
            _adam(
                mean=lambda m, dw: 0.999 * m + 0.001 * dw,
                square=lambda v, dw: 0.9 * v + 0.1 * dw**2,
                correct_m=lambda m, t: m / (1 - 0.999**t),
                correct_v=lambda v, t: v / (1 - 0.9**t),
            ),
        ),
        Mistake(
            "The betas have changed places in the running means (0.9 belongs to m, 0.999 to v).",
            _adam(
                mean=lambda m, dw: 0.999 * m + 0.001 * dw,
                square=lambda v, dw: 0.9 * v + 0.1 * dw**2,
            ),
        ),
        Mistake(
            "The betas have changed places in the corrections: m was averaged with 0.9, v with "
            "0.999.",
            _adam(
                correct_m=lambda m, t: m / (1 - 0.999**t),
                correct_v=lambda v, t: v / (1 - 0.9**t),
            ),
        ),
        Mistake(
            "In the running means beta and 1 - beta have changed places: the old mean keeps 0.9 "
            "(0.999) of its weight, not 0.1 (0.001).",
            _adam(
                mean=lambda m, dw: 0.1 * m + 0.9 * dw,
                square=lambda v, dw: 0.001 * v + 0.999 * dw**2,
            ),
        ),
        Mistake(
            "m and v have changed places in the last line: the mean is divided by the root of the "
            "mean square.",
            _adam(step=lambda m, v, dw: v / (np.sqrt(m) + 1e-8)),
        ),
        Mistake(
            "v must average the squares of the gradients, dw**2; here the gradients are not "
            "squared.",
            _adam(square=lambda v, dw: 0.999 * v + 0.001 * dw),
        ),
        Mistake(
            "v must average the squares of the gradients, dw**2; here it is their absolute value.",
            _adam(square=lambda v, dw: 0.999 * v + 0.001 * np.abs(dw)),
        ),
        Mistake(
            "v must average the squares of the gradients; here it takes the square of the mean m.",
            _squared_mean,
        ),
        Mistake(
            "Brackets: m / 1 - 0.9**t first divides by 1. It must be m / (1 - 0.9**t).",
            _adam(correct_m=lambda m, t: m / 1 - 0.9**t, correct_v=lambda v, t: v / 1 - 0.999**t),
        ),
        Mistake(
            "v adds all squares up: they need the factor 1 - 0.999, or it is no mean.",
            _adam(square=lambda v, dw: 0.999 * v + dw**2),
        ),
        Mistake(
            "m adds all gradients up, as momentum does: here they need the factor 1 - 0.9.",
            _adam(mean=lambda m, dw: 0.9 * m + dw),
        ),
        Mistake(
            "The factors 1 - 0.9 and 1 - 0.999 are missing: these are sums, not means.",
            _adam(mean=lambda m, dw: 0.9 * m + dw, square=lambda v, dw: 0.999 * v + dw**2),
        ),
        Mistake(
            "The factor of the squares is squared as well: 0.001 dw², not (0.001 dw)².",
            _adam(square=lambda v, dw: 0.999 * v + (0.001 * dw) ** 2),
        ),
        Mistake(
            "The root is missing: the step is divided by the root of v.",
            _adam(step=lambda m, v, dw: m / (v + 1e-8)),
        ),
        Mistake(
            _FROM_ZERO,
            _adam(
                correct_m=lambda m, t: m / (1 - 0.9 ** (t - 1)),
                correct_v=lambda v, t: v / (1 - 0.999 ** (t - 1)),
            ),
        ),
        Mistake(
            "t is raised by one before it is used, but it already counts from 1.",
            _adam(
                correct_m=lambda m, t: m / (1 - 0.9 ** (t + 1)),
                correct_v=lambda v, t: v / (1 - 0.999 ** (t + 1)),
            ),
        ),
        Mistake(
            "0.9 and 0.999 are multiplied by t. They are raised to the power t: 0.9**t.",
            _adam(
                correct_m=lambda m, t: m / (1 - 0.9 * t),
                correct_v=lambda v, t: v / (1 - 0.999 * t),
            ),
        ),
        Mistake(
            "The correction leaves t out: it divides by 1 - 0.9 and 1 - 0.999 at every step. It "
            "must fade away as t grows: 0.9**t.",
            _adam(correct_m=lambda m, t: m / (1 - 0.9), correct_v=lambda v, t: v / (1 - 0.999)),
        ),
        Mistake(
            "The correction multiplies. Early means are too small: divide by 1 - 0.9**t.",
            _adam(
                correct_m=lambda m, t: m * (1 - 0.9**t), correct_v=lambda v, t: v * (1 - 0.999**t)
            ),
        ),
        Mistake(
            "The step goes along the gradient: the loss rises.",
            _adam(update=lambda w, rate, step: w + rate * step),
        ),
        Mistake(
            "The learning rate is missing.",
            _adam(update=lambda w, rate, step: w - step),
        ),
        Mistake(
            "The step uses the gradient of this batch alone, not the mean m. (This is RMSprop, an "
            "older optimiser.)",
            _adam(step=lambda m, v, dw: dw / (np.sqrt(v) + 1e-8)),
        ),
        Mistake(
            "The step uses the means from before this gradient: first m and v, then w.",
            _before_the_update,
        ),
        Mistake(
            "The values are right, but in another order: return w, m, v.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: (m, v, w)),
        ),
        Mistake(
            "The values are right, but in another order: return w, m, v.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: (w, v, m)),
        ),
        Mistake(
            "The new w is right, but m and v come back as they were: the next step would start "
            "from the old means.",
            lambda w, m, v, dw, t, rate: (_adam()(w, m, v, dw, t, rate)[0], m, v),
        ),
        Mistake(
            "Only w comes back. The next step needs m and v too: return w, m, v.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: w),
        ),
        Mistake(
            "This is the step, not the new weights: subtract it from w.",
            lambda w, m, v, dw, t, rate: (lambda new: (w - new[0], new[1], new[2]))(
                _adam()(w, m, v, dw, t, rate)
            ),
        ),
    ],
)
