"""The backward pass of any network: exercise 07.4."""

from itertools import pairwise

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.families import divided, samples_sum
from course_utils.numpy_network import backpropagate


def _network_cases():
    """Networks of one to four layers, sizes that all differ, a square one, a single sample."""
    rng = np.random.default_rng(74)
    cases = []
    for n, *sizes in [(4, 3, 2), (5, 3, 4, 2), (2, 6, 5, 4, 3), (3, 3, 3, 3), (1, 2, 4, 3)]:
        weights = [rng.normal(size=(o, i)) for i, o in pairwise(sizes)]
        inputs = [rng.normal(size=(n, sizes[0]))]
        for W in weights[:-1]:
            inputs.append(np.maximum(inputs[-1] @ W.T + 0.1, 0))
        cases.append((weights, inputs, rng.normal(size=(n, sizes[-1]))))
    return cases


_OTHER_LAYOUT = (
    "dW is (in, out) here, but W is (out, in), and a gradient has the shape of what it belongs to."
)

network_gradients = FunctionExercise(
    name="network_gradients",
    solution="""
def network_gradients(weights, inputs, dz):
    gradients = []
    for W, a in zip(reversed(weights), reversed(inputs), strict=True):
        gradients = [dz.T @ a, dz.sum(axis=0), *gradients]
        if a is not inputs[0]:  # nobody asks for the gradient at the pixels
            dz = (dz @ W) * (a > 0)  # a = max(z, 0) is positive where z was
    return gradients
""",
    cases=_network_cases,
    passed="These few lines train every network of this lesson, and larger ones alike.",
    edits={
        "gradients = [dz.T @ a, dz.sum(axis=0), *gradients]": {
            "gradients = [*gradients, dz.T @ a, dz.sum(axis=0)]": "The pairs are right, but the "
            "last layer comes first. Return them in the order of the layers: dW1, db1, dW2, ...",
            "gradients = [dz.sum(axis=0), dz.T @ a, *gradients]": "In each pair db comes before "
            "dW. The order is dW1, db1, dW2, db2, ...",
            "gradients = [(dz.T @ a, dz.sum(axis=0)), *gradients]": "The list holds pairs. It "
            "should be one flat list, dW1, db1, dW2, db2, ...",
            "gradients = [dz.T @ a, *gradients]": "The biases are missing: after each dW comes "
            "its db.",
            "gradients = [dz.T @ a, dz.sum(axis=0)]": "Only the first layer is left: each turn of "
            "the loop forgets the layers above it. Put the new pair before the old ones.",
        },
        "dz.T @ a": {
            "a.T @ dz": _OTHER_LAYOUT,
            **divided("dW", "dz.T @ a", start="dz", by="len(a)"),
            "dz.T @ inputs[0]": "dW multiplies by the pixels in every layer. Each layer has "
            "received something of its own.",
        },
        "dz.sum(axis=0)": samples_sum("db", "dz", owner="b", each="bias"),
        "(dz @ W) * (a > 0)": {
            "dz @ W": "Nothing comes back through ReLU: where a is 0, the gradient must be 0 too.",
            "(dz @ W) * a": "The gradient is multiplied by a itself. ReLU's slope is 1 where a is "
            "above 0, and 0 elsewhere.",
            "(dz * (a > 0)) @ W": "The mask meets dz before the product with W. First back through "
            "the weights, dz @ W, then through the ReLU below them.",
            "(dz @ W) * (dz @ W > 0)": "The mask looks at the gradient. ReLU's slope depends on "
            "what went forward: on a.",
            "(dz @ W.T) * (a > 0)": "dz @ W.T: W is (out, in), so dz @ W has the neurons in the "
            "middle without a transpose.",
            "(dz @ W) * a * (1 - a)": "a (1 - a) is the slope of the sigmoid. These layers have a "
            "ReLU.",
            "(dz @ W) * (1 - a**2)": "1 - a² is the slope of tanh. These layers have a ReLU.",
            "(dz @ W) * (a > 0) / len(a)": "dz is divided by N at every layer. The mean of the "
            "loss is in the first dz already.",
        },
        "dz = (dz @ W)": {
            "dz *= (dz @ W)": "dz is multiplied into itself. The layer below gets a new dz, of its "
            "own shape.",
        },
        "reversed(weights), reversed(inputs)": {
            "weights, inputs": "The loop goes from the first layer to the last. The gradient is "
            "known at the end: go backwards.",
            "reversed(weights), inputs": "The inputs are met in the wrong order: the last layer "
            "goes with the last of the inputs.",
        },
        "return gradients": {
            "return tuple(gradients[::2] + gradients[1::2])": "All weights come first, then all "
            "biases. The order is dW1, db1, dW2, db2, ...",
            "return gradients[::-1]": "The whole list is turned round: dW1 comes first, then db1.",
        },
    },
    mistakes={
        "Only the gradients of the last layer are there. Hand a new dz to the layer below, and "
        "repeat.": "return [dz.T @ inputs[-1], dz.sum(axis=0)]",
    },
)


def yours_or_ours(answer):
    """The learner's function if it is right, else the course's; a sentence says which."""
    if network_gradients.judge(answer).state == "right":
        print("From here on every training runs on your own backward pass.")
        return answer
    print("This lesson goes on with the course's backward pass.")
    return backpropagate
