import { kinds } from '../kinds/index.ts';

/** "2 statements", "1 act": how many claims there are of each kind that has any, by the plural of its name. */
export function countedClaims(claims: Readonly<Record<string, number>>): string[] {
  return kinds.flatMap(({ name, plural }) => (claims[plural] ? [count(claims[plural], name, plural)] : []));
}

/** "1 document", "2 documents", "10,001 documents". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

const thousands = new Intl.NumberFormat('en');

/** "999", "10,001": as people read a number in a sentence; files and tables for programs have the digits alone. */
export const figure = (number: number): string => (number < 1_000 ? String(number) : thousands.format(number));
