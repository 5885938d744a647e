/**
 * A form of a page is an operation of the API in other clothes. It turns its fields into what the operation takes; the operation itself checks, decides and answers, and the form
 * says only where one goes next. So a form can do nothing that a program cannot, and both are refused alike.
 */
import type { z } from 'zod';
import { asProblem } from '../../app.ts';
import { notAllowed } from '../../accounts/accounts.ts';
import { may } from '../../accounts/policy.ts';
import { needsOf } from '../entrance.ts';
import { RefusedForm } from '../problems.ts';
import type { Answer, Route, Sent, Visit } from '../visit.ts';
import type { ApiRoute } from './route.ts';

/** What a form asks of an operation. */
interface Asked {
  readonly operation: ApiRoute;
  readonly body: object;
  readonly ifMatch: string | undefined;
  readonly files: Sent['files'];
}

/** `ifMatch`: the state that the page showed, where the operation wants to know. Parts of the path and the question are those of the form. */
export function asking<Q extends z.ZodObject, B extends z.ZodObject>(
  operation: ApiRoute<Q, B>,
  body: z.input<B>,
  { ifMatch, files = [] }: { readonly ifMatch?: string; readonly files?: Sent['files'] } = {},
): Asked {
  return { operation, body, ifMatch, files };
}

/** What an operation answers to a program. */
export type Told = Readonly<Record<string, unknown>>;

interface Form {
  readonly path: string;
  readonly fields: readonly string[];
  /** The operations that its buttons ask. Who may ask the first of them may send the form; each is asked for what it needs itself. */
  readonly operations: readonly [ApiRoute, ...ApiRoute[]];
  readonly asks: (visit: Visit) => Promise<Asked> | Asked;
  /** Where one goes next, or the page that tells what came of it. */
  readonly next: (told: Told, visit: Visit) => Promise<Answer> | Answer;
}

/** The route of a form, which says what it asks. */
export interface FormRoute extends Route {
  readonly operations: readonly ApiRoute[];
}

export function formOf({ path, fields, operations, asks, next }: Form): FormRoute {
  return {
    method: 'POST',
    path,
    fields,
    needs: needsOf(operations[0]),
    operations,
    async answer(visit) {
      try {
        return await answered(visit);
      } catch (error) {
        throw new RefusedForm(asProblem(error, 'this form'), writtenIn(visit.sent));
      }
    },
  };

  async function answered(visit: Visit): Promise<Answer> {
    const { operation, body, ifMatch, files } = await asks(visit);
    mustBeAllowed(visit, operation);
    const answer = await operation.answer({
      ...visit,
      format: 'html',
      sent: { fields: new Map(), files, json: body },
      conditions: { ...visit.conditions, ifMatch },
    });
    if (!('json' in answer)) throw new TypeError(`${operation.path} answers a form with no JSON`);
    return await next(answer.json as Told, visit);
  }
}

/** Fields in which people write; what else a form has was chosen, or filled in by the page. */
const WRITTEN = ['why', 'words', 'set', 'text', 'urls', 'title', 'label', 'conduct', 'object', 'purpose', 'territory'];

/** What somebody wrote into a form, by field. */
export function writtenIn({ fields }: Sent): ReadonlyMap<string, string> {
  return new Map([...fields].filter(([name, text]) => WRITTEN.includes(name) && text.trim() !== ''));
}

function mustBeAllowed({ person, accounts }: Visit, operation: ApiRoute): void {
  const needs = needsOf(operation);
  if (person === undefined || needs === 'nothing' || may(person, needs)) return;
  accounts?.denied(person.account, `${operation.method} ${operation.path}`);
  throw notAllowed();
}

/** A field without the spaces around it; undefined where nothing stands in it. */
export function fieldOf({ sent }: Pick<Visit, 'sent'>, name: string): string | undefined {
  const text = sent.fields.get(name)?.trim() ?? '';
  return text === '' ? undefined : text;
}

/** The id of a document in a field, also out of its address as a browser shows it; undefined where nothing stands in it. */
export function documentField(visit: Pick<Visit, 'sent'>, name: string): string | undefined {
  const given = fieldOf(visit, name);
  return /\bdoc_[0-9a-f]+/u.exec(given ?? '')?.[0] ?? given;
}
