//! Where an announcement is pasted or uploaded.

use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

use crate::actions::{ActionError, allow, announcement, unit};
use crate::domain::access::Right;
use crate::http::upload::Upload;
use crate::web::manage::announcement::form::ImportForm;
use crate::web::manage::announcement::preview::PreviewPage;
use crate::web::page::answer::{Answer, Page, answer, html, html_aside};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::sample};

pub fn routes() -> Vec<PageRoute> {
    let import = page("/manage/import").get(show).post(preview);
    vec![import.draws::<PastePage>()]
}

#[derive(Template)]
#[template(path = "manage/announcement/paste.html")]
struct PastePage {
    page: Layout,
    text: String,
}

async fn show(visit: Visit) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    let (page, text) = (visit.layout(), String::new());
    html(&PastePage { page, text })
}

/// The field beside the file.
#[derive(Default, Deserialize)]
#[serde(default)]
struct PasteForm {
    text: String,
}

/// Reads, keeps nothing, shows what was read. A file counts before pasted text.
async fn preview(Editor(visit, upload): Editor<Upload<PasteForm>>) -> Answer {
    let text = upload.fields.text;
    let (bytes, name, media_type, field) = match upload.file {
        Some(file) => (file.bytes.to_vec(), file.name, file.media_type, "file"),
        None => (text.clone().into_bytes(), None, None, "text"),
    };
    let read = async {
        let reading = announcement::read(visit.cx(), &visit.actor, bytes, name, media_type).await?;
        let mut form = ImportForm::of(&reading);
        form.expect(announcement::expected(visit.cx(), &visit.actor, form.address()).await?);
        Ok((form, unit::editable(visit.cx(), &visit.actor).await?))
    };
    let error = match read.await {
        Ok((form, units)) => {
            let page = PreviewPage::new(visit.layout(), form, &units);
            return html_aside(StatusCode::OK, page).await;
        }
        Err(error) => error,
    };
    answer(visit.t(), Err(error), async |refusal| {
        if let ActionError::Announcement(error) = &refusal.error {
            let key = error.code().replace('_', "-");
            refusal.say_at(field, visit.t().say(&format!("manage-import-{key}")));
        }
        let page = visit.layout();
        Ok(PastePage { page, text })
    })
    .await
}

impl Page for PastePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |text: &str, fault: Option<(&str, &str)>| {
            let mut page = sample::coordinator(locale, "/manage/import");
            if let Some((field, key)) = fault {
                page.errors.add(field, page.say(key));
            }
            let text = text.to_owned();
            Self { page, text }
        };
        let poem = Some(("text", "manage-import-not-an-announcement"));
        let large = Some(("file", "manage-import-too-large"));
        vec![
            ("import", draw("", None)),
            ("import-again", draw(sample::LONG_TITLE, poem)),
            ("import-file-again", draw("", large)),
        ]
    }
}
