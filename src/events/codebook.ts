/**
 * The codebook: what each type of event means, its modes and the contexts, with examples of our own. docs/event-codes.md is made of it.
 * Types, modes and contexts follow PLOVER (Open Event Data Alliance); the wording is ours, and only what Deeds tells apart is listed.
 */
import type { EventType, QuadClass } from '../core/event.ts';

export interface Mode {
  readonly name: string;
  readonly about: string;
  /** Dictionary forms, or two that stand near each other, one of which tells the mode. */
  readonly signs: readonly string[];
}

export interface TypeEntry {
  readonly quad: QuadClass;
  readonly about: string;
  /** Sentences of our own that would be coded so: [source] and {target} are marked. */
  readonly examples: readonly string[];
  /** In order: the first whose sign is there is taken. */
  readonly modes: readonly Mode[];
}

const signs = (list: string): readonly string[] => list.split(', ');

const ASKED: readonly Mode[] = [
  {
    name: 'meet',
    about: 'to meet, talk or mediate',
    signs: signs('meet, meeting, talk, talks, negotiate, negotiation, mediate, mediation, visit, dialogue, summit'),
  },
  {
    name: 'assist',
    about: 'for help, material or military',
    signs: signs('aid, help, assistance, support, refuge, asylum, fund, loan, send, weapon, cooperation, cooperate'),
  },
  {
    name: 'yield',
    about: 'to give way: release, withdraw, lift, stop',
    signs: signs(
      'release, free, withdraw, withdrawal, lift, ease, stop, end, halt, resign, ceasefire, surrender, return, allow, permit, access',
    ),
  },
  {
    name: 'change',
    about: 'to change a policy, a law or an institution',
    signs: signs(
      'reform, change, law, policy, election, review, amend, resolution, plan, proposal, bill, deal, agreement',
    ),
  },
];

