//! What a packed spreadsheet grows to, measured before anything is made of it: what its list says may be a
//! lie, so it is unpacked once into nothing.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Fault;
use crate::ingest::readers::Input;

/// Whether the parts that are read stay within the limits.
pub(super) fn check(file: &Input<'_>) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(file.bytes)).map_err(|_| Fault::Broken)?;
    let mut room = file.limits.sheet_bytes;
    let mut buffer = vec![0; 64 * 1024];
    for at in 0..archive.len() {
        let Ok(mut part) = archive.by_index(at) else { continue };
        // Pictures and their kin are never unpacked.
        let is_read = part.name().is_ok_and(|name| {
            crate::ingest::readers::ending(&name)
                .is_some_and(|ending| matches!(&*ending, "xml" | "bin" | "rels"))
        });
        if !is_read {
            continue;
        }
        if part.size() > room {
            return Err(Fault::TooLarge);
        }
        loop {
            if file.task.is_cancelled() {
                return Err(Fault::Stopped);
            }
            let Ok(read) = part.read(&mut buffer) else { break };
            if read == 0 {
                break;
            }
            room = room.checked_sub(read as u64).ok_or(Fault::TooLarge)?;
        }
    }
    Ok(())
}
