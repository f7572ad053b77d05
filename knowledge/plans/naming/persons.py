"""When two names are one person: the post alone, with its body, or behind the same person's titles in the party."""

import re

from knowledge.language.folding import key
from knowledge.language.tables import any_of

_TITLES = "chu tich; truong ban; truong tieu ban; giam doc; hieu truong; truong phong; chanh van phong; chi huy truong"
_POST = re.compile(rf"(?:pho )?{any_of(_TITLES)}(?: thuong truc)?\b")
_COMRADE = re.compile(r"^(?:dong chi|d c|ong|ba) ")
_PARTY = re.compile(r"(?:uy vien|uv|bi thu|pho bi thu|ban thuong vu|btv|thanh vien|dang vien)\b")
_CHARGE = re.compile(r"[ ,]+phu trach .*$")


def post_of(name: str) -> tuple[str, str]:
    """Return the folded title of the one person whom a name means and the whole post; both empty where it means none.

    A deputy who is not the standing one is one of several, whom only the field tells apart.
    """
    parts = [_COMRADE.sub("", key(part)) for part in re.split(r"\s*,\s*|\s[-–]\s", name)]
    posts = [part for part in parts if part and not _PARTY.match(part)]
    found = _POST.match(posts[0]) if posts else None
    if found is None or (found[0].startswith("pho ") and not found[0].endswith("thuong truc")):
        return "", ""
    return found[0], _CHARGE.sub("", posts[0])
