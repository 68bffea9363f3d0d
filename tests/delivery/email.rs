//! E-mail, against a mail server that departs from the usual at one step.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{TimeZone, Utc};
use dutyline::actions::message::{Deliver, Delivered, Mail};
use dutyline::delivery::email::{Limits, Smtp, SmtpUrl};
use dutyline::domain::language::Locale;

pub fn mail() -> Mail {
    Mail {
        message: "0190163d-8694-739b-aea5-966c26f8ad90".parse().unwrap(),
        date: Utc.with_ymd_and_hms(2024, 6, 20, 13, 0, 0).unwrap(),
        to: "desk5769@city.example".parse().unwrap(),
        subject: "Dyżur jutro o 15.00".to_owned(),
        text: "Jutro, w piątek 21 czerwca, masz dyżur.".to_owned(),
        html: "<p>Jutro, w piątek 21 czerwca, masz dyżur.</p>".to_owned(),
        language: Locale::Pl,
        calendar: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned()),
    }
}

fn smtp(server: SmtpUrl, limits: Limits) -> Smtp {
    let from = "dutyline@city.example".parse().unwrap();
    Smtp::new(server, from, &"https://dyzury.city.example/".parse().unwrap(), limits)
}

/// The lines of a mail as a server reads them.
async fn content(mail: Mail) -> Vec<String> {
    let (url, reading) = server("nothing", Answer::Silence);
    assert_eq!(smtp(url, Limits::default()).deliver(mail).await, Delivered::Sent);
    reading.join().unwrap().content
}

#[tokio::test]
async fn the_same_mail_makes_the_same_bytes_with_the_headers_of_a_machine() {
    let lines = content(mail()).await;
    assert_eq!(lines, content(mail()).await);
    for line in [
        "Message-ID: <0190163d-8694-739b-aea5-966c26f8ad90@dyzury.city.example>",
        "Date: Thu, 20 Jun 2024 13:00:00 +0000",
        "From: dutyline@city.example",
        "To: desk5769@city.example",
        "Auto-Submitted: auto-generated",
        "Content-Language: pl",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html; charset=utf-8",
        "Content-Type: text/calendar; charset=utf-8; method=PUBLISH",
        "Content-Disposition: attachment; filename=\"duty.ics\"",
    ] {
        assert!(lines.iter().any(|l| l == line), "{line} is missing in\n{lines:#?}");
    }
    assert!(
        lines.iter().all(|l| l.is_ascii()),
        "readable by servers without 8BITMIME"
    );
    assert!(lines.iter().all(|l| l.len() <= 998), "RFC 5322, §2.1.1");
}

#[tokio::test]
async fn a_subject_cannot_bring_headers_of_its_own() {
    let lines = content(Mail {
        subject: "x\r\nBcc: other@example.com".to_owned(),
        ..mail()
    })
    .await;
    assert!(!lines.iter().any(|line| line.starts_with("Bcc")), "{lines:#?}");
}

#[tokio::test]
async fn nobody_listening_is_the_channel_s_fault() {
    let nobody = smtp("smtp://127.0.0.1:1".parse().unwrap(), Limits::default());
    assert!(matches!(nobody.deliver(mail()).await, Delivered::ChannelDown(_)));
}

/// What the server does when a command comes; `CONTENT` stands for the words and their last dot.
enum Answer {
    Say(&'static str),
    /// Never.
    Silence,
    HangUp,
}

/// What a server read.
#[derive(Debug, Default)]
struct Heard {
    commands: Vec<String>,
    content: Vec<String>,
}

/// A mail server for one session, that departs from the usual at one command; what it read.
fn server(at: &'static str, odd: Answer) -> (SmtpUrl, JoinHandle<Heard>) {
    server_of("127.0.0.1", at, odd)
}

/// The same by this name, with a user and password before it if need be.
fn server_of(name: &str, at: &'static str, odd: Answer) -> (SmtpUrl, JoinHandle<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{name}:{}", listener.local_addr().unwrap().port());
    let reading = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut heard = Heard::default();
        // A session that the other side gives up ends with an error.
        let _ = session(stream, at, &odd, &mut heard);
        heard
    });
    (url.parse().unwrap(), reading)
}

