/** Who decides: asked once, kept in the browser, and written into every entry. There are no accounts on a machine of one's own. */
import { Problem } from '../../core/problem.ts';
import { LONGEST_NAME, nameIn } from '../../who-and-when.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { notFound, type Section } from '../visit.ts';

export const who: Section = {
  name: 'who',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/who',
      async answer({ who, accounts }) {
        if (accounts !== undefined) return { goTo: to('account') };
        const body = html`<div class="narrow"><header class="page-head"><h1>Who decides?</h1><p class="about">Every decision is kept with a name, for good. Take the one by which others in your house know you.</p></header>
<form class="stack" method="post" action="${to('who')}"><label>Name <input name="name" required maxlength="${String(LONGEST_NAME)}" value="${who ?? ''}" autocomplete="name"></label><p><button class="primary">Decide under this name</button></p></form></div>`;
        return { page: { title: 'Who decides?', body } };
      },
    },
    {
      method: 'POST',
      path: '/who',
      fields: ['name'],
      needs: 'read',
      async answer({ sent, accounts }) {
        if (accounts !== undefined) throw notFound('such page');
        const name = nameIn(sent.fields.get('name') ?? '');
        if (name === undefined) {
          throw new Problem(
            'bad_name',
            'This is not taken as the name of somebody who decides.',
            `Give one line of at most ${LONGEST_NAME} characters, and not “machine”.`,
            2,
          );
        }
        return { goTo: to('review'), who: name };
      },
    },
  ],
};
