"""What people type in the place of a command: 'báo cáo', 'xem tiến độ'."""

from knowledge.language.folding import key

_PHRASES = {
    "baocao": "báo cáo|ghi báo cáo|viết báo cáo|làm báo cáo|gửi báo cáo|nộp báo cáo|báo cáo hoạt động|tôi muốn báo cáo"
    "|em muốn báo cáo|mình muốn báo cáo",
    "nhatky": "nhật ký|xem nhật ký|báo cáo đã gửi|xem báo cáo đã gửi|các báo cáo đã gửi|xem lại báo cáo",
    "tiendo": "tiến độ|xem tiến độ|tiến độ thực hiện|tiến độ của đơn vị tôi",
    "han": "hạn|xem hạn|hạn sắp tới|các hạn sắp tới",
    "nhac": "nhắc việc|giờ nhắc việc|đổi giờ nhắc",
}
_COMMANDS = {key(phrase): name for name, phrases in _PHRASES.items() for phrase in phrases.split("|")}


def command_of(text: str) -> str | None:
    """Return the name of the command that a text asks for and nothing else, None for any other text."""
    return _COMMANDS.get(key(text.strip(" .!?")))
