//! Share of voice: who is one speaker over several articles, on which side, with how many words.

use parallax::corpus::{ArticleId, Corpus};
use parallax::framing::voices::share::{ColumnShare, share};
use parallax::framing::voices::sides::{Sides, suggested};
use parallax::framing::voices::{Voices, voices_of};
use parallax::stats::Undefined;
use parallax::stats::intervals::{ClusterSums, cluster_wilson};
use parallax::task::Task;

use super::sample;
use crate::fixtures::{Draft, corpus_of};

/// The articles of each column, one a text.
fn read(columns: &[&[&str]]) -> (Corpus, Vec<Vec<ArticleId>>, Vec<Vec<Voices>>) {
    let texts: Vec<&str> = columns.iter().flat_map(|column| column.iter().copied()).collect();
    let drafts: Vec<Draft<'_>> = texts.iter().map(|&text| Draft { text, ..Draft::default() }).collect();
    let corpus = corpus_of(&drafts);
    let mut ids = 0..;
    let columns: Vec<Vec<ArticleId>> =
        columns.iter().map(|column| ids.by_ref().take(column.len()).collect()).collect();
    let voices = |ids: &Vec<ArticleId>| voices_of(&corpus, ids, &Task::none()).unwrap();
    let voices = columns.iter().map(voices).collect();
    (corpus, columns, voices)
}

fn sides(all: &[(&str, &[&str])]) -> Sides {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Sides { sides: all.iter().map(|(side, all)| ((*side).to_owned(), words(all))).collect() }
}

fn shares(columns: &[&[&str]], given: &Sides) -> Vec<ColumnShare> {
    let (corpus, columns, voices) = read(columns);
    share(&corpus, &columns, &voices, given, &Task::none()).unwrap()
}

/// `name [side] voices/articles: words`, by column, most words first.
#[track_caller]
fn check(columns: &[&[&str]], given: &Sides, expected: &[&[&str]]) {
    let shares = shares(columns, given);
    let told: Vec<Vec<String>> = shares
        .iter()
        .map(|column| {
            let lines = column.speakers.iter().map(|one| {
                let side = one.side.as_deref().unwrap_or("-");
                format!("{} [{side}] {}/{}: {}", one.name, one.places.len(), one.articles, one.words)
            });
            lines.collect()
        })
        .collect();
    assert_eq!(told, expected, "{columns:?}");
}

const FULL: &str = "Foreign minister Hedda Varn came. “We wait for the tide,” said Hedda Varn.";
const TITLED: &str = "Minister Varn spoke. “The boats stay in,” said Minister Varn.";
const BARE: &str = "“Nobody sails on a day like this,” Varn said. Varn left.";

#[test]
fn one_person_speaks_in_several_articles() {
    let none = Sides::default();
    check(&[&[FULL, TITLED]], &none, &[&["Hedda Varn [-] 2/2: 9"]]);
    check(&[&[FULL], &[TITLED]], &none, &[&["Hedda Varn [-] 1/1: 5"], &["Hedda Varn [-] 1/1: 4"]]);
    // Another title, another person; two of one surname and title are told apart by nothing.
    let captain = "Captain Varn spoke. “The boats stay in,” said Captain Varn.";
    check(&[&[FULL, captain]], &none, &[&["Hedda Varn [-] 1/1: 5", "Varn [-] 1/1: 4"]]);
    let other = "Finance minister Joren Varn came. “It is dear,” said Joren Varn.";
    check(
        &[&[FULL, TITLED, other]],
        &none,
        &[&["Hedda Varn [-] 1/1: 5", "Varn [-] 1/1: 4", "Joren Varn [-] 1/1: 3"]],
    );
    // Without a title: whom the surname means in the other articles.
    check(&[&[FULL, TITLED, BARE]], &none, &[&["Hedda Varn [-] 3/3: 16"]]);
    check(&[&[FULL, BARE]], &none, &[&["Varn [-] 1/1: 7", "Hedda Varn [-] 1/1: 5"]]);
    check(
        &[&["The HARBOUR OFFICE said the tide was out.", "The harbour office said it was in."]],
        &none,
        &[&["HARBOUR OFFICE [-] 2/2: 7"]],
    );
}

