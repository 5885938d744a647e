/** Public deeds other than meetings and attacks. A new deed is a line: verb, what it is, and what its object must be, if anything. */

export interface Deed {
  readonly type: string;
  /** Lemmas one of which the object must have; undefined: any object. */
  readonly objects?: ReadonlySet<string>;
  /** A person or people, named or by a noun, will do as the object, too. */
  readonly people?: true;
  /** Prepositions by which what the deed is about may stand, where it has no object ("withdrew from the treaty"). */
  readonly by?: readonly string[];
  /** States and places will do as the object, too ("visited Peru"). */
  readonly places?: true;
  /** Lemmas one of which must stand with the verb ("called up reservists", "found him guilty"). */
  readonly beside?: ReadonlySet<string>;
  /** What was done before is taken back by it. */
  readonly reverses?: true;
  /** Types by the lemma of the object, where another than `type` ("held an election"). */
  readonly types?: ReadonlyMap<string, string>;
  /** Somebody known by name must do or suffer it, or an office do it: of nobody named the verb means something else ("skateboarding is sanctioned here"). */
  readonly named?: true;
}

/** Those who are charged a price, and no crime. */
export const PAYERS = new Set([
  'customer',
  'consumer',
  'user',
  'client',
  'buyer',
  'passenger',
  'subscriber',
  'patient',
  'driver',
  'merchant',
  'tenant',
  'taxpayer',
]);

/** What is asked for a price. */
export const PRICES = new Set([
  'more',
  'less',
  'extra',
  'much',
  'fee',
  'price',
  'rate',
  'interest',
  'percent',
  '%',
  'amount',
  'premium',
]);

/** Units that are soldiers' only with a word beside them that says so. */
export const VAGUE_UNITS = new Set(['system', 'battery', 'unit', 'aid']);
export const UNIT_SIGNS = new Set([
  'missile',
  'defence',
  'defense',
  'radar',
  'air',
  'anti-aircraft',
  'rocket',
  'weapon',
  'weapons',
  'military',
  'army',
  'naval',
  'artillery',
  'police',
  'humanitarian',
  'medical',
  'food',
  'lethal',
]);

/** From what, or on what terms, people are let go. */
export const HELD_IN = new Set([
  'prison',
  'jail',
  'custody',
  'detention',
  'arrest',
  'bail',
  'captivity',
  'parole',
  'bond',
  'guantanamo',
  'camp',
  'cell',
]);

const law = new Set([
  'law',
  'bill',
  'legislation',
  'treaty',
  'agreement',
  'accord',
  'pact',
  'convention',
  'resolution',
  'protocol',
  'deal',
  'order',
  'decree',
  'memorandum',
  'charter',
  'contract',
  'ceasefire',
  'budget',
  'measure',
  'regulation',
]);
const penalty = new Set([
  'sanction',
  'sanctions',
  'tariff',
  'embargo',
  'ban',
  'curfew',
  'blockade',
  'restriction',
  'fine',
  'penalty',
  'quota',
]);
export const PEOPLE = new Set([
  'prisoner',
  'hostage',
  'detainee',
  'soldier',
  'journalist',
  'captive',
  'activist',
  'diplomat',
  'ambassador',
  'envoy',
  'troop',
  'troops',
  'force',
  'ship',
  'warship',
  'missile',
  'weapon',
  'personnel',
  'adviser',
  'aid',
  'man',
  'woman',
  'citizen',
  'national',
  'spy',
  'suspect',
  'militant',
  'fighter',
  'crew',
  'sailor',
  'fisherman',
  'convict',
  'inmate',
  'reporter',
  'editor',
  'observer',
  'protester',
  'demonstrator',
  'student',
  'lawyer',
  'policeman',
  'engineer',
  'teacher',
  'worker',
  'villager',
]);
const units = new Set([
  'troop',
  'troops',
  'force',
  'soldier',
  'warship',
  'ship',
  'destroyer',
  'carrier',
  'submarine',
  'aircraft',
  'jet',
  'bomber',
  'helicopter',
  'missile',
  'system',
  'battery',
  'tank',
  'police',
  'peacekeeper',
  'battalion',
  'brigade',
  'division',
  'regiment',
  'artillery',
  'howitzer',
  'drone',
  'unit',
  'personnel',
  'adviser',
  'weapon',
  'aid',
]);
const dealings = new Set([
  'talk',
  'talks',
  'negotiation',
  'aid',
  'cooperation',
  'tie',
  'relation',
  'relations',
  'flight',
  'membership',
  'trade',
  'visa',
  'export',
  'import',
  'delivery',
  'inspection',
  'operation',
  'exercise',
  'agreement',
  'treaty',
  'program',
  'programme',
]);
const mission = new Set([
  'embassy',
  'consulate',
  'border',
  'hotline',
  'office',
  'mission',
  'crossing',
  'camp',
  'base',
  'channel',
  'talks',
]);
const weapon = new Set([
  'missile',
  'rocket',
  'satellite',
  'test',
  'exercise',
  'drill',
  'operation',
  'investigation',
  'inquiry',
  'weapon',
  'bomb',
  'program',
  'programme',
]);