export const codebook: Readonly<Record<EventType, TypeEntry>> = {
  AGREE: {
    quad: 1,
    about:
      'Says that it will do something friendly or give way: agrees, promises, offers, is willing, will meet or host.',
    examples: [
      '[Norland] agreed to reopen its border with {Sudova} in May.',
      '[The minister] will visit {Veria} next week.',
    ],
    modes: ASKED,
  },
  CONSULT: {
    quad: 1,
    about: 'Meets, visits, telephones, negotiates or mediates.',
    examples: ['[The president of Norland] met {the prime minister of Sudova} in Bern on Monday.'],
    modes: [
      {
        name: 'third-party',
        about: 'mediates between others',
        signs: signs('mediate, mediation, mediator, broker, good office'),
      },
      {
        name: 'phone',
        about: 'speaks over a distance',
        signs: signs('phone, telephone, call, video, videoconference, teleconference'),
      },
      {
        name: 'multilateral',
        about: 'meets several at once',
        signs: signs('summit, conference, assembly, council, g7, g20, multilateral, trilateral, forum, congress'),
      },
      {
        name: 'visit',
        about: 'travels to the other, or receives the other',
        signs: signs('visit, travel, arrive, host, receive, trip, tour, fly, delegation, welcome'),
      },
    ],
  },
  SUPPORT: {
    quad: 1,
    about:
      'Speaks for another, or makes relations closer: praises, defends, recognises, signs an agreement, takes up diplomatic relations.',
    examples: [
      '[The chancellor] praised {the new government of Veria}.',
      '[Norland] and {Sudova} signed a trade agreement.',
    ],
    modes: [],
  },
  COOPERATE: {
    quad: 2,
    about: 'Works together in deeds: exercises, shares evidence or intelligence, hands over suspects, trades.',
    examples: ['[The navy of Norland] held a joint exercise with {Sudova}.'],
    modes: [],
  },
  AID: {
    quad: 2,
    about: 'Gives something: money, goods, troops for peacekeeping, weapons, training, asylum.',
    examples: ['[Norland] sent 40 tonnes of flour to {Veria}.'],
    modes: [],
  },
  YIELD: {
    quad: 2,
    about:
      'Gives way in deeds: withdraws, releases, lifts a measure, lets in, cedes, resigns, stops fighting. (Newer releases of PLOVER call it RETREAT.)',
    examples: ['[Sudova] released {two journalists} on Friday.', '[The army] withdrew from {the valley}.'],
    modes: [
      {
        name: 'ceasefire',
        about: 'stops fighting',
        signs: signs('ceasefire, cease-fire, truce, armistice, cessation'),
      },
      { name: 'resign', about: 'leaves an office', signs: signs('resign, resignation, step down, abdicate, quit') },
      {
        name: 'disarm',
        about: 'gives up arms',
        signs: signs('disarm, disarmament, lay down, demobilise, demobilize, dismantle'),
      },
      {
        name: 'release',
        about: 'lets people go',
        signs: signs('release, free, pardon, amnesty, acquit, parole, bail'),
      },
      {
        name: 'withdraw',
        about: 'leaves a place',
        signs: signs('withdraw, withdrawal, pull out, leave, retreat, vacate, evacuate'),
      },
      {
        name: 'return',
        about: 'gives back goods or people',
        signs: signs('return, repatriate, hand over, give back, restore'),
      },
      {
        name: 'access',
        about: 'lets in, allows, lifts a measure',
        signs: signs('allow, permit, permission, access, admit, open, reopen, lift, ease, approve, grant'),
      },
    ],
  },
  REQUEST: {
    quad: 3,
    about: 'Asks, urges, demands or orders that another do something.',
    examples: ['[The council] called on {Sudova} to release the crew.'],
    modes: ASKED,
  },
  ACCUSE: {
    quad: 3,
    about: 'Criticises, condemns, blames, alleges, investigates or takes to court.',
    examples: [
      '[Veria] accused {Norland} of reading its mail.',
      '[Prosecutors] opened an inquiry into {the ministry}.',
    ],
    modes: [
      {
        name: 'investigate',
        about: 'looks into it, charges or sues',
        signs: signs(
          'investigate, investigation, probe, inquiry, sue, lawsuit, charge, indict, prosecute, trial, court, search, audit',
        ),
      },
      {
        name: 'allege',
        about: 'says that the other did it',
        signs: signs('accuse, allege, allegation, blame, claim, responsible, accusation, suspect'),
      },
      {
        name: 'disapprove',
        about: 'speaks against it',
        signs: signs(
          'condemn, criticise, criticize, denounce, deplore, slam, reject, complain, protest, fault, rebuke, decry, criticism',
        ),
      },
    ],
  },
  REJECT: {
    quad: 3,
    about: 'Says no: refuses, vetoes, cancels, fails to agree, will not do it.',
    examples: ['[Sudova] refused to meet {the mediator}.', '[Norland] vetoed {the resolution}.'],
    modes: ASKED,
  },
  THREATEN: {
    quad: 3,
    about: 'Says that it will do harm, or will if: sanctions, force, protest, the end of relations.',
    examples: ['[Norland] threatened to close its border with {Veria}.'],
    modes: [
      {
        name: 'violate',
        about: 'with force',
        signs: signs('attack, bomb, shell, strike, military, war, force, kill, invade, operation, missile, destroy'),
      },
      { name: 'expel', about: 'with expulsion', signs: signs('expel, deport') },
      {
        name: 'restrict',
        about: 'with sanctions, bans or closing',
        signs: signs('sanction, tariff, ban, restrict, embargo, curfew, close, block, impose'),
      },
      {
        name: 'relations',
        about: 'with the end of talks, treaties or aid',
        signs: signs('withdraw, boycott, cut, sever, suspend, leave, end, cancel, aid, deal, agreement'),
      },
    ],
  },
  PROTEST: {
    quad: 4,
    about: 'People demonstrate, strike, riot, boycott or block.',
    examples: ['[Dockers] went on strike against {the port authority}.'],
    modes: [
      { name: 'riot', about: 'with violence', signs: signs('riot, clash, burn, violence, loot, storm') },
      { name: 'strike', about: 'by not working or not eating', signs: signs('strike, walkout, stop work') },
      { name: 'boycott', about: 'by staying away', signs: signs('boycott') },
      { name: 'obstruct', about: 'by standing in the way', signs: signs('block, blockade, obstruct, sit-in, occupy') },
      {
        name: 'demo',
        about: 'in the street',
        signs: signs('protest, demonstrate, demonstration, march, rally, demonstrator, protester'),
      },
    ],
  },
  SANCTION: {
    quad: 4,
    about: 'Takes back what it gave: cuts aid, relations, talks or membership; expels diplomats; withdraws observers.',
    examples: ['[Norland] expelled two diplomats of {Sudova}.', '[The Union] suspended aid to {Veria}.'],
    modes: [
      { name: 'expel', about: 'sends people of the other home', signs: signs('expel, expulsion, persona') },
      {
        name: 'withdraw',
        about: 'takes its own people or itself out',
        signs: signs('withdraw, recall, pull out, leave'),
      },
      {
        name: 'discontinue',
        about: 'stops giving, talking or working together',
        signs: signs('suspend, suspension, cut, halt, stop, end, freeze, reduce, sever, break off, embargo'),
      },
    ],
  },
  MOBILIZE: {
    quad: 4,
    about: 'Makes force ready: alerts, moves up, calls in or shows troops, police or weapons.',
    examples: ['[The general staff] put three brigades on alert near {Veria}.'],
    modes: [
      {
        name: 'weapons',
        about: 'weapons, or a test of them',
        signs: signs('missile, rocket, test, weapon, tank, warship, submarine, bomber, jet'),
      },
      { name: 'police', about: 'police', signs: signs('police, gendarme') },
      {
        name: 'militia',
        about: 'armed groups that are no army',
        signs: signs('militia, rebel, volunteer, paramilitary'),
      },
      {
        name: 'troops',
        about: 'an army',
        signs: signs('troop, troops, army, soldier, brigade, force, reservist, alert, military'),
      },
    ],
  },
  COERCE: {
    quad: 4,
    about:
      'Uses power without fighting: arrests, deports, bans, seizes, imposes sanctions or a curfew, breaks into computers.',
    examples: ['[Police] arrested {three editors} in Lissa.', '[Hackers] copied mails of {the parliament of Norland}.'],
    modes: [
      {
        name: 'cyber',
        about: 'breaks into, spies on or blocks computers',
        signs: signs(
          'hack, hacker, hacking, cyberattack, cyber, malware, ransomware, phishing, spyware, computer, network, server',
        ),
      },
      {
        name: 'martial-law',
        about: 'emergency, siege, curfew',
        signs: signs('curfew, state emergency, state siege, martial, lockdown'),
      },
      {
        name: 'deport',
        about: 'sends people out of the country',
        signs: signs('deport, deportation, extradite, banish, exile'),
      },
      {
        name: 'arrest',
        about: 'takes people, or keeps them',
        signs: signs('arrest, detain, detention, jail, imprison, custody, sentence, convict, prison, capture'),
      },
      {
        name: 'restrict',
        about: 'sanctions, tariffs, closed borders',
        signs: signs('sanction, tariff, embargo, restrict, restriction, close, blacklist, freeze asset, penalty'),
      },
      {
        name: 'censor',
        about: 'keeps from speaking or reading',
        signs: signs('censor, censorship, newspaper, broadcaster, website, publication'),
      },
      { name: 'ban', about: 'forbids', signs: signs('ban, outlaw, prohibit, forbid, dissolve') },
      {
        name: 'seize',
        about: 'takes or destroys property',
        signs: signs('seize, confiscate, impound, nationalise, nationalize, raid, demolish, bulldoze, search'),
      },
      {
        name: 'misinform',
        about: 'spreads what is false',
        signs: signs('disinformation, misinformation, propaganda, fake'),
      },
    ],
  },
  ASSAULT: {
    quad: 4,
    about: 'Uses force that hurts, kills, takes or destroys.',
    examples: ['[Rebels] shelled {a market} in Lissa.'],
    modes: [
      { name: 'suicide-attack', about: 'the attacker dies by the attack', signs: signs('suicide') },
      { name: 'abduct', about: 'takes people', signs: signs('kidnap, abduct, hostage, human shield') },
      { name: 'torture', about: 'tortures or mutilates', signs: signs('torture, mutilate') },
      { name: 'execute', about: 'kills captives', signs: signs('execute, execution, behead, hang') },
      { name: 'assassinate', about: 'kills somebody chosen', signs: signs('assassinate, assassination') },
      {
        name: 'cbrn',
        about: 'chemical, biological, radiological, nuclear',
        signs: signs('chemical, poison, sarin, chlorine, nerve, nuclear, radiological'),
      },
      { name: 'drone', about: 'by an unmanned aircraft', signs: signs('drone') },
      {
        name: 'aerial',
        about: 'from the air',
        signs: signs('airstrike, air strike, air raid, warplane, bomber, jet, helicopter'),
      },
      {
        name: 'heavy-weapons',
        about: 'with artillery, missiles or tanks',
        signs: signs('shell, shelling, artillery, mortar, missile, rocket, tank, bombard, bombardment'),
      },
      {
        name: 'explosives',
        about: 'with bombs or mines',
        signs: signs('bomb, bombing, explosive, explosion, blast, mine, grenade, detonate, blow up'),
      },
      {
        name: 'firearms',
        about: 'with guns',
        signs: signs('shoot, gunman, gunmen, open fire, gun, gunfire, sniper, shot'),
      },
      {
        name: 'territory',
        about: 'takes a place',
        signs: signs('capture, seize, occupy, overrun, retake, recapture, take over, invade, invasion, storm'),
      },
      { name: 'beat', about: 'with hands or clubs', signs: signs('beat, club, stab, lynch, knife') },
    ],
  },
};

