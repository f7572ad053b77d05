"""What people type in the place of a command: 'báo cáo', 'cho em xem tiến độ', 'thêm cán bộ mới'."""

import re

from knowledge.language.folding import key

_SENT = r"(?:da gui|vua gui|vua roi|cua (?:toi|em|minh)|hom nay|hom qua|hom truoc|tuan truoc|thang truoc|cu)"
_PERIOD = r"(?:(?:thang|quy|tuan|nam)(?: (?:nay|truoc|\d+|[ivx]+))?(?: nam \d{4})?|6 thang(?: (?:dau|cuoi) nam)?)"
_PEOPLE = r"(?:can bo|nguoi dung|thanh vien)"
_ME = r"(?:(?:don vi )?(?:toi|em|minh))"
_SOON = r"(?:(?:hom|tuan|thang) nay|sap toi|may ngay toi)"
_OWED = r"(?:gi|viec gi|nhung gi|bao cao (?:gi|nao))"
_COMMANDS = {
    name: re.compile("|".join(patterns))
    for name, patterns in {
        "baocao": (r"(?:(?:ghi|viet|lam|gui|nop|tao) )?(?:mot )?bao cao(?: (?:hoat dong|moi))*",),
        "nhatky": (
            rf"(?:(?:xem|xem lai|cac) )?(?:nhat ky|(?:cac )?bao cao {_SENT})",
            r"xem lai bao cao",
            rf"(?:sua|chinh|chinh sua|dinh chinh|thu hoi|rut|xoa)(?: lai)? bao cao(?: {_SENT})*(?: (?:thanh|la) .+)?",
        ),
        "tiendo": (
            r"(?:xem )?tien do(?: (?:thuc hien|bao cao))?(?: cua don vi (?:toi|em|minh))?",
            r"(?:nhung )?(?:ai|don vi nao|cho nao|phong nao|xa nao)(?: con)? chua (?:nop|gui|bao cao)(?: bao cao)?",
            r"(?:nhac|don doc|giuc) .+ (?:nop|gui|lam) bao cao",
        ),
        "han": (
            r"(?:xem )?(?:cac )?han(?: sap toi)?",
            rf"{_SOON} (?:{_ME} )?(?:co )?{_OWED} (?:phai |can |sap )?(?:nop|den han)(?: khong)?",
            rf"{_SOON} (?:{_ME} )?(?:phai|can) nop {_OWED}(?: khong)?",
            rf"(?:{_ME} )?(?:co )?{_OWED} (?:phai |can |sap )(?:nop|den han)(?: {_SOON})?(?: khong)?",
        ),
        "nhac": (
            r"(?:doi )?(?:gio )?nhac viec",
            rf"(?:{_ME} (?:xin )?(?:di |dang )?(?:nghi|cong tac|hoc|om) (?:.+ )?)?"
            rf"(?:tam ngung|ngung|tat|dung|tam dung|doi gio) nhac(?: viec)?(?: {_ME})?(?: nua| den .+)?",
        ),
        "kehoach": (
            r"(?:(?:xem|tai|gui|xin) )?(?:(?:toi|em|minh|cho (?:toi|em|minh)) )?(?:(?:cac|file|ban) )*ke hoach",
        ),
        "tonghop": (
            rf"(?:(?:lam|lap|xuat|tao|viet|in|gui|xem|tai) )?(?:bao cao tong hop|tong hop bao cao)(?: {_PERIOD})?",
        ),
        "moi": (rf"(?:them|moi|ket nap) (?:mot )?(?:{_PEOPLE}|nguoi)(?: moi)?",),
        "canbo": (rf"(?:(?:xem|quan ly|xoa|cho nghi) )?(?:danh sach )?{_PEOPLE}",),
    }.items()
}
_BEFORE = re.compile(r"^(?:(?:cho|giup) )?(?:(?:toi|em|minh) )?(?:(?:xin|muon|can|hoi) )?")
_AFTER = re.compile(r"(?: (?:a|nhe|nha|voi|di|em|oi|giup|dum|ho))+$")


def command_of(text: str) -> str | None:
    """Return the name of the command that a text asks for and nothing else, None for any other text."""
    said = _AFTER.sub("", key(text))
    wordings = (said, _BEFORE.sub("", said))
    return next((name for name, pattern in _COMMANDS.items() if any(map(pattern.fullmatch, wordings))), None)
