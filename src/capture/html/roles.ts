import type { Phrase } from '../furniture/phrases.ts';
import { attribute, type Element, parentOf } from './tree.ts';

const navigation: Phrase = {
  step: 'navigation',
  reason: 'It stands in a menu, header, footer or sidebar of the page.',
};
const control: Phrase = { step: 'form control', reason: 'It belongs to a form or a button.' };
const caption: Phrase = { step: 'caption', reason: 'It describes a picture or a video.' };
export const comments: Phrase = { step: 'comments', reason: 'It belongs to the comments of readers.' };
const sharing: Phrase = { step: 'share bar', reason: 'It offers to share or print the text.' };
const others: Phrase = { step: 'link to another text', reason: 'It stands in a box of links to other texts.' };
const advertising: Phrase = { step: 'advertisement', reason: 'It stands in a box that the page marks as advertising.' };
const signUp: Phrase = {
  step: 'sign-up notice',
  reason: 'It asks the reader to subscribe, sign up, pay or accept cookies.',
};
const about: Phrase = { step: 'author and date', reason: 'It tells who wrote the text, when, and how it is filed.' };

const byTag: Readonly<Record<string, Phrase>> = {
  nav: navigation,
  header: navigation,
  footer: navigation,
  aside: navigation,
  menu: navigation,
  form: control,
  button: control,
  select: control,
  textarea: control,
  label: control,
  dialog: control,
  figcaption: caption,
};

const byRole: Readonly<Record<string, Phrase>> = {
  navigation,
  banner: navigation,
  contentinfo: navigation,
  complementary: navigation,
  search: navigation,
  menu: navigation,
  menubar: navigation,
  dialog: control,
  alertdialog: control,
  toolbar: control,
  button: control,
};

/** Words in class names and ids, by what they say. A name is cut at every change of case, hyphen and underscore. */
const byName: readonly (readonly [Phrase, string])[] = [
  [
    navigation,
    'nav navbar navigation menu submenu breadcrumb breadcrumbs sidebar footer masthead topbar pagination pager toc ' +
      'tableofcontents navbox catlinks editsection hatnote widgets offcanvas drawer',
  ],
  [comments, 'comment comments disqus respond replies livefyre commentlist commentlisting'],
  [sharing, 'share sharing shares social sharedaddy addthis addtoany sharebar sharethis socials'],
  [
    others,
    'related recommended recommendations recommendation recirc recirculation trending popular mostread mostpopular readmore morenews ' +
      'teaser teasers promo promos promoted outbrain taboola upnext readnext carousel zergnet',
  ],
  [advertising, 'ad ads advert advertisement advertising adslot sponsor sponsored sponsors dfp adbox'],
  [
    signUp,
    'newsletter newsletters subscribe subscription signup optin cookie cookies consent gdpr popup modal paywall regwall donate cta ' +
      'lightbox tooltip',
  ],
  [about, 'byline bylines bio authorbio authorbox tags taglist taxonomy postmeta entrymeta dateline timestamp'],
  [caption, 'caption captions credit credits wpcaption'],
];

const nameRoles: ReadonlyMap<string, Phrase> = new Map(
  byName.flatMap(([role, names]) => names.split(' ').map(name => [name, role] as const)),
);

/** Names in two words that together mean what neither does alone. */
const pairs: ReadonlyMap<string, Phrase> = new Map([
  ['author bio', about],
  ['about author', about],
  ['author box', about],
  ['author info', about],
  ['author profile', about],
  ['author card', about],
  ['post meta', about],
  ['entry meta', about],
  ['article meta', about],
  ['entry footer', about],
  ['post tags', about],
  ['site header', navigation],
  ['page header', navigation],
  ['site footer', navigation],
  ['table contents', navigation],
  ['left rail', navigation],
  ['right rail', navigation],
  ['side rail', navigation],
  [' widget', navigation],
  ['most read', others],
  ['most popular', others],
  ['read more', others],
  ['more stories', others],
  ['more news', others],
  ['read next', others],
  ['up next', others],
  ['also like', others],
  ['screen reader', navigation],
  ['sr only', navigation],
  ['visually hidden', navigation],
]);

/** Words before a name that turn it round: "has-sidebar" and "no-toc" stand on what is beside the sidebar. */
const MODIFIERS = new Set([
  'has',
  'no',
  'with',
  'without',
  'is',
  'layout',
  'not',
  'hide',
  'show',
  'before',
  'after',
  'below',
]);

/**
 * Above this share of the page's prose an element is the article itself, whatever it is called: some pages wrap everything in a form,
 * or call the column beside the table of contents "toc". What is sure to be furniture may be longer than the article.
 */
const wholePage: ReadonlyMap<Phrase, number> = new Map([
  [comments, 0.8],
  [caption, 0.4],
  [about, 0.3],
]);
const SURE = 0.4;
const UNSURE = 0.15;
const sureNames = new Set([
  'sidebar',
  'footer',
  'nav',
  'aside',
  'form',
  'related',
  'recommended',
  'modal',
  'outbrain',
  'taboola',
]);

/** A role and the share of the page's prose that an element with that name may hold to have it. */
interface Named {
  readonly role: Phrase;
  readonly most: number;
}

/** What the markup around a line says it is. */
export class MarkupRoles {
  readonly #prose: ReadonlyMap<Element, number>;
  readonly #total: number;
  readonly #known = new Map<Element, Phrase | undefined>();
  readonly #only: Phrase | undefined;

  /** `prose` has the words of running sentences below each element; `only` looks for one role and no other. */
  constructor(prose: ReadonlyMap<Element, number>, only?: Phrase) {
    this.#prose = prose;
    this.#total = Math.max(
      1,
      ...[...prose].filter(([element]) => element.tagName === 'body').map(([, words]) => words),
    );
    this.#only = only;
  }

  of(element: Element): Phrase | undefined {
    const path: Element[] = [];
    let role: Phrase | undefined;
    for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) {
      if (this.#known.has(at)) {
        role = this.#known.get(at);
        break;
      }
      path.push(at);
    }
    for (const at of path.reverse()) {
      role ??= this.#own(at);
      this.#known.set(at, role);
    }
    return role;
  }

  #own(element: Element): Phrase | undefined {
    const share = (this.#prose.get(element) ?? 0) / this.#total;
    const own = rolesOf(element).find(
      ({ role, most }) => share <= most && (this.#only === undefined || role === this.#only),
    );
    return own?.role;
  }
}

function rolesOf(element: Element): Named[] {
  if (element.tagName === 'body' || element.tagName === 'html') return [];
  const found: Named[] = [];
  const tag = byTag[element.tagName];
  if (tag !== undefined) found.push(named(tag, element.tagName));
  const role = byRole[attribute(element, 'role') ?? ''];
  if (role !== undefined) found.push({ role, most: SURE });
  addNamed(attribute(element, 'class'), found);
  addNamed(attribute(element, 'id'), found);
  return found;
}

function named(role: Phrase, name: string): Named {
  return { role, most: wholePage.get(role) ?? (sureNames.has(name) ? SURE : UNSURE) };
}

function addNamed(name: string | undefined, found: Named[]): void {
  if (name === undefined || name === '') return;
  let before = '';
  for (const word of name
    .slice(0, 500)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)) {
    if (word === '') continue;
    const role = pairs.get(`${before} ${word}`) ?? nameRoles.get(word);
    if (role !== undefined && !MODIFIERS.has(before)) found.push(named(role, word));
    before = word;
  }
}
