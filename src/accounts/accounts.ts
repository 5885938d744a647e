/**
 * Who may come in when others can reach the server: accounts, sessions, invitations and tokens, in a file of their own beside the record (`accounts.sqlite`), for they are
 * nothing that a record says. Of secrets only sums are kept. Whatever changes an account ends its sessions and tokens with the next request.
 */
import { closeSync, openSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { Problem } from '../core/problem.ts';
import { hashed, isRight, secret, sumOfSecret } from './passwords.ts';
import { may, mayChange, type Person, type Role, roles, type Scope, scopes } from './policy.ts';
import { Throttle } from './throttle.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly made: string;
  readonly isShutOut: boolean;
}

export interface Token {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly expires: string;
  readonly used: string | undefined;
}

const [MINUTE, DAY] = [60_000, 86_400_000];
/** A session ends after so long without a request, and at the latest. */
const [IDLE, LONGEST] = [12 * 60 * MINUTE, 7 * DAY];
const INVITED = 7 * DAY;
/** Days for which a token may be made. */
export const TOKEN_DAYS = 365;
/** How exactly it is kept when somebody was last there. */
const SEEN_EVERY = MINUTE;

/** Version 1; a later one is a step behind it. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password TEXT NOT NULL,
  made TEXT NOT NULL, shut_out INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS session (sum TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account, made INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS session_by_account ON session (account);
CREATE TABLE IF NOT EXISTS invitation (sum TEXT PRIMARY KEY, role TEXT NOT NULL, by TEXT NOT NULL, until INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS token (sum TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES account, label TEXT NOT NULL, scopes TEXT NOT NULL,
  until INTEGER NOT NULL, used TEXT) STRICT;
CREATE INDEX IF NOT EXISTS token_by_account ON token (account);
CREATE TABLE IF NOT EXISTS denied (number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL) STRICT;
PRAGMA user_version = 1;
`;

/** Refusals that are remembered. */
const DENIED = 10_000;

export class Accounts {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #throttle: Throttle;

