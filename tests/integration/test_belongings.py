"""Nothing of a shopper is forgotten: every table on a path to the account is exported, or left out for a reason."""

from __future__ import annotations

import pytest

from cases.models import Case, CaseEvent, Rendition
from cases.selectors.belongings import LEFT_OUT, TABLES, belonging, table_of, why_left_out


def test_it_has_decided_about_every_model_that_leads_to_an_account():
    undecided = [one._meta.label for one in belonging() if table_of(one) is None and not why_left_out(one)]
    assert not undecided, "add a Table to cases/selectors/belongings.py, or a reason to LEFT_OUT"


def test_it_finds_models_that_lead_there_by_way_of_others():
    found = set(belonging())
    assert {Case, CaseEvent, Rendition} <= found


def test_it_leaves_nothing_out_that_does_not_exist_or_is_exported():
    labels = {one._meta.label_lower for one in belonging()}
    apps_named = {one._meta.app_label for one in belonging()}
    known = [name for name in LEFT_OUT if name in labels | apps_named]
    assert sorted(known) == sorted(LEFT_OUT)
    assert not [one.name for one in TABLES if one.model._meta.label_lower in LEFT_OUT]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_it_omits_only_columns_there_are_each_with_a_reason(table):
    columns = {one.name for one in table.model._meta.concrete_fields}
    assert set(table.omitted) <= columns
    assert all(table.omitted.values())
    assert set(table.ids_in) <= columns


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_it_points_only_at_tables_that_are_exported_or_known_by_name(table):
    allowed = {one.model for one in TABLES}
    targets = {one.related_model for one in table.fields if one.related_model}
    assert {one._meta.label for one in targets - allowed} <= {"guides.GuideRevision"}
