//! Installations with published consultations.

use std::sync::Arc;

use chrono::Datelike;
use chrono::{Days, NaiveDate, NaiveTime, Weekday};
use dutyline::actions::account::{NewUser, Post};
use dutyline::actions::announcement::{ImportPlan, PlannedEvent, PlannedSlot, import};
use dutyline::actions::calendar::set_day;
use dutyline::actions::roster::checked;
use dutyline::actions::token::{Holder, NewGrant, NewToken};
use dutyline::actions::{Context, account, revision, session, token};
use dutyline::clock::{Clock, SystemClock};
use dutyline::domain::access::{Actor, Role};
use dutyline::domain::calendar::DayRule;
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{ExpectedVersion, SlotMode, Source};
use dutyline::domain::slug::Slug;
use dutyline::domain::time::Hours;
use dutyline::store::{PoolOptions, Store};

use crate::Failure;

const COORDINATOR: &str = "coordinator@bench.example";

/// A process beside the server, on the same database.
pub struct Installation {
    pub cx: Context,
    actor: Actor,
    today: NaiveDate,
}

impl Installation {
    /// Opens a new database and publishes so many consultations in it: three weeks around today, a duty each working
    /// afternoon, each with a telephone of its own.
    pub async fn with(database: &str, consultations: u32) -> Result<Self, Failure> {
        let store = Store::open(&database.parse()?, PoolOptions::default())?;
        let cx = Context::load(store, Arc::new(SystemClock), "http://127.0.0.1:8080".parse()?).await?;
        let installation = Self {
            actor: account::command_line_actor(&cx).await?,
            today: SystemClock.now().date_naive(),
            cx,
        };
        for number in 0..consultations {
            import(&installation.cx, &installation.actor, installation.plan(number)?).await?;
            installation.publish(&slug(number)?).await?;
        }
        Ok(installation)
    }

    fn plan(&self, number: u32) -> Result<ImportPlan, Failure> {
        let first_day = self.today - Days::new(8);
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).ok_or("no such hour");
        let hours = Hours {
            start: at(15)?,
            end: at(18)?,
        };
        let printed = format!("12 6{:02} {:04}", number / 10_000, number % 10_000);
        let phone = (printed.parse()?, printed);
        let days = first_day.iter_days().take(22);
        let slots = days
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .map(|date| PlannedSlot {
                date,
                hours,
                extensions: vec![phone.clone()],
                languages: Vec::new(),
                mode: SlotMode::Phone,
                source: Source {
                    line: 1,
                    text: String::new(),
                },
            });
        Ok(ImportPlan {
            slug: Some(slug(number)?),
            title: format!("Otwarta dzielnica {number} 2024–2028"),
            unit: None,
            first_day,
            last_day: first_day + Days::new(21),
            phone_mode: Some(PhoneMode::Counts),
            slots: slots.collect(),
            events: vec![PlannedEvent {
                date: self.today + Days::new(3),
                hours: None,
                title: "Spotkanie konsultacyjne".to_owned(),
                place: "Centrum Wielokulturowe, ul. Zabłocie 20".to_owned(),
            }],
            expected: ExpectedVersion::NotYet,
        })
    }

    async fn publish(&self, slug: &Slug) -> Result<(), Failure> {
        let accepted = self.to_accept(slug).await?.1;
        revision::publish(&self.cx, &self.actor, slug.clone(), ExpectedVersion::Any, accepted).await?;
        Ok(())
    }

    /// The draft's version, and what has to be accepted by name to publish it.
    async fn to_accept(&self, slug: &Slug) -> Result<(i32, Vec<String>), Failure> {
        let (draft, _) = checked(&self.cx, &self.actor, slug.clone()).await?;
        let keys = draft.report.blocking().map(|finding| finding.key()).collect();
        Ok((draft.draft.version, keys))
    }

    /// Changes the draft, so that there is something to publish: the form that publishes it.
    pub async fn next_publication(&self, slug: &Slug, reason: &str) -> Result<Vec<(&'static str, String)>, Failure> {
        let rule = Some(DayRule::Exempt(reason.to_owned()));
        let last = self.today - Days::new(8) + Days::new(21);
        set_day(&self.cx, &self.actor, slug.clone(), last, rule, ExpectedVersion::Any).await?;
        let (version, keys) = self.to_accept(slug).await?;
        let accepted = keys.into_iter().map(|key| ("accept", key));
        Ok(accepted.chain([("version", version.to_string())]).collect())
    }

    /// The cookie of a coordinator who is signed in.
    pub async fn coordinator(&self) -> Result<String, Failure> {
        let new = NewUser {
            name: "Koordynator".to_owned(),
            email: COORDINATOR.to_owned(),
            post: Post::Role(Role::Coordinator, None),
            locale: Locale::Pl,
        };
        account::add(&self.cx, &self.actor, new).await?;
        let link = session::make_link(&self.cx, &self.actor, COORDINATOR.parse()?).await?;
        let secret = link.rsplit('/').next().unwrap_or_default();
        let session = session::use_link(&self.cx, secret).await?;
        Ok(format!("dutyline={}", session.secret))
    }

    /// The token of a program that logs calls.
    pub async fn token(&self) -> Result<String, Failure> {
        let new = NewToken {
            of: Holder::Program("bench".to_owned()),
            grant: NewGrant::Post(Post::Role(Role::Staff, None)),
            days: None,
        };
        Ok(token::create(&self.cx, &self.actor, new).await?)
    }
}

pub fn slug(number: u32) -> Result<Slug, Failure> {
    Ok(format!("konsultacje-{number}").parse()?)
}
