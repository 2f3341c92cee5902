"""Each of the 24 rules of the format: what breaks it, what is said, and what does not break it."""

from __future__ import annotations

import pytest

from studytui.roadmaps.findings import Finding, Severity, takes_place, without_roadmap
from studytui.roadmaps.library import Library
from studytui.roadmaps.read import MAX_BYTES, parse, read
from studytui.roadmaps.validate import validate
from tests.roadmaps.samples import STAGE, TOP, catalogue, document, findings, in_stage, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def fault(data: bytes) -> Finding:
    found = parse(data, "my.toml")
    assert isinstance(found, Finding)
    return found


def test_good_files_have_no_findings() -> None:
    assert said(in_stage("weeks = [4, 5]\nhours = 45\n")) == []
    assert said(in_stage('[[stages.topics]]\nid = "git"\n'), bundled=True) == []


def test_rule_1_not_toml() -> None:
    text = "\n" * 13 + '  x.y= 1\n"x" = 2\nx = 3\n'
    found = fault(text.encode())
    assert found.sentence() == "my.toml: line 15, column 8: not valid TOML: Cannot overwrite a value"
    assert (found.line, found.column, found.severity) == (15, 8, Severity.ERROR)
    cut = fault(b"a = 1\nb = [1,\n  2\n")
    assert cut.where == "line 3, column 4"
    assert cut.hint == "is a bracket or a quotation mark left open?"


def test_rule_1_not_utf8() -> None:
    found = fault(b'title = "ok"\r\nid = "a\xff"')
    assert found.sentence() == (
        "my.toml: line 2, column 8: not valid TOML: byte 0xff is not UTF-8 (save the file as UTF-8)"
    )
    assert not isinstance(parse(b'\xef\xbb\xbftitle = "with BOM"', "my.toml"), Finding)


def test_rule_2_schema_missing() -> None:
    assert said(in_stage("").replace("schema = 1\n", "")) == [
        "error: my.toml: schema is missing (write schema = 1)"
    ]


def test_rule_3_schema_newer() -> None:
    text = in_stage("new_field = 1\n").replace("schema = 1", "schema = 2")
    assert said(text) == ["error: my.toml: schema 2 needs a newer version of studytui (this one reads 1)"]
    assert said(in_stage("").replace("schema = 1", "schema = true")) == [
        "error: my.toml: schema: expected the number 1, not true"
    ]


def test_rule_4_needed_field_missing() -> None:
    text = (
        TOP + STAGE + STAGE.replace("first", "second") + '[[stages]]\nid = "third"\n[[stages]]\ntitle = " "\n'
    )
    assert said(text) == [
        "error: my.toml: stages[3] third: title is missing",
        "error: my.toml: stages[4]: id is missing",
        "error: my.toml: stages[4]: title is missing",
    ]
    assert said(TOP.replace('title = "My roadmap"\n', "") + STAGE) == ["error: my.toml: title is missing"]
    assert said(in_stage('[[stages.resources]]\nurl = "https://a.org"\n')) == [
        "error: my.toml: stages[1] first › resources[1]: title is missing"
    ]


def test_rule_4_source_of_bundled_ones() -> None:
    text = in_stage("").replace('[source]\ntitle = "Somebody\'s page"\n', "")
    assert said(text) == []
    assert said(text, bundled=True) == ["error: my.toml: source: title is missing"]


def test_rule_4_title_of_unknown_course_and_project() -> None:
    assert (
        said(in_stage('[[stages.courses]]\nid = "sql-course"\n[[stages.projects]]\nid = "blog-api"\n')) == []
    )
    text = in_stage(
        '[[stages.courses]]\nid = "other"\n[[stages.projects]]\nid = "thing"\nsteps = ["Do it"]\n'
    )
    assert said(text) == [
        "error: my.toml: stages[1] first › courses[1] other: title is missing",
        "error: my.toml: stages[1] first › projects[1] thing: title is missing",
    ]


