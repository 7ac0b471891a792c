"""What the words read off a screenshot may mean. Proposals only: nothing here counts until a person has said so."""

from cases.domain.screenshots.facts import Facts, facts_of
from cases.domain.screenshots.lines import Line, Spot, lines_of, paragraphs
from cases.domain.screenshots.private import Private, private_in

__all__ = ["Facts", "Line", "Private", "Spot", "facts_of", "lines_of", "paragraphs", "private_in"]
