/**
 * What heads a line and is no part of the sentence that follows it: the day of a chronicle's entry ("June 2021: ", "5-7 May 2023 – "), the clock of a
 * live report's ("18.42 "), and datelines.
 *
 * Datelines: "SAN FRANCISCO — ", "KYIV, Ukraine, Feb. 4 (Reuters) - ", "New York (AP) – ". They are no part of the sentence
 * that follows them; read together, the place becomes whoever speaks in it.
 */

/** UTF-16 units from the start of a line within which a dateline ends. */
const LONGEST = 80;

const DASH = /(?:\s(?:--|[-–—])\s|—\s?)/u;
/** "SAN FRANCISCO", "WASHINGTON, D.C.", "KYIV, Ukraine, Feb. 4", each with or without "(Reuters)". */
const IN_CAPITALS = /^\p{Lu}[\p{Lu}.'’-]{2,}(?:[ ,]{1,2}[\p{L}\p{N}.'’-]{1,15}){0,6}(?: \(\p{L}[\p{L} .]{1,25}\))?$/u;
/** "New York (AP)" */
const WITH_AGENCY = /^\p{Lu}[\p{L}.'’-]{1,20}(?:[ ,]{1,2}[\p{L}\p{N}.'’-]{1,15}){0,5} \(\p{L}[\p{L} .]{1,25}\)$/u;

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const PLACE = "\\p{Lu}[\\p{L}.'’-]{1,20}(?: \\p{Lu}[\\p{L}.'’-]{1,20}){0,3}";
/** "Nordhavn, Nov 16", "Port Lessing, Belvaria, 3 May 2026" */
const WITH_DAY = new RegExp(
  `^${PLACE}, (?:${PLACE}, )?(?:${MONTH} \\d{1,2}|\\d{1,2} ${MONTH})(?:,? \\d{4})?\\.?(?: \\(\\p{L}[\\p{L} .]{1,25}\\))?$`,
  'u',
);

const YEAR = '\\d{4}';
const SPAN = '(?: ?[-–—/] ?| to | and )';
const DAY = `\\d{1,2}(?:st|nd|rd|th)?`;
/** "March 2021", "14 June 2021", "5-7 May 2023", "May 5, 2023", "January-March 2024", "Friday, 3 May", "2019" */
const DAY_OF_ENTRY = new RegExp(
  `^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:(?:(?:Early|Mid|Late|early|mid|late)[- ])?(?:${DAY}(?:${SPAN}${DAY})? )?${MONTH}(?:${SPAN}(?:${DAY} )?${MONTH})?(?: ${DAY}(?:${SPAN}${DAY})?)?(?:,? ${YEAR})?|${YEAR})$`,
  'u',
);
const AFTER_DAY = /(?:\s?:|\s(?:--|[-–—]))\s/u;
/** "18.42 ", "09:05 GMT ", "9.15am: " before a capital. */
const CLOCK =
  /^(?:\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]m)(?: (?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|local))?(?:\s?[:–—-])?\s(?=["“‘]?\p{Lu})/u;

/** Where in a line what follows the day or the clock that heads it begins; undefined: nothing of the kind heads it. */
function entryStart(line: string): number | undefined {
  const clock = CLOCK.exec(line);
  if (clock) return clock[0].length;
  const mark = AFTER_DAY.exec(line);
  if (!mark || !DAY_OF_ENTRY.test(line.slice(0, mark.index).trim())) return undefined;
  const begins = mark.index + mark[0].length;
  return /^["“‘']?[\p{Lu}\p{N}]/u.test(line.slice(begins)) ? begins : undefined;
}

/** Offsets (UTF-16) at which the sentence after a dateline, or after the day or the clock that heads an entry, begins, in order. */
export function datelineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const line = text.slice(start, Math.min(start + LONGEST, next < 0 ? text.length : next));
    const dash = DASH.exec(line);
    const entry = entryStart(line);
    if (entry !== undefined) ends.push(start + entry);
    else if (dash) {
      const place = line.slice(0, dash.index).trim();
      const after = line.slice(dash.index + dash[0].length);
      if (
        (IN_CAPITALS.test(place) || WITH_AGENCY.test(place) || WITH_DAY.test(place)) &&
        /^["“‘']?[\p{Lu}\p{N}]/u.test(after)
      ) {
        ends.push(start + dash.index + dash[0].length);
      }
    }
    if (next < 0) break;
    start = next + 1;
  }
  return ends;
}
