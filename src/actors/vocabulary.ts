/** English words that tell what kind of actor a phrase means. All lower-cased; plurals are undone with `singular`. */

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

export type Gender = 'male' | 'female';

/** Forms of address before a name, without full stops, and what they tell. */
export const honorifics: ReadonlyMap<string, Gender | undefined> = new Map<string, Gender | undefined>([
  ...[
    'mr',
    'mister',
    'sir',
    'lord',
    'herr',
    'monsieur',
    'señor',
    'senor',
    'signor',
    'prince',
    'king',
    'emperor',
    'duke',
    'baron',
    'count',
    'earl',
    'father',
    'fr',
    'brother',
    'sheikh',
    'emir',
    'sultan',
    'ayatollah',
    'pope',
    'imam',
  ].map(word => [word, 'male'] as const),
  ...[
    'mrs',
    'ms',
    'miss',
    'madam',
    'madame',
    'mme',
    'mlle',
    'lady',
    'dame',
    'frau',
    'señora',
    'senora',
    'princess',
    'queen',
    'empress',
    'duchess',
    'baroness',
    'countess',
    'sister',
  ].map(word => [word, 'female'] as const),
  ...[
    'dr',
    'doctor',
    'prof',
    'professor',
    'rev',
    'reverend',
    'hon',
    'honorable',
    'excellency',
    'saint',
    'st',
    'messrs',
    'cardinal',
    'archbishop',
    'bishop',
    'rabbi',
    'mullah',
  ].map(word => [word, undefined] as const),
  ...[
    'gen',
    'lt',
    'col',
    'maj',
    'capt',
    'cpt',
    'sgt',
    'cpl',
    'cmdr',
    'adm',
    'brig',
    'pvt',
    'sen',
    'sens',
    'rep',
    'reps',
    'gov',
    'pres',
    'amb',
    'lieut',
    'insp',
    'supt',
    'det',
    'pfc',
    'msgt',
    'vp',
  ].map(word => [word, undefined] as const),
]);

/** What abbreviated posts stand for. */
export const abbreviatedPosts: ReadonlyMap<string, string> = new Map([
  ['gen', 'General'],
  ['lt', 'Lieutenant'],
  ['col', 'Colonel'],
  ['maj', 'Major'],
  ['capt', 'Captain'],
  ['sgt', 'Sergeant'],
  ['adm', 'Admiral'],
  ['sen', 'Senator'],
  ['rep', 'Representative'],
  ['gov', 'Governor'],
  ['amb', 'Ambassador'],
  ['prof', 'Professor'],
]);

/** The last word of the name of a post: whoever is so called holds one. */
export const postHeads = list(`
president premier chancellor minister secretary undersecretary governor mayor senator congressman congresswoman representative lawmaker
ambassador envoy consul commissioner director chairman chairwoman chairperson chair chief commander general admiral colonel major
captain lieutenant sergeant commandant marshal justice judge attorney prosecutor solicitor advocate advisor adviser
spokesman spokeswoman spokesperson speaker leader executive ceo cfo cto coo cio ciso officer treasurer comptroller counsel
councillor councilor councilman councilwoman counselor counsellor strategist analyst economist professor dean rector provost chaplain
coordinator negotiator representative delegate deputy head founder co-founder cofounder owner partner principal manager administrator
superintendent inspector sheriff detective constable king queen prince princess emperor empress sultan emir sheikh pope cardinal
archbishop bishop patriarch ayatollah imam rabbi mp mep dictator ruler monarch journalist reporter correspondent editor columnist
author writer scientist researcher scholar fellow engineer lawyer activist campaigner dissident candidate nominee aide
frontrunner front-runner hopeful contender backbencher whip statesman premier-elect president-elect czar tsar magistrate ombudsman librarian curator coach striker goalkeeper
historian philosopher physicist mathematician linguist actor actress singer musician architect artist painter poet pastor minister
vice-president commissioner-general secretary-general billionaire businessman businesswoman entrepreneur veteran
`);

