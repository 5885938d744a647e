/**
 * So many documents are looked at for one key. What more of them have is a stock phrase, furniture, or a wire story with a thousand copies: some of
 * them stand for the rest, and asking costs the same however many there are.
 */
export const HOLDERS = 64;

/** A document that shares keys with the one asked about. */
export interface InCommon<Id> {
  readonly document: Id;
  readonly keys: number;
}

/**
 * Of the documents that hold some keys (a list of holders for each key) the `most` that have most in common, by number of keys. Half the places go to
 * those with most keys; the other half to those whose keys are rare, for a site's menu is long, and a short excerpt must not be lost among all that
 * have the menu. Ties by the document, the lower first.
 */
export function mostInCommon<Id extends string | number>(
  holders: readonly (readonly Id[])[],
  most: number,
): InCommon<Id>[] {
  const found = new Map<Id, { document: Id; keys: number; rarity: number }>();
  for (const documents of holders) {
    for (const document of documents) {
      let one = found.get(document);
      if (one === undefined) found.set(document, (one = { document, keys: 0, rarity: 0 }));
      one.keys++;
      one.rarity += 1 / documents.length;
    }
  }
  const byKeys = [...found.values()].sort((x, y) => y.keys - x.keys || (x.document < y.document ? -1 : 1));
  const taken = new Set(byKeys.slice(0, Math.ceil(most / 2)));
  const byRarity = byKeys.toSorted((x, y) => y.rarity - x.rarity || (x.document < y.document ? -1 : 1));
  for (const one of byRarity) if (taken.size < most) taken.add(one);
  return byKeys.filter(one => taken.has(one)).map(({ document, keys }) => ({ document, keys }));
}
