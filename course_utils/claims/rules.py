"""The rules of the ledger: from the numbers of a row to its verdict, and why."""

from course_utils.claims.kinds import CONDITION, HOLDS, UNKNOWN, WRONG


def collapse(many, one, equal):
    if equal == "True" and one < many:
        return HOLDS, "a product of matrices is a matrix"
    return WRONG, "the two differ"


def approximation(few, many, outside, jump, squares):
    if many > few / 100:
        return WRONG, "more units do not bring the error down"
    if min(outside, jump, squares) > 0.1:
        return (
            CONDITION,
            "a continuous function, a closed and bounded set, an activation that is no polynomial",
        )
    return HOLDS, "the error falls in all four cases"


def vanishing(usual_2, usual_5, wide_2, wide_5):
    """The first layer's gradient with 2 and with 5 layers, for two sizes of the first weights."""
    gone = [five < two / 100 for two, five in ((usual_2, usual_5), (wide_2, wide_5))]
    if all(gone):
        return HOLDS, "whatever the first weights"
    if any(gone):
        return CONDITION, "a common case, not a law; the size of the first weights decides as well"
    return WRONG, "the gradient stays"


def zero_centred(positive, centred):
    if positive > 1.2 * centred:
        return CONDITION, "in hidden layers; else dated, as gates and several labels at once use it"
    return WRONG, "being off centre costs nothing"


def tanh_faster(sigmoid_small, sigmoid_large, tanh_small, tanh_large):
    def mean(epochs):
        return sum(epochs) / len(epochs)

    sigmoid = [mean(sigmoid_small), mean(sigmoid_large)]
    tanh = [mean(tanh_small), mean(tanh_large)]
    if min(tanh) >= min(sigmoid):
        return WRONG, "at its better rate it is not faster"
    if any(t > s for t, s in zip(tanh, sigmoid, strict=True)):
        return CONDITION, "each at its better rate; at the larger one tanh fails"
    return HOLDS, "faster at both rates"


def sides_of_tanh(at_20):
    if at_20 == 0:
        return HOLDS, "it is 0"
    if at_20 < 1e-6:
        return CONDITION, "tends to 0, and never is"
    return WRONG, "it is not even small"


def relu_cheaper(times, layers):
    if times <= 1.2:
        return WRONG, "it is not cheaper"
    if layers >= 0.25:
        return CONDITION, "it saves much; a division is needed only if a is not kept"
    return WRONG, "cheaper, yes; but little beside the matrix product, and a(1 − a) has no division"


def sparse_helps(zeros, difference, error):
    """difference: the gap with zeros minus the gap without. A help is a point or more."""
    if zeros < 5:
        return WRONG, "there are hardly any zeros"
    if difference + 2 * error < -1:
        return HOLDS, "the gap is smaller by more than a point"
    if difference - 2 * error > -1:
        return WRONG, "sparse, yes; but any help is below one point"
    return UNKNOWN, "too few seeds to tell"


def dying(off, dead_gentle, dead_rough):
    if dead_gentle > off / 2:
        return HOLDS, "most units that are off for some image are dead"
    if dead_rough > 25:
        return CONDITION, "too large a step kills; being off for some images does not"
    return WRONG, "none die"


def negative_inputs(positive, negative, raw, rate, raw_rate):
    if positive - negative <= 5:
        return WRONG, "it acts on z, which has both signs anyway"
    if positive - raw > 5 or raw_rate < rate:
        return CONDITION, "negative inputs cost points, but 0 to 255 does not suit it either"
    return HOLDS, "negative inputs cost more than 5 points, 0 to 255 none"


def any_size(narrow_low, narrow_high, wide_low, wide_high):
    if wide_low - narrow_high <= 2:
        return HOLDS, "all sizes come out within 2 points"
    return CONDITION, "any number may be chosen, not any number works"


def hidden_layers(program):
    two, three = (784 * 64 + 64 + k * (64 * 64 + 64) + 64 * 10 + 10 for k in (1, 2))
    if program == two:
        return HOLDS, "the count of the two layers that it names"
    if program == three:
        return CONDITION, f"k = 3; two are named, three are built, and two would have {two:,}"
    return WRONG, "no such layers have this count"


def edges(found, neurons, kept, filters):
    """Edge detectors among the neurons of its first hidden layer, and among a CNN's filters."""
    if found >= neurons / 2:
        return HOLDS, "most neurons of its first hidden layer do"
    if found >= neurons / 10:
        return CONDITION, "some neurons of its first hidden layer do, most do not"
    if kept >= filters / 2:
        return WRONG, "not in an MLP; in a CNN half of the first layer's filters do, or more"
    if kept >= filters / 10:
        return WRONG, "not in an MLP; in a CNN some filters of the first layer do"
    return WRONG, "hardly a neuron of its first hidden layer does"


def direction(against, along):
    if along < 0:
        return HOLDS, "along the gradient the loss falls"
    if against < 0:
        return WRONG, "along it the loss rises; learning goes against it"
    return UNKNOWN, "the loss falls in neither direction"


def softmax_normalises(softmax_tripled, norm_tripled):
    """How far each moves if all its inputs are tripled."""
    if max(softmax_tripled, norm_tripled) < 0.01:
        return HOLDS, "neither sees how large its inputs are"
    return WRONG, "two things that share a word: softmax keeps the size of differences, a norm not"


def reproduced(before, first, second):
    """Of 100 honest reports 24 have a number beyond 2 (ten seeds), 6 beyond 3, 1 beyond 4."""
    furthest = max(abs(before), abs(first), abs(second))
    if furthest <= 3:
        return HOLDS, "as one run: all three numbers are ordinary"
    if furthest <= 4:
        return CONDITION, "a rare run: one of the three numbers is unusual"
    return WRONG, "hardly any run comes out like this"


def reads_eight(in_place, moved):
    if in_place < 50:
        return WRONG, "most are read as something else"
    if moved < 50:
        return CONDITION, "most are, if they stand where MNIST puts them"
    return HOLDS, "most are, wherever they stand"


def is_cnn(layers, same):
    if "Conv" in layers:
        return HOLDS, "it has convolutions"
    if same == "True":
        return WRONG, "an MLP: it does not know which pixels are neighbours"
    return UNKNOWN, "neither convolutions nor blind to the order of pixels"


def all_backprop(solved, updates, small, large):
    """solved: networks trained without any backward pass; the others: millions a second."""
    if solved > 0:
        return WRONG, 'one counterexample fells "all"; and "a backprop" has no unit'
    if min(updates, small, large) >= 1:
        return HOLDS, "a million a second whatever one counts"
    return UNKNOWN, '"a backprop" has no unit'
