//! Bytes → text: UTF-8, UTF-16 by its mark or its zeros, else windows-1251 where most letters are Cyrillic, else
//! windows-1250 or ISO 8859-2, which differ in a few letters.

use crate::announcement::ReadError;

/// windows-1250, 0x80 to 0xff (unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1250.TXT); U+FFFD where nothing is.
const WINDOWS_1250: &str = "€\u{fffd}‚\u{fffd}„…†‡\u{fffd}‰Š‹ŚŤŽŹ\u{fffd}‘’“”•–—\u{fffd}™š›śťžź\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";

/// Where ISO 8859-2 has another letter than windows-1250, among those Polish uses: byte and letter.
const ISO_8859_2: &[(u8, char)] = &[
    (0xa1, 'Ą'),
    (0xa6, 'Ś'),
    (0xac, 'Ź'),
    (0xb1, 'ą'),
    (0xb6, 'ś'),
    (0xbc, 'ź'),
];

/// The text of the bytes.
pub fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let not_text = || ReadError::NotReadable("it is not text".to_owned());
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes).ok_or_else(not_text);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes).ok_or_else(not_text);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    if zeros > 0 {
        let even = head.iter().step_by(2).filter(|byte| **byte == 0).count();
        let odd = zeros - even;
        let decoded = if odd > head.len() / 8 && even * 8 < odd {
            utf16(bytes, u16::from_le_bytes)
        } else if even > head.len() / 8 && odd * 8 < even {
            utf16(bytes, u16::from_be_bytes)
        } else {
            None
        };
        return decoded.ok_or_else(not_text);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => one_byte(bytes),
    };
    let (odd, all) = text.chars().take(65_536).fold((0_usize, 0_usize), |(odd, all), c| {
        (
            odd + usize::from(
                c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}'),
            ),
            all + 1,
        )
    });
    if odd * 20 > all { Err(not_text()) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

/// windows-1251, the letters and marks that Ukrainian uses, beside `А` to `я` at 0xc0 to 0xff.
const WINDOWS_1251: &[(u8, char)] = &[
    (0xa5, 'Ґ'),
    (0xb4, 'ґ'),
    (0xaa, 'Є'),
    (0xba, 'є'),
    (0xaf, 'Ї'),
    (0xbf, 'ї'),
    (0xb2, 'І'),
    (0xb3, 'і'),
    (0xa8, 'Ё'),
    (0xb8, 'ё'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x96, '–'),
    (0x97, '—'),
    (0xa0, '\u{a0}'),
    (0xab, '«'),
    (0xbb, '»'),
    (0xb9, '№'),
    (0x85, '…'),
];

/// Whether letters above ASCII stand beside each other as only words of another alphabet have them.
fn cyrillic(bytes: &[u8]) -> bool {
    let high = |byte: &u8| *byte >= 0xc0;
    let all = bytes.iter().filter(|byte| high(byte)).count();
    let pairs = bytes.windows(2).filter(|pair| pair.iter().all(high)).count();
    all > 10 && pairs * 2 > all
}

fn from_1251(byte: u8) -> char {
    match byte {
        0..0x80 => char::from(byte),
        0xc0.. => char::from_u32(0x410 + u32::from(byte - 0xc0)).unwrap_or('\u{fffd}'),
        _ => WINDOWS_1251
            .iter()
            .find(|(at, _)| *at == byte)
            .map_or('\u{fffd}', |(_, letter)| *letter),
    }
}

fn one_byte(bytes: &[u8]) -> String {
    if cyrillic(bytes) {
        return bytes.iter().map(|byte| from_1251(*byte)).collect();
    }
    let table: Vec<char> = WINDOWS_1250.chars().collect();
    // These bytes are Polish letters in ISO 8859-2 and signs in windows-1250, or the other way round.
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let iso =
        count(&[0xa1, 0xa6, 0xac, 0xb1, 0xb6, 0xbc]) > count(&[0xa5, 0x8c, 0x8f, 0xb9, 0x9c, 0x9f, 0x84, 0x94, 0x96]);
    bytes
        .iter()
        .map(|byte| {
            let letter = ISO_8859_2
                .iter()
                .find(|(at, _)| iso && at == byte)
                .map(|(_, letter)| *letter);
            letter.unwrap_or_else(|| {
                byte.checked_sub(0x80).map_or(char::from(*byte), |high| {
                    table.get(usize::from(high)).copied().unwrap_or('\u{fffd}')
                })
            })
        })
        .collect()
}
