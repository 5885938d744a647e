/** A brief as it stands on a page and on paper: what is seen is what is printed, and every footnote opens the exact words. */
import type { Brief, BriefLine, BriefSection, Footnote } from '../../core/brief.ts';
import { type Html, html } from '../html.ts';
import type { Address } from '../address.ts';
import { wordsAddress } from './evidence.ts';

interface Ways {
  /** The same brief with all its lines. */
  readonly whole?: Address;
  /** Where a finding is opened. */
  readonly finding: (id: string) => Address;
}

/** `ways`: from its lines on; undefined where there are none. */
export function briefed({ title, about, sections, footnotes }: Brief, ways?: Ways): Html {
  return html`<article class="brief"><header class="page-head"><h1><bdi>${title}</bdi></h1>${about.map(one => html`<p class="about"><bdi>${one}</bdi></p>`)}</header>
${sections.map(one => section(one, ways))}
<section class="footnotes"><h2>Exact words</h2><ol>${footnotes.map(footnote)}</ol></section></article>`;
}

function section({ heading, lines, table, more }: BriefSection, ways: Ways | undefined): Html {
  const [head, ...rows] = table;
  return html`<section><h2>${heading}</h2>${lines.length > 0 && html`<ul class="bullets">${lines.map(one => html`<li>${line(one, ways)}</li>`)}</ul>`}${
    head !== undefined &&
    html`<table class="table"><thead><tr>${head.map(one => html`<th scope="col">${line(one, ways)}</th>`)}</tr></thead><tbody>${rows.map(
      row =>
        html`<tr>${row.map((one, index) => (index === 0 ? html`<th scope="row">${line(one, ways)}</th>` : html`<td><span class="of" aria-hidden="true">${head[index]?.text}: </span>${line(one, ways)}</td>`))}</tr>`,
    )}</tbody></table>`
  }${more !== '' && html`<p class="sub no-print">${more.replace(/: `.*$/u, '')}${ways?.whole === undefined ? '.' : html`: <a href="${ways.whole}">the brief with all its lines</a>.`}</p>`}</section>`;
}

function line({ text, notes, finding }: BriefLine, ways: Ways | undefined): Html {
  const words =
    ways === undefined || finding === undefined
      ? html`<bdi>${text}</bdi>`
      : html`<a class="opens" href="${ways.finding(finding)}"><bdi>${text}</bdi></a>`;
  return html`${words}${[...new Set(notes)].map(number => html`<sup class="note" id="ref-${number}"><a href="#note-${number}"><span class="visually-hidden">Words </span>${number}</a></sup>`)}`;
}

function footnote({ number, exact, source, document, start, end }: Footnote): Html {
  return html`<li id="note-${number}" value="${number}"><a href="${wordsAddress(document, { start, end })}">“<bdi>${exact}</bdi>”</a> <cite>${source}</cite> <span class="code">${document} ${start}–${end}</span></li>`;
}
