"""Everything that can be done or read on a page can be done over JSON, too."""

from footlights.web.app import create_app

EDITS = "POST /api/maps/{map_id}/edits"
MAP = "GET /api/maps/{map_id}"
MEASURES = "GET /api/maps/{map_id}/measures"

IN_THE_INTERFACE = {
    "GET /": ["GET /api/maps", "GET /api/maps/overdue", "GET /api/activity"],
    "GET /account": ["GET /api/me", "GET /api/tokens"],
    "POST /account/tokens": ["POST /api/tokens"],
    "POST /account/tokens/{token_id}/end": ["DELETE /api/tokens/{token_id}"],
    "GET /activity": ["GET /api/activity"],
    "GET /audit": ["GET /api/audit"],
    "GET /data": ["GET /api/data"],
    "GET /data/new": ["POST /api/data/look"],
    "POST /data/new": ["POST /api/data/look", "POST /api/data"],
    "GET /data/new/{sent_id}": ["GET /api/data/imports/{sent_id}"],
    "POST /data/new/{sent_id}": ["POST /api/data"],
    "POST /data/new/{sent_id}/stop": ["POST /api/data/imports/{sent_id}/stop"],
    "GET /data/{dataset_id}": ["GET /api/data/{dataset_id}"],
    "GET /data/{dataset_id}/rejects.csv": ["GET /api/data/{dataset_id}/rejects.csv"],
    "POST /data/{dataset_id}/discover": ["POST /api/data/{dataset_id}/discover"],
    "POST /data/{dataset_id}/measure": ["PATCH /api/maps/{map_id}"],
    "POST /grids/new": ["POST /api/grids/look"],
    "GET /grids/{sent_id}": ["POST /api/grids/look"],
    "POST /grids/{sent_id}": ["POST /api/grids/look", "POST /api/grids"],
    "GET /maps/new": ["GET /api/maps/examples"],
    "POST /maps/new": ["POST /api/maps", "POST /api/maps/file"],
    "GET /maps/{map_id}": [MAP, MEASURES, "GET /api/maps/{map_id}/problems"],
    "GET /maps/{map_id}/grid": [MAP, "GET /api/maps/{map_id}/news"],
    "POST /maps/{map_id}/archive": ["PATCH /api/maps/{map_id}"],
    "GET /maps/{map_id}/comments": ["GET /api/maps/{map_id}/comments"],
    "POST /maps/{map_id}/comments": ["POST /api/maps/{map_id}/comments"],
    "POST /maps/{map_id}/comments/{comment_id}/answers": [
        "POST /api/maps/{map_id}/comments/{comment_id}/answers"
    ],
    "POST /maps/{map_id}/comments/{comment_id}/resolved": [
        "PUT /api/maps/{map_id}/comments/{comment_id}/resolved"
    ],
    "GET /maps/{map_id}/compare": ["GET /api/maps/{map_id}/against/{other}"],
    "GET /maps/{map_id}/data": [MEASURES, "GET /api/data"],
    "POST /maps/{map_id}/data": ["PATCH /api/maps/{map_id}"],
    "POST /maps/{map_id}/data/add": [EDITS],
    "GET /maps/{map_id}/data/answers": ["GET /api/maps/{map_id}/answers"],
    "POST /maps/{map_id}/data/answers": ["POST /api/maps/{map_id}/answers"],
    "POST /maps/{map_id}/data/bind": [EDITS],
    "GET /maps/{map_id}/explore": ["GET /api/maps/{map_id}/questions"],
    "GET /maps/{map_id}/explore/{name}": ["GET /api/maps/{map_id}/questions/{name}"],
    "GET /maps/{map_id}/explore/{name}/{file}.{kind}": [
        "GET /api/maps/{map_id}/questions/{name}"
    ],
    "GET /maps/{map_id}/export": ["GET /api/maps/{map_id}/export"],
    "GET /maps/{map_id}/export/{kind}": ["GET /api/maps/{map_id}/export/{kind}"],
    "GET /maps/{map_id}/history": [
        "GET /api/maps/{map_id}/revisions",
        "GET /api/maps/{map_id}/changes",
        "GET /api/maps/{map_id}/proposals",
    ],
    "POST /maps/{map_id}/measure-again": ["POST /api/maps/{map_id}/measuring"],
    "POST /maps/{map_id}/stop": ["POST /api/maps/{map_id}/measuring/stop"],
    "GET /maps/{map_id}/present": [MAP, MEASURES],
    "POST /maps/{map_id}/proposals": ["POST /api/maps/{map_id}/proposals/file"],
    "POST /maps/{map_id}/proposals/{proposal_id}/accept": [
        "POST /api/maps/{map_id}/proposals/{proposal_id}/accept"
    ],
    "POST /maps/{map_id}/proposals/{proposal_id}/refuse": [
        "POST /api/maps/{map_id}/proposals/{proposal_id}/refuse"
    ],
    "GET /maps/{map_id}/report": ["GET /api/maps/{map_id}/export/{kind}"],
    "POST /maps/{map_id}/restore": ["POST /api/maps/{map_id}/restore"],
    "GET /maps/{map_id}/settings": [MAP, "GET /api/people"],
    "POST /maps/{map_id}/settings": ["PATCH /api/maps/{map_id}"],
    "GET /maps/{map_id}/share": ["GET /api/maps/{map_id}/links"],
    "POST /maps/{map_id}/share": ["POST /api/maps/{map_id}/links"],
    "POST /maps/{map_id}/share/{link_id}/revoke": [
        "DELETE /api/maps/{map_id}/links/{link_id}"
    ],
    "GET /maps/{map_id}/touchpoints/{touchpoint_id}": [
        MAP,
        MEASURES,
        "GET /api/maps/{map_id}/images",
        "GET /api/maps",
    ],
    "GET /people": ["GET /api/people"],
    "POST /people/invite": ["POST /api/invitations"],
    "POST /people/{person_id}/leave": ["DELETE /api/people/{person_id}"],
    "POST /people/{person_id}/reset": ["POST /api/people/{person_id}/reset"],
    "POST /people/{person_id}/role": ["PUT /api/people/{person_id}/role"],
    "GET /search": ["GET /api/maps/search"],
    "GET /working/{work_id}": ["GET /api/working/{work_id}"],
    "POST /working/{work_id}/stop": ["POST /api/working/{work_id}/stop"],
}
"""Where a program does what a page does. A new page or form is entered here."""

