import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Actor } from '../../core/actor.ts';
import type { Day } from '../../core/time.ts';
import type { Claim } from '../../core/claim.ts';
import { HOLDERS, mostInCommon } from '../../core/in-common.ts';
import type {
  ActorFilter,
  ActorTally,
  Candidate,
  ClaimFilter,
  ClaimPlace,
  ClaimReview,
  ClaimState,
  ClaimTally,
  Decided,
  DecisionFilter,
  DocumentFilter,
  DocumentId,
  DocumentOutline,
  FingerprintKey,
  GivenPost,
  Origin,
  RecordedActor,
  RecordedClaim,
  RecordedDecision,
  RecordedDocument,
  RecordedLink,
  RecordedRefusal,
} from '../record.ts';
import type { ImportedFrom } from '../entry.ts';
import { ActorNames } from './actor-names.ts';
import type { Row, Statements } from './statements.ts';

/** Conditions joined by AND, each with the values it binds. */
class Conditions {
  readonly #parts: string[] = [];
  readonly values: SQLInputValue[] = [];

  add(sql: string, ...values: SQLInputValue[]): void {
    this.#parts.push(sql);
    this.values.push(...values);
  }

  get sql(): string {
    return this.#parts.length === 0 ? '' : `WHERE ${this.#parts.join(' AND ')}`;
  }
}

export function findDocuments(
  sql: Statements,
  filter: DocumentFilter & { readonly id?: DocumentId; readonly address?: string },
): RecordedDocument[] {
  const where = documentsWhere(filter);
  if (filter.before !== undefined) where.add('sequence < (SELECT sequence FROM document WHERE id = ?)', filter.before);
  if (filter.after !== undefined) where.add('sequence > (SELECT sequence FROM document WHERE id = ?)', filter.after);
  return sql
    .all(
      `SELECT * FROM document ${where.sql} ORDER BY sequence ${filter.newestFirst === true ? 'DESC' : ''} LIMIT ? OFFSET ?`,
      ...where.values,
      filter.limit ?? -1,
      filter.offset ?? 0,
    )
    .map(asDocument);
}

export function countDocuments(sql: Statements, filter: DocumentFilter): number {
  const where = documentsWhere(filter);
  return Number(sql.get(`SELECT count(*) AS n FROM document ${where.sql}`, ...where.values)!['n']);
}

