"""Looking into errors: exercises 11.8 and 11.9."""

import torch
import torch.nn.functional as F

from course_utils.checks.exercise import FunctionExercise

# --- 11.8 -----------------------------------------------------------------------------------


def _confusions():
    small = torch.tensor([[8, 1, 1], [0, 5, 0], [6, 0, 2]])
    large = torch.randint(1, 30, (4, 4), generator=torch.Generator().manual_seed(7))
    return [(small,), (large,)]


recall = FunctionExercise(
    name="recall",
    solution="""
def recall(counts):
    return counts.diagonal() / counts.sum(dim=1)
""",
    cases=_confusions,
    passed="A row holds all images of one digit; the diagonal holds those read rightly.",
    edits={
        "counts.diagonal() / counts.sum(dim=1)": {
            "counts.diagonal() / counts.sum(dim=0)": "This divides by the columns' sums: of all "
            "images **read as** a digit, how many are it. That is called precision. Recall asks of "
            "all images that **are** the digit.",
            "counts.diagonal() / counts.sum()": "This divides by the number of all images. Compare "
            "each digit with its own number.",
            "counts.diagonal().sum() / counts.sum()": "This is one number, the accuracy over all "
            "digits. One number per digit is asked for.",
            "1 - counts.diagonal() / counts.sum(dim=1)": "These are the errors' shares: one minus "
            "what is asked for.",
            "counts.diagonal()": "These are counts. Divide each by the number of images of its "
            "digit.",
            "counts / counts.sum(dim=1, keepdim=True)": "This divides the whole matrix. Only its "
            "diagonal holds what was read rightly.",
            "counts.diagonal() / (counts.sum(dim=1) - counts.diagonal())": "This divides rightly "
            "read images by wrongly read ones. Divide by both together.",
            "counts.diagonal() // counts.sum(dim=1)": "Whole-number division cuts everything below "
            "1 to 0. Use / instead of //.",
            "100 * counts.diagonal() / counts.sum(dim=1)": "These are percent. A share lies "
            "between 0 and 1.",
        },
    },
)

# --- 11.9 -----------------------------------------------------------------------------------


def _predictions(n, classes, seed):
    generator = torch.Generator().manual_seed(seed)
    log_p = F.log_softmax(3 * torch.randn(n, classes, generator=generator), dim=1)
    labels = torch.randint(0, classes, (n,), generator=generator)
    # Two in three are right, so that the wrong ones stand scattered among them.
    right = torch.rand(n, generator=generator) < 2 / 3
    return log_p, torch.where(right, log_p.argmax(dim=1), labels)


def _few_errors():
    """Two errors, one less sure than a right answer; more are asked for than there are."""
    p = [[0.50, 0.45, 0.05], [0.30, 0.30, 0.40], [0.90, 0.06, 0.04], [0.15, 0.60, 0.25]]
    return torch.tensor(p).log(), torch.tensor([0, 0, 0, 2]), 4


_ZERO = (
    "The right answers are set to 0 to put them last. But 0 is the highest log-probability there "
    "is (the logarithm of 1), so they come first."
)

worst_errors = FunctionExercise(
    name="worst_errors",
    solution="""
def worst_errors(log_p, labels, k):
    wrong = (log_p.argmax(dim=1) != labels).nonzero().squeeze(1)
    sureness = log_p[wrong].max(dim=1).values
    return wrong[sureness.argsort(descending=True)[:k]]
""",
    cases=lambda: [
        (*_predictions(40, 10, 8), 5),
        (*_predictions(45, 4, 9), 3),
        (*_predictions(60, 10, 10), 8),
        _few_errors(),
    ],
    passed="Being sure and wrong is the costliest error, and the most telling one to look at.",
    edits={
        "(log_p.argmax(dim=1) != labels).nonzero().squeeze(1)": {
            "torch.arange(len(labels))": "These are the surest of all answers, right ones "
            "included. Keep the errors only.",
        },
        "!= labels": {
            "== labels": "These are right answers. An error is where the digit read differs from "
            "the label.",
        },
        "log_p[wrong].max(dim=1).values": {
            "log_p[wrong, labels[wrong]]": "These errors are sorted by the probability of the true "
            "digit. Asked for is how sure the network was of its own, wrong answer.",
            "-log_p[wrong, labels[wrong]]": "These are the errors in which the true digit got the "
            "least probability. Asked for is how sure the network was of its own, wrong answer.",
        },
        "descending=True": {
            "descending=False": "These are the errors of which the network was least sure. The "
            "order is the other way.",
        },
        "wrong[sureness.argsort(descending=True)[:k]]": {
            "sureness.argsort(descending=True)[:k]": "These are positions among the errors, not "
            "among all images. Keep the positions of the errors, and choose from them.",
            "wrong[sureness.argsort(descending=True)[:k]].flip(0)": "The right errors, but not the "
            "surest first.",
            "wrong[sureness.argsort(descending=True)[:k]].sort().values": "The right errors, but "
            "in the order of the images. The surest comes first.",
            "wrong[sureness.topk(k).indices].sort().values": "The right errors, but in the order "
            "of the images. The surest comes first.",
            "sureness.topk(k).values": "These are the log-probabilities. Return the positions of "
            "the images.",
            "wrong[:k]": "These are the first errors, in the order of the images. Sort them by how "
            "sure the network was.",
            "wrong[sureness.argsort(descending=True)]": "These are all errors, sorted as asked. "
            "Return the first k of them.",
            "sureness.sort(descending=True).values[:k]": "These are the log-probabilities. Return "
            "the positions of the images.",
            "wrong[sureness.topk(k).indices]": "This topk(k) fails where there are fewer errors "
            "than k. Sort, and take a slice: [:k] takes what there is.",
        },
        ("log_p[wrong].max(dim=1).values", "wrong[sureness.argsort(descending=True)[:k]]"): {
            (
                "log_p.max(dim=1).values.masked_fill(log_p.argmax(dim=1) == labels, 0)",
                "sureness.argsort(descending=True)[:k]",
            ): _ZERO,
            (
                "log_p.max(dim=1).values.masked_fill(log_p.argmax(dim=1) == labels, 0)",
                "sureness.topk(k).indices",
            ): _ZERO,
            (
                "log_p.exp().max(dim=1).values.masked_fill(log_p.argmax(dim=1) == labels, 0)",
                "sureness.argsort(descending=True)[:k]",
            ): "The right answers are only put last. Where there are fewer errors than k they come "
            "too: leave them out.",
        },
    },
)
