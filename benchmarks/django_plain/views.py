"""The three pages."""

from datetime import date, datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.db.models import Case, F, Min, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import make_aware
from django.views.decorators.http import require_POST

from benchmarks.django_plain.booking import book
from benchmarks.django_plain.days import day_of
from benchmarks.django_plain.forms import BookingForm
from benchmarks.django_plain.models import Appointment, Clinic, OpeningHours, Patient, PatientKey, Practitioner
from benchmarks.django_plain.settings import PLAN


@login_required
def day(request: HttpRequest, slug: str) -> HttpResponse:
    clinic, on = get_object_or_404(Clinic, slug=slug), date.fromisoformat(request.GET["day"])
    midnight = make_aware(datetime.combine(on, datetime.min.time()))
    appointments = (
        Appointment.objects.filter(
            clinic=clinic, branch_id=PLAN.branch_id, starts_at__gte=midnight, starts_at__lt=midnight + timedelta(days=1)
        )
        .exclude(status="cancelled")
        .select_related("patient", "room", "type")
    )
    practitioners = Practitioner.objects.filter(clinic=clinic, branch_id=PLAN.branch_id, retired_at=None)
    hours = OpeningHours.objects.filter(clinic=clinic, branch_id=PLAN.branch_id, weekday=on.weekday())
    before, after = PLAN.frames[f"{request.path}?day={on}"]
    here, view = f"/c/{slug}/agenda", f"day={on}&branch={PLAN.branch_id}&by=practitioner"
    shown = {"day": day_of(appointments, practitioners, hours), "on": f"{on}", "here": here, "view": view}
    return render(request, "day.html", {**shown, "before": before, "after": after})


@login_required
def search(request: HttpRequest, slug: str) -> HttpResponse:
    clinic, typed = get_object_or_404(Clinic, slug=slug), request.GET["q"]
    longest, *others = sorted(typed.split(), key=len, reverse=True)
    keys = PatientKey.objects.filter(clinic=clinic, place__lt=2, key__startswith=longest)
    for other in others:
        keys = keys.filter(search__contains=f" {other}")
    rank = Case(When(key=longest, then=F("place")), default=F("place") + Value(100))
    best = keys.values("patient_id").annotate(rank=Min(rank), first=Min("key"), then=Min("search"))
    ids = [one["patient_id"] for one in best.order_by("rank", "first", "then")[:10]]
    by_id = Patient.objects.filter(clinic=clinic).in_bulk(ids)
    before, after = PLAN.frames[f"search {typed}"]
    found = [by_id[number] for number in ids]
    return render(request, "search.html", {"found": found, "slug": slug, "before": before, "after": after})


@login_required
@require_POST
def appointments(request: HttpRequest, slug: str) -> HttpResponse:
    clinic = get_object_or_404(Clinic, slug=slug)
    form = BookingForm(clinic, request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422)
    try:
        book(clinic, form.cleaned_data, request.user.id)
    except IntegrityError:
        return HttpResponse(status=409)
    return redirect(f"/c/{slug}/agenda?day={form.cleaned_data['day']}")
