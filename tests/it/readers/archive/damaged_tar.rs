//! TAR archives that are damaged in the middle: what stands behind the damage is read too.

use parallax::problem::Cause;

use super::{check_found, gz, tar_of};
use crate::files::read_bytes;

const DAMAGED: (&str, Cause, &str) = ("a.tar", Cause::Unreadable, "damaged in the middle");

/// Four files of one block each behind their headers: a, b, c, d.
fn four() -> Vec<u8> {
    tar_of(&[("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"three"), ("d.txt", b"four")])
}

#[track_caller]
fn check(bytes: &[u8], members: &[&str], problems: &[(&str, Cause, &str)]) {
    check_found(&read_bytes(bytes, "a.tar"), members, problems);
    // Packed, it is read as a stream.
    check_found(&read_bytes(&gz(bytes), "a.tar"), members, problems);
}

#[test]
fn a_damaged_header_costs_its_file_alone() {
    let mut bytes = four();
    bytes[1024 + 3] ^= 0x20;
    check(&bytes, &["a.txt", "c.txt", "d.txt"], &[DAMAGED]);
    // Nothing is left of it.
    bytes[1024..1536].fill(0);
    check(&bytes, &["a.txt", "c.txt", "d.txt"], &[DAMAGED]);
    bytes[1024..1536].fill(0xFF);
    check(&bytes, &["a.txt", "c.txt", "d.txt"], &[DAMAGED]);
    // The first, and two of them.
    let mut bytes = four();
    bytes[3] ^= 0x20;
    check(&bytes, &["b.txt", "c.txt", "d.txt"], &[DAMAGED]);
    bytes[2048..2560].fill(b'7');
    check(&bytes, &["b.txt", "d.txt"], &[DAMAGED]);
    // The last: nothing is found behind it.
    let mut bytes = four();
    bytes[3072 + 3] ^= 0x20;
    check(&bytes, &["a.txt", "b.txt", "c.txt"], &[("a.tar", Cause::Unreadable, "cut short or damaged")]);
}

#[test]
fn bytes_that_were_lost_or_put_in() {
    let bytes = four();
    let lost = [&bytes[..1100], &bytes[1107..]].concat();
    check(&lost, &["a.txt", "c.txt", "d.txt"], &[DAMAGED]);
    let put_in = [&bytes[..1024], b"noise of no use", &bytes[1024..]].concat();
    check(&put_in, &["a.txt", "b.txt", "c.txt", "d.txt"], &[DAMAGED]);
    let far = [&bytes[..1024], &b"noise ".repeat(50_000), &bytes[1024..]].concat();
    check(&far, &["a.txt", "b.txt", "c.txt", "d.txt"], &[DAMAGED]);
}

#[test]
fn long_names_and_oldest_headers_are_found_again() {
    let long = format!("{}/b.txt", "name".repeat(60));
    let mut bytes = tar_of(&[("a.txt", b"one"), (&long, b"two"), ("c.txt", b"three")]);
    let at = 1024 + 512 + 512;
    assert!(bytes[at..].starts_with(b"name"));
    bytes[at + 3] ^= 0x20;
    check(&bytes, &["a.txt", "c.txt"], &[DAMAGED]);
    // Without a mark, in their places.
    let old = |name: &str, text: &[u8]| {
        let mut header = tar::Header::new_old();
        header.set_path(name).unwrap();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        let mut block = text.to_vec();
        block.resize(512, 0);
        [header.as_bytes().as_slice(), &block].concat()
    };
    let mut bytes =
        [old("a.txt", b"one"), old("b.txt", b"two"), old("c.txt", b"three"), vec![0; 1024]].concat();
    bytes[1024 + 3] ^= 0x20;
    check(&bytes, &["a.txt", "c.txt"], &[DAMAGED]);
}

#[test]
fn what_stands_behind_the_end() {
    let bytes = four();
    let all = ["a.txt", "b.txt", "c.txt", "d.txt"];
    // Tapes fill up with zeros, or with what was on them.
    for more in [vec![0; 9000], vec![], b"noise ".repeat(300)] {
        check(&[&bytes[..], &more].concat(), &all, &[]);
    }
    check(&bytes[..4096], &all, &[]);
    check(&bytes[..4096 + 512], &all, &[]);
    let two = [&bytes[..], &tar_of(&[("e.txt", b"five")])].concat();
    check(&two, &all, &[("a.tar", Cause::Skipped, "Another archive")]);
    // One block of zeros ends nothing.
    let one = [&bytes[..4096 + 512], &tar_of(&[("e.txt", b"five")])].concat();
    check(&one, &["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"], &[DAMAGED]);
}
