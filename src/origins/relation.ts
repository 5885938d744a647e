/**
 * What two documents have to do with each other, judged by their words alone.
 * `copy`: nearly all prose of one stands in the other. `partial`: a long unbroken stretch of narrative is shared, and there is much besides
 * (half wire, half own). `shared quotation`: separate sentences only, quoted or picked. `form`: the same form, filled in for
 * another event (results, quakes, quarterly figures). `incidental`: stock phrases and chance. `none`: nothing.
 */
export type Relation = 'copy' | 'partial' | 'shared quotation' | 'form' | 'incidental' | 'none';

/** Does it say anything of where words come from? */
export function isTelling(relation: Relation): boolean {
  return relation === 'copy' || relation === 'partial' || relation === 'shared quotation';
}

/** What is known about two texts when their relation is decided. Counts are words. */
export interface Facts {
  readonly shared: number;
  /** Of the shared words, those in stock phrases. */
  readonly sharedStock: number;
  readonly longestRun: number;
  /** What is not shared in the text that has less of it; furniture weighed less than prose. */
  readonly own: number;
  /** Whether every word of one of them stands in the other. */
  readonly oneIsInsideTheOther: boolean;
  /** The stretch of reuse that holds together best; undefined when nothing is shared. */
  readonly stretch:
    | {
        readonly words: number;
        /** Its words less what parts them: see `Passage.unity`. */
        readonly unity: number;
        readonly quoted: number;
        readonly stock: number;
        /** Whether it begins with the first words of one of the texts. */
        readonly fromTheTop: boolean;
        /** Does it have places where a few words stand for a few others? Who quotes does not reword, least of all outside quotation marks. */
        readonly reworded: boolean;
        /** Numbers and names in it: those that stand in both texts, and those in whose place others stand. */
        readonly particulars: { readonly kept: number; readonly replaced: number };
      }
    | undefined;
}

export interface Verdict {
  readonly relation: Relation;
  /** Whether the two count as one origin. A `partial` relation does when the stretch is a good part of one of them. */
  readonly copy: boolean;
  /** The share of one text's words that hangs together with the other, 0 to 1. */
  readonly strength: number;
}

/*
 * The figures below are judgements about news texts, checked on made hard cases (bench/accuracy/hard-copies), not fitted to the easy set.
 */

/** A copy: this share of one text hangs together with the other, … */
const WHOLE = 0.6;
/** … or this share of it stands there in any order: a text put together from sentences of another says nothing of its own. */
const NEARLY_ALL = 0.8;
/** Words: one sentence alone is no copy, unless it is the whole document. */
export const SHORTEST_COPY = 20;

/**
 * Partial reuse that counts as one origin. `narrative`: words of the stretch, a quoted word counted as `quoted` of one, because anybody may
 * quote. `share`: of one of the texts. `unbroken`: how nearly the stretch is all that is shared; picked sentences fall apart.
 */
const PARTIAL = {
  /** Headline and all: who quotes picks from the middle, who copies begins at the beginning. */
  fromTheTop: { narrative: 22, share: 0.26, unbroken: 0.55, quoted: 0.5 },
  anywhere: { narrative: 55, share: 0.42, unbroken: 0.92, quoted: 0.3 },
  /** An editor went over it, as nobody goes over what he quotes. */
  reworded: { narrative: 30, share: 0.3, unbroken: 0.7, quoted: 0.3 },
  /** Five sentences and more are rarely picked in order. */
  long: { narrative: 100, share: 0.35, unbroken: 0.75, quoted: 0.3 },
};
/** Partial reuse that is worth telling, but too little of either text to make them one. */
const SUBSTANTIAL = { narrative: 120, share: 0, unbroken: 0.7, quoted: 0.3 };
/** A statement quoted at length is no copied report: so many words of the stretch must stand outside quotation marks. */
const UNQUOTED = 15;
/** Words: anything shorter that two texts share may be chance or a stock phrase. */
export const TELLING_RUN = 12;
/** A copy may get a figure wrong; where so many numbers and names differ, and more of them than agree, it is the form that is shared. */
const FILLED_IN = 4;

export function relationOf(facts: Facts): Verdict {
  const { stretch, shared } = facts;
  if (stretch === undefined) return { relation: 'none', copy: false, strength: 0 };
  const unity = Math.max(0, stretch.unity - stretch.stock);
  const strength = unity / (shared + facts.own);
  const inAnyOrder = (shared - facts.sharedStock) / (shared + facts.own);
  const unbroken = unity / Math.max(1, shared - facts.sharedStock);
  const unquoted = stretch.words - stretch.quoted - stretch.stock;
  const meets = (least: typeof SUBSTANTIAL): boolean =>
    unquoted >= UNQUOTED &&
    unity - (1 - least.quoted) * stretch.quoted >= least.narrative &&
    strength >= least.share &&
    unbroken >= least.unbroken;

  const { kept, replaced } = stretch.particulars;
  if (replaced >= FILLED_IN && replaced > kept) return { relation: 'form', copy: false, strength };

  const whole = (strength >= WHOLE && unquoted >= UNQUOTED) || inAnyOrder >= NEARLY_ALL;
  if (whole && (unity >= SHORTEST_COPY || facts.oneIsInsideTheOther)) return { relation: 'copy', copy: true, strength };
  const isPartial =
    (stretch.fromTheTop && meets(PARTIAL.fromTheTop)) ||
    (stretch.reworded && meets(PARTIAL.reworded)) ||
    meets(PARTIAL.anywhere) ||
    meets(PARTIAL.long);
  if (isPartial) {
    return { relation: 'partial', copy: true, strength };
  }
  if (meets(SUBSTANTIAL)) return { relation: 'partial', copy: false, strength };
  if (facts.longestRun >= TELLING_RUN && facts.sharedStock < shared / 2) {
    return { relation: 'shared quotation', copy: false, strength };
  }
  return { relation: 'incidental', copy: false, strength };
}
