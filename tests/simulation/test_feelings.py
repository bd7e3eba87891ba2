import numpy as np

from footlights.model.map import Map
from footlights.simulation.arrays import NOTHING
from footlights.simulation.feelings import PHRASES, phrases, scores, written
from footlights.simulation.journeys import walked_journeys
from footlights.simulation.plan import Plan
from support.small_logs import map_of, touchpoint


def test_only_recorded_visits_are_answered(random):
    stages = [
        {
            "id": "s",
            "name": "S",
            "touchpoints": [touchpoint("A"), touchpoint("B", matches=[])],
        }
    ]
    document = {"footlights": 1, "id": "m", "name": "M", "stages": stages}
    plan = Plan.of(Map.model_validate(document), with_effects=False)
    journeys = walked_journeys(plan, 500, random)

    found = scores(plan, journeys, random)
    assert set(found[journeys.visits.touchpoint == 1]) == {NOTHING}
    assert set(found) <= {NOTHING, 1, 2, 3, 4, 5}


def test_a_person_answers_alike_at_two_touchpoints(random):
    map_ = map_of("AB", simulation={"answers": "100%"})
    plan = Plan.of(map_, with_effects=False)
    journeys = walked_journeys(plan, 5000, random)

    found, here = scores(plan, journeys, random), journeys.visits
    both = [here.journey[np.flatnonzero(here.touchpoint == no)] for no in (0, 1)]
    shared, *rows = np.intersect1d(*both, return_indices=True)
    pairs = [found[here.touchpoint == no][rows[no]] for no in (0, 1)]
    assert len(shared) > 4000
    assert np.corrcoef(pairs)[0, 1] > 0.3


def test_what_people_write_fits_their_score(tea, random):
    plan = Plan.of(tea, with_effects=True)
    visits = walked_journeys(plan, 500, random).visits
    scored = np.full(len(visits.journey), 5)

    places = written(plan, visits, scored, random)
    said = {phrases(plan)[place] for place in places if place != NOTHING}
    assert said == set(PHRASES[5])
    assert not (written(plan, visits, scored * 0 + NOTHING, random) != NOTHING).any()


def test_low_scores_name_what_is_planted_where_it_is_felt(tea, random):
    plan = Plan.of(tea, with_effects=True)
    visits = walked_journeys(plan, 500, random).visits

    places = written(plan, visits, np.full(len(visits.journey), 1), random)
    arrives = tea.touchpoint_no["arrive"] - 1
    texts = [
        phrases(plan)[place]
        for place in places[visits.touchpoint == arrives]
        if place != NOTHING
    ]
    assert texts
    assert all("Waits" in text for text in texts)
