//! ZIP archives without their end: the files are found one after the other, as far as they go.

use std::io::{BufReader, Read, Seek, SeekFrom};

use flate2::bufread::DeflateDecoder;

use super::names::{Contents, NameEncoding, Names, Verdict, clean};
use super::zip::too_packed;
use super::zip_directory::{Entry, LOCAL, LOCAL_MARK, LOCKED, number2, number4, read_extra};
use super::{Archive, CUT, Member, Stated, Stop, Unpacked, read_up_to};
use crate::ingest::passed_over::too_large_in_archive;
use crate::ingest::readers::content::Content;
use crate::ingest::readers::limits::Met;
use crate::problem::Cause;

/// Sizes stand behind the file.
const SIZES_BEHIND: u16 = 8;

/// Reads the files that are there. What ends the archive is told after them.
pub(super) fn members(archive: &mut Archive<'_, '_>) -> Result<(), Stop> {
    let (limits, task) = (archive.file.limits, archive.file.task);
    let mut content = archive.file.content();
    let mut left = limits.of_packed(content.length());
    let (mut contents, mut unique) = (Contents::default(), Names::default());
    let (mut batch, mut held) = (Vec::new(), 0);
    let mut at = 0;
    let end = loop {
        let Some((entry, start, has_sizes)) = header(&mut content, at) else { break Ok(()) };
        if let Err(stop) = archive.count() {
            break Err(stop);
        }
        let name = clean(&NameEncoding::guess([entry.name.as_slice()].into_iter()).decode(&entry.name));
        contents.note(&name);
        let mut packed =
            BufReader::new(content.clone().take(if has_sizes { entry.packed } else { u64::MAX }));
        let is_read = !entry.is_folder() && !entry.is_locked && matches!(entry.method, 0 | 8);
        if !is_read && !has_sizes {
            // Where it ends cannot be known.
            break Ok(());
        }
        let limit = if has_sizes { limits.file_bytes.min(entry.size) } else { limits.file_bytes };
        let (bytes, is_whole) = match entry.method {
            _ if !is_read => (Vec::new(), true),
            8 => {
                let mut unpacking = DeflateDecoder::new(&mut packed);
                let (bytes, is_whole) = read_up_to(&mut unpacking, limit, task);
                at = start + unpacking.total_in();
                (bytes, is_whole)
            }
            _ if !has_sizes => break Ok(()),
            _ => read_up_to(&mut packed, limit, task),
        };
        let taken = if has_sizes { entry.packed } else { at - start };
        at = start.saturating_add(taken);
        match left.checked_sub(bytes.len() as u64) {
            Some(rest) => left = rest,
            None => break Err(Met::Ratio(limits.ratio).into()),
        }
        if let Err(met) = archive.within.spent.unpack(bytes.len() as u64, limits) {
            break Err(met.into());
        }
        let size = bytes.len() as u64;
        let trouble = if size > limits.file_bytes {
            Some((Cause::Skipped, too_large_in_archive(&name, size, limits)))
        } else if size > limits.of_packed(taken) {
            Some((Cause::Skipped, too_packed(limits)))
        } else {
            None
        };
        let is_cut = !is_whole || has_sizes && size != entry.size;
        if let Some((cause, text)) = trouble {
            archive.tell_of(&name, cause, text);
        } else if is_read {
            match contents.verdict(&name) {
                Verdict::Open => {
                    held += size;
                    let trouble = is_cut.then(|| (Cause::Unreadable, CUT.to_owned()));
                    let what = (bytes, trouble);
                    batch.push(Member { name: unique.unique(name), what, stated: Stated::default() });
                }
                Verdict::Silent => {}
                Verdict::Told(path, text) => archive.tell_of(&path, Cause::Skipped, text),
            }
        }
        if archive.is_enough(batch.len(), held) {
            flush(archive, &mut batch, &mut held)?;
        }
        if !is_whole && !has_sizes {
            break Ok(());
        }
        at = next_header(content.clone(), at);
    };
    flush(archive, &mut batch, &mut held)?;
    archive.tell_cut();
    end
}

type Held = (Vec<u8>, Option<(Cause, String)>);

fn flush(archive: &mut Archive<'_, '_>, batch: &mut Vec<Member<Held>>, held: &mut u64) -> Result<(), Stop> {
    *held = 0;
    archive.read(&std::mem::take(batch), |(bytes, trouble)| Unpacked {
        bytes: bytes.as_slice().into(),
        trouble: trouble.clone(),
    })
}

/// The header at `at`, where the file behind it begins, and whether its sizes are known. `content` is
/// then at the file.
fn header(content: &mut Content<'_>, at: u64) -> Option<(Entry, u64, bool)> {
    let mut head = [0; LOCAL as usize];
    content.seek(SeekFrom::Start(at)).ok()?;
    content.read_exact(&mut head).ok().filter(|()| head.starts_with(LOCAL_MARK))?;
    let mut name = vec![0; usize::from(number2(&head, 26))];
    content.read_exact(&mut name).ok()?;
    let mut extra = vec![0; usize::from(number2(&head, 28))];
    content.read_exact(&mut extra).ok()?;
    let start = at + LOCAL + (name.len() + extra.len()) as u64;
    let flags = number2(&head, 6);
    let mut entry = Entry {
        name,
        method: number2(&head, 8),
        is_locked: flags & LOCKED != 0,
        is_link: false,
        checksum: number4(&head, 14),
        packed: u64::from(number4(&head, 18)),
        size: u64::from(number4(&head, 22)),
        header: at,
    };
    read_extra(&extra, &mut entry);
    Some((entry, start, flags & SIZES_BEHIND == 0))
}

/// Where the next header begins, near `at`: sizes may stand between.
fn next_header(mut content: Content<'_>, at: u64) -> u64 {
    const NEAR: u64 = 64;
    let mut near = Vec::new();
    if content.seek(SeekFrom::Start(at)).is_ok() {
        content.take(NEAR).read_to_end(&mut near).ok();
    }
    let found = near.windows(LOCAL_MARK.len()).position(|bytes| bytes == LOCAL_MARK);
    at + found.unwrap_or(0) as u64
}
