import type { Output } from './index.ts';

export const jsonl: Output = {
  name: 'jsonl',
  about: 'JSON Lines: one object a line',
  write(listing) {
    return listing.rows.map(row => `${JSON.stringify(row.value)}\n`).join('');
  },
};
