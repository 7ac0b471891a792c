"""The models and the migrations say the same."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_it_has_a_migration_for_every_change_of_a_model():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail("a model changed without its migration: run manage.py makemigrations")


@pytest.mark.django_db
def test_it_has_one_last_migration_per_app():
    assert not MigrationLoader(connection).detect_conflicts()
