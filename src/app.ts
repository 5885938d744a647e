/**
 * The verbs that the command line, and later HTTP and workers, share. This is the one place where rooms meet: it
 * captures, reads, compares and records.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCommitmentWeights, plainJudge } from './kinds/commitment/authored/scorer.ts';
import { lexiconJudge, loadAttributionWeights } from './attributions/attributions.ts';
import type { Facts } from './capture/index.ts';
import { EVENT_MODEL_FILE, generalVectors, lexiconJudge as eventLexicon, loadEventWeights } from './events/events.ts';
import { CaptureProcess } from './capturing.ts';
import type { Party } from './core/actor.ts';
import type { Document, MediaType } from './core/document.ts';
import type { Retrieval } from './core/fetched.ts';
import { limits } from './core/limits.ts';
import { Problem } from './core/problem.ts';
import type { Reading } from './core/reading.ts';
import type { Words } from './core/span.ts';
import { type ReadInstrument, readInstrument } from './instruments/instrument.ts';
import { type Arrival, arrival, type Input, partsOf, type Taken } from './intake.ts';
import { CYBER_MODEL_FILE, loadCyberWeights } from './kinds/incident/cyber/mentions.ts';
import { kinds } from './kinds/index.ts';
import { analyse } from './language/analyse.ts';
import type { Analysis } from './language/analysis.ts';
import { decodeModel, MODEL_FILE } from './language/model.ts';
import { fingerprint } from './origins/fingerprint.ts';
import { neighbours, pastedIn, relatives } from './origins/relatives.ts';
import { repeatedLines } from './origins/repeated-lines.ts';
import { type Engine, prepare, read } from './read.ts';
import type { VerifyReport } from './record/verify/report.ts';
import { verify } from './record/verify/verify.ts';
import { type DeedsRecord, documentIdOf, type Moment, openRecord, type RecordedDocument } from './record/index.ts';

export const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

/** Names this version of Deeds in everything it reads and records. */
export const ENGINE = `deeds/${version}`;

/** Files in model/ with the weights that judge attributions, and releases. */
const ATTRIBUTION_FILE = 'attributions.bin';
const COMMITMENT_FILE = 'commitments.bin';

/** Loads the models that come with Deeds; a fraction of a second, once a process. Without those beside the language model, word lists decide, less well. */
export function loadEngine(): Engine {
  const language = decodeModel(readFileSync(modelFile(MODEL_FILE)));
  return {
    name: ENGINE,
    language,
    attributions: judgeFrom(ATTRIBUTION_FILE, loadAttributionWeights, lexiconJudge),
    commitments: judgeFrom(COMMITMENT_FILE, loadCommitmentWeights, plainJudge),
    events: judgeFrom(EVENT_MODEL_FILE, bytes => loadEventWeights(bytes, generalVectors(language)), eventLexicon),
    cyber: judgeFrom(CYBER_MODEL_FILE, loadCyberWeights, undefined),
  };
}

/** A judge with the weights in `file` of model/, or `without` where there is none. */
function judgeFrom<Judge, Otherwise>(
  file: string,
  load: (bytes: Uint8Array) => Judge,
  without: Otherwise,
): Judge | Otherwise {
  const path = modelFile(file);
  return existsSync(path) ? load(readFileSync(path)) : without;
}

/** A font that comes with a package, by the package’s name for it. */
export const fontFile = (name: string): Buffer => readFileSync(fileURLToPath(import.meta.resolve(name)));

const modelFile = (name: string): string => join(packageRoot, 'model', name);

/** Loads the models when they are first asked for: what cannot be read needs none. */
export function engineWhenNeeded(): () => Engine {
  let engine: Engine | undefined;
  return () => (engine ??= loadEngine());
}

/** The wall clock, in UTC. */
const clock = { now: () => new Date().toISOString() };

/** Opens a record to add to, in the name of a person; makes it when there is none. */
export function openRecordForAdding(folder: string, by: string): Promise<DeedsRecord> {
  return openRecord(folder, { clock, mode: 'create', by });
}

/** Opens a record that must be there for many who read it and now and then write. */
export function openRecordForServing(folder: string, by: string): Promise<DeedsRecord> {
  return openRecord(folder, { clock, mode: 'write', by, serves: true });
}

