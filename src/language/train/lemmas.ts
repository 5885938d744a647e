import nlp from 'compromise/three';
import { byEnding, lemmaOf, type LemmaTable } from '../lemmas.ts';
import type { Upos } from '../analysis.ts';
import { plainForm } from '../signs.ts';
import type { TreeSentence } from './treebank.ts';

/** The forms whose usual lemma the rules of lemmas.ts do not find. */
export function lemmaTable(sentences: readonly TreeSentence[]): [string, string][] {
  const counts = new Map<string, Map<string, number>>();
  const examples = new Map<string, { form: string; text: string; pos: Upos; tag: string }>();
  for (const s of sentences)
    s.forms.forEach((text, i) => {
      const [pos, tag] = s.tags[i]!.split(' ') as [Upos, string];
      const form = plainForm(text);
      const isName = pos === 'PROPN' || tag.startsWith('NNP') || tag === 'ADD' || tag === 'GW';
      const lemma = isName ? s.lemmas[i]!.toLowerCase() : s.lemmas[i]!;
      const key = `${form} ${tag}`;
      const of = counts.get(key) ?? new Map<string, number>();
      counts.set(key, of.set(lemma, (of.get(lemma) ?? 0) + 1));
      examples.set(key, { form, text, pos, tag });
    });
  const none: LemmaTable = new Map();
  const out: [string, string][] = [];
  for (const [key, of] of counts) {
    const [lemma, count] = [...of].sort((a, b) => b[1] - a[1])[0]!;
    const { form, text, pos, tag } = examples.get(key)!;
    const isName = pos === 'PROPN' || tag.startsWith('NNP');
    if (isName && count < 2) continue;
    const ruled = lemmaOf(none, form, text, pos, tag);
    if ((isName ? ruled.toLowerCase() : ruled) !== lemma) out.push([key, lemma]);
  }
  const known = new Set([...counts.keys(), ...out.map(([key]) => key)]);
  for (const [key, lemma] of conjugated()) {
    const [form, tag] = key.split(' ') as [string, string];
    if (!known.has(key) && byEnding(form, tag) !== lemma) out.push([key, lemma]);
    known.add(key);
  }
  return out.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** Forms of the verbs and plurals that a kept library (compromise, MIT) knows, with their tags: "underwent VBD" → "undergo". */
function conjugated(): [string, string][] {
  const world = nlp.model() as unknown as {
    one: { lexicon: Record<string, string | string[]> };
    two: { irregularPlurals: Record<string, string> };
  };
  const methods = nlp.methods() as unknown as {
    two: { transform: { verb: { conjugate(verb: string, model: unknown): Record<string, string> } } };
  };
  const out: [string, string][] = [];
  const verbs = Object.entries(world.one.lexicon).filter(
    ([word, tags]) => !word.includes(' ') && [tags].flat().includes('Infinitive'),
  );
  for (const [verb] of verbs) {
    const { PastTense, PresentTense, Gerund, Participle } = methods.two.transform.verb.conjugate(verb, world);
    out.push(
      [`${PastTense} VBD`, verb],
      [`${Participle ?? PastTense} VBN`, verb],
      [`${Gerund} VBG`, verb],
      [`${PresentTense} VBZ`, verb],
    );
  }
  for (const [one, many] of Object.entries(world.two.irregularPlurals))
    if (!many.includes(' ')) out.push([`${many} NNS`, one]);
  return out;
}
