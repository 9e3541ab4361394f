"""Losses, means and what to report: exercises 11.1, 11.2, 11.3, 11.6 and 11.7."""

import math

import torch

from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 11.1 -----------------------------------------------------------------------------------

initial_loss = ValueExercise(
    name="initial_loss",
    solution=-0.1,
    passed="nll_loss only changed the sign of 1/10. Below 0: what came in was no logarithm.",
    mistakes={
        "That is the number for the right digit. nll_loss changes its sign.": 0.1,
        "That is the loss with log_softmax. Without it, who takes a logarithm?": (
            lambda answer: abs(float(answer) - math.log(10)) < 0.01
        ),
        "That is a log-probability. Here probabilities come in, and only a sign is changed.": (
            lambda answer: abs(float(answer) + math.log(10)) < 0.01
        ),
        "That is the logarithm of a probability to another base. No logarithm is taken here.": (
            lambda answer: abs(abs(float(answer)) - math.log2(10)) < 0.01
        ),
        "That adds up all ten digits (or takes a logarithm to base 10). Only the number of the "
        "right digit counts, as it is.": lambda answer: abs(float(answer)) == 1,
        "That is the share of wrong answers. nll_loss looks at the right digit only.": (
            lambda answer: math.isclose(abs(float(answer)), 0.9, abs_tol=1e-6)
        ),
        "The number of digits is the start: what does the network give to each of them?": (
            lambda answer: abs(float(answer)) == 10
        ),
        "A loss of zero would mean that the right digit got a 0.": 0,
    },
)

# --- 11.2 -----------------------------------------------------------------------------------

mean_over_examples = FunctionExercise(
    name="mean_over_examples",
    solution="""
def mean_over_examples(batch_means, batch_sizes):
    total = sum(mean * size for mean, size in zip(batch_means, batch_sizes, strict=True))
    return total / sum(batch_sizes)
""",
    cases=lambda: [
        ([0.5, 0.25, 1.0], [4, 4, 1]),
        ([2.0], [15]),
        ([0.9, 0.1], [100, 50]),
        ([1.0, 2.0, 4.0, 8.0], [3, 3, 3, 2]),
        ([0.371, 2.259], [15, 10]),  # a mean of losses: times its size it is no whole number
    ],
    passed="Every example counts once, also those of a short last batch.",
    edits={
        ("mean * size", "sum(batch_sizes)"): {
            ("mean", "len(batch_means)"): "This is the mean of the batch means: an example of the "
            "short last batch then counts more than one of a full batch.",
        },
        "mean * size": {
            "mean": "The batch means are added as they are. A mean over 4 examples stands for 4 of "
            "them: turn it back into a sum first.",
            "mean * batch_sizes[0]": "This treats every batch as large as the first. The last one "
            "is shorter.",
            "round(mean * size)": "This rounds mean times size to a whole number. That holds for "
            "hits, but a mean of losses is no count.",
        },
        "sum(mean * size for mean, size in zip(batch_means, batch_sizes, strict=True))": {
            "batch_means[-1] * batch_sizes[-1]": "Only the last batch is in the total: the loop "
            "overwrites it. Add with +=.",
            "batch_means[0] * batch_sizes[0]": "Only the first batch is in the total. Does the "
            "return stand inside the loop?",
        },
        "total / sum(batch_sizes)": {
            "total / len(batch_means)": "The sum is weighted by the sizes, but divided by the "
            "number of batches. Divide by the number of examples.",
            "total": "This is the total over all examples, not yet divided by their number.",
            "total // sum(batch_sizes)": "Whole-number division cuts off everything after the "
            "point. Use / instead of //.",
        },
        ("zip(batch_means, batch_sizes, strict=True)", "sum(batch_sizes)"): {
            ("zip(batch_means[:-1], batch_sizes)", "sum(batch_sizes[:-1])"): "This leaves the last "
            "batch out. Its examples count as well.",
        },
    },
)

# --- 11.3 -----------------------------------------------------------------------------------

gradient_ratio = ValueExercise(
    name="gradient_ratio",
    solution=4.0,
    passed="Four mean gradients were added: four times their mean. Divide each loss by 4, and the "
    "parts make the whole.",
    mistakes={
        "That would be so if backward() took the mean of the four gradients, or kept only the "
        "last. It adds them.": 1.0,
        "The other way round: as large as, not a part of.": 0.25,
        "Each loss is a mean over its 15 images, not their sum.": 15.0,
        "Each loss is a mean over its part, not a sum over the images.": 60.0,
        "The four gradients are added, not multiplied with each other.": 16.0,
        "Count the calls of backward(): one for each part.": 2.0,
        "The first call adds too: to the zeros that were there before.": 3.0,
        "The gradients of the parts are much alike: they can't cancel.": 0.0,
    },
)

# --- 11.6 -----------------------------------------------------------------------------------

