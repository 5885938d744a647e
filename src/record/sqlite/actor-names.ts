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
    const split = this.splits.findLast(
      ({ actor, documents }) => actor === id && document !== undefined && documents.includes(document),
    );
    let meant = split?.as.id ?? id;
    // Decisions imported from elsewhere could lead in a circle.
    for (const seen = new Set<ActorId>(); this.#into.has(meant) && !seen.has(meant); ) {
      seen.add(meant);
      meant = this.#into.get(meant)!;
    }
    return meant;
  }

  /** All ids that mean an actor in documents without a split. */
  idsOf(actor: ActorId): ActorId[] {
    const meant = this.meant(actor);
    return [...new Set([actor, meant, ...[...this.#into.keys()].filter(id => this.meant(id) === meant)])];
  }
}
