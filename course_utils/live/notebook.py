"""The live network as a widget in a lesson."""

from functools import cache
from pathlib import Path

import anywidget
import traitlets

from course_utils.live.data import SCRIPTS, data_scripts, weights_of

SECTIONS = ("read", "walk", "train", "prove")


@cache
def _module():
    """All scripts of the page as one module, which is what anywidget asks for."""
    sources = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in SCRIPTS]
    render = """
    export default {
      render({ model, el }) {
        const bytes = model.get("weights"); // a DataView; empty: the shipped ones
        const weights = new Float32Array(
          bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
        );
        return LIVE.mount(el, { sections: model.get("sections"), weights });
      },
    };
    """
    return "\n".join([*sources, *data_scripts().values(), render])


class LiveNetwork(anywidget.AnyWidget):
    """Some sections of the page. weights: float32 in one row, or nothing for the shipped ones."""

    _css = Path(__file__).with_name("live.css")
    sections = traitlets.List(traitlets.Enum(SECTIONS)).tag(sync=True)
    weights = traitlets.Bytes().tag(sync=True)

    def __repr__(self):
        return f"LiveNetwork: {', '.join(self.sections)}"


def widget(*sections, net=None):
    """The live network in a notebook; it works without a kernel once it is shown.

    sections: any of "read", "walk", "train", "prove"; all if none is named. net: a Net of lesson 11
    whose weights it starts with; else the network that ships with lesson 12.
    Raises ValueError for another section or a network of other sizes.
    """
    unknown = [section for section in sections if section not in SECTIONS]
    if unknown:
        raise ValueError(f"sections are {', '.join(SECTIONS)}, not {unknown[0]!r}")
    weights = b""
    if net is not None:
        shapes = [tuple(p.shape) for p in net.parameters()]
        if shapes != _SHAPES:
            raise ValueError(f"net must be 784-64-64-64-10, the Net of lesson 11, not {shapes}")
        weights = weights_of(net).astype("<f4").tobytes()
    return LiveNetwork(_esm=_module(), sections=list(sections or SECTIONS), weights=weights)


_SHAPES = [(64, 784), (64,), (64, 64), (64,), (64, 64), (64,), (10, 64), (10,)]
