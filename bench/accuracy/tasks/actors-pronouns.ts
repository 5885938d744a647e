/**
 * How often a third-person pronoun is taken for the right actor, in texts whose coreference is annotated (UD GUM).
 *
 *   node bench/accuracy/tasks/actors-pronouns.ts FILE.conllu.gz [--genre news,bio,speech] [--show]
 *
 * A pronoun counts when its gold entity is a person, organisation or place that the text also names or describes. It is right when
 * the actor it was taken for also has a mention by name or description that belongs to the same gold entity. `--show` prints
 * what is wrong or left open, to the terminal only.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type ActorReading, readActors } from '../../../src/actors/actors.ts';
import { analyse } from '../../../src/language/analyse.ts';
import { decodeModel } from '../../../src/language/model.ts';

interface Entity {
  readonly id: string;
  readonly type: string;
  readonly start: number;
  end: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { genre: { type: 'string', default: 'news,bio,speech' }, show: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined) {
  console.error('use: node bench/accuracy/tasks/actors-pronouns.ts FILE.conllu.gz [--genre news,bio,speech] [--show]');
  process.exit(2);
}

const model = decodeModel(readFileSync(new URL('../../../model/english.bin', import.meta.url)));
const genres = values.genre.split(',');
const groups = { he: /^(?:he|him|his)$/iu, she: /^(?:she|her)$/iu, it: /^its?$/iu, they: /^(?:they|them|their)$/iu };
const anyPronoun =
  /^(?:he|him|his|she|hers?|its?|they|them|theirs?|who|which|that|i|you|we|my|our|your|\w+self|\w+selves)$/iu;
const counts = new Map(Object.keys(groups).map(group => [group, { asked: 0, answered: 0, right: 0 }]));
let documents = 0;

for (const source of gunzipSync(readFileSync(file))
  .toString('utf8')
  .split(/^# newdoc id = /mu)
  .slice(1)) {
  const id = source.slice(0, source.indexOf('\n'));
  if (!genres.includes(id.split('_')[1] ?? '')) continue;
  documents++;
  const { text, entities } = readDocument(source);
  score(id, text, entities);
}

console.log(`${documents} documents`);
for (const [group, { asked, answered, right }] of counts) {
  console.log(
    `${group}: ${asked} asked, right of all ${percent(right, asked)}, wrong of those answered ${percent(answered - right, answered)}`,
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
}

function score(id: string, text: string, entities: readonly Entity[]): void {
  const reading = readActors(analyse(text, model), { published: undefined });
  const meant = entitiesOfActors(reading, entities);
  const mentions = new Map(reading.mentions.map(mention => [`${mention.words.start}-${mention.words.end}`, mention]));
  const named = new Set(
    entities.filter(each => !anyPronoun.test(text.slice(each.start, each.end))).map(each => each.id),
  );
  for (const entity of entities) {
    const words = text.slice(entity.start, entity.end);
    const group = Object.entries(groups).find(([, pattern]) => pattern.test(words))?.[0];
    if (group === undefined || !/^(?:person|organization|place)$/u.test(entity.type) || !named.has(entity.id)) continue;
    const count = counts.get(group)!;
    const mention = mentions.get(`${entity.start}-${entity.end}`);
    const right = mention?.actor !== undefined && meant.get(mention.actor)?.has(entity.id) === true;
    count.asked++;
    if (mention?.actor !== undefined) count.answered++;
    if (right) count.right++;
    else if (values.show) {
      const before = text.slice(Math.max(0, entity.start - 160), entity.start).replace(/\s+/gu, ' ');
      console.log(
        `${id} …${before}[${words}]${text.slice(entity.end, entity.end + 30)} → ${mention?.actor ?? 'open'}: ${mention?.reason ?? ''}`,
      );
    }
  }
}

/** Which gold entities each actor's names and descriptions stand for: those that overlap by half or more. */
function entitiesOfActors(reading: ActorReading, entities: readonly Entity[]): Map<string, Set<string>> {
  const meant = new Map<string, Set<string>>();
  for (const { actor, how, words } of reading.mentions) {
    if (actor === undefined || how === 'pronoun') continue;
    let best: { id: string; share: number } | undefined;
    for (const { id, start, end } of entities) {
      const overlap = Math.min(end, words.end) - Math.max(start, words.start);
      const share = overlap / Math.max(end - start, words.end - words.start);
      if (share >= 0.5 && (best === undefined || share > best.share)) best = { id, share };
    }
    if (best !== undefined) meant.set(actor, (meant.get(actor) ?? new Set()).add(best.id));
  }
  return meant;
}

/** The text of one CoNLL-U document, put together again, and its entities ("Entity=(1-person-…" in the last column). */
function readDocument(source: string): { text: string; entities: Entity[] } {
  const entities: Entity[] = [];
  const open: Entity[] = [];
  let text = '';
  let token: { last: number; at: number } | undefined;
  for (const line of source.split('\n')) {
    if (line.startsWith('# newpar')) text = text === '' ? '' : `${text.trimEnd()}\n\n`;
    const columns = line.split('\t');
    if (columns.length < 10 || columns[0]!.includes('.')) continue;
    const form = columns[1]!;
    const space = columns[9]!.includes('SpaceAfter=No') ? '' : ' ';
    if (columns[0]!.includes('-')) {
      token = { last: Number(columns[0]!.split('-')[1]), at: text.length };
      text += form + space;
      continue;
    }
    let start = text.length;
    if (token !== undefined && Number(columns[0]) <= token.last) {
      const found = text.indexOf(form, token.at);
      start = found < 0 ? token.at : found;
      token.at = found < 0 ? token.at : start + form.length;
      if (Number(columns[0]) === token.last) token = undefined;
    } else text += form + space;
    const end = start + form.length;
    for (const part of (/Entity=([^|]*)/u.exec(columns[9]!)?.[1] ?? '').matchAll(
      /\((\d+)-([a-z]+)-[^()]*(\)?)|(\d+)\)/gu,
    )) {
      if (part[1] !== undefined) {
        const entity = { id: part[1], type: part[2]!, start, end };
        entities.push(entity);
        if (part[3] === '') open.push(entity);
      } else {
        const at = open.findLastIndex(entity => entity.id === part[4]);
        if (at >= 0) open.splice(at, 1)[0]!.end = end;
      }
    }
  }
  return { text: text.trimEnd(), entities };
}
