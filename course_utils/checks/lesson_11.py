"""The checks of lesson 11, training on MNIST."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

# --- 11.1 ------------------------------------------------------------------------------------

initial_loss = ValueExercise(
    name="initial_loss",
    solution=-0.1,
    passed="nll_loss only changed the sign of 1/10. Below 0: what came in was no logarithm.",
    mistakes=[
        Mistake("that is the number for the right digit. nll_loss changes its sign.", 0.1),
        Mistake(
            "that is the loss with log_softmax. Without it, who takes a logarithm?", math.log(10)
        ),
        Mistake(
            "that is a log-probability. Here probabilities come in, and only a sign is changed.",
            -math.log(10),
        ),
        Mistake(
            "that is the logarithm of a probability to another base. No logarithm is taken here.",
            lambda answer: abs(abs(float(answer)) - math.log2(10)) < 0.01,
        ),
        Mistake(
            "that adds up all ten digits (or takes a logarithm to base 10). Only the number of the "
            "right digit counts, as it is.",
            lambda answer: abs(float(answer)) == 1,
        ),
        Mistake(
            "that is the share of wrong answers. nll_loss looks at the right digit only.",
            lambda answer: math.isclose(abs(float(answer)), 0.9, abs_tol=1e-6),
        ),
        Mistake(
            "the number of digits is the start: what does the network give to each of them?",
            lambda answer: abs(float(answer)) == 10,
        ),
        Mistake("a loss of zero would mean that the right digit got a 0.", 0),
    ],
)


def _value(answer, *arguments):
    """What the answer returns; a list of numbers counts as the array of the same shape."""
    value = answer(*arguments)
    return torch.tensor(value) if type(value) is list and value else value


# --- 11.2 ------------------------------------------------------------------------------------


def _mean_over_examples(batch_means, batch_sizes):
    total = sum(mean * size for mean, size in zip(batch_means, batch_sizes, strict=True))
    return total / sum(batch_sizes)


mean_over_examples = FunctionExercise(
    name="mean_over_examples",
    solution=_mean_over_examples,
    cases=lambda: [
        ([0.5, 0.25, 1.0], [4, 4, 1]),
        ([2.0], [15]),
        ([0.9, 0.1], [100, 50]),
        ([1.0, 2.0, 4.0, 8.0], [3, 3, 3, 2]),
    ],
    passed="Every example counts once, also those of a short last batch.",
    mistakes=[
        Mistake(
            "this is the mean of the batch means: an example of the short last batch then counts "
            "more than one of a full batch.",
            lambda means, sizes: sum(means) / len(means),
        ),
        Mistake(
            "the sum is weighted by the sizes, but divided by the number of batches. Divide by the "
            "number of examples.",
            lambda means, sizes: sum(m * s for m, s in zip(means, sizes, strict=True)) / len(means),
        ),
        Mistake(
            "this is the total over all examples, not yet divided by their number.",
            lambda means, sizes: sum(m * s for m, s in zip(means, sizes, strict=True)),
        ),
        Mistake(
            "the batch means are added as they are. A mean over 4 examples stands for 4 of them: "
            "turn it back into a sum first.",
            lambda means, sizes: sum(means) / sum(sizes),
        ),
        Mistake(
            "this treats every batch as large as the first. The last one is shorter.",
            lambda means, sizes: sum(m * sizes[0] for m in means) / sum(sizes),
        ),
        Mistake(
            "only the last batch is in the total: the loop overwrites it. Add with +=.",
            lambda means, sizes: means[-1] * sizes[-1] / sum(sizes),
        ),
        Mistake(
            "only the first batch is in the total. Does the return stand inside the loop?",
            lambda means, sizes: means[0] * sizes[0] / sum(sizes),
        ),
        Mistake(
            "whole-number division cuts off everything after the point. Use / instead of //.",
            lambda means, sizes: _mean_over_examples(means, sizes) // 1,
        ),
        Mistake(
            "this leaves the last batch out. Its examples count as well.",
            lambda means, sizes: (
                _mean_over_examples(means[:-1], sizes[:-1]) if len(means) > 1 else 0 / 0
            ),
        ),
    ],
)

# --- 11.3 ------------------------------------------------------------------------------------

gradient_ratio = ValueExercise(
    name="gradient_ratio",
    solution=4.0,
    passed="Four mean gradients were added: four times their mean. Divide each loss by 4.",
    mistakes=[
        Mistake(
            "that would be so if backward() took the mean of the four gradients, or kept only the "
            "last. It adds them.",
            1.0,
        ),
        Mistake("the other way round: as large as, not a part of.", 0.25),
        Mistake("each loss is a mean over its 15 images, not their sum.", 15.0),
        Mistake("each loss is a mean over its part, not a sum over the images.", 60.0),
        Mistake("the four gradients are added, not multiplied with each other.", 16.0),
        Mistake("count the calls of backward(): one for each part.", 2.0),
        Mistake("the first call adds too: to the zeros that were there before.", 3.0),
        Mistake("the gradients of the parts are much alike: they can't cancel.", 0.0),
    ],
)

# --- 11.5 ------------------------------------------------------------------------------------


class _WithDropout(nn.Module):
    """A network that returns scores, and behaves differently in training and evaluation."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(5)
        self.hidden = nn.Linear(6, 12)
        self.output = nn.Linear(12, 4)
        self.modes = []

    def forward(self, x):
        self.modes.append(("train" if self.training else "eval", torch.is_grad_enabled()))
        hidden = F.dropout(F.relu(self.hidden(x)), 0.5, self.training)
        return self.output(hidden)


