//! Names of months and words that stand beside dates, by language, in lower case.

/// Month names and their usual short forms; the number is the month. Sorted by nothing: the list
/// is turned into a table on first use.
pub(super) const MONTHS: &[(u8, &str)] = &[
    (
        1,
        "january jan janvier janv januar jänner jan enero ene gennaio gen janeiro январь января янв styczeń stycznia sty січень січня ocak oca januari yanvar tháng-1 يناير جانفي",
    ),
    (
        2,
        "february feb février févr fevrier fev februar feber febrero febbraio fevereiro февраль февраля фев февр luty lutego lut лютий лютого şubat şub februari فبراير شباط فيفري",
    ),
    (
        3,
        "march mar mars märz maerz mär marzo março marco март марта мар marzec marca березень березня mart maart mrt مارس آذار اذار",
    ),
    (
        4,
        "april apr avril avr abril abr aprile апрель апреля апр kwiecień kwietnia kwi квітень квітня nisan nis أبريل نيسان أفريل ابريل إبريل",
    ),
    (5, "may mai mayo maggio mag maio май мая maj maja травень травня mayıs mei مايو أيار ايار ماي"),
    (
        6,
        "june jun juin juni junio giugno giu junho июнь июня июн czerwiec czerwca cze червень червня haziran haz يونيو حزيران يونيه جوان",
    ),
    (
        7,
        "july jul juillet juil juli julio luglio lug julho июль июля июл lipiec lipca lip липень липня temmuz tem يوليو تموز يوليه جويلية يوليوز",
    ),
    (
        8,
        "august aug août aout agosto ago август августа авг sierpień sierpnia sie серпень серпня ağustos ağu augustus أغسطس آب اغسطس غشت أوت",
    ),
    (
        9,
        "september sep sept septembre septiembre settembre set setembro сентябрь сентября сен сент wrzesień września wrz вересень вересня eylül eyl سبتمبر أيلول ايلول شتنبر",
    ),
    (
        10,
        "october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт październik października paź жовтень жовтня ekim eki أكتوبر اكتوبر",
    ),
    (
        11,
        "november nov novembre noviembre novembro ноябрь ноября ноя нояб listopad listopada lis kasım kas نوفمبر نونبر",
    ),
    (
        12,
        "december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек grudzień grudnia gru грудень грудня aralık ara ديسمبر دجنبر",
    ),
];

/// Month names that are ordinary words too: alone with a number they say nothing.
pub(super) const AMBIGUOUS: &[&str] = &[
    "may", "mar", "out", "set", "mag", "ago", "gen", "ara", "lis", "sie", "lip", "ene", "mart", "tem", "mei",
    "kas", "dic", "gru", "nis", "lut", "sty",
];

/// Words that stand beside a date and say nothing else: days of the week, zones, parts of the day.
pub(super) const BESIDE: &str = "\
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
    am pm a.m p.m noon midnight gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest msk jst hkt sgt ist aest aedt kst z \
    at on the of in o'clock hrs hours local time beijing tokyo moscow hong kong london date \
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье пн вт ср чт пт сб вс в г года год мск время по московскому \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so uhr um den am mez mesz \
    lundi mardi mercredi jeudi vendredi samedi dimanche à le h \
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo a las de del el h horas \
    lunedì martedì mercoledì giovedì venerdì sabato domenica alle ore \
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira às da \
    星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 上午 下午 北京时间 \
    月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日 午前 午後 付 付け 朝刊 夕刊 \
    الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت هـ ـ م الساعة بتوقيت غرينتش غرينيتش الموافق يوم صباحا مساء \
    محرم صفر ربيع الأول الاول الثاني الآخر جمادى الأولى الآخرة رجب شعبان رمضان شوال ذو ذي القعدة الحجة \
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 오전 오후 월 화 수 목 금 토 일";

/// Months of the Islamic calendar, whose days are not turned into others: a line of them is a date all the same.
pub(super) const HIJRI: &[&str] =
    &["محرم", "صفر", "ربيع", "جمادى", "رجب", "شعبان", "رمضان", "شوال", "القعدة", "الحجة"];
