//! The stylesheet and the few scripts, inside the binary, served under names that change with their contents.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::digest::sha256;
use crate::http::cache::{Contents, Prepared};
use crate::http::errors::HttpError;
use crate::http::state::AppState;

struct Asset {
    stem: &'static str,
    extension: &'static str,
    media_type: &'static str,
    contents: &'static str,
}

macro_rules! asset {
    ($stem:literal, $extension:literal, $media_type:literal) => {
        Asset {
            stem: $stem,
            extension: $extension,
            media_type: $media_type,
            contents: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/templates/static/",
                $stem,
                ".",
                $extension
            )),
        }
    };
}

static ASSETS: &[Asset] = &[
    asset!("app", "css", "text/css; charset=utf-8"),
    asset!("desk", "js", "text/javascript; charset=utf-8"),
    asset!("grid", "js", "text/javascript; charset=utf-8"),
    asset!("residents", "js", "text/javascript; charset=utf-8"),
    asset!("icon", "svg", "image/svg+xml; charset=utf-8"),
];

/// File name with hash, `app.3f2a….css`, and the asset.
static NAMED: LazyLock<Vec<(String, &'static Asset)>> = LazyLock::new(|| {
    ASSETS
        .iter()
        .map(|asset| {
            let hash: String = sha256(asset.contents).chars().take(12).collect();
            (format!("{}.{hash}.{}", asset.stem, asset.extension), asset)
        })
        .collect()
});

/// The answer with each asset, by its file name.
static PREPARED: LazyLock<HashMap<&str, Prepared>> = LazyLock::new(|| {
    let prepared = NAMED.iter().filter_map(|(name, asset)| {
        let contents = Contents {
            media_type: asset.media_type,
            body: asset.contents.into(),
            for_all_sites: false,
            until: None,
        };
        Some((name.as_str(), Prepared::new(contents).ok()?))
    });
    prepared.collect()
});

fn path(file: &str) -> String {
    NAMED
        .iter()
        .find(|(_, asset)| {
            file.strip_prefix(asset.stem).and_then(|rest| rest.strip_prefix('.')) == Some(asset.extension)
        })
        .map(|(name, _)| format!("/static/{name}"))
        .unwrap_or_default()
}

pub fn stylesheet() -> String {
    path("app.css")
}

pub fn desk_script() -> String {
    path("desk.js")
}

pub fn grid_script() -> String {
    path("grid.js")
}

pub fn residents_script() -> String {
    path("residents.js")
}

pub fn icon() -> String {
    path("icon.svg")
}

/// File names and contents, for previews.
#[cfg(test)]
pub(crate) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMED.iter().map(|(name, asset)| (name.as_str(), asset.contents))
}

/// `GET /static/{file}`: cached for a year, since other contents have another name.
pub async fn serve(
    request: HttpRequest,
    file: web::Path<String>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let prepared = PREPARED.get(file.as_str()).ok_or(HttpError::NotFound("page"))?;
    let mut answer = prepared.answer(request.headers(), state.cx.now());
    let for_a_year = HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.headers_mut().insert(CACHE_CONTROL, for_a_year);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_has_an_address_with_its_hash() {
        for address in [stylesheet(), desk_script(), grid_script(), residents_script(), icon()] {
            let parts: Vec<&str> = address.split('.').collect();
            assert_eq!(parts.len(), 3, "{address}");
            assert_eq!(parts[1].len(), 12, "{address}");
        }
    }
}
