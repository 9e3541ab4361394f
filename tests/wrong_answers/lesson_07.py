"""Wrong answers to the exercises of lesson 07, as learners type them, and words of their hints."""

WRONG = {
    "dense_backward": [
        (
            "They have to be summed",
            """
def dense_backward(dz, x, V):
    dV = np.array([np.outer(x[n], dz[n]) for n in range(len(x))])
    return dV, dz.sum(axis=0), dz @ V.T
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
            "dV is the outer product of the last sample only",
            """
def dense_backward(dz, x, V):
    for a, d in zip(x, dz):
        dV = np.outer(a, d); db = d
    return dV, db, dz @ V.T
""",
        ),
        (
            "dV: ",
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
            "but all samples share one g. db is not summed yet",
            """
def scale_backward(dz, x, g):
    dg = dz * x
    db = dz
    dx = dz * g
    return dg, db, dx
""",
        ),
    ],
    "sigmoid_layer_backward": [
        (
            "1 - a² is the slope of tanh",
            """
def sigmoid_layer_backward(da, a, x, W):
    slope = 1 - np.square(a)
    dW, db, dx = np.zeros_like(W), np.zeros(len(W)), np.zeros_like(x)
    for n in range(len(x)):
        d = da[n] * slope[n]
        dW += np.outer(d, x[n]); db += d; dx[n] = W.T @ d
    return dW, db, dx
""",
        ),
        (
            # two mistakes that touch the same part of the result
            "Half of the slope is missing: it is a times (1 - a). dW has the shape (in, out)",
            """
def sigmoid_layer_backward(da, a, x, W):
    dz = np.multiply(da, 1 - a)
    return np.dot(x.T, dz), np.sum(dz, 0), np.dot(dz, W)
""",
        ),
        (
            "it changes its arguments",
            """
def sigmoid_layer_backward(da, a, x, W):
    da *= a * (1 - a)
    return da.T @ x, da.sum(axis=0), da @ W
""",
        ),
    ],
    "network_gradients": [
        (
            # an index loop that forgets the mask
            "Nothing comes back through ReLU",
            """
def network_gradients(weights, inputs, dz):
    gradients = []
    for i in range(len(weights) - 1, -1, -1):
        gradients.insert(0, dz.sum(axis=0))
        gradients.insert(0, dz.T @ inputs[i])
        dz = dz @ weights[i]
    return gradients
""",
        ),
        (
            "the last layer comes first",
            """
def network_gradients(weights, inputs, dz):
    gradients = []
    for i in reversed(range(len(weights))):
        gradients += [dz.T @ inputs[i], dz.sum(axis=0)]
        dz = np.where(inputs[i] > 0, dz @ weights[i], 0)
    return gradients
""",
        ),
        (
            "it changes its arguments",
            """
def network_gradients(weights, inputs, dz):
    gradients = []
    while weights:
        W, a = weights.pop(), inputs.pop()
        gradients = [dz.T @ a, dz.sum(axis=0)] + gradients
        dz = (dz @ W) * (a > 0)
    return gradients
""",
        ),
        (
            "Only the gradients of the last layer",
            """
def network_gradients(weights, inputs, dz):
    return [dz.T @ inputs[-1], dz.sum(axis=0)]
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
            "The biases stay as they were",
            """
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        if w.ndim == 2:
            w -= learning_rate * (dw + decay * w)
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
    ],
}
