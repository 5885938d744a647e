import { openRecord } from '../../../src/record/index.ts';
import { clock, type Row, say, timed } from './measure.ts';

/** Opening a record as it was at half of its log: the log up to there is folded again, in memory. Beside opening it as it is. */
export async function replaying(folder: string): Promise<Row[]> {
  say('replaying');
  const [asItIs, now] = await timed(() => openRecord(folder, { clock, mode: 'read' }));
  const { sequence } = await now.head();
  await now.close();
  const [asItWas, then] = await timed(() =>
    openRecord(folder, { clock, mode: 'read', asOf: { sequence: Math.floor(sequence / 2) } }),
  );
  const { length } = await then.documents();
  await then.close();
  return [
    {
      what: `replay of ${length.toLocaleString('en')} documents`,
      deeds: (length / asItWas) * 1000,
      unit: 'documents/s',
      isRate: true,
    },
    { what: 'opening as it was', deeds: asItWas, peer: asItIs, peerIs: 'opening as it is', unit: 'ms', isRate: false },
  ];
}
