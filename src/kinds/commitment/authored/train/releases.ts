/** Releases marked utterance by utterance, each put together again: what stands before and below an utterance tells what it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '../../../../core/span.ts';

export interface MarkedUtterance extends Span {
  readonly id: string;
  readonly commissive: boolean;
  /** Is what is undertaken told exactly? Undefined: not marked. */
  readonly exact: boolean | undefined;
}

export interface MarkedRelease {
  readonly name: string;
  readonly text: string;
  readonly utterances: readonly MarkedUtterance[];
}

interface Utterance {
  readonly id: string;
  readonly doc?: string;
  readonly text?: string;
}

/** The utterances of a release as one text, a line each, without the marks of lists; and where each of them stands in it. */
export function release(utterances: readonly Utterance[]): { text: string; places: ReadonlyMap<string, Span> } {
  const places = new Map<string, Span>();
  let text = '';
  for (const utterance of utterances) {
    const line = (utterance.text ?? '')
      .replaceAll(/<\/?[A-Za-z]+>/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim();
    places.set(utterance.id, { start: text.length, end: text.length + line.length });
    text += `${line}\n`;
  }
  return { text, places };
}

/** Utterances by the release they stand in, in order. */
export function byRelease<One extends Utterance>(utterances: readonly One[]): ReadonlyMap<string, readonly One[]> {
  const found = new Map<string, One[]>();
  for (const utterance of utterances) {
    const name = utterance.doc ?? utterance.id;
    const list = found.get(name);
    if (list) list.push(utterance);
    else found.set(name, [utterance]);
  }
  return found;
}

/** Reads a set of the benchmark kit: documents.jsonl and gold.jsonl. */
export function readReleases(folder: string): MarkedRelease[] {
  const lines = <Line>(name: string): Line[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Line);
  const gold = new Map(
    lines<{ id: string; commissive: boolean; specific: boolean | null }>('gold.jsonl').map(one => [one.id, one]),
  );
  return [...byRelease(lines<Utterance>('documents.jsonl'))].map(([name, utterances]) => {
    const { text, places } = release(utterances);
    return {
      name,
      text,
      utterances: utterances.map(({ id }) => {
        const { commissive = false, specific } = gold.get(id) ?? {};
        return { ...places.get(id)!, id, commissive, exact: specific ?? undefined };
      }),
    };
  });
}