ONLY_ON_PAGES = {
    "who somebody is, they prove in a browser; a program has a token": [
        "POST /account/password",
        "GET /first",
        "POST /first",
        "GET /join/{token}",
        "POST /join/{token}",
        "GET /reset/{token}",
        "POST /reset/{token}",
        "GET /sign-in",
        "POST /sign-in",
        "POST /sign-out",
    ],
    "nothing of a grid is kept over the interface": ["POST /grids/{sent_id}/stop"],
    "a link is for people without an account": [
        "GET /shared/{token}",
        "GET /shared/{token}/images/{fingerprint}",
    ],
    "files of the pages themselves": ["GET /static/{_digest}/{name}"],
}


def routes_of(routes):
    """Every address with its method, those of included routers too."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes_of(inner.routes)
        elif "{" in route.path or not route.path.endswith((".css", ".json")):
            yield from (f"{m} {route.path}" for m in route.methods if m != "HEAD")


def test_every_page_and_form_has_its_counterpart(site):
    there = set(routes_of(create_app(site).routes))
    interface = {each for each in there if each.split()[1].startswith("/api/")}
    excused = {each for some in ONLY_ON_PAGES.values() for each in some}

    assert there - interface == IN_THE_INTERFACE.keys() | excused
    assert not IN_THE_INTERFACE.keys() & excused
    named = {each for some in IN_THE_INTERFACE.values() for each in some}
    assert named <= interface


def test_the_description_holds_every_address_with_words(browser, site):
    paths = browser.get("/api/openapi.json").json()["paths"]
    told = {
        f"{m.upper()} {path}": of
        for path, each in paths.items()
        for m, of in each.items()
    }
    there = {
        each
        for each in routes_of(create_app(site).routes)
        if each.split()[1].startswith("/api/")
    }

    assert told.keys() == there
    assert [name for name, of in told.items() if not of.get("description")] == []