def _four_classes(n, seed):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(n, 6, generator=generator)
    return x, torch.randint(0, 4, (n,), generator=generator)


def _observe_train_step(answer, x, y, optimizer_name, mode):
    net = _WithDropout().train(mode == "train")
    optimizer = getattr(torch.optim, optimizer_name)(net.parameters(), lr=0.1)
    calls = {"backward": 0, "step": 0}

    def count(name):
        calls[name] += 1

    net.output.bias.register_hook(lambda _: count("backward"))
    optimizer.register_step_post_hook(lambda *_: count("step"))
    torch.manual_seed(6)
    losses = [answer(net, optimizer, x, y) for _ in range(3)]
    return {
        "what it returns": type(losses[0]).__name__,
        "how often backward() and step() ran in three calls": calls,
        "the loss of three steps": losses,
        "the mode of the network": [mode for mode, _ in net.modes],
        "the weights after three steps": [p.detach().clone() for p in net.parameters()],
    }


def _loss_after(net, optimizer, x, y):
    _step()(net, optimizer, x, y)
    return F.cross_entropy(net(x), y).item()


def _step(*, zero=True, mode=True, loss_of=F.cross_entropy, backward=True, order="zbs", item=True):
    """A training step with parts left out or in another order, for the mistakes below."""

    def train_step(net, optimizer, x, y):
        if mode is not None:
            net.train(mode)
        if zero and order[0] == "z":
            optimizer.zero_grad()
        loss = loss_of(net(x), y)
        for part in order.lstrip("z"):
            if part == "b" and backward:
                loss.backward()
            elif part == "s":
                optimizer.step()
            elif part == "z":
                optimizer.zero_grad()
        return loss.item() if item else loss

    return train_step


