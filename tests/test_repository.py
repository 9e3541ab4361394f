"""What the repository promises outside the lessons."""

import re
import tomllib

import yaml
from lessons import CHECKOUT

# The same package under conda-forge's name.
CONDA_NAMES = {"torch": "pytorch-cpu"}


def project():
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_environment_yml_equals_pyproject():
    """Without the extra `browser`, which only `make test-browser` needs."""
    environment = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    wanted = project()["dependencies"] + project()["optional-dependencies"]["test"]
    wanted = [re.sub(r"^[\w-]+", lambda m: CONDA_NAMES.get(m[0], m[0]), w) for w in wanted]
    wanted += [f"python{project()['requires-python']}", "pip"]
    assert sorted(conda) == sorted(wanted)
    assert environment["channels"][0] == "conda-forge"
    assert {"pip": ["--editable ."]} in environment["dependencies"]


def test_dependencies_have_lower_bounds_only():
    for group in (project()["dependencies"], *project()["optional-dependencies"].values()):
        for requirement in group:
            assert re.fullmatch(r"[\w-]+>=[\d.]+", requirement), requirement


def test_readme_names_the_licences():
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for licence in ("MIT", "CC BY 4.0", "CC BY-SA 3.0"):
        assert licence in readme
    for person in ("LeCun", "Cortes", "Burges"):
        assert person in readme


def test_every_make_target_of_the_readme_is_there():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        for target in re.findall(r"`make ([\w-]+)", text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (name, target)


def test_links_of_the_readme_lead_somewhere():
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
            assert (CHECKOUT / target).exists(), (name, target)


def test_ci_runs_the_readmes_test_command():
    assert "make test" in (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    workflow = yaml.safe_load(
        (CHECKOUT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    )
    (job,) = workflow["jobs"].values()
    assert {"ubuntu", "macos", "windows"} == {
        s.split("-")[0] for s in job["strategy"]["matrix"]["os"]
    }
    assert any("make test" in step.get("run", "") for step in job["steps"])
