"""Which of a sentence's dates bind somebody: not those of documents, periods, statistics and what has been."""

import re

from knowledge.plans.dating.moments import Written
from knowledge.plans.facts.citations import mentions

_NO_DEADLINE_BEFORE = re.compile(
    r"(?:tinh (?:den|tu)|den (?:sang|trua|chieu|toi|nay|thoi diem)|hieu luc(?: thi hanh)?(?: tu| ke tu)?|"
    r"so lieu(?: den)?|sinh|giai doan|nhiem ky|so voi(?: cung ky)?|thoi diem|khoa)\s*(?:ngay\s)?$"
)
_CITED_BY_NAME = re.compile(
    r"\b(?:luat|phap lenh|hien phap|nghi quyet|quyet dinh|chi thi|ket luan|cong van|to trinh)\b[^;.,()\d]{0,70}$"
)
_PAST = re.compile(
    r"\b(?:da (?:xay ra|co|ban hanh|ghi nhan|to chuc|dat)|xay ra|ghi nhan|trong thoi gian qua|vua qua)\b"
)
_OF_REPORT_YEAR = re.compile(r"\s(?:cua )?nam (?:bao cao|truoc|sau|lien ke)\b")
_REVIEW = re.compile(r"\b(?:so ket|tong ket)\b[^.;,]*$")
_NAMED_DAY = re.compile(r"\bngay (?!\d|lam viec)(?:[a-z]+,? ){1,10}\(\s?(?:ngay )?$")
_ASIDE = re.compile(r"\([^()\w]*(?:(?:thang|qu[yi]|va|nam|hang|moi|tu|den|[ivx]+|\d+)[\s,;/-]*)+$")
_CLOSED = re.compile(r"[^()]{0,20}\)")
_COLON = re.compile(r"\s?:\s")
_WORD = re.compile(r"[a-z]{2}")
_DAILY = re.compile(r"\blan\s?/\s?ngay\b|\b(?:hang|moi) ngay\b|lan moi ngay")


def binds(date: Written, text: str, folded: str, sentence: str, issued: str | None) -> bool:
    """Tell a date that binds somebody from the dates of documents, periods and what has been."""
    if is_of_citation(date, text) or _NO_DEADLINE_BEFORE.search(folded[max(0, date.start - 40) : date.start]):
        return False
    if date.limit is None and _NAMED_DAY.search(folded, 0, date.start):
        return False
    if date.point.hour:
        return bool(date.recurs or (_DAILY.search(sentence) and "ngay " not in folded[date.end : date.end + 6]))
    if _OF_REPORT_YEAR.match(folded, date.end):
        return False
    if sentence.lstrip().startswith("can cu ") or (date.limit is None and _CITED_BY_NAME.search(folded, 0, date.start)):
        return False
    past = issued is not None and date.point.year is not None and date.iso.rsplit("/", 1)[-1] <= issued
    if date.point.day is None:
        return _binds_loosely(date, folded, sentence) or (not past and _is_aside(date, folded))
    bound = date.limit in ("trước", "chậm nhất")
    return bound or not (past or _PAST.search(sentence))


def _binds_loosely(date: Written, folded: str, sentence: str) -> bool:
    """Tell a month or quarter that limits something ("xong trong tháng 12/2025") from one that is only named.

    A year does so where it opens a clause ("Năm 2026: ...") or ends a review ("tổng kết vào cuối năm 2030").
    """
    opens = not _WORD.search(
        folded, max(folded.rfind(".", 0, date.start), folded.rfind(";", 0, date.start), 0), date.start
    )
    if opens and _COLON.match(folded, date.end):
        return "%" not in sentence
    if date.point.month is None and date.point.quarter is None:
        return bool(date.limit in ("trong", "trước") and _REVIEW.search(folded, max(0, date.start - 45), date.start))
    if date.recurs:
        return True
    return bool(date.limit or date.first) and bool(date.point.year) and date.limit != "sau"


def _is_aside(date: Written, folded: str) -> bool:
    """Tell a month or quarter that stands alone in parentheses: "tập huấn cộng tác viên (quý II)"."""
    if date.point.month is None and date.point.quarter is None:
        return False
    return bool(_ASIDE.search(folded, 0, date.end) and _CLOSED.match(folded, date.end))


def is_of_citation(date: Written, text: str) -> bool:
    """Tell the date of a cited document."""
    return any(m.start <= date.start < m.end for m in mentions(text))
