/**
 * Which words make a source's words known, and with which force. One line a force:
 * frames | lemmas. A lemma of several words is a verb with its particle, adjective or noun ("point out", "make clear").
 *
 * Frames: q a quotation, t a that-clause or question, i an infinitive, o a noun phrase, p a noun phrase with a
 * preposition ("call for", "complain about"). Nouns and adjectives stand in their own tables.
 */
import type { Force } from './attribution.ts';

export type Frame = 'quotation' | 'clause' | 'infinitive' | 'object' | 'prepositional';

interface Row {
  readonly frames: string;
  readonly lemmas: string;
}

const VERBS: Readonly<Record<Exclude<Force, 'reported'>, Row>> = {
  said: {
    frames: 'qt',
    lemmas:
      'say tell write add state tweet remark continue explain note report post reply respond answer comment observe mention recall ' +
      'remember joke quip read email text blog retweet shout chant yell scream whisper mutter repeat recount relate ' +
      'go_on put_it point_out sum_up conclude begin quote cite deadpan interject chime_in crow gush opine muse elaborate ' +
      'specify clarify testify inform brief assure remind notify convey reveal disclose detail outline echo concur volunteer ' +
      'proclaim pronounce utter intone recite recap summarize paraphrase caption title headline entitle address speak',
  },
  claimed: {
    frames: 'qt',
    lemmas:
      'claim allege assert contend argue insist maintain suggest imply insinuate hint charge accuse boast brag assume presume ' +
      'speculate hypothesize theorize conjecture posit reason counter retort rebut protest object submit plead swear',
  },
  denied: {
    frames: 'qto',
    lemmas: 'deny dispute refute reject disavow contradict rebuff repudiate disown dismiss debunk discount',
  },
  vowed: { frames: 'qti', lemmas: 'vow promise pledge commit threaten guarantee swear undertake volunteer offer' },
  warned: { frames: 'qt', lemmas: 'warn caution alert forewarn' },
  acknowledged: {
    frames: 'qt',
    lemmas: 'acknowledge admit concede confess recognize recognise allow grant own_up regret',
  },
  apologised: { frames: 'qtp', lemmas: 'apologize apologise' },
  reaffirmed: { frames: 'qtoi', lemmas: 'reaffirm reiterate reassert restate reconfirm' },
  asked: { frames: 'qt', lemmas: 'ask wonder question inquire query' },
  urged: {
    frames: 'qtip',
    lemmas:
      'urge demand call request press plead beg implore exhort encourage recommend advise propose order instruct direct invite ' +
      'petition lobby appeal push counsel advocate',
  },
  thought: {
    frames: 't',
    lemmas:
      'think believe know consider feel find see view regard suppose guess reckon figure imagine doubt suspect understand ' +
      'realize realise decide determine conclude judge deem learn assess sense perceive recognise envision',
  },
  stressed: {
    frames: 'qto',
    lemmas: 'stress emphasize emphasise underline underscore highlight make_clear affirm tout',
  },
  announced: {
    frames: 'qto',
    lemmas:
      'announce declare confirm unveil issue publish release proclaim signal rule certify tease herald broadcast publicize verify',
  },
  agreed: { frames: 'qti', lemmas: 'agree consent accept concur sign' },
  showed: {
    frames: 't',
    lemmas: 'show indicate demonstrate prove reflect illustrate mean find document list record register',
  },
  expected: {
    frames: 'ti',
    lemmas: 'expect predict forecast project estimate anticipate foresee schedule slate calculate envisage rate',
  },
  wanted: {
    frames: 'i',
    lemmas: 'want hope wish plan intend seek desire aim prefer need like would_like look long yearn aspire choose try',
  },
  praised: {
    frames: 'qo',
    lemmas:
      'praise applaud commend hail laud thank welcome celebrate congratulate compliment salute honor credit admire love',
  },
  criticised: {
    frames: 'qo',
    lemmas:
      'criticize criticise blast slam condemn denounce attack mock ridicule blame decry lament deride lambaste lambast rebuke ' +
      'chide scold castigate excoriate bash rip fault assail deplore complain gripe grumble fume rail lash_out taunt insult ' +
      'belittle berate skewer savage vilify knock hammer pan trash hit_back fire_back shoot_back',
  },
  supported: {
    frames: 'o',
    lemmas: 'support endorse back defend favor favour advocate champion embrace promote vote_for stand_by approve',
  },
  opposed: { frames: 'o', lemmas: 'oppose resist challenge protest object vote_against disagree dislike hate' },
  described: {
    frames: 'qo',
    lemmas:
      'describe call characterize characterise label portray depict dub refer compare liken name identify brand cast paint ' +
      'term tag define frame nickname classify bill',
  },
  felt: { frames: 't', lemmas: 'fear worry hope feel dread rejoice grieve resent marvel delight surprise' },
  refused: { frames: 'i', lemmas: 'refuse decline' },
  discussed: { frames: 'op', lemmas: 'discuss debate talk speak discourse chat lecture raise mention' },
  seemed: { frames: 'i', lemmas: 'seem appear sound' },
};

