//! `dutyline coverage`: is every consultation day covered?

use std::fmt::Write as _;

use crate::actions::roster::{CheckedDraft, checked};
use crate::actions::{ActionError, account};
use crate::api::coverage::CoverageJson;
use crate::commands::failure::Failure;
use crate::commands::shared::{context, print};
use crate::config::{BaseUrl, CoverageOptions, OutputFormat, Secret};
use crate::domain::coverage::DayCoverage;
use crate::domain::language::Locale;
use crate::i18n::{Texts, dates, sentences};

/// Shows the report of a consultation's draft.
///
/// # Errors
/// [`Failure`] with code 2 when there is no such consultation.
pub async fn run(database: &Secret, options: CoverageOptions) -> Result<(), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    let slug = options.consultation.clone();
    let (checked, _) = checked(&cx, &actor, options.consultation)
        .await
        .map_err(|error| match error {
            ActionError::NotFound(_) => Failure::unusable(format!("There is no consultation {slug}.")),
            other => other.into(),
        })?;
    let shown = match options.format {
        OutputFormat::Table => table(&checked, options.language),
        OutputFormat::Json => {
            let report = CoverageJson::of(&checked.consultation, &checked.report, options.language);
            serde_json::to_string_pretty(&report)
                .map_err(|error| Failure::failed(format!("The report cannot be written: {error}.")))?
        }
    };
    print(shown.trim_end())
}

/// The days in numbers, one line a day, then the findings.
fn table(checked: &CheckedDraft, locale: Locale) -> String {
    let t = Texts::new(locale);
    let mut out = String::new();
    let _ = writeln!(out, "{}", checked.consultation.texts.title(locale).text);
    let _ = writeln!(out, "{}", sentences::covered(&checked.report, locale));
    for day in &checked.report.days {
        let _ = writeln!(
            out,
            "{:<30} {}",
            dates::weekday_day(day.day.date, locale),
            verdict(day, locale)
        );
    }
    if checked.report.findings.is_empty() {
        let _ = writeln!(out, "\n{}", t.say("coverage-no-findings"));
    }
    for finding in &checked.report.findings {
        let severity = sentences::severity(finding.severity, locale);
        let _ = writeln!(out, "\n{severity}: {}", sentences::finding_sentence(finding, locale));
    }
    out
}

fn verdict(day: &DayCoverage, locale: Locale) -> String {
    let verdict = sentences::verdict(day, locale);
    if day.gaps.is_empty() {
        return format!("{verdict} · {}", sentences::requirement(&day.day.requirement, locale));
    }
    let gaps: Vec<String> = day.gaps.iter().map(|gap| dates::hours(*gap, locale)).collect();
    format!(
        "{verdict} · {} · {}",
        gaps.join(", "),
        dates::length(day.uncovered_minutes, locale)
    )
}
