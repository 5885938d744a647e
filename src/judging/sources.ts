/** What people know of sources: how reliable they are, for whom they speak, what they are able to see. */
import type { ActorId } from '../core/actor.ts';
import type { Reliability } from '../core/finding.ts';
import type { Instrument, Provision } from '../core/instrument.ts';
import type { DeedsRecord, DocumentOutline, RecordedDocument } from '../record/index.ts';

export interface RatedSource {
  readonly name: string;
  readonly reliability: Reliability;
  readonly speaksFor: ActorId | undefined;
  readonly sees: readonly string[];
  readonly primary: boolean;
}

/** Ratings by the name of the source in lower case; the last one about each counts. */
export async function ratedSources(record: DeedsRecord): Promise<ReadonlyMap<string, RatedSource>> {
  const rated = new Map<string, RatedSource>();
  for (const { body } of await record.decisions({ kind: 'source_rated' })) {
    const {
      source,
      reliability,
      speaksFor,
      sees = [],
      primary = false,
    } = body as unknown as {
      source: string;
      reliability: Reliability;
      speaksFor?: ActorId;
      sees?: string[];
      primary?: boolean;
    };
    rated.set(source.toLowerCase(), { name: source, reliability, speaksFor, sees, primary });
  }
  return rated;
}

/** A document without a source is its own. */
export const sourceName = ({ about, facts }: RecordedDocument): string => about.source ?? facts.name;

/** What is asked of a document to tell its source. */
export type Sourced = Pick<DocumentOutline, 'id' | 'source'>;

export const sourced = (document: RecordedDocument): Sourced => ({ id: document.id, source: sourceName(document) });

/** Nobody has rated it: F, which in the Admiralty code says that its reliability cannot be judged. */
export function sourceOf(
  { id, source }: Sourced,
  rated: ReadonlyMap<string, RatedSource>,
  { texts }: Pick<Instrument, 'texts'>,
): RatedSource {
  const known = rated.get(source.toLowerCase());
  const own = texts.find(text => text.document === id)?.by;
  return known ?? { name: source, reliability: 'F', speaksFor: own, sees: [], primary: false };
}

/** Sources that somebody listed as able to see what a provision is about. */
export function ableSources(
  rated: ReadonlyMap<string, RatedSource>,
  { id, instrument }: Pick<Provision, 'id' | 'instrument'>,
): RatedSource[] {
  return [...rated.values()].filter(({ sees }) => sees.includes(id) || sees.includes(instrument));
}
