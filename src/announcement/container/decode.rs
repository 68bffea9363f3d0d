//! Bytes → text: UTF-8, UTF-16 by its mark or its zeros, else windows-1251 where most letters are Cyrillic, else
//! windows-1250 or ISO 8859-2, which differ in a few letters.

use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1251};

use crate::announcement::error::ReadError;

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

/// Whether letters above ASCII follow each other, as only words of another alphabet have them.
fn cyrillic(bytes: &[u8]) -> bool {
    let high = |byte: &u8| *byte >= 0xc0;
    let all = bytes.iter().filter(|byte| high(byte)).count();
    let pairs = bytes.windows(2).filter(|pair| pair.iter().all(high)).count();
    all > 10 && pairs * 2 > all
}

fn one_byte(bytes: &[u8]) -> String {
    let decode = |bytes: &[u8], page: &'static Encoding| page.decode_without_bom_handling(bytes).0.into_owned();
    if cyrillic(bytes) {
        return decode(bytes, WINDOWS_1251);
    }
    // These bytes are Polish letters in ISO 8859-2 and signs in windows-1250, or the other way round.
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let iso =
        count(&[0xa1, 0xa6, 0xac, 0xb1, 0xb6, 0xbc]) > count(&[0xa5, 0x8c, 0x8f, 0xb9, 0x9c, 0x9f, 0x84, 0x94, 0x96]);
    if !iso {
        return decode(bytes, WINDOWS_1250);
    }
    // ISO 8859-2 has no signs below 0xa0; dashes and quotes there were left over from windows-1250.
    let sign = |byte: u8| (0x80..0xa0).contains(&byte);
    bytes
        .chunk_by(|a, b| sign(*a) == sign(*b))
        .map(|run| decode(run, if sign(run[0]) { WINDOWS_1250 } else { ISO_8859_2 }))
        .collect()
}
