"""Wrong answers to the exercises of lesson 04, as learners type them, and words of their hints."""

WRONG = {
    "reheat": [
        (
            "Two shapes do not fit",
            """
def reheat(p, temperature):
    q = p ** (1 / temperature)
    return q / q.sum(axis=1)
""",
        ),
        (
            "it changes its arguments",
            """
def reheat(p, temperature):
    p **= 1 / temperature
    return p / p.sum(axis=1, keepdims=True)
""",
        ),
    ],
    "softmax_rows": [
        (
            "Two shapes do not fit",
            """
def softmax_rows(scores):
    e = np.exp(scores - scores.max(axis=1))
    return e / e.sum(axis=1)
""",
        ),
        (
            "it changes its arguments",
            """
def softmax_rows(scores):
    scores -= scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "another one far above it",
            """
def softmax_rows(scores):
    out = np.zeros(scores.shape)
    with np.errstate(all="ignore"):
        for i, row in enumerate(scores):
            e = np.exp(row - row[-1])
            out[i] = e / e.sum()
    return out
""",
        ),
    ],
    "log_sigmoid": [
        (
            "for s = -1000 the exponential overflows",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        return np.log(1 / (1 + np.exp(-s)))
""",
        ),
    ],
    "predicted_losses": [
        ("base 10", "predicted_losses = (1.0, 3.0, 0.602)"),
        ("base 2", "predicted_losses = (3.32, 9.97, 2)"),
        ("has a minus before it", "predicted_losses = (-2.303, -6.908, -1.386)"),
        ("These are probabilities", "predicted_losses = (1 / 10, 1 / 1000, (1 / 2 + 1 / 8) / 2)"),
        ("are probabilities of the right", "predicted_losses = (0.1, 0.001, 0.25)"),
        ("the missing probabilities", "predicted_losses = (0.9, 0.999, 0.6875)"),
        ("Without knowledge, ten classes", "predicted_losses = (0.0, 6.91, 1.39)"),
        ("The second is minus the natural", "predicted_losses = [2.3, 1000, np.log(4)]"),
        ("of the mean probability", "predicted_losses = (2.3, 6.91, 1.16)"),
        ("the sum of both losses", "predicted_losses = (2.3, 6.91, -np.log(1 / 16))"),
        ("The third is the mean of two losses", "predicted_losses = (2.3, 6.91, 0.69)"),
        ("not in the order", "predicted_losses = (np.log(1000), np.log(10), 1.39)"),
        ("the numbers 1/p", "predicted_losses = (10, 1000, 4)"),
    ],
    "mean_nll": [
        (
            "This is the sum over the samples",
            """
def mean_nll(log_p, labels):
    total = 0
    for row, label in zip(log_p, labels):
        total -= row[label]
    return total
""",
        ),
        (
            "Labels count from 0",
            """
def mean_nll(log_p, labels):
    loss = 0
    for n in range(len(labels)):
        loss -= log_p[n, labels[n] - 1]
    return loss / len(labels)
""",
        ),
        (
            "This is e to the loss",
            """
def mean_nll(log_p, labels):
    return np.exp(-np.mean([row[k] for row, k in zip(log_p, labels)]))
""",
        ),
    ],
    "loss_gradient": [
        (
            "along axis 0 here",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores, axis=0)
    p[np.arange(len(labels)), labels] -= 1
    return p / len(labels)
""",
        ),
        (
            "what does that do to each row's share",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    p[np.arange(len(labels)), labels] -= 1
    return p
""",
        ),
        (
            "divides by N x C",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    p[np.arange(len(labels)), labels] -= 1
    return p / p.size
""",
        ),
        (
            "changes whole columns",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    p[:, labels] -= 1
    return p / len(labels)
""",
        ),
        (
            "one row is left",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    p[np.arange(len(labels)), labels] -= 1
    return p.mean(axis=0)
""",
        ),
        (
            "takes the labels for row numbers",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    p[labels] -= 1
    return p / len(labels)
""",
        ),
        (
            "Labels count from 0",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    p[np.arange(len(labels)), labels - 1] -= 1
    return p / len(labels)
""",
        ),
        (
            "stands at the probabilities only",
            """
def loss_gradient(scores, labels):
    dz = losses.softmax(scores) / len(labels)
    dz[np.arange(len(labels)), labels] -= 1
    return dz
""",
        ),
        (
            "log-probabilities minus labels",
            """
def loss_gradient(scores, labels):
    log_p = losses.log_softmax(scores)
    log_p[np.arange(len(labels)), labels] -= 1
    return log_p / len(labels)
""",
        ),
    ],
    "floor_twice": [],
    "smooth_gradient": [],
    "first_softmax": [
        (
            "samples of a batch compete",
            """
def first_softmax(scores):
    e = np.exp(scores)
    return e / e.sum(0)
""",
        ),
        (
            "Keep the summed axis",
            """
def first_softmax(scores):
    e = np.exp(scores)
    return e / e.sum(1)
""",
        ),
        (
            "one sum, that of the whole batch",
            """
def first_softmax(scores):
    return np.exp(scores) / sum(sum(np.exp(scores)))
""",
        ),
    ],
}
