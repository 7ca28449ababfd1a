"""Stylesheets come out smaller and mean the same to the pages they are for."""

from __future__ import annotations

import pytest

from build_tools.css import parse, trimmed

NAMES = frozenset(
    {("tag", "p"), ("tag", "a"), ("class", "now"), ("id", "main"), ("attribute", "dir=ltr")}
)


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("p { color : red }", "p{color:red}"),
        ("/* why */ p{color:red;}", "p{color:red}"),
        ("@charset 'utf-8';p{color:red}", "p{color:red}"),
        ("p, table { color: red }", "p{color:red}"),
        (".now > a + p ~ a{color:red}", ".now>a+p~a{color:red}"),
        (".now .then{color:red}", ""),
        ("#main{color:red}#top{color:red}", "#main{color:red}"),
        ("p:hover::before{content:' a  b '}", 'p:hover::before{content:" a  b "}'),
        ("a:not(.then), :is(table){color:red}", "a:not(.then),:is(table){color:red}"),
        (
            "[dir=rtl] p{left:0}[dir=ltr] p{left:1}[hidden]{left:2}",
            "[dir=ltr] p{left:1}[hidden]{left:2}",
        ),
        (
            "p{width:max(1rem, 50% - var(--a) / 2);--a:1}",
            "p{width:max(1rem,50% - var(--a) / 2);--a:1}",
        ),
        ("p{color:red!important}", "p{color:red!important}"),
        ("p{background:url('a  b.svg')}", 'p{background:url("a  b.svg")}'),
    ],
)
def test_a_rule_stays_where_a_page_can_fit_it(css: str, left: str) -> None:
    """Spaces and comments go, strings stay as they are, and so does the order of rules."""
    assert trimmed(parse(css), NAMES) == left


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (
            "@media (min-width : 44rem){p{color:red}b{color:red}}",
            "@media (min-width:44rem){p{color:red}}",
        ),
        ("@media print{b{color:red}}", ""),
        (
            "@supports (color:red){@media print{p{color:red}}}",
            "@supports (color:red){@media print{p{color:red}}}",
        ),
        ("@page{margin:1cm}", "@page{margin:1cm}"),
        (
            "@keyframes in{from{top:0}to{top:1px}}p{animation:in 1s}",
            "@keyframes in{from{top:0}to{top:1px}}p{animation:in 1s}",
        ),
        ("@keyframes in{from{top:0}}p{top:0}", "p{top:0}"),
    ],
)
def test_at_rules_hold_what_fits(css: str, left: str) -> None:
    """An at-rule goes with the last of its rules, and an animation with its last use."""
    assert trimmed(parse(css), NAMES) == left


def test_custom_properties_that_nothing_reads_go() -> None:
    """Also those that only a property which went itself had read, and a data URI whole."""
    icon = "url(\"data:image/svg+xml;charset=utf-8,<a b='c'/>\")"
    css = f"p{{--a:var(--b);--b:{icon};color:var(--c);--c:red}}"
    assert trimmed(parse(css), NAMES) == "p{color:var(--c);--c:red}"


@pytest.mark.parametrize("css", ["@import 'other.css';", "p{color:red}}", "p{a{color:red}}"])
def test_what_is_not_understood_is_refused(css: str) -> None:
    """Rather than be left out, so that a page never loses a style unseen."""
    with pytest.raises(ValueError, match="line 1"):
        parse(css)


def test_what_is_replaced_goes_with_the_pictures_that_only_it_names() -> None:
    """A selector that the site has its own rule for, though an element fits it."""
    css = ":root{--a:url(x);--b:1px}p:before{mask:var(--a)}p::before,p{top:var(--b)}"
    left = trimmed(parse(css), frozenset({("tag", "p")}), frozenset({"p:before"}))
    assert left == ":root{--b:1px}p::before,p{top:var(--b)}"
