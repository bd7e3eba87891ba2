import pytest

from footlights.closing import Closing


class Door(Closing):
    is_open = True

    def close(self):
        self.is_open = False


def test_what_is_opened_in_a_with_is_closed_at_its_end():
    with Door() as door:
        assert door.is_open

    assert not door.is_open


def test_it_is_closed_when_something_goes_wrong_and_the_error_stays():
    door = Door()

    with pytest.raises(KeyError), door:
        raise KeyError

    assert not door.is_open
