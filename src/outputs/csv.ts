import { stringify } from 'csv-stringify/sync';
import type { Output } from './index.ts';

/** RFC 4180 with a header. Cells that a spreadsheet would take for a formula get a leading apostrophe. */
export const csv: Output = {
  name: 'csv',
  about: 'a table for spreadsheets, with a header',
  write(listing) {
    return stringify(
      listing.rows.map(row => [...row.cells]),
      { header: true, columns: [...listing.columns], escape_formulas: true, record_delimiter: 'windows' },
    );
  },
};
