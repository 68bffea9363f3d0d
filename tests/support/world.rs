//! An installation with the demo's data, and nobody listening on a port.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use dutyline::actions::account::{NewUser, Post};
use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::published::PublicView;
use dutyline::actions::roster::{self, SlotInput};
use dutyline::actions::staff::{self, StaffInput};
use dutyline::actions::token::{Holder, NewGrant, NewToken};
use dutyline::actions::{ActionError, Context, account, consultation, demo, revision, session, unit};
use dutyline::clock::ManualClock;
use dutyline::domain::access::{Access, Actor, Role};
use dutyline::domain::account::User;
use dutyline::domain::consultation::Settings;
use dutyline::domain::ids::{SlotId, StaffId, UnitId, UserId};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{ExpectedVersion, Slot};
use dutyline::domain::slug::Slug;
use dutyline::store::account as accounts;

use crate::support::database::{TestDatabase, execute};

/// The office of the demo and of all tests.
const UNIT: &str = "krakow";

pub struct World {
    pub cx: Context,
    pub clock: Arc<ManualClock>,
    pub administrator: Actor,
    pub coordinator: Actor,
    /// The office everything belongs to unless a test says otherwise.
    pub unit: UnitId,
    // Last, so that the database goes when nobody uses it any more.
    pub database: TestDatabase,
}

impl World {
    /// Nothing in it but an office and its coordinator; the clock stands where the demo's starts.
    pub async fn empty() -> Self {
        let database = TestDatabase::new();
        let clock = Arc::new(ManualClock::at(demo::start_of_clock()));
        let base_url = "http://127.0.0.1:8080/".parse().unwrap();
        let cx = Context::load(database.store(), Arc::<ManualClock>::clone(&clock), base_url)
            .await
            .unwrap();
        let administrator = account::command_line_actor(&cx).await.unwrap();
        let names = [(Locale::Pl, "Miasto Kraków".to_owned())].into();
        let unit = unit::add(&cx, &administrator, UNIT.parse().unwrap(), names)
            .await
            .unwrap()
            .id;
        Self {
            cx,
            clock,
            coordinator: Actor {
                access: Access::of_roles(&[(unit, Role::Coordinator)].into()),
                ..administrator.clone()
            },
            administrator,
            unit,
            database,
        }
    }

    /// The demo's consultation, imported on the morning of its first day, published, the clock at the demo's start.
    pub async fn demo() -> Self {
        let world = Self::empty().await;
        world.clock.set(at("2024-06-13T06:00:00Z"));
        demo::lay_out(&world.cx).await.unwrap();
        world.clock.set(demo::start_of_clock());
        world
    }

    pub fn slug(&self) -> Slug {
        demo::SLUG.parse().unwrap()
    }

    /// A new consultation of one day, without duties and not published.
    pub async fn draft(&self, slug: &str, day: &str) -> Slug {
        let plan = ImportPlan {
            slug: Some(slug.parse().unwrap()),
            title: slug.to_owned(),
            unit: None,
            first_day: day.parse().unwrap(),
            last_day: day.parse().unwrap(),
            phone_mode: None,
            slots: Vec::new(),
            events: Vec::new(),
            expected: ExpectedVersion::NotYet,
        };
        import(&self.cx, &self.coordinator, plan).await.unwrap().slug
    }

    /// Somebody at this desk, who is given the duties imported afterwards.
    pub async fn add_desk(&self, number: &str) {
        let somebody = StaffInput {
            name: number.to_owned(),
            extension: number.to_owned(),
            ..StaffInput::default()
        };
        let id = self.cx.random.id(self.cx.now());
        staff::add(&self.cx, &self.coordinator, id, somebody, None)
            .await
            .unwrap();
    }

    /// Publishes a draft, accepting what can be.
    pub async fn publish(&self, slug: &Slug) {
        let (cx, c) = (&self.cx, &self.coordinator);
        let (preview, _) = revision::preview(cx, c, slug.clone()).await.unwrap();
        let accepted = preview.checked.report.blocking().map(|finding| finding.key()).collect();
        let published = revision::publish(cx, c, slug.clone(), ExpectedVersion::Any, accepted);
        published.await.unwrap();
    }

    /// What the demo's settings are now.
    pub async fn settings(&self) -> Settings {
        let of = consultation::one(&self.cx, &self.coordinator, self.slug())
            .await
            .unwrap();
        Settings {
            first_day: of.first_day,
            last_day: of.last_day,
            texts: of.texts,
            phone_mode: of.phone_mode,
            required: of.required,
            leads: Vec::new(),
            swaps_need_approval: of.swaps_need_approval,
        }
    }

