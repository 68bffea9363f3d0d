//! Words that say what a line is about: a duty, a meeting, a deadline, an office in person, a footer.

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::{FactKind, Keyword, Week};
use crate::announcement::lex::keyword_words::{
    COLUMN, DUTY, FOOTER, FORM, LAW, MEETING, PHONE_DUTY, PLACE, PLACE_EXACT, TELEPHONE,
};
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words::starts;

/// `dyżuru nie będzie`, `nie ma dyżuru`
fn near_duty(lexer: &Lexer<'_>, index: usize) -> bool {
    let around = &lexer.tokens[index.saturating_sub(1)..lexer.tokens.len().min(index + 3)];
    around.iter().any(|word| starts(&word.low, DUTY))
}

/// The keyword, or the exception, that begins at a token.
pub(super) fn keyword(lexer: &Lexer<'_>, index: usize) -> Option<(FactKind, usize)> {
    let token = lexer.get(index).filter(|token| token.kind == TokenKind::Word)?;
    let low = token.low.as_str();
    let next = index + 1;
    let keyword = |keyword: Keyword| Some((FactKind::Keyword(keyword), next));
    let follows = |list: &[&str], reach: usize| {
        (1..=reach).any(|ahead| lexer.get(index + ahead).is_some_and(|word| starts(&word.low, list)))
    };
    let follows_exact = |list: &[&str]| lexer.any(next, list);
    if (low == "z" || low == "za") && lexer.any(next, &["wyjatkiem", "wylaczeniem"]) {
        return Some((FactKind::Except, index + 2));
    }
    if matches!(
        low,
        "oprocz" | "except" | "excluding" | "крім" | "окрім" | "poza" | "wyjatkiem"
    ) {
        return Some((FactKind::Except, next));
    }
    if starts(low, &["swieta", "holiday", "святк", "свята"]) || low == "swiat" {
        let left_out = lexer.tokens[index.saturating_sub(4)..index].iter().any(|word| {
            word.any(&[
                "oprocz",
                "poza",
                "wyjatkiem",
                "wylaczeniem",
                "bez",
                "nie",
                "except",
                "excluding",
                "not",
                "крім",
                "окрім",
            ])
        });
        let holidays = Week {
            holidays: true,
            ..Week::default()
        };
        let kind = if left_out {
            FactKind::Week(holidays)
        } else {
            FactKind::HolidaysToo
        };
        return Some((kind, next));
    }
    if starts(low, &["odpowiednio", "respectively", "відповідно"]) {
        return keyword(Keyword::Respectively);
    }
    if starts(low, &["przerw", "break", "перерв"]) {
        return keyword(Keyword::Pause);
    }
    if starts(low, &["naprzemien", "alternately", "почергово"])
        || low == "na" && lexer.any(next, &["przemian", "zmiane"])
    {
        return keyword(Keyword::ByTurns);
    }
    let until = index > 0 && lexer.any(index - 1, &["do", "until", "до"]);
    if starts(low, &["odwolan", "cancelled", "canceled", "скасован"]) && !until
        || low == "nie" && lexer.any(next, &["odbedzie"])
        || low == "brak" && follows(&["dyzur"], 1)
        || low == "nie" && lexer.any(next, &["bedzie", "ma"]) && near_duty(lexer, index)
    {
        return keyword(Keyword::Cancelled);
    }
    if low == "fax" || starts(low, &["faks", "telefax", "telefaks", "факс"]) {
        return keyword(Keyword::Fax);
    }
    if starts(low, PHONE_DUTY)
        || starts(low, &["гаряч"]) && follows(&["ліні"], 1)
        || matches!(low, "hot" | "help" | "info") && follows_exact(&["line"])
        || low == "call" && follows_exact(&["centre", "center"])
    {
        return keyword(Keyword::PhoneDuty);
    }
    if starts(low, DUTY) {
        return keyword(Keyword::Duty);
    }
    if starts(low, &["telefon", "телефон"]) || matches!(low, "phone" | "telephone" | "phones") {
        let service = [
            "service",
            "duty",
            "duties",
            "line",
            "consult",
            "shift",
            "advice",
            "information",
            "support",
            "clinic",
            "surger",
            "konsult",
            "porad",
            "rozmow",
            "консультац",
            "чергуван",
            "лінія",
            "лінії",
            "hours",
            "punkt",
            "zaufania",
        ];
        let says = if follows(&["service", "hours"], 1) && lexer.get(next).is_some_and(|word| word.low != "number")
            || follows(&service, 1) && !starts(low, &["telefonow", "telefony", "телефони"])
        {
            Keyword::PhoneDuty
        } else if matches!(low, "telefonicznie" | "telefonowac") {
            Keyword::ByTelephone
        } else if starts(low, &["telefoniczn"])
            && index > 0
            && lexer
                .get(index - 1)
                .is_some_and(|word| starts(&word.low, &["konsultacj", "porad", "rozmow", "lini", "punkt"]))
        {
            Keyword::PhoneDuty
        } else if starts(low, &["telefoniczn", "телефонн"]) {
            Keyword::Telephone
        } else if starts(low, &["telefon"])
            && lexer.tokens[index.saturating_sub(4)..index]
                .iter()
                .any(|word| starts(&word.low, &["czeka", "odbier"]))
        {
            // `eksperci czekają na telefony`
            Keyword::ByTelephone
        } else {
            Keyword::Label
        };
        return keyword(says);
    }
    if starts(
        low,
        &[
            "porad",
            "konsultacj",
            "rozmow",
            "консультац",
            "advice",
            "consultation",
            "expert",
        ],
    ) && (follows_exact(&["by", "over", "po", "по"]) && follows(&["phone", "telephone", "телефон"], 3))
    {
        return keyword(Keyword::PhoneDuty);
    }
    if starts(
        low,
        &[
            "zadzwon",
            "dzwoni",
            "dzwonic",
            "zatelefon",
            "подзвон",
            "зателефон",
            "телефонуй",
        ],
    ) || low == "call"
        || low == "dial"
    {
        return keyword(Keyword::ByTelephone);
    }
    if matches!(low, "tel" | "тел" | "kom" | "wew") || starts(low, TELEPHONE) {
        return keyword(Keyword::Label);
    }
    if starts(low, &["stacjonarn", "osobist", "osobisc", "очн", "особист"]) && !starts(low, &["osobistych"])
        || low == "in" && follows_exact(&["person"])
        || low == "na" && follows_exact(&["miejscu"])
    {
        return keyword(Keyword::InPerson);
    }
    if low == "punkt" && follows(&["konsultac", "informac", "kontakt"], 1)
        || starts(low, &["infopunkt", "stoisk", "namiot"])
        || low == "пункт"
        || low == "punkty" && follows(&["konsultac", "informac"], 1)
        || starts(low, &["consultation", "information", "консультаційн", "інформаційн"])
            && (follows_exact(&["point", "points", "desk", "stand"]) || follows(&["пункт"], 1))
        || low == "punktach"
        || low == "punkcie"
    {
        return keyword(Keyword::Point);
    }
    if starts(low, MEETING) && !starts(low, &["seminarium", "warsztatowa"]) || matches!(low, "walk" | "debate") {
        return keyword(Keyword::Meeting);
    }
    if starts(low, LAW) {
        return keyword(Keyword::Law);
    }
    if starts(
        low,
        &[
            "opublikowan",
            "modyfikacj",
            "zmodyfikow",
            "zaktualizow",
            "publikacj",
            "published",
            "опубліков",
            "utworzono",
            "aktualizacj",
            "zamieszczon",
        ],
    ) {
        return keyword(Keyword::Published);
    }
    if starts(
        low,
        &[
            "czynn",
            "dostepn",
            "available",
            "answer",
            "odbiera",
            "працює",
            "доступн",
            "dziala",
        ],
    ) {
        return keyword(Keyword::Answered);
    }
    if starts(low, &["konsultac", "consultation", "konsultation", "консультац"]) {
        return keyword(Keyword::Consultation);
    }
    if starts(
        low,
        &[
            "rozpocz",
            "rozpoczn",
            "poczat",
            "ruszy",
            "ruszaj",
            "start",
            "begin",
            "розпоч",
            "почат",
            "почин",
            "opens",
        ],
    ) {
        return keyword(Keyword::Begins);
    }
    if starts(
        low,
        &[
            "zakoncz",
            "koniec",
            "konca",
            "end",
            "ends",
            "closes",
            "завершен",
            "закінч",
            "potrwaj",
            "trwaj",
            "кінець",
        ],
    ) || low == "trwa"
    {
        return keyword(Keyword::Ends);
    }
    if starts(low, FOOTER) && !starts(low, &["kontaktow"])
        || matches!(low, "dane" | "contact" | "контактні") && (follows(&["kontaktow", "detail", "дані"], 1))
        || matches!(low, "mail" | "email" | "iod" | "bip" | "www")
        || low == "office" && follows_exact(&["hours"])
        || matches!(low, "informacji" | "information" | "інформації")
            && index > 0
            && lexer.get(index - 1).is_some_and(|word| {
                starts(
                    &word.low,
                    &[
                        "wiecej",
                        "dodatkow",
                        "szczegolow",
                        "more",
                        "further",
                        "blizsz",
                        "додатков",
                        "udziel",
                        "wszelk",
                    ],
                )
            })
        || low == "godziny" && follows(&["pracy", "otwarc", "urzed"], 1)
        || low == "години" && follows(&["робот"], 1)
        || starts(low, &["udziel"]) && follows(&["informacj"], 1)
    {
        return keyword(Keyword::Footer);
    }
    if starts(low, FORM) && !starts(low, &["forma", "formie", "формі", "informac", "format"])
        || low == "nieprzekraczalnym"
    {
        return keyword(Keyword::Form);
    }
    if starts(low, PLACE)
        || PLACE_EXACT.contains(&low) && (lexer.is(next, '.') || low.len() > 3)
        || low == "p" && lexer.is(next, '.') && lexer.number(index + 2).is_some()
    {
        return keyword(Keyword::Place);
    }
    if starts(low, COLUMN) {
        return keyword(Keyword::Column);
    }
    None
}
