"""Computation graphs as pictures: each value and each gradient on its edge, step by step.

A graph is given by its last node, made by course_utils.tape (or lesson 06's own copy of it), after
backward(), and by names: {name: node} of its leaves. A leaf without a name shows its number.

One drawing stands for one step: 0 shows the leaves, each forward step one operation more, then
comes the gradient 1 of the output, then each backward step hands on the gradients of one operation.
"""

import functools
import itertools
import math

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from course_utils.plumbing import figures
from course_utils.plumbing.widgets import explorer
from course_utils.tape import Value

# The course's blue is too pale for small numbers on white: this one has a contrast of 5.6 to 1.
VALUE, GRADIENT = "#1f6aa8", figures.COLOURS["negative"]
ACTIVE, CALM = "#ffe8a8", "white"


def nodes_of(output):
    """All nodes that output depends on, itself included, in the order in which they were made."""
    found, todo = {output}, [output]
    while todo:
        for node, _ in todo.pop().inputs:
            if node not in found:
                found.add(node)
                todo.append(node)
    return sorted(found, key=lambda node: node.number)


def operations(output):
    """The nodes of nodes_of(output) that are no leaves: one a forward step."""
    return [node for node in nodes_of(output) if node.inputs]


def last_step(output):
    """The number of the last step: all operations forward, the start of the way back, all back."""
    return 2 * len(operations(output)) + 1


def layout(output):
    """Where each node is drawn: {node: (column, row)}, the output in the last column.

    An operation stands right of all its inputs, in the row of the operations among them, so that
    a chain is straight. A leaf stands in the column before its first use, below the chain. A leaf
    that several operations of one column share stands one column further left, between them.
    """
    nodes = nodes_of(output)
    users = {node: [] for node in nodes}
    for node in nodes:
        for source, _ in node.inputs:
            users[source].append(node)
    column = _columns(nodes, users)
    shared = set()
    for leaf in nodes:
        if not leaf.inputs and _may_stand_apart(leaf, users[leaf], column, shared):
            shared.add(leaf)
    for leaf in shared:
        column[leaf] -= 1
    row, free = {}, itertools.count()
    for node in sorted(_walk(output), key=column.get):
        if not node.inputs:
            continue
        sources = [source for source, _ in node.inputs if source not in shared]
        above = [row[source] for source in sources if source.inputs]
        if not above:
            for leaf in sources:
                row.setdefault(leaf, float(next(free)))
        row[node] = float(np.mean(above or [row[source] for source in sources]))
        taken = [row[other] for other in row if other is not node and column[other] == column[node]]
        row[node] = _nearest_free(row[node], taken, steps=(0, 1, -1))
        for leaf in sources:
            if leaf not in row:
                taken = [row[other] for other in row if column[other] == column[leaf]]
                row[leaf] = _nearest_free(row[node], taken, steps=(1, -1))
    for leaf in shared:
        taken = [row[other] for other in row if column[other] == column[leaf]]
        middle = float(np.mean([row[user] for user in users[leaf]]))
        row[leaf] = _nearest_free(middle, taken, steps=(0, 1, -1))
    row.setdefault(output, 0.0)  # a graph of one leaf
    first = min(column.values())
    return {node: (column[node] - first, row[node]) for node in nodes}


def _columns(nodes, users):
    column = {}
    for node in nodes:
        if node.inputs:
            column[node] = 1 + max(column.get(source, 0) for source, _ in node.inputs)
    for leaf in nodes:
        if not leaf.inputs:
            column[leaf] = min((column[user] - 1 for user in users[leaf]), default=0)
    return column


def _may_stand_apart(leaf, users, column, shared):
    """Whether a leaf has several users in one column, each with another input to set its row."""
    anchored = all(
        any(source is not leaf and source not in shared for source, _ in user.inputs)
        for user in users
    )
    return anchored and len(users) > 1 and len({column[user] for user in users}) == 1


