"""What people type in the place of a command: 'báo cáo', 'xem tiến độ'."""

import re

from knowledge.language.folding import key

_PHRASES = {
    "baocao": "báo cáo|ghi báo cáo|viết báo cáo|làm báo cáo|gửi báo cáo|nộp báo cáo|báo cáo hoạt động|tôi muốn báo cáo"
    "|em muốn báo cáo|mình muốn báo cáo",
    "nhatky": "nhật ký|xem nhật ký|báo cáo đã gửi|xem báo cáo đã gửi|các báo cáo đã gửi|xem lại báo cáo",
    "tiendo": "tiến độ|xem tiến độ|tiến độ thực hiện|tiến độ của đơn vị tôi|đơn vị nào chưa báo cáo|ai chưa báo cáo"
    "|đơn vị nào chưa nộp|đơn vị nào chưa nộp báo cáo|ai chưa nộp|ai chưa nộp báo cáo",
    "han": "hạn|xem hạn|hạn sắp tới|các hạn sắp tới",
    "nhac": "nhắc việc|giờ nhắc việc|đổi giờ nhắc|tạm ngừng nhắc|ngừng nhắc|tắt nhắc việc|đừng nhắc nữa"
    "|đừng nhắc tôi nữa|đừng nhắc em nữa",
    "kehoach": "kế hoạch|xem kế hoạch|các kế hoạch|xem các kế hoạch|file kế hoạch|gửi file kế hoạch|tải kế hoạch"
    "|gửi tôi file kế hoạch|gửi cho tôi file kế hoạch|gửi em file kế hoạch|cho em xin file kế hoạch",
}
_PLEASE = re.compile(r"(?: (?:a|nhe|nha|voi|di|em|oi))+$")
_COMMANDS = {key(phrase): name for name, phrases in _PHRASES.items() for phrase in phrases.split("|")}


def command_of(text: str) -> str | None:
    """Return the name of the command that a text asks for and nothing else, None for any other text."""
    return _COMMANDS.get(_PLEASE.sub("", key(text.strip(" .!?"))))
