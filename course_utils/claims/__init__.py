"""The ledger of lesson 14: every claim of the article, where it was measured, and its verdict.

Nothing is measured twice. `make claims` reads the numbers out of what the committed lessons printed
and stores them in claims.json; a test compares that file with the lessons. A row is one entry
of CLAIMS or FLAWS below: the cell that printed the numbers, a regular expression whose named groups
take them out, and a rule, a function of these groups that returns the verdict and why.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import matplotlib.pyplot as plt

from course_utils.plumbing.figures import COLOURS

HOLDS, CONDITION, WRONG, UNKNOWN = VERDICTS = (
    "holds",
    "holds with a condition",
    "wrong",
    "can't be known",
)
SYMBOLS = dict(zip(VERDICTS, "✓◐✗?", strict=True))
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
STORED = Path(__file__).with_name("claims.json")
RENEW = "Then run `make claims` (or `python -m course_utils.claims`)."


class ClaimsError(ValueError):
    """A number can't be found where an entry says it is; the message says which and what to do."""


@dataclass(frozen=True)
class Printed:
    """Where a number stands: a pattern with named groups on what a cell of a lesson printed."""

    lesson: str  # "02"
    cell: str
    pattern: str


@dataclass(frozen=True)
class Live:
    """The lesson that shows the ledger measures it itself, in that section."""

    section: int | str


@dataclass(frozen=True)
class Source:
    """Not measured: somebody else's word, as Markdown with links."""

    text: str


@dataclass(frozen=True)
class Claim:
    """One row. shown: a format string for the numbers, {name} as the pattern's groups are named.

    rule: takes these groups by name, as _value() reads them, and returns (verdict, why). What
    rests on a source has a rule without arguments.
    """

    number: int
    name: str
    says: str
    evidence: Printed | Live | Source
    shown: str
    rule: Callable[..., tuple[str, str]]


@dataclass(frozen=True)
class Flaw:
    """One habit of the article's program and what it costs, measured."""

    number: str
    says: str
    evidence: Printed | Live
    shown: str


@dataclass(frozen=True)
class Row:
    """A judged claim, ready to be shown."""

    claim: Claim
    verdict: str
    why: str
    shown: str
    origin: str


# --- the rules: from numbers to a verdict -----------------------------------------------------


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


def edges(shuffled, shuffled_spread, shuffled_seeds, whole, spread, seeds):
    """Edges matter if shuffled pixels cost a point or more. If not, some may still be extracted."""
    error = (shuffled_spread**2 / shuffled_seeds + spread**2 / seeds) ** 0.5
    loss = whole - shuffled
    if loss - 2 * error > 0.01:
        return HOLDS, "without neighbours it reads worse"
    if loss + 2 * error < 0.01:
        return UNKNOWN, "it learns as well without edges; whether it finds some, this can't tell"
    return UNKNOWN, "too few seeds to tell"


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


# --- the 23 claims ------------------------------------------------------------------------------

