import { openRecord } from '../../../src/record/index.ts';
import { fill } from './filling.ts';
import { clock, median, type Row, say, timed } from './measure.ts';
import { ARTICLE } from './reports.ts';

const TURNS = 3;

/** Opening a record of articles as it was at half of its log: the log up to there is folded again, in memory. Beside opening it as it is. */
export async function replaying(folder: string, documents: number): Promise<Row[]> {
  await fill(folder, { documents, of: ARTICLE, entries: 0 });
  const asItIs: number[] = [];
  const asItWas: number[] = [];
  let replayed = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    say(`replaying, turn ${turn + 1} of ${TURNS}`);
    const [opened, now] = await timed(() => openRecord(folder, { clock, mode: 'read' }));
    const { sequence } = await now.head();
    await now.close();
    const half = { sequence: Math.floor(sequence / 2) };
    const [folded, then] = await timed(() => openRecord(folder, { clock, mode: 'read', asOf: half }));
    replayed = (await then.documents()).length;
    await then.close();
    asItIs.push(opened);
    asItWas.push(folded);
  }
  return [
    {
      what: `replay of ${replayed.toLocaleString('en')} documents`,
      deeds: (replayed / median(asItWas)) * 1000,
      unit: '/s',
      isRate: true,
    },
    {
      what: `opening as of half the log, ${replayed.toLocaleString('en')} documents`,
      deeds: median(asItWas) / 1000,
      peer: median(asItIs) / 1000,
      peerIs: 'opening as it is',
      unit: 's',
      isRate: false,
    },
  ];
}
