//! How chips and tools share two rows: what does not fit is counted, never hidden without a word.

/// Where everything goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// So many chips are shown; the others are behind "+3".
    pub shown: usize,
    /// Rows taken, one or two.
    pub rows: usize,
}

const MOST_ROWS: usize = 2;

/// Places chips of these widths, then `more` if some are left over, then the blocks of
/// `tools`, in rows of `room`, with `gap` between neighbours.
pub fn flow(widths: &[f32], more: f32, tools: &[f32], room: f32, gap: f32) -> Flow {
    for shown in (0..=widths.len()).rev() {
        let rest = if shown < widths.len() { Some(more) } else { None };
        let all = widths.iter().take(shown).copied().chain(rest).chain(tools.iter().copied());
        let rows = rows(all, room, gap);
        if rows <= MOST_ROWS || shown == 0 {
            return Flow { shown, rows: rows.min(MOST_ROWS) };
        }
    }
    Flow { shown: 0, rows: 1 }
}

fn rows(widths: impl Iterator<Item = f32>, room: f32, gap: f32) -> usize {
    let (mut rows, mut x) = (1, 0.0);
    for width in widths {
        if x > 0.0 && x + width > room {
            rows += 1;
            x = 0.0;
        }
        x += width + gap;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Flow, flow};

    #[test]
    fn chips_wrap_and_the_rest_is_counted() {
        let ten = [100.0; 10];
        for (widths, room, shown, rows) in [
            (&ten[..], 2000.0, 10, 1),
            (&ten[..], 800.0, 10, 2),
            // Two rows of 500: four chips, then three and "+3" and the tools.
            (&ten[..], 500.0, 5, 2),
            (&ten[..], 50.0, 0, 2),
            (&[], 800.0, 0, 1),
        ] {
            assert_eq!(flow(widths, 40.0, &[300.0], room, 8.0), Flow { shown, rows }, "room {room}");
        }
    }
}
