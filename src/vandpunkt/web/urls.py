"""The addresses of the site. The name of each is the name of its rule in the access table."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path, re_path

from vandpunkt.web import about, health, search
from vandpunkt.web.answers import (
    answers,
    citations,
    documents,
    draft_checks,
    drafts,
    openness,
    own_words,
    provenance,
    replies,
    returned,
    sentences,
    signing,
    verify,
)
from vandpunkt.web.cases import board_meetings, case_path, case_scope, cases, contributions, inquiries
from vandpunkt.web.follow_up import actions, calendars, follow_ups, promises, quality, signs
from vandpunkt.web.home import home
from vandpunkt.web.interventions import intervention_batches, interventions, spreadsheets
from vandpunkt.web.past import undoing
from vandpunkt.web.people import areas, people, school_people
from vandpunkt.web.programmes import briefs, programmes
from vandpunkt.web.review import review, review_correct, review_documents
from vandpunkt.web.schools import reach, school, standing
from vandpunkt.web.sign_in import accounts, login_server, my_account

urlpatterns: list[URLPattern | URLResolver] = [
    # Signing in, and one's own account
    path("login/", accounts.login, name="login"),
    path("login/code/", accounts.login_code, name="login_code"),
    path("login/server/", login_server.login_server, name="login_server"),
    path("login/server/back/", login_server.login_server_back, name="login_server_back"),
    path("login/demo/", accounts.demo_login, name="demo_login"),
    path("account/", my_account.account, name="account"),
    path("account/password/", my_account.account_password, name="account_password"),
    path("account/second-step/", my_account.account_totp, name="account_totp"),
    path("logout/", accounts.logout, name="logout"),
    # Everybody's pages
    path("", home.home, name="home"),
    path("search/", search.search_page, name="search"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("language/", accounts.set_language, name="set_language"),
    # Schools and results
    path("standing/", standing.standing, name="standing"),
    path("schools/<str:code>/", school.school, name="school"),
    path("reach/", reach.reach, name="reach"),
    # The catalogue of support
    path("programmes/", programmes.programmes, name="programmes"),
    re_path(r"^programmes/file\.(?P<ending>xlsx|csv)$", spreadsheets.programmes_file, name="programmes_file"),
    path("programmes/import/", spreadsheets.programmes_import, name="programmes_import"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path("programmes/<slug:slug>/", programmes.programme, name="programme"),
    path("programmes/<slug:slug>/edit/", programmes.programme_edit, name="programme_edit"),
    re_path(
        r"^programmes/(?P<slug>[-\w]+)/brief\.(?P<ending>docx|pdf|html|txt)$", briefs.brief, name="brief"
    ),
    path("programmes/<slug:slug>/undo/", undoing.programme_undo, name="programme_undo"),
    # Support
    path("interventions/", intervention_batches.interventions, name="interventions"),
    path(
        "interventions/change/",
        intervention_batches.intervention_change_several,
        name="intervention_change_several",
    ),
    path("interventions/copy/", intervention_batches.intervention_copy, name="intervention_copy"),
    re_path(
        r"^interventions/file\.(?P<ending>xlsx|csv)$",
        spreadsheets.interventions_file,
        name="interventions_file",
    ),
    path("interventions/import/", spreadsheets.interventions_import, name="interventions_import"),
    path("interventions/new/", interventions.intervention_new, name="intervention_new"),
    path("interventions/<int:row_id>/", interventions.intervention, name="intervention"),
    path("interventions/<int:row_id>/edit/", interventions.intervention_edit, name="intervention_edit"),
    path("interventions/<int:row_id>/end/", interventions.intervention_end, name="intervention_end"),
    path(
        "interventions/<int:row_id>/decline/",
        interventions.intervention_decline,
        name="intervention_decline",
    ),
    path("interventions/<int:row_id>/undo/", undoing.intervention_undo, name="intervention_undo"),
    path("interventions/<int:row_id>/stop/", interventions.intervention_stop, name="intervention_stop"),
    # Older documents
    path("documents/", review_documents.review_documents, name="review_documents"),
    path("documents/<int:document_id>/", review.review, name="review"),
    path(
        "documents/<int:document_id>/pages/<int:number>.png", review_documents.review_page, name="review_page"
    ),
    path(
        "documents/<int:document_id>/proposals/<int:proposal_id>/",
        review_correct.review_proposal,
        name="review_proposal",
    ),
    # Dialogues, actions, signs, promises and the quality cycle
    path("promises/", promises.promises, name="promises"),
    path("promises/<int:promise_id>/", promises.promise, name="promise"),
    path("promises/<int:promise_id>/undo/", undoing.promise_undo, name="promise_undo"),
    path("cases/<slug:slug>/promises/", promises.case_promises, name="case_promises"),
    path("schools/<str:code>/talk/", follow_ups.talk, name="talk"),
    path("schools/<str:code>/follow-ups/new/", follow_ups.follow_up_new, name="follow_up_new"),
    path("follow-ups/<int:row_id>/", follow_ups.follow_up, name="follow_up"),
    path("follow-ups/<int:row_id>/edit/", follow_ups.follow_up_edit, name="follow_up_edit"),
    path("follow-ups/<int:row_id>/undo/", undoing.follow_up_undo, name="follow_up_undo"),
    path("actions/<int:row_id>/", actions.action, name="action"),
    path("interventions/<int:row_id>/signs/new/", signs.sign_new, name="sign_new"),
    path("signs/<int:row_id>/", signs.sign, name="sign"),
    path("signs/<int:row_id>/observations/", signs.observation_new, name="observation_new"),
    path("calendar/", calendars.my_calendar, name="my_calendar"),
    path("calendar/<str:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("quality/", quality.quality, name="quality"),
    path("quality/<str:code>/<str:year>/", quality.quality_cycle, name="quality_cycle"),
    re_path(
        r"^quality/(?P<code>[^/]+)/(?P<year>[-\d]+)/report\.(?P<ending>docx|pdf|html|txt)$",
        quality.quality_report_file,
        name="quality_report",
    ),
    path("quality/<str:code>/<str:year>/<slug:kind>/", quality.quality_part, name="quality_part"),
    path(
        "quality/<str:code>/<str:year>/<slug:kind>/undo/",
        undoing.quality_part_undo,
        name="quality_part_undo",
    ),
    re_path(r"^follow-ups/file\.(?P<ending>xlsx|csv)$", spreadsheets.follow_ups_file, name="follow_ups_file"),
    path("follow-ups/import/", spreadsheets.follow_ups_import, name="follow_ups_import"),
    # Cases
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", inquiries.case_new, name="case_new"),
    path("cases/new/by-hand/", inquiries.case_by_hand, name="case_by_hand"),
    path("cases/inquiries/<int:inquiry_id>/", inquiries.inquiry, name="inquiry"),
    path("cases/inquiries/<int:inquiry_id>/letter/", inquiries.inquiry_letter, name="inquiry_letter"),
    path("cases/<slug:slug>/", cases.case, name="case"),
    path("cases/<slug:slug>/history/", cases.case_history_page, name="case_history"),
    path("cases/<slug:slug>/scope/", case_scope.case_scope, name="case_scope"),
    path("cases/<slug:slug>/earlier/", case_scope.case_earlier, name="case_earlier"),
    path("cases/<slug:slug>/path/", case_path.case_path, name="case_path"),
    path("cases/<slug:slug>/path/steps/<int:step_id>/", case_path.case_step, name="case_step"),
    path("cases/<slug:slug>/path/texts/new/", contributions.contribution_new, name="contribution_new"),
    path("cases/<slug:slug>/path/texts/<int:row_id>/", contributions.contribution_page, name="contribution"),
    path("meetings/", board_meetings.board_meetings, name="board_meetings"),
    path("meetings/<int:meeting_id>/", board_meetings.board_meeting, name="board_meeting"),
    # Answers
    path("open/", openness.open_answers, name="open_answers"),
    re_path(
        r"^open/(?P<slug>[-\w]+)\.(?P<ending>docx|pdf|html|txt)$", openness.open_answer, name="open_answer"
    ),
    path("cases/<slug:slug>/citations/<str:citation_id>/", citations.citation, name="citation"),
    path("cases/<slug:slug>/returned/", returned.returned, name="returned"),
    path("cases/<slug:slug>/returned/<int:row_id>/", returned.returned_file, name="returned_file"),
    path("cases/<slug:slug>/sign/", signing.sign_statement, name="sign_statement"),
    re_path(
        r"^cases/(?P<slug>[-\w]+)/signed/(?P<number>[0-9]{1,4})\.(?P<ending>docx|pdf|html|txt|jsonld)$",
        signing.signed_download,
        name="signed_file",
    ),
    path("cases/<slug:slug>/provenance/", provenance.provenance, name="provenance"),
    path("cases/<slug:slug>/answer.jsonld", provenance.provenance_data, name="provenance_data"),
    path("verify/", verify.verify_file, name="verify"),
    re_path(r"^cases/(?P<slug>[-\w]+)/answer\.(?P<ending>docx|pdf|html|txt)$", answers.answer, name="answer"),
    re_path(
        r"^documents/(?P<kind>[-a-z]+)/(?P<subject>.+)\.(?P<ending>docx|pdf|html|txt)$",
        documents.document,
        name="document",
    ),
    path("cases/<slug:slug>/draft/", drafts.draft_page, name="draft"),
    path("cases/<slug:slug>/draft/check/", draft_checks.house_check_page, name="house_check"),
    path("cases/<slug:slug>/draft/answered/", draft_checks.answered_page, name="answered"),
    path("cases/<slug:slug>/draft/changes/", drafts.draft_changes, name="draft_changes"),
    path("cases/<slug:slug>/draft/texts/<slug:section>/", own_words.own_text_page, name="own_text"),
    path("cases/<slug:slug>/draft/sentences/<path:key>/", own_words.own_sentence_page, name="own_sentence"),
    path("cases/<slug:slug>/replies/", replies.case_replies, name="case_replies"),
    path("reply/<str:token>/", replies.reply, name="reply"),
    path("replies/<int:invitation_id>/", replies.own_reply, name="own_reply"),
    path("sentences/", sentences.sentences, name="sentences"),
    # People
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
    path("people/<int:user_id>/unlock/", people.person_unlock, name="person_unlock"),
    path("people/<int:user_id>/second-step/", people.person_totp_off, name="person_totp_off"),
    path("invitation/<int:user_id>/<str:token>/", people.invitation, name="invitation"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<int:area_id>/", areas.area, name="area"),
    # The installation
    path("health/", health.health_page, name="health"),
    path("admin/", admin.site.urls),
]
handler404 = "vandpunkt.web.errors.not_found"
handler500 = "vandpunkt.web.errors.server_error"
