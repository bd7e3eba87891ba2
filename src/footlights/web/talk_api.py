"""Comments, images, saved views and links of a map as JSON, and what was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from footlights.store.records.holdings import AttachmentUseRecord, DatasetRecord
from footlights.store.records.maps import SavedViewRecord
from footlights.usecases.workspace.comments import (
    Comment,
    answer,
    comment,
    list_comments,
    remove_comment,
    resolve,
)
from footlights.usecases.workspace.datasets import list_datasets
from footlights.usecases.workspace.feed import Done, feed
from footlights.usecases.workspace.images import (
    attach_image,
    detach_image,
    list_images,
    read_image,
)
from footlights.usecases.workspace.places import Place
from footlights.usecases.workspace.sharing import (
    list_links,
    list_views,
    make_link,
    remove_view,
    revoke_link,
    save_view,
)
from footlights.web.asked_numbers import Limit, RevisionNo
from footlights.web.shown_images import SIDE_OF_SMALL
from footlights.web.visitors import Asking

Part = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
"""The id of a persona or a stage."""

Lane = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}(\.[a-z][a-z0-9-]{0,63})?$")
]
"""The name of a lane, as a page knows it."""


class NewComment(BaseModel):
    """What somebody says about a cell."""

    part: str
    id: str
    field: str = ""
    text: str
    mentions: tuple[str, ...] = ()
    """Ids of those who are named."""


class NewAnswer(BaseModel):
    """What somebody answers."""

    text: str
    mentions: tuple[str, ...] = ()


class Shows(BaseModel):
    """What a saved view shows of a map."""

    model_config = ConfigDict(extra="forbid")

    lens: Literal["customer", "business", "both"] = "both"
    """The lens."""

    hides: tuple[Lane, ...] = ()
    """Lanes that are hidden."""

    personas: tuple[Part, ...] = ()
    """Those whose own curves are drawn."""

    stage: Part | Literal[""] = ""
    """The only stage that is shown; empty for all."""


class NewView(BaseModel):
    """A selection of lanes."""

    name: str
    audience: str | None = None
    shows: Shows
    """What of the map it shows."""


class NewLink(BaseModel):
    """A link to be made."""

    label: str | None = None
    view_id: str | None = None
    expires_at: AwareDatetime | None = None


@dataclass(frozen=True)
class LinkAnswer:
    """A link, without its secret."""

    id: str
    label: str | None
    view_id: str | None
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class MadeLink:
    """A new link, with its address, which is told this once."""

    id: str
    path: str


def talk_api() -> APIRouter:
    """Give the interface to what stands around a map."""
    routes = APIRouter(prefix="/api", tags=["around a map"])

    @routes.get("/maps/{map_id}/comments")
    def comments(visitor: Asking, map_id: str) -> tuple[Comment, ...]:
        """List the comments on a map with their answers, oldest first."""
        return list_comments(visitor.site.workspace, visitor.caller, map_id)

    @routes.post("/maps/{map_id}/comments", status_code=201)
    def say(visitor: Asking, map_id: str, new: NewComment) -> str:
        """Say something about a cell; gives the id of the comment."""
        site = visitor.site
        said = comment(
            site.workspace,
            visitor.caller,
            map_id,
            Place(new.part, new.id, new.field),
            new.text,
            now=site.now(),
            mentions=new.mentions,
        )
        site.rooms.wake(map_id)
        return said

    @routes.post("/maps/{map_id}/comments/{comment_id}/answers", status_code=201)
    def reply(visitor: Asking, map_id: str, comment_id: str, new: NewAnswer) -> str:
        """Answer a comment; opens it again if it was resolved."""
        site = visitor.site
        said = answer(
            site.workspace,
            visitor.caller,
            comment_id,
            new.text,
            now=site.now(),
            mentions=new.mentions,
        )
        site.rooms.wake(map_id)
        return said

    @routes.put("/maps/{map_id}/comments/{comment_id}/resolved", status_code=204)
    def settle_it(
        visitor: Asking,
        map_id: str,
        comment_id: str,
        resolved: Annotated[bool, Body(embed=True)],
    ) -> None:
        """Settle a comment, or open it again."""
        site = visitor.site
        resolve(
            site.workspace,
            visitor.caller,
            comment_id,
            now=site.now(),
            is_resolved=resolved,
        )
        site.rooms.wake(map_id)

    @routes.delete("/maps/{map_id}/comments/{comment_id}", status_code=204)
    def take_away(visitor: Asking, map_id: str, comment_id: str) -> None:
        """Take a comment away with its answers."""
        site = visitor.site
        remove_comment(site.workspace, visitor.caller, comment_id, now=site.now())
        site.rooms.wake(map_id)

    @routes.get("/maps/{map_id}/images")
    def images(visitor: Asking, map_id: str) -> tuple[AttachmentUseRecord, ...]:
        """List the images on a map, oldest first."""
        return list_images(visitor.site.workspace, visitor.caller, map_id)

    @routes.post("/maps/{map_id}/images", status_code=201)
    def attach(  # noqa: PLR0913, PLR0917 - where it stands, and what it shows
        visitor: Asking,
        map_id: str,
        part: str,
        id: str,  # noqa: A002 - as the other interfaces name it
        shows: str,
        image: Annotated[bytes, Body(media_type="application/octet-stream")] = b"",
        field: str = "evidence",
    ) -> AttachmentUseRecord:
        """Put an image on a cell: PNG, JPEG, GIF or WebP, at most 10 MB."""
        site = visitor.site
        made = attach_image(
            site.workspace,
            visitor.caller,
            map_id,
            Place(part, id, field),
            image,
            shows=shows,
            now=site.now(),
        )
        site.rooms.wake(map_id)
        return made

    @routes.get("/maps/{map_id}/images/{fingerprint}", response_class=Response)
    def image(
        visitor: Asking, map_id: str, fingerprint: str, *, small: bool = False
    ) -> Response:
        """Give an image that a map shows, or a small copy of it."""
        side = SIDE_OF_SMALL if small else None
        kind, held = read_image(
            visitor.site.workspace, visitor.caller, map_id, fingerprint, side
        )
        return Response(
            held, media_type=kind, headers={"cache-control": "private, max-age=86400"}
        )

    @routes.delete("/maps/{map_id}/images/{use_id}", status_code=204)
    def detach(visitor: Asking, map_id: str, use_id: str) -> None:
        """Take an image off its cell."""
        site = visitor.site
        detach_image(site.workspace, visitor.caller, use_id, now=site.now())
        site.rooms.wake(map_id)

    @routes.get("/maps/{map_id}/views")
    def views(visitor: Asking, map_id: str) -> tuple[SavedViewRecord, ...]:
        """List the saved views of a map by name."""
        return list_views(visitor.site.workspace, visitor.caller, map_id)

    @routes.post("/maps/{map_id}/views", status_code=201)
    def keep_view(visitor: Asking, map_id: str, new: NewView) -> SavedViewRecord:
        """Save a selection of lanes under a name."""
        site = visitor.site
        return save_view(
            site.workspace,
            visitor.caller,
            map_id,
            new.name,
            new.shows.model_dump(mode="json"),
            now=site.now(),
            audience=new.audience,
        )

    @routes.delete("/maps/{map_id}/views/{view_id}", status_code=204)
    def forget_view(visitor: Asking, map_id: str, view_id: str) -> None:
        """Take a saved view away."""
        del map_id
        site = visitor.site
        remove_view(site.workspace, visitor.caller, view_id, now=site.now())

    @routes.get("/maps/{map_id}/links")
    def links(visitor: Asking, map_id: str) -> list[LinkAnswer]:
        """List the links to a map, newest first, revoked ones too."""
        return [
            LinkAnswer(
                each.id,
                each.label,
                each.view_id,
                each.made_at,
                each.expires_at,
                each.revoked_at,
            )
            for each in list_links(visitor.site.workspace, visitor.caller, map_id)
        ]

    @routes.post("/maps/{map_id}/links", status_code=201)
    def share(visitor: Asking, map_id: str, new: NewLink) -> MadeLink:
        """Make a link that shows the map, read only, to whoever has it."""
        site = visitor.site
        record, token = make_link(
            site.workspace,
            visitor.caller,
            map_id,
            now=site.now(),
            label=new.label,
            view_id=new.view_id,
            expires_at=new.expires_at,
        )
        return MadeLink(record.id, f"/shared/{token}")

    @routes.delete("/maps/{map_id}/links/{link_id}", status_code=204)
    def revoke(visitor: Asking, map_id: str, link_id: str) -> None:
        """Make a link worthless at once."""
        del map_id
        site = visitor.site
        revoke_link(site.workspace, visitor.caller, link_id, now=site.now())

    @routes.get("/activity")
    def activity(
        visitor: Asking,
        map_id: str | None = None,
        before: RevisionNo | None = None,
        limit: Limit = 50,
    ) -> tuple[Done, ...]:
        """List what was done on the maps that one may read, newest first."""
        return feed(
            visitor.site.workspace,
            visitor.caller,
            map_id=map_id,
            before=before,
            limit=min(limit, 200),
        )

    @routes.get("/datasets")
    def datasets(visitor: Asking) -> tuple[DatasetRecord, ...]:
        """List the data sets that maps are measured by."""
        return list_datasets(visitor.site.workspace, visitor.caller)

    return routes
