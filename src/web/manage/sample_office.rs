//! The pages around the roster's neighbours: import, settings, team, register, mail.

use chrono_tz::Europe::Warsaw;
use serde_json::json;
use uuid::Uuid;

use crate::actions::message::{KeptBody, Message};
use crate::announcement::{DEMO, Input, read};
use crate::domain::access::Actor;
use crate::domain::fault::Fault;
use crate::domain::ids::MessageId;
use crate::domain::language::Locale;
use crate::store::message::MessageState;
use crate::web::desk::sample::topics;
use crate::web::manage::announcement::form::{Decision, ImportForm};
use crate::web::manage::announcement::{ImportPage, PreviewPage};
use crate::web::manage::consultation::settings::{Forms, SettingsPage};
use crate::web::manage::consultation::settings_form::{EventsForm, SettingsForm, TopicsForm};
use crate::web::manage::frame::done;
use crate::web::manage::message::demo_outbox::{KeptMail, KeptMailPage};
use crate::web::manage::message::outbox::{MessageLine, OutboxPage};
use crate::web::manage::sample::{LONG_NAME, LONG_TITLE, covered, crowded, date, faults, lines};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;
use crate::web::page::samples::{Rendered, page};
use crate::web::public::sample::at;

/// An announcement with nearly everything that has to be asked.
const DOUBTFUL: &str = "Konsultacje „Zielone podwórka & <ogrody>” trwają od 13 czerwca 2024 r. do 28 czerwca 2024 r.

Spotkanie konsultacyjne: 19 czerwca 2024 r., godz. 17.00-19.00, ul. Zabłocie 20

Dyżury telefoniczne:

13 czerwca (piątek)\t15.00-18.00\t12 616 5769
14 czerwca (piątek)\t15.00-18.00\t12 616 57
17 czerwca (poniedziałek)\t\t12 616 7804
18 czerwca (wtorek)\t10.00-14.00\t12 616 7804, 12 616 7809
czerwca (czwartek)\t15.00-18.00\t12 616 5769
22 czerwca (sobota)\t10.00-12.00\t12 616 7804
31 czerwca\t10.00-12.00\t12 616 7804
telefon może być zajęty przez kilka minut, prosimy o cierpliwość
4 lipca (czwartek)\t15.00-18.00\t12 616 5769
";

/// The pages.
pub fn pages(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let mut pages = imports(locale, actor);
    pages.extend(settings(locale, actor));
    pages.extend(mail(locale, actor));
    pages
}

