/**
 * The verbs that the command line, and later HTTP and workers, share. This is the one place where rooms meet: it
 * captures, reads, compares and records.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lexiconJudge, loadAttributionWeights } from './attributions/attributions.ts';
import type { Facts } from './capture/index.ts';
import { CaptureProcess } from './capturing.ts';
import type { Document } from './core/document.ts';
import { limits } from './core/limits.ts';
import { Problem } from './core/problem.ts';
import type { Reading } from './core/reading.ts';
import type { Words } from './core/span.ts';
import { kinds } from './kinds/index.ts';
import { analyse } from './language/analyse.ts';
import type { Analysis } from './language/analysis.ts';
import { decodeModel, MODEL_FILE } from './language/model.ts';
import { fingerprint } from './origins/fingerprint.ts';
import { pastedIn, relatives } from './origins/relatives.ts';
import { type Engine, read } from './read.ts';
import type { VerifyReport } from './record/verify/report.ts';
import { verify } from './record/verify/verify.ts';
import { type DeedsRecord, documentIdOf, type Moment, openRecord, type RecordedDocument } from './record/index.ts';

export const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

/** Names this version of Deeds in everything it reads and records. */
export const ENGINE = `deeds/${version}`;

/** File in model/ with the weights that judge attributions; without it Deeds still reads them, less well, by its lexicon. */
const ATTRIBUTION_FILE = 'attributions.bin';

/** Loads the models that come with Deeds; a fraction of a second, once a process. */
export function loadEngine(): Engine {
  const weights = modelFile(ATTRIBUTION_FILE);
  return {
    name: ENGINE,
    language: decodeModel(readFileSync(modelFile(MODEL_FILE))),
    attributions: existsSync(weights) ? loadAttributionWeights(readFileSync(weights)) : lexiconJudge,
  };
}

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

/** One thing to read, with its bytes taken when asked for, so that one bad file stops nothing. */
export interface Input {
  /** For people: the path as given, or "-" for standard input. */
  readonly name: string;
  /** Rejects with a `Problem`; never gives more than `limits.inputBytes`. */
  bytes(): Promise<Uint8Array>;
}

/** Words, tags, tree and names of a text, as rules see them. */
export function parse(text: string, engine: Engine): Analysis {
  return analyse(text, engine.language);
}

/** What came of one input. */
export type ReadOutcome =
  | { readonly name: string; readonly document: Document; readonly reading: Reading }
  | { readonly name: string; readonly problem: Problem };

/** Captures and reads one input without touching any record. */
export async function readInput(input: Input, facts: Facts, engine: () => Engine): Promise<ReadOutcome> {
  try {
    const document = await capturing.capture(await input.bytes(), { name: basename(input.name), ...facts });
    return { name: input.name, document, reading: read(document, engine()) };
  } catch (error) {
    return { name: input.name, problem: asProblem(error, input.name) };
  }
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
  | { readonly name: string; readonly outcome: 'failed'; readonly problem: Problem };

/** Captures, reads, compares and records one input: all of it or, with a `failed` outcome, nothing. */
export async function addInput(record: DeedsRecord, input: Input, facts: Facts, engine: Engine): Promise<AddOutcome> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await input.bytes();
    const known = await record.document(documentIdOf(bytes));
    if (known) return alreadyThere(input.name, known, facts);
    const document = await capturing.capture(bytes, { name: basename(input.name), ...facts });
    const keys = [...fingerprint(document.text)];
    const links = await relatives(record, document, keys);
    const reading = read(document, engine, pastedIn(document, links));
    const added = await record.addDocument({
      bytes,
      facts: {
        name: basename(input.name),
        url: facts.url,
        source: facts.source,
        published: facts.published,
        capturedAt: undefined,
      },
      document,
      captureEngine: ENGINE,
      reading,
      fingerprint: { engine: ENGINE, keys, data: {} },
      links,
    });
    const id = added.documentId!;
    if (!added.added) return alreadyThere(input.name, (await record.document(id))!, facts);
    return {
      name: input.name,
      outcome: 'added',
      document: id,
      claims: countByKind(reading),
      strength: reading.strength,
      copies: links.filter(link => link.copy).map(({ other, reason, unshared }) => ({ of: other, reason, unshared })),
    };
  } catch (error) {
    const problem = asProblem(error, input.name);
    // A full or broken disk is no fault of this input: the next one would fail as well.
    if (problem.code.startsWith('storage_') || problem.code.startsWith('record_')) throw problem;
    if (OF_THE_INPUT.has(problem.code)) await refuse(record, input.name, problem, bytes);
    return { name: input.name, outcome: 'failed', problem };
  }
}

/** Problems of what was handed in, and not of how it was: that it was refused belongs into the record. */
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
]);

/** Records that an input was refused. A record names no paths, so neither does the sentence it keeps. */
async function refuse(
  record: DeedsRecord,
  path: string,
  problem: Problem,
  bytes: Uint8Array | undefined,
): Promise<void> {
  const name = basename(path);
  await record.refuse({
    name,
    code: problem.code,
    sentence: problem.message.replaceAll(path, name),
    bytes: bytes !== undefined && bytes.length <= limits.refusedBytes ? bytes : undefined,
  });
}

function alreadyThere(name: string, known: RecordedDocument, facts: Facts): AddOutcome {
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
