"""What a question dates by something else: 'sau khi bầu cử xong' is what the plan says of 'sau ngày bầu cử'."""

import re

from knowledge.answers.topics import Term, Topic
from knowledge.answers.views import View
from knowledge.answers.vocabulary import Words

_AFTER = re.compile(
    r"\bsau (?:khi |luc |ngay |cuoc |dip )?((?!khi |luc |ngay |cuoc |dip )[a-z]+(?: [a-z]+){0,3}?)"
    r"(?: (?:xong|roi|ket thuc|be mac|hoan thanh|dien ra)){0,2} (?:thi|phai|can|se|lam|co|duoc)\b"
)
_JOINTS = ("", "khi ", "ngay ", "cuoc ", "khi ket thuc ", "khi ket thuc cuoc ", "ngay dien ra ", "dip ", "dot ")
_WEIGHT = 4.0


def anchored(topic: Topic, words: Words, view: View) -> Topic:
    """Return a topic that only what the plan dates so covers; the topic itself where the plan dates nothing so."""
    found = _AFTER.search(" ".join(words))
    if found is None:
        return topic
    phrases = tuple(f" sau {joint}{found[1]} " for joint in _JOINTS)
    if not any(view.words.holding(phrase) for phrase in phrases):
        return topic
    said = {"sau", *found[1].split()}
    others = (term for term in topic.terms if not set(term.said.split()) <= said)
    return Topic((*others, Term(phrases, _WEIGHT, f"sau {found[1]}", exact=True)))
