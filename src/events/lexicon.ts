import type { EventType } from '../core/event.ts';

/**
 * What words tell of deeds between actors, written by hand in the field's vocabulary: a sense, and the dictionary forms that bear it.
 * "hold talks" is two forms that stand near each other, the second after the first. A form may bear several senses: the scorer weighs
 * them, together with what governs what ("agreed to withdraw": `promise` over `withdraw`).
 */
const SENSES: Readonly<Record<string, string>> = {
  // How a deed is put
  promise:
    'agree, pledge, promise, vow, offer, accept, commit, undertake, consent, volunteer, prepare, intend, plan, willing, ready, willingness, readiness, will, shall, slate, schedule, due, prepared, expect, propose',
  announce: 'announce, declare, say, state, tell, confirm, add, report, reveal, disclose, claim, note, proclaim',
  demand:
    'demand, urge, request, ask, call for, call on, call upon, appeal, plead, beg, insist, press, pressure, push for, must, should, order, exhort, implore, invite, seek, pressurise, pressurize, lobby, require, petition, summon, want, encourage, counsel, recommend, advise',
  refuse:
    'refuse, reject, decline, veto, deny, rebuff, oppose, block, dismiss, resist, spurn, disagree, defy, ignore, cancel, postpone, call off, fail, rule out, turn down, snub, balk, scrap, abandon, scuttle, never, walk out, unwilling, unwillingness, refusal, rejection, veto, strike down, overturn, scupper, thwart, renege, disobey',
  threaten:
    'threaten, warn, threat, warning, ultimatum, caution, menace, intimidate, brandish, retaliate, blackmail, deadline, consequence',
  begin: 'begin, start, launch, resume, initiate, open, continue, extend, renew, step up, intensify, expand',
  stop: 'stop, end, halt, cease, suspend, discontinue, terminate, break off, cut off, cut, freeze, sever, pause, reduce, withhold, call off, drop, interrupt, cancel, shut, revoke',

  // Words for and against
  accuse:
    'accuse, blame, condemn, criticise, criticize, denounce, decry, deplore, fault, slam, blast, lambast, lambaste, rebuke, reproach, chide, castigate, censure, deride, assail, decry, complain, lament, dispute, contradict, disapprove, disapproval, condemnation, criticism, criticise, outrage, protest, berate, chastise, scold, slammed, attack, allege, allegation, accusation, complaint, denunciation, question, regret, disappoint, hit out, lash out, outraged, anger, excuse, hypocrisy, bash, admonish, skewer, hold responsible, responsible for, guilty',
  investigate:
    'investigate, investigation, probe, inquiry, enquiry, inspect, examine, look into, interrogate, audit, inquest, fact-finding, monitor, scrutinise, scrutinize, review, question',
  prosecute:
    'sue, charge, indict, prosecute, lawsuit, suit, indictment, convict, find guilty, conviction, trial, impeach, impeachment, litigation, complaint, verdict, guilty, liable, fine, arraign, petition, legal action, plead, try',
  praise:
    'praise, welcome, applaud, commend, hail, laud, congratulate, thank, endorse, back, support, defend, respect, admire, honour, honor, recognise, recognize, award, express support, express confidence, greet, compliment, salute, sympathise, sympathize, condolence, gratitude, grateful, appreciate, favour, favor, vouch, justify, cheer, assure, reassure, reiterate support, solidarity, stand by, voice support, celebrate, optimistic, confidence, apologise, apologize, apology, forgive, tribute, friendship, great, warm',
  concur:
    'sign, ratify, agreement, accord, treaty, pact, deal, memorandum, mou, reach agreement, conclude, establish, restore, normalise, normalize, upgrade, diplomatic, tie, relation, alliance, ally, partnership, partner, join, strengthen, deepen, protocol, compact, cooperation, co-operation',

  // Talk
  meet: 'meet, meeting, talk, talks, visit, discuss, discussion, negotiate, negotiation, confer, consult, consultation, summit, phone, telephone, call, speak, dialogue, host, attend, receive, mediate, mediation, mediator, mediation effort, good office, phone call, telephone call, conversation, lunch, dinner, round, travel, trip, conference, arrive, delegation, envoy, exchange view, bilateral, brief, address, gather, convene, council, hold meeting, hold talk, hold discussion, counterpart',

  // Giving and joint work
  aid: 'aid, assist, assistance, help, donate, donation, donor, contribute, contribution, provide, give, supply, deliver, relief, humanitarian, food, medicine, medical, loan, lend, grant, fund, funding, finance, package, asylum, refuge, shelter, vaccine, shipment, ventilator, million, billion, train, arm, equip, peacekeeper, peacekeeping, peacekeeping mission, platoon, troops to, evacuate, rescue, subsidise, subsidize, invest, accept refugee, grant asylum, airlift, host refugee, resettle, accommodate, protect, logistics',
  cooperate:
    'cooperate, co-operate, collaborate, share evidence, share information, share intelligence, share, exchange, joint, jointly, exercise, manoeuvre, maneuver, drill, trade, coordinate, extradite, hand over, technology, joint exercise, joint patrol, evidence, counterpart',
  joint_military:
    'joint exercise, military exercise, joint drill, joint patrol, joint command, joint maneuver, joint manoeuvre, war game, naval exercise, military drill',

  // Giving way
  yield:
    'yield, concede, concession, back down, relent, surrender, capitulate, give in, comply, compliance, allow, permit, permission, grant, approve, approval, authorise, authorize, mandate, adopt, adopt resolution, appoint, reinstate, bow, acquiesce, lay down, demobilise, demobilize, disarm, hand over, relinquish, cede, give up, return, repatriate, appease, compromise, acknowledge, let',
  release:
    'release, free, let free, let go, pardon, amnesty, parole, acquit, bail, prisoner, hostage, set free, repatriate, commute, exonerate, clear of, liberate, extradite',
  ease: 'ease, lift, relax, loosen, soften, waive, repeal, end embargo, lift sanction, lift ban, lift curfew, lift siege, reopen, unfreeze, unblock, rescind, remove restriction, remove ban, remove sanction, scale back, lift restriction, lift embargo, roll back, decriminalise, decriminalize, delay',
  withdraw:
    'withdraw, withdrawal, pull out, pull back, leave, retreat, pullout, evacuate, vacate, redeploy, depart, retreat, troop withdrawal, disengage, demilitarise',
  ceasefire:
    'ceasefire, cease-fire, truce, armistice, cessation, hostility, demilitarised, demilitarized, de-escalate, lay down weapon, lay down arm, peace',
  resign: 'resign, step down, resignation, abdicate, quit, relinquish, stand down, hand power, give up power',
  access:
    'access, inspector, observer, grant access, allow access, allow inspector, admit, enter, open border, corridor',

  // Protest
  protest:
    'protest, demonstrate, demonstration, rally, march, strike, hunger strike, riot, sit-in, boycott, picket, demonstrator, protester, protestor, clash, uprising, unrest, hold protest, stage protest, on strike, walkout, take to street, obstruct, blockade, vigil, overthrow, mass protest, general strike',
  boycott: 'boycott, abstain, shun, stay away',

  // Measures
  cutback:
    'suspend aid, suspend assistance, suspend food, suspend talk, suspend cooperation, suspension, suspend, reduce aid, cut aid, cut relation, sever relation, sever tie, break relation, break tie, cut tie, recall ambassador, recall envoy, expel diplomat, expel ambassador, expel inspector, expel worker, expel staff, expel, expulsion, downgrade, withdraw peacekeeper, withdraw ambassador, withdraw aid, withdraw support, end mediation, halt negotiation, break off, travel warning, travel advisory, embargo, freeze aid, halt aid, military aid, persona non grata, withdraw from agreement, withdraw from treaty, stop aid, close embassy, close consulate, end aid, withhold, discontinue',
  sanction:
    'sanction, embargo, tariff, penalty, impose sanction, impose embargo, impose tariff, blacklist, freeze asset, boycott, economic sanction, impose, fresh sanction, new sanction',
  mobilise:
    'mobilise, mobilize, mobilisation, mobilization, on alert, alert, deploy, deployment, mass, amass, troop, reinforce, reinforcement, high alert, standby, full alert, call up, reservist, remain on alert, place on alert, on standby, move troop, build up, buildup, test missile, missile test, nuclear test, launch missile, station, parade, warship, patrol, show force',

  // Force
  arrest:
    'arrest, detain, detention, jail, imprison, imprisonment, sentence, custody, capture, apprehend, round up, charge, convict, warrant, arrest warrant, deport, deportation, expel migrant, house arrest, raid, prison, incarcerate, hold, evict, banish, exile, extradite, life sentence, year in prison, nab, abduct',
  restrict:
    'ban, outlaw, prohibit, restrict, restriction, curfew, state of emergency, state of siege, emergency, siege, martial law, censor, censorship, block, close, close border, shut down, impose curfew, impose ban, impose restriction, declare emergency, declare siege, forbid, bar, crackdown, crack down, suppress, dissolve, disperse, tear gas, force, compel, coerce, seize, confiscate, impound, nationalise, nationalize, expropriate, evict, purge, outlaw, lockdown, closure, dissolve parliament, oust, repress, repression, demolish, bulldoze',
  hack: 'hack, hacker, hacking, cyberattack, cyber, malware, ransomware, phishing, ddos, data breach, disinformation, misinformation, spy, espionage, surveillance, wiretap, cyber attack, hoax, disinformation campaign, spyware',
  attack:
    'attack, bomb, bombing, bombard, bombardment, shell, shelling, strike, airstrike, air strike, kill, wound, injure, shoot, shoot dead, shoot down, assault, assassinate, assassination, ambush, raid, storm, invade, invasion, massacre, slaughter, murder, execute, execution, behead, torture, beat, stab, rape, blast, explosion, detonate, blow up, explode, missile, rocket, drone, warplane, artillery, suicide, suicide bomber, car bomb, gunman, open fire, fire at, torch, burn, set fire, ransack, destroy, pound, hit, human shield, hostage, kidnap, abduct, seize control, seize, capture, take over, occupy, occupation, overrun, besiege, blockade, impose blockade, clash, fight, fighting, offensive, war, warfare, military operation, launch attack, launch assault, launch offensive, carry out attack, explosive, grenade, mortar, mine, gun down, lynch, poison, dead, death, displace, violate ceasefire, violate, raze, loot, hijack, gas, chemical weapon, slay, hang, incursion, skirmish, retake, recapture, open gunfire, exchange fire, cleanse, ethnic cleansing',
};

