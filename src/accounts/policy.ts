/** Who may do what: one table, and one function that answers by it. It is asked again within the transaction that writes. */

/** Each may all that those before it may. */
export const roles = ['reader', 'reviewer', 'editor', 'owner'] as const;
export type Role = (typeof roles)[number];

/** What is done to a record and to those who work at it, and from which role on. */
export const actions = {
  /** Look at everything. */
  read: 'reader',
  /** Change one's own password, make tokens of one's own, leave. */
  'keep own account': 'reader',
  /** Confirm, reject and edit claims, make them by hand, propose findings and bearings, note. */
  review: 'reviewer',
  /** Take back what oneself decided, or take the place of it. */
  'take back own': 'reviewer',
  /** Have every byte of the record read again, which takes the machine. */
  verify: 'reviewer',
  /** Take back what somebody else decided. */
  "take back others'": 'editor',
  /** Bring in documents. */
  add: 'editor',
  /** Publish what others approved; correct, erase, say which documents are copies and who is who. */
  publish: 'editor',
  /** Invite, change roles, shut out. */
  'keep accounts': 'owner',
} as const satisfies Readonly<Record<string, Role>>;
export type Action = keyof typeof actions;

/** What an API token may be made for; it never may more than who made it. */
export const scopes = {
  read: ['read'],
  review: ['read', 'review', 'take back own', 'verify'],
  add: ['read', 'add'],
  publish: ['read', 'publish'],
} as const satisfies Readonly<Record<string, readonly Action[]>>;
export type Scope = keyof typeof scopes;

/** Somebody who asks, by a session or a token. */
export interface Person {
  readonly account: string;
  /** The name that stands in the record. */
  readonly name: string;
  readonly role: Role;
  /** Undefined: all that the role may. */
  readonly scopes: readonly Scope[] | undefined;
}

/** May somebody do this? By role, and for tokens by scope. */
export function may({ role, scopes: own }: Pick<Person, 'role' | 'scopes'>, action: Action): boolean {
  const isOfRole = roles.indexOf(role) >= roles.indexOf(actions[action]);
  return isOfRole && (own === undefined || own.some(scope => (scopes[scope] as readonly Action[]).includes(action)));
}

/** May somebody change another's account? Nobody reaches up, or beside themselves but owners. */
export function mayChange(person: Pick<Person, 'role' | 'scopes'>, other: Role, wanted: Role = other): boolean {
  if (!may(person, 'keep accounts')) return false;
  return person.role === 'owner' || Math.max(roles.indexOf(other), roles.indexOf(wanted)) < roles.indexOf(person.role);
}

/** What each kind of decision needs; one that is not here needs an owner, so that a new kind is closed until somebody says whom it is for. */
const needs: Readonly<Record<string, Action>> = {
  claim_reviewed: 'review',
  claim_added: 'review',
  note_added: 'review',
  bearing_set: 'review',
  bearing_rejected: 'review',
  bearing_settled: 'review',
  source_rated: 'review',
  finding_proposed: 'review',
  finding_reviewed: 'review',
  undone: 'take back own',
  finding_published: 'publish',
  finding_superseded: 'publish',
  correction_received: 'publish',
  origin_linked: 'publish',
  origin_unlinked: 'publish',
  actors_merged: 'publish',
  actor_split: 'publish',
  actor_given_post: 'publish',
  instrument_registered: 'publish',
  provision_registered: 'publish',
  instrument_withdrawn: 'publish',
  provision_withdrawn: 'publish',
};

/** What a decision needs; `owner`: who decided what it takes back, or takes the place of. */
export function actionFor(kind: string, by: string, owner: string | undefined): Action {
  const action = needs[kind] ?? 'keep accounts';
  return action === 'take back own' && owner !== by ? "take back others'" : action;
}
