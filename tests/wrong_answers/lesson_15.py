"""Wrong answers to the exercises of lesson 15, as learners type them, and words of their hints."""

WRONG = {
    "filter_map": [
        (
            "fits into size - kernel + 1 places",
            """
def filter_map(x, w, b, stride):
    channels, height, width = x.shape
    k = w.shape[1]
    return np.array(
        [
            [(x[:, i : i + k, j : j + k] * w).sum() + b for j in range(0, width - k, stride)]
            for i in range(0, height - k, stride)
        ]
    )
""",
        ),
        (
            "The filter is turned round",
            """
def filter_map(x, w, b, stride):
    k = w.shape[-1]
    flipped = np.flip(w, axis=(1, 2))
    rows = (x.shape[1] - k) // stride + 1
    columns = (x.shape[2] - k) // stride + 1
    z = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            z[i, j] = np.sum(x[:, top : top + k, left : left + k] * flipped)
    return z + b
""",
        ),
        (
            "The channels are still apart",
            """
def filter_map(x, w, b, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[1:], axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("cijab,cab->cij", windows, w) + b
""",
        ),
    ],
    "output_size": [
        (
            "The + 1 stands before the division",
            """
def output_size(size, kernel, stride, padding):
    return (size - kernel + 2 * padding + 1) // stride
""",
        ),
        (
            "This rounds up",
            """
def output_size(size, kernel, stride, padding):
    places, rest = divmod(size + 2 * padding - kernel, stride)
    return places + (rest > 0) + 1
""",
        ),
        (
            "The frame of padding is there on both sides",
            """
def output_size(size, kernel, stride, padding):
    return int((size - kernel + padding) / stride + 1)
""",
        ),
    ],
    "receptive_field": [
        (
            "The strides are not used",
            """
def receptive_field(layers):
    return 1 + sum(kernel - 1 for kernel, _ in layers)
""",
        ),
        (
            "from the last to the first",
            """
def receptive_field(layers):
    seen, step = 1, 1
    for kernel, stride in reversed(layers):
        seen, step = seen + (kernel - 1) * step, step * stride
    return seen
""",
        ),
    ],
    "layer_weights": [
        ("one per filter", "layer_weights = 16 * 32 * 9"),
        ("reads all 16", "layer_weights = 32 * 9 + 32"),
        ("its own patch", "layer_weights = 16 * 14 * 14 * 32 * 7 * 7 + 32 * 7 * 7"),
    ],
    "input_gradient": [
        (
            "The filter is not turned round",
            """
def input_gradient(dz, w):
    k = w.shape[0]
    big = np.zeros((dz.shape[0] + 2 * k - 2, dz.shape[1] + 2 * k - 2))
    big[k - 1 : k - 1 + dz.shape[0], k - 1 : k - 1 + dz.shape[1]] = dz
    return slide(big, w)
""",
        ),
        (
            "overwrites what an earlier one has left",
            """
def input_gradient(dz, w):
    k = w.shape[0]
    rows, columns = dz.shape
    dx = np.zeros((rows + k - 1, columns + k - 1))
    for i, j in np.ndindex(rows, columns):
        dx[i : i + k, j : j + k] = w * dz[i, j]
    return dx
""",
        ),
    ],
    "filter_backward": [
        (
            "patches overlap",
            """
def filter_backward(dz, x, w, stride):
    k = w.shape[-1]
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i, row in enumerate(dz):
        for j, d in enumerate(row):
            a, b = i * stride, j * stride
            dx[:, a : a + k, b : b + k] = d * w
            dw += d * x[:, a : a + k, b : b + k]
    return dx, dw, dz.sum()
""",
        ),
        (
            "keeps the last place only",
            """
def filter_backward(dz, x, w, stride):
    k = w.shape[-1]
    dx = np.zeros_like(x)
    for i, row in enumerate(dz):
        for j, d in enumerate(row):
            a, b = i * stride, j * stride
            dx[:, a : a + k, b : b + k] += d * w
            dw = d * x[:, a : a + k, b : b + k]
    return dx, dw, dz.sum()
""",
        ),
        (
            "db is not summed",
            """
def filter_backward(dz, x, w, stride):
    k = w.shape[-1]
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    dw = np.einsum("ij,cijab->cab", dz, windows[:, ::stride, ::stride])
    dx = np.zeros_like(x)
    for i, row in enumerate(dz):
        for j, d in enumerate(row):
            dx[:, i * stride : i * stride + k, j * stride : j * stride + k] += d * w
    return dx, dw, dz
""",
        ),
    ],
}
