"""Telling Vietnamese from noise: whether a word can be a syllable, and what share of a text's marked words can.

Only words with a letter beyond ASCII are weighed: "cho" is a word in every encoding, "học" in the right one alone.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSETS = "ngh|ng|nh|n|gh|gi|g|ch|c|kh|k|ph|p|qu|th|tr|t|b|d|đ|h|l|m|r|s|v|x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu iec iem ien ieng iet ieu êng
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh
    uyp uyt uyu ư ưa ưc ưi ưng ưn ưm ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych yêm yên yêng yêt yêu ynh yt
"""
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(_RIMES.split())})")
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"[^\x00-\x7f\u2010-\u2026\u20ab\u2022\u25a0-\u25ff\u2212§°½²³«»…](?<![^\W\d_])")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Tell whether a word, in any case, is built as a Vietnamese syllable: onset, rime, at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    toneless = parts.translate(_TONES)
    if len(parts) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def vietnamese_share(text: str) -> float | None:
    """Return the share, 0 to 1, of the words beyond ASCII that are syllables; None where a text has no such word.

    Signs that no plan uses (¶, ¬, ®) count as words that are none.
    """
    text = unicodedata.normalize("NFC", text)
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    noise = len("".join(_NOISE.findall(text)).split())
    if not marked and not noise:
        return None
    return sum(map(is_syllable, marked)) / (len(marked) + noise)
