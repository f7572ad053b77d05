"""Names of bodies: lists parted into names, names told from predicates, one key for the spellings of a name."""

import pytest

from knowledge.plans.assigning.predicates import find_predicate
from knowledge.plans.assigning.roles import indicators_of, role_of
from knowledge.plans.assigning.subjects import heading_bodies, owners_of, partners_of, subject_of
from knowledge.plans.model import Role
from knowledge.plans.naming.aliases import aliases_of, called, field_initials, without_shared
from knowledge.plans.naming.bodies import begins_body, is_collective, split_bodies
from knowledge.plans.naming.unit_keys import COMMUNES, DEPARTMENTS, DISTRICTS, unit_key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Y tế, Sở Văn hóa, Thể thao và Du lịch", ["Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "các sở, ban, ngành, đoàn thể tỉnh, Ủy ban nhân dân các xã, phường, báo, đài và các đơn vị có liên quan",
            [
                "các sở, ban, ngành, đoàn thể tỉnh",
                "Ủy ban nhân dân các xã, phường",
                "báo, đài",
                "các đơn vị có liên quan",
            ],
        ),
        ("Sở Tài chính và cơ quan, địa phương liên quan", ["Sở Tài chính", "cơ quan, địa phương liên quan"]),
        ("các sở ngành, đơn vị, địa phương", ["các sở ngành, đơn vị", "địa phương"]),
        ("các cơ quan, đơn vị, địa phương", ["các cơ quan, đơn vị, địa phương"]),
        ("Văn phòng HĐND và UBND xã; Công an xã", ["Văn phòng HĐND và UBND xã", "Công an xã"]),
        ("Báo và Đài Phát thanh, Truyền hình tỉnh", ["Báo và Đài Phát thanh, Truyền hình tỉnh"]),
        ("Mặt trận Tổ quốc xã và các đoàn thể", ["Mặt trận Tổ quốc xã và các đoàn thể"]),
        ("Tòa án nhân dân, Công an huyện", ["Tòa án nhân dân huyện", "Công an huyện"]),
        ("Sở Nội vụ (cơ quan thường trực, đầu mối), Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        (
            "Đồng chí Bí thư Đoàn xã, Phó Trưởng ban; các đ/c Ủy viên",
            ["Đồng chí Bí thư Đoàn xã, Phó Trưởng ban", "các đ/c Ủy viên"],
        ),
        ("  ", []),
    ],
)
def test_lists_of_bodies(text: str, names: list[str]) -> None:
    assert list(split_bodies(text)) == names


@pytest.mark.parametrize(
    ("text", "is_body"),
    [
        ("Sở Y tế", True),
        ("Các Trạm Y tế xã", True),
        ("đơn vị", True),
        ("Phòng, chống đuối nước", False),
        ("phòng ngừa tai nạn", False),
        ("Hội nghị tổng kết", False),
        ("Báo cáo hằng quý", False),
        ("Báo ngay cho cha mẹ", False),
        ("Tổ chức lớp bơi", False),
        ("Ban hành quy chế", False),
        ("Trường hợp khẩn cấp", False),
        ("Bộ nhận diện", False),
    ],
)
def test_where_a_body_begins(text: str, is_body: bool) -> None:  # noqa: FBT001 - a table of cases
    assert begins_body(text) is is_body


