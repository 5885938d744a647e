/** Words and deeds that published findings rest on, provision by provision. */
import type { PublishedDocket } from '../../judging/published.ts';
import { oneLine } from '../../listings/one-line.ts';
import { type Happening, heldHappening, isDated } from '../../listings/timeline.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { axisOf } from '../parts/axis.ts';
import { dayText } from '../parts/claim-rows.ts';
import { drawn } from '../parts/drawn.ts';
import { wordsAddress } from '../parts/evidence.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { PublishedPage } from './site.ts';

interface Line {
  readonly name: Html;
  readonly all: readonly (Happening & { readonly words: { readonly start: number; readonly end: number } })[];
}

export function timelinePage(dockets: readonly PublishedDocket[]): PublishedPage {
  const lines = dockets.flatMap(({ instrument, provisions, findings }) =>
    provisions.map(({ id, label }): Line => {
      const behind = new Map(
        findings
          .filter(({ provision }) => provision.id === id)
          .flatMap(finding => finding.behind.map(one => [one.bearing.id, one])),
      );
      return {
        name: html`<a href="${to('board', instrument.id).at(id)}"><bdi>${label}</bdi></a>`,
        all: [...behind.values()].map(one => {
          const { words } = one.claim.claim;
          // People confirmed that these words bear on it, and not how the machine sums them up.
          return { ...heldHappening(one, instrument), headline: `“${oneLine(words.exact)}”`, words };
        }),
      };
    }),
  );
  const told = lines.filter(({ all }) => all.length > 0);
  const dated = told.flatMap(({ all }) => all.filter(isDated));
  const axis = axisOf(dated);
  return {
    title: 'Timeline',
    body: html`${heading('Timeline', 'Words stand above the line, deeds below: those that published findings rest on.')}${
      told.length === 0
        ? nothing('No words or deeds yet.', 'They come with the findings that rest on them.')
        : html`<div class="lines-of-time">${told.map(({ name, all }) => {
            const open = new Map(all.map(one => [one.claim, wordsAddress(one.document, one.words)]));
            return html`<section><h2>${name}</h2>${
              axis !== undefined &&
              drawn(
                all.filter(one => isDated(one)),
                axis,
                { open: one => open.get(one.claim)! },
              )
            }<div class="table-wrap"><table class="table"><thead><tr><th scope="col">When</th><th scope="col">Words or deeds</th><th scope="col">In which words</th><th scope="col">Report</th></tr></thead><tbody>${all.map(
              one =>
                html`<tr><td class="day">${dayText(one.from ?? '', one.until ?? '', one.reading)}</td><td>${one.side}</td><td><a href="${open.get(one.claim)}"><bdi>${one.headline}</bdi></a></td><td><span class="sub"><bdi>${one.source}</bdi>, ${one.published ?? 'date open'}</span></td></tr>`,
            )}</tbody></table></div></section>`;
          })}</div>`
    }`,
  };
}
