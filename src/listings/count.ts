import { kinds } from '../kinds/index.ts';

/** "2 statements", "1 act": how many claims there are of each kind that has any, by the plural of its name. */
export function countedClaims(claims: Readonly<Record<string, number>>): string[] {
  return kinds.flatMap(({ name, plural }) => (claims[plural] ? [count(claims[plural], name, plural)] : []));
}

/** "1 document", "2 documents". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
