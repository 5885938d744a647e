/** A brief out of a docket: what was agreed and done, what is alleged and by whom, what is due, and what nobody looked at. */
import type { Brief, BriefLine, BriefSection, Footnote } from '../core/brief.ts';
import type { Finding } from '../core/finding.ts';
import type { Provision, TextWords } from '../core/instrument.ts';
import { labels } from '../judgement/rubric.ts';
import type { Docket, Held } from '../judging/cases.ts';
import { findingId, type JudgedRow } from '../judging/findings.ts';
import { weightiestFirst } from '../judging/weightiest.ts';
import type { Appointment } from './calendar.ts';
import { count, figure } from './count.ts';
import { levelText, originsText, partyName } from './findings.ts';
import { oneLine } from './one-line.ts';

/** What a brief is asked for. */
export interface BriefRequest {
  readonly day: string;
  /** What it is for, as its user calls it. */
  readonly meeting: string | undefined;
  /** First day of what was done since; undefined: since the last meeting that was held. */
  readonly since: string | undefined;
  /** Lines that a section may have; undefined: all. */
  readonly lines: number | undefined;
  /** Provisions that are told of, those with most to tell; undefined: all. */
  readonly provisions?: number | undefined;
}

/** Lines a section, where there is room. */
export const DEFAULT_LINES = 6;
/** Pieces of evidence that a line names by footnotes, and names that it lists; the page of a finding has them all. */
const NAMED = 5;
/** Letters of a quotation in a line; the footnote has all of it. */
const QUOTED = 150;

export function brief(
  docket: Docket,
  rows: readonly JudgedRow[],
  calendar: readonly Appointment[],
  request: BriefRequest,
): Brief {
  const { instrument, held } = docket;
  const { day, meeting, lines } = request;
  const notes = new Notes(docket);
  const told = toldOf(docket.provisions, rows, request.provisions);
  const lastRound = calendar
    .filter(({ state, until }) => state === 'held' && until !== undefined && until <= day)
    .at(-1);
  const since = request.since ?? lastRound?.until;
  const seen = held.filter(
    ({ state, document, evidence }) =>
      state !== 'rejected' &&
      evidence.standing === 'stands' &&
      !evidence.copy &&
      (document.about.published?.day ?? '') <= day,
  );
  const cut = (
    heading: string,
    all: readonly BriefLine[],
    where: string,
    table: BriefSection['table'] = [],
  ): BriefSection => {
    const shown = lines === undefined ? all : all.slice(0, lines);
    const rest = all.length - shown.length;
    return { heading, lines: shown, table, more: rest === 0 ? '' : `${count(rest, 'line')} more: \`${where}\`.` };
  };
  const id = instrument.id;
  const sections = [
    {
      heading: 'What was agreed',
      lines: agreed(told, docket, notes),
      table: [],
      more:
        told.length === docket.provisions.length
          ? ''
          : `${count(docket.provisions.length - told.length, 'provision')} more: \`deeds judge findings ${id}\`.`,
    },
    cut('How each provision stands', [], '', standing(told, rows, docket, notes)),
    cut(
      since === undefined ? 'What was done' : `What was done since ${since}`,
      done(seen, since, docket, notes),
      `deeds judge bearings ${id}`,
    ),
    cut('Open concerns', concerns(rows, docket, notes), `deeds judge findings ${id}`),
    cut('What each side last said', lastWords(rows, day, docket, notes), `deeds show statements`),
    cut('Due and overdue', due(calendar), `deeds judge calendar ${id}`),
    cut('Where sources disagree', conflicts(rows, docket, notes), `deeds judge attributions ${id}`),
    cut('Set aside as out of scope', outOfScope(seen, docket, notes), `deeds judge scope ${id}`),
    cut('What was read, and what was not', coverage(rows, day, docket), `deeds judge findings ${id}`),
  ];
  return {
    title: meeting === undefined ? instrument.title : `${meeting}: ${instrument.title}`,
    day,
    about: about(rows, day, instrument.parties.map(({ name }) => name).toSorted()),
    ...numbered(
      sections.filter(({ lines: some, table }) => some.length + table.length > 0),
      notes.all,
    ),
  };
}

