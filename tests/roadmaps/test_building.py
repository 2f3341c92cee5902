"""A file and the catalogue become a roadmap: what the file leaves out is filled, the rest is its own."""

from __future__ import annotations

from studytui.domain.ids import is_slug
from studytui.domain.roadmap import Outlook, Source
from studytui.domain.slugs import slug_of, step_slug, unique
from studytui.roadmaps.build import build
from tests.roadmaps.samples import STAGE, TOP, catalogue, document, in_stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.roadmap import Roadmap


def built(text: str) -> Roadmap:
    return build(document(text).table, catalogue(), bundled=False)


def test_the_catalogue_fills_what_the_file_leaves() -> None:
    stage = built(
        in_stage(
            '[[stages.topics]]\nid = "git"\n[[stages.topics]]\nid = "sql"\n'
            'title = "Queries"\noptional = true\n'
            '[[stages.courses]]\nid = "sql-course"\n[[stages.projects]]\nid = "blog-api"\ntitle = "My blog"\n'
        )
    ).stages[0]
    git, sql = stage.topics
    assert (git.id, git.title, git.check) == ("topic/git", "Git, version control", "What is a commit?")
    assert (git.aliases, git.summary) == (("version control", "github"), "The history of a code base.")
    assert (sql.title, sql.optional, sql.aliases) == ("Queries", True, ("structured query language",))
    course = stage.courses[0]
    assert (course.id, course.title, course.weeks) == ("course/sql-course", "Database Design", (4.0, 4.0))
    assert (course.level, course.summary) == (("beginner", "intermediate"), "Good design.")
    project = stage.projects[0]
    assert (project.id, project.title, project.topics) == ("project/blog-api", "My blog", ("git",))
    assert [(step.id, step.title) for step in project.steps] == [
        ("step/blog-api/sketch", "Sketch it"),
        ("step/blog-api/login", "Log in"),
    ]


def test_a_project_that_stands_twice_keeps_its_steps() -> None:
    first = '[[stages.projects]]\nid = "shop"\ntitle = "Shop"\nsteps = ["Plan"]\n'
    second = STAGE.replace("first", "second") + '[[stages.projects]]\nid = "shop"\noptional = true\n'
    one, two = (stage.projects[0] for stage in built(in_stage(first) + second).stages)
    assert (two.title, two.steps) == (one.title, one.steps)
    assert (one.optional, two.optional) == (False, True)


def test_hours_of_a_stage() -> None:
    def hours(body: str, top: str = "") -> float | None:
        return built(top + in_stage(body)).stages[0].hours

    assert hours("") is None
    assert hours("weeks = [4, 5]\n") == 45
    assert hours("weeks = 4\n", "hours_per_week = 5\n") == 20
    assert hours("weeks = 4\nhours = 30\n") == 30
    assert built(in_stage("weeks = 4\n")).stages[0].weeks == (4.0, 4.0)


def test_plain_steps_get_ids_of_their_own() -> None:
    text = in_stage(
        '[[stages.topics]]\nid = "git"\nsteps = ["Read it!", "Read it", "数学", "数学", "1. Plan: a/b"]\n'
        '[[stages.projects]]\nid = "shop"\ntitle = "S"\n'
        'steps = ["Plan", { id = "plan", text = "Explicit" }]\n'
    )
    stage = built(text).stages[0]
    slugs = [step.slug for step in stage.topics[0].steps]
    assert slugs == ["read-it", "read-it-2", step_slug("数学"), f"{step_slug('数学')}-2", "1-plan-a-b"]
    assert [step.title for step in stage.topics[0].steps] == [
        "Read it!",
        "Read it",
        "数学",
        "数学",
        "1. Plan: a/b",
    ]
    assert [(step.slug, step.title) for step in stage.projects[0].steps] == [
        ("plan-2", "Plan"),
        ("plan", "Explicit"),
    ]
    assert stage.topics[0].steps[0].id == "step/git/read-it"


def test_slugs() -> None:
    assert slug_of("CI/CD") == "ci-cd"
    assert slug_of("  Crème brûlée ") == "creme-brulee"
    assert slug_of("!!!") == ""
    assert len(slug_of("a" * 500)) == 64
    for text in ("CON", "数学", "x" * 63 + " y", "--", "Straße"):
        assert is_slug(step_slug(text))
    taken = {"a" * 64, "b", "b-2"}
    assert unique("b", taken) == "b-3"
    assert unique("c", taken) == "c"
    assert unique("a" * 64, taken) == "a" * 62 + "-2"


def test_everything_of_the_top() -> None:
    text = (
        'level = "beginner"\nmonths = [6, 8]\ntags = ["a", " "]\nprerequisites = ["p"]\noutcomes = ["o"]\n'
        'tips = ["t"]\nmistakes = ["m"]\njob_advice = ["j"]\ninterviews = ["i"]\nsummary = "One\\n two"\n'
        + TOP
        + 'url = "https://a.org"\nnote = "Retold."\n'
        "[outlook]\nsalary_usd = 110000\ngrowth_percent = [-3, 22]\n"
        'growth_note = "n"\nopenings = "many"\ncountry = "US"\nindustries = "Tech, Finance"\n'
        + STAGE
        + '[[stages.resources]]\ntitle = "Book"\nurl = "https://b.org"\n'
    )
    roadmap = built(text)
    assert (roadmap.id, roadmap.level, roadmap.months, roadmap.tags) == (
        "my",
        ("beginner",),
        (6.0, 8.0),
        ("a",),
    )
    assert roadmap.prerequisites + roadmap.outcomes + roadmap.tips == ("p", "o", "t")
    assert roadmap.mistakes + roadmap.job_advice + roadmap.interviews == ("m", "j", "i")
    assert roadmap.summary == "One\n two"
    assert roadmap.source == Source("Somebody's page", None, "https://a.org", "Retold.")
    assert roadmap.outlook == Outlook(110000.0, (-3.0, 22.0), "n", "many", "US", ("Tech", "Finance"))
    assert roadmap.stages[0].resources[0].url == "https://b.org"
    assert (roadmap.hours_per_week, roadmap.bundled) == (10.0, False)


def test_catalogue_words() -> None:
    words = catalogue()
    assert words.resolve("git") == words.resolve("GitHub ") == words.resolve("Version-Control") == "git"
    assert words.resolve("postgresql / mysql") == words.resolve("POSTGRES") == "relational-databases"
    assert words.resolve("deja sql") == "relational-databases"
    assert words.resolve("ruby") is None
    assert words.nearest("postgress") == "relational-databases"
    assert words.nearest("watercolours") is None
    assert words.groups == {"git": "tools"}
