//! The pages around a roster: the list of consultations, roster, duty, days, publishing, table.

use std::collections::BTreeMap;

use crate::actions::consultation::Overview;
use crate::actions::reminder::Unsent;
use crate::actions::revision::PublishPreview;
use crate::actions::roster::CheckedDraft;
use crate::domain::access::Actor;
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::roster::SlotState;
use crate::domain::staff::StaffMember;
use crate::web::manage::consultation::list::{ListLine, ListPage};
use crate::web::manage::frame::done;
use crate::web::manage::revision::publish::{PublishPage, PublishView};
use crate::web::manage::roster::office_table::{TablePage, tables};
use crate::web::manage::roster::page::{RosterPage, RosterView};
use crate::web::manage::roster::rows::{Confirmations, Reader};
use crate::web::manage::roster::slot::SlotPage;
use crate::web::manage::roster::slot_form::SlotForm;
use crate::web::manage::sample::{board, covered, crowded, empty, faults, long_staff, preview, staff, troubled};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;
use crate::web::page::samples::{Rendered, page};
use crate::web::public::sample::at;

/// The pages.
pub fn pages(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let mut pages = rosters(locale, actor);
    pages.extend(slots(locale, actor));
    pages.extend(publishing(locale, actor));
    pages.extend(lists(locale, actor));
    pages
}

fn rosters(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let draw = |name: &str, preview: &PublishPreview, staff: &[StaffMember], code: Option<&str>| {
        let board = &preview.board;
        let confirmed: Confirmations = board.draft.slots[..board.draft.slots.len().min(6)]
            .iter()
            .filter_map(|slot| Some((slot.id, (slot.staff?, at(6, 14, 12, 0)))))
            .collect();
        let unsent: Vec<Unsent> = staff
            .iter()
            .take(2)
            .zip(["too-late", "no-address"])
            .map(|(member, reason)| Unsent {
                staff: member.id,
                starts_at: at(6, 17, 15, 0),
                reason: reason.to_owned(),
            })
            .collect();
        let reader = Reader {
            board,
            staff,
            confirmed: &confirmed,
            unsent: &unsent,
            now: at(6, 17, 9, 0),
            locale,
        };
        let room = ConsultationNav::new(locale, &board.consultation, "");
        let view = RosterView::of(preview, reader);
        let frame = room.layout(actor, "");
        let done = done(frame.t, code);
        page(name, &RosterPage::new(frame, room, done, view))
    };
    vec![
        draw(
            "roster",
            &preview(covered(), Some(&covered())),
            &staff(),
            Some("published"),
        ),
        draw("roster-first", &preview(covered(), None), &staff(), Some("imported")),
        draw(
            "roster-troubled",
            &preview(troubled(), Some(&covered())),
            &staff(),
            None,
        ),
        draw("roster-empty", &preview(empty(), None), &[], None),
        draw(
            "roster-crowded",
            &preview(crowded(), Some(&covered())),
            &long_staff(),
            None,
        ),
    ]
}

fn slots(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let draw =
        |board: &CheckedDraft, staff: &[StaffMember], form: SlotForm| SlotPage::new(actor, locale, board, staff, form);
    let board = covered();
    let t = Layout::signed_in(locale, "/manage", actor).t;
    let fresh = SlotForm::empty("2024-06-18".to_owned(), "10:00".to_owned(), "14:00".to_owned(), 7);
    let nothing = SlotForm::empty(String::new(), String::new(), String::new(), 7);
    let standing = &board.draft.slots[3];
    let mut cancelled = standing.clone();
    cancelled.state = SlotState::Cancelled;
    let wrong = SlotForm {
        date: "2024-06-19".to_owned(),
        start: "15:00".to_owned(),
        end: "15:00".to_owned(),
        phones: "12 616 57 <69>\n12 616".to_owned(),
        languages: vec!["pl".to_owned(), "tlh".to_owned()],
        ..SlotForm::default()
    };
    let errors = faults(
        t,
        &[
            ("date", Fault::OutsidePeriod),
            ("start", Fault::Time),
            ("end", Fault::EndIsStart),
            ("phones", Fault::Phone),
            ("staff", Fault::Unknown),
            ("mode", Fault::Choice),
        ],
    );
    let no_reason = faults(t, &[("reason", Fault::Required)]);
    let crowded = crowded();
    let long = &crowded.draft.slots[0];
    let stale = t.say("manage-stale-roster");
    vec![
        page("slot-new", &draw(&board, &staff(), fresh)),
        page("slot-new-empty", &draw(&empty(), &[], nothing)),
        page("slot-again", &draw(&board, &staff(), wrong).with_errors(errors)),
        page(
            "slot",
            &draw(&board, &staff(), SlotForm::of(standing, 7)).of_slot(actor, standing),
        ),
        page(
            "slot-cancelled",
            &draw(&board, &staff(), SlotForm::of(&cancelled, 7)).of_slot(actor, &cancelled),
        ),
        page(
            "slot-cancel-again",
            &draw(&board, &staff(), SlotForm::of(standing, 7))
                .of_slot(actor, standing)
                .with_errors(no_reason),
        ),
        page(
            "slot-stale",
            &draw(&crowded, &long_staff(), SlotForm::of(long, 7))
                .of_slot(actor, long)
                .with_notice(stale),
        ),
    ]
}

