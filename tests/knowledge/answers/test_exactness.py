"""What is asked must be what is answered: that number of its kind, that share, that document, no false yes."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from knowledge.answers.answering import answer
from knowledge.answers.model import Answer, Kind, Status
from knowledge.answers.question import Question
from knowledge.database import connect
from knowledge.documents.text import text_document
from knowledge.plans.reading import read_plan
from knowledge.plans.store import save
from tests.knowledge.answers.conftest import NOW

PLAN = """ỦY BAN NHÂN DÂN
TỈNH VÂN SƠN
Số: 88/KH-UBND
Vân Sơn, ngày 12 tháng 10 năm 2025

KẾ HOẠCH
Phát triển thư viện cơ sở trên địa bàn tỉnh

Căn cứ Quyết định số 415/QĐ-TTg ngày 03/3/2025 của Thủ tướng Chính phủ về phát triển văn hóa đọc;

Căn cứ Chỉ thị số 27-CT/TU ngày 05/4/2025 của Tỉnh ủy về thư viện cơ sở;

I. MỤC TIÊU CHÍNH

1. 70% người lao động tại các khu công nghiệp được cấp thẻ bạn đọc.

2. Trên 45% số thôn có tủ sách.

3. Mỗi năm luân chuyển 2.000 bản sách.

II. NỘI DUNG THEO THỜI GIAN

1. Đợt 1: Trong tháng 11/2025

- Kiểm kê sách cũ tại các điểm bưu điện văn hóa.

2. Đợt 2: Từ tháng 12/2025 đến tháng 02/2026

- Trao tặng tủ sách cho các đồn biên phòng.

3. Tổ chức 4 hội thi kể chuyện theo sách tại các trường học.

4. Đơn vị gửi kế hoạch chi tiết trong thời hạn 12 ngày kể từ ngày nhận Kế hoạch này.

III. KHẨU HIỆU TUYÊN TRUYỀN

1. Mỗi trang sách là một người bạn!

2. Đọc hôm nay, vững ngày mai!

3. Thư viện về làng, tri thức về nhà!

IV. TỔ CHỨC THỰC HIỆN

1. Sở Văn hóa, Thể thao và Du lịch

a) Tham mưu ban hành các văn bản về thư viện cơ sở.

b) Chủ trì triển khai các dự án sau:

- Dự án 1: Số hóa tài liệu địa chí.

- Dự án 3: Xe thư viện lưu động.

2. Sở Khoa học và Công nghệ

- Chủ trì triển khai Dự án 2: Kết nối dữ liệu thư viện.

- Triển khai Quyết định số 415/QĐ-TTg trong các doanh nghiệp công nghệ.

3. Chi cục Hải quan khu vực XXX

- Ưu tiên thông quan nhanh các lô sách được trao tặng.

4. Đồng chí Phó Trưởng phòng Văn hóa - Xã hội - Phó Trưởng ban tổ chức

- Trực tiếp kiểm tra các tủ sách ở thôn, bản.

Căn cứ Quyết định số 77/QĐ-UBND ngày 30/12/2025 của Ủy ban nhân dân tỉnh về tủ sách thôn, các đơn vị thực hiện./.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Lê Minh Đạo

