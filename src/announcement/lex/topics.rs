//! Words that say what a line is about: a duty, a meeting, a deadline, an office in person, a footer.

use crate::announcement::lex::token::Kind;
use crate::announcement::lex::topic_words::{
    COLUMN, DUTY, FOOTER, FORM, LAW, MEETING, PHONE_DUTY, PLACE, PLACE_EXACT, TELEPHONE,
};
use crate::announcement::lex::weekdays::Week;
use crate::announcement::lex::words::starts;
use crate::announcement::lex::{Lexer, What};

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    /// A duty, of a kind not yet told (`dyżur`).
    Duty,
    /// A duty by telephone in one breath (`infolinia`, `phone service hours`).
    PhoneDuty,
    /// Done by telephone (`telefoniczny`, `телефонне`).
    Telephone,
    /// Stands before a number, whatever the number is for (`tel.`, `telefon`, `numery`).
    Label,
    /// By telephone, as a way of doing something (`telefonicznie`, `by phone`, `zadzwoń`).
    ByTelephone,
    /// In person (`stacjonarny`, `osobiście`).
    InPerson,
    /// A street, a room, a building.
    Place,
    /// A meeting, a walk, a workshop.
    Meeting,
    /// A point or stand one goes to.
    Point,
    /// Forms, surveys, deadlines.
    Form,
    /// Contact, office hours, downloads, data protection.
    Footer,
    /// The law it is done by.
    Law,
    /// Telefax.
    Fax,
    /// Consultation.
    Consultation,
    /// It begins.
    Begins,
    /// It ends.
    Ends,
    /// The line stands for when it was published.
    Published,
    /// A telephone is answered (`czynny`, `available`).
    Answered,
    /// The word heads a column or an enumeration (`terminy`, `w godzinach`).
    Column,
    /// It does not take place (`odwołany`, `nie odbędzie się`).
    Cancelled,
    /// Each of the days has its own of the hours (`odpowiednio`).
    Respectively,
    /// Part of the hours is none (`przerwa`).
    Pause,
    /// The days take turns (`na przemian`).
    ByTurns,
}

