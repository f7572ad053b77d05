"""The Vietnamese letters by case, as they stand inside the brackets of a regular expression.

A range like "À-Ỹ" holds small letters too: Unicode puts each capital beside its small letter.
"""

_BLOCKS = (range(0x41, 0x5B), range(0xC0, 0x1B1), range(0x1EA0, 0x1EFA))

CAPITALS = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).isupper())
SMALL = "".join(chr(code).lower() for block in _BLOCKS for code in block if chr(code).isupper())
