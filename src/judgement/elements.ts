/** The scope test: each element of a provision against the words of a report. */
import type { ElementTest } from '../core/finding.ts';
import {
  type Element,
  type ElementName,
  elementNames,
  type Instrument,
  inForce,
  type Provision,
} from '../core/instrument.ts';
import type { Span, Words } from '../core/span.ts';
import type { TimeMention } from '../core/time.ts';
import { findTerm, findTerms, mayStandIn, stem } from './terms.ts';
import type { PartyMention } from './who.ts';

/** Where in a report is looked: what tells of the act itself, and what stands beside it. */
export interface Passage {
  readonly text: string;
  /** The sentence of the act. */
  readonly own: Span;
  /** The sentence after it. */
  readonly beside: Span | undefined;
}

/** Tests the elements that a provision asks for; the actor and the time always, for whoever is bound is bound from a day on. */
export function testElements(
  { provision, instrument }: { readonly provision: Provision; readonly instrument: Instrument },
  passage: Passage,
  doers: readonly PartyMention[],
  when: TimeMention | undefined,
  published: string | undefined,
): ElementTest[] {
  const asked = TOLD.filter(name => provision.elements[name] !== undefined || hasCarveOut(provision, name));
  return [
    testActor(provision, doers),
    ...asked.map(name => testOne(name, provision, passage)),
    testTime(inForce(provision, instrument), when, published),
  ];
}

/** The elements that words of a report meet; who is bound and since when is tested apart. */
const TOLD = elementNames.filter(name => name !== 'actor' && name !== 'time');

const hasCarveOut = ({ carveOuts }: Provision, name: ElementName): boolean =>
  carveOuts.some(({ element }) => element === name);

function testOne(
  name: Exclude<ElementName, 'time'>,
  { elements, carveOuts, kind }: Provision,
  passage: Passage,
): ElementTest {
  const element = elements[name];
  const exceptions = carveOuts.filter(one => one.element === name);
  // "did not answer a request" is about answering, too.
  const isToDo = name === 'conduct' && kind !== 'prohibition';
  const base = { element: name, carveOut: undefined } as const;
  for (const [stretch, inferred] of [
    [passage.own, false],
    [passage.beside, true],
  ] as const) {
    if (stretch === undefined) continue;
    for (const { says, terms } of exceptions) {
      const words = findTerm(passage.text, stretch, terms.length > 0 ? terms : [says]);
      if (words !== undefined)
        return { ...base, verdict: 'not_met', words, inferred, carveOut: says, why: `a carve-out applies: ${says}` };
    }
    const words = findTerm(passage.text, stretch, element?.exclusions ?? []);
    if (words !== undefined)
      return {
        ...base,
        verdict: 'not_met',
        words,
        inferred,
        why: `the words say something other than ${element!.says}`,
      };
    const met = element === undefined ? undefined : meets(element, passage.text, stretch, isToDo);
    if (met !== undefined) {
      const beside = inferred ? ', in the sentence beside it' : '';
      return { ...base, verdict: 'met', words: met, inferred, why: `it tells of ${element!.says}${beside}` };
    }
  }
  // A carve-out alone asks for nothing: where it does not apply, the element is met.
  if (element === undefined)
    return { ...base, verdict: 'met', words: undefined, inferred: true, why: 'no carve-out is told to apply' };
  return {
    ...base,
    verdict: 'not_stated',
    words: undefined,
    inferred: false,
    why: `the words do not tell of ${element.says}`,
  };
}

/** Share of the telling words of `says` that must stand in a sentence, where no terms are given. */
const MOST_OF_IT = 0.6;

/** The words that meet an element: one of its terms, or most of what it says. */
export function meets(
  element: Pick<Element, 'terms' | 'says'>,
  text: string,
  within: Span,
  negated = false,
): Words | undefined {
  if (element.terms.length > 0) return findTerm(text, within, element.terms, negated);
  const telling = tellingWords(element);
  const there = telling.filter(word => mayStandIn(text, word));
  if (there.length < MOST_OF_IT * telling.length) return undefined;
  const found = there.flatMap(word => findTerms(text, within, [word], negated).slice(0, 1));
  const stems = new Set(found.map(({ exact }) => stem(exact)));
  return telling.length > 0 && stems.size >= MOST_OF_IT * telling.length ? found[0] : undefined;
}

/** By element: each is asked for in every sentence of every report. */
const telling = new WeakMap<object, readonly string[]>();

function tellingWords(element: Pick<Element, 'says'>): readonly string[] {
  const known = telling.get(element);
  if (known !== undefined) return known;
  const made = [...new Set(element.says.split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 3))];
  telling.set(element, made);
  return made;
}

function testActor({ bound }: Provision, doers: readonly PartyMention[]): ElementTest {
  const doer = doers.find(({ party }) => bound.includes(party));
  const base = { element: 'actor', carveOut: undefined } as const;
  return doer === undefined
    ? {
        ...base,
        verdict: 'not_stated',
        words: undefined,
        inferred: false,
        why: 'the words name no party that is bound',
      }
    : {
        ...base,
        verdict: 'met',
        words: doer.words,
        inferred: false,
        why: `“${doer.words.exact}” is ${doer.party}, which is bound`,
      };
}

/** Before entry into force, or after it ended, is out of scope. Without a day of its own, an act is taken for one of the days before the report. */
function testTime(
  { from, until }: { readonly from: string | undefined; readonly until: string | undefined },
  when: TimeMention | undefined,
  published: string | undefined,
): ElementTest {
  const base = { element: 'time', carveOut: undefined } as const;
  const [first, last] = [when?.from ?? when?.until, when?.until ?? when?.from];
  if (first !== undefined || last !== undefined) {
    const words = when!.words;
    if (from !== undefined && last! < from)
      return {
        ...base,
        verdict: 'not_met',
        words,
        inferred: false,
        why: `${when!.reading} is before ${from}, when it took effect`,
      };
    if (until !== undefined && first! > until)
      return {
        ...base,
        verdict: 'not_met',
        words,
        inferred: false,
        why: `${when!.reading} is after ${until}, when it ended`,
      };
    if (from !== undefined && first! < from)
      return { ...base, verdict: 'not_stated', words, inferred: false, why: `${when!.reading} may be before ${from}` };
    return { ...base, verdict: 'met', words, inferred: false, why: `${when!.reading} is while it binds` };
  }
  if (published === undefined)
    return {
      ...base,
      verdict: 'not_stated',
      words: undefined,
      inferred: false,
      why: 'neither the act nor the report has a day',
    };
  if (from !== undefined && published < from)
    return {
      ...base,
      verdict: 'not_met',
      words: undefined,
      inferred: true,
      why: `it was reported on ${published}, before ${from}`,
    };
  return {
    ...base,
    verdict: 'met',
    words: undefined,
    inferred: true,
    why: `no day is told; it was reported on ${published}`,
  };
}
