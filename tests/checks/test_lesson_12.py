"""Lesson 12's checks accept right answers in other styles, and its figures' functions work."""

import numpy as np
import pytest
import torch
from test_exercises import exercises, verdict

from course_utils.digits import calibration

LESSON = "12_read_a_digit"

RIGHT = {
    "is_inverted": [
        "def is_inverted(grey):\n    return np.median(grey) * 2 < grey.min() + grey.max()",
        """
def is_inverted(grey):
    difference = grey - np.median(grey)
    return (difference**3).sum() > 0
""",
        """
def is_inverted(grey):
    middle = (grey.max() + grey.min()) / 2
    dark = sum(1 for value in grey.flatten() if value < middle)
    if dark > grey.size / 2:
        return True
    else:
        return False
""",
    ],
    "box_size": [
        """
def box_size(height, width):
    if height >= width:
        return 20, max(1, round(20 * width / height))
    return max(1, round(20 * height / width)), 20
""",
        """
def box_size(height, width):
    size = np.array([height, width]) * 20 / max(height, width)
    return np.maximum(1, size.round().astype(int))
""",
        """
def box_size(height, width):
    s = 20 / max(height, width)
    return [max(int(np.rint(height * s)), 1), max(int(np.rint(width * s)), 1)]
""",
    ],
    "shift_to_centre": [
        """
from scipy import ndimage
def shift_to_centre(image):
    row, column = ndimage.center_of_mass(image)
    return np.round(14 - row), np.round(14 - column)
""",
        """
def shift_to_centre(image):
    total = rows = columns = 0
    for i in range(28):
        for j in range(28):
            total += image[i, j]
            rows += i * image[i, j]
            columns += j * image[i, j]
    return 14 - round(rows / total), 14 - round(columns / total)
""",
        """
def shift_to_centre(image):
    y, x = np.mgrid[0:28, 0:28]
    middle = np.array([(y * image).sum(), (x * image).sum()]) / image.sum()
    return (14 - middle).round()
""",
        """
def shift_to_centre(image):
    image = torch.tensor(image)
    at = torch.arange(28, dtype=image.dtype)
    row, column = image.sum(1) @ at / image.sum(), image.sum(0) @ at / image.sum()
    return round(14 - row.item()), round(14 - column.item())
""",
    ],
    "predicted_order": ['predicted_order = ("proportions", "centre of mass", "grey edges")'],
    "calibration_error": [
        """
def calibration_error(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total
""",
        """
def calibration_error(confidence, right, bins=10):
    edges = np.linspace(0, 1, bins + 1)
    place = np.digitize(confidence, edges, right=True)
    sums = np.bincount(place, weights=confidence - right)
    return np.abs(sums).sum() / len(confidence)
""",
        """
def calibration_error(confidence, right, bins=10):
    confidence, right = torch.tensor(confidence), torch.tensor(right).double()
    gaps = []
    for low in torch.arange(bins) / bins:
        inside = (confidence > low) & (confidence <= low + 1 / bins)
        if inside.any():
            gaps.append(inside.sum() * (confidence[inside].mean() - right[inside].mean()).abs())
    return sum(gaps) / len(confidence)
""",
    ],
    "fit_temperature": [
        """
def fit_temperature(scores, labels):
    best, smallest = None, math.inf
    for t in np.arange(0.1, 10.01, 0.01):
        loss = F.nll_loss(F.log_softmax(scores / t, dim=1), labels)
        if loss < smallest:
            best, smallest = t, loss
    return best
""",
        """
def fit_temperature(scores, labels):
    log_t = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([log_t], max_iter=100)

    def closure():
        optimizer.zero_grad()
        loss = F.cross_entropy(scores / log_t.exp(), labels)
        loss.backward()
        return loss

    optimizer.step(closure)
    return log_t.exp().item()
""",
        """
def fit_temperature(scores, labels):
    from scipy.optimize import minimize_scalar
    z, n = scores.numpy(), np.arange(len(scores))
    def loss(t):
        shifted = z / t - (z / t).max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return -log_p[n, labels.numpy()].mean()
    return round(minimize_scalar(loss, bounds=(0.1, 10), method="bounded").x, 2)
""",
    ],
    "choose_threshold": [
        """
def choose_threshold(confidence, right, wanted):
    good = [t for t in confidence if right[confidence >= t].mean() >= wanted]
    return min(good, default=math.inf)
""",
        """
def choose_threshold(confidence, right, wanted):
    best = float("inf")
    for t in sorted(set(confidence.tolist()), reverse=True):
        kept = [r for c, r in zip(confidence, right) if c >= t]
        if sum(kept) / len(kept) >= wanted:
            best = t
    return best
""",
        """
def choose_threshold(confidence, right, wanted):
    t, order = np.unique(confidence), np.sort(confidence)
    shares = np.array([right[confidence >= value].mean() for value in t])
    return t[shares >= wanted][0] if (shares >= wanted).any() else np.inf
""",
    ],
}


@pytest.mark.parametrize(
    "name, answer", [(name, answer) for name, answers in RIGHT.items() for answer in answers]
)
def test_right_answers_in_other_styles_pass(name, answer):
    from test_exercises import NOTEBOOKS

    check = exercises(NOTEBOOKS[LESSON])[name]["check"]
    assert verdict(LESSON, answer, check).startswith(f"✓ {name}: right")


# --- calibration ------------------------------------------------------------------------------


def test_calibration_error_of_a_small_case_by_hand():
    confidence = np.array([0.95, 0.93, 0.85, 0.35])
    right = np.array([True, False, True, False])
    # Bins: 0.94 against 1/2, two answers; 0.85 against 1, one; 0.35 against 0, one.
    assert calibration.calibration_error(confidence, right) == pytest.approx(
        (2 * 0.44 + 0.15 + 0.35) / 4
    )


def test_calibration_error_is_zero_for_honest_and_one_for_surely_wrong():
    assert calibration.calibration_error([0.5, 0.5], [True, False]) == 0
    assert calibration.calibration_error([1.0, 1.0], [True, True]) == 0
    assert calibration.calibration_error([1.0, 1.0], [False, False]) == 1


def test_temperature_undoes_a_factor():
    generator = torch.Generator().manual_seed(0)
    honest = 2 * torch.randn(4000, 10, generator=generator)
    labels = torch.multinomial(honest.softmax(dim=1), 1, generator=generator)[:, 0]
    once = calibration.fit_temperature(honest, labels)
    assert once == pytest.approx(1, abs=0.06)
    assert calibration.fit_temperature(3 * honest, labels) == pytest.approx(3 * once, abs=0.03)


def test_threshold_keeps_its_promise_with_the_most_answers():
    random = np.random.default_rng(0)
    confidence = random.random(500).round(2)
    right = random.random(500) < confidence
    for wanted in (0.6, 0.8, 0.9):
        threshold = calibration.choose_threshold(confidence, right, wanted)
        assert right[confidence >= threshold].mean() >= wanted
        smaller = np.unique(confidence)[np.unique(confidence) < threshold]
        assert all(right[confidence >= t].mean() < wanted for t in smaller)
    assert calibration.choose_threshold([0.2, 0.9], [True, False], 0.9) == np.inf
