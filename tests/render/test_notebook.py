from lxml import html

from footlights.render.notebook import map_html


def test_a_map_in_a_notebook_is_a_piece_with_its_style_and_no_script(museum, measured):
    page = map_html(museum, measured)

    assert page.lstrip().startswith('<div class="footlights notebook"><style>')
    assert "<script" not in page
    assert "<html" not in page


def test_the_chosen_lens_is_checked(museum):
    for lens in ("customer", "business", "both"):
        tree = html.fromstring(map_html(museum, lens=lens))

        assert tree.xpath("//input[@checked]/@value") == [lens]


def test_it_links_to_no_page_that_is_not_there(museum, measured):
    tree = html.fromstring(map_html(museum, measured))
    ids = set(tree.xpath("//@id"))

    assert [
        href for href in tree.xpath("//a/@href") if href.removeprefix("#") not in ids
    ] == []
