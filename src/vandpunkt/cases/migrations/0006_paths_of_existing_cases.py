"""Cases that were opened before a case had a path get the steps they lack and a place on it."""

from django.conf import settings
from django.db import migrations
from django.utils.timezone import now

ORDER = (
    "received",
    "registered",
    "assigned",
    "preparation",
    "union_consultation",
    "council",
    "reconciliation",
    "signed",
    "dispatched",
    "board_meeting",
    "decision",
    "minutes_checked",
    "posted",
    "sent_out",
    "archived",
)
OPTIONAL = {"preparation", "union_consultation", "council"}
REASON = "Uppgradering"


def give_paths(apps, schema_editor):
    """No day is made up: a step that is added has none, and the place follows from what is known."""
    Case = apps.get_model("cases", "Case")
    for case in Case.objects.filter(path__isnull=True):
        _complete(apps, case)
        _keep(apps, "CasePath", apps.get_model("cases", "CasePath")(case=case, state=_state(case)))


def _complete(apps, case):
    Step = apps.get_model("cases", "Step")
    steps = list(case.steps.order_by("position"))
    there = {step.kind for step in steps}
    steps += [Step(case=case, kind=kind) for kind in ORDER if kind not in there | OPTIONAL]
    for position, step in enumerate(sorted(steps, key=lambda one: ORDER.index(one.kind))):
        if step.pk is None or step.position != position:
            step.position = position
            _keep(apps, "Step", step)


def _state(case):
    done = set(case.steps.filter(done__isnull=False).values_list("kind", flat=True))
    if "decision" in done:
        return "decided"
    if case.signed.exists():
        return "signed"
    return "in_preparation" if case.steps.filter(kind="preparation").exists() else "received"


def _keep(apps, name, row):
    made = row.pk is None
    row.save()
    History = apps.get_model("cases", f"Historical{name}")
    fields = row._meta.concrete_fields
    History.objects.create(
        history_date=now(),
        history_type="+" if made else "~",
        history_change_reason=REASON,
        **{field.attname: getattr(row, field.attname) for field in fields},
    )


def leave_as_is(apps, schema_editor):
    """Nothing to take back: what was added goes with its tables."""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_path_of_a_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(give_paths, leave_as_is)]
