import pytest
from boards import Running


@pytest.fixture
def running(tmp_path):
    """A board of one class."""
    board = Running(tmp_path / "board")
    yield board
    board.stop()