CLAIMS = [
    Claim(
        1,
        "no activation: linear",
        "without an activation, any depth is linear",
        Printed(
            "02",
            "one-matrix",
            r"layers: (?P<many>\d+) weights, one layer: (?P<one>\d+) weights\s+"
            r"equal to 1e-6 for all 1,000 inputs: (?P<equal>\w+)",
        ),
        "three layers of {many} weights equal one of {one} to 1e-6: {equal}",
        collapse,
    ),
    Claim(
        2,
        "approximates anything",
        "with one, a network comes close to any function",
        Printed(
            "03",
            "conditions",
            r"(?m)^ +4 units +(?P<few>\S+)[\s\S]+^ *256 units +(?P<many>\S+) +(?P<outside>\S+) +"
            r"(?P<jump>\S+) +(?P<squares>\S+)",
        ),
        "largest error with 4 and 256 units: {few}, {many}; outside the set {outside}, at a jump "
        "{jump}, with z² in place of ReLU {squares}",
        approximation,
    ),
    Claim(
        3,
        "sigmoid vanishes in 5 layers",
        "in general, a sigmoid network's gradients vanish within 5 layers",
        Printed(
            "08",
            "map-numbers",
            r"sigmoid +PyTorch +(?P<usual_2>\S+) to \S+ +\S+ to (?P<usual_5>\S+).*\s+"
            r"sigmoid +N\(0, 1\) +\S+ to (?P<wide_2>\S+) +(?P<wide_5>\S+)",
        ),
        "the first layer's gradient with 2 and 5 layers: {usual_2}, {usual_5} with PyTorch's first "
        "weights; {wide_2}, {wide_5} with weights of standard deviation 1",
        vanishing,
    ),
    Claim(
        4,
        "sigmoid off centre, rare",
        "the sigmoid is not zero-centred, so it is rarely used: in general only for two classes",
        Printed(
            "08",
            "zigzag-code",
            r"inputs 0 to 1 .*: (?P<positive>\d+) steps\s+inputs -0.5 .*: (?P<centred>\d+) steps",
        ),
        "{positive} steps with all-positive inputs, {centred} with centred ones",
        zero_centred,
    ),
    Claim(
        5,
        "tanh faster",
        "tanh converges faster than the sigmoid",
        Printed(
            "08",
            "speed-run",  # five seeds a rate: 0.1 (passed over), 0.4, 3 and 10
            r"sigmoid +(?:>?\d+ +){5}(?P<sigmoid_small>(?:>?\d+ ){4}>?\d+) +"
            r"(?P<sigmoid_large>(?:>?\d+ ){4}>?\d+)[\s\S]+"
            r"tanh +(?:>?\d+ +){5}(?P<tanh_small>(?:>?\d+ ){4}>?\d+) +"
            r"(?P<tanh_large>(?:>?\d+ ){4}>?\d+)",
        ),
        "epochs at rate 0.4: sigmoid {sigmoid_small}, tanh {tanh_small}; at rate 3: sigmoid "
        "{sigmoid_large}, tanh {tanh_large}",
        tanh_faster,
    ),
    Claim(
        6,
        "tanh's sides are 0",
        "the derivative of tanh is 0 on both sides",
        Printed("02", "saturation", r"(?m)^ +20 +\S+ +(?P<at_20>\S+)"),
        "at z = 20 it is {at_20}",
        sides_of_tanh,
    ),
    Claim(
        7,
        "ReLU saves computing",
        "ReLU is much cheaper; the sigmoid's derivative needs a division",
        Printed(
            "08",
            "cost",
            r"sigmoid +forward +(?P<times>\S+) times ReLU = (?P<layers>\S+) layers",
        ),
        "forward, the sigmoid takes {times} times ReLU's time, and {layers} of its layer's",
        relu_cheaper,
    ),
    Claim(
        8,
        "sparse, so overfits less",
        "ReLU makes outputs sparse and so reduces overfitting",
        Live(3),
        "{zeros} % zeros; gap minus that of leaky ReLU: {difference} ± {error} points",
        sparse_helps,
    ),
    Claim(
        9,
        "inputs below 0 kill ReLUs",
        "when inputs fall below 0, ReLU neurons die",
        Live(3),
        "off for some image: {off} % of the units; dead: {dead_gentle} % at rate 0.1, "
        "{dead_rough} % at rate 1",
        dying,
    ),
    Claim(
        10,
        "no negative inputs",
        "ReLU is unsuitable for negative inputs; pixels from 0 to 255 suit it",
        Live(3),
        "accuracy with pixels 0 to 1: {positive} %, most of them negative: {negative} %, 0 to 255: "
        "{raw} %; best rates of the first and the last: {rate}, {raw_rate}",
        negative_inputs,
    ),
    Claim(
        11,
        "any layers, any neurons",
        "any number of layers and neurons may be chosen",
        Printed(
            "08",
            "sweep-run",
            r"(?m)^ +3 +64 +\S+ +(?P<wide_low>\S+) % to (?P<wide_high>\S+) %[\s\S]+"
            r"^ +4 +4 +\S+ +(?P<narrow_low>\S+) % to (?P<narrow_high>\S+) %",
        ),
        "four layers of 4: {narrow_low} to {narrow_high} %; three of 64: {wide_low} to "
        "{wide_high} %",
        any_size,
    ),
    Claim(
        12,
        "k hidden layers of 64",
        "its network has k hidden layers, the first of 64 units, the second of 64",
        Printed("03", "count", r"together (?P<program>[\d,]+),"),
        "its program has {program} parameters",
        hidden_layers,
    ),
    Claim(
        13,
        "hidden layers find edges",
        "the hidden layers extract edges",
        Printed(
            "11",
            "shuffled-training",
            r"shuffled pixels: (?P<shuffled>\S+) ± (?P<shuffled_spread>\S+) "
            r"\((?P<shuffled_seeds>\d+) seeds\)\s+as they are: +(?P<whole>\S+) ± "
            r"(?P<spread>\S+) \((?P<seeds>\d+) seeds\)",
        ),
        "accuracy on shuffled pixels {shuffled} ± {shuffled_spread} ({shuffled_seeds} seeds), on "
        "whole images {whole} ± {spread} ({seeds})",
        edges,
    ),
    Claim(
        14,
        "along the gradient",
        "the weights are updated along the gradient, to make the loss small",
        Printed(
            "05",
            "both-signs",
            r"against +the gradient: (?P<against>[^,]+),.*\s+"
            r"along +the gradient: (?P<along>[^,]+),",
        ),
        "a step against it changes the loss by {against}, a step along it by {along}",
        direction,
    ),
    Claim(
        15,
        "first in 1986",
        "Rumelhart, Hinton and Williams, 1986, were the first to compute gradients efficiently",
        Source(
            "[Baydin and others 2018](https://arxiv.org/abs/1502.05767) on Linnainmaa; the "
            "[paper itself](https://www.nature.com/articles/323533a0); "
            "[lesson 13](13_rumelhart_1986.ipynb)"
        ),
        "reverse mode was described in 1970; the paper says that Parker and Le Cun found variants "
        "independently",
        lambda: (WRONG, "efficient, yes; first, no; they made it known, and showed what it learns"),
    ),
    Claim(
        16,
        "the IEEE's words",
        "in 2018 the IEEE called it the cornerstone that made deep learning possible",
        Source("[ACM](https://awards.acm.org/award-winners/hinton_4791679)"),
        "the award is the ACM's: "
        '"For conceptual and engineering breakthroughs that have made deep neural networks a '
        'critical component of computing."',
        lambda: (UNKNOWN, "another society gives it, in other words; no text of the IEEE found"),
    ),
    Claim(
        17,
        "all training; a million/s",
        "all training uses it, and one graphics card does a million backprops a second",
        Live(4),
        "{solved} of 10 networks trained with no backward pass; at best {updates} million updates "
        "a second; samples: {small} million (9 parameters), {large} million (59,210)",
        all_backprop,
    ),
    Claim(
        18,
        "90 %; 20 to 500 billion",
        "it carries over 90 % of commercial applications in vision and language; the AI market "
        "grew from 20 billion dollars in 2015 to 500 billion in 2023",
        Source(
            "IDC in [February 2022](https://aibusiness.com/verticals/idc-forecasts-global-ai-"
            "spending-to-go-past-half-trillion-mark-by-2023) and in [March 2023]"
            "(https://businesswire.com/news/home/20230307005050/en/)"
        ),
        "one firm, two forecasts for 2023: above 500 and 154; no source for 90 % or for 2015",
        lambda: (UNKNOWN, "what is counted, by whom, is not said"),
    ),
    Claim(
        19,
        "softmax normalises",
        "normalisation steadies the layers within, and softmax is its common kind",
        Printed(
            "09",
            "softmax-measured",
            r"softmax +moves by \S+ +(?P<softmax_tripled>\S+).*\s+"
            r"layer norm +moves by \S+ +(?P<norm_tripled>\S+)",
        ),
        "all inputs tripled: softmax moves by {softmax_tripled}, layer norm by {norm_tripled}",
        softmax_normalises,
    ),
    Claim(
        20,
        "MNIST: NIST, 1994, MIT",
        "MNIST was made by NIST, in 1994, under the MIT licence",
        Source(
            "[Yadav and Bottou 2019](https://arxiv.org/abs/1905.10498); "
            "[Keras](https://keras.io/api/datasets/mnist/); [lesson 10](10_mnist_dataset.ipynb)"
        ),
        "made by LeCun, Cortes and Burges from NIST's scans; sources disagree on the licence",
        lambda: (
            WRONG,
            "the year fits, the maker does not, the licence can't be known from what was found",
        ),
    ),
    Claim(
        21,
        "0.0982, 0.9486, 0.9669",
        "accuracy 0.0982 at first, then 0.9486 and 0.9669",
        Printed(
            "11",
            "seeds",
            r"0\.0982, (?P<before>\S+) standard[\s\S]+0\.9486, (?P<first>\S+) standard[\s\S]+"
            r"0\.9669, (?P<second>\S+) standard",
        ),
        "from the mean of ten seeds it lies {before}, {first}, {second} standard deviations away",
        reproduced,
    ),
    Claim(
        22,
        "an 8 is read as 8",
        "a handwritten 8 is read as 8",
        Live(3),
        "of the test set's eights {in_place} % are read as 8; moved by 4 pixels, {moved} %",
        reads_eight,
    ),
    Claim(
        23,
        "a CNN",
        "it is a CNN model",
        Printed(
            "03",
            "mlp-not-cnn",
            r"layers: (?P<layers>.+)\s+scores are the same: (?P<same>\w+)",
        ),
        "layers: {layers}; same scores after reordering pixels and weights: {same}",
        is_cnn,
    ),
]

