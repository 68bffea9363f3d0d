//! A roster as files: the draft, and what is published.

use crate::actions::sheet::{self, FileKind, Which};
use crate::domain::slug::Slug;
use crate::export::roster::Edition;
use crate::web::page::answer::Answer;
use crate::web::page::download::{CSV, JSON, XLSX, download};
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/draft.xlsx").get(draft_xlsx),
        page("/manage/c/{slug}/draft.csv").get(draft_csv),
        page("/manage/c/{slug}/draft.json").get(draft_json),
        page("/manage/c/{slug}/published.csv").get(published_csv),
        page("/manage/c/{slug}/published.json").get(published_json),
    ]
}

async fn draft_xlsx(visit: Visit<Slug>) -> Answer {
    file(visit, Which::Draft, FileKind::Xlsx).await
}

async fn draft_csv(visit: Visit<Slug>) -> Answer {
    file(visit, Which::Draft, FileKind::Csv).await
}

async fn draft_json(visit: Visit<Slug>) -> Answer {
    file(visit, Which::Draft, FileKind::Json).await
}

async fn published_csv(visit: Visit<Slug>) -> Answer {
    file(visit, Which::Published, FileKind::Csv).await
}

async fn published_json(visit: Visit<Slug>) -> Answer {
    file(visit, Which::Published, FileKind::Json).await
}

async fn file(visit: Visit<Slug>, which: Which, kind: FileKind) -> Answer {
    let (t, slug) = (visit.t(), visit.named.clone());
    let file = sheet::export(visit.cx(), &visit.actor, slug.clone(), which, kind, visit.locale).await?;
    let media_type = match kind {
        FileKind::Xlsx => XLSX,
        FileKind::Csv => CSV,
        FileKind::Json => JSON,
    };
    let (key, plain, number) = match file.edition {
        Edition::Draft(version) => ("manage-file-draft", "draft", version),
        Edition::Revision(number) => ("manage-file-revision", "revision", number),
    };
    let title = file.consultation.texts.title(visit.locale).text;
    let name = t.say_with(key, &[("title", title.into()), ("number", number.into())]);
    let plain = format!("{slug}-{plain}-{number}");
    Ok(download(media_type, &plain, &name, kind.ending(), file.bytes))
}
