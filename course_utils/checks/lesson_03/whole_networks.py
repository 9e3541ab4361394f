"""Whole networks: exercises 03.4 and 03.6."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise

# --- 03.4 -----------------------------------------------------------------------------------

count_parameters = FunctionExercise(
    name="count_parameters",
    solution='''
def count_parameters(sizes):
    """The number of weights and biases of a network with these sizes, input first."""
    return sum(n_out * n_in + n_out for n_in, n_out in pairwise(sizes))
''',
    names={"pairwise": itertools.pairwise},
    cases=lambda: [
        ([784, 64, 64, 64, 10],),
        ([2, 2, 1],),
        ([3, 5],),
        ([7, 1, 4, 2],),
        ([10, 20, 30, 40, 50, 60],),
    ],
    passed="In 784-64-64-64-10, 85 % of them stand in the first layer.",
    edits={
        "n_out * n_in + n_out": {
            "n_out * n_in": "These are the weights alone. Each neuron has a bias too.",
            "n_out * n_in + n_in": "Each layer gets as many biases as it has inputs. It is one "
            "bias per neuron: as many as it has outputs.",
            "n_out * n_in + 1": "One bias per layer is too few: each neuron has its own.",
            "(n_out + 1) * (n_in + 1)": "(in + 1) · (out + 1) is one column too many: the bias is "
            "one extra input, but there is no extra output.",
            "n_out": "This counts the neurons, not the numbers that each of them holds.",
            "n_out + n_in": "Two neighbours are joined by out · in weights: multiply them, then "
            "add the biases.",
        },
        "pairwise(sizes)": {
            "pairwise(sizes[:-1])": "The last layer is missing. A list of k sizes stands for k - 1 "
            "layers.",
            "pairwise(sizes[1:])": "The first layer is missing: it is the one from the input to "
            "the first hidden layer.",
            "pairwise(sizes[-2:])": "This is the last layer alone. Add up over all layers.",
            "pairwise(sizes[:2])": "This is the first layer alone. A `return` inside the loop ends "
            "it at once.",
        },
        "sum(n_out * n_in + n_out for n_in, n_out in pairwise(sizes))": {
            "[n_out * n_in + n_out for n_in, n_out in pairwise(sizes)]": "This is one count per "
            "layer. The network has them all together: add them up.",
            "sum(n_out * n_in for n_in, n_out in pairwise(sizes)) + sum(sizes)": "The inputs get "
            "biases here. They are given numbers, not neurons: nothing is computed there, so count "
            "biases from the second size on.",
            "sum(n_out * n_in for n_in, n_out in pairwise(sizes)) + sum(sizes[1:-1])": "The "
            "neurons of the last layer have biases too.",
            "sum(n * (sizes[i - 1] + 1) for i, n in enumerate(sizes))": "One layer is too many: at "
            "i = 0, sizes[i - 1] is sizes[-1], the last size. The first size has nothing before "
            "it.",
            "int(np.prod(sizes))": "This multiplies all the sizes. Only neighbours are joined by "
            "weights: multiply them two by two, and add.",
            "59_210": "59,210 is right for the network above, but other lists have other counts.",
        },
    },
)


# --- 03.6 -----------------------------------------------------------------------------------


def _depth_cases():
    rng = np.random.default_rng(32)
    networks = [(5, [4, 3, 2]), (1, [3, 5, 4, 2]), (3, [2, 2, 2, 2]), (4, [3, 2])]

    def numbers(*shape):
        return rng.normal(0, 2, shape).round(2)

    return [
        (
            numbers(batch, sizes[0]),
            [(numbers(n_out, n_in), numbers(n_out)) for n_in, n_out in itertools.pairwise(sizes)],
        )
        for batch, sizes in networks
    ]


_HIDDEN = "kept.append(np.maximum(0, kept[-1] @ W.T + b))"
_LAST = "kept.append(kept[-1] @ W.T + b)"

all_activations = FunctionExercise(
    name="all_activations",
    solution=f'''
def all_activations(x, layers):
    """[x, a of each hidden layer, scores], for a batch x (N, in) and pairs (W, b)."""
    *hidden, last = layers
    kept = [x]
    for W, b in hidden:
        {_HIDDEN}
    W, b = last
    {_LAST}
    return kept
''',
    cases=_depth_cases,
    passed="The backward pass will need every array of this list.",
    edits={
        "kept.append(np.maximum(0, kept[-1] @ W.T + b))": {
            "kept.append(kept[-1] @ W.T + b)": "There is no ReLU between the layers, so the whole "
            "network is one straight map.",
            "kept.append(np.maximum(0, kept[-1] @ W.T) + b)": "The ReLU comes before the bias is "
            "added. First z is complete, b included, then ReLU.",
            "kept.append(np.max(0, kept[-1] @ W.T + b))": "np.max looks for the largest number in "
            "one array. To compare each number of z with 0, use np.maximum.",
            "kept.append(np.minimum(0, kept[-1] @ W.T + b))": "This keeps what is below zero and "
            "cuts off the rest: ReLU is the other way round.",
            "kept.append(np.abs(kept[-1] @ W.T + b))": "np.abs turns what is below zero upward. A "
            "ReLU sets it to 0.",
            "z = kept[-1] @ W.T + b\nkept += [z, np.maximum(0, z)]": "The list holds z and a of "
            "the hidden layers. Keep a only: one array per layer.",
            "kept.append(1 / (1 + np.exp(-(kept[-1] @ W.T + b))))": "The hidden layers have a "
            "sigmoid. Asked is the ReLU.",
        },
        ("kept = [x]", _HIDDEN, _LAST): {
            (
                "kept, a = [x], x",
                "kept.append(a @ W.T + b)\na = np.maximum(0, kept[-1])",
                "kept.append(a @ W.T + b)",
            ): "The list holds z, before the ReLU, in the hidden layers. Keep what goes on to the "
            "next layer: a.",
        },
        (_HIDDEN, _LAST): {
            (
                "kept.append(np.maximum(0, kept[-1] @ W.T))",
                "kept.append(kept[-1] @ W.T)",
            ): "The biases are missing.",
            (
                "kept.append(np.maximum(0, np.maximum(0, kept[-1]) @ W.T + b))",
                "kept.append(np.maximum(0, kept[-1]) @ W.T + b)",
            ): "The input went through a ReLU before the first layer. Apply it after a layer, not "
            "before.",
            (
                "kept.append(np.maximum(0, kept[-1] @ W + b))",
                "kept.append(kept[-1] @ W + b)",
            ): "W is not transposed. Where a layer is square this runs, and is wrong.",
            (
                "kept.append(np.maximum(0, x @ W.T + b))",
                "kept.append(x @ W.T + b)",
            ): "Every layer was given x. A layer's input is the output of the layer before.",
        },
        _LAST: {
            "kept.append(np.maximum(0, kept[-1] @ W.T + b))": "The last layer has a ReLU too. Its "
            "scores must stay as they are: a score below zero is a fair answer.",
            "scores = kept[-1] @ W.T + b\nkept += [np.maximum(0, scores), scores]": "The scores "
            "stand twice at the end: once with a ReLU, once without. Only the second.",
            "powers = np.exp(kept[-1] @ W.T + b)\n"
            "kept.append(powers / powers.sum(axis=1, keepdims=True))": "The last array holds "
            "shares. Softmax is not asked for here: end with the scores.",
            "": "The scores of the last layer are missing at the end of the list.",
        },
        "kept = [x]": {
            "kept = [np.maximum(0, x)]": "The input went through a ReLU. What is below zero in x "
            "is data: leave it.",
        },
        "return kept": {
            "return kept[1:]": "The list begins with the first hidden layer. x itself belongs in "
            "front: it is what the first layer was given.",
            "return kept[-1]": "This is the last result alone. Collect every layer's output in a "
            "list.",
            "return kept[::-1]": "The activations stand in the wrong order: from the input to the "
            "scores, please.",
        },
    },
)