def _walk(output):
    """All nodes in the order of a walk from the output that takes first inputs first."""
    met, todo = {}, [output]
    while todo:
        node = todo.pop()
        if node not in met:
            met[node] = None
            todo.extend(source for source, _ in reversed(node.inputs))
    return list(met)


def _nearest_free(row, taken, steps):
    """The first of row + 0, + 1, - 1, ... that is at least 0.9 from every row taken."""
    for distance in itertools.count(0, 0.5):
        for step in steps:
            place = row + step * max(1, distance)
            if all(abs(place - other) >= 0.9 for other in taken):
                return place


def _at_work(work, step):
    """The operation of a step, None where there is none."""
    if 0 < step <= len(work):
        return work[step - 1]
    back = step - len(work) - 1
    return work[-back] if back > 0 else None


def _text(number):
    return f"{number + 0.0:.4g}".replace("-", "−")  # + 0.0 makes 0 of -0


def _in_brackets(number):
    """The number as it stands behind a sign: a negative one in brackets."""
    return f"({_text(number)})" if number < 0 else _text(number)


def explain(output, step):
    """One line on what happens in a step, with its numbers."""
    work = operations(output)
    node = _at_work(work, step)
    if node is None:
        return "the way back starts with 1" if step else "start: the numbers that are given"
    if step <= len(work):
        numbers = [_in_brackets(source.data) for source, _ in node.inputs]
        if len(numbers) == 2:
            text = f" {node.op} ".join(numbers)
        elif node.op.startswith("**"):
            text = numbers[0] + node.op
        else:
            text = f"{node.op} {numbers[0]}"
        return f"forward:  {text.replace('-', '−')} = {_text(node.data)}"
    handed = [
        f"{_text(node.grad)} · {_in_brackets(slope)} = {_text(node.grad * slope)}"
        for _, slope in node.inputs
    ]
    return f"back through {node.op.replace('-', '−')} :  {',  '.join(handed)}"


def draw_graph(ax, output, names, step=None, fontsize=9):
    """Draw the graph in the state of one step; without a step, all values and gradients.

    On an edge stands the value that flows to the right and, below it, the gradient that flows to
    the left; where a leaf's edge is slanted they stand beside the leaf, where there is room. The
    node at work is yellow. A node that is used more than once also has the sum of its gradients.
    Raises ValueError before backward(): then there are no gradients.
    """
    work = operations(output)
    if any(not node.walked for node in work):
        raise ValueError("the graph has no gradients yet: call backward() on its output first")
    finished, step = step is None, last_step(output) if step is None else step
    forward = set(work[:step])
    returned = set(work[::-1][: max(0, step - len(work) - 1)])
    active = None if finished else _at_work(work, step)
    places = layout(output)
    titles = {node: name for name, node in names.items()}
    edges = [(source, node, slope) for node in work for source, slope in node.inputs]
    uses = {source: [node for s, node, _ in edges if s is source] for source in places}

    seen = {}
    for source, node, slope in edges:
        twin = seen[source, node] = seen.get((source, node), -1) + 1
        value = source.data if source in forward or not source.inputs else None
        gradient = slope * node.grad if node in returned else None
        twins = sum(user is node for user in uses[source])
        bend = _bend(places, source, node, twin, twins)
        aside = not source.inputs and places[source][1] != places[node][1]
        if aside and len(uses[source]) == 1:
            label = titles.get(source) or _text(source.data)
            _write_beside(ax, places[source], label, value, gradient, fontsize)
            value = gradient = None
        elif aside and len(set(uses[source])) > 1:
            value = None  # once beside the leaf, not again on each of its edges
        # Away from what is wide: the box of a leaf, the circle around a name such as tanh.
        straight = 0.6 if not source.inputs else 0.48 if node.op.isalpha() else 0.54
        ends = places[source], places[node]
        _draw_edge(ax, *ends, bend, value, gradient, fontsize, straight)
    right = (places[output][0] + 1, places[output][1])
    value = output.data if output in forward or not output.inputs else None
    gradient = 1.0 if step > len(work) else None
    _draw_edge(ax, places[output], right, 0.0, value, gradient, fontsize)
    for node, (x, y) in places.items():
        colour = ACTIVE if node is active else CALM
        _draw_node(ax, x, y, node, titles.get(node), colour, fontsize)
        total = None
        if len(uses[node]) > 1 and returned.issuperset(uses[node]):
            total = sum(slope * user.grad for source, user, slope in edges if source is node)
        if not node.inputs and len(set(uses[node])) > 1:
            label = titles.get(node) or _text(node.data)
            _write_beside(ax, (x, y), label, node.data, total, fontsize, "sum ")
        elif total is not None:
            text = f"sum {_text(total)}"
            where = (x - 0.25, y) if not node.inputs else (x, y - 0.3)
            align = ("right", "center") if not node.inputs else ("center", "bottom")
            ax.text(*where, text, color=GRADIENT, fontsize=fontsize, ha=align[0], va=align[1])
    rows = [y for _, y in places.values()] + [y for line in ax.lines for y in line.get_ydata()]
    left = -1.1 if any(len(uses[n]) > 1 and not n.inputs for n in places) else -0.7
    ax.set(xlim=(left, right[0] + 0.05), ylim=(max(rows) + 0.6, min(rows) - 0.5))
    ax.axis("off")


