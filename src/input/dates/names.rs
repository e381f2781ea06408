//! The names of months and days of the week, in the languages of the papers.

/// The names of each month, January first: whole, in the case a date needs, and short.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro \
     stycznia styczeń sty января январь янв leden ledna ocak ιανουαρίου січня tammikuu \
     tammikuuta gener ianuarie január januára siječnja januara janvāris sausio",
    "february feb februar feber février févr fevrier febrero febbraio febr februari \
     fevereiro fev lutego luty lut февраля февраль фев únor února şubat φεβρουαρίου \
     лютого helmikuuta febrer februarie február februára veljače februara vasario",
    "march mar märz maerz mrz mars marzo marz maart mrt março marco marca marzec марта \
     март мар březen března mart μαρτίου березня maaliskuuta març martie március \
     ožujka marta kovo",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр duben \
     dubna nisan απριλίου квітня huhtikuuta aprilie április apríla travnja aprila \
     balandžio",
    "may mai mayo maggio mag mei maio maja maj мая май květen května mayıs μαΐου μαίου \
     травня toukokuuta maig május mája svibnja gegužės",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн \
     červen června haziran ιουνίου червня kesäkuuta juny iunie június júna lipnja juna \
     birželio",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл \
     červenec července temmuz ιουλίου липня heinäkuuta juliol iulie július júla srpnja \
     jula liepos",
    "august aug août aout agosto ago augustus sierpnia sierpień sie августа август авг \
     srpen srpna ağustos αυγούστου серпня elokuuta agost augusti augusztus augusta \
     kolovoza avgusta rugpjūčio",
    "september sept sep septembre septiembre setiembre settembre set setembro września \
     wrzesień wrz сентября сентябрь сен сент září eylül σεπτεμβρίου вересня syyskuuta \
     setembre septembrie szeptember septembra rujna rugsėjo",
    "october oct oktober okt octobre octubre ottobre ott outubro out października \
     październik paź октября октябрь окт říjen října ekim οκτωβρίου жовтня lokakuuta \
     octombrie október októbra spalio",
    "november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя kasım \
     νοεμβρίου листопада marraskuuta noiembrie novembra studenoga lapkričio",
    "december dec dezember dez décembre decembre diciembre dic dicembre dezembro grudnia \
     grudzień gru декабря декабрь дек prosinec prosince aralık δεκεμβρίου грудня \
     joulukuuta desembre decembrie decembra prosinca gruodžio desember",
];

/// The days of the week, Monday first.
const WEEK_DAYS: [&str; 7] = [
    "monday mon montag lundi lunes lunedì lunedi maandag segunda poniedziałek \
     понедельник måndag mandag pondělí δευτέρα понеділок pazartesi maanantai",
    "tuesday tue tues dienstag mardi martes martedì martedi dinsdag terça wtorek вторник \
     tisdag tirsdag úterý τρίτη вівторок salı tiistai",
    "wednesday wed mittwoch mercredi miércoles mercoledì mercoledi woensdag quarta środa \
     среда onsdag středa τετάρτη середа çarşamba keskiviikko",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì giovedi donderdag quinta \
     czwartek четверг torsdag čtvrtek πέμπτη четвер perşembe torstai",
    "friday fri freitag vendredi viernes venerdì venerdi vrijdag sexta piątek пятница \
     fredag pátek παρασκευή п’ятниця cuma perjantai",
    "saturday sat samstag sonnabend samedi sábado sabato zaterdag sobota суббота lördag \
     lørdag σάββατο субота cumartesi lauantai",
    "sunday sun sonntag dimanche domingo domenica zondag niedziela воскресенье söndag \
     søndag neděle κυριακή неділя pazar sunnuntai",
];

/// The month of that name, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    position(&MONTHS, word).map(|at| at as u32 + 1)
}

/// The day of the week of that name, Monday = 0.
pub(super) fn week_day(word: &str) -> Option<usize> {
    let word = word.split_once('-').map_or(word, |(first, _)| first);
    position(&WEEK_DAYS, word)
}

fn position(names: &[&str], word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    names.iter().position(|names| names.split_ascii_whitespace().any(|n| n == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_months() {
        // `listopada` is November in Polish and October in Croatian, `srpna` and `srpnja`
        // August and July: names that two languages dispute go to the larger press.
        let mut all: Vec<&str> =
            MONTHS.iter().flat_map(|names| names.split_ascii_whitespace()).collect();
        all.sort_unstable();
        let twice: Vec<&str> =
            all.windows(2).filter(|p| p[0] == p[1]).map(|p| p[0]).collect();
        assert_eq!(twice, [] as [&str; 0]);
    }
}