impl Lexer<'_> {
    /// `dyżuru nie będzie`, `nie ma dyżuru`
    fn near_duty(&self, index: usize) -> bool {
        let around = &self.tokens[index.saturating_sub(1)..self.tokens.len().min(index + 3)];
        around.iter().any(|word| starts(&word.low, DUTY))
    }

    /// What the word at a token says.
    pub(super) fn topic(&self, index: usize) -> Option<(What, usize)> {
        let token = self.get(index).filter(|token| token.kind == Kind::Word)?;
        let low = token.low.as_str();
        let next = index + 1;
        let say = |say: Say| Some((What::Say(say), next));
        let follows = |list: &[&str], reach: usize| {
            (1..=reach).any(|ahead| self.get(index + ahead).is_some_and(|word| starts(&word.low, list)))
        };
        let follows_exact = |list: &[&str]| self.any(next, list);
        if (low == "z" || low == "za") && self.any(next, &["wyjatkiem", "wylaczeniem"]) {
            return Some((What::Except, index + 2));
        }
        if matches!(
            low,
            "oprocz" | "except" | "excluding" | "крім" | "окрім" | "poza" | "wyjatkiem"
        ) {
            return Some((What::Except, next));
        }
        if starts(low, &["swieta", "holiday", "святк", "свята"]) || low == "swiat" {
            let left_out = self.tokens[index.saturating_sub(4)..index].iter().any(|word| {
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
            return Some(if left_out {
                (What::Week(Week::holidays()), next)
            } else {
                (What::HolidaysToo, next)
            });
        }
        if starts(low, &["odpowiednio", "respectively", "відповідно"]) {
            return say(Say::Respectively);
        }
        if starts(low, &["przerw", "break", "перерв"]) {
            return say(Say::Pause);
        }
        if starts(low, &["naprzemien", "alternately", "почергово"])
            || low == "na" && self.any(next, &["przemian", "zmiane"])
        {
            return say(Say::ByTurns);
        }
        let until = index > 0 && self.any(index - 1, &["do", "until", "до"]);
        if starts(low, &["odwolan", "cancelled", "canceled", "скасован"]) && !until
            || low == "nie" && self.any(next, &["odbedzie"])
            || low == "brak" && follows(&["dyzur"], 1)
            || low == "nie" && self.any(next, &["bedzie", "ma"]) && self.near_duty(index)
        {
            return say(Say::Cancelled);
        }
        if low == "fax" || starts(low, &["faks", "telefax", "telefaks", "факс"]) {
            return say(Say::Fax);
        }
        if starts(low, PHONE_DUTY)
            || starts(low, &["гаряч"]) && follows(&["ліні"], 1)
            || matches!(low, "hot" | "help" | "info") && follows_exact(&["line"])
            || low == "call" && follows_exact(&["centre", "center"])
        {
            return say(Say::PhoneDuty);
        }
        if starts(low, DUTY) {
            return say(Say::Duty);
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
            let says = if follows(&["service", "hours"], 1) && self.get(next).is_some_and(|word| word.low != "number")
                || follows(&service, 1) && !starts(low, &["telefonow", "telefony", "телефони"])
            {
                Say::PhoneDuty
            } else if matches!(low, "telefonicznie" | "telefonowac") {
                Say::ByTelephone
            } else if starts(low, &["telefoniczn"])
                && index > 0
                && self
                    .get(index - 1)
                    .is_some_and(|word| starts(&word.low, &["konsultacj", "porad", "rozmow", "lini", "punkt"]))
            {
                Say::PhoneDuty
            } else if starts(low, &["telefoniczn", "телефонн"]) {
                Say::Telephone
            } else if starts(low, &["telefon"])
                && self.tokens[index.saturating_sub(4)..index]
                    .iter()
                    .any(|word| starts(&word.low, &["czeka", "odbier"]))
            {
                // `eksperci czekają na telefony`
                Say::ByTelephone
            } else {
                Say::Label
            };
            return say(says);
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
            return say(Say::PhoneDuty);
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
            return say(Say::ByTelephone);
        }
        if matches!(low, "tel" | "тел" | "kom" | "wew") || starts(low, TELEPHONE) {
            return say(Say::Label);
        }
        if starts(low, &["stacjonarn", "osobist", "osobisc", "очн", "особист"]) && !starts(low, &["osobistych"])
            || low == "in" && follows_exact(&["person"])
            || low == "na" && follows_exact(&["miejscu"])
        {
            return say(Say::InPerson);
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
            return say(Say::Point);
        }
        if starts(low, MEETING) && !starts(low, &["seminarium", "warsztatowa"]) || matches!(low, "walk" | "debate") {
            return say(Say::Meeting);
        }
        if starts(low, LAW) {
            return say(Say::Law);
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
            return say(Say::Published);
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
            return say(Say::Answered);
        }
        if starts(low, &["konsultac", "consultation", "konsultation", "консультац"]) {
            return say(Say::Consultation);
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
            return say(Say::Begins);
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
            return say(Say::Ends);
        }
        if starts(low, FOOTER) && !starts(low, &["kontaktow"])
            || matches!(low, "dane" | "contact" | "контактні") && (follows(&["kontaktow", "detail", "дані"], 1))
            || matches!(low, "mail" | "email" | "iod" | "bip" | "www")
            || low == "office" && follows_exact(&["hours"])
            || matches!(low, "informacji" | "information" | "інформації")
                && index > 0
                && self.get(index - 1).is_some_and(|word| {
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
            return say(Say::Footer);
        }
        if starts(low, FORM) && !starts(low, &["forma", "formie", "формі", "informac", "format"])
            || low == "nieprzekraczalnym"
        {
            return say(Say::Form);
        }
        if starts(low, PLACE)
            || PLACE_EXACT.contains(&low) && (self.is(next, '.') || low.len() > 3)
            || low == "p" && self.is(next, '.') && self.number(index + 2).is_some()
        {
            return say(Say::Place);
        }
        if starts(low, COLUMN) {
            return say(Say::Column);
        }
        None
    }
}
