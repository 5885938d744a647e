import type { Actor } from '../core/actor.ts';
import { canonicalJson } from '../core/canonical.ts';
import type { Claim } from '../core/claim.ts';
import type { Words } from '../core/span.ts';
import { sha256 } from './chain.ts';
import type { Addition } from './record.ts';

/**
 * A document with its reading, for tests and measurements, from one line in which the answers stand:
 * `China [commitment China 2015-09-25: promised to stop]` is the text "China promised to stop" with one claim of the kind
 * "commitment", of the actor China, on that day, over the words after the colon. Actor and day may be left out.
 */
export function sample(marked: string, more: Partial<Addition> & { readonly published?: string } = {}): Addition {
  const { text, claims, actors } = unmark(marked);
  const published = more.published;
  return {
    bytes: Buffer.from(`${text}\n`),
    facts: { name: 'sample.txt', url: undefined, source: undefined, published, capturedAt: undefined },
    captureEngine: 'sample/1',
    document: {
      text,
      mediaType: 'text/plain',
      encoding: 'UTF-8',
      title: text.split(/[.:]/u)[0]!,
      byline: undefined,
      source: undefined,
      url: undefined,
      canonicalUrl: undefined,
      language: undefined,
      published: published === undefined ? undefined : { day: published, basis: 'given', evidence: published },
      dates: [],
      missing: [],
      leftOut: [],
      map: undefined,
      notes: [],
    },
    reading: {
      textHash: sha256(Buffer.from(text)),
      engine: 'sample/1',
      strength: 'clean',
      degradation: { level: 'clean', share: 0, stretches: [] },
      sentences: text.split('.').length - 1,
      leftOut: [],
      actors,
      claims,
      notes: [],
    },
    fingerprint: undefined,
    links: [],
    ...more,
  };
}

function unmark(marked: string): { text: string; claims: Claim[]; actors: Actor[] } {
  let text = '';
  const marks: { kind: string; actor: string | undefined; day: string | undefined; start: number; end: number }[] = [];
  for (const match of marked.matchAll(/\[(\w+)(?: ([A-Z]\w*))?(?: (\d{4}-\d\d-\d\d))?: ([^\]]*)\]|[^[]+|\[/gu)) {
    const [piece, kind, actor, day, words] = match;
    if (kind !== undefined) marks.push({ kind, actor, day, start: text.length, end: text.length + words!.length });
    text += words ?? piece;
  }
  const names = [...new Set(marks.flatMap(({ actor }) => actor ?? []))];
  return {
    text,
    claims: marks.map(mark => claimOf(mark, text)),
    actors: names.map(name => ({
      id: actorId(name),
      name,
      type: 'unknown',
      aliases: [],
      posts: [],
      country: undefined,
    })),
  };
}

function claimOf(
  mark: { kind: string; actor: string | undefined; day: string | undefined; start: number; end: number },
  text: string,
): Claim {
  const words: Words = { start: mark.start, end: mark.end, exact: text.slice(mark.start, mark.end) };
  const { kind, day } = mark;
  const body = kind === 'statement' ? { content: [words] } : { undertaking: words };
  return {
    id: `clm_${sha256(Buffer.from(canonicalJson([text, kind, words]))).slice(0, 24)}`,
    kind,
    rule: 'sample',
    words,
    factuality: 'asserted',
    strength: 'clean',
    voices: [],
    when:
      day === undefined
        ? undefined
        : {
            words,
            type: 'DATE',
            value: day,
            from: day,
            until: day,
            precision: 'day',
            standing: 'stated',
            reading: day,
            reason: 'the sample says so',
            rule: 'sample',
          },
    actors: mark.actor === undefined ? [] : [actorId(mark.actor)],
    body,
  };
}

function actorId(name: string): string {
  return `unknown/${name.toLowerCase()}`;
}
