import type { Output } from './index.ts';

/** Version of the shape of a list in JSON; docs/json.md says what changed. */
export const LIST_SCHEMA = 'deeds-list/1';

export const json: Output = {
  name: 'json',
  about: 'one JSON object (docs/json.md)',
  write(listing) {
    return `${JSON.stringify({ schema: LIST_SCHEMA, list: listing.name, items: listing.rows.map(row => row.value) }, null, 2)}\n`;
  },
};
