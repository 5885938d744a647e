/** What a robots.txt says, after RFC 9309: groups of programs with rules, in the order of the file. */
export interface RobotsRules {
  readonly groups: readonly Group[];
}

interface Group {
  /** Lower case; "*" for all. */
  readonly agents: readonly string[];
  readonly rules: readonly Rule[];
  /** Seconds between two requests, which is no part of the RFC and widely used. */
  readonly crawlDelay: number | undefined;
}

interface Rule {
  readonly allows: boolean;
  readonly path: string;
  /** The line ("Disallow: /private/"). */
  readonly line: string;
}

/** What is said about one path to one program. */
export interface Ruling {
  readonly allowed: boolean;
  readonly line: string | undefined;
}

/** Reads a robots.txt. Whatever it does not know it passes over, so that any file is one. */
export function robotsRules(text: string): RobotsRules {
  const groups: { agents: string[]; rules: Rule[]; crawlDelay: number | undefined }[] = [];
  let isHead = false;
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u)) {
    const { key, value = '' } = LINE.exec(line)?.groups ?? {};
    const name = key?.toLowerCase();
    if (name === 'user-agent') {
      // Agents that follow each other share a group.
      if (!isHead) groups.push({ agents: [], rules: [], crawlDelay: undefined });
      isHead = true;
      groups.at(-1)!.agents.push(tokenOf(value));
    } else if (name === 'allow' || name === 'disallow') {
      isHead = false;
      if (value !== '')
        groups.at(-1)?.rules.push({ allows: name === 'allow', path: comparable(value), line: `${key}: ${value}` });
    } else if (name === 'crawl-delay') {
      isHead = false;
      const seconds = Number(value);
      const group = groups.at(-1);
      if (group !== undefined && value !== '' && seconds >= 0) group.crawlDelay = seconds;
    }
  }
  return { groups };
}

const LINE = /^\s*(?<key>[a-z-]+)\s*:\s*(?<value>[^#]*?)\s*(?:#.*)?$/iu;

/** May this program ask for the path, which is what follows the host of an address? The longest rule decides; between equals, the one that allows. */
export function ruling(rules: RobotsRules, client: string, path: string): Ruling {
  const asked = comparable(path);
  let best: Rule | undefined;
  for (const rule of groupsFor(rules, client).flatMap(group => group.rules)) {
    const isBetter =
      best === undefined ||
      rule.path.length > best.path.length ||
      (rule.path.length === best.path.length && rule.allows && !best.allows);
    if (isBetter && matches(rule.path, asked)) best = rule;
  }
  return { allowed: best?.allows ?? true, line: best?.line };
}

/** Seconds that the program is asked to leave between two requests. */
export function crawlDelay(rules: RobotsRules, client: string): number | undefined {
  return groupsFor(rules, client).find(group => group.crawlDelay !== undefined)?.crawlDelay;
}

/** All groups that name the program, or else those for everybody. */
function groupsFor({ groups }: RobotsRules, client: string): readonly Group[] {
  const named = groups.filter(({ agents }) => agents.includes(tokenOf(client)));
  return named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'));
}

/** "Deeds/0.1.0" → "deeds" */
function tokenOf(agent: string): string {
  return agent.startsWith('*') ? '*' : (/^[a-z_-]*/iu.exec(agent)?.[0].toLowerCase() ?? '');
}

/** `*` stands for anything, `$` at the end for the end. Goes through path and pattern once, so that no pattern takes long. */
function matches(pattern: string, path: string): boolean {
  const toTheEnd = pattern.endsWith('$');
  const [first, ...pieces] = (toTheEnd ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first!)) return false;
  let at = first!.length;
  if (pieces.length === 0) return !toTheEnd || at === path.length;
  const last = toTheEnd ? pieces.pop()! : undefined;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return last === undefined || (path.endsWith(last) && path.length - last.length >= at);
}

/** Escapes in one spelling: letters beyond ASCII as escaped UTF-8, what needs no escape without one, and digits in capitals. */
function comparable(path: string): string {
  return path
    .replace(/[^\0-\x7f]+/gu, letters => encodeURIComponent(letters.toWellFormed()))
    .replace(/%[0-9a-f]{2}/giu, escape => {
      const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[\w.~-]/u.test(character) ? character : escape.toUpperCase();
    });
}
