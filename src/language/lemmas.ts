import type { Upos } from './analysis.ts';

/** Forms whose dictionary word the rules below do not find, learned from the treebanks: "went VBD" → "go". */
export type LemmaTable = ReadonlyMap<string, string>;

/**
 * The dictionary word: `form` is the word in small letters, `text` as it stands. Names keep their capitals; the rest is what the table
 * knows, or what the English endings give.
 */
export function lemmaOf(table: LemmaTable, form: string, text: string, pos: Upos, tag: string): string {
  const known = (tag.startsWith('VB') ? MISPRINTED.get(form) : undefined) ?? table.get(`${form} ${tag}`);
  const name = pos === 'PROPN' || tag.startsWith('NNP') || tag === 'ADD' || tag === 'GW';
  if (known !== undefined)
    return name && /^\p{Lu}/u.test(text) ? known.charAt(0).toUpperCase() + known.slice(1) : known;
  // The treebanks write numbers without their commas, and leave acronyms and nationalities their capitals.
  if (tag === 'CD' && /^\d{1,3}(?:,\d{3})+$/.test(form)) return form.replaceAll(',', '');
  if (name) return tag === 'NNPS' && text.length > 3 ? singular(text) : text;
  if (tag === 'NN' && /^\p{Lu}{2,5}$/u.test(text)) return text;
  return byEnding(form, tag);
}

/** Forms that the treebanks give another dictionary word by mistake. */
const MISPRINTED: LemmaTable = new Map([
  ['freed', 'free'],
  ['fled', 'flee'],
]);

/** The dictionary word that the ending alone gives. */
export function byEnding(form: string, tag: string): string {
  if (form.length < 4) return form;
  switch (tag) {
    case 'NNS':
    case 'VBZ':
      return singular(form);
    case 'VBG':
      return form.endsWith('ing') ? stem(form.slice(0, -3)) : form;
    case 'VBD':
    case 'VBN':
      if (form.endsWith('ied')) return form.length === 4 ? form.slice(0, -1) : `${form.slice(0, -3)}y`;
      // "freed", "decreed": the verb keeps its double e.
      if (form.endsWith('eed')) return form.slice(0, -1);
      return form.endsWith('ed') ? stem(form.slice(0, -2)) : form;
    case 'JJR':
    case 'RBR':
      return form.endsWith('ier') ? `${form.slice(0, -3)}y` : form.endsWith('er') ? stem(form.slice(0, -2)) : form;
    case 'JJS':
    case 'RBS':
      return form.endsWith('iest') ? `${form.slice(0, -4)}y` : form.endsWith('est') ? stem(form.slice(0, -3)) : form;
    default:
      return form;
  }
}

function singular(form: string): string {
  if (form.endsWith('ies') && form.length > 4) return `${form.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/i.test(form)) return form.slice(0, -2);
  if (/oes$/i.test(form) && form.length > 4) return form.slice(0, -2);
  if (form.endsWith('men') && form.length > 4) return `${form.slice(0, -3)}man`;
  if (/[^su]s$|[^o]us$/i.test(form) && !form.endsWith('is') && !/[^aeiou]us$/.test(form)) return form.slice(0, -1);
  return form;
}

/** A stem from which "ing", "ed", "er" was taken: "runn" → "run", "mak" → "make", "walk" → "walk". */
function stem(base: string): string {
  const double = /([bdgklmnprtvz])\1$/.exec(base);
  if (double !== null)
    return double[1] === 'l' && !/(?:[aeiou]ll)$/.test(base.slice(-4))
      ? base
      : keepsDouble(base)
        ? base
        : base.slice(0, -1);
  if (MUTE_E.has(base)) return `${base}e`;
  // "meddl", "handl": no English verb ends in a bare consonant and l.
  if (/[bcdfgkptz]l$/.test(base)) return `${base}e`;
  if (/(?:[aeiou][^aeiouwxy]|[uirl]v|[nrl]c|[aeiou]c|[rnld]g|[aeiou]g|[^s]s|u|[^aeo]z)$/.test(base) && needsE(base))
    return `${base}e`;
  return base;
}

/** Stems whose mute e no ending tells. */
const MUTE_E = new Set('resum eas exchang acced conced besieg interfer postpon telephon welcom'.split(' '));

function keepsDouble(base: string): boolean {
  if (base === 'boycott') return true;
  return (
    /(?:ll|ss|zz|ff|dd)$/.test(base) &&
    /(?:fill|kill|call|tell|sell|pull|roll|fall|bill|poll|spell|smell|yell|add|install|stall|drill|skill|grill|dwell|swell|spill|chill|thrill|troll|toll|enroll|shell|quell|cull|mull)$/.test(
      base,
    )
  );
}

/** Does the stem lack its mute e? One vowel before one consonant ("mak"), or an ending that English never writes bare ("serv", "forc"). */
function needsE(base: string): boolean {
  if (/^(?:(?:extrad|exped|ign|inc|exc|rec|inv|un|reun)it|(?:re|pro)?creat)$/.test(base)) return true;
  if (/(?:v|u|[^s]s|[aeioulnr]c|[nrld]g|dg|z)$/.test(base))
    return !/(?:(?:[^n]|^)[ng]g|ong|ing|ang|ung|us|as)$/.test(base);
  const vowels = base.match(/[aeiouy]+/g) ?? [];
  if (vowels.length === 1) return /(?:^|[^aeiou])[aeiou][^aeiouwxy]$/.test(base);
  if (/(?:at|iz|is|ut|id|ir|ibl|bl|tl|dl|gl|pl|cl|fl|ur|or|ag|iat|in)$/.test(base))
    return (
      !/(?:visit|edit|limit|exit|profit|credit|er|en|or|on|it|et|ain|oin|erat|combat)$/.test(base) ||
      base.endsWith('erat')
    );
  return false;
}
