"""The addresses of the site. The name of each is the name of its rule in the access table."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path, re_path

from vandpunkt.web import (
    about,
    accounts,
    answers,
    briefs,
    cases,
    citations,
    interventions,
    programmes,
    promises,
    reach,
    school,
    standing,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", standing.standing, name="standing"),
    path("schools/<str:code>/", school.school, name="school"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<slug:slug>/", cases.case, name="case"),
    path("cases/<slug:slug>/citations/<str:citation_id>/", citations.citation, name="citation"),
    re_path(r"^cases/(?P<slug>[-\w]+)/answer\.(?P<ending>docx|pdf|html|txt)$", answers.answer, name="answer"),
    path("promises/", promises.promises, name="promises"),
    path("promises/<int:promise_id>/", promises.promise, name="promise"),
    path("cases/<slug:slug>/promises/", promises.case_promises, name="case_promises"),
    path("reach/", reach.reach, name="reach"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    re_path(
        r"^programmes/(?P<slug>[-\w]+)/brief\.(?P<ending>docx|pdf|html|txt)$", briefs.brief, name="brief"
    ),
    path("interventions/new/", interventions.intervention_new, name="intervention_new"),
    path("interventions/<int:row_id>/", interventions.intervention, name="intervention"),
    path("interventions/<int:row_id>/edit/", interventions.intervention_edit, name="intervention_edit"),
    path("interventions/<int:row_id>/end/", interventions.intervention_end, name="intervention_end"),
    path(
        "interventions/<int:row_id>/decline/",
        interventions.intervention_decline,
        name="intervention_decline",
    ),
    path("interventions/<int:row_id>/stop/", interventions.intervention_stop, name="intervention_stop"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("login/", accounts.login, name="login"),
    path("login/demo/", accounts.demo_login, name="demo_login"),
    path("logout/", accounts.logout, name="logout"),
    path("language/", accounts.set_language, name="set_language"),
    path("admin/", admin.site.urls),
]
handler404 = "vandpunkt.web.errors.not_found"
handler500 = "vandpunkt.web.errors.server_error"
