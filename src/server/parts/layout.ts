/** The frame around every page: name, ways to the other pages, search, who decides, and which moment is looked at. */
import { to } from '../address.ts';
import type { Person } from '../../accounts/policy.ts';
import type { Address } from '../address.ts';
import { type Html, html } from '../html.ts';
import { sections } from '../pages/index.ts';
import { moments } from './moments.ts';
import type { Page, Section } from '../visit.ts';

export interface Frame {
  readonly here: Address;
  readonly section: Section | undefined;
  readonly asOf: string | undefined;
  readonly who: string | undefined;
  /** Who is signed in, where people have accounts. */
  readonly person: Person | undefined;
  /** Do people have accounts here? */
  readonly isGuarded: boolean;
  /** Numbers of the last entry of the record, and of the one up to which the page shows it; undefined: nobody may look, or it failed. */
  readonly entries: { readonly all: number; readonly shown: number } | undefined;
}

export function layout(page: Page, frame: Frame): Html {
  const { here, section, asOf } = frame;
  // Where people have accounts, no page but a few is there for who is not signed in.
  const isIn = !frame.isGuarded || frame.person !== undefined;
  // What a terminal shows is for the command line.
  const formats = (page.formats ?? []).filter(format => format !== 'text');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Deeds</title>
<link rel="icon" href="${to('assets', 'icon.svg')}">
<link rel="stylesheet" href="${to('assets', 'deeds.css')}">
<script type="module" src="${to('assets', 'deeds.js')}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="top">
<a class="brand" href="${to()}">Deeds</a>
${isIn && html`<form class="search" role="search" method="get" action="${to('search')}"><input type="search" name="q" placeholder="Search words" aria-label="Search documents and claims for words" data-search></form>`}
<a class="menu-link" href="#menu">Menu</a>
</header>
<nav class="menu" id="menu" aria-label="Pages"><div>${
    isIn &&
    html`<ul>${sections
      .filter(({ label }) => label !== '')
      .map(
        one =>
          html`<li><a href="${to(...(one.name === '' ? [] : [one.name]))}"${one === section && html` aria-current="page"`}>${one.label}</a></li>`,
      )}</ul>`
  }
<p class="who">${whoIs(frame)}</p>
${asOf === undefined && frame.entries !== undefined && html`<details class="moments"><summary>As it was …</summary>${moments(frame, 'menu')}</details>`}</div>
</nav>
<main id="main" tabindex="-1">
${
  asOf !== undefined &&
  html`<div class="as-of" role="status"><p><span>The record as of <b>${asOf}</b>${frame.entries !== undefined && ` (entry ${frame.entries.shown} of ${frame.entries.all})`}. What was recorded later is not shown.</span> <a href="${to('now', ...here.segments)}">Back to now</a></p>${moments(frame, 'past')}</div>`
}
${page.body}
${
  formats.length > 0 &&
  html`<p class="formats">This as ${formats.map(format => html`<a href="${(page.self ?? here).as(format)}">${NAMES[format] ?? format}</a> `)}</p>`
}
${frame.entries !== undefined && html`<p class="printed">${here.text} · the record up to entry ${frame.entries.shown}</p>`}
</main>
${
  page.reviews === true &&
  html`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2>
<p class="quiet">Write another key over one to have it there.</p>
<ul class="keys">${KEYS.map(([key, what]) => html`<li><label><input class="key" data-key="${key}" value="${key}" maxlength="2" autocomplete="off"> ${what}</label></li>`)}</ul>
<form method="dialog"><button>Close</button> <button type="button" data-keys-reset>As they were</button> <button type="button" data-keys-off>Turn keys off</button></form></dialog>`
}
</body>
</html>
`;
}

/** Who looks and decides, and the way to say otherwise. */
function whoIs({ who, person, isGuarded }: Pick<Frame, 'who' | 'person' | 'isGuarded'>): Html {
  if (person !== undefined)
    return html`<a href="${to('now', 'account')}"><b><bdi>${person.name}</bdi></b></a>, ${person.role}${person.role === 'owner' && html`<br><a href="${to('now', 'accounts')}">Who may come in</a>`}`;
  if (isGuarded) return html`<a href="${to('now', 'login')}">Sign in</a>`;
  return html`${who === undefined ? 'Nobody decides yet' : html`Deciding as <b><bdi>${who}</bdi></b>`}<br><a href="${to('now', 'who')}">${who === undefined ? 'Say who you are' : 'Somebody else'}</a>`;
}

const NAMES: Readonly<Record<string, string>> = { json: 'JSON', jsonl: 'JSON Lines', csv: 'CSV' };

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['j', 'next claim'],
  ['k', 'claim before'],
  ['n', 'next that nobody looked at'],
  ['p', 'the one before that nobody looked at'],
  ['a', 'accept: it says what its words say'],
  ['x', 'reject: it does not'],
  ['e', 'edit'],
  ['u', 'undo what was decided last about it'],
  ['c', 'new claim from the words that are selected'],
  ['/', 'search'],
  ['?', 'these keys'],
];
