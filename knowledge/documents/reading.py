"""Any file that a plan may arrive in to a `Document`: its kind is told by its content, never by its name."""

import hashlib
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from knowledge.documents.document import Document, DocumentError
from knowledge.documents.docx import open_package, read_docx
from knowledge.documents.text import read_text

MAX_BYTES = 20 * 2**20
"""Of a file: Telegram's servers let a bot download no larger one (Bot API, getFile)."""

Progress = Callable[[int, int], None]

_MISSING = "Không tìm thấy tệp {name}, hãy kiểm tra lại đường dẫn."
_UNREADABLE = "Không mở được tệp {name}, hãy kiểm tra quyền đọc tệp rồi thử lại."
_EMPTY = "Tệp {name} trống, hãy kiểm tra lại tệp rồi gửi lại."
_TOO_LARGE = "Tệp {name} lớn hơn 20 MB, hãy giảm dung lượng (bớt hình ảnh, tách phần phụ lục) rồi gửi lại."
_ENCRYPTED = "Tệp {name} được đặt mật khẩu, hãy gỡ mật khẩu rồi gửi lại."
_OTHER_OFFICE = "Tệp {name} không phải là văn bản Word, hãy gửi kế hoạch dưới dạng .docx, .pdf hoặc .txt."
_ARCHIVE = "Tệp {name} là tệp nén, hãy giải nén rồi gửi từng tệp kế hoạch."
_CONVERT = (
    "Tệp {name} ở định dạng cũ chưa đọc được trên máy này, hãy lưu lại thành .docx (hoặc cài LibreOffice) rồi gửi lại."
)
_BROKEN_OLD = "Không đọc được nội dung tệp {name}, hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"GIF8", b"II*\0", b"MM\0*")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CONVERSION_SECONDS = 90
_ALONE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType"><value>1</value></prop>
<prop oor:name="ooInetHTTPProxyName"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort"><value>9</value></prop>
<prop oor:name="ooInetNoProxy"><value></value></prop>
</item>
</oor:items>
"""
"""LibreOffice's settings: what a document links to is not fetched (and would go to a proxy that is none), no macros."""


def read(path: Path, *, progress: Progress | None = None) -> Document:
    """Return the document in a file: text, Word (.docx, .doc), PDF, scanned PDF or a picture of a page.

    `progress(page, pages)` is called as the pages of a scan are read. Raises DocumentError, whose message says what
    the sender should do, where the file is missing, empty, too large, encrypted, broken or of another kind.
    """
    data = _bytes(path)
    document = _reader(data, path)(path, data, progress)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def is_text(path: Path) -> bool:
    """Tell whether a file is plain text, by its content. Raises DocumentError where there is none to read."""
    return _reader(_bytes(path), path) is _text


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size if path.is_file() else -1
        if size < 0:
            raise DocumentError(_MISSING.format(name=path.name))
        if size > MAX_BYTES:
            raise DocumentError(_TOO_LARGE.format(name=path.name))
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(_UNREADABLE.format(name=path.name)) from error
    if not data.strip(b"\0 \r\n\t"):
        raise DocumentError(_EMPTY.format(name=path.name))
    return data


_Reader = Callable[[Path, bytes, Progress | None], Document]


def _reader(data: bytes, path: Path) -> _Reader:
    """Choose how to read by the first bytes; what has no signature is text."""
    if b"%PDF-" in data[:1024]:
        return _pdf
    if data.startswith(b"PK\x03\x04"):
        return _package
    if data.startswith(_OLE):
        return _old_office
    if data.startswith(b"{\\rtf") or _HTML.match(data):
        return _old_word
    if data.startswith(_PICTURES) or data[8:12] == b"WEBP":
        return _picture
    return _text


def _text(path: Path, data: bytes, progress: Progress | None) -> Document:
    return read_text(path)


def _pdf(path: Path, data: bytes, progress: Progress | None) -> Document:
    from knowledge.documents.pdf import laid_out, read_pages  # what opens a PDF is loaded only where one comes in

    pages = read_pages(path)
    if not any(page.picture for page in pages):
        return laid_out(pages, path.name)
    from knowledge.documents.scan import read_scan  # and OpenCV where it is a scan

    return read_scan(path, pages, progress=progress)


def _picture(path: Path, data: bytes, progress: Progress | None) -> Document:
    from knowledge.documents.scan import read_pictures

    return read_pictures([path], progress=progress)


def _package(path: Path, data: bytes, progress: Progress | None) -> Document:
    """Read a zip package: Word's, or one that says what else it is."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError):
        return read_docx(path)
    if "word/document.xml" in names:
        return read_docx(path)
    if "content.xml" in names and "mimetype" in names:
        open_package(path).close()
        return _old_word(path, data, progress)
    if "[Content_Types].xml" in names:
        raise DocumentError(_OTHER_OFFICE.format(name=path.name))
    raise DocumentError(_ARCHIVE.format(name=path.name))


def _old_office(path: Path, data: bytes, progress: Progress | None) -> Document:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise DocumentError(_ENCRYPTED.format(name=path.name))
    if "WordDocument".encode("utf-16-le") not in data:
        raise DocumentError(_OTHER_OFFICE.format(name=path.name))
    return _old_word(path, data, progress)


def _old_word(path: Path, data: bytes, progress: Progress | None) -> Document:
    """Read .doc, .rtf, .odt and HTML by LibreOffice, a .doc by antiword where that alone is installed."""
    with tempfile.TemporaryDirectory() as folder:
        if shutil.which("soffice"):
            converted = _libreoffice(path, Path(folder), html=bool(_HTML.match(data)))
            return replace(read_docx(converted), name=path.name)
        if shutil.which("antiword") and data.startswith(_OLE):
            text = Path(folder) / "antiword.txt"
            text.write_bytes(_run(["antiword", "-m", "UTF-8.txt", "-w", "0", str(path.absolute())], path))
            return replace(_text(text, data, progress), name=path.name)
    raise DocumentError(_CONVERT.format(name=path.name))


def _libreoffice(path: Path, folder: Path, *, html: bool) -> Path:
    """Convert by LibreOffice in a profile of its own: it asks no other machine, and waits for no other conversion."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    (folder / "profile/user").mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(_ALONE, encoding="utf-8")
    source = folder / "source"
    shutil.copyfile(path, source)
    reader = ["--infilter=HTML (StarWriter)"] if html else []
    writer = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    _run(["soffice", profile, "--headless", *reader, *writer, str(source)], path)
    converted = folder / "source.docx"
    if not converted.exists():
        raise DocumentError(_BROKEN_OLD.format(name=path.name))
    return converted


def _run(command: list[str], path: Path) -> bytes:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_CONVERSION_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise DocumentError(_BROKEN_OLD.format(name=path.name)) from error
    return done.stdout
