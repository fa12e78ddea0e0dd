"""The booking form: what is chosen must be the clinic's own."""

from datetime import datetime, timedelta

from django import forms
from django.utils.timezone import make_aware

from benchmarks.django_plain.models import AppointmentType, Clinic, PatientCard, Practitioner, Room


class BookingForm(forms.Form):
    """The same fields that the portal's form sends."""

    idempotency_key = forms.CharField()
    patient_id = forms.IntegerField()
    practitioner_id = forms.ModelChoiceField(Practitioner.objects.none())
    room_id = forms.ModelChoiceField(Room.objects.none())
    type_id = forms.ModelChoiceField(AppointmentType.objects.none())
    day = forms.DateField()
    time = forms.TimeField()
    minutes = forms.IntegerField(min_value=5, max_value=720)
    note = forms.CharField(required=False)

    def __init__(self, clinic: Clinic, *arguments: object) -> None:
        super().__init__(*arguments)
        self._clinic = clinic
        for name, model in (("practitioner_id", Practitioner), ("room_id", Room), ("type_id", AppointmentType)):
            self.fields[name].queryset = model.objects.filter(clinic=clinic)

    def clean_patient_id(self) -> int:
        patient_id = self.cleaned_data["patient_id"]
        if not PatientCard.objects.filter(clinic=self._clinic, patient_id=patient_id).exists():
            raise forms.ValidationError("unknown patient")
        return patient_id

    def clean(self) -> dict:
        found = super().clean()
        if found.get("day") and found.get("time") and found.get("minutes"):
            found["starts_at"] = make_aware(datetime.combine(found["day"], found["time"]))
            found["ends_at"] = found["starts_at"] + timedelta(minutes=found["minutes"])
        return found
