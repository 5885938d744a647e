// Cases of robots.txt: the file, the program, the path, and what it says. RFC 9309 gives the rules; the files are our own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as hold, constantFrom, property, string } from 'fast-check';
import { crawlDelay, robotsRules, ruling } from './robots-rules.ts';

const CLIENT = 'Deeds/0.1.0';

/** `+ path` may be asked for, `- path` may not. */
const cases: readonly (readonly [what: string, file: string, answers: string])[] = [
  ['an empty file allows all', '', '+ / + /a'],
  ['a closed site', 'User-agent: *\nDisallow: /', '- / - /a - /a?b'],
  ['an empty Disallow closes nothing', 'User-agent: *\nDisallow:', '+ / + /a'],
  [
    'the longest rule decides',
    'User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c',
    '- /a + /a/b - /a/b/c + /',
  ],
  ['between equals the one that allows', 'User-agent: *\nDisallow: /a\nAllow: /a', '+ /a'],
  ['their order does not matter', 'User-agent: *\nAllow: /a/b\nDisallow: /a', '- /a/c + /a/b'],
  ['a rule is a beginning', 'User-agent: *\nDisallow: /news', '- /news - /newspaper - /news/a + /new'],
  ['letters count as they are', 'User-agent: *\nDisallow: /News', '+ /news - /News'],
  ['$ is the end', 'User-agent: *\nDisallow: /a$', '- /a + /ab + /a?b'],
  ['* is anything', 'User-agent: *\nDisallow: /*.pdf', '- /a.pdf - /a/b.pdf?c + /pdf'],
  ['* and $', 'User-agent: *\nDisallow: /*.pdf$', '- /a.pdf + /a.pdf?c - /a.pdf.pdf'],
  ['* in the middle twice', 'User-agent: *\nDisallow: /a*b*c$', '- /abc - /axbxc + /ac + /abcd'],
  ['what * stands for is not counted twice', 'User-agent: *\nDisallow: /*ab*b$', '- /abb + /ab'],
  ['own rules instead of those for all', 'User-agent: *\nDisallow: /\n\nUser-agent: deeds\nDisallow: /a', '+ /b - /a'],
  ['the name in any case, with a version', 'User-agent: DEEDS/9\nDisallow: /a', '- /a'],
  ['a longer name is another program', 'User-agent: deedsbot\nDisallow: /', '+ /a'],
  ['a shorter name too', 'User-agent: deed\nDisallow: /', '+ /a'],
  ['several programs share rules', 'User-agent: x\nUser-agent: deeds\nUser-agent: y\nDisallow: /a', '- /a'],
  [
    'groups of the same program add up',
    'User-agent: deeds\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: deeds\nDisallow: /b',
    '- /a - /b + /c',
  ],
  ['rules before any program concern nobody', 'Disallow: /\nUser-agent: *\nDisallow: /a', '+ /b - /a'],
  ['other lines are passed over', 'Sitemap: x\nUser-agent: *\nHost: y\nDisallow: /a\nnonsense\n', '- /a + /b'],
  ['remarks', '# all\nUser-agent: * # everybody\nDisallow: /a # not this', '- /a + /b'],
  ['blanks, tabs and no blanks', ' User-agent:*\n\tDisallow :\t/a ', '- /a + /b'],
  ['lines that end in CR, or CR LF', 'User-agent: *\rDisallow: /a\r\nDisallow: /b', '- /a - /b + /c'],
  ['a mark of the byte order at the start', '\ufeffUser-agent: *\nDisallow: /a', '- /a'],
  [
    'escapes in one spelling',
    'User-agent: *\nDisallow: /%7euser/%e4\nDisallow: /größe',
    '- /~user/%E4 - /%7Euser/%e4 - /gr%C3%B6%C3%9Fe',
  ],
  ['an escaped slash is no slash', 'User-agent: *\nDisallow: /a%2Fb', '- /a%2fb + /a/b'],
];

for (const [what, file, answers] of cases) {
  test(what, () => {
    const rules = robotsRules(file);
    for (const [, sign, path] of answers.matchAll(/([+-]) (\S+)/gu)) {
      const { allowed, line } = ruling(rules, CLIENT, path!);
      assert.equal(allowed, sign === '+', `${path} (${line ?? 'no rule'})`);
    }
  });
}

test('the line that decided is named as it was written', () => {
  const { line } = ruling(robotsRules('user-AGENT: *\nDISALLOW:   /a  # why\n'), CLIENT, '/a/b');
  assert.equal(line, 'DISALLOW: /a');
});

const delay = (file: string): number | undefined => crawlDelay(robotsRules(file), CLIENT);

test('a pause is that of the own group, and only a number is one', () => {
  assert.equal(delay('User-agent: *\nCrawl-delay: 5'), 5);
  assert.equal(delay('User-agent: *\nCrawl-delay: 5\nUser-agent: deeds\nCrawl-delay: 0.5'), 0.5);
  assert.equal(delay('User-agent: *\nCrawl-delay: 5\nUser-agent: deeds\nDisallow:'), undefined);
  for (const value of ['', 'soon', '-1', '1h']) assert.equal(delay(`User-agent: *\nCrawl-delay: ${value}`), undefined);
});

test('any text is a robots.txt, and any pattern is matched in no time', () => {
  const units = ['a', ':', '*', '$', '/', ' ', '\n', '#', '%2', 'User-agent: *\n', 'Disallow: /'];
  hold(
    property(string({ unit: constantFrom(...units) }), file => {
      ruling(robotsRules(file), CLIENT, '/aaaaaaaa');
    }),
    { numRuns: 300 },
  );
  const begun = performance.now();
  ruling(robotsRules(`User-agent: *\nDisallow: /${'*a'.repeat(20_000)}b`), CLIENT, `/${'a'.repeat(20_000)}`);
  assert.ok(performance.now() - begun < 1_000);
});