fn session(mut stream: TcpStream, at: &str, odd: &Answer, heard: &mut Heard) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let mut command = "CONNECT".to_owned();
    loop {
        let usual = match command.as_str() {
            "CONNECT" => "220 mail.example ESMTP",
            "EHLO" => "250 mail.example",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        let odd = Some(odd).filter(|_| command == at);
        match odd {
            Some(Answer::HangUp) => return Ok(()),
            // Until the other side gives up.
            Some(Answer::Silence) => return lines.try_for_each(|line| line.map(drop)),
            Some(Answer::Say(text)) => write!(stream, "{text}\r\n")?,
            None => write!(stream, "{usual}\r\n")?,
        }
        if command == "QUIT" {
            return Ok(());
        }
        let in_content = command == "DATA" && odd.is_none();
        let Some(mut line) = lines.next().transpose()? else {
            return Ok(());
        };
        while in_content && line != "." {
            let Some(next) = lines.next().transpose()? else {
                return Ok(());
            };
            heard.content.push(std::mem::replace(&mut line, next));
        }
        if !in_content {
            heard.commands.push(line.clone());
        }
        let word = line.split([' ', ':']).next().unwrap_or_default().to_owned();
        command = if in_content { "CONTENT".to_owned() } else { word };
    }
}

/// Only the step that meets silence is impatient, so that a slow machine changes no answer.
fn limits(at: &str, odd: &Answer) -> Limits {
    let mut limits = Limits::default();
    let short = Duration::from_millis(200);
    match (at, odd) {
        ("CONNECT" | "EHLO", Answer::Silence) => limits.open = short,
        ("RCPT" | "DATA", Answer::Silence) => limits.command = short,
        ("CONTENT", Answer::Silence) => limits.content = short,
        _ => {}
    }
    limits
}

async fn delivered(at: &'static str, odd: Answer) -> Delivered {
    let limits = limits(at, &odd);
    let (url, _reading) = server(at, odd);
    let channel = smtp(url, limits);
    let delivered = channel.deliver(mail()).await;
    channel.rest().await;
    delivered
}

/// The name of what became of it, for tables.
fn name(delivered: &Delivered) -> &'static str {
    match delivered {
        Delivered::Sent => "sent",
        Delivered::RetryAfter(_) => "retry after",
        Delivered::RetrySafe(_) => "retry, safe",
        Delivered::RetryUnsafe(_) => "retry, unsafe",
        Delivered::Permanent(_) => "permanent",
        Delivered::ChannelDown(_) => "channel down",
        Delivered::Crowded => "crowded",
    }
}

#[tokio::test]
async fn what_a_failure_means_depends_on_the_step() {
    use Answer::{HangUp, Say, Silence};
    let mut cases = tokio::task::JoinSet::new();
    for (at, odd, expected) in [
        ("nothing", Silence, "sent"),
        ("QUIT", HangUp, "sent"),
        ("QUIT", Silence, "sent"),
        ("CONNECT", Say("554 not you"), "channel down"),
        ("CONNECT", Say("421 too busy"), "channel down"),
        ("CONNECT", Silence, "channel down"),
        ("CONNECT", HangUp, "channel down"),
        ("CONNECT", Say("what is this"), "channel down"),
        ("EHLO", Silence, "channel down"),
        ("MAIL", Say("530 sign in first"), "channel down"),
        ("MAIL", Say("550 sender refused"), "channel down"),
        ("MAIL", Say("451 later"), "retry, safe"),
        ("MAIL", HangUp, "retry, safe"),
        ("RCPT", Say("550 no such mailbox"), "permanent"),
        ("RCPT", Say("553 not a name"), "permanent"),
        ("RCPT", Say("552 mailbox full"), "retry, safe"),
        ("RCPT", Say("452 mailbox full"), "retry, safe"),
        ("RCPT", Say("451 greylisted"), "retry, safe"),
        ("RCPT", Say("421 closing"), "retry, safe"),
        ("RCPT", Silence, "retry, safe"),
        ("RCPT", HangUp, "retry, safe"),
        ("DATA", Say("451 later"), "retry, safe"),
        ("DATA", Say("554 no"), "permanent"),
        ("DATA", Silence, "retry, safe"),
        ("DATA", HangUp, "retry, safe"),
        ("CONTENT", Say("554 looks like spam"), "permanent"),
        ("CONTENT", Say("451 try again"), "retry, safe"),
        ("CONTENT", Silence, "retry, unsafe"),
        ("CONTENT", HangUp, "retry, unsafe"),
    ] {
        cases.spawn(async move {
            let outcome = delivered(at, odd).await;
            assert_eq!(name(&outcome), expected, "at {at}: {outcome:?}");
        });
    }
    while let Some(case) = cases.join_next().await {
        case.unwrap();
    }
}