def _bend(places, source, node, twin, twins):
    """How far, in rows, an edge leaves the straight line: to pass nodes, or beside its twin."""
    if twins > 1:
        return 1.9 * (twin - (twins - 1) / 2)
    (x0, y0), (x1, y1) = places[source], places[node]
    if x1 - x0 <= 1:
        return 0.0
    between = [
        y - (y0 + (y1 - y0) * (x - x0) / (x1 - x0)) for x, y in places.values() if x0 < x < x1
    ]
    near = [gap for gap in between if abs(gap) < 0.45]
    if not near:
        return 0.0
    return -1.1 if min(near, key=abs) > 0 else 1.1


def _draw_edge(ax, start, end, bend, value, gradient, fontsize, straight=0.54):
    (x0, y0), (x1, y1) = start, end
    t = np.linspace(0, 1, 30)
    x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 4 * bend * t * (1 - t)
    ax.plot(x, y, color=figures.COLOURS["muted"], lw=1.2, zorder=1)
    # On a slope near its start, where it is far from its neighbours and, if long, from nodes.
    at = 0.5 if bend else straight if y0 == y1 else 0.42 if x1 - x0 <= 1 else 0.2
    middle = (x0 + (x1 - x0) * at, y0 + (y1 - y0) * at + 4 * bend * at * (1 - at))
    paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    common = {"ha": "center", "fontsize": fontsize, "bbox": paper, "zorder": 2}
    if value is not None:
        ax.text(middle[0], middle[1] - 0.06, _text(value), color=VALUE, va="bottom", **common)
    if gradient is not None:
        ax.text(middle[0], middle[1] + 0.06, _text(gradient), color=GRADIENT, va="top", **common)


def _write_beside(ax, place, label, value, gradient, fontsize, before=""):
    """The value and the gradient of a leaf, left of its box, which is as wide as its label."""
    x, y = place[0] - 0.22 - 0.035 * len(label), place[1]
    if value is not None:
        ax.text(x, y - 0.03, _text(value), color=VALUE, ha="right", va="bottom", fontsize=fontsize)
    if gradient is not None:
        text = before + _text(gradient)
        ax.text(x, y + 0.03, text, color=GRADIENT, ha="right", va="top", fontsize=fontsize)


def _draw_node(ax, x, y, node, name, colour, fontsize):
    style = "circle" if node.inputs else "round"
    text = node.op.replace("-", "−") if node.inputs else (name or _text(node.data))
    box = {"boxstyle": f"{style},pad=0.35", "facecolor": colour, "edgecolor": "black", "lw": 0.9}
    ax.text(x, y, text, ha="center", va="center", fontsize=fontsize, bbox=box, zorder=3)


