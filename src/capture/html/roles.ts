import type { Phrase } from '../furniture/phrases.ts';
import { attribute, type Element, parentOf } from './tree.ts';

const navigation: Phrase = { step: 'navigation', reason: 'It stands in a menu, header, footer or sidebar of the page.' };
const control: Phrase = { step: 'form control', reason: 'It belongs to a form or a button.' };
const caption: Phrase = { step: 'caption', reason: 'It describes a picture or a video.' };
const comments: Phrase = { step: 'comments', reason: 'It belongs to the comments of readers.' };
const sharing: Phrase = { step: 'share bar', reason: 'It offers to share or print the text.' };
const others: Phrase = { step: 'link to another text', reason: 'It stands in a box of links to other texts.' };
const advertising: Phrase = { step: 'advertisement', reason: 'It stands in a box that the page marks as advertising.' };
const signUp: Phrase = { step: 'sign-up notice', reason: 'It asks the reader to subscribe, sign up, pay or accept cookies.' };
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
    'nav navbar navigation menu submenu breadcrumb breadcrumbs sidebar rail footer masthead topbar pagination pager skip toc ' +
      'tableofcontents navbox catlinks editsection hatnote widget widgets offcanvas drawer',
  ],
  [comments, 'comment comments disqus respond replies livefyre commentlist commentlisting'],
  [sharing, 'share sharing shares social sharedaddy addthis addtoany sharebar sharethis socials jp'],
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

/** Above this share of the page's prose an element is the page itself, whatever it is called: some wrap everything in a form. */
const WHOLE_PAGE = 0.4;

/** What the markup around a line says it is. */
export class MarkupRoles {
  readonly #prose: ReadonlyMap<Element, number>;
  readonly #total: number;
  readonly #known = new Map<Element, Phrase | undefined>();

  /** `prose` has the words of running sentences below each element. */
  constructor(prose: ReadonlyMap<Element, number>) {
    this.#prose = prose;
    this.#total = Math.max(1, ...[...prose].filter(([element]) => element.tagName === 'body').map(([, words]) => words));
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
      role ??= (this.#prose.get(at) ?? 0) > this.#total * WHOLE_PAGE ? undefined : ownRole(at);
      this.#known.set(at, role);
    }
    return role;
  }
}

function ownRole(element: Element): Phrase | undefined {
  if (element.tagName === 'body' || element.tagName === 'html') return undefined;
  const tag = byTag[element.tagName];
  if (tag !== undefined) return tag;
  const role = byRole[attribute(element, 'role') ?? ''];
  if (role !== undefined) return role;
  return namedRole(attribute(element, 'class')) ?? namedRole(attribute(element, 'id'));
}

function namedRole(name: string | undefined): Phrase | undefined {
  if (name === undefined || name === '') return undefined;
  let before = '';
  for (const word of name.slice(0, 500).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/)) {
    if (word === '') continue;
    const role = nameRoles.get(word) ?? pairs.get(`${before} ${word}`);
    if (role !== undefined) return role;
    before = word;
  }
  return undefined;
}
