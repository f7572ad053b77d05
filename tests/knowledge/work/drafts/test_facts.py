"""People, costs, quantities, places and remarks, each by itself."""

import pytest

from knowledge.work.reporting.drafts.costs import find_cost
from knowledge.work.reporting.drafts.people import count_people
from knowledge.work.reporting.drafts.places import find_place
from knowledge.work.reporting.drafts.quantities import find_quantities
from knowledge.work.reporting.drafts.remarks import find_remarks


@pytest.mark.parametrize(
    ("text", "children", "adults", "total"),
    [
        ("45 cháu 12 phụ huynh", 45, 12, 57),
        ("60 người dự trong đó 15 trẻ em", 15, 45, 60),
        ("60 người (45 phụ huynh, 15 cháu)", 15, 45, 60),
        ("60 người, trong đó 20 phụ huynh", 40, 20, 60),
        ("45 cháu và 12 người", 45, 12, 57),
        ("tổng 78 em: lớp 7A 40 em, lớp 7B 38 em", 78, None, 78),
        ("120 trẻ, trong đó 15 trẻ khuyết tật", 120, None, 120),
        ("4 lớp x 25 em", 100, None, 100),
        ("3 điểm, mỗi điểm khoảng 120 cháu", 360, None, 360),
        ("mỗi lớp 30 em", 30, None, 30),
        ("hai mươi lăm cháu", 25, None, 25),
        ("200 lượt người", None, None, 200),
        ("9 đ/c, 5 CB + 12 CTV", None, 26, 26),
        ("gọi 111, chỉ tiêu 14, thôn 5 em đến, lớp 4A, 22h, 8 tuổi, 9/9 ấp", None, None, None),
        ("2,5 người", None, None, None),
        ("đại biểu 80, thiếu nhi: 200", 200, 80, 280),
        ("kế hoạch về trẻ em 2026", None, None, None),
        ("21/25 thành viên dự", None, 21, 21),
        ("1.012 trẻ em, 45 trẻ khuyết tật, 12 trẻ mồ côi", 1012, None, 1012),
        ("950 em uống thuốc, còn 30 em chưa uống", 950, None, 950),
        ("70 người dự, trong đó 25 là trẻ em", 25, 45, 70),
        ("300 lượt người xem", None, None, 300),
        ("26 lượt bản tin", None, None, None),
        ("26 kế toán, 4 thủ quỹ", None, 30, 30),
        ("40 dieu tra vien, 13 truong cong an xa", None, 53, 53),
        ("7 thanh tra viên, 2 công viên, 5 bệnh viện", None, 7, 7),
        ("52 điều dưỡng và 30 y tế ấp", None, 82, 82),
        ("3 co so, 2 bo ban ghe", None, None, None),
        ("16 ban tin", None, None, None),
        ("6 truong ban tru", None, None, None),
        ("13 trạm trưởng", None, 13, 13),
        ("220 em dự, khen thưởng 20 em", 220, None, 220),
        ("2 hội thẩm và 1 cán bộ Đoàn", None, 3, 3),
        ("dạy bơi cho các cháu: 22 trai 19 gái, 3 tình nguyện viên", 41, 3, 44),
        ("học sinh lớp 5: 18 nam, 21 nữ", 39, None, 39),
        ("hop to 12 nam 15 nu", None, None, 27),
        ("hội viên dự: 12 nam và 15 nữ", None, None, 27),
        ("45 cháu (25 nam, 20 nữ)", 45, None, 45),
        ("3 lớp (31+29+33 hs), 4 gv", 93, 4, 97),
        ("5 gv + 12 hs", 12, 5, 17),
        ("gần 3 trăm học sinh, 2 chục giáo viên", 300, 20, 320),
        ("2 tram y te", None, None, None),
        ("24 cộng tác viên trẻ em, 5 giáo viên mầm non", None, 29, 29),
        ("80 vđv nhí, 12 diễn viên nhí, 6 huấn luyện viên", 92, 6, 98),
        ("thăm 1 cháu. Ba cháu sđt \x00\x00", 1, None, 1),
        ("thăm ba cháu mồ côi", 3, None, 3),
        ("phát hiện 3 lao động trẻ em", None, None, None),
    ],
)
def test_people(text: str, children: int | None, adults: int | None, total: int | None) -> None:
    counted = count_people(text)
    assert (counted.children, counted.adults, counted.total) == (children, adults, total)


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("kp 3tr2", 3_200_000),
        ("20 suất quà cho trẻ khuyết tật x 250k", 5_000_000),
        ("2 cháu ở thôn 8, mỗi cháu 500k", 1_000_000),
        ("30 suất, 200k/suất", 6_000_000),
        ("6tr từ ngân sách xã + 4tr XHH", 10_000_000),
        ("kinh phí 6tr từ quỹ và 4tr đóng góp", 10_000_000),
        ("giải thưởng 4tr, nước uống 500k", 4_500_000),
        ("giải thưởng 4tr, nước 500k, tổng chi 5tr", 5_000_000),
        ("8tr ngân sách, 4tr đóng góp, 12tr cả đợt", 12_000_000),
        ("kp 2tr, tặng quà 500k", 2_000_000),
        ("quỹ còn tồn 12.350.000đ chưa chi", None),
        ("xử phạt 1 tiệm 7tr5", None),
        ("15.000.000đ chưa sử dụng", None),
        ("trị giá 500k/suất", 500_000),
        ("45 cháu", None),
        ("5 xe đạp (2tr/xe) và 10 suất học bổng (500k/suất)", 15_000_000),
        ("hỗ trợ 6 cháu, mỗi cháu 600 ngàn", 3_600_000),
        ("25 xe đạp, mỗi chiếc 1tr8", 45_000_000),
        ("15 cai xe dap, moi cai 1 trieu 9", 28_500_000),
        ("2 nhà tình thương, mỗi căn 70 triệu", 140_000_000),
        ("88 cháu, mỗi cháu 1 hộp bánh 25k", 2_200_000),
        ("hết 2 triệu 250", 2_250_000),
        ("lập biên bản 3 điểm, phat 9tr", None),
        ("hết 3 củ 4 trích quỹ hội", 3_400_000),
        ("chi 1 triệu 6 mua nước", 1_600_000),
        ("ủng hộ 2 triệu 5 cháu", 2_000_000),
        ("sai sót 12tr đã nhắc khắc phục", None),
        ("45 cháu, mỗi buổi 500k", 500_000),
        ("25 xe đạp cho 30 cháu, mỗi chiếc 2tr", 50_000_000),
        ("320 cháu, tặng 45 cặp sách cho trẻ khó khăn x 150k", 6_750_000),
    ],
)
def test_cost(text: str, cost: int | None) -> None:
    assert find_cost(text)[0] == cost


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("phát 100 tờ rơi, 20 suất quà", {"tờ rơi": 100, "suất quà": 20}),
        ("18 tin, 4 chuyên mục về trẻ em, 30 lượt spot", {"tin": 18, "chuyên mục": 4, "lượt spot": 30}),
        ("trao 30 suất học bổng Vượt khó", {"suất học bổng": 30}),
        ("1.236 hồ sơ", {"hồ sơ": 1236}),
        ("thôn 1 phát 50 tờ rơi, thôn 2 phát 30 tờ rơi", {"tờ rơi": 80}),
        ("kiểm tra 7 quán, nhắc nhở 2 quán", {"quán": 7}),
        ("xử 1 vụ dâm ô", {"vụ": 1}),
        ("rà soát 5 trường hợp", {"trường hợp": 5}),
        ("thôn 5, chỉ tiêu 14, 22h, 8 tuổi, 2 lần/tuần, tổng đài 111, 50%", {}),
        ("mỗi em 2 quyển vở", {}),
        ("0 tờ rơi, 5", {}),
        ("lắp 12 biển báo quanh hồ", {"biển báo": 12}),
        ("cam 9 bien bao o ho", {"bien bao": 9}),
        ("15 cái xe đạp cho học sinh", {"xe đạp": 15}),
        ("5 tủ thuốc, 8 máy lọc nước", {"tủ thuốc": 5, "máy lọc nước": 8}),
        ("3 cuốn sổ tay pháp luật", {"cuốn sổ tay": 3}),
    ],
)
def test_quantities(text: str, things: dict[str, float]) -> None:
    assert dict(find_quantities(text)) == things


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tuyên truyền tại hội trường UBND xã Hòa Bình cho phụ nữ", "hội trường UBND xã Hòa Bình"),
        ("tập huấn ở trường mầm non Hoa Mai", "trường mầm non Hoa Mai"),
        ("cắm biển ở các hồ, suối", "các hồ, suối"),
        ("trường THCS Lê Lợi sinh hoạt câu lạc bộ", "trường THCS Lê Lợi"),
        ("phối hợp trường THCS Lê Lợi TT phòng chống xâm hại", "trường THCS Lê Lợi"),
        ("xã Phước Lộc rước đèn ở 3 điểm", "xã Phước Lộc"),
        ("rước đèn ở 3 điểm", "3 điểm"),
        ("họp, HT xã", "HT xã"),
        ("o thon dong", "thon dong"),
        ("giúp bạn đến trường", None),
        ("kiểm tra 4 trường", None),
        ("tập huấn cho các xã", None),
        ("nội dung xấu trên môi trường mạng xã hội", None),
        ("phòng chống tai nạn đuối nước, đọc sách cho trẻ", None),
        ("trẻ ở nhà", None),
        ("thẻ cho trẻ dưới 6 tuổi", None),
        ("phát bản tin cho các hộ", None),
        ("UBND xã ký cam kết", None),
        ("khám ở nhà VH khu phố 2", "nhà VH khu phố 2"),
        ("sân vận động xã", "sân vận động xã"),
        ("trung tâm y tế khám mắt cho học sinh trường TH Phú Ngần", "trường TH Phú Ngần"),
        ("Trạm y tế xã cân đo cho trẻ", "Trạm y tế xã"),
        ("cam bien bao quanh ho Dong Mo", "ho Dong Mo"),
        ("tư vấn tại cộng đồng, ở trạm y tế xã Mây", "trạm y tế xã Mây"),
        ("mở lớp, bể bơi huyện", "bể bơi huyện"),
        ("hết 5tr tiền tai lieu", None),
        ("to chuc tai san bong xa", "san bong xa"),
        ("xã Phước Mây tập huấn cho 12 ctv. Nhà văn hóa xã. 1 ngày", "Nhà văn hóa xã"),
        ("xã Phước Mây đến thăm cháu bị ngã, ấp Bàu Sen", "ấp Bàu Sen"),
        ("xã Phước Mây tập huấn cho ctv", "xã Phước Mây"),
        ("xã Phước Mây phối hợp trạm y tế khám cho trẻ", "xã Phước Mây"),
        ("xã Phước Mây tổ chức trung thu, thôn Gió tặng quà", "xã Phước Mây"),
        ("họp, hội trường Huyện đoàn, 35 em", "hội trường Huyện đoàn"),
    ],
)
def test_places(text: str, place: str | None) -> None:
    assert find_place(text) == place


