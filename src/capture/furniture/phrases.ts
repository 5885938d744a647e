/** What page furniture says of itself, for text that lost its markup. Each list is a line of plain words to extend. */

import type { Token } from './words.ts';

export interface Phrase {
  readonly step: string;
  readonly reason: string;
}

interface PhraseRule extends Phrase {
  readonly pattern: RegExp;
  /** Words of a line above which the pattern does not apply: furniture is brief. */
  readonly longest: number;
}

/** A line that begins so, whatever comes behind; each is a piece of a pattern. */
function begins(...beginnings: readonly string[]): RegExp {
  return new RegExp(String.raw`^\W{0,4}(?:${beginnings.join('|')})`, 'i');
}

/** A line that is this and nothing else. */
function isOnly(...whole: readonly string[]): RegExp {
  return new RegExp(String.raw`^\W{0,4}(?:${whole.join('|')})\W{0,4}$`, 'i');
}

/** A line that says this somewhere. */
function says(...parts: readonly string[]): RegExp {
  return new RegExp(String.raw`\b(?:${parts.join('|')})`, 'i');
}

const { raw } = String;

/** Lines that are furniture wherever they stand. Precision first: a sentence of a report must never match. */
const lineRules: readonly PhraseRule[] = [
  {
    step: 'author contact',
    reason: 'It tells how to reach the author.',
    longest: 40,
    pattern:
      /\bcan be (?:reached|contacted|emailed|found|followed) (?:at|on|via|by|through)\b.{0,80}(?:@|\bat\b.{1,40}\bcom\b|\btwitter\b|\bfacebook\b|\d{3}.?\d{4}|http)|^\W{0,4}(?:e-?mail|contact|reach|write to|follow)\b.{0,60}(?:@|\btwitter\b|\bfacebook\b|\binstagram\b)|^\W{0,4}follow (?:(?:him|her|them|us|me)\b|[A-Z]\S+(?: [A-Z]\S+){0,3} (?:on|at)\b)|^\W{0,4}@\w{2,30}\W{0,3}$|^\W{0,4}\S{2,40}@\S{2,40}\.[a-z]{2,6}\W{0,2}$/i,
  },
  {
    step: 'comment notice',
    reason: 'It is about the comments below the text.',
    longest: 30,
    pattern:
      /^\W{0,4}(?:please read our comment policy|(?:read|view|see|show|hide|load|add|post|leave|write|submit|join)(?: \S+){0,4} (?:comments?|discussion|conversation|reply)\b(?! (?:by|from|of|that|which|made)\b).{0,40}$|(?:\d{1,5} |no |all )?(?:comments?|replies|responses)(?: ?\(?\d{1,5}\)?| (?:are )?(?:closed|off|disabled|policy|section))?\W{0,3}$|(?:leave|write|post) a (?:reply|comment)\b|cancel reply|reply$|\d{1,5} thoughts on\b|be the first to comment|comments? (?:are|is) (?:closed|moderated|turned off)|your email address will not be published|required fields are marked|notify me (?:of|when)|save my name|log in to (?:comment|reply|leave)|(?:please )?(?:log|sign) in to (?:comment|post|reply))/i,
  },
  {
    step: 'share bar',
    reason: 'It offers to share or print the text.',
    longest: 14,
    pattern:
      /^\W{0,4}(?:share(?:s|d|\W{0,3}$| (?:this|on|via|with|the|your|your?|article|story|post|to|it|by|now|link|page|save|tweet|copy)\b.{0,50}$)|tweet(?: this)?\W{0,3}$|pin (?:it|this)\W{0,3}$|(?:print|email|e-mail|copy|send|bookmark|save|download|listen)(?: (?:this|to|the|an?|link|article|story|page|post|pdf|url|friend|for later|to a friend))*\W{0,3}$|click to (?:share|print|email|tweet)|(?:facebook|twitter|linkedin|whatsapp|pinterest|reddit|telegram|instagram|youtube|x|email|print|copy link|link copied|messenger|flipboard|tumblr|mastodon|bluesky|threads|tiktok|rss|google news)(?:[\s,|/·•+-]+(?:and |on |via )?(?:facebook|twitter|linkedin|whatsapp|pinterest|reddit|telegram|instagram|youtube|x|email|print|copy link|messenger|flipboard|tumblr|mastodon|bluesky|threads|tiktok|rss|google news)){0,9}\W{0,3}$|(?:like|follow|find|join|watch|visit) (?:us|me) on\b)/i,
  },
  {
    step: 'advertisement',
    reason: 'It marks or explains an advertisement.',
    longest: 30,
    pattern:
      /^\W{0,4}(?:advertise?ments?|advertising|sponsored(?: content| post| by.{0,40})?|promoted(?: content)?|paid (?:content|post)|(?:story|article) continues (?:below|after)(?: (?:the )?(?:ad|advertisement|video|image|photo|this))?.{0,30}|continue reading(?: (?:below|the main story))?|scroll (?:down )?to continue(?: reading)?.{0,40}|affiliate (?:links?|disclosure)|ad(?: \d+| feedback| choices)?|remove ads?|skip (?:ad|advertisement)|(?:this|our) (?:post|article|site|page|story|blog) (?:may )?contains? (?:\w+ ){0,2}affiliate|advertisement\W{1,3}continue reading below)\W{0,3}(?:$|\.)|^\W{0,4}(?:affiliate )?disclosure\b.{0,60}\b(?:affiliate|commissions?|links?)\b|\bif you (?:buy|purchase|click|shop) (?:\S+ ){0,4}through (?:\S+ ){0,3}links?\b|^we independently (?:test|review|select|evaluate|research)|\bsupported by (?:commissions|readers like you|our readers)\b|we (?:may )?(?:earn|receive|get|make)(?: \S+){0,5} commissions?\b|as an amazon associate|\baffiliate commissions?\b/i,
  },
  {
    step: 'sign-up notice',
    reason: 'It asks the reader to subscribe, sign up or pay.',
    longest: 40,
    pattern:
      /^\W{0,4}(?:subscribe|sign[ -]?up|register|become a (?:member|subscriber|patron)|join (?:our|the|over|\d\S*) (?:\S+ ){0,4}(?:newsletter|mailing list|list|community|subscribers|readers)|get (?:our|the) (?:\S+ ){0,6}(?:newsletters?|in your inbox|e-?mails?|app)|support (?:our|independent) journalism|donate|already (?:a|have an?) (?:subscriber|member|account|subscription)|log ?in|sign ?in|create (?:an|your|a free) account|forgot (?:your )?password|start your (?:free )?trial|thank you for (?:subscribing|reading|signing up|your (?:interest|support|subscription))|thanks for (?:subscribing|reading|signing up|visiting)|enter your e-?mail|your e-?mail address|e-?mail address|you have (?:successfully )?(?:subscribed|been subscribed)|unsubscribe|(?:this|the) (?:article|content|story) is (?:for|reserved for|only available to|exclusive to) (?:\S+ ){0,3}(?:subscribers|members)|never miss (?:a|an|our)\b|don.?t miss (?:out|a|an|our)\b|stay (?:up to date|in the loop|informed|connected|tuned)\b|by (?:signing up|subscribing|clicking|submitting|continuing|providing|entering|registering)\b.{0,40}\byou\b|download (?:our|the) (?:\S+ ){0,3}app)\b/i,
  },
  {
    step: 'legal notice',
    reason: 'It is a notice on rights, privacy or cookies.',
    longest: 70,
    pattern:
      /^\W{0,4}(?:(?:copyright )?© ?\S|\(c\) ?(?:copyright\b|\d{4}\b|all rights)|copyright (?:©|\(c\)|\d{4}|by)|all rights reserved|(?:privacy|cookies?|terms|editorial|accessibility|refund|return|shipping|comment|community)(?: (?:policy|policies|notice|statement|settings|preferences|guidelines|standards|of (?:use|service)|(?:and|&) conditions))+\W{0,3}$|terms\W{0,3}$|privacy\W{0,3}$|do not sell|this (?:site|website|page) (?:uses|is protected by|is using)\b|(?:we|our (?:site|website|partners)) (?:and our (?:\S+ ){0,3}partners )?(?:use|store|value)(?: \S+){0,5} (?:cookies|privacy)|(?:accept|reject|allow|manage|decline|deny)(?: (?:all|cookies|essential|preferences|settings|non-essential|consent|options|additional|only|necessary|optional))*\W{0,3}$|powered by (?:wordpress|shopify|blogger|google|ghost|squarespace)|(?:this|the) (?:material|article|content|story|information) (?:may|can|must) not be (?:published|reproduced|copied|republished)|images? (?:may be|are) subject to copyright)|\ball rights reserved\b|\b(?:uses?|using|accept) (?:of )?(?:\S+ )?cookies\b.{0,60}\b(?:experience|consent|policy|site|website|traffic|settings|browser)\b|\bprivacy policy and (?:the )?terms of\b|\bconsent to (?:the|our) use of cookies\b/i,
  },
  {
    step: 'link to another text',
    reason: 'It points to another text.',
    longest: 40,
    pattern:
      /^\W{0,4}(?:read more(?:$|\W{0,3}$|:| (?:at|on|in|from|about|here|articles|news|stories|posts)\b)|read (?:next|also|full|the full|the rest|this next|the original|on\b|original)|read\W{0,2}:|see (?:also|more)\b|also (?:read|see|on|watch|from)\b|(?:more|related)(?:\W{0,3}$|:| (?:articles?|stories|posts?|news|content|coverage|links?|topics?|reading|videos?|products?|items|searches|from (?:this|our|the|\w+ ?\w*)$|on this (?:story|topic)|in this (?:series|section)|like this|to (?:read|explore|love)|headlines|resources|tags|pages|materials|information)\W{0,4}(?:$|:))|(?:you|readers) (?:may|might|could|will) (?:also )?(?:like|love|enjoy|be interested|want to read|have missed)|you.?ll (?:also )?(?:like|love)|recommended(?: (?:for you|articles?|stories|reading|posts?|videos?|by\b.{0,20}))?\W{0,3}$|(?:top|latest|trending|popular|recent|other|featured|breaking|most (?:read|popular|viewed|shared|commented|recent)|editor.?s?.? picks?|must[ -]reads?|don.?t miss|in case you missed it|what to read next|up next|what.?s next|next up|more)(?: (?:stories|story|news|headlines|posts?|articles?|videos?|now|topics?|on \S+|from \S+|today|this week|this month|comments?|searches|tags|reads|blogs?|updates?|right now|of the (?:day|week)|for you))?\W{0,3}$|(?:click|tap) (?:here|to)\b|learn more\W{0,3}$|find out more\W{0,3}$|view (?:all|more|full|the|original|profile|gallery|on)\b.{0,30}$|show (?:all|more|less)\b.{0,20}$|load more\b.{0,20}$|(?:previous|next|older|newer|prev)(?: (?:post|article|story|page|entry|entries|posts|up|slide|chapter))?s?\W{0,3}(?:$|:)|watch(?: (?:now|more|the video|live|next|video|below))?\W{0,3}$|watch:|(?:photos?|video|gallery|listen|watch|related(?: \S+){0,2}|more|read|analysis|opinion|explainer|live updates)\s?: (?=[A-Z]))/i,
  },
  {
    step: 'navigation',
    reason: 'It is a menu entry or a button.',
    longest: 11,
    pattern:
      /^\W{0,4}(?:home|menu|search|close|open menu|close menu|main menu|toggle (?:\w+ ?){1,3}|skip to (?:\w+ ?){1,4}|navigation(?: menu)?|site map|sitemap|about(?: us)?|contact(?: us)?|careers|faqs?|help(?: center| centre)?|shop(?: now| all)?|cart|checkout|my account|account|profile|settings|back to (?:top|home|blog|list|news|all|main|the top).{0,20}|go to .{1,20}|return to .{1,20}|get started(?: (?:today|now|for free|with \S+(?: \S+)?))?|(?:get|start|try|book|apply|shop|request|schedule|contact|join|discover|explore|compare|find|download|claim|check|see|view|buy|order|talk to|reserve|call|watch|enroll|register|donate|support|visit)(?: \S+){0,4} (?:now|today|here|a demo|demo|a quote|quotes?|for free|free trial|sales|prices?|details|packages|support|us)|book (?:a|your) (?:\w+ ?){1,3}|request (?:a|your) (?:\w+ ?){1,3}|try (?:it )?(?:now|for free|free|today).{0,12}|buy now|order now|add to (?:cart|bag|basket|wishlist)|contents|table of contents|on this page|in this (?:article|post|story|guide)|jump to(?: recipe| section| content)?|print recipe|quick links|follow us|follow|newsletters?|tags?|topics?|categories|category|archives?|archive|filed (?:under|in).{0,40}|posted (?:in|under|by|on).{0,40}|tagged.{0,40}|(?:tags|topics|categories|filed under|labels|keywords)\s?:.{0,80}|about the authors?|meet the author|author(?:s| bio| profile)?|written by|\d{1,2} min(?:ute)?s?(?: read)?|min read|reading time.{0,20}|\d+ views?|loading\W{0,3}|english|select language|language|play|pause|mute|unmute|expand|collapse|info|edit|report|options|more)\W{0,3}$/i,
  },
  {
    step: 'advertisement',
    reason: 'It offers something to buy, or for nothing.',
    longest: 45,
    pattern: begins(
      raw`(?:get|save|unlock|enjoy|claim|take|score|grab)\b(?: \S+){0,4} (?:[$€£]\d[\d,.]*|\d{1,3} ?%) off\b`,
      raw`(?:get|request|download|grab|claim|schedule|book|start|receive|try)(?: an?| the| our| your| my)(?: \S+){0,2} free(?: \S+){0,3} (?:consultation|quote|trial|e-?book|guide|tools?|session|demo|account|copy|sample|estimate|audit|template|checklist|newsletter|course|webinar|assessment|pdf|download|call)s?\b`,
      raw`(?:get|request|download|grab|claim|schedule|book|start|receive|try)(?: an?| the| our| your| my)? free (?:consultation|quote|trial|e-?book|guide|tools?|session|demo|account|copy|sample|estimate|audit|template|checklist|newsletter|course|webinar|assessment|pdf|download|call)s?\b`,
      raw`new (?:customers|users|members|subscribers) (?:get|receive|save)\b`,
      raw`(?:check|see|view|compare|get) (?:the )?(?:latest |current |best |lowest )?prices? (?:at|on|from)\b.{0,40}$`,
      raw`buy (?:now|it|yours|tickets|the book|poster|at|on|from)\b.{0,40}$`,
      raw`shop (?:the|our|all|now|by|for|at|on)\b.{0,40}$`,
      raw`sponsor (?:this|our|message|content)\b.{0,30}$`,
      raw`disclosure: (?:as an?|some|we|i)\b`,
    ),
  },
  {
    step: 'advertisement',
    reason: 'It tells how the site earns money.',
    longest: 80,
    pattern: says(
      raw`(?:purchases?|orders?) (?:made )?through (?:our|these|my|any of (?:our|the|these)) links?\b`,
      raw`earns? (?:money )?from qualifying purchases\b`,
      raw`(?:we|i|this site) (?:may|might|will) (?:be compensated|receive (?:\S+ ){0,3}compensation)\b`,
      raw`(?:we are|is|we’re|we're) (?:a )?(?:reader|listener|viewer)-supported\b`,
      raw`with (?:promo )?code:? [A-Z]{2,}\d*\b.{0,20}$`,
      raw`free for \d+ days\W{0,3}$`,
    ),
  },
  {
    step: 'sign-up notice',
    reason: 'It asks the reader to subscribe, sign up or pay.',
    longest: 45,
    pattern: says(
      raw`(?:delivered|sent|straight|right|directly)(?: \w+)? to your inbox\b`,
      raw`please (?:check|confirm) your (?:inbox|e-?mail)\b`,
      raw`[\d,]+\+? (?:people|readers|others) subscribe\b`,
      raw`(?:funded|supported|made possible) by (?:readers|listeners|people|members|viewers) like you\b`,
      raw`(?:please |to )(?:support (?:us|me)|consider (?:donating|supporting|subscribing|liking|becoming|sharing|a donation))\b`,
      raw`(?:if you(?:’ve|'ve| have)?|did you|do you|^like|^love|^enjoy)(?: really)? ?(?:like|liked|love|loved|enjoy|enjoyed)? (?:this|it|what you (?:see|read)|reading)\b.{0,60}\b(?:share|subscrib|support|donat|please|leave|follow|sign up)`,
      raw`(?:join|register|sign up)\b.{0,30} for free to (?:get|read|see|receive|continue)\b`,
    ),
  },
  {
    step: 'sign-up notice',
    reason: 'It asks the reader to subscribe, sign up or pay.',
    longest: 12,
    pattern: isOnly(
      raw`(?:our |the |my )?(?:daily|weekly|monthly|free|email|e-mail) (?:newsletters?|updates|digest|briefing)`,
      raw`don.?t miss any\b.{0,40}`,
      raw`keep up with the latest\b.{0,60}`,
    ),
  },
  {
    step: 'share bar',
    reason: 'It offers to share or print the text.',
    longest: 16,
    pattern: begins(
      raw`pin (?:it|this)(?: \S+)? for later\b`,
      raw`(?:please )?(?:help (?:me|us) )?spread the word\b`,
      raw`please share\b`,
      raw`comment (?:via|on):? (?:facebook|twitter|mastodon|substack|reddit|hacker news)\b`,
    ),
  },
  {
    step: 'comment notice',
    reason: 'It asks the reader what to make of the text.',
    longest: 12,
    pattern: isOnly(
      raw`what do you think`,
      raw`what are your thoughts(?: on .{1,40})?`,
      raw`(?:how|what) (?:was|did you think of) this (?:issue|article|page|post|story)`,
      raw`(?:was|is) this (?:\w+ )?(?:helpful|useful)(?: to you)?`,
      raw`did you find (?:this|what you) .{1,40}`,
      raw`let us know (?:what you think )?(?:in|below)\b.{0,40}`,
    ),
  },
  {
    step: 'link to another text',
    reason: 'It points to another text.',
    longest: 12,
    pattern: isOnly(
      raw`(?:read )?(?:more|other|similar|further)(?: of| from)?(?: our| my)?(?: recent| great)? (?:articles|stories|posts|reads)\b.{0,40}`,
      raw`related (?:topics|articles|stories|posts|pages|resources)\b.{0,30}`,
      raw`people also (?:like|liked|ask|asked|search(?:ed)?|read|viewed|bought)\b.{0,20}`,
      raw`(?:more|recently|recent posts?|also) by (?:the|this) author`,
      raw`read (?:the|our|my) (?:full |original )?(?:review|article|story|post|guide|case study)s?`,
      raw`(?:next|previous) (?:topic|chapter|lesson|section)s?`,
      raw`(?:see|view|show) (?:the )?(?:full |schools? |complete )?lists?`,
      raw`(?:inbound|external|internal) links`,
    ),
  },
  {
    step: 'legal notice',
    reason: 'It is a notice on rights, privacy or cookies.',
    longest: 40,
    pattern: begins(
      raw`copyright (?:\S+ ){1,6}(?:19|20)\d\d`,
      raw`powered by \S+(?: \S+){0,6}$`,
      raw`cc by(?:-\w\w)*\b`,
      raw`(?:note: )?the (?:views|opinions)(?: and opinions)? expressed (?:in|on|here|by)\b`,
      raw`\S+ respects your privacy\b`,
      raw`read (?:about )?our (?:privacy|cookie) policy\b`,
      raw`(?:for |see )?more information,? see our (?:privacy|cookie) policy\b`,
    ),
  },
  {
    step: 'picture credit',
    reason: 'It says who made a picture.',
    longest: 12,
    pattern: isOnly(
      raw`(?:image|photo|picture|video|photography|illustration)s?(?: (?:credits?|sources?|courtesy):| (?:by|via|courtesy of)) .{1,60}`,
      raw`(?:credits?|photo|photograph|image|illustration|picture)\s?: .{1,60}`,
    ),
  },
  {
    step: 'navigation',
    reason: 'It is a menu entry or a button.',
    longest: 11,
    pattern: isOnly(
      raw`get in touch\b.{0,20}`,
      raw`contact (?:us|me|information)\b.{0,40}`,
      raw`(?:or )?(?:call|text|phone) us\b.{0,40}`,
      raw`(?:have )?(?:any )?questions\? .{0,40}`,
      raw`why (?:trust|choose) (?:us|our \w+)`,
      raw`need (?:more |any )?(?:\S+ ){0,3}(?:help|advice)`,
      raw`take the next step`,
      raw`(?:discuss|start|tell us about) your (?:project|idea)`,
      raw`(?:expand|collapse) all`,
      raw`(?:services|products|main|mobile|footer) menu`,
      raw`jump to (?:the )?(?:\w+ ?){1,3}`,
    ),
  },
];