def test_rule_5_no_stages() -> None:
    assert said(TOP) == ["error: my.toml: no stages (add a [[stages]] table)"]
    assert said("stages = []\n" + TOP) == ["error: my.toml: no stages (add a [[stages]] table)"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('weeks = "4-5 weeks"', 'weeks: expected a number or [low, high], not "4-5 weeks"'),
        ("weeks = true", "weeks: expected a number or [low, high], not true"),
        ("weeks = [1, 2, 3]", "weeks: expected a number or [low, high], not a list of 3"),
        ('weeks = [1, "2"]', 'weeks: expected a number or [low, high], not "2"'),
        ("weeks = nan", "weeks: expected a number or [low, high], not nan"),
        ("hours = false", "hours: expected a number, not false"),
        ("hours = inf", "hours: expected a number, not inf"),
        ("hours = 2024-01-01", "hours: expected a number, not a date or time"),
        ('optional = "yes"', 'optional: expected true or false, not "yes"'),
        ("optional = 1", "optional: expected true or false, not 1"),
        ("summary = 5", "summary: expected text, not 5"),
        ('tips = "one"', 'tips: expected a list of texts, not "one"'),
        ('tips = ["one", 2]', "tips[2]: expected text, not 2"),
        ("was = [true]", "was[1]: expected an id, not true"),
        ('topics = "git"', 'topics: expected a list of tables, not "git"'),
        ('topics = ["git"]', 'topics[1]: expected a table, not "git"'),
        ("courses = {}", "courses: expected a list of tables, not a table"),
    ],
)
def test_rule_6_wrong_type(line: str, message: str) -> None:
    assert said(in_stage(line)) == [f"error: my.toml: stages[1] first › {message}"]


def test_rule_6_at_the_top() -> None:
    assert said("stages = 5\n" + TOP) == ["error: my.toml: stages: expected a list of tables, not 5"]
    assert said('source = "me"\n' + TOP.partition("[source]")[0] + STAGE) == [
        'error: my.toml: source: expected a table, not "me"'
    ]


def test_rule_6_plain_steps_are_for_users_only() -> None:
    text = in_stage('[[stages.projects]]\nid = "thing"\ntitle = "Thing"\nsteps = ["Plan it", "Do it"]\n')
    assert said(text) == []
    place = "error: my.toml: stages[1] first › projects[1] thing › steps"
    assert said(text, bundled=True) == [
        f'{place}[1]: expected {{ id, text }}, not "Plan it"',
        f'{place}[2]: expected {{ id, text }}, not "Do it"',
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("weeks = [6, 4]", "weeks: 6 comes before 4 (write [4, 6])"),
        ("weeks = [0, 4]", "weeks: 0 is not above zero"),
        ("weeks = -1", "weeks: -1 is not above zero"),
        ("hours = 0.0", "hours: 0 is not above zero"),
        ("hours = 1e300", "hours: so large a number cannot be meant"),
        (f"hours = 0x{'f' * 6000}", "hours: so large a number cannot be meant"),
        (f"hours = -{'9' * 4000}", "hours: a negative number is not above zero"),
    ],
)
def test_rule_7_ranges(line: str, message: str) -> None:
    assert said(in_stage(line)) == [f"error: my.toml: stages[1] first › {message}"]


def test_rule_7_hours_that_no_week_has() -> None:
    assert said("hours_per_week = 200\n" + in_stage("")) == [
        "error: my.toml: hours_per_week: 200 hours are more than a week has (168)"
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('"CI/CD"', '"CI/CD" is not an id (try "ci-cd")'),
        ('"../../etc/passwd"', '"../../etc/passwd" is not an id (try "etc-passwd")'),
        ('"Über uns"', '"Über uns" is not an id (try "uber-uns")'),
        ('"con"', '"con" is not an id (try "con-1")'),
        ('"数"', '"数" is not an id (a-z, 0-9 and -, at most 64)'),
        (f'"{"a" * 65}"', f'"{"a" * 65}" is not an id (try "{"a" * 64}")'),
        ('"a\\u001b[31m"', '"a[31m" is not an id (try "a-31m")'),
        ("7", "expected an id, not 7"),
    ],
)
def test_rule_8_ids(written: str, message: str) -> None:
    text = in_stage(f"[[stages.topics]]\nid = {written}\n")
    assert said(text) == [f"error: my.toml: stages[1] first › topics[1] › id: {message}"]


def test_rule_8_everywhere() -> None:
    text = in_stage(
        '[[stages.topics]]\nid = "git"\nchoice = "One Of"\nwas = ["Old"]\n'
        '[[stages.projects]]\nid = "thing"\ntitle = "T"\nsteps = [{ id = "A b", text = "x" }]\n'
    )
    assert said(text) == [
        'error: my.toml: stages[1] first › topics[1] git › choice: "One Of" is not an id (try "one-of")',
        'error: my.toml: stages[1] first › topics[1] git › was[1]: "Old" is not an id (try "old")',
        'error: my.toml: stages[1] first › projects[1] thing › steps[1] › id: "A b" is not an id (try "a-b")',
    ]


