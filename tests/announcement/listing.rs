//! A reading as the command line shows it.

use super::support::reading;
use dutyline::announcement::listing;

#[test]
fn columns_are_aligned_and_what_is_missing_is_a_question_mark() {
    let reading = reading(
        "Otwarty Kraków\nKonsultacje od 3 do 28 czerwca 2024 r.\nDyżury telefoniczne:\n13 czerwca, 8-10, tel. 12 616 57 69, 12 616 78 04 (j. polski, j. ukraiński)\n14 czerwca, 15.00-18.00\nSpotkanie: 19 czerwca, 17.00-19.00, ul. Zgody 2",
    );
    assert_eq!(
        listing(&reading),
        "Otwarty Kraków
2024-06-03 – 2024-06-28

Slots (1)
  2024-06-13 Thu  08:00–10:00  +48126165769, +48126167804  pl, uk  line 4

Proposals (1)
  2024-06-14 Fri  15:00–18:00  ?    line 5

Events (1)
  2024-06-19  17:00–19:00  Spotkanie  ul. Zgody 2  line 6

Questions (1)
  line 5  14 czerwca, 15.00-18.00
    The telephone number is missing. Which number should people phone?
"
    );
}