# --- the program --------------------------------------------------------------------------------

FLAWS = [
    Flaw(
        "a",
        "calls net.forward(x) instead of net(x)",
        Printed("11", "net-call", r"(?P<seen>\d+) batch after net\.forward"),
        "of two batches a hook saw {seen}: the other went past it",
    ),
    Flaw(
        "b",
        "compares test images one by one in a Python loop",
        Live("Extra"),
        "{times} times the time of one comparison a batch",
    ),
    Flaw(
        "c",
        "sets no seed",
        Printed("11", "seeds", r"epoch 1: .*from (?P<low>\S+) to (?P<high>\S+)"),
        "the same program ends anywhere from {low} to {high} (ten seeds)",
    ),
    Flaw(
        "d",
        "never calls eval() or train()",
        Printed("11", "eval-left-out", r"train\(\) \['(?P<train>[\d.]+)[\s\S]+\['(?P<eval>[\d.]+)"),
        "harmless for this network; with dropout {train} instead of {eval}",
    ),
    Flaw(
        "e",
        "has no validation set and looks at the test set after each epoch",
        Printed("10", "choose", r"best of 300: .*by (?P<gap>\S+) points"),
        "choose the best of 300 by 100 images, and its score there flatters by {gap} points",
    ),
    Flaw(
        "f",
        "never prints the loss",
        Printed(
            "04",
            "twice-results",
            r"Adam, 0\.001 +once +(?P<right>\S+) – \S+ +(?P<right_loss>\S+)[\s\S]+"
            r"Adam, 0\.001 +twice +(?P<wrong>\S+) – \S+ +(?P<wrong_loss>\S+)",
        ),
        "a doubled softmax: accuracy {wrong} beside {right} hides it, loss {wrong_loss} beside "
        "{right_loss} shows it",
    ),
    Flaw(
        "g",
        "shuffles the test images, then shows the first four",
        Live("Extra"),
        "images that stand at the same place in a second run: {same} of 10,000",
    ),
    Flaw(
        "h",
        "predicts outside of no_grad()",
        Printed("11", "no-grad-left-out", r"5, .*: (?P<kept>\d+)\s+under.*: (?P<none>\d+)"),
        "operations kept in memory after five batches: {kept}, with no_grad() {none}",
    ),
    Flaw(
        "i",
        "decodes every image anew in each epoch",
        Printed("10", "cost", r"whole batches +(?P<times>\S+) times"),
        "decoded once and fetched in whole batches, the data comes {times} times as fast",
    ),
    Flaw(
        "j",
        "saves nothing",
        Printed("11", "save-and-load", r"(?P<size>\d+) kB, all weights equal: (?P<equal>\w+)"),
        "a file of {size} kB would keep the training; read back, weights equal: {equal}",
    ),
    Flaw(
        "k",
        "downloads the data into the current folder",
        Live("Extra"),
        "without a network: {error}",
    ),
]

