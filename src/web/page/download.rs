//! Files to be kept, with the names they are kept under.

use actix_web::HttpResponse;
use actix_web::http::header::{Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};

pub const CSV: &str = "text/csv; charset=utf-8; header=present";
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub const JSON: &str = "application/json";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file. `plain` is its name in ASCII, for who cannot read `name` (RFC 6266, §4.3); both come without the ending.
pub fn download(media_type: &str, plain: &str, name: &str, ending: &str, bytes: Vec<u8>) -> HttpResponse {
    let name = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: format!("{}.{ending}", for_file(name)).into_bytes(),
    };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(format!("{plain}.{ending}")),
            DispositionParam::FilenameExt(name),
        ],
    };
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(disposition)
        .body(bytes)
}

/// Without what some system forbids in names of files; not so long that the ending gets lost.
fn for_file(name: &str) -> String {
    let plain = name.chars().map(|c| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c if c.is_control() => ' ',
        c => c,
    });
    plain.take(100).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::CONTENT_DISPOSITION;

    use super::*;

    #[test]
    fn a_file_has_a_name_for_every_system() {
        let answer = download(JSON, "krakow-draft-7", "Kraków: „a/b”\r\nX", "json", Vec::new());
        let said = answer.headers().get(CONTENT_DISPOSITION).unwrap().to_str().unwrap();
        let names = [
            "attachment; filename=\"krakow-draft-7.json\"",
            "filename*=UTF-8''Krak%C3%B3w%2D%20%E2%80%9Ea%2Db%E2%80%9D%20%20X.json",
        ];
        assert_eq!(said, names.join("; "));
        assert_eq!(for_file(&"ż".repeat(300)).chars().count(), 100);
    }
}
