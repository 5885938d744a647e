/**
 * Trains the judge of event types and writes model/events.bin.
 *
 *   node src/events/train/main.ts --data FOLDER [--language FILE] [--out FILE] [--without FOLD]
 *
 * FOLDER holds documents.jsonl (sentences with a source and a target) and gold.jsonl (their types); our own, in sentences.txt, are added. --without leaves out the sentences of one
 * fold (0 to 4): the benchmark trains so five times, and predicts each fold by weights that never saw it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { decodeModel } from '../../language/model.ts';
import { packWeights } from '../scorer.ts';
import { generalVectors } from '../vectors.ts';
import { readMarked, readOwn, trainedOn } from './marked.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    language: { type: 'string', default: 'model/english.bin' },
    out: { type: 'string', default: 'model/events.bin' },
    without: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('Say where the marked sentences are: --data FOLDER');
const model = decodeModel(readFileSync(values.language));
const vectors = generalVectors(model);
const news = readMarked(values.data, model, vectors).filter(({ fold }) => String(fold) !== values.without);
const marked = [...news, ...readOwn(model, vectors)];
const packed = packWeights(trainedOn(marked, vectors));
writeFileSync(values.out, packed);
console.log(`${marked.length} sentences, ${packed.length} bytes`);
