import { NAME_CLASSES } from '../neural/reader.ts';
import type { TreeSentence } from './treebank.ts';

/** Class numbers of IOB2 tags; other types than ours are outside. */
export function nameClasses(tags: readonly string[]): Uint8Array {
  return Uint8Array.from(tags, tag => Math.max(0, NAME_CLASSES.indexOf(tag as (typeof NAME_CLASSES)[number])));
}

const ENTITY_TYPES: Record<string, string> = { person: 'PER', organization: 'ORG', place: 'LOC' };

/**
 * Names out of GUM's entity column, which marks whole noun phrases: of a person, organisation or place whose head is a
 * proper noun, the run of proper nouns around the head, with "of" and "the" between them; titles are left out.
 */
export function namesFromEntities(s: TreeSentence): Uint8Array {
  const out: string[] = s.forms.map(() => 'O');
  const open: { id: string; type: string; from: number }[] = [];
  const spans: { from: number; to: number; type: string }[] = [];
  s.entities.forEach((mark, i) => {
    for (const part of mark.match(/\([^()]+\)?|[^()]+\)/g) ?? []) {
      const body = part.replace(/[()]/g, '');
      const [id, type] = body.split('-');
      if (part.startsWith('(')) open.push({ id: id!, type: type ?? '', from: i });
      if (part.endsWith(')')) {
        let k = open.length - 1;
        while (k >= 0 && open[k]!.id !== id) k--;
        if (k < 0) continue;
        const [entity] = open.splice(k, 1);
        if (ENTITY_TYPES[entity!.type] !== undefined)
          spans.push({ from: entity!.from, to: i + 1, type: ENTITY_TYPES[entity!.type]! });
      }
    }
  });
  // Larger phrases first: "University of Portsmouth" is one organisation, not a place in it.
  for (const { from, to, type } of spans.sort((a, b) => b.to - b.from - (a.to - a.from))) {
    let head = -1;
    for (let i = from; i < to && head < 0; i++) if (s.heads[i]! < from || s.heads[i]! >= to) head = i;
    if (head < 0 || !isNamePart(s, head)) continue;
    let first = head;
    let last = head;
    for (;;) {
      if (first > from && isNamePart(s, first - 1)) first--;
      else if (first > from + 1 && type !== 'PER' && isLink(s.forms[first - 1]!) && isNamePart(s, first - 2))
        first -= 2;
      else break;
    }
    for (;;) {
      if (last + 1 < to && isNamePart(s, last + 1)) last++;
      else if (
        last + 2 < to &&
        isLink(s.forms[last + 1]!) &&
        isNamePart(s, last + 2) &&
        (type !== 'PER' || s.forms[last + 1] === '-')
      )
        last += 2;
      else if (
        last + 3 < to &&
        type !== 'PER' &&
        s.forms[last + 1] === 'of' &&
        s.forms[last + 2]!.toLowerCase() === 'the' &&
        isNamePart(s, last + 3)
      )
        last += 3;
      else break;
    }
    if (out.slice(first, last + 1).some(tag => tag !== 'O')) continue;
    for (let i = first; i <= last; i++) out[i] = `${i === first ? 'B' : 'I'}-${type}`;
  }
  return nameClasses(out);
}

function isNamePart(s: TreeSentence, i: number): boolean {
  return / NNPS?$/.test(s.tags[i]!) && s.relations[i] !== 'nmod:desc';
}

function isLink(form: string): boolean {
  return form === 'of' || form === '-' || form === 'for' || form === '&';
}
