//! Messages as they come over the wire: a header with a length, a blank line, so many bytes. Whatever comes, reading goes on
//! with the next message that can be found: a client that sent nonsense once has not closed its documents.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// No message is longer than this: it would be a document that is too large to be read as a file.
const LONGEST: u64 = 64 * 1024 * 1024;
/// So much is kept of a line of a header: the end, in which a new header may follow a message that was longer than it said.
const LONGEST_LINE: usize = 8 * 1024;
const LENGTH: &str = "content-length:";

/// What was read.
#[derive(Debug, PartialEq)]
pub enum Frame {
    /// A message, which may be no JSON.
    Message(Vec<u8>),
    /// Something without a length, or with one that no message has.
    Broken(&'static str),
    /// Nothing comes any more.
    End,
}

/// Reads the next message.
///
/// # Errors
/// When the input cannot be read.
pub fn read(input: &mut impl BufRead) -> io::Result<Frame> {
    let mut length: Option<Option<u64>> = None;
    let mut has_header = false;
    loop {
        let Some(line) = line(input)? else { return Ok(Frame::End) };
        let said = line.trim();
        if !said.is_empty() {
            has_header = true;
            let lower = said.to_ascii_lowercase();
            if let Some(at) = lower.rfind(LENGTH) {
                let number = lower.get(at + LENGTH.len()..).unwrap_or_default().trim();
                length = Some(number.parse().ok());
            }
            continue;
        }
        match length {
            Some(Some(length)) if length <= LONGEST => {
                let mut message = vec![];
                input.take(length).read_to_end(&mut message)?;
                let is_whole = message.len() as u64 == length;
                return Ok(if is_whole { Frame::Message(message) } else { Frame::End });
            }
            Some(Some(_)) => return Ok(Frame::Broken("the message is too long")),
            Some(None) => return Ok(Frame::Broken("Content-Length is no number")),
            None if has_header => return Ok(Frame::Broken("Content-Length is missing")),
            None => {}
        }
    }
}

/// Writes a message.
///
/// # Errors
/// When it cannot be written.
pub fn write(out: &mut dyn Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}

/// A line, or the end of one that is very long; none at the end of the input.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line: Vec<u8> = vec![];
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok((!line.is_empty()).then(|| String::from_utf8_lossy(&line).into_owned()));
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(chunk.len(), |end| end + 1);
        line.extend_from_slice(chunk.get(..taken).unwrap_or_default());
        input.consume(taken);
        let surplus = line.len().saturating_sub(LONGEST_LINE);
        line.drain(..surplus);
        if end.is_some() {
            return Ok(Some(String::from_utf8_lossy(&line).into_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut input: &[u8]) -> Vec<String> {
        let mut frames = vec![];
        loop {
            match read(&mut input).unwrap() {
                Frame::Message(bytes) => frames.push(String::from_utf8_lossy(&bytes).into_owned()),
                Frame::Broken(why) => frames.push(format!("({why})")),
                Frame::End => return frames,
            }
        }
    }

    #[test]
    fn reading_goes_on_after_nonsense() {
        let long = format!("{}\r\nContent-Length: 2\r\n\r\n{{}}", "x".repeat(3 * LONGEST_LINE));
        for (input, wanted) in [
            ("", vec![]),
            ("Content-Length: 2\r\n\r\n{}", vec!["{}"]),
            ("content-length:2\nContent-Type: x\n\n{}Content-Length: 2\r\n\r\n[]", vec!["{}", "[]"]),
            ("Content-Length: 99\r\n\r\n{}", vec![]),
            ("hello\r\n\r\nContent-Length: 2\r\n\r\n{}", vec!["(Content-Length is missing)", "{}"]),
            (
                "Content-Length: two\r\n\r\n\r\nContent-Length: 2\r\n\r\n{}",
                vec!["(Content-Length is no number)", "{}"],
            ),
            (
                "Content-Length: 99999999999\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
                vec!["(the message is too long)", "[]"],
            ),
            ("Content-Length: 1\r\n\r\n{}Content-Length: 2\r\n\r\n[]", vec!["{", "[]"]),
            ("Content-Length: -1\r\n\r\n", vec!["(Content-Length is no number)"]),
            (long.as_str(), vec!["{}"]),
        ] {
            assert_eq!(frames(input.as_bytes()), wanted, "{}", input.get(..40).unwrap_or(input));
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut written = vec![];
        write(&mut written, &serde_json::json!({ "a": "障害" })).unwrap();
        assert_eq!(frames(&written), ["{\"a\":\"障害\"}"]);
    }
}
