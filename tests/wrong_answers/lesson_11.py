"""Other spellings of wrong answers to lesson 11, each with words of the hint that it must get.

What is an edit of the solution stands in course_utils/checks/lesson_11/ and is tried there.
"""

WRONG = {
    "initial_loss": [
        ("with log_softmax", "initial_loss = -torch.log(torch.tensor(1 / 10)).item()"),
        ("is a log-probability", "initial_loss = torch.log(torch.tensor(0.1))"),
    ],
    "mean_over_examples": [
        (
            "mean of the batch means",
            """
import numpy as np
def mean_over_examples(batch_means, batch_sizes):
    return np.mean(batch_means)
""",
        ),
        (
            "leaves the last batch out",
            """
def mean_over_examples(batch_means, batch_sizes):
    pairs = list(zip(batch_means, batch_sizes))[:-1]
    return sum(m * s for m, s in pairs) / sum(s for m, s in pairs)
""",
        ),
        (
            "changes its arguments",
            """
def mean_over_examples(batch_means, batch_sizes):
    for i in range(len(batch_means)):
        batch_means[i] *= batch_sizes[i]
    return sum(batch_means) / sum(batch_sizes)
""",
        ),
    ],
    "gradient_ratio": [
        ("other way round", "gradient_ratio = 1 / 4"),
        ("not multiplied", "gradient_ratio = 4 * 4"),
    ],
    "train_step": [
        (
            "step: expected 3, got 0",
            """
def train_step(net, optimizer, x, y):
    net.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(net(x), y)
    loss.backward()
    with torch.no_grad():
        for p in net.parameters():
            p -= 0.1 * p.grad
    return loss.item()
""",
        ),
        (
            "softmax before cross_entropy",
            """
def train_step(net, optimizer, x, y):
    net.train()
    optimizer.zero_grad()
    p = torch.softmax(net(x), dim=1)
    loss = nn.CrossEntropyLoss()(p, y)
    loss.backward()
    optimizer.step()
    return loss.item()
""",
        ),
        (
            "summed over the batch",
            """
def train_step(net, optimizer, x, y):
    net.train()
    optimizer.zero_grad()
    loss = -net(x).log_softmax(dim=1)[torch.arange(len(y)), y].sum()
    loss.backward()
    optimizer.step()
    return loss.item()
""",
        ),
    ],
    "classify": [
        (
            "both net.eval() and torch.no_grad()",
            """
def classify(net, images):
    return net(images).argmax(dim=1)
""",
        ),
        (
            "graph for gradients that nobody asks for",
            """
def classify(net, images):
    net.eval()
    return net(images).argmax(dim=1).detach()
""",
        ),
        (
            "graph for gradients",
            """
def classify(net, images):
    net.eval()
    torch.no_grad()
    return net(images).argmax(dim=1)
""",
        ),
    ],
    "choose_epoch": [
        (
            "must not choose",
            """
def choose_epoch(validation, test):
    both = [v + t for v, t in zip(validation, test)]
    best = both.index(max(both))
    return best, test[best]
""",
        ),
        (
            "the last epoch",
            """
def choose_epoch(validation, test):
    return len(test) - 1, test[-1]
""",
        ),
        (
            "the accuracy alone",
            """
def choose_epoch(validation, test):
    return test[validation.index(max(validation))]
""",
        ),
    ],
    "recall": [
        (
            "wrongly read ones",
            """
def recall(counts):
    right = counts.diagonal()
    return right / (counts.sum(dim=1) - right)
""",
        ),
        (
            "number of all images",
            """
def recall(counts):
    return torch.diag(counts) / counts.sum()
""",
        ),
        (
            "one number",
            """
def recall(counts):
    return counts.trace() / counts.sum()
""",
        ),
    ],
    "worst_errors": [
        (
            "right ones included",
            """
def worst_errors(log_p, labels, k):
    return log_p.max(dim=1).values.topk(k).indices
""",
        ),
        (
            "true digit got the least",
            """
def worst_errors(log_p, labels, k):
    loss = F.nll_loss(log_p, labels, reduction='none')
    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)
    return wrong[loss[wrong].argsort(descending=True)[:k]]
""",
        ),
        (
            "highest log-probability",
            """
def worst_errors(log_p, labels, k):
    top = log_p.max(dim=1)
    sureness = top.values.masked_fill(top.indices == labels, 0)
    return sureness.argsort(descending=True)[:k]
""",
        ),
    ],
    "shuffle_pixels": [
        (
            "two different orders",
            """
def shuffle_pixels(train, test, seed):
    generator = torch.Generator().manual_seed(seed)
    n = train.shape[1]
    first = torch.randperm(n, generator=generator)
    second = torch.randperm(n, generator=generator)
    return train[:, first], test[:, second]
""",
        ),
        (
            "order of its own",
            """
def shuffle_pixels(train, test, seed):
    generator = torch.Generator().manual_seed(seed)
    def own(row):
        return row[torch.randperm(len(row), generator=generator)]
    return torch.stack([own(r) for r in train]), torch.stack([own(r) for r in test])
""",
        ),
        (
            "written into the arguments",
            """
def shuffle_pixels(train, test, seed):
    g = torch.Generator().manual_seed(seed)
    order = torch.randperm(train.shape[1], generator=g)
    train[:] = train[:, order]
    test[:] = test[:, order]
    return train, test
""",
        ),
    ],
}
