/** Words by which reports tell how far something has gone, who stands behind it and how it is known. English, and of no agreement in particular. */
const words = (list: string): RegExp =>
  new RegExp(
    `\\b(?:${list
      .trim()
      .split(/\s*\n\s*|\s*;\s*/u)
      .join('|')})\\b`,
    'iu',
  );

/** A promise, a wish, a position: words about what is to be. */
export const PROMISE = words(`
  will; would; shall; promis\\w+; pledg\\w+; vow\\w*; intend\\w*; plans? to; planned to; agreed? to; commit\\w*; reaffirm\\w*; stood by; stands by
  keep (?:its|their|our) word; called? (?:for|on); urg(?:ed|es|ing); hop(?:es|ed)
`);

/** Steps before the act. */
export const PREPARATION = words(`
  prepar\\w+; preparatory; schedul\\w+; (?:will|to|would) travel; travell?ed to; set (?:a|the) date; nam(?:ed|es) (?:a|an|its|the|\\w+ to)
  appoint\\w*; form(?:ed|s) (?:a|an) (?:group|team|commission|committee|body); draw up; began work; drafting; invit(?:ed|es|ation)
`);

/** Authority or resources committed. */
export const RESOURCES = words(`
  budget\\w*; set aside; appropriat\\w+; earmark\\w*; pass(?:ed|es) (?:a|the) (?:law|bill|act); adopt(?:ed|s) (?:a|the) law; law that; mandat\\w+; decree\\w*
  approv\\w+; voted; sign(?:ed|s) (?:a|the) contract; ratif\\w+; hir(?:ed|es|ing); licen[cs]ed
`);

/** What others measured, counted or confirmed. */
export const RESULT = words(`
  measur\\w+; count(?:ed|s); (?:observers?|inspectors?|monitors?|mission)[^.;]{0,40}confirm\\w*; verif\\w+; observ(?:ed|es); audit; satellite (?:images?|photos?|pictures); statistics; by \\d[\\d.,]* per ?cent; found that; monitored
`);

/** Told that a thing was not done, or was undone. */
export const OMISSION = words(`
  (?:did|do|does|has|have|had|was|were) (?:still |so far |as yet )?not; (?:has|have|had) yet to; not yet; didn[’']t; hasn[’']t; haven[’']t; fail(?:ed|s|ing)? to; refus(?:ed|es|ing|al); reject(?:ed|s); cancel\\w*
  postpon\\w+; suspend\\w*; turned (?:back|away); block(?:ed|s|ing); den(?:ied|ies) (?:access|entry); still (?:keeps?|has|have|holds?); ignor(?:ed|es)
  miss(?:ed|es) (?:the|its) deadline; withdrew from; pulled out of; switched off; expel\\w*; backed out; broke off; scrapp\\w+; without
`);

/** Acts by which a party enforces what it is bound to. */
export const ENFORCEMENT = words(`
  arrest\\w*; detain\\w*; fin(?:ed|es); prosecut\\w+; charg(?:ed|es) (?:\\w+ )?(?:men|man|woman|people|citizens|officers|with); convict\\w*; jail\\w*; sentenc\\w+
  ban(?:ned|s); outlaw\\w*; reject(?:ed|s); seiz(?:ed|es); shut down; stopp(?:ed|ing); revok\\w+; halt(?:ed|s); punish\\w*; dismiss\\w*
`);

/** Words that say less of something, and more. */
export const LESS = words(
  'cut\\w*; reduc\\w+; lower\\w*; limit\\w*; fall\\w*; fell; drop(?:ped|s)?; declin\\w+; shrink\\w*; shrank',
);
export const MORE = words(
  'rais(?:ed|es|ing); rose; rise\\w*; risen; increas\\w+; grew; grow\\w*; expand\\w*; doubl\\w+; exceed\\w*; climb\\w*',
);

/** Who is one of a government's own, and who is only somebody from there. */
export const ORGANS = words(`
  government; army; military; artillery; navy; air force; forces?; troops; soldiers; intelligence (?:service|agency|officers?); ministry; parliament; police; state
  coast guard; president; agents?; authorities; regime; warships?; jets?; battalion; brigade
`);
export const DIRECTED = words(`
  directed by; ordered by; sponsored by; backed by; controlled by; working for; work for; on behalf of; acting for; hired by; paid by; run by
  (?:state|government)-(?:sponsored|backed|run|directed); sponsored; in the service of; on orders
`);
export const LINKED = words(
  'link(?:s|ed|ing)? (?:to|with); tied to; ties to; affiliated; associated with; suspected; believed; thought to; connected to; based in; traced to',
);
export const PRIVATE = words(`
  hackers?; groups?; gang; trawlers?; ships?; fishermen; compan(?:y|ies); firms?; men; citizens; campaigners; intruders?; attackers?; militias?; rebels; boats?; farmers; criminals?; blackmailers?; thieves; smugglers?; pirates?
`);

/** What kind of voice an attributor is. */
export const LEGAL = words(
  'courts?; judges?; tribunal; jury; prosecutors?; indict\\w+; inquiry; arbitrat\\w+; verdict',
);
export const TECHNICAL = words(
  'security (?:firm|company|researchers?); researchers?; analysts?; firm; company; experts?; laboratory; institute; cameras; telemetry',
);
export const OFFICIAL = words(`
  ministry; minister; government; president; police; army; navy; coast guard; agency; officials?; authorit(?:y|ies); mission; secretariat; spokes\\w+; chief; treasury; office; parliament
`);
/** Classes of people without names. */
export const UNNAMED = words(
  'officials?; sources?; people familiar; diplomats?; experts?; analysts?; critics; witnesses; campaigners; aides?',
);

/** Words that show a source saw, heard or measured for itself. */
export const OWN_OBSERVATION = words(`
  told (?:this|our|the) (?:newspaper|paper|reporter|correspondent|programme|desk); (?:our(?: own)?|its own|their own|her own|his own) (?:reporters?|correspondents?|cameras?|stations?|sensors?|telemetry|inspectors?|observers?|instruments?|teams?|measurements?)
  (?:seen|reviewed|obtained|examined) by (?:this|our|the) (?:newspaper|paper|reporter|correspondent|desk)
  (?:a|our|this) (?:reporter|correspondent)(?: of [\\w ]{2,40})? (?:saw|watched|counted|visited|attended); in an interview with (?:this|our|the) (?:newspaper|paper|reporter|correspondent|desk)
`);
