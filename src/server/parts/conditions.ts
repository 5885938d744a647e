/** The rules of the rubric as they were tried: each condition, met or not, what it lacks, and the evidence that meets it. */
import type { Finding, TriedRule } from '../../core/finding.ts';
import { labels } from '../../judgement/rubric.ts';
import type { Held } from '../../judging/cases.ts';
import { figure } from '../../listings/count.ts';
import type { Address } from '../address.ts';
import { type Html, html } from '../html.ts';
import { sourceLine } from './claim-card.ts';
import { citedBy, type Group } from './evidence-groups.ts';

/** What is needed to name evidence and lead to it. */
export interface Citing {
  readonly held: readonly Held[];
  /** Ids of those that stand on the page. */
  readonly known: ReadonlySet<string>;
  readonly whole: Address;
  /** Where sources are rated. */
  readonly sources: Address;
}

/** Pieces of evidence that a condition names one by one; a way leads to the others. */
const NAMED = 4;

export function ruleBlock(tried: TriedRule, title: string, citing: Citing): Html {
  const { rule, conditions } = tried;
  if (conditions.length === 0)
    return html`<p class="quiet">${rule === 'noted' ? 'A declaratory provision is noted, and not rated.' : 'No rule of the rubric is met as a whole: nobody can say.'}</p>`;
  return html`<h3>${title}</h3><ul class="conditions">${conditions.map(condition => {
    const { asks, met, lacks, by } = condition;
    return html`<li class="${met ? 'is-met' : 'is-open'}"><span aria-hidden="true">${met ? '✓' : '✕'}</span><span><span class="visually-hidden">${met ? 'met: ' : 'not met: '}</span>${asks}${lacks !== '' && html` <span class="lacks">lacks: ${lacking(lacks, citing)}</span>`}${by.length > 0 && html` <span class="sub cited">${named(citedBy(tried, condition, citing.held), citing)}</span>`}</span></li>`;
  })}</ul>`;
}

/** The rubric tells of a verb; on a page there is a page for it. */
function lacking(lacks: string, { sources }: Citing): Html {
  const [before, after] = lacks.split('(`deeds judge source` rates one)');
  return after === undefined ? html`${lacks}` : html`${before} (<a href="${sources}">rate one</a>)${after}`;
}

/** Evidence by its source and day, and the way to all of it where there is more. */
function named(group: Group, { known, whole }: Citing): Html {
  const { some } = group;
  const all = whole.with({ part: group.name });
  const first = some.length <= NAMED + 1 ? some : some.slice(0, NAMED);
  return html`${first.map(
    ({ bearing: { id }, document }, index) =>
      html`${index > 0 && '; '}<a href="${(known.has(id) ? whole : all).at(id)}">${sourceLine(document)}</a>`,
  )}${some.length > first.length && html`; <a href="${all}">and ${figure(some.length - first.length)} more</a>`}`;
}

/** Moves that are blocked, and by what. */
export function blockedSection({ blocked }: Finding, citing: Citing): Html | false {
  return (
    blocked.length > 0 &&
    html`<section><h2>Moves that are blocked</h2><div class="blocked">${blocked.map(rule => html`<div>${ruleBlock(rule, `To ${labels[rule.to]}`, citing)}</div>`)}</div></section>`
  );
}