const places = new Set([
  'island',
  'region',
  'territory',
  'area',
  'town',
  'city',
  'country',
  'base',
  'zone',
  'union',
  'bloc',
]);
const envoys = new Set([
  "d'affaire",
  "d'affaires",
  'd’affaires',
  'd’affaire',
  'ambassador',
  'envoy',
  'diplomat',
  'attache',
  'attaché',
  'consul',
  'chargé',
  'charge',
]);
/** What is taken away by officers. */
const goods = new Set(
  'ship vessel tanker boat trawler yacht cargo aircraft asset property weapon drug passport document computer phone shipment house apartment'.split(
    ' ',
  ),
);
/** What is searched by officers. */
const premises = new Set(
  'office home house apartment headquarters premises building newsroom villa residence flat'.split(' '),
);
/** Posts from which people are put. */
const holders = new Set(
  'minister ambassador envoy commander governor chief prosecutor judge director head general premier mayor secretary officer'.split(
    ' ',
  ),
);

const drills = new Set(['exercise', 'drill', 'manoeuvre', 'maneuver', 'manoeuvres', 'maneuvers']);
const decisions = new Set([
  ...law,
  ...penalty,
  'decision',
  'ruling',
  'conviction',
  'expulsion',
  'policy',
  'verdict',
  'sentence',
]);

/** What is held or conducted says what sort of deed it is. */
const occasions = new Map([
  ['election', 'election'],
  ['referendum', 'election'],
  ['test', 'test'],
  ['inspection', 'inspection'],
  ['investigation', 'investigation'],
  ['inquiry', 'investigation'],
  ['exercise', 'exercise'],
  ['drill', 'exercise'],
  ['probe', 'investigation'],
  ['case', 'investigation'],
]);

/** What somebody is let have, or not. */
const leave = new Set(
  'visa entry access accreditation permit permission asylum licence license passage overflight'.split(' '),
);
const grievances = new Set('complaint lawsuit suit case appeal protest petition grievance claim'.split(' '));
const levies = new Set('tariff duty fine levy tax sanction'.split(' '));
const vessels = new Set(
  'it ship vessel boat trawler tanker dinghy freighter migrant drone aircraft balloon convoy shipment'.split(' '),
);
/** Who is kept from an office, a sport or a trade. */
export const LICENSED = new Set(
  'official athlete player coach team club judge lawmaker member federation association bank firm company'.split(' '),
);

