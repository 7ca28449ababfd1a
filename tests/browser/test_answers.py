"""Answers are kept: by tapping, as a parent does, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from build_tools.project import Project
from tests.browser.spoiling import REFUSED, fill
from tests.browser.tapping import COUNCIL_SAID_NOTHING, begin, path, stored, tap, trail
from tests.site.browsing import PHONE, QUIET, visiting
from tests.site.pages import HERE, BuiltSite, path_of

SAID = [
    "Education, Health and Care plan (EHCP)",
    "Support in the plan is not given",
    "Some of the help in Section F",
    "I complained formally to the council",
]
QUESTION = "/questions/complaint-about-part/"
OUTCOME = "/next-steps/ask-for-stage-2-because-late/"


def test_each_page_shows_the_answers_before_it(page: Page) -> None:
    """On questions and where they end; each with a link that says what it changes."""
    begin(page, *COUNCIL_SAID_NOTHING)
    assert (path(page), trail(page)) == (QUESTION, SAID)
    tap(page, "stage-1-late")
    assert (path(page), trail(page)) == (OUTCOME, [*SAID, "Stage 1 sent and the answer is late"])
    change = page.get_by_role("link", name="Change your answer to: What is not happening?")
    assert change.inner_text() == "Change"


def test_every_answer_leads_where_its_html_leads(
    page: Page, built_site: BuiltSite, project: Project
) -> None:
    """With nothing answered before, JavaScript changes no link but for the part after `#`."""
    for step in project.tree.steps:
        address = f"/questions/{step}/"
        page.goto(address)
        page.wait_for_selector("[data-target]")
        links = page.locator("a[data-answer]").evaluate_all(
            "all => all.map(a => [a.dataset.answer, a.href])"
        )
        (written,) = built_site.pages[address].questions.values()
        site = page.evaluate("location.origin")
        assert {a: path_of(href.replace(site, HERE)) for a, href in links} == written
        assert all(f".{answer}" in href.partition("#")[2] for answer, href in links)


def test_a_reload_loses_nothing(page: Page) -> None:
    """In the middle of the questions."""
    begin(page, *COUNCIL_SAID_NOTHING)
    page.reload()
    page.wait_for_selector(".so-far")
    assert (path(page), trail(page)) == (QUESTION, SAID)


def test_a_tapped_citation_costs_no_answers(page: Page) -> None:
    """The address then says where on the page one is; the answers go along all the same."""
    begin(page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    for link in ("sup.cite a >> nth=0", "a.skip"):
        page.locator(link).focus()
        page.keyboard.press("Enter")
        assert "a=" not in page.evaluate("location.hash")
        page.reload()
        page.wait_for_selector(".so-far")
        assert trail(page)[:4] == SAID


def test_the_back_button_loses_nothing(page: Page) -> None:
    """Two pages back and the same answer again: what was answered since is not asked again."""
    begin(page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    page.go_back()
    page.go_back()
    page.wait_for_selector(".chosen")
    assert path(page) == "/questions/told-about-part/"
    assert trail(page)[:4] == SAID
    tap(page, "complained")
    assert path(page) == OUTCOME
    assert "How far has your complaint" in page.locator(".notice").inner_text()


def test_the_front_page_offers_to_carry_on(page: Page) -> None:
    """After going back to it, and with a way to begin anew."""
    begin(page, *COUNCIL_SAID_NOTHING)
    page.goto("/")
    page.get_by_role("link", name="Carry on where you left off").tap()
    page.wait_for_url(f"**{QUESTION}*")
    page.goto("/")
    page.get_by_role("button", name="Start again").tap()
    assert trail(page) == []
    assert page.evaluate("document.activeElement.id") == "first-question"
    tap(page, "sen-support")
    assert trail(page) == ["SEN support plan or “IEP”"]


def test_a_changed_answer_keeps_what_is_still_asked(page: Page) -> None:
    """And the page says so, to eyes and to ears."""
    begin(page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    page.get_by_role("link", name="Change your answer to: What is not happening?").tap()
    page.wait_for_url("**/questions/support-missing/*")
    page.wait_for_selector(".chosen")
    assert page.locator(".chosen").get_attribute("data-answer") == "part-of-it"
    tap(page, "most-of-it")
    notice = page.locator(".notice")
    assert path(page) == "/next-steps/ask-for-stage-2-and-legal-advice/"
    assert "You changed your answer to “What is not happening?”" in notice.inner_text()
    assert "Stage 1 sent and the answer is late" in notice.inner_text()
    assert "No longer asked" not in notice.inner_text()
    page.get_by_role("status").filter(has_text="changed").wait_for(state="attached")
    assert notice.evaluate("box => box === document.activeElement")


def test_a_changed_answer_says_what_is_no_longer_asked(page: Page) -> None:
    """And going back to the old answer brings the others back with it."""
    begin(page, *COUNCIL_SAID_NOTHING)
    page.get_by_role("link", name="Change your answer to: What is the main thing").tap()
    page.wait_for_url("**/questions/what-is-wrong/*")
    page.wait_for_selector(".chosen")
    tap(page, "letter-or-order")
    said = page.locator(".notice").inner_text()
    assert "No longer asked" in said
    assert "Some of the help in Section F" in said
    page.get_by_role("link", name="Change your answer to: What is the main thing").tap()
    page.wait_for_url("**/questions/what-is-wrong/*")
    page.wait_for_selector(".chosen")
    tap(page, "support-missing")
    assert (path(page), trail(page)) == (QUESTION, SAID)


def test_an_answer_may_be_left_as_it_is(page: Page) -> None:
    """From the question that was to be changed, one link leads back."""
    begin(page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    page.get_by_role("link", name="Change your answer to: What is not happening?").tap()
    page.get_by_role("link", name="Go to your next step").tap()
    page.wait_for_url(f"**{OUTCOME}*")


def test_a_second_tab_has_the_answers(page: Page) -> None:
    """From an answer or the address, opened in a tab that shares nothing with this one."""
    begin(page, *COUNCIL_SAID_NOTHING)
    other = page.context.new_page()
    other.goto(page.locator('[data-answer="stage-1-late"]').evaluate("a => a.href"))
    other.wait_for_selector(".so-far")
    assert trail(other)[:4] == SAID
    another = page.context.new_page()
    another.goto(page.url)
    another.wait_for_selector(".so-far")
    assert trail(another) == SAID


def test_an_answer_tapped_before_the_script_has_come_counts(page: Page) -> None:
    """On a slow connection the page is there long before what makes it clever."""
    scripts = re.compile(r"/assets/javascripts/.*\.mjs$")
    page.context.route(scripts, lambda route: route.abort())
    page.goto("/")
    for answer in COUNCIL_SAID_NOTHING[:3]:
        page.locator(f'[data-answer="{answer}"]').tap()
    page.context.unroute(scripts)
    tap(page, COUNCIL_SAID_NOTHING[3])
    assert (path(page), trail(page)) == (QUESTION, SAID)


def test_something_else_wrong_keeps_what_is_about_the_child(page: Page) -> None:
    """Which plan it is; not what was done about the first problem."""
    begin(page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    page.locator('a[data-again="what-is-wrong"]').tap()
    page.wait_for_url("**/questions/what-is-wrong/*")
    page.wait_for_selector(".so-far")
    assert trail(page) == SAID[:1]
    tap(page, "support-missing", "therapy", "section-f")
    assert path(page) == "/questions/told-about-therapy/"


# Somebody's link


def test_a_step_from_a_link_stands_by_itself(page: Page) -> None:
    """It asks, goes on, and offers the start."""
    page.goto("/questions/told-about-part/")
    assert page.get_by_role("link", name="Start from the first question").is_visible()
    assert trail(page) == []
    tap(page, "complained")
    assert (path(page), trail(page)) == (QUESTION, SAID[3:])


def test_a_step_from_a_link_leaves_other_answers_alone(page: Page) -> None:
    """The page says where the parent's own answers lead."""
    begin(page, "sen-support", "support-not-given")
    page.goto("/questions/told-about-part/")
    page.get_by_role("link", name="Go to the question you had reached").tap()
    page.wait_for_selector(".so-far")
    assert trail(page)[0] == "SEN support plan or “IEP”"


