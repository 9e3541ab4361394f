"""Wrong answers to the exercises of lesson 07, as learners type them, and words of their hints."""

WRONG = {
    "dense_backward": [
        (
            "dV: dz.T @ x is the line for weights of shape (out, in)",
            """
def dense_backward(dz, x, V):
    return dz.T @ x, dz.sum(axis=0), dz @ V.T
""",
        ),
        (
            "dx: dz @ W is the line for weights of shape (out, in)",
            """
def dense_backward(dz, x, V):
    dV = x.T @ dz
    db = dz.sum(axis=0)
    dx = dz @ V
    return dV, db, dx
""",
        ),
        (
            # both lines copied from the other layout
            "Here V is (in, out): which product has the neurons in the middle?",
            """
def dense_backward(dz, x, V):
    dV = dz.T @ x
    db = np.sum(dz, axis=0)
    dx = np.dot(dz, V)
    return dV, db, dx
""",
        ),
        (
            "db adds along axis 1",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.sum(axis=1), dz @ V.T
""",
        ),
        (
            "db is not summed yet",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz, dz @ V.T
""",
        ),
        (
            "db is a mean over the samples",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.mean(axis=0), dz @ V.T
""",
        ),
        (
            "db has one axis too many",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.sum(axis=0, keepdims=True), dz @ V.T
""",
        ),
        (
            "db adds up everything into one number",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, np.sum(dz), dz @ V.T
""",
        ),
        (
            "dV and db are divided by N once more",
            """
def dense_backward(dz, x, V):
    N = len(dz)
    return x.T @ dz / N, dz.sum(axis=0) / N, dz @ V.T
""",
        ),
        (
            "dV is divided by N once more",
            """
def dense_backward(dz, x, V):
    return (x.T @ dz) / x.shape[0], dz.sum(0), dz @ V.T
""",
        ),
        (
            "dV multiplies the sums over the samples",
            """
def dense_backward(dz, x, V):
    return np.outer(x.sum(axis=0), dz.sum(axis=0)), dz.sum(axis=0), dz @ V.T
""",
        ),
        (
            "dV is the outer product of the first sample only",
            """
def dense_backward(dz, x, V):
    dV = np.outer(x[0], dz[0])
    return dV, dz.sum(axis=0), dz @ V.T
""",
        ),
        (
            "They have to be summed",
            """
def dense_backward(dz, x, V):
    dV = np.array([np.outer(x[n], dz[n]) for n in range(len(x))])
    return dV, dz.sum(axis=0), dz @ V.T
""",
        ),
        (
            "dV: in this product the samples are not the axis that vanishes",
            """
def dense_backward(dz, x, V):
    return x @ dz, dz.sum(axis=0), dz @ V.T
""",
        ),
        (
            "dx: in this product the neurons are not the axis that vanishes",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.sum(axis=0), V @ dz
""",
        ),
        (
            "dx lies on its side",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.sum(axis=0), V @ dz.T
""",
        ),
        (
            "dx is summed over the samples",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.sum(axis=0), (dz @ V.T).sum(axis=0)
""",
        ),
        (
            "in another order: return dV, db, dx",
            """
def dense_backward(dz, x, V):
    return dz @ V.T, x.T @ dz, dz.sum(axis=0)
""",
        ),
        (
            "This returns only dV",
            """
def dense_backward(dz, x, V):
    return x.T @ dz
""",
        ),
        (
            "The signs are turned",
            """
def dense_backward(dz, x, V):
    return -x.T @ dz, -dz.sum(axis=0), -dz @ V.T
""",
        ),
        (
            # two mistakes, two hints
            "db is a mean over the samples. The division by N is already in dz, since the loss is "
            "the mean: here it is a sum. dx: dz @ W is the line",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.mean(axis=0), dz @ V
""",
        ),
        (
            "dx passes a mask of ReLU",
            """
def dense_backward(dz, x, V):
    return x.T @ dz, dz.sum(0), (dz @ V.T) * (x > 0)
""",
        ),
        (
            "dV is the outer product of the last sample only",
            """
def dense_backward(dz, x, V):
    for a, d in zip(x, dz):
        dV = np.outer(a, d); db = d
    return dV, db, dz @ V.T
""",
        ),
        (
            "item 0: ",
            """
def dense_backward(dz, x, V):
    dV = np.zeros(V.shape, int)
    dV[...] = x.T @ dz
    return dV, dz.sum(0), dz @ V.T
""",
        ),
        (
            "it changes its arguments",
            """
def dense_backward(dz, x, V):
    dz /= len(x)
    return x.T @ dz, dz.sum(0), dz @ V.T
""",
        ),
    ],
    "scale_backward": [
        (
            "dg is not summed yet",
            """
def scale_backward(dz, x, g):
    return dz * x, dz.sum(axis=0), dz * g
""",
        ),
        (
            "db is not summed yet",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0), dz, dz * g
""",
        ),
        (
            "but all samples share one g. db is not summed yet",
            """
def scale_backward(dz, x, g):
    dg = dz * x
    db = dz
    dx = dz * g
    return dg, db, dx
""",
        ),
        (
            "dg adds along axis 1",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=1), dz.sum(axis=0), dz * g
""",
        ),
        (
            "dg multiplies the sums",
            """
def scale_backward(dz, x, g):
    return dz.sum(axis=0) * x.sum(axis=0), dz.sum(axis=0), dz * g
""",
        ),
        (
            "dg is a mean over the samples",
            """
def scale_backward(dz, x, g):
    return (dz * x).mean(axis=0), dz.sum(axis=0), dz * g
""",
        ),
        (
            "dg and db are divided by N once more",
            """
def scale_backward(dz, x, g):
    return np.mean(dz * x, axis=0), np.mean(dz, axis=0), dz * g
""",
        ),
        (
            "dg is a whole matrix here",
            """
def scale_backward(dz, x, g):
    return dz.T @ x, dz.sum(axis=0), dz * g
""",
        ),
        (
            "dg: x is missing",
            """
def scale_backward(dz, x, g):
    return dz.sum(axis=0), dz.sum(axis=0), dz * g
""",
        ),
        (
            "dg: dz itself is missing",
            """
def scale_backward(dz, x, g):
    return x.sum(axis=0), dz.sum(axis=0), dz * g
""",
        ),
        (
            "dg: multiplied by g itself",
            """
def scale_backward(dz, x, g):
    return (dz * g).sum(axis=0), dz.sum(axis=0), dz * x
""",
        ),
        (
            "dg adds up everything into one number",
            """
def scale_backward(dz, x, g):
    return np.sum(dz * x), dz.sum(axis=0), dz * g
""",
        ),
        (
            "dx: g is missing",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0), dz.sum(axis=0), dz
""",
        ),
        (
            "dx: multiplied by x itself",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0), dz.sum(axis=0), dz * x
""",
        ),
        (
            "dx is summed over the samples",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0), dz.sum(axis=0), (dz * g).sum(axis=0)
""",
        ),
        (
            "dx: divided by g",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0), dz.sum(axis=0), dz / g