/** What an event is about; an event may have several. */
export const contexts: readonly Mode[] = [
  {
    name: 'military',
    about: 'armed forces, weapons, fighting',
    signs: signs(
      'military, army, navy, troop, troops, soldier, missile, warplane, weapon, arms, airstrike, exercise, battalion, brigade, ceasefire, truce',
    ),
  },
  {
    name: 'diplomatic',
    about: 'embassies, envoys, relations',
    signs: signs('embassy, ambassador, diplomat, diplomatic, consulate, envoy, foreign minister, foreign ministry'),
  },
  {
    name: 'economic',
    about: 'trade, money, sanctions',
    signs: signs('trade, economic, economy, tariff, sanction, investment, loan, bank, market, export, import, debt'),
  },
  {
    name: 'legal',
    about: 'courts and the law',
    signs: signs('court, judge, trial, lawsuit, prosecutor, indict, convict, sentence, appeal, treaty'),
  },
  {
    name: 'legislative',
    about: 'parliaments and bills',
    signs: signs('parliament, senate, congress, lawmaker, bill, legislation, vote'),
  },
  {
    name: 'election',
    about: 'elections and referendums',
    signs: signs('election, referendum, poll, ballot, voter, candidate'),
  },
  {
    name: 'rights',
    about: 'human rights, press, minorities',
    signs: signs('human right, rights, journalist, activist, freedom, dissident, minority, detainee'),
  },
  {
    name: 'territory',
    about: 'borders and land',
    signs: signs('border, territory, territorial, island, annex, annexation, settlement, occupied'),
  },
  {
    name: 'terrorism',
    about: 'terror',
    signs: signs('terrorist, terrorism, terror, jihadist, suicide bomber, hostage'),
  },
  {
    name: 'refugee',
    about: 'flight and migration',
    signs: signs('refugee, asylum, migrant, migration, displaced, deport'),
  },
  {
    name: 'peacekeeping',
    about: 'peacekeeping and mediation',
    signs: signs('peacekeeping, peacekeeper, mediation, mediator, observer mission, peace talk'),
  },
  {
    name: 'cyber',
    about: 'computers and networks',
    signs: signs('cyber, hacker, hack, hacking, malware, ransomware, cyberattack, computer, phishing, spyware, server'),
  },
  {
    name: 'cbrn',
    about: 'nuclear, chemical, biological',
    signs: signs(
      'nuclear, chemical weapon, uranium, enrichment, denuclearization, denuclearisation, radiological, biological',
    ),
  },
  { name: 'intelligence', about: 'spying', signs: signs('spy, espionage, intelligence, surveillance') },
  { name: 'energy', about: 'oil, gas, power', signs: signs('oil, gas, pipeline, electricity, energy, fuel') },
  {
    name: 'disease',
    about: 'illness and health',
    signs: signs('disease, pandemic, vaccine, covid-19, coronavirus, ebola, hospital, medical, health'),
  },
  {
    name: 'disaster',
    about: 'disasters and hunger',
    signs: signs('earthquake, flood, flooding, hurricane, famine, drought, typhoon, cyclone, humanitarian'),
  },
  {
    name: 'environment',
    about: 'climate and nature',
    signs: signs('climate, emission, pollution, environmental, deforestation'),
  },
  {
    name: 'crime',
    about: 'crime that is no politics',
    signs: signs('drug, trafficking, corruption, bribe, fraud, smuggling, laundering, robbery'),
  },
];

/** The first, or all, of a list whose sign stands among the lemmas, in their order. */
export function told(list: readonly Mode[], lemmas: readonly string[]): Mode[] {
  const places = Map.groupBy(lemmas.keys(), i => lemmas[i]!);
  return list.filter(({ signs: forms }) =>
    forms.some(form => {
      const [first, second] = form.split(' ') as [string, string?];
      const found = places.get(first);
      if (!found) return false;
      return second === undefined || found.some(i => lemmas.slice(i + 1, i + NEAR).includes(second));
    }),
  );
}

/** How many words on the second of two signs may stand. */
const NEAR = 5;
