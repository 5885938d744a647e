import type { ReadEntry } from '../chain.ts';
import type { Contents } from '../contents.ts';
import { forms } from '../forms.ts';
import { type History, identityOf } from '../history.ts';
import type { Json } from '../json.ts';
import { byBytes, type Tables } from './tables.ts';

/** Checks the tables `decision` and `rest`: what people decided, and what rests on what. */
export class Decisions {
  readonly #tables: Tables;
  readonly #history: History;

  constructor(tables: Tables, history: History) {
    this.#tables = tables;
    this.#history = history;
  }

  decided(entry: ReadEntry, contents: Contents): void {
    const { sequence, kind, at, by, body } = entry;
    const subject = forms.get(kind)?.subject;
    if (subject === undefined) return;
    const place = `entry ${sequence}`;
    const hash = identityOf(entry);
    const row = { hash, kind, at, by, subject: subject(body), body, undone: this.#history.undone(hash) ?? null };
    const content = contents.words ?? null;
    this.#tables.count('decision');
    this.#tables.expect('SELECT * FROM decision WHERE sequence = ?', [sequence], [{ ...row, content }], place);
    const rests = restsOf(kind, body);
    this.#tables.count('rest', rests.length);
    this.#tables.expect('SELECT what, base FROM rest WHERE sequence = ? ORDER BY what, base', [sequence], rests, place);
  }
}

function restsOf(kind: string, body: Json): { what: string; base: string }[] {
  const [what, bases] = restOf(kind, body);
  return [...new Set(bases)].sort(byBytes).map(base => ({ what, base }));
}

/** What is registered, and all that it rests on. */
function restOf(kind: string, body: Json): [what: string, bases: string[]] {
  const id = (field: string): string => String(body[field]);
  switch (kind) {
    case 'bearing_set':
      return [id('bearing'), [`${id('document')}/${id('claim')}`, id('provision')]];
    case 'finding_proposed':
      return [id('finding'), [...(body['bearings'] as string[]), id('provision')]];
    case 'provision_registered': {
      const words = body['words'] as Json | undefined;
      const holds = (body['holds'] ?? []) as string[];
      return [
        id('provision'),
        [id('instrument'), ...(words === undefined ? [] : [String(words['document'])]), ...holds],
      ];
    }
    case 'instrument_registered':
      return [id('instrument'), (body['texts'] as Json[]).map(({ document }) => String(document))];
    default:
      return ['', []];
  }
}
