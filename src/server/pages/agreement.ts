/** An agreement: its texts and provisions, what of them a program read and what people confirmed, and the forms by which provisions are added and withdrawn. */
import { elementNames, type Instrument, type Provision, provisionKinds } from '../../core/instrument.ts';
import { type AddedProvision, findInstrument } from '../../decisions/instruments.ts';
import { count } from '../../listings/count.ts';
import { decidedText } from '../../listings/decided.ts';
import { partyName } from '../../listings/findings.ts';
import { periodText, provisionList } from '../../listings/instruments.ts';
import { type DeedsRecord, provisions, type RecordedDecision, type Registered } from '../../record/index.ts';
import { type Address, to } from '../address.ts';
import { asking, fieldOf, formOf } from '../api/form.ts';
import { undoEntry } from '../api/decisions.ts';
import {
  addOneProvision,
  confirmAgreement,
  confirmProvision,
  withdrawAgreement,
  withdrawProvision,
} from '../api/instruments.ts';
import { type Html, html } from '../html.ts';
import { dayAsked, onlyAsked } from '../parts/asked.ts';
import { agreedWords } from '../parts/evidence.ts';
import { heading, nothing } from '../parts/listed.ts';
import { LIST_FORMATS, mayHere, type Page, type Route, type Visit } from '../visit.ts';

export const agreementAddress = (instrument: string): Address => to('board', instrument, 'agreement');

const PATH = '/board/:instrument/agreement';
const BOUND = 'bound.';

const backTo = ({ params }: Visit): Address => agreementAddress(params['instrument']!);
const reasoned = (visit: Visit): { why: string | undefined } => ({ why: fieldOf(visit, 'why') });

export const agreementRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    formats: LIST_FORMATS,
    async answer(visit) {
      onlyAsked(visit.query, []);
      const instrument = await findInstrument(visit.record, visit.params['instrument']);
      if (visit.format !== 'html') return { listing: await provisionList(visit.record, instrument.id) };
      return { page: await agreementPage(visit, instrument) };
    },
  },
  formOf({
    path: `${PATH}/provisions`,
    fields: ['label', 'kind', 'words', 'conduct', 'object', 'purpose', 'territory', 'due', 'why', `${BOUND}*`],
    operations: [addOneProvision],
    asks: visit => asking(addOneProvision, { provision: writtenIn(visit), ...reasoned(visit) }),
    next: ({ id }, visit) => ({ goTo: backTo(visit).at(String(id)) }),
  }),
  formOf({
    path: `${PATH}/provisions/:provision/decide`,
    fields: ['verdict', 'why'],
    operations: [confirmProvision, withdrawProvision],
    asks: visit =>
      fieldOf(visit, 'verdict') === 'withdrawn'
        ? asking(withdrawProvision, reasoned(visit))
        : asking(confirmProvision, reasoned(visit)),
    next: (_, visit) => ({ goTo: backTo(visit).at(visit.params['provision']!) }),
  }),
  formOf({
    path: `${PATH}/confirm`,
    fields: ['why'],
    operations: [confirmAgreement],
    asks: visit => asking(confirmAgreement, reasoned(visit)),
    next: (_, visit) => ({ goTo: backTo(visit) }),
  }),
  formOf({
    path: `${PATH}/withdraw`,
    fields: ['why'],
    operations: [withdrawAgreement],
    asks: visit => asking(withdrawAgreement, reasoned(visit)),
    next: () => ({ goTo: to('board') }),
  }),
  formOf({
    path: `${PATH}/undo/:entry`,
    fields: ['why'],
    operations: [undoEntry],
    asks: visit => asking(undoEntry, reasoned(visit)),
    next: (_, visit) => ({ goTo: backTo(visit) }),
  }),
];

