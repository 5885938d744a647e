import type { ActorId } from './actor.ts';
import type { Words } from './span.ts';
import type { Day, Precision, TimeStanding } from './time.ts';

/** `ins_` and up to 100 letters, digits, dots, hyphens and low lines. */
export type InstrumentId = string;
/** `prv_` and the same. */
export type ProvisionId = string;

/** Words of one of an instrument's texts: UTF-16 offsets into the text version `text` of the document `document`. */
export interface TextWords extends Words {
  /** `doc_…` */
  readonly document: string;
  /** SHA-256 of the text version, 64 hexadecimal digits. */
  readonly text: string;
}

/** One side's own published version of an instrument. */
export interface ParallelText {
  readonly document: string;
  /** Who published it; undefined: the parties together, or not known. */
  readonly by: ActorId | undefined;
}

/** A party to an instrument, and by which words reports mean it. */
export interface InstrumentParty {
  readonly actor: ActorId;
  readonly name: string;
  /** Demonyms, capitals, organs, office-holders: "Norlandish", "the Norland ministry". Capitals do not matter. */
  readonly aliases: readonly string[];
}

/** An accord, joint statement, fact sheet or outcome list, with each side's own published text. */
export interface Instrument {
  readonly id: InstrumentId;
  readonly title: string;
  /** "accord", "joint statement", "fact sheet", "outcome list", … in the field's words; undefined: not said. */
  readonly form: string | undefined;
  readonly parties: readonly InstrumentParty[];
  readonly adopted: Day | undefined;
  /** First and last day on which it binds; `inForce` undefined: from `adopted` on, as far as that is known. */
  readonly inForce: Day | undefined;
  readonly until: Day | undefined;
  readonly texts: readonly ParallelText[];
  /** Words by which reports mean it: "the cyber agreement", "the September accord". */
  readonly aliases: readonly string[];
}

/** What is undertaken; it decides which findings there can be (docs/judgement.md). */
export const provisionKinds = ['deliverable', 'standing_duty', 'prohibition', 'declaratory'] as const;
export type ProvisionKind = (typeof provisionKinds)[number];

/** The elements of the scope test, in the order they are tried. */
export const elementNames = ['actor', 'conduct', 'object', 'purpose', 'territory', 'time'] as const;
export type ElementName = (typeof elementNames)[number];

/** What one element of a provision asks for. */
export interface Element {
  /** For people: "theft of intellectual property by hacking". */
  readonly says: string;
  /** The words that say so; undefined: worked out, and `reason` says from what. */
  readonly words: TextWords | undefined;
  readonly standing: 'stated' | 'worked_out';
  readonly reason: string | undefined;
  /** Words any of which, in a report, meets the element ("trade secret", "blueprint"); word forms count alike. Empty: those of `says`. */
  readonly terms: readonly string[];
  /** Words any of which, in a report, says that the element is not met ("personnel records"). */
  readonly exclusions: readonly string[];
}

/** The elements an act must meet to be in scope. An element that is absent is not asked for. */
export interface Elements {
  /** Absent: whoever is bound. */
  readonly actor?: Element;
  readonly conduct?: Element;
  readonly object?: Element;
  readonly purpose?: Element;
  readonly territory?: Element;
}

/** An exception: an act that it covers does not meet the element it belongs to. */
export interface CarveOut {
  readonly element: ElementName;
  readonly says: string;
  readonly words: TextWords | undefined;
  /** Words any of which, in a report, says that it applies. Empty: those of `says`. */
  readonly terms: readonly string[];
}

/** By when something is due; as imprecise as the words are. */
export interface DueBy {
  readonly words: TextWords | undefined;
  /** First and last day of the interval meant, both inclusive; late is what comes after `until`. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly precision: Precision | undefined;
  readonly standing: TimeStanding;
  /** For people: "in 2015", "by 1 March 2016", "within a year (open: the day it counts from is not known)". */
  readonly reading: string;
}

/** The smallest undertaking that is kept or not kept by itself: one of the things a provision lists. */
export interface Stipulation {
  /** Unique within its provision: "a", "b", "hotline". */
  readonly id: string;
  readonly says: string;
  readonly words: TextWords | undefined;
  /** Is it what the provision is chiefly about? At most one is. */
  readonly principal: boolean;
  readonly dueBy: DueBy | undefined;
  /** As `Element.terms`. */
  readonly terms: readonly string[];
}

/** How far something is given; "unknown" until somebody says it. */
export type Degree = 'high' | 'medium' | 'low' | 'unknown';

/** What one provision of an instrument asks of whom: every finding is about one of these, for one bound party. */
export interface Provision {
  readonly id: ProvisionId;
  readonly instrument: InstrumentId;
  /** As it is called in lists: "2(a)", "No theft for gain". */
  readonly label: string;
  readonly kind: ProvisionKind;
  /** Ids of the parties that are bound, at least one; each gets its own finding. */
  readonly bound: readonly ActorId[];
  /** Where it stands in each parallel text; empty: in no text that the record has. */
  readonly words: readonly TextWords[];
  readonly elements: Elements;
  readonly carveOuts: readonly CarveOut[];
  /** In force from and until, both inclusive; undefined: as the instrument. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly dueBy: DueBy | undefined;
  /** Empty: the provision is one undertaking. */
  readonly stipulations: readonly Stipulation[];
  /** How exactly the words say what is to be done. */
  readonly specificity: Degree;
  /** How far others can see whether it is done. */
  readonly verifiability: Degree;
  /** Does it ask for a measure or for a result? Easy promises are kept more often, so this stands beside every finding. */
  readonly ambition: 'instrument' | 'outcome' | 'unknown';
  /** What read it in the text ("deeds/0.1.0"), and no person has confirmed it since; absent: a person wrote or confirmed it. */
  readonly readBy?: string;
}

/** The parts whose performance is looked at: the stipulations, or the whole as one. */
export function partsOf({ stipulations, label, words, dueBy, elements }: Provision): readonly Stipulation[] {
  if (stipulations.length > 0) return stipulations;
  const terms = elements.conduct?.terms ?? [];
  return [{ id: 'whole', says: label, words: words[0], principal: true, dueBy, terms }];
}

/** First and last day on which a provision binds; undefined where that side is open or not known. */
export function inForce(
  { from, until }: Pick<Provision, 'from' | 'until'>,
  instrument: Pick<Instrument, 'adopted' | 'inForce' | 'until'>,
): { readonly from: Day | undefined; readonly until: Day | undefined } {
  return { from: from ?? instrument.inForce ?? instrument.adopted, until: until ?? instrument.until };
}