  private constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#throttle = new Throttle(now);
  }

  /** Opens the accounts of a record's folder; the file is made, for its owner only, when it is not there. */
  static open(folder: string, now: () => number = Date.now): Accounts {
    const file = join(folder, 'accounts.sqlite');
    closeSync(openSync(file, 'a', 0o600));
    const database = new DatabaseSync(file, { timeout: 5_000, defensive: true });
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF',
    );
    const version = Number(database.prepare('PRAGMA user_version').get()!['user_version']);
    if (version > 1) {
      database.close();
      throw new Problem(
        'accounts_newer',
        'The accounts were written by a newer Deeds.',
        'Use that one; nothing was changed.',
      );
    }
    database.exec(SCHEMA);
    return new Accounts(database, now);
  }

  close(): void {
    this.#database.close();
  }

  get hasOwner(): boolean {
    return this.#owners() > 0;
  }

  all(): Account[] {
    return this.#database.prepare('SELECT * FROM account ORDER BY folded').all().map(accountOf);
  }

  /** By name, capitals aside. Throws `unknown_account`. */
  named(name: string): Account {
    const row = this.#database.prepare('SELECT * FROM account WHERE folded = ?').get(folded(name));
    if (row !== undefined) return accountOf(row);
    throw new Problem(
      'unknown_account',
      'There is no account of this name.',
      'See who there is: deeds account list.',
      2,
    );
  }

  /** A code by which one person makes an account with a role, once, within a week. `by`: undefined at the machine itself. */
  invite(role: Role, by: Person | undefined): string {
    if (by !== undefined && !mayChange(by, role)) throw this.#refuse(by, `invite as ${role}`);
    const code = secret('invite_');
    this.#database
      .prepare('INSERT INTO invitation (sum, role, by, until) VALUES (?, ?, ?, ?)')
      .run(sumOfSecret(code), role, by?.name ?? 'the console', this.#now() + INVITED);
    return code;
  }

  /** Takes an invitation up. Throws `invitation_over` for one that was used, is too old or never was; `name_taken`; `weak_password`. */
  async join(code: string, name: string, password: string, place: string): Promise<void> {
    this.#throttle.mayTry('', place);
    const sum = sumOfSecret(code);
    const over = new Problem(
      'invitation_over',
      'This invitation was used, is too old, or never was.',
      'Ask an owner for another.',
    );
    const find = (): Role | undefined =>
      this.#database
        .prepare('SELECT role FROM invitation WHERE sum = ? AND used = 0 AND until > ?')
        .get(sum, this.#now())?.['role'] as Role | undefined;
    if (find() === undefined) {
      this.#throttle.failed('', place);
      throw over;
    }
    const kept = await hashed(password, name);
    this.#transaction(() => {
      // Two may have come with it at once.
      const role = find();
      if (role === undefined) throw over;
      if (this.#database.prepare('SELECT 1 FROM account WHERE folded = ?').get(folded(name)) !== undefined) {
        throw new Problem(
          'name_taken',
          'Somebody has this name already.',
          'Take one by which nobody takes you for another.',
          2,
        );
      }
      this.#database
        .prepare('INSERT INTO account (id, name, folded, role, password, made) VALUES (?, ?, ?, ?, ?, ?)')
        .run(`acc_${randomBytes(12).toString('hex')}`, name, folded(name), role, kept, this.#instant());
      this.#database.prepare('UPDATE invitation SET used = 1 WHERE sum = ?').run(sum);
    });
  }

  /** A session for the cookie, never one from before. Throws `wrong_login` for a wrong password just as for a name that nobody has, `too_many_attempts`. */
  async login(name: string, password: string, place: string): Promise<string> {
    this.#throttle.mayTry(name, place);
    const row = this.#database.prepare('SELECT * FROM account WHERE folded = ? AND shut_out = 0').get(folded(name));
    if (!(await isRight(password, row === undefined ? undefined : String(row['password'])))) {
      this.#throttle.failed(name, place);
      throw new Problem(
        'wrong_login',
        'The name or the password is wrong.',
        'Try again; an owner can let you choose a new password.',
      );
    }
    this.#throttle.succeeded(name);
    const id = secret();
    const now = this.#now();
    this.#database.prepare('DELETE FROM session WHERE made < ? OR seen < ?').run(now - LONGEST, now - IDLE);
    this.#database
      .prepare('INSERT INTO session (sum, account, made, seen) VALUES (?, ?, ?, ?)')
      .run(sumOfSecret(id), String(row!['id']), now, now);
    return id;
  }

  logout(session: string): void {
    this.#database.prepare('DELETE FROM session WHERE sum = ?').run(sumOfSecret(session));
  }

  /** Who a session is of; undefined: it is over. */
  inSession(session: string): Person | undefined {
    const now = this.#now();
    const sum = sumOfSecret(session);
    const row = this.#database
      .prepare(
        `SELECT account.*, session.seen FROM session JOIN account ON account.id = session.account
         WHERE sum = ? AND shut_out = 0 AND session.made > ? AND session.seen > ?`,
      )
      .get(sum, now - LONGEST, now - IDLE);
    if (row === undefined) return undefined;
    if (Number(row['seen']) < now - SEEN_EVERY)
      this.#database.prepare('UPDATE session SET seen = ? WHERE sum = ?').run(now, sum);
    return personOf(row);
  }

  /** Who made a token; undefined: it is over, or its maker is shut out. */
  withToken(token: string): Person | undefined {
    const sum = sumOfSecret(token);
    const row = this.#database
      .prepare(
        `SELECT account.*, token.scopes, token.used FROM token JOIN account ON account.id = token.account
         WHERE sum = ? AND shut_out = 0 AND until > ?`,
      )
      .get(sum, this.#now());
    if (row === undefined) return undefined;
    const today = this.#instant().slice(0, 10);
    if (row['used'] !== today) this.#database.prepare('UPDATE token SET used = ? WHERE sum = ?').run(today, sum);
    return { ...personOf(row), scopes: String(row['scopes']).split(' ') as Scope[] };
  }

  /** The secret is told once. Throws `bad_token` for scopes that are not the maker's, or too long a time. */
  makeToken(person: Person, label: string, wanted: readonly string[], days: number): string {
    const known = wanted.filter((scope): scope is Scope => scope in scopes);
    const isOwn = known.every(scope =>
      scopes[scope].every(action => may({ role: person.role, scopes: undefined }, action)),
    );
    if (
      person.scopes !== undefined ||
      known.length === 0 ||
      known.length < wanted.length ||
      !isOwn ||
      !(days >= 1 && days <= TOKEN_DAYS)
    ) {
      throw new Problem(
        'bad_token',
        'Such a token cannot be made.',
        `It is for ${Object.keys(scopes).join(', ')}, as far as your role goes, and for 1 to ${TOKEN_DAYS} days; and no token makes tokens.`,
        2,
      );
    }
    const token = secret('deeds_');
    this.#database
      .prepare('INSERT INTO token (sum, id, account, label, scopes, until) VALUES (?, ?, ?, ?, ?, ?)')
      .run(
        sumOfSecret(token),
        `tok_${randomBytes(12).toString('hex')}`,
        person.account,
        label.slice(0, 100),
        known.join(' '),
        this.#now() + days * DAY,
      );
    return token;
  }

  tokensOf({ account }: Pick<Person, 'account'>): Token[] {
    return this.#database
      .prepare('SELECT * FROM token WHERE account = ? AND until > ? ORDER BY until')
      .all(account, this.#now())
      .map(row => ({
        id: String(row['id']),
        label: String(row['label']),
        scopes: String(row['scopes']).split(' ') as Scope[],
        expires: new Date(Number(row['until'])).toISOString(),
        used: row['used'] === null ? undefined : String(row['used']),
      }));
  }

  /** Another's is as unknown as one that never was. */
  revokeToken({ account }: Pick<Person, 'account'>, id: string): void {
    const { changes } = this.#database.prepare('DELETE FROM token WHERE id = ? AND account = ?').run(id, account);
    if (changes === 0) throw new Problem('unknown_token', 'You have no such token.', 'See those that you have.', 2);
  }

  /** Ends all other sessions and all tokens of the person; throws `wrong_login`. Answers a new session. */
  async changePassword(person: Person, before: string, password: string, place: string): Promise<string> {
    await this.login(person.name, before, place);
    const kept = await hashed(password, person.name);
    this.#transaction(() => {
      this.#database.prepare('UPDATE account SET password = ? WHERE id = ?').run(kept, person.account);
      this.#end(person.account);
    });
    return await this.login(person.name, password, place);
  }

  /** At the machine itself: a password for somebody who lost theirs. */
  async setPassword(name: string, password: string): Promise<void> {
    const { id, name: own } = this.named(name);
    const kept = await hashed(password, own);
    this.#transaction(() => {
      this.#database.prepare('UPDATE account SET password = ? WHERE id = ?').run(kept, id);
      this.#end(id);
    });
  }

  /** Gives another role, or shuts out or lets in again. Throws `not_allowed`, `last_owner`. `by`: undefined at the machine itself. */
  change(name: string, wanted: { readonly role?: Role; readonly shutOut?: boolean }, by: Person | undefined): void {
    this.#transaction(() => {
      const other = this.named(name);
      // As it is now, within the transaction: who asks may have lost the role since the request began.
      const now = by === undefined ? undefined : this.now(by);
      if (by !== undefined && (now === undefined || !mayChange(now, other.role, wanted.role)))
        throw this.#refuse(by, `change ${other.id}`);
      const [role, shutOut] = [wanted.role ?? other.role, wanted.shutOut ?? other.isShutOut];
      this.#database
        .prepare('UPDATE account SET role = ?, shut_out = ? WHERE id = ?')
        .run(role, shutOut ? 1 : 0, other.id);
      if (other.role === 'owner' && !other.isShutOut && this.#owners() === 0) {
        throw new Problem(
          'last_owner',
          'Nobody would be left who may let people in.',
          'Make somebody else an owner before.',
          2,
        );
      }
      this.#end(other.id);
    });
  }

  /** A person as they may now; undefined: not at all any more. Asked within the transaction that writes to the record. */
  now({ account, scopes }: Person): Person | undefined {
    const row = this.#database.prepare('SELECT * FROM account WHERE id = ? AND shut_out = 0').get(account);
    return row === undefined ? undefined : { ...personOf(row), scopes };
  }

  /** Keeps that somebody was refused, and answers the problem. */
  #refuse(person: Person, what: string): Problem {
    this.denied(person.account, what);
    return notAllowed();
  }

  denied(who: string, what: string): void {
    this.#database
      .prepare('INSERT INTO denied (at, who, what) VALUES (?, ?, ?)')
      .run(this.#instant(), who, what.slice(0, 300));
    this.#database.prepare('DELETE FROM denied WHERE number <= (SELECT max(number) FROM denied) - ?').run(DENIED);
  }

  /** What was refused lately, the last first. */
  refusals(limit = 100): { readonly at: string; readonly who: string; readonly what: string }[] {
    return this.#database
      .prepare('SELECT at, who, what FROM denied ORDER BY number DESC LIMIT ?')
      .all(limit)
      .map(row => ({ at: String(row['at']), who: String(row['who']), what: String(row['what']) }));
  }

  #end(account: string): void {
    this.#database.prepare('DELETE FROM session WHERE account = ?').run(account);
    this.#database.prepare('DELETE FROM token WHERE account = ?').run(account);
  }

  #owners(): number {
    return Number(
      this.#database.prepare("SELECT count(*) AS n FROM account WHERE role = 'owner' AND shut_out = 0").get()!['n'],
    );
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      const refused = error instanceof Problem && error.code === 'not_allowed' ? this.refusals(1)[0] : undefined;
      this.#database.exec('ROLLBACK');
      if (refused !== undefined) this.denied(refused.who, refused.what);
      throw error;
    }
  }
}

export function notAllowed(): Problem {
  return new Problem(
    'not_allowed',
    'Your role does not go so far. Nothing was changed.',
    'Ask an owner of this record.',
    2,
  );
}

/** Throws `bad_role` for what is none. */
export function roleIn(given: string): Role {
  if ((roles as readonly string[]).includes(given)) return given as Role;
  throw new Problem('bad_role', 'There is no such role.', `There are ${roles.join(', ')}.`, 2);
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase();

function accountOf(row: Readonly<Record<string, SQLOutputValue>>): Account {
  return {
    id: String(row['id']),
    name: String(row['name']),
    role: String(row['role']) as Role,
    made: String(row['made']),
    isShutOut: row['shut_out'] === 1,
  };
}

function personOf(row: Readonly<Record<string, SQLOutputValue>>): Person {
  const { id, name, role } = accountOf(row);
  return { account: id, name, role, scopes: undefined };
}
