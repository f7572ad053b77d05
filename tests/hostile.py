"""What hostile, careless and future people send: words, signs, names, callback parts, kinds of messages."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

Json = dict[str, Any]

SIGNS = (
    "<b>",
    "</b>",
    "<a href='tg://user?id=1'>",
    "&amp;",
    "&",
    "\"'",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "'; drop table plan;--",
    "\x00",
    "\x1b[31m",
    "\u200b",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\U000e0041",
    "🙂",
    "👨‍👩‍👧‍👦",
    "e\u0301\u0323",
    "\ud83d",
    "\udc00",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "C:\\x\\y",
    "％ｄ",
    "²",
    "١٢",
    "½",
    "𝟏𝟐",
    "\r\n",
    "\t",
    "\n\n\n",
    "שלום",
    "مرحبا",
)
WORDS = (
    "trạm y tế làm gì",
    "ai phối hợp?",
    "hạn báo cáo",
    "45 cháu",
    "không phải 45 mà 54",
    "gửi",
    "1",
    "sửa",
    "12/5",
    "so sánh",
    "sáng nay dạy bơi ở thôn 2, 30 cháu, 1tr5, 100 tờ rơi",
    "hôm qua họp thôn 3",
    "khó khăn: thiếu áo phao",
    "20/5 vì hoãn họp",
    "31/2",
    "từ 1/1 đến 30/2",
    "99/99/9999",
    "rằm tháng 8",
    "quý 5",
    "ngày 00 tháng 13",
    "9999999999999999999 cháu",
    "0 người",
    "-5 cháu",
    "1e400 đồng",
    "thứ 9 tuần sau",
    "cháu bị đuối nước cứu với",
    "bị xâm hại",
    "cảm ơn",
    "không",
    "thôi",
    "công an xã",
    "kế hoạch 12/KH-UBND",
    "chỉ tiêu 14",
    "năm 0",
    "năm 99999",
    "tháng trước",
    "30 phút nữa",
    "3 tỷ 5",
    "một trăm linh một",
    "0912345678",
    "012345678912",
    "em Nguyễn Văn A lớp 3B",
    "còn phòng tài chính?",
    "báo cáo tháng 5 và tháng 15",
    "II.1.2",
    "số 7/QĐ",
)
PARTS = (
    "0",
    "1",
    "2",
    "5",
    "99",
    "-1",
    "*",
    "-",
    "x",
    "",
    "xa-an-phu-2026",
    "9" * 12,
    "9" * 30,
    "²",
    "١",
    "at_once",
    " ",
)
NAMES = (
    "ke-hoach.txt",
    "../../x.docx",
    "..",
    "a" * 300 + ".pdf",
    "ộ" * 200 + ".docx",
    "<b>.pdf",
    "\x00.txt",
    "CON",
    "=1+1.xlsx",
)
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    2**31,
    1.5,
    "",
    "x",
    "5",
    [],
    {},
    [None],
    {"id": 0},
    "\ud800",
    "🙂" * 200,
)
OTHER: tuple[Json, ...] = (
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    {"location": {"latitude": 21.0, "longitude": 105.8}},
    {"location": {"latitude": 1.0, "longitude": 2.0, "live_period": 60, "heading": 5}},
    {"venue": {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "Nhà văn hóa", "address": "thôn 3"}},
    {"contact": {"phone_number": "0912345678", "first_name": "A", "user_id": 1001, "vcard": "BEGIN:VCARD"}},
    {
        "sticker": {
            "file_id": "s",
            "file_unique_id": "s",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
    },
    {"video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 9}},
    {"video_note": {"file_id": "v", "file_unique_id": "v", "length": 1, "duration": 9}},
    {
        "animation": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 9},
        "document": {"file_id": "v", "file_unique_id": "v"},
    },
    {"audio": {"file_id": "v", "file_unique_id": "v", "duration": 9, "title": "<i>"}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [{"text": "a", "voter_count": 0, "persistent_id": "1"}],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    },
    {"game": {"title": "x", "description": "y", "photo": []}},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1001, "type": "private"}}},
    {"web_app_data": {"data": "{}", "button_text": "x"}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    {"story": {"id": 1, "chat": {"id": 1001, "type": "private"}}},
    {"paid_media": {"star_count": 1, "paid_media": []}},
    {"checklist": {"title": "việc", "tasks": [{"id": 1, "text": "x"}]}},
    {"gift_of_tomorrow": {"what": ["nobody", "knows"]}},
    {"new_chat_members": [{"id": 1, "is_bot": True, "first_name": "b"}]},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    {"photo": []},
    {},
)
BESIDES: tuple[Json, ...] = (
    {"forward_origin": {"type": "user", "date": 1, "sender_user": {"id": 9, "is_bot": False, "first_name": "<b>"}}},
    {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "&"}},
    {"forward_origin": {"type": "of_tomorrow", "date": 1}},
    {"reply_to_message": {"message_id": 1, "date": 0, "chat": {"id": 1001, "type": "private"}, "text": "cũ"}},
    {"quote": {"text": "x", "position": 0, "is_manual": True}},
    {"via_bot": {"id": 77, "is_bot": True, "first_name": "via"}},
    {"sender_chat": {"id": -100, "type": "channel", "title": "kênh"}},
    {"entities": [{"type": "bot_command", "offset": 0, "length": 4096}]},
    {"entities": [{"type": "bot_command", "offset": -3, "length": 2}]},
    {"entities": [{"type": "spoiler_of_tomorrow", "offset": 0, "length": 1}]},
    {"media_group_id": "m"},
    {"has_protected_content": True, "is_from_offline": True, "effect_id": "5", "business_connection_id": "b"},
)
ROADS = ("message", "edited_message", "channel_post", "edited_channel_post", "business_message", "guest_message")
LONG = " " + "🙂<&" * 1400
"""Words above what a message holds."""
HOSTILE = " <b>&amp;</i> \"'{{ 7 * 7 }}=1+1</a>"
SHOWN = (
    "title",
    "issuer",
    "place",
    "signer",
    "text",
    "label",
    "name",
    "aliases",
    "partners",
    "what",
    "who",
    "to",
    "quote",
)


def hostile(value: Any, words: str = HOSTILE) -> Any:
    """Return a plan, or a part of one, with hostile words in every text that people read."""
    if isinstance(value, tuple):
        return tuple(hostile(one, words) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {field.name: getattr(value, field.name) for field in fields(value)}
    for name, old in changes.items():
        if isinstance(old, str) and type(old) is str and name in SHOWN:
            changes[name] = old + words
        elif name in SHOWN and isinstance(old, tuple) and old and isinstance(old[0], str):
            changes[name] = tuple(one + words for one in old)
        else:
            changes[name] = hostile(old, words)
    return replace(value, **changes)
