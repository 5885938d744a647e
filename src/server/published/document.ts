/** A document as it is published: where it is from, and of its text the exact words that published pages lead to. */
import type { PublishedDocket } from '../../judging/published.ts';
import { partyName } from '../../listings/findings.ts';
import type { RecordedDocument } from '../../record/index.ts';
import { Outside, to } from '../address.ts';
import { html } from '../html.ts';
import type { PublishedPage } from './site.ts';

/** `words`: "116-327", UTF-16 units of the text. */
export function documentPage(
  { id, about, facts }: RecordedDocument,
  text: string,
  words: readonly string[],
  dockets: readonly PublishedDocket[],
): PublishedPage {
  const url = Outside.at(about.url);
  const spans = words
    .map(one => one.split('-').map(Number) as [number, number])
    .toSorted(([a, b], [c, d]) => a - c || b - d);
  const agreed = dockets.find(({ instrument }) => instrument.texts.some(({ document }) => document === id))?.instrument;
  const by = agreed?.texts.find(({ document }) => document === id)?.by;
  const title =
    about.title ??
    (agreed === undefined
      ? facts.name
      : `${agreed.title}${by === undefined ? '' : `: ${partyName(agreed, by)}’s text`}`);
  const used = dockets.flatMap(({ instrument, findings }) =>
    findings
      .filter(({ behind }) => behind.some(({ bearing }) => bearing.document === id))
      .map(
        ({ id: finding, provision, party }) =>
          html`<li><a href="${to('board', instrument.id, finding)}"><bdi>${provision.label}: ${partyName(instrument, party)}</bdi></a></li>`,
      ),
  );
  return {
    title,
    body: html`<div class="narrow"><header class="page-head"><h1><bdi>${title}</bdi></h1><p class="byline"><bdi>${about.source ?? 'Source unknown'}</bdi> · ${about.published === undefined ? html`<span class="open">date open</span>` : html`<time datetime="${about.published.day}">${about.published.day}</time>`}${url !== undefined && html` · <a href="${url}" rel="noopener noreferrer nofollow">where it was published</a>`}</p><p class="byline quiet"><span class="code">${id}</span></p></header>
<h2>Its exact words</h2><p class="quiet">Those that findings lead to, with where they stand in the text (UTF-16 units).</p>
<ol class="quoted">${spans.map(
      ([start, end]) =>
        html`<li id="words-${start}-${end}"><blockquote class="sentence" dir="auto">${text.slice(start, end)}</blockquote><p class="sub code">${start}–${end}</p></li>`,
    )}</ol>
${used.length > 0 && html`<h2>Findings that rest on it</h2><ul class="plain">${used}</ul>`}</div>`,
  };
}
