"""``python -m course_utils.digits PICTURE...`` reads pictures in a terminal."""

import sys
from pathlib import Path

from course_utils import cnn, training
from course_utils.digits import CNN_MODEL, SHIPPED_MODEL, read_digit
from course_utils.digits.pictures import DigitError
from course_utils.plumbing.options import OneLineParser
from course_utils.plumbing.terminal import run

# Name on the command line: what loads the network, and its file if none is named.
NETWORKS = {"mlp": (training.load_model, SHIPPED_MODEL), "cnn": (cnn.load_model, CNN_MODEL)}


def main(arguments=None):
    """Print one line a picture: the digit and its probability, or why there is none."""
    parser = OneLineParser(
        prog="python -m course_utils.digits", description="Read the handwritten digit in a picture."
    )
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help="image file")
    parser.add_argument(
        "--network",
        choices=NETWORKS,
        default="mlp",
        help="that of lesson 11 (default) or the CNN of lesson 15",
    )
    parser.add_argument(
        "--model",
        type=Path,
        help="weights of that network, such as make train saves (default: the shipped ones)",
    )
    options = parser.parse_args(arguments)
    load, shipped = NETWORKS[options.network]
    model = options.model or shipped
    try:
        net = load(model)
    except OSError as error:
        parser.error(
            f"{model} can't be opened ({error.strerror}). Without --model, the network "
            "that comes with the course is used."
        )
    except ValueError as error:
        parser.error(str(error))
    failed = False
    for picture in options.pictures:
        try:
            digit, p, _ = read_digit(net, picture)
            print(f"{picture}: {digit} ({p[digit]:.1%})")
        except DigitError as error:
            print(f"{picture}: not read. {error}")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(run(main))