"""

Say = Callable[..., Answer]


@pytest.fixture(scope="module")
def library() -> Iterator[sqlite3.Connection]:
    connection = connect(":memory:")
    document = text_document(PLAN)
    save(connection, read_plan(document, id="van-son-88"), document, now=NOW)
    yield connection
    connection.close()


@pytest.fixture
def say(library: sqlite3.Connection) -> Say:
    def ask(text: str, *context: str) -> Answer:
        return answer(library, Question(text, plan="van-son-88", context=context, now=NOW))

    return ask


def quotes(found: Answer) -> str:
    return " | ".join(one.quote for one in found.statements)


def test_a_numbered_thing_is_that_one(say: Say) -> None:
    assert {one.unit for one in say("dự án 3 ai chủ trì").statements} == {"Sở Văn hóa, Thể thao và Du lịch"}
    assert {one.unit for one in say("đơn vị nào làm dự án 2").statements} == {"Sở Khoa học và Công nghệ"}


def test_another_word_for_a_turn_means_the_same(say: Say) -> None:
    assert "12/2025" in quotes(say("lần 2 từ khi nào"))


def test_a_follow_up_names_the_next_number(say: Say) -> None:
    assert "Trong tháng 11" in quotes(say("còn đợt 1", "đợt 2 từ khi nào"))


def test_an_item_under_its_heading_has_a_number_too(say: Say) -> None:
    assert quotes(say("khẩu hiệu số 3 là gì")) == "Thư viện về làng, tri thức về nhà!"


def test_a_wrong_premise_is_no_yes(say: Say) -> None:
    found = say("Sở Khoa học và Công nghệ chủ trì dự án 1 phải không?")
    assert [fact.name for fact in found.facts] == ["premise_wrong"]


def test_a_right_premise_is_a_yes(say: Say) -> None:
    found = say("Sở Khoa học và Công nghệ chủ trì dự án 2 phải không?")
    assert [fact.name for fact in found.facts] == ["premise_right"]


def test_a_lead_in_brings_its_items(say: Say) -> None:
    assert "Xe thư viện lưu động" in quotes(say("sở văn hóa chủ trì dự án nào"))


@pytest.mark.parametrize(
    ("asked", "count"), [("có mấy khẩu hiệu", "3"), ("có mấy đợt", "2"), ("bao nhiêu mục tiêu chính", "3")]
)
def test_what_the_plan_numbers_is_counted(say: Say, asked: str, count: str) -> None:
    found = say(asked)
    assert (found.kind, found.facts[0].value, len(found.statements)) == (Kind.COUNT, count, int(count))


def test_the_plans_own_figure_is_quoted(say: Say) -> None:
    found = say("tổ chức mấy hội thi kể chuyện")
    assert (found.facts, "4 hội thi" in quotes(found)) == ((), True)


def test_a_list_is_whole(say: Say) -> None:
    assert len(say("liệt kê các khẩu hiệu giúp em").statements) == 3


def test_a_figure_is_in_the_unit_asked_for(say: Say) -> None:
    assert "70%" in quotes(say("công nhân khu công nghiệp được cấp thẻ bao nhiêu %"))
    assert "12 ngày" in quotes(say("nhận kế hoạch thì mấy ngày phải gửi kế hoạch chi tiết"))


def test_a_document_is_only_named_where_something_else_is_asked(say: Say) -> None:
    assert {one.unit for one in say("đơn vị nào triển khai QĐ 415 trong doanh nghiệp").statements} == {
        "Sở Khoa học và Công nghệ"
    }
    assert say("QĐ 415 của TTg về việc gì").kind is Kind.REFERENCE
    assert "05/4/2025" in quotes(say("CT 27 ngày nào"))


def test_a_short_name_finds_its_unit(say: Say) -> None:
    assert say("hải quan phải làm gì").subject == "Chi cục Hải quan khu vực XXX"
    assert "tủ sách ở thôn" in quotes(say("đ/c phó trưởng phòng văn hóa xã hội lo mảng nào"))


def test_half_a_name_in_a_topic_is_no_unit(say: Say) -> None:
    assert say("tuyên truyền qua mạng xã hội nào").kind is not Kind.UNIT_TOPIC


def test_two_facts_about_the_plan_are_both_given(say: Say) -> None:
    names = {fact.name for fact in say("kế hoạch ai ký ngày nào").facts}
    assert {"signer", "issued"} <= names


def test_a_plan_whose_title_names_no_year_is_not_over(library: sqlite3.Connection) -> None:
    later = NOW.replace(year=2027)
    found = answer(library, Question("dự án 3 ai chủ trì", plan="van-son-88", now=later))
    assert (found.status, [fact.name for fact in found.facts]) == (Status.ANSWERED, [])


def test_a_doubtful_fact_is_marked(say: Say) -> None:
    found = say("QĐ 77 ngày nào")
    assert "doubt" in {fact.name for fact in found.facts}


def test_a_heading_is_counted_only_where_it_says_all(say: Say) -> None:
    assert say("có mấy khẩu hiệu về an toàn giao thông").status is Status.NOT_FOUND


def test_a_wrong_premise_shows_what_the_unit_has(say: Say) -> None:
    found = say("Sở Khoa học và Công nghệ chủ trì dự án 1 phải không?")
    assert "Dự án 2" in quotes(found)