@pytest.mark.parametrize(
    ("text", "difficulty", "proposal"),
    [
        ("họp. Khó khăn: thiếu kinh phí. Đề nghị cấp bổ sung", "thiếu kinh phí", "cấp bổ sung"),
        ("họp; kk phụ huynh ngại, đx tập huấn thêm", "phụ huynh ngại", "tập huấn thêm"),
        ("tặng quà học sinh khó khăn ở vùng đặc biệt khó khăn", None, None),
        ("họp, tuy nhiên phụ huynh ít đến", "phụ huynh ít đến", None),
        ("Hạn chế: A. Khó khăn: B", "A; B", None),
        ("khó khăn, kp 3tr", None, None),
        ("họp. Khó: nhiều em nghỉ học", "nhiều em nghỉ học", None),
        ("họp. Vướng là loa hỏng, xin cấp bộ loa mới", "loa hỏng", "cấp bộ loa mới"),
        ("họp. Đ/n huyện hỗ trợ thêm", None, "huyện hỗ trợ thêm"),
        ("họp. Mưa to nên đoàn ko vô tới được, phải hẹn lại", "Mưa to nên đoàn ko vô tới được, phải hẹn lại", None),
        ("cap 12 the, 3 chau thieu giay nen chua lam duoc", "3 chau thieu giay nen chua lam duoc", None),
        ("chưa mở được lớp bơi", None, None),
        ("tiêm 40 cháu, 3 cháu chưa được tiêm", None, None),
        ("tiêm 40 cháu, 3 cháu ốm nên chưa tiêm được, kp 2tr", "3 cháu ốm nên chưa tiêm được", None),
        ("dạy 30 em, trong đó 12 em chưa bơi được", None, None),
    ],
)
def test_remarks(text: str, difficulty: str | None, proposal: str | None) -> None:
    found = find_remarks(text)
    assert (found.difficulty, found.proposal) == (difficulty, proposal)
    assert len(found.rest) == len(text)