/** What a line is, if it is furniture by its own words. */
export function furniturePhrase(line: string, words: number): Phrase | undefined {
  if (line.length > 600) return undefined;
  return lineRules.find(rule => words <= rule.longest && rule.pattern.test(line));
}

/** Openers of boxes of headlines that scrapers paste into the running text, as words in lower case. */
const BOX =
  /^(?:top stories|related (?:articles?|stories|news|posts?|coverage|content|topics)|more (?:stories|news|headlines|from)|(?:latest|trending|popular|recommended|breaking|other|featured|recent) (?:stories|news|headlines|articles|posts|now)|most (?:read|popular|viewed|shared)|read more|read also|also read|see also|you (?:may|might) also like|recommended for you|don t miss|editors? s? ?picks?|story continues below|sponsored content|trending now)$/;

export function opensBox(words: readonly Token[]): boolean {
  return BOX.test(words.map(({ word }) => word).join(' '));
}

/** Headings below which no more of the text comes: other texts, the author, comments, the site. */
const ENDS =
  /^\W{0,4}(?:related(?: \w+){0,3}|(?:you|readers) (?:may|might) (?:also )?.{1,30}|(?:read )?more (?:from|in|on|by|articles|stories|news|posts|like|about|to)\b.{0,50}|recommend(?:ed)?(?: \w+){0,3}|read (?:next|more|also)|about (?:the |this |our )?(?:author|writer|contributor|blog|us|team|company|site)s?\b.{0,30}|the authors?|full bio|about [a-z]+(?: [a-z.]+)?|how we reviewed this article.{0,5}|(?:article )?sources|references|works cited|citations|footnotes|bibliography|(?:written|posted|published|article|reviewed|edited|story|authored) by\b.{0,40}|authors?:?|author bio|meet the (?:author|team)|leave a (?:reply|comment)\b.{0,40}|(?:\d{1,5} |all |recent |post a |add a |view )?(?:comments?|replies|responses|thoughts on .{1,120})(?: ?\(?\d{1,5}\)?| [|•·–-] .{1,60})?:?|join the (?:conversation|discussion)|share (?:this|on|your)\b.{0,40}|share|tags?\b.{0,120}|topics:?|filed under.{0,60}|categories\b.{0,60}|posted in.{0,60}|previous (?:post|article|story)\b.{0,100}|next (?:post|article|story)\b.{0,100}|post navigation|subscribe\b.{0,60}|sign up\b.{0,60}|get the latest.{0,60}|newsletter.{0,40}|popular(?: \w+){0,2}|most (?:read|popular|viewed|recent)|trending.{0,20}|latest(?: \w+){0,2}|top stories|recent (?:posts|articles|news|stories)|other (?:articles|posts|stories|news)|similar (?:posts|articles|stories)|(?:explore|discover|see|find|view|browse|show) more.{0,30}|read (?:this )?next|keep reading|continue reading|up next|what to read next|footer|contact(?: us| info| information)?|follow us.{0,30}|get in touch|quick links|company|resources|all rights reserved|(?:copyright )?©.{0,100}|copyright.{0,100}|disclaimer:?|advertisement|sponsored.{0,30}|press contacts?|media contacts?|site (?:map|links)|back to .{1,20}|see also|in case you missed it|you missed|editor.?s picks?|featured(?: \w+){0,2}|log in .{0,40}|ready to .{1,60}|start your .{1,40}|try .{1,30} (?:free|today|now).{0,10})\W{0,4}$/i;

export function endsText(line: string): boolean {
  return line.length < 200 && ENDS.test(line);
}
