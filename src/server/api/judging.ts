/** What is judged by HTTP: instruments, and the lists of each. */
import { z } from 'zod';
import { appointments } from '../../listings/calendar.ts';
import { instrumentList } from '../../listings/instruments.ts';
import { judgedCase } from '../../listings/judged.ts';
import { type JudgedList, judgedLists, narrowed } from '../../listings/judged-lists.ts';
import { judgedFormats } from '../../outputs/judged/index.ts';
import { json } from '../../outputs/json.ts';
import { calendarFor, instrumentsOf, judgedIn } from '../parts/judged.ts';
import { LIST_FORMATS } from '../visit.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const PATH = '/api/v1/instruments';

/** As of which day is judged, and in which window. */
export const days = { day: z.iso.date().optional(), from: z.iso.date().optional(), until: z.iso.date().optional() };

/** Only one provision, only one party. */
export const narrowing = { provision: z.string().max(200).optional(), party: z.string().max(500).optional() };

export const judgingApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: PATH,
    about:
      'The agreements of the record, by id and title; with .json, .csv, .jsonl or .text behind the address as `deeds instrument show` has them.',
    formats: LIST_FORMATS,
    answers: z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) }),
    answer: async ({ record, format }) =>
      format === 'html' ? { json: { items: await instrumentsOf(record) } } : { listing: await instrumentList(record) },
  }),
  ...(Object.keys(judgedLists) as JudgedList[]).map(list =>
    apiRoute({
      method: 'GET',
      path: `${PATH}/:instrument/${list}`,
      formats: LIST_FORMATS,
      ofWhole: true,
      about: `As \`deeds judge ${list} --json\` has it, judged as of a day and in a window; with .csv, .jsonl or .text behind the address in that format.`,
      query: z.strictObject({ ...days, ...narrowing }),
      answers: 'WholeList',
      async answer(visit, { provision, party }) {
        const judged = await judgedIn(visit, visit.params['instrument']!);
        const asked = { ...(provision !== undefined && { provision }), ...(party !== undefined && { party }) };
        const listing = await judgedLists[list](
          narrowed(judged, asked),
          async () => (await calendarFor(visit)).value.outlines,
        );
        return visit.format === 'html' ? { json: JSON.parse(json.write(listing)) as object } : { listing };
      },
    }),
  ),
  ...judgedFormats.map(({ name, about, file, write }) =>
    apiRoute({
      method: 'GET',
      path: `${PATH}/:instrument/export/${name}`,
      ofWhole: true,
      about: `As \`deeds judge export --format ${name}\` writes it. ${about}.`,
      query: z.strictObject(days),
      answers: z.unknown(),
      file,
      async answer(visit) {
        const { docket, rows, day } = await judgedIn(visit, visit.params['instrument']!);
        const calendar = await appointments(docket, rows, (await calendarFor(visit)).value.outlines, day);
        return { file: { name: file, body: write(await judgedCase(visit.record, docket, rows, calendar, day)) } };
      },
    }),
  ),
];
