"""The map in a real browser: legible on a phone and on paper."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.site.browsing import PHONE, visiting

MAP = "/about/map/"
A4 = {"width": 718, "height": 1047}
"""What a sheet of A4 holds inside margins of ten millimetres, in pixels."""

OVERFLOWING = """() => [...document.querySelectorAll("text")].filter((text) => {
  const { x, width } = text.getBBox();
  const boxes = [...document.querySelectorAll("rect[rx]")].map((rect) => rect.getBBox());
  return !boxes.some((box) => x >= box.x && x + width <= box.x + box.width);
}).map((text) => text.textContent)"""


def test_on_a_phone_every_branch_is_seen_at_its_own_size(
    browser: Browser, site_address: str
) -> None:
    """No picture is made smaller, and the page does not scroll sideways."""
    with visiting(browser, site_address, **PHONE) as page:
        page.goto(MAP)
        for image in page.locator("figure.branch img").all():
            image.scroll_into_view_if_needed()
            page.wait_for_function("(image) => image.complete", arg=image.element_handle())
            size = image.evaluate(
                "(i) => [i.width, i.naturalWidth, i.getBoundingClientRect().right]"
            )
            assert size[0] == size[1] > 0
            assert size[2] <= PHONE["viewport"]["width"]  # type: ignore[index]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["viewport"]["width"]  # type: ignore[index]


def test_the_large_picture_is_moved_about_by_keyboard(browser: Browser, site_address: str) -> None:
    """It has its own size inside a part of the page that can be reached and scrolled."""
    with visiting(browser, site_address, **PHONE) as page:
        page.goto(MAP)
        pan = page.locator(".pan")
        pan.scroll_into_view_if_needed()
        page.wait_for_function("() => document.querySelector('.pan img').naturalWidth > 1000")
        pan.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.pan').scrollLeft > 0")


def test_on_paper_every_branch_is_on_one_sheet(browser: Browser, site_address: str) -> None:
    """As large as on the screen, which makes letters of nearly ten points."""
    with visiting(browser, site_address, viewport=A4) as page:
        page.goto(MAP)
        page.emulate_media(media="print")
        assert not page.locator(".pan").is_visible()
        sizes = page.eval_on_selector_all(
            "figure.branch", "all => all.map((f) => [f.offsetWidth, f.offsetHeight])"
        )
        assert sizes
        for width, height in sizes:
            assert width <= A4["width"]
            assert height <= A4["height"]
        broken = page.eval_on_selector_all(
            "figure.branch", "all => all.map((f) => getComputedStyle(f).breakInside)"
        )
        assert set(broken) == {"avoid"}


def test_words_stay_in_their_boxes(browser: Browser, site_address: str) -> None:
    """With the fonts of this machine, in the whole picture and in the longest branches."""
    with visiting(browser, site_address) as page:
        for file in ("tree.svg", "branch-1.svg", "branch-3.svg", "stage-tribunal-1.svg"):
            page.goto(f"{MAP}{file}")
            assert page.locator("text").count() > 5
            assert page.evaluate(OVERFLOWING) == []
