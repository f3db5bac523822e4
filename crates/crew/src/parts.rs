//! Several texts and files as one: each behind its length.

/// All parts as one.
#[must_use]
pub fn pack<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Vec<u8> {
    let mut packed = Vec::new();
    for part in parts {
        packed.extend((part.len() as u64).to_le_bytes());
        packed.extend(part);
    }
    packed
}

/// The parts again; nothing where they are cut short.
#[must_use]
pub fn unpack(packed: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut rest = packed;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (length, behind) = rest.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (part, behind) = behind.split_at_checked(length)?;
        parts.push(part.to_vec());
        rest = behind;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_out_as_they_went_in() {
        let parts: [&[u8]; 5] = [b"brief.json", b"{}\n", "é".as_bytes(), &[0, 255], b""];
        let packed = pack(parts);
        assert_eq!(unpack(&packed), Some(parts.map(<[u8]>::to_vec).to_vec()));
        assert_eq!(unpack(b""), Some(Vec::new()));
        assert_eq!(unpack(&packed[..packed.len() - 1]), None);
    }
}
