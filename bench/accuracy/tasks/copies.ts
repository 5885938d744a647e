import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addText, emptyRecord } from '../../../test/texts-in-record.ts';
import type { BenchmarkDocument, Task } from '../task.ts';

const origins = new Map<string, string>();

/** The texts go into a record one after the other: what is measured are the origins that people are shown. */
export const task: Task = {
  name: 'copies',
  async prepare(documents: readonly BenchmarkDocument[]): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
    const record = await emptyRecord(folder);
    try {
      const added = new Map<string, string>();
      for (const { id, text = '', published } of documents) added.set(id, await addText(record, text, published));
      const originOf = new Map((await record.documents()).map(document => [document.id, document.origin]));
      origins.clear();
      for (const [id, document] of added) origins.set(id, originOf.get(document)!);
    } finally {
      await record.close();
      rmSync(folder, { recursive: true });
    }
  },
  predict({ id }: BenchmarkDocument): object | undefined {
    const cluster = origins.get(id);
    return cluster === undefined ? undefined : { cluster };
  },
};
