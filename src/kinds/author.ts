/**
 * Whose text a document is, where its own words say so: "Statement by the Ministry of Fisheries", "Issued by …", a letterhead over "Press release", "We, the
 * leaders of …", "About Vik Energy" under a release of Vik Energy's, or "The ministry said in a statement:" over what follows. Outside quotations "we" and "I" are then its author; else they stay unknown.
 */
import { bodyNouns, singular } from '../actors/vocabulary.ts';
import type { Party } from '../core/actor.ts';
import { contains, cover, type Span, type Words } from '../core/span.ts';
import { organOf } from '../attributions/resolution.ts';
import { paragraphs, scanQuotations } from '../attributions/quotation.ts';
import type { Word } from '../language/analysis.ts';
import { definedTerms, namesIn, namesWithArticles } from './defined-terms.ts';
import { PARTY_NOUNS } from './party-nouns.ts';
import { oneLine } from './show.ts';
import { FIRST_PERSON } from './side.ts';
import type { ReadingContext } from './reading-context.ts';

/** Those who issue a text, and the words that say so. */
export interface Author {
  readonly parties: readonly Party[];
  readonly says: Words;
  /** What the text calls them from then on, where it says so: "Parties", "Authority". */
  readonly term?: string;
  /** One organ resolves, and its name stands once, over all that it does. */
  readonly isOrgan?: true;
}

/**
 * Whom "we" or "I" means where nobody else is said to speak, and whom "the Parties", "both sides" or "Leaders" in a text that several issue together;
 * undefined where the words do not tell.
 */
export function authorMeant(head: Word, context: ReadingContext): Author | undefined {
  const isWe = FIRST_PERSON.has(head.lower);
  const { heading, blocks, quotations, defined } = factsOf(context);
  const called =
    defined.find(({ term }) => isCalled(head, term!)) ??
    defined.find(({ parties, says }) => parties.length > 1 && contains(says, head)) ??
    (heading?.isOrgan && contains(heading.says, head) ? heading : undefined);
  if ((!isWe && !called && !isCollective(head) && !isOwnName(head, context)) || context.voicesAt(head).length > 0)
    return undefined;
  if (quotations.some(quotation => contains(quotation, head))) return undefined;
  if (called) return called;
  const one = heading && oneOf(head, heading);
  if (one) return one;
  const author = blocks.find(({ reach }) => contains(reach, head))?.author ?? heading;
  return isWe || (author && areAllOf(head, author)) ? author : undefined;
}

/** Who issues the text by its own heading or first words, together or alone; undefined where they do not say. */
export function issuersOf(context: ReadingContext): Author | undefined {
  return factsOf(context).heading;
}

/** Does the issuer of the text speak of himself here, by a name, as "we" or as "the company"? */
export function isIssuer(head: Word, context: ReadingContext): boolean {
  if (authorMeant(head, context)) return true;
  const { heading, quotations } = factsOf(context);
  if (!heading || context.voicesAt(head).length > 0 || quotations.some(quotation => contains(quotation, head)))
    return false;
  const { actor, name } = context.party(head);
  // "Vik" for Vik Energy.
  return heading.parties.some(
    party =>
      (actor !== undefined && party.actor === actor) || (head.pos === 'PROPN' && party.name.startsWith(`${name} `)),
  );
}

function isCollective(head: Word): boolean {
  return PARTY_NOUNS.has(head.lemma) && head.children('nmod', 'acl', 'acl:relcl', 'nmod:poss', 'compound').length === 0;
}

const HOW_MANY: Readonly<Record<string, number>> = { both: 2, two: 2, neither: 2, either: 2, three: 3, four: 4 };

/** "The Ministry", "the Bank": a body by the one word of its name that says what it is. */
function isOwnName(head: Word, context: ReadingContext): boolean {
  const isBody =
    ((/^\p{Lu}/u.test(head.text) && bodyNouns.has(head.lower)) || OF_ITSELF.has(head.lower)) &&
    head.child('det')?.lower === 'the';
  return (
    isBody &&
    head.children('compound', 'amod', 'nmod', 'nmod:poss').length === 0 &&
    (context.party(head).actor === undefined ||
      context.party(head).name.toLowerCase() === head.lower ||
      isNamedInHeading(head, context))
  );
}

