"""Wrong answers to the exercises of lesson 12, as learners type them, and words of their hints."""

WRONG = {
    "is_inverted": [
        (
            "no two pixels are quite alike",
            """
def is_inverted(grey):
    return np.median(grey) == grey.min()
""",
        ),
        (
            "(min + max) / 2",
            """
def is_inverted(grey):
    return np.median(grey) < grey.max() / 2
""",
        ),
        (
            "(min + max) / 2",
            """
def is_inverted(grey):
    middle = (grey.max() - grey.min()) / 2
    return grey.mean() < middle
""",
        ),
        (
            "only the border",
            """
def is_inverted(grey):
    return grey[0].mean() < (grey.min() + grey.max()) / 2
""",
        ),
        (
            "only the border",
            """
def is_inverted(grey):
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    return np.median(border) < (grey.min() + grey.max()) / 2
""",
        ),
        (
            "only the border",
            """
def is_inverted(grey):
    corners = grey[0, 0], grey[0, -1], grey[-1, 0], grey[-1, -1]
    return np.mean(corners) < (grey.min() + grey.max()) / 2
""",
        ),
        (
            "asks a single pixel",
            """
def is_inverted(grey):
    return grey[-1, -1] < (grey.min() + grey.max()) / 2
""",
        ),
        ("compares with a fixed number", "def is_inverted(grey):\n    return grey.mean() < 0.5"),
        (
            "compares with a fixed number",
            """
def is_inverted(grey):
    dark = (grey < 0.5).sum()
    return dark > grey.size / 2
""",
        ),
        (
            "other way round",
            """
def is_inverted(grey):
    middle = (grey.min() + grey.max()) / 2
    return grey.mean() > middle
""",
        ),
        (
            "other way round",
            "def is_inverted(grey):\n    return grey.mean() < np.median(grey)",
        ),
        ("Two things", "def is_inverted(grey):\n    return np.mean(grey) > 0.5"),
        ("asks a single pixel", "def is_inverted(grey):\n    return grey[0][0] < 0.5"),
        (
            "asks a single pixel",
            """
def is_inverted(grey):
    return grey[0, 0] < grey.mean()
""",
        ),
        (
            "asks a single pixel",
            """
def is_inverted(grey):
    height, width = grey.shape
    return grey[height // 2, width // 2] > 0.5
""",
        ),
        ("answers for every pixel", "def is_inverted(grey):\n    return grey < 0.5"),
        ("True for every picture", "def is_inverted(grey):\n    return grey.mean() < 128"),
        ("False for every picture", "def is_inverted(grey):\n    return grey.mean() > 128"),
        ("brightest pixel alone", "def is_inverted(grey):\n    return grey.max() > 0.5"),
        (
            "brightest pixel alone",
            """
def is_inverted(grey):
    room_above = 1 - grey.max()
    room_below = grey.min()
    return room_above < room_below
""",
        ),
        ("should be True or False", "def is_inverted(grey):\n    return np.median(grey)"),
        (
            "expected False, got 0",
            """
def is_inverted(grey):
    if np.median(grey) < (grey.min() + grey.max()) / 2:
        return 1
    return 0
""",
        ),
    ],
    "box_size": [
        (
            "upside down",
            """
def box_size(height, width):
    factor = max(height, width) / 20
    return max(1, round(height * factor)), max(1, round(width * factor))
""",
        ),
        (
            "its shorter side becomes 0",
            """
def box_size(height, width):
    factor = 20 / max(height, width)
    return round(height * factor), round(width * factor)
""",
        ),
        ("stretches every digit", "def box_size(height, width):\n    return 20, 20"),
        (
            "The height decides",
            """
def box_size(height, width):
    factor = 20 / height
    return 20, max(1, round(width * factor))
""",
        ),
        (
            "The width decides",
            """
def box_size(height, width):
    factor = 20 / width
    return round(height * factor), round(width * factor)
""",
        ),
        (
            "The shorter side becomes 20",
            """
def box_size(height, width):
    factor = 20 / min(height, width)
    return round(height * factor), round(width * factor)
""",
        ),
        (
            "cuts decimals off",
            """
def box_size(height, width):
    longest = max(height, width)
    return max(1, height * 20 // longest), max(1, width * 20 // longest)
""",
        ),
        (
            "cuts decimals off",
            """
def box_size(height, width):
    factor = 20 / max(height, width)
    return int(height * factor), int(width * factor)
""",
        ),
        (
            "always rounds up",
            """
def box_size(height, width):
    longest = max(height, width)
    return math.ceil(20 * height / longest), math.ceil(20 * width / longest)
""",
        ),
        (
            "the height comes first",
            """
def box_size(height, width):
    factor = 20 / max(height, width)
    return max(1, round(width * factor)), max(1, round(height * factor))
""",
        ),
        (
            "28 is the side of the whole image",
            """
def box_size(height, width):
    factor = 28 / max(height, width)
    return max(1, round(height * factor)), max(1, round(width * factor))
""",
        ),
        (
            "no whole numbers yet",
            """
def box_size(height, width):
    factor = 20 / max(height, width)
    return height * factor, width * factor
""",
        ),
        (
            "Small digits stay small",
            """
def box_size(height, width):
    factor = min(1, 20 / max(height, width))
    return max(1, round(height * factor)), max(1, round(width * factor))
""",
        ),
    ],
    "shift_to_centre": [
        (
            "must move the other way",
            """
def shift_to_centre(image):
    row = (np.arange(28) * image.sum(axis=1)).sum() / image.sum()
    column = (np.arange(28) * image.sum(axis=0)).sum() / image.sum()
    return round(row - 14), round(column - 14)
""",
        ),
        (
            "down comes first",
            """
def shift_to_centre(image):
    row = np.average(np.arange(28), weights=image.sum(axis=0))
    column = np.average(np.arange(28), weights=image.sum(axis=1))
    return round(14 - row), round(14 - column)
""",
        ),
        (
            "counts every inked pixel alike",
            """
def shift_to_centre(image):
    rows, columns = np.nonzero(image)
    return round(14 - rows.mean()), round(14 - columns.mean())
""",
        ),
        (
            "counts every inked pixel alike",
            """
def shift_to_centre(image):
    rows, columns = np.where(image > 0.5)
    return round(14 - rows.mean()), round(14 - columns.mean())
""",
        ),
        (
            "middle of the box",
            """
def shift_to_centre(image):
    rows, columns = np.nonzero(image)
    row = (rows.min() + rows.max()) / 2
    column = (columns.min() + columns.max()) / 2
    return round(14 - row), round(14 - column)
""",
        ),
        (
            "half a pixel too far up and left",
            """
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return round(13.5 - row), round(13.5 - column)
""",
        ),
        (
            "half a pixel too far up and left",
            """
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return math.floor(14 - row), math.floor(14 - column)
""",
        ),
        (
            "round the shift",
            """
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return 14 - row, 14 - column
""",
        ),
        (
            "cuts decimals off",
            """
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return int(14 - row), int(14 - column)
""",
        ),
        (
            "always rounds up",
            """
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return math.ceil(14 - row), math.ceil(14 - column)
""",
        ),
        (
            "the centre of mass itself",
            """
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return round(row), round(column)
""",
        ),
        (
            "divided by the number of rows",
            """
def shift_to_centre(image):
    row = (np.arange(28) * image.sum(axis=1)).mean()
    column = (np.arange(28) * image.sum(axis=0)).mean()
    return round(14 - row), round(14 - column)
""",
        ),
        (
            "row (and column) with the most ink",
            """
def shift_to_centre(image):
    return 14 - np.argmax(image.sum(axis=1)), 14 - np.argmax(image.sum(axis=0))
""",
        ),
        (
            "the first row is 0",
            """
def shift_to_centre(image):
    at = np.arange(1, 29)
    row = at @ image.sum(axis=1) / image.sum()
    column = at @ image.sum(axis=0) / image.sum()
    return round(14 - row), round(14 - column)
""",
        ),
    ],
    "predicted_order": [
        (
            "the list is turned round",
            'predicted_order = ["grey edges", "centre of mass", "proportions"]',
        ),
        (
            "Grey edges look important",
            'predicted_order = ["grey edges", "proportions", "centre of mass"]',
        ),
        (
            "becomes a bar",
            'predicted_order = ["centre of mass", "grey edges", "proportions"]',
        ),
        (
            "each weight belongs to one pixel",
            'predicted_order = ["proportions", "grey edges", "centre of mass"]',
        ),
        (
            "How far does stretching move",
            'predicted_order = ["centre of mass", "proportions", "grey edges"]',
        ),
        (
            "each of the three names once",
            'predicted_order = ["proportions", "proportions", "grey edges"]',
        ),
        ("each of the three names once", 'predicted_order = ["proportion", "centre", "edges"]'),
        ("each of the three names once", 'predicted_order = ["proportions"]'),
    ],
    "calibration_error": [
        (
            "falls into none",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence < (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "belongs to the lower one",
            """
def calibration_error(confidence, right, bins=10):
    place = np.clip((confidence * bins).astype(int), 0, bins - 1)
    gaps = [
        (place == b).mean() * abs(confidence[place == b].mean() - right[place == b].mean())
        for b in np.unique(place)
    ]
    return sum(gaps)
""",
        ),
        (
            "counted twice",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence >= b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "One bin is left out",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(1, bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "One bin is left out",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins - 1):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "keep their signs",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * (confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "keep their signs",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.sum() > 0:
            total += inside.sum() * (right[inside].mean() - confidence[inside].mean())
    return total / len(right)
""",
        ),
        (
            "one gap for all answers together",
            """
def calibration_error(confidence, right, bins=10):
    return abs(confidence.mean() - right.mean())
""",
        ),
        (
            "All filled bins count alike",
            """
def calibration_error(confidence, right, bins=10):
    gaps = []
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            gaps.append(abs(confidence[inside].mean() - right[inside].mean()))
    return np.mean(gaps)
""",
        ),
        (
            "even the empty ones",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += abs(confidence[inside].mean() - right[inside].mean())
    return total / bins
""",
        ),
        (
            "without weights",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "the largest gap",
            """
def calibration_error(confidence, right, bins=10):
    worst = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            worst = max(worst, abs(confidence[inside].mean() - right[inside].mean()))
    return worst
""",
        ),
        (
            "middle of a bin stands in",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs((b + 0.5) / bins - right[inside].mean())
    return total
""",
        ),
        (
            "exactly 1 falls into no bin",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence >= b / bins) & (confidence < (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "not yet divided by",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.sum() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "The gaps are squared",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * (confidence[inside].mean() - right[inside].mean()) ** 2
    return total
""",
        ),
        (
            "bins is not used",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(10):
        inside = (confidence > b / 10) & (confidence <= (b + 1) / 10)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        ),
        (
            "Leave empty bins out",
            """
def calibration_error(confidence, right, bins=10):
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        total = 0
        for b in range(bins):
            inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
        return total
""",
        ),
        (
            "bins of equal **width**",
            """
def calibration_error(confidence, right, bins=10):
    order = np.argsort(confidence)
    total = 0
    for part in np.array_split(order, bins):
        if len(part):
            total += len(part) * abs(confidence[part].mean() - right[part].mean())
    return total / len(confidence)
""",
        ),
        (
            "compares each single answer",
            """
def calibration_error(confidence, right, bins=10):
    return np.mean(np.abs(confidence - right))
""",
        ),
        (
            "Brier score",
            """
def calibration_error(confidence, right, bins=10):
    return ((confidence - right) ** 2).mean()
""",
        ),
        (
            "These are percent",
            """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return 100 * total
""",
        ),
    ],
    "fit_temperature": [
        (
            "range ends too early",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 5, 0.01)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return candidates[np.argmin(losses)].item()
""",
        ),
        (
            "multiplied instead of divided",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.cross_entropy(scores * t, labels) for t in candidates]
    return candidates[torch.stack(losses).argmin()].item()
""",
        ),
        (
            "Softmax is applied twice",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.cross_entropy((scores / t).softmax(dim=1), labels).item() for t in candidates]
    return candidates[np.argmin(losses)].item()
""",
        ),
        (
            "an end of the range",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.nll_loss(scores / t, labels).item() for t in candidates]
    return candidates[np.argmin(losses)].item()
""",
        ),
        (
            "an end of the range",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    hits = [((scores / t).argmax(dim=1) == labels).float().mean() for t in candidates]
    return candidates[np.argmax(hits)].item()
""",
        ),
        (
            "an end of the range",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return candidates[np.argmax(losses)].item()
""",
        ),
        (
            "position in the list",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return np.argmin(losses)
""",
        ),
        (
            "the smallest cross-entropy",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    return min(F.cross_entropy(scores / t, labels).item() for t in candidates)
""",
        ),
        (
            "Temperatures below 1 are not tried",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(1, 10, 0.01)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return candidates[np.argmin(losses)].item()
""",
        ),
        (
            "two decimals are asked",
            """
def fit_temperature(scores, labels):
    candidates = np.arange(0.1, 10, 0.1)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return candidates[np.argmin(losses)]
""",
        ),
        (
            "minimises the squared error",
            """
def fit_temperature(scores, labels):
    y = F.one_hot(labels, scores.shape[1])
    best, best_loss = None, math.inf
    for t in torch.arange(0.1, 10, 0.01):
        loss = ((F.softmax(scores / t, dim=1) - y) ** 2).mean()
        if loss < best_loss:
            best, best_loss = t.item(), loss
    return best
""",
        ),
        (
            "minimises the calibration error",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    errors = []
    for t in candidates:
        confidence, digit = (scores / t).softmax(dim=1).max(dim=1)
        errors.append(calibration.calibration_error(confidence, digit == labels))
    return candidates[np.argmin(errors)].item()
""",
        ),
    ],
    "choose_threshold": [
        (
            "The largest confidence is left out",
            """
def choose_threshold(confidence, right, wanted):
    for t in np.unique(confidence)[:-1]:
        if right[confidence >= t].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "The smallest confidence is left out",
            """
def choose_threshold(confidence, right, wanted):
    values = np.unique(confidence)
    for i in range(1, len(values)):
        if right[confidence >= values[i]].mean() >= wanted:
            return values[i]
    return math.inf
""",
        ),
        (
            "pass or fail together",
            """
def choose_threshold(confidence, right, wanted):
    order = np.argsort(confidence)
    confidence, right = confidence[order], right[order]
    for i in range(len(right)):
        if right[i:].mean() >= wanted:
            return confidence[i]
    return math.inf
""",
        ),
        (
            "Halving the range",
            """
def choose_threshold(confidence, right, wanted):
    values = np.unique(confidence)
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if right[confidence >= values[middle]].mean() >= wanted:
            high = middle
        else:
            low = middle + 1
    return values[low] if low < len(values) else math.inf
""",
        ),
        (
            "confidence >= threshold, not >",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence):
        kept = confidence > t
        if kept.any() and right[kept].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "divided by **all** pictures",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence):
        if (right & (confidence >= t)).mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "stops at the first break",
            """
def choose_threshold(confidence, right, wanted):
    best = math.inf
    for t in sorted(set(confidence), reverse=True):
        if right[confidence >= t].mean() < wanted:
            return best
        best = t
    return best
""",
        ),
        (
            "the largest threshold",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence)[::-1]:
        if right[confidence >= t].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "pass or fail together",
            """
def choose_threshold(confidence, right, wanted):
    order = np.argsort(confidence)[::-1]
    order = np.lexsort((np.arange(len(confidence)), -confidence))
    hits, best = 0, math.inf
    for n, i in enumerate(order, start=1):
        hits += right[i]
        if hits / n >= wanted:
            best = confidence[i]
    return best
""",
        ),
        (
            "**below** the threshold",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence):
        if right[confidence <= t].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "sort them first",
            """
def choose_threshold(confidence, right, wanted):
    for t in confidence:
        if right[confidence >= t].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "the task asks for math.inf",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence):
        if right[confidence >= t].mean() >= wanted:
            return t
""",
        ),
        (
            "the task asks for math.inf",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence):
        if right[confidence >= t].mean() >= wanted:
            break
    return t
""",
        ),
        (
            "not a grid of others",
            """
def choose_threshold(confidence, right, wanted):
    for t in np.linspace(0, 1, 101):
        kept = confidence >= t
        if kept.any() and right[kept].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "not a grid of others",
            """
def choose_threshold(confidence, right, wanted):
    for t in np.arange(0, 1, 0.01):
        kept = confidence >= t
        if kept.any() and right[kept].mean() >= wanted:
            return t
    return math.inf
""",
        ),
        (
            "wanted accuracy is not a threshold",
            "def choose_threshold(confidence, right, wanted):\n    return wanted",
        ),
        (
            "never at which are right",
            """
def choose_threshold(confidence, right, wanted):
    return np.quantile(confidence, 1 - wanted)
""",
        ),
        (
            "smallest confidence of a **right** answer",
            """
def choose_threshold(confidence, right, wanted):
    return min(confidence[right])
""",
        ),
        (
            ">=, not >",
            """
def choose_threshold(confidence, right, wanted):
    for t in sorted(confidence):
        if right[confidence >= t].mean() > wanted:
            return t
    return math.inf
""",
        ),
    ],
}
