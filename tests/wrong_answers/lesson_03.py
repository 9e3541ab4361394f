"""Wrong answers to the exercises of lesson 03, each with words of the hint it must get."""

WRONG = {
    "count_parameters": [
        (
            "these are the weights alone",
            """
def count_parameters(sizes):
    return sum(a * b for a, b in pairwise(sizes))
""",
        ),
        (
            "the inputs get biases here",
            """
def count_parameters(sizes):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return weights + sum(sizes)
""",
        ),
        (
            "as many biases as it has inputs",
            """
def count_parameters(sizes):
    total = 0
    for n_in, n_out in pairwise(sizes):
        total += (n_out + 1) * n_in
    return total
""",
        ),
        (
            "IndexError",
            """
def count_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes)))
""",
        ),
        (
            "changes its arguments",
            """
def count_parameters(sizes):
    total = 0
    while len(sizes) > 1:
        n_in = sizes.pop(0)
        total += (n_in + 1) * sizes[0]
    return total
""",
        ),
        (
            "not enough values to unpack",
            """
def count_parameters(sizes):
    n, h1, h2, h3, out = sizes
    return (n + 1) * h1 + (h1 + 1) * h2 + (h2 + 1) * h3 + (h3 + 1) * out
""",
        ),
    ],
    "xor_weights": [
        (
            "both hidden units are the same neuron",
            """
def xor_weights():
    return np.array([[1, -1], [1, -1]]), np.zeros(2), np.array([[1, 1]]), np.zeros(1)
""",
        ),
        (
            "it is (2, 2), (2,), (2,), (1,)",
            """
def xor_weights():
    return np.array([[1, -1], [-1, 1]]), np.zeros(2), np.array([1, 1]), np.zeros(1)
""",
        ),
        (
            "it is (2, 2), (2,), (1, 2), ()",
            """
def xor_weights():
    return np.array([[1, -1], [-1, 1]]), np.zeros(2), np.array([[1, 1]]), 0
""",
        ),
        (
            "not four arrays, W1, b1, W2, b2",
            """
def xor_weights():
    W1 = np.array([[1, -1], [-1, 1]])
    return W1, np.array([[1, 1]])
""",
        ),
        (
            "output at (0, 0)",
            """
def xor_weights():
    return np.array([[1, -1], [-1, 1]]), np.array([0.5, 0.5]), np.array([[1, 1]]), np.zeros(1)
""",
        ),
        (
            "output at (-1000, 3000)",
            """
def xor_weights():
    W1, b1 = np.array([[1, -1], [-1, 1]]), np.array([100, 0])
    return W1, b1, np.array([[1, 2]]), np.array([-100])
""",
        ),
        (
            "expected 1, got 2",
            """
def xor_weights():
    return np.array([[1, -1], [-1, 1]]), np.zeros(2), np.array([[2, 2]]), np.zeros(1)
""",
        ),
    ],
    "images_to_rows": [
        (
            "the pixels are still 0 to 255",
            """
def images_to_rows(images):
    return images.reshape(images.shape[0], -1).astype(float)
""",
        ),
        (
            "turned over its diagonal",
            """
def images_to_rows(images):
    return np.array([image.T.flatten() for image in images]) / 255
""",
        ),
        (
            "all images became one long row",
            """
def images_to_rows(images):
    return images.flatten() / 255
""",
        ),
        (
            "the shape should be",
            """
def images_to_rows(images):
    return images / 255
""",
        ),
        (
            "it raises",
            """
def images_to_rows(images):
    images /= 255
    return images.reshape(len(images), -1)
""",
        ),
        (
            "changes its arguments",
            """
def images_to_rows(images):
    images.shape = (len(images), -1)
    return images / 255
""",
        ),
    ],
    "all_activations": [
        (
            "the last layer has a ReLU too",
            """
def all_activations(x, layers):
    kept = [x]
    for W, b in layers:
        kept.append(np.maximum(0, kept[-1] @ W.T + b))
    return kept
""",
        ),
        (
            "there is no ReLU between the layers",
            """
def all_activations(x, layers):
    kept = [x]
    for W, b in layers:
        x = x @ W.T + b
        kept.append(x)
    return kept
""",
        ),
        (
            "the list holds z",
            """
def all_activations(x, layers):
    result = [x]
    a = x
    for W, b in layers:
        z = a @ W.T + b
        result.append(z)
        a = np.maximum(z, 0)
    return result
""",
        ),
        (
            "too many values to unpack",
            """
def all_activations(x, layers):
    (W1, b1), (W2, b2) = layers
    a1 = np.maximum(0, x @ W1.T + b1)
    return [x, a1, a1 @ W2.T + b2]
""",
        ),
        (
            "changes its arguments",
            """
def all_activations(x, layers):
    kept = [x]
    for W, b in layers:
        kept[-1][kept[-1] < 0] = 0
        kept.append(kept[-1] @ W.T + b)
    return kept
""",
        ),
    ],
    "plateau": [
        (
            "beyond d the output keeps falling",
            """
def plateau(a, b, c, d):
    W1, b1 = np.ones((3, 1)), -np.array([a, b, c])
    W2 = np.array([[1 / (b - a), -1 / (b - a), -1 / (d - c)]])
    return [(W1, b1), (W2, np.zeros(1))]
""",
        ),
        (
            "the slopes are all 1",
            """
def plateau(a, b, c, d):
    W2 = np.array([[1, -1, -1, 1]])
    return [(np.ones((4, 1)), np.array([-a, -b, -c, -d])), (W2, np.zeros(1))]
""",
        ),
        (
            "it falls as steeply as it rises",
            """
def plateau(a, b, c, d):
    W2 = np.array([[1, -1, -1, 1]]) / (b - a)
    return [(np.ones((4, 1)), np.array([-a, -b, -c, -d])), (W2, np.zeros(1))]
""",
        ),
        (
            "it is (1, 4), (4,), (1, 4), (1,)",
            """
def plateau(a, b, c, d):
    up, down = 1 / (b - a), 1 / (d - c)
    W2 = np.array([[up, -up, -down, down]])
    return [(np.ones((1, 4)), -np.array([a, b, c, d])), (W2, np.zeros(1))]
""",
        ),
        (
            "not two pairs, (W, b)",
            """
def plateau(a, b, c, d):
    return lambda x: np.interp(x, [a, b, c, d], [0, 1, 1, 0])
""",
        ),
        (
            "it is (5, 1), (5,), (1, 5), (1,)",
            """
def plateau(a, b, c, d):
    ends = np.array([a, b, c, d, d + 1])
    return [(np.ones((5, 1)), -ends), (np.zeros((1, 5)), np.zeros(1))]
""",
        ),
        (
            "output between b and c: expected 1, got 0.5",
            """
def plateau(a, b, c, d):
    up, down = 1 / (b - a), 1 / (d - c)
    W2 = np.array([[1, -2, 1, 0]])
    return [(np.ones((4, 1)), -np.array([a, b, c, d])), (W2, np.zeros(1))]
""",
        ),
    ],
    "column_layer": [
        (
            "Neurons must be the rows",
            """
def column_layer(x, W, b):
    return x.T @ W.T + np.reshape(b, (-1, 1))
""",
        ),
        (
            "lie on their side",
            """
def column_layer(x, W, b):
    return np.array([W @ sample + b for sample in x.T])
""",
        ),
        (
            "sample i gets b[i]",
            """
def column_layer(x, W, b):
    return np.dot(W, x) + np.reshape(b, (1, -1))
""",
        ),
    ],
    "unseen_mistakes": [
        ("All six letters", """unseen_mistakes = {"A": "error", "B": "right"}"""),
        (
            'Write "right", "error" or "unseen"',
            """unseen_mistakes = dict.fromkeys("ABCDEF", "wrong")""",
        ),
        ("Look at A again", """unseen_mistakes = dict.fromkeys("ABCDEF", "right")"""),
        ("Look at B again", """unseen_mistakes = dict.fromkeys("ABCDEF", "error")"""),
        (
            "C is no layer at all",
            """
unseen_mistakes = dict.fromkeys("ABCDEF", "unseen") | {"A": "error", "B": "right"}
""",
        ),
        (
            "D raises nothing",
            """
unseen_mistakes = dict.fromkeys("ABCDEF", "error") | {"B": "right", "E": "unseen", "F": "unseen"}
""",
        ),
        (
            "D comes out as (3, 3)",
            """
unseen_mistakes = dict.fromkeys("ABCDEF", "right") | {"A": "error", "C": "error"}
""",
        ),
        (
            "E raises nothing",
            """
unseen_mistakes = dict.fromkeys("ABCDEF", "error") | {"B": "right", "D": "unseen"}
""",
        ),
        (
            "which bias does sample 0 get",
            """
unseen_mistakes = dict.fromkeys("ABCDEF", "right") | {"A": "error", "C": "error", "D": "unseen"}
""",
        ),
        (
            "F raises nothing",
            """
unseen_mistakes = dict.fromkeys("ABC", "error") | dict.fromkeys("DE", "unseen")
unseen_mistakes |= {"B": "right", "F": "error"}
""",
        ),
        (
            "F has the right shape",
            """
unseen_mistakes = dict.fromkeys("ABC", "error") | dict.fromkeys("DE", "unseen")
unseen_mistakes |= {"B": "right", "F": "right"}
""",
        ),
    ],
}
