/** An origin as far as its independence is asked about. */
export interface CountedOrigin {
  readonly id: string;
  readonly documents: readonly string[];
  /** Day of its first document by known date, YYYY-MM-DD; undefined: not known, and then it is later than every known day. */
  readonly first: string | undefined;
}

/** Two documents that share words, and neither counts as a copy of the other. */
export interface Tie {
  readonly document: string;
  readonly other: string;
}

/**
 * `established`: as far as words tell, nobody else had a part in it. `first`: others share words with it and are later, or not known to be earlier. `not established`:
 * an origin before it shares words with it, and who took what from whom, or both from a third, the words don't tell.
 * It speaks of words alone: who retells without a shared word is not seen.
 */
export type Independence = 'established' | 'first' | 'not established';

export interface Judged {
  readonly origin: string;
  readonly independence: Independence;
  /** Origins that share words with it, by id. */
  readonly sharesWith: readonly string[];
}

/** Of origins that are tied together one is counted, the first by known date; it is not established that the others are more than its echo. */
export function independence(origins: readonly CountedOrigin[], ties: readonly Tie[]): Judged[] {
  const originOf = new Map(origins.flatMap(({ id, documents }) => documents.map(document => [document, id] as const)));
  const tied = new Map<string, Set<string>>(origins.map(({ id }) => [id, new Set()]));
  for (const { document, other } of ties) {
    const [one, two] = [originOf.get(document), originOf.get(other)];
    if (one === undefined || two === undefined || one === two) continue;
    tied.get(one)!.add(two);
    tied.get(two)!.add(one);
  }
  const counted = new Set<string>();
  const seen = new Set<string>();
  for (const { id } of [...origins].sort(earlierFirst)) {
    if (seen.has(id)) continue;
    counted.add(id);
    for (const member of family(id, tied)) seen.add(member);
  }
  return origins.map(({ id }) => {
    const sharesWith = [...tied.get(id)!].sort();
    if (sharesWith.length === 0) return { origin: id, independence: 'established', sharesWith };
    return { origin: id, independence: counted.has(id) ? 'first' : 'not established', sharesWith };
  });
}

/** All that are tied to one, by however many steps, and itself. */
export function family(id: string, tied: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set([id]);
  for (const one of found) for (const other of tied.get(one) ?? []) found.add(other);
  return found;
}

function earlierFirst(x: CountedOrigin, y: CountedOrigin): number {
  const [one, other] = [`${x.first ?? '~'} ${x.id}`, `${y.first ?? '~'} ${y.id}`];
  return one < other ? -1 : 1;
}

/** How many documents there are, and what they come down to: none of these numbers is told without the others. */
export interface Count {
  readonly documents: number;
  readonly independentOrigins: number;
  readonly notEstablished: number;
}

export function countOf(origins: readonly CountedOrigin[], judged: readonly Judged[]): Count {
  const notEstablished = judged.filter(one => one.independence === 'not established').length;
  return {
    documents: origins.reduce((sum, { documents }) => sum + documents.length, 0),
    independentOrigins: judged.length - notEstablished,
    notEstablished,
  };
}