/** Opens a record that must be there, to decide about what it holds. */
export function openRecordForDeciding(folder: string, by: string): Promise<DeedsRecord> {
  return openRecord(folder, { clock, mode: 'write', by });
}

/** Opens a record that must be there, as it is or as it was at a moment; nothing is written. */
export function openRecordForReading(folder: string, asOf?: Moment): Promise<DeedsRecord> {
  return openRecord(folder, { clock, mode: 'read', ...(asOf && { asOf }) });
}

export type { DeedsRecord, Moment, VerifyReport };

/** Reads a whole record again and says where it is not what was recorded, or not what a witness file says that it was. */
export function verifyRecord(
  folder: string,
  witness?: string,
  onProgress?: (done: number, total: number) => void,
): Promise<VerifyReport> {
  return verify(folder, { witness, onProgress });
}

/** What came of making a record's state anew. */
export interface Rebuilt {
  /** Hash of the state before; undefined where it could not be read. */
  readonly before: string | undefined;
  readonly after: string;
}

/** Throws away the tables that lists are read from, and makes them again from the log. */
export async function rebuildRecord(record: DeedsRecord): Promise<Rebuilt> {
  const before = await record.stateHash().catch(() => undefined);
  await record.rebuild();
  return { before, after: await record.stateHash() };
}

/** Files are taken apart where they can do no harm. */
const capturing = new CaptureProcess();

export type { Input };

/** Words, tags, tree and names of a text, as rules see them. */
export function parse(text: string, engine: Engine): Analysis {
  return analyse(text, engine.language);
}

/** What came of one publication. */
export type ReadOutcome =
  | { readonly name: string; readonly document: Document; readonly reading: Reading }
  | { readonly name: string; readonly opened: Opened }
  | { readonly name: string; readonly problem: Problem };

/** A file that holds publications and is none itself; they follow. */
export interface Opened {
  readonly mediaType: MediaType;
  readonly parts: number;
  readonly notes: readonly string[];
}

/** Captures and reads one input, and what it holds, without touching any record. */
export async function* readInput(input: Input, facts: Facts, engine: () => Engine): AsyncGenerator<ReadOutcome> {
  try {
    yield* readArrival(arrival(input, await input.take(), facts), facts, engine);
  } catch (error) {
    yield { name: input.name, problem: asProblem(error, input.name) };
  }
}

async function* readArrival(file: Arrival, given: Facts, engine: () => Engine): AsyncGenerator<ReadOutcome> {
  const { name } = file;
  try {
    const captured = await capturing.capture(file.bytes, file.facts);
    const { document, mediaType, notes } = captured;
    const parts = partsOf(captured, file, given);
    if (document === undefined) yield { name, opened: { mediaType, parts: parts.length, notes } };
    else yield { name, document, reading: read(document, engine()) };
    for (const part of parts) yield* readArrival(part, given, engine);
  } catch (error) {
    yield { name, problem: asProblem(error, name) };
  }
}

/** Captures and reads one official text without touching any record; `parties`: those that a person named. */
export async function readOfficialText(
  input: Input,
  facts: Facts,
  engine: Engine,
  parties: readonly Party[] = [],
): Promise<{ readonly document: Document; readonly instrument: ReadInstrument }> {
  const file = arrival(input, await input.take(), facts);
  const { document } = await capturing.capture(file.bytes, file.facts);
  if (document === undefined)
    throw new Problem(
      'no_text',
      `${input.name} holds publications and is none itself.`,
      'Give the official text as a file of its own.',
    );
  return { document, instrument: readInstrument(prepare(document, engine).context, document.title, parties) };
}

export interface AddedCopy {
  readonly of: string;
  readonly reason: string;
  /** What this document has of its own. */
  readonly unshared: readonly Words[];
}

export interface UnusedFact {
  readonly fact: 'published' | 'source' | 'url';
  readonly given: string;
  /** Undefined: the record does not know it. */
  readonly recorded: string | undefined;
}