/** A provision as the form has it. */
function writtenIn(visit: Visit): AddedProvision {
  const { fields } = visit.sent;
  const due = fieldOf(visit, 'due');
  const day = due === undefined ? undefined : dayAsked(new Map([['due', due]]), 'due');
  const says = ['conduct', 'object', 'purpose', 'territory'].flatMap(name => {
    const text = fieldOf(visit, name);
    return text === undefined ? [] : [[name, { says: text }]];
  });
  return {
    label: fieldOf(visit, 'label') ?? '',
    kind: provisionKinds.find(kind => kind === fieldOf(visit, 'kind')) ?? 'deliverable',
    bound: [...fields].flatMap(([name, actor]) => (name.startsWith(BOUND) ? [actor] : [])),
    words: fieldOf(visit, 'words'),
    elements: Object.fromEntries(says) as Record<string, { says: string }>,
    ...(day !== undefined && { dueBy: { from: day, until: day, precision: 'day' as const, reading: `by ${day}` } }),
  };
}

async function agreementPage(visit: Visit, instrument: Instrument): Promise<Page> {
  const { record } = visit;
  const { id, title, texts } = instrument;
  const all = await provisions(record, id);
  const mayDecide = mayHere(visit, 'publish');
  const read = all.filter(({ value }) => value.readBy !== undefined);
  const days = new Map<string, string | undefined>();
  for (const { document } of texts) days.set(document, (await record.document(document))?.about.published?.day);
  const gone = mayDecide ? await withdrawnOf(record, id, all) : [];
  const body = html`<div class="opened">${heading(
    title,
    html`${instrument.form !== undefined && `${instrument.form}, `}between ${instrument.parties.map(({ name }) => name).join(' and ')}. In force ${periodText(instrument)}.`,
    html`<p class="ways"><a href="${to('board', id)}">How each party stands to it</a>${texts.map(({ document, by }) => html` · <a href="${to('documents', document)}">${by === undefined ? 'The text' : html`<bdi>${partyName(instrument, by)}</bdi>’s text`}</a>`)}</p>`,
  )}
<p class="count">${count(all.length, 'provision')}${read.length > 0 && `, ${read.length} of them read by a program and confirmed by nobody`}</p>
${mayDecide && read.length > 1 && html`<form class="decide no-print" method="post" action="${at(id, 'confirm')}"><label>Why <input name="why"></label> <button class="yes">Confirm all ${read.length}</button></form>`}
${
  all.length === 0
    ? nothing(
        'It has no provisions.',
        mayDecide
          ? 'Add one below: nothing can be judged before there are.'
          : 'Nothing can be judged before there are.',
      )
    : html`<div class="provisions">${all.map(one => card(one, instrument, document => days.get(document), mayDecide))}</div>`
}
${mayDecide && addForm(instrument)}
${gone.length > 0 && html`<section class="no-print"><h2>Withdrawn</h2><ul class="plain">${gone.map(one => html`<li><span class="code">${one.subject}</span> <span class="sub"><bdi>${decidedText(one)}</bdi></span> <form class="inline" method="post" action="${at(id, 'undo', String(one.sequence))}"><button>Take it back<span class="visually-hidden"> that ${one.subject} was withdrawn</span></button></form></li>`)}</ul></section>`}
${mayDecide && html`<section class="no-print"><h2>Withdraw the agreement</h2><p class="quiet">It is judged no more. It stays in the log, and can be registered again.</p><form class="decide" method="post" action="${at(id, 'withdraw')}"><label>Why <input name="why"></label> <button class="no">Withdraw it</button></form></section>`}</div>`;
  return { title, body, formats: LIST_FORMATS };
}

const at = (instrument: string, ...more: readonly string[]): Address => to('board', instrument, 'agreement', ...more);

/** Provisions that were withdrawn and not registered again, by the decision that did it. */
async function withdrawnOf(
  record: DeedsRecord,
  instrument: string,
  standing: readonly Registered<Provision>[],
): Promise<readonly RecordedDecision[]> {
  const here = new Set(standing.map(({ value }) => value.id));
  const registered = await record.decisions({ kind: ['provision_registered'] });
  const own = new Set(registered.filter(({ body }) => body['instrument'] === instrument).map(({ subject }) => subject));
  const last = new Map(
    (await record.decisions({ kind: ['provision_withdrawn'] })).map(decision => [decision.subject, decision]),
  );
  return [...last.values()].filter(({ subject }) => own.has(subject) && !here.has(subject));
}

