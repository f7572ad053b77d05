"""What a question dates by something else: 'sau khi bầu cử xong' is what the plan says of 'sau ngày bầu cử'."""

import re

from knowledge.answers.topics import Term, Topic
from knowledge.answers.views import View
from knowledge.answers.vocabulary import Words

_AFTER = re.compile(
    r"\bsau (?:khi |luc |ngay |cuoc |dip )?((?!khi |luc |ngay |cuoc |dip )[a-z]+(?: [a-z]+){0,3}?)"
    r"(?: (?:xong|roi|ket thuc|be mac|hoan thanh|dien ra)){0,2} (?:thi|phai|can|se|lam|co|duoc)\b"
)
_ENDED = "(?:xong|roi|ket thuc|hoan thanh)"
_EVENT = r"((?:(?!xong|roi|thi|qua|het|lam)[a-z0-9]+ ){1,4}?)"
_OVER = re.compile(rf"^(?:(?:xong|het|qua) {_EVENT}(?:{_ENDED} )*|{_EVENT}(?:{_ENDED} )+)(?:thi|phai|can|con|se|lam)\b")
"""The same without 'sau': 'họp xong rồi thì …', 'qua 72 giờ thì …'."""
_JOINTS = ("", "khi ", "ngay ", "cuoc ", "khi ket thuc ", "khi ket thuc cuoc ", "ngay dien ra ", "dip ", "dot ")
_WEIGHT = 4.0
_NEXT = ("sau", "tiep", "theo", "sao", "nua")
_HOURS = re.compile(r"(?<=\d) tieng$")


def anchored(topic: Topic, words: Words, view: View) -> Topic:
    """Return a topic that only what the plan dates so covers; the topic itself where the plan dates nothing so."""
    found = _AFTER.search(" ".join(words)) or _OVER.search(" ".join(words))
    if found is None:
        return topic
    event = _HOURS.sub(" gio", next(filter(None, found.groups())).strip())
    phrases = tuple(f" sau {joint}{event} " for joint in _JOINTS)
    if not any(view.words.holding(phrase) for phrase in phrases):
        return topic
    said = {*_NEXT, *event.split(), "tieng"}
    others = (term for term in topic.terms if not set(term.said.split()) <= said)
    return Topic((*others, Term(phrases, _WEIGHT, f"sau {event}", exact=True, not_after="va")))
