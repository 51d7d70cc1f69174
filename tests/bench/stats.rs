//! Medians, tails, and how sure a ratio is.

use tests::hall::next_random;

/// Draws for the interval of a ratio.
const RESAMPLES: usize = 1000;

/// Values in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(50)
    }

    /// The value that so many of a hundred do not exceed.
    pub(crate) fn at(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn max(&self) -> f64 {
        self.at(100)
    }

    /// Median and tail in words.
    pub(crate) fn words(&self, unit: &str) -> String {
        let tail = self.at(99);
        format!("{} / {} {unit}", short(self.median()), short(tail))
    }
}

/// Ours and the peer's, round by round.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs {
    ours: Vec<f64>,
    peer: Vec<f64>,
    ratios: Vec<f64>,
}

impl Pairs {
    /// One round: ours, peer, peer, ours; drift within it cancels out.
    pub(crate) fn round(&mut self, ours: [f64; 2], peer: [f64; 2]) {
        self.ours.extend(ours);
        self.peer.extend(peer);
        self.ratios.push((ours[0] + ours[1]) / (peer[0] + peer[1]));
    }

    pub(crate) fn ours(&self) -> Sample {
        Sample::of(self.ours.clone())
    }

    pub(crate) fn peer(&self) -> Sample {
        Sample::of(self.peer.clone())
    }

    /// Median of the rounds' ratios.
    pub(crate) fn ratio(&self) -> f64 {
        Sample::of(self.ratios.clone()).median()
    }

    /// The ratio with its interval of 95 % by resampling the rounds.
    pub(crate) fn ratio_in_words(&self) -> String {
        let mut chance = 7;
        let medians = (0..RESAMPLES).map(|_| {
            let pick = |_| self.ratios[index(&mut chance, self.ratios.len())];
            Sample::of((0..self.ratios.len()).map(pick).collect()).median()
        });
        let medians = Sample::of(medians.collect());
        // the rank of 2.5 of a hundred lies between those of 2 and 3
        let (low, high) = (medians.at(3), medians.at(98));
        format!("{:.2}× [{low:.2}–{high:.2}]", self.ratio())
    }
}

fn index(chance: &mut u64, len: usize) -> usize {
    usize::try_from(next_random(chance) % len as u64).unwrap_or_default()
}

/// Three digits that matter.
pub(crate) fn short(value: f64) -> String {
    match value {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    }
}
