/**
 * What the reports of a record hold for an agreement, gathered report by report: each is held against it by its own words and claims alone, so that an entry costs the
 * reports that it touches, and not the whole record.
 */
import type { InstrumentId } from '../core/instrument.ts';
import { Turns } from '../core/turns.ts';
import { family } from '../origins/independence.ts';
import {
  type DeedsRecord,
  documentsOf,
  type DocumentId,
  type DocumentOutline,
  type Entry,
  instruments,
  OF_FINDINGS,
  provisions,
} from '../record/index.ts';
import { actsOf, type Agreement, bearingsIn, type Found, proposalsOf, type Proposed, type Report } from './bearings.ts';
import { type Said, saidIn } from './said.ts';
import { sentencesIn, type SentencesRead, type UnreadSentence } from './unread.ts';

/** What all reports hold, as of an entry. */
export interface Gathered {
  readonly agreement: Agreement;
  /** Every document of the record, in the order in which they came. */
  readonly documents: ReadonlyMap<DocumentId, DocumentOutline>;
  /** What the machine proposes: the best claim of each sentence for each provision, best first; copies too. */
  readonly proposed: readonly Proposed[];
  /** Claims that people said bear on it, by "document/claim". */
  readonly set: ReadonlyMap<string, Pick<Proposed, 'claim' | 'document'>>;
  readonly said: readonly Said[];
  readonly sentences: SentencesRead;
}

/** One report held against the agreement. */
interface Held {
  readonly found: readonly Found[];
  readonly set: readonly Pick<Proposed, 'claim' | 'document'>[];
  readonly said: readonly Said[];
  readonly sentences: SentencesRead;
}

/** Entries that may have come since the last look for each to be looked at; after more all is gathered anew. */
const FOLLOWED = 5_000;

/** Entries that change what is held against the agreement in the documents that they are about, and nowhere else. */
const OF_THEIR_DOCUMENTS: ReadonlySet<string> = new Set(['claim_reviewed', 'claim_added', 'bearing_set']);

/** Entries that change nothing that is gathered; what people decided about bearings, findings and sources is looked up whenever a case is made. */
const OF_NOTHING: ReadonlySet<string> = new Set([
  'claim_review_refused',
  'checkpoint_made',
  'key_changed',
  'note_added',
  'refused',
  'container_captured',
  'fingerprint_made',
  'source_rated',
  'bearing_rejected',
  'bearing_settled',
  ...OF_FINDINGS,
  'correction_received',
  'actors_merged',
  'actor_split',
  'actor_given_post',
]);

/** Entries that bring documents or tie them to each other: whether what those hold that are tied to them is a copy may change by them, too. */
const OF_DOCUMENTS: ReadonlySet<string> = new Set([
  'document_captured',
  'text_made',
  'reading_made',
  'origin_linked',
  'origin_unlinked',
]);

const OF_AGREEMENTS: ReadonlySet<string> = new Set([
  'instrument_registered',
  'instrument_withdrawn',
  'provision_registered',
  'provision_withdrawn',
]);

/** What came since the last look. */
interface Since {
  /** Documents that are to be held against it again. */
  readonly touched: ReadonlySet<DocumentId>;
  /** Is all to be put together again, whether or not any is? */
  readonly isOther: boolean;
}

export class Gatherer {
  private readonly record: DeedsRecord;
  private readonly id: InstrumentId;
  /** The last entry that was looked at; 0: nothing was gathered yet. */
  private sequence = 0;
  private readonly held = new Map<DocumentId, Held>();
  private agreement: Agreement | undefined;
  private gathered: Gathered | undefined;
  /** Which proposals tell of one act; undefined: to be seen again. */
  private acts: ReadonlyMap<string, string> | undefined;
  private following: Promise<unknown> = Promise.resolve();

  constructor(record: DeedsRecord, id: InstrumentId) {
    this.record = record;
    this.id = id;
  }

  /** All that is held against the agreement now; the same object as long as it says the same. The first time it takes some half millisecond for each document, in turns. */
  async follow(): Promise<Gathered> {
    // One after the other: whoever asks meanwhile is not to look before all was taken in.
    const now = this.following.catch(() => {}).then(() => this.takeAll());
    this.following = now;
    return await now;
  }

