//! What the session asks of the analyses, and what it says of them.

use parallax::session::{Action, Command, Effect, Lens, Role, View};

use crate::session::{apply, opened, query};

#[test]
fn totals_beside_other_lenses_are_not_resampled() {
    use parallax::analysis::{Analysis, IntervalMethod};
    use parallax::stats::random::Resampling;
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("island*")));
    let mut choices = session.bench().lenses.clone();
    let bootstrap = IntervalMethod::Bootstrap(Resampling { resamples: 99, seed: 1 });
    choices.intervals = bootstrap;
    apply(&mut session, Command::ChooseLenses(Box::new(choices)));
    for (lens, intervals) in [(Lens::OverTime, IntervalMethod::EffectiveWilson), (Lens::ByOutlet, bootstrap)]
    {
        let place = parallax::session::Place { view: View::Frequency, lens, ..session.place().clone() };
        apply(&mut session, Command::Go(place));
        let asked = session.results().asked(Role::Frequency);
        let Some(Analysis::Frequency(recipe)) = asked else { panic!("{asked:?}") };
        assert_eq!(recipe.intervals, intervals, "{lens:?}");
    }
}

#[test]
fn the_methods_text_tells_of_p_where_p_is_shown() {
    let mut session = opened();
    let place = parallax::session::Place {
        view: View::Frequency,
        lens: Lens::Distinctive,
        ..session.place().clone()
    };
    apply(&mut session, Command::Go(place));
    let mut methods = |columns: &[parallax::analysis::KeynessMeasure]| {
        let words = session.bench().words.clone();
        let words = parallax::session::WordChoices { columns: columns.to_vec(), permutations: 9, ..words };
        apply(&mut session, Command::ChooseWords(Box::new(words)));
        apply(&mut session, Command::Do(Action::CopyMethods));
        let copied = session.take_effects().into_iter().find_map(|effect| match effect {
            Effect::CopyText(text) => Some(text),
            _ => None,
        });
        copied.expect("a text")
    };
    assert!(methods(&[parallax::analysis::KeynessMeasure::P]).contains("9 dealings"));
}