    /// Changes the demo's settings.
    pub async fn change(&self, settings: Settings) {
        let changed = consultation::change(&self.cx, &self.coordinator, self.slug(), settings, ExpectedVersion::Any);
        changed.await.unwrap();
    }

    /// What another process on the same database begins with.
    ///
    /// # Errors
    /// Those of [`Context::load`].
    pub async fn another(&self) -> Result<Context, ActionError> {
        let (clock, address) = (Arc::clone(&self.cx.clock), self.cx.base_url.clone());
        Context::load(self.database.store(), clock, address).await
    }

    /// Changes the tables behind the program's back.
    pub async fn execute(&self, statements: &str) {
        let statements = statements.to_owned();
        let done = self.cx.store.write(move |db| {
            execute(db, &statements);
            Ok::<_, ActionError>(())
        });
        done.await.unwrap();
    }

    /// A consultation as residents see it.
    pub fn published(&self, slug: &Slug) -> Option<Arc<PublicView>> {
        self.cx.published.now().of(slug).cloned()
    }

    /// The demo's as residents see it.
    pub fn view(&self) -> Arc<PublicView> {
        self.published(&self.slug()).unwrap()
    }

    /// The desk on duty when the demo's clock starts.
    pub async fn desk(&self) -> Actor {
        self.user("5769@demo.example").await.actor()
    }

    pub async fn user(&self, address: &str) -> User {
        let email = address.parse().unwrap();
        let found = self
            .cx
            .store
            .read(move |db| accounts::by_email(db, &email))
            .await
            .unwrap();
        found.unwrap()
    }

    /// The secret of a new link that signs in whoever has the address.
    pub async fn link(&self, address: &str) -> String {
        let address = address.parse().unwrap();
        let link = session::make_link(&self.cx, &self.administrator, address)
            .await
            .unwrap();
        link.rsplit('/').next().unwrap().to_owned()
    }

    /// Somebody who takes duties but has none.
    pub fn stranger(&self) -> Actor {
        Actor {
            user: UserId(uuid::Uuid::from_u128(404)),
            name: "Ktoś".to_owned(),
            access: Access::of_roles(&[(self.unit, Role::Staff)].into()),
            staff: None,
        }
    }

    /// The coordinator of another office, which has nothing yet.
    pub async fn outsider(&self) -> Actor {
        let names = [(Locale::Pl, "Wydział Kultury".to_owned())].into();
        let other = unit::add(&self.cx, &self.administrator, "kultura".parse().unwrap(), names).await;
        Actor {
            access: Access::of_roles(&[(other.unwrap().id, Role::Coordinator)].into()),
            ..self.coordinator.clone()
        }
    }
}

/// A role in the office.
pub fn post(role: Role) -> Post {
    Post::Role(role, Some(UNIT.parse().unwrap()))
}

/// A token with this role in the office.
pub fn token_of(name: &str, role: Role) -> NewToken {
    NewToken {
        of: Holder::Program(name.to_owned()),
        grant: NewGrant::Post(post(role)),
        days: None,
    }
}

/// Somebody with this role in the office.
pub fn user_of(email: &str, role: Role) -> NewUser {
    NewUser {
        name: email.to_owned(),
        email: email.to_owned(),
        post: post(role),
        locale: Locale::Pl,
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Adds somebody under an id of their own.
pub async fn add_staff(
    cx: &Context,
    actor: &Actor,
    input: StaffInput,
    unit: Option<Slug>,
) -> Result<StaffId, ActionError> {
    let id = cx.random.id(cx.now());
    staff::add(cx, actor, id, input, unit).await.map(|()| id)
}

/// Adds a duty under an id of its own.
pub async fn add_slot(cx: &Context, actor: &Actor, slug: Slug, like: SlotInput) -> Result<SlotId, ActionError> {
    let id = cx.random.id(cx.now());
    let added = roster::add_slot(cx, actor, slug, SlotInput { id, ..like }, ExpectedVersion::Any);
    added.await.map(|()| id)
}

/// A duty as it stands, to be saved with something changed.
pub fn input(slot: &Slot) -> SlotInput {
    SlotInput {
        id: slot.id,
        date: slot.date,
        hours: slot.hours,
        extensions: slot
            .extensions
            .iter()
            .map(|line| (line.phone.clone(), line.display.clone()))
            .collect(),
        languages: slot.languages.clone(),
        mode: slot.mode,
        staff: slot.staff,
        source: None,
    }
}
