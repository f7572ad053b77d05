"""A name typed with a slip is found among many that share its words."""

from itertools import product

from knowledge.answers.bodies import readings
from knowledge.language.nearest import Names

OFFICES = ("phong tu phap", "phong noi vu", "phong lao dong thuong binh va xa hoi", "thanh tra")
PLACES = ("cao son", "cao sam", "lam bac", "dong xuan", "nam hai")
NAMES = Names(f"{office} huyen {place}" for office, place in product(OFFICES, PLACES))


def found(*typed: str) -> str | None:
    best = NAMES.nearest(*typed)
    return NAMES.names[best[0]] if best else None


def test_one_slip_in_any_word_leaves_the_name_the_nearest():
    for name in NAMES.names:
        for at, letter in enumerate(name):
            if letter != " " and name.split()[-1] not in ("son", "sam"):
                assert found(name[:at] + "z" + name[at + 1 :]) == name


def test_the_best_are_returned_in_order_and_strangers_are_not():
    assert [NAMES.names[at] for at in NAMES.nearest("phong tu phap huyen cao son", limit=2)] == [
        "phong tu phap huyen cao son",
        "phong tu phap huyen cao sam",
    ]
    assert found("kho bac nha nuoc") is None
    assert found("thanh tra cao son") == "thanh tra huyen cao son"


def test_abbreviations_are_written_out_every_way_they_may_be_meant():
    assert readings(("p", "ldtbxh", "h", "cao", "son")) == ["phong lao dong thuong binh va xa hoi huyen cao son"]
    assert found(*readings(("pldtbxh", "huyen", "cao", "sno"))) == "phong lao dong thuong binh va xa hoi huyen cao son"
    assert readings(("ubnd", "xa", "cao", "son")) == ["uy ban nhan dan xa cao son"]