/** Senses by dictionary form; of a phrase by its first form, with the second. */
const single = new Map<string, string[]>();
const phrases = new Map<string, { readonly second: string; readonly sense: string }[]>();

for (const [sense, list] of Object.entries(SENSES)) {
  for (const entry of list.split(',')) {
    const [first, ...rest] = entry.trim().split(' ') as [string, ...string[]];
    if (rest.length === 0) append(single, first, sense);
    else append(phrases, first, { second: rest.at(-1)!, sense });
  }
}

/** What a dictionary form alone can tell. */
export function sensesOf(lemma: string): readonly string[] {
  return single.get(lemma) ?? [];
}

/** What a form tells with one that stands after it. */
export function sensesOfPair(first: string, second: string): readonly string[] {
  return (phrases.get(first) ?? []).flatMap(pair => (pair.second === second ? [pair.sense] : []));
}

export function opensPhrase(lemma: string): boolean {
  return phrases.has(lemma);
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

const TYPES_OF_SENSE: Readonly<Record<string, readonly EventType[]>> = {
  promise: ['AGREE'],
  demand: ['REQUEST'],
  refuse: ['REJECT'],
  threaten: ['THREATEN'],
  accuse: ['ACCUSE'],
  investigate: ['ACCUSE'],
  prosecute: ['ACCUSE'],
  praise: ['SUPPORT'],
  concur: ['SUPPORT'],
  meet: ['CONSULT'],
  aid: ['AID'],
  cooperate: ['COOPERATE'],
  joint_military: ['COOPERATE'],
  yield: ['YIELD'],
  release: ['YIELD'],
  ease: ['YIELD'],
  withdraw: ['YIELD'],
  ceasefire: ['YIELD'],
  resign: ['YIELD'],
  access: ['YIELD'],
  protest: ['PROTEST'],
  boycott: ['PROTEST'],
  cutback: ['SANCTION'],
  sanction: ['COERCE', 'SANCTION'],
  mobilise: ['MOBILIZE'],
  arrest: ['COERCE'],
  restrict: ['COERCE'],
  hack: ['COERCE'],
  attack: ['ASSAULT'],
};

/** The types of events that a sense mostly stands for when nothing else is known; none for how a deed is put ("begin"). */
export function typesOfSense(sense: string): readonly EventType[] {
  return TYPES_OF_SENSE[sense] ?? [];
}