fn imports(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/manage/import", actor);
    let t = layout().t;
    let says = |field: &str, key: &str| FormErrors::one(field, t.say(key));
    let paste = |text: &str, errors| ImportPage::new(layout(), text.to_owned(), errors);
    let form = |text: &str| ImportForm::of(&read(Input::text(text), date(6, 10)).unwrap());
    let preview = |form, errors| PreviewPage::new(actor, locale, form, errors);
    let none = FormErrors::none;
    let doubtful = form(DOUBTFUL);
    assert!(doubtful.rows.iter().any(|row| row.certain) && doubtful.rows.iter().any(|row| !row.certain));
    let asked = doubtful.rows.iter().position(|row| !row.certain).unwrap();
    let row = |field: &str| format!("row-{asked}-{field}");
    let errors = faults(
        t,
        &[
            ("title", Fault::Required),
            ("slug", Fault::Slug),
            (&row("date"), Fault::Date),
            (&row("phones"), Fault::Phone),
            (&row("decision"), Fault::Undecided),
        ],
    );
    let mut wrong = doubtful.clone();
    wrong.title.clear();
    wrong.rows[asked].phones = "12 616 57 <69>".to_owned();
    let mut crowded = form(DEMO);
    LONG_TITLE.clone_into(&mut crowded.title);
    crowded.events[0].title = LONG_TITLE.to_owned();
    crowded.rows = crowded.rows.iter().cycle().take(60).cloned().collect();
    crowded.rows[0].phones = lines()
        .iter()
        .map(|line| line.display.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    crowded.rows[1].certain = false;
    crowded.rows[1].decision = Decision::Leave;
    crowded.rows[1].text = LONG_TITLE.to_owned();
    let nothing = ImportForm {
        first_day: "2024-06-13".to_owned(),
        last_day: "2024-07-05".to_owned(),
        ..ImportForm::default()
    };
    vec![
        page("import", &paste("", none())),
        page(
            "import-again",
            &paste(LONG_TITLE, says("text", "manage-import-not-an-announcement")),
        ),
        page("import-file-again", &paste("", says("file", "manage-import-too-large"))),
        page("preview", &preview(form(DEMO), none())),
        page("preview-doubtful", &preview(doubtful.clone(), none())),
        page("preview-again", &preview(wrong, errors)),
        page(
            "preview-taken",
            &preview(form(DEMO), says("rows", "manage-import-taken")),
        ),
        page("preview-nothing", &preview(nothing, none())),
        page("preview-crowded", &preview(crowded, none())),
    ]
}

fn settings(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let draw = |forms: Forms, errors: FormErrors, code: Option<&str>| {
        let room = ConsultationNav::new(locale, &covered().consultation, "settings");
        let page = room.layout(actor, "settings");
        let done = done(page.t, code);
        SettingsPage::new(page, room, forms, errors, done)
    };
    let t = Layout::signed_in(locale, "/manage", actor).t;
    let standing = |board: crate::actions::roster::CheckedDraft| Forms {
        settings: SettingsForm::of(&board.consultation, &crate::domain::reminder::DEFAULT_LEADS, 7),
        events: EventsForm::of(&board.calendar.events, 7),
        topics: TopicsForm::of(&topics(), 7),
    };
    let mut wrong = standing(crowded());
    wrong.settings.last_day = "2024-06-01".to_owned();
    wrong.settings.hours[2] = "od trzeciej".to_owned();
    wrong.events.rows[0].place = LONG_NAME.to_owned();
    let errors = faults(
        t,
        &[
            ("last_day", Fault::PeriodOrder),
            ("unit", Fault::Required),
            ("phone_mode", Fault::Choice),
            ("hours-2", Fault::Hours),
            ("title_pl", Fault::Required),
            ("event-0-date", Fault::OutsidePeriod),
            ("event-0-end", Fault::Hours),
            ("event-1-title_pl", Fault::Required),
            ("topics", Fault::Twice),
        ],
    );
    vec![
        page(
            "settings",
            &draw(standing(covered()), FormErrors::none(), Some("settings-saved")),
        ),
        page("settings-empty", &draw(Forms::default(), FormErrors::none(), None)),
        page("settings-again", &draw(wrong, errors, None)),
    ]
}

fn mail(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/manage/outbox", actor);
    let message = |number: u128, state: MessageState, attempts: i32, error: Option<&str>| Message {
        id: MessageId(Uuid::from_u128(number)),
        deduplication_key: String::new(),
        kind: if number.is_multiple_of(2) {
            "sign_in_link"
        } else {
            "duty_reminder"
        }
        .to_owned(),
        channel: "email".to_owned(),
        consultation: None,
        payload: json!({}),
        state,
        created_at: at(6, 13, 12, 0),
        not_before: at(6, 20, 14, 0),
        attempts,
        leased_by: None,
        lease_until: None,
        last_error: error.map(str::to_owned),
        sent_at: (state == MessageState::Sent).then(|| at(6, 20, 14, 1)),
    };
    let refused =
        "550 5.1.1 <desk7821@city.example>: Recipient address rejected: User unknown in virtual mailbox table";
    let messages = [
        message(1, MessageState::Pending, 0, None),
        message(2, MessageState::Pending, 3, Some("451 4.7.1 Greylisted & delayed")),
        message(3, MessageState::Sent, 1, None),
        message(4, MessageState::Dead, 22, Some(refused)),
        message(5, MessageState::Dead, 1, Some(&"x".repeat(300))),
        message(6, MessageState::Obsolete, 0, None),
    ];
    let lines = messages.iter().map(|message| MessageLine::of(message, Warsaw, locale));
    let t = layout().t;
    let kept = KeptBody {
        message: MessageId(Uuid::nil()),
        to: "5769@demo.example".to_owned(),
        subject: "Dyżur telefoniczny jutro, 20 czerwca (czwartek), 15.00–18.00".to_owned(),
        text: format!(
            "Dzień dobry, {LONG_NAME},\n\nprzypominamy o dyżurze.\nhttp://127.0.0.1:8080/pl/confirm/{}\n\ndutyline",
            "0190a1b2c3d4e5f6".repeat(6)
        ),
        html: String::new(),
        sent_at: Some(at(6, 20, 14, 1)),
    };
    let mails: Vec<KeptMail> = [kept.clone(), KeptBody { sent_at: None, ..kept }]
        .iter()
        .map(|body| KeptMail::of(body, locale))
        .collect();
    let street = || Layout::public(locale, "/outbox");
    vec![
        page(
            "outbox",
            &OutboxPage::new(layout(), done(t, Some("put-back")), lines.collect()),
        ),
        page("outbox-empty", &OutboxPage::new(layout(), None, Vec::new())),
        page("kept-mail", &KeptMailPage::new(street(), mails)),
        page("kept-mail-empty", &KeptMailPage::new(street(), Vec::new())),
    ]
}
