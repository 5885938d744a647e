/** The slider by which any page is looked at as it was at an entry of the record; without script its button leads there. */
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';

/** `where`: sets it apart from others on the page. */
export function moments(
  {
    here,
    entries,
  }: {
    readonly here: Address;
    /** Numbers of the last entry, and of the one up to which the page shows the record. */
    readonly entries: { readonly all: number; readonly shown: number } | undefined;
  },
  where: string,
): Html | undefined {
  if (entries === undefined || entries.all < 2) return undefined;
  const { all, shown } = entries;
  return html`<form class="slider" method="get" action="${to('now', 'as-of')}" data-moments><input type="hidden" name="page" value="${here.text}"><label for="moment-${where}">Entry</label><input type="range" id="moment-${where}" name="moment" min="1" max="${String(all)}" value="${String(shown)}"> <output for="moment-${where}">${shown}</output> <button>Look</button></form>`;
}
