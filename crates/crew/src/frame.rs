//! Messages over a pipe: some parts, each behind its length.

use std::io::{self, Read, Write};

/// More parts than any message has: what says so is none.
const MOST_PARTS: u64 = 64;

/// Writes a message.
///
/// # Errors
///
/// That the pipe is broken.
pub(crate) fn write<P: AsRef<[u8]>>(to: &mut impl Write, parts: &[P]) -> io::Result<()> {
    to.write_all(&(parts.len() as u64).to_le_bytes())?;
    for part in parts.iter().map(AsRef::as_ref) {
        to.write_all(&(part.len() as u64).to_le_bytes())?;
        to.write_all(part)?;
    }
    to.flush()
}

/// Reads a message; nothing at the end of the pipe.
///
/// # Errors
///
/// That the pipe is broken, ends within a message, or holds something else.
pub(crate) fn read(from: &mut impl Read) -> io::Result<Option<Vec<Vec<u8>>>> {
    let Some(parts) = length(from)? else { return Ok(None) };
    if parts > MOST_PARTS {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is no message"));
    }
    let part = |_| {
        let bytes = length(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        // It grows with what comes, whatever length was said.
        let mut part = Vec::new();
        if from.take(bytes).read_to_end(&mut part)? as u64 == bytes {
            Ok(part)
        } else {
            Err(io::Error::from(io::ErrorKind::UnexpectedEof))
        }
    };
    (0..parts).map(part).collect::<io::Result<_>>().map(Some)
}

/// A length; nothing at the end of the pipe.
fn length(from: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = Vec::with_capacity(8);
    from.take(8).read_to_end(&mut bytes)?;
    match <[u8; 8]>::try_from(bytes.as_slice()) {
        Ok(bytes) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(_) if bytes.is_empty() => Ok(None),
        Err(_) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_out_as_they_went_in() {
        let mut pipe = Vec::new();
        write(&mut pipe, &[b"a".as_slice(), b"", &[0; 70_000]]).expect("written");
        write::<&[u8]>(&mut pipe, &[]).expect("written");
        let mut rest = pipe.as_slice();
        let first = read(&mut rest).expect("whole").expect("a message");
        assert_eq!(first, [b"a".to_vec(), Vec::new(), vec![0; 70_000]]);
        assert_eq!(read(&mut rest).expect("whole"), Some(Vec::new()));
        assert_eq!(read(&mut rest).expect("the end"), None);
    }

    #[test]
    fn what_is_cut_or_no_message_is_said_so() {
        let mut pipe = Vec::new();
        write(&mut pipe, &[b"abc"]).expect("written");
        for end in 1..pipe.len() {
            assert!(read(&mut &pipe[..end]).is_err(), "{end}");
        }
        assert!(read(&mut b"Traceback (most recent".as_slice()).is_err());
    }
}
