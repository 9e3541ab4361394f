"""The pages' sources: links, folds, widgets and words of the glossary, before Sphinx sees them."""

import re
import sys

import pytest
from lessons import CHECKOUT

sys.path.insert(0, str(CHECKOUT / "site"))

import pages

NOTEBOOKS = pages.lessons()


def markdown(*sources):
    cells = [{"cell_type": "markdown", "id": "x", "metadata": {}, "source": s} for s in sources]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def shown(output, tags=()):
    cell = {"cell_type": "code", "id": "x", "metadata": {"tags": list(tags)}, "source": "x"}
    return markdown() | {"cells": [cell | {"outputs": [output], "execution_count": 1}]}


def page(notebook, name="a.ipynb", **others):
    anchors = {n: pages.headings(b) for n, b in ({name: notebook} | others).items()}
    return pages.as_page(name, notebook, anchors)


def text(notebook, **others):
    return page(notebook, **others)["cells"][0]["source"]


@pytest.mark.parametrize(
    "link, wanted",
    [
        ("b.ipynb", "b.ipynb"),
        ("b.ipynb#2.-Why-%22so%22?", "b.ipynb#2-why-so"),
        ("b.ipynb#Without-eval%28%29", "b.ipynb#without-eval"),
        ("b.ipynb#axis", "b.ipynb#axis"),
        ("../images/x.svg", "images/x.svg"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
    ],
)
def test_links_lead_to_the_page(link, wanted):
    other = markdown(
        '# T\n\n## 2. Why "so"?\n\n### Without `eval()`\n\n- <a id="axis"></a>**axis**'
    )
    assert f"]({wanted})" in text(markdown(f"[see]({link})"), **{"b.ipynb": other})


@pytest.mark.parametrize("link", ["c.ipynb", "b.ipynb#Gone", "b.ipynb#a-comment"])
def test_a_link_that_leads_nowhere_stops_the_build(link):
    other = markdown("# T\n\n```\n# a comment\n```")
    with pytest.raises(pages.BrokenLink, match=re.escape(link.split("#")[-1])):
        text(markdown(f"[see]({link})"), **{"b.ipynb": other})


def widget(says):
    data = {pages.WIDGET: {"model_id": "1"}, "text/plain": says}
    return shown({"output_type": "display_data", "data": data, "metadata": {}})


@pytest.mark.parametrize(
    "says, wanted",
    [
        ("LiveNetwork: read, walk", 'src="live/index.html?only=read,walk"'),
        ("Pad: Nothing is drawn yet.", 'src="live/index.html?only=read"'),
        ("Sliders above a picture", "sliders"),
    ],
)
def test_a_widget_has_something_in_its_place(says, wanted):
    (output,) = page(widget(says))["cells"][0]["outputs"]
    assert wanted in next(iter(output["data"].values()))
    assert pages.WIDGET not in output["data"]


def test_a_widget_that_is_not_known_stops_the_build():
    with pytest.raises(ValueError, match="Clock"):
        page(widget("Clock: 12"))


def test_all_lessons_become_pages(tmp_path):
    pages.write_sources(tmp_path / "source")
    assert len(list((tmp_path / "source").glob("*.ipynb"))) == len(NOTEBOOKS)
    landing = (tmp_path / "source" / "index.md").read_text(encoding="utf-8")
    assert "{{ " not in landing
    for name in NOTEBOOKS:
        assert f'<a href="{name.removesuffix(".ipynb")}.html"><title>' in landing
        assert f"]({name})" in landing


def test_solutions_predictions_and_folds_are_folded_on_a_page():
    """myst-nb folds by these tags, and knows nothing of JupyterLab's own."""
    for name, notebook in NOTEBOOKS.items():
        for cell in notebook["cells"]:
            tags, lab = set(cell["metadata"].get("tags", [])), cell["metadata"].get("jupyter", {})
            where = f"{name}: {cell['id']}"
            if "solution" in tags:
                assert "hide-cell" in tags, where
            if lab.get("source_hidden"):
                assert tags & {"hide-input", "hide-cell"}, where
            if lab.get("outputs_hidden"):
                assert tags & {"hide-output", "hide-cell"}, where


def test_make_lab_installs_nothing_of_the_site():
    import tomllib

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.match(r"[\w-]+", d).group() for d in project["optional-dependencies"]["site"]}
    assert "sphinx" in names
    assert not names & {re.match(r"[\w-]+", d).group() for d in project["dependencies"]}
