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

/** A report cut off at a paywall has some sentences; nothing else here has. */
const MOST_WORDS = 250;
const FEW = 30;
/** Characters, UTF-16. */
const HEAD = 2_000;

const kinds: readonly Kind[] = [
  {
    what: 'a question whether you are a person',
    most: 120,
    says: /\b(?:verif(?:y|ying) (?:that )?you(?: are|['’]re) (?:a )?(?:human|person|not a (?:robot|bot))|are you (?:a )?(?:human|robot)|i(?: am|['’]m) not a robot|checking (?:if the site connection is secure|your browser)|just a moment\s*(?:\.\.\.|…)|attention required!?\s*\||unusual (?:traffic|activity) from your|enable javascript and cookies to continue|(?:complete|solve) the (?:captcha|security check|challenge)|pardon our interruption|you have been blocked|ddos protection by|security (?:check|verification) (?:to|before))/iu,
  },
  {
    what: 'a notice that there is nothing at this address',
    most: 120,
    says: /(?:^|\n)[^\n]{0,60}\b(?:(?:error|http) 404|404(?: error)?\s*(?:$|[-–:|]|page\b|not found)|(?:page|article|file|document|content|story) (?:(?:was|is|could|can) ?not (?:be )?(?:found|available(?! in your))|not found|cannot be found|no longer (?:exists|available)|(?:is|has been) (?:no longer available|removed|deleted|moved))|(?:we|you)? ?(?:can['’]?t|cannot|could ?n['’]?t|could not|were unable to) find (?:the|that|this|what) (?:page|article|story)|(?:page|article|story) (?:you (?:are|were) looking for|you requested))/imu,
  },
  {
    what: 'a notice that the site refuses or fails to answer',
    most: 80,
    says: /(?:^|\n)\W*(?:error\W*)?(?:403\W*)?(?:access (?:to this page has been )?denied|forbidden|(?:50[0234]\W*)?(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out)|site (?:is )?(?:temporarily )?(?:down|unavailable|under maintenance))|\bnot available in your (?:region|country|location)\b/imu,
  },
  {
    what: 'a demand for consent to cookies',
    most: 120,
    says: /\b(?:before you continue(?: to)?|we (?:and our (?:[\d,]+ )?(?:partners|vendors) )?(?:value|care about|respect) your privacy|we,? and our (?:[\d,]+ )?(?:partners|vendors)|(?:accept|reject|agree to) all(?: cookies)?|(?:asks?|need) (?:for )?your consent|manage (?:your )?(?:consent|cookie|privacy) (?:preferences|settings|choices)|consent to (?:the use of )?cookies)\b/iu,
  },
  {
    what: 'a demand for a login or a subscription',
    most: MOST_WORDS,
    says: /\b(?:(?:log|sign) ?in (?:or (?:register|subscribe|sign up) )?to (?:continue|read|view|access|see)|subscribe (?:now )?to (?:continue|keep) reading|(?:subscribe|register|sign up)(?: now| for free)? to (?:continue|read (?:the (?:full|rest)|this|more)|unlock)|to (?:continue|keep) reading,? (?:this \w+,? )?(?:please )?(?:subscribe|log ?in|sign ?in|register)|already (?:a subscriber|have (?:an account|a subscription))\?|(?:this|the full) (?:article|story|content) is (?:only |exclusively )?(?:available (?:only )?(?:to|for)|for|reserved for) (?:our )?(?:subscribers|members|registered)|(?:your|the) free articles?|create (?:a free |an )?account to (?:continue|read))/iu,
    asks: asksForPassword,
  },
];

function asksForPassword(root: Node): boolean {
  return [...elementsBelow(root)].some(
    element => element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'password',
  );
}
