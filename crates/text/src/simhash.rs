//! A 64-bit SimHash over word 4-grams, to find copies of a text that differ in a few words.
//!
//! In: a text. Out: 64 bits; two texts that share most of their runs of four words differ in few bits.
//! White space, punctuation and letter case never count. The hash is the same on every machine and in every run.

/// Words in one run.
const RUN: usize = 4;
/// Fixed seeds: changing them would make every stored hash worthless.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const STEP: u64 = 0xff51_afd7_ed55_8ccd;

/// The SimHash of `text`; 0 for a text without words.
///
/// ```
/// use litopys_text::simhash;
/// let one = "Four drones fell on the port at night, the mayor said, and two cranes burned.";
/// assert_eq!(simhash(one), simhash("FOUR drones fell on the port at night the mayor said and two cranes burned"));
/// ```
pub fn simhash(text: &str) -> u64 {
    let mut votes = Votes::default();
    let mut run = [0u64; RUN];
    let mut n_words = 0usize;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        run.rotate_left(1);
        run[RUN - 1] = hash_word(word);
        n_words += 1;
        if n_words >= RUN {
            votes.add(hash_run(&run));
        }
    }
    match n_words {
        0 => return 0,
        n if n < RUN => votes.add(hash_run(&run)),
        _ => {}
    }
    votes.majority()
}

/// How many hashes had each bit. Sixty-four counters are held as bytes in eight words and emptied before they run over.
#[derive(Default)]
struct Votes {
    lanes: [u64; 8],
    n_waiting: u32,
    n_all: u64,
    counts: [[u64; 8]; 8],
}

impl Votes {
    fn add(&mut self, hash: u64) {
        for (i, lane) in self.lanes.iter_mut().enumerate() {
            *lane += hash >> i & 0x0101_0101_0101_0101;
        }
        self.n_all += 1;
        self.n_waiting += 1;
        if self.n_waiting == 255 {
            self.empty();
        }
    }

    fn empty(&mut self) {
        for (lane, counts) in self.lanes.iter_mut().zip(&mut self.counts) {
            for (byte, count) in std::mem::take(lane).to_le_bytes().iter().zip(counts) {
                *count += u64::from(*byte);
            }
        }
        self.n_waiting = 0;
    }

    /// The bits that more than half of the hashes had.
    fn majority(mut self) -> u64 {
        self.empty();
        let mut bits = 0;
        for (i, counts) in self.counts.iter().enumerate() {
            for (byte, count) in counts.iter().enumerate() {
                bits |= u64::from(count * 2 > self.n_all) << (byte * 8 + i);
            }
        }
        bits
    }
}

/// FNV-1a over the lower-case letters.
fn hash_word(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut add = |b: u8| hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|b| add(b.to_ascii_lowercase()));
    } else {
        let mut buffer = [0u8; 4];
        for c in word.chars().flat_map(char::to_lowercase) {
            c.encode_utf8(&mut buffer).bytes().for_each(&mut add);
        }
    }
    hash
}

fn hash_run(run: &[u64; RUN]) -> u64 {
    let mut hash = SEED;
    for word in run {
        hash = (hash ^ word).wrapping_mul(STEP);
        hash ^= hash >> 32;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::simhash;

    const NOTE: &str = "Officials in the river district said on Monday that a drone had hit the grain store \
        near the old bridge. Nobody was hurt. Firemen worked until noon, and the road to the ferry stayed shut \
        for the rest of the day while sappers looked for what had not gone off.";

    fn apart(a: &str, b: &str) -> u32 {
        (simhash(a) ^ simhash(b)).count_ones()
    }

    #[test]
    fn a_changed_word_moves_few_bits_and_another_text_moves_many() {
        let copy = NOTE.replace("Monday", "Tuesday");
        let other = "The council voted to plant lime trees along both banks, to mend the lamps at the swimming \
            hall and to put off the question of the tram until the autumn, when the books of the year are closed.";
        assert!(apart(NOTE, &copy) <= 12, "{}", apart(NOTE, &copy));
        assert!(apart(NOTE, other) >= 20, "{}", apart(NOTE, other));
    }

    #[test]
    fn layout_does_not_count() {
        assert_eq!(simhash(NOTE), simhash(&NOTE.replace(' ', "\r\n  ")));
    }

    #[test]
    fn no_words_and_few_words() {
        assert_eq!(simhash(""), 0);
        assert_eq!(simhash(" …  — "), 0);
        assert_ne!(simhash("дрон"), 0);
    }

    #[test]
    fn the_value_is_pinned() {
        assert_eq!(simhash("one two three four five"), 0x4645_0025_4080_0000);
    }
}
