"""Wrong answers to the exercises of lesson 11, each with words of the hint that it must get."""

WRONG = {
    "initial_loss": [
        ("changes its sign", "initial_loss = 0.1"),
        ("with log_softmax", "initial_loss = 2.3"),
        ("with log_softmax", "initial_loss = -torch.log(torch.tensor(1 / 10)).item()"),
        ("is a log-probability", "initial_loss = torch.log(torch.tensor(0.1))"),
        ("another base", "initial_loss = math.log2(10)"),
        ("all ten digits", "initial_loss = -1"),
        ("to base 10", "initial_loss = math.log10(10)"),
        ("share of wrong answers", "initial_loss = 1 - 1 / 10"),
        ("the number of digits", "initial_loss = 10"),
        ("got a 0", "initial_loss = 0.0"),
        ("not that", "initial_loss = 2.0"),
        ("a number", "initial_loss = None"),
    ],
    "mean_over_examples": [
        (
            "only the last batch",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = 0\n"
            "    for mean, size in zip(batch_means, batch_sizes):\n"
            "        total = mean * size\n"
            "    return total / sum(batch_sizes)",
        ),
        (
            "only the first batch",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = 0\n"
            "    for mean, size in zip(batch_means, batch_sizes):\n"
            "        total += mean * size\n"
            "        return total / sum(batch_sizes)",
        ),
        (
            "whole-number division",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = sum(m * s for m, s in zip(batch_means, batch_sizes))\n"
            "    return total // sum(batch_sizes)",
        ),
        (
            "mean of the batch means",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    return sum(batch_means) / len(batch_sizes)",
        ),
        (
            "mean of the batch means",
            "import numpy as np\n"
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    return np.mean(batch_means)",
        ),
        (
            "divided by the number of batches",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = 0\n"
            "    for mean, size in zip(batch_means, batch_sizes):\n"
            "        total += mean * size\n"
            "    return total / len(batch_means)",
        ),
        (
            "not yet divided",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    return sum(m * s for m, s in zip(batch_means, batch_sizes))",
        ),
        (
            "turn it back into a sum",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = sum(batch_means)\n"
            "    return total / sum(batch_sizes)",
        ),
        (
            "as large as the first",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = sum(batch_means) * batch_sizes[0]\n"
            "    return total / sum(batch_sizes)",
        ),
        (
            "leaves the last batch out",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    pairs = list(zip(batch_means, batch_sizes))[:-1]\n"
            "    return sum(m * s for m, s in pairs) / sum(s for m, s in pairs)",
        ),
        (
            "changes its arguments",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    for i in range(len(batch_means)):\n"
            "        batch_means[i] *= batch_sizes[i]\n"
            "    return sum(batch_means) / sum(batch_sizes)",
        ),
        (
            "returns None",
            "def mean_over_examples(batch_means, batch_sizes):\n"
            "    total = sum(m * s for m, s in zip(batch_means, batch_sizes))\n"
            "    print(total / sum(batch_sizes))",
        ),
    ],
    "gradient_ratio": [
        ("took the mean of the four", "gradient_ratio = 1"),
        ("other way round", "gradient_ratio = 1 / 4"),
        ("mean over its 15 images", "gradient_ratio = 15"),
        ("not a sum over the images", "gradient_ratio = 60"),
        ("not multiplied", "gradient_ratio = 4 * 4"),
        ("count the calls", "gradient_ratio = 2"),
        ("the first call adds too", "gradient_ratio = 3"),
        ("cancel", "gradient_ratio = 0"),
    ],
    "train_step": [
        (
            "number of images twice",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y) / len(x)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "down the images",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.nll_loss(F.log_softmax(net(x), dim=0), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "after the step",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return F.cross_entropy(net(x), y).item()",
        ),
        (
            "returns the loss as a tensor",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.detach()",
        ),
        (
            "never emptied",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "step: expected 3, got 0",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    with torch.no_grad():\n"
            "        for p in net.parameters():\n"
            "            p -= 0.1 * p.grad\n"
            "    return loss.item()",
        ),
        (
            "never emptied",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "finds no gradient",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    net.zero_grad()\n"
            "    optimizer.step()\n"
            "    return float(loss)",
        ),
        (
            "gradients of the step before",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    optimizer.step()\n"
            "    loss.backward()\n"
            "    return loss.item()",
        ),
        (
            "softmax before cross_entropy",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    p = torch.softmax(net(x), dim=1)\n"
            "    loss = nn.CrossEntropyLoss()(p, y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "returns scores",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.nll_loss(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "not the probabilities",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.nll_loss(F.softmax(net(x), dim=1), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "summed over the batch",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = -net(x).log_softmax(dim=1)[torch.arange(len(y)), y].sum()\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "still in evaluation mode",
            "def train_step(net, optimizer, x, y):\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "put into evaluation mode",
            "def train_step(net, optimizer, x, y):\n"
            "    net.eval()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "keep the whole graph",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss",
        ),
        (
            "step() is missing",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    return loss.item()",
        ),
        (
            "backward() is missing",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "does not require grad",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    with torch.no_grad():\n"
            "        loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    return loss.item()",
        ),
        (
            "what it returns: expected 'float', got 'NoneType'",
            "def train_step(net, optimizer, x, y):\n"
            "    net.train()\n"
            "    optimizer.zero_grad()\n"
            "    loss = F.cross_entropy(net(x), y)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "    print(loss.item())",
        ),
    ],
    "classify": [
        (
            "their positions",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    with torch.no_grad():\n"
            "        return net(images).max(dim=1)",
        ),
        (
            "graph for gradients",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    torch.no_grad()\n"
            "    return net(images).argmax(dim=1)",
        ),
        (
            "still in training mode",
            "def classify(net, images):\n"
            "    net.eval\n"
            "    with torch.no_grad():\n"
            "        return net(images).argmax(dim=1).tolist()",
        ),
        (
            "wrong axis",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    with torch.no_grad():\n"
            "        return torch.argmax(net(images), 0)",
        ),
        (
            "one number for the whole batch",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    with torch.no_grad():\n"
            "        return net(images).argmax()",
        ),
        (
            "smallest score",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    with torch.no_grad():\n"
            "        return net(images).argmin(1)",
        ),
        (
            "scores themselves",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    with torch.no_grad():\n"
            "        scores, classes = net(images).max(1)\n"
            "    return scores",
        ),
        (
            "all the scores",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    with torch.no_grad():\n"
            "        scores = net(images)\n"
            "    return scores",
        ),
        (
            "still in training mode",
            "def classify(net, images):\n"
            "    with torch.no_grad():\n"
            "        return net(images).argmax(dim=1)",
        ),
        (
            "graph for gradients that nobody asks for",
            "def classify(net, images):\n"
            "    net.eval()\n"
            "    return net(images).argmax(dim=1).detach()",
        ),
        (
            "both net.eval() and torch.no_grad()",
            "def classify(net, images):\n    return net(images).argmax(dim=1)",
        ),
    ],
    "choose_epoch": [
        (
            "changed places",
            "def choose_epoch(validation, test):\n"
            "    best = test.index(max(test))\n"
            "    return best, validation[best]",
        ),
        (
            "must not choose",
            "def choose_epoch(validation, test):\n"
            "    both = [v + t for v, t in zip(validation, test)]\n"
            "    best = both.index(max(both))\n"
            "    return best, test[best]",
        ),
        (
            "smaller of its two",
            "def choose_epoch(validation, test):\n"
            "    best = validation.index(max(validation))\n"
            "    return best, min(validation[best], test[best])",
        ),
        (
            "helped to choose",
            "def choose_epoch(validation, test):\n"
            "    best = test.index(max(test))\n"
            "    return best, test[best]",
        ),
        (
            "best test accuracy of any epoch",
            "def choose_epoch(validation, test):\n"
            "    return validation.index(max(validation)), max(test)",
        ),
        (
            "its validation accuracy",
            "def choose_epoch(validation, test):\n"
            "    best = max(range(len(validation)), key=lambda i: validation[i])\n"
            "    return best, validation[best]",
        ),
        (
            "the last epoch",
            "def choose_epoch(validation, test):\n    return len(test) - 1, test[-1]",
        ),
        (
            "lowest validation accuracy",
            "def choose_epoch(validation, test):\n"
            "    best = validation.index(min(validation))\n"
            "    return best, test[best]",
        ),
        (
            "counted from 0",
            "def choose_epoch(validation, test):\n"
            "    best = validation.index(max(validation))\n"
            "    return best + 1, test[best]",
        ),
        (
            "the epoch alone",
            "def choose_epoch(validation, test):\n    return validation.index(max(validation))",
        ),
        (
            "the accuracy alone",
            "def choose_epoch(validation, test):\n"
            "    return test[validation.index(max(validation))]",
        ),
        (
            "other order",
            "def choose_epoch(validation, test):\n"
            "    best = validation.index(max(validation))\n"
            "    return test[best], best",
        ),
    ],
    "recall": [
        ("precision", "def recall(counts):\n    return counts.diagonal() / counts.sum(dim=0)"),
        (
            "number of all images",
            "def recall(counts):\n    return torch.diag(counts) / counts.sum()",
        ),
        ("one number", "def recall(counts):\n    return counts.trace() / counts.sum()"),
        ("errors' shares", "def recall(counts):\n    return 1 - counts.diag() / counts.sum(1)"),
        ("these are counts", "def recall(counts):\n    return counts.diagonal()"),
        (
            "whole matrix",
            "def recall(counts):\n    return counts / counts.sum(dim=1, keepdim=True)",
        ),
        (
            "wrongly read ones",
            "def recall(counts):\n"
            "    right = counts.diagonal()\n"
            "    return right / (counts.sum(dim=1) - right)",
        ),
        ("whole-number division", "def recall(counts):\n    return counts.diag() // counts.sum(1)"),
        (
            "the shape should be (3,), but it is (3, 3)",
            "def recall(counts):\n    return counts.diagonal() / counts.sum(dim=1, keepdim=True)",
        ),
    ],
    "worst_errors": [
        (
            "highest log-probability",
            "def worst_errors(log_p, labels, k):\n"
            "    top = log_p.max(dim=1)\n"
            "    sureness = top.values.masked_fill(top.indices == labels, 0)\n"
            "    return sureness.argsort(descending=True)[:k]",
        ),
        (
            "highest log-probability",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = log_p.argmax(dim=1) != labels\n"
            "    return (log_p.max(dim=1).values * wrong).topk(k).indices",
        ),
        (
            "these are right answers",
            "def worst_errors(log_p, labels, k):\n"
            "    hits = (log_p.argmax(dim=1) == labels).nonzero().squeeze(1)\n"
            "    return hits[log_p[hits].max(dim=1).values.argsort(descending=True)[:k]]",
        ),
        (
            "of the true digit",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return wrong[log_p[wrong, labels[wrong]].argsort(descending=True)[:k]]",
        ),
        (
            "not the surest first",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return wrong[log_p[wrong].max(dim=1).values.argsort()[-k:]]",
        ),
        (
            "in the order of the images",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return wrong[log_p[wrong].max(dim=1).values.topk(k).indices].sort().values",
        ),
        (
            "positions among the errors",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = log_p.argmax(dim=1) != labels\n"
            "    return log_p[wrong].max(dim=1).values.argsort(descending=True)[:k]",
        ),
        (
            "right ones included",
            "def worst_errors(log_p, labels, k):\n"
            "    return log_p.max(dim=1).values.topk(k).indices",
        ),
        (
            "least sure",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return wrong[log_p[wrong].max(dim=1).values.argsort()[:k]]",
        ),
        (
            "true digit got the least",
            "def worst_errors(log_p, labels, k):\n"
            "    loss = F.nll_loss(log_p, labels, reduction='none')\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return wrong[loss[wrong].argsort(descending=True)[:k]]",
        ),
        (
            "first errors",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().flatten()\n"
            "    return wrong[:k]",
        ),
        (
            "Return the first k",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return wrong[log_p[wrong].max(dim=1).values.argsort(descending=True)]",
        ),
        (
            "these are the log-probabilities",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)\n"
            "    return log_p[wrong].max(dim=1).values.topk(k).values",
        ),
        (
            "the shape should be (5,), but it is (5, 1)",
            "def worst_errors(log_p, labels, k):\n"
            "    wrong = (log_p.argmax(dim=1) != labels).nonzero()\n"
            "    sureness = log_p[wrong[:, 0]].max(dim=1).values\n"
            "    return wrong[sureness.argsort(descending=True)[:k]]",
        ),
    ],
    "shuffle_pixels": [
        (
            "only the test images",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    order = torch.randperm(train.shape[1], generator=g)\n"
            "    return train, test[:, order]",
        ),
        (
            "in the other order",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    order = torch.randperm(train.shape[1], generator=g)\n"
            "    return test[:, order], train[:, order]",
        ),
        (
            "counts images",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    order = torch.randperm(len(train), generator=g)\n"
            "    return train[:, order], test[:, order]",
        ),
        (
            "only moved along",
            "def shuffle_pixels(train, test, seed):\n"
            "    order = (torch.arange(train.shape[1]) - seed - 1) % train.shape[1]\n"
            "    return train[:, order], test[:, order]",
        ),
        (
            "written into the arguments",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    order = torch.randperm(train.shape[1], generator=g)\n"
            "    train[:] = train[:, order]\n"
            "    test[:] = test[:, order]\n"
            "    return train, test",
        ),
        (
            "what it returns",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    order = torch.randperm(train.shape[1], generator=g)\n"
            "    return train[:, order]",
        ),
        (
            "two different orders",
            "def shuffle_pixels(train, test, seed):\n"
            "    generator = torch.Generator().manual_seed(seed)\n"
            "    n = train.shape[1]\n"
            "    first = torch.randperm(n, generator=generator)\n"
            "    second = torch.randperm(n, generator=generator)\n"
            "    return train[:, first], test[:, second]",
        ),
        (
            "order of its own",
            "def shuffle_pixels(train, test, seed):\n"
            "    generator = torch.Generator().manual_seed(seed)\n"
            "    def own(row):\n"
            "        return row[torch.randperm(len(row), generator=generator)]\n"
            "    return torch.stack([own(r) for r in train]), torch.stack([own(r) for r in test])",
        ),
        (
            "not the pixels (columns)",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    a = torch.randperm(len(train), generator=g)\n"
            "    b = torch.randperm(len(test), generator=g)\n"
            "    return train[a], test[b]",
        ),
        (
            "seed is not used",
            "def shuffle_pixels(train, test, seed):\n"
            "    order = torch.randperm(train.shape[1])\n"
            "    return train[:, order], test[:, order]",
        ),
        (
            "same for every seed",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(0)\n"
            "    order = torch.randperm(train.shape[1], generator=g)\n"
            "    return train[:, order], test[:, order]",
        ),
        (
            "drawn with repetition",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    n = train.shape[1]\n"
            "    order = torch.randint(n, (n,), generator=g)\n"
            "    return train[:, order], test[:, order]",
        ),
        (
            "only the training images",
            "def shuffle_pixels(train, test, seed):\n"
            "    g = torch.Generator().manual_seed(seed)\n"
            "    order = torch.randperm(train.shape[1], generator=g)\n"
            "    return train[:, order], test",
        ),
        (
            "nothing is shuffled",
            "def shuffle_pixels(train, test, seed):\n    return train, test",
        ),
    ],
}
