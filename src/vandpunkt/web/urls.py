"""The addresses of the site. The name of each is the name of its rule in the access table."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path, re_path

from vandpunkt.web import (
    about,
    accounts,
    answers,
    areas,
    briefs,
    cases,
    citations,
    home,
    intervention_batches,
    interventions,
    openness,
    people,
    programmes,
    promises,
    reach,
    school,
    search,
    school_people,
    standing,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("standing/", standing.standing, name="standing"),
    path("schools/<str:code>/", school.school, name="school"),
    path("schools/<str:code>/people/", school_people.school_people, name="school_people"),
    path("schools/<str:code>/people/new/", school_people.assignment_new, name="assignment_new"),
    path("assignments/<int:row_id>/end/", school_people.assignment_end, name="assignment_end"),
    path("assignments/<int:row_id>/undo/", school_people.assignment_undo, name="assignment_undo"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/close/", people.person_close, name="person_close"),
    path("people/<int:user_id>/open/", people.person_open, name="person_open"),
    path("people/<int:user_id>/invite/", people.person_invite, name="person_invite"),
    path("invitation/<int:user_id>/<str:token>/", people.invitation, name="invitation"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<int:area_id>/", areas.area, name="area"),
    path("open/", openness.open_answers, name="open_answers"),
    re_path(
        r"^open/(?P<slug>[-\w]+)\.(?P<ending>docx|pdf|html|txt)$", openness.open_answer, name="open_answer"
    ),
    path("search/", search.search_page, name="search"),
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
    path("interventions/", intervention_batches.interventions, name="interventions"),
    path(
        "interventions/change/",
        intervention_batches.intervention_change_several,
        name="intervention_change_several",
    ),
    path("interventions/copy/", intervention_batches.intervention_copy, name="intervention_copy"),
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