# --- reading the lessons ------------------------------------------------------------------------


def collect(notebooks=NOTEBOOKS):
    """What the committed lessons printed, for each row that has its number there.

    Returns {row: {"lesson", "section", "cell", "found": {group: text}}}, the content of
    claims.json. Raises ClaimsError if a lesson, a cell or a pattern is not there.
    """
    rows = [row for row in CLAIMS + FLAWS if isinstance(row.evidence, Printed)]
    return {str(row.number): _read(row, Path(notebooks)) for row in rows}


def _read(row, notebooks):
    at, name = row.evidence, f"row {row.number} ({row.says})"
    correct = f"Correct its entry in course_utils/claims. {RENEW}"
    paths = sorted(notebooks.glob(f"{at.lesson}_*.ipynb"))
    if len(paths) != 1:
        raise ClaimsError(f"{name}: {len(paths)} notebooks begin with {at.lesson}_. {correct}")
    section = ""
    for cell in json.loads(paths[0].read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            for heading in re.findall(r"(?m)^##+ (?!Exercise)(.+)$", "".join(cell["source"])):
                section = heading
        if cell.get("id") == at.cell:
            break
    else:
        raise ClaimsError(f"{name}: {paths[0].name} has no cell {at.cell!r}. {correct}")
    printed = "".join("".join(output.get("text", "")) for output in cell.get("outputs", []))
    match = re.search(at.pattern, printed)
    if not match:
        raise ClaimsError(
            f"{name}: the pattern {at.pattern!r} is not in what cell {at.cell!r} of "
            f"{paths[0].name} printed, {printed[:200]!r}. {correct}"
        )
    found = {group: " ".join(text.split()) for group, text in match.groupdict().items()}
    return {"lesson": paths[0].stem, "section": section, "cell": at.cell, "found": found}


def load(path=STORED):
    """The content of claims.json. Raises ClaimsError if it does not have the rows of this file."""
    try:
        stored = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise ClaimsError(f"{path} can't be read ({error}). {RENEW}") from error
    wanted = {str(r.number) for r in CLAIMS + FLAWS if isinstance(r.evidence, Printed)}
    if set(stored) != wanted:
        rows = ", ".join(sorted(set(stored) ^ wanted))
        raise ClaimsError(f"{path} and the ledger differ in rows {rows}. {RENEW}")
    return stored


def main():
    """Write claims.json anew."""
    found = collect()
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    STORED.write_text(text, encoding="utf-8", newline="\n")
    print(f"{STORED.name}: {len(found)} rows read from the lessons")


# --- judging and showing ------------------------------------------------------------------------


def judge(claim, stored, live):
    """The verdict on one claim, as a Row.

    stored: as load() returns it. live: {number of the claim: {group: number or text}}, what the
    lesson has measured in this run.
    """
    match claim.evidence:
        case Printed():
            at = stored[str(claim.number)]
            found, origin = at["found"], f"stored: {_link(at)}"
        case Live(section):
            if claim.number not in live:
                raise ClaimsError(f"claim {claim.number} is measured in this lesson: run its cell")
            found, origin = live[claim.number], f"**this run**, section {section}"
        case Source(text):
            found, origin = {}, f"source: {text}"
    verdict, why = claim.rule(**{group: _value(str(text)) for group, text in found.items()})
    return Row(claim, verdict, why, claim.shown.format(**found), origin)


def _value(text):
    """What a printed text means: a number, a list of numbers, or the text. '>10' is not reached."""
    parts = text.replace(",", "").split()
    try:
        numbers = [float("inf") if part.startswith(">") else float(part) for part in parts]
    except ValueError:
        return text
    return numbers[0] if len(numbers) == 1 else numbers


def _link(at):
    # JupyterLab's anchor of a heading is its text, with - for each space.
    anchor = quote(at["section"].replace("`", "").replace(" ", "-"), safe="-:,?!'")
    title = re.sub(r"^\d+\.? ", "", at["section"])
    return f"[lesson {at['lesson'][:2]}, {title}]({at['lesson']}.ipynb#{anchor})"


def table(rows, columns):
    """A Markdown table. columns: {heading: function from a row to its text}."""
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[str(text(row)).replace("|", "\\|") for text in columns.values()] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def flaws_table(stored, live):
    """The program's habits, each with what it costs, as a Markdown table."""
    lines = []
    for flaw in FLAWS:
        if isinstance(flaw.evidence, Live):
            found, origin = live[flaw.number], "**this run**"
        else:
            at = stored[flaw.number]
            found, origin = at["found"], f"stored: {_link(at)}"
        lines.append((flaw.number, flaw.says, flaw.shown.format(**found), origin))
    names = ("", "the program", "what it costs", "measured in")
    return table(lines, {name: lambda line, i=i: line[i] for i, name in enumerate(names)})


def show_verdicts(rows, title):
    """Draw every claim as a box in the column of its verdict."""
    colours = [COLOURS["positive"], COLOURS["tanh"], COLOURS["negative"], COLOURS["muted"]]
    columns = [[row for row in rows if row.verdict == verdict] for verdict in VERDICTS]
    tallest = max(map(len, columns))
    _, ax = plt.subplots(figsize=(10, 0.4 * tallest + 1.2))
    for x, (verdict, column, colour) in enumerate(zip(VERDICTS, columns, colours, strict=True)):
        ax.text(x, 0.1, f"{verdict}: {len(column)}", ha="center", va="bottom", weight="bold")
        for y, row in enumerate(column):
            ax.barh(-y - 0.5, 0.94, 0.8, x - 0.47, color=colour, alpha=0.35)
            label = f"{row.claim.number}  {row.claim.name}"
            ax.text(x - 0.44, -y - 0.5, label, ha="left", va="center", fontsize=9)
    ax.set(xlim=(-0.5, 3.5), ylim=(-tallest - 0.1, 0.8), title=title)
    ax.axis("off")
    plt.show()
