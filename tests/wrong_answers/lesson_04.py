"""Wrong answers to the exercises of lesson 04, as learners type them, and words of their hints."""

WRONG = {
    "reheat": [
        (
            "in a list of rows",
            """
def reheat(p, temperature):
    powers = [[x ** (1 / temperature) for x in row] for row in p]
    return [np.array(row) / sum(row) for row in powers]
""",
        ),
        (
            "divided by the temperature, not multiplied",
            """
def reheat(p, temperature):
    q = p ** temperature
    return q / q.sum(axis=1, keepdims=True)
""",
        ),
        (
            "takes the probabilities themselves as scores",
            """
def reheat(p, temperature):
    e = np.exp(p / temperature)
    return e / e.sum(1, keepdims=True)
""",
        ),
        (
            "divides after the softmax",
            "def reheat(p, temperature):\n    return p / temperature",
        ),
        (
            "do not have the sum 1 yet",
            "def reheat(p, temperature):\n    return np.power(p, 1 / temperature)",
        ),
        (
            "These are scores, log p / T",
            "def reheat(p, temperature):\n    return np.log(p) / temperature",
        ),
        (
            "The forecast comes back as it was",
            """
def reheat(p, temperature):
    q = p / temperature
    return q / q.sum(axis=1, keepdims=True)
""",
        ),
        (
            "along axis 0",
            """
def reheat(p, temperature):
    q = np.exp(np.log(p) / temperature)
    return q / q.sum(axis=0)
""",
        ),
        (
            "over the whole batch",
            """
def reheat(p, temperature):
    q = p ** (1 / temperature)
    return q / np.sum(q)
""",
        ),
        (
            "a shift changes",
            "def reheat(p, temperature):\n    return np.exp(np.log(p) - temperature)",
        ),
        (
            "could not be broadcast",
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
        (
            "another logarithm than the natural one",
            """
def reheat(p, temperature):
    z = np.log10(p)
    return losses.softmax(z / temperature)
""",
        ),
        (
            "another logarithm than the natural",
            """
def reheat(p, temperature):
    z = torch.log2(torch.tensor(p))
    return F.softmax(z / temperature, dim=1)
""",
        ),
        (
            "undoes the sigmoid, not the softmax",
            """
def reheat(p, temperature):
    logits = np.log(p / (1 - p))
    return losses.softmax(logits / temperature, axis=1)
""",
        ),
    ],
    "softmax_rows": [
        (
            "in a list of rows",
            """
def softmax_rows(scores):
    out = []
    for row in scores:
        e = np.exp(row - max(row))
        out.append(e / sum(e))
    return out
""",
        ),
        (
            "Two things: the sum runs along axis 0",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        return np.exp(scores) / np.sum(np.exp(scores), axis=0)
""",
        ),
        (
            "Two things: all probabilities of the batch",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        return np.exp(scores) / np.sum(np.exp(scores))
""",
        ),
        (
            "right for small scores and gives NaN",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores)
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "Each row has its own maximum",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - np.max(scores))
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "one number a class",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - scores.max(axis=0))
        return e / e.sum(axis=1)[:, None]
""",
        ),
        (
            "softmax along axis 0",
            """
def softmax_rows(scores):
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum(axis=0)
""",
        ),
        (
            "all probabilities together are 1",
            """
def softmax_rows(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum()
""",
        ),
        (
            "although each row has its own maximum",
            """
def softmax_rows(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum()
""",
        ),
        (
            "not divided by their sum yet",
            """
def softmax_rows(scores):
    return np.exp(scores - scores.max(axis=1, keepdims=True))
""",
        ),
        (
            "These are log-probabilities",
            """
def softmax_rows(scores):
    return F.log_softmax(torch.tensor(scores), dim=1).numpy()
""",
        ),
        (
            "Subtracting the mean helps",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - scores.mean(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "Subtracting the smallest score",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - scores.min(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "Dividing by the maximum is a temperature",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores / scores.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "NaN was replaced by a number",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores)
        return np.nan_to_num(e / e.sum(axis=1, keepdims=True))
""",
        ),
        (
            "Cutting the scores off",
            """
def softmax_rows(scores):
    e = np.exp(np.clip(scores, -500, 500))
    return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "could not be broadcast",
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
            "the largest size without its sign",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        biggest = np.max(np.abs(scores), axis=1, keepdims=True)
        e = np.exp(scores - biggest)
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "Let each row choose its own shift",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - 1000)
        return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "by a fixed number is a temperature",
            """
def softmax_rows(scores):
    e = np.exp(scores / 1000)
    return e / e.sum(axis=1, keepdims=True)
""",
        ),
        (
            "the score of one fixed class",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - scores[:, [0]])
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
        (
            "divided by the sum of its column",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        return e / np.sum(e, 0)
""",
        ),
        (
            "prevent the overflow",
            """
def softmax_rows(scores):
    with np.errstate(all="ignore"):
        e = np.exp(scores)
        p = e / e.sum(axis=1, keepdims=True)
    p[np.isnan(p)] = 1
    return p
""",
        ),
    ],
    "log_sigmoid": [
        (
            "for s = -1000 it says -inf",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        return np.log(1 / (1 + np.exp(-s)))
""",
        ),
        (
            "NaN or inf for s = 1000",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        return s - np.log(1 + np.exp(s))
""",
        ),
        (
            "there e^s / (1 + e^s) is inf / inf",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        p = np.exp(s) / (np.exp(0) + np.exp(s))
        return np.log(p)
""",
        ),
        (
            "the other class's probability: the sign of s",
            "def log_sigmoid(s):\n    return -np.logaddexp(0, s)",
        ),
        (
            "its logarithm is at most 0",
            "def log_sigmoid(s):\n    return np.logaddexp(0, -s)",
        ),
        (
            "it grows with s",
            "def log_sigmoid(s):\n    return np.logaddexp(0, s)",
        ),
        (
            "the probability itself",
            """
def log_sigmoid(s):
    return torch.sigmoid(torch.tensor(s)).numpy()
""",
        ),
        (
            "A small number inside the logarithm",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        return np.log(1 / (1 + np.exp(-s)) + 1e-12)
""",
        ),
        (
            "This is what remains far from 0",
            "def log_sigmoid(s):\n    return np.where(s < 0, s, 0.0)",
        ),
        (
            "hides the -inf, but",
            """
def log_sigmoid(s):
    p = torch.sigmoid(torch.tensor(s))
    return torch.log(p + 1e-8)
""",
        ),
        (
            "hides the -inf",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        return np.log(1 / (1 + np.exp(-s)) + 1e-9)
""",
        ),
        (
            "Cutting s off prevents",
            """
def log_sigmoid(s):
    s = np.clip(s, -500, 500)
    return -np.log(1 + np.exp(-s))
""",
        ),
        (
            "Cutting s off",
            """
def log_sigmoid(s):
    return -np.log1p(np.exp(np.minimum(-s, 700)))
""",
        ),
        (
            "Replacing the inf hides",
            """
def log_sigmoid(s):
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.log(1 / (1 + np.exp(-s))))
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
            "The minus is missing",
            "def mean_nll(log_p, labels):\n    return log_p[np.arange(len(labels)), labels].mean()",
        ),
        (
            "taken a second time",
            """
def mean_nll(log_p, labels):
    with np.errstate(all="ignore"):
        return -np.log(log_p[np.arange(len(labels)), labels]).mean()
""",
        ),
        (
            "takes the columns of all labels",
            "def mean_nll(log_p, labels):\n    return -log_p[:, labels].mean()",
        ),
        (
            "takes whole rows",
            """
def mean_nll(log_p, labels):
    return -np.mean(log_p[labels])
""",
        ),
        (
            "the labels have no part in it",
            "def mean_nll(log_p, labels):\n    return -log_p.mean()",
        ),
        (
            "the most probable class of each row",
            "def mean_nll(log_p, labels):\n    return -log_p.max(axis=1).mean()",
        ),
        (
            "you divide by N x C",
            """
def mean_nll(log_p, labels):
    one_hot = np.eye(log_p.shape[1])[labels]
    return -np.mean(one_hot * log_p)
""",
        ),
        (
            "an exponential too much",
            """
def mean_nll(log_p, labels):
    return -np.exp(log_p)[np.arange(len(labels)), labels].mean()
""",
        ),
        (
            "logarithm of the mean probability",
            """
def mean_nll(log_p, labels):
    p = np.exp(log_p[np.arange(len(labels)), labels])
    return -np.log(p.mean())
""",
        ),
        (
            "One loss a sample is right so far",
            "def mean_nll(log_p, labels):\n    return -log_p[np.arange(len(labels)), labels]",
        ),
        (
            "already went through softmax and logarithm",
            """
def mean_nll(log_p, labels):
    log_p = np.log(losses.softmax(np.exp(log_p)))
    return -log_p[np.arange(len(labels)), labels].mean()
""",
        ),
        (
            "have changed places",
            """
def mean_nll(log_p, labels):
    n = len(labels)
    return -np.mean(log_p[labels, range(n)])
""",
        ),
        (
            "divides by the number of classes",
            """
def mean_nll(log_p, labels):
    one_hot = np.eye(log_p.shape[1])[labels]
    return -(one_hot * log_p).sum() / log_p.shape[1]
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
            "in a list of rows",
            """
def loss_gradient(scores, labels):
    rows = []
    for row, label in zip(losses.softmax(scores), labels):
        row[label] -= 1
        rows.append(row / len(labels))
    return rows
""",
        ),
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
            "the direction downhill",
            """
def loss_gradient(scores, labels):
    y = np.eye(scores.shape[1])[labels]
    return (y - losses.softmax(scores)) / len(scores)
""",
        ),
        (
            "and the mean's division by N is missing",
            """
def loss_gradient(scores, labels):
    y = np.eye(scores.shape[1])[labels]
    return y - losses.softmax(scores)
""",
        ),
        (
            "The labels have no part",
            "def loss_gradient(scores, labels):\n    return losses.softmax(scores) / len(labels)",
        ),
        (
            "only the probabilities",
            "def loss_gradient(scores, labels):\n    return losses.softmax(scores)",
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
            "divides by the number of classes",
            """
def loss_gradient(scores, labels):
    y = np.eye(scores.shape[1])[labels]
    return (losses.softmax(scores) - y) / scores.shape[1]
""",
        ),
        (
            "the diagonal of the Jacobian alone. The wrong classes",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    rows = np.arange(len(labels))
    dz = np.zeros_like(p)
    dz[rows, labels] = p[rows, labels] - 1
    return dz / len(labels)
""",
        ),
        (
            "alone, and the mean is missing",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    y = np.eye(scores.shape[1])[labels]
    return y * (p - 1)
""",
        ),
        (
            "It is the slope of the softmax",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    return p * (1 - p) / len(labels)
""",
        ),
        (
            "multiplied by its slope p(1 - p) after the subtraction",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    y = np.eye(scores.shape[1])[labels]
    return (p - y) * p * (1 - p) / len(labels)
""",
        ),
        (
            "the gradient of the squared error",
            """
def loss_gradient(scores, labels):
    z = torch.tensor(scores, requires_grad=True)
    y = torch.eye(scores.shape[1])[torch.tensor(labels)]
    (((z.softmax(1) - y) ** 2).sum(1).mean()).backward()
    return z.grad.numpy()
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
            "derivative with respect to the probabilities",
            """
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    y = np.eye(scores.shape[1])[labels]
    with np.errstate(all="ignore"):
        return -y / p / len(labels)
""",
        ),
        (
            "subtracted from the scores",
            """
def loss_gradient(scores, labels):
    return (scores - np.eye(scores.shape[1])[labels]) / len(labels)
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
            "The formula is right, but the softmax",
            """
def loss_gradient(scores, labels):
    with np.errstate(all="ignore"):
        p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    y = np.eye(scores.shape[1])[labels]
    return (p - y) / scores.shape[0]
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
            "stands at the labels only",
            """
def loss_gradient(scores, labels):
    y = np.eye(scores.shape[1])[labels]
    return losses.softmax(scores) - y / len(labels)
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
            "The labels are class numbers",
            """
def loss_gradient(scores, labels):
    return (losses.softmax(scores) - labels.reshape(-1, 1)) / len(labels)
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
    "floor_twice": [
        (
            "0 is the best loss of one softmax",
            "def floor_twice(classes):\n    return 0.0",
        ),
        (
            "the loss of knowing nothing",
            "def floor_twice(classes):\n    return -np.log(1 / classes)",
        ),
        (
            "This is the largest loss",
            "def floor_twice(classes):\n    return -np.log(1 / (np.e + classes - 1))",
        ),
        (
            "counted twice in the sum",
            "def floor_twice(classes):\n    return -np.log(np.e / (np.e + classes))",
        ),
        (
            "e to the 0 is 1, not 0",
            "def floor_twice(classes):\n    return -np.log(np.e / classes)",
        ),
        (
            "each with e to the 0.",
            "def floor_twice(classes):\n    return -np.log(np.e / (np.e + 1))",
        ),
        (
            "The minus is missing",
            "def floor_twice(classes):\n    return np.log(np.e / (np.e + classes - 1))",
        ),
        (
            "the best probability",
            "def floor_twice(classes):\n    return np.e / (np.e + classes - 1)",
        ),
        (
            "any number of them",
            "def floor_twice(classes):\n    return 1.461",
        ),
    ],
    "smooth_gradient": [
        (
            "the gradient without smoothing",
            """
def smooth_gradient(scores, labels, s):
    return losses.cross_entropy_gradient(scores, labels)
""",
        ),
        (
            "the loss is the mean over N samples",
            """
def smooth_gradient(scores, labels, s):
    C = scores.shape[1]
    q = (1 - s) * np.eye(C)[labels] + s / C
    return losses.softmax(scores) - q
""",
        ),
        (
            "The sign is turned",
            """
def smooth_gradient(scores, labels, s):
    C = scores.shape[1]
    q = (1 - s) * np.eye(C)[labels] + s / C
    return (q - losses.softmax(scores)) / len(labels)
""",
        ),
        (
            "without getting its own share",
            """
def smooth_gradient(scores, labels, s):
    N, C = scores.shape
    q = np.full((N, C), s / (C - 1))
    q[np.arange(N), labels] = 1 - s
    return (losses.softmax(scores) - q) / N
""",
        ),
        (
            "the right one only 1 - s",
            """
def smooth_gradient(scores, labels, s):
    N, C = scores.shape
    q = np.full((N, C), s / C)
    q[np.arange(N), labels] = 1 - s
    return (losses.softmax(scores) - q) / N
""",
        ),
        (
            "Each class gets the whole s",
            """
def smooth_gradient(scores, labels, s):
    q = (1 - s) * np.eye(scores.shape[1])[labels] + s
    return (losses.softmax(scores) - q) / len(labels)
""",
        ),
        (
            "nobody gets what it lost",
            """
def smooth_gradient(scores, labels, s):
    q = (1 - s) * np.eye(scores.shape[1])[labels]
    return (losses.softmax(scores) - q) / len(labels)
""",
        ),
        (
            "the one-hot row is not lowered",
            """
def smooth_gradient(scores, labels, s):
    q = np.eye(scores.shape[1])[labels] + s / scores.shape[1]
    return (losses.softmax(scores) - q) / len(labels)
""",
        ),
        (
            "have changed places",
            """
def smooth_gradient(scores, labels, s):
    q = s * np.eye(scores.shape[1])[labels] + (1 - s) / scores.shape[1]
    return (losses.softmax(scores) - q) / len(labels)
""",
        ),
        (
            "The whole gradient is multiplied",
            """
def smooth_gradient(scores, labels, s):
    return (1 - s) * losses.cross_entropy_gradient(scores, labels)
""",
        ),
        (
            "the probabilities are smoothed",
            """
def smooth_gradient(scores, labels, s):
    C = scores.shape[1]
    p = (1 - s) * losses.softmax(scores) + s / C
    return (p - np.eye(C)[labels]) / len(labels)
""",
        ),
        (
            "The formula is right, but the softmax",
            """
def smooth_gradient(scores, labels, s):
    C = scores.shape[1]
    with np.errstate(all="ignore"):
        e = np.exp(scores)
        p = e / e.sum(axis=1, keepdims=True)
    q = (1 - s) * np.eye(C)[labels] + s / C
    return (p - q) / len(labels)
""",
        ),
        (
            "divides by the number of classes",
            """
def smooth_gradient(scores, labels, s):
    C = scores.shape[1]
    q = (1 - s) * np.eye(C)[labels] + s / C
    return (losses.softmax(scores) - q) / C
""",
        ),
        (
            "The share is s / N",
            """
def smooth_gradient(scores, labels, s):
    N, C = scores.shape
    q = (1 - s) * np.eye(C)[labels] + s / N
    return (losses.softmax(scores) - q) / N
""",
        ),
        (
            "has the wrong sign",
            """
def smooth_gradient(scores, labels, s):
    N, C = scores.shape
    y = np.eye(C)[labels]
    return (losses.softmax(scores) - (1 - s) * y + s / C) / N
""",
        ),
        (
            "It still has to pass the softmax",
            """
def smooth_gradient(scores, labels, s):
    N, C = scores.shape
    q = (1 - s) * np.eye(C)[labels] + s / C
    with np.errstate(all="ignore"):
        return -q / losses.softmax(scores) / N
""",
        ),
    ],
}
