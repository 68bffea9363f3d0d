//! Notations in which a hasty reader would be certain of something wrong, or lose a line.

use super::support::{proposals, questions, reading, slots, warnings};

struct Case {
    name: &'static str,
    text: &'static str,
    slots: &'static [&'static str],
    proposals: &'static [&'static str],
    questions: &'static [&'static str],
    warnings: &'static [&'static str],
    /// Lines that are shown because they were not understood.
    unread: &'static [u32],
}

const fn sure(name: &'static str, text: &'static str, slots: &'static [&'static str]) -> Case {
    Case {
        slots,
        ..asked(name, text, &[], &[])
    }
}

const fn asked(
    name: &'static str,
    text: &'static str,
    proposals: &'static [&'static str],
    questions: &'static [&'static str],
) -> Case {
    Case {
        name,
        text,
        slots: &[],
        proposals,
        questions,
        warnings: &[],
        unread: &[],
    }
}

const CASES: &[Case] = &[
    sure(
        "weekdays left out of weekdays",
        "Konsultacje od 3 do 7 czerwca 2024 r. Dyżur telefoniczny codziennie od poniedziałku do piątku, oprócz środy, w godz. 15–18, tel. 12 616 57 69.",
        &[
            "2024-06-03 15:00-18:00 126165769",
            "2024-06-04 15:00-18:00 126165769",
            "2024-06-06 15:00-18:00 126165769",
            "2024-06-07 15:00-18:00 126165769",
        ],
    ),
    sure(
        "dates spread by spaces",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n05 . 06 . 2024, 8.00-15.00, tel. 12 616 57 69",
        &["2024-06-05 08:00-15:00 126165769"],
    ),
    sure(
        "weekdays left out, in English",
        "Consultation from 3 to 7 June 2024. Telephone duty on weekdays except Thursday, 3 pm to 6 pm, phone 12 616 57 69.",
        &[
            "2024-06-03 15:00-18:00 126165769",
            "2024-06-04 15:00-18:00 126165769",
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-07 15:00-18:00 126165769",
        ],
    ),
    sure(
        "every day but two weekdays",
        "Konsultacje od 3 do 10 czerwca 2024 r. Dyżur telefoniczny codziennie oprócz sobót i niedziel w godz. 15–18, tel. 12 616 57 69.",
        &[
            "2024-06-03 15:00-18:00 126165769",
            "2024-06-04 15:00-18:00 126165769",
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-06 15:00-18:00 126165769",
            "2024-06-07 15:00-18:00 126165769",
            "2024-06-10 15:00-18:00 126165769",
        ],
    ),
    sure(
        "every day but weekends",
        "Konsultacje od 3 do 10 czerwca 2024 r. Dyżur telefoniczny codziennie z wyjątkiem weekendów w godz. 15–18, tel. 12 616 57 69.",
        &[
            "2024-06-03 15:00-18:00 126165769",
            "2024-06-04 15:00-18:00 126165769",
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-06 15:00-18:00 126165769",
            "2024-06-07 15:00-18:00 126165769",
            "2024-06-10 15:00-18:00 126165769",
        ],
    ),
    Case {
        name: "every day but holidays",
        text: "Konsultacje od 27 maja do 7 czerwca 2024 r. Dyżur telefoniczny codziennie poza świętami w godz. 15–18, tel. 12 616 57 69.",
        slots: &[
            "2024-05-27 15:00-18:00 126165769",
            "2024-05-28 15:00-18:00 126165769",
            "2024-05-29 15:00-18:00 126165769",
            "2024-05-31 15:00-18:00 126165769",
            "2024-06-01 15:00-18:00 126165769",
            "2024-06-02 15:00-18:00 126165769",
            "2024-06-03 15:00-18:00 126165769",
            "2024-06-04 15:00-18:00 126165769",
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-06 15:00-18:00 126165769",
            "2024-06-07 15:00-18:00 126165769",
        ],
        proposals: &[],
        questions: &[],
        warnings: &["day_off"],
        unread: &[],
    },
    Case {
        name: "working days but holidays",
        text: "Consultation from 27 May to 31 May 2024. Telephone duty on working days except public holidays, 3 pm to 6 pm, phone 12 616 57 69.",
        slots: &[
            "2024-05-27 15:00-18:00 126165769",
            "2024-05-28 15:00-18:00 126165769",
            "2024-05-29 15:00-18:00 126165769",
            "2024-05-31 15:00-18:00 126165769",
        ],
        proposals: &[],
        questions: &[],
        warnings: &["day_off"],
        unread: &[],
    },
    sure(
        "minutes behind a caret",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15^00 - 18^00, tel. 12 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "raised minutes beside their hours",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15 00 - 18 00, tel. 12 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    asked(
        "extension behind a switchboard",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15-18, tel. 12 616 57 69 wew. 12",
        &["2024-06-13 15:00-18:00 126165769"],
        &["number_short"],
    ),
    asked(
        "numbers in a range",
        "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne 13 czerwca w godz. 15-18, tel. 12 616 5769–5771",
        &["2024-06-13 15:00-18:00 126165769"],
        &["number_digits"],
    ),
    sure(
        "area with its zero in brackets",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15-18, tel. (0-12) 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "area with its zero and a space in brackets",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15-18, tel. (0 12) 616-57-69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "country and area in brackets",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15-18, tel. (+48 12) 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "country and area in brackets, no plus",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 15-18, (48 12) 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "hours head the columns",
        "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne\n\t10.00-12.00\t15.00-18.00\n13 czerwca\t12 616 57 69\t12 616 78 04\n14 czerwca\t12 616 78 04\t12 616 57 69",
        &[
            "2024-06-13 10:00-12:00 126165769",
            "2024-06-13 15:00-18:00 126167804",
            "2024-06-14 10:00-12:00 126167804",
            "2024-06-14 15:00-18:00 126165769",
        ],
    ),
    sure(
        "numbers head the columns",
        "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne\nDzień\t12 616 57 69\t12 616 78 04\n13 czerwca\t10.00-12.00\t12.00-14.00\n14 czerwca\t12.00-14.00\t10.00-12.00",
        &[
            "2024-06-13 10:00-12:00 126165769",
            "2024-06-13 12:00-14:00 126167804",
            "2024-06-14 12:00-14:00 126165769",
            "2024-06-14 10:00-12:00 126167804",
        ],
    ),
    asked(
        "hours head the columns, crosses below",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne, tel. 12 616 57 69\nDzień\t10-12\t15-18\n13 czerwca\tx\t\n14 czerwca\t\tx",
        &[
            "2024-06-13 10:00-12:00 126165769",
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 10:00-12:00 126165769",
            "2024-06-14 15:00-18:00 126165769",
        ],
        &["hours_unclear"],
    ),
    Case {
        name: "a scanned l in a day",
        text: "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne:\nl3 czerwca\t15.00-18.00\t12 616 57 69\n14 czerwca\t15.00-18.00\t12 616 57 69",
        slots: &["2024-06-14 15:00-18:00 126165769"],
        proposals: &["? 15:00-18:00 126165769"],
        questions: &["day_missing"],
        warnings: &[],
        unread: &[],
    },
    Case {
        name: "a scanned O in a number",
        text: "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca\t15.00-18.00\t12 616 78O4\n14 czerwca\t15.00-18.00\t12 616 57 69",
        slots: &["2024-06-14 15:00-18:00 126165769"],
        proposals: &["2024-06-13 15:00-18:00 ?"],
        questions: &["number_digits"],
        warnings: &[],
        unread: &[],
    },
    Case {
        name: "scanned Os in hours",
        text: "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca\t15.OO-18.OO\t12 616 57 69\n14 czerwca\t15.00-18.00\t12 616 57 69",
        slots: &["2024-06-14 15:00-18:00 126165769"],
        proposals: &["2024-06-13 ?-? 126165769"],
        questions: &["hours_missing"],
        warnings: &[],
        unread: &[],
    },
    asked(
        "a scanned O in the first hour",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca\t1O.00-14.00\t12 616 57 69",
        &["2024-06-13 ?-? 126165769"],
        &["hours_missing"],
    ),
    asked(
        "minutes glued to the next day",
        "Konsultacje od 4 do 25 września 2023 r.\nDyżury telefoniczne, tel. 12 616 78 21, w dniach: 7 września w godz. 10.00-14.0014 września w godz. 12.00-16.0021 września w godz. 12.00-16.00",
        &[
            "2023-09-07 10:00-14:00 126167821",
            "? 12:00-16:00 126167821",
            "? 12:00-16:00 126167821",
        ],
        &["day_missing", "hours_unclear"],
    ),
    asked(
        "numbers glued to the next day",
        "Konsultacje od 4 do 25 września 2023 r.\nDyżury telefoniczne: 7 września w godz. 10.00-14.00, tel. 12 616 78 2114 września w godz. 10.00-14.00, tel. 12 616 78 2121 września w godz. 12.00-16.00, tel. 12 616 78 04",
        &["2023-09-07 10:00-14:00 ?", "? 10:00-14:00 ?", "? 12:00-16:00 126167804"],
        &["day_missing", "number_digits"],
    ),
    asked(
        "ten digits and a zero in Ukrainian",
        "Консультації з 3 по 28 червня 2024 року.\nТелефонне чергування 13 червня з 08:00 до 10:00, тел. (063) 28 81 074",
        &["2024-06-13 08:00-10:00 ?"],
        &["number_digits"],
    ),
    sure(
        "a cell a line, weekday behind the day",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne\n\nData\n\nDzień\n\nGodziny\n\nTelefon\n\n13.06.2024\n\nczwartek\n\n15:00 - 18:00\n\n12 616 57 69\n\n14.06.2024\n\npiątek\n\n10:00 - 14:00\n\n12 616 78 04\n",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126167804"],
    ),
    sure(
        "a cell a line, weekday before the day",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne\nDzień\nData\nGodziny\nTelefon\nczwartek\n13.06.2024\n15:00 - 18:00\n12 616 57 69\npiątek\n14.06.2024\n10:00 - 14:00\n12 616 78 04\n",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126167804"],
    ),
    asked(
        "day or number of a list item",
        "Konsultacje od 18 grudnia 2023 r. do 1 marca 2024 r.\nDyżury telefoniczne w dniach:\n1. stycznia 2024 r. w godz. 10.00-13.00 telefon 12 616 8588\n2. lutego 2024 r. w godz. 12.00-15.00 12 616 8589",
        &["2024-01-01 10:00-13:00 126168588", "2024-02-02 12:00-15:00 126168589"],
        &["day_missing"],
    ),
    sure(
        "a weekday tells day from list item",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n3. czerwca (poniedziałek), 15-18, tel. 12 616 57 69",
        &["2024-06-03 15:00-18:00 126165769"],
    ),
    Case {
        name: "a calendar printed as a grid",
        text: "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne (tel. 12 616 57 69, godz. 15-18)\nczerwiec 2024\npn\twt\tśr\tczw\tpt\n10\t11\t12\t13\t14\n",
        slots: &[],
        proposals: &["? 15:00-18:00 126165769"],
        questions: &["days_missing"],
        warnings: &[],
        unread: &[3, 4, 5],
    },
    Case {
        name: "office hours below the duties",
        text: "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca, 15-18, tel. 12 616 57 69\n\nWydział Polityki Społecznej, ul. Dekerta 24, tel. 12 616 78 00, pn.-pt. 8.00-16.00",
        slots: &["2024-06-13 15:00-18:00 126165769"],
        proposals: &[],
        questions: &[],
        warnings: &[],
        unread: &[5],
    },
    sure(
        "another service below the duties",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca, 15-18\n14 czerwca, 15-18\ntel. 12 616 57 69\nOsoby ze szczególnymi potrzebami prosimy o SMS: 600 100 200.",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 15:00-18:00 126165769"],
    ),
    Case {
        name: "a number behind a sentence is not one more number",
        text: "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca, 15-18\ntel. 12 616 57 69\nW czasie dyżuru wolny będzie też aparat dyrektora: 12 616 78 00",
        slots: &["2024-06-13 15:00-18:00 126165769"],
        proposals: &[],
        questions: &[],
        warnings: &[],
        unread: &[5],
    },
    sure(
        "meeting, duty and forms in one sentence",
        "Konsultacje od 3 do 28 czerwca 2024 r. obejmują spotkanie 12 czerwca w godz. 17-19 w Centrum oraz dyżur telefoniczny 13 czerwca w godz. 15-18 pod nr 12 616 57 69 i zbieranie formularzy do 28 czerwca.",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    asked(
        "remarks by telephone",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nUwagi można zgłaszać telefonicznie pod numerem 12 616 57 69 od poniedziałku do piątku w godz. 8-15.",
        &["? 08:00-15:00 126165769"],
        &["mode_unclear", "period_missing"],
    ),
    sure(
        "returning days before the word for duty",
        "Konsultacje od 3 do 14 czerwca 2024 r.\nW każdy poniedziałek i w każdą środę trwania konsultacji w godz. 15-18 – dyżur telefoniczny pod nr 12 616 57 69",
        &[
            "2024-06-03 15:00-18:00 126165769",
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-10 15:00-18:00 126165769",
            "2024-06-12 15:00-18:00 126165769",
        ],
    ),
    Case {
        name: "no duty on a day",
        text: "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne\n13 czerwca\t15-18\t12 616 57 69\n14 czerwca\tbrak dyżuru\t\n17 czerwca\t15-18\t12 616 57 69",
        slots: &["2024-06-13 15:00-18:00 126165769", "2024-06-17 15:00-18:00 126165769"],
        proposals: &[],
        questions: &[],
        warnings: &[],
        unread: &[4],
    },
    sure(
        "short year behind the word for telephone",
        "Dyżur telefoniczny: 13.06.24 r., 15-18, tel. 12 616 57 69\nDyżur telefoniczny: 14.06.2024, 15-18, tel. 12 616 57 69",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 15:00-18:00 126165769"],
    ),
    sure(
        "marks apart from their letters",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyz\u{307}ury telefoniczne: 12 czerwca (s\u{301}roda), godz. 15-18, tel. 12 616 57 69",
        &["2024-06-12 15:00-18:00 126165769"],
    ),
    asked(
        "a place and a number, but not by telephone",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżur ekspercki: 13 czerwca, godz. 15-18, ul. Zgody 2, tel. 12 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
        &["mode_unclear"],
    ),
    sure(
        "waiting for calls",
        "Konsultacje trwają od 3 do 28 czerwca 2024 r. Eksperci czekają na telefony 13 czerwca w godz. 15-18 pod numerem 12 616 57 69.",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    Case {
        name: "a duty that is called off",
        text: "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca\t15-18\t12 616 57 69\n14 czerwca\tdyżur odwołany\n17 czerwca\t15-18\t12 616 57 69",
        slots: &["2024-06-13 15:00-18:00 126165769", "2024-06-17 15:00-18:00 126165769"],
        proposals: &[],
        questions: &[],
        warnings: &[],
        unread: &[4],
    },
    sure(
        "returning days from a day on",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne w środy od 12 czerwca w godz. 15-18, tel. 12 616 57 69",
        &[
            "2024-06-12 15:00-18:00 126165769",
            "2024-06-19 15:00-18:00 126165769",
            "2024-06-26 15:00-18:00 126165769",
        ],
    ),
    sure(
        "a day on from which days return",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne od 12 czerwca w każdą środę w godz. 15-18, tel. 12 616 57 69",
        &[
            "2024-06-12 15:00-18:00 126165769",
            "2024-06-19 15:00-18:00 126165769",
            "2024-06-26 15:00-18:00 126165769",
        ],
    ),
    sure(
        "returning days up to a day",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne w środy do 19 czerwca w godz. 15-18, tel. 12 616 57 69",
        &[
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-12 15:00-18:00 126165769",
            "2024-06-19 15:00-18:00 126165769",
        ],
    ),
    asked(
        "from a day on, every day or not",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne od 12 czerwca w godz. 15-18, tel. 12 616 57 69",
        &["2024-06-12 15:00-18:00 126165769"],
        &["days_missing"],
    ),
    asked(
        "hours in the order of the days",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne 13 i 14 czerwca w godz. odpowiednio 15-18 i 10-12, tel. 12 616 57 69",
        &[
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-13 10:00-12:00 126165769",
            "2024-06-14 15:00-18:00 126165769",
            "2024-06-14 10:00-12:00 126165769",
        ],
        &["hours_unclear"],
    ),
    asked(
        "a pause in the hours",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n3 czerwca 2024 r., godz. 8.00-15.00 (przerwa 11.00-11.30), tel. 12 616 57 69",
        &["2024-06-03 08:00-15:00 126165769", "2024-06-03 11:00-11:30 126165769"],
        &["hours_unclear"],
    ),
    asked(
        "weekdays by turns",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne we wtorki i czwartki na zmianę w godz. 15-18, tel. 12 616 57 69",
        &[
            "2024-06-04 15:00-18:00 126165769",
            "2024-06-06 15:00-18:00 126165769",
            "2024-06-11 15:00-18:00 126165769",
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-18 15:00-18:00 126165769",
            "2024-06-20 15:00-18:00 126165769",
            "2024-06-25 15:00-18:00 126165769",
            "2024-06-27 15:00-18:00 126165769",
        ],
        &["weeks_unclear"],
    ),
    Case {
        name: "one of the returning days has other hours",
        text: "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne w środy w godz. 15-18 (19 czerwca w godz. 10-12), tel. 12 616 57 69",
        slots: &[
            "2024-06-05 15:00-18:00 126165769",
            "2024-06-12 15:00-18:00 126165769",
            "2024-06-26 15:00-18:00 126165769",
            "2024-06-19 10:00-12:00 126165769",
        ],
        proposals: &["2024-06-19 15:00-18:00 126165769"],
        questions: &["hours_unclear"],
        warnings: &[],
        unread: &[],
    },
    asked(
        "in person on one day, by telephone on another",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury ekspertów: 13 czerwca 15-18 (osobiście, ul. Zgody 2), 14 czerwca 15-18 (telefonicznie, 12 616 57 69)",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 15:00-18:00 126165769"],
        &["mode_unclear"],
    ),
    sure(
        "a law and the period in one sentence",
        "Na podstawie uchwały nr XXVI/123/24 z dnia 13 maja 2024 r. (Dz. U. z 2024 r. poz. 1130) konsultacje od 3 do 28 czerwca 2024 r.\nDyżur telefoniczny: 13 czerwca, 15-18, tel. 12 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "when the page was changed",
        "Opublikowano: 20.05.2024, 12:30\nKonsultacje od 3 do 28 czerwca 2024 r.\nDyżur telefoniczny: 13 czerwca, 15-18, tel. 12 616 57 69\nData modyfikacji: 21.05.2024 08:15",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    asked(
        "only an end",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżur telefoniczny 13 czerwca do godz. 15.00, tel. 12 616 57 69",
        &["2024-06-13 ?-15:00 126165769"],
        &["hours_missing"],
    ),
    asked(
        "until further notice",
        "Dyżury telefoniczne od 13 czerwca 2024 r. do odwołania w środy w godz. 15-18, tel. 12 616 57 69",
        &["? 15:00-18:00 126165769"],
        &["period_missing"],
    ),
    sure(
        "address and office hours below the duties",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca, 15-18, tel. 12 616 57 69\n\nE-mail: konsultacje@um.krakow.pl\nSekretariat: tel. 12 616 00 00, pn-pt 8-16\n",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "a single weekday beside a range of them",
        "Konsultacje od 2 do 13 października 2023 r.\nInfolinia konsultacyjna 12 616 88 08: pn.–czw. 9:00–15:00, pt. 9:00–13:00",
        &[
            "2023-10-02 09:00-15:00 126168808",
            "2023-10-03 09:00-15:00 126168808",
            "2023-10-04 09:00-15:00 126168808",
            "2023-10-05 09:00-15:00 126168808",
            "2023-10-09 09:00-15:00 126168808",
            "2023-10-10 09:00-15:00 126168808",
            "2023-10-11 09:00-15:00 126168808",
            "2023-10-12 09:00-15:00 126168808",
            "2023-10-06 09:00-13:00 126168808",
            "2023-10-13 09:00-13:00 126168808",
        ],
    ),
    sure(
        "a returning day without its duty",
        "Konsultacje od 2 do 13 października 2023 r.\nDyżury telefoniczne w poniedziałki w godz. 8-10, tel. 12 616 88 08. W dniu 9 października dyżuru nie będzie.",
        &["2023-10-02 08:00-10:00 126168808"],
    ),
    Case {
        name: "a returning day with another number",
        text: "Konsultacje od 2 do 13 października 2023 r.\nDyżury telefoniczne w poniedziałki w godz. 8-10, tel. 12 616 88 08 (9 października: tel. 12 616 87 89)",
        slots: &["2023-10-02 08:00-10:00 126168808"],
        proposals: &["2023-10-09 08:00-10:00 126168808", "2023-10-09 ?-? 126168789"],
        questions: &["hours_missing", "hours_unclear"],
        warnings: &[],
        unread: &[],
    },
    Case {
        name: "a duty called off below the list",
        text: "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne, tel. 12 616 57 69:\n13 czerwca, 15-18\n14 czerwca, 15-18\nUwaga: dyżur 14 czerwca został odwołany.",
        slots: &["2024-06-13 15:00-18:00 126165769"],
        proposals: &[],
        questions: &[],
        warnings: &[],
        unread: &[5],
    },
    asked(
        "weekdays of the month, a number of Ukraine",
        "Консультації з 1 по 31 травня 2024 р.\nЧергування телефоном (063) 288 10 74: 4-ий та 5-ий вівторок місяця, з 08:00 до 10:00",
        &["2024-05-28 08:00-10:00 ?"],
        &["number_digits"],
    ),
];

#[test]
fn no_trap_catches_the_reader() {
    let mut wrong = Vec::new();
    for case in CASES {
        let reading = reading(case.text);
        let sorted = |mut codes: Vec<&'static str>| {
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let (slots, proposals) = (slots(&reading), proposals(&reading));
        let (questions, warnings) = (sorted(questions(&reading)), sorted(warnings(&reading)));
        let unread: Vec<u32> = reading.unread.iter().map(|line| line.line).collect();
        if slots != case.slots
            || proposals != case.proposals
            || questions != case.questions
            || warnings != case.warnings
            || unread != case.unread
        {
            wrong.push(format!(
                "{}\n  slots {slots:?}\n  proposals {proposals:?}\n  {questions:?} {warnings:?} {unread:?}",
                case.name
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}
