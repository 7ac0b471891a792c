"""The knowledge in Django's admin, for administrators. Editors work in the studio."""

from guides.admin import advice, calendars, clocks, guides, kit, knowledge, letters

__all__ = ["advice", "calendars", "clocks", "guides", "kit", "knowledge", "letters"]
