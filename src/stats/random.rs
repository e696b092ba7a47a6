//! A small random number generator, so that a seed gives the same figure everywhere and always.
//!
//! xoshiro256++ (Blackman & Vigna 2021, *Scrambled linear pseudorandom number generators*), its
//! state filled by `SplitMix64` (Steele, Lea & Flood 2014). Not for secrets. A crate might change
//! its stream between versions, and a published p-value would change with it.

/// How a randomised procedure is run; it is part of the result's caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Resampling {
    /// Number of resamples or permutations drawn.
    pub resamples: u32,
    /// Where the random numbers begin.
    pub seed: u64,
}

impl Default for Resampling {
    /// 9,999 resamples: p-values then are multiples of 1/10,000.
    fn default() -> Self {
        Self { resamples: 9_999, seed: 1 }
    }
}

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// The stream of `seed`.
    pub fn new(seed: u64) -> Self {
        let mut splitter = seed;
        Self { state: std::array::from_fn(|_| split_mix(&mut splitter)) }
    }

    /// The `part`-th of many independent streams of `seed`: work shared out over threads takes
    /// one stream a chunk, so the number of threads does not matter.
    pub fn part(seed: u64, part: u64) -> Self {
        let mut splitter = seed;
        Self::new(split_mix(&mut splitter) ^ mix(part))
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// A number below `bound`, all equally likely; 0 for a bound of 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        let bits = self.bits() >> 32;
        self.fair(bits, bound)
    }

    /// Two numbers below `bound` out of one draw of bits: twice as quick where millions are drawn.
    pub fn two_below(&mut self, bound: u32) -> [u32; 2] {
        let bits = self.bits();
        [self.fair(bits >> 32, bound), self.fair(bits & 0xFFFF_FFFF, bound)]
    }

    /// Lemire 2019, *Fast random integer generation in an interval*, from 32 bits, and others where these
    /// would not be fair.
    fn fair(&mut self, bits: u64, bound: u32) -> u32 {
        let bound = u64::from(bound);
        let mut product = bits * bound;
        if product & 0xFFFF_FFFF < bound {
            let unfair = (1u64 << 32) % bound.max(1);
            while product & 0xFFFF_FFFF < unfair {
                product = (self.bits() >> 32) * bound;
            }
        }
        (product >> 32) as u32
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mix(*state)
}

/// Scrambles 64 bits so that every input bit reaches every output bit.
pub(crate) fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The authors' own vectors: `SplitMix64` from 1234567, and xoshiro256++ from state 1, 2, 3, 4
    /// (as in the tests of the `rand_xoshiro` crate).
    #[test]
    fn streams_match_the_published_vectors() {
        let mut state = 1_234_567;
        assert_eq!(split_mix(&mut state), 6_457_827_717_110_365_317);
        assert_eq!(split_mix(&mut state), 3_203_168_211_198_807_973);
        let mut random = Random { state: [1, 2, 3, 4] };
        let drawn = [random.bits(), random.bits(), random.bits()];
        assert_eq!(drawn, [41_943_041, 58_720_359, 3_588_806_011_781_223]);
    }

    #[test]
    fn below_is_fair() {
        let mut random = Random::new(7);
        let mut seen = [0u32; 6];
        for _ in 0..60_000 {
            seen[random.below(6) as usize] += 1;
        }
        assert!(seen.iter().all(|&times| (9_600..10_400).contains(&times)), "{seen:?}");
        let mut seen = [0u32; 36];
        for _ in 0..36_000 {
            let [one, other] = random.two_below(6);
            seen[(one * 6 + other) as usize] += 1;
        }
        assert!(seen.iter().all(|&times| (880..1_120).contains(&times)), "{seen:?}");
        assert_eq!(random.two_below(0), [0, 0]);
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
    }
}
