import pytest

from footlights.errors import BrokenMermaidError, NotAMapError
from footlights.formats.map_yaml import read_map_document, yaml_of
from footlights.formats.mermaid import to_mermaid
from footlights.formats.mermaid_fences import fenced

PAGE = """\
# Our day

Text, and a picture:

```mermaid
flowchart LR
  a --> b
```

~~~mermaid
---
title: My day
---
%% drawn by Ann
journey
  section Morning
    Make tea: 5: Me
~~~

More text.
"""


def written(folder, text, name="README.md"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_journey_of_a_page_is_a_map(tmp_path):
    document = read_map_document(written(tmp_path, PAGE))

    assert document.map.name == "My day"
    assert [each.id for each in document.map.touchpoints] == ["make-tea"]
    assert document.line_of(("stages", 0, "touchpoints", 0)) == 17
    assert "Our day" not in yaml_of(document)


def test_a_diagram_pasted_with_its_fence_is_read(tmp_path):
    text = "Here you are:\n```mermaid\njourney\n  Make tea: 5: Me\n```\n"

    document = read_map_document(written(tmp_path, text, "day.mmd"))

    assert document.line_of(("stages", 0, "touchpoints", 0)) == 4


def test_a_fence_that_is_never_closed_goes_to_the_end(tmp_path):
    path = written(tmp_path, "```mermaid\njourney\n  Make tea: 5: Me\n")

    assert read_map_document(path).map.touchpoints[0].name == "Make tea"


def test_a_mistake_in_a_page_has_the_line_of_the_page(tmp_path):
    path = written(tmp_path, PAGE.replace("Make tea: 5: Me", "Make tea"))

    with pytest.raises(BrokenMermaidError, match=r"README\.md:17"):
        read_map_document(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# Only text\n", "a page without a diagram of Mermaid"),
        ("```python\njourney\n```\n", "a page without a diagram of Mermaid"),
        ("```mermaid\npie\n```\n", "it is a Mermaid pie chart"),
        (PAGE + PAGE, r"2 diagrams \(lines 10, 30\)"),
    ],
)
def test_a_page_without_one_journey_is_no_map(text, why, tmp_path):
    with pytest.raises(NotAMapError, match=why):
        read_map_document(written(tmp_path, text))


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        ("flowchart LR\n  a-->b", "flowchart"),
        ("%% hello\nsequenceDiagram\n A->>B: hi", "sequence diagram"),
        ("C4Deployment\n x", "C4 diagram"),
        ("treemap-beta\n 'a': 1", "tree map"),
    ],
)
@pytest.mark.parametrize("name", ["other.mmd", "other.txt"])
def test_a_diagram_of_another_kind_is_named(begin, kind, name, tmp_path):
    with pytest.raises(NotAMapError, match=f"it is a Mermaid {kind}"):
        read_map_document(written(tmp_path, begin, name))


def test_what_is_written_as_a_page_reads_back(tmp_path):
    name = "``` {} \\` ~~~"
    map_ = read_map_document(written(tmp_path, PAGE)).map.model_copy(
        update={"name": name, "objective": "```\nno end\n```"}
    )

    path = written(tmp_path, fenced(to_mermaid(map_)), "out.md")

    assert read_map_document(path).map == map_
