import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from '../contract.ts';
import { openRecord } from './record.ts';

contract({
  name: 'the record in SQLite',
  async create(clock) {
    const home = mkdtempSync(join(tmpdir(), 'deeds-record-'));
    const folder = join(home, '.deeds');
    let record = await openRecord(folder, { clock, mode: 'create', by: 'tester' });
    return {
      record,
      async reopen() {
        await record.close();
        record = await openRecord(folder, { clock, mode: 'write', by: 'tester' });
        return record;
      },
      async remove() {
        await record.close();
        rmSync(home, { recursive: true });
      },
    };
  },
});