function documentsWhere(filter: DocumentFilter & { readonly id?: DocumentId; readonly address?: string }): Conditions {
  const where = new Conditions();
  // Bytes without a text and a reading are never committed, and what was erased has neither any more.
  where.add('text IS NOT NULL AND reading IS NOT NULL');
  if (filter.id !== undefined) where.add('id = ?', filter.id);
  if (filter.address !== undefined) where.add("facts ->> '$.asked' = ?", filter.address);
  if (filter.origin !== undefined) where.add('origin = ?', filter.origin);
  if (filter.originals === true) where.add('copy = 0');
  if (filter.source !== undefined) where.add('source = ?', filter.source);
  if (filter.about !== undefined) {
    where.add('sequence IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)', matching(filter.about));
  }
  if (filter.ids !== undefined) where.add('id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.ids));
  return where;
}

const ALSO_IN = `(SELECT json_group_array(also.id ORDER BY also.sequence) FROM claim_also JOIN document AS also ON also.id = claim_also.other
  WHERE claim_also.claim = claim.number)`;

const ORDERS: Readonly<Record<NonNullable<ClaimFilter['order']>, string>> = {
  time: `claim.when_from IS NULL AND claim.when_until IS NULL, claim.when_from, claim.captured, claim.start, claim.end, claim.id`,
  'time, last first': `claim.when_from IS NULL AND claim.when_until IS NULL DESC, claim.when_from DESC, claim.captured DESC, claim.start DESC, claim.end DESC, claim.id DESC`,
  text: 'claim.captured, claim.start, claim.end, claim.id',
  'text, last first': 'claim.captured DESC, claim.start DESC, claim.end DESC, claim.id DESC',
  due: 'claim.due, claim.captured, claim.start',
  'due, last first': 'claim.due DESC, claim.captured, claim.start',
};

export function findClaims(sql: Statements, filter: ClaimFilter): RecordedClaim[] {
  const where = claimsWhere(sql, filter);
  addPlaces(where, sql, filter);
  const order = ORDERS[filter.order ?? 'time'];
  // Which claims they are is found in an index alone, however many are passed over; only those are then looked up.
  return sql
    .all(
      `SELECT claim.document, claim.sequence, claim.text, claim.claim, claim.current, claim.made_by, claim.state, claim.decided,
         claim.contested, claim.last, claim.proposed, document.origin, claim.counted, ${ALSO_IN} AS also_in,
         (SELECT family FROM said_again WHERE said_again.claim = claim.number) AS family,
         decision.at, decision.by, decision.body
       FROM (SELECT claim.number FROM claim ${indexFor(filter)} ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?) AS found
       JOIN claim ON claim.number = found.number JOIN document ON document.id = claim.document
       LEFT JOIN decision ON decision.sequence = claim.decided ORDER BY ${order}`,
      ...where.values,
      filter.limit ?? -1,
      filter.offset ?? 0,
    )
    .map(row => ({
      document: String(row['document']),
      text: String(row['text']),
      review: reviewOf(row),
      current: row['current'] === 1,
      origin: String(row['origin']),
      copy: row['counted'] === 0,
      alsoIn: parse(row['also_in']) as DocumentId[],
      family: row['family'] === null ? undefined : Number(row['family']),
      sequence: Number(row['sequence']),
      claim: parse(row['claim']) as Claim,
    }));
}

/** Where just the claims are asked for that wait for review, in the order of the text: of the indexes that fit, the planner takes one by which it must sort them all. */
function indexFor({ states, current, order, document, includeCopies, id }: ClaimFilter): string {
  const isPlain = document === undefined && includeCopies !== true && id === undefined;
  const isOfText = order === 'text' || order === 'text, last first';
  const isWaiting = current === true && states?.length === 1 && states[0] === 'proposed';
  return isPlain && isOfText && isWaiting ? 'INDEXED BY claim_waiting' : '';
}

export function countClaims(sql: Statements, filter: ClaimFilter): number {
  if (filter.includeCopies !== true && Object.keys(filter).every(name => TALLIED.has(name)))
    return countTallied(tallyClaims(sql), filter);
  const where = claimsWhere(sql, filter);
  addPlaces(where, sql, filter);
  return Number(sql.get(`SELECT count(*) AS n FROM claim ${indexFor(filter)} ${where.sql}`, ...where.values)!['n']);
}

/** What claims are tallied by, so that none has to be looked at to count them. */
const TALLIED: ReadonlySet<string> = new Set<keyof ClaimFilter>([
  'kind',
  'states',
  'current',
  'standing',
  'includeCopies',
]);

function countTallied(tally: readonly ClaimTally[], { kind, states, current, standing }: ClaimFilter): number {
  const isAsked = (one: ClaimTally): boolean => {
    const stands = one.current || one.state !== 'proposed';
    return (
      (kind === undefined || one.kind === kind) &&
      (states === undefined ? one.state !== 'rejected' && stands : states.includes(one.state)) &&
      (current !== true || one.current) &&
      (standing !== true || stands)
    );
  };
  return tally.reduce((sum, one) => sum + (isAsked(one) ? one.number : 0), 0);
}

export function tallyClaims(sql: Statements): ClaimTally[] {
  return sql.all('SELECT * FROM claim_tally ORDER BY kind, state, current').map(row => ({
    kind: String(row['kind']),
    state: row['state'] as ClaimState,
    current: row['current'] === 1,
    number: Number(row['number']),
  }));
}

function claimsWhere(sql: Statements, filter: ClaimFilter): Conditions {
  const where = new Conditions();
  if (filter.id !== undefined) where.add('claim.id = ?', filter.id);
  // Few reports are asked for, or are of some days: claims are found by them, and not all of a kind looked through. What stands behind a plus is found by no index.
  const by = filter.reported === undefined && filter.documents === undefined ? '' : '+';
  if (filter.kind !== undefined) where.add(`${by}claim.kind = ?`, filter.kind);
  if (filter.document !== undefined) where.add('claim.document = ?', filter.document);
  else if (filter.includeCopies !== true) where.add(`${by}claim.counted = 1`);
  if (filter.documents !== undefined)
    where.add('claim.document IN (SELECT value FROM json_each(?))', JSON.stringify(filter.documents));
  if (filter.actor !== undefined) addActors(where, sql, filter.actor);
  if (filter.speaker !== undefined) addSpeaker(where, sql, filter.speaker);
  // Written out, and not bound: the planner takes the index of claims that wait for review only when it sees that they do.
  if (filter.states?.length === 1 && filter.states[0] === 'proposed') where.add("claim.state = 'proposed'");
  else if (filter.states !== undefined)
    where.add('claim.state IN (SELECT value FROM json_each(?))', JSON.stringify(filter.states));
  else where.add("claim.state <> 'rejected' AND (claim.current = 1 OR claim.state <> 'proposed')");
  if (filter.current === true) where.add('claim.current = 1');
  if (filter.standing === true) where.add("(claim.current = 1 OR claim.state <> 'proposed')");
  if (filter.about !== undefined) {
    where.add('claim.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)', matching(filter.about));
  }
  if (filter.families !== undefined) {
    where.add(
      'claim.number IN (SELECT claim FROM said_again WHERE family IN (SELECT value FROM json_each(?)))',
      JSON.stringify(filter.families),
    );
  }
  // As the index of claims in the order of time has it.
  if (filter.undated !== undefined)
    where.add(`(claim.when_from IS NULL AND claim.when_until IS NULL) = ${filter.undated ? 1 : 0}`);
  if (filter.reported !== undefined) addReported(where, filter.reported);
  if (filter.from !== undefined || filter.until !== undefined) addDays(where, filter);
  if (filter.made !== undefined) where.add("claim.claim ->> '$.madeAt' IS NOT NULL");
  if (filter.dueBefore !== undefined) where.add('claim.due < ?', filter.dueBefore);
  if (filter.dueFrom !== undefined) where.add('claim.due >= ?', filter.dueFrom);
  return where;
}

/** Was a claim's document published within two days, each of which may be NULL? */
const PUBLISHED = `document.published IS NOT NULL AND (? IS NULL OR document.published >= ?) AND (? IS NULL OR document.published <= ?)`;
const REPORTED = `EXISTS (SELECT 1 FROM document WHERE document.sequence = claim.captured AND document.text IS NOT NULL AND document.reading IS NOT NULL AND ${PUBLISHED})`;

function addReported(
  where: Conditions,
  { from = null, until = null }: { from?: Day | null; until?: Day | null },
): void {
  where.add(
    `claim.document IN (SELECT document.id FROM document WHERE document.text IS NOT NULL AND document.reading IS NOT NULL AND ${PUBLISHED})`,
    from,
    from,
    until,
    until,
  );
}

function addDays(where: Conditions, { from = null, until = null, orReported }: NullableDays): void {
  const touches = `(claim.when_from IS NOT NULL OR claim.when_until IS NOT NULL)
    AND (? IS NULL OR claim.when_until IS NULL OR claim.when_until >= ?)
    AND (? IS NULL OR claim.when_from IS NULL OR claim.when_from <= ?)`;
  const days = [from, from, until, until];
  if (orReported !== true) where.add(touches, ...days);
  else
    where.add(
      `((${touches}) OR (claim.when_from IS NULL AND claim.when_until IS NULL AND ${REPORTED}))`,
      ...days,
      ...days,
    );
}

interface NullableDays {
  readonly from?: Day | null;
  readonly until?: Day | null;
  readonly orReported?: boolean;
}

function addPlaces(where: Conditions, sql: Statements, { after, before, order = 'time' }: ClaimFilter): void {
  if (before !== undefined) addBeside(where, sql, before, '<');
  if (after !== undefined && order !== 'time') addBeside(where, sql, after, '>');
  else if (after !== undefined) addAfter(where, sql, after);
}

/** Before or behind a claim in the order of the text, wherever that one now stands. */
function addBeside(where: Conditions, sql: Statements, { document, id }: ClaimPlace, side: '<' | '>'): void {
  const row = sql.get('SELECT captured, start, end FROM claim WHERE document = ? AND id = ?', document, id);
  if (row === undefined) {
    where.add('FALSE');
    return;
  }
  const { captured, start, end } = row as Record<string, SQLInputValue>;
  where.add(`(claim.captured, claim.start, claim.end, claim.id) ${side} (?, ?, ?, ?)`, captured!, start!, end!, id);
}

/** Behind a claim in the order of time, wherever that one now stands. */
function addAfter(where: Conditions, sql: Statements, { document, id }: ClaimPlace): void {
  const row = sql.get(
    `SELECT when_from IS NULL AND when_until IS NULL AS undated, when_from, captured, start, end FROM claim
     WHERE document = ? AND id = ?`,
    document,
    id,
  );
  if (row === undefined) {
    where.add('FALSE');
    return;
  }
  const { undated, when_from: from, captured, start, end } = row as Record<string, SQLInputValue>;
  const undatedSql = '(claim.when_from IS NULL AND claim.when_until IS NULL)';
  const place = [captured!, start!, end!, id];
  const rest = '(claim.captured, claim.start, claim.end, claim.id) > (?, ?, ?, ?)';
  where.add(
    `(${undatedSql} > ? OR (${undatedSql} = ? AND (${
      from === null
        ? `claim.when_from IS NOT NULL OR ${rest}`
        : `claim.when_from > ? OR (claim.when_from = ? AND ${rest})`
    })))`,
    undated!,
    undated!,
    ...(from === null ? place : [from!, from!, ...place]),
  );
}

/** The names that claims give speakers are few beside the claims, so that each is looked at; SQLite knows capitals of ASCII only. */
function addSpeaker(where: Conditions, sql: Statements, { name, actors }: NonNullable<ClaimFilter['speaker']>): void {
  const wanted = name.toLowerCase();
  const named = sql
    .all('SELECT DISTINCT speaker FROM claim WHERE speaker IS NOT NULL')
    .map(row => String(row['speaker']))
    .filter(speaker => speaker.toLowerCase().includes(wanted));
  where.add(
    `claim.number IN (SELECT number FROM claim WHERE speaker IN (SELECT value FROM json_each(?))
       UNION SELECT number FROM claim WHERE speaking IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(named),
    JSON.stringify(actors),
  );
}

/** Claims in which any of these actors plays a part, by all names that mean them. */
function addActors(where: Conditions, sql: Statements, actor: string | readonly string[]): void {
  const names = new ActorNames(sql);
  const wanted = new Set((typeof actor === 'string' ? [actor] : actor).map(id => names.meant(id)));
  const inSplits = [...names.inSplitDocuments()];
  const pairs = (isWanted: boolean): string =>
    JSON.stringify(
      inSplits.filter(({ meant }) => wanted.has(meant) === isWanted).map(({ id, document }) => [id, document]),
    );
  where.add(
    `claim.number IN (
       SELECT claim FROM claim_actor WHERE actor IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM json_each(?) AS no WHERE no.value ->> 0 = actor AND no.value ->> 1 = document)
       UNION SELECT claim FROM claim_actor WHERE EXISTS (
         SELECT 1 FROM json_each(?) AS yes WHERE yes.value ->> 0 = actor AND yes.value ->> 1 = document))`,
    JSON.stringify([...wanted].flatMap(id => names.idsOf(id))),
    pairs(false),
    pairs(true),
  );
}

function reviewOf(row: Row): ClaimReview {
  const decided = row['decided'] === null ? undefined : decidedIn({ ...row, sequence: row['decided']! });
  return {
    state: row['state'] as ClaimState,
    byHand: row['made_by'] === 'person',
    decided,
    contested: row['contested'] === 1,
    last: row['last'] === null ? undefined : Number(row['last']),
    proposed: row['proposed'] === null ? undefined : (parse(row['proposed']) as Claim),
  };
}

export function findDecisions(sql: Statements, filter: DecisionFilter): RecordedDecision[] {
  const where = new Conditions();
  if (filter.kind !== undefined) {
    const kinds = typeof filter.kind === 'string' ? [filter.kind] : filter.kind;
    where.add('kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds));
  }
  if (filter.subject !== undefined) where.add('subject = ?', filter.subject);
  if (filter.by !== undefined) where.add('by = ?', filter.by);
  if (filter.sequences !== undefined)
    where.add('sequence IN (SELECT value FROM json_each(?))', JSON.stringify(filter.sequences));
  if (filter.restsOn !== undefined) where.add('sequence IN (SELECT sequence FROM rest WHERE base = ?)', filter.restsOn);
  if (filter.hashes !== undefined) where.add('hash IN (SELECT value FROM json_each(?))', JSON.stringify(filter.hashes));
  if (filter.undone !== true) where.add('undone IS NULL');
  return sql.all(`SELECT * FROM decision ${where.sql} ORDER BY sequence`, ...where.values).map(decisionColumns);
}

/** From the columns `sequence`, `at`, `by` and `body`. */
function decidedIn(row: Row): Decided {
  const { imported, why } = parse(row['body']) as { imported?: ImportedFrom; why?: string };
  return {
    sequence: Number(row['sequence']),
    at: String(row['at']),
    by: String(row['by']),
    why,
    imported: imported && { record: imported.record, by: imported.by, at: imported.at },
  };
}

export function decisionColumns(row: Row): RecordedDecision {
  const { imported: _, why: __, ...body } = parse(row['body']) as { imported?: ImportedFrom; why?: string };
  return {
    ...decidedIn(row),
    hash: String(row['hash']),
    kind: String(row['kind']),
    subject: String(row['subject']),
    body,
    content: text(row['content']),
    undone: row['undone'] === null ? undefined : Number(row['undone']),
  };
}

/** The same actor in many documents: aliases and posts united, in the order in which the documents were added. */
export function findActors(sql: Statements, filter: ActorFilter): RecordedActor[] {
  const names = new ActorNames(sql);
  const among = candidateIds(sql, names, filter);
  const rows = sql.all(
    `SELECT actor.id, actor.document, actor.actor FROM actor JOIN document ON document.id = actor.document
     ${among === undefined ? '' : 'WHERE actor.id IN (SELECT value FROM json_each(?))'} ORDER BY actor.id, document.sequence`,
    ...(among === undefined ? [] : [JSON.stringify([...among])]),
  );
  const wantedIds =
    filter.id === undefined && filter.ids === undefined
      ? undefined
      : new Set([...(filter.id === undefined ? [] : [filter.id]), ...(filter.ids ?? [])].map(id => names.meant(id)));
  const united = new Map<string, SeenActor[]>();
  for (const row of rows) {
    const document = String(row['document']);
    const meant = names.meant(String(row['id']), document);
    if (wantedIds !== undefined && !wantedIds.has(meant)) continue;
    const seen = { actor: parse(row['actor']) as Actor, document };
    const before = united.get(meant);
    if (before === undefined) united.set(meant, [seen]);
    else before.push(seen);
  }
  const given = findDecisions(sql, { kind: 'actor_given_post' });
  const wanted = filter.name?.toLowerCase();
  return [...united]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, seen]) => unite(id, seen, names, given))
    .filter(
      actor =>
        (filter.type === undefined || actor.type === filter.type) &&
        (filter.document === undefined || actor.documents.includes(filter.document)) &&
        (wanted === undefined || [actor.name, ...actor.aliases].some(name => name.toLowerCase().includes(wanted))),
    );
}

/** Ids under which documents may have what is asked for; undefined: any. All that mean the same actor are among them. */
function candidateIds(sql: Statements, names: ActorNames, filter: ActorFilter): Set<string> | undefined {
  const { id, ids, name, document } = filter;
  if (id !== undefined || ids !== undefined)
    return idsMeaning(names, [...(id === undefined ? [] : [id]), ...(ids ?? [])]);
  if (document !== undefined) {
    const own = sql.all('SELECT id FROM actor WHERE document = ?', document).map(row => String(row['id']));
    return idsMeaning(
      names,
      own.map(id => names.meant(id, document)),
    );
  }
  // Names that people gave when they split an actor stand in no document, and JSON spells some characters otherwise.
  if (name === undefined || names.splits.length > 0 || !/^[\w .,'-]+$/u.test(name)) return undefined;
  const like = `%${name.replace(/[%_\\]/gu, '\\$&')}%`;
  const found = sql
    .all("SELECT DISTINCT id FROM actor WHERE actor LIKE ? ESCAPE '\\'", like)
    .map(row => String(row['id']));
  return idsMeaning(names, found);
}

function idsMeaning(names: ActorNames, actors: readonly string[]): Set<string> {
  const wanted = new Set(actors.map(id => names.meant(id)));
  const inSplits = [...names.inSplitDocuments()].filter(({ meant }) => wanted.has(meant)).map(({ id }) => id);
  return new Set([...[...wanted].flatMap(id => names.idsOf(id)), ...inSplits, ...actors]);
}

export function nameActors(sql: Statements, ids: readonly string[]): Pick<RecordedActor, 'id' | 'name'>[] {
  const special = new ActorNames(sql).special();
  return ids.flatMap(id => {
    if (special.has(id)) return findActors(sql, { id }).map(({ name }) => ({ id, name }));
    const row = sql.get(
      `SELECT actor ->> '$.name' AS name FROM actor JOIN document ON document.id = actor.document
       WHERE actor.id = ? ORDER BY document.sequence LIMIT 1`,
      id,
    );
    return row === undefined ? [] : [{ id, name: String(row['name']) }];
  });
}

export function tallyActors(sql: Statements): ActorTally[] {
  const names = new ActorNames(sql);
  const documents = new Map<string, number>();
  const special: string[] = [];
  const isSpecial = names.special();
  for (const row of sql.all('SELECT id, count(*) AS n FROM actor GROUP BY id')) {
    const id = String(row['id']);
    if (isSpecial.has(id)) special.push(id);
    else documents.set(id, Number(row['n']));
  }
  const united = new Map<string, Set<string>>();
  for (const row of sql.all(
    'SELECT id, document FROM actor WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(special),
  )) {
    const document = String(row['document']);
    const meant = names.meant(String(row['id']), document);
    const known = united.get(meant);
    if (known === undefined) united.set(meant, new Set([document]));
    else known.add(document);
  }
  for (const [id, of] of united) documents.set(id, of.size);
  return [...documents].map(([id, number]) => ({ id, documents: number }));
}

interface SeenActor {
  readonly actor: Actor;
  readonly document: DocumentId;
}

function unite(
  id: string,
  seen: readonly SeenActor[],
  names: ActorNames,
  given: readonly RecordedDecision[],
): RecordedActor {
  const own = seen.find(({ actor }) => actor.id === id)?.actor ?? seen[0]!.actor;
  const { name, type } = names.splits.findLast(({ as }) => as.id === id)?.as ?? own;
  const called = seen.flatMap(({ actor }) => [actor.name, ...actor.aliases]);
  return {
    id,
    type: type as Actor['type'],
    name,
    aliases: [...new Set(called)].filter(alias => alias !== name),
    country: seen.find(({ actor }) => actor.country !== undefined)?.actor.country,
    posts: seen.flatMap(({ actor, document }) => actor.posts.map(post => ({ ...post, document }))),
    givenPosts: given.filter(({ subject }) => names.meant(subject) === id).map(givenPost),
    merged: [...new Set(seen.map(({ actor }) => actor.id))].filter(other => other !== id),
    documents: [...new Set(seen.map(({ document }) => document))],
  };
}

function givenPost({ body, sequence, at, by, why, imported }: RecordedDecision): GivenPost {
  const { post, of, from, until } = body as unknown as Omit<GivenPost, 'decided'>;
  return { post, of, from, until, decided: { sequence, at, by, why, imported } };
}

export function findOrigins(sql: Statements): Origin[] {
  const origins = new Map<string, { id: string; earliest: DocumentId; documents: DocumentId[] }>();
  for (const row of sql.all('SELECT id, origin, copy FROM document WHERE erased IS NULL ORDER BY sequence')) {
    const [document, id] = [String(row['id']), String(row['origin'])];
    let origin = origins.get(id);
    if (origin === undefined) origins.set(id, (origin = { id, earliest: document, documents: [] }));
    origin.documents.push(document);
    if (row['copy'] === 0) origin.earliest = document;
  }
  return [...origins.values()];
}

export function findOutlines(sql: Statements, ids: readonly DocumentId[] | undefined): DocumentOutline[] {
  return sql
    .all(
      `SELECT id, sequence, coalesce(source, facts ->> '$.name') AS source, origin, copy, published FROM document
       WHERE text IS NOT NULL AND reading IS NOT NULL ${ids === undefined ? '' : 'AND id IN (SELECT value FROM json_each(?))'} ORDER BY sequence`,
      ...(ids === undefined ? [] : [JSON.stringify(ids)]),
    )
    .map(row => ({
      id: String(row['id']),
      source: String(row['source']),
      origin: String(row['origin']),
      copy: row['copy'] === 1,
      published: text(row['published']),
    }));
}

export function findTies(
  sql: Statements,
): { readonly document: DocumentId; readonly other: DocumentId; readonly copy: boolean }[] {
  return sql
    .all('SELECT document, other, copy FROM link ORDER BY sequence')
    .map(row => ({ document: String(row['document']), other: String(row['other']), copy: row['copy'] === 1 }));
}

export function findLinks(sql: Statements, document: DocumentId | undefined): RecordedLink[] {
  const where = new Conditions();
  if (document !== undefined) where.add('(document = ? OR other = ?)', document, document);
  return sql.all(`SELECT * FROM link ${where.sql} ORDER BY sequence`, ...where.values).map(asLink);
}

export function findDecidedLinks(sql: Statements): RecordedLink[] {
  return sql.all('SELECT * FROM link WHERE decided = 1 ORDER BY sequence').map(asLink);
}

function asLink(row: Row): RecordedLink {
  return {
    ...(parse(row['link']) as Omit<RecordedLink, 'sequence' | 'by'>),
    sequence: Number(row['sequence']),
    by: String(row['by']),
  };
}

export function findRefusals(sql: Statements): RecordedRefusal[] {
  return sql.all('SELECT * FROM refusal ORDER BY sequence').map(row => ({
    sequence: Number(row['sequence']),
    at: String(row['at']),
    name: String(row['name']),
    code: String(row['code']),
    sentence: String(row['sentence']),
    bytesHash: text(row['bytes']),
  }));
}

/**
 * One statement for all keys, for a text has some seventy of them. Of those that hold a key the newest are looked at: so each document comes to be linked with
 * a bounded number of others, however many copies a story has.
 */
export function findCandidates(sql: Statements, keys: readonly FingerprintKey[], limit: number): Candidate[] {
  const holders = sql
    .all(
      `SELECT (SELECT json_group_array(document) FROM (
         SELECT document FROM fingerprint_key WHERE key = value ORDER BY document DESC LIMIT ${HOLDERS})) AS documents
       FROM json_each(?)`,
      JSON.stringify([...new Set(keys)]),
    )
    .map(row => parse(row['documents']) as number[]);
  return mostInCommon(holders, limit).map(({ document, keys }) => {
    const row = sql.get(
      "SELECT id, origin, published, about -> '$.leftOut' AS left_out FROM document WHERE sequence = ?",
      document,
    )!;
    return {
      document: String(row['id']),
      origin: String(row['origin']),
      shared: keys,
      published: text(row['published']),
      leftOut: parse(row['left_out']) as Candidate['leftOut'],
    };
  });
}

/** A person's words as an FTS5 query: every word or "quoted phrase" as a string, so that no character is an operator. */
export function matching(about: string): string {
  const strings = [...about.matchAll(/"([^"]*)"|[^\s"]+/gu)]
    .map(match => (match[1] ?? match[0]).trim())
    .filter(words => /[\p{L}\p{N}]/u.test(words));
  // A string that no tokenizer can give a word of finds nothing; the empty query would be an error.
  return strings.length === 0 ? '""' : strings.map(words => `"${words}"`).join(' AND ');
}

function asDocument(row: Row): RecordedDocument {
  return {
    id: String(row['id']),
    sequence: Number(row['sequence']),
    addedAt: String(row['at']),
    addedBy: String(row['by']),
    facts: parse(row['facts']) as RecordedDocument['facts'],
    bytesHash: String(row['bytes']),
    byteLength: Number(row['length']),
    textHash: String(row['text']),
    captureEngine: String(row['capture_engine']),
    about: parse(row['about']) as RecordedDocument['about'],
    readingHash: String(row['reading']),
    engine: String(row['engine']),
    strength: row['strength'] as RecordedDocument['strength'],
    sentences: Number(row['sentences']),
    claims: Number(row['claims']),
    origin: String(row['origin']),
    copy: row['copy'] === 1,
  };
}

function parse(json: SQLOutputValue | undefined): unknown {
  return JSON.parse(json as string);
}

function text(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