def test_rule_9_id_and_file_name() -> None:
    assert said(in_stage("").replace('id = "my"', 'id = "backend"')) == [
        'error: my.toml: id is "backend" but the file is my.toml'
    ]


def test_rule_10_twice() -> None:
    topics = "".join(f'[[stages.topics]]\nid = "{one}"\n' for one in ("git", "sql", "redis", "django", "git"))
    assert said(in_stage(topics)) == [
        'error: my.toml: stages[1] first › topics[5]: "git" is already in this stage (topics[1])'
    ]
    assert said(TOP + STAGE + STAGE) == [
        'error: my.toml: stages[2]: "first" is already in this file (stages[1])'
    ]
    steps = 'steps = [{ id = "a", text = "A" }, { id = "a", text = "B" }]\n'
    assert said(in_stage('[[stages.projects]]\nid = "thing"\ntitle = "T"\n' + steps)) == [
        "error: my.toml: stages[1] first › projects[1] thing › steps[2]: "
        '"a" is already in this project (steps[1])'
    ]
    assert said(in_stage('[[stages.topics]]\nid = "git"\n' + steps)) == [
        'error: my.toml: stages[1] first › topics[1] git › steps[2]: "a" is already in this topic (steps[1])'
    ]
    assert said(in_stage('[[stages.courses]]\nid = "sql-course"\n' * 2)) == [
        'error: my.toml: stages[1] first › courses[2]: "sql-course" is already in this stage (courses[1])'
    ]


def test_rule_10_steps_of_a_topic_that_is_a_project() -> None:
    text = in_stage('[[stages.topics]]\nid = "blog-api"\nsteps = ["One"]\n')
    assert said(text) == [
        'error: my.toml: stages[1] first › topics[1] blog-api: "blog-api" has steps, and is a project too'
        " (give one another id)"
    ]


def test_rule_11_unknown_key() -> None:
    assert said(in_stage("week = 4\n")) == [
        'warning: my.toml: stages[1] first: unknown key "week" (did you mean "weeks"?)'
    ]
    assert said(in_stage('"\\u001b[0m" = 4\n')) == ['warning: my.toml: stages[1] first: unknown key "[0m"']
    assert said("zzzzqqq = 1\n" + in_stage("")) == ['warning: my.toml: unknown key "zzzzqqq"']


def test_rule_12_unknown_level() -> None:
    place = "error: my.toml: level: "
    assert said('level = "expert"\n' + in_stage("")) == [
        f'{place}"expert" (beginner, intermediate or advanced)'
    ]
    expected = "expected one or two of beginner, intermediate, advanced, not a list"
    assert said("level = []\n" + in_stage("")) == [f"{place}{expected}"]
    assert said('level = ["beginner", "advanced"]\n' + in_stage("")) == []


def test_rule_13_unknown_topic() -> None:
    text = in_stage('[[stages.topics]]\nid = "git"\n[[stages.topics]]\nid = "postgress"\n')
    begin = 'my.toml: stages[1] first › topics[2]: "postgress" is not a known topic'
    meant = '(did you mean "relational-databases"?)'
    assert said(text) == [f"warning: {begin} {meant}; it will be counted on its own"]
    assert said(text, bundled=True) == [f"error: {begin} {meant}"]
    far = in_stage('[[stages.topics]]\nid = "watercolours"\n')
    assert said(far) == []
    assert said(far, bundled=True) == [
        'error: my.toml: stages[1] first › topics[1]: "watercolours" is not a known topic'
    ]


def test_rule_14_project_of_unknown_topic() -> None:
    text = in_stage('[[stages.projects]]\nid = "blog-api"\ntopics = ["git", "djang", "watercolours"]\n')
    place = "my.toml: stages[1] first › projects[1] blog-api › topics"
    meant = f'{place}[2]: "djang" is not a known topic (did you mean "django"?)'
    assert said(text) == [f"warning: {meant}"]
    assert said(text, bundled=True) == [
        f"error: {meant}",
        f'error: {place}[3]: "watercolours" is not a known topic',
    ]
    own = text + '[[stages.topics]]\nid = "djang"\n'
    assert [one for one in said(own) if "projects" in one] == []