def test_collectives() -> None:
    assert is_collective("các sở, ban, ngành")
    assert is_collective("Sở, ban, ngành")
    assert not is_collective("Báo và Phát thanh, Truyền hình Hà Rừng")
    assert not is_collective("Sở Y tế")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Sở Xây dựng đăng tải thông điệp", "đăng tải thông điệp"),
        ("Hội Làm vườn tỉnh ghép cây", "ghép cây"),
        ("Ban Quản lý dự án tổ chức đấu thầu", "tổ chức đấu thầu"),
        ("các tổ chức chính trị - xã hội vận động hội viên", "vận động hội viên"),
        ("Trung tâm Công nghệ thông tin lập trang tin", "lập trang tin"),
        ("Tất cả xe tham gia chở hàng phải kiểm định", "phải kiểm định"),
        ("Sở Tài chính, trên cơ sở đề xuất", "trên cơ sở đề xuất"),
        ("Các đội tình nguyện được tập huấn", None),
        ("Ủy ban nhân dân các xã, phường", None),
    ],
)
def test_predicates(text: str, rest: str | None) -> None:
    at = find_predicate(text)
    assert (None if at is None else text[at:]) == rest


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chủ trì, phối hợp với Sở Y tế", Role.LEAD),
        ("Là đầu mối tổng hợp", Role.LEAD),
        ("Trong phạm vi nhiệm vụ của mình, chủ động phối hợp với trường học", Role.COORDINATE),
        ("Trên cơ sở đề nghị của các xã, chủ trì thẩm định", Role.LEAD),
        ("Có trách nhiệm tham mưu kế hoạch", Role.ADVISE),
        ("Chỉ đạo trạm y tế", Role.DIRECT),
        ("Căn cứ dự toán, phân bổ kinh phí", Role.CARRY_OUT),
        ("Đào giếng", Role.CARRY_OUT),
        ("Theo mùa vụ, giống má của từng nơi", Role.CARRY_OUT),
    ],
)
def test_roles(text: str, role: Role) -> None:
    assert role_of(text) is role


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("các chỉ tiêu 01, 3 và 7.", (1, 3, 7)),
        ("chỉ tiêu số 14 của Nghị quyết", (14,)),
        ("chỉ tiêu 2 đến 5", (2, 3, 4, 5)),
        ("đạt chỉ tiêu 95% hộ dân", ()),
        ("các chỉ tiêu về nước sạch", ()),
    ],
)
def test_indicators(text: str, numbers: tuple[int, ...]) -> None:
    assert indicators_of(text) == numbers


def test_subjects() -> None:
    subject = subject_of("Nếu có khó khăn, đề nghị báo lại.")
    assert subject is None
    subject = subject_of("Trong quá trình thực hiện, nếu có vướng mắc các đơn vị phản ánh về Sở Y tế.")
    assert subject is not None
    assert subject.names == ("các đơn vị",)
    subject = subject_of("Đề nghị các hội, đoàn thể: Hội Nông dân huyện, Huyện đoàn vận động hội viên.")
    assert subject is not None
    assert (subject.names, subject.role) == (("Hội Nông dân huyện", "Huyện đoàn"), Role.REQUESTED)
    assert subject_of("Đào mương dọc đường làng.") is None


def test_headings_that_name_bodies_and_nothing_else() -> None:
    assert heading_bodies("Đề nghị Tòa án nhân dân huyện:") == (("Tòa án nhân dân huyện",), Role.REQUESTED)
    assert heading_bodies("Đối với các Phòng Y tế") == (("các Phòng Y tế",), Role.CARRY_OUT)
    assert heading_bodies("Sở Y tế chủ trì khám bệnh") is None
    assert heading_bodies("Củng cố bộ máy") is None
    assert heading_bodies("Các tổ chức có liên quan; cai nghiện; chữa bệnh") is None


def test_owners_of_a_line() -> None:
    assert owners_of("Sở Y tế chủ trì, phối hợp với Sở Tài chính và các xã thực hiện.", Role.CARRY_OUT) == [
        ("Sở Y tế", Role.LEAD),
        ("Sở Tài chính", Role.COORDINATE),
        ("các xã", Role.COORDINATE),
    ]
    assert owners_of("Sở A tiến hành rà soát; Sở Y tế phối hợp cung cấp số liệu", Role.CARRY_OUT)[-1] == (
        "Sở Y tế",
        Role.COORDINATE,
    )
    assert owners_of("Nhóm trưởng các nhóm hộ", Role.LEAD) == [("Nhóm trưởng các nhóm hộ", Role.LEAD)]
    assert owners_of("", Role.LEAD) == []


