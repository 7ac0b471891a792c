"""The hidden idempotency key every create form carries (contracts: HTTP)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django import forms


def new_key() -> str:
    """Return a fresh key of 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def posted_key(data: Mapping[str, str]) -> str:
    """Return the key of a form without fields of its own; a fresh one when it sent none or what is no key."""
    form = OnceForm(data)
    key: str = form.cleaned_data["key"] if form.is_valid() else new_key()
    return key


class OnceForm(forms.Form):
    """A form with a hidden `key`; a request that sends none gets a new one and is simply not protected."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput, initial=new_key)

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or new_key()
