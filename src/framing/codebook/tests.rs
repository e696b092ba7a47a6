//! Codebooks of all layouts: the smallest good file, cut short, empty, huge, hostile.

use super::*;

/// Frames with their words, as `title: word, word`; behind a bar what does not count.
fn told(read: &Imported) -> Vec<String> {
    let frame = |frame: &Frame| {
        let lists: Vec<String> = frame
            .words
            .iter()
            .map(|list| {
                format!(
                    "{}{}",
                    list.language.code().map_or(String::new(), |code| format!("[{code}] ")),
                    list.words.join(", ")
                )
            })
            .collect();
        let excluded =
            if frame.exclude.is_empty() { String::new() } else { format!(" | {}", frame.exclude.join(", ")) };
        format!("{}: {}{excluded}", frame.title, lists.join(" "))
    };
    read.codebook.frames.iter().map(frame).collect()
}

fn check(name: &str, text: &str, expected: &[&str]) -> Imported {
    let read = read(name, text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    assert_eq!(told(&read), expected, "{name}");
    // What was read once is read from our own layout too, and its table has the same words.
    let again =
        super::read("x.toml", &to_toml(&read.codebook)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    assert_eq!(again.codebook, read.codebook, "{name}");
    read
}

fn refused(name: &str, text: &str, expected: &str) {
    match read(name, text) {
        Ok(read) => panic!("{name} was read, with {} frames", read.codebook.frames.len()),
        Err(fault) => assert_eq!(fault.to_string(), expected, "{name}"),
    }
}

#[test]
fn shipped_codebooks_are_whole() {
    let all = shipped();
    assert_eq!(all.iter().map(|one| one.frames.len()).collect::<Vec<_>>(), [15, 5, 4]);
    for codebook in all {
        assert!(!codebook.citation.is_empty() && !codebook.note.is_empty(), "{}", codebook.id);
        assert_eq!(codebook.caution().is_some(), &*codebook.id != "policy-frames");
        for frame in &codebook.frames {
            let what = format!("{}/{}", codebook.id, frame.id);
            assert!(!frame.definition.is_empty() && !frame.questions.is_empty(), "{what}");
            if &*frame.id == "other" {
                assert!(frame.words.is_empty(), "{what} is found by reading");
                continue;
            }
            for (code, least) in [("en", 40), ("ru", 12), ("zh", 12), ("ja", 12)] {
                let words = frame.words_in(Language::from_code(code));
                assert!(words.len() >= least, "{what} has {} words in {code}", words.len());
                assert!(frame.covers(Language::from_code(code)));
            }
            assert!(!frame.covers(Language::from_code("de")), "{what}");
            assert!(frame.covers(Language::UNKNOWN), "{what}");
            for word in frame.words.iter().flat_map(|list| &list.words).chain(&frame.exclude) {
                let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
                assert_eq!(check_word(word), Ok(()), "{what}: {word}");
                assert!(
                    !word.starts_with('*') && (letters >= 2 || is_spaceless(word)),
                    "{what}: {word} finds too much"
                );
                assert!(!word.contains(char::is_uppercase) || is_acronym(word), "{what}: {word}");
            }
        }
        let read = toml_file::read(&to_toml(codebook)).expect("our own layout");
        assert_eq!((&read.codebook, read.notes.len()), (codebook, 0));
    }
}

fn is_spaceless(word: &str) -> bool {
    word.chars().all(crate::text::script::is_spaceless)
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

#[test]
fn our_own_layout() {
    let text = "id = \"quays\"\ntitle = \"Quays\"\n[[frame]]\nid = \"trade\"\ntitle = \"Trade\"\n\
                exclude = [\"fair trade\"]\nwords.en = [\"trade\", \"cargo*\", \"trade\"]\nwords.all = [\"Δ\"]\n";
    let read = check("quays.toml", text, &["Trade: Δ [en] trade, cargo* | fair trade"]);
    assert_eq!((&*read.codebook.id, read.notes.len()), ("quays", 0));
    refused("x.toml", "", "This file is empty");
    refused("x.toml", "id = \"a\"\ntitle = \"A\"\n", "There is no frame or category in this file");
    refused(
        "x.toml",
        "id = \"a\"\ntitle = \"A\"\n[[frame]]\nid = \"b\"\n",
        "Line 3: This codebook cannot be read: missing field `title`",
    );
    refused(
        "x.toml",
        "id = \"a\"\ntitle = \"A\"\n[[frame]]\nid = \"b\"\ntitle = \"B\"\nwords.klingon = [\"c\"]\n",
        "“B” has words for “klingon”, which is no language's code such as en, nor “all”",
    );
    for code in ["EN", "en "] {
        check(
            "a.toml",
            &format!(
                "id = \"a\"\ntitle = \"A\"\n[[frame]]\nid = \"b\"\ntitle = \"B\"\nwords.{code:?} = [\"c\"]\n"
            ),
            &["B: [en] c"],
        );
    }
    for code in ["all", "ALL", ""] {
        check("a.csv", &format!("frame,language,word\njoy,{code},glad\n"), &["joy: glad"]);
    }
    let twice = "id = \"a\"\ntitle = \"A\"\n[[frame]]\nid = \"b\"\ntitle = \"B\"\nwords.all = [\"c\"]\n[[frame]]\nid = \"b\"\ntitle = \"B\"\nwords.all = [\"c\"]\n";
    refused("x.toml", twice, "Two frames are called “b”");
    let cut = text.get(..text.len() - 30).expect("plain letters");
    assert!(super::read("x.toml", cut).is_err_and(|fault| fault.line == Some(7)));
}

#[test]
fn liwc_dictionaries() {
    let small = "%\n1\tposemo\n2\tnegemo\n%\nglad*\t1\nsad\t2\nbitter sweet\t1\t2\n";
    check("moods.dic", small, &["posemo: glad*, bitter sweet", "negemo: sad, bitter sweet"]);
    // 2015: categories below categories, with names in full; blanks instead of tabs.
    let wide =
        "%\r\n1\tfunction (Function Words)\r\n\t2\tpronoun (Pronouns)\r\n%\r\nI'm  1  2\r\na lot\t1\r\n";
    check("big.dic", wide, &["function (Function Words): I'm, a lot", "pronoun (Pronouns): I'm"]);
    // 2007: a category that depends on what follows; one that depends on other categories is not followed.
    let conditions =
        "%\n131\tkindness\n135\tsort\n253\tlike\n%\nkind\t(of)131/135\nlike\t(02 134)131/253\nhm\t9\n";
    let read = check("old.dic", conditions, &["kindness: kind of", "sort: kind | kind of", "like: like"]);
    assert_eq!(
        read.notes,
        [
            "Left out, since they have no category of this file: “hm”",
            "Taken without their conditions on other categories: “like”",
        ]
    );
    // A face of signs is no word.
    let read = check("faces.txt", "%\n1\tjoy\n%\n:)\t1\nglad\t1\n", &["joy: glad"]);
    assert_eq!(read.notes, ["Left out, since they are no words to look for: “:)”"]);
    refused(
        "x.dic",
        "glad\t1\n",
        "Line 1: A LIWC dictionary begins with a line of %, and this file does not",
    );
    refused(
        "x.dic",
        "%\n1\tjoy\n",
        "The list of categories is not closed by a second line of %. The file seems to be cut short",
    );
    refused("x.dic", "%\n1\tjoy\n%\n", "There are no words in this file");
    refused("x.dic", "%\n%\n", "There is no frame or category in this file");
    refused("x.dic", "%\n1\n%\n", "Line 2: A category is a number and a name");
}

#[test]
fn the_wide_table_of_liwc() {
    let text = "DicTerm,Joy,Grief\nglad*,X,\nsad,,X\n\"bitter, sweet\",X,X\nhm,,\n";
    let read = check("LIWC-22.dicx", text, &["Joy: glad*, bitter, sweet", "Grief: sad, bitter, sweet"]);
    assert_eq!(read.notes, ["Left out, since they are marked for no category: “hm”"]);
    let read = check("x.csv", "DicTerm,Joy\nglad,0.5\nsad,0\n", &["Joy: glad"]);
    assert_eq!(
        read.notes[1],
        "1 weights were not kept: dictionary hits are counts, and every word counts as one"
    );
    check("y.csv", "entry;joy;grief\nglad;x;\nsad;;x\n", &["joy: glad", "grief: sad"]);
}

#[test]
fn dictionaries_of_quanteda() {
    let text = "---\n# moods\nMood:\n  Joy:\n  - glad*\n  - \"bitter sweet\" # both\n  Grief: [sad, 'wid*ow''s',\n    tears, it's]\nHurry: soon\n\"a: b\":\n- x1\n";
    check(
        "moods.yml",
        text,
        &[
            "Mood: Joy: glad*, bitter sweet",
            "Mood: Grief: sad, wid*ow's, tears, it's",
            "Hurry: soon",
            "a: b: x1",
        ],
    );
    check("x.yaml", "a:\n  - b:\n      - c\n    d: e\n  - f\n", &["a: b: c", "a: d: e", "a: f"]);
    check("tabs.txt", "joy:\n  - glad\n", &["joy: glad"]);
    refused(
        "x.yml",
        "joy:\n  - &a glad\n",
        "Line 2: “&” at the start means something in YAML that dictionaries do not use. Put the word into quotation marks",
    );
    refused(
        "x.yml",
        "joy: [glad, sad\n",
        "Line 1: This list is not closed by ]. The file seems to be cut short",
    );
    refused("x.yml", "joy:\n  - \"glad\n", "Line 2: This quotation mark has no partner");
    refused(
        "x.yml",
        "joy:\n\t- glad\n",
        "Line 2: Lines of YAML are moved in by spaces, and this one has a tab",
    );
    refused("x.yml", "- glad\n", "A dictionary in YAML begins with a key, such as economy:");
    refused("x.yml", "joy:\n  - glad\n - sad\n", "Line 3: This line is moved in as no other line around it");
    refused("x.yml", "joy\n", "Line 1: There is neither a key with : nor a list item with - in this line");
}

#[test]
fn tables_of_frames_and_words() {
    check("x.csv", "category,word\njoy,glad*\ngrief,sad\njoy,merry\n", &["joy: glad*, merry", "grief: sad"]);
    check(
        "x.csv",
        "Word;Category;Weight\nglad;joy;1\n\"so; sad\";grief;1\n",
        &["joy: glad", "grief: so; sad"],
    );
    check("x.tsv", "joy\tglad\njoy\tmerry\ngrief\tsad\n", &["joy: glad, merry", "grief: sad"]);
    check("x.csv", "glad,joy\nmerry,joy\nsad,grief\n", &["joy: glad, merry", "grief: sad"]);
    let weighted = check("x.csv", "joy,glad,2.5\njoy,merry,1\n", &["joy: glad, merry"]);
    assert_eq!(weighted.notes.len(), 1);
    let short = check("x.csv", "frame,word\njoy,glad\njoy\n,\n", &["joy: glad"]);
    assert_eq!(short.notes, ["Lines without a frame or without a word: “line 3”"]);
    refused(
        "x.csv",
        "glad\nsad\n",
        "Line 1: A table of a codebook has at least two columns, for frames and words",
    );
    refused("x.csv", "frame,word\n", "There is no frame or category in this file");
    refused(
        "x.csv",
        "frame,language,word\njoy,klingon,glad\n",
        "Line 2: “klingon” is no language's code, such as en",
    );
    refused(
        "x.docx",
        "words\n",
        "This is no codebook that Parallax can read. It reads its own TOML, LIWC dictionaries, YAML as quanteda writes it, and tables of frames and words",
    );
}

#[test]
fn a_table_goes_out_and_comes_back() {
    let text = "frame,language,word,kind\n\"Joy, and so on\",en,glad*,word\n\"Joy, and so on\",,\"so \"\"glad\"\"\",exclude\n";
    let read = read("x.csv", text).expect("a table");
    assert_eq!(told(&read), ["Joy, and so on: [en] glad* | so \"glad\""]);
    let rows = std::iter::once(TABLE_HEAD.map(str::to_owned)).chain(table_rows(&read.codebook));
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.for_each(|row| writer.write_record(row).expect("written"));
    assert_eq!(String::from_utf8(writer.into_inner().expect("written")).expect("text"), text);
}

/// Whatever a file holds, it is read or refused, and in time.
#[test]
fn hostile_files_cost_themselves_alone() {
    let long = "a".repeat(3_000_000);
    let nested = (0..5_000).map(|n| " ".repeat(n.min(400)) + "k:").collect::<Vec<_>>().join("\n");
    let many = (0..2_000).map(|n| format!("word{n},frame{n}")).collect::<Vec<_>>().join("\n");
    let many = format!("word,frame\n{many}");
    let codes = format!("%\n1\tjoy\n%\nglad\t{}\n", "1 ".repeat(200_000));
    let open = format!("a: [{}", "\"".repeat(100_001));
    let lines = format!("a: [b\n{}", " c,\n".repeat(50_000));
    for name in ["x.toml", "x.dic", "x.dicx", "x.csv", "x.yml", "x.txt", "x"] {
        for text in [
            &*long,
            &nested,
            &many,
            &codes,
            &open,
            &lines,
            "\u{feff}",
            "\0\0\0",
            "%",
            "%%\n%",
            "[",
            "- - - -\n",
            ":\n",
            "a:\n-",
            "a: \"\\",
            "DicTerm,\n,\n",
            ",,,\n,,,\n",
            "\"",
            "(\t(",
            "%\n1\tx\n%\nw\t(of",
            "%\n1\tx\n%\nw\t()/\n",
            "frame,word\nx,* * *\n",
            "frame,word\nx,*\nx,北*方*領*土*は*遠\n",
        ] {
            if let Ok(read) = read(name, text) {
                assert!(read.codebook.word_count() <= MOST_WORDS);
            }
        }
    }
    refused("x.csv", &many, "There are more than 1000 frames in this file");
    refused("x.csv", &"x".repeat(LARGEST_FILE + 1), "This file is too large to be a codebook");
}

#[test]
fn lists_are_edited() {
    let mut frame = Frame { id: "a".into(), title: "A".into(), ..Frame::default() };
    let (en, all) = (Language::from_code("en"), Language::UNKNOWN);
    frame.set_words(en, vec![" quay ".into(), "quay".into(), String::new()]);
    assert_eq!((frame.words_in(en), frame.words_in(all).len()), (&["quay".to_owned()][..], 0));
    frame.set_words(en, vec!["pier".into()]);
    assert_eq!(frame.words_in(en), ["pier"]);
    frame.set_words(en, Vec::new());
    assert!(frame.words.is_empty());
    assert_eq!(
        check_word(" –! ").map_err(|fault| fault.to_string()),
        Err("“–!” has no letters to look for".into())
    );
}