train_step = FunctionExercise(
    name="train_step",
    solution=_step(),
    cases=lambda: [
        (*_four_classes(9, 1), "SGD", "eval"),  # in the mode that evaluate() leaves
        (*_four_classes(5, 2), "Adam", "train"),
    ],
    observe=_observe_train_step,
    passed="Mode, empty gradients, loss, backward, step: the heart of every training program.",
    mistakes=[
        Mistake(
            "the gradients of earlier steps are never emptied, so each step adds the old ones "
            "again. Call zero_grad().",
            _step(zero=False),
        ),
        Mistake(
            "step() finds no gradient, since zero_grad() has just emptied them: nothing is "
            "learned. Empty, then backward, then step.",
            _step(order="bzs"),
        ),
        Mistake(
            "step() stands before backward(): it uses the gradients of the step before.",
            _step(order="zsb", zero=False),
        ),
        Mistake(
            "softmax before cross_entropy: cross_entropy already holds the softmax, so it is "
            "applied twice. Give it the scores.",
            _step(loss_of=lambda s, y: F.cross_entropy(s.softmax(dim=1), y)),
        ),
        Mistake(
            "nll_loss wants log-probabilities, but this network returns scores. Which loss takes "
            "scores?",
            _step(loss_of=F.nll_loss),
        ),
        Mistake(
            "nll_loss wants the logarithm of the probabilities, not the probabilities.",
            _step(loss_of=lambda s, y: F.nll_loss(s.softmax(dim=1), y)),
        ),
        Mistake(
            "the loss is summed over the batch. Take the mean, or the step grows with the batch.",
            _step(loss_of=lambda s, y: F.cross_entropy(s, y, reduction="sum")),
        ),
        Mistake(
            "the loss is divided by the number of images twice: cross_entropy does it already.",
            _step(loss_of=lambda s, y: F.cross_entropy(s, y) / len(y)),
        ),
        Mistake(
            "the softmax runs down the images (dim=0). The classes of one image stand in its row.",
            _step(loss_of=lambda s, y: F.nll_loss(s.log_softmax(dim=0), y)),
        ),
        Mistake(
            "this is the loss after the step, from a second pass. Return the one that backward() "
            "started from.",
            _loss_after,
        ),
        Mistake(
            "the network is still in evaluation mode, so dropout is off: call net.train() first.",
            _step(mode=None),
        ),
        Mistake(
            "the network is put into evaluation mode. Training needs net.train().",
            _step(mode=False),
        ),
        Mistake(
            "it returns the loss as a tensor, which can keep the whole graph in memory. Return "
            "a number: loss.item().",
            _step(item=False),
        ),
        Mistake(
            "the optimiser's step() is missing: gradients are computed, but no weight moves.",
            _step(order="zb"),
        ),
        Mistake(
            "backward() is missing: without it there are no gradients, and step() moves nothing.",
            _step(backward=False),
        ),
    ],
)

# --- 11.4 ------------------------------------------------------------------------------------


def _observe_classify(answer, images):
    net = _WithDropout().train()  # as train_epoch() leaves it
    torch.manual_seed(6)
    return {
        "the digits": _value(answer, net, images),
        # Sets, since images may be read one by one.
        "the modes of the network": sorted({mode for mode, _ in net.modes}),
        "gradients recorded": sorted({recorded for _, recorded in net.modes}),
    }


def _classifier(choose, *, evaluate=True, record=False):
    def classify(net, images):
        if evaluate:
            net.eval()
        with torch.set_grad_enabled(record):
            return choose(net(images))

    return classify


classify = FunctionExercise(
    name="classify",
    solution=_classifier(lambda scores: scores.argmax(dim=1)),
    cases=lambda: [(_four_classes(4, 3)[0],), (_four_classes(7, 4)[0],), (_four_classes(1, 5)[0],)],
    observe=_observe_classify,
    passed="The largest score is also the largest probability: no softmax is needed to choose.",
    mistakes=[
        Mistake(
            "this looks for the largest score along the wrong axis: down the images (dim=0). Each "
            "row is one image, so look along its row.",
            _classifier(lambda scores: scores.argmax(dim=0)),
        ),
        Mistake(
            "argmax without dim gives one number for the whole batch. Say along which axis.",
            _classifier(lambda scores: scores.argmax()),
        ),
        Mistake(
            "this chooses the smallest score, the least probable class.",
            _classifier(lambda scores: scores.argmin(dim=1)),
        ),
        Mistake(
            "these are the largest scores themselves. Which class they stand for is the question.",
            _classifier(lambda scores: scores.max(dim=1).values),
        ),
        Mistake(
            "max(dim=1) gives the largest scores and their positions. Return the positions only.",
            _classifier(lambda scores: scores.max(dim=1)),
        ),
        Mistake(
            "these are all the scores. Choose one class an image.",
            _classifier(lambda scores: scores),
        ),
        Mistake(
            "the network is still in training mode, so dropout switches off neurons at random and "
            "the answer changes from call to call. Call net.eval() first.",
            _classifier(lambda scores: scores.argmax(dim=1), evaluate=False),
        ),
        Mistake(
            "the classes are right, but PyTorch recorded the graph for gradients that nobody asks "
            "for. Use torch.no_grad().",
            _classifier(lambda scores: scores.argmax(dim=1), record=True),
        ),
        Mistake(
            "both net.eval() and torch.no_grad() are missing: dropout is active, and the graph for "
            "gradients is recorded.",
            _classifier(lambda scores: scores.argmax(dim=1), evaluate=False, record=True),
        ),
    ],
)

# --- 11.6 ------------------------------------------------------------------------------------


