"""One form with every kind of field, to see them empty and with errors."""

from __future__ import annotations

from django import forms


class SampleForm(forms.Form):
    platform = forms.ChoiceField(
        label="在哪里买的",
        widget=forms.RadioSelect(attrs={"data-fold": "3"}),
        choices=[
            ("taobao", "淘宝 / 天猫"),
            ("jd", "京东"),
            ("pdd", "拼多多"),
            ("douyin", "抖音电商"),
            ("other", "别的"),
        ],
    )
    promise = forms.ChoiceField(
        label="对方答应什么时候给答复",
        widget=forms.RadioSelect(attrs={"data-look": "promise"}),
        choices=[("24h", "24 小时"), ("48h", "48 小时"), ("none", "没说时间")],
    )
    number = forms.CharField(label="订单号", required=False, help_text="在订单详情页，可以先空着。")
    problem = forms.CharField(
        label="一句话说具体",
        help_text="说部位和现象，别写“商品有问题”。",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "写一句哪里不对"},
    )
    day = forms.DateField(label="哪天签收", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(label="渠道", choices=[("chat", "聊天"), ("phone", "电话")])
    agree = forms.BooleanField(label="发给我一封测试邮件", required=False)
    key = forms.CharField(required=False, widget=forms.HiddenInput, initial="sample")

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in ("platform", "promise", "number", "problem")]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("day", "channel", "agree")]


PROMISE_NOTES = {"24h": "明天 15:20 到点", "48h": "周三 15:20 到点", "none": "只记下这次联系"}
