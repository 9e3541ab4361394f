"""The drawing of a computation graph: every value and gradient, in its step, and nothing hidden."""

import itertools

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from course_utils.backprop import graph
from course_utils.tape import Value


def square_and_more():
    a = Value(3.0)
    f = a * a + a
    f.backward()
    return f, {"a": a}


def crowded():
    """Three operations of the same two leaves: all would stand in one place."""
    a, b = Value(3.0), Value(-2)
    f = (a * b) * (a + b) - (a - b)
    f.backward()
    return f, {"a": a, "b": b}


GRAPHS = [graph.neuron, graph.reused, graph.network_on_paper, square_and_more, crowded]
every_graph = pytest.mark.parametrize("make", GRAPHS, ids=lambda make: make.__name__)


def drawn(output, names, step=None):
    """The texts of a drawing, by colour: (values, gradients, nodes)."""
    ax = Figure().subplots()
    graph.draw_graph(ax, output, names, step)
    texts = {"value": [], "gradient": [], "node": []}
    for text in ax.texts:
        kind = {graph.VALUE: "value", graph.GRADIENT: "gradient"}.get(text.get_color(), "node")
        texts[kind].append(text.get_text())
    return texts["value"], texts["gradient"], texts["node"]


@every_graph
def test_every_edge_goes_to_the_right(make):
    output, _ = make()
    places = graph.layout(output)
    for node in graph.operations(output):
        assert all(places[source][0] < places[node][0] for source, _ in node.inputs)
    assert places[output][0] == max(column for column, _ in places.values())
    assert min(column for column, _ in places.values()) == 0


@every_graph
def test_no_two_nodes_lie_on_each_other(make):
    output, _ = make()
    for (c, r), (d, s) in itertools.combinations(graph.layout(output).values(), 2):
        assert c != d or abs(r - s) >= 0.9


@settings(max_examples=200, deadline=None)
@given(
    leaves=st.integers(1, 4),
    choices=st.lists(
        st.tuples(st.sampled_from("+*t"), st.integers(0, 9), st.integers(0, 9)), max_size=9
    ),
)
def test_any_graph_finds_its_places(leaves, choices):
    nodes = [Value(i + 1) for i in range(leaves)]
    for operation, i, j in choices:
        a, b = nodes[-1 - i % len(nodes)], nodes[-1 - j % len(nodes)]
        nodes.append(a.tanh() if operation == "t" else a + b if operation == "+" else a * b)
    places = graph.layout(nodes[-1])
    assert set(places) == set(graph.nodes_of(nodes[-1]))
    for node in graph.operations(nodes[-1]):
        assert all(places[source][0] < places[node][0] for source, _ in node.inputs)
    for (c, r), (d, s) in itertools.combinations(places.values(), 2):
        assert c != d or abs(r - s) >= 0.9


def test_the_finished_drawing_has_each_value_and_gradient():
    values, gradients, nodes = drawn(*graph.neuron())
    assert sorted(values) == sorted(["2", "3", "6", "−1", "5", "5", "9", "−4", "16"])
    assert sorted(gradients) == sorted(["−24", "−16", *["−8"] * 5, "8", "1"])
    assert sorted(nodes) == sorted(["w", "x", "b", "y", "×", "+", "relu", "−", "**2"])


def test_a_node_that_is_used_twice_shows_the_sum():
    _, gradients, _ = drawn(*graph.reused())
    assert {"sum 12", "sum −9", "18", "−6", "−3", "−27"} <= set(gradients)
    _, gradients, _ = drawn(*square_and_more())
    assert sorted(gradients) == ["1", "1", "1", "3", "3", "sum 7"]


def test_forward_steps_show_one_value_more_and_no_gradient():
    output, names = graph.neuron()
    for step in range(6):
        values, gradients, _ = drawn(output, names, step)
        assert len(values) == 4 + step
        assert not gradients


def test_backward_steps_hand_on_one_operation_each():
    output, names = graph.neuron()
    counts = [len(drawn(output, names, step)[1]) for step in range(6, 12)]
    assert counts == [1, 2, 4, 5, 7, 9]
    assert graph.last_step(output) == 11


