/** A brief out of what was published: what was agreed, how each provision stands, and the evidence behind it, on pages that print as they are seen. */
import type { Brief, BriefLine, BriefSection, Footnote } from '../../core/brief.ts';
import type { TextWords } from '../../core/instrument.ts';
import type { Held } from '../../judging/cases.ts';
import type { PublishedDocket } from '../../judging/published.ts';
import { weightiestFirst } from '../../judging/weightiest.ts';
import { citing } from '../../listings/brief.ts';
import { count } from '../../listings/count.ts';
import { levelText, originsText, partyName } from '../../listings/findings.ts';
import { oneLine } from '../../listings/one-line.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { briefed } from '../parts/briefed.ts';
import { due } from './calendar.ts';
import type { PublishedPage } from './site.ts';

export function briefPage(docket: PublishedDocket): PublishedPage {
  return {
    title: `Brief: ${docket.instrument.title}`,
    body: html`${briefed(publishedBrief(docket), { finding: id => to('board', docket.instrument.id, id) })}`,
  };
}

export function publishedBrief(docket: PublishedDocket): Brief {
  const { instrument, provisions, findings } = docket;
  const notes = new Notes(docket);
  const parties = instrument.parties
    .map(({ actor }) => actor)
    .filter(actor => findings.some(one => one.party === actor));
  const agreed = provisions.map(({ label, kind, bound, words }): BriefLine => {
    const [first] = words;
    const said = first === undefined ? 'in no text that was published' : `“${oneLine(first.exact)}”`;
    return {
      text: `${label} [${kind.replaceAll('_', ' ')}; binds ${bound.map(actor => partyName(instrument, actor)).join(', ')}]: ${said}`,
      notes: words.map(one => notes.of(one)),
    };
  });
  const cell = (provision: string, party: string): BriefLine => {
    const one = findings.find(finding => finding.provision.id === provision && finding.party === party);
    if (one === undefined) return plain('nothing published');
    const { finding, unsupported, behind } = one;
    const text = [
      levelText(finding),
      finding.confidence === undefined ? '' : `Confidence ${finding.confidence.level}`,
      unsupported === undefined ? '' : 'UNSUPPORTED',
    ];
    const line = citing(text.filter(part => part !== '').join('. '), weightiestFirst(behind), notes.ofHeld);
    return { ...line, finding: one.id };
  };
  const table = [
    [plain('Provision'), ...parties.map(actor => plain(partyName(instrument, actor)))],
    ...provisions.map(({ id, label }) => [plain(label), ...parties.map(party => cell(id, party))]),
  ];
  const inOrder = provisions.flatMap(({ id }) => findings.filter(({ provision }) => provision.id === id));
  const why = inOrder.map(({ provision, party, finding, unsupported, behind }): BriefLine => {
    const told = [
      `${provision.label} · ${partyName(instrument, party)}: ${levelText(finding)}`,
      originsText(finding) || 'It rests on no evidence, but on how far one has looked',
      finding.confidence === undefined ? '' : `Confidence ${finding.confidence.level}: ${finding.confidence.why}`,
      `Coverage ${finding.coverage.level}: ${finding.coverage.why}`,
      unsupported === undefined ? '' : `UNSUPPORTED: ${unsupported}`,
    ];
    return citing(`${told.filter(part => part !== '').join('. ')}.`, weightiestFirst(behind), notes.ofHeld);
  });
  const last = findings
    .map(({ publishedOn }) => publishedOn)
    .toSorted()
    .at(-1)!;
  const sections: BriefSection[] = [
    { heading: 'What was agreed', lines: agreed, table: [], more: '' },
    { heading: 'How each provision stands', lines: [], table, more: '' },
    { heading: 'What the findings rest on', lines: why, table: [], more: '' },
    {
      heading: 'Due and done',
      lines: due(docket).map(({ what, state, reading, asOf }) => plain(`${what}, ${reading}: ${state} as of ${asOf}`)),
      table: [],
      more: '',
    },
  ];
  return {
    title: instrument.title,
    day: last,
    about: [
      `${instrument.parties.map(({ name }) => name).join(' and ')}. ${count(findings.length, 'finding')}, the last published ${last}; each is as of its own day. What is not here was not published.`,
    ],
    sections: sections.filter(({ lines, table }) => lines.length + table.length > 0),
    footnotes: notes.all,
  };
}

const plain = (text: string): BriefLine => ({ text, notes: [] });

/** Footnotes in the order in which they are first referred to, each span once. */
class Notes {
  readonly all: Footnote[] = [];
  readonly #docket: PublishedDocket;

  constructor(docket: PublishedDocket) {
    this.#docket = docket;
  }

  readonly ofHeld = ({ claim, document }: Held): number => this.of({ ...claim.claim.words, document: document.id });

  of({ exact, document: id, start, end }: Pick<TextWords, 'exact' | 'document' | 'start' | 'end'>): number {
    const known = this.all.find(note => note.document === id && note.start === start && note.end === end);
    if (known !== undefined) return known.number;
    const { documents, instrument } = this.#docket;
    const by = instrument.texts.find(({ document }) => document === id)?.by;
    const { about, facts } = documents.get(id)!;
    const source = by === undefined ? (about.source ?? facts.name) : `${partyName(instrument, by)}’s text`;
    const number = this.all.length + 1;
    this.all.push({
      number,
      exact: oneLine(exact),
      source: `${source}, ${about.published?.day ?? 'date open'}`,
      document: id,
      start,
      end,
    });
    return number;
  }
}
