import pytest

import footlights as fl

LOG = """\
person,event,at,score
ann,menu_viewed,2026-01-01T10:00:00Z,4
ann,guest_greeted,2026-01-01T18:00:00Z,5
bob,guest_greeted,2026-01-01T19:00:00Z,2
"""


@pytest.fixture
def measured(tmp_path):
    """An example's map, measured on a few events."""
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    with fl.read_events(path) as log:
        yield fl.measure(fl.read_example("dinner"), log)


def test_a_drawn_map_can_be_printed(tmp_path):
    map_ = fl.read_example("helpline")

    for write, name, begin in (
        (map_.to_pdf, "map.pdf", b"%PDF"),
        (map_.to_svg, "map.svg", b"<svg"),
        (map_.to_report_pdf, "report.pdf", b"%PDF"),
    ):
        (path,) = write(tmp_path / name).paths
        assert path.read_bytes().startswith(begin)


def test_a_measured_map_is_printed_with_its_numbers(measured, tmp_path):
    drawn = fl.read_example("dinner").to_svg(tmp_path / "drawn.svg", lens="customer")
    with_numbers = measured.to_svg(tmp_path / "measured.svg", lens="customer")

    assert with_numbers.paths[0].stat().st_size > drawn.paths[0].stat().st_size
    assert measured.to_report_pdf(tmp_path / "report.pdf").paths[0].is_file()


def test_pages_of_a_measured_map_are_numbered_pictures(measured, tmp_path):
    printed = measured.to_png(tmp_path / "map.png", paged=True, paper="a3", ppi=30)

    assert printed.paths[0].name == "map-1.png"