""",
        ),
        (
            "dx: `@` adds over the features",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0), dz.sum(axis=0), dz @ g
""",
        ),
        (
            "in another order: return dg, db, dx",
            """
def scale_backward(dz, x, g):
    return dz * g, (dz * x).sum(axis=0), dz.sum(axis=0)
""",
        ),
        (
            "This returns only dg",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(axis=0)
""",
        ),
        (
            "adds up x or dz alone",
            """
def scale_backward(dz, x, g):
    return dz * x.sum(0), dz.sum(0), dz * g
""",
        ),
        (
            "adds up x or dz alone",
            """
def scale_backward(dz, x, g):
    return dz.sum(0) * x, dz.sum(0), dz * g
""",
        ),
        (
            "dx is divided by N once more",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(0), dz.sum(0), dz * g / len(x)
""",
        ),
        (
            "dg has one axis too many",
            """
def scale_backward(dz, x, g):
    return (dz * x).sum(0, keepdims=True), dz.sum(0, keepdims=True), dz * g
""",
        ),
    ],
    "sigmoid_layer_backward": [
        (
            "Nothing happens to da on its way to dz",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * (a > 0)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "1 - a² is the slope of tanh",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * (1 - a**2)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "as if a were z",
            """
def sigmoid_layer_backward(da, a, x, W):
    s = 1 / (1 + np.exp(-a))
    dz = da * s * (1 - s)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "da is missing",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = a * (1 - a)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "Half of the slope is missing",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * (1 - a)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "here it divides",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da / (a * (1 - a))
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "a - 1 in place of 1 - a",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (a - 1)
    return dz.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "dx starts from da and leaves the sigmoid out",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, dz.sum(axis=0), da @ W
""",
        ),
        (
            "dW starts from da",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return da.T @ x, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "db starts from da",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, da.sum(axis=0), dz @ W
""",
        ),
        (
            "dW has the shape (in, out)",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return x.T @ dz, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "multiplies by what came out of the layer",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ a, dz.sum(axis=0), dz @ W
""",
        ),
        (
            "dx: W is (out, in)",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, dz.sum(axis=0), dz @ W.T
""",
        ),
        (
            "dx takes the slope twice",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, dz.sum(axis=0), dz @ W * x * (1 - x)
""",
        ),
        (
            "db is not summed yet",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, dz, dz @ W
""",
        ),
        (
            "This is dz",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz
""",
        ),
        (
            "in another order: return dW, db, dx",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz @ W, dz.T @ x, dz.sum(axis=0)
""",
        ),
        (
            "dW and db are divided by N once more",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x / len(x), dz.mean(axis=0), dz @ W
""",
        ),
        (
            "The mask a > 0 belongs to ReLU",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * (a > 0)
    return dz.T @ x, dz.sum(0), dz @ W
""",
        ),
        (
            "Everything is divided by N once more",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a) / len(x)
    return dz.T @ x, dz.sum(0), dz @ W
""",
        ),
        (
            "dx passes a mask of ReLU",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = da * a * (1 - a)
    return dz.T @ x, dz.sum(0), (dz @ W) * (x > 0)
""",
        ),
    ],
    "make_batches": [
        (
            "The last samples are lost",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    batches = []
    for i in range(len(x) // batch_size):
        part = order[i * batch_size:(i + 1) * batch_size]
        batches.append((x[part], y[part]))
    return batches
""",
        ),
        (
            "The last batch is missing, even where it is a full one",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [
        (x[order[i:i + batch_size]], y[order[i:i + batch_size]])
        for i in range(0, len(x) - batch_size, batch_size)
    ]
""",
        ),
        (
            "Nothing is shuffled: the batches come in the order of the file",
            """
def make_batches(x, y, batch_size, rng):
    return [
        (x[i:i + batch_size], y[i:i + batch_size]) for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "x and y are shuffled apart",
            """
def make_batches(x, y, batch_size, rng):
    x = x[rng.permutation(len(x))]
    y = y[rng.permutation(len(y))]
    return [
        (x[i:i + batch_size], y[i:i + batch_size]) for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "x and y are shuffled apart",
            """
def make_batches(x, y, batch_size, rng):
    x = rng.permutation(x)
    return [
        (x[i:i + batch_size], y[i:i + batch_size]) for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "Each batch is drawn anew from all samples",
            """
def make_batches(x, y, batch_size, rng):
    batches = []
    for i in range(0, len(x), batch_size):
        part = rng.integers(0, len(x), min(batch_size, len(x) - i))
        batches.append((x[part], y[part]))
    return batches
""",
        ),
        (
            "Every epoch gets the same order",
            """
def make_batches(x, y, batch_size, rng):
    rng = np.random.default_rng(42)
    order = rng.permutation(len(x))
    return [
        (x[order[i:i + batch_size]], y[order[i:i + batch_size]])
        for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "The order does not come from rng",
            """
def make_batches(x, y, batch_size, rng):
    order = np.random.permutation(len(x))
    return [
        (x[order[i:i + batch_size]], y[order[i:i + batch_size]])
        for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "Only the order of the batches is random",
            """
def make_batches(x, y, batch_size, rng):
    starts = rng.permutation(np.arange(0, len(x), batch_size))
    return [(x[i:i + batch_size], y[i:i + batch_size]) for i in starts]
""",
        ),
        (
            "batch_size is taken for the number of batches",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [(x[part], y[part]) for part in np.array_split(order, batch_size)]
""",
        ),
        (
            "The batches are made equal in size",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    n = int(np.ceil(len(x) / batch_size))
    return [(x[part], y[part]) for part in np.array_split(order, n)]
""",
        ),
        (
            "These are positions, or labels alone",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [order[i:i + batch_size] for i in range(0, len(x), batch_size)]
""",
        ),
        (
            "y is missing",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [x[order[i:i + batch_size]] for i in range(0, len(x), batch_size)]
""",
        ),
        (
            "The pairs are turned round",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    parts = [order[i:i + batch_size] for i in range(0, len(x), batch_size)]
    return [(y[part], x[part]) for part in parts]
""",
        ),
        (
            "These are two lists",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    parts = [order[i:i + batch_size] for i in range(0, len(x), batch_size)]
    return [x[part] for part in parts], [y[part] for part in parts]
""",
        ),
        (
            "These are single samples",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [(x[order[i]], y[order[i]]) for i in range(0, len(x), batch_size)]
""",
        ),
        (
            "They still have to be cut",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return x[order], y[order]
""",
        ),
        (
            "it only begins somewhere else",
            """
def make_batches(x, y, batch_size, rng):
    order = np.roll(np.arange(len(x)), rng.integers(1, len(x)))
    return [
        (x[order[i:i + batch_size]], y[order[i:i + batch_size]])
        for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "it changes its arguments",
            """
def make_batches(x, y, batch_size, rng):
    rng.shuffle(x)
    return [
        (x[i:i + batch_size], y[i:i + batch_size]) for i in range(0, len(x), batch_size)
    ]
""",
        ),
        (
            "Each batch is drawn anew",
            """
def make_batches(x, y, batch_size, rng):
    out = []
    for i in range(0, len(x), batch_size):
        order = rng.permutation(len(x))
        out.append((x[order[i:i+batch_size]], y[order[i:i+batch_size]]))
    return out
""",
        ),
        (
            "This is the first batch alone",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for i in range(0, len(x), batch_size):
        return x[order[i:i+batch_size]], y[order[i:i+batch_size]]
""",
        ),
        (
            "a list of the first batch alone",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for i in range(0, len(x), batch_size):
        return [(x[order[i:i+batch_size]], y[order[i:i+batch_size]])]
""",
        ),
        (
            "Every epoch gets the same order",
            """
def make_batches(x, y, batch_size, rng):
    order = np.arange(len(x))[::-1]
    parts = [order[i : i + batch_size] for i in range(0, len(x), batch_size)]
    return [(x[part], y[part]) for part in parts]
""",
        ),
        (
            "sizes of the batches",
            """
def make_batches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    parts = [order[i : i + batch_size] for i in range(0, len(x) + 1, batch_size)]
    return [(x[part], y[part]) for part in parts]
""",
        ),
    ],
    "decayed_step": [
        (
            "The parameters are as they were",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * w if w.ndim == 2 else dw
        w = w - learning_rate * slope
""",
        ),
        (
            "The parameters are as they were",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for i in range(len(parameters)):
        slope = gradients[i] + (decay * parameters[i] if parameters[i].ndim == 2 else 0)
        parameters[i] = parameters[i] - learning_rate * slope
""",
        ),
        (
            "The biases stay as they were",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        if w.ndim == 2:
            w -= learning_rate * (dw + decay * w)
""",
        ),
        (
            "and the biases are decayed too",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        w *= 1 - decay
        w -= learning_rate * dw
""",
        ),
        (
            "the gradients were changed",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        if w.ndim == 2:
            dw += decay * w
        w -= learning_rate * dw
""",
        ),
        (
            "The biases are decayed too",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * w
        w -= learning_rate * slope
""",
        ),
        (
            "This is plain SGD",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients):
        w -= learning_rate * dw
""",
        ),
        (
            "The decay is twice too strong",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + 2 * decay * w if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The decay is twice too weak",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay / 2 * w if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The weights grow instead of decaying",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw - decay * w if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The term itself is added to the gradient",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay / 2 * np.sum(w**2) if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "W² is added to the gradient",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay / 2 * w**2 if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The sign of each weight is added",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * np.sign(w) if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The step goes along the gradient",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * w if w.ndim == 2 else dw
        w += learning_rate * slope
""",
        ),
        (
            "The decay is not multiplied by the learning rate",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        if w.ndim == 2:
            w -= learning_rate * dw + decay * w
        else:
            w -= learning_rate * dw
""",
        ),
        (
            "The learning rate is missing",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * w if w.ndim == 2 else dw
        w -= slope
""",
        ),
        (
            "The decay is taken of the weights after the step",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        w -= learning_rate * dw
        if w.ndim == 2:
            w -= learning_rate * decay * w
""",
        ),
        (
            "The decay has replaced the gradient",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = decay * w if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The decay is divided by the number of weights",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * w / w.size if w.ndim == 2 else dw
        w -= learning_rate * slope
""",
        ),
        (
            "The decay is twice too strong",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients):
        w[...] = w - learning_rate * (dw + (w.ndim == 2) * 2 * decay * w)
""",
        ),
        (
            "The decay is not multiplied by the learning rate",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients):
        if w.ndim == 2: w *= 1 - decay
        w -= learning_rate * dw
""",
        ),
        (
            "W2: ",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for i, (w, dw) in enumerate(zip(parameters, gradients)):
        w -= learning_rate * (dw + (i == 0) * decay * w)
""",
        ),
    ],
    "momentum_path": [
        (
            "This is the other form",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + learning_rate * gradient(w)
        w = w - v
        path.append(w)
    return path
""",
        ),
        (
            "This is the other form",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = 0, []
    for learning_rate in learning_rates:
        v = momentum * v - learning_rate * gradient(w)
        w = w + v
        path.append(w)
    return path
""",
        ),
        (
            "multiplied by 1 - μ",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + (1 - momentum) * gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "The steps go along the gradient",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w + learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "this is plain SGD",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    path = []
    for learning_rate in learning_rates:
        v = np.zeros_like(w)
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "uses the velocity from before",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        g = gradient(w)
        w = w - learning_rate * v
        v = momentum * v + g
        path.append(w)
    return path
""",
        ),
        (
            "This is Nesterov's momentum",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        g = gradient(w)
        v = momentum * v + g
        w = w - learning_rate * (g + momentum * v)
        path.append(w)
    return path
""",
        ),
        (
            "the first one counts twice",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = gradient(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "The gradient is computed once",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    g = gradient(w)
    for learning_rate in learning_rates:
        v = momentum * v + g
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "The start is in the list",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), [w]
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "These are the positions before each step",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        path.append(w)
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
    return path
""",
        ),
        (
            "Only the last position comes back",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v = np.zeros_like(w)
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
    return w
""",
        ),
        (
            "The list holds the same array many times",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    w = w.copy()
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w -= learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "it changes its arguments",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w -= learning_rate * v
        path.append(w.copy())
    return path
""",
        ),
        (
            "the append stands after the loop",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
    path.append(w)
    return path
""",
        ),
        (
            "w itself never moves",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        path.append(w - learning_rate * v)
    return path
""",
        ),
        (
            "the learning rate belongs to the step, not into the velocity",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v - learning_rate * gradient(w)
        w = w - v
        path.append(w)
    return path
""",
        ),
        (
            "These are the velocities",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rate * v
        path.append(v)
    return path
""",
        ),
        (
            "The learning rate acts twice",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v + learning_rate * gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "The velocity never fades",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = v + gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "μ multiplies the new gradient too",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * (v + gradient(w))
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "Count the minus signs",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for learning_rate in learning_rates:
        v = momentum * v - gradient(w)
        w = w - learning_rate * v
        path.append(w)
    return path
""",
        ),
        (
            "The first learning rate is used for all steps",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = np.zeros_like(w), []
    for _ in learning_rates:
        v = momentum * v + gradient(w)
        w = w - learning_rates[0] * v
        path.append(w)
    return path
""",
        ),
        (
            "Only the first position comes back",
            """
def momentum_path(w, gradient, learning_rates, momentum):
    v, path = 0, []
    for lr in learning_rates:
        v = momentum * v + gradient(w); w = w - lr * v; path.append(w)
        return path
""",
        ),
    ],
    "predicted_steps": [
        ("SGD's step is not the gradient alone", "predicted_steps = (0.001, 0.001, 0.1)"),
        ("SGD's step is not the learning rate alone", "predicted_steps = (0.1, 1, 0.1)"),
        (
            "Momentum's step is as long as that of SGD",
            "predicted_steps = (0.1 * 0.001, 0.1 * 0.001, 0.1)",
        ),
        ("0.9 is how much of the velocity is kept", "predicted_steps = (0.0001, 0.00009, 0.1)"),
        ("0.9 is how much of the velocity is kept", "predicted_steps = (0.0001, 0.00019, 0.1)"),
        ("0.01 is the velocity itself", "predicted_steps = (0.0001, 0.01, 0.1)"),
        ("What is left of it?", "predicted_steps = (0.0001, 0.001, 0.0001)"),
        ("What is left of it?", "predicted_steps = [1e-4, 1e-3, 1e-3]"),
        ("Adam's ratio of the means is 1", "predicted_steps = (0.0001, 0.001, 1)"),
        ("by the root of v, not by v itself", "predicted_steps = (0.0001, 0.001, 100)"),
        ("Adam without its bias correction", "predicted_steps = (0.0001, 0.001, 0.3241)"),
        ("the distances of all hundred steps", "predicted_steps = (0.01, 0.09, 10)"),
        ("Asked are lengths", "predicted_steps = (-0.0001, -0.001, -0.1)"),
        ("in another order: SGD, momentum, Adam", "predicted_steps = (0.1, 0.001, 0.0001)"),
        ("These are ratios", "predicted_steps = (1, 10, 1000)"),
        ("Adam without its bias correction", "predicted_steps = (0.0001, 0.001, 0.316)"),
    ],
    "adam_step": [
        (
            "There is no bias correction in it",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m / (np.sqrt(v) + 1e-8), m, v
""",
        ),
        (
            "Only m is corrected",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v) + 1e-8), m, v
""",
        ),
        (
            "Only v is corrected",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v
""",
        ),
        (
            "the corrected means are returned",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m = m / (1 - 0.9**t)
    v = v / (1 - 0.999**t)
    return w - learning_rate * m / (np.sqrt(v) + 1e-8), m, v
""",
        ),
        (
            "Epsilon stands under the root: there",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / np.sqrt(v_hat + 1e-8), m, v
""",
        ),
        (
            "Epsilon is missing",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    with np.errstate(invalid="ignore"):
        return w - learning_rate * m_hat / np.sqrt(v_hat), m, v
""",
        ),
        (
            "Epsilon is added to the step",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    with np.errstate(invalid="ignore"):
        return w - learning_rate * (m_hat / np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "epsilon is added before v is corrected",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    alpha = learning_rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return w - alpha * m / (np.sqrt(v) + 1e-8), m, v
""",
        ),
        (
            "The two betas have changed places",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    beta1, beta2 = 0.999, 0.9
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "beta and 1 - beta have changed places",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.1 * m + 0.9 * dw
    v = 0.001 * v + 0.999 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "m and v have changed places in the last line",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    with np.errstate(invalid="ignore"):
        return w - learning_rate * v_hat / (np.sqrt(m_hat) + 1e-8), m, v
""",
        ),
        (
            "here the gradients are not squared",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    with np.errstate(invalid="ignore"):
        return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "it takes the square of the mean m",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * m**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "m / 1 - 0.9**t first divides by 1",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / 1 - 0.9**t
    v_hat = v / 1 - 0.999**t
    with np.errstate(invalid="ignore"):
        return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "The root is missing",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (v_hat + 1e-8), m, v
""",
        ),
        (
            "The correction counts t from 0",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    t = t - 1
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    with np.errstate(all="ignore"):
        m_hat = m / np.float64(1 - 0.9**t)
        v_hat = v / np.float64(1 - 0.999**t)
        return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "The correction counts t from 0",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    with np.errstate(all="ignore"):
        m_hat = m / (1 - 0.9 ** (t - 1))
        v_hat = v / (1 - 0.999 ** (t - 1))
        return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "t is raised by one before it is used",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    t += 1
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "multiplied by t",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9 * t)
    v_hat = v / (1 - 0.999 * t)
    with np.errstate(invalid="ignore"):
        return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "The correction leaves t out",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9)
    v_hat = v / (1 - 0.999)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "The step goes along the gradient",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w + learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "This is RMSprop",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * dw / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "as momentum does",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "The step uses the means from before this gradient",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    return w, m, v
