import type { Actor, ActorId, ActorType, Occupancy, Resolution } from '../core/actor.ts';
import type { Analysis, Word } from '../language/analysis.ts';
import { actorId } from './identity.ts';
import type { Found } from './names.ts';
import { particles } from './naming/shape.ts';
import { bodyNouns, type Gender, honorifics, organisationEndings } from './vocabulary.ts';
import { demonymOf, type Known, knownById, longestAt, pieces, type Spelling } from './world/gazetteer.ts';
import { givenNameGender, isGivenName, leadsWithSurname } from './world/people.ts';
import { stateByCode } from './world/states.ts';

/** An actor while the document is being read. */
export interface Draft {
  id: ActorId;
  readonly type: ActorType;
  name: string;
  readonly aliases: Set<string>;
  readonly posts: Occupancy[];
  country: string | undefined;
  gender: Gender | undefined;
  /** Nouns it goes by: "firm", "department", "president". */
  readonly nouns: Set<string>;
  readonly known: Known | undefined;
  /** More than one: classes in the plural, "both sides". */
  readonly plural: boolean;
  readonly members: readonly Draft[];
  /** How often a name of it was read so far. */
  timesNamed: number;
  /** Where the full name is from, when it is not from the text. */
  nameFrom?: string;
  /** The first words that gave the name in full, for reasons. */
  firstWords: string;
  firstAt: number;
}

/** What a name was taken for, and why. */
export interface Taken {
  readonly found: Found;
  readonly draft: Draft;
  readonly how: Resolution;
  readonly reason: string;
  /** Others here go by that name, too. */
  readonly isDoubtful?: boolean;
}

/** People of one surname that are kept apart; more in one text is no news report. */
const NAMESAKES = 40;
const suffixes = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'frs', 'mp', 'obe']);
const genericBodies =
  /^(?:(?:the )?(?:department|ministry|office|house|supreme court|senate|congress|parliament|security|secret|central|general|federal|national|state|cabinet|home|foreign|justice|treasury|commerce|defense|labor|energy|transportation|legislative|coast|air force|navy|army|high|democratic|republican|conservative|labour|liberal|social)\b)/iu;

/** All actors of a document; the same full name is the same actor. */
export class Roster {
  readonly drafts: Draft[] = [];
  private readonly byId = new Map<ActorId, Draft>();
  private readonly analysis: Analysis;
  private readonly peopleByWord = new Map<string, Draft[]>();
  private readonly peopleByFullName = new Map<string, Draft>();
  /** By surnames of several words. */
  private readonly peopleBySurname = new Map<string, Draft>();
  private readonly peopleByGiven = new Map<string, Draft[]>();
  private readonly bodiesByKey = new Map<string, Draft>();
  private readonly bodiesByPart = new Map<string, Draft[]>();
  private readonly bodiesByInitials = new Map<string, Draft>();
  /** Names that the text gives a government to, made plain. */
  private readonly governed = new Set<string>();
  private readonly statesNamed = new Map<string, number>();

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  /** The draft with this type and name, made when it is new. */
  actor(type: ActorType, name: string, at: number, more: Partial<Draft> = {}): Draft {
    const id = more.known?.id ?? actorId(type, name);
    const before = this.byId.get(id);
    if (before !== undefined) return before;
    const draft: Draft = {
      id,
      type,
      name,
      aliases: new Set(),
      posts: [],
      country: undefined,
      gender: undefined,
      nouns: new Set(),
      known: undefined,
      plural: false,
      members: [],
      timesNamed: 0,
      firstWords: name,
      firstAt: at,
      ...more,
    };
    this.byId.set(id, draft);
    this.drafts.push(draft);
    return draft;
  }

  state(code: string, at: number): Draft | undefined {
    const state = stateByCode(code);
    if (state === undefined) return undefined;
    const known = knownById(actorId('state', state.name));
    return known === undefined ? undefined : this.fromKnown(known, at);
  }

