"""The commands: what they print, their contracts, and one sentence with exit status 2 for what a user can put right."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli

PLANS = Path(__file__).parents[1] / "plans"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a database that holds the sample plans."""
    folder = tmp_path_factory.mktemp("lenh")
    run = CliRunner().invoke(
        cli, ["ingest", *map(str, sorted(PLANS.glob("*.txt")))], env={"DATABASE": str(folder / "k.db")}
    )
    assert run.exit_code == 0, run.output
    return folder


@pytest.fixture
def call(folder, monkeypatch):
    """Call a command on that database."""
    monkeypatch.setenv("DATABASE", str(folder / "k.db"))
    return lambda *words, stdin=None: CliRunner().invoke(cli, [str(word) for word in words], input=stdin)


def ids(call):
    return [line.split("\t")[0] for line in call("plans").output.splitlines()]


def test_every_command_explains_itself(call):
    for name in cli.commands:
        run = call(name, "--help")
        assert run.exit_code == 0
        assert run.output.startswith("Usage:")


def test_plans_are_listed(call):
    assert len(ids(call)) == len(list(PLANS.glob("*.txt")))


def test_ingest_says_what_was_found(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE", str(tmp_path / "k.db"))
    run = CliRunner().invoke(cli, ["ingest", "--id", "thu", "--draft", str(sorted(PLANS.glob("*.txt"))[0])])
    assert run.exit_code == 0
    assert run.output.startswith("thu: KẾ HOẠCH")
    assert "bản nháp" in run.output
    assert "đơn vị" in run.output


def test_plain_text_is_read_without_a_process_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE", str(tmp_path / "k.db"))
    monkeypatch.setattr("bot.commands.plans.confined", None)
    assert CliRunner().invoke(cli, ["ingest", str(sorted(PLANS.glob("*.txt"))[0])]).exit_code == 0


def test_the_same_plan_twice_is_one_sentence(call):
    run = call("ingest", sorted(PLANS.glob("*.txt"))[0])
    assert run.exit_code == 2
    assert "đã có với mã" in run.output
    assert len(run.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("rong.txt", b""), ("anh.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 200), ("thu.txt", "Chào chị, mai họp nhé.".encode())],
)
def test_what_is_no_plan_is_one_sentence_and_changes_nothing(call, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    before = ids(call)
    run = call("ingest", path)
    assert run.exit_code == 2
    assert run.output.strip()
    assert "Traceback" not in run.output
    assert ids(call) == before


def test_an_id_that_no_button_holds_is_refused(call):
    assert call("ingest", "--id", "x" * 41, sorted(PLANS.glob("*.txt"))[0]).exit_code == 2


def test_two_files_have_no_one_id(call):
    assert call("ingest", "--id", "x", "a.txt", "b.txt").exit_code == 2


def test_a_question_is_answered_in_words_and_in_json(call):
    assert "Phòng Tư pháp" in call("ask", "Phòng Tư pháp phải làm gì").output
    answer = json.loads(call("ask", "--json", "Phòng Tư pháp phải làm gì").output)
    assert answer["status"] == "answered"
    assert all(citation["quote"] and citation["section"] for citation in answer["citations"])


def test_questions_come_as_json_lines(call):
    lines = [json.dumps({"q": text, "plan": None, "context": None}) for text in ("hạn báo cáo", "giá vàng hôm nay")]
    run = call("ask", "--json", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in run.output.splitlines()]
    assert [set(answer) >= {"status", "text", "citations", "choices"} for answer in answers] == [True, True]


def test_a_plan_is_exported_and_checked(call):
    first = ids(call)[0]
    assert json.loads(call("export", first).output)["id"] == first
    assert call("check", first).exit_code == 0
    for line in call("check", first, "--json").output.splitlines():
        assert set(json.loads(line)) == {"kind", "message", "quotes"}
    assert call("export", "khong-co").exit_code == 2


def test_drafts_come_as_json_lines(call):
    request = {"text": "hôm qua truyền thông cho 40 cháu ở thôn 2", "today": "2026-03-02", "plan": None, "unit": None}
    draft = json.loads(call("draft", "--json", stdin=json.dumps(request)).output)
    assert draft["is_report"]
    assert draft["activities"][0]["children"] == 40
    assert draft["activities"][0]["date"] == "2026-03-01"


def test_reminders_are_foreseen_for_stand_ins_and_nothing_is_kept(call):
    run = call("reminders", "--from", "2026-01-01", "--to", "2026-12-31", "--json")
    lines = [json.loads(line) for line in run.output.splitlines()]
    assert lines
    assert set(lines[0]) >= {"at", "official", "plan", "what", "last_day", "days_left", "level"}
    assert "T08:00:00+07:00" in lines[0]["at"]
    assert call("reminders", "--from", "2026-01-01", "--to", "2026-01-31").exit_code == 0
    assert call("obligations").output == ""
    assert call("outbox").output == ""


def test_a_summary_is_written_as_word_excel_and_picture(call, tmp_path):
    first = ids(call)[0]
    files = [tmp_path / "b.docx", tmp_path / "b.xlsx", tmp_path / "b.png"]
    run = call("summary", "--plan", first, "--from", "2026-01-01", "--to", "2026-06-30")
    assert "6 tháng đầu năm 2026" in run.output
    words = [word for path, flag in zip(files, ("--docx", "--xlsx", "--png"), strict=True) for word in (flag, path)]
    assert call("summary", "--plan", first, "--from", "2026-01-01", "--to", "2026-06-30", *words).exit_code == 0
    assert all(path.stat().st_size > 1000 for path in files)
    assert call("summary", "--plan", first, "--from", "2026-06-30", "--to", "2026-01-01").exit_code == 2


def test_people_and_activities_are_listed(call, tmp_path):
    assert call("people").exit_code == 0
    assert call("activities").exit_code == 0
    assert call("activities", "--xlsx", tmp_path / "a.xlsx").exit_code == 0
    assert (tmp_path / "a.xlsx").exists()


def test_a_backup_is_restored(call, tmp_path, monkeypatch):
    assert call("backup", tmp_path / "sao.db").exit_code == 0
    assert call("backup", tmp_path / "sao.db").exit_code == 2
    monkeypatch.setenv("DATABASE", str(tmp_path / "moi.db"))
    run = CliRunner().invoke(cli, ["restore", str(tmp_path / "sao.db")])
    assert "Đã khôi phục" in run.output
    assert len(CliRunner().invoke(cli, ["plans"]).output.splitlines()) == len(list(PLANS.glob("*.txt")))


def test_the_doctor_names_what_is_wrong(call):
    run = call("doctor")
    assert run.exit_code == 1
    assert "✘ Mã bot" in run.output
    assert "✔ Cơ sở dữ liệu: ok" in run.output


def test_a_wrong_setting_is_named(call, monkeypatch):
    monkeypatch.setenv("PAGE_PORT", "abc")
    run = call("plans")
    assert run.exit_code == 2
    assert "PAGE_PORT" in run.output
