//! MD5 (RFC 1321), for `SimHash` values that other programs give as well. Not for security.

/// The shifts of each round, four to a round.
const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

/// The last 8 of the 16 bytes of the MD5 digest, as a big-endian number.
pub fn low_64(message: &[u8]) -> u64 {
    let [_, _, c, d] = digest(message);
    (u64::from(c.swap_bytes()) << 32) | u64::from(d.swap_bytes())
}

/// The four words of the digest, little-endian.
fn digest(message: &[u8]) -> [u32; 4] {
    let mut state = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476];
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(64), 0);
    if padded.len() < message.len() + 9 {
        padded.resize(padded.len() + 64, 0);
    }
    let end = padded.len() - 8;
    padded[end..].copy_from_slice(&(message.len() as u64).wrapping_mul(8).to_le_bytes());
    for block in padded.chunks_exact(64) {
        let words: [u32; 16] = std::array::from_fn(|which| {
            let at = which * 4;
            u32::from_le_bytes([block[at], block[at + 1], block[at + 2], block[at + 3]])
        });
        add_block(&mut state, &words);
    }
    state
}

fn add_block(state: &mut [u32; 4], words: &[u32; 16]) {
    let [mut a, mut b, mut c, mut d] = *state;
    for step in 0..64 {
        let (mixed, word) = match step / 16 {
            0 => ((b & c) | (!b & d), step),
            1 => ((d & b) | (!d & c), 5 * step + 1),
            2 => (b ^ c ^ d, 3 * step + 5),
            _ => (c ^ (b | !d), 7 * step),
        };
        // floor(2^32 |sin(step + 1)|), as the standard defines its constants.
        let constant = ((step as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32;
        let sum = a.wrapping_add(mixed).wrapping_add(constant).wrapping_add(words[word % 16]);
        let turned = b.wrapping_add(sum.rotate_left(SHIFTS[step / 16][step % 4]));
        (a, d, c, b) = (d, c, b, turned);
    }
    for (sum, part) in state.iter_mut().zip([a, b, c, d]) {
        *sum = sum.wrapping_add(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(message: &str) -> String {
        let [a, b, c, d] = digest(message.as_bytes()).map(u32::swap_bytes);
        format!("{a:08x}{b:08x}{c:08x}{d:08x}")
    }

    /// The test suite of RFC 1321, appendix A.5.
    #[test]
    fn rfc_1321() {
        assert_eq!(hex(""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex("a"), "0cc175b9c0f1b6a831c399e269772661");
        assert_eq!(hex("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
        let digits = "1234567890".repeat(8);
        assert_eq!(hex(&digits), "57edf4a22be3c955ac49da2e2107b67a");
        assert_eq!(low_64(b"a"), 0x31c3_99e2_6977_2661);
    }

    #[test]
    fn lengths_around_a_block() {
        // Lengths at which the padding needs another block; the figure is that of Python's hashlib.
        for length in [55, 56, 63, 64, 65] {
            assert_eq!(hex(&"x".repeat(length)).len(), 32);
        }
        assert_eq!(hex(&"x".repeat(56)), "668a72d5ba17f08e62dabcafad6db14b");
    }
}
