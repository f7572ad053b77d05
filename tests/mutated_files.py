"""Files that were whole plans and were broken: bytes, numbers, names and elements changed, dropped and doubled.

Everything follows from one `random.Random`. Streams of a PDF and parts of a Word file are opened first, so that what is
broken is their content and not their packing.
"""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

NUMBERS = (b"0", b"-1", b"65536", b"2147483647", b"99999999999999999999", b"0.0000001", b"1e99", b"nan")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER, _NAME = re.compile(rb"-?\d+(?:\.\d+)?"), re.compile(rb"/[A-Za-z]+")
_ELEMENT = re.compile(rb"<w:(?P<tag>p|r|tc|tr|pPr|tcPr|numPr)\b[^>]*?(?:/>|>.*?</w:(?P=tag)>)", re.DOTALL)
_VALUE = re.compile(rb'(?<==")[^"]*(?=")')

Mutation = Callable[[random.Random, bytes], bytes]


def mutated(dice: random.Random, data: bytes) -> bytes:
    """Return a file that is not what it was."""
    if data.startswith(b"%PDF"):
        return dice.choice((_bytes, _numbers, _names, _stream))(dice, data)
    if data.startswith(b"PK"):
        return dice.choice((_bytes, _part, _part, _part))(dice, data)
    return _bytes(dice, data)


def _bytes(dice: random.Random, data: bytes) -> bytes:
    """Change, drop, double and put in bytes; now and then the end is missing."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 2, 4, 16, 64))):
        at, length = dice.randrange(len(found) + 1), dice.choice((1, 4, 32, 256))
        piece = dice.choice((b"", bytes(found[at : at + length]) * 2, dice.randbytes(length), b"\xff" * length))
        found[at : at + length] = piece
    return bytes(found[: dice.randrange(len(found) + 1)] if dice.random() < 0.1 else found)


def _numbers(dice: random.Random, data: bytes) -> bytes:
    return _put(dice, data, _NUMBER, NUMBERS)


def _names(dice: random.Random, data: bytes) -> bytes:
    return _put(dice, data, _NAME, _NAME.findall(data))


def _values(dice: random.Random, data: bytes) -> bytes:
    return _put(dice, data, _VALUE, (*NUMBERS, "²".encode(), b"", b"true", *_VALUE.findall(data)))


def _elements(dice: random.Random, data: bytes) -> bytes:
    elements = [found.group() for found in _ELEMENT.finditer(data)]
    return _put(dice, data, _ELEMENT, (b"", *elements, *(b"<w:tc>" + one + b"</w:tc>" for one in elements[:9])))


def _put(dice: random.Random, data: bytes, pattern: re.Pattern[bytes], pieces: Sequence[bytes]) -> bytes:
    """Put other pieces where a pattern is found."""
    found = list(pattern.finditer(data))
    for one in sorted(dice.sample(found, min(len(found), dice.choice((1, 2, 8)))), key=lambda one: -one.start()):
        data = data[: one.start()] + dice.choice(pieces) + data[one.end() :]
    return data


def _stream(dice: random.Random, data: bytes) -> bytes:
    """Break what a stream of a PDF holds."""
    found = dice.choice(list(_STREAM.finditer(data)))
    try:
        content = zlib.decompress(found[1])
    except zlib.error:
        return _bytes(dice, data)
    broken = dice.choice((_bytes, _numbers, _names))(dice, content)
    return data[: found.start(1)] + zlib.compress(broken) + data[found.end(1) :]


def _part(dice: random.Random, data: bytes) -> bytes:
    """Break one part of a Word file, its document most often."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        meant = dice.choice((*parts, *["word/document.xml"] * 2 * len(parts)))
        for name in package.namelist():
            content = package.read(name)
            broken = dice.choice((_bytes, _values, _elements))(dice, content) if name == meant else content
            copy.writestr(name, broken)
    return written.getvalue()
