"""The one tag of mail templates: {% slot title %}…{% endslot %} keeps a sentence for both twins of a mail.

A mail's words are rendered once, then the HTML and the text shell show the same slots. (Template inheritance
would render every sentence twice and walks the whole shell each time; composing is what limits the sender.)
"""

from __future__ import annotations

from django import template

register = template.Library()
SLOTS = "slots"


class SlotNode(template.Node):
    """Renders to nothing; its text goes into the dict `slots` of the context."""

    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        context[SLOTS][self.name] = self.nodelist.render(context).strip()
        return ""


@register.tag
def slot(parser: template.base.Parser, token: template.base.Token) -> SlotNode:
    """Compile {% slot name %}. TemplateSyntaxError unless it has exactly one name."""
    parts = token.split_contents()
    if len(parts) != 2:
        raise template.TemplateSyntaxError("slot takes one name")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(parts[1], nodelist)
