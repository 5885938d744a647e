/** Nouns for those who agree on a text, each by itself and all together: "both sides", "the Parties", "ministers". */
export const PARTY_NOUNS: ReadonlySet<string> = new Set([
  'party',
  'side',
  'country',
  'government',
  'state',
  'nation',
  'leader',
  'minister',
  'member',
  'president',
  'participant',
  'delegation',
  'signatory',
  'partner',
]);
