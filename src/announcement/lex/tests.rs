use super::*;

/// How often each token of the line is looked at, on average.
fn looks(piece: &str, length: usize) -> usize {
    let line = piece.repeat(length / piece.len());
    let lexer = Lexer::new(&line, false, &mut Budget::new(&|| false)).unwrap();
    run(&lexer);
    lexer.looks.get() / lexer.tokens.len()
}

#[test]
fn a_line_costs_time_linear_in_its_length() {
    for piece in [
        "1, 2, 3, 4, ",
        "1-2, ",
        "13 czerwca 15-18 ",
        "((((( ",
        "12 616 57 69 ",
        "dyżur telefoniczny 13 czerwca ",
        "15.00-18.00 ",
        "13\t",
        "od od od ",
        "spotkanie 3.05.2024; ",
        "po polsku i po ukraińsku, ",
        "wtorki i czwartki, ",
    ] {
        let (short, long) = (looks(piece, 2_000), looks(piece, 20_000));
        assert!(
            long <= short + 5 && long < 1000,
            "{piece:?}: {short} looks a token, then {long}"
        );
    }
}
