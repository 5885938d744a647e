import type { LeftOut, Missing } from '../../core/document.ts';
import { gaps } from '../../core/span.ts';
import { attribute, elementsBelow, type Node } from './tree.ts';

/**
 * Some pages stand where a report was expected: a question whether one is a person, a demand for consent or a password, a notice that there
 * is nothing here, all with status 200. They are known by what they say, and by how little else they say: who writes about captchas writes more. What is
 * captured is kept and read; that the report is probably not in it is said wherever the document is shown.
 */
export function insteadOfReport(
  root: Node,
  text: string,
  title: string | undefined,
  leftOut: readonly LeftOut[],
): Missing | undefined {
  const read = gaps(text.length, leftOut)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
  const words = read.match(/\p{L}+/gu)?.length ?? 0;
  if (words > MOST_WORDS) return undefined;
  // Where nearly nothing is read, the notice is among what was left out; elsewhere that is a banner on a short report.
  const head = [title ?? '', read, words <= FEW ? text : ''].map(part => part.slice(0, HEAD)).join('\n');
  const kind = kinds.find(
    ({ most, says, asks }) => words <= most && (says.test(head) || (asks !== undefined && asks(root) && words <= FEW)),
  );
  if (kind === undefined) return undefined;
  return {
    code: 'suspect_capture',
    sentence: `The page seems to be ${kind.what} in place of the report: save the page from a browser where you see the report, and add the file.`,
  };
}

interface Kind {
  readonly what: string;
  /** Words that are read of such a page, at most. */
  readonly most: number;
  readonly says: RegExp;
  readonly asks?: (root: Node) => boolean;
}

/** What an address may lead to. */
const THING = '(?:page|article|file|document|content|story)';
/** The beginning of a line, and perhaps a sign or a number in front of its words. */
const LINE = String.raw`(?:^|\n)[^\w\n]{0,5}`;

function anyOf(...phrases: readonly string[]): RegExp {
  return new RegExp(phrases.join('|'), 'imu');
}

/** A report cut off at a paywall has some sentences; nothing else here has. */
const MOST_WORDS = 250;
const FEW = 30;
/** Characters, UTF-16. */
const HEAD = 2_000;

const kinds: readonly Kind[] = [
  {
    what: 'a question whether you are a person',
    most: 120,
    says: anyOf(
      String.raw`\bverif(?:y|ying) (?:that )?you(?: are|['’]re) (?:a )?(?:human|person|not a (?:robot|bot))`,
      String.raw`\bare you (?:a )?(?:human|robot)`,
      String.raw`\bi(?: am|['’]m) not a robot`,
      String.raw`\bchecking (?:if the site connection is secure|your browser)`,
      String.raw`\bjust a moment ?(?:\.\.\.|…)`,
      String.raw`\battention required!? ?\|`,
      String.raw`\bunusual (?:traffic|activity) from your`,
      String.raw`\benable javascript and cookies to continue`,
      String.raw`\b(?:complete|solve) the (?:captcha|security check|challenge)`,
      String.raw`\bpardon our interruption`,
      String.raw`\byou have been blocked`,
      String.raw`\bddos protection by`,
      String.raw`\bsecurity (?:check|verification) (?:to|before)`,
    ),
  },
  {
    what: 'a notice that there is nothing at this address',
    most: 120,
    says: anyOf(
      String.raw`\b(?:error|http) 404`,
      String.raw`\b404(?: error)? ?(?:$|[-–:|]|page\b|not found)`,
      String.raw`\b${THING} (?:(?:was|is|could|can) ?not (?:be )?(?:found|available(?! in your))|not found|cannot be found)`,
      String.raw`\b${THING} (?:is )?no longer (?:exists|available)`,
      String.raw`\b${THING} has been (?:removed|deleted|moved)`,
      String.raw`\b(?:can['’]?t|cannot|could ?n['’]?t|could not|were unable to) find (?:the|that|this|what) ${THING}`,
      String.raw`\b${THING} (?:you (?:are|were) looking for|you requested)`,
    ),
  },
  {
    what: 'a notice that the site refuses or fails to answer',
    most: 80,
    says: anyOf(
      String.raw`${LINE}(?:error ?)?(?:403\b.{0,3})?(?:access (?:to this page has been )?denied|forbidden)`,
      String.raw`${LINE}(?:error ?)?(?:50[0234]\b.{0,3})?(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)`,
      String.raw`${LINE}(?:the |this )?site (?:is )?(?:temporarily )?(?:down|unavailable|under maintenance)`,
      String.raw`\bnot available in your (?:region|country|location)`,
    ),
  },
  {
    what: 'a demand for consent to cookies',
    most: 120,
    says: anyOf(
      String.raw`\bbefore you continue`,
      String.raw`\bwe,? (?:and our [\d,]{0,9} ?(?:partners|vendors)|(?:value|care about|respect) your privacy)`,
      String.raw`\b(?:accept|reject|agree to) all(?: cookies)?\b`,
      String.raw`\b(?:asks?|need) (?:for )?your consent`,
      String.raw`\bmanage (?:your )?(?:consent|cookie|privacy) (?:preferences|settings|choices)`,
      String.raw`\bconsent to (?:the use of )?cookies`,
    ),
  },
  {
    what: 'a demand for a login or a subscription',
    most: MOST_WORDS,
    says: anyOf(
      String.raw`\b(?:log|sign) ?in (?:or (?:register|subscribe|sign up) )?to (?:continue|read|view|access|see)\b`,
      String.raw`\b(?:subscribe|register|sign up)(?: now| for free)? to (?:(?:continue|keep) reading|continue|read (?:the (?:full|rest)|this|more)|unlock)`,
      String.raw`\bto (?:continue|keep) reading,? (?:this (?:article|story),? )?(?:please )?(?:subscribe|log ?in|sign ?in|register)`,
      String.raw`\balready (?:a subscriber|have (?:an account|a subscription))\?`,
      String.raw`\b(?:this|the full) (?:article|story|content) is (?:only |exclusively )?(?:available (?:only )?(?:to|for)|for|reserved for) (?:our )?(?:subscribers|members|registered)`,
      String.raw`\b(?:your|the) free articles?`,
      String.raw`\bcreate (?:a free |an )?account to (?:continue|read)`,
    ),
    asks: asksForPassword,
  },
];

function asksForPassword(root: Node): boolean {
  return [...elementsBelow(root)].some(
    element => element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'password',
  );
}
