import type { ActorId } from '../../core/actor.ts';
import type { DocumentId } from '../record.ts';
import type { Statements } from './statements.ts';

interface Split {
  readonly actor: ActorId;
  readonly documents: readonly DocumentId[];
  readonly as: { readonly id: ActorId; readonly name: string; readonly type: string };
}

/** Which actor an id means, after what people said of merging and splitting. */
export class ActorNames {
  readonly #into = new Map<ActorId, ActorId>();
  readonly splits: readonly Split[];

  constructor(sql: Statements) {
    for (const row of sql.all(
      "SELECT body FROM decision WHERE kind = 'actors_merged' AND undone IS NULL ORDER BY sequence",
    )) {
      const { from, into } = JSON.parse(String(row['body'])) as { from: ActorId; into: ActorId };
      this.#into.set(from, into);
    }
    this.splits = sql
      .all("SELECT body FROM decision WHERE kind = 'actor_split' AND undone IS NULL ORDER BY sequence")
      .map(row => JSON.parse(String(row['body'])) as Split);
  }

  /** The actor that an id means; in a document, where one is given, it may be another than elsewhere. */
  meant(id: ActorId, document?: DocumentId): ActorId {
    let meant = id;
    // Decisions imported from elsewhere could lead in a circle.
    for (const seen = new Set<ActorId>(); !seen.has(meant); ) {
      seen.add(meant);
      meant = this.#splitOff(meant, document) ?? this.#into.get(meant) ?? meant;
    }
    return meant;
  }

  #splitOff(id: ActorId, document: DocumentId | undefined): ActorId | undefined {
    if (document === undefined) return undefined;
    return this.splits.findLast(({ actor, documents }) => actor === id && documents.includes(document))?.as.id;
  }

  /** What ids mean in the documents in which any of them may be another actor than elsewhere. */
  *inSplitDocuments(): Iterable<{ readonly id: ActorId; readonly document: DocumentId; readonly meant: ActorId }> {
    const ids = new Set([...this.splits.map(({ actor }) => actor), ...this.#into.keys()]);
    for (const document of new Set(this.splits.flatMap(({ documents }) => documents))) {
      for (const id of ids) yield { id, document, meant: this.meant(id, document) };
    }
  }

  /** All ids that mean an actor in documents without a split. */
  idsOf(actor: ActorId): ActorId[] {
    const meant = this.meant(actor);
    return [...new Set([actor, meant, ...[...this.#into.keys()].filter(id => this.meant(id) === meant)])];
  }

  /** Ids that somewhere mean another actor, or another's ids mean them. */
  special(): ReadonlySet<ActorId> {
    return new Set([
      ...[...this.#into].flat(),
      ...[...this.#into.keys()].map(id => this.meant(id)),
      ...this.splits.flatMap(({ actor, as }) => [actor, as.id]),
    ]);
  }
}
