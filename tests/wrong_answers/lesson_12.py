"""Other spellings of wrong answers to lesson 12, each with words of the hint that it must get.

What is an edit of the solution stands in course_utils/checks/lesson_12/ and is tried there.
"""

WRONG = {
    "is_inverted": [
        (
            "brightest pixel alone",
            """
def is_inverted(grey):
    room_above = 1 - grey.max()
    room_below = grey.min()
    return room_above < room_below
""",
        ),
        (
            "compares with a fixed number",
            """
def is_inverted(grey):
    dark = (grey < 0.5).sum()
    return dark > grey.size / 2
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
    ],
    "box_size": [
        (
            "always rounds up",
            """
def box_size(height, width):
    longest = max(height, width)
    return math.ceil(20 * height / longest), math.ceil(20 * width / longest)
""",
        ),
        (
            "stretches every digit",
            """
def box_size(height, width):
    return 20, 20
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
    ],
    "shift_to_centre": [
        (
            "always rounds up",
            """
def shift_to_centre(image):
    from scipy import ndimage
    row, column = ndimage.center_of_mass(image)
    return math.ceil(14 - row), math.ceil(14 - column)
""",
        ),
        (
            "half a pixel too far up and left",
            """
def shift_to_centre(image):
    from scipy import ndimage
    row, column = ndimage.center_of_mass(image)
    return math.floor(14 - row), math.floor(14 - column)
""",
        ),
        (
            "round the shift",
            """
def shift_to_centre(image):
    from scipy import ndimage
    row, column = ndimage.center_of_mass(image)
    return 14 - row, 14 - column
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
    ],
    "calibration_error": [
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
    ],
    "fit_temperature": [
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
        (
            "an end of the range",
            """
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    hits = [((scores / t).argmax(dim=1) == labels).float().mean() for t in candidates]
    return candidates[np.argmax(hits)].item()
""",
        ),
    ],
    "choose_threshold": [
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
    ],
}