#[test]
fn speakers_are_on_the_side_of_their_name_or_description() {
    let north = ("North", &["Norvian"][..]);
    let south = ("South", &["Sarenian", "Tam Orr"][..]);
    let norvian = "Norvian minister Hedda Varn came. “We wait for the tide,” said Hedda Varn.";
    let check = |text: &str, given: &[(&str, &[&str])], side: Option<&str>| {
        let column = shares(&[&[text]], &sides(given)).remove(0);
        let found: Vec<Option<&str>> = column.speakers.iter().map(|one| one.side.as_deref()).collect();
        assert_eq!(found, [side], "{text}");
    };
    check(norvian, &[north, south], Some("North"));
    check(norvian, &[("Norvia", &["hedda VARN"]), ("South", &["Norvian"])], Some("Norvia"));
    check(norvian, &[("North", &["Norvia"])], None);
    check("“The boats stay in port,” said Tam Orr.", &[north, south], Some("South"));
    check(norvian, &[("North", &["Norvian"]), ("South", &["minister", "Norvian"])], None);
    // In one column by description, in the other by name alone: one person, one side.
    let columns = shares(&[&[norvian], &["“The boats stay in,” said Hedda Varn."]], &sides(&[north, south]));
    let found: Vec<_> = columns.iter().map(|column| column.speakers[0].side.as_deref()).collect();
    assert_eq!(found, [Some("North"), Some("North")]);
}

#[test]
fn shares_are_sums_with_intervals_over_articles() {
    let norvian = "Norvian officials said the tide was out.";
    let other = "Tam Orr said the tide was in.";
    let quiet = "Nobody came. It was a so-called “tide”, as in “Tides of the North”.";
    let given = sides(&[("North", &["Norvian"]), ("South", &["Sarenian"])]);
    let column = shares(&[&[norvian, other, quiet]], &given).remove(0);
    assert_eq!((column.articles, column.voices, column.unattributed), (3, 2, 0));
    let (side, north) = &column.sides[0];
    assert_eq!((column.sides.len(), side.as_str(), north.count, north.of), (1, "North", 4, 8));
    assert_eq!(north.interval, Err(Undefined::TooFewArticles(5)));
    assert_eq!(column.scare_quotes.len(), 2);
    assert!(shares(&[&[quiet]], &given)[0].is_silent());

    let column = shares(&[&[norvian, other, norvian, other, other, quiet]], &given).remove(0);
    let sums = ClusterSums::of(&[(4, 4), (0, 4), (4, 4), (0, 4), (0, 4)]);
    assert_eq!(
        column.sides[0].1.interval,
        cluster_wilson(&sums, 0.95),
        "articles without a voice are no sample"
    );
}

#[test]
fn one_person_has_one_name_in_all_scripts() {
    let none = Sides::default();
    let columns = |texts: &[(&'static str, &'static str)], outlets: [&'static str; 2]| {
        let drafts: Vec<Draft<'_>> = (texts.iter().zip(outlets))
            .map(|(&(language, text), outlet)| Draft { outlet, text, language, ..Draft::default() })
            .collect();
        let corpus = corpus_of(&drafts);
        let columns: Vec<Vec<ArticleId>> = (0..texts.len() as ArticleId).map(|id| vec![id]).collect();
        let voices: Vec<Vec<Voices>> =
            columns.iter().map(|ids| voices_of(&corpus, ids, &Task::none()).unwrap()).collect();
        let shares = share(&corpus, &columns, &voices, &none, &Task::none()).unwrap();
        let names =
            |column: &ColumnShare| column.speakers.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        shares.iter().map(names).collect::<Vec<_>>()
    };
    let english = ("en", "“We wait for the tide,” said Hedda Varn.");
    let any = ["A", "B"];
    for other in [
        ("ru", "Хедда Варн заявила, что прилив закончился."),
        ("ja", "ヘッダ・ヴァルン氏は「ここで待つだけだ」と述べた。"),
        ("zh", "赫达·瓦恩说：“我们都在这里等着。”"),
    ] {
        assert_eq!(columns(&[english, other], any), [["Hedda Varn"], ["Hedda Varn"]], "{other:?}");
    }
    // Another first name, and two who sound so.
    let another = ("ru", "Ода Варн заявила, что прилив закончился. Мира Варн заявила, что стало тихо.");
    assert_eq!(columns(&[english, another], any)[1].len(), 2);
    let two = ("en", "“We wait for the tide,” said Hedda Varn. “We do not,” said Heda Varen.");
    let russian = ("ru", "Хедда Варн заявила, что прилив закончился.");
    assert_eq!(columns(&[two, russian], any)[1], ["Хедда Варн"]);
    // The ministry of the outlet's own country, where others say whose it is.
    let own = ("en", "The foreign ministry said the tide was out.");
    let whose = ("en", "Norvia's foreign ministry said the tide was in.");
    let told = |outlets| columns(&[own, whose], outlets);
    assert_eq!(told(["Norvia Daily", "B"]), [["Norvia's foreign ministry"], ["Norvia's foreign ministry"]]);
    assert_eq!(told(["Veltia Daily", "B"]), [["foreign ministry"], ["Norvia's foreign ministry"]]);
    // Letters say more than sounds: these are two.
    let one = ("en", "“We wait for the tide,” said Ivan Kozlev.");
    assert_eq!(
        columns(&[one, ("ru", "Иван Козлев заявил, что прилив закончился.")], any),
        [["Ivan Kozlev"]; 2]
    );
    let other = columns(&[one, ("ru", "Иван Гусов заявил, что прилив закончился.")], any);
    assert_eq!(other, [["Ivan Kozlev"], ["Иван Гусов"]]);
}

