//! For any input: no panic, and no day, hours or telephone that is not printed.

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use dutyline::announcement::{Input, QUESTIONS, Reading, WARNINGS, read};
use dutyline::domain::extension::Phone;
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

/// Lines that begin with one that keeps the text from being taken for separated fields.
fn announcement() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40)
        .prop_map(|pieces| format!("Ogłoszenie\n{}", pieces.concat()))
}

/// Runs of digits, each as printed.
fn numbers(line: &str) -> Vec<&str> {
    line.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect()
}

/// Whether the line has these digits in a row, as a telephone number is printed.
fn has_digits(line: &str, digits: &str) -> bool {
    let between = |c: char| matches!(c, ' ' | '\u{a0}' | '(' | ')' | '-' | '.' | '/' | '+');
    let together: String = line.chars().filter(|c| !between(*c)).collect();
    numbers(&together).iter().any(|run| run.contains(digits))
}

/// Whether the line names the day: by its number, by its weekday, or by a range around it.
fn names_day(line: &str, date: NaiveDate) -> bool {
    let days: Vec<u32> = numbers(line).iter().filter_map(|run| run.parse().ok()).collect();
    let weekdays: &[(&str, &[Weekday])] = &[
        ("(piątek)", &[Fri]),
        ("we wtorki", &[Tue]),
        ("Tuesday", &[Tue]),
        ("щовівторка", &[Tue]),
        ("co drugą środę", &[Wed]),
        ("od poniedziałku do piątku", &[Mon, Tue, Wed, Thu, Fri]),
        ("codziennie", &[Mon, Tue, Wed, Thu, Fri, Sat, Sun]),
    ];
    let range = |pair: &[u32]| pair[0] > 0 && (pair[0]..=pair[1]).contains(&date.day());
    let ranges = ["-", " do "].iter().any(|mark| line.contains(mark)) && days.windows(2).any(range);
    days.contains(&date.day())
        || weekdays
            .iter()
            .any(|(words, days)| line.contains(words) && days.contains(&date.weekday()))
        || ranges
}

/// Whether the line has the time: `15.00`, `15`, `10am`, `700`, `24`.
fn has_time(line: &str, time: NaiveTime) -> bool {
    let (hour, minute) = (time.hour(), time.minute());
    let mut hours = vec![hour];
    if hour == 0 {
        hours.push(24);
    }
    if line.contains("am") || line.contains("noon") {
        hours.push(time.hour12().1);
    }
    let runs = numbers(line);
    let alone = |value: u32| runs.iter().any(|run| run.len() <= 2 && run.parse() == Ok(value));
    // `700`, and `17:3013 czerwca`, where the day follows at once.
    let lost = |hour: u32| {
        runs.iter()
            .any(|run| (3..=4).contains(&run.len()) && run.parse() == Ok(hour * 100 + minute))
    };
    let minutes = format!("{minute:02}");
    let glued = runs.iter().any(|run| run.len() > 2 && run.starts_with(&minutes));
    hours
        .iter()
        .any(|hour| alone(*hour) && (minute == 0 || alone(minute) || glued) || lost(*hour))
}

/// Whether the telephone is printed in one line, or its end is and the rest of it is that of another.
fn has_phone(lines: &[&str], phone: &Phone) -> bool {
    let digits = phone.polish_digits().unwrap_or(phone.e164().trim_start_matches('+'));
    let printed = |digits: &str| lines.iter().any(|line| has_digits(line, digits));
    printed(digits)
        || (2..=5).any(|length| {
            let (stem, tail) = digits.split_at(digits.len() - length);
            printed(stem) && printed(tail)
        })
}

