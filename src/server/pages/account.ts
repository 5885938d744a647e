/** Signing in and out, one's own account, and for owners who may come in. Only where people have accounts. */
import type { Accounts } from '../../accounts/accounts.ts';
import { roleIn, TOKEN_DAYS } from '../../accounts/accounts.ts';
import { type Person, roles, scopes } from '../../accounts/policy.ts';
import { Problem } from '../../core/problem.ts';
import { LONGEST_NAME, nameIn } from '../../who-and-when.ts';
import { type Address, addressFrom, to } from '../address.ts';
import { changeAccount, endToken, invite, makeToken, signedIn } from '../api/accounts.ts';
import { asking, fieldOf, formOf } from '../api/form.ts';
import { type Html, html } from '../html.ts';
import { notFound, type Section, type Visit } from '../visit.ts';

function accountsOf({ accounts }: Visit): Accounts {
  if (accounts === undefined) throw notFound('such page');
  return accounts;
}

const field = ({ sent }: Visit, name: string): string => sent.fields.get(name) ?? '';

/** Where somebody wanted to go before they were asked who they are, or the first page. */
const nextIn = (given: string): Address => addressFrom(given) ?? to();

const password = (label: string, name: string, autocomplete: string): Html =>
  html`<label>${label} <input type="password" name="${name}" required autocomplete="${autocomplete}" maxlength="1000"></label>`;

export const account: Section = {
  name: 'account',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/login',
      needs: 'nothing',
      async answer(visit) {
        const accounts = accountsOf(visit);
        const next = visit.query.get('next') ?? '';
        const body = html`<div class="narrow"><header class="page-head"><h1>Sign in</h1>${!accounts.hasOwner && html`<p class="about">Nobody has an account yet. The console of the server shows a code: <a href="${to('join')}">make the first account with it</a>.</p>`}</header>
<form class="stack" method="post" action="${to('login')}"><input type="hidden" name="next" value="${next}"><label>Name <input name="name" required autocomplete="username" maxlength="${String(LONGEST_NAME)}"></label>${password('Password', 'password', 'current-password')}<p><button class="primary">Sign in</button></p></form>
<p class="quiet">With an invitation you <a href="${to('join')}">make an account</a>.</p></div>`;
        return { page: { title: 'Sign in', body } };
      },
    },
    {
      method: 'POST',
      path: '/login',
      fields: ['name', 'password', 'next'],
      needs: 'nothing',
      async answer(visit) {
        const accounts = accountsOf(visit);
        const session = await accounts.login(field(visit, 'name').trim(), field(visit, 'password'), visit.place);
        // Whatever the browser had before is over: nobody can have put it there.
        if (visit.session !== undefined) accounts.logout(visit.session);
        return { goTo: nextIn(field(visit, 'next')), session };
      },
    },
    {
      method: 'POST',
      path: '/logout',
      fields: [],
      needs: 'nothing',
      async answer(visit) {
        const accounts = accountsOf(visit);
        if (visit.session !== undefined) accounts.logout(visit.session);
        return { goTo: to('login'), session: null };
      },
    },
    {
      method: 'GET',
      path: '/join',
      needs: 'nothing',
      async answer(visit) {
        accountsOf(visit);
        const body = html`<div class="narrow"><header class="page-head"><h1>Make an account</h1><p class="about">Every decision is kept with your name, for good. Take the one by which others in your house know you.</p></header>
<form class="stack" method="post" action="${to('join')}"><label>Invitation <input name="code" required autocomplete="off" maxlength="200"></label><label>Name <input name="name" required autocomplete="username" maxlength="${String(LONGEST_NAME)}"></label>${password('Password, 12 characters or more', 'password', 'new-password')}<p><button class="primary">Make the account</button></p></form></div>`;
        return { page: { title: 'Make an account', body } };
      },
    },
    {
      method: 'POST',
      path: '/join',
      fields: ['code', 'name', 'password'],
      needs: 'nothing',
      async answer(visit) {
        const name = nameIn(field(visit, 'name'));
        if (name === undefined) {
          throw new Problem(
            'bad_name',
            'This is not taken as the name of somebody who decides.',
            `Give one line of at most ${LONGEST_NAME} characters, and not “machine”.`,
            2,
          );
        }
        const accounts = accountsOf(visit);
        await accounts.join(field(visit, 'code').trim(), name, field(visit, 'password'), visit.place);
        return { goTo: to(), session: await accounts.login(name, field(visit, 'password'), visit.place) };
      },
    },
    {
      method: 'GET',
      path: '/account',
      needs: 'keep own account',
      async answer(visit) {
        const { accounts, person } = signedIn(visit);
        return { page: { title: person.name, body: ownAccount(accounts, person, undefined) } };
      },
    },
    {
      method: 'POST',
      path: '/account/password',
      fields: ['before', 'password'],
      needs: 'keep own account',
      async answer(visit) {
        const { accounts, person } = signedIn(visit);
        const session = await accounts.changePassword(
          person,
          field(visit, 'before'),
          field(visit, 'password'),
          visit.place,
        );
        return { goTo: to('account'), session };
      },
    },
    formOf({
      path: '/account/tokens',
      fields: ['label', 'scopes', 'days'],
      operations: [makeToken],
      asks: visit =>
        asking(makeToken, {
          label: fieldOf(visit, 'label') ?? 'token',
          scopes: field(visit, 'scopes')
            .split(/[\s,]+/u)
            .filter(Boolean),
          days: Number(field(visit, 'days')) || 0,
        }),
      next({ token }, visit) {
        const { accounts, person } = signedIn(visit);
        return { page: { title: person.name, body: ownAccount(accounts, person, String(token)) } };
      },
    }),
    formOf({
      path: '/account/tokens/revoke',
      fields: ['id'],
      operations: [endToken],
      asks: visit => asking(endToken, { id: field(visit, 'id') }),
      next: () => ({ goTo: to('account') }),
    }),
    {
      method: 'GET',
      path: '/accounts',
      needs: 'keep accounts',
      async answer(visit) {
        const { accounts } = signedIn(visit);
        return { page: { title: 'Who may come in', body: everybody(accounts, undefined) } };
      },
    },
    formOf({
      path: '/accounts/invite',
      fields: ['role'],
      operations: [invite],
      asks: visit => asking(invite, { role: roleIn(field(visit, 'role')) }),
      next: ({ code }, visit) => ({
        page: { title: 'Who may come in', body: everybody(signedIn(visit).accounts, String(code)) },
      }),
    }),
    formOf({
      path: '/accounts/change',
      fields: ['name', 'role', 'out'],
      operations: [changeAccount],
      asks(visit) {
        const [role, out] = [fieldOf(visit, 'role'), fieldOf(visit, 'out')];
        return asking(changeAccount, {
          name: field(visit, 'name'),
          ...(role !== undefined && { role: roleIn(role) }),
          ...(out !== undefined && { shutOut: out === 'yes' }),
        });
      },
      next: () => ({ goTo: to('accounts') }),
    }),
  ],
};

