// Pages that stand in place of a report, in our own words after what sites show, and short reports that resemble them. `→` is what the page is taken for;
// to extend the test, add a line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capture } from '../index.ts';

const PERSON = 'a question whether you are a person';
const NOTHING = 'a notice that there is nothing at this address';
const REFUSED = 'a notice that the site refuses or fails to answer';
const CONSENT = 'a demand for consent to cookies';
const LOGIN = 'a demand for a login or a subscription';

const instead: readonly (readonly [title: string, body: string, what: string])[] = [
  [
    'Just a moment...',
    '<p>Checking your browser before accessing harborpost.example.</p><p>Ray ID: 7f00a1</p>',
    PERSON,
  ],
  ['Harbor Post', '<h1>Please verify you are a human</h1><p>Press and hold the button.</p>', PERSON],
  ['Attention Required! | Edge', '<h1>One more step</h1><p>Please complete the security check.</p>', PERSON],
  ['Are you a robot?', '<p>We have detected unusual activity from your network. Tick the box below.</p>', PERSON],
  ['Page not found | Harbor Post', '<p>Sorry. Try the search, or go to the front page.</p>', NOTHING],
  ['404 - Harbor Post', '<p>Nothing here.</p>', NOTHING],
  ['Harbor Post', "<h1>Oops!</h1><p>We can't find the page you are looking for.</p><p>It may have moved.</p>", NOTHING],
  [
    'Harbor Post',
    '<p>This article is no longer available.</p><ul><li><a href=/a>Two bridges will close</a></ul>',
    NOTHING,
  ],
  ['Access Denied', '<p>You do not have permission to view this page. Reference 18.2f.</p>', REFUSED],
  ['503 Service Unavailable', '<h1>Service Unavailable</h1><p>Try again shortly.</p>', REFUSED],
  ['Harbor Post', '<p>This content is not available in your region.</p>', REFUSED],
  [
    'Before you continue',
    '<p>We use cookies to measure how this site is used.</p><button>Accept all</button>',
    CONSENT,
  ],
  [
    'Harbor Post',
    '<h2>We value your privacy</h2><p>We and our 214 partners store information on a device.</p>',
    CONSENT,
  ],
  ['Sign in', '<form><p>Welcome back</p><input name=u><input type=password name=p><button>Go</button></form>', LOGIN],
  [
    'Two bridges will close',
    '<article><h1>Two bridges will close</h1><p>The minister said on Monday that two bridges would be closed for repairs until the spring of next year.</p><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></article>',
    LOGIN,
  ],
  [
    'Two bridges will close',
    '<article><p>The minister said on Monday that two bridges would be closed.</p><p>This article is only available to subscribers.</p></article>',
    LOGIN,
  ],
];

const LONG =
  '<p>The minister said on Monday that two bridges would be closed, and that heavy trucks must use the northern road until the repairs are over.</p>'.repeat(
    8,
  );

const reports: readonly (readonly [title: string, body: string])[] = [
  ['Two bridges will close', '<p>The minister said on Monday that two bridges would be closed.</p>'],
  [
    'Two bridges will close',
    `<div class="cookie-banner"><p>We value your privacy</p><button>Accept all</button></div><article>${LONG}</article>`,
  ],
  ['Two bridges will close', `<form><input type=password></form><article>${LONG}</article>`],
  ['Page not found: what became of a state archive', `<article>${LONG}${LONG}</article>`],
  [
    'Police find missing page',
    '<p>The police said on Monday that they had found the page that was cut from the treaty.</p>',
  ],
  [
    'Minister denied access to port',
    '<p>The minister was denied access to the port of Rotterdam on Monday, her spokesman said.</p>',
  ],
  [
    'Firm asks robots to leave',
    '<p>The firm said on Monday that programs which pretend to be people made up half of its visitors.</p>',
  ],
  [
    'Parliament debates privacy',
    '<p>Parliament will vote on Tuesday on a law under which firms need the consent of users, the speaker said.</p>',
  ],
];

const html = (title: string, body: string): Uint8Array =>
  Buffer.from(`<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`);

/** What is said of the page, if anything. */
function said(title: string, body: string): string | undefined {
  return capture(html(title, body), {}).missing.find(({ code }) => code === 'suspect_capture')?.sentence;
}

test('a page that stands in place of a report is said to be one', () => {
  for (const [title, body, what] of instead) {
    assert.ok(
      said(title, body)?.startsWith(`The page seems to be ${what} in place of`),
      `${title}: ${body}\n${said(title, body)}`,
    );
  }
});

test('a short report is none, nor one that speaks of such things, nor one with a banner above it', () => {
  for (const [title, body] of reports) assert.equal(said(title, body), undefined, title);
});
