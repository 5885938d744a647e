/** Who may come in, by HTTP: for a browser in which somebody is signed in. No token reaches here, so that one that is stolen makes no other. */
import { z } from 'zod';
import type { Accounts } from '../../accounts/accounts.ts';
import { type Person, roles } from '../../accounts/policy.ts';
import { notFound, type Visit } from '../visit.ts';
import { apiRoute, type ApiRoute } from './route.ts';

/** The accounts, and who asks; where there are none, none of this is there. */
export function signedIn({ accounts, person }: Visit): { accounts: Accounts; person: Person } {
  if (accounts === undefined || person === undefined) throw notFound('such page');
  return { accounts, person };
}

const role = z.enum(roles);
const account = z.object({
  id: z.string(),
  name: z.string(),
  role,
  made: z.iso.datetime(),
  isShutOut: z.boolean(),
});
const token = z.object({
  id: z.string(),
  label: z.string(),
  scopes: z.array(z.string()),
  expires: z.iso.datetime(),
  used: z.string().optional().meta({ description: 'the last day on which it was used' }),
});

export const makeToken = apiRoute({
  method: 'POST',
  path: '/api/v1/account/tokens',
  about: 'Makes a token for programs of one’s own; its secret is told this once.',
  body: z.strictObject({
    label: z.string().trim().min(1).max(100),
    scopes: z.array(z.string().max(100)).max(20),
    days: z.number(),
  }),
  answers: z.object({ token: z.string() }),
  status: 201,
  needs: 'keep own account',
  async answer(visit, _query, { label, scopes, days }) {
    const { accounts, person } = signedIn(visit);
    return { json: { token: accounts.makeToken(person, label, scopes, days) }, status: 201 };
  },
});

export const endToken = apiRoute({
  method: 'POST',
  path: '/api/v1/account/tokens/revoke',
  about: 'Ends a token of one’s own.',
  body: z.strictObject({ id: z.string().max(200) }),
  answers: z.object({ items: z.array(token) }),
  needs: 'keep own account',
  async answer(visit, _query, { id }) {
    const { accounts, person } = signedIn(visit);
    accounts.revokeToken(person, id);
    return { json: { items: accounts.tokensOf(person) } };
  },
});

export const invite = apiRoute({
  method: 'POST',
  path: '/api/v1/accounts/invitations',
  about: 'A code by which one person makes an account with a role, within a week; it is told this once.',
  body: z.strictObject({ role }),
  answers: z.object({ code: z.string(), role }),
  status: 201,
  needs: 'keep accounts',
  async answer(visit, _query, { role }) {
    const { accounts, person } = signedIn(visit);
    return { json: { code: accounts.invite(role, person), role }, status: 201 };
  },
});

export const changeAccount = apiRoute({
  method: 'POST',
  path: '/api/v1/accounts/change',
  about: 'Gives somebody another role, or shuts them out or lets them in again; their sessions and tokens end.',
  body: z.strictObject({ name: z.string().max(1_000), role: role.optional(), shutOut: z.boolean().optional() }),
  answers: account,
  needs: 'keep accounts',
  async answer(visit, _query, { name, role, shutOut }) {
    const { accounts, person } = signedIn(visit);
    accounts.change(name, { ...(role !== undefined && { role }), ...(shutOut !== undefined && { shutOut }) }, person);
    return { json: accounts.named(name) };
  },
});

export const accountApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/api/v1/account/tokens',
    about: 'The tokens that one has made, without their secrets.',
    answers: z.object({ items: z.array(token) }),
    needs: 'keep own account',
    async answer(visit) {
      const { accounts, person } = signedIn(visit);
      return { json: { items: accounts.tokensOf(person) } };
    },
  }),
  makeToken,
  endToken,
  apiRoute({
    method: 'GET',
    path: '/api/v1/accounts',
    about: 'Everybody who has an account, with their role.',
    answers: z.object({ items: z.array(account) }),
    needs: 'keep accounts',
    async answer(visit) {
      return { json: { items: signedIn(visit).accounts.all() } };
    },
  }),
  invite,
  changeAccount,
];
