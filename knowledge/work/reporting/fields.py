"""The form of a report: its fields, declared once. What to ask next follows from what a draft lacks."""

from dataclasses import dataclass

from knowledge.work.reporting.activity import Activity, Details


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its name in `Details`, what people call it (the first is shown), whether it is a must."""

    name: str
    labels: tuple[str, ...]
    required: bool = False

    @property
    def label(self) -> str:
        """What the form calls the field."""
        return self.labels[0]

    def is_empty(self, details: Details) -> bool:
        """Tell whether a report leaves the field out."""
        return getattr(details, self.name) in (None, "", ())


FIELDS = (
    Field("what", ("nội dung", "việc", "hoạt động"), required=True),
    Field("date", ("ngày", "thời gian", "ngày thực hiện", "hôm"), required=True),
    Field("task", ("nhiệm vụ",)),
    Field("place", ("địa điểm", "nơi", "tại", "chỗ")),
    Field("children", ("trẻ em", "số trẻ em", "số trẻ", "trẻ", "cháu", "học sinh")),
    Field("adults", ("người lớn", "số người lớn", "phụ huynh")),
    Field("total", ("tổng số người", "tổng số", "tổng", "số người")),
    Field("quantities", ("số lượng", "hiện vật")),
    Field("cost", ("kinh phí", "tiền", "chi phí", "chi")),
    Field("difficulty", ("khó khăn", "vướng mắc", "hạn chế")),
    Field("proposal", ("đề xuất", "kiến nghị")),
)
BY_NAME = {field.name: field for field in FIELDS}


def missing_fields(details: Details) -> list[Field]:
    """Return the fields that must be there and are not."""
    return [field for field in FIELDS if field.required and field.is_empty(details)]


def next_question(draft: Activity) -> Field | None:
    """Return the field to ask for next, None if the draft can be sent.

    What the author is changing at the moment comes first, then what must not be missing, then, where the author wants
    to be asked, what is empty and was not skipped.
    """
    if draft.asking is not None:
        return BY_NAME[draft.asking]
    if missing := missing_fields(draft.details):
        return missing[0]
    if not draft.guided:
        return None
    open_fields = (field for field in FIELDS if field.is_empty(draft.details) and field.name not in draft.skipped)
    return next(open_fields, None)