def test_partners_in_a_sentence() -> None:
    assert partners_of("Phối hợp chặt chẽ với Sở Y tế, Công an tỉnh tuần tra; phối hợp các trường dạy bơi.") == (
        "Sở Y tế",
        "Công an tỉnh",
        "các trường",
    )
    assert partners_of("Phối hợp đồng bộ nhiều biện pháp.") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND các xã, phường", "Ủy ban nhân dân cấp xã"),
        ("Các Sở, ban, ngành tỉnh", "Thủ trưởng các sở, ban, ngành, đoàn thể tỉnh"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở LĐTBXH"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("UB MTTQ tỉnh và các tổ chức thành viên", "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội"),
        ("các thôn", "Trưởng thôn"),
        ("Giám đốc Sở Y tế", "Sở Y tế"),
    ],
)
def test_two_spellings_have_one_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


def test_keys_tell_levels_apart() -> None:
    assert unit_key("UBND các huyện, thị xã, thành phố") == DISTRICTS
    assert unit_key("UBND xã, thị trấn") == COMMUNES
    assert unit_key("các phòng, ban chuyên môn huyện") == DEPARTMENTS
    assert unit_key("Sở Y tế") != unit_key("Phòng Y tế")
    assert unit_key("Ủy ban MTTQ xã") != unit_key("Ủy ban MTTQ xã và các đoàn thể")
    assert unit_key("cơ quan liên quan") != unit_key("cơ quan, địa phương liên quan")


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("Phòng Giáo dục và Đào tạo", {"Phòng GD&ĐT", "Phòng GDĐT", "P.GDĐT", "Phòng Giáo dục"}),
        ("Sở Lao động - Thương binh và Xã hội", {"Sở LĐTBXH", "Sở LĐ-TB&XH", "Sở LĐTB&XH", "SLĐTBXH"}),
        ("Trung tâm Y tế huyện", {"TTYT", "TTYT huyện", "Trung tâm Y tế"}),
        ("Ủy ban nhân dân các xã, thị trấn", {"UBND xã", "UBND cấp xã", "UBND các xã, thị trấn"}),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam huyện và các tổ chức thành viên", {"MTTQ", "MTTQ huyện", "Mặt trận"}),
        ("Đoàn TNCS Hồ Chí Minh huyện", {"Huyện đoàn", "Đoàn thanh niên"}),
        ("Tỉnh đoàn", {"Đoàn thanh niên", "Đoàn thanh niên tỉnh"}),
        ("Tòa án nhân dân huyện", {"TAND", "TAND huyện", "Tòa án"}),
        ("Bộ CHQS tỉnh", {"Bộ Chỉ huy Quân sự tỉnh", "Bộ CHQS"}),
        ("các sở, ban, ngành", {"sở, ban, ngành"}),
        ("Đài Truyền thanh - Truyền hình", {"Đài TTTH", "Đài TT-TH"}),
    ],
)
def test_aliases_by_rule(name: str, some: set[str]) -> None:
    assert some <= set(aliases_of(name, ()))


def test_the_plans_own_spellings_come_first_and_the_name_is_no_alias() -> None:
    aliases = aliases_of("Sở Y tế", ["Sở Y tế", "Sở  Y tế", "Sở y tế tỉnh"])
    assert aliases[0] == "Sở y tế tỉnh"
    assert "Sở Y tế" not in aliases


def test_initials_keep_or_leave_the_signs() -> None:
    assert set(field_initials("Văn hóa, Thể thao và Du lịch")) >= {"VHTTDL", "VHTT&DL", "VH-TT-DL"}


def test_an_alias_of_two_units_is_given_to_neither() -> None:
    left = without_shared({"Sở Y tế": ("SYT", "ngành y tế"), "Trung tâm Y tế": ("TTYT", "ngành y tế", "Sở Y tế")})
    assert left == {"Sở Y tế": ("SYT",), "Trung tâm Y tế": ("TTYT",)}


def test_short_names_that_the_plan_gives() -> None:
    texts = ["Ban Quản lý chợ nổi (sau đây gọi tắt là Ban Quản lý) lập sổ.", "Chương trình (sau đây gọi tắt là CT)."]
    assert called(texts, ["Ban Quản lý chợ nổi"]) == {"Ban Quản lý chợ nổi": ["Ban Quản lý"]}
