"""All addresses. No prefix is zh-Hans, /en/ is English; the URL alone decides the language."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

# One way in, with the second factor and the limits of every other login.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("cases.urls_plain")),
    path("", include("guides.urls_plain")),
    path("admin/", admin.site.urls),
]
if settings.STYLEGUIDE:
    urlpatterns += [path("styleguide/", include("config.styleguide.urls"))]
urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("kit/", include("guides.urls_kit")),
    path("", include("cases.urls")),
    path("studio/", include("guides.urls_studio")),
    path("", include("guides.urls")),
    prefix_default_language=False,
)
handler404 = "cases.views.errors.not_found"
handler500 = "cases.views.errors.server_error"
handler429 = "cases.views.accounts.throttle.too_many_requests"