choose_epoch = FunctionExercise(
    name="choose_epoch",
    solution="""
def choose_epoch(validation, test):
    best = validation.index(max(validation))
    return best, test[best]
""",
    cases=lambda: [
        ([0.91, 0.95, 0.97, 0.96], [0.92, 0.97, 0.955, 0.965]),
        ([0.96, 0.94, 0.95], [0.93, 0.95, 0.94]),
        ([0.90, 0.93, 0.92, 0.91, 0.89], [0.91, 0.92, 0.94, 0.93, 0.95]),
        ([0.92, 0.95, 0.94], [0.93, 0.96, 0.97]),  # here the test images are the easier ones
        ([0.90, 0.93, 0.92, 0.96], [0.92, 0.91, 0.94, 0.93]),  # a fall, then a rise
        ([0.93, 0.95, 0.94, *[0.92] * 20, 0.96], [0.9] * 23 + [0.91]),  # a long fall, then a rise
        ([0.91, 0.95, 0.93, 0.95], [0.90, 0.92, 0.93, 0.94]),  # a tie
        ([0.95, 0.91, 0.95], [0.96, 0.93, 0.94]),
    ],
    passed="The test set answers one question, once: how good is the model that was chosen?",
    edits={
        ("validation.index(max(validation))", "test[best]"): {
            ("test.index(max(test))", "validation[best]"): "The two lists have changed places: "
            "validation chooses, test reports.",
        },
        "validation.index(max(validation))": {
            "test.index(max(test))": "This chooses by the test accuracy. Then the test set has "
            "helped to choose, and the number it gives is too good.",
            "max(range(len(test)), key=lambda i: validation[i] + test[i])": "This chooses by "
            "validation and test accuracy together. The test set must not choose.",
            "max(range(len(test)), key=lambda i: (validation[i], test[i]))": "Of two equally good "
            "epochs this keeps the one with the better test accuracy: the test set has chosen. "
            "Keep the earlier.",
            "len(test) - 1 - validation[::-1].index(max(validation))": "Of two equally good epochs "
            "this keeps the later. The earlier is asked for.",
            "next((i for i in range(len(test) - 1) if validation[i + 1] < validation[i]), "
            "len(test) - 1)": "This stops at the first fall. The accuracy may rise again later: "
            "look at all epochs.",
            "next((i for i in range(len(test)) if max(validation[i + 1 : i + 4], default=0) <= "
            "validation[i]), 0)": "This stops after a few epochs without a better one. Both lists "
            "are complete: look at all epochs.",
            "len(test) - 1": "This takes the last epoch. The last is not always the best.",
            "validation.index(min(validation))": "This takes the epoch with the lowest validation "
            "accuracy. Accuracy is better when higher; a loss would be better when lower.",
        },
        "test[best]": {
            "max(test)": "The epoch is right, but the accuracy is the best test accuracy of any "
            "epoch. Report the one of the chosen epoch.",
            "validation[best]": "The epoch is right, but this reports its validation accuracy, "
            "which was used to choose and is too good.",
            "min(validation[best], test[best])": "The epoch is right, but this reports the smaller "
            "of its two accuracies. Report the test accuracy, whatever it is.",
        },
        "return best, test[best]": {
            "return best + 1, test[best]": "Epochs are counted from 0, as list positions are: this "
            "number is one too high.",
            "return best": "This returns the epoch alone. Return the pair (epoch, its test "
            "accuracy).",
            "return test[best]": "This returns the accuracy alone. Return the pair (epoch, its "
            "test accuracy).",
            "return test[best], best": "The pair is in the other order: the epoch first, then its "
            "test accuracy.",
        },
    },
)

# --- 11.7 -----------------------------------------------------------------------------------

deviations = FunctionExercise(
    name="deviations",
    solution="""
def deviations(runs, value):
    distance = value - runs.mean()
    return distance / runs.std()
""",
    cases=lambda: [
        (torch.tensor([0.95, 0.96, 0.97, 0.99]), 0.94),
        (torch.tensor([0.1, 0.4, 0.2]), 0.5),
        (torch.tensor([3.0, 5.0, 4.5, 9.0, 3.5]), 4.5),
    ],
    passed="A number means little without the spread of its kind.",
    edits={
        "value - runs.mean()": {
            "runs.mean() - value": "The sign is wrong: above the mean counts as positive, so value "
            "comes first.",
            "abs(value - runs.mean())": "The sign is lost: below the mean the number is negative.",
            "value - runs.median()": "The distance is taken from the median. Take it from the "
            "mean.",
            "value": "Nothing is subtracted. How far does value lie from the mean?",
        },
        "distance / runs.std()": {
            "distance": "This is the distance itself. How many standard deviations go into it?",
            "distance / runs.std(correction=0)": "The spread is divided by S, as for a whole "
            "population. A sample divides by S - 1, which PyTorch's .std() does and NumPy's does "
            "not.",
            "distance / runs.var()": "This divides by the variance. Its root is the standard "
            "deviation.",
            "distance / (runs.std() / len(runs) ** 0.5)": "This divides by the standard error of "
            "the mean. The question is about one run, not about a mean of S runs: do not divide by "
            "the root of S.",
            "distance / (runs.max() - runs.min())": "This divides by the range. One extreme run "
            "would decide it: use .std().",
            "distance / runs.mean()": "This divides by the mean. Asked for is a number of standard "
            "deviations.",
            "distance * runs.std()": "This multiplies by the standard deviation. How often does it "
            "go into the distance?",
        },
        ("value - runs.mean()", "distance / runs.std()"): {
            ("value", "distance - runs.mean() / runs.std()"): "Only the mean is divided: brackets "
            "around the difference are missing.",
        },
    },
)
