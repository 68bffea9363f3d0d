use dutyline::domain::language::Locale;

use crate::i18n::messages;

#[test]
fn words_are_calm() {
    for locale in Locale::ALL {
        for (key, source) in messages(locale) {
            assert!(!source.contains('!'), "{key} in {locale} cries out");
            assert!(!source.contains("..."), "{key} in {locale}: use …");
            assert!(!source.contains(['\'', 'ʼ']), "{key} in {locale}: use ’");
            // `2024 r.` and `2024 р.` end a sentence by themselves.
            assert!(
                locale == Locale::En || !source.contains("{ $period }."),
                "{key} in {locale}: two full stops"
            );
            assert!(
                !source.contains("  ") || source.contains('\n'),
                "{key} in {locale}: two spaces"
            );
        }
    }
}
