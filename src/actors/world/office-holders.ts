/**
 * Who held an office when: heads of state or government of the permanent members of the UN Security Council, and the
 * Secretaries-General, since 1989. Public facts, from the offices' own lists.
 *
 * Reports call them by office and surname alone ("President Obama") and never give the full name. The table only completes
 * such a name, never brings anybody into a text, and whatever it completes says so. It is no list of politicians to find
 * names by: other people are known by what the text says of them.
 */
import type { Day } from '../../core/time.ts';

export interface Term {
  readonly holder: string;
  /** The last word, or words, by which reports call the holder. */
  readonly surname: string;
  readonly office: 'president' | 'prime minister' | 'secretary-general';
  /** ISO 3166-1 alpha-2 code; undefined for the United Nations. */
  readonly country: string | undefined;
  readonly from: Day;
  /** The day the next holder took over; undefined: in office when this was written. */
  readonly until: Day | undefined;
}

function terms(
  office: Term['office'],
  country: string | undefined,
  rows: readonly (readonly [from: Day, holder: string, surname?: string])[],
): Term[] {
  return rows.map(([from, holder, surname], index) => ({
    holder,
    surname: surname ?? holder.slice(holder.lastIndexOf(' ') + 1),
    office,
    country,
    from,
    until: rows[index + 1]?.[0],
  }));
}

export const officeHolders: readonly Term[] = [
  ...terms('president', 'US', [
    ['1989-01-20', 'George H. W. Bush'],
    ['1993-01-20', 'Bill Clinton'],
    ['2001-01-20', 'George W. Bush'],
    ['2009-01-20', 'Barack Obama'],
    ['2017-01-20', 'Donald Trump'],
    ['2021-01-20', 'Joe Biden'],
    ['2025-01-20', 'Donald Trump'],
  ]),
  ...terms('president', 'CN', [
    ['1988-04-08', 'Yang Shangkun', 'Yang'],
    ['1993-03-27', 'Jiang Zemin', 'Jiang'],
    ['2003-03-15', 'Hu Jintao', 'Hu'],
    ['2013-03-14', 'Xi Jinping', 'Xi'],
  ]),
  ...terms('president', 'RU', [
    ['1991-07-10', 'Boris Yeltsin'],
    ['1999-12-31', 'Vladimir Putin'],
    ['2008-05-07', 'Dmitry Medvedev'],
    ['2012-05-07', 'Vladimir Putin'],
  ]),
  ...terms('president', 'FR', [
    ['1981-05-21', 'François Mitterrand'],
    ['1995-05-17', 'Jacques Chirac'],
    ['2007-05-16', 'Nicolas Sarkozy'],
    ['2012-05-15', 'François Hollande'],
    ['2017-05-14', 'Emmanuel Macron'],
  ]),
  ...terms('prime minister', 'GB', [
    ['1979-05-04', 'Margaret Thatcher'],
    ['1990-11-28', 'John Major'],
    ['1997-05-02', 'Tony Blair'],
    ['2007-06-27', 'Gordon Brown'],
    ['2010-05-11', 'David Cameron'],
    ['2016-07-13', 'Theresa May'],
    ['2019-07-24', 'Boris Johnson'],
    ['2022-09-06', 'Liz Truss'],
    ['2022-10-25', 'Rishi Sunak'],
    ['2024-07-05', 'Keir Starmer'],
  ]),
  ...terms('secretary-general', undefined, [
    ['1982-01-01', 'Javier Pérez de Cuéllar', 'Pérez de Cuéllar'],
    ['1992-01-01', 'Boutros Boutros-Ghali'],
    ['1997-01-01', 'Kofi Annan'],
    ['2007-01-01', 'Ban Ki-moon', 'Ban'],
    ['2017-01-01', 'António Guterres'],
  ]),
];

const offices: readonly (readonly [pattern: RegExp, office: Term['office']])[] = [
  [/^(?:(?:the|u\.? ?s\.?|\p{L}+) )?president$/iu, 'president'],
  [/^(?:(?:the|british) )?(?:prime minister|premier)$/iu, 'prime minister'],
  [/^(?:(?:the|u\.? ?n\.?|united nations) )?secretary[- ]general$/iu, 'secretary-general'],
];

/**
 * The full name of an office-holder whom a text calls by surname and `post`. `country` undefined: the text does not say of what.
 * With a date the term must cover it, or have ended within the year before ("President Obama" in a report of his last months);
 * without one, one holder alone must have borne the name.
 */
export function officeHolder(
  surname: string,
  post: string,
  country: string | undefined,
  on: Day | undefined,
): string | undefined {
  const office = offices.find(([pattern]) => pattern.test(post))?.[1];
  const holders = new Set(
    officeHolders
      .filter(term => term.office === office && term.surname.toLowerCase() === surname.toLowerCase())
      .filter(term => (country === undefined || term.country === country) && (on === undefined || covers(term, on)))
      .map(term => term.holder),
  );
  return holders.size === 1 ? [...holders][0] : undefined;
}

function covers({ from, until }: Term, on: Day): boolean {
  return from <= on && (until === undefined || on < `${Number(until.slice(0, 4)) + 1}${until.slice(4)}`);
}