def _choose_epoch(validation, test):
    best = int(np.argmax(validation))
    return best, test[best]


choose_epoch = FunctionExercise(
    name="choose_epoch",
    solution=_choose_epoch,
    cases=lambda: [
        ([0.91, 0.95, 0.97, 0.96], [0.92, 0.97, 0.955, 0.965]),
        ([0.96, 0.94, 0.95], [0.93, 0.95, 0.94]),
        ([0.90, 0.93, 0.92, 0.91, 0.89], [0.91, 0.92, 0.94, 0.93, 0.95]),
        ([0.92, 0.95, 0.94], [0.93, 0.96, 0.97]),  # here the test images are the easier ones
    ],
    passed="The test set answers one question, once: how good is the model that was chosen?",
    mistakes=[
        Mistake(
            "this chooses by the test accuracy. Then the test set has helped to choose, and the "
            "number it gives is too good.",
            lambda validation, test: (int(np.argmax(test)), max(test)),
        ),
        Mistake(
            "the epoch is right, but the accuracy is the best test accuracy of any epoch. Report "
            "the one of the chosen epoch.",
            lambda validation, test: (int(np.argmax(validation)), max(test)),
        ),
        Mistake(
            "the epoch is right, but this reports its validation accuracy, which was used to "
            "choose and is too good.",
            lambda validation, test: (int(np.argmax(validation)), max(validation)),
        ),
        Mistake(
            "the two lists have changed places: validation chooses, test reports.",
            lambda validation, test: _choose_epoch(test, validation),
        ),
        Mistake(
            "this chooses by validation and test accuracy together. The test set must not choose.",
            lambda validation, test: (lambda best: (best, test[best]))(
                int(np.argmax(np.add(validation, test)))
            ),
        ),
        Mistake(
            "the epoch is right, but this reports the smaller of its two accuracies. Report the "
            "test accuracy, whatever it is.",
            lambda validation, test: (
                int(np.argmax(validation)),
                min(max(validation), test[int(np.argmax(validation))]),
            ),
        ),
        Mistake(
            "this takes the last epoch. The last is not always the best.",
            lambda validation, test: (len(test) - 1, test[-1]),
        ),
        Mistake(
            "this takes the epoch with the lowest validation accuracy. Accuracy is better when "
            "higher; a loss would be better when lower.",
            lambda validation, test: (int(np.argmin(validation)), test[int(np.argmin(validation))]),
        ),
        Mistake(
            "epochs are counted from 0, as list positions are: this number is one too high.",
            lambda validation, test: (int(np.argmax(validation)) + 1, test[np.argmax(validation)]),
        ),
        Mistake(
            "this returns the epoch alone. Return the pair (epoch, its test accuracy).",
            lambda validation, test: int(np.argmax(validation)),
        ),
        Mistake(
            "this returns the accuracy alone. Return the pair (epoch, its test accuracy).",
            lambda validation, test: test[int(np.argmax(validation))],
        ),
        Mistake(
            "the pair is in the other order: the epoch first, then its test accuracy.",
            lambda validation, test: _choose_epoch(validation, test)[::-1],
        ),
    ],
)

# --- 11.7 ------------------------------------------------------------------------------------


def _of(value, runs):
    """Standard deviations of value above the mean of runs."""
    return (value - runs.mean()) / runs.std()