/** Of these, the posts that a state or body has one of, so that "the president" can be somebody. */
export const solePosts = list(`
president premier chancellor minister secretary governor mayor ambassador director chairman chairwoman chair chief commander
spokesman spokeswoman spokesperson speaker leader executive ceo king queen prince princess emperor pope senator judge general
admiral attorney envoy commissioner head founder professor secretary-general congressman congresswoman vice-president sheriff
cardinal archbishop bishop ayatollah sultan emir colonel captain deputy undersecretary prosecutor candidate nominee adviser advisor
dissident activist lawyer author negotiator
`);

/** Words that stand inside the name of a post, before its last word. */
export const postModifiers = list(`
prime deputy vice assistant associate foreign defense defence interior home finance trade justice education health energy labor labour
agriculture transport transportation commerce treasury state press general attorney chief executive senior former ex acting interim
national federal permanent special principal first second third supreme high parliamentary presidential cabinet shadow
opposition majority minority house senate party communist democratic republican conservative security intelligence homeland police army navy
military naval air force district city county regional provincial managing operating financial technology information marketing
communications public policy political economic legal human resources research counterterrorism cyber cybersecurity budget
environment immigration veterans housing urban development interior solicitor inspector surgeon joint co crown grand lead
staff long-time longtime veteran outgoing incoming newly elected then now current late founding lord un eu nato white house
counter-terrorism campaign committee council commission company group union board
`);

/** Common nouns for people: phrases headed by them are unnamed persons or classes of persons. */
export const personNouns = list(`
official analyst hacker expert researcher spokesman spokeswoman spokesperson representative diplomat lawmaker politician negotiator
minister president premier leader senator ambassador envoy secretary governor mayor judge lawyer attorney prosecutor investigator
journalist reporter correspondent editor columnist blogger critic supporter opponent ally adviser advisor aide source insider
insurgent rebel militant terrorist extremist fighter soldier troop commander general officer policeman policewoman police trooper marine
pilot sailor guard agent spy operative attacker intruder criminal suspect defendant convict prisoner detainee inmate hostage victim
survivor witness resident citizen civilian people person man woman child boy girl student teacher professor scientist scholar academic
economist historian doctor nurse patient worker employee staff engineer developer programmer manager executive director chairman
chairwoman chief ceo founder owner shareholder investor trader banker customer consumer user client voter candidate activist
campaigner protester protestor demonstrator dissident refugee migrant immigrant asylum-seeker passenger driver crew farmer fisherman
member delegate delegation participant attendee observer monitor inspector player coach fan athlete artist singer actor actress
writer author poet musician painter priest bishop pastor imam rabbi cleric monk nun king queen prince princess friend relative
brother sister mother father son daughter wife husband parent family widow neighbor neighbour colleague counterpart predecessor
successor rival enemy deputy subordinate boss commissioner councillor councilor veteran volunteer contractor consultant auditor
regulator lobbyist whistleblower informant translator guest host speaker attorney negotiator technician specialist
fugitive gunman shooter bomber smuggler trafficker dealer murderer killer thief robber pirate thug mob crowd youth adult
teenager baby infant elder senior settler tourist visitor traveler traveller pedestrian cyclist worshipper
donor fundraiser superdelegate surrogate associate legislator pollster strategist booster confidant confidante
hardliner mogul tycoon billionaire millionaire magnate backer detractor adversary predecessor applicant volunteer staffer
mayoral onlooker bystander responder firefighter paramedic envoy lobbyist policymaker decision-maker watchdog user subscriber
cyberspy cybercriminal coder mastermind ringleader accomplice co-conspirator jihadist islamist separatist loyalist nationalist
democrat republican tory conservative liberal communist socialist peacekeeper national contributor commentator pundit broadcaster frontrunner nominee
`);

