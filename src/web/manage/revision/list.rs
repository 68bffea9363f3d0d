//! All that was published: when, by whom, and how much each revision changed.

use askama::Template;

use crate::actions::revision::past::{self, History};
use crate::domain::revision::Difference;
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    domain::ids::UserId,
    domain::language::Locale,
    web::sample::{self, LONG_NAME},
};

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/c/{slug}/revisions").get(show).draws::<RevisionsPage>()]
}

#[derive(Template)]
#[template(path = "manage/revision/list.html")]
struct RevisionsPage {
    page: Layout,
    rows: Vec<RevisionRow>,
}

struct RevisionRow {
    number: i32,
    when: String,
    who: String,
    changes: Vec<String>,
    /// How many findings were accepted by name.
    accepted: usize,
}

impl RevisionsPage {
    fn new(page: Layout, published: &History) -> Self {
        let page = page.in_consultation(&published.consultation, "");
        let rows = published.revisions.iter().map(|(revision, difference)| RevisionRow {
            number: revision.number,
            when: dates::moment(local(revision.published_at, published.consultation.zone), page.locale()),
            who: published.names.get(&revision.published_by).cloned().unwrap_or_default(),
            changes: counts(difference, page.t),
            accepted: revision.accepted.len(),
        });
        Self {
            rows: rows.collect(),
            page,
        }
    }
}

/// `Dodano 3 dyżury`, `Zmiana osoby: 1 dyżur`.
fn counts(difference: &Difference, t: Texts) -> Vec<String> {
    let kinds = [
        ("manage-change-added", difference.added.len()),
        ("manage-change-removed", difference.removed.len()),
        ("manage-change-changed", difference.changed.len()),
        ("manage-change-reassigned", difference.reassigned.len()),
        ("manage-change-events", difference.events.len()),
        ("manage-change-days", difference.days.len()),
    ];
    let counted = kinds.into_iter().filter(|(_, count)| *count > 0);
    let period = difference.period.map(|_| t.say("manage-change-period"));
    counted.map(|(key, count)| t.say_n(key, count)).chain(period).collect()
}

async fn show(visit: Visit<Slug>) -> Answer {
    let published = past::history(visit.cx(), &visit.actor, visit.named.clone()).await?;
    html(&RevisionsPage::new(visit.layout(), &published))
}

impl Page for RevisionsPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |drafts: &[crate::actions::roster::CheckedDraft], name: &str| {
            let mut revisions = Vec::new();
            for (number, draft) in (1..).zip(drafts) {
                let preview = sample::preview(sample::covered(), Some(draft));
                let Some(mut revision) = preview.last else { continue };
                revision.number = number;
                revisions.insert(0, (revision, preview.difference));
            }
            let published = History {
                consultation: sample::covered().consultation,
                names: [(UserId(uuid::Uuid::nil()), name.to_owned())].into(),
                revisions,
            };
            Self::new(
                sample::coordinator(locale, "/manage/c/otwarty-krakow/revisions"),
                &published,
            )
        };
        vec![
            (
                "revisions",
                draw(&[sample::empty(), sample::troubled()], "Joanna Wiśniewska"),
            ),
            ("revisions-one", draw(&[sample::crowded()], LONG_NAME)),
            ("revisions-none", draw(&[], "")),
        ]
    }
}
