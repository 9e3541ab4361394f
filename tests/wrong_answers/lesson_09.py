"""Wrong answers to the exercises of lesson 09, as learners type them, and words of their hints."""

WRONG = {
    "statistics_of_batches": [
        (
            "right on paper",
            """
def statistics_of_batches(batches):
    n, total, squares = 0, 0, 0
    for batch in batches:
        n += len(batch)
        total = total + batch.sum(axis=0)
        squares = squares + (batch**2).sum(axis=0)
    mean = total / n
    std = np.sqrt(np.maximum(squares / n - mean**2, 0))
    return mean, np.where(std < 1e-6, 1, std)
""",
        ),
        (
            "the mean of the batches' means",
            """
def statistics_of_batches(batches):
    mean = np.mean([b.mean(0) for b in batches], axis=0)
    n = sum(len(b) for b in batches)
    std = np.sqrt(sum(((b - mean) ** 2).sum(0) for b in batches) / n)
    std[std < 1e-9] = 1
    return mean, std
""",
        ),
        (
            "a loop writes each batch over",
            """
def statistics_of_batches(batches):
    for batch in batches:
        mean = batch.mean(axis=0)
        std = batch.std(axis=0)
    return mean, std
""",
        ),
        (
            "the mean of the first batch only",
            """
def statistics_of_batches(batches):
    for batch in batches:
        mean = batch.mean(axis=0)
        std = batch.std(axis=0)
        return mean, std
""",
        ),
        (
            "each distance starts from its own batch's mean",
            """
def statistics_of_batches(batches):
    n = sum(len(b) for b in batches)
    mean = sum(b.sum(axis=0) for b in batches) / n
    std = np.sqrt(np.mean([b.var(axis=0) for b in batches], axis=0))
    return mean, np.where(std < 1e-12, 1, std)
""",
        ),
        (
            "Roots can't",
            """
def statistics_of_batches(batches):
    mean = np.vstack(batches).mean(axis=0)
    std = np.mean([b.std(axis=0) for b in batches], axis=0)
    return mean, std
""",
        ),
        (
            "the std of the batches' means",
            """
def statistics_of_batches(batches):
    mean = np.vstack(batches).mean(axis=0)
    std = np.std([b.mean(axis=0) for b in batches], axis=0)
    return mean, np.where(std < 1e-8, 1, std)
""",
        ),
        (
            "the shape should be",
            """
def statistics_of_batches(batches):
    x = np.concatenate(batches)
    std = x.std(axis=0, keepdims=True)
    return x.mean(axis=0, keepdims=True), np.where(std < 1e-12, 1, std)
""",
        ),
    ],
    "batch_norm_forward": [
        (
            "Two shapes do not fit",
            """
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=1)) / np.sqrt(x.var(axis=1) + eps)
    return gamma * xhat + beta
""",
        ),
        (
            "it changes its arguments",
            """
def batch_norm_forward(x, gamma, beta, eps):
    x -= x.mean(axis=0)
    x /= np.sqrt(x.var(axis=0) + eps)
    return gamma * x + beta
""",
        ),
    ],
    "batch_norm_gradients": [
        (
            "put c = xhat * std first",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    n = len(dy)
    dxhat = dy * gamma
    dvar = -0.5 * (dxhat * xhat).sum(axis=0) / std**3
    dmu = -(dxhat / std).sum(axis=0)
    dx = dxhat / std + dvar * 2 * xhat / n + dmu / n
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
        (
            "Way 3 is missing",
            """
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = gamma * dy
    dx = (dxhat - xhat * np.mean(dxhat * xhat, axis=0)) / std
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)
""",
        ),
    ],
    "running_update": [
        (
            "it changes its arguments",
            """
def running_update(running_mean, running_var, x, momentum):
    running_mean *= 1 - momentum
    running_mean += momentum * x.mean(axis=0)
    running_var *= 1 - momentum
    running_var += momentum * x.var(axis=0, ddof=1)
    return running_mean, running_var
""",
        ),
    ],
    "fold_batch_norm": [
        (
            "eps is missing",
            """
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var)
    return np.diag(k) @ W, k * (b - mean) + beta
""",
        ),
    ],
    "invariances": [
        (
            "Layer norm and batch norm have changed places",
            "invariances = ((True, False, False, False), (True, True, True, False), "
            "(True, True, False, True))",
        ),
        (
            "Everything is turned round",
            "invariances = ((False, True, True, True), (False, False, True, False), "
            "(False, False, False, True))",
        ),
        (
            "as if it were a layer norm",
            "invariances = ((True, True, False, True), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "softmax, change 2",
            "invariances = ((True, True, False, False), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "softmax, change 1",
            "invariances = ((False, False, False, False), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "softmax, change 4",
            "invariances = ((True, False, False, True), (True, True, False, True), "
            "(True, True, True, False))",
        ),
        (
            "layer norm, change 4",
            "invariances = ((True, False, False, False), (True, True, False, False), "
            "(True, True, False, False))",
        ),
        (
            "layer norm, change 3",
            "invariances = ((True, False, False, False), (True, True, True, True), "
            "(True, True, True, True))",
        ),
        (
            "batch norm, change 3",
            "invariances = ((True, False, False, False), (True, True, False, True), "
            "(True, True, False, False))",
        ),
        (
            "batch norm, change 4",
            "invariances = ((True, False, False, False), (True, True, False, True), "
            "(True, True, True, True))",
        ),
        (
            "without quotes",
            "invariances = (('yes', 'no', 'no', 'no'), ('yes', 'yes', 'no', 'yes'), "
            "('yes', 'yes', 'yes', 'no'))",
        ),
    ],
    "rms_norm_backward": [
        (
            "the backward pass of layer norm",
            """
def rms_norm_backward(dy, x, gamma, eps):
    t = torch.tensor(x, requires_grad=True)
    g = torch.tensor(gamma, requires_grad=True)
    F.layer_norm(t, t.shape[1:], g, eps=eps).backward(torch.tensor(dy))
    return t.grad, g.grad
""",
        ),
        (
            "Two shapes do not fit",
            """
def rms_norm_backward(dy, x, gamma, eps):
    r = np.sqrt((x**2).mean(axis=1) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1)) / r
    return dx, (dy * xhat).sum(axis=0)
""",
        ),
    ],
}