  private async takeAll(): Promise<Gathered> {
    const { sequence } = await this.record.head();
    if (this.gathered !== undefined && sequence === this.sequence) return this.gathered;
    const since = await this.since();
    if (since === undefined) this.held.clear();
    if (since === undefined || this.agreement === undefined) this.agreement = await this.readAgreement();
    const touched = since?.touched ?? (await outlinesOf(this.record)).keys();
    const change = await this.holdAll(touched);
    this.sequence = sequence;
    if (since === undefined || since.isOther || change === 'proposals') this.acts = undefined;
    if (this.acts === undefined || change !== 'nothing' || this.gathered === undefined)
      this.gathered = await this.putTogether();
    return this.gathered;
  }

  /** Undefined: all is to be gathered anew. Whatever kind of entry is not known here may change everything. */
  private async since(): Promise<Since | undefined> {
    const { sequence } = await this.record.head();
    if (this.sequence === 0 || sequence - this.sequence > FOLLOWED) return undefined;
    const touched = new Set<DocumentId>();
    let [isAnyTied, isOther] = [false, false];
    for await (const entry of this.record.entries(this.sequence + 1)) {
      const about = entry.kind === 'undone' ? await this.takenBackBy(entry) : entry;
      if (about === undefined || OF_NOTHING.has(about.kind)) continue;
      if (OF_AGREEMENTS.has(about.kind)) {
        if (!(await this.isOfOther(about))) return undefined;
        isOther = true;
        continue;
      }
      if (!OF_DOCUMENTS.has(about.kind) && !OF_THEIR_DOCUMENTS.has(about.kind)) return undefined;
      isAnyTied ||= OF_DOCUMENTS.has(about.kind);
      for (const id of documentsOf(about)) touched.add(id);
    }
    return isAnyTied ? { touched: await tiedTo(this.record, touched), isOther: true } : { touched, isOther };
  }

  private async takenBackBy({ body }: Entry): Promise<Pick<Entry, 'kind' | 'body'> | undefined> {
    const { entry: hash } = JSON.parse(body) as { entry: string };
    const [decision] = await this.record.decisions({ hashes: [hash], undone: true });
    return decision && { kind: decision.kind, body: JSON.stringify(decision.body) };
  }

  /** Is it about another agreement? Its texts are no reports on this one either, which is seen when all is put together. */
  private async isOfOther({ kind, body }: Pick<Entry, 'kind' | 'body'>): Promise<boolean> {
    const { instrument, provision } = JSON.parse(body) as { instrument?: string; provision?: string };
    if (kind !== 'provision_withdrawn') return instrument !== this.id;
    const known = await this.record.decisions({ kind: 'provision_registered', subject: provision! });
    return known.every(one => one.body['instrument'] !== this.id);
  }

  private async readAgreement(): Promise<Agreement> {
    const instrument = (await instruments(this.record)).find(({ value }) => value.id === this.id)!.value;
    return { instrument, provisions: (await provisions(this.record, this.id)).map(({ value }) => value) };
  }

  /** Answers what any of them holds otherwise than before. */
  private async holdAll(ids: Iterable<DocumentId>): Promise<Change> {
    const turns = new Turns();
    let change: Change = 'nothing';
    let set: ReadonlyMap<unknown, ReadonlySet<unknown>> | undefined;
    for (const id of ids) {
      set ??= await setByPeople(this.record);
      const [document, text] = [await this.record.document(id), await this.record.text(id)];
      const before = this.held.get(id);
      // One that was erased holds nothing.
      if (document === undefined || text === undefined) this.held.delete(id);
      else {
        // Of which family it is changes with documents that are tied to it by nothing, and is nothing that is judged.
        const claims = (await this.record.claims({ document: id })).map(one => ({ ...one, family: undefined }));
        const report = { document, text, claims };
        this.held.set(id, this.hold(report, set.get(id)));
      }
      const one = changeOf(before, this.held.get(id));
      if (change === 'nothing' || one === 'proposals') change = one;
      await turns.next();
    }
    return change;
  }

  private hold(report: Report, set: ReadonlySet<unknown> | undefined): Held {
    const { document, claims } = report;
    const agreement = this.agreement!;
    const found = bearingsIn(report, agreement);
    const bySet = claims.filter(({ claim }) => set?.has(claim.id));
    const bearing = [...found.map(({ claim }) => claim), ...bySet];
    return {
      found,
      set: bySet.map(claim => ({ claim, document })),
      said: saidIn(report, agreement, bearing),
      sentences: sentencesIn(report, agreement),
    };
  }