function card(
  { value, decision, erased }: Registered<Provision>,
  instrument: Instrument,
  dayOf: (document: string) => string | undefined,
  mayDecide: boolean,
): Html {
  const { id, label, kind, bound, elements, carveOuts, dueBy, stipulations, readBy } = value;
  const [look, sign, word] = readBy === undefined ? ['confirmed', '✓', 'confirmed'] : ['proposed', '○', 'machine-read'];
  const asked = elementNames.flatMap(name => {
    const element = name === 'time' ? undefined : elements[name];
    return element === undefined ? [] : [{ name, ...element }];
  });
  return html`<article class="bearing s-${look}" id="${id}"><p class="card-top"><b><bdi>${label}</bdi></b><span class="tag">${kind.replaceAll('_', ' ')}</span><span class="sub">binds ${bound.map(actor => partyName(instrument, actor)).join(', ')}${dueBy !== undefined && `, due ${dueBy.reading}`}</span><span class="badge s-${look}"><span aria-hidden="true">${sign}</span> ${word}</span></p>
${erased ? html`<p class="quiet">Its words were erased.</p>` : agreedWords(value, instrument, dayOf)}
${asked.length > 0 && html`<dl class="facts">${asked.map(({ name, says, standing, reason }) => html`<dt>${name}</dt><dd><bdi>${says}</bdi>${standing === 'worked_out' && html` <span class="sub">${reason ?? 'worked out'}</span>`}</dd>`)}</dl>`}
${stipulations.length > 0 && html`<p class="sub">In parts:</p><ul class="bullets">${stipulations.map(({ says, principal }) => html`<li>${says}${principal && ' (the principal part)'}</li>`)}</ul>`}
${carveOuts.length > 0 && html`<p class="sub">Except: ${carveOuts.map(({ says, element }) => `${says} (${element})`).join('; ')}</p>`}
<p class="sub"><span class="code">${id}</span> · <bdi>${decidedText(decision)}</bdi></p>
${mayDecide && html`<form class="decide" method="post" action="${at(instrument.id, 'provisions', id, 'decide')}"><label>Why <input name="why"></label> ${readBy !== undefined && html`<button name="verdict" value="confirmed" class="yes">Confirm<span class="visually-hidden"> provision ${label}</span></button>`} <button name="verdict" value="withdrawn" class="no">Withdraw<span class="visually-hidden"> provision ${label}</span></button></form>`}
</article>`;
}

function addForm({ id, parties, texts }: Instrument): Html {
  return html`<details class="by-hand no-print"><summary>Add a provision by hand</summary>
<form class="stack" method="post" action="${at(id, 'provisions')}"><fieldset class="side"><legend class="visually-hidden">What it is</legend><label>What it is called <input name="label" required placeholder="2(a), or No theft for gain"></label><label>Kind <select name="kind">${provisionKinds.map(kind => html`<option value="${kind}">${kind.replaceAll('_', ' ')}</option>`)}</select></label><label>Due by <input type="date" name="due"></label></fieldset>
<fieldset class="checks"><legend>Who is bound</legend>${parties.map(({ actor, name }, index) => html`<label class="check"><input type="checkbox" name="${BOUND}${index}" value="${actor}" checked> <bdi>${name}</bdi></label>`)}</fieldset>
${texts.length > 0 && html`<label>Its exact words in the text <textarea name="words" rows="3"></textarea></label>`}
<fieldset class="side"><legend>What an act must be, to be in scope <span class="quiet">as far as it is asked for</span></legend><label>Conduct <input name="conduct" placeholder="theft by hacking"></label><label>Object <input name="object"></label><label>Purpose <input name="purpose"></label><label>Territory <input name="territory"></label></fieldset>
<label>Why <input name="why"></label><p><button class="primary">Add the provision</button></p></form></details>`;
}
