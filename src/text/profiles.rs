//! What tells languages apart: frequent little words of those in Latin letters, letters of those
//! that share another script.
//!
//! The words are the commonest of each language's news prose; a word that several languages share
//! counts for each of them, but less.

/// Languages in Latin letters, with words that betray them.
pub(crate) const LATIN: [(&str, &str); 25] = [
    (
        "ca",
        "el la els les de que i en per amb una del dels és va han no es als aquest aquesta més també però seva això",
    ),
    (
        "cs",
        "a v se na je že z do o s k to pro za by ve jeho po jsou který která které při byl jako také ale od jsem není podle nebo",
    ),
    (
        "da",
        "og i at er en af til på det den for med de som ikke har var et fra der ved blev efter også om være hvor deres kan vil skal havde over mellem",
    ),
    (
        "de",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde",
    ),
    (
        "en",
        "the of and to in a is that for on was with as it by be at from this are he have his has an which or not were but they had their will who its said been would more also than after about when over other into could we all she there out up her one",
    ),
    (
        "es",
        "de la que el en y los del se las por un para con una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también fue ha era dos desde durante han según está son",
    ),
    (
        "et",
        "ja on ei et see ning oli kui mis ka oma aga tema seda või kes nii siis pärast selle ole olid kuid üle",
    ),
    ("eu", "eta da ez du bat dira izan ere dela egin zuen zen hau baina duen dute beste behar"),
    (
        "fi",
        "ja on ei että se oli hän mutta ovat kun myös kuin sen joka ole mukaan tai jo vain ollut mitä niin hänen sekä jälkeen joita kanssa",
    ),
    (
        "fr",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d'un cette ou être ses été mais comme nous ont leur après entre deux elle sa fait même aussi selon",
    ),
    (
        "hr",
        "i u je na se da su za od s a o što koji kao ne iz bi to nije biti koje koja ili do samo prema nakon kako ali je će između",
    ),
    (
        "hu",
        "a az és hogy nem is egy meg ez de volt csak már még van ki mint el vagy ha után akkor pedig szerint lehet között azt",
    ),
    (
        "id",
        "yang dan di untuk dengan dari pada ini itu dalam tidak adalah akan oleh ke juga kata bahwa sebagai telah karena bisa mereka tersebut para saat antara",
    ),
    (
        "it",
        "di e il la che in un per del è non con una da i le si della sono dei al nel ha come più alla anche gli lo delle ma su dal dopo suo tra questo stato essere hanno nella degli sua ai",
    ),
    (
        "lt",
        "ir kad yra į iš su buvo bet kaip tai apie dėl nuo jis po taip šių pat ar jo jos tačiau už prie savo",
    ),
    ("lv", "un ir no ar par uz ka kas bija arī pēc kā lai gan tika nav savu tas viņš bet vai tiek līdz pie"),
    (
        "nl",
        "de van het een en in is dat op te zijn voor met die niet aan er om ook als naar bij maar uit door over worden werd wordt heeft hij tot nog hebben deze wel zich meer dan zij haar",
    ),
    (
        "no",
        "og i å er en av til på det som for med at de ikke har et den var fra om ved etter også være hvor ble vil kan over skal sier mellom enn dette hadde",
    ),
    (
        "pl",
        "w i na z się nie do to że jest o jak po co za od przez ale ten był dla jego które który oraz są tym już tylko czy może być po roku także",
    ),
    (
        "pt",
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à seu sua ou ser quando muito nos já está também pelo pela até isso são entre depois",
    ),
    (
        "ro",
        "și de în a la cu pe din că nu este un o pentru care mai sunt au să fost prin după cel al ale lui sau între către",
    ),
    (
        "sk",
        "a v sa na je že z do o s k to pre za by vo jeho po sú ktorý ktorá ktoré pri bol ako aj ale od som nie podľa alebo tiež",
    ),
    (
        "sv",
        "och i att en som det är av för på med den till har de inte om ett var men sig från så vi kan när år under också efter eller hade mellan säger ska vid mot över",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak çok daha gibi olan sonra kadar ne var ise değil ancak göre en olduğu tarafından her ya",
    ),
    (
        "vi",
        "và của là có trong được cho với các không một này những đã người khi về từ tại đến ông năm cũng nhiều ra sau",
    ),
];

/// Scripts that one language all but owns: first and last character, language.
pub(crate) const OWN_SCRIPT: [(char, char, &str); 18] = [
    ('\u{370}', '\u{3FF}', "el"),
    ('\u{531}', '\u{587}', "hy"),
    ('\u{5D0}', '\u{5EA}', "he"),
    ('\u{980}', '\u{9FF}', "bn"),
    ('\u{A01}', '\u{A75}', "pa"),
    ('\u{A81}', '\u{AFF}', "gu"),
    ('\u{B01}', '\u{B77}', "or"),
    ('\u{B82}', '\u{BFA}', "ta"),
    ('\u{C00}', '\u{C7F}', "te"),
    ('\u{C80}', '\u{CF2}', "kn"),
    ('\u{D00}', '\u{D7F}', "ml"),
    ('\u{D81}', '\u{DF4}', "si"),
    ('\u{E01}', '\u{E4E}', "th"),
    ('\u{E81}', '\u{EDF}', "lo"),
    ('\u{1000}', '\u{109F}', "my"),
    ('\u{10A0}', '\u{10FF}', "ka"),
    ('\u{1200}', '\u{137F}', "am"),
    ('\u{1780}', '\u{17DD}', "km"),
];

/// Characters that Chinese writes, simplified or traditional, and Japanese does not.
pub(crate) const CHINESE_ONLY: &str = "们这为对时说从门问间见长东车马开关动务员经总统华发现实际个两将进过还没让给应该认议论谈访罗级线亚战岛这個們為對會國說與關實發經應嗎呢她您讓進過還沒將於這裡麼爭點氣廣區號體聯協變邊飛電韓歲權觀";

/// Characters that Japanese writes and Chinese does not.
pub(crate) const JAPANESE_ONLY: &str = "説関実発経応気対伝団図圧働込峠畑県駅総検験権観歩毎広売読戦沢浜転軽択拡黒歳帰処検竜渋権労営楽単厳続栄選挙両桜";

/// Languages in Cyrillic letters: letters they have and Russian has not, or the other way round.
pub(crate) const CYRILLIC: [(&str, &str); 9] = [
    ("ru", "ыэё"),
    ("uk", "іїєґ"),
    ("be", "ўіыэё"),
    ("bg", "ъ"),
    ("sr", "јљњџђћ"),
    ("mk", "јљњџѓќѕ"),
    ("kk", "әғқңұүһі"),
    ("mn", "өүыэ"),
    ("tg", "ғӣқӯҳҷ"),
];