  fromKnown(known: Known, at: number): Draft {
    const draft = this.actor(known.type, known.name, at, { known, country: known.country });
    if (known.type !== 'state' && known.type !== 'place') this.indexBody(draft, known.name);
    return draft;
  }

  /** Gives an actor a fuller name, unless the text has another of that name. */
  rename(draft: Draft, name: string, from: string): void {
    const id = actorId(draft.type, name);
    if (this.byId.has(id)) return;
    this.byId.delete(draft.id);
    this.byId.set(id, draft);
    draft.aliases.add(draft.name);
    draft.id = id;
    draft.name = name;
    draft.nameFrom = from;
  }

  get(id: ActorId): Draft | undefined {
    return this.byId.get(id);
  }

  /** Who every name means: first the full names, then, in the order of the text, each name. */
  take(names: readonly Found[]): Taken[] {
    const people = names.filter(found => found.type === 'PER' && found.spellings.length === 0);
    for (const found of names) {
      const place = found.spellings.find(({ known }) => known.type === 'state' || known.type === 'place');
      const code = place?.known.country;
      if (code !== undefined) this.statesNamed.set(code, (this.statesNamed.get(code) ?? 0) + 1);
    }
    for (const word of this.analysis.words) {
      const demonym = /^\p{L}{4,}/u.test(word.text) ? demonymOf(word.text) : undefined;
      if (demonym !== undefined)
        this.statesNamed.set(demonym.state.code, (this.statesNamed.get(demonym.state.code) ?? 0) + 1);
    }
    for (const found of names) if (found.source === 'government') this.governed.add(plain(this.exact(found)));
    for (const found of people) if (nameWords(this.wordsOf(found)).length > 1) this.fullName(found);
    const bodies = names.filter(
      found =>
        found.type === 'ORG' &&
        found.to - found.from > 1 &&
        found.spellings.length === 0 &&
        stateGoverned(this.exact(found)) === undefined,
    );
    for (const found of bodies) this.fullBody(found);
    let before: Taken | undefined;
    return names.map(found => (before = this.takeOne(found, before)));
  }

  private wordsOf(found: Found): readonly Word[] {
    return this.analysis.words.slice(found.from, found.to);
  }

  private exact(found: Found): string {
    const words = this.wordsOf(found);
    return this.analysis.text.slice(words[0]!.start, words.at(-1)!.end).replace(/\s+/gu, ' ');
  }

  private takeOne(found: Found, before: Taken | undefined): Taken {
    const exact = this.exact(found);
    const introduced = found.type === 'ORG' ? this.shortForm(found, exact, before) : undefined;
    if (introduced !== undefined) return introduced;
    const state = found.type === 'ORG' ? stateGoverned(exact) : undefined;
    if (state !== undefined) {
      const draft = this.fromKnown(state, found.from);
      return { found, draft, how: 'description', reason: `"${exact}" stands for ${state.name}` };
    }
    const firm = found.type === 'ORG' && found.spellings.length === 0 ? withoutLegalForm(exact) : undefined;
    if (firm !== undefined) {
      const draft = this.fromKnown(firm, found.from);
      draft.aliases.add(exact);
      return { found, draft, how: 'name', reason: `"${exact}" is ${firm.name} with its legal form` };
    }
    const spelling = found.type === 'PER' && found.source === 'title' ? undefined : this.choose(found);
    if (spelling !== undefined) {
      const { known } = spelling;
      const longer = this.longerName(known, exact);
      if (longer !== undefined) {
        longer.aliases.add(exact);
        return { found, draft: longer, how: 'short-name', reason: `part of the name ${longer.name}` };
      }
      const draft = this.fromKnown(known, found.from);
      draft.aliases.add(exact);
      const how: Resolution = spelling.acronym ? 'acronym' : 'name';
      const reason =
        plain(exact) === plain(known.name)
          ? `named "${exact}"`
          : `"${exact}" is a name of ${known.name} in the world table`;
      return { found, draft, how, reason };
    }
    if (found.type === 'PER') return this.person(found, exact);
    if (found.type === 'ORG') return this.body(found, exact);
    const type = this.governed.has(plain(exact)) ? 'state' : 'place';
    const draft = this.actor(type, nameCase(exact, this.lost(found)), found.from);
    draft.aliases.add(exact);
    return { found, draft, how: 'name', reason: `named "${exact}"` };
  }