#[tokio::test]
async fn the_answer_is_kept_for_the_outbox_page() {
    let Delivered::Permanent(reason) = delivered("RCPT", Answer::Say("550 5.1.1 no such mailbox")).await else {
        panic!("it is permanent");
    };
    assert!(
        reason.starts_with("RCPT: ") && reason.contains("no such mailbox"),
        "{reason}"
    );
}

#[tokio::test]
async fn an_answer_of_any_length_is_shortened() {
    let long = format!("550 {}", "ż".repeat(400));
    let outcome = delivered("RCPT", Answer::Say(Box::leak(long.into_boxed_str()))).await;
    let Delivered::Permanent(reason) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(reason.chars().count(), 300);
}

/// What the server heard of a mail, and what became of it.
async fn heard(name: &str, hello: &'static str, mail: Mail) -> (Vec<String>, Delivered) {
    let (url, reading) = server_of(name, "EHLO", Answer::Say(hello));
    let outcome = smtp(url, Limits::default()).deliver(mail).await;
    (reading.join().unwrap().commands, outcome)
}

fn begins(commands: &[String], word: &str) -> bool {
    commands.iter().any(|command| command.starts_with(word))
}

/// No address of this machine's own to the program, though it leads there.
const ELSEWHERE: &str = "0.0.0.0";

#[tokio::test]
async fn a_password_goes_to_another_machine_protected_or_not_at_all() {
    let server = format!("desk:secret@{ELSEWHERE}");
    for hello in [
        "250-mail.example\r\n250 AUTH PLAIN",
        "250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN",
    ] {
        let (commands, outcome) = heard(&server, hello, mail()).await;
        assert!(matches!(outcome, Delivered::ChannelDown(_)), "{outcome:?}");
        assert!(!begins(&commands, "AUTH") && !begins(&commands, "MAIL"), "{commands:?}");
    }
    let (commands, outcome) = heard("desk:secret@127.0.0.1", "250-mail.example\r\n250 AUTH PLAIN", mail()).await;
    assert_eq!(outcome, Delivered::Sent);
    // Base64 of the two with a zero before each (RFC 4616).
    assert!(
        commands.contains(&"AUTH PLAIN AGRlc2sAc2VjcmV0".to_owned()),
        "{commands:?}"
    );
}

#[tokio::test]
async fn protection_is_taken_where_it_is_offered() {
    let (commands, outcome) = heard(ELSEWHERE, "250-mail.example\r\n250 STARTTLS", mail()).await;
    assert!(matches!(outcome, Delivered::ChannelDown(_)), "{outcome:?}");
    assert!(
        begins(&commands, "STARTTLS") && !begins(&commands, "MAIL"),
        "{commands:?}"
    );
    let (commands, outcome) = heard(ELSEWHERE, "250 mail.example", mail()).await;
    assert_eq!(outcome, Delivered::Sent, "{commands:?}");
}

#[tokio::test]
async fn an_address_outside_ascii_goes_only_to_servers_that_take_it() {
    let mail = || Mail {
        to: "dyżur@city.example".parse().unwrap(),
        ..mail()
    };
    let (commands, outcome) = heard("127.0.0.1", "250 mail.example", mail()).await;
    assert!(matches!(outcome, Delivered::Permanent(_)), "{outcome:?}");
    assert!(!begins(&commands, "MAIL"), "{commands:?}");
    let (commands, outcome) = heard("127.0.0.1", "250-mail.example\r\n250 SMTPUTF8", mail()).await;
    assert_eq!(outcome, Delivered::Sent);
    let from = commands.iter().find(|command| command.starts_with("MAIL")).unwrap();
    assert!(from.ends_with(" SMTPUTF8"), "{from}");
}

#[tokio::test]
async fn an_installation_without_a_name_is_called_by_its_address() {
    for (base, host) in [
        ("http://192.0.2.7/", "[192.0.2.7]"),
        ("http://[2001:db8::1]:8080/", "[IPv6:2001:db8::1]"),
    ] {
        let (url, reading) = server("nothing", Answer::Silence);
        let from = "dutyline@city.example".parse().unwrap();
        let channel = Smtp::new(url, from, &base.parse().unwrap(), Limits::default());
        assert_eq!(channel.deliver(mail()).await, Delivered::Sent);
        channel.rest().await;
        let heard = reading.join().unwrap();
        assert_eq!(heard.commands[0], format!("EHLO {host}"));
        let id = format!("Message-ID: <0190163d-8694-739b-aea5-966c26f8ad90@{host}>");
        assert!(heard.content.contains(&id), "{:#?}", heard.content);
    }
}

