import type { Span } from '../core/span.ts';
import type { Day } from '../core/time.ts';
import { changedSides, type Comparison } from './compare.ts';
import { type Reuse, reuseOf } from './reuse.ts';

export interface GroupedDocument {
  /** Made from the content, so that groups don't depend on what came first. */
  readonly id: string;
  readonly text: string;
  /** Undefined: not known, and then it is later than every known day. */
  readonly published: Day | undefined;
}

/** Two documents that share words. `comparison.a` is the side of `a`. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly comparison: Comparison;
}

/** Documents that go back to one reporting act: the unit that is counted. */
export interface Group {
  /** Made from the id of the earliest known document: it stays when later copies come in. */
  readonly id: string;
  /** The earliest known first: by published day, then by id. */
  readonly members: readonly string[];
  /** Links that hold the group together. */
  readonly links: readonly Link[];
  /** Links to other groups that share more than stock phrases with this one, and links that were not followed. */
  readonly related: readonly Link[];
  readonly reuse: Reuse;
  /**
   * `established`: no other group given shares more than stock phrases with it. `not established`: another one does, and who took what
   * from whom, or both from a third, the words don't tell. It speaks of the words alone: rewriting without shared words is not seen.
   */
  readonly independence: 'established' | 'not established';
  /** Why, in a sentence. */
  readonly reason: string;
}

/**
 * The origins of `documents`. The answer depends on the documents and links alone, not on the order in which they are given.
 * Every document is in one group; links to documents that are not given are left out.
 */
export function group(documents: readonly GroupedDocument[], links: readonly Link[]): Group[] {
  const byId = new Map(documents.map(document => [document.id, document]));
  const known = links.filter(link => link.a !== link.b && byId.has(link.a) && byId.has(link.b)).map(inIdOrder);
  const graph = new Graph(known, byId);
  const copies = known.filter(link => link.comparison.copy && !graph.judgedByTheWhole(link)).sort(strongestFirst);

  const groups = new Map<string, Set<string>>(documents.map(document => [document.id, new Set([document.id])]));
  for (const link of copies) {
    const one = groups.get(link.a)!;
    const other = groups.get(link.b)!;
    if (one === other || graph.bridgedByMixture(one, other)) continue;
    const [smaller, larger] = one.size < other.size ? [one, other] : [other, one];
    for (const id of smaller) {
      larger.add(id);
      groups.set(id, larger);
    }
  }
  return [...new Set(groups.values())]
    .map(members => described(members, byId, graph))
    .sort((x, y) => compareIds(x.id, y.id));
}

function inIdOrder(link: Link): Link {
  if (link.a <= link.b) return link;
  return { a: link.b, b: link.a, comparison: changedSides(link.comparison) };
}

function strongestFirst(x: Link, y: Link): number {
  return (
    y.comparison.strength - x.comparison.strength ||
    y.comparison.longestPassage - x.comparison.longestPassage ||
    y.comparison.sharedWords - x.comparison.sharedWords ||
    compareIds(x.a, y.a) ||
    compareIds(x.b, y.b)
  );
}

/** A text is an excerpt of a whole when so much of its prose stands there. */
const EXCERPT = 0.6;
/** Of two stretches of one text, the share of the smaller that must be common for them to be about the same words. */
const SAME_STRETCH = 0.3;

/** The links by document, and the two questions that keep one text from pulling strangers together. */
class Graph {
  private readonly linksOf = new Map<string, Map<string, Link>>();

  private readonly byId: ReadonlyMap<string, GroupedDocument>;

  constructor(links: readonly Link[], byId: ReadonlyMap<string, GroupedDocument>) {
    this.byId = byId;
    for (const link of links) {
      this.at(link.a).set(link.b, link);
      this.at(link.b).set(link.a, link);
    }
  }

  private at(id: string): Map<string, Link> {
    let of = this.linksOf.get(id);
    if (of === undefined) this.linksOf.set(id, (of = new Map<string, Link>()));
    return of;
  }

  between(a: string, b: string): Link | undefined {
    return this.linksOf.get(a)?.get(b);
  }

  of(id: string): Iterable<Link> {
    return this.linksOf.get(id)?.values() ?? [];
  }

  /**
   * A short excerpt of a report may consist mostly of a sentence that another story quotes. Whether that story is a copy is seen beside the
   * whole report: when the whole shares as much with the story and is no copy of it, neither is the excerpt.
   */
  judgedByTheWhole(link: Link): boolean {
    return this.wholeSays(link, link.a, link.b) || this.wholeSays(link, link.b, link.a);
  }

