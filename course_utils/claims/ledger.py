"""The 23 claims of the article and the habits of its program, a row each."""

from course_utils.claims import rules
from course_utils.claims.kinds import UNKNOWN, WRONG, Claim, Flaw, Live, Printed, Source

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
        rules.collapse,
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
        rules.approximation,
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
        rules.vanishing,
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
        rules.zero_centred,
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
        rules.tanh_faster,
    ),
    Claim(
        6,
        "tanh's sides are 0",
        "the derivative of tanh is 0 on both sides",
        Printed("02", "saturation", r"(?m)^ +20 +\S+ +(?P<at_20>\S+)"),
        "at z = 20 it is {at_20}",
        rules.sides_of_tanh,
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
        rules.relu_cheaper,
    ),
    Claim(
        8,
        "sparse, so overfits less",
        "ReLU makes outputs sparse and so reduces overfitting",
        Live(3),
        "{zeros} % zeros; gap minus that of leaky ReLU: {difference} ± {error} points",
        rules.sparse_helps,
    ),
    Claim(
        9,
        "inputs below 0 kill ReLUs",
        "when inputs fall below 0, ReLU neurons die",
        Live(3),
        "off for some image: {off} % of the units; dead: {dead_gentle} % at rate 0.1, "
        "{dead_rough} % at rate 1",
        rules.dying,
    ),
    Claim(
        10,
        "no negative inputs",
        "ReLU is unsuitable for negative inputs; pixels from 0 to 255 suit it",
        Live(3),
        "accuracy with pixels 0 to 1: {positive} %, most of them negative: {negative} %, 0 to 255: "
        "{raw} %; best rates of the first and the last: {rate}, {raw_rate}",
        rules.negative_inputs,
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
        rules.any_size,
    ),
    Claim(
        12,
        "k hidden layers of 64",
        "its network has k hidden layers, the first of 64 units, the second of 64",
        Printed("03", "count", r"together (?P<program>[\d,]+),"),
        "its program has {program} parameters",
        rules.hidden_layers,
    ),
    Claim(
        13,
        "hidden layers find edges",
        "the hidden layers extract edges",
        Printed(
            "15",
            "edges",
            r"MLP, first layer:.*edge detectors (?P<found>\d+) of (?P<neurons>\d+)\s+"
            r"CNN, first layer:.*edge detectors (?P<kept>\d+) of (?P<filters>\d+)",
        ),
        "edge detectors by a measure fixed beforehand: {found} of {neurons} neurons of the MLP's "
        "first layer, {kept} of {filters} filters of a CNN's",
        rules.edges,
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
        rules.direction,
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
        rules.all_backprop,
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
        rules.softmax_normalises,
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
        rules.reproduced,
    ),
    Claim(
        22,
        "an 8 is read as 8",
        "a handwritten 8 is read as 8",
        Live(3),
        "of the test set's eights {in_place} % are read as 8; moved by 4 pixels, {moved} %",
        rules.reads_eight,
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
        rules.is_cnn,
    ),
]


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
