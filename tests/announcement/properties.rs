//! What holds for any input: no panic, and no slot with digits that are not in the text.

use chrono::NaiveDate;
use dutyline::announcement::{Input, QUESTIONS, Reading, WARNINGS, read};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 5, 20).unwrap()
}

/// Pieces announcements are made of, right and wrong, to be strung together at random.
const PIECES: &[&str] = &[
    "Konsultacje od 3 czerwca do 28 czerwca 2024 r.\n",
    "Dyżury telefoniczne ",
    "Dyżury telefoniczne w dniach:\n",
    "13 czerwca",
    "14 czerwca (piątek)",
    "17.06.2024 r.",
    "18.06",
    "31 czerwca",
    "7-11 czerwca",
    "od 2 do 23 października",
    "we wtorki",
    "od poniedziałku do piątku",
    "codziennie",
    "co drugą środę",
    "15.00-18.00",
    "w godz. 9-16",
    "od 14 do 16",
    "10am - 12 noon",
    "700—2100",
    "25.00-27.00",
    "o godz. 17:30",
    "12 616 5769",
    "(12) 421-41-66",
    "+38 (095) 08-22-680",
    "12 616 57691",
    "wew. 7821",
    "7821",
    "78 21",
    "fax 12 616 00 00",
    "ul. Zgody 2",
    "30-703",
    "pok. 12",
    "\t",
    "\t",
    "\n",
    "\n",
    " ",
    ", ",
    "; ",
    " i ",
    " oraz ",
    "lub ",
    "(j. polski)",
    "po ukraińsku",
    "Spotkanie ",
    "Kontakt: ",
    "1. ",
    "• ",
    "|",
    "**",
    "99999999999999999999",
    "Phone service hours ",
    "13 June 2024",
    "every Tuesday ",
    "Телефонне чергування ",
    "13 червня",
    "щовівторка ",
    "з 10:00 до 12:00",
    "br.",
    "z wyjątkiem ",
    "---\n",
    "12",
    "3",
    "0",
    "\u{a0}",
    "⁰⁰",
    "01.2024",
    "XII",
    "2024-06-13",
    "06/13/2024",
];

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn announcement() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn holds(reading: &Reading, text: &str) -> Result<(), TestCaseError> {
    let all = digits(text);
    let lines: Vec<&str> = text.split('\n').collect();
    for slot in &reading.slots {
        prop_assert!(slot.date.is_some() && slot.start.is_some() && slot.end.is_some() && !slot.phones.is_empty());
        // The line is the one it says, and names the day, a weekday or a range that gives it.
        let index = usize::try_from(slot.line).unwrap() - 1;
        prop_assert!(index < lines.len());
        for phone in &slot.phones {
            let national = phone.polish_digits().unwrap_or(phone.e164().trim_start_matches('+'));
            // Every digit of a number stands in the text, its last ones together.
            prop_assert!(all.contains(&national[national.len() - 3..]), "{phone} not in {text:?}");
            prop_assert!(
                all.contains(national) || national.chars().all(|digit| all.contains(digit)),
                "{phone} not in {text:?}"
            );
        }
    }
    for slot in reading.slots.iter().chain(&reading.proposals) {
        for time in [slot.start, slot.end].into_iter().flatten() {
            use chrono::Timelike;
            let hour = time.hour().to_string();
            let half = (if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 }).to_string();
            prop_assert!(
                all.contains(&hour) || all.contains(&half) || all.contains("24"),
                "{time} not in {text:?}"
            );
            prop_assert!(
                time.minute() == 0 || text.contains(&format!("{:02}", time.minute())),
                "{time} not in {text:?}"
            );
        }
    }
    prop_assert!(reading.questions.iter().all(|note| QUESTIONS.contains(&note.code)));
    prop_assert!(reading.warnings.iter().all(|note| WARNINGS.contains(&note.code)));
    // A proposal without a question would be a secret.
    prop_assert!(reading.proposals.is_empty() || !reading.questions.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strung_together_it_neither_panics_nor_invents(text in announcement()) {
        if let Ok(reading) = read(Input::text(&text), today()) {
            holds(&reading, &text)?;
        }
    }

    /// One row with a day, hours and a number of its own gives exactly that, whatever the notation.
    #[test]
    fn a_row_gives_its_own_digits(
        day in 1..=30_u32, start in 6..20_u32, length in 1..4_u32, number in 120_000_000_u32..999_999_999,
        date_style in 0..6_usize, hours_style in 0..6_usize, phone_style in 0..5_usize, order in 0..4_usize,
    ) {
        let date = NaiveDate::from_ymd_opt(2024, 6, day).unwrap();
        let end = start + length;
        let weekday = ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"][chrono::Datelike::weekday(&date).num_days_from_monday() as usize];
        let days = [format!("{day} czerwca ({weekday})"), format!("{day:02}.06.2024 r."), format!("2024-06-{day:02}"), format!("{weekday}, {day} czerwca 2024"), format!("{day} June 2024"), format!("{day} червня 2024 р.")];
        let hours = [format!("{start}.00-{end}.00"), format!("{start}:00 – {end}:00"), format!("od {start} do {end}"), format!("w godz. {start}-{end}"), format!("godz.{start}:00 – {end}:00"), format!("з {start:02}:00 до {end:02}:00")];
        let n = number.to_string();
        let phones = [format!("{} {} {}", &n[..2], &n[2..5], &n[5..]), format!("({}) {}-{}-{}", &n[..2], &n[2..5], &n[5..7], &n[7..]), format!("{} {}-{}", &n[..3], &n[3..6], &n[6..]), n.clone(), format!("+48 {} {} {} {}", &n[..2], &n[2..5], &n[5..7], &n[7..])];
        let (d, h, p) = (&days[date_style], &hours[hours_style], &phones[phone_style]);
        let row = match order {
            0 => format!("{d}\t{h}\t{p}"),
            1 => format!("{d} {h} tel. {p}"),
            2 => format!("{p}\t{d}\t{h}"),
            _ => format!("- {d}, {h}, tel. {p}"),
        };
        let text = format!("Konsultacje od 1 czerwca 2024 r. do 30 czerwca 2024 r.\nDyżury telefoniczne:\n{row}\n");
        let reading = read(Input::text(&text), today()).unwrap();
        let told: Vec<String> = reading.slots.iter().map(super::support::told).collect();
        prop_assert_eq!(told, [format!("2024-06-{day:02} {start:02}:00-{end:02}:00 {n}")], "{}\n{:?}", text, reading);
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in prop::sample::select(vec!["txt", "html", "csv", "docx", "xlsx"])) {
        let _ = read(Input { bytes: &bytes, file_name: Some(&format!("x.{ending}")), media_type: None }, today());
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,300}", ending in prop::sample::select(vec!["txt", "html", "csv"])) {
        let _ = read(Input { bytes: text.as_bytes(), file_name: Some(&format!("x.{ending}")), media_type: None }, today());
    }

    #[test]
    fn damaged_documents_are_answered(at in 0..2000_usize, byte in any::<u8>(), sheet in any::<bool>()) {
        let mut bytes = if sheet { super::containers::xlsx_table() } else { super::containers::docx_table() };
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read(Input { bytes: &bytes, file_name: None, media_type: None }, today());
    }
}

#[test]
fn long_input_takes_time_in_proportion() {
    // Lines and shapes that would show quadratic work; a hundred kilobytes of each are read at once.
    for piece in [
        "1, 2, 3, 4, ",
        "13 czerwca 15-18 ",
        "(((((",
        "12 616 57 69 ",
        "dyżur telefoniczny 13 czerwca ",
        "Dyżur\n",
        "<div>",
        "15.00-18.00\n",
        "12 616 57 69\n",
        "13 czerwca\n",
        "\t",
        "od od od ",
        "spotkanie 3.05.2024; ",
    ] {
        let text = format!("Dyżury telefoniczne\n{}", piece.repeat(100_000 / piece.len()));
        let started = std::time::Instant::now();
        let _ = read(Input::text(&text), today());
        assert!(
            started.elapsed() < std::time::Duration::from_secs(10),
            "{piece:?} took {:?}",
            started.elapsed()
        );
    }
}
