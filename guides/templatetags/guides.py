"""Tags for guides: words in the page's language, pictures as SVG. Plain values in, never a query."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from guides.domain.guide import PictureView
from guides.domain.sources import Source
from guides.domain.svg import over_svg, picture_svg
from guides.domain.words import Words

register = template.Library()

# Names of buttons stay Chinese in English sentences; their language is said, so that they are read out right.
HAN_RUN = re.compile(r"[\u3400-\u9fff\u3001\u3002\uff08\uff09\uff0c\uff1a\u201c\u201d/]*[\u3400-\u9fff]+")
MARK = re.compile(r"【[^】]+】")


def _language() -> str:
    return get_language() or "zh-hans"


@register.filter
def plain(words: Words) -> str:
    """Return the words in the page's language, for attributes."""
    return words.said(_language())


@register.filter
def said(words: Words) -> SafeString:
    """Return the words in the page's language, Chinese inside English marked as such."""
    return _marked(words.said(_language()))


@register.filter
def paragraphs(words: Words) -> list[SafeString]:
    """Return the words' paragraphs; an empty text has none."""
    return [_marked(part.strip()) for part in re.split(r"\n\s*\n", words.said(_language())) if part.strip()]


@register.filter
def sureness(source: Source) -> str:
    """Return how sure a source is, in words; "" for experience with a label of its own, which says so already."""
    match source.confidence:
        case "A":
            return _("official text")
        case "B":
            return _("several agree")
        case _other:
            return "" if source.label.zh else _("experience")


@register.filter
def blanks(text: str) -> SafeString:
    """Return a letter with its 【…】 set apart: they are for the reader to fill in."""
    return mark_safe(MARK.sub(lambda found: f'<span class="blank">{found[0]}</span>', escape(text)))  # escaped before


@register.simple_tag
def guide_picture(picture: PictureView, name: str, href: str = "", late: bool = False) -> SafeString:
    """Return the picture with its marks: a drawn one as one <svg>, a screenshot as an <img> with the marks over it.

    `name` is unique on the page. `late`: it stands below what one sees first, so it waits until it is scrolled to.
    """
    if picture.drawing:
        return mark_safe(picture_svg(picture, _language(), name=name))  # escapes all it is given
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}"{} decoding="async">{}',
        href,
        picture.alt.said(_language()),
        round(picture.width),
        round(picture.height),
        mark_safe(' loading="lazy"') if late else "",
        mark_safe(over_svg(picture, _language())),  # escapes all it is given
    )


@register.filter
def attach_word(kind: str) -> str:
    """Return what to attach, in the page's language; an unknown kind as itself."""
    known = {
        "chat": _("Chat with the seller"),
        "order": _("The order"),
        "payment": _("Payment record"),
        "logistics": _("Delivery record"),
        "goods": _("Photos of the goods"),
        "video": _("Video"),
        "page": _("The product page"),
        "licence": _("The shop’s licence page"),
        "report": _("Test or brand report"),
        "refusal": _("The seller’s refusal"),
        "notice": _("The outcome notice"),
        "call": _("Note of a phone call"),
        "other": pgettext("evidence", "Other proof"),
    }
    return known.get(kind, kind)


@register.filter
def condition_word(kind: str, names: Mapping[str, Words]) -> str:
    """Return what has to be so for a part of a reply: a kind of problem, a demand, something to attach."""
    return names[kind].said(_language()) if kind in names else attach_word(kind)


@register.filter
def tier_words(tier: str) -> str:
    """Return 第二级：平台客服 in the page's language; "" for what belongs to no tier."""
    known = {
        "merchant": _("Step one: the seller"),
        "platform": _("Step two: the platform"),
        "regulator": _("Step three: the regulator"),
    }
    return known.get(tier, "")


@register.filter
def tier_short(tier: str) -> str:
    """Return 商家, 平台 or 监管."""
    known = {
        "merchant": pgettext("tier", "Seller"),
        "platform": pgettext("tier", "Platform"),
        "regulator": pgettext("tier", "Regulator"),
    }
    return known.get(tier, "")


@register.filter
def verdict_words(verdict: str) -> str:
    """Return what a rule says to the answers, in few words that promise nothing; an unknown verdict as itself."""
    known = {
        "yes": _("The rule gives it"),
        "no": _("The rule does not apply"),
        "late": _("The time is over"),
        "depends": _("One thing decides"),
        "unsure": _("Not certain yet"),
    }
    return known.get(verdict, verdict)


@register.filter
def meaning_words(means: str) -> str:
    """Return what a place's word stands for here, in the page's language; an unknown meaning as itself."""
    known = {
        "contact": _("a way to talk to somebody"),
        "after_sale": _("the request to the seller"),
        "refused": _("the seller refused"),
        "step_in": _("asking the platform to step in"),
        "evidence": _("handing in evidence"),
        "ruling": _("the outcome"),
        "appeal": _("asking for another look"),
        "complain": _("a complaint about the seller"),
        "hotline": _("a number to call"),
        "file": _("a complaint to the regulator"),
        "report": _("a report of a violation"),
    }
    return known.get(means, means)


@register.filter
def article_words(article: str) -> str:
    """Return 第 65、66 条. S numbers count the sentences of the article, which has no numbers of its own."""
    if not article or article.startswith("S"):
        return ""
    return _("art. %(numbers)s") % {"numbers": article.replace(", ", pgettext("list of words", ", "))}


@register.simple_tag
def source_words(source: Source) -> SafeString:
    """Return the name of a source: our own words for what is no published text, else as it is called, in Chinese."""
    own = {"OWN": _("Our own choice"), "SEED": _("An article on after-sales work (experience, undated)")}
    return escape(own[source.id]) if source.id in own else _marked(source.name)


def _marked(text: str) -> SafeString:
    safe = escape(text)
    if not _language().startswith("en"):
        return safe
    return mark_safe(HAN_RUN.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', safe))  # escaped before
