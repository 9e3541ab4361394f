"""Sliders: long enough to set each value, and named for those who can't see their labels."""

import pytest


@pytest.fixture(scope="module")
def handles(open_lesson):
    lesson = open_lesson("01_neuron.ipynb")
    lesson.run_all()
    handles = lesson.page.get_by_role("slider")
    handles.first.wait_for()
    lesson.page.wait_for_function(
        "() => [...document.querySelectorAll('[role=slider]')].every(h => h.ariaLabel)"
    )
    yield handles
    assert not lesson.errors
    lesson.close()


def test_each_slider_says_its_name(handles):
    names = [handle.get_attribute("aria-label") for handle in handles.all()]
    assert names == ["w1", "w2", "b"]


def test_each_of_the_121_values_has_its_pixels(handles):
    for handle in handles.all():
        assert handle.evaluate("h => h.closest('.noUi-target').clientWidth") > 2 * 121
