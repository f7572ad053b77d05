"""Bytes of a text file to one normalised text, in whatever encoding a Vietnamese office saved it.

Unicode is told by its marks and by its shape. What is no Unicode is tried as Windows-1258, TCVN3 (ABC, the ".Vn"
fonts) and VNI; the reading with the largest share of Vietnamese syllables wins, and none wins that is not Vietnamese.
"""

import codecs
import re
from collections.abc import Callable

from knowledge.documents.document import DocumentError
from knowledge.documents.syllables import vietnamese_share
from knowledge.language.folding import normalise

_UNKNOWN = "Tệp văn bản dùng bảng mã không nhận ra được, hãy lưu lại tệp theo Unicode (UTF-8) rồi gửi lại."
_BINARY = "Nội dung tệp không phải là văn bản, hãy gửi kế hoạch dưới dạng .docx, .pdf hoặc .txt."

_CLEAN = 0.9  # a text of which so many marked words are syllables is left alone
_LEGACY = 0.75  # a legacy reading must reach this, so that noise is never "repaired" into other noise
_WHOLE = 0.95  # one font explains the whole text
_BROKEN = 0.002  # so many characters may be broken in a text that is UTF-8 otherwise

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)

_VNI_MARKS = {
    "a": dict(zip("øûõùïêèúüéëâàåãáä", "àảãáạăằẳẵắặâầẩẫấậ", strict=True)),
    "e": dict(zip("øûõùïâàåãáä", "èẻẽéẹêềểễếệ", strict=True)),
    "o": dict(zip("øûõùïâàåãáä", "òỏõóọôồổỗốộ", strict=True)),
    "ô": dict(zip("øûõùï", "ờởỡớợ", strict=True)),
    "u": dict(zip("øûõùï", "ùủũúụ", strict=True)),
    "ö": dict(zip("øûõùï", "ừửữứự", strict=True)),
    "y": dict(zip("øûõù", "ỳỷỹý", strict=True)),
}
_VNI_SINGLE = dict(zip("ñìæóíòôöî", "đìỉĩíịơưỵ", strict=True))
_VNI = re.compile(r"[aeouyôö][øûõùïêèúüéëâàåãáä]|[ñìæóíòôöî]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CONTROLS = re.compile(r"[\x00-\x06\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """Return the text of a file's bytes in NFC with plain spaces and `\\n` line ends.

    Raises DocumentError where the bytes are no text or no known encoding makes Vietnamese of them.
    """
    text = _unicode(data)
    text = _legacy(data) if text is None else repair(text)
    text = normalise(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))
    if _is_binary(text):
        raise DocumentError(_BINARY)
    return text


def repair(text: str) -> str:
    """Return the text with what was typed in TCVN3 or VNI fonts brought to Unicode; clean text comes back as it was."""
    return repairer(text)(text)


def repairer(text: str) -> Callable[[str], str]:
    """Return what mends the parts of such a text: nothing for a clean one.

    Where one font explains the whole text, all of it is mended; where fonts are mixed, the lines that become better.
    """
    share = vietnamese_share(text)
    if share is None or share >= _CLEAN:
        return str
    best = max((from_tcvn3, from_vni), key=lambda read: vietnamese_share(read(text)) or 0.0)
    if (vietnamese_share(best(text)) or 0.0) >= _WHOLE:
        return best
    return lambda part: "\n".join(_better(line, best(line)) for line in part.split("\n"))


def from_tcvn3(text: str) -> str:
    """Return a text typed in a TCVN3 (".Vn") font, seen as Windows-1252, in Unicode."""
    return _capitals(text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """Return a text typed in a VNI font, seen as Windows-1252, in Unicode."""
    return _VNI.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    pair = found.group()
    small = pair.lower()
    letter = _VNI_SINGLE[small] if len(small) == 1 else _VNI_MARKS[small[0]].get(small[1])
    if letter is None:
        return _VNI_SINGLE.get(small[0], pair[0]) + _VNI.sub(_vni_letter, pair[1])
    return letter.upper() if pair[0].isupper() else letter


def _better(line: str, repaired: str) -> str:
    """Keep a line unless its repaired form is Vietnamese and it is not."""
    before, after = vietnamese_share(line), vietnamese_share(repaired)
    if before is None or after is None:
        return line
    return repaired if after >= _LEGACY and after > before else line


def _capitals(text: str) -> str:
    """Mend the capitals of TCVN3, whose marked letters are small in every font but the ones for capitals."""
    return "\n".join(line.upper() if _shouted(line) else _WORD.sub(_capital_word, line) for line in text.split("\n"))


def _capital_word(found: re.Match[str]) -> str:
    return found.group().upper() if _shouted(found.group()) else found.group()


def _shouted(text: str) -> bool:
    """Tell whether a word or line is in capitals, going by the letters that TCVN3 has capitals for."""
    plain = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return len(plain) > 1 and all(letter.isupper() for letter in plain)


def _unicode(data: bytes) -> str | None:
    """Return the text where the bytes are Unicode, None where they are not."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    text = data.decode("utf-8", errors="replace")
    return text if text.count("\ufffd") <= len(text) * _BROKEN else None


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its ASCII letters and spaces."""
    head = data[:4096]
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    western = data.decode("cp1252", errors="replace") if b"\xad" not in data else data.decode("latin-1")
    readings = (data.decode("cp1258", errors="replace"), from_tcvn3(data.decode("latin-1")), from_vni(western))
    if _is_binary(data.decode("latin-1")):
        raise DocumentError(_BINARY)
    best = max(readings, key=lambda reading: vietnamese_share(reading) or 0.0)
    if (vietnamese_share(best) or 0.0) < _LEGACY:
        raise DocumentError(_UNKNOWN)
    return best


def _is_binary(text: str) -> bool:
    """Tell whether a text holds more control characters than a text would."""
    return len(_CONTROLS.findall(text)) > max(2, len(text) * 0.005)