/** Is whom the text tells us the words mean named where it says whose it is? */
function isNamedInHeading(head: Word, context: ReadingContext): boolean {
  const { actor } = context.party(head);
  const { heading } = factsOf(context);
  return (
    heading !== undefined &&
    context.actors.mentions.some(mention => mention.actor === actor && contains(heading.says, mention.words))
  );
}

/** "The Authority", "each Party": by the short name that the text gave. */
function isCalled(head: Word, term: string): boolean {
  const words = term.toLowerCase().split(' ');
  const before = head.dependents.filter(word => word.index < head.index && word.is('compound', 'amod', 'flat'));
  const isTerm =
    /^\p{Lu}/u.test(head.text) &&
    (head.lower === words.at(-1) || singular(words.at(-1)!) === head.lower) &&
    before.map(({ lower }) => lower).join(' ') === words.slice(0, -1).join(' ');
  const isLimited = head.children('nmod', 'nmod:poss', 'acl', 'acl:relcl').length > 0;
  return isTerm && !isLimited && head.children('det').every(({ lower }) => OF_ALL.test(lower));
}

const OF_ALL = /^(?:the|each|both|no|all|any|neither|either)$/u;

/** "The Government" in a text of a government's and a movement's: the one of several whose name says that it is one. */
function oneOf(head: Word, { parties, says }: Author): Author | undefined {
  if (parties.length < 2 || !/^\p{Lu}/u.test(head.text) || head.child('det')?.lower !== 'the') return undefined;
  if (head.children('nmod', 'compound', 'amod', 'nmod:poss', 'acl').length > 0) return undefined;
  const named = parties.filter(({ name }) => nounOfName(name) === head.lower);
  return named.length === 1 ? { parties: named, says } : undefined;
}

/** How a firm speaks of itself in its own release. */
const OF_ITSELF = new Set(['company', 'firm', 'group']);

/** The noun that says what a body is: "Central Bank of Norland", "Vik Energy Group". */
function nounOfName(name: string): string {
  return name
    .toLowerCase()
    .split(/ (?:of|for) /u)[0]!
    .split(' ')
    .at(-1)!;
}

/** "Both sides" are the two who issue the text, "the Parties" and "each Party" all of several; "Leaders" those whose name says so. */
function areAllOf(head: Word, { parties }: Author): boolean {
  const before = head.dependents.filter(word => word.index < head.index).map(({ lower }) => lower);
  const number = before.map(word => HOW_MANY[word]).find(count => count !== undefined);
  if (parties.length === 1 && before.join() === 'the') {
    const words = parties[0]!.name.toLowerCase().split(' ');
    const noun = nounOfName(parties[0]!.name);
    // "The company": whoever is no ministry and no court.
    if (OF_ITSELF.has(head.lower)) return !/^(?:body|state)$/u.test(bodyNouns.get(noun) ?? '');
    return words[0] === head.lower || words.at(-1) === head.lower || noun === head.lower;
  }
  if (parties.length < 2)
    return (
      before.length === 0 && /^\p{Lu}/u.test(head.text) && parties[0]!.name.toLowerCase().startsWith(`${head.lower} `)
    );
  if (number !== undefined) return number === parties.length;
  if (/^\p{Lu}/u.test(head.text) && /^part(?:y|ies)$/u.test(head.lower))
    return before.every(word => /^(?:the|each|no|all|any|contracting|high)$/u.test(word));
  return before.includes('each') || before.includes('all');
}

/** The author in the place of the word for him. */
export function asAuthor(head: Word, party: Party, { says, term }: Author, context: ReadingContext): Party {
  const isWe = FIRST_PERSON.has(head.lower);
  const words = isWe ? context.words(head) : context.party(head).words;
  return {
    ...party,
    words,
    how: isWe ? 'pronoun' : 'description',
    reason: `“${oneLine(words.exact)}” ${term === undefined ? 'stands in a text that says whose it is' : 'is what the text calls them'}: “${oneLine(says.exact)}”`,
  };
}

interface Facts {
  readonly heading: Author | undefined;
  /** Texts within the text, each with who says it. */
  readonly blocks: readonly { readonly reach: Span; readonly author: Author }[];
  readonly quotations: readonly Span[];
  /** Those whom the text gives a short name, and those it calls so together. */
  readonly defined: readonly Author[];
}

const known = new WeakMap<ReadingContext, Facts>();

