/**
 * Checks that what several people did to one claim, at the same time, is as if they had done it one after the other: each operation at one
 * instant between its beginning and its end. Decisions have numbers of their own and each says which one it followed, so their order is
 * known, and what is left to check is each pair (Gibbons and Korach, Testing Shared Memories, SIAM J. Comput. 26, 1997).
 */
export interface Operation {
  readonly name: string;
  readonly does: 'look' | 'decide';
  /** Nanoseconds. */
  readonly start: bigint;
  /** Undefined: its process was killed first; it may have happened at any time from then on, or never. */
  readonly end: bigint | undefined;
  /** Number of the last decision that was seen; 0: none. */
  readonly seen: number;
  /** Number of the decision that was made; 0: it came too late; undefined: it only looked, or nobody knows. */
  readonly made: number | undefined;
}

/** What cannot have been so, in sentences; `order` are the numbers of the decisions that count, in the order of the log. */
export function anomalies(operations: readonly Operation[], order: readonly number[]): string[] {
  const found: string[] = [];
  const placeOf = new Map([0, ...order].map((number, place) => [number, place]));
  const makers = new Map(
    operations.flatMap(one => (one.made === undefined || one.made === 0 ? [] : [[one.made, one]])),
  );

  for (const [place, number] of order.entries()) {
    const before = place === 0 ? 0 : order[place - 1];
    const maker = makers.get(number);
    if (maker === undefined) found.push(`nobody made ${number}`);
    else if (maker.seen !== before) found.push(`${maker.name} followed ${maker.seen}, and the log has ${before} there`);
  }
  for (const number of makers.keys())
    if (!placeOf.has(number)) found.push(`${number} was acknowledged and is not there`);

  /** The decision behind a place, whose maker is known. */
  const next = (place: number): Operation | undefined => makers.get(order[place] ?? -1);
  for (const one of operations) {
    const place = placeOf.get(one.seen);
    if (place === undefined) {
      found.push(`${one.name} saw ${one.seen}, which never counted`);
      continue;
    }
    const [maker, successor] = [makers.get(one.seen), next(place)];
    if (one.does === 'look') {
      if (maker !== undefined && one.end !== undefined && maker.start > one.end)
        found.push(`${one.name} saw ${one.seen} before it was made`);
      if (successor?.end !== undefined && successor.end < one.start)
        found.push(`${one.name} saw ${one.seen} when ${successor.made} stood there already`);
    }
    if (one.made === 0 && (successor === undefined || successor.start > one.end!))
      found.push(`${one.name} was told that it came too late, and nobody else had decided`);
  }

  // Later looks and decisions see no less.
  const placed = operations
    .filter(one => one.does === 'look' || (one.made ?? 0) > 0)
    .map(one => ({ ...one, place: placeOf.get(one.does === 'look' ? one.seen : one.made!) ?? 0 }));
  for (const earlier of placed) {
    for (const later of placed) {
      if (earlier.end !== undefined && earlier.end < later.start && earlier.place > later.place)
        found.push(`${later.name} came after ${earlier.name} and is before it in the log`);
    }
  }
  return found;
}
