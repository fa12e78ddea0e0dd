"""The portal's tables as Django's models; a clinic is part of each key, as it is in the tables."""

from django.db import models
from django.db.models.fields.related import ForeignObject


class Clinic(models.Model):
    slug = models.TextField()

    class Meta:
        managed = False
        db_table = "clinic"


class Room(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    branch_id = models.BigIntegerField()
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "room"


class Practitioner(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    branch_id = models.BigIntegerField()
    name = models.TextField()
    specialty = models.TextField()
    hue = models.SmallIntegerField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "practitioner"
        ordering = ("id",)


class OpeningHours(models.Model):
    pk = models.CompositePrimaryKey("clinic_id", "branch_id", "weekday", "opens")
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    branch_id = models.BigIntegerField()
    weekday = models.SmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        managed = False
        db_table = "opening_hours"
        ordering = ("opens",)


class AppointmentType(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    name = models.TextField()
    hue = models.IntegerField()

    class Meta:
        managed = False
        db_table = "appointment_type"


class PatientCard(models.Model):
    pk = models.CompositePrimaryKey("clinic_id", "patient_id")
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    patient_id = models.BigIntegerField()
    name = models.TextField()
    phone = models.TextField()

    class Meta:
        managed = False
        db_table = "patient_card"


class Appointment(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    branch_id = models.BigIntegerField()
    practitioner = models.ForeignKey(Practitioner, models.DO_NOTHING)
    room = models.ForeignKey(Room, models.DO_NOTHING)
    type = models.ForeignKey(AppointmentType, models.DO_NOTHING)
    patient_id = models.BigIntegerField()
    patient = ForeignObject(
        PatientCard, models.DO_NOTHING, from_fields=("clinic", "patient_id"), to_fields=("clinic", "patient_id")
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.TextField(default="booked")
    confirmed_at = models.DateTimeField(null=True)
    message = models.TextField(default="none")
    note = models.TextField(default="")
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        managed = False
        db_table = "appointment"
        ordering = ("starts_at", "id")

    @property
    def state(self) -> str:
        return "confirmed" if self.confirmed_at and self.status == "booked" else self.status


class AppointmentChange(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    appointment = models.ForeignKey(Appointment, models.DO_NOTHING)
    at = models.DateTimeField(auto_now_add=True)
    user_id = models.BigIntegerField()
    what = models.TextField()

    class Meta:
        managed = False
        db_table = "appointment_change"


class Schedule(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    kind = models.TextField()
    resource_id = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "schedule"
        ordering = ("kind", "resource_id")


class Patient(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    given = models.TextField()
    family = models.TextField()
    phone = models.TextField()
    document = models.TextField()
    birth_date = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "patient"


class PatientKey(models.Model):
    pk = models.CompositePrimaryKey("clinic_id", "patient_id", "place", "key")
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    patient_id = models.BigIntegerField()
    place = models.SmallIntegerField()
    key = models.TextField()
    search = models.TextField()

    class Meta:
        managed = False
        db_table = "patient_key"


class StoredAnswer(models.Model):
    pk = models.CompositePrimaryKey("clinic_id", "key")
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    key = models.TextField()
    fingerprint = models.TextField()
    answer = models.JSONField()

    class Meta:
        managed = False
        db_table = "stored_answer"


class Event(models.Model):
    id = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    occurred_at = models.DateTimeField(auto_now_add=True)
    name = models.TextField()
    version = models.IntegerField(default=1)
    payload = models.JSONField()
    actor_id = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "event"


class Outbox(models.Model):
    clinic = models.ForeignKey(Clinic, models.DO_NOTHING)
    event_id = models.UUIDField()
    name = models.TextField()
    version = models.IntegerField(default=1)
    payload = models.JSONField()
    listener = models.TextField()
    queue = models.TextField(default="events")
    actor_id = models.BigIntegerField()
    occurred_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        managed = False
        db_table = "outbox"