function factsOf(context: ReadingContext): Facts {
  const before = known.get(context);
  if (before) return before;
  const defined = definitionsIn(context);
  const facts: Facts = {
    heading:
      defined.findLast(({ parties }) => parties.length > 1) ??
      ofTitle(context) ??
      ofResolution(context) ??
      ofSession(context) ??
      ofHeading(context) ??
      ofLetterhead(context) ??
      ofPreamble(context) ??
      ofBoilerplate(context) ??
      ofNews(context),
    blocks: blocksIn(context),
    quotations: scanQuotations(context.text),
    defined,
  };
  known.set(context, facts);
  return facts;
}

/** UTF-16 units from the start of the text within which its heading stands. */
const HEAD = 600;

const HEADING =
  /^[^\S\n]*(?:(?:(?:joint|press|media|official|public|full)[^\S\n])*(?:statement|communiqu[eé]|declaration|remarks|speech|address|release|message)[^\S\n](?:by|from|of)|(?:published|issued|released)[^\S\n]by|from:)[^\S\n]+(?<who>[^\n]+?)[^\S\n]*$/imu;

/** Where the name of whoever issues it ends: "… on fishing", ", Oslo". */
const BEHIND_NAME =
  /[^\S\n](?:on|regarding|about|at|following|after|concerning|to|in|for|participating|meeting|attending)[^\S\n]|[,;:(–—]/iu;

/** "The Government of Norland and the Government of Ostria (hereinafter 'the Parties')", 'Vik Energy ASA ("the Company")'. */
function definitionsIn(context: ReadingContext): Author[] {
  return definedTerms(context.text).map(({ term, names, says }) => ({
    parties: names.map(name => partyNamed(name, context)),
    says: context.words(says),
    term,
  }));
}

/** A title may run over lines: BETWEEN, a name, AND, a name, each on its own. */
const TITLE =
  /^[^\S\n]*(?:\p{L}+[^\S\n]+){0,3}?(?:agreement|treaty|accord|memorandum[^\S\n]of[^\S\n]understanding|protocol|convention|arrangement|statement|declaration|communiqu[eé]|cessation[^\S\n]of[^\S\n]hostilities|ceasefire|truce|armistice|partnership|compact|charter)(?:[^\S\n]+(?:on|for|of)[^\S\n][^\n.]{0,100}?)?\s+(?:between|among)\s+(?<who>[^\n]+(?:\n+[^\S\n]*and\b[^\S\n]*(?:\n+[^\S\n]*)?[^\n]*|(?<=,[^\S\n]*)\n[^\n]+)*)/imu;

/** "Agreement between the Government of Norland and the Government of Ostria on …", as a title. */
function ofTitle(context: ReadingContext): Author | undefined {
  const found = TITLE.exec(context.text.slice(0, HEAD));
  const who = found?.groups?.['who'];
  // A sentence about an agreement is no title.
  if (!found || who === undefined || /[.!?]\s*$/u.test(who)) return undefined;
  const start = found.index + found[0].lastIndexOf(who);
  const cut = /\s(?:on|regarding|about|concerning|for|to|in|relating)\s|[;:(–—]/iu.exec(who)?.index ?? who.length;
  return severalNamed({ start, end: start + cut }, { start: found.index, end: start + cut }, context);
}

function severalNamed(span: Span, says: Span, context: ReadingContext): Author | undefined {
  const author = authorNamed(span, says, context);
  if (author && author.parties.length > 1) return author;
  const row = withoutArticle(span, context.text);
  const byArticle = namesWithArticles(row, context.text);
  // "Between Norland and Sudmark": one "and" between names parts two; "the Ministry of Trade and Industry" would have more to tell apart.
  const isPair =
    [...context.words(row).exact.matchAll(/\band\b/giu)].length === 1 && !/\bof\b/iu.test(context.words(row).exact);
  const names = byArticle.length > 1 || !isPair ? byArticle : namesIn(row, context.text);
  return names.length > 1
    ? { parties: names.map(name => partyNamed(name, context)), says: context.words(says) }
    : undefined;
}

function withoutArticle({ start, end }: Span, text: string): Span {
  return { start: start + /^\s*(?:the\s+)?/iu.exec(text.slice(start, end))![0].length, end };
}

const SESSION =
  /^[^\S\n]*(?:\p{L}+[^\S\n]+){0,3}?(?:communiqu[eé]|declaration|conclusions|decisions|outcome[^\S\n]document)\b[^\n]*?\b(?:of|by)[^\S\n]the[^\S\n](?<who>(?:\p{L}+[^\S\n]+){0,3}?(?:authority|assembly|council|conference|committee|commission|board|congress)\b(?:[^\S\n]of[^\S\n][^\n]*?)?)[^\S\n]*(?:$|,|\bon\b|\bheld\b)/imu;

/** Sentences in which the organ does something, by the one word of its name. */
const ACTS = 2;

/** "Final communiqué of the 14th session of the Authority of Heads of State" over "The Authority decided …": it says what the organ did. */
function ofSession(context: ReadingContext): Author | undefined {
  const found = SESSION.exec(context.text.slice(0, HEAD));
  const who = found?.groups?.['who'];
  if (!found || who === undefined || /[.!?]\s*$/u.test(found[0])) return undefined;
  const start = found.index + found[0].lastIndexOf(who);
  const span = { start, end: start + who.length };
  const name = inOwnCase(oneLine(who), context.text);
  const noun = nounOfName(name);
  const acts = context.analysis.sentences.filter(
    ({ root }) => root.child('nsubj')?.lower === noun && /^VB[DZ]$/u.test(root.tag),
  );
  return acts.length < ACTS
    ? undefined
    : { parties: [{ ...partyNamed(span, context), name }], says: context.words(span), isOrgan: true };
}

/** "The Council," over "1. Demands that …". */
function ofResolution(context: ReadingContext): Author | undefined {
  const organ = organOf(context.text);
  return organ && { parties: [partyNamed(organ, context)], says: context.words(organ), isOrgan: true };
}

function ofHeading(context: ReadingContext): Author | undefined {
  const found = HEADING.exec(context.text.slice(0, HEAD));
  const who = found?.groups?.['who'];
  if (!found || who === undefined) return undefined;
  const start = found.index + found[0].lastIndexOf(who);
  const cut = BEHIND_NAME.exec(who)?.index ?? who.length;
  return authorNamed({ start, end: start + cut }, { start: found.index, end: start + cut }, context);
}

const SORT_OF_TEXT =
  /^[^\S\n]*(?:(?:press|media|news)[^\S\n](?:release|statement)|statement|communiqu[eé]|fact[^\S\n]sheet|for[^\S\n]immediate[^\S\n]release)\b/imu;

/** A line that is a body's name, over or under "Press release". */
function ofLetterhead(context: ReadingContext): Author | undefined {
  const head = context.text.slice(0, HEAD);
  if (!SORT_OF_TEXT.test(head)) return undefined;
  for (const line of head.matchAll(/^[^\S\n]*(?<name>\p{Lu}[^\n.:]{2,80}?)[^\S\n]*$/gmu)) {
    const name = line.groups!['name']!;
    const start = line.index + line[0].indexOf(name);
    const span = { start, end: start + name.length };
    if (!SORT_OF_TEXT.test(name) && (isBody(span, context) || standsOver(span, context.text)))
      return authorNamed(span, span, context);
  }
  return undefined;
}

/** "Central Bank of Norland" right above "Press release": a name whose noun is a body's. */
function standsOver({ start, end }: Span, text: string): boolean {
  const name = text.slice(start, end).trim();
  const isName = name.split(/\s+/u).every(word => /^(?:\p{Lu}|(?:of|for|and|the|on)$)/u.test(word));
  const behind = text.slice(end, end + HEAD).trimStart();
  return isName && bodyNouns.has(nounOfName(name)) && SORT_OF_TEXT.exec(behind)?.index === 0;
}

/** "About Vik Energy" over what the firm is, at the end of a release that opens with its name. */
function ofBoilerplate(context: ReadingContext): Author | undefined {
  for (const line of context.text.matchAll(/^[^\S\n]*About[^\S\n](?<who>\p{Lu}[^\n.:?]{1,60}?)[^\S\n]*$/gmu)) {
    const name = line.groups!['who']!;
    const start = line.index + line[0].indexOf(name);
    const opening = context.text.slice(0, Math.min(HEAD, line.index)).indexOf(name);
    const goesOn = context.text
      .slice(start + name.length)
      .trimStart()
      .replace(/^The /u, '');
    if (opening < 0 || !goesOn.startsWith(name.split(' ')[0]!)) continue;
    const author = authorNamed(
      { start: opening, end: opening + name.length },
      { start: line.index, end: start + name.length },
      context,
    );
    if (author) return author;
  }
  return undefined;
}

/** Words for the press and for those who hold shares; a release is known by them, where it does not say what it is. */
const FOR_THE_PRESS =
  /^[^\S\n]*(?:media|press|investor)s?[^\S\n](?:contacts?|enquiries|inquiries|office|relations)\b|\bforward-looking[^\S\n]statements?\b|^[^\S\n]*notes?[^\S\n](?:to|for)[^\S\n]editors\b|\((?:NYSE|NASDAQ|LSE|OSE|TSX|ASX|TSE|SIX|BIT|BME|AMS|FRA|ETR|EPA|STO|HEL|Euronext[^:()]{0,20})[^\S\n]*:[^\S\n]*[\p{Lu}\d.]{1,8}\)|\b(?:PRNewswire|BUSINESS[^\S\n]WIRE|GLOBE[^\S\n]NEWSWIRE)\b/imu;

/** Sentences in which a release tells whose news it is. */
const FIRST_SENTENCES = 4;

/** "Vik Energy today announced …", in a text that speaks to the press. */
function ofNews(context: ReadingContext): Author | undefined {
  if (!FOR_THE_PRESS.test(context.text)) return undefined;
  for (const { words } of context.analysis.sentences.slice(0, FIRST_SENTENCES)) {
    const verb = words.find(
      word => /^(?:announce|report|unveil|publish|launch|sign|open)$/u.test(word.lemma) && isToday(word),
    );
    if (!verb) continue;
    const issuer = context.actors.mentions.find(
      ({ words: named, actor }) =>
        named.start >= words[0]!.start &&
        named.end < verb.start &&
        UP_TO_VERB.test(context.text.slice(named.end, verb.start)) &&
        actor !== undefined &&
        ISSUING.has(context.actors.actor(actor)?.type ?? ''),
    );
    if (issuer) {
      const span = { start: startOfName(issuer.words, words), end: issuer.words.end };
      return authorNamed(span, { start: span.start, end: verb.end }, context);
    }
  }
  return undefined;
}

/** What stands between the name of a firm and its verb: ", Inc. (NYSE: VIK) today". */
const UP_TO_VERB =
  /^(?:,?\s*(?:Inc|Ltd|Limited|Corp|Corporation|Co|plc|ASA|AS|AB|AG|SA|NV|LLC|Group)\b\.?)?\s*(?:\([^)]*\))?,?\s*(?:today\s*)?$/iu;

/** "Today announced", "announced today". */
function isToday(verb: Word): boolean {
  return [verb.previous, verb.next].some(word => word?.lower === 'today');
}

function isBody(span: Span, context: ReadingContext): boolean {
  return context.actors.mentions.some(({ words, actor }) => {
    const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
    return words.start === span.start && words.end === span.end && type !== undefined && ISSUING.has(type);
  });
}

/** "Corvane Group ASA": the capitals before what is known of the name are part of it. */
function startOfName({ start }: Span, words: readonly Word[]): number {
  const first = words.findIndex(word => word.start === start);
  const before = words.slice(0, Math.max(0, first)).findLastIndex(({ text }) => !/^\p{Lu}[\p{L}&-]*$/u.test(text));
  return words[before + 1]?.start ?? start;
}

const ISSUING: ReadonlySet<string> = new Set(['body', 'organisation', 'firm', 'group']);

const PREAMBLE =
  /\b[Ww]e, (?<who>the (?:[Ll]eaders|[Hh]eads|[Mm]inisters|[Ff]oreign [Mm]inisters|[Ff]inance [Mm]inisters|[Mm]embers|[Pp]residents|[Gg]overnments|[Rr]epresentatives|[Dd]elegates|[Pp]arties|undersigned)\b[^.;\n]*?),(?: (?=\p{Ll})|\s*\n)/u;

/** "We, the ministers of Norway and Chile, met …" */
function ofPreamble(context: ReadingContext): Author | undefined {
  const found = PREAMBLE.exec(context.text.slice(0, 3 * HEAD));
  if (!found) return undefined;
  const start = found.index + found[0].indexOf(found.groups!['who']!);
  const end = start + found.groups!['who']!.length;
  return {
    parties: [namedBy({ start, end }, context)],
    says: context.words({ start: found.index, end }),
  };
}

/** "The ministry said in a statement:" at the end of a paragraph; what follows until the next paragraph that tells who says something is its text. */
function blocksIn(context: ReadingContext): Facts['blocks'] {
  const all = paragraphs(context.text);
  return all.flatMap((paragraph, i) => {
    const opening = /(?:statement|communiqu[eé]|declaration|release|letter)[^.:\n]{0,40}:\s*$/iu.exec(
      context.text.slice(paragraph.start, paragraph.end),
    );
    const sentence =
      opening && context.analysis.sentences.findLast(({ start }) => start <= paragraph.start + opening.index);
    const subject = sentence?.words.find(
      word => word.is('nsubj', 'obl') && word.head?.pos === 'VERB' && SAYING.has(word.head.lemma),
    );
    if (!subject || !subject.is('nsubj')) return [];
    const party = context.party(subject);
    const says = context.words(
      cover([
        party.words,
        {
          start: paragraph.start + opening!.index,
          end: paragraph.start + opening!.index + opening![0].trimEnd().length,
        },
      ]),
    );
    const next = all
      .slice(i + 1)
      .find(({ start, end }) =>
        context.attributions.some(({ cue }) => cue.some(part => part.start >= start && part.end <= end)),
      );
    const reach = { start: paragraph.end, end: next?.start ?? context.text.length };
    return [{ reach, author: { parties: [party], says } }];
  });
}

const SAYING = new Set([
  'say',
  'write',
  'declare',
  'announce',
  'state',
  'issue',
  'release',
  'publish',
  'read',
  'post',
  'add',
]);

/** One issuer, or several joined by "and", each by the actor that its whole name is; what no actor is called by stays a name. */
function authorNamed(span: Span, says: Span, context: ReadingContext): Author | undefined {
  const name = context.text.slice(span.start, span.end).trim();
  if (!/\p{Lu}/u.test(name)) return undefined;
  // "The Heads of State and Government": many together, of whom a part is no name.
  if (/^(?:the )?(?:heads|leaders)\b/iu.test(name))
    return { parties: [namedBy(span, context)], says: context.words(says) };
  const outermost = context.actors.mentions
    .filter(({ words }) => contains(span, words))
    .filter(({ words }, _, all) => all.every(({ words: other }) => other === words || !contains(other, words)));
  const rest = outermost.reduceRight(
    (text, { words }) => text.slice(0, words.start - span.start) + text.slice(words.end - span.start),
    context.text.slice(span.start, span.end),
  );
  // What is left beside the actors' names is small words and posts, and no part of another name.
  const parties =
    outermost.length > 0 &&
    /^(?:[\s,]|\b(?:the|and|of|a|an)\b|\b(?:Foreign|Prime|Deputy|Defence|Defense|Minister|President|Chancellor|Secretary|Spokesperson|Spokesman|Spokeswoman|Ms\.|Mr\.|Dr\.|Republic|Kingdom|Commonwealth|Federation|Governments?|States?)(?![\p{L}.]))*$/iu.test(
      rest,
    )
      ? outermost.flatMap(({ words, actor, how, reason }): Party[] => {
          const is = actor === undefined ? undefined : context.actors.actor(actor);
          return is ? [{ words, actor: is.id, name: is.name, capacity: undefined, how, reason }] : [];
        })
      : [];
  return { parties: parties.length > 0 ? parties : [namedBy(span, context)], says: context.words(says) };
}

/** The actor that the whole of a name is; else the name alone. */
function partyNamed(span: Span, context: ReadingContext): Party {
  const named = authorNamed(span, span, context)?.parties ?? [];
  const [party] = named.length === 1 ? named : [namedBy(span, context)];
  return { ...party!, name: inOwnCase(party!.name, context.text) };
}

/** "GOVERNMENT OF NORLAND" is the Government of Norland: as the text writes it elsewhere, or with the small words small. */
function inOwnCase(name: string, text: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  const at = text.toLowerCase().lastIndexOf(name.toLowerCase());
  const again = at < 0 ? name : text.slice(at, at + name.length);
  if (/\p{Ll}/u.test(again)) return again;
  // A single word may be an acronym.
  if (!name.includes(' ')) return name;
  return name
    .toLowerCase()
    .replaceAll(/(?<![\p{L}'’])\p{L}+/gu, word =>
      /^(?:of|for|and|the|in|on)$/u.test(word) ? word : word[0]!.toUpperCase() + word.slice(1),
    );
}

function namedBy(span: Span, context: ReadingContext): Party {
  const words = context.words(span);
  const name = oneLine(words.exact).replace(/^the /iu, '').trim();
  return {
    words,
    actor: undefined,
    name,
    capacity: undefined,
    how: 'name',
    reason: 'the words that say whose text it is',
  };
}
