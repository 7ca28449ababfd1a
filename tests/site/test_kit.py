"""What pages offer to machines and to those who want to put us right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from build_tools import __version__
from build_tools.dates import in_words
from build_tools.project import Project
from tests.site.browsing import visiting
from tests.site.building import build_copy
from tests.site.pages import BuiltSite
from tests.site.serving import serving
from tests.site.test_access import TOO_WIDE
from tests.site.test_print import pages_on_paper

SETTINGS = {
    "SITE_URL": "https://plan.example/sub/",
    "REPOSITORY_URL": "https://code.example/plan",
    "CONTACT_EMAIL": "us@plan.example",
}
OUTCOME = "/next-steps/write-to-the-council-today/"


@pytest.fixture(scope="module")
def with_settings(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The finished site with all of its settings set."""
    return BuiltSite(build_copy(tmp_path_factory.mktemp("set"), SETTINGS))


@pytest.fixture(scope="module")
def with_settings_served(
    with_settings: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where that site is served, in its folder."""
    root: Path = tmp_path_factory.mktemp("host")
    (root / "sub").symlink_to(with_settings.folder, target_is_directory=True)
    with serving(root) as address:
        yield address


def meta(site: BuiltSite, address: str, name: str) -> list[str]:
    """What a page says under a name such as og:title."""
    found: list[str] = site.pages[address].document.xpath(f"//meta[@property='{name}']/@content")
    return found


def test_absolute_addresses_are_left_out_without_a_site_address(built_site: BuiltSite) -> None:
    """No address is made up."""
    for page in built_site.pages.values():
        assert page.document.xpath("//link[@rel='canonical']") == []
        assert page.document.xpath("//meta[@property='og:url' or @property='og:image']") == []


def test_with_a_site_address_a_page_says_where_it_stands(with_settings: BuiltSite) -> None:
    """For search engines and for whoever passes it on."""
    whole = f"https://plan.example/sub{OUTCOME}"
    assert meta(with_settings, OUTCOME, "og:url") == [whole]
    canonical = with_settings.pages[OUTCOME].document.xpath("//link[@rel='canonical']/@href")
    assert canonical == [whole]


def test_every_page_has_a_card_to_be_passed_on_with(
    with_settings: BuiltSite, project: Project
) -> None:
    """Each stage and outcome one of its own, as large as those who show it ask for."""
    cards = {}
    for address, page in with_settings.pages.items():
        if page.document.xpath("//meta[@property='og:title']"):
            (cards[address],) = meta(with_settings, address, "og:image")
    own = [f"/{p.path.removesuffix('.md')}/" for p in project.pages if p.is_stage or p.is_outcome]
    assert len({cards[address] for address in own}) == len(own) > 0
    for card in set(cards.values()):
        file = with_settings.folder / card.removeprefix(SETTINGS["SITE_URL"])
        with Image.open(file) as picture:
            assert picture.size == (1200, 630), card


def test_every_stage_and_outcome_says_how_to_cite_it(
    with_settings: BuiltSite, project: Project
) -> None:
    """By title, version, the day its sources were read, and address."""
    for page in (*project.stages.values(), *project.outcomes.values()):
        address = f"/{page.path.removesuffix('.md')}/"
        (words,) = with_settings.pages[address].document.xpath("//details[@class='to-cite']/p")
        day = in_words(str(page.meta["read_on"]))
        told = f"version {__version__}, sources read on {day}, https://plan.example/sub{address}."
        assert words.text_content().startswith(f"Plan Not Followed, “{page.title}”, {told}")


def test_every_page_has_icons_that_are_there(built_site: BuiltSite) -> None:
    """For a tab, and for the first screen of a phone."""
    for page in built_site.pages.values():
        if page.document.find_class("bar"):
            icons = page.document.xpath("//link[@rel='icon' or @rel='apple-touch-icon']/@href")
            files = {icon.rpartition("/")[2].partition("?")[0] for icon in icons}
            assert files == {"icon-32.png", "mark.svg", "touch-180.png"}
            assert all((built_site.folder / "assets/images" / name).is_file() for name in files)


def test_every_page_has_a_description_of_its_own(built_site: BuiltSite) -> None:
    """Questions too. Old addresses that lead on have none."""
    for address, page in built_site.pages.items():
        if page.document.xpath("//article"):
            (words,) = page.document.xpath("//meta[@name='description']/@content")
            assert len(words) > 20, address


@pytest.mark.parametrize(
    ("address", "kind", "parts"),
    [("/stages/ombudsman/", "HowTo", "step"), (OUTCOME, "FAQPage", "mainEntity")],
)
def test_data_for_search_engines_is_true_of_the_page(
    address: str, kind: str, parts: str, built_site: BuiltSite
) -> None:
    """It says nothing that the page does not say."""
    page = built_site.pages[address].document
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(block)
    assert data["@type"] == kind
    for mark in page.xpath("//article//sup"):
        mark.drop_tree()
    words = " ".join(page.xpath("//article")[0].text_content().split())
    assert len(data[parts]) >= 2
    for part in data[parts]:
        said = [part["text"]] if kind == "HowTo" else [part["name"], part["acceptedAnswer"]["text"]]
        assert all(text in words for text in said)


@pytest.mark.parametrize("stage", ["ombudsman", "tribunal", "department-for-education"])
def test_a_public_bodys_service_is_said_to_be_that_bodys(
    stage: str, built_site: BuiltSite, project: Project
) -> None:
    """With its own address: the site is nobody's office."""
    (block,) = built_site.pages[f"/stages/{stage}/"].document.xpath(
        "//script[@type='application/ld+json']/text()"
    )
    service = json.loads(block)["about"]
    body = project.organisations[project.stages[stage].meta["service"]]
    assert service["@type"] == "GovernmentService"
    assert service["provider"]["name"] == body.name
    assert service["url"] == service["provider"]["url"] == body.url


@pytest.mark.parametrize("stage", ["discrimination", "ombudsman"])
def test_a_sheet_with_its_code_fits_a_page_and_a_phone(
    stage: str, browser: Browser, with_settings_served: str
) -> None:
    """The QR code stands beside the words on paper, and above or below them on a narrow screen."""
    with visiting(browser, with_settings_served, viewport={"width": 320, "height": 256}) as page:
        page.goto(f"/sub/sheets/{stage}/")
        expect(page.locator("img")).to_be_visible()
        assert page.evaluate(TOO_WIDE) <= 0
        assert pages_on_paper(page) == 1


def test_without_an_address_to_write_to_nothing_is_offered(built_site: BuiltSite) -> None:
    """A link that leads nowhere would only add to the trouble."""
    assert not any(p.document.find_class("misfit") for p in built_site.pages.values())


def test_every_question_and_outcome_takes_a_misfit(with_settings: BuiltSite) -> None:
    """As an e-mail or as an issue, with the page and nothing else."""
    for address, page in with_settings.pages.items():
        if address.startswith("/questions/") or (page.outcome and "/embed/" not in address):
            (place,) = page.document.find_class("misfit")
            mail, issue = (urlsplit(href) for href in place.xpath(".//a/@href"))
            assert (mail.scheme, mail.path) == ("mailto", "us@plan.example")
            assert issue.netloc == "code.example"
            for link in (mail, issue):
                text = parse_qs(link.query)["body"][0]
                assert text == f"This did not fit my situation\n\nPage: {address}"


def test_answers_are_shown_before_they_are_sent(
    browser: Browser, with_settings_served: str
) -> None:
    """By their ids, and only those that stand in the address."""
    with visiting(browser, with_settings_served) as page:
        page.goto(f"/sub{OUTCOME}#a=which-plan.final-plan&s=which-plan")
        page.locator(".misfit summary").click()
        expect(page.locator(".misfit pre")).to_contain_text("which-plan: final-plan")
        href = page.locator(".misfit a").first.get_attribute("href") or ""
        assert parse_qs(urlsplit(href).query)["body"] == [page.locator(".misfit pre").inner_text()]


def test_an_unknown_address_offers_the_nearest_pages(browser: Browser, site_address: str) -> None:
    """And always the first question."""
    with visiting(browser, site_address) as page:
        page.goto("/stage/ombudsmn/")
        expect(page.locator("#nearest a").first).to_have_text("Complain to the Ombudsman")
        expect(page.locator("p.go a")).to_be_visible()


@pytest.mark.parametrize("address", ["/zzz/", "/<script>alert(1)</script>/", "/" + "x" * 200])
def test_an_address_like_no_other_offers_the_lists(
    address: str, browser: Browser, site_address: str
) -> None:
    """And no heading above nothing."""
    with visiting(browser, site_address) as page:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address, wait_until="networkidle")
        expect(page.locator("#nearest")).to_be_hidden()
        expect(page.locator("p.go a")).to_be_visible()
        assert wrong == []