  private wholeSays(link: Link, excerpt: string, story: string): boolean {
    for (const inWhole of this.of(excerpt)) {
      const whole = inWhole.a === excerpt ? inWhole.b : inWhole.a;
      if (whole === story || !inWhole.comparison.copy) continue;
      const { ownProse } = sideOf(inWhole, excerpt);
      if (inWhole.comparison.sharedWords < EXCERPT * (inWhole.comparison.sharedWords + ownProse)) continue;
      if (sideOf(inWhole, whole).ownProse <= ownProse) continue;
      const withWhole = this.between(whole, story);
      if (withWhole === undefined || withWhole.comparison.copy) continue;
      if (withWhole.comparison.sharedWords >= link.comparison.sharedWords) return true;
    }
    return false;
  }

  /**
   * Whether one text alone would tie two groups together that each have only a part of it, and not the same part: half of one report and
   * half of another in one document make no single origin of the two. The text stays where it shares most. Only when it is known to be the
   * earliest of the three is it the one that both took from.
   */
  bridgedByMixture(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
    for (const id of [...one, ...other]) {
      const parts = [...this.of(id)].filter(link => isPart(link, id));
      const inOne = parts.filter(link => one.has(otherEnd(link, id)));
      const inOther = parts.filter(link => other.has(otherEnd(link, id)));
      for (const x of inOne) {
        for (const y of inOther) {
          if (this.between(otherEnd(x, id), otherEnd(y, id))?.comparison.copy === true) continue;
          if (this.isFirst(id, otherEnd(x, id), otherEnd(y, id))) continue;
          if (!sameStretch(stretch(x, id), stretch(y, id))) return true;
        }
      }
    }
    return false;
  }

  private isFirst(id: string, x: string, y: string): boolean {
    const day = (of: string): Day | undefined => this.byId.get(of)?.published;
    const [own, ofX, ofY] = [day(id), day(x), day(y)];
    return own !== undefined && ofX !== undefined && ofY !== undefined && own < ofX && own < ofY;
  }
}

/** Is the other only a part of what the text has? */
function isPart(link: Link, id: string): boolean {
  return link.comparison.copy && (link.comparison.relation === 'partial' || sideOf(link, id).containment < EXCERPT);
}

function otherEnd(link: Link, id: string): string {
  return link.a === id ? link.b : link.a;
}

function sideOf(link: Link, id: string): Comparison['a'] {
  return link.a === id ? link.comparison.a : link.comparison.b;
}

function stretch(link: Link, id: string): Span {
  const { passage } = link.comparison;
  if (passage === undefined) return { start: 0, end: 0 };
  return link.a === id ? passage.a : passage.b;
}

function sameStretch(x: Span, y: Span): boolean {
  const common = Math.min(x.end, y.end) - Math.max(x.start, y.start);
  return common >= SAME_STRETCH * Math.min(x.end - x.start, y.end - y.start);
}

function described(members: ReadonlySet<string>, byId: ReadonlyMap<string, GroupedDocument>, graph: Graph): Group {
  const ordered = [...members].map(id => byId.get(id)!).sort(earliestFirst);
  const inside = new Set<Link>();
  const outside = new Set<Link>();
  for (const { id } of ordered) {
    for (const link of graph.of(id)) {
      if (members.has(otherEnd(link, id))) {
        if (link.comparison.copy) inside.add(link);
      } else if (tells(link)) outside.add(link);
    }
  }
  const related = [...outside].sort(strongestFirst);
  const strangers = new Set(related.map(link => (members.has(link.a) ? link.b : link.a)));
  return {
    id: `origin-${ordered[0]!.id}`,
    members: ordered.map(document => document.id),
    links: [...inside].sort(strongestFirst),
    related,
    reuse: reuseOf(ordered),
    independence: related.length === 0 ? 'established' : 'not established',
    reason:
      related.length === 0
        ? 'No document of another origin shares more than stock phrases with it.'
        : `${strangers.size} ${strangers.size === 1 ? 'document' : 'documents'} of other origins share sentences with it; the words don't tell who had them first.`,
  };
}

/** Whether a link says something about where words come from. */
function tells({ comparison }: Link): boolean {
  return comparison.relation !== 'none' && comparison.relation !== 'incidental';
}

/** Unknown days last; then by id, so that there is always one first. */
function earliestFirst(x: GroupedDocument, y: GroupedDocument): number {
  return compareIds(x.published ?? '~', y.published ?? '~') || compareIds(x.id, y.id);
}

function compareIds(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
