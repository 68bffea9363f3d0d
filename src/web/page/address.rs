//! Addresses with a query.

/// A path with these names and values; empty ones are left out.
pub fn with_query(path: &str, values: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(values.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_what_is_there_and_nothing_that_breaks_it() {
        assert_eq!(with_query("/desk", &[]), "/desk");
        assert_eq!(with_query("/desk", &[("id", "")]), "/desk");
        let values = [("next", "/pl/desk?a=1&b"), ("id", ""), ("start", "15:00")];
        assert_eq!(
            with_query("/sign-in", &values),
            "/sign-in?next=%2Fpl%2Fdesk%3Fa%3D1%26b&start=15%3A00"
        );
    }
}
