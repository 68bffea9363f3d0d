//! The settings of a consultation: words, period, office, required hours, events, topics.

use askama::Template;
use chrono::Weekday;

use crate::actions::{ActionError, calendar, consultation, roster, topic};
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::http::forms::Form;
use crate::i18n::{dates, sentences};
use crate::web::manage::consultation::settings_form::{EventsForm, SettingsForm, TopicsForm};
use crate::web::manage::fields::phone_mode_choices;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::{Choice, version};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    actions::roster::CheckedDraft, domain::fault::Fault, domain::reminder::DEFAULT_LEADS, web::desk, web::sample,
};

pub fn routes() -> Vec<PageRoute> {
    let settings = page("/manage/c/{slug}/settings").get(show).post(change);
    vec![
        settings.draws::<SettingsPage>(),
        page("/manage/c/{slug}/settings/events").post(change_events),
        page("/manage/c/{slug}/settings/topics").post(change_topics),
    ]
}

#[derive(Template)]
#[template(path = "manage/consultation/settings.html")]
struct SettingsPage {
    page: Layout,
    form: SettingsForm,
    events: EventsForm,
    topics: TopicsForm,
}

impl SettingsPage {
    fn phone_modes(&self) -> Vec<Choice> {
        phone_mode_choices(&self.form.phone_mode, self.page.t)
    }

    /// What it means that nobody has said what a call is worth.
    fn phone_mode_hint(&self) -> String {
        match self.form.phone_mode.is_empty() {
            true => self.page.say("manage-phone-mode-open"),
            false => String::new(),
        }
    }

    /// The field of each weekday: its name, what it is called, the hours in it.
    fn weekdays(&self) -> Vec<(String, String, &str)> {
        let weekdays = (0..7_u8).filter_map(|day| Weekday::try_from(day).ok());
        let fields = weekdays.zip(&self.form.hours).enumerate();
        let name = |day| sentences::capital(dates::weekday(day, self.page.locale()));
        fields
            .map(|(index, (day, hours))| (format!("hours-{index}"), name(day), hours.as_str()))
            .collect()
    }
}

/// The page of what is stored.
async fn stored(visit: &Visit<Slug>) -> Result<SettingsPage, ActionError> {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, &visit.named);
    let topics = topic::list(cx, actor, slug.clone()).await?;
    let leads = consultation::leads(cx, actor, slug.clone()).await?;
    let (draft, _) = roster::checked(cx, actor, slug.clone()).await?;
    let (page, version) = (
        visit.layout().at(format!("/manage/c/{slug}/settings")),
        draft.draft.version,
    );
    Ok(SettingsPage {
        page: page.in_consultation(&draft.consultation, "settings"),
        form: SettingsForm::of(&draft.consultation, &leads, version),
        events: EventsForm::of(&draft.calendar.events, version),
        topics: TopicsForm::of(&topics, version),
    })
}

async fn show(visit: Visit<Slug>) -> Answer {
    html(&stored(&visit).await?)
}

async fn change(Editor(visit, Form(form)): Editor<Form<SettingsForm>, Slug>) -> Answer {
    let save = async {
        let (settings, version) = form.read()?;
        consultation::change(visit.cx(), &visit.actor, visit.named.clone(), settings, version).await
    };
    settle(&visit, save.await, |page, refusal| {
        let version = refusal.version(&form.version, &page.form.version);
        page.form = SettingsForm { version, ..form };
    })
    .await
}

async fn change_events(Editor(visit, Form(form)): Editor<Form<EventsForm>, Slug>) -> Answer {
    let form = form.tidy();
    let save = async {
        let (events, version) = form.read()?;
        calendar::set_events(visit.cx(), &visit.actor, visit.named.clone(), events, version).await
    };
    settle(&visit, save.await, |page, refusal| {
        let version = refusal.version(&form.version, &page.events.version);
        page.events = EventsForm { version, ..form };
    })
    .await
}

async fn change_topics(Editor(visit, Form(form)): Editor<Form<TopicsForm>, Slug>) -> Answer {
    let save = async {
        let version = version(&form.version)?;
        topic::replace(visit.cx(), &visit.actor, visit.named.clone(), form.read(), version).await
    };
    settle(&visit, save.await, |page, refusal| {
        let version = refusal.version(&form.version, &page.topics.version);
        page.topics = TopicsForm { version, ..form };
    })
    .await
}

/// Back to the settings, or the page of what is stored with what was typed put in its place.
async fn settle(
    visit: &Visit<Slug>,
    outcome: Result<(), ActionError>,
    typed: impl FnOnce(&mut SettingsPage, &Refusal),
) -> Answer {
    let settings = visit.link(&format!("/manage/c/{}/settings?done=settings-saved", visit.named));
    answer(visit.t(), outcome.map(|()| settings), async |refusal| {
        let mut page = stored(visit).await?;
        typed(&mut page, refusal);
        Ok(page)
    })
    .await
}

impl Page for SettingsPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |draft: &CheckedDraft, page: Layout| Self {
            page: page.in_consultation(&draft.consultation, "settings"),
            form: SettingsForm::of(&draft.consultation, &DEFAULT_LEADS, 7),
            events: EventsForm::of(&draft.calendar.events, 7),
            topics: TopicsForm::of(&desk::sample::topics(), 7),
        };
        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/settings");
        let mut again = draw(
            &sample::crowded(),
            layout().refused(&[
                ("last_day", Fault::PeriodOrder),
                ("phone_mode", Fault::Choice),
                ("hours-2", Fault::Hours),
                ("text-pl-title", Fault::Required),
                ("event-0-date", Fault::OutsidePeriod),
                ("event-0-end", Fault::Hours),
                ("event-1-title-pl", Fault::Required),
                ("topics", Fault::Twice),
            ]),
        );
        again.form.last_day = "2024-06-01".to_owned();
        again.form.hours[2] = "od trzeciej".to_owned();
        again.events.rows[0].place = sample::LONG_NAME.to_owned();
        let mut empty = draw(&sample::covered(), layout());
        empty.form = SettingsForm::default();
        empty.events = EventsForm::default();
        empty.topics = TopicsForm::default();
        vec![
            (
                "settings",
                draw(&sample::covered(), layout().done(Some("settings-saved"))),
            ),
            ("settings-empty", empty),
            ("settings-again", again),
        ]
    }
}