/** Footnotes in the order in which lines refer to them; those of lines that there was no room for are left out. */
function numbered(sections: readonly BriefSection[], all: readonly Footnote[]): Pick<Brief, 'sections' | 'footnotes'> {
  const numbers = new Map<number, number>();
  const line = ({ notes, ...line }: BriefLine): BriefLine => ({
    ...line,
    notes: [...new Set(notes)].map(note => {
      const number = numbers.get(note) ?? numbers.size + 1;
      numbers.set(note, number);
      return number;
    }),
  });
  const made = sections.map(section => ({
    ...section,
    lines: section.lines.map(line),
    table: section.table.map(row => row.map(line)),
  }));
  const footnotes = [...numbers].map(([note, number]) => ({ ...all[note - 1]!, number }));
  return { sections: made, footnotes };
}

/** Footnotes, each span once. */
class Notes {
  readonly all: Footnote[] = [];
  readonly #known = new Map<string, number>();
  readonly #docket: Docket;

  constructor(docket: Docket) {
    this.#docket = docket;
  }

  of({ claim, document }: Pick<Held, 'claim' | 'document'>): number {
    return this.words({ ...claim.claim.words, document: document.id });
  }

  readonly cited = (one: Held): number => this.of(one);

  words({ exact, document: id, start, end }: Pick<TextWords, 'exact' | 'document' | 'start' | 'end'>): number {
    const key = `${id} ${start} ${end}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { documents, instrument } = this.#docket;
    const document = documents.get(id);
    const number = this.all.length + 1;
    const own = instrument.texts.find(text => text.document === id)?.by;
    const text = own === undefined ? undefined : `${partyName(instrument, own)}’s text`;
    const source = [text ?? document?.source ?? id, document?.published ?? 'date open'].join(', ');
    this.all.push({ number, exact: oneLine(exact), source, document: id, start, end });
    this.#known.set(key, number);
    return number;
  }
}

/** Levels from what a reader must know first. */
const TELLING: readonly Finding['level'][] = [
  'contravened',
  'concern',
  'undetermined',
  'no_action_on_record',
  'partly_fulfilled',
  'no_indication',
  'fulfilled',
  'not_due',
  'not_assessed',
];

/** The provisions that there is room for, in the order of the instrument. */
function toldOf(
  provisions: readonly Provision[],
  rows: readonly JudgedRow[],
  most: number | undefined,
): readonly Provision[] {
  if (most === undefined || provisions.length <= most) return provisions;
  const rank = ({ id }: Provision): number =>
    Math.min(
      ...rows.filter(({ provision }) => provision.id === id).map(({ finding }) => TELLING.indexOf(finding.level)),
    );
  const chosen = new Set(
    provisions
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, most)
      .map(({ id }) => id),
  );
  return provisions.filter(({ id }) => chosen.has(id));
}

function about(rows: readonly JudgedRow[], day: string, parties: readonly string[]): string[] {
  const common = commonState(rows);
  const counted = rows.filter(({ finding }) => finding.restsOn.length > 0);
  const open = counted.filter(({ finding }) => finding.confirmed < finding.restsOn.length).length;
  const published = rows.filter(({ recorded }) => recorded?.state === 'published').length;
  const lost = rows.filter(({ recorded }) => recorded?.unsupported !== undefined).length;
  return [
    `As of ${day}; parties: ${parties.join(', ')}; rubric ${rows[0]?.finding.rubric ?? 'none'}. The same for each side.`,
    `Of ${count(rows.length, 'finding')}, ${published} published; ${open} rest on evidence that only the machine proposes and nobody has confirmed${lost === 0 ? '' : `; ${lost} UNSUPPORTED since a source was taken back`}.${common === undefined ? '' : ` Every finding is ${common}.`}`,
  ];
}

/** Where all rated findings stand alike, it is said once. */
function commonState(rows: readonly JudgedRow[]): string | undefined {
  const states = new Set(rows.filter(({ finding }) => finding.rated).map(stateOf));
  return states.size === 1 ? [...states][0] : undefined;
}

/** What only the machine says never looks like what people reviewed. */
function stateOf({ finding, recorded }: JudgedRow): string {
  const state =
    recorded === undefined
      ? 'proposed by the machine and reviewed by nobody'
      : recorded.state === 'proposed' && recorded.approvedBy.length === 0
        ? 'proposed, not reviewed'
        : recorded.state;
  return `${finding.interim ? 'interim, ' : 'final, '}${state}`;
}

function agreed(provisions: readonly Provision[], { instrument }: Docket, notes: Notes): BriefLine[] {
  return provisions.map(({ label, words, bound, kind }) => {
    const [first] = words;
    const said = first === undefined ? 'in no text that the record has' : `“${oneLine(first.exact)}”`;
    const others = words.length > 1 ? ` (${words.length}\u00a0texts)` : '';
    return {
      text: `${label} [${kind.replaceAll('_', ' ')}; binds ${bound.map(actor => partyName(instrument, actor)).join(', ')}]: ${said}${others}`,
      notes: words.map(one => notes.words(one)),
    };
  });
}

const plain = (text: string): BriefLine => ({ text, notes: [] });

function standing(
  provisions: readonly Provision[],
  rows: readonly JudgedRow[],
  { instrument, held }: Docket,
  notes: Notes,
): BriefLine[][] {
  const common = commonState(rows);
  const parties = [...new Set(rows.map(({ party }) => party))].toSorted((a, b) =>
    partyName(instrument, a) < partyName(instrument, b) ? -1 : 1,
  );
  // Nothing is known of it where an instrument was read by a program: then there is no column of unknowns.
  const isKnown = provisions.some(one =>
    [one.specificity, one.verifiability, one.ambition].some(value => value !== 'unknown'),
  );
  const easy = isKnown ? ['How easy to keep'] : [];
  const head = ['Provision', ...parties.map(actor => partyName(instrument, actor)), ...easy].map(plain);
  const body = provisions.map(provision => [
    plain(provision.label),
    ...parties.map(party => {
      const row = rows.find(one => one.provision.id === provision.id && one.party === party);
      if (row === undefined) return plain('–');
      const line = citing(cellText(row, common), behindIt(row.finding, held), notes.cited);
      return { ...line, finding: findingId(provision.id, party, row.finding.window) };
    }),
    ...easy.map(() =>
      plain(
        `specific: ${provision.specificity}; checkable: ${provision.verifiability}; asks for: ${provision.ambition}`,
      ),
    ),
  ]);
  return rows.length === 0 ? [] : [head, ...body];
}

/** What a finding rests on, the weightiest first. */
function behindIt({ restsOn }: Finding, held: readonly Held[]): readonly Held[] {
  const carrying = new Set(restsOn);
  return weightiestFirst(held.filter(({ bearing }) => carrying.has(bearing.id)));
}

/** A line with footnotes to the first of its evidence, and how many more there are. `noteOf`: the number of a piece's footnote. */
export function citing(text: string, some: readonly Held[], noteOf: (one: Held) => number): BriefLine {
  const first = upTo(some);
  const rest = some.length - first.length;
  return {
    text: rest === 0 ? text : `${text} [the weightiest ${first.length} of ${figure(some.length)}]`,
    notes: first.map(noteOf),
  };
}

/** All of a few; of many the first. */
const upTo = <T>(some: readonly T[]): readonly T[] => (some.length <= NAMED + 1 ? some : some.slice(0, NAMED));

/** Each once: "A; B", and of many "A; B; and 12 more". */
function several(names: readonly string[], between: string): string {
  const each = [...new Set(names)];
  const first = upTo(each);
  return [...first, ...(each.length > first.length ? [`and ${figure(each.length - first.length)} more`] : [])].join(
    between,
  );
}

function cellText(row: JudgedRow, common: string | undefined): string {
  const { finding, recorded } = row;
  if (!finding.rated) return levelText(finding);
  const own = stateOf(row);
  return [
    levelText(finding),
    finding.confidence === undefined ? '' : `Confidence ${finding.confidence.level}`,
    own === common ? '' : `${own[0]!.toUpperCase()}${own.slice(1)}`,
    finding.reviewers === 2 && recorded?.state !== 'published' ? 'Two people must approve it' : '',
    recorded?.unsupported === undefined ? '' : 'UNSUPPORTED',
  ]
    .filter(text => text !== '')
    .join('. ');
}

function done(seen: readonly Held[], since: string | undefined, docket: Docket, notes: Notes): BriefLine[] {
  const { instrument } = docket;
  return seen
    .filter(({ bearing, evidence }) => {
      const on = evidence.until ?? evidence.published;
      return (
        bearing.direction === 'supports' &&
        bearing.grade !== 'W0' &&
        bearing.scope === 'in_scope' &&
        (since === undefined || (on !== undefined && on >= since))
      );
    })
    .toSorted(byDay)
    .map(one => ({
      text: `${one.evidence.until ?? one.evidence.published ?? 'day open'} · ${one.bearing.parties.map(actor => partyName(instrument, actor)).join(', ')}: “${short(one)}” (${one.bearing.grade} for ${labelOf(one, docket)}; ${confirmedText(one)})`,
      notes: [notes.of(one)],
    }));
}

const labelOf = ({ bearing }: Held, { provisions }: Docket): string =>
  provisions.find(({ id }) => id === bearing.provision)?.label ?? bearing.provision;

const byDay = (a: Held, b: Held): number =>
  (a.evidence.until ?? a.evidence.published ?? '~') < (b.evidence.until ?? b.evidence.published ?? '~') ? -1 : 1;

const confirmedText = ({ state }: Held): string => (state === 'proposed' ? 'not confirmed' : state);

function short({ claim }: Pick<Held, 'claim'>): string {
  const words = oneLine(claim.claim.words.exact);
  return words.length <= QUOTED ? words : `${words.slice(0, QUOTED).replace(/\s+\S*$/u, '')} …`;
}

function concerns(rows: readonly JudgedRow[], { held, instrument }: Docket, notes: Notes): BriefLine[] {
  return rows
    .filter(({ finding }) => finding.level === 'concern' || finding.level === 'contravened')
    .map(({ finding, party, provision }) => {
      const behind = behindIt(finding, held);
      const who = behind.flatMap(({ bearing }) =>
        bearing.attributions.map(({ by }) => by?.name ?? 'the report itself'),
      );
      const denials = held.filter(
        ({ bearing, state }) =>
          bearing.provision === provision.id &&
          state !== 'rejected' &&
          bearing.ownWord &&
          bearing.parties.includes(party) &&
          bearing.direction === 'supports',
      );
      const others = held.filter(
        ({ bearing, evidence, state }) =>
          state !== 'rejected' &&
          evidence.standing === 'stands' &&
          bearing.act === behind[0]?.bearing.act &&
          bearing.attributions.some(({ to }) => to.actor !== party),
      );
      const disagree = [
        ...denials.map(() => `${partyName(instrument, party)} denies it`),
        ...others.flatMap(({ bearing }) =>
          bearing.attributions.map(({ by, to }) => `${by?.name ?? 'a report'} names ${to.name}`),
        ),
      ];
      const text =
        `${provision.label} · ${partyName(instrument, party)}: ${levelText(finding)}. ${originsText(finding)}; alleged by ${several(who, ', ')}. ${disagree.length === 0 ? 'Nobody on record disagrees' : `Disagree: ${several(disagree, '; ')}`}. ${nearest(finding)}`.trim();
      // Who disagrees is never crowded out by those who allege.
      const against = [...denials, ...others];
      const line = citing(
        text,
        [...new Set([...behind.slice(0, NAMED - 1), ...against.slice(0, 1), ...behind, ...against])],
        notes.cited,
      );
      return { ...line, finding: findingId(provision.id, party, finding.window) };
    });
}

/** What would raise it, or for a contravention what would lower it: the rest stands in the list of findings. */
function nearest({ level, wouldChange }: Finding): string {
  const raised = wouldChange.find(sentence => sentence.startsWith(labels.contravened));
  if (level === 'contravened' || raised === undefined)
    return 'It would be lowered by a document that shows it withdrawn, false or out of scope.';
  return `Missing for ${raised.replace(/^./u, sign => sign.toLowerCase())}`;
}

function lastWords(
  rows: readonly JudgedRow[],
  day: string,
  { instrument, said, held }: Docket,
  notes: Notes,
): BriefLine[] {
  const behind = new Set(rows.flatMap(({ finding }) => finding.restsOn));
  const counted = new Set(
    held.flatMap(({ bearing, document, claim }) =>
      behind.has(bearing.id) ? [`${document.id} ${claim.claim.words.start}`] : [],
    ),
  );
  return instrument.parties
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ actor, name }) => {
      const last = said
        .filter(({ party, document }) => party === actor && (document.about.published?.day ?? '~') <= day)
        .toSorted((a, b) =>
          dayOf(a) === dayOf(b) ? a.claim.claim.words.start - b.claim.claim.words.start : dayOf(a) < dayOf(b) ? -1 : 1,
        )
        .at(-1);
      return last === undefined
        ? { text: `${name}: nothing on record that names it or bears on it.`, notes: [] }
        : {
            text: `${name}, ${dayOf(last)}: “${short(last)}”${counted.has(`${last.document.id} ${last.claim.claim.words.start}`) ? '' : ' (words: they change no finding)'}`,
            notes: [notes.of(last)],
          };
    });
}

const dayOf = ({ document }: Pick<Held, 'document'>): string => document.about.published?.day ?? '';

const OPEN: ReadonlySet<Appointment['state']> = new Set([
  'due',
  'overdue',
  'silently dropped',
  'cancelled',
  'date open',
]);

function due(calendar: readonly Appointment[]): BriefLine[] {
  return calendar
    .filter(({ state }) => OPEN.has(state))
    .map(({ what, state, reading }) => ({ text: `${state}: ${what}, ${reading}`, notes: [] }));
}

function conflicts(rows: readonly JudgedRow[], docket: Docket, notes: Notes): BriefLine[] {
  const { held, instrument } = docket;
  const told = held.filter(
    ({ bearing, state }) => bearing.attributions.length > 0 && state !== 'rejected' && bearing.grade !== 'W0',
  );
  const acts = [...Map.groupBy(told, ({ bearing }) => bearing.act).values()].flatMap(act => {
    const names = new Set(act.flatMap(({ bearing }) => bearing.attributions.map(({ to }) => to.name)));
    if (names.size < 2) return [];
    const sides = act.flatMap(({ bearing }) =>
      bearing.attributions.map(({ by, to }) => `${by?.name ?? 'the report'} names ${to.name}`),
    );
    return [citing(`${labelOf(act[0]!, docket)}: ${several(sides, '; ')}`, weightiestFirst(act), notes.cited)];
  });
  const both = rows
    .filter(({ finding }) => finding.because === 'conflicting')
    .map(({ provision, party, finding }) => {
      const behind = behindIt(finding, held);
      const quoted = upTo(behind).map(one => `“${short(one)}” (${one.bearing.direction})`);
      const line = citing(
        `${provision.label} · ${partyName(instrument, party)}: ${quoted.join('; ')}`,
        behind,
        notes.cited,
      );
      return { ...line, finding: findingId(provision.id, party, finding.window) };
    });
  return [...acts, ...both];
}

function outOfScope(seen: readonly Held[], docket: Docket, notes: Notes): BriefLine[] {
  const { instrument } = docket;
  return seen
    .filter(({ bearing }) => bearing.scope === 'out_of_scope' && bearing.parties.length > 0)
    .map(one => {
      const failed = one.bearing.elements.filter(({ verdict }) => verdict === 'not_met');
      const why = failed.map(
        ({ element, words, carveOut }) =>
          `${element}${words === undefined ? '' : ` (“${oneLine(words.exact)}”${carveOut === undefined ? '' : `: ${carveOut}`})`}`,
      );
      return {
        text: `${labelOf(one, docket)} · ${one.bearing.parties.map(actor => partyName(instrument, actor)).join(', ')}: “${short(one)}”. Not met: ${why.join('; ')}`,
        notes: [notes.of(one)],
      };
    });
}

const sources = (names: ReadonlySet<string>): string =>
  names.size > 2 * NAMED
    ? `${count(names.size, 'source')}, among them ${[...names].toSorted().slice(0, NAMED).join(', ')}`
    : [...names].toSorted().join(', ');

function coverage(rows: readonly JudgedRow[], day: string, { documents, instrument, sentences }: Docket): BriefLine[] {
  const texts = new Set(instrument.texts.map(({ document }) => document));
  const all = [...documents.values()].filter(({ id }) => !texts.has(id));
  const copies = all.filter(({ copy }) => copy).length;
  const undated = all.filter(({ published }) => published === undefined).length;
  const read = new Set(rows.flatMap(({ finding }) => finding.coverage.read));
  const unread = new Set(rows.flatMap(({ finding }) => finding.coverage.unread).filter(name => !read.has(name)));
  const nobody = rows
    .filter(({ finding }) => finding.rated && finding.level === 'not_assessed')
    .map(({ provision }) => provision.label);
  const mayBear = sentences.mayBear.filter(({ document }) => (document.about.published?.day ?? '') <= day).length;
  return [
    `${count(all.length, 'document')} beside the texts, ${copies} of them copies that count once, ${undated} without a day.`,
    read.size === 0 ? 'No source able to see it was read.' : `Read: ${sources(read)}.`,
    unread.size === 0 ? '' : `Not read in the window: ${sources(unread)}.`,
    nobody.length === 0 ? '' : `Not looked at: ${[...new Set(nobody)].join('; ')}.`,
    sentences.all === 0
      ? ''
      : sentences.read === sentences.all
        ? `Of each of ${count(sentences.all, 'sentence')} of the reports, copies left out, some kind of claim was read.`
        : `Of ${count(sentences.all, 'sentence')} of the reports, copies left out, ${sentences.all - sentences.read} were read by no kind of claim${mayBear === 0 ? '' : `, among them ${mayBear} that ${mayBear === 1 ? 'names' : 'name'} a party and what was undertaken: \`deeds judge bearings\` lists them`}. They count in no finding.`,
  ]
    .filter(text => text !== '')
    .map(text => ({ text, notes: [] }));
}
