import type { Blobs } from './blobs.ts';
import { entryHash, type ReadEntry } from './chain.ts';
import { type Form, forms, misfitOfEntry } from './forms.ts';
import { held, type History, identityOf, importedOf } from './history.ts';
import { canonical, isCanonical, isObject, type Json } from './json.ts';
import type { Findings } from './report.ts';
import { checkPlace, checkSpans } from './spans.ts';

export type Reading = Json & { readonly claims: readonly Json[]; readonly actors: readonly Json[] };

/** What the blobs of an entry hold; a field is undefined where it names none, or where the blob is gone or altered. */
export interface Contents {
  readonly text?: string | undefined;
  readonly about?: Json | undefined;
  readonly reading?: Reading | undefined;
  /** The fields of a link, wherever they stand. */
  readonly link?: Json | undefined;
  /** Words of a decision: a claim as a person put it, or a note. */
  readonly words?: string | undefined;
}

/**
 * Judges an entry by itself, with its blobs and the texts it speaks of: has it the fields of its kind, are its blobs there or rightly
 * gone, do words stand where they are said to stand.
 */
export class ContentReader {
  readonly #findings: Findings;
  readonly #blobs: Blobs;
  readonly #history: History;
  /** The text that was read last: its reading and its links stand right behind it. */
  #text: { readonly hash: string; readonly text: string | undefined } = { hash: '', text: undefined };
  /** The text that a claim about which people decided points into, by `document/claim`. */
  readonly #textOfClaim = new Map<string, string>();
  /** Decisions that were taken back, as far as they have come by. */
  readonly #takenBack = new Set<string>();

  /** Does the history hold all entries, or only those of some documents? */
  readonly #whole: boolean;

  constructor(findings: Findings, blobs: Blobs, history: History, { whole }: { readonly whole: boolean }) {
    this.#findings = findings;
    this.#blobs = blobs;
    this.#history = history;
    this.#whole = whole;
  }

  /** Undefined when the entry is not what its kind should be, and nothing can be made of it. */
  read(entry: ReadEntry): Contents | undefined {
    const { sequence, kind, body } = entry;
    const place = `entry ${sequence}`;
    const form = forms.get(kind);
    if (form === undefined) {
      this.#findings.problem(place, 'entry_unknown', `This verifier does not know entries of the kind "${kind}".`);
      return undefined;
    }
    const wrong = misfitOfEntry(form, body);
    if (wrong !== undefined) {
      this.#findings.problem(place, 'entry_altered', `Its field "${wrong}" is not that of the format.`);
      return undefined;
    }
    if (!isCanonical(entry.json, body)) {
      this.#findings.problem(place, 'entry_altered', 'Its body is not in canonical form.');
    }
    if ((kind === 'record_created') !== (sequence === 1)) {
      this.#findings.problem(place, 'chain_broken', 'A record begins with "record_created", and has it once.');
    }
    this.#checkOrigin(entry, place);
    this.#checkSubjects(entry, place);
    if (form.subject !== undefined) this.#checkUndone(entry, form, place);
    if (this.#history.isCovered(entry)) {
      for (const field of form.blobs ?? []) {
        if (typeof body[field] === 'string') this.#blobs.cover(body[field], place);
      }
      return {};
    }
    return this.#contents(entry, place);
  }

  /** When all is read: what was taken back must have been decided. */
  end(): void {
    for (const [hash, sequence] of this.#history.undoings) {
      const place = `entry ${sequence}`;
      if (!this.#takenBack.has(hash)) {
        this.#findings.problem(place, 'entry_altered', 'It takes back what nobody decided.');
      }
    }
  }

