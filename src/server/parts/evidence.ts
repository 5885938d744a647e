/** What bears on a provision: each piece of evidence in its sentence, with its scope test element by element, every verdict by its words. */
import type { Attribution, Bearing, ElementTest, ElementVerdict, Grade } from '../../core/finding.ts';
import type { Instrument, Provision, TextWords } from '../../core/instrument.ts';
import type { Words } from '../../core/span.ts';
import type { Held } from '../../judging/cases.ts';
import { partyName } from '../../listings/findings.ts';
import { oneLine } from '../../listings/one-line.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { sourceLine } from './claim-card.ts';

/** Where exact words stand in the reading view. */
export function wordsAddress(document: string, { start, end }: Pick<Words, 'start' | 'end'>): Address {
  return to('documents', document)
    .with({ words: `${start}-${end}` })
    .at('words');
}

const GRADES: Readonly<Record<Grade, string>> = {
  W0: 'words',
  A1: 'preparation',
  A2: 'authority or resources',
  A3: 'the act itself',
  A4: 'an observed result',
};

/** A bearing's state: what only the machine says, and what a person confirmed. */
const STATES: Readonly<Record<Held['state'], readonly [sign: string, word: string, look: string]>> = {
  proposed: ['○', 'machine-read', 'proposed'],
  confirmed: ['✓', 'confirmed', 'confirmed'],
  'by hand': ['✎', 'set by hand', 'edited'],
  rejected: ['✕', 'rejected', 'rejected'],
};

const VERDICTS: Readonly<Record<ElementVerdict, readonly [sign: string, word: string]>> = {
  met: ['✓', 'met'],
  not_met: ['✕', 'not met'],
  not_stated: ['?', 'not stated'],
};

export interface EvidenceOptions {
  readonly provision: Provision;
  readonly instrument: Instrument;
  /** The words within what stands around them. */
  readonly sentence: (one: Held) => Html;
  /** Why it counts for nothing, where it does not. */
  readonly aside?: (one: Held) => string | undefined;
  /** What somebody may do about it. */
  readonly decide?: (one: Held) => Html | undefined;
  /** Where its source is rated. */
  readonly source?: (name: string) => Address;
}

export function evidence(some: readonly Held[], options: EvidenceOptions): Html {
  return html`<div class="evidence">${some.map(one => piece(one, options))}</div>`;
}

function piece(one: Held, { provision, instrument, sentence, aside, decide, source }: EvidenceOptions): Html {
  const { bearing, state, document, evidence } = one;
  const [sign, word, look] = STATES[state];
  const why = aside?.(one);
  return html`<article class="bearing s-${look}" id="${bearing.id}">
<p class="card-top"><span class="tag">${bearing.grade} ${GRADES[bearing.grade]}</span><span class="tag d-${bearing.direction}">${bearing.direction === 'contradicts' ? 'speaks against' : bearing.direction === 'supports' ? 'speaks for' : 'neutral'}</span><span class="tag">${bearing.scope.replaceAll('_', ' ')}</span>${evidence.standing !== 'stands' && html`<span class="weak">${evidence.standing.replaceAll('_', ' ')}</span>`}<span class="badge s-${look}"><span aria-hidden="true">${sign}</span> ${word}</span></p>
${sentence(one)}
<p class="from"><a href="${wordsAddress(bearing.document, one.claim.claim.words)}">${sourceLine(document)}</a> <span class="quiet">· ${source === undefined ? html`reliability ${evidence.source.reliability}` : html`<a href="${source(evidence.source.name)}">reliability ${evidence.source.reliability}<span class="visually-hidden"> of ${evidence.source.name}</span></a>`}${bearing.ownWord && ' · the party’s own word'}${bearing.primary && ' · the record of the act itself'}</span></p>
${why !== undefined && html`<p class="notice">Counts for nothing: ${why}.</p>`}
${scopeTest(bearing, provision)}
${bearing.attributions.length > 0 && html`<p class="sub">${bearing.attributions.map((each, index) => html`${index > 0 && '; '}${attribution(each)}`)}</p>`}
${bearing.observation !== undefined && html`<p class="sub">Saw for itself: <a href="${wordsAddress(bearing.document, bearing.observation)}">“<bdi>${oneLine(bearing.observation.exact)}</bdi>”</a></p>`}
${bearing.parties.length > 0 && html`<p class="sub">Speaks of ${bearing.parties.map(party => partyName(instrument, party)).join(', ')}.</p>`}
${decide?.(one)}
</article>`;
}

function attribution({ by, identified, to, type, tier }: Attribution): Html {
  const how = [identified === 'named' ? '' : identified, type?.replaceAll('_', ' ')].filter(Boolean).join(', ');
  return html`<b><bdi>${by?.name ?? 'The report itself'}</bdi></b>${how !== '' && ` (${how})`} names <b><bdi>${to.name}</bdi></b>${tier !== undefined && ` as ${tier}`}`;
}

function scopeTest({ elements: tests, scope, document }: Bearing, { elements, carveOuts }: Provision): Html {
  const asked = (element: ElementTest['element']): string =>
    element === 'time' ? 'while it is in force' : (elements[element]?.says ?? '');
  return html`<details class="scope"${scope === 'out_of_scope' && html` open`}><summary>Scope test: ${tests.filter(({ verdict }) => verdict === 'met').length} of ${tests.length} elements met</summary>
<table class="table scope-table"><thead><tr><th scope="col">Element</th><th scope="col">Verdict</th><th scope="col">In which words, and why</th></tr></thead><tbody>${tests.map(
    ({ element, verdict, words, inferred, carveOut, why }) => {
      const [sign, word] = VERDICTS[verdict];
      return html`<tr class="v-${verdict}"><th scope="row">${element}${asked(element) !== '' && html`<br><span class="sub">${asked(element)}</span>`}</th><td><span class="verdict"><span aria-hidden="true">${sign}</span> ${word}</span>${inferred && html`<br><span class="sub">worked out</span>`}</td><td>${words !== undefined && html`<a href="${wordsAddress(document, words)}">“<bdi>${oneLine(words.exact)}</bdi>”</a> `}<span class="sub">${why}${carveOut !== undefined && html`; carve-out: ${carveOut}`}</span></td></tr>`;
    },
  )}</tbody></table>${carveOuts.length > 0 && html`<p class="sub">Carve-outs of the provision: ${carveOuts.map(({ element, says }) => `${says} (${element})`).join('; ')}</p>`}</details>`;
}

/** A provision in each text's own words; `dayOf`: when a text was published. */
export function agreedWords(
  { words }: Provision,
  instrument: Instrument,
  dayOf: (document: string) => string | undefined,
): Html {
  if (words.length === 0) return html`<p class="quiet">It stands in no text that the record has.</p>`;
  return html`<div class="agreed">${words.map(one => {
    const day = dayOf(one.document);
    return html`<blockquote class="sentence" dir="auto"><a href="${wordsAddress(one.document, one)}">${oneLine(one.exact)}</a><footer class="sub">${textName(one, instrument)}${day !== undefined && `, ${day}`}</footer></blockquote>`;
  })}</div>`;
}

function textName({ document }: TextWords, instrument: Instrument): Html | string {
  const by = instrument.texts.find(text => text.document === document)?.by;
  return by === undefined ? 'the text' : html`<bdi>${partyName(instrument, by)}</bdi>’s text`;
}