/// Every value of a slot or proposal is printed: the day in its own line, the hours in one line, the telephones.
fn check(reading: &Reading, text: &str) -> Result<(), TestCaseError> {
    let text = text.replace("⁰⁰", ":00:");
    let lines: Vec<&str> = text.split('\n').collect();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for slot in &reading.slots {
        prop_assert!(slot.date.is_some() && slot.start.is_some() && slot.end.is_some() && !slot.phones.is_empty());
    }
    for slot in reading.slots.iter().chain(&reading.proposals) {
        let own = lines[usize::try_from(slot.line).unwrap() - 1];
        prop_assert_eq!(
            letters(own),
            letters(&slot.text.replace('⁰', "0")),
            "line {} of {:?}",
            slot.line,
            text
        );
        // Without a year a range may be proposed from one year to another.
        let asked = |code: &str| {
            reading
                .questions
                .iter()
                .any(|note| note.line == slot.line && note.code == code)
        };
        if let Some(date) = slot.date.filter(|_| !asked("year_missing")) {
            prop_assert!(names_day(own, date), "{date} not in {own:?}");
        }
        let times: Vec<NaiveTime> = [slot.start, slot.end].into_iter().flatten().collect();
        prop_assert!(
            lines.iter().any(|line| times.iter().all(|time| has_time(line, *time))),
            "{times:?} not in one line of {text:?}"
        );
        for phone in &slot.phones {
            prop_assert!(has_phone(&lines, phone), "{phone} not in {text:?}");
        }
    }
    prop_assert!(reading.questions.iter().all(|note| QUESTIONS.contains(&note.code)));
    prop_assert!(reading.warnings.iter().all(|note| WARNINGS.contains(&note.code)));
    // A proposal without a question would be a secret.
    for proposal in &reading.proposals {
        let asked = reading.questions.iter().any(|note| note.line == proposal.line);
        prop_assert!(asked, "nothing is asked about line {} of {text:?}", proposal.line);
    }
    Ok(())
}

/// A row of a table, and the slot it gives as `told` tells it.
type Row = (String, String);

prop_compose! {
    fn row()(
        day in 1..=30_u32, start in 6..20_u32, length in 1..4_u32, number in 120_000_000_u32..999_999_999,
        date_style in 0..6_usize, hours_style in 0..6_usize, phone_style in 0..5_usize, order in 0..4_usize,
    ) -> Row {
        let date = NaiveDate::from_ymd_opt(2024, 6, day).unwrap();
        let end = start + length;
        let weekday = ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"][date.weekday().num_days_from_monday() as usize];
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
        (row, format!("2024-06-{day:02} {start:02}:00-{end:02}:00 {n}"))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strung_together_it_neither_panics_nor_invents(text in announcement()) {
        if let Ok(reading) = read(Input::text(&text), today(), &|| false) {
            check(&reading, &text)?;
        }
    }

    /// Rows with a day, hours and a number of their own give exactly that, whatever the notations, each from its own line.
    #[test]
    fn a_row_gives_its_own_digits(rows in prop::collection::vec(row(), 1..5)) {
        let text: String = rows.iter().map(|(row, _)| format!("{row}\n")).collect();
        let text = format!("Konsultacje od 1 czerwca 2024 r. do 30 czerwca 2024 r.\nDyżury telefoniczne:\n{text}");
        let reading = read(Input::text(&text), today(), &|| false).unwrap();
        let told: Vec<(u32, String)> = reading.slots.iter().map(|slot| (slot.line, super::support::told(slot))).collect();
        let wanted: Vec<(u32, String)> = (3..).zip(rows.into_iter().map(|(_, slot)| slot)).collect();
        prop_assert_eq!(told, wanted, "{}\n{:?}", text, reading);
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in prop::sample::select(vec!["txt", "html", "csv", "docx", "xlsx"])) {
        let _ = read(Input { bytes: &bytes, file_name: Some(&format!("x.{ending}")), media_type: None }, today(), &|| false);
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,300}", ending in prop::sample::select(vec!["txt", "html", "csv"])) {
        let _ = read(Input { bytes: text.as_bytes(), file_name: Some(&format!("x.{ending}")), media_type: None }, today(), &|| false);
    }

    #[test]
    fn damaged_documents_are_answered(at in 0..2000_usize, byte in any::<u8>(), sheet in any::<bool>()) {
        let mut bytes = if sheet { super::container::xlsx_table() } else { super::container::docx_table() };
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read(Input { bytes: &bytes, file_name: None, media_type: None }, today(), &|| false);
    }
}
