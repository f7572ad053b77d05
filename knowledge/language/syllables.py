"""The syllables of Vietnamese, built from their onsets and rhymes and the spelling rules between the two.

The rules are those of school spelling: k, gh, ngh before e, ê, i; c, g, ng before the rest; qu and gi as onsets of
their own; after a stop (c, ch, p, t) only sắc and nặng. Not every syllable so formed is in use; of those in use only
names from the highland languages are missing.
"""

from functools import cache

from knowledge.language.folding import fold

TONES = {"": "", "s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""The combining mark for each telex tone key."""

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_BARE_ONLY = "y yêm yên yêng yêt yêu"
_AFTER_QU = """a ac ach ai an ang anh ao at au ay ăc ăn ăng ăp ăt ân âng ât âu ây
e ec en eng eo et ê ên êch êt i ich in inh it y ych yên yêt ynh yt yu ơ ôc on ot"""
_LONG_O = "boong goong mooc soong toong xoong"  # not a rhyme: in telex 'coong' is 'công'
_FRONT = frozenset("eêiy")
_STOPS = ("c", "ch", "p", "t")


def _fits(onset: str, rhyme: str) -> bool:
    """Tell whether school spelling writes this rhyme after this onset."""
    front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front
    if onset == "gi":
        return not rhyme.startswith("i") or rhyme in ("iêng", "iêc")
    return True


@cache
def plain_syllables() -> frozenset[str]:
    """Return every syllable without its tone, with its vowels and đ as they are ('phong', 'đông', 'trương')."""
    found = {*_RHYMES.split(), *_BARE_ONLY.split(), *_LONG_O.split(), "gi", "gin", "giêng", "giêt"}
    for onset in _ONSETS.split():
        if onset == "qu":
            found.update(onset + rhyme for rhyme in _AFTER_QU.split())
        else:
            found.update(onset + rhyme for rhyme in _RHYMES.split() if _fits(onset, rhyme))
    found.update(onset + "y" for onset in ("h", "k", "l", "m", "s", "t", "th", "v"))
    return frozenset(found)


@cache
def folded_syllables() -> frozenset[str]:
    """Return every syllable folded: lower case, no marks, đ as d."""
    return frozenset(fold(syllable) for syllable in plain_syllables())


def is_syllable(folded: str) -> bool:
    """Tell whether a folded word is spelled as a Vietnamese syllable can be."""
    return folded in folded_syllables()


def allows_tone(plain: str, tone_key: str) -> bool:
    """Tell whether a syllable without its tone can carry the tone of a telex key ('' is the level tone)."""
    return tone_key in ("s", "j") if plain.endswith(_STOPS) else tone_key in TONES
