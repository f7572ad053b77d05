"""What is said of an error."""

from types import SimpleNamespace

from telegram.constants import ChatType

from handlers.errors import say


async def test_a_sentence_about_an_error_is_text_and_never_markup():
    said = []

    async def send_message(html, **_):
        said.append(html)

    chat = SimpleNamespace(type=ChatType.PRIVATE, send_message=send_message)
    await say(SimpleNamespace(callback_query=None, message=None, effective_chat=chat), "Không có <b>đơn vị</b> A & B.")
    assert said == ["Không có &lt;b&gt;đơn vị&lt;/b&gt; A &amp; B."]
