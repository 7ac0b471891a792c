"""The knowledge in Django's admin, for administrators. Editors work in the studio."""

from guides.admin import calendars, clocks, guides, knowledge

__all__ = ["calendars", "clocks", "guides", "knowledge"]
