// Opens a record, lists from it, and ends. Usage: node ready.ts FOLDER read|write
import { type Mode, openRecord } from '../../../src/record/index.ts';
import { clock } from './measure.ts';

const [folder, mode] = process.argv.slice(2);
const record = await openRecord(folder!, { clock, mode: mode as Mode });
const documents = await record.documents({ limit: 20 });
const claims = await record.claims({ limit: 20 });
if (documents.length === 0 || claims.length === 0) throw new Error('nothing was listed');
await record.close();
