//! Small announcements, each in a notation of its own. Expected are the slots, or the proposals with their questions.

use super::support::{Case, asked, events, proposals, read_as_expected, reading, slots, sure};

const P: &str = "Konsultacje od 3 czerwca 2024 r. do 28 czerwca 2024 r.\n";

const CASES: &[Case] = &[
    sure(
        "languages that few speak",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne, tel. 12 616 57 69:\n13 czerwca, 8-10 (po włosku)\n14 czerwca, 8-10 (j. rumuński)\n17 czerwca, 8-10 (in Arabic)\n18 червня, 8-10 (італійською мовою)\n19 czerwca, 8-10 (RO, AR)",
        &[
            "2024-06-13 08:00-10:00 126165769 it",
            "2024-06-14 08:00-10:00 126165769 ro",
            "2024-06-17 08:00-10:00 126165769 ar",
            "2024-06-18 08:00-10:00 126165769 it",
            "2024-06-19 08:00-10:00 126165769 ro,ar",
        ],
    ),
    sure(
        "prose, number before the days",
        "Konsultacje trwają od 3 do 28 czerwca 2024 r. Ekspert pełni dyżur telefoniczny pod numerem 12 616 57 69 w dniach 13 i 14 czerwca w godz. 15.00–18.00 oraz 18 czerwca w godz. 10.00–14.00.",
        &[
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 15:00-18:00 126165769",
            "2024-06-18 10:00-14:00 126165769",
        ],
    ),
    sure(
        "numeric dates with hours before, number after",
        "Konsultacje 3.06.2024 r. – 28.06.2024 r.\nDyżury telefoniczne w godz. 9-16:\n- 13.06.\n- 14.06 (piątek)\n- 17.06.2024\ntel. 12-616-8898",
        &[
            "2024-06-13 09:00-16:00 126168898",
            "2024-06-14 09:00-16:00 126168898",
            "2024-06-17 09:00-16:00 126168898",
        ],
    ),
    Case {
        warnings: &["day_off"],
        ..sure(
            "range of working days over a holiday",
            "Konsultacje od 27 maja do 7 czerwca 2024\nDyżur telefoniczny: od 29 maja do 3 czerwca w godzinach od 10.00 do 12.00, tel. (12) 421-41-66",
            &[
                "2024-05-29 10:00-12:00 124214166",
                "2024-05-31 10:00-12:00 124214166",
                "2024-06-03 10:00-12:00 124214166",
            ],
        )
    },
    Case {
        warnings: &["day_off"],
        ..sure(
            "daily with holidays",
            "Konsultacje od 29 maja do 2 czerwca 2024 r.\nInfolinia 800 123 456 czynna codziennie, także w święta, od 8 do 20",
            &[
                "2024-05-29 08:00-20:00 800123456",
                "2024-05-30 08:00-20:00 800123456",
                "2024-05-31 08:00-20:00 800123456",
                "2024-06-01 08:00-20:00 800123456",
                "2024-06-02 08:00-20:00 800123456",
            ],
        )
    },
    sure(
        "short months before the hours",
        "Consultation from 4 to 22 November 2024.\nPhone duties, phone 22 443 00 00:\nMon 4 Nov 10am–1pm\n6 Nov 2 p.m.–5 p.m.\nFri, 8 Nov 10 a.m. to noon\n12 Nov 10:00–12:00",
        &[
            "2024-11-04 10:00-13:00 224430000",
            "2024-11-06 14:00-17:00 224430000",
            "2024-11-08 10:00-12:00 224430000",
            "2024-11-12 10:00-12:00 224430000",
        ],
    ),
    sure(
        "every Tuesday and Thursday",
        "Konsultacje od 3 do 14 czerwca 2024 r.\nDyżury telefoniczne we wtorki i czwartki w godz. 14-16, tel. 609 659 808 lub 506 170 681",
        &[
            "2024-06-04 14:00-16:00 609659808+506170681",
            "2024-06-06 14:00-16:00 609659808+506170681",
            "2024-06-11 14:00-16:00 609659808+506170681",
            "2024-06-13 14:00-16:00 609659808+506170681",
        ],
    ),
    sure(
        "weekdays with hours of their own",
        "Konsultacje od 3 do 7 czerwca 2024 r.\nDyżur telefoniczny (tel. 12 616 88 08): od poniedziałku do czwartku w godz. 10.00-12.00 oraz w piątki w godz. 12.00-14.00",
        &[
            "2024-06-03 10:00-12:00 126168808",
            "2024-06-04 10:00-12:00 126168808",
            "2024-06-05 10:00-12:00 126168808",
            "2024-06-06 10:00-12:00 126168808",
            "2024-06-07 12:00-14:00 126168808",
        ],
    ),
    sure(
        "days with one month and year at the end",
        "Telefoniczne dyżury eksperta: 11 i 13 sierpnia 2020 roku w godz. 16:00-18:00 pod nr tel. 12 616 88 88",
        &["2020-08-11 16:00-18:00 126168888", "2020-08-13 16:00-18:00 126168888"],
    ),
    sure(
        "one cell a line",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne\nData\nGodziny\nTelefon\n13 czerwca\n15.00-18.00\n12 616 5769\n14 czerwca\n10.00-14.00\n12 616 7804",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126167804"],
    ),
    sure(
        "whole table on one line",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne: 13 czerwca (czwartek) 15.00-18.00 12 616 5769 14 czerwca (piątek) 10.00-14.00 12 616 7804 17 czerwca (poniedziałek) 15.00-18.00 12 616 5769",
        &[
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 10:00-14:00 126167804",
            "2024-06-17 15:00-18:00 126165769",
        ],
    ),
    sure(
        "columns in another order",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne\ntelefon\tdzień\tgodzina\n12 616 5769\tczwartek, 13 czerwca\t15-18\n12 616 7804\tpiątek, 14 czerwca\t10-14",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126167804"],
    ),
    sure(
        "short numbers resolved by full ones",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nTelefon wydziału w czasie dyżurów: 12 616 78 21, 12 616 78 04\nDyżury telefoniczne:\n13 czerwca\t15.00-18.00\ttel. 7821\n14 czerwca\t15.00-18.00\t78 04\n17 czerwca\t15.00-18.00\twew. 7821",
        &[
            "2024-06-13 15:00-18:00 126167821",
            "2024-06-14 15:00-18:00 126167804",
            "2024-06-17 15:00-18:00 126167821",
        ],
    ),
    sure(
        "variants after a slash",
        "Dyżury telefoniczne:\n13 czerwca 2024 r. godz. 8.00-10.00, tel. 12 616 7804 / 7821",
        &["2024-06-13 08:00-10:00 126167804+126167821"],
    ),
    sure(
        "year crossed",
        "Konsultacje od 18 grudnia 2023 r. do 12 stycznia 2024 r.\nDyżury telefoniczne, tel. 12 616 88 08:\n20 grudnia w godz. 10-12\n4 stycznia w godz. 10-12",
        &["2023-12-20 10:00-12:00 126168808", "2024-01-04 10:00-12:00 126168808"],
    ),
    sure(
        "lost superscript",
        "Dyżur telefoniczny 13 czerwca 2024 w godz. 700—1100, tel. 325065640",
        &["2024-06-13 07:00-11:00 325065640"],
    ),
    sure(
        "superscript",
        "Dyżur telefoniczny 13 czerwca 2024 w godz. 15⁰⁰ – 18³⁰, tel. 32 506 56 40",
        &["2024-06-13 15:00-18:30 325065640"],
    ),
    sure(
        "two ranges a day",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 8.00-10.00 i 14.00-16.00, tel. 12 616 88 08",
        &["2024-06-13 08:00-10:00 126168808", "2024-06-13 14:00-16:00 126168808"],
    ),
    sure(
        "fax beside the telephone",
        "Dyżury telefoniczne:\n13.06.2024, 10:00-12:00, tel. 12 616 88 08, fax 12 616 88 09",
        &["2024-06-13 10:00-12:00 126168808"],
    ),
    sure(
        "street, postcode and room",
        "Dyżur telefoniczny (ul. Dekerta 24, 30-703 Kraków, pok. 12): 13.06.2024 r. w godz. od 10:00 do 12:00, tel. 12 616 88 08",
        &["2024-06-13 10:00-12:00 126168808"],
    ),
    sure(
        "ISO days",
        "Konsultacje 2024-06-03 – 2024-06-28\nDyżury telefoniczne\n2024-06-13 15:00-18:00 +48 12 616 57 69\n2024-06-14 15:00-18:00 +48126167804",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 15:00-18:00 126167804"],
    ),
    sure(
        "Roman months",
        "Dyżury telefoniczne: 13 VI 2024, godz. 10-12, tel. 12 616 88 08; 14 VI 2024, godz. 12-14, tel. 12 616 88 09",
        &["2024-06-13 10:00-12:00 126168808", "2024-06-14 12:00-14:00 126168809"],
    ),
    sure(
        "between",
        "Dyżur telefoniczny we wtorek 18 czerwca 2024 r. między 16 a 20, tel. 12 616 88 08",
        &["2024-06-18 16:00-20:00 126168808"],
    ),
    sure(
        "abbreviated weekdays",
        "Konsultacje 1-30 czerwca 2024 r.\nDyżury telefoniczne tel. 12 616 88 08\n13 czerwca (czw.) 10-12\n14 czerwca (pt.) 10-12",
        &["2024-06-13 10:00-12:00 126168808", "2024-06-14 10:00-12:00 126168808"],
    ),
    sure(
        "listed days of returning weekdays",
        "Konsultacje od 25 listopada do 12 grudnia 2019 r.\nDyżury telefoniczne, tel. 12 616 88 08: we wtorki (26.11., 03.12 i 10.12.) w godz. od 14 do 16; w środy (27.11., 04.12.) w godz. od 9 do 11.",
        &[
            "2019-11-26 14:00-16:00 126168808",
            "2019-12-03 14:00-16:00 126168808",
            "2019-12-10 14:00-16:00 126168808",
            "2019-11-27 09:00-11:00 126168808",
            "2019-12-04 09:00-11:00 126168808",
        ],
    ),
    sure(
        "English table",
        "Consultation from 3 June 2024 to 28 June 2024\nPhone service hours:\nDay\tHours\tPhone\nThursday 13 June\t3 pm - 6 pm\t+48 12 616 5769 (Polish, Ukrainian)\nJune 14th\t10am - 12 noon and 2pm - 4pm\t12 616 7804",
        &[
            "2024-06-13 15:00-18:00 126165769 pl,uk",
            "2024-06-14 10:00-12:00 126167804",
            "2024-06-14 14:00-16:00 126167804",
        ],
    ),
    sure(
        "English prose",
        "The consultation runs from 3 to 28 June 2024. Telephone duty hours: every Tuesday from 5 pm to 7 pm, phone 12 616 5769, except 11 June.",
        &[
            "2024-06-04 17:00-19:00 126165769",
            "2024-06-18 17:00-19:00 126165769",
            "2024-06-25 17:00-19:00 126165769",
        ],
    ),
    sure(
        "English with the month first",
        "Public consultation June 3-28, 2024\nHotline 12 616 5769: June 13 and 14, 9.00 am to 11.30 am",
        &["2024-06-13 09:00-11:30 126165769", "2024-06-14 09:00-11:30 126165769"],
    ),
    sure(
        "Ukrainian table",
        "Консультації з 3 червня 2024 р. по 28 червня 2024 р.\nТелефонне чергування:\n13 червня (четвер)\tз 15:00 до 18:00\t12 616 5769\n14 червня (п'ятниця)\tвід 10:00 по 14:00\t12 616 7804",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126167804"],
    ),
    sure(
        "Ukrainian hot line",
        "Консультації тривають з 3 по 14 червня 2024 року.\nГаряча лінія: щовівторка та щочетверга з 16:00 до 18:00, тел. +38 (095) 08-22-680",
        &[
            "2024-06-04 16:00-18:00 +380950822680",
            "2024-06-06 16:00-18:00 +380950822680",
            "2024-06-11 16:00-18:00 +380950822680",
            "2024-06-13 16:00-18:00 +380950822680",
        ],
    ),
    sure(
        "Ukrainian weekdays of the month",
        "Консультації з 1 травня 2024 р. по 30 червня 2024 р.\nТелефонні консультації: 4-ий вівторок місяця, з 10:00 до 12:00, тел. 12 616 88 08",
        &["2024-05-28 10:00-12:00 126168808", "2024-06-25 10:00-12:00 126168808"],
    ),
    sure(
        "languages in words",
        "Dyżury telefoniczne 13 czerwca 2024 r. w godz. 15.00-18.00, tel. 12 616 57 69, po polsku i ukraińsku",
        &["2024-06-13 15:00-18:00 126165769 pl,uk"],
    ),
    sure(
        "languages for all",
        "Konsultacje 3-28 czerwca 2024 r.\nDyżury telefoniczne, tel. 12 616 57 69\n13 czerwca 15.00-18.00\n14 czerwca 15.00-18.00\nDyżury prowadzone są w języku polskim, angielskim i ukraińskim.",
        &[
            "2024-06-13 15:00-18:00 126165769 pl,en,uk",
            "2024-06-14 15:00-18:00 126165769 pl,en,uk",
        ],
    ),
    sure(
        "hours by column",
        "Konsultacje 3-28 czerwca 2024 r.\nDyżury telefoniczne:\nDzień\t13 czerwca\t14 czerwca\nGodziny\t15.00-18.00\t10.00-14.00\nTelefon\t12 616 5769\t12 616 7804",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 10:00-14:00 126167804"],
    ),
    sure(
        "start and end in columns",
        "Konsultacje 3-28 czerwca 2024 r.\nDyżury telefoniczne\nData\tod\tdo\tTelefon\n13.06.2024\t15:00\t18:00\t12 616 5769",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "ordinal column",
        "Konsultacje 3-28 czerwca 2024 r.\nDyżury telefoniczne\nLp.\tData\tGodziny\tTelefon\n1\t13 czerwca\t15:00-18:00\t12 616 5769\n2\t14 czerwca\t15:00-18:00\t12 616 7804",
        &["2024-06-13 15:00-18:00 126165769", "2024-06-14 15:00-18:00 126167804"],
    ),
    sure(
        "numbered rows",
        "Konsultacje 3-28 czerwca 2024 r.\nDyżury telefoniczne:\n1. 13 czerwca, 15:00-18:00, 12 616 5769\n2. 14.06.2024, 15:00-18:00, 12 616 7804\n3. 17 czerwca, 15:00-18:00, 12 616 7804",
        &[
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 15:00-18:00 126167804",
            "2024-06-17 15:00-18:00 126167804",
        ],
    ),
    sure(
        "number first, several groups",
        "Dyżury telefoniczne w czerwcu 2024 r.\nKonsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\ntel. 12 616 57 69:\n13 czerwca w godz. 15-18\n14 czerwca w godz. 15-18\ntel. 12 616 78 04:\n17 czerwca w godz. 15-18",
        &[
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 15:00-18:00 126165769",
            "2024-06-17 15:00-18:00 126167804",
        ],
    ),
    sure(
        "expert's duty by number only",
        "Dyżur ekspercki: 13 czerwca 2024 r. (czwartek), godz. 15.00-17.00, pod nr tel. 12 616 57 69",
        &["2024-06-13 15:00-17:00 126165769"],
    ),
    sure(
        "deadline and footer below",
        "Dyżury telefoniczne: 13 czerwca 2024 r. w godz. 15.00-17.00, tel. 12 616 57 69\n\nUwagi można składać do 28 czerwca 2024 r. do godz. 15.30.\nKontakt: Wydział, tel. 12 616 00 00, pn.-pt. 7.30-15.30",
        &["2024-06-13 15:00-17:00 126165769"],
    ),
    sure(
        "scope and recurrence",
        "Konsultacje od 1 czerwca do 31 lipca 2024 r.\nDyżury telefoniczne od 10 do 21 czerwca:\nwe wtorki w godz. 10-12, tel. 12 616 57 69\nw czwartki w godz. 14-16, tel. 12 616 78 04",
        &[
            "2024-06-11 10:00-12:00 126165769",
            "2024-06-18 10:00-12:00 126165769",
            "2024-06-13 14:00-16:00 126167804",
            "2024-06-20 14:00-16:00 126167804",
        ],
    ),
    Case {
        warnings: &["day_off"],
        ..sure(
            "this year",
            "Konsultacje potrwają do 28 czerwca br.\nDyżury telefoniczne: 21 i 23 czerwca br. w godz. 10-12, tel. 12 616 57 69",
            &["2024-06-21 10:00-12:00 126165769", "2024-06-23 10:00-12:00 126165769"],
        )
    },
    sure(
        "months of two numbers that could be hours",
        "Konsultacje od 1.10.2024 do 20.10.2024\nDyżury telefoniczne: 10.10, 11.10 w godz. 10.10-11.10, tel. 12 616 57 69",
        &["2024-10-10 10:10-11:10 126165769", "2024-10-11 10:10-11:10 126165769"],
    ),
    sure(
        "night",
        "Dyżur telefoniczny 13 czerwca 2024 r. od 20:00 do 6:00, tel. 12 616 57 69",
        &["2024-06-13 20:00-06:00 126165769"],
    ),
    sure(
        "until midnight",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 18.00-24.00, tel. 12 616 57 69",
        &["2024-06-13 18:00-00:00 126165769"],
    ),
    sure(
        "same table in three languages",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne\n13 czerwca\t15.00-18.00\t12 616 5769\n## EN\nPhone service hours\n13 June\t3pm-6pm\t12 616 5769\n## UA\nТелефонне чергування\n13 червня\t15:00-18:00\t12 616 5769",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "days listed first, hours and number in sentences",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne odbędą się w dniach: 13, 14 i 17 czerwca. Godziny dyżurów: 15.00-18.00. Numer telefonu: 12 616 57 69.",
        &[
            "2024-06-13 15:00-18:00 126165769",
            "2024-06-14 15:00-18:00 126165769",
            "2024-06-17 15:00-18:00 126165769",
        ],
    ),
    sure(
        "available by telephone",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nProjektanci będą dostępni telefonicznie pod numerem 12 616 57 69 w dniach 13 i 14 czerwca w godz. 12-14.",
        &["2024-06-13 12:00-14:00 126165769", "2024-06-14 12:00-14:00 126165769"],
    ),
    sure(
        "glued list numbering",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n1.13 czerwca, 15.00-18.00, 12 616 5769",
        &["2024-06-13 15:00-18:00 126165769"],
    ),
    sure(
        "weekdays of a month",
        "Konsultacje od 1 września do 10 października 2023 r.\nEksperci dyżurują pod numerem telefonu 12 616 12 12 w każdy wtorek i czwartek września w godzinach 10:00–12:00, z wyjątkiem 14 września.",
        &[
            "2023-09-05 10:00-12:00 126161212",
            "2023-09-07 10:00-12:00 126161212",
            "2023-09-12 10:00-12:00 126161212",
            "2023-09-19 10:00-12:00 126161212",
            "2023-09-21 10:00-12:00 126161212",
            "2023-09-26 10:00-12:00 126161212",
            "2023-09-28 10:00-12:00 126161212",
        ],
    ),
    sure(
        "call us",
        "The public consultation is open from 1 to 31 March 2025.\nYou can call our experts on 12 616 57 69:\n- Tuesday 4 March, 10am-12pm\n- Thursday, March 6, 2:30 pm – 4 pm (English and Polish)\nComments may be submitted until 31 March 2025.",
        &[
            "2025-03-04 10:00-12:00 126165769",
            "2025-03-06 14:30-16:00 126165769 en,pl",
        ],
    ),
    sure(
        "exception on a line of its own",
        "Konsultacje od 2 do 13 grudnia 2024 r.\nDyżur telefoniczny eksperta:\nponiedziałki 9-11, piątki 15-17\npod numerem (12) 616 88 88\nz wyjątkiem 13 grudnia",
        &[
            "2024-12-02 09:00-11:00 126168888",
            "2024-12-09 09:00-11:00 126168888",
            "2024-12-06 15:00-17:00 126168888",
        ],
    ),
    Case {
        slots: &["2025-04-02 16:00-18:00 224430000"],
        ..asked(
            "every second week from a day on",
            "Konsultacje w terminie od 1 do 30 kwietnia 2025 r. Co drugą środę, począwszy od 2 kwietnia, w godz. \
               16:00-18:00 dyżur telefoniczny pod nr 22 443 00 00.",
            &["2025-04-16 16:00-18:00 224430000", "2025-04-30 16:00-18:00 224430000"],
            &["weeks_unclear"],
        )
    },
    Case {
        slots: &["2024-05-08 08:00-10:00 123456789"],
        ..asked(
            "a digit short, in one piece, is not another row's number",
            "Dyżury telefoniczne\n2024-05-07\t08:00-10:00\t12345678\n2024-05-08\t08:00-10:00\t123456789",
            &["2024-05-07 08:00-10:00 ?"],
            &["number_digits"],
        )
    },
    sure(
        "a day in two parts",
        "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 10-12 (tel. 12 616 57 69) i w godz. 14-16 (tel. 12 616 78 04)",
        &["2024-06-13 10:00-12:00 126165769", "2024-06-13 14:00-16:00 126167804"],
    ),
    Case {
        slots: &["2024-06-13 10:00-12:00 126165769"],
        ..asked(
            "bare numbers beside hours",
            "Dyżur telefoniczny 13 czerwca 2024 r. w godz. 10-12 (tel. 12 616 57 69) i 14-16 (tel. 12 616 78 04)",
            &["2024-06-13 14:00-16:00 126167804"],
            &["hours_unclear"],
        )
    },
    asked(
        "rows glued together",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca 15.00-18.00 12 616 576914 czerwca 10.00-14.00 12 616 7804",
        &["2024-06-13 15:00-18:00 ?", "? 10:00-14:00 126167804"],
        &["day_missing", "number_digits"],
    ),
    asked(
        "no year anywhere",
        "Dyżury telefoniczne: 13 czerwca w godz. 15.00-18.00, tel. 12 616 57 69",
        &["2024-06-13 15:00-18:00 126165769"],
        &["year_missing"],
    ),
    Case {
        warnings: &["weekday_mismatch"],
        ..asked(
            "weekday contradicts",
            "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca (piątek)\t15.00-18.00\t12 616 5769",
            &["2024-06-13 15:00-18:00 126165769"],
            &["weekday_contradicts"],
        )
    },
    asked(
        "a digit too many",
        "Dyżur telefoniczny 13 czerwca 2024, godz. 15-18, tel. 12 616 57691",
        &["2024-06-13 15:00-18:00 ?"],
        &["number_digits"],
    ),
    asked(
        "a digit too few",
        "Dyżur telefoniczny 13 czerwca 2024, godz. 15-18, tel. 12 616 576",
        &["2024-06-13 15:00-18:00 ?"],
        &["number_digits"],
    ),
    asked(
        "hours missing",
        "Dyżur telefoniczny 13 czerwca 2024, tel. 12 616 57 69",
        &["2024-06-13 ?-? 126165769"],
        &["hours_missing"],
    ),
    asked(
        "only a start",
        "Dyżur telefoniczny 13 czerwca 2024 od godz. 15.00, tel. 12 616 57 69",
        &["2024-06-13 15:00-? 126165769"],
        &["hours_missing"],
    ),
    asked(
        "hours in the wrong order",
        "Dyżur telefoniczny 13 czerwca 2024 w godz. 15.00-13.00, tel. 12 616 57 69",
        &["2024-06-13 15:00-13:00 126165769"],
        &["hours_unclear"],
    ),
    asked(
        "number missing",
        "Dyżur telefoniczny 13 czerwca 2024 w godz. 15-18",
        &["2024-06-13 15:00-18:00 ?"],
        &["number_missing"],
    ),
    asked(
        "unknown short number",
        "Dyżur telefoniczny 13 czerwca 2024 w godz. 15-18, wew. 7821",
        &["2024-06-13 15:00-18:00 ?"],
        &["number_short"],
    ),
    asked(
        "how is not said",
        "Dyżury konsultacyjne: 13 czerwca 2024 r. w godz. 15-18",
        &["2024-06-13 15:00-18:00 ?"],
        &["mode_unclear", "number_missing"],
    ),
    asked(
        "no such day",
        "Dyżur telefoniczny 31 czerwca 2024 r. w godz. 15-18, tel. 12 616 57 69",
        &["? 15:00-18:00 126165769"],
        &["date_impossible"],
    ),
    asked(
        "every second week",
        "Konsultacje od 3 do 28 czerwca 2024 r.\nDyżur telefoniczny co drugą środę w godz. 10-12, tel. 12 616 57 69",
        &["2024-06-05 10:00-12:00 126165769", "2024-06-19 10:00-12:00 126165769"],
        &["weeks_unclear"],
    ),
    asked(
        "standing hours",
        "Infolinia 12 616 57 69 czynna od poniedziałku do piątku w godz. 8-16.",
        &["? 08:00-16:00 126165769"],
        &["period_missing"],
    ),
    asked(
        "rows under no heading",
        "Konsultacje od 3 do 28 czerwca 2024 r.\n13 czerwca 15.00-18.00 12 616 5769",
        &["2024-06-13 15:00-18:00 126165769"],
        &["mode_unclear"],
    ),
];