  private async putTogether(): Promise<Gathered> {
    const documents = await outlinesOf(this.record);
    // What an agreement itself says is what was undertaken, and no evidence of anything.
    const official = new Set(
      (await instruments(this.record)).flatMap(({ value }) => value.texts.map(({ document }) => document)),
    );
    const { instrument } = this.agreement!;
    const own = new Set(instrument.texts.map(({ document }) => document));
    const found: Found[] = [];
    const set = new Map<string, Proposed | Pick<Proposed, 'claim' | 'document'>>();
    const said: Said[] = [];
    const mayBear: UnreadSentence[] = [];
    let [all, read] = [0, 0];
    for (const { id, copy } of documents.values()) {
      const held = this.held.get(id);
      if (held === undefined) continue;
      if (!official.has(id)) found.push(...held.found);
      for (const one of held.set) set.set(`${id}/${one.claim.claim.id}`, one);
      if (copy || own.has(id)) continue;
      said.push(...held.said.filter(({ claim }) => !claim.copy));
      all += held.sentences.all;
      read += held.sentences.read;
      mayBear.push(...held.sentences.mayBear);
    }
    this.acts ??= await actsOf(found, instrument);
    const proposed = proposalsOf(found, this.acts);
    return { agreement: this.agreement!, documents, proposed, set, said, sentences: { all, read, mayBear } };
  }
}

/** How what a document holds differs: in what is proposed, or only in where claims stand, or in nothing. */
type Change = 'nothing' | 'claims' | 'proposals';

function changeOf(one: Held | undefined, other: Held | undefined): Change {
  if (one === undefined || other === undefined) return one === other ? 'nothing' : 'proposals';
  if (proposedBy(one) !== proposedBy(other)) return 'proposals';
  const { all, read } = one.sentences;
  const isOf = ({ found, set, said, sentences }: Held): boolean =>
    found.length + set.length + said.length + sentences.mayBear.length > 0 ||
    sentences.all !== all ||
    sentences.read !== read;
  return isOf(one) || isOf(other) ? 'claims' : 'nothing';
}

/** All by which it is seen whether two reports tell of one act. */
function proposedBy({ found }: Held): string {
  return JSON.stringify(
    found.map(({ proposal, sentence, claim, document }) => [
      proposal,
      sentence,
      claim.claim.when,
      document.about.published,
    ]),
  );
}

/** Claims of which people said that they bear on something, by document. */
async function setByPeople(record: DeedsRecord): Promise<ReadonlyMap<unknown, ReadonlySet<unknown>>> {
  const decisions = await record.decisions({ kind: 'bearing_set' });
  const byDocument = Map.groupBy(decisions, ({ body }) => body['document']);
  return new Map([...byDocument].map(([id, some]) => [id, new Set(some.map(({ body }) => body['claim']))]));
}

/** Some documents, and all that share words with them, by however many links: these alone may come to be another origin's, or cease to be copies. */
async function tiedTo(record: DeedsRecord, ids: ReadonlySet<DocumentId>): Promise<ReadonlySet<DocumentId>> {
  const others = new Map<DocumentId, Set<DocumentId>>();
  const tie = (one: DocumentId, other: DocumentId): void => {
    const known = others.get(one);
    if (known === undefined) others.set(one, new Set([other]));
    else known.add(other);
  };
  for (const { document, other } of await record.ties()) {
    tie(document, other);
    tie(other, document);
  }
  return new Set([...ids].flatMap(id => [...family(id, others)]));
}

type Outlines = ReadonlyMap<DocumentId, DocumentOutline>;

/** All agreements of a record share them. */
const outlines = new WeakMap<DeedsRecord, { readonly sequence: number; readonly documents: Outlines }>();

/** Entries after which every document is outlined as it was. */
const OF_NO_OUTLINE = [...OF_NOTHING, ...OF_THEIR_DOCUMENTS, ...OF_AGREEMENTS];

async function outlinesOf(record: DeedsRecord): Promise<Outlines> {
  const sequence = await record.lastOtherThan(OF_NO_OUTLINE);
  const known = outlines.get(record);
  if (known?.sequence === sequence) return known.documents;
  const documents = new Map((await record.outlines()).map(outline => [outline.id, outline]));
  outlines.set(record, { sequence, documents });
  return documents;
}
