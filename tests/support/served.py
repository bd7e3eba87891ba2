"""A workspace as browsers see it: at this machine, and with people signed in."""

from contextlib import contextmanager

import pyarrow as pa
from fastapi.testclient import TestClient

from footlights.store.records.people import PersonRecord
from footlights.usecases.workspace.datasets import fill_dataset, measure_by
from footlights.usecases.workspace.maps import make_map
from footlights.usecases.workspace.policy import OPERATOR
from footlights.usecases.workspace.secrets import hashed_password
from footlights.usecases.workspace.workspace import open_workspace
from footlights.web.app import create_app
from footlights.web.site import Site, right_now
from support.small_logs import event, map_of

PASSWORD = "four plain words here"  # noqa: S105 - of a made-up person
HOSTILE = "<script>alert(1)</script>"


def browser_of(app, **about):
    """A browser without a name that calls an application by this machine's address."""
    return TestClient(app, base_url="http://127.0.0.1", **about)


@contextmanager
def served(folder, **about):
    """A workspace in a folder, as an application."""
    with open_workspace(folder, now=right_now()) as workspace:
        site = Site(workspace, **about)
        with browser_of(create_app(site), raise_server_exceptions=False) as client:
            yield site, client


def put_map(site, map_):
    make_map(site.workspace, OPERATOR, map_, now=right_now())


def put_log(site, map_id, rows, name="log"):
    """Keep rows as a data set that measures a map."""
    workspace = site.workspace
    table = pa.Table.from_pylist(rows)
    dataset = fill_dataset(
        workspace,
        OPERATOR,
        name,
        [name],
        lambda log: log.append(table),
        now=right_now(),
    )
    measure_by(workspace, OPERATOR, map_id, dataset.id, now=right_now())
    return dataset.id


def join(site, name, role):
    """Let somebody join, with the same password as all."""
    person = PersonRecord(
        id=name,
        email=f"{name}@example.org",
        name=name.capitalize(),
        state="active",
        role=role,
        password_hash=hashed_password(PASSWORD, f"{name}@example.org", name),
        made_at=right_now(),
    )
    with site.workspace.store.writing() as records:
        records.people.add(person)


def signed_in(site, name):
    """A browser of its own in which somebody has signed in."""
    client = browser_of(create_app(site), raise_server_exceptions=False)
    said = {"email": f"{name}@example.org", "password": PASSWORD}
    answer = client.post("/sign-in", data=said, follow_redirects=False)
    assert answer.status_code == 303
    return client


def small_map():
    return map_of(
        "ABC",
        gap="1d",
        segments=[{"id": "trial", "name": HOSTILE, "where": {"plan": "trial"}}],
        channels=[{"id": "web", "form": "digital"}, {"id": "phone", "form": "human"}],
    )


def small_rows():
    return [
        event(
            f"p{n % 41}",
            "ABC"[n * n % 3],
            n * 400,
            channel="web" if n % 2 else "phone",
            plan="trial" if n % 41 < 15 else "full",
        )
        for n in range(400)
    ]
