"""Own sentences about effects follow their passages, which the programme's address names from now on."""

from django.conf import settings
from django.db import migrations
from django.utils.timezone import now

REASON = "Uppgradering"
PREFIX = "effect:"


def name_by_address(apps, schema_editor):
    """A programme is known by every name it has had; a sentence without a place of its own is left alone."""
    OwnSentence = apps.get_model("cases", "OwnSentence")
    sentences = list(OwnSentence.objects.filter(key__startswith=PREFIX).order_by("pk"))
    if not sentences:
        return
    addresses = _addresses(apps)
    taken = {(one.case_id, one.key) for one in sentences}
    for one in sentences:
        slug = addresses.get(one.key.removeprefix(PREFIX))
        if slug and (one.case_id, PREFIX + slug) not in taken:
            one.key = PREFIX + slug
            taken.add((one.case_id, one.key))
            one.save()
            _keep(apps, one)


def _addresses(apps):
    Programme = apps.get_model("register", "Programme")
    now_called = dict(Programme.objects.values_list("name", "slug"))
    slugs = dict(Programme.objects.values_list("pk", "slug"))
    History = apps.get_model("register", "HistoricalProgramme")
    before = {
        name: slugs[pk] for pk, name in History.objects.order_by("pk").values_list("id", "name") if pk in slugs
    }
    return before | now_called


def _keep(apps, row):
    apps.get_model("cases", "HistoricalOwnSentence").objects.create(
        history_date=now(),
        history_type="~",
        history_change_reason=REASON,
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
    )


def leave_as_is(apps, schema_editor):
    """Nothing to take back: the sentences stand where they stood, under another name."""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_answered_and_accepted_words"),
        ("register", "0009_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(name_by_address, leave_as_is)]