  /** "The Times" after The New York Times: a firm of the world that is called like the last word of one this text has named. */
  private longerName(known: Known, exact: string): Draft | undefined {
    if (known.type !== 'firm') return undefined;
    const words = pieces(exact).filter(piece => piece !== 'the');
    const holders = words.length === 1 ? (this.bodiesByPart.get(words[0]!) ?? []) : [];
    const [holder, ...others] = holders.filter(each => each.known !== known);
    const ends = holder !== undefined && pieces(holder.name).at(-1) === words[0];
    return ends && others.length === 0 ? holder : undefined;
  }

  private lost(found: Found): boolean {
    return !this.wordsOf(found).some(word => /\p{Lu}/u.test(word.text));
  }

  /** Of several things with this name: the one already met, else one of a state that the text names, else the first. */
  private choose(found: Found): Spelling | undefined {
    const fitting = found.spellings.filter(spelling => !this.foreign(found, spelling));
    // "Cambridge" is the one in England, unless the text speaks of the United States only.
    const weight = ({ known }: Spelling): number =>
      (this.byId.has(known.id) ? 10 : 0) +
      (known.type === 'place' ? Math.min(this.statesNamed.get(known.country ?? '') ?? 0, 5) : 6) +
      (/[,(]/u.test(known.title) ? 0 : 1);
    return fitting.reduce<Spelling | undefined>(
      (best, each) => (best === undefined || weight(each) > weight(best) ? each : best),
      undefined,
    );
  }

  /** A body that many states have ("the Senate") is another one where the text speaks of other states only. */
  private foreign(found: Found, spelling: Spelling): boolean {
    const { known, written } = spelling;
    if (known.country === undefined || known.type === 'place' || known.type === 'state' || !genericBodies.test(written))
      return false;
    const before = this.analysis.words[found.from - 1];
    const owner = before === undefined ? undefined : demonymOf(before.text)?.state.code;
    if (owner !== undefined) return owner !== known.country;
    return this.statesNamed.size > 0 && !this.statesNamed.has(known.country);
  }

  // ---- people ----

  private fullName(found: Found): Draft {
    const words = nameWords(this.wordsOf(found));
    const first = words[0]!;
    const last = words.at(-1)!;
    // "John F. Kennedy", "John Kennedy" and "J. Kennedy" are one: first and last word decide, an initial stands for its name.
    const keys = first.length === 1 ? [`${first}.|${last}`] : [`${first}|${last}`, `${first[0]}|${last}`];
    const same = keys.map(key => this.peopleByFullName.get(key)).find(draft => draft !== undefined);
    if (same !== undefined) return same;
    // "Le Pen", "van der Berg": a surname of several words.
    const bearer = particles.has(first) ? this.peopleBySurname.get(words.join(' ')) : undefined;
    if (bearer !== undefined) return bearer;
    const name = nameCase(this.exact(found), this.lost(found));
    const draft = this.actor('person', name, found.from);
    // "Xi Jinping": a leading surname says that the given name, which tells he from she, stands last.
    const given = leadsWithSurname(first) && !isGivenName(first) ? last : first;
    draft.gender ??= givenNameGender(given);
    this.peopleByFullName.set(`${first}|${last}`, draft);
    const particle = words.findIndex((word, i) => i > 0 && particles.has(word));
    if (particle > 0) this.peopleBySurname.set(words.slice(particle).join(' '), draft);
    if (!this.peopleByFullName.has(`${first[0]}.|${last}`)) this.peopleByFullName.set(`${first[0]}.|${last}`, draft);
    this.peopleByGiven.set(first, [...(this.peopleByGiven.get(first) ?? []).slice(0, 2), draft]);
    for (const word of new Set([last, ...(leadsWithSurname(first) ? [first] : [])])) {
      const list = this.peopleByWord.get(word) ?? [];
      if (list.length < NAMESAKES && !list.includes(draft)) list.push(draft);
      this.peopleByWord.set(word, list);
    }
    return draft;
  }

  private person(found: Found, exact: string): Taken {
    const words = nameWords(this.wordsOf(found));
    if (words.length > 1) {
      const draft = this.fullName(found);
      draft.aliases.add(exact);
      draft.timesNamed++;
      return { found, draft, how: 'name', reason: `named "${exact}"` };
    }
    const word = words[0] ?? exact.toLowerCase();
    const bearers = this.peopleByWord.get(word) ?? [];
    // Of several people with one surname, the bare surname is that of whom the text speaks most; relatives come with given names.
    const gender = this.genderBefore(found);
    const fitting = bearers.filter(each => gender === undefined || each.gender === undefined || each.gender === gender);
    if (bearers.length > 0 && fitting.length === 0) return this.relative(found, exact, gender);
    const earlier = fitting.filter(each => each.firstAt <= found.from);
    const draft = mostNamed(earlier.length > 0 ? earlier : fitting);
    if (draft !== undefined) {
      draft.aliases.add(exact);
      draft.timesNamed++;
      const isDoubtful = bearers.length > 1;
      const doubt = isDoubtful ? `; of ${bearers.length} people here with that name the one named most` : '';
      return { found, draft, how: 'surname', reason: `surname of ${draft.name}${doubt}`, isDoubtful };
    }
    const [namesake, ...others] = (this.peopleByGiven.get(word) ?? []).filter(each => each.firstAt <= found.from);
    if (namesake !== undefined && others.length === 0) {
      namesake.aliases.add(exact);
      return { found, draft: namesake, how: 'short-name', reason: `given name of ${namesake.name}` };
    }
    const alone = this.actor('person', nameCase(exact, this.lost(found)), found.from);
    alone.aliases.add(exact);
    this.peopleByWord.set(word, [alone]);
    return { found, draft: alone, how: 'name', reason: `named "${exact}"; the text gives no fuller name` };
  }

  /** "Mrs. Abedini" beside a Saeed Abedini: somebody else of that name, whom the text does not name in full. */
  private relative(found: Found, exact: string, gender: Gender | undefined): Taken {
    const name = `${gender === 'female' ? 'Mrs.' : 'Mr.'} ${nameCase(exact, this.lost(found))}`;
    const draft = this.actor('person', name, found.from);
    draft.gender = gender;
    return {
      found,
      draft,
      how: 'name',
      reason: `named "${name}": nobody with that surname here goes by this form of address`,
    };
  }

  /** What a form of address before the name tells: "Mrs.". */
  private genderBefore(found: Found): Gender | undefined {
    const words = this.analysis.words;
    const before = words[found.from - 1]?.text === '.' ? words[found.from - 2] : words[found.from - 1];
    return before === undefined ? undefined : honorifics.get(before.lower.replace(/\./gu, ''));
  }

  // ---- bodies, organisations, firms ----

  private indexBody(draft: Draft, name: string): void {
    const key = bodyKey(name);
    if (!this.bodiesByKey.has(key)) this.bodiesByKey.set(key, draft);
    for (const initials of initialsOf(name))
      if (!this.bodiesByInitials.has(initials)) this.bodiesByInitials.set(initials, draft);
    const parts = pieces(name).filter(piece => piece !== 'the');
    for (let length = 1; length < parts.length; length++) {
      for (const part of [parts.slice(0, length), parts.slice(parts.length - length)]) {
        const text = part.join(' ');
        const list = this.bodiesByPart.get(text) ?? [];
        if (list.length < 2 && !list.includes(draft)) list.push(draft);
        this.bodiesByPart.set(text, list);
      }
    }
    for (const piece of parts) if (bodyNouns.has(piece)) draft.nouns.add(piece);
  }

  private fullBody(found: Found): Draft {
    const name = nameCase(this.exact(found), this.lost(found));
    const same = this.bodiesByKey.get(bodyKey(name));
    if (same !== undefined) return same;
    const last = pieces(name).at(-1) ?? '';
    const opening = pieces(name)[0] ?? '';
    const type = organisationEndings.get(last) ?? organisationEndings.get(opening) ?? 'organisation';
    const draft = this.actor(type, name, found.from);
    draft.country ??= pieces(name)
      .map(piece => demonymOf(piece)?.state.code)
      .find(code => code !== undefined);
    this.indexBody(draft, name);
    return draft;
  }

  /** "(DHS)" after the long name, or capitals that spell the long name of a body met here. */
  private shortForm(found: Found, exact: string, before: Taken | undefined): Taken | undefined {
    if (found.to - found.from !== 1 || !/^[\p{Lu}\p{N}&.]{2,}s?$/u.test(exact)) return undefined;
    const letters = exact.replace(/[^\p{Lu}\p{N}]/gu, '').toLowerCase();
    const introduced =
      before !== undefined &&
      before.draft.type !== 'person' &&
      before.found.to === found.from - 1 &&
      this.analysis.words[found.from - 1]?.text === '(';
    const draft = introduced ? before.draft : this.bodiesByInitials.get(letters);
    if (draft === undefined || draft.name === exact) return undefined;
    // A body known the world over keeps its short name unless the text itself gives that name to another.
    if (!introduced && found.spellings.length > 0 && draft.known === undefined && !draft.aliases.has(exact))
      return undefined;
    draft.aliases.add(exact);
    if (introduced) this.bodiesByInitials.set(letters, draft);
    const reason = introduced
      ? `short for ${draft.name}: introduced in brackets after the name`
      : `the initials of ${draft.name}`;
    return { found, draft, how: 'acronym', reason };
  }

  private body(found: Found, exact: string): Taken {
    const whole = this.bodiesByKey.get(bodyKey(exact));
    if (whole !== undefined) {
      whole.aliases.add(exact);
      const reason =
        plain(exact) === plain(whole.name) ? `named "${exact}"` : `another order of the words of ${whole.name}`;
      return { found, draft: whole, how: 'name', reason };
    }
    const part = pieces(exact)
      .filter(piece => piece !== 'the')
      .join(' ');
    const holders = this.bodiesByPart.get(part) ?? [];
    const isShort = !bodyNouns.has(part) && !OTHERS_NAMES.has(part) && demonymOf(part) === undefined && part.length > 2;
    if (holders.length === 1 && isShort) {
      holders[0]!.aliases.add(exact);
      return { found, draft: holders[0]!, how: 'short-name', reason: `part of the name ${holders[0]!.name}` };
    }
    const draft = this.fullBody(found);
    draft.aliases.add(exact);
    return { found, draft, how: 'name', reason: `named "${exact}"` };
  }

  /** The body of this text that a post's words name in part: "Homeland Security Secretary", "secretary of homeland security". */
  bodyOfPost({ field, head }: { readonly field: string; readonly head: string }): Draft | undefined {
    const parts = pieces(field);
    // A secretary of state is of no "State Security Service".
    if (parts.length === 1 && (sharedWords.has(parts[0]!) || parts[0] === 'house')) return undefined;
    const holders = this.bodiesByPart.get(parts.join(' ')) ?? [];
    const [holder] = holders;
    // An environment minister is of no Environment Agency.
    if (/^(?:minister|secretary)$/u.test(head) && !/\b(?:ministry|department|office)\b/iu.test(holder?.name ?? ''))
      return undefined;
    return holders.length === 1 ? holder : undefined;
  }

  finish(): Actor[] {
    return this.drafts.map(draft => ({
      id: draft.id,
      name: draft.name,
      type: draft.type,
      aliases: [...draft.aliases].filter(alias => alias !== draft.name),
      posts: draft.posts,
      country: draft.country,
    }));
  }
}

/** Words of posts that stand in the names of many bodies. */
const sharedWords = new Set(
  'state national general security public federal foreign executive chief special senior party council'.split(' '),
);

function mostNamed(drafts: readonly Draft[]): Draft | undefined {
  let most = drafts[0];
  for (const draft of drafts) if (most === undefined || draft.timesNamed > most.timesNamed) most = draft;
  return most;
}

/** The words of a person's name, lower-cased, without initials' stops, hyphens and "Jr.". */
function nameWords(words: readonly { readonly text: string; readonly lower: string }[]): string[] {
  const all = words.map(word => word.lower.replace(/\./gu, '')).filter(lower => /\p{L}/u.test(lower));
  while (all.length > 1 && suffixes.has(all.at(-1)!)) all.pop();
  return all;
}

const idleWords = new Set([
  'the',
  'of',
  'for',
  'and',
  '&',
  'on',
  'in',
  ',',
  'inc',
  'corp',
  'corporation',
  'ltd',
  'llc',
  'plc',
  'co',
]);

/** The telling words of a body's name in a fixed order: "Homeland Security Department" is "Department of Homeland Security". */
function bodyKey(name: string): string {
  return pieces(name)
    .filter(piece => !idleWords.has(piece))
    .map(piece =>
      piece === 'defence'
        ? 'defense'
        : piece === 'centre'
          ? 'center'
          : piece === 'organisation'
            ? 'organization'
            : piece,
    )
    .sort()
    .join(' ');
}

/** With and without the small words: "Department of Homeland Security" is "dhs" and "dohs". */
function initialsOf(name: string): string[] {
  const all = pieces(name).filter(piece => /\p{L}/u.test(piece) && piece !== 's');
  const telling = all.filter(piece => !idleWords.has(piece));
  if (telling.length < 2) return [];
  return [...new Set([telling, all].map(list => list.map(piece => piece[0]).join('')))];
}

/** "General Motors Corp.", "Ford Motor Co.": a known firm, written with the form of its company. */
function withoutLegalForm(exact: string): Known | undefined {
  const list = pieces(exact);
  if (
    list.length < 2 ||
    !/^(?:inc|ltd|llc|plc|corp|corporation|company|ag|sa|nv|gmbh|co|spa|limited)$/u.test(list.at(-1)!)
  )
    return undefined;
  const bare = list.slice(0, -1).filter(piece => piece !== ',');
  return knownFirm(bare) ?? knownFirm([...bare, 'company']);
}

function knownFirm(list: readonly string[]): Known | undefined {
  const whole = longestAt(
    list.map(piece => ({ piece, breaks: false })),
    0,
  ).find(({ length }) => length === list.length);
  return whole?.spellings.find(({ known }) => known.type === 'firm')?.known;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/^the /u, '');
}

const smallWords = new Set(['of', 'the', 'and', 'for', 'on', 'in', 'de', 'al', 'bin', 'van', 'von', 'der', 'la']);

/** A name from lower-cased text gets its capitals back: "xi jinping" is the Xi Jinping of other documents. */
function nameCase(exact: string, lost: boolean): string {
  if (!lost) return exact;
  return exact
    .split(' ')
    .map((word, i) => (i > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

/** Words that are part of a body's name and another's name by themselves: "the House" is no White House. */
const OTHERS_NAMES = new Set(['house', 'nations', 'office', 'street']);

/** The state of a "Government of Kenya": official texts name it so where reports say "Kenya". */
function stateGoverned(exact: string): Known | undefined {
  const governed = /^government of (?:the )?(?:(?:\S+ ){0,3}(?:republic|kingdom|state) of (?:the )?)?(.+)$/iu.exec(
    exact,
  )?.[1];
  if (governed === undefined) return undefined;
  const list = pieces(governed).map(piece => ({ piece, breaks: false }));
  const whole = longestAt(list, 0).find(({ length }) => length === list.length);
  return whole?.spellings.find(({ known }) => known.type === 'state')?.known;
}
