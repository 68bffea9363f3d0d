//! The page that signing in leads back to.

use crate::domain::language::Locale;
use crate::http::locale;

/// The sign-in page, which afterwards leads to `next`.
pub fn sign_in_address(locale: Locale, next: Option<&str>) -> String {
    let page = format!("/{locale}/sign-in");
    match next {
        Some(next) => {
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("{page}?next={next}")
        }
        None => page,
    }
}

/// `next`, if it may be followed: a path of this server and nothing else.
pub fn safe_next(next: Option<&str>) -> Option<&str> {
    next.filter(|path| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains('\\')
            // What an address may have as it is (RFC 3986, §2); anything else is no header either.
            && path.bytes().all(|byte| byte.is_ascii_graphic())
            && path.len() < 2000
            && locale::of_path(path).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_server_are_followed() {
        for path in ["/pl/desk", "/uk/manage/c/otwarty-krakow?tab=1", "/en/consultations"] {
            assert_eq!(safe_next(Some(path)), Some(path));
        }
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "pl/desk",
            "/pl\\..\\",
            "/pl/\u{1}",
            "/pl/a b",
            "/pl/ł",
            "/pl/\r\nset-cookie: a=b",
            "/static/x",
            "",
        ] {
            assert_eq!(safe_next(Some(path)), None, "{path}");
        }
        assert_eq!(safe_next(None), None);
    }
}
