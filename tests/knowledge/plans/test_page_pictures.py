"""Pictures of a draft's pages: kept until it is published, the lines of a place cut out of them."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from knowledge.database import connect
from knowledge.documents.document import Document, PagePicture, Place, Span
from knowledge.plans import page_pictures, store
from knowledge.plans.store import PlanStatus
from tests.talking import START, commune_plan

PLAN = commune_plan("quet")


def sheet() -> bytes:
    """Return a white page with a dark line at 40 pixels."""
    page = Image.new("L", (200, 300), 255)
    page.paste(0, (20, 40, 180, 50))
    content = BytesIO()
    page.save(content, "JPEG")
    return content.getvalue()


DOCUMENT = Document(
    "a.pdf",
    "",
    (),
    sha256="x",
    pictures=(PagePicture(1, sheet()), PagePicture(2, sheet())),
    places=(Place(10, 19, 1, (20, 40, 180, 50)), Place(10, 19, 2, (20, 5, 90, 15)), Place(20, 29, 2, (20, 40, 60, 50))),
)


def stored(status=PlanStatus.DRAFT, document=DOCUMENT):
    connection = connect(":memory:")
    store.save(connection, PLAN, document, now=START, status=status)
    return connection


def test_the_lines_of_a_passage_are_cut_out_in_a_frame_with_what_is_around():
    cut = page_pictures.lines(stored(), PLAN.id, PLAN.passages[1].span)
    assert cut is not None
    with Image.open(BytesIO(cut)) as picture:
        assert picture.width == 200
        assert picture.height > picture.width / 20  # Telegram takes no slimmer photo
        line, frame = picture.height // 2, picture.height // 2 - 11
        assert picture.getpixel((100, line)) < 60
        assert picture.getpixel((100, frame)) == pytest.approx(120, abs=40)
        assert picture.getpixel((100, 2)) > 200


def test_each_span_has_a_box_on_every_page_that_it_is_on():
    connection = stored()
    assert page_pictures.spots(connection, PLAN.id, [Span(10, 29), Span(19, 20), Span(25, 26)]) == [
        ((1, (20, 40, 180, 50)), (2, (20, 5, 90, 50))),
        (),
        ((2, (20, 40, 60, 50)),),
    ]
    assert page_pictures.pages(connection, PLAN.id) == (1, 2)
    assert page_pictures.page(connection, PLAN.id, 2) == sheet()
    assert page_pictures.page(connection, PLAN.id, 3) is None
    assert page_pictures.lines(connection, PLAN.id, Span(300, 310)) is None


def test_a_correction_keeps_them_publishing_drops_them():
    connection = stored()
    store.update(connection, replace(PLAN, head=replace(PLAN.head, number="13/KH-UBND")))
    assert page_pictures.lines(connection, PLAN.id, PLAN.passages[1].span)
    store.publish(connection, PLAN.id, now=START)
    assert not page_pictures.pages(connection, PLAN.id)
    assert not connection.execute("select 1 from page_place").fetchall()


def test_a_draft_thrown_away_leaves_none_a_published_plan_has_none():
    connection = stored()
    store.delete(connection, PLAN.id)
    assert not connection.execute("select 1 from page_picture").fetchall()
    assert not page_pictures.pages(stored(PlanStatus.PUBLISHED), PLAN.id)
