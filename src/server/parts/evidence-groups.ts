/** The evidence of a finding as people go through it: in groups, the weightiest first, with what is decided told apart from what is to be settled. */
import type { Finding, TriedRule } from '../../core/finding.ts';
import type { Held } from '../../judging/cases.ts';

export interface Group {
  /** As addresses have it. */
  readonly name: string;
  readonly title: string;
  readonly some: readonly Held[];
  /** Does its heading say why it counts, or counts for nothing? */
  readonly isSaid: boolean;
}

/** What people may ask of a group: all of it, what somebody decided, or what nobody looked at yet. */
export const standings = ['', 'decided', 'waiting'] as const;
export type Standing = (typeof standings)[number];

/** All that was looked at, each piece in one group, in the order given: what the level rests on, then what counts for nothing. A group may be empty. */
export function groupsOf({ restsOn }: Finding, held: readonly Held[], party: string): readonly Group[] {
  const carrying = new Set(restsOn);
  const carries = ({ bearing }: Held): boolean => carrying.has(bearing.id);
  const behind = held.filter(carries);
  const others = held.filter(
    one =>
      one.state !== 'rejected' &&
      !carries(one) &&
      (one.bearing.parties.length === 0 || one.bearing.parties.includes(party)),
  );
  return [
    {
      name: 'for',
      title: 'Evidence for it being kept',
      some: behind.filter(one => !isAgainst(one)),
      isSaid: true,
    },
    { name: 'against', title: 'Evidence against it being kept', some: behind.filter(isAgainst), isSaid: true },
    { name: 'words', title: 'Words, which change nothing', some: others.filter(isWords), isSaid: true },
    { name: 'outside', title: 'Out of scope', some: others.filter(isOutside), isSaid: false },
    {
      name: 'uncounted',
      title: 'Looked at, and not counted',
      some: others.filter(one => !isWords(one) && !isOutside(one)),
      isSaid: false,
    },
    {
      name: 'rejected',
      title: 'Rejected by a person',
      some: held.filter(one => one.state === 'rejected' && !carries(one)),
      isSaid: true,
    },
  ];
}

const isAgainst = ({ bearing }: Held): boolean => bearing.direction === 'contradicts';
const isWords = ({ bearing }: Held): boolean => bearing.grade === 'W0';
const isOutside = (one: Held): boolean => !isWords(one) && one.bearing.scope === 'out_of_scope';

/** What a condition of a rule names, as a group of its own, in the order given. */
export function citedBy(
  { rule }: TriedRule,
  { name, asks, by }: TriedRule['conditions'][number],
  held: readonly Held[],
): Group {
  const named = new Set(by);
  return {
    name: `${rule}.${name}`,
    title: asks,
    some: held.filter(({ bearing }) => named.has(bearing.id)),
    isSaid: false,
  };
}

export const isDecided = ({ state }: Held): boolean => state !== 'proposed';

export function narrowedTo(some: readonly Held[], standing: Standing): readonly Held[] {
  return standing === '' ? some : some.filter(one => isDecided(one) === (standing === 'decided'));
}

/** So many of a group, in its order: of what is decided and of what waits up to half each, and more of one where the other has fewer. */
export function foremost(some: readonly Held[], most: number): readonly Held[] {
  if (some.length <= most) return some;
  const decided = some.filter(isDecided);
  const waiting = some.length - decided.length;
  const room = Math.max(Math.ceil(most / 2), most - waiting);
  const shown = new Set([...decided.slice(0, room), ...narrowedTo(some, 'waiting')].slice(0, most));
  return some.filter(one => shown.has(one));
}