def test_only_the_node_at_work_is_yellow():
    output, names = graph.neuron()
    for step in range(12):
        ax = Figure().subplots()
        graph.draw_graph(ax, output, names, step)
        patches = [text.get_bbox_patch() for text in ax.texts if text.get_bbox_patch()]
        yellow = [p for p in patches if p.get_facecolor()[2] < 0.9]
        assert len(yellow) == (step not in (0, 6))


def test_each_step_is_explained_with_its_numbers():
    output, _ = graph.neuron()
    said = [graph.explain(output, step) for step in range(12)]
    assert said[1].endswith("2 × 3 = 6")
    assert said[2].endswith("6 + (−1) = 5")
    assert said[3].endswith("relu 5 = 5")
    assert said[4].endswith("5 − 9 = −4")
    assert said[5].endswith("(−4)**2 = 16")
    assert "1" in said[6]
    assert said[8].endswith("−8 · 1 = −8,  −8 · (−1) = 8")
    assert said[11].endswith("−8 · 3 = −24,  −8 · 2 = −16")


def test_a_relu_that_is_off_hands_back_nothing():
    _, gradients, _ = drawn(*graph.neuron(w=-2.0))
    assert gradients.count("0") == 5


def test_before_backward_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="backward"):
        drawn(Value(1) + 2, {})


def test_a_leaf_alone_and_a_plain_number():
    leaf = Value(4)
    leaf.backward()
    assert drawn(leaf, {"a": leaf}) == (["4"], ["1"], ["a"])
    double = 2 * leaf
    double.backward()
    assert "2" in drawn(double, {"a": leaf})[2]


@every_graph
def test_the_still_picture_has_every_step(make, monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    output, names = make()
    graph.show_steps(output, names, "all steps")
    titles = [ax.get_title(loc="left") or ax.get_title() for ax in plt.gcf().axes]
    plt.close("all")
    steps = range(2 * len(graph.operations(output)) + 2)
    assert [title.split()[0] for title in titles if title] == list(map(str, steps))


def test_the_still_picture_of_a_leaf_is_refused():
    leaf = Value(4)
    leaf.backward()
    with pytest.raises(ValueError, match="no steps"):
        graph.show_steps(leaf, {"a": leaf}, "no steps")


def test_a_moved_slider_draws_anew():
    output, names = graph.reused()
    slider, row = graph.explore(output, names).children
    assert slider.max == graph.last_step(output)
    pictures = [bytes(row.children[0].value)]
    for step in (1, slider.max):
        slider.value = step
        pictures.append(bytes(row.children[0].value))
    assert len(set(pictures)) == 3
    assert pictures[0].startswith(b"\x89PNG")


def test_the_neuron_explorer_draws_anew_with_each_slider():
    *sliders, row = graph.explore_neuron().children
    assert [slider.description for slider in sliders] == ["step", "w", "x", "b", "y"]
    pictures = [bytes(row.children[0].value)]
    for slider in sliders:
        slider.value = 5
        pictures.append(bytes(row.children[0].value))
    assert len(set(pictures)) == 6


def test_the_picture_of_the_neuron_says_what_happens():
    title = graph.neuron_figure(11, 2.0, 3.0, -1.0, 9.0).axes[0].get_title(loc="left")
    assert title.startswith("11  back through ×")


@pytest.mark.parametrize("make", [graph.neuron, graph.reused, graph.network_on_paper])
def test_no_number_lies_on_another_or_on_a_node(make, monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    graph.show_graph(*make(), "finished")
    if make is graph.neuron:
        graph.show_steps(*make(), "backward", steps=range(6, 12))
    for number in plt.get_fignums():
        figure = plt.figure(number)
        figure.canvas.draw()
        for ax in figure.axes:
            boxes = []
            for text in ax.texts:
                is_number = text.get_color() in (graph.VALUE, graph.GRADIENT)
                drawn = text if is_number else text.get_bbox_patch()
                boxes.append((text.get_text(), drawn.get_window_extent().shrunk(0.9, 0.9)))
            for (one, a), (other, b) in itertools.combinations(boxes, 2):
                assert not a.overlaps(b), f"{one} touches {other}"
    plt.close("all")
