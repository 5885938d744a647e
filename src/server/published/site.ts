/**
 * What was published, as files: the addresses of the site with an `index.html` each, links that lead from file to file, no script and no server.
 * Pages are made from what was published alone (`judging/published.ts`), and a link to anything else is a fault that stops the making.
 */
import type { Instrument } from '../../core/instrument.ts';
import type { Listing } from '../../core/listing.ts';
import type { DocketFinder } from '../../judging/cases.ts';
import { type PublishedDocket, publishedDockets, type PublishedFinding } from '../../judging/published.ts';
import { partyName } from '../../listings/findings.ts';
import { csv } from '../../outputs/csv.ts';
import { json } from '../../outputs/json.ts';
import type { DeedsRecord } from '../../record/index.ts';
import { Address } from '../address.ts';
import { assets } from '../assets.ts';
import { type Html, render } from '../html.ts';
import { briefPage } from './brief.ts';
import { calendarFile, calendarList, calendarPage, calendarPlace } from './calendar.ts';
import { documentPage } from './document.ts';
import { boardPage, findingPages, frontPage } from './findings.ts';
import { frame } from './frame.ts';
import { timelinePage } from './timeline.ts';

export interface PublishedPage {
  readonly title: string;
  readonly body: Html;
}

/** Files of the site: path, parted by "/", and content. The same record gives the same files, byte for byte. */
export async function publishedSite(
  record: DeedsRecord,
  docketFor?: DocketFinder,
): Promise<ReadonlyMap<string, string>> {
  const dockets = await publishedDockets(record, docketFor);
  const files = new Map<string, string>();
  const words: Words = new Map();
  const put = (segments: readonly string[], page: PublishedPage): void => {
    const path = [...segments, 'index.html'].join('/');
    files.set(path, render(frame(page), linkFrom(segments, words)));
  };
  put([], frontPage(dockets));
  put(['timeline'], timelinePage(dockets));
  put(['calendar'], calendarPage(dockets));
  files.set('calendar.json', json.write(calendarList(dockets)));
  files.set('calendar.csv', csv.write(calendarList(dockets)));
  for (const docket of dockets) {
    put(['board', docket.instrument.id], boardPage(docket));
    const listing = publishedList(docket);
    files.set(`board/${docket.instrument.id}.json`, json.write(listing));
    files.set(`board/${docket.instrument.id}.csv`, csv.write(listing));
    put(['brief', docket.instrument.id], briefPage(docket));
    files.set(calendarPlace(docket.instrument.id).join('/'), calendarFile(docket));
    for (const finding of docket.findings)
      for (const [more, page] of findingPages(docket, finding))
        put(['board', docket.instrument.id, finding.id, ...more], page);
  }
  const documents = new Map(dockets.flatMap(docket => [...docket.documents]));
  // The words that a page leads to, and no others.
  for (const [id, document] of documents) {
    const text = await record.text(id);
    if (text !== undefined) put(['documents', id], documentPage(document, text, [...(words.get(id) ?? [])], dockets));
  }
  for (const name of ['deeds.css', 'icon.svg']) files.set(`assets/${name}`, assets.get(name)!());
  mustLead(files);
  return files;
}

/** Of each document the words that pages lead to: "116-327". */
type Words = Map<string, Set<string>>;

/** Where a link leads from a page: to the file of another. What it asks of a document becomes a place on its page. */
function linkFrom(from: readonly string[], words: Words): (address: Address) => string {
  const up = '../'.repeat(from.length);
  return ({ segments, query, fragment }) => {
    const isFile = segments[0] === 'assets' || /\.(?:json|csv|ics)$/u.test(segments.at(-1) ?? '');
    const path = [...segments, ...(isFile ? [] : ['index.html'])].map(encodeURIComponent).join('/');
    const asked = query.get('words');
    if (asked !== undefined) {
      const known = words.get(segments[1]!) ?? new Set();
      words.set(segments[1]!, known.add(asked));
    }
    const place = asked === undefined ? fragment : `words-${asked}`;
    return `${up}${path}${place === '' ? '' : `#${place}`}`;
  };
}

/** Throws a TypeError for a link that leads to no file of the site. */
function mustLead(files: ReadonlyMap<string, string>): void {
  for (const [path, content] of files) {
    if (!path.endsWith('.html')) continue;
    for (const [, link] of content.matchAll(/ (?:href|src)="(?!https?:|#)([^"#]*)/gu)) {
      const target = new URL(link!, `file:///${path}`).pathname.slice(1);
      if (!files.has(decodeURIComponent(target)))
        throw new TypeError(`${path} leads to ${target}, which is not published.`);
    }
  }
}

/** An instrument is published with at least one finding, whose fields are the columns. */
function publishedList({ findings, instrument }: PublishedDocket): Listing {
  return {
    name: 'findings',
    columns: Object.keys(toldOf(findings[0]!, instrument)),
    rows: findings.map(one => {
      const told = toldOf(one, instrument);
      return {
        cells: Object.values(told).map(value =>
          value === undefined ? '' : value === true ? 'yes' : value === false ? 'no' : String(value),
        ),
        value: {
          ...told,
          words: one.behind.map(({ bearing, claim, document }) => ({
            document: document.id,
            source: document.about.source,
            published: document.about.published?.day,
            exact: claim.claim.words.exact,
            start: claim.claim.words.start,
            end: claim.claim.words.end,
            direction: bearing.direction,
            grade: bearing.grade,
          })),
        },
        shown: { headline: `${told.label} · ${told.party}`, details: [] },
      };
    }),
  };
}

/** A finding in the fields of its row; those that it has not are there as well, so that every row has the same. */
function toldOf(one: PublishedFinding, instrument: Instrument) {
  const { finding, provision } = one;
  return {
    finding: one.id,
    provision: provision.id,
    label: provision.label,
    kind: provision.kind,
    party: partyName(instrument, one.party),
    level: finding.level,
    extent: finding.extent,
    because: finding.because,
    late: finding.late,
    dormant: finding.dormant,
    interim: finding.interim,
    confidence: finding.confidence?.level,
    coverage: finding.coverage.level,
    independent_origins: finding.origins.independent,
    window_from: finding.window.from,
    window_until: finding.window.until,
    as_of: finding.asOf,
    rubric: finding.rubric,
    approvals: one.approvals,
    published: one.publishedOn,
    published_by: one.publishedBy,
    unsupported: one.unsupported,
  };
}
