// Opens a record, lists from it, and says so. Usage: node ready.ts FOLDER read|write
import { type Mode, openRecord } from '../../../src/record/index.ts';
import { clock } from './measure.ts';

const [folder, mode] = process.argv.slice(2);
const record = await openRecord(folder!, { clock, mode: mode as Mode });
const documents = await record.documents({ limit: 20 });
if (documents.length === 0) throw new Error('nothing was listed');
process.stdout.write('ready\n');
await record.close();
