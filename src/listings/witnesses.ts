/**
 * What claims are witnesses of, looked up family by family: the record knows which claims have words in common, so that only those are read, and what they come to is
 * kept until an entry touches them. A page of a list costs what its own claims share with others, whatever the size of the record.
 */
import type { Entry } from '../record/entry.ts';
import { OF_EVIDENCE, OF_FINDINGS } from '../record/entry-groups.ts';
import { type Utterance, utterancesStepwise } from '../origins/utterances.ts';
import type { DeedsRecord, RecordedClaim } from '../record/record.ts';
import { SayingReader } from './sayings.ts';
import { inTurns, Turns } from '../core/turns.ts';

/** Claims whose utterances are kept at most: some ten megabytes. */
const KEPT = 40_000;

/** Entries that may have come since the last look for each to be looked at; after more all is worked out anew. */
const FOLLOWED = 1_000;

/** Claims from which on a family is large: a list tells of it as it was known last until it is weighed anew, which takes tenths of a second. */
const LARGE = 300;

/** Claims of a family that are read before others get their turn. */
const AT_ONCE = 200;

/** What a list says of an utterance: by how many it is told, and to whom they attribute it. */
export type Standing = Pick<Utterance, 'documents' | 'origins' | 'speakers' | 'isConflicting'>;

/** Entries by which no claim becomes a witness of anything else. */
const TOUCHING_NOTHING: ReadonlySet<string> = new Set([
  'claim_review_refused',
  'checkpoint_made',
  'key_changed',
  'note_added',
  'refused',
  'container_captured',
  'source_rated',
  ...OF_EVIDENCE,
  ...OF_FINDINGS,
  'provision_registered',
  'provision_withdrawn',
  'instrument_registered',
  'instrument_withdrawn',
  'correction_received',
  'actor_given_post',
]);

/** By the names of claims. */
interface Family {
  /** Of the claims that are somebody's words: the utterance of each, and which version of the claim it rests on. */
  readonly members: ReadonlyMap<string, { readonly standing: Standing; readonly version: string }>;
}

export class WitnessFinder {
  private readonly record: DeedsRecord;
  private sayings: SayingReader;
  /** The number of the last entry that was looked at. */
  private sequence: number;
  private following: Promise<void> = Promise.resolve();
  private readonly families = new Map<number, Promise<Family>>();
  /** Large ones as they were known last, until they are weighed anew. */
  private readonly outdated = new Map<number, Family>();
  /** Of these, the ones that are being weighed. */
  private readonly weighing = new Set<number>();
  /** The families of claims, of those that were weighed. */
  private readonly familyOf = new Map<string, number>();

  private readonly large: number;

  private constructor(record: DeedsRecord, sayings: SayingReader, sequence: number, large: number) {
    this.record = record;
    this.large = large;
    this.sayings = sayings;
    this.sequence = sequence;
  }

  /** `large`: claims from which on a family may be told of as it was known last. */
  static async of(record: DeedsRecord, large = LARGE): Promise<WitnessFinder> {
    const { sequence } = await record.head();
    return new WitnessFinder(record, await SayingReader.of(record), sequence, large);
  }

  /** Takes in what came to the record since, and forgets what it touches. */
  async follow(): Promise<this> {
    // One after the other: whoever asks meanwhile is not to look before all was taken in.
    this.following = this.following.catch(() => {}).then(() => this.takeAll());
    await this.following;
    return this;
  }

  private async takeAll(): Promise<void> {
    const { sequence } = await this.record.head();
    if (sequence === this.sequence) return;
    if (sequence - this.sequence > FOLLOWED) await this.forgetAll();
    else for await (const entry of this.record.entries(this.sequence + 1)) await this.take(entry);
    this.sequence = sequence;
  }

  /** What each of some claims is a witness of; undefined where it is not somebody's words. It may be its only witness. */
  async standings(claims: readonly RecordedClaim[]): Promise<(Standing | undefined)[]> {
    const alone = claims.filter(({ family, alsoIn }) => family === undefined && alsoIn.length > 0);
    await this.sayings.prepare(alone);
    const turns = new Turns();
    // Held here: who asked is answered, also when an entry touches a family before it is weighed.
    const families = new Map<number, Family>();
    for (const family of new Set(claims.flatMap(({ family }) => family ?? []))) {
      await turns.next();
      const weighed = this.family(family);
      families.set(family, this.outdated.get(family) ?? (await weighed));
    }
    const found: (Standing | undefined)[] = [];
    for (const claim of claims) {
      const family = claim.family === undefined ? undefined : families.get(claim.family);
      const known = family?.members.get(nameOf(claim.document, claim.claim.id))?.standing;
      await turns.next();
      // Nobody else has its words, or it is no witness itself any more and was asked for all the same.
      found.push(known ?? (await this.utteranceOf(claim)));
    }
    await this.trim();
    return found;
  }

  /** All that is told of the utterance of one claim; undefined where it is not somebody's words. */
  async utteranceOf(claim: RecordedClaim): Promise<Utterance | undefined> {
    return (await this.utterancesOf([claim]))[0];
  }