def test_a_link_with_answers_spares_those_on_the_phone(page: Page) -> None:
    """They are shown, and the parent's own are one tap away."""
    begin(page, "sen-support", "support-not-given")
    page.get_by_role("button", name="Keep on this phone").tap()
    mine = path(page)
    other = page.context.new_page()
    other.goto(
        "/questions/told-about-part/#a=which-plan.final-plan~what-is-wrong.support-missing~what-support.part-of-it&j=theirs"
    )
    other.wait_for_selector(".so-far")
    assert trail(other) == SAID[:3]
    tap(other, "complained")
    assert "sen-support" in stored(other)["plan-not-followed.answers"]
    other.get_by_role("link", name="Go back to mine").tap()
    other.wait_for_url(f"**{mine}*")
    other.wait_for_selector(".so-far")
    assert trail(other)[0] == "SEN support plan or “IEP”"


# What is kept, and where


def test_nothing_is_kept_on_the_device_unless_asked(page: Page) -> None:
    """Only this tab knows, until the parent says otherwise; then it says what is kept."""
    begin(page, *COUNCIL_SAID_NOTHING)
    assert stored(page) == {}
    page.get_by_role("button", name="Keep on this phone").tap()
    assert "Kept on this phone until you clear it" in page.locator(".keeping").inner_text()
    assert "complained" in stored(page)["plan-not-followed.answers"]