def test_rule_15_project_without_steps() -> None:
    text = in_stage('[[stages.projects]]\nid = "shop"\ntitle = "Shop"\n')
    assert said(text) == ["warning: my.toml: stages[1] first › projects[1] shop: no steps"]
    assert said(text, bundled=True) == ["error: my.toml: stages[1] first › projects[1] shop: no steps"]
    assert said(in_stage('[[stages.projects]]\nid = "blog-api"\n'), bundled=True) == []


def test_rule_15_steps_given_where_the_project_stands_first() -> None:
    first = '[[stages.projects]]\nid = "shop"\ntitle = "Shop"\nsteps = [{ id = "a", text = "A" }]\n'
    second = STAGE.replace("first", "second") + '[[stages.projects]]\nid = "shop"\n'
    assert said(in_stage(first) + second, bundled=True) == []


def test_rule_16_topic_in_two_stages() -> None:
    topic = '[[stages.topics]]\nid = "redis"\n'
    second, third = (STAGE.replace("first", name) + topic for name in ("second", "third"))
    text = TOP + STAGE + second + third
    assert said(text) == ['warning: my.toml: "redis" is in stages 2 and 3: one tick counts in both']
    assert said(TOP + STAGE + topic + second + third) == [
        'warning: my.toml: "redis" is in stages 1, 2 and 3: one tick counts in all'
    ]


def test_rule_17_steps_differ_between_files(tmp_path: Path) -> None:
    (tmp_path / "roadmaps").mkdir()
    shop = '[[stages.projects]]\nid = "shop"\ntitle = "Shop"\nsteps = '
    other = in_stage(shop + '[{ id = "plan", text = "P" }, { id = "login", text = "L" }]\n')
    (tmp_path / "catalogue.toml").write_text('[topics.git]\ntitle = "Git"\n')
    (tmp_path / "roadmaps" / "path-2025.toml").write_text(other.replace('id = "my"', 'id = "path-2025"'))
    mine = in_stage(shop + '[{ id = "plan", text = "P" }, { id = "docs", text = "D" }]\n')
    expected = (
        "my.toml: stages[1] first › projects[1] shop: "
        "steps differ from data/roadmaps/path-2025.toml: +docs −login"
    )
    for folder, severity in ((tmp_path, Severity.WARNING), (tmp_path / "roadmaps", Severity.ERROR)):
        (folder / "my.toml").write_text(mine)
        found = Library(tmp_path, str(tmp_path)).check(folder / "my.toml")
        assert [one.sentence() for one in found if one.severity is severity][:1] == [expected]
    (tmp_path / "my.toml").write_text(other)
    assert "differ" not in str(Library(tmp_path, str(tmp_path)).check(tmp_path / "my.toml"))


def test_rule_17_against_the_catalogue_and_within_a_file() -> None:
    blog = '[[stages.projects]]\nid = "blog-api"\nsteps = [{ id = "sketch", text = "S" }]\n'
    again = STAGE.replace("first", "second") + blog.replace("sketch", "other")
    text = in_stage(blog) + again
    found = validate(document(text), catalogue(), bundled=False, others=lambda project: {})
    assert [one.sentence() for one in found] == [
        "my.toml: stages[2] second › projects[1] blog-api: "
        "steps differ from stages[1] first › projects[1] blog-api: +other −sketch"
    ]
    shared: dict[str, tuple[str, ...]] = {"data/catalogue.toml": ("login", "sketch")}
    found = validate(document(in_stage(blog)), catalogue(), bundled=True, others=lambda project: shared)
    assert [one.sentence() for one in found] == [
        "my.toml: stages[1] first › projects[1] blog-api: steps differ from data/catalogue.toml: −login"
    ]


def test_rule_18_choice_of_one() -> None:
    one = '[[stages.topics]]\nid = "django"\nchoice = "framework"\n'
    assert said(in_stage(one)) == ['warning: my.toml: stages[1] first: choice "framework" has one topic only']
    assert said(in_stage(one + one.replace("django", "fastapi"))) == []


def test_rule_19_hours_far_from_weeks() -> None:
    assert said(in_stage("hours = 450\nweeks = [4, 5]\n")) == [
        "warning: my.toml: stages[1] first › hours: 450 in 4–5 weeks is 100 h a week"
    ]
    assert said(in_stage("hours = 4\nweeks = 1\n")) == [
        "warning: my.toml: stages[1] first › hours: 4 in 1 week is 4 h a week"
    ]
    assert said(in_stage("hours = 90\nweeks = [4, 5]\n")) == []
    assert said("hours_per_week = 90\n" + in_stage("hours = 450\nweeks = [4, 5]\n")) == []