const NOUNS: Partial<Readonly<Record<Force, string>>> = {
  said: 'statement comment remark message word account description report story testimony speech tweet post letter note reply response answer',
  claimed:
    'claim allegation accusation assertion argument contention suggestion insinuation implication boast charge insistence complaint',
  denied: 'denial rejection',
  vowed: 'promise vow pledge commitment threat guarantee offer',
  warned: 'warning',
  acknowledged: 'admission acknowledgment acknowledgement concession confession recognition',
  apologised: 'apology',
  reaffirmed: 'reaffirmation reiteration',
  asked: 'question inquiry',
  urged: 'call demand request proposal recommendation appeal plea order push advice',
  thought:
    'belief opinion view idea thought notion conclusion assumption understanding perception sense theory finding decision judgment impression conviction',
  stressed: 'emphasis',
  announced: 'announcement declaration confirmation ruling news',
  agreed: 'agreement consensus',
  showed: 'evidence sign indication proof',
  expected: 'expectation prediction forecast projection estimate speculation',
  wanted: 'hope wish desire plan intention goal effort interest willingness',
  praised: 'praise',
  criticised: 'criticism attack condemnation denunciation',
  supported: 'support endorsement defense backing supporter advocate backer',
  opposed: 'opposition objection resistance opponent critic',
  felt: 'fear concern worry anger frustration confidence doubt',
  refused: 'refusal reluctance',
  discussed: 'debate discussion talk',
};

const ADJECTIVES: Partial<Readonly<Record<Force, string>>> = {
  felt: 'worried concerned afraid confident hopeful nervous angry happy glad proud sorry disappointed optimistic skeptical uneasy upset wary',
  thought: 'sure certain convinced aware unsure doubtful',
  wanted: 'eager willing ready reluctant keen determined',
  supported: 'supportive',
  criticised: 'critical',
  expected: 'likely unlikely',
};

export interface Cue {
  readonly force: Force;
  readonly frames: ReadonlySet<Frame>;
}

const FRAMES: Readonly<Record<string, Frame>> = {
  q: 'quotation',
  t: 'clause',
  i: 'infinitive',
  o: 'object',
  p: 'prepositional',
};

/** The first row that has a lemma gives its force; a later row that has it too adds its frames. */
function table(rows: readonly (readonly [Force, string, string])[]): ReadonlyMap<string, Cue> {
  const cues = new Map<string, { force: Force; frames: Set<Frame> }>();
  for (const [force, frames, lemmas] of rows) {
    for (const lemma of lemmas.split(' ')) {
      const key = lemma.replaceAll('_', ' ');
      const cue = cues.get(key) ?? { force, frames: new Set<Frame>() };
      for (const letter of frames) cue.frames.add(FRAMES[letter]!);
      cues.set(key, cue);
    }
  }
  return cues;
}

const verbs = table(Object.entries(VERBS).map(([force, row]) => [force as Force, row.frames, row.lemmas]));
const nouns = table(Object.entries(NOUNS).map(([force, lemmas]) => [force as Force, 'ti', lemmas]));
const adjectives = table(Object.entries(ADJECTIVES).map(([force, lemmas]) => [force as Force, 'tip', lemmas]));

export function verbCue(lemma: string): Cue | undefined {
  return verbs.get(lemma);
}

export function nounCue(lemma: string): Cue | undefined {
  return nouns.get(lemma);
}

export function adjectiveCue(lemma: string): Cue | undefined {
  return adjectives.get(lemma);
}

/** Prepositions and set phrases that name a source: "according to the ministry", "in the words of …". */
export const SOURCE_PREPOSITIONS: ReadonlySet<string> = new Set([
  'according to',
  'per',
  'in the words of',
  'in the view of',
]);

/** Adverbs by which an unnamed source is reported. */
export const HEARSAY_ADVERBS: ReadonlySet<string> = new Set([
  'reportedly',
  'allegedly',
  'supposedly',
  'purportedly',
  'apparently',
  'seemingly',
]);

/** Verbs whose bare noun object or "to …" is who is spoken to, not what is said. */
export const ADDRESSING: ReadonlySet<string> = new Set([
  'tell',
  'inform',
  'assure',
  'remind',
  'warn',
  'ask',
  'advise',
  'urge',
  'caution',
  'notify',
  'promise',
  'brief',
]);