export const DEEDS = new Map<string, Deed>([
  ['arrest', { type: 'arrest' }],
  ['detain', { type: 'arrest' }],
  ['indict', { type: 'indictment' }],
  ['extradite', { type: 'extradition' }],
  ['convict', { type: 'conviction' }],
  ['find', { type: 'conviction', beside: new Set(['guilty']) }],
  ['acquit', { type: 'acquittal' }],
  ['pardon', { type: 'pardon', objects: PEOPLE, people: true }],
  ['execute', { type: 'execution', objects: PEOPLE, people: true }],
  ['apprehend', { type: 'arrest' }],
  ['remand', { type: 'arrest' }],
  ['seize', { type: 'seizure', objects: goods }],
  ['confiscate', { type: 'seizure', objects: goods }],
  ['impound', { type: 'seizure', objects: goods }],
  ['search', { type: 'search', objects: premises }],
  ['raid', { type: 'search', objects: premises }],
  [
    'bar',
    { type: 'disqualification', objects: new Set(['candidate', 'party', 'lawmaker']), people: true, by: ['from'] },
  ],
  ['disqualify', { type: 'disqualification', objects: new Set(['candidate', 'party', 'lawmaker']), people: true }],
  ['fine', { type: 'fine', named: true }],
  ['levy', { type: 'sanction', objects: levies }],
  ['slap', { type: 'sanction', objects: levies }],
  ['raise', { type: 'sanction', objects: new Set(['tariff', 'duty']) }],
  [
    'designate',
    {
      type: 'sanction',
      objects: new Set('company firm individual entity person vessel ship group organisation organization'.split(' ')),
      named: true,
    },
  ],
  ['deny', { type: 'refusal', objects: leave }],
  ['refuse', { type: 'refusal', objects: leave }],
  ['grant', { type: 'grant', objects: leave }],
  ['file', { type: 'complaint', objects: grievances, named: true }],
  ['lodge', { type: 'complaint', objects: grievances, named: true }],
  ['sue', { type: 'complaint', named: true }],
  [
    'block',
    { type: 'ban', objects: new Set(['website', 'site', 'app', 'channel', 'access', 'broadcast', 'import', 'export']) },
  ],
  ['intercept', { type: 'interception', objects: vessels }],
  ['stop', { type: 'interception', objects: vessels }],
  ['order', { type: 'court order' }],
  ['question', { type: 'questioning', objects: PEOPLE, people: true }],
  ['board', { type: 'boarding', objects: vessels, named: true }],
  [
    'resume',
    {
      type: 'resumption',
      objects: new Set([...dealings].filter(dealing => !/^(?:talks?|negotiation)$/u.test(dealing))),
    },
  ],
  ['dismiss', { type: 'dismissal', objects: holders, people: true }],
  ['sack', { type: 'dismissal', objects: holders, people: true }],
  ['oust', { type: 'dismissal', objects: holders, people: true }],
  [
    'evacuate',
    {
      type: 'evacuation',
      objects: new Set([
        'staff',
        'embassy',
        'citizen',
        'national',
        'diplomat',
        'village',
        'resident',
        'civilian',
        'town',
      ]),
    },
  ],
  ['dissolve', { type: 'dissolution', objects: new Set(['parliament', 'assembly', 'government', 'party', 'council']) }],
  ['nationalise', { type: 'nationalisation', named: true }],
  ['nationalize', { type: 'nationalisation', named: true }],
  ['sentence', { type: 'conviction' }],
  ['sanction', { type: 'sanction', named: true }],
  ['impose', { type: 'sanction', objects: penalty }],
  [
    'lift',
    {
      type: 'relief',
      objects: new Set([...penalty, 'immunity']),
      types: new Map([['immunity', 'lifting of immunity']]),
    },
  ],
  ['ease', { type: 'relief', objects: penalty }],
  ['expel', { type: 'expulsion' }],
  ['deport', { type: 'expulsion' }],
  ['ratify', { type: 'ratification' }],
  [
    'enact',
    {
      type: 'law',
      objects: new Set([...law, ...penalty, 'reform', 'change', 'amendment', 'rule', 'cut']),
      named: true,
    },
  ],
  ['sign', { type: 'signature', objects: new Set([...law, 'declaration', 'communique', 'communiqué']) }],
  ['initial', { type: 'signature', objects: law }],
  ['cut', { type: 'break of relations', objects: new Set(['tie', 'relation', 'relations']) }],
  ['unfreeze', { type: 'relief', objects: new Set(['asset', 'account', 'fund']) }],
  ['adopt', { type: 'law', objects: law }],
  ['approve', { type: 'law', objects: law }],
  ['pass', { type: 'law', objects: law }],
  ['repeal', { type: 'law', objects: law }],
  ['veto', { type: 'law', objects: law }],
  [
    'withdraw',
    {
      type: 'withdrawal',
      objects: new Set([...PEOPLE, ...units, ...law, ...places, 'bid', 'candidacy']),
      by: ['from'],
      places: true,
    },
  ],
  ['pull', { type: 'withdrawal', objects: new Set([...PEOPLE, ...units]) }],
  ['move', { type: 'deployment', objects: new Set([...units].filter(unit => unit !== 'aid' && unit !== 'system')) }],
  ['redeploy', { type: 'deployment', objects: units }],
  ['mass', { type: 'deployment', objects: units }],
  ['mobilise', { type: 'mobilisation', objects: new Set([...units, 'reservist', 'reserve']) }],
  ['mobilize', { type: 'mobilisation', objects: new Set([...units, 'reservist', 'reserve']) }],
  ['call', { type: 'mobilisation', objects: new Set(['reservist', 'reserve', 'conscript']), beside: new Set(['up']) }],
  ['deploy', { type: 'deployment', objects: units }],
  ['dispatch', { type: 'deployment', objects: units }],
  ['station', { type: 'deployment', objects: units }],
  ['provide', { type: 'deployment', objects: new Set(['troop', 'troops', 'soldier', 'peacekeeper', 'adviser']) }],
  ['send', { type: 'deployment', objects: units }],
  ['recall', { type: 'recall', objects: envoys }],
  ['release', { type: 'release', objects: PEOPLE, people: true }],
  ['free', { type: 'release', objects: PEOPLE, people: true }],
  ['repatriate', { type: 'release' }],
  [
    'open',
    {
      type: 'opening',
      objects: new Set([...mission, 'investigation', 'inquiry', 'probe', 'case']),
      types: occasions,
    },
  ],
  ['reopen', { type: 'opening', objects: mission }],
  ['close', { type: 'closing', objects: mission }],
  [
    'shut',
    {
      type: 'closing',
      objects: new Set([
        ...mission,
        'internet',
        'network',
        'newspaper',
        'broadcaster',
        'station',
        'website',
        'newsroom',
        'airspace',
        'port',
        'airport',
        'pipeline',
      ]),
    },
  ],
  ['launch', { type: 'launch', objects: weapon, types: occasions }],
  ['test', { type: 'test', objects: weapon }],
  ['test-fire', { type: 'test' }],
  [
    'hold',
    { type: 'exercise', objects: new Set(['exercise', 'drill', 'election', 'referendum', 'test']), types: occasions },
  ],
  [
    'conduct',
    {
      type: 'exercise',
      objects: new Set(['exercise', 'drill', 'test', 'inspection', 'investigation', 'inquiry']),
      types: occasions,
    },
  ],
  [
    'suspend',
    {
      type: 'suspension',
      objects: new Set([...dealings, ...penalty, ...LICENSED, ...holders, ...leave]),
      people: true,
    },
  ],
  ['halt', { type: 'suspension', objects: dealings }],
  ['sever', { type: 'break of relations', objects: dealings }],
  ['restore', { type: 'relations', objects: new Set(['tie', 'relation', 'relations']) }],
  ['freeze', { type: 'sanction', objects: new Set(['asset', 'account', 'fund']) }],
  ['blacklist', { type: 'sanction', named: true }],
  ['jail', { type: 'imprisonment' }],
  ['imprison', { type: 'imprisonment' }],
  ['charge', { type: 'indictment', objects: PEOPLE, people: true }],
  ['summon', { type: 'summons', objects: envoys, people: true }],
  ['appoint', { type: 'appointment', objects: holders, people: true, named: true }],
  ['declare', { type: 'declaration', objects: new Set(['emergency', 'war', 'ceasefire', 'truce', 'curfew']) }],
  ['swap', { type: 'exchange', objects: PEOPLE, people: true }],
  ['trade', { type: 'exchange', objects: PEOPLE }],
  ['exchange', { type: 'exchange', objects: PEOPLE }],
  ['dismantle', { type: 'dismantling', named: true }],
  ['destroy', { type: 'destruction', objects: new Set(['stockpile', 'mine', 'munition']) }],
  ['hand', { type: 'transfer', objects: PEOPLE }],
  ['resign', { type: 'resignation' }],
  ['visit', { type: 'visit', objects: new Set(), places: true }],
  [
    'join',
    {
      type: 'accession',
      objects: new Set([...law, 'alliance', 'union', 'bloc', 'coalition', 'organisation', 'organization']),
    },
  ],
  ['accede', { type: 'accession', objects: law, by: ['to'] }],
  ['extend', { type: 'sanction', objects: penalty }],
  ['tighten', { type: 'sanction', objects: penalty }],
  ['reinstate', { type: 'sanction', objects: new Set([...penalty, 'check', 'control']) }],
  ['reimpose', { type: 'sanction', objects: new Set([...penalty, 'check', 'control']) }],
  [
    'ban',
    {
      type: 'ban',
      objects: new Set([
        'party',
        'app',
        'import',
        'export',
        'protest',
        'rally',
        'channel',
        'broadcaster',
        'group',
        'flight',
        'travel',
        'website',
        'organisation',
        'organization',
        'sale',
        ...LICENSED,
      ]),
      people: true,
    },
  ],
  ['outlaw', { type: 'ban', named: true }],
  ['begin', { type: 'exercise', objects: drills }],
  ['start', { type: 'exercise', objects: drills }],
  [
    'carry',
    {
      type: 'test',
      objects: new Set(['test', 'exercise', 'drill', 'launch', 'inspection', 'search', 'raid']),
      types: new Map([...occasions, ['search', 'search'], ['raid', 'search']]),
    },
  ],
  ['establish', { type: 'opening', objects: new Set([...mission, 'relation', 'relations', 'tie', 'zone']) }],
  ['overturn', { type: 'reversal', objects: decisions, reverses: true }],
  ['reverse', { type: 'reversal', objects: decisions, reverses: true }],
  ['rescind', { type: 'reversal', objects: decisions, reverses: true }],
  [
    'revoke',
    {
      type: 'reversal',
      objects: new Set([...decisions, 'licence', 'license', 'visa', 'accreditation', 'status']),
      reverses: true,
    },
  ],
  ['annul', { type: 'reversal', objects: decisions, reverses: true }],
]);
