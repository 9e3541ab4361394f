"""The page reads the weights that lesson 11 saves, and says clearly why it can't read others."""

import re
import zlib

import numpy as np
import pytest
import torch
from node import run_node
from torch import nn

from course_utils import live, training
from course_utils.live.data import weights_of

READ = """
try {
  const net = LIVE.readWeights(input.file);
  output.weights = Float32Array.from(net.parameters.flatMap((w) => [...w]));
} catch (error) {
  if (!(error instanceof LIVE.WeightsError)) throw error;
  output.message = error.message;
}
"""


def read(folder, content):
    return run_node(folder, READ, file=np.frombuffer(content, np.uint8))


@pytest.fixture(scope="module")
def net():
    torch.manual_seed(5)
    return training.Net()


@pytest.fixture(scope="module")
def saved(net, tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "mnist_mlp.pt"
    training.save_model(net, path)
    return path.read_bytes()


def test_the_weights_that_lesson_11_saved(tmp_path, net, saved):
    assert np.array_equal(read(tmp_path, saved)["weights"], weights_of(net))


@pytest.mark.parametrize("name", ["reader.pt", "reader_varied.pt"])
def test_the_weights_that_ship_with_the_course(tmp_path, name):
    from course_utils import digits

    path = digits.SHIPPED_MODEL.with_name(name)
    wanted = weights_of(training.load_model(path))
    assert np.array_equal(read(tmp_path, path.read_bytes())["weights"], wanted)


def torch_file(folder, content):
    torch.save(content, folder / "file.pt")
    return (folder / "file.pt").read_bytes()


def test_float64_weights_and_turned_matrices(tmp_path, net):
    double = {name: value.double() for name, value in net.state_dict().items()}
    assert np.array_equal(read(tmp_path, torch_file(tmp_path, double))["weights"], weights_of(net))
    turned = {
        name: value.T.contiguous().T if value.ndim == 2 else value
        for name, value in net.state_dict().items()
    }
    assert turned["fc1.weight"].stride() == (1, 64)
    assert np.array_equal(read(tmp_path, torch_file(tmp_path, turned))["weights"], weights_of(net))


class OtherNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 32)
        self.fc2 = nn.Linear(32, 10)


def with_nan(net):
    state = {name: value.clone() for name, value in net.state_dict().items()}
    state["fc2.bias"][3] = float("nan")
    return state


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda net: OtherNet().state_dict(), r"another network: it holds fc1.weight \(32, 784\)"),
        (lambda net: dict(list(net.state_dict().items())[:6]), "it holds 6 of its 8 arrays"),
        (lambda net: {"state": net.state_dict()}, "another network"),
        (lambda net: net, "more than weights.*Save net.state_dict"),
        (lambda net: torch.zeros(3), "no dict of weights"),
        (lambda net: {n: v.half() for n, v in net.state_dict().items()}, "HalfStorage"),
        (with_nan, "NaN or infinity"),
    ],
    ids=["other sizes", "half of it", "nested", "the object", "a tensor", "float16", "NaN"],
)
def test_other_files_of_torch(tmp_path, net, content, words):
    message = read(tmp_path, torch_file(tmp_path, content(net)))["message"]
    assert re.search(words, message), message


def flipped(content):
    damaged = bytearray(content)
    damaged[len(damaged) // 2] ^= 1  # one bit of one weight
    return bytes(damaged)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda c: c[: len(c) // 2], "damaged or cut off"),
        (flipped, "damaged or cut off"),
        (lambda c: b"", "not a file that torch.save wrote"),
        (lambda c: b"\x89PNG\r\n" + c, "not a file that torch.save wrote"),
        (lambda c: c[:4], "damaged or cut off"),
    ],
    ids=["cut off", "one bit", "empty", "a picture", "four bytes"],
)
def test_damaged_files(tmp_path, saved, damage, words):
    assert words in read(tmp_path, damage(saved))["message"]