def test_rule_20_control_characters_and_length() -> None:
    assert said(in_stage('summary = "0123456789abcdef\\u001b[31m"\n')) == [
        "error: my.toml: stages[1] first › summary: control character at 17"
    ]
    assert said(in_stage(f'summary = "{"x" * 2001}"\n')) == [
        "error: my.toml: stages[1] first › summary: 2,001 characters are more than 2,000"
    ]
    assert said(in_stage('tips = ["fine", "\\u009b31m"]\n')) == [
        "error: my.toml: stages[1] first › tips[2]: control character at 1"
    ]
    assert said(in_stage(f'summary = """{"x" * 1000}\n\t{"y" * 998}"""\n')) == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "example.org", "http:///x", ""])
def test_rule_21_url(url: str) -> None:
    text = in_stage(f'[[stages.topics]]\nid = "git"\nurl = "{url}"\n')
    assert said(text) == ["error: my.toml: stages[1] first › topics[1] git › url: only http and https"]
    assert said(text.replace(f'"{url}"', '"HTTPS://git-scm.com/book"')) == []


def test_rule_22_takes_the_place_of_a_bundled_one(tmp_path: Path) -> None:
    assert takes_place("career-roadmap.toml").sentence() == (
        "your career-roadmap.toml takes the place of the bundled one"
    )
    path = tmp_path / "career-roadmap.toml"
    path.write_text(in_stage("").replace('id = "my"', 'id = "career-roadmap"'))
    (tmp_path / "my.toml").write_text(in_stage(""))
    found = Library(tmp_path).findings()
    assert [(one.severity, one.sentence()) for one in found] == [
        (Severity.NOTICE, "your career-roadmap.toml takes the place of the bundled one")
    ]
    assert Library(None).check(path) == ()


def test_rule_23_size_and_number_of_stages(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes(b"#" * (4 * MAX_BYTES))
    found = read(str(path))
    assert isinstance(found, Finding)
    assert found.sentence() == "my.toml: 4 MiB is more than a roadmap should be (1 MiB)"
    assert fault(b"#" * (MAX_BYTES + 1)).message == "1.1 MiB is more than a roadmap should be"
    assert not isinstance(parse(b"#" * MAX_BYTES, "my.toml"), Finding)
    stages = [STAGE.replace('"first"', f'"s{number}"') for number in range(201)]
    assert said(TOP + "".join(stages)) == [
        "error: my.toml: 201 stages are more than a roadmap should have (200)"
    ]
    assert said(TOP + "".join(stages[:200])) == []


def test_rule_24_ticks_without_roadmap() -> None:
    assert without_roadmap(12).sentence() == "12 ticks belong to topics that no roadmap holds now"
    assert without_roadmap(1).sentence() == "1 tick belongs to topics that no roadmap holds now"
    assert without_roadmap(2).severity is Severity.NOTICE


def test_all_faults_at_once_with_their_lines() -> None:
    text = TOP + (
        "[[stages]]\n"  # line 6
        'id = "first"\n'
        'titel = "First"\n'
        "weeks = [6, 4]\n"
        "[[stages]]\n"  # line 10
        'id = "databases"\n'
        'title = "Databases"\n'
        'summary = """\n'
        'weeks = 5 """\n'
        'weeks = "4-5 weeks"\n'  # line 15
        "[[stages.topics]]\n"
        'id = "git"\n'
        "[[stages.topics]]\n"
        'id = "git"\n'
        "[[stages.projects]]\n"  # line 20
        'id = "shop"\n'
        'title = "Shop"\n'
        "steps = [\n"
        '  { id = "a", text = "Begin, [now]" },\n'
        "  { id = 5, text = 'B' },\n"  # line 25
        "]\n"
    )
    found = findings(text)
    assert [(one.line, one.sentence()) for one in found] == [
        (6, "my.toml: stages[1] first: title is missing"),
        (8, 'my.toml: stages[1] first: unknown key "titel" (did you mean "title"?)'),
        (9, "my.toml: stages[1] first › weeks: 6 comes before 4 (write [4, 6])"),
        (15, 'my.toml: stages[2] databases › weeks: expected a number or [low, high], not "4-5 weeks"'),
        (18, 'my.toml: stages[2] databases › topics[2]: "git" is already in this stage (topics[1])'),
        (25, "my.toml: stages[2] databases › projects[1] shop › steps[2] › id: expected an id, not 5"),
    ]