def test_kept_answers_outlive_the_browser(
    browser: Browser, site_address: str, tmp_path: Path
) -> None:
    """The phone dies, and is started again a day later."""
    launch = browser.browser_type.launch_persistent_context
    program = {
        "executable_path": shutil.which("chromium") or shutil.which("chromium-browser"),
        "args": list(QUIET),
    }
    context = launch(str(tmp_path), base_url=site_address, **program, **PHONE)
    page = context.new_page()
    begin(page, *COUNCIL_SAID_NOTHING)
    page.get_by_role("button", name="Keep on this phone").tap()
    context.close()
    context = launch(str(tmp_path), base_url=site_address, **program, **PHONE)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Carry on where you left off").tap()
    page.wait_for_selector(".so-far")
    assert (path(page), trail(page)) == (QUESTION, SAID)
    context.close()


def test_clear_everything_clears_it_all(page: Page) -> None:
    """Both storages, the caches, the address, and the pages behind the back button."""
    begin(page, *COUNCIL_SAID_NOTHING)
    page.get_by_role("button", name="Keep on this phone").tap()
    page.evaluate("caches.open('plan-not-followed.pages')")
    page.get_by_role("button", name="Clear everything").tap()
    page.wait_for_url(lambda url: url.removesuffix("/").count("/") == 2)
    page.wait_for_load_state()
    assert stored(page) == {}
    assert "final-plan" not in json.dumps(stored(page, "sessionStorage"))
    assert page.evaluate("caches.keys()") == []
    page.go_back()
    page.wait_for_timeout(300)
    assert trail(page) == []
    assert "final-plan" not in page.url
    assert "final-plan" not in json.dumps(stored(page, "sessionStorage"))


def test_where_storage_is_refused_the_address_holds_the_answers(page: Page) -> None:
    """Nothing is lost on the way, by a reload or by going back; keeping is refused in words."""
    page.context.add_init_script(REFUSED)
    begin(page, *COUNCIL_SAID_NOTHING)
    page.reload()
    page.wait_for_selector(".so-far")
    assert trail(page) == SAID
    page.get_by_role("button", name="Keep on this phone").tap()
    assert "does not let the page keep anything" in page.locator(".keeping").inner_text()
    page.get_by_role("link", name="Change your answer to: What is not happening?").tap()
    page.wait_for_selector(".chosen")
    tap(page, "most-of-it")
    assert "You changed your answer" in page.locator(".notice").inner_text()


def test_where_the_device_is_full_nothing_half_is_kept(page: Page) -> None:
    """The tab goes on, and the parent is told."""
    page.goto("/")
    fill(page, "localStorage")
    begin(page, *COUNCIL_SAID_NOTHING)
    page.get_by_role("button", name="Keep on this phone").tap()
    assert "This browser is full" in page.locator(".keeping").inner_text()
    assert not [name for name in stored(page) if name.startswith("plan-not-followed")]
    page.reload()
    page.wait_for_selector(".so-far")
    assert trail(page) == SAID


# What anybody may have written into an address or a storage

SCRIPTS = [
    "a=which-plan.final-plan~<img src=x onerror=window.hacked=1>.x",
    "a=which-plan.%3Cscript%3Ewindow.hacked=1%3C/script%3E",
    "a=__proto__.polluted~constructor.prototype&s=__proto__&v=<b>",
    "a=" + "x." * 5000,
    "a=%",
    "a=which-plan.final-plan&s=constructor&c=toString.valueOf",
    "javascript:window.hacked=1",
]


def test_rubbish_in_the_address_harms_nothing(page: Page) -> None:
    """The page works; what fits is kept; nothing runs."""
    for fragment in SCRIPTS:
        page.goto("about:blank")
        page.goto(f"/questions/what-is-wrong/#{fragment}")
        page.wait_for_selector("[data-target]")
        tap(page, "support-missing")
        assert path(page) == "/questions/support-missing/", fragment
        assert page.evaluate("[window.hacked, {}.polluted]") == [None, None], fragment


