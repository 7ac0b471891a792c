"""Who may see what: editors the studio and no case, everybody else no studio at all."""

from __future__ import annotations

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps as django_apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import NoReverseMatch, reverse

from guides import urls_studio
from tests.browser.addresses import named_addresses
from tests.factories import CaseFactory, ContactFactory, MailFactory, UserFactory
from tests.web.studio.conftest import SLUG, STEP, signed_in

pytestmark = pytest.mark.django_db
STUDIO = [pattern.name for pattern in urls_studio.urlpatterns]
VALUES = {"slug": SLUG, "step": STEP, "number": 1}


def studio_url(name: str) -> str:
    pattern = next(one for one in urls_studio.urlpatterns if one.name == name)
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: VALUES[key] for key in wanted})


@pytest.mark.parametrize("name", STUDIO)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_it_hides_every_studio_page_from_everybody_else(name, verb, row, as_alice, as_bob, client):
    for who in (as_alice, as_bob):
        assert getattr(who, verb)(studio_url(name)).status_code in (404, 405)
    response = getattr(client, verb)(studio_url(name))
    assert response.status_code in (302, 405)
    assert response.status_code == 405 or "/accounts/login/" in response.url


def case_urls(case, contact) -> dict[str, str]:
    """Return {name: address} of every address that takes a case, filled with a real one."""
    found = {}
    for name in named_addresses():
        for more in ([], [contact.pk], ["x"]):
            try:
                found[name] = reverse(name, args=[case.ref, *more])
                break
            except NoReverseMatch:
                continue
    return {name: url for name, url in found.items() if case.ref in url and name.startswith(("case", "entry"))}


def test_it_never_shows_an_editor_a_case(as_grace, alice):
    case = CaseFactory(owner=alice)
    urls = case_urls(case, ContactFactory(case=case))
    assert len(urls) > 20
    for name, url in urls.items():
        for verb in ("get", "post"):
            assert getattr(as_grace, verb)(url).status_code in (404, 405), name
            assert case.problem not in getattr(as_grace, verb)(url).content.decode()


@pytest.mark.parametrize("model", ["mail", "heartbeat", "caseevent"])
def test_it_shows_an_editor_nothing_of_the_cases_admin(model, as_grace, as_bob, alice):
    MailFactory(deadline__case__owner=alice)
    url = reverse(f"admin:cases_{model}_changelist")
    assert as_grace.get(url).status_code == 403
    assert as_bob.get(url).status_code == 200


@pytest.mark.parametrize("model", ["platform", "clockrule", "calendaryear", "problemtype", "demand"])
def test_it_leaves_the_knowledge_admin_to_administrators(model, as_grace):
    assert as_grace.get(reverse(f"admin:guides_{model}_changelist")).status_code == 403


def test_it_leads_an_editor_to_the_studio_and_nobody_else(as_grace, as_alice):
    assert reverse("studio") in as_grace.get(reverse("guides")).content.decode()
    assert "/studio/" not in as_alice.get(reverse("guides")).content.decode()


def test_it_makes_an_editor_by_command():
    user = UserFactory(email="grace@example.com")
    out = StringIO()
    call_command("make_editor", "Grace@example.com", stdout=out)
    user.refresh_from_db()
    assert user.is_staff
    assert signed_in(user).get(reverse("studio")).status_code == 200
    with pytest.raises(CommandError):
        call_command("make_editor", "nobody@example.com")


def test_it_gives_editors_exactly_two_rights():
    # What the migration does; a test that emptied the database before this one has taken its rows along.
    import_module("guides.migrations.0005_let_editors_edit_guides").make_editors(django_apps, None)
    rights = Group.objects.get(name="Editors").permissions.values_list("codename", flat=True)
    assert sorted(rights) == ["change_guide", "view_guide"]
