import pytest
from jinja2 import UndefinedError

from footlights.render.environment import environment, source_hash, static_text


def test_everything_is_escaped():
    template = environment().from_string("{{ words }}")

    assert template.render(words="<b>") == "&lt;b&gt;"


def test_a_missing_value_is_an_error_not_an_empty_page():
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_a_policy_hash_has_the_form_a_browser_knows():
    assert source_hash("alert(1)") == (
        "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="
    )


def test_static_texts_come_with_the_package():
    assert "--velvet" in static_text("tokens.css")
