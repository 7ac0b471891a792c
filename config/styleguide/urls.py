"""The living style guide. Development only."""

urlpatterns: list = []