deviations = FunctionExercise(
    name="deviations",
    solution=lambda runs, value: _of(value, runs),
    cases=lambda: [
        (torch.tensor([0.95, 0.96, 0.97, 0.99]), 0.94),
        (torch.tensor([0.1, 0.4, 0.2]), 0.5),
        (torch.tensor([3.0, 5.0]), 4.5),
    ],
    observe=lambda answer, runs, value: float(answer(runs, value)),
    passed="A number means little without the spread of its kind.",
    mistakes=[
        Mistake(
            "the sign is wrong: above the mean counts as positive, so value comes first.",
            lambda runs, value: -_of(value, runs),
        ),
        Mistake(
            "the sign is lost: below the mean the number is negative.",
            lambda runs, value: _of(value, runs).abs(),
        ),
        Mistake(
            "this is the distance itself. Divide it by the standard deviation.",
            lambda runs, value: value - runs.mean(),
        ),
        Mistake(
            "the spread is divided by S, as for a whole population. A sample divides by S - 1, "
            "which PyTorch's .std() does and NumPy's does not.",
            lambda runs, value: (value - runs.mean()) / runs.std(correction=0),
        ),
        Mistake(
            "this divides by the variance. Its root is the standard deviation.",
            lambda runs, value: (value - runs.mean()) / runs.var(),
        ),
        Mistake(
            "this divides by the standard error of the mean. The question is about one run, not "
            "about a mean of S runs: do not divide by the root of S.",
            lambda runs, value: _of(value, runs) * len(runs) ** 0.5,
        ),
        Mistake(
            "only the mean is divided: brackets around the difference are missing.",
            lambda runs, value: value - runs.mean() / runs.std(),
        ),
        Mistake(
            "this divides by the range. One extreme run would decide it: use .std().",
            lambda runs, value: (value - runs.mean()) / (runs.max() - runs.min()),
        ),
        Mistake(
            "this divides by the mean. Asked for is a number of standard deviations.",
            lambda runs, value: (value - runs.mean()) / runs.mean(),
        ),
        Mistake(
            "the distance is taken from the median. Take it from the mean.",
            lambda runs, value: (value - runs.median()) / runs.std(),
        ),
        Mistake(
            "this multiplies by the standard deviation. How often does it go into the distance?",
            lambda runs, value: (value - runs.mean()) * runs.std(),
        ),
    ],
)

# --- 11.8 ------------------------------------------------------------------------------------


def _confusions():
    small = torch.tensor([[8, 1, 1], [0, 5, 0], [6, 0, 2]])
    large = torch.randint(1, 30, (4, 4), generator=torch.Generator().manual_seed(7))
    return [(small,), (large,)]


recall = FunctionExercise(
    name="recall",
    solution=lambda counts: counts.diagonal() / counts.sum(dim=1),
    cases=_confusions,
    observe=_value,
    passed="A row holds all images of one digit; the diagonal holds those read rightly.",
    mistakes=[
        Mistake(
            "this divides by the columns' sums: of all images *read as* a digit, how many are it. "
            "That is called precision. Recall asks of all images that *are* the digit.",
            lambda counts: counts.diagonal() / counts.sum(dim=0),
        ),
        Mistake(
            "this divides by the number of all images. Compare each digit with its own number.",
            lambda counts: counts.diagonal() / counts.sum(),
        ),
        Mistake(
            "this is one number, the accuracy over all digits. One number a digit is asked for.",
            lambda counts: counts.diagonal().sum() / counts.sum(),
        ),
        Mistake(
            "these are the errors' shares: one minus what is asked for.",
            lambda counts: 1 - counts.diagonal() / counts.sum(dim=1),
        ),
        Mistake(
            "these are counts. Divide each by the number of images of its digit.",
            lambda counts: counts.diagonal(),
        ),
        Mistake(
            "this divides the whole matrix. Only its diagonal holds what was read rightly.",
            lambda counts: counts / counts.sum(dim=1, keepdim=True),
        ),
        Mistake(
            "this divides rightly read images by wrongly read ones. Divide by both together.",
            lambda counts: counts.diagonal() / (counts.sum(dim=1) - counts.diagonal()),
        ),
        Mistake(
            "whole-number division cuts everything below 1 to 0. Use / instead of //.",
            lambda counts: counts.diagonal() // counts.sum(dim=1),
        ),
    ],
)

# --- 11.9 ------------------------------------------------------------------------------------


def _predictions(n, classes, seed):
    generator = torch.Generator().manual_seed(seed)
    log_p = F.log_softmax(3 * torch.randn(n, classes, generator=generator), dim=1)
    labels = torch.randint(0, classes, (n,), generator=generator)
    # Two in three are right, so that the wrong ones stand scattered among them.
    right = torch.rand(n, generator=generator) < 2 / 3
    return log_p, torch.where(right, log_p.argmax(dim=1), labels)


def _worst(key, *, descending=True, only_wrong=True, positions=True):
    def worst_errors(log_p, labels, k):
        wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)
        chosen = wrong if only_wrong else torch.arange(len(labels))
        order = key(log_p, labels)[chosen].argsort(descending=descending)[:k]
        return chosen[order] if positions else order

    return worst_errors


def _sureness(log_p, labels):
    return log_p.max(dim=1).values


def _errors_only(log_p, labels):
    """The mistake of marking right answers with 0, which is a log-probability of 100 %."""
    return _sureness(log_p, labels).masked_fill(log_p.argmax(dim=1) == labels, 0)


