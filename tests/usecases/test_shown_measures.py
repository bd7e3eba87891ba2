import pytest

import footlights as fl


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    path = tmp_path_factory.mktemp("shown") / "calls.csv"
    map_ = fl.read_example("helpline")
    fl.generate(map_, 300, 7, path)
    with fl.read_events(path) as log:
        yield fl.measure(map_, log), fl.discover(log)


def test_findings_are_a_tuple_that_shows_itself(measured):
    findings = measured[0].findings

    assert findings == measured[0].result.findings
    assert findings[0].code
    assert "What hurts most" in findings._repr_html_()
    assert findings._mime_() == ("text/html", findings._repr_html_())


def test_coverage_is_the_same_and_shows_itself(measured):
    coverage = measured[0].coverage

    assert coverage.model_dump() == measured[0].result.coverage.model_dump()
    assert "What the map explains" in coverage._repr_html_()


def test_a_measured_map_is_named_shortly_where_there_is_no_picture(measured):
    found = len(measured[0].findings)

    assert repr(measured[0]) == (
        f"<MeasuredMap 'helpline': 300 journeys, {found} findings>"
    )


def test_a_discovered_map_shows_itself(measured):
    assert "queue_entered" in measured[1].text
    assert 'class="footlights notebook"' in measured[1]._repr_html_()