""",
        ),
        (
            "Only w comes back",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)
""",
        ),
        (
            "it changes its arguments",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m += 0.1 * (dw - m)
    v += 0.001 * (dw**2 - v)
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "The learning rate is missing",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "This is the step, not the new weights",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
        ),
        (
            "Epsilon is added to the new weights",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw; v = 0.999 * v + 0.001 * dw**2
    mh = m / (1 - 0.9**t); vh = v / (1 - 0.999**t)
    with np.errstate(all="ignore"): return w - learning_rate * mh / np.sqrt(vh) + 1e-8, m, v
""",
        ),
        (
            "v is corrected after its root",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw; v = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v) / (1 - 0.999**t) + 1e-8), m, v
""",
        ),
        (
            "m and v come back as they were",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m1 = 0.9 * m + 0.1 * dw; v1 = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m1 / (1 - 0.9**t) / (np.sqrt(v1 / (1 - 0.999**t)) + 1e-8), m, v
""",
        ),
        (
            "in another order: return w, m, v",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw; v = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), v, m
""",
        ),
        (
            "raises the difference to the power",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw; v = 0.999 * v + 0.001 * dw**2
    with np.errstate(all="ignore"):
        step = m / (1 - 0.9) ** t / (np.sqrt(v / (1 - 0.999) ** t) + 1e-8)
        return w - learning_rate * step, m, v
""",
        ),
        (
            "The correction multiplies",
            """
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw; v = 0.999 * v + 0.001 * dw**2
    return w - learning_rate * m * (1 - 0.9**t) / (np.sqrt(v * (1 - 0.999**t)) + 1e-8), m, v
""",
        ),
    ],
}