/// A mail server for so many sessions, each of which it ends, without a word, after so many messages; what it read.
fn sessions(count: usize, messages: usize) -> (SmtpUrl, JoinHandle<Vec<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let reading = thread::spawn(move || {
        let accepted = (0..count).map(|_| listener.accept().unwrap().0);
        accepted.map(|stream| takes(stream, messages).unwrap()).collect()
    });
    (url.parse().unwrap(), reading)
}

fn takes(mut stream: TcpStream, messages: usize) -> std::io::Result<Vec<String>> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    write!(stream, "220 mail.example ESMTP\r\n")?;
    let (mut commands, mut taken) = (Vec::new(), 0);
    while let Some(line) = lines.next().transpose()? {
        let word: String = line.chars().take(4).collect();
        if word == "DATA" {
            write!(stream, "354 go on\r\n")?;
            while lines.next().transpose()?.is_some_and(|line| line != ".") {}
            taken += 1;
        }
        write!(stream, "250 fine\r\n")?;
        commands.push(word);
        if taken == messages {
            break;
        }
    }
    Ok(commands)
}

#[tokio::test]
async fn messages_follow_each_other_in_one_session_until_nothing_is_left() {
    let (url, reading) = sessions(1, 9);
    let channel = smtp(url, Limits::default());
    for _ in 0..3 {
        assert_eq!(channel.deliver(mail()).await, Delivered::Sent);
    }
    channel.rest().await;
    let one = ["MAIL", "RCPT", "DATA"];
    assert_eq!(
        reading.join().unwrap(),
        [[&["EHLO"][..], &one, &one, &one, &["QUIT"]].concat()]
    );
}

#[tokio::test]
async fn a_session_the_server_ended_meanwhile_is_nobody_s_fault() {
    let (url, reading) = sessions(3, 1);
    let channel = smtp(url, Limits::default());
    for _ in 0..3 {
        assert_eq!(channel.deliver(mail()).await, Delivered::Sent);
    }
    let one = ["EHLO", "MAIL", "RCPT", "DATA"];
    assert_eq!(reading.join().unwrap(), [one, one, one]);
}

#[tokio::test]
async fn after_a_refusal_the_session_begins_anew_with_the_next_message() {
    let (url, reading) = server("RCPT", Answer::Say("550 no such mailbox"));
    let channel = smtp(url, Limits::default());
    for _ in 0..2 {
        assert_eq!(name(&channel.deliver(mail()).await), "permanent");
    }
    drop(channel);
    let commands = reading.join().unwrap().commands;
    let words: Vec<&str> = commands.iter().map(|command| &command[..4]).collect();
    assert_eq!(words, ["EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT"]);
}
#[tokio::test]
async fn a_server_that_takes_no_further_session_is_crowded_and_not_down() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let (has_begun, begun) = tokio::sync::oneshot::channel();
    let (go_on, gone_on) = std::sync::mpsc::channel::<()>();
    let serving = thread::spawn(move || {
        let (mut first, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(first.try_clone().unwrap()).lines();
        write!(first, "220 mail.example ESMTP\r\n").unwrap();
        for _ in ["EHLO", "MAIL"] {
            lines.next().unwrap().unwrap();
            write!(first, "250 fine\r\n").unwrap();
        }
        has_begun.send(()).unwrap();
        let (mut further, _) = listener.accept().unwrap();
        write!(further, "421 too many sessions\r\n").unwrap();
        gone_on.recv().unwrap();
        // The rest of two messages.
        while let Some(Ok(line)) = lines.next() {
            if line == "DATA" {
                write!(first, "354 go on\r\n").unwrap();
                while lines.next().unwrap().unwrap() != "." {}
            }
            write!(first, "250 fine\r\n").unwrap();
        }
    });
    let channel = std::sync::Arc::new(smtp(url.parse().unwrap(), Limits::default()));
    let first = std::sync::Arc::clone(&channel);
    let first = tokio::spawn(async move { first.deliver(mail()).await });
    begun.await.unwrap();
    assert_eq!(channel.deliver(mail()).await, Delivered::Crowded);
    go_on.send(()).unwrap();
    assert_eq!(first.await.unwrap(), Delivered::Sent);
    assert_eq!(channel.deliver(mail()).await, Delivered::Sent);
    drop(channel);
    serving.join().unwrap();
}
