import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A sentence of a treebank. Words are numbered from 0; the head of the root is -1. */
export interface TreeSentence {
  readonly document: string;
  /** First of its document, of a paragraph, or behind another sentence. */
  readonly opens: 'document' | 'paragraph' | 'sentence';
  readonly text: string;
  readonly forms: string[];
  /** Where each word stands in `text`. */
  readonly spans: readonly (readonly [number, number])[];
  /** "NOUN NN": both tags in one. */
  readonly tags: string[];
  readonly lemmas: string[];
  readonly heads: number[];
  readonly relations: string[];
  /** Entity column of GUM, if any. */
  readonly entities: readonly string[];
}

/** Genres of GUM whose licence forbids commercial use. */
const NON_COMMERCIAL = /^GUM_(?:whow|fiction)_/;

export function readTreebank(file: string): TreeSentence[] {
  const sentences: TreeSentence[] = [];
  let document = '';
  let opens: TreeSentence['opens'] = 'document';
  for (const block of gunzipSync(readFileSync(file)).toString('utf8').split('\n\n')) {
    let text = '';
    const rows: string[][] = [];
    const fused: { first: number; last: number; form: string }[] = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('# newdoc id = ')) {
        document = line.slice(14);
        opens = 'document';
      } else if (line.startsWith('# newpar') && opens === 'sentence') opens = 'paragraph';
      else if (line.startsWith('# text = ')) text = line.slice(9);
      else if (/^\d/.test(line)) {
        const row = line.split('\t');
        if (/^\d+$/.test(row[0]!)) rows.push(row);
        else if (row[0]!.includes('-')) {
          const [first, last] = row[0]!.split('-').map(Number);
          fused.push({ first: first!, last: last!, form: row[1]! });
        }
      }
    }
    if (rows.length === 0) continue;
    if (!NON_COMMERCIAL.test(document))
      sentences.push({
        document,
        opens,
        text,
        forms: rows.map(r => r[1]!),
        spans: spansOf(text, rows, fused),
        tags: rows.map(r => `${r[3]} ${r[4]}`),
        lemmas: rows.map(r => r[2]!),
        heads: rows.map(r => Number(r[6]) - 1),
        relations: rows.map(r => r[7]!),
        entities: rows.map(r => /(?:^|\|)Entity=([^|]*)/.exec(r[9]!)?.[1] ?? ''),
      });
    opens = 'sentence';
  }
  return sentences;
}

/** Finds the words in the text; the parts of a fused word that do not spell it share its span. */
function spansOf(
  text: string,
  rows: readonly string[][],
  fused: readonly { first: number; last: number; form: string }[],
): [number, number][] {
  const spans: [number, number][] = [];
  let at = 0;
  const skip = (): void => {
    while (at < text.length && /\s/.test(text[at]!)) at++;
  };
  for (let i = 0; i < rows.length; i++) {
    skip();
    const group = fused.find(f => f.first === i + 1);
    if (group === undefined) {
      const form = rows[i]![1]!;
      spans.push([at, at + form.length]);
      at += form.length;
      continue;
    }
    const end = at + group.form.length;
    const parts = rows.slice(group.first - 1, group.last).map(r => r[1]!);
    const spelled = parts.join('') === group.form;
    for (const part of parts) {
      spans.push(spelled ? [at, at + part.length] : [end - group.form.length, end]);
      if (spelled) at += part.length;
    }
    at = end;
    i = group.last - 1;
  }
  return spans;
}

/**
 * Names of a treebank's sentences as IOB2 tags ("B-PER"), by the sentence's number. The file may cut words otherwise than the
 * treebank does, so names are carried over by letters; sentences are matched by their text without blanks.
 */
export function readNames(file: string, sentences: readonly TreeSentence[]): string[][] {
  const bySpelling = new Map<string, { form: string; tag: string }[]>();
  for (const block of gunzipSync(readFileSync(file)).toString('utf8').split('\n\n')) {
    const words = block
      .split('\n')
      .filter(line => /^\d+\t/.test(line))
      .map(line => line.split('\t'))
      .map(row => ({ form: row[1]!, tag: row[2]! }));
    if (words.length > 0) bySpelling.set(words.map(w => w.form).join(''), words);
  }
  return sentences.map(s => {
    const words = bySpelling.get(s.forms.join(''));
    if (words === undefined) return s.forms.map(() => 'O');
    const letters: string[] = [];
    for (const { form, tag } of words)
      for (let i = 0; i < form.length; i++) letters.push(i === 0 ? tag : tag.replace('B-', 'I-'));
    let at = 0;
    return s.forms.map(form => {
      const tag = letters[at] ?? 'O';
      at += form.length;
      return tag;
    });
  });
}
