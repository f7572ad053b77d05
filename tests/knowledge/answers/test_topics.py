"""What a question is about, as weighted terms, and how well a text covers them."""

from knowledge.answers.asking import read
from knowledge.answers.ranking import between_spaces, clauses, excerpt
from knowledge.answers.topics import Topic, content, topic
from knowledge.answers.views import View
from knowledge.answers.vocabulary import cues, ignored, position, synonyms
from knowledge.language.folding import folded_words
from knowledge.plans.concordance import Concordance

LINES = (
    "Dạy bơi an toàn cho học sinh trong dịp hè, phòng chống đuối nước",
    "Đăng ký khai sinh cho trẻ em dưới 5 tuổi",
    "Trẻ em được khám chữa bệnh; trẻ em được tiêm chủng",
)
TEXTS = tuple(between_spaces(line) for line in LINES)
WORDS = Concordance.of(folded_words(line) for line in LINES)


def about(question: str, title: str = "") -> Topic:
    runs = content(folded_words(question), WORDS.beside, synonyms())
    return topic(runs, WORDS.beside, WORDS, synonyms(), title)


def test_the_text_that_says_it_covers_it() -> None:
    asked = about("khai sinh thế nào")
    assert [round(asked.covered(text), 1) for text in TEXTS] == [0.0, 1.0, 0.0]


def test_synonyms_find_each_other() -> None:
    assert about("chết đuối").covered(TEXTS[0]) == 1.0


def test_headings_count_for_less() -> None:
    asked = about("khai sinh")
    assert 0 < asked.covered("  ", TEXTS[1]) < asked.covered(TEXTS[1])


def test_no_terms_cover_nothing() -> None:
    assert Topic(()).covered(TEXTS[0]) == 0.0


def test_a_stray_syllable_is_no_evidence() -> None:
    assert not about("bơi thẻ ký sổ").solid(TEXTS[1])
    assert about("khai sinh").solid(TEXTS[1])


def test_what_the_title_says_weighs_less() -> None:
    plain, titled = about("tiêm chủng"), about("tiêm chủng", " ke hoach tiem chung ")
    assert titled.weight < plain.weight
    assert all(term.common for term in titled.terms)


def test_ignored_words_are_no_subject() -> None:
    assert about("cho em hỏi kế hoạch nói gì về việc này ạ").terms == ()


def test_phrases_that_are_always_the_subject_are_kept() -> None:
    assert ("chu", "de") in content(folded_words("chủ đề là gì"), lambda _before, _word: False, synonyms())


def test_clauses_are_verbatim_parts() -> None:
    text = "Một là tổ chức lớp; hai là cấp thẻ. Ba là báo cáo."
    assert clauses(text) == ["Một là tổ chức lớp;", "hai là cấp thẻ.", "Ba là báo cáo."]


def test_an_excerpt_of_a_long_text_is_the_clause_on_the_topic() -> None:
    filler = "; ".join(f"nội dung khác thứ {number} được giao cho các đơn vị trong ngành" for number in range(9))
    text = f"{filler}; tổ chức đăng ký khai sinh; {filler}"
    assert excerpt(text, about("khai sinh")) == "tổ chức đăng ký khai sinh;"
    assert excerpt(LINES[1], about("khai sinh")) == LINES[1]
    assert excerpt(text, about("tiêm chủng")) == text


def test_the_data_files_are_read() -> None:
    assert ("duoi", "nuoc") in synonyms().variants[("chet", "duoi")]
    assert ("tre", "em") in synonyms().variants[("tui", "nho")]
    assert ("tui", "nho") not in synonyms().variants.get(("tre", "em"), ())
    assert "gi" in ignored().empty
    assert cues().all("deadline", folded_words("hạn nộp là khi nào")) == [(0, 2)]
    assert cues().found("deadline", folded_words("hạn nộp là khi nào"))
    assert not cues().found("deadline", folded_words("ai làm"))


def test_a_phrase_is_found_from_a_place_on() -> None:
    words = ("a", "b", "a", "b")
    assert position(words, ("a", "b")) == 0
    assert position(words, ("a", "b"), 1) == 2
    assert position(words, ("c",)) == -1
    assert position(words, ()) == -1


def test_a_word_of_everyday_speech_that_the_plan_lacks_costs_nothing() -> None:
    assert about("gom khai sinh cho người giỏi").covered(TEXTS[1]) == 1.0


def test_a_thing_that_the_plan_lacks_costs_much() -> None:
    assert about("khai sinh cho mèo nhà hàng xóm").covered(TEXTS[1]) < 0.6


def test_a_lone_syllable_is_looked_for_by_what_it_means_only() -> None:
    assert synonyms().variants[("tien",)] == (("kinh", "phi"),)


def test_everyday_words_count_where_nothing_else_is_said_than_the_title() -> None:
    question = "gom khai sinh cho người giỏi"
    assert about(question, title=" ve khai sinh ").covered(TEXTS[1]) < 0.8


def test_a_word_that_the_plan_has_with_other_marks_only_is_another_word(district: View) -> None:
    assert district.spellings.has("trẻ")
    assert district.spellings.has("tre")
    assert not district.spellings.has("trễ")
    assert "trễ" in read("giờ vào lớp trễ của trường ra sao", district).topic.said
