"""What was bought, where, and the moments its clocks start from."""

from __future__ import annotations

from django.db import models


class Order(models.Model):
    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="orders")
    platform = models.CharField(max_length=20)
    number = models.CharField(max_length=64, blank=True)
    # The number without spaces and dashes, upper case: what "the same order twice" compares.
    number_key = models.CharField(max_length=64, blank=True)
    shop = models.CharField(max_length=80, blank=True)
    item = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    # Moments, not days: some platform clocks run in hours. A day given without a time is stored as its
    # 00:00 in Asia/Shanghai, the reading that can only make a window close earlier.
    paid_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "platform", "number_key"], name="order_same_number")]

    def __str__(self) -> str:
        return f"order {self.pk}"

    @property
    def tail(self) -> str:
        """The last four characters of the number, or "" without one: all that mails and lists may show."""
        return self.number_key[-4:]
