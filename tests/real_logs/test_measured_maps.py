"""Maps drawn for real logs, measured on them."""

import shutil
from pathlib import Path

import pytest

from footlights.render.report import report_html
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from footlights.usecases.read_map import read_map

HERE = Path(__file__).parent
MOST_BYTES = 3_000_000


def measured(name, log):
    result = measure(read_map(HERE / name / "map.yaml"), log).result
    assert [i for i in result.identities if not i.holds] == []
    assert result.coverage.share_on_map.value >= 0.95
    return result, {t.id: t for t in result.touchpoints}


@pytest.fixture(scope="module")
def callcenter(shared_data):
    path = shared_data / "callcenter_reservations" / "CallCenterLog.csv"
    with read_events(path) as log:
        yield measured("callcenter_reservations", log)


@pytest.fixture(scope="module")
def incidents(shared_data):
    path = shared_data / "uci_servicenow_incidents" / "incident_event_log.csv.gz"
    with read_events(path) as log:
        yield measured("uci_servicenow_incidents", log)


@pytest.fixture(scope="module")
def orders(shared_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("olist")
    for path in (shared_data / "olist_ecommerce_sample").glob("*.csv.gz"):
        shutil.copy(path, folder)
    sources = shutil.copy(HERE / "olist" / "sources.yaml", folder)
    with read_events(sources_file=sources) as log:
        yield measured("olist", log)


def test_the_call_centre_comes_out_with_its_known_counts(callcenter):
    result, by_id = callcenter

    assert (result.log.events, result.log.journeys) == (7_548, 3_885)
    assert by_id["call-in"].touches == 4_361
    assert by_id["case-handled"].touches == 931
    assert result.coverage.events_off_map == 0


def test_incidents_come_out_with_their_known_counts(incidents):
    result, by_id = incidents

    assert (result.log.events, result.log.journeys) == (141_712, 24_918)
    assert by_id["new"].touches == 36_407
    assert by_id["asked-back"].touches == 14_642 + 38
    assert [(u.event, u.events) for u in result.coverage.off_map] == [("-100", 5)]
    assert {c.name for c in by_id["new"].channels} >= {"phone", "portal", "email"}


def test_orders_come_out_with_their_known_counts_and_scores(orders):
    result, by_id = orders

    assert result.log.journeys == 8_135
    assert by_id["delivered"].touches == 8_135 - 2_965
    assert by_id["review"].score.mean.value == pytest.approx(3.2716, abs=5e-5)
    assert by_id["review"].score.mean.n == 8_225
    assert [c.answers for c in by_id["review"].score.distribution] == [
        2_638,
        382,
        667,
        1_184,
        3_354,
    ]
    assert by_id["review"].quotes


@pytest.mark.parametrize("name", ["callcenter", "incidents", "orders"])
def test_the_report_of_a_real_log_is_one_file_of_modest_size(name, request):
    folders = {
        "callcenter": "callcenter_reservations",
        "incidents": "uci_servicenow_incidents",
        "orders": "olist",
    }
    result, _by_id = request.getfixturevalue(name)

    page = report_html(read_map(HERE / folders[name] / "map.yaml"), result)

    assert len(page.encode()) < MOST_BYTES