SPOILT = ["a=which-plan.final-plan~what-is-wr", "{", "", "a", "\u0000", "<script>", "a=~~~&&&=="]


def test_a_spoilt_saved_state_harms_nothing(page: Page) -> None:
    """Cut off in the middle, or something else altogether."""
    for text in SPOILT:
        page.goto("/")
        page.evaluate(
            "text => { for (const storage of [localStorage, sessionStorage])"
            " storage.setItem('plan-not-followed.answers', text); }",
            text,
        )
        page.goto("/questions/what-is-wrong/")
        page.wait_for_selector("[data-target]")
        tap(page, "support-missing")
        assert path(page) == "/questions/support-missing/", text


def test_what_is_left_of_a_cut_off_state_is_kept_and_told(page: Page) -> None:
    """One whole answer and half a second one."""
    page.goto("/questions/what-is-wrong/#a=which-plan.final-plan~what-is-wr")
    page.wait_for_selector(".so-far")
    assert trail(page) == SAID[:1]
    assert "could not be read. We kept the rest." in page.locator(".notice").inner_text()


# A tree that has changed since


def test_answers_to_an_older_tree_keep_what_fits(page: Page) -> None:
    """And the page says that the questions have changed."""
    page.goto("/questions/what-is-wrong/#a=which-plan.final-plan~gone-question.yes&v=0ld0ld00")
    page.wait_for_selector(".so-far")
    said = page.locator(".notice").inner_text()
    assert "The questions on this site have changed" in said
    assert "We kept every answer that still fits" in said
    assert trail(page) == SAID[:1]
    page.reload()
    page.wait_for_selector(".so-far")
    assert page.locator(".notice").count() == 0


def test_an_older_tree_whose_answers_all_fit_is_told_too(page: Page) -> None:
    """Because they may lead somewhere else now."""
    page.goto("/questions/what-is-wrong/#a=which-plan.final-plan&v=0ld0ld00")
    page.wait_for_selector(".so-far")
    assert "All your answers still fit" in page.locator(".notice").inner_text()


def test_a_page_that_is_gone_leads_to_where_the_answers_lead(page: Page) -> None:
    """A step that an older tree had."""
    page.goto(
        "/questions/gone-step/#a=which-plan.final-plan~what-is-wrong.support-missing&v=0ld0ld00"
    )
    page.get_by_role("link", name="Go to the question you had reached").tap()
    page.wait_for_url("**/questions/support-missing/*")


def test_without_the_tree_the_answers_go_along(page: Page) -> None:
    """The small file may fail to come; nothing else does."""

    def fail(route: Route) -> None:
        route.abort()

    page.context.route("**/tree*.json", fail)
    page.goto("/")
    for answer in COUNCIL_SAID_NOTHING:
        page.wait_for_selector("[data-target]")
        page.locator(f'[data-answer="{answer}"]').tap()
    page.context.unroute("**/tree*.json", fail)
    tap(page, "stage-1-late")
    assert (path(page), trail(page)[:4]) == (OUTCOME, SAID)


# Inside somebody else's page


def test_a_page_in_a_frame_hides_its_tools(browser: Browser, site_address: str) -> None:
    """So that nobody can draw over them; it offers to be opened by itself."""
    with visiting(browser, site_address, **PHONE) as page:
        body = '<iframe src="/questions/what-is-wrong/#a=which-plan.final-plan"></iframe>'
        page.route("**/theirs", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto("/theirs")
        frame = page.frame_locator("iframe")
        frame.get_by_role("link", name="Open this page by itself").wait_for()
        assert frame.locator(".so-far, button").count() == 0


# How it looks and sounds


def test_what_can_be_tapped_is_big_enough(page: Page) -> None:
    """44 pixels each way, for every link and button that we add."""
    begin(page, *COUNCIL_SAID_NOTHING, "stage-1-late")
    page.get_by_role("link", name="Change your answer to: What is not happening?").tap()
    page.wait_for_selector(".chosen")
    tap(page, "most-of-it")
    page.wait_for_load_state("networkidle")
    boxes = [
        (item.inner_text(), box)
        for item in page.locator(".so-far a, .so-far button, .notice a, .notice button").all()
        if (box := item.bounding_box())
    ]
    assert len(boxes) >= 7
    assert [text for text, box in boxes if min(box["height"], box["width"]) < 44] == []