  /** All that is told of the utterances of some claims, each utterance once. */
  async utterancesOf(claims: readonly RecordedClaim[]): Promise<Utterance[]> {
    const found: Utterance[] = [];
    for (const [family, asked] of Map.groupBy(claims, ({ family }) => family)) {
      // Those that nobody shares words with have none in common with each other either.
      const members = family === undefined ? [] : await this.membersOf(family);
      const [there, wanted] = [members, asked].map(
        of => new Set(of.map(({ document, claim }) => nameOf(document, claim.id))),
      ) as [Set<string>, Set<string>];
      const more = asked.filter(({ document, claim }) => !there.has(nameOf(document, claim.id)));
      for (const utterance of await inTurns(utterancesStepwise(await this.sayings.readAll([...members, ...more])))) {
        if (utterance.witnesses.some(({ saying }) => wanted.has(nameOf(saying.document, saying.id))))
          found.push(utterance);
      }
    }
    return found;
  }

  private family(family: number): Promise<Family> {
    const known = this.families.get(family);
    if (known !== undefined) return known;
    const weighed = this.weighed(family);
    this.families.set(family, weighed);
    this.weighing.add(family);
    void this.keep(family, weighed);
    return weighed;
  }

  /** What was forgotten while it was weighed is not kept. */
  private async keep(family: number, weighed: Promise<Family>): Promise<void> {
    const found = await weighed.catch(() => undefined);
    if (this.families.get(family) !== weighed) return;
    this.weighing.delete(family);
    this.outdated.delete(family);
    if (found === undefined) this.families.delete(family);
    for (const name of found?.members.keys() ?? []) this.familyOf.set(name, family);
  }

  private async membersOf(family: number): Promise<RecordedClaim[]> {
    const turns = new Turns();
    const found: RecordedClaim[] = [];
    for (;;) {
      const filter = { families: [family], includeCopies: true, order: 'text', limit: AT_ONCE } as const;
      const some = await this.record.claims({ ...filter, offset: found.length });
      found.push(...some);
      if (some.length < AT_ONCE) return found;
      await turns.next();
    }
  }

  private async weighed(family: number): Promise<Family> {
    const claims = await this.membersOf(family);
    const versions = new Map(claims.map(claim => [nameOf(claim.document, claim.claim.id), versionOf(claim)]));
    const members = new Map<string, { standing: Standing; version: string }>();
    for (const utterance of await inTurns(utterancesStepwise(await this.sayings.readAll(claims)))) {
      const { documents, origins, speakers, isConflicting, witnesses } = utterance;
      const standing = { documents, origins, speakers, isConflicting };
      for (const { saying } of witnesses) {
        const name = nameOf(saying.document, saying.id);
        members.set(name, { standing, version: versions.get(name)! });
      }
    }
    return { members };
  }

  private async take(entry: Entry): Promise<void> {
    if (TOUCHING_NOTHING.has(entry.kind)) return;
    if (entry.kind === 'claim_reviewed') {
      const { document, claim } = JSON.parse(entry.body) as { document: string; claim: string };
      await this.changed(document, claim);
      return;
    }
    if (entry.kind === 'undone') {
      const { entry: hash } = JSON.parse(entry.body) as { entry: string };
      const [decision] = await this.record.decisions({ hashes: [hash], undone: true });
      if (decision !== undefined && TOUCHING_NOTHING.has(decision.kind)) return;
      if (decision?.kind === 'claim_reviewed') {
        const { document, claim } = decision.body as { document: string; claim: string };
        await this.changed(document, claim);
        return;
      }
    }
    await this.forgetAll();
  }

  /** Somebody decided about a claim: only where it says something else than before, or counts otherwise, its family is weighed anew. */
  private async changed(document: string, id: string): Promise<void> {
    const name = nameOf(document, id);
    const [claim] = await this.record.claims({ document, id, states: ['proposed', 'confirmed', 'edited', 'rejected'] });
    const before = this.familyOf.get(name);
    const kept = before === undefined ? undefined : await this.families.get(before);
    const known = kept?.members.get(name);
    if (claim !== undefined && known !== undefined && before === claim.family && known.version === versionOf(claim))
      return;
    if (before !== undefined) this.forget(before, kept);
    if (claim?.family !== undefined && claim.family !== before) {
      const now = this.weighing.has(claim.family) ? undefined : await this.families.get(claim.family);
      this.forget(claim.family, now);
    }
    // A claim that was ever edited may have been of another family, which is just being weighed with it.
    const decisions = await this.record.decisions({ kind: 'claim_reviewed', subject: name, undone: true });
    if (decisions.some(({ body }) => (body as { verdict?: string }).verdict === 'edited'))
      for (const family of this.weighing) this.forget(family, undefined);
  }

  private forget(family: number, kept: Family | undefined): void {
    this.families.delete(family);
    this.weighing.delete(family);
    if ((kept?.members.size ?? 0) >= this.large) this.outdated.set(family, kept!);
    for (const name of kept?.members.keys() ?? []) this.familyOf.delete(name);
  }

  private async forgetAll(): Promise<void> {
    this.families.clear();
    this.outdated.clear();
    this.weighing.clear();
    this.familyOf.clear();
    this.sayings = await SayingReader.of(this.record);
  }

  /** What was weighed longest ago goes first. */
  private async trim(): Promise<void> {
    for (const [family, kept] of this.families) {
      if (this.familyOf.size <= KEPT) return;
      if (!this.weighing.has(family)) this.forget(family, await kept);
      this.outdated.delete(family);
    }
  }
}

export const nameOf = (document: string, claim: string): string => `${document}/${claim}`;

/** Equal as long as a claim says the same and counts the same among those that say it. */
function versionOf({ sequence, current, review: { state, decided } }: RecordedClaim): string {
  if (state === 'rejected' || (!current && state === 'proposed')) return 'none';
  return `${sequence} ${state === 'edited' ? decided?.sequence : ''}`;
}
