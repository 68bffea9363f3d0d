use dutyline::domain::extension::{Phone, PhoneError};

#[test]
fn a_number_is_read_as_people_write_it() {
    for (text, e164) in [
        ("12 616 5769", "+48126165769"),
        ("(12) 616-57-69", "+48126165769"),
        ("012 616 57 69", "+48126165769"),
        ("48 12 616 57 69", "+48126165769"),
        ("0048 12 616 57 69", "+48126165769"),
        (" +48 12\u{a0}616\u{202f}57\u{2011}69 ", "+48126165769"),
        ("(+48) 12/616.57.69", "+48126165769"),
        ("+380 44 123 45 67", "+380441234567"),
        ("+1234567", "+1234567"),
        ("+123456789012345", "+123456789012345"),
    ] {
        assert_eq!(text.parse::<Phone>().as_ref().map(Phone::e164), Ok(e164), "{text}");
    }
}

#[test]
fn what_is_no_number_says_why() {
    for (text, why) in [
        ("12 616 x", PhoneError::Character('x')),
        ("12 616 +5769", PhoneError::Character('+')),
        ("++48 12 616 57 69", PhoneError::Character('+')),
        ("", PhoneError::Length(0)),
        ("5769", PhoneError::Length(4)),
        ("012 616 576", PhoneError::Length(9)),
        ("+48 12 616 57 6", PhoneError::Length(10)),
        ("+123456", PhoneError::Length(6)),
        ("+1234567890123456", PhoneError::Length(16)),
        ("+0126165769", PhoneError::Length(10)),
        ("+0048126165769", PhoneError::Length(13)),
    ] {
        assert_eq!(text.parse::<Phone>(), Err(why), "{text}");
    }
}

#[test]
fn a_polish_number_is_grouped_for_reading() {
    let grouped = |text: &str| text.parse::<Phone>().unwrap().grouped();
    assert_eq!(grouped("126165769"), "12 616 5769");
    assert_eq!(grouped("+380441234567"), "+380441234567");
}

#[test]
fn an_office_calls_a_number_by_its_last_four_digits() {
    assert_eq!("12 616 5769".parse::<Phone>().unwrap().last_four(), "5769");
}
