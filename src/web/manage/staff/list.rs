//! Everybody who takes duties.

use askama::Template;

use crate::actions::{staff, unit};
use crate::domain::access::Right;
use crate::domain::extension::Extension;
use crate::domain::ids::UnitId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::staff::StaffMember;
use crate::domain::unit::Unit;
use crate::i18n::{languages, sentences};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::web::sample;

#[derive(Template)]
#[template(path = "manage/staff/list.html")]
pub struct StaffListPage {
    page: Layout,
    rows: Vec<StaffRow>,
}

struct StaffRow {
    /// `None` for somebody lent by another office, whose page is there.
    href: Option<String>,
    name: String,
    /// Of which office, where the list has those of several.
    unit: Option<String>,
    extension: String,
    languages: String,
    reachable: bool,
    absences: String,
}

impl StaffListPage {
    fn new(page: Layout, staff: &[StaffMember], extensions: &[Extension], units: &[Unit]) -> Self {
        let several = staff
            .iter()
            .any(|member| Some(member.unit) != staff.first().map(|first| first.unit));
        let unit = |id: UnitId| units.iter().find(|unit| several && unit.id == id);
        let rows = staff.iter().map(|member| StaffRow {
            unit: unit(member.unit).map(|unit| unit.name(page.locale()).text.to_owned()),
            ..StaffRow::new(member, extensions, &page)
        });
        Self {
            rows: rows.collect(),
            page,
        }
    }
}

impl StaffRow {
    fn new(member: &StaffMember, extensions: &[Extension], page: &Layout) -> Self {
        let locale = page.locale();
        let absences = member.absences.iter();
        let absences: Vec<String> = absences.map(|one| sentences::absence(one, locale)).collect();
        Self {
            href: page
                .can_in(Right::SeeRoster, member.unit)
                .then(|| format!("/{locale}/manage/staff/{}", member.id)),
            name: member.name.clone(),
            unit: None,
            extension: extension_of(member, extensions),
            languages: languages::names(&member.languages, locale).unwrap_or_default(),
            reachable: member.email.is_some(),
            absences: absences.join(", "),
        }
    }
}

/// The extension on somebody's desk, as the office prints it.
pub fn extension_of(member: &StaffMember, extensions: &[Extension]) -> String {
    let own = extensions
        .iter()
        .find(|extension| Some(extension.id) == member.extension);
    own.map(|extension| extension.display.clone()).unwrap_or_default()
}

pub async fn show(visit: Visit) -> Answer {
    let staff = staff::list(visit.cx(), &visit.actor).await?;
    let extensions = staff::extensions(visit.cx(), &visit.actor).await?;
    let units = unit::list(visit.cx(), &visit.actor).await?;
    html(&StaffListPage::new(visit.layout(), &staff, &extensions, &units))
}

impl Page for StaffListPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |staff: Vec<StaffMember>, done: Option<&str>| {
            let layout = sample::coordinator(locale, "/manage/staff").done(done);
            Self::new(layout, &staff, &sample::lines(), &sample::units())
        };
        let mut lent = sample::staff();
        lent[0].unit = sample::units()[1].id;
        vec![
            ("staff", draw(sample::staff(), Some("staff-saved"))),
            ("staff-lent", draw(lent, None)),
            ("staff-empty", draw(Vec::new(), None)),
            ("staff-long", draw(sample::long_staff(), Some("invited"))),
        ]
    }
}
