"""Counts that the READMEs beside the real logs state, from outside this project."""

import shutil
from pathlib import Path

import ibis
import pytest
from ibis import _

from footlights.errors import NoTimesError
from footlights.usecases.log_summary import summarise_log
from footlights.usecases.read_events import read_events

OLIST = Path(__file__).parent / "olist" / "sources.yaml"


def names(profile):
    return {name.event: name.events for name in profile.event_names}


def counts(values):
    return {value.name: value.events for value in values}


def number(log, rows):
    return log.engine.fetch(rows.aggregate(n=_.count()))["n"][0].as_py()


@pytest.fixture(scope="module")
def olist_folder(shared_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("olist")
    for table in (shared_data / "olist_ecommerce_sample").glob("*.csv.gz"):
        (folder / table.name).symlink_to(table)
    shutil.copy(OLIST, folder)
    return folder


def test_the_call_centre_comes_out_as_its_readme_says(shared_data):
    with read_events(shared_data / "callcenter_reservations/CallCenterLog.csv") as log:
        profile = summarise_log(log)
        topics = log.engine.fetch(
            log.events.group_by("Topic").aggregate(n=_.count())
        ).to_pylist()
        negative = number(log, log.events.filter(_.until < _.at))

    assert profile.events == 7548
    assert profile.journeys == 3885
    assert profile.persons == 3232
    assert names(profile) == {
        "Inbound Call": 4361,
        "Handle Case": 931,
        "Call Outbound": 661,
        "Handle Email": 564,
        "Email Outbound": 544,
        "Inbound Email": 487,
    }
    assert next(a for a in profile.attributes if a.name == "Resource").distinct == 48
    assert f"{profile.from_:%Y-%m-%d %H:%M}" == "2010-03-01 01:05"
    assert f"{profile.to:%Y-%m-%d %H:%M}" == "2010-04-30 14:28"
    assert f"{profile.last_end:%H:%M}" == "14:36"
    assert profile.durations_minutes.mean == pytest.approx(149.904, abs=0.0005)
    assert profile.durations_minutes.median == 2
    assert negative == 0
    assert profile.journey_hours.mean == pytest.approx(62.105, abs=0.0005)
    assert profile.journey_hours.median == 0
    assert {row["Topic"]: row["n"] for row in topics} == {
        "Queries": 4109,
        "Reservations Pro": 1825,
        "Reservations ": 1614,
    }
    assert profile.rejected == profile.duplicates == 0


def test_the_service_desk_comes_out_as_its_readme_says(shared_data):
    path = shared_data / "uci_servicenow_incidents/incident_event_log.csv.gz"
    with read_events(path) as log:
        profile = summarise_log(log)
        last = log.events.mutate(
            place=ibis.row_number().over(
                group_by="journey", order_by=ibis.desc("row_no")
            )
        ).filter(_.place == 0)
        in_time = number(log, last.filter(_.made_sla == "true"))
        reopened = number(log, last.filter(_.reopen_count != "0"))

    assert profile.events == 141_712
    assert profile.journeys == 24_918
    assert names(profile) == {
        "Active": 38_716,
        "New": 36_407,
        "Resolved": 25_751,
        "Closed": 24_985,
        "Awaiting User Info": 14_642,
        "Awaiting Vendor": 707,
        "Awaiting Problem": 461,
        "Awaiting Evidence": 38,
        "-100": 5,
    }
    assert counts(profile.channels) == {
        "Phone": 140_462,
        "Self service": 995,
        "Email": 220,
        "IVR": 18,
        "Direct opening": 17,
    }
    assert f"{profile.from_:%Y-%m-%d %H:%M}" == "2016-02-29 01:23"
    assert f"{profile.to:%Y-%m-%d %H:%M}" == "2017-02-18 15:00"
    assert len(profile.teams) + 1 == 79  # the README counts "?" as a group
    assert (in_time, reopened) == (15_803, 275)


def test_the_orders_come_out_as_their_readme_says(olist_folder):
    with read_events(sources_file=olist_folder / "sources.yaml") as log:
        profile = summarise_log(log)
        orders = log.events.filter(_.event == "purchase")
        statuses = log.engine.fetch(
            orders.group_by("order_status").aggregate(n=_.count())
        ).to_pylist()
        reviewed = log.events.filter(_.event == "review").group_by("journey")
        often = (
            reviewed.aggregate(n=_.count()).group_by("n").aggregate(orders=_.count())
        )
        often = log.engine.fetch(often).to_pylist()

    assert names(profile) == {
        "review": 8225,
        "purchase": 8135,
        "approved": 8135 - 146,
        "handed to carrier": 8135 - 1782,
        "delivered": 8135 - 2965,
    }
    assert profile.journeys == 8135
    assert profile.persons == 8016
    assert f"{profile.from_:%Y-%m-%d %H:%M:%S}" == "2016-09-04 21:15:19"
    assert {row["order_status"]: row["n"] for row in statuses} == {
        "delivered": 5172,
        "shipped": 1107,
        "canceled": 625,
        "unavailable": 609,
        "invoiced": 314,
        "processing": 301,
        "created": 5,
        "approved": 2,
    }
    assert {row["n"]: row["orders"] for row in often} == {1: 8048, 2: 84, 3: 3}
    assert profile.scores.mean == pytest.approx(3.2716, abs=0.00005)
    assert {s.score: s.answers for s in profile.scores.distribution} == {
        1: 2638,
        2: 382,
        3: 667,
        4: 1184,
        5: 3354,
    }
    assert profile.texts == 4113
    assert profile.rejected == profile.values_dropped == 0


def test_orders_out_of_order_stay_out_of_order(olist_folder):
    with read_events(sources_file=olist_folder / "sources.yaml") as log:
        times = log.events.filter(_.event != "review").pivot_wider(
            id_cols="journey",
            names_from="event",
            names=["purchase", "approved", "handed to carrier", "delivered"],
            values_from="at",
        )
        carried_early = number(log, times.filter(_["handed to carrier"] < _.approved))
        delivered_early = number(
            log, times.filter(_.delivered < _["handed to carrier"])
        )
        days = times.filter(_.delivered.notnull())
        days = days.mutate(days=_.delivered.delta(_.purchase, unit="second") / 86400)
        delivered = log.engine.fetch(
            days.inner_join(
                log.events.filter(_.event == "purchase").select(
                    "journey", "order_status"
                ),
                "journey",
            )
            .filter(_.order_status == "delivered")
            .aggregate(mean=_.days.mean(), median=_.days.median())
        ).to_pylist()[0]

    assert (carried_early, delivered_early) == (77, 3)
    assert delivered["mean"] == pytest.approx(12.518, abs=0.0005)
    assert delivered["median"] == pytest.approx(10.342, abs=0.0005)


def test_the_help_desk_comes_out_as_its_readme_says(shared_data):
    with read_events(shared_data / "helpdesk_italian/helpdesk.xes.gz") as log:
        profile = summarise_log(log)

    assert (profile.journeys, profile.events) == (4580, 21_348)
    assert (profile.distinct_event_names, profile.variants) == (14, 226)
    assert names(profile).items() >= {
        ("Take in charge ticket", 5060),
        ("Resolve ticket", 4983),
        ("Assign seriousness", 4938),
        ("Closed", 4574),
        ("Wait", 1463),
    }
    distinct = {a.name: a.distinct for a in profile.attributes}
    assert distinct["org:resource"] == 22
    assert distinct["customer"] == 397
    assert distinct["product"] == 21
    assert f"{profile.from_:%Y-%m-%d %H:%M:%S}" == "2010-01-13 08:40:25"
    assert f"{profile.to:%Y-%m-%d %H:%M:%S}" == "2014-01-03 13:20:58"
    assert profile.journey_hours.mean == pytest.approx(980.602, abs=0.0005)
    assert profile.journey_hours.median == pytest.approx(956.621, abs=0.0005)
    assert profile.journey_hours.max == pytest.approx(1439.879, abs=0.0005)


def test_the_customer_of_the_help_desk_can_be_told_to_be_the_person(shared_data):
    path = shared_data / "helpdesk_italian/helpdesk.xes.gz"
    with read_events(path, columns={"person": "customer"}) as log:
        profile = summarise_log(log)

    assert (profile.persons, profile.journeys) == (397, 4580)


def test_the_encoded_help_desk_comes_out_as_its_readme_says(shared_data):
    path = shared_data / "helpdesk_italian/helpdesk_verenich2017_encoded.csv.gz"
    with read_events(path) as log:
        profile = summarise_log(log)

    assert (profile.events, profile.journeys) == (13_710, 3804)
    assert profile.distinct_event_names == 9
    assert f"{profile.from_:%Y-%m-%d %H:%M:%S}" == "2010-01-13 17:40:25"
    assert f"{profile.to:%Y-%m-%d %H:%M:%S}" == "2012-11-06 01:41:28"


def test_the_loan_applications_come_out_as_their_readme_says(shared_data):
    with read_events(shared_data / "bpic2012_loan/bpic2012.xes.gz") as log:
        profile = summarise_log(log)
        pairs = number(log, log.events.filter(_.closes))

    assert (profile.journeys, profile.events) == (13_087, 262_200)
    assert (profile.distinct_event_names, profile.variants) == (24, 4366)
    assert names(profile).items() >= {
        ("W_Completeren aanvraag", 54_850),
        ("W_Nabellen offertes", 52_016),
        ("W_Nabellen incomplete dossiers", 25_190),
        ("W_Valideren aanvraag", 20_809),
        ("W_Afhandelen leads", 16_566),
    }
    distinct = {a.name: a.distinct for a in profile.attributes}
    assert distinct["org:resource"] == 68
    assert f"{profile.from_:%Y-%m-%d %H:%M:%S}" == "2011-09-30 22:38:44"
    assert f"{profile.to:%Y-%m-%d %H:%M:%S}" == "2012-03-14 15:04:54"
    assert profile.journey_hours.mean == pytest.approx(206.972, abs=0.0005)
    assert profile.journey_hours.median == pytest.approx(19.405, abs=0.0005)
    assert profile.journey_hours.max == pytest.approx(3293.316, abs=0.0005)
    # Of 71,376 starts nearly all are completed; a complete closes one start at most.
    assert pairs == profile.pairs == 71_373


def test_the_claims_come_out_as_their_readme_says(shared_data):
    with read_events(shared_data / "teleclaims_insurance/teleclaims.xes.gz") as log:
        profile = summarise_log(log)

    assert (profile.journeys, profile.events) == (3512, 46_138)
    assert (profile.distinct_event_names, profile.variants) == (11, 12)
    assert names(profile).items() >= {
        ("end", 7024),
        ("determine likelihood of claim", 5900),
        ("assess claim", 4922),
        ("advise claimant on reimbursement", 3952),
        ("initiate payment", 3952),
    }
    distinct = {a.name: a.distinct for a in profile.attributes}
    assert distinct["org:resource"] == 4
    assert f"{profile.from_:%Y-%m-%d %H:%M:%S}" == "1970-01-01 00:00:00"
    assert f"{profile.to:%Y-%m-%d %H:%M:%S}" == "1970-01-01 12:09:18"
    assert profile.journey_hours.mean == pytest.approx(3.088, abs=0.0005)
    assert profile.journey_hours.median == pytest.approx(2.584, abs=0.0005)
    assert profile.journey_hours.max == pytest.approx(11.307, abs=0.0005)


def test_the_clicks_come_out_as_their_readme_says(shared_data):
    with read_events(shared_data / "ecommerce_clickstream/ecom.csv.gz") as log:
        profile = summarise_log(log)
        found = log.engine.fetch(
            log.events.group_by("acquisition_channel").aggregate(n=_.count())
        ).to_pylist()

    assert profile.events == 31_106
    assert (profile.persons, profile.journeys) == (600, 3605)
    assert profile.distinct_event_names == 19
    assert f"{profile.from_:%Y-%m-%d %H:%M:%S}" == "2024-01-04 11:45:38"
    assert f"{profile.to:%Y-%m-%d %H:%M:%S}" == "2024-06-29 22:02:40"
    assert counts(profile.channels) == {
        "desktop": 16_146,
        "mobile": 11_353,
        "tablet": 3607,
    }
    assert {row["acquisition_channel"]: row["n"] for row in found} == {
        "organic": 11_151,
        "paid_search": 8649,
        "email": 4992,
        "social": 4983,
        "direct": 1331,
    }


def test_logs_of_order_only_are_explained(shared_data):
    folder = shared_data / "cjm_groundtruth_synthetic"

    for path in sorted(folder.glob("ds1*")):
        with pytest.raises(NoTimesError, match="only their order"):
            read_events(path)