def test_every_truncation_and_many_flips_end_in_a_message(tmp_path, saved):
    """None hangs, none raises anything else, none is taken for whole."""
    result = run_node(
        tmp_path,
        """
        const random = new LIVE.Random(0);
        output.messages = [];
        const attempt = (bytes) => {
          try { LIVE.readWeights(bytes); output.messages.push("read"); }
          catch (error) { output.messages.push(error.constructor.name); }
        };
        for (let i = 0; i < 60; i++) attempt(input.file.slice(0, random.below(input.file.length)));
        for (let i = 0; i < 60; i++) {
          const bytes = input.file.slice();
          // In the pickle at the beginning or the list of contents at the end.
          const at = i % 2 ? 30 + random.below(1200) : bytes.length - 1 - random.below(900);
          bytes[at] ^= 1 << random.below(8);
          attempt(bytes);
        }
        """,
        file=np.frombuffer(saved, np.uint8),
    )
    assert set(result["messages"]) <= {"WeightsError", "read"}, set(result["messages"])
    assert result["messages"][:60].count("read") == 0


@pytest.mark.parametrize("level", [0, 1, 9])
@pytest.mark.parametrize("strategy", [zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY])
def test_inflate_gives_what_zlib_deflated(tmp_path, level, strategy):
    rng = np.random.default_rng(0)
    raw = np.concatenate(
        [rng.integers(0, 256, 70_000), np.zeros(70_000), rng.integers(0, 3, 5_000)]
    ).astype(np.uint8)
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    packed = deflate.compress(raw.tobytes()) + deflate.flush()
    result = run_node(
        tmp_path,
        "output.raw = LIVE.inflate(input.packed, input.size);",
        packed=np.frombuffer(packed, np.uint8),
        size=len(raw),
    )
    assert np.array_equal(result["raw"], raw)


def test_what_ships_is_what_the_course_has(tmp_path):
    """Packed in Python, unpacked in JavaScript: the same weights, images and labels."""
    from course_utils import digits
    from course_utils.live import data

    images = data.images()
    packed = {name: [data.pack(x), data.pack(y)] for name, (x, y) in images.items()}
    weights = weights_of(training.load_model(digits.SHIPPED_MODEL))
    result = run_node(
        tmp_path,
        """
        const unpack = ({ data, size }) => LIVE.inflate(LIVE.fromBase64(data), size);
        for (const [name, [x, y]] of Object.entries(input.packed)) {
          output[name] = unpack(x);
          output[name + " labels"] = unpack(y);
        }
        output.weights = new Float32Array(unpack(input.weights).buffer);
        """,
        packed=packed,
        weights=data.pack(weights),
    )
    assert np.array_equal(result["weights"], weights)
    for name, (x, y) in images.items():
        assert np.array_equal(result[name], x.ravel())
        assert np.array_equal(result[f"{name} labels"], y)
    assert len(images["train"][1]) == 4_000
    assert len(images["held out"][1]) == 1_000
    rows = {image.tobytes() for image in images["train"][0]}
    assert not any(image.tobytes() in rows for image in images["held out"][0])


def test_the_page_is_one_folder_of_less_than_1_8_mb_without_a_link_to_a_script(tmp_path):
    page = live.build(tmp_path / "page")
    files = {file.name: file for file in page.parent.iterdir()}
    assert sum(file.stat().st_size for file in files.values()) < 1_800_000
    html = page.read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="([^"#]+)"', html)
    local = [name for name in named if not name.startswith(("https:", "data:"))]
    assert set(local) == files.keys() - {"index.html"}
    assert [name for name in local if name.endswith(".js")][: len(live.SCRIPTS)] == list(
        live.SCRIPTS
    )
    for name, file in files.items():
        if name in ("images.js", "weights.js", "drawings.js"):
            continue
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\bfetch\(|XMLHttpRequest|\bimport\b|@import|url\(|eval\(", text), (
            name
        )