/** What came of adding one input to a record. */
export type AddOutcome =
  | {
      readonly name: string;
      readonly outcome: 'added';
      readonly document: string;
      /** Number of claims by kind. */
      readonly claims: Readonly<Record<string, number>>;
      readonly strength: Reading['strength'];
      /** What of the document could not be captured; empty: it is whole. */
      readonly missing: Document['missing'];
      /** The documents of the record that it copies, or that copy it: a digest may have several that are not of one origin. */
      readonly copies: readonly AddedCopy[];
    }
  | {
      readonly name: string;
      readonly outcome: 'already there';
      readonly document: string;
      /** What was said of the input now, and is otherwise in the record, which stays as it is. */
      readonly notUsed: readonly UnusedFact[];
    }
  | { readonly name: string; readonly outcome: 'opened'; readonly opened: Opened }
  | { readonly name: string; readonly outcome: 'failed'; readonly problem: Problem };

/**
 * Captures, reads, compares and records one input, and what it holds: of each publication all or, with a `failed` outcome, nothing.
 * Throws only what the next input would meet too: a full or broken disk, a record that is gone.
 */
export async function* addInput(
  record: DeedsRecord,
  input: Input,
  facts: Facts,
  engine: Engine,
): AsyncGenerator<AddOutcome> {
  const known = await knownOf(record, input);
  let taken: Taken | undefined;
  try {
    taken = await (known === undefined ? input.take() : input.onWeb!.takeNewer(known.retrieval));
  } catch (error) {
    const { name, onWeb } = input;
    yield await failed(record, { name, as: onWeb?.address }, asProblem(error, name));
    return;
  }
  if (taken === undefined) yield alreadyThere(input.name, known!.document, facts);
  else yield* addArrival(record, arrival(input, taken, facts), facts, engine);
}

/** What a web address gave the last time, where the server can be asked for something newer. */
async function knownOf(
  record: DeedsRecord,
  { onWeb }: Input,
): Promise<{ readonly document: RecordedDocument; readonly retrieval: Retrieval } | undefined> {
  const document = onWeb === undefined ? undefined : await record.documentAt(onWeb.address);
  // What it holds may be missing, although it is there itself.
  if (document === undefined || MAY_HOLD_OTHERS.has(document.about.mediaType)) return undefined;
  const retrieval = await record.retrieval(document.id);
  return retrieval?.validators === undefined ? undefined : { document, retrieval };
}

/** The documents that a file gave. */
interface Held {
  /** Ids of those that are there now. */
  readonly documents: readonly string[];
  /** Is one among the others that was erased? Then no file that holds it may be kept. */
  readonly erased: boolean;
}

async function* addArrival(
  record: DeedsRecord,
  file: Arrival,
  given: Facts,
  engine: Engine,
): AsyncGenerator<AddOutcome, Held> {
  const { name, bytes, facts } = file;
  try {
    const known = await record.document(documentIdOf(bytes));
    if (known !== undefined && !MAY_HOLD_OTHERS.has(known.about.mediaType)) {
      yield alreadyThere(name, known, facts);
      return { documents: [known.id], erased: false };
    }
    const captured = await capturing.capture(bytes, facts);
    const parts = partsOf(captured, file, given);
    const documents: string[] = [];
    let erased = false;
    if (captured.document === undefined) {
      const { mediaType, notes } = captured;
      yield { name, outcome: 'opened', opened: { mediaType, parts: parts.length, notes } };
    } else {
      const outcome =
        known === undefined
          ? await addDocument(record, file, captured.document, engine)
          : alreadyThere(name, known, facts);
      yield outcome;
      documents.push(outcome.document);
    }
    for (const part of parts) {
      const held = yield* addArrival(record, part, given, engine);
      documents.push(...held.documents);
      erased ||= held.erased;
    }
    if (captured.document === undefined && documents.length > 0 && !erased) {
      const { mediaType } = captured;
      await record.addContainer({ name: facts.name ?? name, bytes, mediaType, holds: documents });
    }
    return { documents, erased };
  } catch (error) {
    const problem = asProblem(error, name);
    yield await failed(record, { name }, problem, bytes);
    return { documents: [], erased: problem.code === 'erased' };
  }
}

/** Documents that may hold others, which may be missing although they are there themselves. */
const MAY_HOLD_OTHERS: ReadonlySet<MediaType> = new Set(['message/rfc822']);