fn publishing(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let draw = |preview: &PublishPreview, staff: &[StaffMember], ticked: &[String]| {
        let room = ConsultationNav::new(locale, &preview.board.consultation, "");
        let view = PublishView::of(preview, staff, ticked, locale);
        PublishPage::new(room.layout(actor, "publish"), room, view)
    };
    let t = Layout::signed_in(locale, "/manage", actor).t;
    let changed = preview(troubled(), Some(&covered()));
    let ticked: Vec<String> = changed
        .board
        .report
        .blocking()
        .take(1)
        .map(|finding| finding.key())
        .collect();
    let blocked = FormErrors::one("accept", t.say_n("manage-publish-blocked", 2));
    // Only days nobody covers: all of it can be accepted by name.
    let gaps = preview(empty(), None);
    let mut swapped = covered();
    swapped.draft.slots[8].staff = Some(staff()[0].id);
    let same = preview(covered(), Some(&covered()));
    let stale = t.say("manage-stale-roster");
    vec![
        page("publish-first", &draw(&preview(covered(), None), &staff(), &[])),
        page("publish", &draw(&preview(swapped, Some(&covered())), &staff(), &[])),
        page("publish-troubled", &draw(&changed, &staff(), &[])),
        page(
            "publish-blocked",
            &draw(&changed, &staff(), &ticked).with_notice(None, blocked.clone()),
        ),
        page("publish-gaps", &draw(&gaps, &[], &[]).with_notice(None, blocked)),
        page(
            "publish-same",
            &draw(&same, &staff(), &[]).with_notice(Some(stale), FormErrors::none()),
        ),
        page(
            "publish-crowded",
            &draw(&preview(crowded(), Some(&covered())), &long_staff(), &[]),
        ),
    ]
}

fn lists(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/manage", actor);
    let line = |board: CheckedDraft, published: Option<i32>| {
        let consultation = board.consultation.clone();
        ListLine::of(
            &Overview {
                consultation,
                board,
                published,
            },
            locale,
        )
    };
    let mut free = empty();
    free.consultation.required.0 = BTreeMap::new();
    let free = board(free.consultation, free.calendar.events, free.calendar.rules, Vec::new());
    let few = vec![
        line(covered(), Some(3)),
        line(troubled(), Some(12)),
        line(empty(), None),
    ];
    let many: Vec<ListLine> = (0..25)
        .map(|number| match number % 3 {
            0 => line(crowded(), Some(number)),
            1 => line(free.clone(), None),
            _ => line(covered(), Some(number)),
        })
        .collect();
    let table = |name: &str, board: &CheckedDraft| {
        let room = ConsultationNav::new(locale, &board.consultation, "table");
        let tables = tables(&board.consultation, &board.draft.slots);
        page(name, &TablePage::new(room.layout(actor, "table"), room, tables))
    };
    vec![
        page("manage", &ListPage::new(layout(), few)),
        page("manage-empty", &ListPage::new(layout(), Vec::new())),
        page("manage-many", &ListPage::new(layout(), many)),
        table("table", &covered()),
        table("table-empty", &empty()),
        table("table-crowded", &crowded()),
    ]
}