/** Common nouns for bodies, firms and other organised actors, and the type they tell. */
export const bodyNouns: ReadonlyMap<string, 'state' | 'body' | 'firm' | 'organisation' | 'group'> = new Map([
  ...[...list('country nation state republic kingdom superpower')].map(word => [word, 'state'] as const),
  ...[
    ...list(`department ministry agency government administration bureau commission council committee parliament congress senate
    assembly court tribunal authority office cabinet embassy consulate military army navy force police legislature regulator
    directorate secretariat treasury inspectorate watchdog command delegation panel regime junta politburo board`),
  ].map(word => [word, 'body'] as const),
  ...[
    ...list(`company firm corporation airline carrier manufacturer maker bank retailer airframer automaker carmaker publisher
    broadcaster newspaper startup supplier vendor conglomerate enterprise brokerage insurer operator developer subsidiary
    magazine website studio planemaker chipmaker contractor provider business consortium outlet`),
  ].map(word => [word, 'firm'] as const),
  ...[
    ...list(`organization organisation association union party university college school institute institution foundation charity
    federation alliance bloc club team league society museum church hospital center centre think-tank ngo fund forum
    coalition laboratory lab academy`),
  ].map(word => [word, 'organisation'] as const),
  ...[...list('group gang militia movement cell faction tribe clan band syndicate cartel ring')].map(
    word => [word, 'group'] as const,
  ),
]);

/** Last words of the names of organisations, and the type they tell. */
export const organisationEndings: ReadonlyMap<string, 'body' | 'firm' | 'organisation' | 'group'> = new Map([
  ...[
    ...list(`inc corp corporation ltd llc plc co company gmbh ag sa nv bv spa ab oyj pty airlines airways motors bank industries
    technologies systems pictures entertainment records holdings electronics pharmaceuticals petroleum partners
    enterprises studios telecom aerospace networks software capital securities times post herald tribune gazette journal daily
    newspaper magazine press news limited incorporated stores restaurants books labs airplanes aircraft airline`),
  ].map(word => [word, 'firm'] as const),
  ...[
    ...list(`ministry department agency bureau commission committee council parliament congress senate assembly court tribunal authority
    office cabinet embassy consulate administration army navy force forces police command service directorate treasury government
    corps brigade battalion division regiment squadron politburo secretariat board registry`),
  ].map(word => [word, 'body'] as const),
  ...[
    ...list(`university college school institute institution foundation organization organisation association union party
    federation society league alliance club academy fund forum center centre museum church hospital trust movement network
    orchestra band team laboratory observatory seminary synod diocese
    consortium charity international seminary`),
  ].map(word => [word, 'organisation'] as const),
  ...[...list('front brigades militia group gang jihad coalition opposition')].map(word => [word, 'group'] as const),
]);

/** First words of organisation names that go on with "of", "for" or "on". */
export const organisationOpenings = list(`
ministry department office bureau university college institute bank committee commission council court chamber house board federation
association society union organization organisation league academy centre center school church museum embassy
foundation parliament government party secretariat directorate authority agency fund alliance coalition conference
library order brotherhood front army
`);

/** Last words of the names of places. */
export const placeEndings = list(`
river sea ocean lake bay gulf strait island islands mountain mountains mount hill hills valley desert peninsula cape coast beach
airport airfield airbase base port harbor harbour province county district region city town village street road avenue square
park bridge station dam canal border plaza palace castle tower stadium arena cathedral temple mosque heights
territory territories parish municipality factory prefecture governorate neighborhood suburb forest creek falls isle canyon highway
boulevard lane hotel hall
`);

/** Words before a place's name. */
export const placeOpenings = list(
  'mount lake cape fort port camp isle gulf strait bay sea river city town village province',
);

/** Words that end names of things which are no actors: meetings, laws, days, prizes, products. */
export const otherEndings = list(`
flight mission dialogue dialog summit agreement accord treaty pact act bill law protocol convention charter declaration communique games cup
championship championships prize award awards day week month war wars festival olympics operation exercise plan program programme project
strategy doctrine report review conference talks election elections festival series show album film song movie book
constitution amendment resolution statement initiative framework principle memorandum deal crisis era century revolution
holocaust attack massacre disaster virus disease syndrome theory effect index day's eve open
`);