worst_errors = FunctionExercise(
    name="worst_errors",
    solution=_worst(_sureness),
    cases=lambda: [
        (*_predictions(40, 10, 8), 5),
        (*_predictions(45, 4, 9), 3),
        (*_predictions(60, 10, 10), 8),
    ],
    observe=_value,
    passed="Being sure and wrong is the costliest error, and the most telling one to look at.",
    mistakes=[
        Mistake(
            "these are positions among the errors, not among all images. Keep the positions of the "
            "errors, and choose from them.",
            _worst(_sureness, positions=False),
        ),
        Mistake(
            "these are the surest of all answers, right ones included. Keep the errors only.",
            _worst(_sureness, only_wrong=False),
        ),
        *(
            Mistake(
                "right answers are set to 0 to put them last. But 0 is the highest log-probability "
                "there is (the logarithm of 1), so they come first.",
                answer,
            )
            for answer in (
                lambda p, y, k: _errors_only(p, y).argsort(descending=True)[:k],
                lambda p, y, k: _errors_only(p, y).topk(k).indices,
            )
        ),
        Mistake(
            "these are right answers. An error is where the digit read differs from the label.",
            lambda p, y, k: (
                lambda right: right[_sureness(p, y)[right].argsort(descending=True)[:k]]
            )((p.argmax(dim=1) == y).nonzero().squeeze(1)),
        ),
        Mistake(
            "these errors are sorted by the probability of the true digit. Asked for is how sure "
            "the network was of its own, wrong answer.",
            _worst(lambda p, y: p.gather(1, y[:, None])[:, 0]),
        ),
        Mistake(
            "the right errors, but not the surest first.",
            lambda p, y, k: _worst(_sureness)(p, y, k).flip(0),
        ),
        Mistake(
            "the right errors, but in the order of the images. The surest comes first.",
            lambda p, y, k: _worst(_sureness)(p, y, k).sort().values,
        ),
        Mistake(
            "these are the errors of which the network was least sure. The order is the other way.",
            _worst(_sureness, descending=False),
        ),
        Mistake(
            "these are the errors in which the true digit got the least probability. Asked for is "
            "how sure the network was of its own, wrong answer.",
            _worst(lambda p, y: -p.gather(1, y[:, None])[:, 0]),
        ),
        Mistake(
            "these are the first errors, in the order of the images. Sort them by how sure the "
            "network was.",
            lambda log_p, labels, k: (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)[:k],
        ),
        Mistake(
            "these are all errors, sorted as asked. Return the first k of them.",
            lambda log_p, labels, k: _worst(_sureness)(log_p, labels, len(labels)),
        ),
        Mistake(
            "these are the log-probabilities. Return the positions of the images.",
            lambda log_p, labels, k: _sureness(log_p, labels)[_worst(_sureness)(log_p, labels, k)],
        ),
    ],
)

# --- 11.10 -----------------------------------------------------------------------------------


def _numbered(n, pixels, first):
    """Images whose pixels hold their own number, so that where each went can be read."""
    return torch.arange(pixels).float() + first * torch.arange(n)[:, None]


