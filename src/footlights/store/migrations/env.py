"""Alembic runs this: it brings the store on the connection it is given up to date."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], render_as_batch=True
)
context.run_migrations()