/** Verbs whose subject speaks or thinks: of those who did, a pronoun before another of them means the last. */
export const speechVerbs = list(`
say tell add write argue claim note warn insist think believe acknowledge admit explain continue conclude predict respond reply ask call
describe declare announce deny stress maintain reiterate recall suggest state tweet joke agree contend assert see
`);

/** Verbs whose subject speaks, wills or acts as people and bodies do: a place name before one means its government or people. */
export const actingVerbs = list(`
say tell announce accuse deny claim state warn urge condemn criticize criticise insist vow pledge promise agree refuse reject
demand ask call want seek hope fear believe think know consider decide plan intend try attempt offer propose suggest respond
reply react retaliate threaten impose lift expel summon recall recognize recognise support oppose back welcome denounce
blame praise sign ratify withdraw join leave invade attack bomb strike launch test fire deploy send dispatch negotiate
sanction arrest release ban block approve adopt pass veto vote admit acknowledge confirm argue maintain assert declare
describe view see regard treat stress emphasize emphasise reiterate express voice signal commit promise honor honour violate breach
break abide comply cooperate co-operate conduct carry order allow permit prohibit buy sell export import spend invest pay
talk meet discuss speak work host clash differ resume face share compete quarrel bargain
need have make take give keep get do use steal hack target spy monitor judge dismiss rebuff resist
`);

/** Verbs whose object is told or asked something. */
export const tellingVerbs = list(
  'tell ask urge accuse warn blame press pressure inform remind criticize criticise condemn thank assure persuade convince',
);

/** Nouns whose "with", "between", "on" or "of" joins governments: "relations with Beijing". */
export const dealingNouns = list(`
relation relations relationship tie ties talk talks dialogue agreement accord deal pact treaty cooperation co-operation negotiation
negotiations tension tensions dispute war conflict pressure sanction sanctions alliance friendship trade rivalry rift meeting contact
contacts communication communications understanding confrontation friction exchange exchanges consultation consultations
official officials diplomat diplomats representative representatives delegation leader leaders envoy envoys negotiator negotiators policy
response reaction message demand demands offer statement support criticism request permission approval blessing
`);

/** Products that news names by themselves; a name that starts or ends with one is no actor. */
export const productWords = list(`
iphone ipad ipod itunes mac macs macintosh macbook imac ibook icloud ios os osx safari siri nano shuffle windows vista xbox kinect outlook
excel office365 android chrome chromebook gmail kindle alexa echo playstation ps4 ps5 wii galaxy thinkpad linux ubuntu firefox photoshop
java javascript bitcoin ethereum dreamliner superjumbo concorde airbus-a380 falcon soyuz dragon sputnik tomahawk patriot javelin
hellfire viagra prius corolla mustang corvette camry civic volt leaf starlink wannacry notpetya stuxnet emotet mirai heartbleed
`);

/** Nouns in the singular that mean many people. */
export const collectives = list('police people staff crew crowd mob family public press media youth');

/** The singular of a common noun, lower-cased; "people" stays what it is. */
export function singular(noun: string): string {
  const lower = noun.toLowerCase();
  if (lower === 'children') return 'child';
  if (lower.endsWith('men')) return `${lower.slice(0, -3)}man`;
  if (lower.endsWith('ies') && lower.length > 4) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/u.test(lower)) return lower;
  if (/(?:ch|sh|x|ss)es$/u.test(lower)) return lower.slice(0, -2);
  if (lower.endsWith('s') && lower.length > 3) return lower.slice(0, -1);
  return lower;
}

/** A word without its stops, as titles are looked up: "Mr." is "mr". "H.E." is spelt out, since without them it would be "he". */
export function withoutStops(lower: string): string {
  return lower === 'h.e.' || lower === 'h.e' ? 'excellency' : lower.replaceAll('.', '');
}

/** "Spokeswoman", "chairman", "queen": posts that tell he from she. */
export function genderOfPost(head: string): Gender | undefined {
  if (head.endsWith('woman') || /^(?:queen|princess|empress|actress)$/u.test(head)) return 'female';
  return /^(?:spokesman|congressman|councilman|businessman|king|prince|pope|emir|sultan)$/u.test(head)
    ? 'male'
    : undefined;
}
