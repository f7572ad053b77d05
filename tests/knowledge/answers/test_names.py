"""Names of units in canonical form, and where a question holds one."""

import pytest

from knowledge.answers.bodies import canonical, glued, initials, level_at
from knowledge.answers.names import Roll, fits_level, mentions, read_name
from knowledge.language.folding import folded_words

NAMES = (
    "Phòng Lao động - Thương binh và Xã hội",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Tư pháp",
    "Công an huyện",
    "Trung tâm Y tế huyện",
    "Ủy ban nhân dân các xã, thị trấn",
    "Đoàn TNCS Hồ Chí Minh huyện",
    "Sở Văn hóa, Thể thao và Du lịch",
)


def named(question: str) -> str | None:
    found = mentions(folded_words(glued(question)), Roll(read_name(name) for name in NAMES))
    return found[0].name.shown if found else None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("phong tu phap lam gi", "Phòng Tư pháp"),
        ("P.LĐTB&XH phải làm gì", "Phòng Lao động - Thương binh và Xã hội"),
        ("phòng lđtbxh", "Phòng Lao động - Thương binh và Xã hội"),
        ("phòng TC-KH được giao gì", "Phòng Tài chính - Kế hoạch"),
        ("phòng tài chính làm gì", "Phòng Tài chính - Kế hoạch"),
        ("bên tư pháp làm gì", "Phòng Tư pháp"),
        ("CA huyện làm gì", "Công an huyện"),
        ("TTYT huyện làm gì", "Trung tâm Y tế huyện"),
        ("huyện đoàn làm gì", "Đoàn TNCS Hồ Chí Minh huyện"),
        ("đoàn thanh niên huyện", "Đoàn TNCS Hồ Chí Minh huyện"),
        ("UBND xã phải làm gì", "Ủy ban nhân dân các xã, thị trấn"),
        ("SVHTTDL chủ trì gì", "Sở Văn hóa, Thể thao và Du lịch"),
        ("cơ sở dữ liệu", None),
        ("trẻ em tư vấn pháp luật", None),
        ("phòng, chống đuối nước", None),
    ],
)
def test_a_question_names_a_unit(question: str, name: str | None) -> None:
    assert named(question) == name


def test_abbreviation_and_full_name_are_one() -> None:
    short, full = read_name("Phòng LĐTB&XH"), read_name("Phòng Lao động - Thương binh và Xã hội")
    assert short.core == full.core


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", {"district", "city"}),
        ("Công an tỉnh", {"province"}),
        ("Bảo hiểm xã hội", set()),
        ("Hải quan", set()),
        ("Các cơ quan, đơn vị, địa phương", set()),
    ],
)
def test_levels_are_no_part_of_the_name(name: str, levels: set[str]) -> None:
    assert read_name(name).levels == levels


def test_another_level_does_not_fit() -> None:
    names = Roll([read_name("Công an huyện")])
    assert not fits_level(mentions(folded_words("công an xã"), names)[0])
    assert fits_level(mentions(folded_words("công an huyện"), names)[0])
    assert fits_level(mentions(folded_words("công an"), names)[0])


def test_a_name_is_whole_or_a_part() -> None:
    names = Roll([read_name("Phòng Tài chính - Kế hoạch")])
    assert mentions(folded_words("phòng tài chính kế hoạch"), names)[0].share == 1
    assert mentions(folded_words("phòng tài chính"), names)[0].share < 1


def test_blocked_places_open_no_name() -> None:
    assert not mentions(folded_words("số tư pháp"), Roll([read_name("Sở Tư pháp")]), blocked=frozenset({0}))


def test_initials_leave_joining_words_out() -> None:
    assert initials(folded_words("Giáo dục và Đào tạo")) == "gddt"


@pytest.mark.parametrize(
    ("text", "one"),
    [("TT&TT", "TTTT"), ("VH,TT&DL", "VHTTDL"), ("LĐ-TB&XH", "LĐTBXH"), ("kinh tế - xã hội", "kinh tế - xã hội")],
)
def test_abbreviations_in_parts_become_one_word(text: str, one: str) -> None:
    assert glued(text) == one


def test_a_body_has_one_form() -> None:
    forms = ["Ủy ban MTTQ Việt Nam", "MTTQ", "Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"]
    assert len({tuple(token.word for token in canonical(folded_words(form))) for form in forms}) == 1


def test_a_level_is_told_from_other_words() -> None:
    assert level_at(folded_words("thị xã Sông"), 0) == (2, "district")
    assert level_at(folded_words("xã hội"), 0) is None
    assert level_at(folded_words("địa phương"), 1) is None
    assert level_at(folded_words("quận"), 0) == (1, "district")


@pytest.mark.parametrize("question", ["phòng nào phải làm gì", "trung tâm ở đâu", "tư pháp là gì", "đoàn kết là gì"])
def test_an_opening_alone_names_no_unit(question: str) -> None:
    assert named(question) is None
