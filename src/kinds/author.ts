/**
 * Whose text a document is, where its own words say so: "Statement by the Ministry of Fisheries", "Issued by …", a letterhead over "Press release", "We, the
 * leaders of …", "About Vik Energy" under a release of Vik Energy's, or "The ministry said in a statement:" over what follows. Outside quotations "we" and "I" are then its author; else they stay unknown.
 */
import { bodyNouns } from '../actors/vocabulary.ts';
import type { Party } from '../core/actor.ts';
import { contains, cover, type Span, type Words } from '../core/span.ts';
import { paragraphs, scanQuotations } from '../attributions/quotation.ts';
import type { Word } from '../language/analysis.ts';
import { FIRST_PERSON } from './side.ts';
import type { ReadingContext } from './reading-context.ts';

/** Those who issue a text, and the words that say so. */
export interface Author {
  readonly parties: readonly Party[];
  readonly says: Words;
}

/**
 * Whom "we" or "I" means where nobody else is said to speak, and whom "the Parties", "both sides" or "Leaders" in a text that several issue together;
 * undefined where the words do not tell.
 */
export function authorMeant(head: Word, context: ReadingContext): Author | undefined {
  const isWe = FIRST_PERSON.has(head.lower);
  if ((!isWe && !isCollective(head) && !isOwnName(head, context)) || context.voicesAt(head).length > 0)
    return undefined;
  const { heading, blocks, quotations } = factsOf(context);
  if (quotations.some(quotation => contains(quotation, head))) return undefined;
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

/** Nouns for those who agree on a text, each by itself and all together. */
const PARTIES = new Set([
  'party',
  'side',
  'country',
  'government',
  'state',
  'nation',
  'leader',
  'minister',
  'participant',
]);

function isCollective(head: Word): boolean {
  return PARTIES.has(head.lemma) && head.children('nmod', 'acl', 'acl:relcl', 'nmod:poss', 'compound').length === 0;
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
    (context.party(head).actor === undefined || isNamedInHeading(head, context))
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
export function asAuthor(head: Word, party: Party, { says }: Author, context: ReadingContext): Party {
  const isWe = FIRST_PERSON.has(head.lower);
  const words = isWe ? context.words(head) : context.party(head).words;
  return {
    ...party,
    words,
    how: isWe ? 'pronoun' : 'description',
    reason: `“${words.exact.replaceAll(/\s+/gu, ' ')}” stands in a text that says whose it is: “${says.exact.replaceAll(/\s+/gu, ' ')}”`,
  };
}

interface Facts {
  readonly heading: Author | undefined;
  /** Texts within the text, each with who says it. */
  readonly blocks: readonly { readonly reach: Span; readonly author: Author }[];
  readonly quotations: readonly Span[];
}

const known = new WeakMap<ReadingContext, Facts>();

function factsOf(context: ReadingContext): Facts {
  const before = known.get(context);
  if (before) return before;
  const facts: Facts = {
    heading:
      ofDefinition(context) ??
      ofTitle(context) ??
      ofHeading(context) ??
      ofLetterhead(context) ??
      ofPreamble(context) ??
      ofBoilerplate(context) ??
      ofNews(context),
    blocks: blocksIn(context),
    quotations: scanQuotations(context.text),
  };
  known.set(context, facts);
  return facts;
}

/** UTF-16 units from the start of the text within which its heading stands. */
const HEAD = 600;

const HEADING =
  /^[^\S\n]*(?:(?:(?:joint|press|media|official|public|full)[^\S\n])*(?:statement|communiqu[eé]|declaration|remarks|speech|address|release|message)[^\S\n](?:by|from|of)|(?:published|issued|released)[^\S\n]by)[^\S\n]+(?<who>[^\n]+?)[^\S\n]*$/imu;

/** Where the name of whoever issues it ends: "… on fishing", ", Oslo". */
const BEHIND_NAME =
  /[^\S\n](?:on|regarding|about|at|following|after|concerning|to|in|for|participating|meeting|attending)[^\S\n]|[,;:(–—]/iu;

const DEFINITION =
  /^[^\S\n]*(?<who>(?:The[^\S\n])?\p{Lu}[^(;:]{3,300}?),?\s*\(?,?(?:hereinafter|hereafter|together)\b[^)\n]{0,60}["“'‘](?:the )?(?:High )?(?:Contracting )?(?:Parties|Sides|Participants|Signatories)\b/mu;

/** "The Government of Norland and the Government of Ostria (hereinafter 'the Parties')" */
function ofDefinition(context: ReadingContext): Author | undefined {
  const found = DEFINITION.exec(context.text.slice(0, 3 * HEAD));
  const who = found?.groups?.['who'];
  if (!found || who === undefined) return undefined;
  const start = found.index + found[0].indexOf(who);
  return severalNamed(
    { start, end: start + who.trimEnd().length },
    { start, end: found.index + found[0].length },
    context,
  );
}

const TITLE =
  /^[^\S\n]*(?:(?:joint|framework|bilateral|trade|peace|ceasefire|free|cooperation)[^\S\n])*(?:agreement|treaty|accord|memorandum[^\S\n]of[^\S\n]understanding|protocol|convention|arrangement|statement|declaration|communiqu[eé])\s+(?:between|among)\s+(?<who>[^\n]+(?:\n(?=and\b)[^\n]+)?)/imu;

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
  const parts = partsOf(span, context.text);
  return parts.length > 1
    ? { parties: parts.map(part => namedBy(part, context)), says: context.words(says) }
    : undefined;
}

/** How official names of states and their governments begin. */
const OFFICIAL_NAME =
  /^(?:the\s+)?(?:governments?|republic|kingdom|state|people's|united|federal|commonwealth|islamic|principality|grand duchy|federation|democratic|union)\b/iu;

/** "The Government of Norland and the Government of Sudmark": where nothing is known of the names, they are told apart by "and". */
function partsOf({ start, end }: Span, text: string): Span[] {
  const whole = text.slice(start, end);
  const links = [...whole.matchAll(/,?\s+and\s+|,\s+/giu)];
  const starts = [0, ...links.map(link => link.index + link[0].length)];
  const parts = starts.map((from, i) => ({
    start: start + from,
    end: start + (links[i]?.index ?? whole.trimEnd().length),
  }));
  const areNames = parts.every(part => OFFICIAL_NAME.test(text.slice(part.start, part.end)));
  return areNames ? parts : [];
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
    if (issuer) return authorNamed(issuer.words, { start: issuer.words.start, end: verb.end }, context);
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

const ISSUING: ReadonlySet<string> = new Set(['body', 'organisation', 'firm', 'group']);

const PREAMBLE =
  /\b[Ww]e, (?<who>the (?:[Ll]eaders|[Hh]eads|[Mm]inisters|[Ff]oreign [Mm]inisters|[Ff]inance [Mm]inisters|[Mm]embers|[Pp]residents|[Gg]overnments|[Rr]epresentatives|[Dd]elegates|[Pp]arties)\b[^.;\n]*?), (?=\p{Ll})/u;

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

function namedBy(span: Span, context: ReadingContext): Party {
  const words = context.words(span);
  const name = words.exact.replaceAll(/\s+/gu, ' ').replace(/^the /iu, '').trim();
  return {
    words,
    actor: undefined,
    name,
    capacity: undefined,
    how: 'name',
    reason: 'the words that say whose text it is',
  };
}
