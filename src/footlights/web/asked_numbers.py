"""Numbers as addresses and forms may say them: never more than a store can count."""

from typing import Annotated

from fastapi import Form, Query
from pydantic import Field

MOST = 2**31 - 1
"""The largest number that every store takes."""

LONGEST_DAYS = 36_500
"""A hundred years."""

RevisionNo = Annotated[int, Query(ge=0, le=MOST)]
"""The number of a revision, or of something that was done."""

Limit = Annotated[int, Query(ge=1, le=MOST)]
"""At most so many; each question has its own bound besides."""

FormNo = Annotated[int, Form(ge=0, le=MOST)]
"""The number of a revision in a form."""

SentNo = Annotated[int, Field(ge=1, le=MOST)]
"""The number of a revision in JSON."""

Days = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]
"""How many days something lasts."""
