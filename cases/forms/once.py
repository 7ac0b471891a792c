"""The hidden idempotency key every create form carries (contracts: HTTP)."""

from __future__ import annotations

import secrets

from django import forms


def new_key() -> str:
    """Return a fresh key of 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


class OnceForm(forms.Form):
    """A form with a hidden `key`; a request that sends none gets a new one and is simply not protected."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput, initial=new_key)

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or new_key()