def graph_figure(output, names, step):
    """One step as a Figure whose title says what happens."""
    figure = Figure(figsize=_size(output, 1.2, 0.75), layout="constrained")
    ax = figure.subplots()
    draw_graph(ax, output, names, step)
    ax.set_title(f"{step}  {explain(output, step)}", fontsize=11, loc="left")
    return figure


def _size(output, column, row):
    """Inches for a drawing with so many inches a column and a row."""
    places = layout(output).values()
    columns = 2 + max(x for x, _ in places)
    rows = 1.6 + max(y for _, y in places) - min(y for _, y in places)
    return column * columns, row * rows + 0.5


def explore(output, names):
    """A slider over the steps of a graph, above its picture."""
    last = last_step(output)
    slider = ipywidgets.IntSlider(0, min=0, max=last, description="step")
    return explorer(functools.partial(graph_figure, output, names), step=slider)


def show_steps(output, names, title, steps=None, columns=2):
    """Some steps, or all, in one figure, read row by row: what explore() shows.

    Raises ValueError for a graph without operations.
    """
    if not operations(output):
        raise ValueError("a leaf alone has no steps to show")
    steps = range(last_step(output) + 1) if steps is None else steps
    rows = -(-len(steps) // columns)
    wide, high = _size(output, 0.66, 0.5)
    figure, axes = plt.subplots(rows, columns, figsize=(wide * columns, high * rows), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for step, ax in zip(steps, axes.flat, strict=False):
        draw_graph(ax, output, names, step, fontsize=8)
        ax.set_title(f"{step}  {explain(output, step)}", fontsize=9)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def show_graph(output, names, title):
    """The finished graph: every value and every gradient."""
    figure, ax = plt.subplots(figsize=_size(output, 1.0, 0.85))
    draw_graph(ax, output, names)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def reused(a=3.0, b=-2.0):
    """f = q (q + a) with q = a b after backward(), and the names of its leaves."""
    names = {"a": Value(a), "b": Value(b)}
    q = names["a"] * names["b"]
    output = q * (q + names["a"])
    output.backward()
    return output, names


def network_on_paper():
    """The squared error of lesson 05's 2-2-1 network after backward(), and its leaves' names."""
    x, y = [Value(0.5), Value(-2)], Value(3)
    W1 = [[Value(1), Value(0.5)], [Value(-2), Value(0.25)]]
    b1 = [Value(0.5 + math.log(2)), Value(1.5 - math.log(3))]
    W2, b2 = [Value(2), Value(-2.5)], Value(-1.7)
    a1 = [(w[0] * x[0] + w[1] * x[1] + b).tanh() for w, b in zip(W1, b1, strict=True)]
    output = (a1[0] * W2[0] + a1[1] * W2[1] + b2 - y) ** 2
    output.backward()
    names = {"x0": x[0], "x1": x[1], "y": y, "b2": b2}
    for k in (0, 1):
        names |= {f"W1[{k},{j}]": W1[k][j] for j in (0, 1)}
        names |= {f"b1[{k}]": b1[k], f"W2[{k}]": W2[k]}
    return output, names


def neuron(w=2.0, x=3.0, b=-1.0, y=9.0):
    """The loss (relu(w x + b) - y)² of one neuron after backward(), and the names of its leaves."""
    names = {"w": Value(w), "x": Value(x), "b": Value(b), "y": Value(y)}
    output = ((names["w"] * names["x"] + names["b"]).relu() - names["y"]) ** 2
    output.backward()
    return output, names


def neuron_figure(step, w, x, b, y):
    """One picture of explore_neuron, as a Figure."""
    return graph_figure(*neuron(w, x, b, y), step)


def explore_neuron():
    """Sliders for the step and for the four numbers of a neuron and its loss, above the graph."""
    numbers = {
        name: ipywidgets.FloatSlider(value, min=-10, max=10, step=0.5, description=name)
        for name, value in {"w": 2.0, "x": 3.0, "b": -1.0, "y": 9.0}.items()
    }
    steps = ipywidgets.IntSlider(0, min=0, max=last_step(neuron()[0]), description="step")
    return explorer(neuron_figure, step=steps, **numbers)