  #contents(entry: ReadEntry, place: string): Contents {
    switch (entry.kind) {
      case 'document_captured':
        return this.#captured(entry.body, place);
      case 'container_captured':
        return this.#bytes(entry.body, place);
      case 'text_made':
        return this.#textMade(entry.body, place);
      case 'reading_made':
        return this.#readingMade(entry.body, place);
      case 'origin_linked':
        return this.#linked(entry.body, place);
      case 'refused':
        if (typeof entry.body['bytes'] === 'string') this.#blobs.check(entry.body['bytes'], place);
        return {};
      case 'claim_reviewed':
      case 'claim_review_refused':
        return this.#reviewed(entry, place);
      case 'claim_added':
        return this.#added(entry.body, place);
      case 'note_added':
        return { words: this.#blobs.text(String(entry.body['note']), place) };
      case 'provision_registered':
        if (isObject(entry.body['words'])) this.#speaks(entry.body['words'], [entry.body['words']], place);
        return { words: this.#quoting(entry.body['wording'], place) };
      case 'bearing_set':
        return { words: this.#weighing(entry.body, place) };
      case 'finding_proposed':
        return typeof entry.body['wording'] === 'string'
          ? { words: this.#blobs.text(entry.body['wording'], place) }
          : {};
      case 'correction_received':
        this.#speaks(entry.body, (entry.body['spans'] ?? []) as readonly Json[], place);
        return {};
      default:
        return {};
    }
  }

  #captured(body: Json, place: string): Contents {
    this.#bytes(body, place);
    if (body['document'] !== `doc_${String(body['bytes']).slice(0, 24)}`) {
      this.#findings.problem(place, 'entry_altered', "The document's id is not that of its bytes.");
    }
    this.#retrieved(body, place);
    return {};
  }

  /** What says how bytes came must speak of these bytes, or of the file that they were taken from. */
  #retrieved({ bytes, facts, retrieval, encoded }: Json, place: string): void {
    if (typeof encoded === 'string') this.#blobs.check(encoded, place);
    if (typeof retrieval !== 'string') return;
    const said = this.#json(retrieval, place);
    if (said === undefined) return;
    const within = (facts as Json)['within'] as Json | undefined;
    const fetched = within?.['hash'] ?? bytes;
    if (said['decodedSha256'] !== fetched || said['encodedSha256'] !== (encoded ?? fetched)) {
      this.#findings.problem(place, 'entry_altered', 'What it says on how the bytes came is about other bytes.');
    }
  }

  #bytes(body: Json, place: string): Contents {
    const length = this.#blobs.check(String(body['bytes']), place);
    if (length !== undefined && length !== body['length']) {
      this.#findings.problem(
        place,
        'entry_altered',
        `It says ${String(body['length'])} bytes; the blob has ${length}.`,
      );
    }
    return {};
  }

  #textMade(body: Json, place: string): Contents {
    const text = this.#textOf(String(body['text']), place);
    if (typeof body['map'] === 'string') this.#blobs.check(body['map'], place);
    const about = typeof body['about'] === 'string' ? this.#json(body['about'], place) : (body['about'] as Json);
    for (const { start, end } of (about?.['leftOut'] ?? []) as readonly Json[]) {
      if (text !== undefined) checkPlace(start, end, text, place, this.#findings);
    }
    return { text, about };
  }

  #readingMade(body: Json, place: string): Contents {
    const text = this.#textOf(String(body['text']), place);
    const reading = this.#json(String(body['reading']), place) as Reading | undefined;
    if (reading === undefined) return {};
    const { claims, actors, ...rest } = reading;
    const document = String(body['document']);
    this.#findings.claims += claims.length;
    if (reading['textHash'] !== body['text']) {
      this.#findings.problem(place, 'entry_altered', 'The reading was made from another text.');
    }
    const reviews = this.#history.subjectOf(document)?.reviews;
    for (const claim of claims) {
      const id = String(claim['id']);
      if (reviews?.has(id) === true) this.#textOfClaim.set(`${document}/${id}`, String(body['text']));
      if (text !== undefined) checkSpans(claim, text, `claim ${id} of ${document}`, this.#findings);
    }
    if (text !== undefined) {
      checkSpans(actors, text, `reading of ${document}`, this.#findings);
      checkSpans(rest, text, `reading of ${document}`, this.#findings);
    }
    return { reading };
  }

  #linked(body: Json, place: string): Contents {
    const { link: blob, imported: _, ...own } = body;
    const link = typeof blob === 'string' ? { ...own, ...this.#json(blob, place) } : own;
    if (!('shared' in link)) {
      if (blob === undefined) this.#findings.problem(place, 'entry_altered', 'It does not say what is shared.');
      return {};
    }
    // The other end may not be among the documents of a bundle, nor its text.
    const isHere = this.#history.subjectOf(body['document']) !== undefined;
    const text = isHere ? this.#textOf(String(body['text']), place) : undefined;
    if (text !== undefined) checkSpans(link, text, place, this.#findings);
    return { link };
  }

  #reviewed(entry: ReadEntry, place: string): Contents {
    const { document, claim, verdict, edited } = entry.body;
    if ((verdict === 'edited') !== (edited !== undefined)) {
      this.#findings.problem(
        place,
        'entry_altered',
        'An edited claim goes with the verdict "edited", and with no other.',
      );
    }
    const text = this.#textOfClaim.get(`${String(document)}/${String(claim)}`);
    // A review that came from elsewhere may be of a reading that did not come with it.
    if (text === undefined && importedOf(entry) === undefined) {
      this.#findings.problem(place, 'entry_altered', 'It is about a claim that the document did not have.');
    }
    return { words: typeof edited === 'string' ? this.#claim(edited, claim, text, place) : undefined };
  }

  #added(body: Json, place: string): Contents {
    const subject = `${String(body['document'])}/${String(body['id'])}`;
    this.#textOfClaim.set(subject, String(body['text']));
    return { words: this.#claim(String(body['claim']), body['id'], String(body['text']), place) };
  }

  /** A claim as a person put it. */
  #claim(blob: string, id: unknown, textHash: string | undefined, place: string): string | undefined {
    const json = this.#blobs.text(blob, place);
    if (json === undefined) return undefined;
    const claim = JSON.parse(json) as Json;
    if (claim['id'] !== id) this.#findings.problem(place, 'entry_altered', 'Its claim has another id than it says.');
    const text = textHash === undefined ? undefined : this.#textOf(textHash, place);
    if (text !== undefined) checkSpans(claim, text, place, this.#findings);
    return json;
  }

  /** JSON in which words of one text stand. */
  #weighing({ document, text: hash, wording }: Json, place: string): string | undefined {
    if (typeof wording !== 'string') return undefined;
    const json = this.#blobs.text(wording, place);
    const subject = this.#history.subjectOf(document);
    if (json === undefined || subject === undefined || subject.erased !== undefined || typeof hash !== 'string')
      return json;
    const text = this.#textOf(hash, place);
    if (text !== undefined) checkSpans(JSON.parse(json), text, place, this.#findings);
    return json;
  }

  /** JSON in which words of several texts stand, each with the document and text version it is from. */
  #quoting(blob: unknown, place: string): string | undefined {
    if (typeof blob !== 'string') return undefined;
    const json = this.#blobs.text(blob, place);
    if (json === undefined) return undefined;
    for (const words of quotedIn(JSON.parse(json) as unknown)) {
      const subject = this.#history.subjectOf(words['document']);
      if (subject === undefined || subject.erased !== undefined) continue;
      const text = this.#textOf(String(words['text']), place);
      if (text !== undefined) checkSpans(words, text, place, this.#findings);
    }
    return json;
  }

  /** Places in the text of a document, of which an erasure may have left nothing. */
  #speaks({ document, text: hash }: Json, places: readonly Json[], place: string): void {
    const subject = this.#history.subjectOf(document);
    if (subject === undefined || subject.erased !== undefined || typeof hash !== 'string') return;
    const text = this.#textOf(hash, place);
    if (text === undefined) return;
    for (const { start, end } of places) checkPlace(start, end, text, place, this.#findings);
  }

  /** Was each document that it is about captured before? What a person decided elsewhere may speak of one that did not come with it. */
  #checkSubjects(entry: ReadEntry, place: string): void {
    const { kind, sequence, body } = entry;
    if (kind === 'document_captured' || !this.#whole) return;
    if (importedOf(entry) !== undefined && forms.get(kind)?.subject !== undefined) return;
    for (const document of [body['document'], body['other'], ...held(body)]) {
      const captured = document === undefined ? 0 : this.#history.subjectOf(document)?.captured;
      if (captured === undefined || captured > sequence) {
        this.#findings.problem(place, 'entry_altered', 'It is about a document that was never captured.');
      }
    }
  }

  /** Where it came from another record: was it there what it is here? */
  #checkOrigin(entry: ReadEntry, place: string): void {
    const there = importedOf(entry);
    if (there === undefined) return;
    const { imported: _, ...body } = entry.body;
    const { sequence, at, by, previous, hash } = there;
    const original = {
      sequence,
      kind: entry.kind,
      at,
      by,
      json: canonical(body),
      previous: Buffer.from(previous, 'hex'),
    };
    if (entryHash(original) !== hash) {
      this.#findings.problem(place, 'entry_altered', `It is not what it was in the record ${there.record}.`);
    }
  }

  #checkUndone(entry: ReadEntry, { lasts }: Form, place: string): void {
    const hash = identityOf(entry);
    const by = this.#history.undone(hash);
    if (by === undefined) return;
    this.#takenBack.add(hash);
    if (lasts === true || by < entry.sequence) {
      this.#findings.problem(place, 'entry_altered', `Entry ${by} takes it back, which it cannot.`);
    }
  }

  #textOf(hash: string, place: string): string | undefined {
    if (this.#text.hash !== hash) this.#text = { hash, text: this.#blobs.text(hash, place) };
    return this.#text.text;
  }

  #json(blob: string, place: string): Json | undefined {
    const json = this.#blobs.text(blob, place);
    return json === undefined ? undefined : (JSON.parse(json) as Json);
  }
}

/** Every object below a value that says in which text its words stand. */
function quotedIn(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(quotedIn);
  const { text, document, exact } = value as Json;
  return typeof text === 'string' && document !== undefined && exact !== undefined ? [value as Json, ...below] : below;
}