#[test]
fn reads_every_notation() {
    read_as_expected(CASES);
}

#[test]
fn leaves_meetings_deadlines_and_offices_out() {
    for (text, meetings) in [
        (
            "Spotkanie w środę, 12 czerwca 2024 r. o godz. 17:30, sala 12; zapisy tel. 12 616 57 69",
            &["2024-06-12 17:30-?"][..],
        ),
        (
            "Spacer badawczy: 15 czerwca 2024, 10.00-12.00",
            &["2024-06-15 10:00-12:00"][..],
        ),
        (
            "Public meeting on Wednesday, 12 June 2024, 5pm to 7pm",
            &["2024-06-12 17:00-19:00"][..],
        ),
        (
            "Зустріч відбудеться 12 червня 2024 р. з 17.00 до 19.00",
            &["2024-06-12 17:00-19:00"][..],
        ),
        (
            "Konsultacje od 3 do 28 czerwca 2024 r.\nPunkt konsultacyjny: wtorki 10-12, ul. Zgody 2",
            &[][..],
        ),
        (
            "Konsultacje od 3 do 28 czerwca 2024 r.\nStacjonarne dyżury projektanta: 13 czerwca w godz. 15-17, pokój 12",
            &[][..],
        ),
        (
            "Konsultacje od 3 do 28 czerwca 2024 r.\nFormularze można składać do 28 czerwca 2024 r. do godz. 15.00 lub faksem 12 616 57 69",
            &[][..],
        ),
        (
            "Konsultacje od 3 do 28 czerwca 2024 r.\nSekretariat: pn-pt 7:30-15:30, tel. 12 616 57 69, NIP 676-101-37-17",
            &[][..],
        ),
    ] {
        let reading = reading(text);
        assert_eq!(slots(&reading), Vec::<String>::new(), "{text}");
        assert_eq!(proposals(&reading), Vec::<String>::new(), "{text}");
        assert_eq!(events(&reading), meetings, "{text}");
    }
}

