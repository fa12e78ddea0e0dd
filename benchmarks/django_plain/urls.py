"""The same addresses as the portal's."""

from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.urls import path

from benchmarks.django_plain import views

urlpatterns = [
    path("healthz", lambda _request: HttpResponse("alive")),
    path("accounts/login/", LoginView.as_view()),
    path("c/<slug:slug>/agenda", views.day),
    path("c/<slug:slug>/patients/search", views.search),
    path("c/<slug:slug>/agenda/appointments", views.appointments),
]