function ownAccount(accounts: Accounts, person: Person, made: string | undefined): Html {
  const tokens = accounts.tokensOf(person);
  return html`<div class="narrow"><header class="page-head"><h1><bdi>${person.name}</bdi></h1><p class="about">Signed in as ${person.role}.</p></header>
<form method="post" action="${to('logout')}"><button>Sign out</button></form>
${made !== undefined && html`<p class="notice" role="status">The new token, shown this once: <code class="code">${made}</code></p>`}
<section><h2>Password</h2><form class="stack" method="post" action="${to('account', 'password')}">${password('The one you have', 'before', 'current-password')}${password('The new one, 12 characters or more', 'password', 'new-password')}<p class="quiet">Everywhere else you are signed out, and your tokens end.</p><p><button>Change it</button></p></form></section>
<section><h2>Tokens for programs</h2>${
    tokens.length === 0
      ? html`<p class="quiet">You have none.</p>`
      : html`<ul class="plain">${tokens.map(({ id, label, scopes, expires, used }) => html`<li><b><bdi>${label}</bdi></b> <span class="sub">${scopes.join(', ')} · until ${expires.slice(0, 10)} · ${used === undefined ? 'never used' : `last used ${used}`}</span><form method="post" action="${to('account', 'tokens', 'revoke')}"><input type="hidden" name="id" value="${id}"><button>End it<span class="visually-hidden"> (${label})</span></button></form></li>`)}</ul>`
  }
<form class="stack" method="post" action="${to('account', 'tokens')}"><label>What it is for <input name="label" required maxlength="100"></label><label>What it may, of ${Object.keys(scopes).join(', ')} <input name="scopes" required value="read"></label><label>For how many days, up to ${TOKEN_DAYS} <input name="days" type="number" min="1" max="${String(TOKEN_DAYS)}" value="30" required></label><p><button>Make a token</button></p></form></section></div>`;
}

const choices = (chosen: string): Html =>
  html`${roles.map(role => html`<option${role === chosen && html` selected`}>${role}</option>`)}`;

function everybody(accounts: Accounts, code: string | undefined): Html {
  return html`<div class="narrow"><header class="page-head"><h1>Who may come in</h1><p class="about">A reader looks at everything. A reviewer decides about claims and proposes findings, too; an editor adds, corrects and publishes; an owner lets people in.</p></header>
${code !== undefined && html`<p class="notice" role="status">The invitation, shown this once; it is good for one person and a week: <code class="code">${code}</code></p>`}
<form class="filters" method="post" action="${to('accounts', 'invite')}"><label>Invite a <select name="role">${choices('reviewer')}</select></label><button>Make an invitation</button></form>
<ul class="plain">${accounts.all().map(
    ({
      name,
      role,
      isShutOut,
      made,
    }) => html`<li><b><bdi>${name}</bdi></b> <span class="sub">${role}${isShutOut && ', shut out'} · since ${made.slice(0, 10)}</span>
<form class="filters" method="post" action="${to('accounts', 'change')}"><input type="hidden" name="name" value="${name}"><label>Role <select name="role">${choices(role)}</select></label><button>Change<span class="visually-hidden"> the role of ${name}</span></button></form>
<form method="post" action="${to('accounts', 'change')}"><input type="hidden" name="name" value="${name}"><input type="hidden" name="out" value="${isShutOut ? 'no' : 'yes'}"><button>${isShutOut ? 'Let in again' : 'Shut out'}<span class="visually-hidden"> ${name}</span></button></form></li>`,
  )}</ul>
<section><h2>Refused lately</h2>${refusals(accounts)}</section></div>`;
}

function refusals(accounts: Accounts): Html {
  const last = accounts.refusals(20);
  if (last.length === 0) return html`<p class="quiet">Nobody tried what they may not.</p>`;
  return html`<ul class="plain">${last.map(({ at, who, what }) => html`<li><time>${at.slice(0, 16).replace('T', ' ')}</time> <span class="code">${who}</span> <bdi>${what}</bdi></li>`)}</ul>`;
}