#[test]
fn shows_what_it_did_not_understand() {
    let text = format!(
        "{P}Dyżury telefoniczne:\n13 czerwca\t15.00-18.00\t12 616 5769\nuzgodnić jeszcze z wydziałem\n14 czerwca\t15.00-18.00\t12 616 7804\n"
    );
    let reading = reading(&text);
    assert_eq!(reading.slots.len(), 2);
    let unread: Vec<(u32, &str)> = reading
        .unread
        .iter()
        .map(|line| (line.line, line.text.as_str()))
        .collect();
    assert_eq!(unread, [(4, "uzgodnić jeszcze z wydziałem")]);
}

#[test]
fn a_typing_error_in_a_row_is_asked_about_not_dropped() {
    let text = format!(
        "{P}Dyżury telefoniczne:\n13 czerwca\t15.00-18.00\t12 616 5769\n14 czrwca\t15.00-18.00\t12 616 7804\n17 czerwca\t15.00-18.00\t12 616 7804\n"
    );
    let reading = reading(&text);
    assert_eq!(
        slots(&reading),
        ["2024-06-13 15:00-18:00 126165769", "2024-06-17 15:00-18:00 126167804"]
    );
    let seen = reading
        .unread
        .iter()
        .map(|line| line.line)
        .chain(reading.questions.iter().map(|note| note.line))
        .any(|line| line == 4);
    assert!(seen, "{reading:?}");
}
