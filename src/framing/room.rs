//! Room shared out among columns by need.

/// How much of `room` each gets who wants so much: what one does not need is left to the others, who share it alike.
///
/// ```
/// use parallax::framing::shared_out;
/// assert_eq!(shared_out(&[50, 3, 50], 23), [10, 3, 10]);
/// ```
pub fn shared_out(wanted: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<(usize, usize)> = wanted.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut shares = vec![0; wanted.len()];
    let mut left = room;
    for (before, (wanted, at)) in order.iter().enumerate() {
        let share = (*wanted).min(left / (order.len() - before));
        left -= share;
        if let Some(slot) = shares.get_mut(*at) {
            *slot = share;
        }
    }
    shares
}