#[test]
fn an_institution_without_a_country_is_of_the_one_that_its_article_means() {
    let columns = |texts: &[(&'static str, &'static str)]| {
        let drafts: Vec<Draft<'_>> =
            texts.iter().map(|&(outlet, text)| Draft { outlet, text, ..Draft::default() }).collect();
        let corpus = corpus_of(&drafts);
        let columns: Vec<Vec<ArticleId>> = (0..texts.len() as ArticleId).map(|id| vec![id]).collect();
        let voices: Vec<Vec<Voices>> =
            columns.iter().map(|ids| voices_of(&corpus, ids, &Task::none()).unwrap()).collect();
        let shares = share(&corpus, &columns, &voices, &Sides::default(), &Task::none()).unwrap();
        let names =
            |column: &ColumnShare| column.speakers.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        shares.iter().map(names).collect::<Vec<_>>()
    };
    let (norvia, sarenia) = ("Norvia's foreign ministry", "Sarenia's foreign ministry");
    let others =
        ("B", "Norvia's foreign ministry said the tide was in. Sarenia's foreign ministry said it was late.");
    for (text, expected) in [
        ("The foreign ministry said the tide was out.", &[norvia][..]),
        ("The Norvian foreign ministry came. The foreign ministry said the tide was out.", &[norvia]),
        // The article is about the other's.
        ("Sarenia's foreign ministry came. The foreign ministry said the tide was out.", &[sarenia]),
        // About both, or about the other's afterwards: nobody can tell.
        (
            "Sarenia's foreign ministry met Norvia's foreign ministry. The foreign ministry said the tide was out.",
            &["foreign ministry"],
        ),
        (
            "The foreign ministry said the tide was out. The Sarenian foreign ministry had left.",
            &["foreign ministry"],
        ),
    ] {
        assert_eq!(columns(&[("Norvia Daily", text), others])[0], expected, "{text}");
    }
    // Short names are joined, and names that begin alike are not.
    let said = "foreign ministry said the tide was out.";
    for (one, other, is_one) in [
        ("Iran's", "The Iranian", true),
        ("Cuba's", "The Cuban", true),
        ("France's", "The French", true),
        ("Austria's", "The Australian", false),
        ("Slovakia's", "The Slovenian", false),
        ("Niger's", "The Nigerian", false),
    ] {
        let (one, other) = (format!("{one} {said}"), format!("{other} {said}"));
        let (one, other) = (&*one.leak(), &*other.leak());
        let found = columns(&[("A", one), ("B", other)]);
        assert_eq!(found[0] == found[1], is_one, "{one} {other}: {found:?}");
    }
}

