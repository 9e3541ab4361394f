"""Every lesson in JupyterLab: Run All Cells to the end, no error, no broken picture or widget."""

import pytest
from lessons import LESSONS

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lesson_runs_to_its_end(path, open_lesson):
    lesson = open_lesson(path.name)
    try:
        # So that no saved result passes for a new one.
        lesson.evaluate("await app.commands.execute('notebook:clear-all-cell-outputs')")
        assert not any(cell.get("outputs") for cell in lesson.cells())
        lesson.run_all()
        code = [cell for cell in lesson.cells() if cell["cell_type"] == "code"]
        for cell in code:
            for output in cell["outputs"]:
                assert output["output_type"] != "error", (cell["id"], output["evalue"])
        assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
        page = lesson.page
        page.wait_for_function("() => !document.body.innerText.includes('Loading widget')")
        assert "Error displaying widget" not in page.inner_text("body")
        shown = [output for cell in code for output in cell["outputs"] if "data" in output]
        widgets = sum(WIDGET in output["data"] for output in shown)
        pictures = sum("image/png" in output["data"] for output in shown)
        rendered = page.locator(".jp-OutputArea-output:has(.jupyter-widgets, .pad, .live)")
        assert rendered.count() == widgets
        assert page.locator(".jp-RenderedImage img").count() >= pictures
        broken = page.evaluate(
            "() => Promise.all([...document.querySelectorAll('.jp-Notebook img')].map("
            "async image => {"
            " try { await image.decode(); } catch { return image.src.slice(0, 200); } }))"
        )
        assert not [source for source in broken if source]
        assert not lesson.errors
    finally:
        lesson.close()
