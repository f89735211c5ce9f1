const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const time = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;

/** HTTP-date: IMF-fixdate, and the two that are obsolete: RFC 850's and asctime's (RFC 9110, 5.6.7). */
const forms = [
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) ${month} (?<year>\d{4}) ${time} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-${month}-(?<year>\d\d) ${time} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} (?<day>[ \d]\d) ${time} (?<year>\d{4})$`),
];

/** Two digits are a year of this century, unless it is more than 50 years ahead (RFC 9110, 5.6.7). */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}

/**
 * When an HTTP-date was, in milliseconds since 1970; null for what is none, which is to be ignored (RFC 9110, 13.1.3). Stricter
 * than `Date.parse()`, which takes '1' for the year 2001.
 *
 * @example
 * parseDate('Sun, 06 Nov 1994 08:49:37 GMT'); // 784111777000
 */
export function parseDate(text: string, now = Date.now()): number | null {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const [day, hour, minute] = [Number(groups.day), Number(groups.hour), Number(groups.minute)];
    // 60 is a leap second, of which POSIX knows nothing.
    const second = Math.min(Number(groups.second), 59);
    const date = new Date(0);
    date.setUTCFullYear(fullYear(groups.year!, now), months.indexOf(groups.month!), day);
    date.setUTCHours(hour, minute, second);
    const isDate = date.getUTCDate() === day && hour < 24 && minute < 60 && Number(groups.second) <= 60;
    return isDate ? date.getTime() : null;
  }
  return null;
}