#[test]
fn who_holds_an_office_at_home_is_on_that_side() {
    let found = |drafts: &[(&'static str, &'static str)]| {
        let drafts: Vec<Draft<'_>> =
            drafts.iter().map(|&(outlet, text)| Draft { outlet, text, ..Draft::default() }).collect();
        let corpus = corpus_of(&drafts);
        let ids: Vec<ArticleId> = (0..drafts.len() as ArticleId).collect();
        let voices = voices_of(&corpus, &ids, &Task::none()).unwrap();
        suggested(&corpus, &voices.iter().collect::<Vec<_>>(), &Task::none()).unwrap()
    };
    let varn = ("Norvia Daily", "Foreign minister Hedda Varn said the tide was out.");
    let wire = ("The Wire", "Norvian officials said it was in. Sarenian officials said it was late.");
    let its = (
        "Norvia Daily",
        "Its foreign minister, Dario Veshti, said it was late. The captain, Tam Orr, said no.",
    );
    let nobody = sides(&[("Norvian", &["Norvian"]), ("Sarenian", &["Sarenian"])]);
    let home = sides(&[("Norvian", &["Norvian", "Hedda Varn"]), ("Sarenian", &["Sarenian"])]);
    assert_eq!(found(&[varn, wire, its, varn, its]), home);
    // One article may leave the country out because it was said before.
    assert_eq!(found(&[varn, wire, its]), nobody);
    // Who is given another country is not of the outlet's, whatever the order of the words.
    for text in [
        "Sarenian Prime Minister Dario Veshti said it was late.",
        "US President Dario Veshti said it was late.",
        "Japanese Prime Minister Dario Veshti said it was late.",
        "The prime minister of Sarenia, Dario Veshti, said it was late.",
        "Senator Dario Veshti said it was late.",
    ] {
        let other = ("Norvia Daily", text);
        assert_eq!(found(&[other, wire, other]), nobody, "{text}");
    }
    let own = ("Norvia Daily", "Norvian Prime Minister Dario Veshti said it was late.");
    let with = sides(&[("Norvian", &["Norvian", "Dario Veshti"]), ("Sarenian", &["Sarenian"])]);
    assert_eq!(found(&[own, wire, own]), with);
    // A wire that gives the country speaks for all.
    let other = ("The Wire", "Sarenian Foreign Minister Hedda Varn said it was late.");
    assert_eq!(found(&[varn, wire, varn, other]), nobody);
}

#[test]
fn sides_are_suggested_by_the_texts() {
    let (corpus, _, voices) = read(&[&[
        "Norvian minister Hedda Varn said the tide was out.",
        "Norvia’s harbour master Oda Lisk said it was in.",
        "Sarenian officials said nothing was sure. Bakers said it was late.",
    ]]);
    let all: Vec<&Voices> = voices.iter().flatten().collect();
    let found = suggested(&corpus, &all, &Task::none()).unwrap();
    let expected =
        sides(&[("Norvia", &["Norvia", "Norvian", "Hedda Varn", "Oda Lisk"]), ("Sarenian", &["Sarenian"])]);
    assert_eq!(found, expected);
    let stopped = Task::new();
    stopped.cancel();
    assert!(suggested(&corpus, &all, &stopped).is_err());
}

#[test]
fn languages_without_rules_are_counted() {
    let drafts =
        [("fi", "Oda Lisk sanoi, että on ilta."), ("en", "Oda Lisk said it was late."), ("ja", "港。")];
    let drafts: Vec<Draft<'_>> =
        drafts.iter().map(|&(language, text)| Draft { text, language, ..Draft::default() }).collect();
    let corpus = corpus_of(&drafts);
    let columns = vec![vec![0, 1, 2]];
    let voices = vec![voices_of(&corpus, &columns[0], &Task::none()).unwrap()];
    let found = share(&corpus, &columns, &voices, &Sides::default(), &Task::none()).unwrap();
    assert_eq!(found[0].articles_without_rules, 1);
}

/// Every voice of the sample is its speaker's once, and no more.
#[test]
fn nobody_is_lost() {
    let corpus = sample();
    let ids: Vec<ArticleId> = (0..corpus.article_count()).collect();
    let columns: Vec<Vec<ArticleId>> = ids.chunks(9).map(<[ArticleId]>::to_vec).collect();
    let voices: Vec<Vec<Voices>> =
        columns.iter().map(|ids| voices_of(&corpus, ids, &Task::none()).unwrap()).collect();
    let all: Vec<&Voices> = voices.iter().flatten().collect();
    let given = suggested(&corpus, &all, &Task::none()).unwrap();
    let shares = share(&corpus, &columns, &voices, &given, &Task::none()).unwrap();
    for (column, voices) in shares.iter().zip(&voices) {
        let spoken: Vec<_> = voices.iter().flat_map(|found| &found.voices).collect();
        let places: usize = column.speakers.iter().map(|one| one.places.len()).sum();
        assert_eq!(places + column.unattributed as usize, spoken.len());
        let words: u64 = spoken.iter().filter(|v| v.speaker.is_some()).map(|v| u64::from(v.words)).sum();
        assert_eq!(column.speakers.iter().map(|one| one.words).sum::<u64>(), words);
        assert!(column.sides.iter().all(|(_, share)| share.of == words && share.count <= words));
    }
}
