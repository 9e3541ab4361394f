"""Run a piece of JavaScript in Node with the page's scripts loaded, and numbers in and out.

This is how the tests hold the page's network against NumPy and PyTorch: no browser is needed.
"""

import json
import os
import shutil
import subprocess

import numpy as np
import pytest

from course_utils import live

REQUIRED = "BACKPROP_NODE_REQUIRED"  # set where a missing Node is an error and not a skip
KINDS = {"float32": "Float32Array", "float64": "Float64Array", "uint8": "Uint8Array"}
LIBRARY = ("network.js", "prepare.js", "files.js")
DRIVER = """
const fs = require("fs");
const { arrays, values } = JSON.parse(fs.readFileSync("input.json", "utf8"));
const bytes = fs.readFileSync("input.bin");
const input = { ...values };
for (const { name, kind, start, length } of arrays) {
  const Kind = globalThis[kind];
  const size = length * Kind.BYTES_PER_ELEMENT;
  input[name] = new Kind(Uint8Array.from(bytes.subarray(start, start + size)).buffer);
}
const output = {};
await (async () => { SNIPPET })();
const chunks = [], described = {}, plain = {};
let start = 0;
for (const [name, value] of Object.entries(output)) {
  if (!ArrayBuffer.isView(value)) { plain[name] = value; continue; }
  const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  described[name] = { kind: value.constructor.name, start, length: value.length };
  chunks.push(chunk);
  start += chunk.length;
}
fs.writeFileSync("output.bin", Buffer.concat(chunks));
fs.writeFileSync("output.json", JSON.stringify({ described, plain }));
"""


def run_node(folder, snippet, **inputs):
    """What a snippet puts into `output`: {name: array or plain value}.

    snippet: JavaScript that may use LIVE and `input`. inputs: arrays of float32, float64 or uint8
    become typed arrays; anything else goes through JSON.
    """
    node = shutil.which("node")
    if node is None:
        message = "Node is not installed: the page's JavaScript was not compared with PyTorch."
        if os.environ.get(REQUIRED):
            pytest.fail(message)
        pytest.skip(message)
    arrays, values, chunks, start = [], {}, [], 0
    for name, value in inputs.items():
        if not isinstance(value, np.ndarray):
            values[name] = value
            continue
        chunks.append(np.ascontiguousarray(value).tobytes())
        arrays.append(
            {"name": name, "kind": KINDS[str(value.dtype)], "start": start, "length": value.size}
        )
        start += len(chunks[-1])
    (folder / "input.bin").write_bytes(b"".join(chunks))
    (folder / "input.json").write_text(json.dumps({"arrays": arrays, "values": values}))
    source = "\n".join((live.FOLDER / name).read_text(encoding="utf-8") for name in LIBRARY)
    program = f"{source}\n(async () => {{{DRIVER.replace('SNIPPET', snippet)}}})();"
    (folder / "program.js").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [node, "program.js"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    result = json.loads((folder / "output.json").read_text(encoding="utf-8"))
    raw = (folder / "output.bin").read_bytes()
    names = {js: dtype for dtype, js in KINDS.items()}
    for name, described in result["described"].items():
        dtype = np.dtype(names[described["kind"]])
        result["plain"][name] = np.frombuffer(raw, dtype, described["length"], described["start"])
    return result["plain"]