def _observe_shuffle(answer, train, test, seed):
    def shuffle(seed):
        given = train.clone(), test.clone()
        returned = answer(*given, seed)
        kept.append(torch.equal(given[0], train) and torch.equal(given[1], test))
        return returned

    kept = []
    returned = shuffle(seed)
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        return {"what it returns": returned}
    a, b = map(torch.as_tensor, returned)
    if a.shape != train.shape or b.shape != test.shape:
        return {"the shapes": (tuple(a.shape), tuple(b.shape))}
    again, other = (torch.as_tensor(shuffle(s)[0]) for s in (seed, seed + 1))
    order = a[0] % 1000
    neighbours = (order[1:] - order[:-1]).abs() == 1
    return {
        "what it returns": "a pair",
        "the shapes": (tuple(a.shape), tuple(b.shape)),
        "the arguments stay as they were": all(kept),
        "the images keep their places": torch.equal(a[:, 0] // 1000, train[:, 0] // 1000),
        "every pixel of an image is kept, in some order": torch.equal(
            a.sort(dim=1).values, train.sort(dim=1).values
        ),
        "training pixels moved": not torch.equal(a, train),
        "test pixels moved": not torch.equal(b, test),
        "neighbouring pixels are parted": bool(neighbours.float().mean() < 0.5),
        "all training images are shuffled alike": bool((a % 1000 == order).all()),
        "the test images are shuffled like the training images": bool((b % 1000 == order).all()),
        "the same seed gives the same order": torch.equal(a, again),
        "another seed gives another order": not torch.equal(a, other),
    }


def _permutation(n, seed):
    return torch.randperm(n, generator=torch.Generator().manual_seed(seed))


def _shuffle_pixels(train, test, seed):
    order = _permutation(train.shape[1], seed)
    return train[:, order], test[:, order]


def _shuffle_in_place(train, test, seed):
    order = _permutation(train.shape[1], seed)
    train[:], test[:] = train[:, order], test[:, order]
    return train, test


def _each_image_its_own(images, seed):
    return torch.stack([row[_permutation(len(row), seed + i)] for i, row in enumerate(images)])


shuffle_pixels = FunctionExercise(
    name="shuffle_pixels",
    solution=_shuffle_pixels,
    cases=lambda: [
        (_numbered(5, 40, 1000), _numbered(3, 40, 5000), 0),
        (_numbered(4, 30, 1000), _numbered(4, 30, 5000), 7),
    ],
    observe=_observe_shuffle,
    passed="One fixed order for every image: nothing is lost but who is whose neighbour.",
    mistakes=[
        Mistake(
            "training and test images are shuffled in two different orders: what the network "
            "learns of a pixel is then wrong in the test. Draw the order once.",
            lambda train, test, seed: (
                train[:, _permutation(train.shape[1], seed)],
                test[:, _permutation(test.shape[1], seed + 100)],
            ),
        ),
        Mistake(
            "each image gets an order of its own, which destroys every image. Draw one order for "
            "all of them.",
            lambda train, test, seed: (
                _each_image_its_own(train, seed),
                _each_image_its_own(test, seed + 50),
            ),
        ),
        Mistake(
            "this shuffles the images (rows), not the pixels (columns): it even separates the "
            "images from their labels.",
            lambda train, test, seed: (
                train[_permutation(len(train), seed)],
                test[_permutation(len(test), seed)],
            ),
        ),
        Mistake(
            "the seed is not used: two calls with the same seed must give the same order. Make "
            "a torch.Generator, set its manual_seed, and give it to randperm.",
            lambda train, test, seed: (lambda order: (train[:, order], test[:, order]))(
                torch.randperm(train.shape[1])
            ),
        ),
        Mistake(
            "the order is the same for every seed.",
            lambda train, test, seed: _shuffle_pixels(train, test, 3),
        ),
        Mistake(
            "pixels are drawn with repetition: some are lost, others stand twice. Use randperm.",
            lambda train, test, seed: (lambda order: (train[:, order], test[:, order]))(
                torch.randint(
                    0,
                    train.shape[1],
                    (train.shape[1],),
                    generator=torch.Generator().manual_seed(seed),
                )
            ),
        ),
        Mistake(
            "only the training images are shuffled. The test images need the same order.",
            lambda train, test, seed: (_shuffle_pixels(train, test, seed)[0], test),
        ),
        Mistake(
            "only the test images are shuffled. The training images need the same order.",
            lambda train, test, seed: (train, _shuffle_pixels(train, test, seed)[1]),
        ),
        Mistake(
            "both are shuffled, but they come back in the other order: training images first.",
            lambda train, test, seed: _shuffle_pixels(train, test, seed)[::-1],
        ),
        Mistake(
            "the order counts images (shape[0]). It must hold every pixel once (shape[1]).",
            lambda train, test, seed: (lambda order: (train[:, order], test[:, order]))(
                _permutation(len(train), seed)
            ),
        ),
        Mistake(
            "the pixels are only moved along: neighbours stay neighbours. Draw a random order.",
            lambda train, test, seed: (
                train.roll(seed + 1, dims=1),
                test.roll(seed + 1, dims=1),
            ),
        ),
        Mistake(
            "the order is right, but it is written into the arguments: whoever calls this finds "
            "the images shuffled afterwards. Return new tensors.",
            _shuffle_in_place,
        ),
        Mistake(
            "nothing is shuffled: the images come back as they were.",
            lambda train, test, seed: (train, test),
        ),
    ],
)
