"""The product's addresses as they are where single sign-on is configured."""

from django.urls import include, path

from chatapp.accounts.allauth_urls import sso_urlpatterns
from chatapp.urls import urlpatterns as product

urlpatterns = [path("accounts/", include(sso_urlpatterns)), *product]