async function addDocument(
  record: DeedsRecord,
  { name, bytes, facts, within, fetched }: Arrival,
  document: Document,
  engine: Engine,
): Promise<Extract<AddOutcome, { document: string }>> {
  const keys = [...fingerprint(document.text)];
  const near = await neighbours(record, keys);
  const links = relatives(document, near);
  const reading = read(document, engine, [...pastedIn(document, links), ...repeatedLines(document, near, links)]);
  const { url, asked, source, published, capturedAt, contentType } = facts;
  const added = await record.addDocument({
    bytes,
    facts: { name: facts.name ?? basename(name), url, asked, source, published, capturedAt, contentType, within },
    fetched,
    document,
    captureEngine: ENGINE,
    reading,
    fingerprint: { engine: ENGINE, keys, data: {} },
    links,
  });
  const id = added.documentId!;
  if (!added.added) return alreadyThere(name, (await record.document(id))!, facts);
  return {
    name,
    outcome: 'added',
    document: id,
    claims: countByKind(reading),
    strength: reading.strength,
    missing: document.missing,
    copies: links.filter(link => link.copy).map(({ other, reason, unshared }) => ({ of: other, reason, unshared })),
  };
}

/** An input by its name here, a path perhaps, and as what it is recorded. */
interface Called {
  readonly name: string;
  /** Undefined: the last part of its name. */
  readonly as?: string | undefined;
}

/** What is wrong with an input is recorded with its bytes. */
async function failed(record: DeedsRecord, called: Called, problem: Problem, bytes?: Uint8Array): Promise<AddOutcome> {
  // A full or broken disk is no fault of this input: the next one would fail as well.
  if (problem.code.startsWith('storage_') || problem.code.startsWith('record_')) throw problem;
  if (OF_THE_INPUT.has(problem.code)) await refuse(record, called, problem, bytes);
  return { name: called.name, outcome: 'failed', problem };
}

/**
 * Problems of what was handed in, and not of how it was: that it was refused belongs into the record. So does what an address answered in
 * place of a page: that a page was gone on a day may matter as much as what it said. Whether a host could be reached is no answer.
 */
const OF_THE_INPUT: ReadonlySet<string> = new Set([
  'empty',
  'not_text',
  'format_not_read',
  'no_text',
  'too_large',
  'too_deep',
  'damaged',
  'locked',
  'too_slow',
  'too_much_memory',
  'reader_crashed',
  'http_status',
  'http_invalid',
  'encoding_refused',
  'redirect_refused',
  'robots_refused',
  'tls_invalid',
  'url_not_public',
]);

/** Records that an input was refused. A record names no paths, so neither does the sentence it keeps. */
async function refuse(
  record: DeedsRecord,
  { name: path, as: name = basename(path) }: Called,
  problem: Problem,
  bytes: Uint8Array | undefined,
): Promise<void> {
  await record.refuse({
    name,
    code: problem.code,
    sentence: problem.message.replaceAll(path, name),
    bytes: bytes !== undefined && bytes.length <= limits.inputBytes ? bytes : undefined,
  });
}

function alreadyThere(
  name: string,
  known: RecordedDocument,
  facts: Facts,
): Extract<AddOutcome, { outcome: 'already there' }> {
  const { published, source, url } = known.about;
  const recorded = { published: published?.day, source, url };
  const notUsed = (['published', 'source', 'url'] as const).flatMap((fact): UnusedFact[] => {
    const given = facts[fact];
    return given === undefined || given === recorded[fact] ? [] : [{ fact, given, recorded: recorded[fact] }];
  });
  return { name, outcome: 'already there', document: known.id, notUsed };
}

export function countByKind(reading: Reading): Record<string, number> {
  return Object.fromEntries(
    kinds.map(kind => [kind.plural, reading.claims.filter(claim => claim.kind === kind.name).length]),
  );
}

/** Whatever went wrong, as something a person can read. */
export function asProblem(error: unknown, name: string): Problem {
  if (error instanceof Problem) return error;
  return new Problem(
    'internal',
    `Deeds failed on ${name}: ${error instanceof Error ? error.message : String(error)}`,
    'This is a fault of Deeds, not of your file. Please report it with the file, if you may share it.',
    1,
    error,
  );
}
