"""The parts of django-allauth that the product offers, and no more."""

from allauth.account import urls as account
from allauth.socialaccount import views as socialaccount
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.conf import settings
from django.urls import include, path

sso_urlpatterns = [
    path("sso/signup/", socialaccount.signup, name="socialaccount_signup"),
    path("sso/cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/error/", socialaccount.login_error, name="socialaccount_login_error"),
    path("", include(openid_connect)),
]
urlpatterns = [path("", include(account)), *(sso_urlpatterns if settings.OIDC_SERVER_URL else [])]
